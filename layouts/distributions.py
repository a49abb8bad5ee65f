"""How long something takes when it does not always take equally long.

Each distribution has a text form (`triangular 20 23 30 s`) and a mapping form
(`{distribution: triangular, min: 20 s, mode: 23 s, max: 30 s}`); a lone quantity is a constant. All times in seconds.
Values are drawn by `sim.streams`, by inverse transform: one uniform number a draw.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, GetCoreSchemaHandler, GetJsonSchemaHandler, Tag
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault
from layouts.provenance import Provenance, provenance_of, unwrapped
from layouts.quantities import (
    LONGEST_MENDED,
    NUMBER,
    UNITS,
    Dimension,
    Quantity,
    expected,
    meant_unit,
    parse,
    shortest,
    shown,
    typical_unit,
    with_provenance,
)
from layouts.references import Keys, To
from layouts.table import Table

_TEXT = re.compile(rf"([a-z]+)\s+((?:{NUMBER}\s+)*{NUMBER})\s*([a-z]+)\s*((?:\w+\s*=.*)?)")
_NAMED = re.compile(r"(\w+)\s*=\s*([^=]+?)(?=\s+\w+\s*=|$)")
_TIME_UNITS = UNITS[Dimension.TIME]


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """A non-negative random time; the subclasses say which."""

    name: ClassVar[str]
    plain: ClassVar[frozenset[str]] = frozenset()
    """Parameters that are plain numbers, not times."""

    text: str | None = None
    provenance: Provenance | None = None

    @property
    def mean(self) -> float:
        """The expected value, in seconds."""
        raise AttributeError(f"{type(self).__name__} has no mean")  # pragma: no cover - every subclass has one

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters by name, in the order of the text form."""
        return {name: getattr(self, name) for name in _parameter_names(type(self))}

    def __str__(self) -> str:
        """Show the distribution as it was typed, or in its text form."""
        return self.text or self.text_form()

    def text_form(self) -> str:
        """Return the text form that says exactly this distribution."""
        times = " ".join(shortest(value) for name, value in self.parameters.items() if name not in self.plain)
        extra = "".join(f" {name}={shortest(value)}" for name, value in self.parameters.items() if name in self.plain)
        return f"{self.name} {times} s{extra}"

    def __eq__(self, other: object) -> bool:
        """Compare kind and parameters, not the text."""
        return isinstance(other, Distribution) and self.name == other.name and self.parameters == other.parameters

    def __hash__(self) -> int:
        """Hash kind and parameters."""
        return hash((self.name, *self.parameters.values()))

    def fault(self) -> str | None:
        """Say which relation between the parameters is broken, or None."""
        negative = [name for name, value in self.parameters.items() if isinstance(value, float) and value < 0]
        return f"{negative[0]} of at least 0" if negative else None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe both forms."""
        return SCHEMA


@dataclass(frozen=True, kw_only=True, eq=False)
class Constant(Distribution):
    """Always the same time."""

    name = "constant"
    value: float

    @property
    def mean(self) -> float:
        """The value itself."""
        return self.value

    def text_form(self) -> str:
        """Return the text form that says exactly this distribution."""
        return shown(self.value, Dimension.TIME)


@dataclass(frozen=True, kw_only=True, eq=False)
class Uniform(Distribution):
    """Anything between two limits, equally likely."""

    name = "uniform"
    min: float
    max: float

    @property
    def mean(self) -> float:
        """(min + max) / 2."""
        return (self.min + self.max) / 2

    def fault(self) -> str | None:
        """The limits must be in order."""
        return super().fault() or (None if self.min <= self.max else "min not above max")


@dataclass(frozen=True, kw_only=True, eq=False)
class Triangular(Distribution):
    """Least, most likely and greatest time: what people can estimate of manual work."""

    name = "triangular"
    min: float
    mode: float
    max: float

    @property
    def mean(self) -> float:
        """(min + mode + max) / 3."""
        return (self.min + self.mode + self.max) / 3

    def fault(self) -> str | None:
        """The three values must be in order."""
        in_order = self.min <= self.mode <= self.max
        return super().fault() or (None if in_order else "min, most likely and max in this order")


@dataclass(frozen=True, kw_only=True, eq=False)
class Normal(Distribution):
    """Normal with mean and standard deviation, truncated at 0."""

    name = "normal"
    mu: float
    sd: float

    @property
    def mean(self) -> float:
        """Mean of the truncated variable, mu + sd φ(α) / (1 − Φ(α)) with α = −mu / sd (Johnson, Kotz, 1994, 13.10)."""
        if self.sd == 0:
            return self.mu
        alpha = -self.mu / self.sd
        density = math.exp(-alpha * alpha / 2) / math.sqrt(2 * math.pi)
        return self.mu + self.sd * density / (0.5 * math.erfc(alpha / math.sqrt(2)))


@dataclass(frozen=True, kw_only=True, eq=False)
class Lognormal(Distribution):
    """Lognormal, given by mean and standard deviation of the variable itself."""

    name = "lognormal"
    mu: float
    sd: float

    @property
    def mean(self) -> float:
        """The first parameter."""
        return self.mu

    def fault(self) -> str | None:
        """The mean must be positive."""
        return super().fault() or (None if self.mu > 0 else "mean greater than 0")


@dataclass(frozen=True, kw_only=True, eq=False)
class Exponential(Distribution):
    """Memoryless, given by its mean."""

    name = "exponential"
    mu: float

    @property
    def mean(self) -> float:
        """The parameter."""
        return self.mu


@dataclass(frozen=True, kw_only=True, eq=False)
class Erlang(Distribution):
    """Sum of k exponential phases, given by the mean of the sum and k."""

    name = "erlang"
    plain = frozenset({"k"})
    mu: float
    k: float = 2.0

    @property
    def mean(self) -> float:
        """The first parameter."""
        return self.mu

    def fault(self) -> str | None:
        """k counts phases."""
        return super().fault() or (None if self.k >= 1 and self.k == int(self.k) else "k a whole number from 1")


@dataclass(frozen=True, kw_only=True, eq=False)
class Weibull(Distribution):
    """Weibull with scale (a time) and shape (a number): wear-out above shape 1, early failures below."""

    name = "weibull"
    plain = frozenset({"shape"})
    scale: float
    shape: float

    @property
    def mean(self) -> float:
        """Scale times Γ(1 + 1 / shape)."""
        return self.scale * math.gamma(1 + 1 / self.shape)

    def text_form(self) -> str:
        """Return the text form that says exactly this distribution."""
        return f"{self.name} scale={shown(self.scale, Dimension.TIME)} shape={shortest(self.shape)}"

    def fault(self) -> str | None:
        """The shape must be positive."""
        return super().fault() or (None if self.shape >= 0.1 else "shape of at least 0.1")


@dataclass(frozen=True, kw_only=True, eq=False)
class Empirical(Distribution):
    """Times measured in the plant: one of the values in a CSV file beside the layout, equally likely."""

    name = "empirical"
    plain = frozenset({"file", "values"})
    file: str
    values: tuple[float, ...] = ()
    """Seconds; read from the first column of the file when the layout is loaded."""

    @property
    def mean(self) -> float:
        """Mean of the measured values; not a number as long as the file has not been read."""
        return math.fsum(self.values) / len(self.values) if self.values else math.nan

    def text_form(self) -> str:
        """Return the text form that says exactly this distribution."""
        return f"{self.name} {self.file}"


DISTRIBUTIONS: Mapping[str, type[Distribution]] = {
    cls.name: cls for cls in (Constant, Uniform, Triangular, Normal, Lognormal, Exponential, Erlang, Weibull, Empirical)
}
"""Every distribution by the word that begins its text form."""

_FILE_NAMES = {"mu": "mean"}
_ATTRIBUTES = {file: attribute for attribute, file in _FILE_NAMES.items()}
_ARITY = (
    "constant 1, uniform 2, triangular 3, normal 2, lognormal 2, exponential 1, erlang 1 k=…, weibull scale=… shape=…"
)


def _parameter_names(cls: type[Distribution]) -> list[str]:
    return [field.name for field in fields(cls) if field.name not in ("text", "provenance")]


def decode(value: Any) -> Distribution:
    """Read a distribution from its text form, its mapping form, a quantity or (from Python) a number of seconds.

    Raises:
        PydanticCustomError: with what was found and what was expected.
    """
    if isinstance(value, Distribution):
        return value
    if isinstance(value, Mapping):
        return _from_mapping(value)
    if isinstance(value, str):
        return _checked(_from_text(value.strip()), value)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        text, provenance = (value.text, value.provenance) if isinstance(value, Quantity) else (None, None)
        return _checked(Constant(value=float(value), text=text, provenance=provenance), value)
    raise fault(Code.UNIT, value, expected(Dimension.TIME))


def _checked(distribution: Distribution, found: Any) -> Distribution:
    broken = distribution.fault()
    if broken:
        right = "a time of at least 0" if isinstance(distribution, Constant) else f"{distribution.name} with {broken}"
        raise fault(Code.RANGE, repr(found), right)
    return distribution


def _from_text(text: str) -> Distribution:
    word, _, rest = text.partition(" ")
    if word == Empirical.name:
        return _built(Empirical, {"file": rest.strip()} if rest.strip() else {}, text, text=text)
    if word not in DISTRIBUTIONS:
        return Constant(value=float(_constant(text, word)), text=text)
    if "=" in rest.partition(" ")[0]:
        return _from_named(DISTRIBUTIONS[word], (), rest, text)
    match = _TEXT.fullmatch(text)
    if match is None or match[3] not in _TIME_UNITS:
        wanted = f"numbers and a unit of time after {word!r}" + (", without commas" if "," in rest else "")
        raise fault(Code.FORM, repr(text), f"{wanted} ({_ARITY})", _mended(text))
    numbers = [float(number) * _TIME_UNITS[match[3]] for number in match[2].split()]
    return _from_named(DISTRIBUTIONS[word], numbers, match[4], text)


def _mended(text: str) -> str:
    """Return the text form that was probably meant, without commas and with a unit of time; else nothing."""
    parts = re.fullmatch(r"(([a-z]+)\s.*?)\s*([A-Za-z]*)", text[: LONGEST_MENDED + 1], re.DOTALL)
    unit = meant_unit(parts[3], Dimension.TIME) if parts and parts[3] else typical_unit(Dimension.TIME)
    if parts is None or unit is None or len(text) > LONGEST_MENDED:
        return ""
    cls = DISTRIBUTIONS[parts[2]]
    times = len([name for name in _parameter_names(cls) if name not in cls.plain])
    heads = (re.sub(comma, instead, parts[1]) for comma, instead in ((r",\s*", " "), (r",(?=\d)", ".")))
    matches = (_TEXT.fullmatch(f"{head} {unit}") for head in heads)
    return next((match[0] for match in matches if match and len(match[2].split()) == times), "")


def _constant(text: str, word: str) -> Quantity:
    if word[:1].isalpha():
        near = get_close_matches(word, DISTRIBUTIONS, 1)
        raise fault(Code.FORM, repr(text), f"one of {', '.join(DISTRIBUTIONS)}", "".join(near))
    return parse(text, Dimension.TIME)


def _from_named(cls: type[Distribution], numbers: Sequence[float], rest: str, text: str) -> Distribution:
    times = [name for name in _parameter_names(cls) if name not in cls.plain]
    named = _NAMED.findall(rest)
    if len(numbers) > len(times) or len({name for name, _ in named}) < len(named):
        raise fault(Code.FORM, repr(text), f"{cls.name} with {len(times)} times ({_ARITY})")
    given: dict[str, Any] = dict(zip(times, numbers, strict=False))
    given |= {_ATTRIBUTES.get(name, name): item for name, item in named}
    return _built(cls, given, text, text=text)


def _from_mapping(value: Mapping[str, Any]) -> Distribution:
    if "distribution" not in value:
        inner, provenance = unwrapped(value)
        return replace(decode(inner), provenance=provenance)
    cls = DISTRIBUTIONS.get(str(value["distribution"]))
    if cls is None:
        near = get_close_matches(str(value["distribution"]), DISTRIBUTIONS, 1)
        raise fault(Code.FORM, value["distribution"], f"distribution: one of {', '.join(DISTRIBUTIONS)}", "".join(near))
    given = {_ATTRIBUTES.get(name, name): item for name, item in value.items() if name not in _ABOUT}
    return _checked(_built(cls, given, f"fields {', '.join(value)}", provenance=provenance_of(value)), dict(value))


_ABOUT = frozenset({"distribution", "source", "status"})


def _built(
    cls: type[Distribution],
    given: Mapping[str, Any],
    found: str,
    text: str | None = None,
    provenance: Provenance | None = None,
) -> Distribution:
    allowed = [name for name in _parameter_names(cls) if name != "values"]
    optional = {field.name for field in fields(cls) if field.default is not MISSING}
    if not set(allowed) - optional <= set(given) <= set(allowed):
        names = ", ".join(_FILE_NAMES.get(name, name) for name in allowed)
        raise fault(Code.FORM, repr(found), f"{cls.name} with {names}")
    values = {name: _parameter(cls, name, item) for name, item in given.items()}
    return cls(**values, text=text, provenance=provenance)


def _parameter(cls: type[Distribution], name: str, value: Any) -> Any:
    if name == "file":
        return str(value)
    if isinstance(value, str) and name not in cls.plain:
        return float(parse(value, Dimension.TIME))
    number = float(value) if re.fullmatch(NUMBER, str(value).strip()) else math.nan
    if not math.isfinite(number):
        raise fault(Code.FORM, repr(value), f"{_FILE_NAMES.get(name, name)} as a number")
    return number


SCHEMA: JsonSchemaValue = {
    "description": f"a time, or a distribution: {', '.join(DISTRIBUTIONS)}",
    "anyOf": [
        {"type": "string", "examples": ["8 s", "triangular 20 23 30 s", "exponential 2 h"]},
        with_provenance({"type": "string", "examples": ["8 s", "triangular 20 23 30 s"]}),
        {
            "type": "object",
            "properties": {"distribution": {"enum": list(DISTRIBUTIONS)}},
            "required": ["distribution"],
        },
    ],
}
"""The forms of a distribution for editors."""


DEFAULT = "default"
"""The product of `Times` that stands for all others."""


def _form(value: Any) -> str:
    by_product = isinstance(value, Mapping) and "distribution" not in value and "value" not in value
    return _BY_PRODUCT if by_product else _ONE


_ONE, _BY_PRODUCT = "<one>", "<by product>"

Times = Annotated[
    Annotated[Distribution, Tag(_ONE)] | Annotated[Table[Distribution], Keys(To.THINGS), Tag(_BY_PRODUCT)],
    Discriminator(_form),
]
"""A time for every product, or one for each product by id (`default`: the rest)."""


def time_for(times: Distribution | Table[Distribution], product: str, visit: str | None = None) -> Distribution | None:
    """Return the time for a product: of its visit's name, else its own, else the default or plain one, else None."""
    if isinstance(times, Distribution):
        return times
    return (visit and times.get(visit)) or times.get(product) or times.get(DEFAULT)


def every_time(times: Distribution | Table[Distribution]) -> tuple[Distribution, ...]:
    """Return the times of all products."""
    return (times,) if isinstance(times, Distribution) else tuple(times.values())
