"""Writing a process plan: as a new table, or into an old one, where only the cells that differ change."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from pydantic_core import PydanticCustomError

from layouts.distributions import Distribution
from layouts.errors import Code
from layouts.plans.decoding import OF_STATION
from layouts.plans.headings import WRITTEN, Column
from layouts.plans.mapping import ColumnMap
from layouts.plans.plan import Figures, Operation, Plan, PlanError
from layouts.plans.quantities import DECODERS, Value
from layouts.plans.reading import Read, module_for, read_table
from layouts.plans.sheet import Address, Cell
from layouts.problems import Problem
from layouts.quantities import UNITS, Dimension, exact_number, shortest, shown

CLOSE = 1e-9
"""Values that differ by less of themselves are the same: a table in minutes cannot say every second exactly."""

DIGITS = 15
"""Significant digits that spreadsheet programs keep of a number."""


def write_plan(plan: Plan, path: Path) -> None:
    """Write a plan as a new file; one that exists is overwritten.

    Raises:
        PlanError: for a file that is neither CSV nor a workbook.
        UserError: where it cannot be written.
    """
    import_module(module_for(path)).write(path, list(_table(plan)))


def change_plan(plan: Plan, path: Path, columns: ColumnMap) -> int:
    """Write a plan into the plan of a file and return how many cells changed; everything else in the file stays.

    Raises:
        PlanError: where the file holds no plan, or one that cannot say the new one; nothing is written then.
        UserError: where it cannot be written.
    """
    changes = _Changes(read_table(path, columns))
    changes.collect(plan)
    if changes.problems:
        raise PlanError(changes.problems)
    if changes.cells:
        import_module(module_for(path)).change(path, changes.read.sheet, changes.cells)
    return len(changes.cells)


def _table(plan: Plan) -> Iterator[list[str | float]]:
    """Go through the rows of a new table: figures of a station and demand where they first occur."""
    yield [heading for heading, _ in WRITTEN.values()]
    figures, demand = dict(plan.stations), dict(plan.products)
    for operation in plan.operations:
        values: dict[Column, Value | None] = dict(_times(operation))
        values |= dict(_figures(figures.pop(operation.station, Figures())))
        values[Column.DEMAND] = demand.pop(operation.product, None)
        names: list[str | float] = [operation.product, operation.name or "", operation.station]
        yield names + [written(value, column, WRITTEN[column][1]) for column, value in values.items()]


def _times(operation: Operation) -> Iterator[tuple[Column, Value | None]]:
    yield Column.MANUAL, operation.manual
    yield Column.MACHINE, operation.machine


def _figures(figures: Figures) -> Iterator[tuple[Column, Value | None]]:
    yield from zip(OF_STATION, (figures.changeover, figures.mtbf, figures.mttr), strict=True)


def written(value: Value | None, column: Column, unit: str | None) -> str | float:
    """Return what stands in a cell for a value: a number of the column's unit where that says it, else a text."""
    if value is None:
        return ""
    dimension = column.dimension or Dimension.TIME
    mean = value.mean if isinstance(value, Distribution) else float(value)
    number = exact_number(mean, UNITS[dimension][unit]) if unit is not None else None
    if number is not None and _is_short(float(number)) and _says(f"{number} {unit}", value, column):
        return float(number)
    text = _with_unit(mean, column, dimension)
    forms = [text] if not isinstance(value, Distribution) else [value.text or "", text, value.text_form()]
    return next((form for form in forms if _says(form, value, column)), f"constant {text}")


def _with_unit(value: float, column: Column, dimension: Dimension) -> str:
    """Write a value with a unit: that of our own tables where the number is short."""
    unit = WRITTEN[column][1]
    number = exact_number(value, UNITS[dimension][unit])
    if number is None or not _is_short(float(number)):
        return shown(value, dimension)
    return f"{shortest(float(number))}{'' if unit.startswith('/') else ' '}{unit}"


def _is_short(number: float) -> bool:
    return float(f"{number:.{DIGITS}g}") == number


def _says(text: str, value: Value, column: Column) -> bool:
    try:
        return DECODERS[column](text) == value
    except PydanticCustomError:
        return False


