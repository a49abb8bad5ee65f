"""Planned time on the axis of the simulation, to the second."""

import math
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts import loads
from layouts.calendar import Calendar
from layouts.times_of_day import Start
from layouts.working_time import Change, Presence, Window, WorkingTime

EARLY = "early: {days: Mon-Fri, hours: 06:00-14:00, breaks: [09:00-09:15, 11:30-12:00]}"


def calendar_of(*lines: str, starts: str = "2026-03-02 06:00 Europe/Berlin") -> WorkingTime:
    text = "\n".join(["linewright: 1", "calendar:", f"  starts: {starts}", *(f"  {line}" for line in lines)])
    calendar = loads(text + "\n").calendar
    assert calendar is not None
    return WorkingTime(calendar, Start.decode(starts))


def test_a_shift_with_breaks() -> None:
    time = calendar_of(f"shifts: {{{EARLY}}}")
    shift = time.shift_at(0.0)
    assert shift is not None
    assert shift.windows == (Window(0, 10800), Window(11700, 19800), Window(21600, 28800))
    assert time.planned_seconds(0, 28800) == 26_100
    assert [time.presence(at) for at in (0, 10799.9, 10800, 11700, 28800, 86400)] == [
        Presence.PLANNED,
        Presence.PLANNED,
        Presence.BREAK,
        Presence.PLANNED,
        Presence.OFF_SHIFT,
        Presence.PLANNED,
    ]


def test_changes_follow_one_another() -> None:
    time, at, found = calendar_of(f"shifts: {{{EARLY}}}"), 0.0, []
    for _ in range(6):
        change = time.next_change(at)
        assert change is not None
        at = change.time
        found.append((at / 3600, change.presence.value))
    assert found == [(3, "break"), (3.25, "planned"), (5.5, "break"), (6, "planned"), (8, "off_shift"), (24, "planned")]


def test_a_week_has_five_days() -> None:
    time = calendar_of(f"shifts: {{{EARLY}}}")
    assert time.planned_seconds(0, 7 * 86400) == 5 * 26_100
    assert time.presence(5 * 86400 + 3600) is Presence.OFF_SHIFT


def test_time_before_the_start_counts_too() -> None:
    time = calendar_of("shifts: {night: {days: Mon-Sun, hours: 22:00-06:00}}", starts="2026-03-02 01:00 Europe/Berlin")
    shift = time.shift_at(0.0)
    assert shift is not None
    assert (shift.name, shift.begin, shift.end) == ("night", -10800, 5 * 3600)
    assert time.planned_seconds(-86400, 0) == (5 + 3) * 3600  # the ends of two nights


def test_a_shift_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    lines = ("shifts: {night: {days: Fri, hours: 22:00-06:00, breaks: [02:00-02:30]}}", "holidays: [2026-03-14]")
    time = calendar_of(*lines)
    friday = 4 * 86400 + 16 * 3600
    shift = time.shifts_around(0.0)[1]
    assert shift is not None
    assert shift.windows == (Window(friday, friday + 4 * 3600), Window(friday + 16200, friday + 8 * 3600))
    assert time.planned_seconds(7 * 86400, 14 * 86400) == 7.5 * 3600  # Saturday is a holiday, the shift is Friday's


def test_on_a_holiday_no_shift_begins() -> None:
    time = calendar_of(f"shifts: {{{EARLY}}}", "holidays: [2026-03-03]")
    assert time.planned_seconds(0, 3 * 86400) == 2 * 26_100
    assert time.after(28800, 0.0) == 2 * 86400


def test_overtime_adds_a_shift_also_on_a_holiday() -> None:
    extra = "overtime: [{day: 2026-03-07, shift: early}, {day: 2026-03-08, hours: 10:00-12:00}]"
    time = calendar_of(f"shifts: {{{EARLY}}}", extra, "holidays: [2026-03-07]")
    assert time.planned_seconds(5 * 86400, 7 * 86400) == 26_100 + 7200
    names = [shift.name for shift in time.shifts_between(5 * 86400, 7 * 86400)]
    assert names == ["early", "overtime"]


@pytest.mark.parametrize(
    ("day", "length"),
    [("2026-03-28 06:00 Europe/Berlin", 7.0), ("2026-10-24 06:00 Europe/Berlin", 9.0)],
    ids=["the clocks go forward", "the clocks go back"],
)
def test_summer_time_changes_the_length_of_a_night(day: str, length: float) -> None:
    time = calendar_of("shifts: {night: {days: Sat, hours: 22:00-06:00}}", starts=day)
    night = time.shifts_around(0.0)[1]
    assert night is not None
    assert night.begin == 16 * 3600
    assert night.end - night.begin == length * 3600
    assert time.start.at(night.end).isoformat()[11:16] == "06:00"


