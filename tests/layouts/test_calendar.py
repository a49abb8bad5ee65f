"""The section `calendar` as text: what is read is written again, and means the same to every reader of YAML."""

from dataclasses import replace

import pytest
import yaml

from layouts import loads
from layouts.calendar import AtBreak
from layouts.dumping import digest, dump
from layouts.splicing import splice
from layouts.times_of_day import Days, Hours, Start

TEXT = """linewright: 1

calendar:
  starts: 2026-03-02 06:00 Europe/Berlin   # a Monday
  shifts:
    early: {hours: 06:00-14:00, breaks: [09:00-09:15, 11:30-12:00]}
    night: {days: [Mon, Wed-Fri], hours: 22:00-06:00}
  holidays: [2026-05-01]
  overtime: [{day: 2026-03-07, shift: early}, {day: 2026-03-08, hours: 10:00-12:00}]
  at_break: finish
  empty_before: 30 min
"""


def test_what_is_read_is_written_again() -> None:
    layout = loads(TEXT)
    assert loads(dump(layout)) == layout
    assert "night: {days: [Mon, Wed-Fri], hours: 22:00-06:00}" in dump(layout)


def test_a_change_touches_its_line_alone() -> None:
    layout = loads(TEXT)
    assert layout.calendar is not None
    changed = replace(layout, calendar=replace(layout.calendar, at_break=AtBreak.RUN_ON))
    assert splice(TEXT, layout, changed) == TEXT.replace("finish", "run_on")
    assert digest(changed) != digest(layout)


def test_a_reader_of_yaml_1_1_sees_texts_and_dates_and_no_numbers() -> None:
    calendar = yaml.safe_load(TEXT)["calendar"]
    assert calendar["starts"] == "2026-03-02 06:00 Europe/Berlin"
    assert calendar["shifts"]["early"]["breaks"] == ["09:00-09:15", "11:30-12:00"]
    assert calendar["holidays"][0].isoformat() == "2026-05-01"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("Mon-Fri", (0, 1, 2, 3, 4)), ("Sat", (5,)), ("Sat-Mon", (0, 5, 6)), ("Mon, Wed-Thu", (0, 2, 3))],
)
def test_days_of_the_week(text: str, numbers: tuple[int, ...]) -> None:
    days = Days.decode(text)
    assert (days.numbers, str(days)) == (numbers, text)
    assert Days.decode(days.written()) == days


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [("06:00-14:00", 360, 840), ("22:00-06:00", 1320, 1800), ("6:30 - 14:00", 390, 840), ("00:00-24:00", 0, 1440)],
)
def test_hours(text: str, begin: int, end: int) -> None:
    hours = Hours.decode(text)
    assert (hours.begin, hours.end) == (begin, end)
    assert Hours.decode(str(hours)) == hours


def test_a_start_knows_its_zone() -> None:
    start = Start.decode("2026-03-29 01:30 Europe/Berlin")
    assert start.local.isoformat() == "2026-03-29T01:30:00+01:00"
    assert start.at(3600.0).isoformat() == "2026-03-29T03:30:00+02:00"
    assert str(start) == "2026-03-29 01:30 Europe/Berlin"