@dataclass
class _Changes:
    """Collects the cells that differ; `problems` says why a table cannot be changed."""

    read: Read
    cells: dict[Address, str | float] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def collect(self, plan: Plan) -> None:
        """Compare a plan with that of the file."""
        self._same_operations(plan)
        for operation in plan.operations:
            self._operation(operation)
        for station, figures in plan.stations.items():
            for column, value in _figures(figures):
                self._said(column, station, value, self._rows(station=station))
        for product, demand in plan.products.items():
            self._said(Column.DEMAND, product, demand, self._rows(product=product))

    def _rows(self, product: str | None = None, station: str | None = None) -> list[int]:
        return [
            row.number
            for row in self.read.rows.rows
            if product in (None, row.operation.product) and station in (None, row.operation.station)
        ]

    def _same_operations(self, plan: Plan) -> None:
        here = {(operation.product, operation.station): None for operation in self.read.plan.operations}
        there = {(operation.product, operation.station): None for operation in plan.operations}
        for product, station in there.keys() - here.keys():
            self._problem(None, f"no row for {product} at {station}", "one, as the layout has that operation")
        for product, station in here.keys() - there.keys():
            cell = self.read.sheet.cell(self._rows(product, station)[0], 1)
            self._problem(cell, f"{product} at {station}", "no row, as the layout has no such operation")
        self.problems.sort(key=str)

    def _operation(self, operation: Operation) -> None:
        """Compare both times of an operation; several rows of one stay can only be compared by their sum."""
        rows = self._rows(operation.product, operation.station)
        stays = {(each.product, each.station): each for each in self.read.plan.operations}
        old = stays.get((operation.product, operation.station))
        for (column, value), (_, before) in zip(_times(operation), _times(old or operation), strict=True):
            if _same(value, before):
                continue
            if len(rows) > 1:
                found = f"{len(rows)} rows for {operation.product} at {operation.station}"
                expected = f"one, in which the new {column.value} time {written(value, column, None)} could stand"
                self._problem(self.read.rows.cell(rows[0], column), found, expected)
            else:
                self._set(rows[0], column, value)

    def _said(self, column: Column, of: str, value: Value | None, rows: list[int]) -> None:
        """Compare what may be said in several rows: all that say it change, or else the first does."""
        before = self.read.rows.said.get((column, of))
        if _same(value, before.value if before else None) or not rows:
            return
        saying = [row for row in rows if column in self.read.rows.columns and self.read.rows.cell(row, column).text]
        for row in saying or rows[:1]:
            self._set(row, column, value)

    def _set(self, row: int, column: Column, value: Value | None) -> None:
        cell = self.read.rows.cell(row, column)
        text = written(value, column, self.read.rows.units.get(column))
        if column not in self.read.rows.columns:
            found = f"no column for {column.value}"
            self._problem(None, found, f"one: {WRITTEN[column][0]}, to say {written(value, column, None)}")
        elif cell.formula is not None:
            self._problem(cell, f"the formula {cell.formula}", f"a value: the layout says {text or 'none'}")
        else:
            has_own_unit = isinstance(text, float) and cell.text and not _is_number(cell, self.read)
            self.cells[cell.address] = written(value, column, None) if has_own_unit else text

    def _problem(self, cell: Cell | None, found: str, expected: str) -> None:
        place = self.read.sheet.place(cell.address if cell else None)
        problem = Problem(code=Code.FORM, place=place, found=found, expected=expected)
        if problem not in self.problems:
            self.problems.append(problem)


def _is_number(cell: Cell, read: Read) -> bool:
    text = read.sheet.with_points(cell.text)
    return text.replace(".", "", 1).isdecimal()


def _same(a: Value | None, b: Value | None) -> bool:
    """Whether two values are equal but for rounding."""
    if a is None or b is None:
        return a is b
    if isinstance(a, Distribution) and isinstance(b, Distribution):
        return a.name == b.name and _near(a.parameters, b.parameters)
    return not isinstance(a, Distribution) and not isinstance(b, Distribution) and math.isclose(a, b, rel_tol=CLOSE)


def _near(a: Mapping[str, float], b: Mapping[str, float]) -> bool:
    return all(math.isclose(a[name], b[name], rel_tol=CLOSE) for name in a)