def test_shifts_in_a_row_make_no_change_between_them() -> None:
    time = calendar_of("shifts: {early: {hours: 06:00-14:00}, late: {hours: 14:00-22:00}}")
    change = time.next_change(0.0)
    assert change == Change(16 * 3600, Presence.OFF_SHIFT)
    shift = time.shift_at(8 * 3600)
    assert shift is not None
    assert shift.name == "late"


def test_who_never_stops_has_no_change() -> None:
    assert calendar_of("shifts: {all: {days: Mon-Sun, hours: 00:00-24:00}}").next_change(0.0) is None


def test_the_line_is_emptied_at_the_end_of_the_last_shift() -> None:
    shifts = "shifts: {early: {hours: 06:00-14:00}, late: {hours: 14:00-22:00}}"
    time = calendar_of(shifts, "empty_before: 30 min").emptied()
    assert list(islice(time.windows(0.0), 3)) == [
        Window(0, 28800),
        Window(28800, 15.5 * 3600),
        Window(86400, 86400 + 28800),
    ]


def test_what_is_never_planned_again_lies_at_infinity() -> None:
    time = calendar_of("overtime: [{day: 2026-03-03, hours: 06:00-07:00}]")
    assert time.after(0.0, 3600.0) == 90_000
    assert time.after(0.0, 3601.0) == math.inf
    assert time.next_change(90_000) is None


TIMES = st.floats(min_value=0, max_value=40 * 86400)


@given(begin=TIMES, seconds=st.floats(min_value=0.001, max_value=20 * 86400))
def test_after_is_the_inverse_of_planned_seconds(begin: float, seconds: float) -> None:
    night = "night: {days: [Mon, Wed, Fri], hours: 22:00-06:00, breaks: [23:45-00:15]}"
    time = calendar_of(f"shifts: {{{EARLY}, {night}}}", "holidays: [2026-03-11]")
    end = time.after(begin, seconds)
    assert time.planned_seconds(begin, end) == pytest.approx(seconds, abs=1e-6)
    assert time.presence(end - 1e-5 * seconds if seconds < 1 else end - 1e-3) is Presence.PLANNED


@given(begin=TIMES, first=TIMES, second=TIMES)
def test_planned_seconds_add_up_whatever_was_asked_before(begin: float, first: float, second: float) -> None:
    time = calendar_of(f"shifts: {{{EARLY}}}")
    a, b, c = sorted((begin, first, second))
    long_one = time.planned_seconds(a, c)
    assert long_one == pytest.approx(time.planned_seconds(a, b) + time.planned_seconds(b, c), abs=1e-6)
    assert long_one == calendar_of(f"shifts: {{{EARLY}}}").planned_seconds(a, c)


def test_a_calendar_is_a_value() -> None:
    assert Calendar() == Calendar()
    assert not Calendar().has_shifts


WEEKENDS = (
    "shifts: {day: {days: Mon-Sat, hours: 06:00-22:00, breaks: [13:00-13:30]}, night: {days: Sun, hours: 22:00-06:00}}"
)


@given(st.lists(st.integers(0, 400 * 96), min_size=2, max_size=12))
def test_what_was_asked_before_does_not_matter(quarters: list[int]) -> None:
    """Only a few weeks are remembered; those before and after them are the same when they are asked for again."""
    asked = calendar_of(WEEKENDS)
    for quarter in quarters:
        at, fresh = 900.0 * quarter, calendar_of(WEEKENDS)
        for question in (
            WorkingTime.presence,
            WorkingTime.next_change,
            WorkingTime.shift_at,
            WorkingTime.shifts_around,
            lambda time, at: time.planned_seconds(0.0, at),
            lambda time, at: time.after(at, 200_000.0),
            lambda time, at: list(islice(time.windows(at), 20)),
            lambda time, at: time.shifts_between(max(0.0, at - 1e6), at),
        ):
            assert question(asked, at) == question(fresh, at)


def test_a_shift_over_the_end_of_a_week_is_told_once() -> None:
    time = calendar_of(WEEKENDS)
    windows = list(islice(time.windows(0.0), 60))
    assert all(a.end <= b.begin for a, b in pairwise(windows))
    last = windows[-1].end
    assert sum(window.end - window.begin for window in windows) == time.planned_seconds(0.0, last)
    begins = [shift.begin for shift in time.shifts_between(0.0, 21 * 86_400.0)]
    assert begins == sorted(set(begins))
    assert len(begins) == 21
