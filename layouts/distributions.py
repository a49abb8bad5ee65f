"""How long something takes when it does not always take equally long.

Each distribution has a text form (`triangular 20 23 30 s`) and a mapping form
(`{distribution: triangular, min: 20 s, mode: 23 s, max: 30 s}`); a lone quantity is a constant. All times in seconds.
Values are drawn by `sim.streams`, by inverse transform: one uniform number a draw.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from layouts.errors import fault
from layouts.quantities import NUMBER, UNITS, Dimension, Quantity, expected, parse, shown
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
    optional: ClassVar[Mapping[str, float]] = {}

    text: str | None = None

    @property
    def mean(self) -> float:
        """The expected value, in seconds."""
        raise AttributeError(f"{type(self).__name__} has no mean")  # pragma: no cover - every subclass has one

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters by name, in the order of the text form."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "text"}

    def __str__(self) -> str:
        """Show the distribution as it was typed, or in its text form."""
        return self.text or self._written()

    def _written(self) -> str:
        times = " ".join(f"{value:.12g}" for name, value in self.parameters.items() if name not in self.plain)
        extra = "".join(f" {name}={value:.12g}" for name, value in self.parameters.items() if name in self.plain)
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
        names = list(DISTRIBUTIONS)
        mapping = {"type": "object", "properties": {"distribution": {"enum": names}}, "required": ["distribution"]}
        text = {"type": "string", "examples": ["8 s", "triangular 20 23 30 s", "exponential 2 h"]}
        return {"anyOf": [text, mapping], "description": f"a time, or a distribution: {', '.join(names)}"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Constant(Distribution):
    """Always the same time."""

    name = "constant"
    value: float

    @property
    def mean(self) -> float:
        """The value itself."""
        return self.value

    def _written(self) -> str:
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
        density = math.exp(-(alpha**2) / 2) / math.sqrt(2 * math.pi)
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

    def fault(self) -> str | None:
        """The shape must be positive."""
        return super().fault() or (None if self.shape > 0 else "shape greater than 0")


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
        """Mean of the measured values."""
        return math.fsum(self.values) / len(self.values)

    def _written(self) -> str:
        return f"{self.name} {self.file}"


DISTRIBUTIONS: Mapping[str, type[Distribution]] = {
    cls.name: cls for cls in (Constant, Uniform, Triangular, Normal, Lognormal, Exponential, Erlang, Weibull, Empirical)
}
"""Every distribution by the word that begins its text form."""

_FILE_NAMES = {"mu": "mean"}
_ARITY = (
    "constant 1, uniform 2, triangular 3, normal 2, lognormal 2, exponential 1, erlang 1 k=…, weibull scale=… shape=…"
)


def decode(value: Any) -> Distribution:
    """Read a distribution from its text form, its mapping form, a quantity or (from Python) a number of seconds.

    Raises:
        PydanticCustomError: with what was found and what was expected.
    """
    if isinstance(value, Distribution):
        return value
    if isinstance(value, Mapping):
        return _checked(_from_mapping(value), value)
    if isinstance(value, str):
        return _checked(_from_text(value.strip()), value)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return _checked(Constant(value=float(value), text=str(value) if isinstance(value, Quantity) else None), value)
    raise fault("unit", repr(value), expected(Dimension.TIME))


def _checked(distribution: Distribution, value: Any) -> Distribution:
    broken = distribution.fault()
    if broken:
        raise fault("range", repr(value), f"{distribution.name} with {broken}")
    return distribution


def _from_text(text: str) -> Distribution:
    word, _, rest = text.partition(" ")
    if word == Empirical.name:
        return Empirical(file=rest.strip(), text=text)
    if word not in DISTRIBUTIONS:
        return Constant(value=float(_constant(text, word)), text=text)
    if "=" in rest.split(None, 1)[0:1].__str__():
        return _from_named(DISTRIBUTIONS[word], {}, rest, text)
    match = _TEXT.fullmatch(text)
    if match is None or match[3] not in _TIME_UNITS:
        raise fault("form", repr(text), f"numbers and a unit of time after {word!r} ({_ARITY})")
    numbers = [float(number) * _TIME_UNITS[match[3]] for number in match[2].split()]
    return _from_named(DISTRIBUTIONS[word], dict(enumerate(numbers)), match[4], text)


def _constant(text: str, word: str) -> Quantity:
    try:
        return parse(text, Dimension.TIME)
    except PydanticCustomError as error:
        if word[:1].isalpha():
            raise fault("form", repr(text), f"one of {', '.join(DISTRIBUTIONS)}") from error
        raise


def _from_named(cls: type[Distribution], numbers: Mapping[int, float], rest: str, text: str) -> Distribution:
    names = [field.name for field in fields(cls) if field.name != "text"]
    times = [name for name in names if name not in cls.plain]
    if len(numbers) > len(times):
        raise fault("form", repr(text), f"{cls.name} with {len(times)} times ({_ARITY})")
    given: dict[str, Any] = {times[position]: number for position, number in numbers.items()}
    given |= {name: _parameter(cls, name, value) for name, value in _NAMED.findall(rest)}
    return _built(cls, given, text, text)


def _from_mapping(value: Mapping[str, Any]) -> Distribution:
    name = value.get("distribution")
    cls = DISTRIBUTIONS.get(str(name))
    if cls is None:
        raise fault("form", name, f"distribution: one of {', '.join(DISTRIBUTIONS)}")
    inside = {file: attribute for attribute, file in _FILE_NAMES.items()}
    given = {inside.get(key, key): item for key, item in value.items() if key != "distribution"}
    return _built(cls, {key: _parameter(cls, key, item) for key, item in given.items()}, value, None)


def _parameter(cls: type[Distribution], name: str, value: Any) -> Any:
    if name == "file":
        return str(value)
    if name not in cls.plain:
        return float(parse(value, Dimension.TIME)) if isinstance(value, str) else float(value)
    if not re.fullmatch(NUMBER, str(value).strip()):
        raise fault("form", repr(value), f"{name} as a number")
    return float(value)


def _built(cls: type[Distribution], given: dict[str, Any], found: Any, text: str | None) -> Distribution:
    try:
        return cls(**given, text=text)
    except TypeError as error:
        names = [
            _FILE_NAMES.get(field.name, field.name) for field in fields(cls) if field.name not in ("text", "values")
        ]
        raise fault("form", found, f"{cls.name} with {', '.join(names)}") from error


DEFAULT = "default"
"""The product of `Times` that stands for all others."""


def _times(value: Any) -> "Distribution | Table[Distribution]":
    if isinstance(value, Mapping) and "distribution" not in value and "value" not in value:
        return Table({product: decode(item) for product, item in value.items()})
    return decode(value)


Times = Annotated[
    Distribution | Table[Distribution],
    PlainValidator(_times),
    WithJsonSchema({"type": ["string", "object"], "examples": ["6.5 s"]}),
]
"""A time for every product, or one for each product by id (`default`: the rest)."""


def time_for(times: Distribution | Table[Distribution], product: str) -> Distribution | None:
    """Return the time for a product: its own entry, else the default or plain one, else None."""
    if isinstance(times, Distribution):
        return times
    return times.get(product) or times.get(DEFAULT)
