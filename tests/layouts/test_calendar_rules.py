"""Problems of calendars, each with its line and column."""

import pytest

from layouts.reading import read_text

STARTS = "  starts: 2026-03-02 06:00 Europe/Berlin\n"
EARLY = "  shifts: {early: {hours: 06:00-14:00}}\n"


def problems(calendar: str, rest: str = "") -> list[str]:
    return [str(each) for each in read_text(f"linewright: 1\ncalendar:\n{calendar}{rest}", None).problems]


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        (EARLY, "layout:2:1: error: calendar.starts: `starts` is missing, expected"),
        (
            f"{STARTS}  shifts: {{early: {{days: Mon-Fri}}}}\n",
            "layout:4:12: error: calendar.shifts.early.hours: `hours` is missing, expected `hours: 06:00-14:00`",
        ),
        (
            "  starts: 2026-03-02 06:00\n",
            "layout:3:11: error: calendar.starts: found '2026-03-02 06:00', expected date, time of day and time zone, "
            "such as 2026-03-02 06:00 Europe/Berlin",
        ),
        ("  starts: 2026-03-02 06:00 Berlin\n", "layout:3:11: error: calendar.starts: found '2026-03-02 06:00 Berlin'"),
        (
            f"{STARTS}  shifts: {{early: {{hours: 14:00}}}}\n",
            "layout:4:27: error: calendar.shifts.early.hours: found '14:00', expected hours from one time of day",
        ),
        (
            f"{STARTS}  shifts: {{early: {{hours: 06:00-14:00, days: Mo-Fr}}}}\n",
            "layout:4:46: error: calendar.shifts.early.days: found 'Mo-Fr', expected days of the week, such as Mon-Fri",
        ),
        (f"{STARTS}  holidays: [2026-02-30]\n", "layout:4:14: error: calendar.holidays[0]: found '2026-02-30'"),
        (
            f"{STARTS}  shifts: {{early: {{hours: 06:00-14:00, breaks: [14:00-14:15]}}}}\n",
            "layout:4:49: error: calendar.shifts.early.breaks[0]: found 14:00-14:15, "
            "expected a break within 06:00-14:00",
        ),
        (
            f"{STARTS}  shifts: {{early: {{hours: 06:00-14:00, breaks: [09:00-09:30, 09:15-10:00]}}}}\n",
            "layout:4:62: error: calendar.shifts.early.breaks[1]: found 09:15-10:00, "
            "expected a break after that of 09:00-09:30",
        ),
        (
            f"{STARTS}  shifts: {{early: {{hours: 06:00-14:00}}, late: {{hours: 13:00-21:00}}}}\n",
            "layout:4:41: error: calendar.shifts.late: found late, expected",
        ),
        (
            f"{STARTS}{EARLY}  overtime: [{{day: 2026-03-02, shift: early}}]\n",
            "layout:5:14: error: calendar.overtime[0]: found overtime on 2026-03-02",
        ),
        (
            f"{STARTS}{EARLY}  overtime: [{{day: 2026-03-07, shift: erly}}]\n",
            "layout:5:39: error: calendar.overtime[0].shift: there is no `erly`, expected one of `shifts`; "
            "did you mean early?",
        ),
        (f"{STARTS}{EARLY}  overtime: [{{day: 2026-03-07}}]\n", "calendar.overtime[0].shift: `shift` is missing"),
        (f"{STARTS}{EARLY}  overtime: [{{shift: early}}]\n", "calendar.overtime[0].day: `day` is missing"),
        (
            f"{STARTS}  empty_before: 30 min\n",
            "layout:4:17: warning: calendar.empty_before: `empty_before` has no meaning",
        ),
        (f"{STARTS}  at_brake: finish\n", "layout:4:13: error: calendar.at_brake: unknown field"),
        (f"{STARTS}  at_break: stop\n", "layout:4:13: error: calendar.at_break: found 'stop'"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(calendar: str, expected: str) -> None:
    found = problems(calendar)
    assert any(expected in each for each in found), found


def test_a_night_that_reaches_into_the_next_morning_overlaps() -> None:
    shifts = "  shifts: {night: {days: Sun, hours: 22:00-06:30}, early: {days: Mon, hours: 06:00-14:00}}\n"
    assert any("calendar.shifts." in each and "overlap" in each for each in problems(STARTS + shifts))


def test_shifts_one_after_the_other_are_right() -> None:
    shifts = "  shifts: {a: {hours: 06:00-14:00}, b: {hours: 14:00-22:00}, c: {hours: 22:00-06:00}}\n"
    assert not [each for each in problems(STARTS + shifts) if "calendar" in each]


def test_with_shifts_a_demand_is_one_per_day() -> None:
    found = problems(STARTS + EARLY, "products: {P12: {demand: 120/h}}\n")
    assert any("layout:5:26: error: products.P12.demand" in each and "120/h" in each for each in found), found
    assert not [each for each in problems(STARTS + EARLY, "products: {P12: {demand: 900/d}}\n") if "demand" in each]


def test_a_conveyor_starts_nothing_that_it_could_finish() -> None:
    equipment = "equipment: {c: {kind: conveyor, speed: 12 m/min, at_break: finish}}\n"
    assert any("warning: equipment.c.at_break" in each for each in problems(STARTS + EARLY, equipment))


def test_at_break_says_nothing_without_shifts() -> None:
    equipment = "equipment: {m: {kind: machine, at: [1, 1], cycle: 5 s, at_break: finish}}\n"
    assert any("warning: equipment.m.at_break" in each for each in problems(STARTS, equipment))
