"""The kinds of equipment as a reference: every field with its form, default and meaning, from the declarations."""

from dataclasses import asdict, dataclass
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from layouts.arrivals import Delivery, RatesOverTheDay
from layouts.calendar import Overtime, Shift
from layouts.changeovers import Changeover, Matrix
from layouts.control import EquipmentNames, ThingNames
from layouts.costs import PowerByState, PriceOverTheDay
from layouts.counts import Count, Pieces
from layouts.distributions import Distribution, Times
from layouts.emitting import flow
from layouts.equipment import Equipment
from layouts.failures import Failure, Mean
from layouts.faults import names_in_file
from layouts.flow import Choice, Rule, shown
from layouts.intervals import FORMS as INTERVALS
from layouts.intervals import Interval
from layouts.merges import FORMS, Merge
from layouts.model import Finish
from layouts.orders import OrderFile
from layouts.packs import FORM as PACK
from layouts.packs import Pack
from layouts.people import Headcount, SpeedOrAtOnce, Stations, Task
from layouts.production import FORM as LOT
from layouts.production import Lot
from layouts.quantities import EXAMPLES, Dimensioned
from layouts.registry import kinds
from layouts.routing import Route
from layouts.space import Point, Size
from layouts.table import Table
from layouts.times_of_day import Day, Days, Hours, Start
from layouts.upkeep import StartUp, Upkeep
from layouts.writing import fields_written


@dataclass(frozen=True)
class FieldEntry:
    """A field of a kind: its name in a file, what its value looks like, its default as it would be written."""

    name: str
    form: str
    default: str | None
    required: bool
    description: str


@dataclass(frozen=True)
class KindEntry:
    """A kind of equipment with its fields."""

    kind: str
    role: str
    description: str
    fields: tuple[FieldEntry, ...]

    def to_json_object(self) -> dict[str, Any]:
        """Return the entry as plain values."""
        return asdict(self)


def catalogue() -> tuple[KindEntry, ...]:
    """Describe every kind that is found."""
    return tuple(_kind(cls) for cls in kinds().found.values())


def _kind(cls: type[Equipment]) -> KindEntry:
    meaning = " ".join((cls.__doc__ or "").split("\n\n")[0].split())
    return KindEntry(cls.kind, cls.role.value, meaning, entries_of(cls, cls.required))


def entries_of(cls: type, required: tuple[str, ...] = ()) -> tuple[FieldEntry, ...]:
    """Describe the fields of an item."""
    hints = get_type_hints(cls, include_extras=True)
    declared: Any = getattr(cls, "__pydantic_fields__", {})
    defaults = {} if any(field.is_required() for field in declared.values()) else fields_written(cls())
    return tuple(
        FieldEntry(
            name,
            form_of(hints[attribute]),
            flow(defaults[name]) if defaults.get(name) not in (None, {}, []) else None,
            attribute in required,
            declared[attribute].description or "",
        )
        for name, attribute in names_in_file(cls).items()
        if name not in getattr(cls, "meaningless", ())
    )


_FORMS: dict[Any, str] = {
    Point: "[x, y] or [x, y, z]",
    Size: "size, such as 1.6 x 1.5 x 2.2 m",
    Rule: "one of " + ", ".join(map(shown, Choice)),
    Merge: "one of " + ", ".join(FORMS),
    Distribution: "time, such as 8 s or triangular 20 23 30 s",
    Failure: "id of a failure, or {mtbf: 2 h, mttr: 6 min}",
    RatesOverTheDay: "a table over the day, such as {0 h: 60/h, 6 h: 120/h}",
    PowerByState: "a table by state, such as {working: 12 kW, blocked: 4 kW, other: 1 kW}",
    PriceOverTheDay: "a table over the day, such as {0 h: 0.19, 6 h: 0.31}",
    Delivery: "deliveries, such as {at: 45 min, parts: 6}",
    Interval: " or ".join(INTERVALS),
    Headcount: "whole number, or one for each shift: {early: 4, late: 3}",
    Stations: "ids of stations such as [op10, op70], or all",
    EquipmentNames: "id, or ids such as [op10, op20]",
    ThingNames: "id, or ids such as [P12, P24]",
    Task: "{at: op20, every: 200 parts, takes: 4 min}",
    Upkeep: "{every: 120 parts, takes: 4 min}",
    StartUp: "{after: 2 h, takes: 10 min}",
    OrderFile: "file, such as week10.csv, or orders such as {part: P12, quantity: 300, release: 0 h, due: 8 h}",
    Lot: f"lots such as {LOT}",
    **{cls: f"{cls.meaning}, such as {cls.example}" for cls in (Day, Days, Hours, Start)},
    Table[Shift]: "shifts by id, such as {early: {days: Mon-Fri, hours: 06:00-14:00}}",
    Overtime: "{day: 2026-03-07, shift: early}",
    Changeover: "time such as 12 min, or the id of a matrix",
    Pack: f"parts in a container, such as {PACK}",
    Count: "whole number from 1, or unlimited",
    Table[Times]: "times by station, such as {drill: 22 s, tap: {A: 18 s, B: 24 s}}",
    Table[Pieces]: "number of each by id, such as {rotor: 1}",
    Table[Finish]: "a name each, such as {painted: {color: red}}",
    Route: "operations in order, such as [op10, op20 | op25, fct, oven, fct:hot]",
    Matrix: "matrix, such as {to: [A, B], A: [0 s, 12 min], B: [9 min, 0 s]}",
    str: "text",
    int: "whole number",
    bool: "true or false",
}


def form_of(hint: Any) -> str:
    """Say in words what a value of a type looks like in a file."""
    if hint in _FORMS:
        return _FORMS[hint]
    for mark in getattr(hint, "__metadata__", ()):
        if isinstance(mark, SpeedOrAtOnce):
            return f"{mark.dimension.value}, such as {EXAMPLES[mark.dimension]}, or at once"
        if isinstance(mark, Dimensioned):
            return f"{mark.dimension.value}, such as {EXAMPLES[mark.dimension]}"
        if isinstance(mark, Mean):
            return _FORMS[Distribution]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "one of " + ", ".join(member.value for member in hint)
    return _of_parts(hint)


def _of_parts(hint: Any) -> str:
    parts = [part for part in get_args(hint) if part is not NoneType and part is not Ellipsis]
    forms = [form_of(part) for part in parts if isinstance(part, type) or get_args(part)]
    if get_origin(hint) is tuple:
        return f"list of {forms[0]}"
    if get_origin(hint) is Table:
        return "or one for each product"
    if Failure in _arguments(hint):
        return _FORMS[Failure]
    return ", ".join(dict.fromkeys(form for form in forms if form)) or ", ".join(map(str, parts))


def _arguments(hint: Any) -> set[Any]:
    inner = [_arguments(part) for part in get_args(hint) if not isinstance(part, str)]
    plain = {part for part in get_args(hint) if isinstance(part, type)}
    return plain.union(*inner)
