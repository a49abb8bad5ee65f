"""Sheets in Excel workbooks, by openpyxl: the extra `excel` of the distribution."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.cell import Cell as CellOfBook
from openpyxl.cell import MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from layouts.errors import Code
from layouts.plans.sheet import LARGEST, MOST_ROWS, Address, Cell, Sheet, in_rows, refusal
from layouts.quantities import shortest
from layouts.saving import save_bytes

_UNPACKED = 8 * LARGEST
"""Bytes of a workbook once it is unpacked."""
MOST_CELLS = 1_000_000
"""Cells of a sheet that are looked at."""
_NO_WORKBOOK = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    zlib.error,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
)
"""What openpyxl raises on a file that is broken or no workbook."""


def sheets(path: Path) -> tuple[Sheet, ...]:
    """Read all sheets of a workbook: the values that the spreadsheet program computed last, and the formulas.

    Raises:
        PlanError: where it is no workbook, or too big.
    """
    _check_size(path)
    values, formulas = _loaded(path, data_only=True), _loaded(path, data_only=False)
    return tuple(_sheet(path, values[sheet.title], sheet) for sheet in formulas.worksheets)


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise refusal(path, Code.SYNTAX, "no Excel workbook, or one with a password", _EXPECTED) from error
    if size > _UNPACKED:
        raise refusal(path, Code.TOO_BIG, f"a workbook of {size:,} bytes unpacked", f"at most {_UNPACKED:,}")


_EXPECTED = "a workbook saved as .xlsx, or a CSV file"


def _loaded(path: Path, data_only: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out of a workbook: nothing that is read here
            return openpyxl.load_workbook(path, data_only=data_only)
    except _NO_WORKBOOK as error:
        raise refusal(path, Code.SYNTAX, f"a workbook that cannot be read: {error}", _EXPECTED) from error


def _sheet(path: Path, values: Worksheet, formulas: Worksheet) -> Sheet:
    if formulas.max_row * formulas.max_column > MOST_CELLS:
        found = f"{formulas.max_row:,} rows of {formulas.max_column:,} cells in the sheet {formulas.title}"
        raise refusal(path, Code.TOO_BIG, found, f"at most {MOST_CELLS:,} cells, empty ones with a format included")
    cells = {cell.address: cell for cell in _cells(values, formulas)}
    joined = [replace(cells[first], address=address) for address, first in _merged(formulas) if first in cells]
    rows = in_rows([*cells.values(), *joined])
    if len(rows) > MOST_ROWS:
        raise refusal(path, Code.TOO_BIG, f"{len(rows):,} rows in the sheet {formulas.title}", f"at most {MOST_ROWS:,}")
    return Sheet(str(path), formulas.title, rows)


def _cells(values: Worksheet, formulas: Worksheet) -> Iterator[Cell]:
    for row in formulas.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            address = Address(cell.row, cell.column)
            formula = str(cell.value) if cell.data_type == "f" else None
            value = _content(values.cell(*address).value)
            if formula is not None or value != "":
                yield Cell(address, value, formula, formula is not None and value == "")


def _content(value: Any) -> str | float:
    """Return what a cell holds as a number or a text; a duration with its unit."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    if isinstance(value, timedelta):
        return f"{shortest(value.total_seconds())} s"
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _merged(sheet: Worksheet) -> Iterator[tuple[Address, Address]]:
    """Go through the cells that are joined with another one, which holds what stands in all of them."""
    for block in sheet.merged_cells.ranges:
        first = Address(block.min_row, block.min_col)
        for row, column in block.cells:
            if (row, column) != first:
                yield Address(row, column), first


def write(path: Path, rows: Sequence[Sequence[str | float]]) -> None:
    """Write a new workbook: headings in bold that stay in view, columns as wide as what they hold.

    Raises:
        UserError: where it cannot be written.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan"
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            _put(sheet.cell(number, place), value)
    for number, column in enumerate(zip(*rows, strict=True), 1):
        sheet.cell(1, number).font = Font(bold=True)
        longest = max(len(Cell(Address(1, 1), value).text) for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = longest + 3
    sheet.freeze_panes = "A2"
    _save(book, path)


def change(path: Path, sheet: Sheet, values: Mapping[Address, str | float]) -> None:
    """Put values into cells of a workbook; formats, other cells and other sheets stay.

    Raises:
        UserError: where it cannot be written.
    """
    book = _loaded(path, data_only=False)
    target = book[sheet.name or ""]
    for address, value in values.items():
        _put(target.cell(*address), value)
    _save(book, path)


def _put(cell: CellOfBook | MergedCell, value: str | float) -> None:
    """Write a value; a text stays one that begins like a formula."""
    if isinstance(cell, MergedCell):  # what stands there is held by the first of the cells that are joined
        return
    cell.value = None if value == "" else value
    if isinstance(value, str) and value:
        cell.data_type = "s"


def _save(book: Workbook, path: Path) -> None:
    out = io.BytesIO()
    book.save(out)
    save_bytes(path, out.getvalue())
