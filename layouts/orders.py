"""Orders, in place or from a CSV file beside the layout: which part, how many, when released, when due.

The layout holds the orders themselves, so that what simulates it needs no file. The first line of the file names the
columns, in any order; further columns are passed over.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from layouts.errors import Code, fault
from layouts.faults import near
from layouts.measurements import text_of
from layouts.problems import Path as ValuePath
from layouts.problems import Place, Problem
from layouts.quantities import Dimension, Dimensioned, shown
from layouts.references import Rename, RenameError, To

COLUMNS = ("part", "quantity", "release", "due")
"""The columns that a file must have."""
_DELIMITERS = ";\t,"
_TIME = Dimensioned(Dimension.TIME, at_least=0.0)


@dataclass(frozen=True)
class Order:
    """So many of a part, released and due at times in seconds from the start; `line` is its place in the file."""

    part: str
    quantity: int
    release: float
    due: float | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class OrderFile:
    """A file of orders by its name, and what it says once it has been read; orders in place have no file."""

    file: str = ""
    orders: tuple[Order, ...] = ()

    def __str__(self) -> str:
        """Write the name of the file, as a layout does; of orders in place, how many there are."""
        return self.file or f"{len(self.orders)} orders"

    def written(self) -> list[dict[str, str]]:
        """Return orders in place as they stand in a file."""
        return [dict(zip(COLUMNS, cells_of(order), strict=False)) for order in self.orders]

    @property
    def by_release(self) -> tuple[Order, ...]:
        """The orders as they are released: those released together in the order of the file."""
        return tuple(sorted(self.orders, key=lambda order: order.release))

    def place(self, folder: Path | None, order: Order, path: ValuePath) -> Place:
        """Return where an order stands."""
        if not self.file:
            return Place(path=(*path, self.orders.index(order)))
        return Place(file=str((folder or Path()) / self.file), line=order.line, column=1, path=path)

    def with_names(self, rename: Rename) -> "OrderFile":
        """Return orders with other names of parts; a file stands beside the layout, and its names stay.

        Raises:
            RenameError: where a file names what is renamed.
        """
        if not self.file:
            return replace(self, orders=tuple(replace(each, part=rename(each.part, To.THINGS)) for each in self.orders))
        name = next((order.part for order in self.orders if rename(order.part, To.THINGS) != order.part), None)
        if name is not None:
            raise RenameError(f"{self.file} names {name} too, and is a file of its own: rename it there first")
        return self

    @classmethod
    def decode(cls, value: Any) -> "OrderFile":
        """Take the name of a file, or orders in place.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, OrderFile):
            return value
        if isinstance(value, list | tuple) and value:
            return cls(orders=tuple(map(_order_in_place, value)))
        if not isinstance(value, str) or not value.strip():
            raise fault(Code.FORM, repr(value), "a CSV file beside the layout, such as week10.csv, or orders in place")
        return cls(value.strip())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the name of the file."""
        description = f"CSV file beside the layout with the columns {', '.join(COLUMNS)}"
        file = {"type": "string", "description": description, "examples": ["week10.csv"]}
        fields = {name: {"type": ["string", "integer"]} for name in COLUMNS}
        order = {"type": "object", "properties": fields, "required": list(COLUMNS[:2]), "additionalProperties": False}
        return {"anyOf": [file, {"type": "array", "items": order}]}


IN_PLACE = "{part: P12, quantity: 300, release: 0 h, due: 8 h}"
"""An order in place as it is written; without `release` it is there from the start, without `due` never late."""


def order_of(part: str, quantity: str, release: str = "", due: str = "") -> Order:
    """Read the four texts of an order; times stay as they were typed.

    Raises:
        PydanticCustomError: for a text that says no such thing.
    """
    if not part:
        raise fault(Code.MISSING, "part", "the id of a product or part")
    return Order(part, quantity_of(quantity), time_of(release or "0 s"), time_of(due) if due else None)


def quantity_of(text: str) -> int:
    """Read how many parts an order is about.

    Raises:
        PydanticCustomError: for anything but a whole number from 1.
    """
    if re.fullmatch(r"[0-9]{1,9}", text) and int(text) > 0:
        return int(text)
    raise fault(Code.FORM, repr(text), "quantity: a whole number from 1")


def time_of(text: str) -> float:
    """Read a time of an order.

    Raises:
        PydanticCustomError: for anything but a time.
    """
    return _TIME.decode(text)


def cells_of(order: Order) -> tuple[str, ...]:
    """Write an order as texts in the order of `COLUMNS`; a due date that is not given is empty."""
    due = () if order.due is None else (shown(order.due, Dimension.TIME),)
    return (order.part, str(order.quantity), shown(order.release, Dimension.TIME), *due)


def _order_in_place(value: Any) -> Order:
    if not isinstance(value, Mapping) or not set(value) <= set(COLUMNS):
        raise fault(Code.FORM, value, f"an order such as {IN_PLACE}")
    return order_of(*(str(value.get(name) or "").strip() for name in COLUMNS))


class _Cell(NamedTuple):
    """A text of the file with line and column, both from 1."""

    text: str
    line: int
    column: int


class OrderReading(NamedTuple):
    """What a file gave: the orders that could be read, and what is wrong with the others."""

    orders: tuple[Order, ...]
    problems: tuple[Problem, ...]


def read_orders(file: str, folder: Path | None, path: ValuePath = ()) -> OrderReading:
    """Read a file of orders for the value at a path of a layout in a folder.

    Raises:
        PydanticCustomError: where there is no such file inside the folder.
    """
    return _Reader(str((folder or Path()) / file), path).read(text_of(file, folder))


class _Reader:
    """Reads one file; `problems` collects what is wrong."""

    def __init__(self, file: str, path: ValuePath) -> None:
        """Prepare to read a file, named as in problems."""
        self._file = file
        self._path = path
        self._problems: list[Problem] = []

    def read(self, text: str) -> OrderReading:
        """Read the whole file."""
        rows = list(_rows(text))
        columns = self._columns(rows[0] if rows else [_Cell("", 1, 1)])
        if len(columns) < len(COLUMNS):
            return OrderReading((), tuple(self._problems))
        read = [self._order(row, columns) for row in rows[1:]]
        if not read:
            self._problem(Code.MISSING, _Cell("orders", 1, 1), "a line for each order below the columns")
        return OrderReading(tuple(order for order in read if order is not None), tuple(self._problems))

    def _columns(self, head: Sequence[_Cell]) -> Mapping[str, int]:
        """Find the columns by name, and tell which are missing or there twice."""
        names = [cell.text.lower() for cell in head]
        for name in COLUMNS:
            if name not in names:
                others = [each for each in names if each not in COLUMNS]
                expected = f"a first line with the columns {', '.join(COLUMNS)}"
                self._problem(Code.MISSING, _Cell(name, head[0].line, 1), expected, near(name, others))
            elif names.count(name) > 1:
                again = head[len(names) - 1 - names[::-1].index(name)]
                self._problem(Code.FORM, _Cell(f"the column {name} twice", again.line, again.column), "it once")
        return {name: names.index(name) for name in COLUMNS if names.count(name) == 1}

    def _order(self, row: Sequence[_Cell], columns: Mapping[str, int]) -> Order | None:
        last = row[-1]
        behind = _Cell("", last.line, last.column + len(last.text))
        part, quantity, release, due = (row[columns[name]] if columns[name] < len(row) else behind for name in COLUMNS)
        known = len(self._problems)
        if not part.text:
            self._problem(Code.MISSING, part._replace(text="part"), "the id of a product or part")
        number = self._quantity(quantity)
        times = self._time(release), self._time(due) if due.text else None
        if len(self._problems) > known or times[0] is None:
            return None
        return Order(part.text, number, times[0], times[1], part.line)

    def _quantity(self, cell: _Cell) -> int:
        found = self._read(cell, quantity_of)
        return 0 if found is None else int(found)

    def _time(self, cell: _Cell) -> float | None:
        return self._read(cell, lambda text: float(time_of(text)))

    def _read(self, cell: _Cell, read: Callable[[str], float]) -> float | None:
        try:
            return read(cell.text)
        except PydanticCustomError as error:
            said = error.context or {}
            found = cell._replace(text=str(said["found"]))
            self._problem(Code(said["code"]), found, str(said["expected"]), str(said["suggestion"]))
            return None

    def _problem(self, code: Code, found: _Cell, expected: str, suggestion: str = "") -> None:
        place = Place(file=self._file, line=found.line, column=found.column, path=self._path)
        self._problems.append(
            Problem(code=code, place=place, found=found.text, expected=expected, suggestion=suggestion)
        )


def _rows(text: str) -> Iterator[list[_Cell]]:
    """Take the lines apart that are not empty."""
    lines = text.splitlines()
    head = next((line for line in lines if line.strip()), "")
    delimiter = next((each for each in _DELIMITERS if each in head), ",")
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield _cells(row, lines[reader.line_num - 1], reader.line_num)


def _cells(row: Sequence[str], written: str, line: int) -> list[_Cell]:
    cells, offset = [], 0
    for text in map(str.strip, row):
        found = written.find(text, offset)
        column = found if text and found >= 0 else offset
        cells.append(_Cell(text, line, column + 1))
        offset = column + len(text) + 1
    return cells
