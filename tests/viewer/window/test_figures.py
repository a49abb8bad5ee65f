"""The figures: picked from the results, found by time, thinned when there are too many."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replay.states import State
from viewer.window.figures import MOST_SAMPLES, NO_FIGURES, Figures, Samples, Shares

RESULTS: dict[str, Any] = {
    "parts": {"good": 420},
    "throughput_per_hour": {"elapsed": 450.0, "planned": 450.0},
    "wip": {"mean": 21.5, "max": 24},
    "lead_time_s": {"mean": 171.0, "p50": 171.0, "p95": 171.0},
    "equipment": {"capping": {"completed": 424, "states": {"working": 0.625, "blocked": 0.375, "starved": 0.0}}},
}

_RATE = {"throughput_per_hour": {"elapsed": 450.0}}


def _figures(t: float) -> Figures:
    return Figures.of_results(t, 0.0, 0.0, RESULTS)


def test_the_figures_are_those_of_the_results() -> None:
    figures = _figures(3_360.0)
    assert (figures.good, figures.per_hour, figures.wip_mean, figures.lead_time) == (420, 450.0, 21.5, 171.0)
    assert (figures.per_shift, figures.seconds_per_part) == (3_600.0, 8.0)
    assert figures.equipment == {"capping": Shares(424, ((State.WORKING, 0.625), (State.BLOCKED, 0.375)))}


@pytest.mark.parametrize("results", [{}, {"throughput_per_hour": {"elapsed": None}, "parts": None, "equipment": None}])
def test_what_is_not_known_yet_is_none(results: dict[str, Any]) -> None:
    figures = Figures.of_results(0.0, 0.0, 0.0, results)
    assert (figures.good, figures.per_hour, figures.per_shift, figures.seconds_per_part) == (None, None, None, None)
    assert figures.equipment == {}


def test_what_is_finished_counts_over_the_same_stretch_as_the_pace() -> None:
    figures = Figures.of_results(7_200.0, 3_600.0, 3_600.0, {"parts": {"good": 892}, **_RATE})
    assert (figures.good, figures.finished) == (892, 450)
    assert Figures(t=0.0, since=0.0, warm_up=0.0).finished is None


def test_a_line_that_makes_nothing_has_no_pace() -> None:
    figures = Figures.of_results(9.0, 0.0, 0.0, {"throughput_per_hour": {"elapsed": 0.0}})
    assert (figures.per_shift, figures.seconds_per_part) == (0.0, None)


def test_the_sample_shown_is_the_latest_that_has_happened() -> None:
    samples = Samples()
    assert samples.at(99.0) is NO_FIGURES
    samples.extend([_figures(10.0), _figures(20.0)])
    found = [samples.at(t) for t in (9.9, 10.0, 19.9, 20.0, 1e9)]
    assert [figures.t for figures in found] == [0.0, 10.0, 10.0, 20.0, 20.0]


@settings(max_examples=20)
@given(st.lists(st.integers(1, MOST_SAMPLES), max_size=5))
def test_samples_are_thinned_but_the_latest_is_kept(sizes: list[int]) -> None:
    samples, t = Samples(), 0.0
    for size in sizes:
        samples.extend([Figures(t + step, 0.0, 0.0) for step in range(size)])
        t += size
        assert samples.at(t).t == t - 1
        assert len(samples) <= 1.5 * MOST_SAMPLES + 1
