"""What is said of a field while it is typed into: form, range, default and the words that fit, from its declaration."""

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, Lt

from layouts.catalogue import FieldEntry, entries_of
from layouts.editing import names_of
from layouts.equipment import Equipment
from layouts.model import Layout
from layouts.quantities import Dimensioned, shown
from layouts.references import Keys, To
from layouts.table import Table
from viewer.window.language import tr


def help_of(equipment: Equipment, name: str) -> str:
    """Return form, range and default of a field in one line; nothing for a field that is not declared."""
    cls: Any = type(equipment)
    entry = _entries(cls).get(name)
    if entry is None:
        return ""
    default = tr("default: {value}", value=entry.default) if entry.default else ""
    return ". ".join(filter(None, (entry.form, range_of(cls, name), default)))


def range_of(cls: type[Equipment], name: str) -> str:
    """Return between which values a field must be, as it is declared."""
    least = most = above = ""
    for mark in _marks(_declared(cls, name)):
        if isinstance(mark, Dimensioned):
            bounds = (mark.at_least, mark.at_most, mark.above)
            texts = ["" if bound is None else shown(bound, mark.dimension) for bound in bounds]
            least, most, above = (new or old for new, old in zip(texts, (least, most, above), strict=True))
        elif isinstance(mark, Ge):
            least = str(mark.ge)
        elif isinstance(mark, Le | Lt):
            most = str(mark.le if isinstance(mark, Le) else mark.lt)
        elif isinstance(mark, Gt):
            above = str(mark.gt)
    said = (
        tr("at least {value}", value=least) if least else "",
        tr("more than {value}", value=above) if above else "",
        tr("at most {value}", value=most) if most else "",
    )
    return ", ".join(filter(None, said))


def choices_of(layout: Layout, equipment: Equipment, name: str) -> tuple[str, ...]:
    """Return the words that a field may be: those of the language, or ids that the layout has."""
    found: dict[str, None] = {}
    for mark in _marks(_declared(type(equipment), name)):
        if isinstance(mark, type) and issubclass(mark, Enum) and mark is not To:
            found.update(dict.fromkeys(str(each.value) for each in mark))
        elif isinstance(mark, To):
            found.update(dict.fromkeys(names_of(layout, mark)))
        elif mark is bool:
            found.update({"true": None, "false": None})
    return tuple(found)


@cache
def _entries(cls: Any) -> dict[str, FieldEntry]:  # noqa: ANN401 # mypy takes no class of dataclasses for hashable
    return {entry.name: entry for entry in entries_of(cls, cls.required)}


@cache
def _hints(cls: Any) -> dict[str, Any]:  # noqa: ANN401 # as above
    return get_type_hints(cls, include_extras=True)


def _declared(cls: type[Equipment], name: str) -> tuple[Any, ...]:
    """The type of a field, and what its declaration adds."""
    hashable: Any = cls
    declared: Any = getattr(cls, "__pydantic_fields__", {})
    return (_hints(hashable).get(name), *(declared[name].metadata if name in declared else ()))


def _marks(hints: tuple[Any, ...]) -> Iterator[Any]:
    """Go through types and what is annotated to them, but not into lists and tables, of which a field has several."""
    for hint in hints:
        if isinstance(hint, Keys) or get_origin(hint) in (tuple, Table):
            continue
        yield hint
        if not isinstance(hint, type):
            yield from _marks((*get_args(hint), *getattr(hint, "__metadata__", ())))
