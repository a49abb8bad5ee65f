"""The textbook models are models of the same line: given its arrivals and operations, they report its figures."""

from collections.abc import Callable

import pytest

from benchmarks.engine import PLACES, ResourceLine, StoreLine, Times, line, ours, times_of
from benchmarks.models.task import ARRIVALS, STATIONS
from layouts import Layout

PARTS = 400
FINITE, TANDEM = line(PLACES, None), line(None, ARRIVALS)
LEAD_TIME, QUANTILES, WIP = slice(0, 1), slice(1, 3), slice(3, 5)
STATES, QUEUES = slice(5, 5 + 3 * STATIONS), slice(5 + 3 * STATIONS, None)

Textbook = Callable[[Times], StoreLine | ResourceLine]


@pytest.mark.parametrize(
    ("layout", "textbook"),
    [
        pytest.param(FINITE, lambda times: StoreLine(PLACES, True, times), id="finite buffers, Store"),
        pytest.param(FINITE, lambda times: ResourceLine(PLACES, True, times), id="finite buffers, Resource"),
        pytest.param(TANDEM, lambda times: StoreLine(float("inf"), False, times), id="tandem queue, Store"),
        pytest.param(TANDEM, lambda times: ResourceLine(None, False, times), id="tandem queue, Resource"),
    ],
)
def test_the_same_times_give_the_same_figures(layout: Layout, textbook: Textbook) -> None:
    our, model = ours(layout)(PARTS), textbook(times_of(layout))
    other = model.run(PARTS)
    # A source that is always ready needs no queue before the first station; the textbooks have one.
    queues = other.figures[QUEUES] if layout is TANDEM else other.figures[QUEUES][4:]
    assert other.out == our.out
    assert other.figures[LEAD_TIME] == pytest.approx(our.figures[LEAD_TIME], rel=1e-9)
    assert other.figures[WIP] == pytest.approx(our.figures[WIP], rel=1e-9)
    assert queues == pytest.approx(our.figures[QUEUES], rel=1e-9)
    # Ours come from a histogram, and between two parts.
    assert other.figures[QUANTILES] == pytest.approx(our.figures[QUANTILES], rel=0.01)
    # What a station is doing at the end is counted by us alone: one stretch of time for each.
    assert other.figures[STATES] == pytest.approx(our.figures[STATES], abs=20 * STATIONS / model.env.now)
