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

_FIRST_DAYS = 16
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


class WorkingTime:
    """Answers questions about the planned time of a calendar that has a start and shifts.

    With `empty_before` seconds the planned time ends so much earlier wherever no other shift follows at once.
    """

    def __init__(self, calendar: Calendar, start: Start, empty_before: float = 0.0) -> None:
        """Unroll the first days; more as they are asked for."""
        self.start = start
        self._calendar = calendar
        self._empty_before = empty_before
        self._holidays = frozenset(day.date for day in calendar.holidays)
        self._unroll(_FIRST_DAYS)

    def emptied(self) -> "WorkingTime":
        """Return the time in which new work may begin at the head of the line; itself where that is all of it."""
        if not self._calendar.empty_before:
            return self
        return WorkingTime(self._calendar, self.start, float(self._calendar.empty_before))

    # unrolling

    def _unroll(self, days: int) -> None:
        self._days = days
        first = self.start.local.replace(tzinfo=None) - timedelta(minutes=self.start.minutes, days=2)
        self.shifts = sorted(self._shifts(first, days), key=lambda shift: shift.begin)
        self._begins = [shift.begin for shift in self.shifts]
        self._windows = [window for shift in self.shifts for window in self._cut(shift)]
        self._ends = [window.end for window in self._windows]
        self._before = [0.0, *accumulate(window.end - window.begin for window in self._windows)]
        self._changes = list(self._all_changes())
        self._times = [change.time for change in self._changes]
        self._known = self.start.seconds(first + timedelta(days=days - 2))

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

    def _cut(self, shift: ShiftTime) -> Iterator[Window]:
        """Take the last minutes from a shift that no other follows at once."""
        follows = bisect_left(self._begins, shift.end)
        if not self._empty_before or (follows < len(self._begins) and self._begins[follows] == shift.end):
            yield from shift.windows
            return
        latest = shift.end - self._empty_before
        yield from (Window(w.begin, min(w.end, latest)) for w in shift.windows if w.begin < latest)

    def _all_changes(self) -> Iterator[Change]:
        """Say at each edge of a window or a shift what holds from there on, where that is something new."""
        edges = {time for window in self._windows for time in window}
        edges |= {time for shift in self.shifts for time in (shift.begin, shift.end)}
        before: Presence | None = None
        for time in sorted(edges):
            presence = self._presence(time)
            if presence is not before:
                yield Change(time, presence)
            before = presence

    def _presence(self, time: float) -> Presence:
        place = bisect_right(self._ends, time)
        if place < len(self._windows) and self._windows[place].begin <= time:
            return Presence.PLANNED
        place = bisect_right(self._begins, time) - 1
        return Presence.BREAK if place >= 0 and time < self.shifts[place].end else Presence.OFF_SHIFT

    def _know(self, time: float) -> None:
        """Unroll until past a time."""
        while self._known <= time:
            self._unroll(2 * self._days)

    def _window(self, place: int, time: float) -> Window | None:
        """Return a window by its number; None where there is none for years after a time."""
        while place >= len(self._windows) or self._windows[place].end > self._known:
            if self._known > time + _FARTHEST:
                return None
            self._unroll(2 * self._days)
        return self._windows[place]

    # questions

    def presence(self, time: float) -> Presence:
        """Tell what holds at a moment."""
        self._know(time)
        return self._presence(time)

    def working(self, time: float) -> bool:
        """Tell whether a moment is in planned time."""
        return self.presence(time) is Presence.PLANNED

    def next_change(self, time: float) -> Change | None:
        """Return when after a moment something else holds, and what; None where that stays for ever."""
        while (place := bisect_right(self._times, time)) == len(self._times) or self._times[place] > self._known:
            if self._known > time + _FARTHEST:
                return None
            self._unroll(2 * self._days)
        return self._changes[place]

    def _planned_before(self, time: float) -> float:
        self._know(time)
        place = bisect_right(self._ends, time)
        inside = time - self._windows[place].begin if place < len(self._windows) else 0.0
        return self._before[place] + max(0.0, inside)

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
        self._know(time)
        place = bisect_right(self._ends, time)
        while (window := self._window(place, time)) is not None:
            yield Window(max(time, window.begin), window.end)
            place, time = place + 1, window.end

    def shift_at(self, time: float) -> ShiftTime | None:
        """Return the shift of a moment, breaks included; None off shift."""
        self._know(time)
        place = bisect_right(self._begins, time) - 1
        return self.shifts[place] if place >= 0 and time < self.shifts[place].end else None

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
        while (place := bisect_right(self._begins, time)) == len(self._begins) or self._begins[place] > self._known:
            if self._known > time + _FARTHEST:
                return (self.shifts[place - 1] if place else None), None
            self._unroll(2 * self._days)
        return (self.shifts[place - 1] if place else None), self.shifts[place]

    def shifts_between(self, begin: float, end: float) -> list[ShiftTime]:
        """Return the shifts of which some part lies between two moments."""
        self._know(end)
        return [shift for shift in self.shifts if shift.begin < end and shift.end > begin]


def working_time(layout: Layout) -> WorkingTime | None:
    """Return the planned time of a layout; None where all time is planned."""
    calendar = layout.calendar
    if calendar is None or calendar.starts is None or not calendar.has_shifts:
        return None
    return WorkingTime(calendar, calendar.starts)
