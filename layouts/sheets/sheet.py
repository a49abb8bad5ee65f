"""What a sheet is: named columns, rows of texts, and how they become a part of a layout."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from pydantic_core import PydanticCustomError

from layouts.errors import Code, UserError
from layouts.model import Layout
from layouts.problems import Path, Place, Problem

Rows = tuple[tuple[str, ...], ...]
"""Texts of cells, row by row."""


class Cell(NamedTuple):
    """A cell by row and column, both from 0."""

    row: int
    column: int


@dataclass(frozen=True)
class Column:
    """A column: its heading, what its cells mean, words that fit in, and whether they are numbers with units."""

    name: str
    meaning: str
    choices: tuple[str, ...] = ()
    measures: bool = False
    fixed: bool = False
    """Whether its cells are not to be typed."""


class SheetError(UserError):
    """Cells that say nothing there; `mistakes` has a problem for each of them."""

    def __init__(self, mistakes: Mapping[Cell, Problem]) -> None:
        """Say all of it, a line each."""
        super().__init__("\n".join(problem.message for problem in mistakes.values()))
        self.mistakes = dict(mistakes)


class Reader:
    """The cells of rows that are being read; `mistakes` gathers what is wrong with them."""

    def __init__(self, rows: Rows) -> None:
        """Look at rows; blank ones are passed over."""
        self._rows = rows
        self.mistakes: dict[Cell, Problem] = {}

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows in which something stands."""
        return tuple(number for number, row in enumerate(self._rows) if any(cell.strip() for cell in row))

    def width(self, row: int) -> int:
        """How many cells a row has up to the last in which something stands."""
        return max((column + 1 for column, text in enumerate(self._rows[row]) if text.strip()), default=0)

    def text(self, row: int, column: int) -> str:
        """Return a text without blanks around it; nothing where there is no such cell."""
        cells = self._rows[row] if row < len(self._rows) else ()
        return cells[column].strip() if column < len(cells) else ""

    def read(self, row: int, column: int, decode: Callable[[str], Any], wanted: str = "") -> Any:
        """Read a cell; an empty one gives None, and is a mistake where something is `wanted`."""
        text = self.text(row, column)
        if not text:
            if wanted:
                self.refuse(row, column, Code.MISSING, wanted, "a value in this cell")
            return None
        try:
            return decode(text)
        except PydanticCustomError as error:
            said = error.context or {}
            self.refuse(row, column, Code(said["code"]), str(said["found"]), str(said["expected"]), said["suggestion"])
            return None

    def key(self, row: int, taken: Iterable[str], wanted: str) -> str:
        """Read the name of a row in its first cell, which no other row has."""
        name = str(self.read(row, 0, str, wanted) or "")
        if name and name in taken:
            self.refuse(row, 0, Code.DUPLICATE, f"`{name}`", "every name once")
        return name

    def refuse(self, row: int, column: int, code: Code, found: str, expected: str, suggestion: str = "") -> None:
        """Note a mistake, the first of its cell."""
        code = Code.FORM if code is Code.DUPLICATE else code
        problem = Problem(code=code, place=Place(), found=found, expected=expected, suggestion=suggestion)
        self.mistakes.setdefault(Cell(row, column), problem)


class Sheet(Protocol):
    """A part of a layout as a table."""

    @property
    def title(self) -> str:
        """What it is called; also the name of the step of the history."""

    @property
    def entry(self) -> str:
        """What a row of it is, as in `Add a shift`."""

    def first(self, layout: Layout) -> Rows:
        """Return rows to begin with where there are none; what they lack is yet to be typed."""

    def note(self, layout: Layout) -> str:
        """Return what it is for, in a sentence or two."""

    def columns(self, layout: Layout, width: int = 0) -> tuple[Column, ...]:
        """Return the columns: at least `width` where there may be more and more."""

    def rows(self, layout: Layout) -> Rows:
        """Return what a layout says."""

    def path(self, cell: Cell, rows: Rows) -> Path:
        """Return the place of a cell in the layout, or the nearest place that the layout has of it."""

    def put(self, layout: Layout, reader: Reader) -> Layout:
        """Return the layout with what the rows say instead."""


def with_rows(layout: Layout, sheet: Sheet, rows: Rows) -> Layout:
    """Return the layout with what the rows of a sheet say.

    Raises:
        SheetError: where cells say nothing there.
    """
    reader = Reader(rows)
    after = sheet.put(layout, reader)
    if reader.mistakes:
        raise SheetError(dict(sorted(reader.mistakes.items())))
    return after


def cell_at(sheet: Sheet, layout: Layout, path: Path) -> Cell | None:
    """Return the cell at which a problem of the layout stands; None where the sheet does not have it."""
    rows = sheet.rows(layout)
    cells = [Cell(row, column) for row, cells in enumerate(rows) for column in range(len(cells))]
    found = [(sheet.path(cell, rows), cell) for cell in cells]
    nearest = max((len(at) for at, _ in found if at and path[: len(at)] == at), default=0)
    return next((cell for at, cell in found if nearest and len(at) == nearest and path[:nearest] == at), None)
