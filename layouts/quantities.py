"""Numbers with a dimension, as engineers write them: `45 s`, `2 min`, `24 m/min`, `160 x 120 x 110 mm`.

Inside the program every quantity is a float in SI units (metres, seconds, metres per second, per second,
kilograms, degrees for angles, fractions for per cent). A `Quantity` also remembers how it was typed, so that it
is shown again as the user wrote it.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault
from layouts.provenance import Provenance, Status, unwrapped

NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_QUANTITY = re.compile(rf"({NUMBER})\s*(\S.*)?")
_ALMOST = re.compile(rf"([+-]?(?!\d{{1,3}},\d{{3}}(?!\d))\d+,\d+|{NUMBER})\s*(\D.*)?")
"""A quantity that may have a decimal comma; not `1,200`, which may mean a thousand and more."""
LONGEST_MENDED = 80
"""Characters of a wrong text for which a right one is looked for."""

_SECONDS_A_DAY = 86_400.0


class Dimension(Enum):
    """What a quantity measures; the value is the word used in messages."""

    TIME = "time"
    LENGTH = "length"
    SPEED = "speed"
    ACCELERATION = "acceleration"
    RATE = "rate"
    MASS = "mass"
    ANGLE = "angle"
    FRACTION = "fraction"
    POWER = "power"
    MONEY = "price"


UNITS: Mapping[Dimension, Mapping[str, float]] = {
    Dimension.TIME: {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "d": _SECONDS_A_DAY, "w": 7 * _SECONDS_A_DAY},
    Dimension.LENGTH: {"mm": 0.001, "cm": 0.01, "m": 1.0, "km": 1000.0},
    Dimension.SPEED: {"mm/s": 0.001, "m/s": 1.0, "m/min": 1 / 60, "km/h": 1 / 3.6},
    Dimension.ACCELERATION: {"m/s2": 1.0, "mm/s2": 0.001},
    Dimension.RATE: {"/s": 1.0, "/min": 1 / 60, "/h": 1 / 3600, "/d": 1 / _SECONDS_A_DAY},
    Dimension.MASS: {"g": 0.001, "kg": 1.0, "t": 1000.0},
    Dimension.ANGLE: {"deg": 1.0, "rad": 180 / math.pi, "": 1.0},
    Dimension.FRACTION: {"%": 0.01, "": 1.0},
    Dimension.POWER: {"W": 1.0, "kW": 1e3, "MW": 1e6},
    Dimension.MONEY: {"": 1.0},
}
"""Every unit of every dimension with its factor to SI. An empty unit means that a bare number is allowed."""

EXAMPLES: Mapping[Dimension, str] = {
    Dimension.TIME: "45 s",
    Dimension.LENGTH: "1200 mm",
    Dimension.SPEED: "24 m/min",
    Dimension.ACCELERATION: "0.4 m/s2",
    Dimension.RATE: "120/h",
    Dimension.MASS: "1.4 kg",
    Dimension.ANGLE: "90",
    Dimension.FRACTION: "2 %",
    Dimension.POWER: "12 kW",
    Dimension.MONEY: "0.28",
}
"""A typical value of each dimension, for messages and help."""

SHOWN_UNITS: Mapping[Dimension, tuple[str, ...]] = {
    Dimension.TIME: ("d", "h", "min", "s"),
    Dimension.LENGTH: ("m", "mm"),
    Dimension.SPEED: ("m/s", "m/min", "mm/s"),
    Dimension.ACCELERATION: ("m/s2",),
    Dimension.RATE: ("/h", "/min", "/s"),
    Dimension.MASS: ("kg", "g"),
    Dimension.ANGLE: ("",),
    Dimension.FRACTION: ("%",),
    Dimension.POWER: ("kW", "W"),
    Dimension.MONEY: ("",),
}
"""Units tried, in this order, when a quantity that nobody typed is written."""


BASE_UNITS: Mapping[Dimension, str] = {
    dimension: [unit for unit, factor in units.items() if factor == 1.0][-1] for dimension, units in UNITS.items()
}
"""The unit of each dimension in which numbers are held, bare where a bare number is allowed."""


class Quantity(float):
    """A float in SI units that remembers how it was typed and where it comes from. Equal to any float of its value."""

    __slots__ = ("provenance", "text")

    text: str
    provenance: Provenance | None

    def __new__(cls, value: float, text: str, provenance: Provenance | None = None) -> Self:
        """Keep `value` (SI) together with the `text` it was read from."""
        quantity = super().__new__(cls, value)
        quantity.text = text
        quantity.provenance = provenance
        return quantity

    def __reduce__(self) -> tuple[type[Self], tuple[float, str, Provenance | None]]:
        """Pickle as value, text and provenance."""
        return type(self), (float(self), self.text, self.provenance)

    def __str__(self) -> str:
        """Show the quantity as it was typed."""
        return self.text


def parse(text: str, dimension: Dimension) -> Quantity:
    """Read one quantity such as `45 s` or `36000/h`.

    Raises:
        PydanticCustomError: when the text is no number with a unit of that dimension.
    """
    match = _QUANTITY.fullmatch(text.strip())
    factor = UNITS[dimension].get((match[2] or "").strip()) if match else None
    if match is None or factor is None:
        raise fault(Code.UNIT, repr(text), expected(dimension), _suggestion(text, dimension))
    value = float(match[1]) * factor
    if not math.isfinite(value):
        raise fault(Code.RANGE, repr(text), "a finite number")
    return Quantity(value, text.strip())


def expected(dimension: Dimension) -> str:
    """Say in words what a quantity of a dimension looks like."""
    units = ", ".join(unit for unit in UNITS[dimension] if unit)
    article = "an" if dimension.value[0] in "aeiou" else "a"
    listed = f" (units: {units})" if units else ", without a unit"
    return f"{article} {dimension.value} such as {EXAMPLES[dimension]}{listed}"


def _suggestion(text: str, dimension: Dimension) -> str:
    """Return what was probably meant by a text that is no quantity, or nothing."""
    match = _ALMOST.fullmatch(text.strip()) if len(text) <= LONGEST_MENDED else None
    if match is None:
        return ""
    unit = meant_unit(match[2], dimension) if match[2] else typical_unit(dimension)
    return "" if unit is None else f"{decimal_point(match[1])}{_joint(unit)}"


def typical_unit(dimension: Dimension) -> str:
    """Return the unit of the example of a dimension."""
    return EXAMPLES[dimension].lstrip("0123456789.").strip()


def meant_unit(text: str, dimension: Dimension) -> str | None:
    """Return the unit that somebody means who writes `sec`, `hrs`, `M/Min` or `per hour`; None where none is known."""
    per, slash, rest = re.sub(r"^per\s+|\s+per\s+", "/", text.strip().lower()).partition("/")
    words = [_SPELLINGS.get(word.strip(), word.strip()) for word in (per, rest)]
    unit = slash.join(words) if slash else words[0]
    return unit if unit in UNITS[dimension] else None


def decimal_point(number: str) -> str:
    """Write a number with a point where it has a decimal comma."""
    return number.replace(",", ".")


_SPELLINGS: Mapping[str, str] = {
    spelling: unit
    for unit, spellings in {
        "ms": "msec msecs millisecond milliseconds",
        "s": "sec secs second seconds",
        "min": "mins minute minutes",
        "h": "hr hrs hour hours",
        "d": "day days",
        "w": "week weeks",
        "mm": "millimeter millimeters millimetre millimetres",
        "cm": "centimeter centimeters centimetre centimetres",
        "m": "meter meters metre metres",
        "km": "kilometer kilometers kilometre kilometres",
        "g": "gram grams",
        "kg": "kgs kilo kilos kilogram kilograms",
        "t": "ton tons tonne tonnes",
        "deg": "degree degrees °",
        "rad": "radian radians",
        "%": "percent",
    }.items()
    for spelling in spellings.split()
}
"""Units as people write them; they are not read, only understood well enough to suggest the right one."""


def _joint(unit: str) -> str:
    return unit if unit.startswith("/") or not unit else f" {unit}"


def shown(value: float, dimension: Dimension) -> str:
    """Write a quantity: as it was typed, or in the first unit that gives a short number and is exact."""
    if isinstance(value, Quantity):
        return value.text
    base = BASE_UNITS[dimension]
    if value == 0:
        return f"0{_joint(base)}"
    tried = [_in_unit(value, unit, UNITS[dimension][unit]) for unit in SHOWN_UNITS[dimension]]
    exact = [text for text in tried if text is not None] or [f"{shortest(value)}{_joint(base)}"]
    short = [text for text in exact if len(text.split()[0].split("/")[0].lstrip("-")) <= 4]
    return (short or [min(exact, key=len)])[0]


def shortest(value: float) -> str:
    """Write a float with as few digits as give exactly this float again."""
    return repr(float(value)).removesuffix(".0")


def exact_number(value: float, factor: float) -> str | None:
    """Write a value as a number of units of a factor; None where no number times the factor gives exactly the value."""
    for digits in range(6, 18):
        number = f"{value / factor:.{digits}g}"
        if float(number) * factor == value:
            return number
    return None


def _in_unit(value: float, unit: str, factor: float) -> str | None:
    number = exact_number(value, factor)
    return None if number is None else number + _joint(unit)


@dataclass(frozen=True)
class Dimensioned:
    """A pydantic annotation: text with a unit, or (from Python only) a bare number in SI units."""

    dimension: Dimension
    above: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    def decode(self, value: Any) -> float:
        """Turn what the file or the caller gave into a float in SI units; `{value: ..., source: ...}` keeps both.

        Raises:
            PydanticCustomError: for anything that is no such quantity, or out of range.
        """
        if isinstance(value, Mapping):
            inner, provenance = unwrapped(value)
            decoded = self.decode(inner)
            return Quantity(decoded, shown(decoded, self.dimension), provenance)
        if isinstance(value, str):
            quantity: float = parse(value, self.dimension)
        elif isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            quantity = value if isinstance(value, Quantity) else float(value)
        else:
            raise fault(Code.UNIT, value, expected(self.dimension))
        self._check_range(quantity, value)
        return quantity

    def _check_range(self, quantity: float, value: Any) -> None:
        if self.above is not None and quantity <= self.above:
            raise fault(Code.RANGE, repr(value), f"a {self.dimension.value} greater than {self.above:g}")
        if self.at_least is not None and quantity < self.at_least:
            raise fault(Code.RANGE, repr(value), f"a {self.dimension.value} of at least {self.at_least:g}")
        if self.at_most is not None and quantity > self.at_most:
            raise fault(
                Code.RANGE, repr(value), f"a {self.dimension.value} of at most {self.at_most:g}", self._per_cent(value)
            )

    def _per_cent(self, value: Any) -> str:
        """Suggest per cent for a bare number from 1 to 100 where a fraction is wanted."""
        text = value.strip() if isinstance(value, str) else ""
        is_bare = self.dimension is Dimension.FRACTION and re.fullmatch(NUMBER, text)
        return f"{text} %" if is_bare and 1 < float(text) <= 100 else ""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(self.decode)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text form for editors."""
        bare = "" in UNITS[self.dimension]
        text = {"type": ["string", "number"] if bare else "string", "examples": [EXAMPLES[self.dimension]]}
        return {"anyOf": [text, with_provenance(text)], "description": expected(self.dimension)}


