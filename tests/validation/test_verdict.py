"""The rule by which cases are judged, on figures that were made up."""

import pytest

from tests.validation.case import Case, Kind, Measure, Values
from tests.validation.readings import throughput
from tests.validation.verdict import Row, half_width, judged

MEASURE = Measure("throughput", 100.0, throughput, relative=0.01)
BY_CHANCE = Case("Q01", "made up", "nowhere", Kind.STOCHASTIC, ())
CERTAIN = Case("L21", "made up", "nowhere", Kind.DETERMINISTIC, ())


def runs(mean: float, spread: float) -> list[Values]:
    """Return four runs of this mean, whose half-width is the square root of three times the spread."""
    return [(mean - spread,), (mean + spread,), (mean - spread,), (mean + spread,)]


def test_a_half_width_is_three_standard_errors() -> None:
    assert half_width([99.0, 101.0, 99.0, 101.0]) == pytest.approx(3 * (4 / 3) ** 0.5 / 2)


@pytest.mark.parametrize(
    ("mean", "spread", "holds"),
    [
        (100.9, 0.1, True),  # within the tolerance of 1
        (101.1, 0.1, False),  # neither within the tolerance nor within 0.17
        (101.6, 1.0, True),  # within the half-width of 1.73
        (101.8, 1.0, False),
        (100.0, 1.1, True),  # half-width 1.91, two tolerances are 2
        (100.0, 1.2, False),  # half-width 2.08: says too little
    ],
)
def test_a_mean_by_chance(mean: float, spread: float, holds: bool) -> None:
    assert judged(BY_CHANCE, MEASURE, runs(mean, spread)).holds == holds


@pytest.mark.parametrize(("found", "holds"), [(100.0 + 9e-8, True), (100.0 + 2e-7, False), (100.9, False)])
def test_a_figure_without_chance(found: float, holds: bool) -> None:
    assert judged(CERTAIN, MEASURE, [(found,)]).holds == holds


def test_another_number_of_figures_does_not_hold() -> None:
    measure = Measure("departures", (1.0, 2.0), throughput)
    assert judged(CERTAIN, measure, [(1.0, 2.0)]).holds
    assert not judged(CERTAIN, measure, [(1.0,)]).holds


def test_every_set_of_seeds_counts() -> None:
    good, bad = (judged(CERTAIN, MEASURE, [(value,)]) for value in (100.0, 101.0))
    assert Row(CERTAIN, MEASURE, (good, good)).holds
    assert not Row(CERTAIN, MEASURE, (good, bad)).holds
