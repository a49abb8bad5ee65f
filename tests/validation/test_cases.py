"""Every case that a layout can say, in short; `make validate` runs them in full.

One set of seeds, a twentieth of the parts, and the mean of the replications within Student's t interval at `ALARM`: all
measures together are left by chance less than once in a thousand times. What is left of the empty beginning is allowed
for with `BEGINNING` of the exact value. Cases without chance are exact here too.
"""

import math
import statistics

import pytest
from scipy import stats

from tests.validation.case import Case, Kind, Measure, Values
from tests.validation.catalogue import CASES, IDS, OUTSIDE
from tests.validation.trial import Task, sampled_here, tasks
from tests.validation.verdict import rows_of

SHARE = 0.05
REPLICATIONS = 16
ALARM = 5e-6
"""Chance of a false alarm of one figure; there are some 130 of them."""
BEGINNING = 0.01
"""How much of the exact value is allowed for what is left of the empty beginning."""
WIDEST = 0.6
"""How wide an interval may be, of the exact value, before it says too little."""

BY_CHANCE = [case for case in CASES.values() if case.kind is Kind.STOCHASTIC]
CERTAIN = [case for case in CASES.values() if case.kind is not Kind.STOCHASTIC]


@pytest.mark.parametrize("case", BY_CHANCE, ids=lambda case: case.id)
def test_a_case_by_chance(case: Case) -> None:
    samples = sampled_here(tasks([case], [1], REPLICATIONS), SHARE)
    for number, model in enumerate(case.models):
        runs = samples[case.id, number, 1]
        for at, measure in enumerate(model.measures):
            assert_near(measure, [run[at] for run in runs])


def assert_near(measure: Measure, runs: list[Values]) -> None:
    """Check the mean of the runs by Student's t."""
    for column, exact in zip(zip(*runs, strict=True), measure.values, strict=True):
        factor = float(stats.t.ppf(1 - ALARM / 2, len(column) - 1))
        width = factor * statistics.stdev(column) / math.sqrt(len(column))
        assert width < WIDEST * exact, measure.name
        assert statistics.fmean(column) == pytest.approx(exact, abs=width + BEGINNING * exact), measure.name


@pytest.mark.parametrize("case", CERTAIN, ids=lambda case: case.id)
def test_a_case_without_chance(case: Case) -> None:
    for row in rows_of(case, sampled_here(tasks([case], [1])), [1]):
        assert row.holds, f"{row.measure.name}: found {row.means}, expected {row.measure.values}"


def test_all_cases_are_there() -> None:
    assert len(IDS) == len(set(IDS)) == 47
    assert set(CASES) | set(OUTSIDE) == set(IDS)
    assert not set(CASES) & set(OUTSIDE)


def test_no_two_runs_share_a_seed() -> None:
    done = tasks(CASES.values(), [1, 2, 3, 4, 5])
    seeds = [task.seed for task in done]
    assert len(seeds) == len(set(seeds))
    assert Task("Q01", 0, 3, 7).seed % 10_000 == 3_007
