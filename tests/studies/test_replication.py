import pickle

import pytest

from layouts import UserError
from sim import simulate
from studies import Measure, Run, Verdict, compare, replicate
from studies.replication import together
from studies.workers import Here, Processes
from tests.studies.lines import line


def test_each_run_is_the_one_that_simulate_makes_with_its_seed() -> None:
    found = replicate(line())
    assert found.seeds == (5, 6, 7, 8)
    assert found.results == tuple(simulate(line(), seed=seed) for seed in found.seeds)


def test_what_is_given_goes_before_what_the_layout_says() -> None:
    found = replicate(line(), 2, duration=1800.0, warm_up=60.0, seed=90)
    assert found.seeds == (90, 91)
    assert found.run == Run(1800.0, 60.0)
    assert {(results.time, results.warm_up) for results in found.results} == {(1800.0, 60.0)}


def test_worker_processes_give_the_same_bytes() -> None:
    here = replicate(line(), duration=1800.0)
    with Processes(2) as workers:
        apart = replicate(line(), duration=1800.0, workers=workers)
    assert [results.to_json_object() for results in apart.results] == [
        results.to_json_object() for results in here.results
    ]


def test_progress_is_told() -> None:
    told: list[float] = []
    replicate(line(), duration=600.0, progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_no_run_is_an_error_and_no_time_too() -> None:
    with pytest.raises(UserError, match="found 0 replications, expected at least 1"):
        replicate(line(), 0)
    with pytest.raises(UserError, match="how long"):
        Run.of(type(line())())


def test_runs_of_two_calls_are_put_together() -> None:
    first, second = replicate(line(), 2, duration=600.0), replicate(line(), 2, duration=600.0, seed=7)
    assert together(first, second).results == replicate(line(), 4, duration=600.0).results


def test_a_measure_that_the_line_does_not_have_is_left_out() -> None:
    found = replicate(line(), 2, duration=600.0)
    assert Measure.OUTPUT_PER_DAY not in found.measures
    assert found.estimate(Measure.OUTPUT_PER_DAY) is None


def test_a_faster_press_is_better_and_the_same_is_the_same() -> None:
    slow, fast = replicate(line("13 s"), 6), replicate(line("9 s"), 6)
    difference = compare(slow, fast).of(Measure.OUTPUT)
    assert difference is not None
    assert difference.verdict is Verdict.BETTER
    back = compare(fast, slow).of(Measure.OUTPUT)
    assert back is not None
    assert (back.verdict, back.change.mean) == (Verdict.WORSE, -difference.change.mean)
    assert {each.verdict for each in compare(slow, slow).differences} == {Verdict.SAME}


def test_common_random_numbers_tell_more_than_independent_ones() -> None:
    """One place more in the buffer: with the same failures in both lines the differences vary less than the lines."""
    difference = compare(replicate(line(places=2), 12), replicate(line(places=3), 12)).of(Measure.OUTPUT)
    assert difference is not None
    assert difference.gain is not None
    assert difference.gain > 5.0


def test_a_greater_figure_can_be_worse() -> None:
    difference = compare(replicate(line("9 s", 2), 4), replicate(line("9 s", 30), 4)).of(Measure.WIP)
    assert difference is not None
    assert (difference.change.mean > 0, difference.verdict) == (True, Verdict.WORSE)


def test_layouts_with_other_seeds_are_not_compared() -> None:
    with pytest.raises(UserError, match="found seeds 5 to 6 and 6 to 7, expected the same"):
        compare(replicate(line(), 2, duration=60.0), replicate(line(), 2, duration=60.0, seed=6))
    with pytest.raises(UserError, match="expected at least 2"):
        compare(replicate(line(), 1, duration=60.0), replicate(line(), 1, duration=60.0))


def test_whoever_stops_asking_lets_go_of_what_has_not_begun() -> None:
    asked = iter(Here().done([lambda: 1, lambda: 1 // 0]))
    assert next(asked) == 1


def test_figures_travel_between_processes() -> None:
    results = simulate(line(), 600.0)
    assert pickle.loads(pickle.dumps(results)) == results
