"""Which sheets a layout has."""

from layouts.editing.adding import fresh_id
from layouts.model import Layout
from layouts.sheets.calendar import CalendarValues, Holidays, OvertimeDays, Shifts
from layouts.sheets.changeovers import Changeovers
from layouts.sheets.planned import Lots, Orders
from layouts.sheets.routings import Routings
from layouts.sheets.sheet import Sheet


def sheets(layout: Layout) -> tuple[Sheet, ...]:
    """Return every sheet: one a matrix of changeovers, and at least one, which may be empty."""
    matrices = [*layout.changeovers] or [new_matrix(layout)]
    return (
        Routings(),
        *map(Changeovers, matrices),
        Shifts(),
        CalendarValues(),
        OvertimeDays(),
        Holidays(),
        Lots("sequence"),
        Lots("heijunka"),
        Orders(),
    )


def new_matrix(layout: Layout) -> str:
    """Return an id for another matrix of changeovers."""
    return fresh_id(layout.changeovers, "changeover")
