"""Net time of a production day, takt, and the line that says so."""

import pytest

from layouts import loads
from layouts.net_time import net_time, net_time_in_words, takt_of

TWO = (
    "{early: {hours: 06:00-14:00, breaks: [09:00-09:15, 11:30-12:00]}, "
    "late: {hours: 14:00-22:00, breaks: [17:00-17:15, 19:30-20:00]}}"
)


def text_of(shifts: str, demand: str = "demand: 900/d") -> str:
    start = "starts: 2026-03-02 06:00 Europe/Berlin"
    return (
        f"linewright: 1\ncalendar: {{{start}, shifts: {shifts}}}\n"
        f"products: {{P12: {{{demand}}}, P24: {{{demand and 'demand: 600/d'}}}}}\n"
    )


def test_the_pump_line_has_a_takt_of_34_8_s() -> None:
    layout = loads(text_of(TWO))
    assert net_time(layout.calendar) == 52_200
    assert takt_of(layout) == pytest.approx(34.8, rel=1e-15)
    assert net_time_in_words(layout) == "2 shifts x (8 h - 45 min) = 14.5 h; 1,500/d -> takt 34.8 s"


def test_without_a_demand_there_is_no_takt() -> None:
    layout = loads(text_of(TWO, demand=""))
    assert takt_of(layout) is None
    assert net_time_in_words(layout) == "2 shifts x (8 h - 45 min) = 14.5 h"


def test_without_shifts_a_day_has_24_hours() -> None:
    layout = loads("linewright: 1\nproducts: {P12: {demand: 900/d}}\n")
    assert takt_of(layout) == pytest.approx(96.0, rel=1e-15)
    assert net_time_in_words(layout) is None


def test_days_that_differ_count_with_their_mean() -> None:
    shifts = "{early: {days: Mon-Fri, hours: 06:00-14:00}, late: {days: Mon-Thu, hours: 14:00-22:00}}"
    layout = loads(text_of(shifts))
    assert net_time(layout.calendar) == (4 * 16 + 8) / 5 * 3600
    expected = "Mon-Thu 2 shifts x 8 h = 16 h, Fri 1 shift x 8 h = 8 h; 14.4 h on average; 1,500/d -> takt 34.6 s"
    assert net_time_in_words(layout) == expected


def test_shifts_of_different_lengths_are_added() -> None:
    shifts = "{day: {hours: 06:00-14:00, breaks: [09:00-09:30]}, evening: {hours: 17:00-21:00}}"
    expected = "1 shift x (8 h - 30 min) + 1 shift x 4 h = 11.5 h"
    assert net_time_in_words(loads(text_of(shifts, demand=""))) == expected


def test_overtime_alone_makes_production_days() -> None:
    lines = "starts: 2026-03-02 06:00 UTC, overtime: [{day: 2026-03-03, hours: 06:00-10:00}]"
    layout = loads(f"linewright: 1\ncalendar: {{{lines}}}\n")
    assert net_time_in_words(layout) == "1 shift x 4 h = 4 h"
