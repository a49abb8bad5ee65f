"""Which column of a table holds what, from a small YAML file: `manual: {column: t_hand, unit: s}`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from layouts.errors import Code
from layouts.faults import near
from layouts.nodes import LONGEST, MappingNode, compose, placed, plain
from layouts.plans.headings import Column
from layouts.plans.plan import PlanError
from layouts.plans.sheet import refusal
from layouts.plans.units import unit_meant
from layouts.problems import Path as ValuePath
from layouts.problems import Place, Problem
from layouts.quantities import UNITS

_SHEET, _COLUMN, _UNIT = "sheet", "column", "unit"


class Mapped(NamedTuple):
    """The heading of a column and, where it is said, the unit of its numbers."""

    heading: str
    unit: str | None = None


@dataclass(frozen=True)
class ColumnMap:
    """What a file says of the columns of a table, and which sheet it is about."""

    file: str = ""
    sheet: str | None = None
    columns: Mapping[Column, Mapped] = field(default_factory=dict)


def read_map(path: Path) -> ColumnMap:
    """Read a map of columns.

    Raises:
        PlanError: with everything that is wrong with it.
    """
    if path.stat().st_size > LONGEST:
        raise refusal(path, Code.TOO_BIG, f"a file of {path.stat().st_size:,} bytes", f"at most {LONGEST:,}")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise refusal(path, Code.SYNTAX, "bytes that are no UTF-8", "a text in UTF-8") from error
    composed = compose(text)
    found = [*composed.problems, *(_problems(composed.root) if composed.root else [])]
    if composed.root is None or found:
        raise PlanError(placed(problem, composed.root, str(path), text) for problem in found)
    return _map(str(path), composed.root)


def _map(file: str, root: MappingNode) -> ColumnMap:
    values: dict[str, Any] = plain(root)
    sheet = values.pop(_SHEET, None)
    return ColumnMap(file, sheet, {Column(name): _mapped(Column(name), said) for name, said in values.items()})


def _mapped(column: Column, said: Any) -> Mapped:
    if isinstance(said, str):
        return Mapped(said)
    unit = said.get(_UNIT)
    return Mapped(said[_COLUMN], unit_meant(unit, column.dimension) if unit and column.dimension else None)


def _problems(root: MappingNode) -> Iterator[Problem]:
    names = [column.value for column in Column]
    for name, said in plain(root).items():
        if name == _SHEET:
            yield from _wrong_text((name,), said, "the name of a sheet")
        elif name not in names:
            expected, place = f"one of {', '.join([_SHEET, *names])}", Place(path=(name,))
            suggestion = near(name, names)
            yield Problem(code=Code.UNKNOWN_FIELD, place=place, found=name, expected=expected, suggestion=suggestion)
        elif isinstance(said, dict):
            yield from _fields(Column(name), said)
        else:
            yield from _wrong_text((name,), said, "a heading, or {column: heading, unit: s}")


def _fields(column: Column, said: Mapping[str, Any]) -> Iterator[Problem]:
    for name in said:
        if name not in (_COLUMN, _UNIT):
            place = Place(path=(column.value, name))
            yield Problem(code=Code.UNKNOWN_FIELD, place=place, found=name, expected=f"{_COLUMN} or {_UNIT}")
    yield from _wrong_text((column.value, _COLUMN), said.get(_COLUMN), "the heading of a column")
    unit = said.get(_UNIT)
    if unit is None:
        return
    if column.dimension is None:
        place = Place(path=(column.value, _UNIT))
        yield Problem(code=Code.MEANINGLESS, place=place, found=_UNIT, expected=f"{column.value} as a text")
    elif not isinstance(unit, str) or unit_meant(unit, column.dimension) is None:
        yield wrong_unit(Place(path=(column.value, _UNIT)), column, str(unit))


def wrong_unit(place: Place, column: Column, found: str) -> Problem:
    """Describe a unit that is none of what a column measures."""
    units = ", ".join(UNITS[column.dimension]) if column.dimension else ""
    expected = f"a unit of {column.value}: {units}"
    return Problem(code=Code.UNIT, place=place, found=repr(found), expected=expected)


def _wrong_text(path: ValuePath, said: Any, expected: str) -> Iterator[Problem]:
    if not isinstance(said, str) or not said.strip():
        found = "nothing" if said is None else repr(said)
        yield Problem(code=Code.FORM, place=Place(path=path), found=found, expected=expected)
