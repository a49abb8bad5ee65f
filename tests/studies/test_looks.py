"""Looks at runs that go on: what each says, and that the interval shown after an edit holds the true value."""

from collections import Counter
from random import Random

import pytest

from layouts import Layout
from sim import Simulation
from studies import Verdict
from studies.looks import EARLY, LOOKS, RUNS, Count, Plan, finding
from studies.parts import count_of, least_length
from tests.studies.edits import edited, line

HOURS = 3600.0


def courses(layout: Layout, plan: Plan, stops: int = LOOKS) -> list[list[Count]]:
    """Make the runs of a layout up to a stop, here."""
    found = []
    for run, seed in enumerate(plan.seeds):
        simulation, course = Simulation(layout, seed), []
        for number in range(stops + 1):
            simulation.run(plan.stop(run, number))
            course.append(count_of(simulation))
        found.append(course)
    return found


def long_run(layout: Layout, hours: float, seed: int = 1000) -> float:
    """Pieces an hour of one long run with a seed that no look has."""
    simulation = Simulation(layout, seed)
    simulation.run(20 * HOURS)
    begin = count_of(simulation)
    simulation.run((20 + hours) * HOURS)
    end = count_of(simulation)
    return HOURS * (end.good - begin.good) / (end.planned - begin.planned)


def tally(edits: int, looks: int, hours: float) -> Counter[str]:
    """Count in how many random edits the intervals hold what a long run gives, at the shortest first length."""
    saved, chance, counts = line(), Random(4), Counter[str]()
    plan = Plan.of(saved, least_length(saved))
    before, truth = courses(saved, plan, looks), long_run(saved, hours)
    for _ in range(edits):
        layout = edited(saved, chance)
        after, true = courses(layout, plan, looks), long_run(layout, hours)
        found = [finding(look, after, before) for look in range(1, looks + 1)]
        counts["throughput"] += all(each.throughput.holds(true) for each in found)
        counts["change"] += all(each.change is not None and each.change.holds(true - truth) for each in found)
        told = {each.verdict for each in found} & {Verdict.BETTER, Verdict.WORSE}
        right = Verdict.BETTER if true > truth else Verdict.WORSE
        counts["told rightly"] += told == {right}
        counts["told wrongly"] += bool(told - {right})
    return counts


def test_pairs_that_differ_alike_are_not_trusted_at_the_first_looks() -> None:
    """Six runs make 20, 22, ... 30 pieces an hour, and beside them each one less: a change without a spread."""
    hours = [0.0, *(float(1 << number) for number in range(LOOKS))]
    after = [[Count(round((20 + 2 * run) * hour), hour * HOURS) for hour in hours] for run in range(RUNS)]
    before = [[Count(round((19 + 2 * run) * hour), hour * HOURS) for hour in hours] for run in range(RUNS)]
    for look in range(1, LOOKS + 1):
        found = finding(look, after, before)
        assert found.change is not None
        assert found.change.half_width is not None
        assert found.throughput.half_width is not None
        assert found.change.mean == 1.0
        assert (found.change.half_width > found.throughput.half_width) == (look <= EARLY)


def test_the_intervals_shown_after_an_edit_hold_what_a_long_run_gives() -> None:
    counts = tally(edits=3, looks=3, hours=60.0)
    assert counts["throughput"] == counts["change"] == 3
    assert counts["told wrongly"] == 0


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_of_100_random_edits_at_least_90_have_intervals_that_hold_what_a_long_run_gives() -> None:
    """Every look counts, not only the last: one that does not hold it makes the edit a miss."""
    counts = tally(edits=100, looks=LOOKS, hours=400.0)
    assert counts["throughput"] >= 90, counts
    assert counts["change"] >= 90, counts
    assert counts["told wrongly"] <= 5, counts
