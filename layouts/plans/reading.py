"""Reading a process plan: the table of a file to a plan, or everything that is wrong with it, with sheet and cell."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from layouts.errors import Code
from layouts.plans.decoding import RowDecoder
from layouts.plans.headings import Column, headings_of, plain
from layouts.plans.mapping import ColumnMap, wrong_unit
from layouts.plans.plan import Plan, PlanError
from layouts.plans.sheet import LARGEST, Cell, Sheet, refusal
from layouts.plans.units import unit_meant
from layouts.problems import Problem

MODULES: Mapping[str, str] = {
    ".csv": "layouts.plans.csv_sheets",
    ".tsv": "layouts.plans.csv_sheets",
    ".txt": "layouts.plans.csv_sheets",
    ".xlsx": "layouts.plans.workbooks",
    ".xlsm": "layouts.plans.workbooks",
}
"""By the end of a file's name the module that reads and writes it; that of workbooks needs openpyxl."""

HEADINGS_WITHIN = 30
"""Rows in which the headings are looked for."""


class Read(NamedTuple):
    """A plan with the sheet that it was read from and where each of its columns is."""

    plan: Plan
    sheet: Sheet
    rows: RowDecoder


class Head(NamedTuple):
    """The row of the headings, the column of each thing (from 1), and its unit where one is said."""

    row: int
    columns: Mapping[Column, int]
    units: Mapping[Column, str]


def read_plan(path: str | Path, columns: ColumnMap | None = None) -> Plan:
    """Read a process plan.

    Raises:
        PlanError: with every problem of the file, each with sheet and cell.
    """
    return read_table(path, columns).plan


def read_table(path: str | Path, columns: ColumnMap | None = None) -> Read:
    """Read a process plan, and keep where everything stands.

    Raises:
        PlanError: with every problem of the file, each with sheet and cell.
    """
    mapped = columns or ColumnMap()
    sheet, head = _found(_sheets(Path(path), mapped), mapped)
    problems = list(_wrong_headings(sheet, head, mapped))
    rows = RowDecoder(sheet, head.columns, head.units, head.row)
    if not problems:
        rows.read()
        problems += rows.problems
    if problems:
        raise PlanError(problems)
    return Read(rows.plan(), sheet, rows)


def module_for(path: Path) -> str:
    """Return the name of the module for a file.

    Raises:
        PlanError: for a file that is neither CSV nor a workbook of today.
    """
    suffix = path.suffix.lower()
    if suffix not in MODULES:
        expected = "a .csv or .xlsx file; a spreadsheet program saves others as one of these (Save As)"
        raise refusal(path, Code.FORM, f"a file {suffix or 'without an ending'}", expected)
    return MODULES[suffix]


def _sheets(path: Path, mapped: ColumnMap) -> tuple[Sheet, ...]:
    module = module_for(path)
    if path.stat().st_size > LARGEST:
        raise refusal(path, Code.TOO_BIG, f"a file of {path.stat().st_size:,} bytes", f"at most {LARGEST:,}")
    sheets: tuple[Sheet, ...] = import_module(module).sheets(path)
    if mapped.sheet is None or module == MODULES[".csv"]:
        return sheets
    names = ", ".join(str(sheet.name) for sheet in sheets)
    chosen = tuple(sheet for sheet in sheets if sheet.name == mapped.sheet)
    if not chosen:
        raise refusal(path, Code.UNKNOWN_REFERENCE, mapped.sheet, f"one of the sheets {names}")
    return chosen


def _found(sheets: tuple[Sheet, ...], mapped: ColumnMap) -> tuple[Sheet, Head]:
    """Find the first sheet with a row of headings."""
    for sheet in sheets:
        for row in list(sheet.rows)[:HEADINGS_WITHIN]:
            head = _head(sheet, row, mapped)
            if len(head.columns) > 1 and not _lacking(head):
                return sheet, head
    raise PlanError([_without_headings(sheets, mapped)])


def _without_headings(sheets: tuple[Sheet, ...], mapped: ColumnMap) -> Problem:
    """Say what the row lacks that looks most like headings."""
    heads = [(sheet, _head(sheet, row, mapped)) for sheet in sheets for row in list(sheet.rows)[:HEADINGS_WITHIN]]
    if not heads:
        return Problem(code=Code.FORM, place=sheets[0].place(), found="no row of headings", expected=_NEEDED)
    sheet, head = max(heads, key=lambda found: len(found[1].columns))
    first = next(iter(sheet.rows[head.row].values()))
    lacking = " and ".join(_lacking(head))
    found = f"no column {lacking}" if len(head.columns) > 1 else f"no row of headings, but {first.text!r}"
    return Problem(code=Code.FORM, place=sheet.place(first.address), found=found, expected=_NEEDED)


_NEEDED = (
    "headings such as product, operation, station, manual [s], machine [s], changeover [min], MTBF [h], MTTR [min], "
    "demand [/d]; station (or operation) and manual or machine are needed; `--columns map.yaml` names others"
)


def _lacking(head: Head) -> list[str]:
    needed = [(Column.STATION, Column.OPERATION), (Column.MANUAL, Column.MACHINE)]
    return [" or ".join(column.value for column in either) for either in needed if not {*either} & {*head.columns}]


def _head(sheet: Sheet, row: int, mapped: ColumnMap) -> Head:
    texts = {number: cell.text for number, cell in sheet.rows[row].items()}
    columns, units = dict[Column, int](), dict[Column, str]()
    for number, heading in headings_of(texts).items():
        if heading.column is not None and heading.column not in mapped.columns:
            columns.setdefault(heading.column, number)
            if columns[heading.column] == number and heading.unit:
                units[heading.column] = heading.unit
    for column, (name, unit) in mapped.columns.items():
        number = next((number for number, text in texts.items() if plain(text) == plain(name)), 0)
        if number:
            columns = {other: at for other, at in columns.items() if at != number} | {column: number}
            units[column] = unit or headings_of({number: texts[number]})[number].unit or ""
    return Head(row, columns, {column: unit for column, unit in units.items() if unit})


def _wrong_headings(sheet: Sheet, head: Head, mapped: ColumnMap) -> list[Problem]:
    """Name units that are none, headings that occur twice, and headings of the map that are not there."""
    problems = [
        wrong_unit(sheet.place(sheet.cell(head.row, head.columns[column]).address), column, unit)
        for column, unit in head.units.items()
        if column.dimension is not None and unit_meant(unit, column.dimension) is None
    ]
    found = headings_of({number: cell.text for number, cell in sheet.rows[head.row].items()})
    for number, heading in found.items():
        first = head.columns.get(heading.column) if heading.column else None
        if first is not None and number not in head.columns.values() and heading.column not in mapped.columns:
            problems.append(_twice(sheet, sheet.cell(head.row, number), sheet.cell(head.row, first)))
    for column, (name, _) in mapped.columns.items():
        if column not in head.columns:
            place = sheet.place(next(iter(sheet.rows[head.row].values())).address)
            expected = f"the one that {mapped.file or 'the map'} names for {column.value}"
            problems.append(Problem(code=Code.FORM, place=place, found=f"no heading {name!r}", expected=expected))
    return problems


def _twice(sheet: Sheet, cell: Cell, first: Cell) -> Problem:
    expected = f"another heading: cell {first.address} says {first.text!r} already"
    return Problem(code=Code.FORM, place=sheet.place(cell.address), found=repr(cell.text), expected=expected)
