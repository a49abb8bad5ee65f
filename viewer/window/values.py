"""The values of a piece of equipment, as they were typed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import get_args

from pydantic.fields import FieldInfo

from layouts.editing.fields import field_text
from layouts.equipment import Equipment, Placeholder
from layouts.failures import Failure
from layouts.model import Layout
from layouts.quantities import Dimensioned, Quantity, shown
from layouts.space import Point
from viewer.window.field_help import choices_of, help_of
from viewer.window.language import tr

ID = "id"
"""The name under which the id is shown among the fields."""

HIDDEN = frozenset({"label", "written_kind", "raw", "text"})
"""Fields that the heading shows already, or that are no value of the equipment."""

COMMON = frozenset(each.name for each in fields(Equipment))
"""Fields that every kind has."""


@dataclass(frozen=True)
class Value:
    """One value: the name of its field, its text, what it means, and what a file says of it (None: not to be typed)."""

    name: str
    text: str
    meaning: str
    typed: str | None = None
    help: str = field(default="", compare=False)
    """Form, range and default."""
    choices: tuple[str, ...] = field(default=(), compare=False)
    """Words that fit."""


def identity(equipment_id: str) -> Value:
    """Return the id of a piece of equipment as a value that can be typed anew."""
    meaning = tr("the name by which the file refers to it; another one is changed everywhere")
    return Value(ID, equipment_id, meaning, equipment_id)


def values(layout: Layout, equipment_id: str) -> tuple[Value, ...]:
    """List the values of a piece of equipment that were given or are required: its kind's own, then place and size."""
    equipment = layout.equipment[equipment_id]
    if isinstance(equipment, Placeholder):
        return tuple(Value(name, str(item), "") for name, item in equipment.raw.items())
    described: Mapping[str, FieldInfo] = type(equipment).__pydantic_fields__  # type: ignore[attr-defined] # pydantic adds it
    names = [each.name for each in fields(equipment) if each.name not in HIDDEN]
    names.sort(key=lambda name: name in COMMON)  # stable: otherwise the order of the fields
    return tuple(
        Value(
            name,
            text_of(getattr(equipment, name), described[name]),
            described[name].description or "",
            field_text(layout, equipment_id, name),
            help_of(equipment, name),
            choices_of(layout, equipment, name),
        )
        for name in names
        if _is_shown(equipment, name, described[name])
    )


def more_fields(layout: Layout, equipment_id: str) -> tuple[Value, ...]:
    """List the fields of a piece of equipment that say nothing yet, with what they mean."""
    equipment = layout.equipment[equipment_id]
    if isinstance(equipment, Placeholder):
        return ()
    described: Mapping[str, FieldInfo] = type(equipment).__pydantic_fields__  # type: ignore[attr-defined] # pydantic adds it
    given = {value.name for value in values(layout, equipment_id)} | equipment.meaningless
    names = [name for name in described if name not in given | (HIDDEN - {"label"})]
    return tuple(
        Value(
            name,
            "",
            described[name].description or "",
            "",
            help_of(equipment, name),
            choices_of(layout, equipment, name),
        )
        for name in names
    )


def _is_shown(equipment: Equipment, name: str, described: FieldInfo) -> bool:
    value = getattr(equipment, name)
    return value is not None and (name in equipment.required or value != described.get_default())


def text_of(value: object, described: FieldInfo | None = None) -> str:
    """Write a value the way a layout file would."""
    if isinstance(value, float) and not isinstance(value, Quantity) and described is not None:
        return _quantity(value, described)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Point):
        return _point(value)
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {text_of(item)}" for name, item in value.items())
    if isinstance(value, tuple):
        return ("\n" if value and isinstance(value[0], Failure) else " → ").join(map(text_of, value))
    return _failure(value) if isinstance(value, Failure) else str(value)


def _quantity(value: float, described: FieldInfo) -> str:
    dimensioned = next(_dimensions((described.annotation, *described.metadata)), None)
    return shown(value, dimensioned.dimension) if dimensioned else f"{value:g}"


def _dimensions(annotations: Iterable[object]) -> Iterator[Dimensioned]:
    """Find what a field measures, also within `... | None`."""
    for annotation in annotations:
        if isinstance(annotation, Dimensioned):
            yield annotation
        yield from _dimensions((*get_args(annotation), *getattr(annotation, "__metadata__", ())))


def _point(point: Point) -> str:
    return ", ".join(f"{number:g}" for number in (point.x, point.y, point.z) if number is not None)


def _failure(failure: Failure) -> str:
    times = {"mtbf": failure.mtbf, "availability": failure.availability, "mttr": failure.mttr}
    text = ", ".join(f"{name} {value}" for name, value in times.items() if value is not None)
    return f"{failure.label}: {text}" if failure.label else text
