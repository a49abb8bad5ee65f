"""Cells as text: to a spreadsheet and from it, through the clipboard."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from layouts.sheets.sheet import Rows

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
