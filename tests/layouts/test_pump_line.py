"""The static capacity of the coolant pump line, against loads worked out by hand from its data."""

from dataclasses import replace
from functools import cache

import pytest

from layouts import load
from layouts.capacity import Capacity, capacity_of
from layouts.distributions import Distribution, Triangular
from layouts.equipment import Equipment
from layouts.examples import example
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.production import Lot, Plan
from layouts.station import Station
from layouts.table import Table

TAKT = 34.8
"""Two shifts of 8 h, less 45 min each, for 1,500 pieces."""

STATIC = {"op10": 82, "op30": 90, "op40": 92, "op45": 30, "op50": 79, "op60": 84, "op70": 70}
"""Loads in % of takt as a planner works them out on paper: every part goes once through everything."""


@cache
def line() -> Layout:
    return load(example("pump_line"))


def without_tests() -> Layout:
    """The line in which no part ever fails: nothing is scrapped, and nothing goes through a station twice."""
    changed: dict[str, Equipment] = {
        key: replace(item, fail=0.0) if isinstance(item, Station) else item for key, item in line().equipment.items()
    }
    return replace(line(), equipment=Table(changed))


def loads_of(found: Capacity) -> dict[str, float]:
    return {station.equipment: station.load for station in found.stations}


def test_takt_is_the_net_time_for_the_demand() -> None:
    assert capacity_of(line()).takt == pytest.approx(TAKT, abs=1e-9)


@pytest.mark.parametrize("station", STATIC)
def test_loads_are_those_on_paper_where_every_part_goes_once_through_everything(station: str) -> None:
    assert round(100 * loads_of(capacity_of(without_tests()))[station]) == STATIC[station]


@pytest.mark.parametrize(("lots", "expected"), [((300, 200), 93.1), ((600, 400), 89.5)])
def test_the_press_is_loaded_by_its_changeovers(lots: tuple[int, int], expected: float) -> None:
    """25 + 4 s; jams of 40 s in 45 min of work, repairs of 1.5 : 98.5; 12 and 9 min for each round of the plan.

    On paper, with a change of product three times a day instead of six, it is the 89 % of a planner.
    """
    failures = (25 + 4) * (40 / 2700 + 1.5 / 98.5)
    by_hand = (25 + 4 + failures + 21 * 60 / sum(lots)) / TAKT
    plan = Plan(sequence=(Lot(lots[0], "P12"), Lot(lots[1], "P24")))
    found = loads_of(capacity_of(replace(without_tests(), plan=plan)))["op20"]
    assert found == pytest.approx(by_hand, abs=1e-9)
    assert round(100 * found, 1) == expected


def test_what_is_scrapped_and_repaired_loads_the_stations_before_and_behind() -> None:
    """Of those that fail at 2 % and 1.5 % a fifth is scrapped; the rest goes through the leak test again."""
    found = capacity_of(line())
    visits = {station.equipment: station.visits for station in found.stations}
    failing, passing = 0.02, 0.98 * (1 - 0.015)
    rework = {"op50": 1 / passing, "op60": 0.98 / passing}
    assert visits["op50"] > visits["op60"] > visits["op70"] == pytest.approx(1.0, abs=1e-3)
    assert visits["op50"] == pytest.approx(rework["op50"], rel=2e-3)
    assert visits["rework"] == pytest.approx(rework["op50"] * failing + rework["op60"] * 0.015, rel=2e-3)
    assert visits["op10"] == pytest.approx(1 + 0.2 * visits["rework"], rel=2e-3)


def mean(time: Distribution) -> float:
    return float(time.mean)


def test_people_are_loaded_by_their_manual_times_and_allowance() -> None:
    """A1 has 6 s at op10 and (14 + 18 + 25) / 3 at op70, A2 the mix at op30; each with 8 %."""
    people = {each.post: each for each in capacity_of(without_tests()).people}
    op70 = mean(Triangular(min=14.0, mode=18.0, max=25.0))
    op30 = 0.6 * mean(Triangular(min=20.0, mode=23.0, max=30.0)) + 0.4 * mean(Triangular(min=22.0, mode=25.0, max=33.0))
    assert people["A1"].load == pytest.approx(1.08 * (6 + op70) / TAKT)
    assert people["A2"].load == pytest.approx(1.08 * op30 / TAKT)
    assert [round(100 * (people[each].load)) for each in ("A1", "A2")] == [78, 78]


def test_belts_hold_nine_and_twenty_nine_pallets() -> None:
    """2.4 m, and 7.7 m less what two curves of 0.5 m cut off, for pallets of 240 mm and gaps of 10 mm."""
    places = {belt.equipment: belt.places for belt in capacity_of(line()).belts}
    belts = [key for key, item in line().equipment.items() if isinstance(item, Conveyor)]
    assert places == {key: 29 if key in ("c4", "c8") else 9 for key in belts}
