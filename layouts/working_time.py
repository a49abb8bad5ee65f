"""Planned time on the axis of the simulation: a calendar unrolled into seconds since its start.

Seconds are real seconds: on the day on which the clocks go forward, a shift over that hour is one hour shorter. A
moment at which a break or a shift ends belongs to what follows it; the moment at which one begins belongs to it.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from layouts.calendar import Calendar, Shift
from layouts.model import Layout
from layouts.times_of_day import DAY_MINUTES, Start

_DAYS = 7
_WEEK = _DAYS * 86_400.0
_MARGIN = 2
"""Days before and after a week that are unrolled with it, for the shifts that reach into it or follow on it."""
_KEPT = 4
"""Weeks that are remembered; a run of a year needs no more than one of a month."""
_FARTHEST = 10 * 366 * 86_400.0
"""How far ahead a change is looked for, seconds."""


class Presence(Enum):
    """What the calendar says of a moment."""

    PLANNED = "planned"
    BREAK = "break"
    OFF_SHIFT = "off_shift"


class Window(NamedTuple):
    """A stretch of time, seconds since the start; `end` does not belong to it."""

    begin: float
    end: float


class ShiftTime(NamedTuple):
    """One shift of one day: its name and time, and the planned windows between its breaks."""

    name: str
    begin: float
    end: float
    windows: tuple[Window, ...]


class Change(NamedTuple):
    """From a moment on something else holds."""

    time: float
    presence: Presence


class _Week(NamedTuple):
    """The calendar between two midnights, seconds since the start; shifts and windows some days around it as well."""

    number: int
    begin: float
    end: float
    shifts: list[ShiftTime]
    begins: list[float]
    windows: list[Window]
    ends: list[float]
    before: list[float]
    changes: list[Change]
    times: list[float]

    def presence(self, time: float) -> Presence:
        place = bisect_right(self.ends, time)
        if place < len(self.windows) and self.windows[place].begin <= time:
            return Presence.PLANNED
        return Presence.BREAK if self.shift_at(time) is not None else Presence.OFF_SHIFT

    def shift_at(self, time: float) -> ShiftTime | None:
        place = bisect_right(self.begins, time) - 1
        return self.shifts[place] if place >= 0 and time < self.shifts[place].end else None

    def planned_before(self, time: float) -> float:
        place = bisect_right(self.ends, time)
        inside = time - self.windows[place].begin if place < len(self.windows) else 0.0
        return self.before[place] + max(0.0, inside)

    @property
    def planned(self) -> float:
        return self.planned_before(self.end) - self.planned_before(self.begin)


class WorkingTime:
    """Answers questions about the planned time of a calendar that has a start and shifts.

    With `empty_before` seconds the planned time ends so much earlier wherever no other shift follows at once.
    """

    def __init__(self, calendar: Calendar, start: Start, empty_before: float = 0.0) -> None:
        """Unroll the first week; others as they are asked for."""
        self.start = start
        self._calendar = calendar
        self._empty_before = empty_before
        self._holidays = frozenset(day.date for day in calendar.holidays)
        self._first = start.local.replace(tzinfo=None) - timedelta(minutes=start.minutes, days=_MARGIN)
        self._begin = start.seconds(self._first)
        self._end = self._last_begin()
        self._still_from = math.inf
        self._planned = [0.0]
        self._weeks: dict[int, _Week] = {}
        self._here = self._week(0)

    def emptied(self) -> "WorkingTime":
        """Return the time in which new work may begin at the head of the line; itself where that is all of it."""
        if not self._calendar.empty_before:
            return self
        return WorkingTime(self._calendar, self.start, float(self._calendar.empty_before))

    # unrolling

    def _last_begin(self) -> float:
        """Return a moment after which no shift begins; infinity where shifts come back every week."""
        if any(shift.hours is not None and shift.days.numbers for shift in self._calendar.shifts.values()):
            return math.inf
        days = [overtime.day.date for overtime in self._calendar.overtime if overtime.day is not None]
        return (
            self.start.seconds(datetime.combine(max(days), datetime.min.time()) + timedelta(days=1))
            if days
            else self._begin
        )

    def _week(self, number: int) -> _Week:
        """Return a week by its number; the first begins two days before the day of the start."""
        week = self._weeks.get(number)
        if week is None:
            if len(self._weeks) == _KEPT:
                del self._weeks[next(iter(self._weeks))]
            week = self._weeks[number] = self._unrolled(number)
        return week

    def _unrolled(self, number: int) -> _Week:
        first = self._first + timedelta(days=number * _DAYS)
        begin, end = self.start.seconds(first), self.start.seconds(first + timedelta(days=_DAYS))
        margin = _MARGIN if number else 0
        days = _DAYS + margin + _MARGIN
        shifts = sorted(self._shifts(first - timedelta(days=margin), days), key=lambda shift: shift.begin)
        begins = [shift.begin for shift in shifts]
        windows = [window for shift in shifts for window in self._cut(shift, begins)]
        before = [0.0, *accumulate(window.end - window.begin for window in windows)]
        week = _Week(number, begin, end, shifts, begins, windows, [window.end for window in windows], before, [], [])
        week.changes.extend(change for change in _changes(week) if begin <= change.time < end)
        week.times.extend(change.time for change in week.changes)
        return week

    def _week_of(self, time: float) -> _Week:
        """Return the week of a moment; the first for whatever lies before it."""
        week = self._here
        if not week.begin <= time < week.end:
            week = self._week(max(0, int((time - self._begin) // _WEEK)))
            while time >= week.end:
                week = self._week(week.number + 1)
            while time < week.begin and week.number:
                week = self._week(week.number - 1)
            self._here = week
        return week

    def _next(self, week: _Week, time: float) -> _Week | None:
        """Return the week after one; None where nothing was found for years after a time, or no shift is to come."""
        return self._week(week.number + 1) if week.end <= min(time + _FARTHEST, self._end) else None

    def _shifts(self, first: datetime, days: int) -> Iterator[ShiftTime]:
        extra = {(o.day.date, number): o for number, o in enumerate(self._calendar.overtime) if o.day is not None}
        for number in range(days):
            day = first + timedelta(days=number)
            if day.date() not in self._holidays:
                for name, shift in self._calendar.shifts.items():
                    if day.weekday() in shift.days.numbers:
                        yield from self._shift(name, shift, day)
            for (date, _), overtime in extra.items():
                named = self._calendar.shift_of(overtime)
                if date == day.date() and named is not None:
                    yield from self._shift(overtime.shift or "overtime", named, day)

    def _shift(self, name: str, shift: Shift, day: datetime) -> Iterator[ShiftTime]:
        if shift.hours is None:
            return
        begin, end = self._seconds(day, shift.hours.begin), self._seconds(day, shift.hours.end)
        edges = [begin]
        for pause in sorted((each.within(shift.hours) for each in shift.breaks), key=lambda each: each.begin):
            edges += [self._seconds(day, pause.begin), self._seconds(day, pause.end)]
        edges.append(end)
        pairs = zip(edges[::2], edges[1::2], strict=True)
        yield ShiftTime(name, begin, end, tuple(Window(a, b) for a, b in pairs if b > a))

    def _seconds(self, day: datetime, minutes: int) -> float:
        days, rest = divmod(minutes, DAY_MINUTES)
        return self.start.seconds(day + timedelta(days=days, minutes=rest))

    def _cut(self, shift: ShiftTime, begins: list[float]) -> Iterator[Window]:
        """Take the last minutes from a shift that no other follows at once."""
        follows = bisect_left(begins, shift.end)
        if not self._empty_before or (follows < len(begins) and begins[follows] == shift.end):
            yield from shift.windows
            return
        latest = shift.end - self._empty_before
        yield from (Window(w.begin, min(w.end, latest)) for w in shift.windows if w.begin < latest)

    # questions

    def presence(self, time: float) -> Presence:
        """Tell what holds at a moment."""
        return self._week_of(time).presence(time)

    def working(self, time: float) -> bool:
        """Tell whether a moment is in planned time."""
        return self.presence(time) is Presence.PLANNED

    def next_change(self, time: float) -> Change | None:
        """Return when after a moment something else holds, and what; None where that stays for ever."""
        if time >= self._still_from:
            return None
        week: _Week | None = self._week_of(time)
        while week is not None:
            place = bisect_right(week.times, time)
            if place < len(week.times):
                return week.changes[place]
            week = self._next(week, time)
        self._still_from = time
        return None

    def _planned_before(self, time: float) -> float:
        week, planned = self._week_of(time), self._planned
        while len(planned) <= week.number:
            planned.append(planned[-1] + self._week(len(planned) - 1).planned)
        return planned[week.number] + week.planned_before(time) - week.planned_before(week.begin)

    def planned_seconds(self, begin: float, end: float) -> float:
        """Return how much of a stretch of time is planned."""
        return self._planned_before(end) - self._planned_before(begin)

    def after(self, time: float, seconds: float) -> float:
        """Return the first moment in planned time up to which that many planned seconds have passed since `time`.

        Infinity where so much is never planned. The end of a window counts as in it, except for 0 seconds.
        """
        left = seconds
        for begin, end in self.windows(time):
            if left <= end - begin:
                return begin + left
            left -= end - begin
        return math.inf

    def windows(self, time: float) -> Iterator[Window]:
        """Go through the planned windows that end after a moment, the first of them from that moment on."""
        week: _Week | None = self._week_of(time)
        while week is not None:
            for window in week.windows[bisect_right(week.ends, time) :]:
                if window.begin >= week.end:
                    break
                yield Window(max(time, window.begin), window.end)
                time = window.end
            week = self._next(week, time)

    def shift_at(self, time: float) -> ShiftTime | None:
        """Return the shift of a moment, breaks included; None off shift."""
        return self._week_of(time).shift_at(time)

    def before_a_shift_ends(self, time: float, seconds: float) -> float:
        """Return the first moment after a time that is so many seconds before the end of a shift, or at its beginning.

        Infinity where no shift follows.
        """
        shift, following = self.shifts_around(time)
        while shift is None or not shift.windows or (due := max(shift.begin, shift.windows[-1].end - seconds)) <= time:
            if following is None:
                return math.inf
            shift, following = following, self.shifts_around(following.begin)[1]
        return due

    def shifts_around(self, time: float) -> tuple[ShiftTime | None, ShiftTime | None]:
        """Return the last shift that begins at a moment or before, and the first that begins after it."""
        return self._last_begun(time), self._first_to_begin(time)

    def _last_begun(self, time: float) -> ShiftTime | None:
        week = self._week_of(time)
        while not (place := bisect_right(week.begins, time)) and week.number:
            week = self._week(week.number - 1)
        return week.shifts[place - 1] if place else None

    def _first_to_begin(self, time: float) -> ShiftTime | None:
        week: _Week | None = self._week_of(time)
        while week is not None:
            place = bisect_right(week.begins, time)
            if place < len(week.begins):
                return week.shifts[place]
            week = self._next(week, time)
        return None

    def shifts_between(self, begin: float, end: float) -> list[ShiftTime]:
        """Return the shifts of which some part lies between two moments."""
        week: _Week | None = self._week_of(begin)
        found, since = [], -math.inf
        while week is not None and week.begin < end:
            until = min(end, week.end)
            found += [shift for shift in week.shifts if since <= shift.begin < until and shift.end > begin]
            since, week = week.end, self._next(week, end)
        return found


def _changes(week: _Week) -> Iterator[Change]:
    """Say at each edge of a window or a shift what holds from there on, where that is something new."""
    edges = {time for window in week.windows for time in window}
    edges |= {time for shift in week.shifts for time in (shift.begin, shift.end)}
    before: Presence | None = None
    for time in sorted(edges):
        presence = week.presence(time)
        if presence is not before:
            yield Change(time, presence)
        before = presence


def working_time(layout: Layout) -> WorkingTime | None:
    """Return the planned time of a layout; None where all time is planned."""
    calendar = layout.calendar
    if calendar is None or calendar.starts is None or not calendar.has_shifts:
        return None
    return WorkingTime(calendar, calendar.starts)
