"""The cumulated rate and its inverse; what a source brings in the long run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.arrivals import DAY, Profile, Stretch, stretches
from layouts.kinds import IfFull, Source
from layouts.orders import Order, OrderFile
from layouts.table import Table

HOUR = 3600.0
OVER_THE_DAY = Table({"0 h": 60 / HOUR, "6 h": 120 / HOUR, "18 h": 30 / HOUR})


def source(**fields: object) -> Source:
    return Source(**fields)  # type: ignore[arg-type] # values as they stand in a file


def test_a_day_in_stretches() -> None:
    assert stretches(2.0) == (Stretch(0.0, DAY, 2.0),)
    assert stretches(OVER_THE_DAY) == (
        Stretch(0.0, 6 * HOUR, 60 / HOUR),
        Stretch(6 * HOUR, 18 * HOUR, 120 / HOUR),
        Stretch(18 * HOUR, DAY, 30 / HOUR),
    )


@pytest.mark.parametrize(
    ("hours", "due"), [(0, 0), (3, 180), (6, 360), (7, 480), (18, 1800), (20, 1860), (24, 1980), (30, 1980 + 360)]
)
def test_the_cumulated_rate_and_its_inverse(hours: float, due: float) -> None:
    profile = Profile(OVER_THE_DAY)
    assert profile.due(hours * HOUR) == pytest.approx(due, abs=1e-8)
    assert profile.time_of(due) == pytest.approx(hours * HOUR, abs=1e-6)


def test_an_arrival_that_is_due_when_the_rate_ends_does_not_wait_for_the_next_day() -> None:
    profile = Profile(Table({"0 h": 0.0, "1 h": 60 / HOUR, "2 h": 0.0}))
    assert profile.time_of(60) == pytest.approx(2 * HOUR, abs=1e-9)
    assert profile.time_of(61) == pytest.approx(DAY + HOUR + 60, abs=1e-9)
    assert profile.time_of(120) == pytest.approx(DAY + 2 * HOUR, abs=1e-9)


rates = st.one_of(st.just(0.0), st.floats(1e-4, 10.0))
tables = st.dictionaries(st.integers(1, 86_399), rates, max_size=5).flatmap(
    lambda later: st.builds(
        lambda first: Table({"0 s": first, **{f"{begin} s": later[begin] for begin in sorted(later)}}), rates
    )
)
profiles = tables.filter(lambda table: any(table.values())).map(Profile)


@given(profiles, st.floats(1e-3, 1e5))
def test_so_much_is_due_at_the_time_that_the_inverse_gives(profile: Profile, number: float) -> None:
    time = profile.time_of(number)
    assert profile.due(time) == pytest.approx(number, rel=1e-9, abs=1e-8)


@given(profiles, st.lists(st.floats(1e-3, 1e5), min_size=2).map(sorted))
def test_later_arrivals_are_later(profile: Profile, numbers: list[float]) -> None:
    times = [profile.time_of(number) for number in numbers]
    assert times == sorted(times)


@given(profiles, st.floats(0, 1e6))
def test_a_time_is_not_before_the_arrivals_due_by_then(profile: Profile, time: float) -> None:
    due = profile.due(time)
    assert due >= 0
    if due > 1e-6:
        assert profile.time_of(due * (1 - 1e-12)) <= time + 1e-6


# sources


@pytest.mark.parametrize(
    ("fields", "per_hour"),
    [
        ({}, None),
        ({"every": "30 s"}, 120.0),
        ({"every": "uniform 20 40 s", "batch": 4}, 480.0),
        ({"rate": "120/h"}, 120.0),
        ({"rate": OVER_THE_DAY, "batch": 2}, 2 * 1980 / 24),
        ({"schedule": [{"at": "0 s", "parts": 10}, {"at": "45 min", "parts": 6}], "repeats": "8 h"}, 2.0),
        ({"schedule": [{"at": "0 s", "parts": 10}, {"at": "30 min", "parts": 6}]}, 32.0),
        ({"schedule": [{"at": "0 s", "parts": 10}]}, None),
        ({"orders": OrderFile("a.csv", (Order("red", 3, 2 * HOUR), Order("red", 5, 0.0)))}, 4.0),
    ],
)
def test_parts_in_the_long_run(fields: dict[str, object], per_hour: float | None) -> None:
    rate = source(**fields).mean_rate()
    assert (None if rate is None else rate * HOUR) == (None if per_hour is None else pytest.approx(per_hour))


def test_what_a_source_brings() -> None:
    assert source().brings("part") == ("part",)
    assert source(product="red", rate="1/h").brings("part") == ("red",)
    schedule = [{"at": "9 s", "product": "blue"}, {"at": "5 s"}]
    assert source(product="red", schedule=schedule).brings("part") == ("red", "blue")
    assert source(orders=OrderFile("a.csv", (Order("blue", 1, 0.0),))).brings("part") == ("blue",)


@pytest.mark.parametrize(
    ("fields", "when_full"),
    [
        ({"every": "5 s"}, IfFull.WAIT),
        ({"rate": "5/h"}, IfFull.WAIT),
        ({"schedule": [{"at": "5 s"}]}, IfFull.QUEUE),
        ({"orders": "a.csv"}, IfFull.QUEUE),
        ({"orders": "a.csv", "if_full": "lose"}, IfFull.LOSE),
    ],
)
def test_lists_of_what_comes_when_queue_by_default(fields: dict[str, object], when_full: IfFull) -> None:
    assert source(**fields).when_full is when_full


def test_deliveries_are_in_order_of_time_those_of_one_time_as_written() -> None:
    orders = (Order("a", 1, 5.0), Order("b", 2, 0.0), Order("c", 3, 5.0), Order("d", 4, 0.0))
    assert [d.product for d in source(orders=OrderFile("a.csv", orders)).deliveries()] == ["b", "d", "a", "c"]
