"""Sheets in CSV files: comma, semicolon or tab between the cells; with a semicolon, numbers have a decimal comma."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from layouts.errors import Code
from layouts.plans.sheet import MOST_COLUMNS, MOST_ROWS, Address, Cell, Sheet, in_rows, refusal
from layouts.saving import save

_DELIMITERS = ";\t,"


def sheets(path: Path) -> tuple[Sheet, ...]:
    """Read the one sheet of a file.

    Raises:
        PlanError: where it is no text in UTF-8, or too long.
    """
    text = _text(path)
    delimiter = delimiter_of(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise refusal(path, Code.SYNTAX, f"no table: {error}", "a CSV file") from error
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise refusal(path, Code.TOO_BIG, f"{len(rows):,} rows", f"at most {MOST_ROWS:,} of {MOST_COLUMNS} cells")
    return (Sheet(str(path), None, in_rows(_cells(rows)), decimal_comma=delimiter == ";"),)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"a byte 0x{error.object[error.start]:02x} that is no UTF-8"
        raise refusal(path, Code.SYNTAX, found, "a CSV file saved as UTF-8") from error


def delimiter_of(text: str) -> str:
    """Return the sign between the cells: the one that the first lines have most of."""
    head = re.sub(r'"[^"]*"', "", text[:10_000])
    return max(_DELIMITERS, key=head.count)


def _cells(rows: Iterable[Sequence[str]]) -> Iterator[Cell]:
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value.strip():
                yield Cell(Address(row, column), value.strip())


def write(path: Path, rows: Sequence[Sequence[str | float]]) -> None:
    """Write a new file: commas between the cells, points in the numbers.

    Raises:
        UserError: where it cannot be written.
    """
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([Cell(Address(1, 1), value).text for value in row] for row in rows)
    save(path, out.getvalue())


def change(path: Path, sheet: Sheet, values: Mapping[Address, str | float]) -> None:
    """Put values into cells of a file; every other sign of it stays.

    Raises:
        UserError: where it cannot be written.
    """
    data = path.read_bytes().decode("utf-8")
    text = data.removeprefix("\ufeff")
    delimiter = delimiter_of(text)
    new = {address: _written(Cell(address, value), sheet) for address, value in values.items()}
    pieces = [new.get(address, piece) if address else piece for address, piece in _pieces(path, text, delimiter)]
    save(path, data[: len(data) - len(text)] + "".join(pieces))


def _written(cell: Cell, sheet: Sheet) -> str:
    return re.sub(r"(?<=\d)\.(?=\d)", ",", cell.text) if sheet.decimal_comma else cell.text


def _pieces(path: Path, text: str, delimiter: str) -> Iterator[tuple[Address | None, str]]:
    """Take a text apart into cells and what stands between them."""
    pattern = re.compile(rf'((?:"(?:[^"]|"")*"|[^{delimiter}\r\n"])*)({delimiter}|\r\n|\r|\n|$)')
    row, column, at = 1, 1, 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            raise refusal(path, Code.SYNTAX, f"a quote in row {row} that does not end", "quotes in pairs")
        yield Address(row, column), match[1]
        yield None, match[2]
        row, column = (row, column + 1) if match[2] == delimiter else (row + 1, 1)
        at = match.end()
