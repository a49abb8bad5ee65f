"""Rules of the calendar: what a shift needs, breaks within it, shifts that do not overlap, demand per day."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from layouts.breaches import ambiguous, known, meaningless, missing, out_of_range, unknown
from layouts.calendar import AtBreak, Calendar, Overtime, Shift
from layouts.errors import Code
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.problems import Path, Place, Problem
from layouts.quantities import Quantity
from layouts.times_of_day import DAY_MINUTES, WEEK, Hours, Start

_A_WEEK = 7 * DAY_MINUTES


class Worked(NamedTuple):
    """Minutes at which a shift begins and ends, its name, and where the file says so."""

    begin: int
    end: int
    name: str
    path: Path


def calendar_problems(layout: Layout) -> Iterator[Problem]:
    """Check the section `calendar` and what refers to it."""
    calendar = layout.calendar
    if calendar is None or not calendar.has_shifts:
        yield from _without_shifts(layout)
        return
    if calendar.starts is None:
        expected = f"`starts: {Start.example}`, the moment of simulated time 0"
        yield missing(("calendar", "starts"), "starts", expected)
    for name, shift in calendar.shifts.items():
        yield from _shift(shift, ("calendar", "shifts", name))
    for number, overtime in enumerate(calendar.overtime):
        yield from _overtime(calendar, overtime, ("calendar", "overtime", number))
    yield from _overlaps(calendar)
    yield from _demands(layout)
    yield from _conveyors(layout)


def _without_shifts(layout: Layout) -> Iterator[Problem]:
    expected = "shifts in a section `calendar`: without any the line always works"
    paths: list[Path] = [("equipment", key, "at_break") for key, item in known(layout) if _at_break(item) is not None]
    if layout.calendar is not None:
        given = {"empty_before": layout.calendar.empty_before, "holidays": layout.calendar.holidays}
        paths += [("calendar", name) for name, value in given.items() if value]
    for path in paths:
        yield meaningless(path, str(path[-1]), expected)


def _at_break(item: object) -> AtBreak | None:
    found = getattr(item, "at_break", None)
    return found if isinstance(found, AtBreak) else None


def _shift(shift: Shift, path: Path) -> Iterator[Problem]:
    if shift.hours is None:
        yield missing((*path, "hours"), "hours", f"`hours: {Hours.example}`")
    else:
        yield from _breaks(shift.hours, shift.breaks, path)


def _breaks(hours: Hours, breaks: tuple[Hours, ...], path: Path) -> Iterator[Problem]:
    placed = sorted((each.within(hours), number) for number, each in enumerate(breaks)) if breaks else []
    for pause, number in placed:
        if pause.end > hours.end:
            yield out_of_range((*path, "breaks", number), breaks[number], f"a break within {hours}")
    for (before, _), (after, number) in pairwise(placed):
        if after.begin < before.end:
            yield out_of_range((*path, "breaks", number), breaks[number], f"a break after that of {before}")


def _overtime(calendar: Calendar, overtime: Overtime, path: Path) -> Iterator[Problem]:
    if overtime.day is None:
        yield missing((*path, "day"), "day", "`day: 2026-03-07`, the date on which it begins")
    if overtime.shift is not None and (overtime.hours is not None or overtime.breaks):
        yield ambiguous(path, "both a shift and hours or breaks of its own", "one of them")
    elif overtime.shift is not None and overtime.shift not in calendar.shifts:
        yield unknown((*path, "shift"), overtime.shift, "one of `shifts`", calendar.shifts)
    elif overtime.shift is None and overtime.hours is None:
        yield missing((*path, "shift"), "shift", f"`shift: early`, or `hours: {Hours.example}`")
    elif overtime.hours is not None:
        yield from _breaks(overtime.hours, overtime.breaks, path)


def _overlaps(calendar: Calendar) -> Iterator[Problem]:
    """Compare the shifts of a week, and those around each overtime."""
    week = sorted(_of_week(calendar))
    around = [*week, *(each._replace(begin=each.begin + _A_WEEK, end=each.end + _A_WEEK) for each in week[:1])]
    found = {(before.name, after.path): _overlap(before, after) for before, after in pairwise(around)}
    for worked in _of_overtime(calendar):
        for before, after in pairwise(sorted([worked, *_around(calendar, worked)])):
            if worked in (before, after):
                other = before if worked is after else after
                found[other.name, worked.path] = _overlap(before, after, worked)
    yield from (problem for problem in found.values() if problem is not None)


def _overlap(before: Worked, after: Worked, culprit: Worked | None = None) -> Problem | None:
    if after.begin >= before.end:
        return None
    named = culprit or after
    other = before if named is after else after
    expected = f"a shift that does not overlap with {other.name}"
    return Problem(code=Code.AMBIGUOUS, place=Place(path=named.path), found=named.name, expected=expected)


def _of_week(calendar: Calendar) -> Iterator[Worked]:
    for name, shift in calendar.shifts.items():
        for number in shift.days.numbers if shift.hours is not None else ():
            yield _worked(shift, number * DAY_MINUTES, name, ("calendar", "shifts", name))


def _of_overtime(calendar: Calendar) -> Iterator[Worked]:
    for number, overtime in enumerate(calendar.overtime):
        shift = calendar.shift_of(overtime)
        if overtime.day is not None and shift is not None and shift.hours is not None:
            begin = overtime.day.date.toordinal() * DAY_MINUTES
            yield _worked(shift, begin, f"overtime on {overtime.day}", ("calendar", "overtime", number))


def _around(calendar: Calendar, worked: Worked) -> Iterator[Worked]:
    """Go through the shifts of the day of some overtime and of the days before and after, and all other overtime."""
    day = date.fromordinal(worked.begin // DAY_MINUTES)
    holidays = {holiday.date for holiday in calendar.holidays}
    for other in (day + timedelta(days=number) for number in (-1, 0, 1)):
        for name, shift in calendar.shifts.items() if other not in holidays else ():
            if other.weekday() in shift.days.numbers and shift.hours is not None:
                where = f"{name} on {WEEK[other.weekday()]} {other.isoformat()}"
                yield _worked(shift, other.toordinal() * DAY_MINUTES, where, ("calendar", "shifts", name))
    yield from (other for other in _of_overtime(calendar) if other.path != worked.path)


def _worked(shift: Shift, midnight: int, name: str, path: Path) -> Worked:
    hours = shift.hours or Hours(0, 0)
    return Worked(midnight + hours.begin, midnight + hours.end, name, path)


def _demands(layout: Layout) -> Iterator[Problem]:
    """Ask for demands per day: with shifts nobody can tell whether an hour is one of work or of the clock."""
    for name, product in layout.products.items():
        demand = product.demand
        if isinstance(demand, Quantity) and not demand.text.endswith("/d"):
            expected = "a demand per production day, such as 900/d, since there are shifts"
            yield ambiguous(("products", name, "demand"), str(demand), expected)


def _conveyors(layout: Layout) -> Iterator[Problem]:
    for key, item in known(layout):
        if isinstance(item, Conveyor) and item.at_break is AtBreak.FINISH:
            expected = "run_on or suspend: a conveyor starts nothing that ends"
            yield meaningless(("equipment", key, "at_break"), "finish", expected)
