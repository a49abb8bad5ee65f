"""From the rows of a table to a plan: a row is an operation of a product at a station."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from layouts.distributions import Constant, Distribution
from layouts.errors import Code
from layouts.plans.headings import Column
from layouts.plans.plan import Figures, Operation, Plan
from layouts.plans.quantities import UnsaidError, Value, value_of
from layouts.plans.sequence import Sequence
from layouts.plans.sheet import Cell, Sheet
from layouts.plans.units import unit_meant
from layouts.problems import Problem
from layouts.table import Table

ONLY_PRODUCT = "product"
"""The name of what is made where a table has no column of products."""
NOWHERE = 0
"""The number of a column that a table has not."""
OF_STATION = (Column.CHANGEOVER, Column.MTBF, Column.MTTR)
"""What is said of a station, in any or all of its rows."""


class Row(NamedTuple):
    """A row of the table by its number, and the operation that it describes."""

    number: int
    operation: Operation


class Said(NamedTuple):
    """A value and the cell that said it first."""

    value: Value
    cell: Cell


class RowDecoder:
    """Reads the rows below the headings; `problems` collects what is wrong."""

    def __init__(self, sheet: Sheet, columns: Mapping[Column, int], units: Mapping[Column, str], head: int) -> None:
        """Prepare to read a sheet whose headings are in the row `head`."""
        self.sheet, self.columns, self.head = sheet, columns, head
        self.units = {column: unit_meant(unit, column.dimension) for column, unit in units.items() if column.dimension}
        self.problems: list[Problem] = []
        self.rows: list[Row] = []
        self.said: dict[tuple[Column, str], Said] = {}
        self._stays: dict[tuple[str, str], Row] = {}
        self._sequence = Sequence(())

    def read(self) -> None:
        """Read every row, then check what they say together."""
        for number in self.sheet.rows:
            if number > self.head and any(self.cell(number, column).text for column in self.columns):
                self._read_row(number)
        if not self.rows and not self.problems:
            self._problem(Code.FORM, self._heading(), "no operations", "a row for each operation below the headings")
        self._merge_stays()
        self._check_failures()
        self._check_demand()
        self._order()

    def plan(self) -> Plan:
        """Return what the rows say, product by product."""
        products = tuple(dict.fromkeys(row.operation.product for row in self.rows))
        stays = [row.operation for row in self._stays.values()]
        return Plan(
            Table({product: self._number(Column.DEMAND, product) for product in products}),
            Table({station: self._figures(station) for station in self._sequence.in_order()}),
            tuple(operation for product in products for operation in stays if operation.product == product),
        )

    def cell(self, row: int, column: Column) -> Cell:
        """Return the cell of a row in a column of the plan; an empty one where the table has no such column."""
        return self.sheet.cell(row, self.columns.get(column, NOWHERE))

    def _heading(self) -> Cell:
        return self.sheet.cell(self.head, min(self.columns.values()))

    def _read_row(self, number: int) -> None:
        known = len(self.problems)
        product, station, name = self._names(number)
        times = [self._value(number, column) for column in (Column.MANUAL, Column.MACHINE)]
        manual, machine = (time if isinstance(time, Distribution) else None for time in times)
        if manual is None and machine is None and len(self.problems) == known:
            column = Column.MACHINE if Column.MACHINE in self.columns else Column.MANUAL
            self._problem(Code.MISSING, self.cell(number, column), "time", "a manual or a machine time above 0")
        for column in OF_STATION:
            self._say(number, column, station)
        self._say(number, Column.DEMAND, product)
        if product and station:
            self.rows.append(Row(number, Operation(product, station, name, manual, machine)))

    def _names(self, number: int) -> tuple[str, str, str | None]:
        """Return product, station and the name of the operation; the station is empty where it is missing."""
        operation = self.cell(number, Column.OPERATION).text or None
        where = Column.STATION if Column.STATION in self.columns else Column.OPERATION
        product = self._name(number, Column.PRODUCT) if Column.PRODUCT in self.columns else ONLY_PRODUCT
        return product, self._name(number, where), operation if where is Column.STATION else None

    def _name(self, number: int, column: Column) -> str:
        cell = self.cell(number, column)
        if cell.lacks_value or not cell.text:
            self._problem(Code.MISSING, cell, column.value, f"the {column.value} of this row")
        return cell.text

    def _value(self, number: int, column: Column) -> Value | None:
        if column not in self.columns:
            return None
        heading = self.sheet.cell(self.head, self.columns[column])
        try:
            return value_of(self.sheet, self.cell(number, column), column, self.units.get(column), heading)
        except UnsaidError as unsaid:
            self.problems.append(unsaid.problem)
            return None

    def _say(self, number: int, column: Column, of: str) -> None:
        """Keep what a row says of its station or product; rows must not contradict one another."""
        value, cell = self._value(number, column), self.cell(number, column)
        if value is None:
            return
        first = self.said.setdefault((column, of), Said(value, cell))
        if first.value != value:
            expected = f"{first.cell.text} as in cell {first.cell.address}: one {column.value} for {of}"
            self._problem(Code.AMBIGUOUS, cell, repr(cell.text), expected)

    def _merge_stays(self) -> None:
        """Take rows of one product at one station together where they follow each other."""
        last: dict[str, str] = {}
        for row in self.rows:
            product, station = row.operation.product, row.operation.station
            earlier = self._stays.get((product, station))
            if earlier is None:
                self._stays[product, station] = row
            elif last[product] != station:
                expected = (
                    f"another station: parts of {product} are past it (row {earlier.number}) and do not come back"
                )
                self._problem(Code.FLOW, self._station_cell(row), f"{station} again", expected)
            else:
                self._stays[product, station] = self._together(earlier, row)
            last[product] = station

    def _station_cell(self, row: Row) -> Cell:
        return self.cell(row.number, Column.STATION if Column.STATION in self.columns else Column.OPERATION)

    def _together(self, earlier: Row, row: Row) -> Row:
        a, b = earlier.operation, row.operation
        manual = self._sum(row, Column.MANUAL, a.manual, b.manual)
        machine = self._sum(row, Column.MACHINE, a.machine, b.machine)
        names = dict.fromkeys(name for name in (a.name, b.name) if name)
        return earlier._replace(operation=Operation(a.product, a.station, " + ".join(names) or None, manual, machine))

    def _sum(self, row: Row, column: Column, a: Distribution | None, b: Distribution | None) -> Distribution | None:
        if a is None or b is None:
            return a or b
        if not isinstance(a, Constant) or not isinstance(b, Constant):
            cell, station = self.cell(row.number, column), row.operation.station
            expected = f"one row for {station}: only times that are always the same add up"
            self._problem(Code.FORM, cell, repr(cell.text), expected)
            return a
        return Constant(value=a.value + b.value)

    def _check_failures(self) -> None:
        """MTBF and MTTR belong together; what stands there and cannot be read is told already."""
        tried = {
            (column, row.operation.station)
            for row in self.rows
            for column in (Column.MTBF, Column.MTTR)
            if self.cell(row.number, column).text
        }
        for (column, station), (_, cell) in self.said.items():
            other = Column.MTTR if column is Column.MTBF else Column.MTBF
            if column in (Column.MTBF, Column.MTTR) and (other, station) not in tried:
                expected = f"{other.value.upper()} of {station} beside its {column.value.upper()}"
                self._problem(Code.MISSING, cell, other.value.upper(), expected)

    def _check_demand(self) -> None:
        """Demand is given for every product or for none: else nobody knows how often the others come."""
        firsts = {row.operation.product: row for row in reversed(self.rows)}
        lacking = [product for product in firsts if (Column.DEMAND, product) not in self.said]
        if len(lacking) < len(firsts):
            for product in reversed(lacking):
                cell = self.cell(firsts[product].number, Column.DEMAND)
                if not cell.text:
                    expected = f"the demand of {product}, as other products have one"
                    self._problem(Code.MISSING, cell, "demand", expected)

    def _order(self) -> None:
        """Find an order of the stations that suits all products."""
        by_product = list(self._by_product())
        self._sequence = Sequence(dict.fromkeys(row.operation.station for rows in by_product for row in rows))
        for rows in by_product:
            for before, after in pairwise(rows):
                a, b = before.operation.station, after.operation.station
                if not self._sequence.add(a, b):
                    found = f"{a} before {b} for {after.operation.product}"
                    expected = "the order of the other products: the line runs in one direction"
                    self._problem(Code.FLOW, self._station_cell(after), found, expected)

    def _by_product(self) -> Iterator[list[Row]]:
        stays = list(self._stays.values())
        for product in dict.fromkeys(row.operation.product for row in stays):
            yield [row for row in stays if row.operation.product == product]

    def _figures(self, station: str) -> Figures:
        up, down = (self.said.get((column, station)) for column in (Column.MTBF, Column.MTTR))
        return Figures(
            changeover=self._number(Column.CHANGEOVER, station),
            mtbf=up.value if up and isinstance(up.value, Distribution) else None,
            mttr=down.value if down and isinstance(down.value, Distribution) else None,
        )

    def _number(self, column: Column, of: str) -> float | None:
        said = self.said.get((column, of))
        return said.value if said and not isinstance(said.value, Distribution) else None

    def _problem(self, code: Code, cell: Cell, found: str, expected: str) -> None:
        place = self.sheet.place(cell.address)
        self.problems.append(Problem(code=code, place=place, found=found, expected=expected))