def with_provenance(value: JsonSchemaValue) -> JsonSchemaValue:
    """Describe `{value: ..., source: ..., status: ...}` for editors, given the schema of the value."""
    status = {"enum": [status.value for status in Status], "description": "how far to trust the value"}
    source = {"type": "string", "description": "where the value comes from"}
    fields = {"value": value, "source": source, "status": status}
    return {"type": "object", "properties": fields, "required": ["value"], "additionalProperties": False}


Duration = Annotated[float, Dimensioned(Dimension.TIME, at_least=0.0)]
PositiveDuration = Annotated[float, Dimensioned(Dimension.TIME, above=0.0)]
Length = Annotated[float, Dimensioned(Dimension.LENGTH, at_least=0.0)]
PositiveLength = Annotated[float, Dimensioned(Dimension.LENGTH, above=0.0)]
Speed = Annotated[float, Dimensioned(Dimension.SPEED, above=0.0)]
Rate = Annotated[float, Dimensioned(Dimension.RATE, above=0.0)]
Mass = Annotated[float, Dimensioned(Dimension.MASS, at_least=0.0)]
Angle = Annotated[float, Dimensioned(Dimension.ANGLE, at_least=0.0, at_most=360.0)]
Fraction = Annotated[float, Dimensioned(Dimension.FRACTION, at_least=0.0, at_most=1.0)]
