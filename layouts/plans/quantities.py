"""What the cells of a plan say: times, rates, and what is wrong with them."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from layouts.distributions import DISTRIBUTIONS, Distribution, decode
from layouts.errors import Code, fault
from layouts.failures import DOWN_TIME, UP_TIME
from layouts.plans.headings import WRITTEN, Column
from layouts.plans.sheet import Cell, Sheet
from layouts.plans.units import number_of
from layouts.problems import Problem
from layouts.quantities import NUMBER, Dimension, Dimensioned

Value = Distribution | float
"""A time that may vary, or a plain time (changeover, seconds) or rate (demand, a second)."""

DECODERS: Mapping[Column, Callable[[Any], Value]] = {
    Column.MANUAL: decode,
    Column.MACHINE: decode,
    Column.CHANGEOVER: Dimensioned(Dimension.TIME, at_least=0.0).decode,
    Column.MTBF: UP_TIME.decode,
    Column.MTTR: DOWN_TIME.decode,
    Column.DEMAND: Dimensioned(Dimension.RATE, above=0.0).decode,
}
"""What reads the text of a cell, unit included."""
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
"""A number with points between its thousands."""


class UnsaidError(Exception):
    """A cell whose value nobody can know; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(str(problem))
        self.problem = problem


def value_of(sheet: Sheet, cell: Cell, column: Column, unit: str | None, heading: Cell) -> Value | None:
    """Return what a cell says; None where it says nothing, or that no time is needed.

    Raises:
        UnsaidError: with the problem.
    """
    if cell.lacks_value:
        raise _unsaid(sheet, cell, Code.FORM, f"the formula {cell.formula} without a value", _CALCULATED)
    if not cell.text:
        return None
    try:
        value = DECODERS[column](_written(sheet, cell, column, unit, heading))
    except PydanticCustomError as error:
        raise _translated(sheet, cell, column, unit, error) from error
    if isinstance(value, Distribution) and value.mean != value.mean:
        raise _unsaid(sheet, cell, Code.FORM, repr(cell.text), "a distribution that stands in the cell alone")
    if not isinstance(value, Distribution) or value.mean > 0:
        return value
    if column in (Column.MANUAL, Column.MACHINE):
        return None
    raise _unsaid(sheet, cell, Code.RANGE, repr(cell.text), f"{_number(unit)} greater than 0")


def _number(unit: str | None) -> str:
    return "a time" if unit is None else number_of(unit)


_CALCULATED = "a value: open the file in a spreadsheet program, which computes it, and save it"


def _written(sheet: Sheet, cell: Cell, column: Column, unit: str | None, heading: Cell) -> str:
    """Return the text of a cell with a unit behind a bare number.

    Raises:
        PydanticCustomError: for a bare number without a unit, and for thousands in groups.
    """
    if sheet.decimal_comma and _GROUPED.fullmatch(cell.text):
        raise fault(Code.AMBIGUOUS, repr(cell.text), "a number without points between its thousands")
    text = sheet.with_points(cell.text)
    if not re.fullmatch(NUMBER, text):
        return text
    if unit is None:
        heading_with, own = WRITTEN[column]
        joint = "" if own.startswith("/") else " "
        expected = f"a unit: `{heading_with}` as the heading in cell {heading.address}, or `{text}{joint}{own}` here"
        raise fault(Code.UNIT, repr(cell.text), expected)
    return f"{text}{unit}" if unit.startswith("/") else f"{text} {unit}"


def _translated(sheet: Sheet, cell: Cell, column: Column, unit: str | None, error: PydanticCustomError) -> UnsaidError:
    """Tell what is wrong in the words of a table: a number of its unit is what its cells usually hold."""
    said = error.context or {}
    code, expected = Code(said["code"]), str(said["expected"])
    varies = cell.text.split()[0] in DISTRIBUTIONS
    if unit is not None and not varies and code in (Code.UNIT, Code.FORM):
        expected = number_of(unit)
    if unit is not None and code is Code.RANGE and not varies:
        expected = f"{number_of(unit)} {'greater than' if column is Column.DEMAND else 'of at least'} 0"
    suggestion = "" if re.fullmatch(NUMBER, sheet.with_points(cell.text)) else str(said["suggestion"])
    return _unsaid(
        sheet, cell, code, repr(cell.text) if code is not Code.AMBIGUOUS else said["found"], expected, suggestion
    )


def _unsaid(sheet: Sheet, cell: Cell, code: Code, found: str, expected: str, suggestion: str = "") -> UnsaidError:
    place = sheet.place(cell.address)
    return UnsaidError(Problem(code=code, place=place, found=found, expected=expected, suggestion=suggestion))
