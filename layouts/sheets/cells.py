"""Cells as text: to a spreadsheet and from it, through the clipboard."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Sequence

from layouts.sheets.sheet import Cell, Rows

_COMMA = re.compile(r"(?<![\d.,])(\d+),(\d+)(?![\d.,])")
"""A number with a decimal comma."""


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """Write cells as spreadsheets take them: a tab between cells, a line a row."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def from_text(text: str) -> Rows:
    """Read cells as spreadsheets give them; cells in quotes may hold tabs and line breaks, which become blanks."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    return tuple(tuple(" ".join(cell.split()) for cell in line) for line in lines)


def without_comma(text: str) -> tuple[str, str]:
    """Return a quantity with a decimal point instead of a comma, and what to say of it: nothing where it had none.

    A comma is never taken for one between thousands.
    """
    read = _COMMA.sub(r"\1.\2", text)
    return read, "" if read == text else f"{text} read as {read}"


def with_block(rows: Rows, at: Cell, block: Rows) -> Rows:
    """Return rows with a block of cells put in place of others, from a cell on; rows grow as it needs."""
    height = max(len(rows), at.row + len(block))
    grown = [list(rows[number]) if number < len(rows) else [] for number in range(height)]
    for row, texts in zip(grown[at.row :], block, strict=False):
        row += [""] * (at.column + len(texts) - len(row))
        row[at.column : at.column + len(texts)] = texts
    return tuple(map(tuple, grown))


def without_rows(rows: Rows, numbers: Collection[int]) -> Rows:
    """Return the rows that are left."""
    return tuple(row for number, row in enumerate(rows) if number not in numbers)


def without_texts(rows: Rows, cells: Collection[Cell]) -> Rows:
    """Return rows of which some cells are empty."""
    return tuple(
        tuple("" if Cell(number, column) in cells else text for column, text in enumerate(row))
        for number, row in enumerate(rows)
    )
