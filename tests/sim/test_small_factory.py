"""The small factory of the textbooks (case K03): shares of time, passes and throughput against their exact values."""

from dataclasses import dataclass
from math import sqrt
from statistics import mean, stdev

import pytest
from scipy.stats import t as student

from layouts import load
from layouts.examples import example
from replay.states import State
from sim import simulate

EXACT = {"machining works": 0.75, "inspection works": 31 / 36, "passes": 10 / 9, "parts a minute": 1.0}
WITHIN = 0.005


@dataclass(frozen=True)
class Measured:
    """A mean over independent runs, and its standard error."""

    mean: float
    error: float


def measured(parts: int, seeds: range) -> dict[str, Measured]:
    """Run the example once a seed, each for so many parts after a warm-up of a twentieth."""
    layout, minutes = load(example("small_factory")), float(parts)
    found: dict[str, list[float]] = {name: [] for name in EXACT}
    for seed in seeds:
        results = simulate(layout, 60 * minutes, warm_up=3 * minutes, seed=seed)
        machining, inspection = results.equipment["machining"], results.equipment["inspection"]
        assert machining.states is not None
        assert inspection.states is not None
        found["machining works"].append(machining.states.elapsed[State.WORKING])
        found["inspection works"].append(inspection.states.elapsed[State.WORKING])
        found["passes"].append(machining.completed / (60 * minutes * results.throughput))
        found["parts a minute"].append(60 * results.throughput)
    return {name: Measured(mean(values), stdev(values) / sqrt(len(values))) for name, values in found.items()}


def test_a_short_run_holds_the_exact_values() -> None:
    """Eight runs of 3,000 parts; each of four limits gives a false alarm once in 10,000 times."""
    limit = float(student.ppf(1 - 0.5e-4, df=7))
    for name, found in measured(3_000, range(8)).items():
        assert found.mean == pytest.approx(EXACT[name], abs=limit * found.error), name


@pytest.mark.slow
def test_the_exact_values_by_the_rule_of_the_case() -> None:
    """At least 20 runs of 50,000 parts: within 0.5 % or three standard errors, and those at most 1 %."""
    for name, found in measured(50_000, range(100, 120)).items():
        assert 3 * found.error <= 2 * WITHIN * EXACT[name], name
        assert abs(found.mean - EXACT[name]) <= max(WITHIN * EXACT[name], 3 * found.error), name
