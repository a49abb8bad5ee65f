"""A table of a file, cell by cell, each of which knows its address."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from layouts.errors import Code
from layouts.plans.plan import PlanError
from layouts.problems import Place, Problem
from layouts.quantities import shortest

LARGEST = 16 * 1024 * 1024
"""Bytes of a file that are read."""
MOST_ROWS, MOST_COLUMNS = 10_000, 256
"""Rows and columns of a sheet that are read."""


class Address(NamedTuple):
    """Row and column of a cell, both from 1."""

    row: int
    column: int

    def __str__(self) -> str:
        """Write the address as a spreadsheet does: `D7`."""
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a text or a number; `formula` where it is computed, `lacks_value` where by nobody yet."""

    address: Address
    value: str | float = ""
    formula: str | None = None
    lacks_value: bool = False

    @property
    def text(self) -> str:
        """The content as one line of text; a whole number without a point."""
        if isinstance(self.value, float):
            return shortest(self.value)
        return " ".join(self.value.split())


@dataclass(frozen=True)
class Sheet:
    """The cells that hold something, by row and column; `decimal_comma` where numbers are written with one."""

    file: str
    name: str | None
    rows: Mapping[int, Mapping[int, Cell]]
    decimal_comma: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, empty where nothing stands."""
        return self.rows.get(row, {}).get(column) or Cell(Address(row, column))

    def place(self, address: Address | None = None) -> Place:
        """Return the place of a problem: file, sheet and cell."""
        sheet = [f"sheet {self.name}"] if self.name is not None else []
        cell = [f"cell {address}"] if address is not None else []
        return Place(file=", ".join([self.file, *sheet, *cell]))

    def with_points(self, text: str) -> str:
        """Return a text with decimal points."""
        return re.sub(r"(?<=\d),(?=\d)", ".", text) if self.decimal_comma else text


def in_rows(cells: Iterable[Cell]) -> dict[int, dict[int, Cell]]:
    """Order cells by row and column."""
    rows: defaultdict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in sorted(cells, key=lambda cell: cell.address):
        rows[cell.address.row][cell.address.column] = cell
    return dict(rows)


def refusal(file: str | Path, code: Code, found: str, expected: str) -> PlanError:
    """Describe why a file is not read at all."""
    return PlanError([Problem(code=code, place=Place(file=str(file)), found=found, expected=expected)])
