"""The calendar in tables: its own values, shifts, overtime and holidays."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from layouts.calendar import AtBreak, Calendar, Overtime, Shift
from layouts.errors import Code, fault
from layouts.model import Layout
from layouts.problems import Path
from layouts.quantities import Dimension, Dimensioned, shown
from layouts.sheets.sheet import Cell, Column, Reader, Rows
from layouts.table import Table
from layouts.times_of_day import Day, Days, Hours, Start

_TIME = Dimensioned(Dimension.TIME, at_least=0.0)
_SPANS = ("Mon-Fri", "Mon-Sat", "Mon-Sun")
_HOURS: Callable[[str], Any] = Hours.decode
_DAYS: Callable[[str], Any] = Days.decode
_DAY: Callable[[str], Any] = Day.decode


def _breaks(text: str) -> tuple[Hours, ...]:
    """Read several hours with commas or semicolons between them."""
    return tuple(Hours.decode(part) for part in re.split(r"\s*[,;]\s*", text) if part)


def _written(hours: Sequence[Hours]) -> str:
    return ", ".join(map(str, hours))


def _calendar(layout: Layout) -> Calendar:
    return layout.calendar or Calendar()


def _with(layout: Layout, **values: Any) -> Layout:  # fields of the calendar
    after = replace(_calendar(layout), **values)
    return replace(layout, calendar=None if after == Calendar() else after)


@dataclass(frozen=True)
class Shifts:
    """`calendar.shifts`."""

    title: str = "Shifts"
    entry: str = "a shift"

    def first(self, layout: Layout) -> Rows:
        """An early shift."""
        return (("early", "Mon-Fri", "06:00-14:00", ""),)

    def note(self, layout: Layout) -> str:
        """What it is for."""
        return "When the line is planned to work. Without shifts it always is."

    def columns(self, layout: Layout, width: int = 0) -> tuple[Column, ...]:
        """Name, days, hours, breaks."""
        return (
            Column("shift", "the name of the shift"),
            Column("days", "on which days of the week it begins: Mon-Fri, or Mon, Wed", _SPANS),
            Column("hours", "from when to when: 06:00-14:00; an end that is not later is on the next day"),
            Column("breaks", "when nobody works, within the hours: 09:00-09:15, 12:00-12:30"),
        )

    def rows(self, layout: Layout) -> Rows:
        """One row a shift."""
        shifts = _calendar(layout).shifts.items()
        return tuple(
            (name, str(shift.days), "" if shift.hours is None else str(shift.hours), _written(shift.breaks))
            for name, shift in shifts
        )

    def path(self, cell: Cell, rows: Rows) -> Path:
        """The field of the shift."""
        field = ((), ("days",), ("hours",), ("breaks",))[cell.column]
        return ("calendar", "shifts", rows[cell.row][0], *field)

    def put(self, layout: Layout, reader: Reader) -> Layout:
        """Without days it is a shift from Monday to Friday."""
        shifts: dict[str, Shift] = {}
        for row in reader.numbers:
            name = reader.key(row, shifts, "shift")
            days, hours = reader.read(row, 1, _DAYS), reader.read(row, 2, _HOURS, "hours")
            breaks = reader.read(row, 3, _breaks) or ()
            shift = Shift(hours=hours, breaks=breaks)
            shifts[name] = shift if days is None else replace(shift, days=days)
        return _with(layout, shifts=Table(shifts))


@dataclass(frozen=True)
class OvertimeDays:
    """`calendar.overtime`."""

    title: str = "Overtime"
    entry: str = "a day"

    def first(self, layout: Layout) -> Rows:
        """A day."""
        return (("",),)

    def note(self, layout: Layout) -> str:
        """What it is for."""
        return "Further shifts on single days, also on holidays."

    def columns(self, layout: Layout, width: int = 0) -> tuple[Column, ...]:
        """Date, shift or hours, breaks."""
        shifts = tuple(_calendar(layout).shifts)
        return (
            Column("day", "the date: 2026-03-07"),
            Column("shift", "the shift whose hours and breaks hold", shifts),
            Column("hours", "from when to when, instead of a shift: 06:00-12:00"),
            Column("breaks", "when nobody works, within these hours: 09:00-09:15"),
        )

    def rows(self, layout: Layout) -> Rows:
        """One row a day."""
        return tuple(
            (
                "" if each.day is None else str(each.day),
                each.shift or "",
                "" if each.hours is None else str(each.hours),
                _written(each.breaks),
            )
            for each in _calendar(layout).overtime
        )

    def path(self, cell: Cell, rows: Rows) -> Path:
        """The field of the day."""
        return ("calendar", "overtime", cell.row, ("day", "shift", "hours", "breaks")[cell.column])

    def put(self, layout: Layout, reader: Reader) -> Layout:
        """A day has a shift, or hours of its own."""
        days = []
        for row in reader.numbers:
            day, shift = reader.read(row, 0, _DAY, "day"), reader.read(row, 1, str)
            hours, breaks = reader.read(row, 2, _HOURS), reader.read(row, 3, _breaks) or ()
            if shift is None and hours is None:
                reader.refuse(row, 1, Code.MISSING, "shift", "a shift, or hours of its own")
            days.append(Overtime(day=day, shift=shift, hours=hours, breaks=breaks))
        return _with(layout, overtime=tuple(days))


@dataclass(frozen=True)
class Holidays:
    """`calendar.holidays`."""

    title: str = "Holidays"
    entry: str = "a day"

    def first(self, layout: Layout) -> Rows:
        """A day."""
        return (("",),)

    def note(self, layout: Layout) -> str:
        """What it is for."""
        return "Dates on which no shift begins."

    def columns(self, layout: Layout, width: int = 0) -> tuple[Column, ...]:
        """The date alone."""
        return (Column("day", "the date: 2026-05-01"),)

    def rows(self, layout: Layout) -> Rows:
        """One row a date."""
        return tuple((str(day),) for day in _calendar(layout).holidays)

    def path(self, cell: Cell, rows: Rows) -> Path:
        """The number of the date."""
        return ("calendar", "holidays", cell.row)

    def put(self, layout: Layout, reader: Reader) -> Layout:
        """Dates in the order in which they were typed."""
        days = [reader.read(row, 0, _DAY) for row in reader.numbers]
        return _with(layout, holidays=tuple(day for day in days if day is not None))


def _at_break(text: str) -> AtBreak:
    words = {each.value: each for each in AtBreak}
    if text not in words:
        raise fault(Code.FORM, repr(text), f"one of {', '.join(words)}")
    return words[text]


_FIELDS: tuple[tuple[str, Callable[[str], Any], str], ...] = (
    ("starts", Start.decode, f"the moment of simulated time 0, with its time zone: {Start.example}"),
    ("at_break", _at_break, "what stations do when planned time ends: suspend, finish or run_on"),
    ("empty_before", _TIME.decode, "so long before the last shift in a row ends, nothing more is started: 30 min"),
)


@dataclass(frozen=True)
class CalendarValues:
    """The fields of the calendar that are one value each."""

    title: str = "Calendar"
    entry: str = "a value"

    def first(self, layout: Layout) -> Rows:
        """All that can be said."""
        return self.rows(layout)

    def note(self, layout: Layout) -> str:
        """What it is for."""
        return "What holds for all shifts."

    def columns(self, layout: Layout, width: int = 0) -> tuple[Column, ...]:
        """The name of the field, its value, what it means."""
        return (
            Column("field", "what is said", fixed=True),
            Column("value", "what holds; empty: the default", measures=True),
            Column("meaning", "what it means", fixed=True),
        )

    def rows(self, layout: Layout) -> Rows:
        """One row a field."""
        calendar = _calendar(layout)
        said = {
            "starts": "" if calendar.starts is None else str(calendar.starts),
            "at_break": calendar.at_break.value,
            "empty_before": shown(calendar.empty_before, Dimension.TIME) if calendar.empty_before else "",
        }
        return tuple((name, said[name], meaning) for name, _, meaning in _FIELDS)

    def path(self, cell: Cell, rows: Rows) -> Path:
        """The field."""
        return ("calendar", rows[cell.row][0])

    def put(self, layout: Layout, reader: Reader) -> Layout:
        """An empty cell gives the default."""
        values = {name: reader.read(row, 1, decode) for row, (name, decode, _) in enumerate(_FIELDS)}
        default = {name: getattr(Calendar(), name) for name in values}
        return _with(layout, **{name: default[name] if value is None else value for name, value in values.items()})
