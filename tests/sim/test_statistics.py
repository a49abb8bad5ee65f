"""Statistics: quantiles from buckets, exact means, levels and states against what the moves say."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.states import State
from sim.statistics import Histogram, StateClock
from tests.sim.logbook import Logbook, simulated

TIMES = st.floats(1e-6, 1e9)


@given(st.lists(TIMES, min_size=1, max_size=80), st.sampled_from([0.01, 0.25, 0.5, 0.9, 0.95, 1.0]))
def test_quantiles_are_within_half_a_per_cent(values: list[float], probability: float) -> None:
    histogram = Histogram()
    for value in values:
        histogram.add(value)
    exact = sorted(values)[max(1, math.ceil(probability * len(values) - 1e-9)) - 1]
    assert histogram.quantile(probability) == pytest.approx(exact, rel=0.005)


@given(st.lists(TIMES, min_size=1, max_size=80))
def test_means_are_exact(values: list[float]) -> None:
    histogram = Histogram()
    for value in values:
        histogram.add(value)
    assert histogram.mean == pytest.approx(math.fsum(values) / len(values), rel=1e-12)


def test_a_histogram_without_values_says_so() -> None:
    assert (Histogram().mean, Histogram().quantile(0.5)) == (None, None)


def test_no_time_at_all_is_a_value() -> None:
    histogram = Histogram()
    for value in (0.0, 0.0, 10.0):
        histogram.add(value)
    assert histogram.quantile(0.5) == 0.0
    assert histogram.quantile(0.9) == pytest.approx(10.0, rel=0.005)


@given(st.lists(TIMES, max_size=50))
def test_a_histogram_comes_back_from_its_snapshot(values: list[float]) -> None:
    histogram, other = Histogram(), Histogram()
    for value in values:
        histogram.add(value)
    other.restore(histogram.snapshot())
    assert (other.snapshot(), other.mean) == (histogram.snapshot(), histogram.mean)


@given(st.lists(st.tuples(st.sampled_from(list(State)), st.floats(0, 100)), max_size=30), st.floats(0, 100))
def test_times_in_states_add_up(changes: list[tuple[State, float]], rest: float) -> None:
    clock, now, expected = StateClock(State.STARVED), 0.0, dict.fromkeys(State, 0.0)
    current = State.STARVED
    for state, duration in changes:
        expected[current] += duration
        now += duration
        clock.enter(state, now)
        current = state
    expected[current] += rest
    now += rest
    assert clock.times(now) == pytest.approx([expected[state] for state in State], abs=1e-9)
    assert sum(clock.times(now)) == pytest.approx(now, abs=1e-9)


LEVELS = """
products: {small: {size: 100 x 100 x 100 mm}, large: {size: 400 x 100 x 100 mm}}
equipment:
  infeed: {kind: source, at: [0, 0], product: small, every: exponential 3 s}
  other: {kind: source, at: [0, 5], product: large, every: exponential 9 s}
  store: {kind: buffer, at: [5, 0], capacity: 3}
  press: {kind: machine, at: [10, 0], cycle: uniform 1 4 s}
  belt: {kind: conveyor, path: [[11, 0], [12.3, 0]], speed: 0.2 m/s, gap: 20 mm}
  saw: {kind: machine, at: [15, 0], cycle: exponential 3 s}
  out: {kind: sink, at: [20, 0]}
flow: [infeed | other -> store -> press -> belt -> saw -> out]
"""


def level(log: Logbook, equipment: str, capacity: int, start: float, end: float) -> tuple[float, int, float, float]:
    """Return mean, greatest number, time full and time empty, from the moves."""
    changes = sorted([(t, 1) for t, _ in log.entries(equipment)] + [(t, -1) for t, _ in log.exits(equipment)])
    number, most, area, full, empty, last = 0, 0, 0.0, 0.0, 0.0, 0.0
    for t, change in [*changes, (end, 0)]:
        since = max(0.0, t - max(last, start))
        area, full, empty = area + number * since, full + since * (number >= capacity), empty + since * (number == 0)
        most = max(most, number if since > 0 else 0)
        number, last = number + change, t
    time = end - start
    return area / time, most, full / time, empty / time


@pytest.mark.parametrize(("equipment", "capacity"), [("store", 3), ("belt", 3)])
@pytest.mark.parametrize("start", [0.0, 100.0, 333.3])
def test_levels_are_those_of_the_moves(equipment: str, capacity: int, start: float) -> None:
    simulation, log = simulated(LEVELS, start)
    simulation.end_warm_up()
    simulation.run(start + 500.0)
    found = simulation.results().buffers[equipment]
    mean, most, full, empty = level(log, equipment, capacity, start, start + 500.0)
    assert (found.mean, found.full, found.empty) == pytest.approx((mean, full, empty), abs=1e-9)
    assert found.max >= most
    assert 0.05 < full < 0.99
