"""Failures: exact stories with constant times, and availability in the long run."""

import statistics

import pytest

from layouts import loads
from replay.states import State
from sim import simulate
from tests.sim.logbook import Logbook, simulated


def press(failure: str, source: str = "", until: float = 40.0, cycle: str = "4 s", rest: str = "") -> Logbook:
    """Run a press with a failure, fed by a source."""
    return simulated(
        f"""
equipment:
  infeed: {{kind: source, at: [0, 0]{source}}}
  press: {{kind: machine, at: [5, 0], cycle: {cycle}, failures: [{{{failure}}}]{rest}}}
  out: {{kind: sink, at: [10, 0]}}
flow: [infeed -> press -> out]
""",
        until,
    )[1]


TEN_AND_THREE = "mtbf: constant 10 s, mttr: constant 3 s"


@pytest.mark.parametrize("ages", ["working", "busy", "calendar", "scheduled"])
def test_a_part_kept_is_finished_after_the_repair(ages: str) -> None:
    """At 23 s the fifth part would be finished, but what stops comes first at the same instant."""
    log = press(f"{TEN_AND_THREE}, ages: {ages}")
    assert [t for t, _ in log.entries("")] == [4.0, 8.0, 15.0, 19.0, 26.0, 30.0, 34.0]
    assert log.states("press")[:4] == [
        (0.0, State.WORKING),
        (10.0, State.FAILED),
        (13.0, State.WORKING),
        (23.0, State.FAILED),
    ]


def test_a_part_restarted_begins_anew() -> None:
    log = press(f"{TEN_AND_THREE}, part: restarted")
    assert [t for t, _ in log.entries("")] == [4.0, 8.0, 17.0, 21.0, 30.0, 34.0]


def test_a_part_scrapped_is_replaced_by_the_next() -> None:
    simulation, log = simulated(
        f"""
equipment:
  infeed: {{kind: source, at: [0, 0]}}
  press: {{kind: machine, at: [5, 0], cycle: 4 s, failures: [{{{TEN_AND_THREE}, part: scrapped}}]}}
  out: {{kind: sink, at: [10, 0]}}
flow: [infeed -> press -> out]
""",
        25.5,
    )
    assert log.entries("") == [(4.0, 1), (8.0, 2), (10.0, 3), (17.0, 4), (21.0, 5), (23.0, 6)]
    assert log.entries("press") == [(0.0, 1), (4.0, 2), (8.0, 3), (13.0, 4), (17.0, 5), (21.0, 6)]
    parts = simulation.results().parts
    assert (parts.came_in, parts.out, parts.scrapped, parts.inside) == (6, 4, 2, 0)


def test_a_clock_of_working_time_stands_while_the_machine_waits() -> None:
    """Parts of 4 s every 6 s: after 10 s of work, at 20 s, 2 s into the third part."""
    log = press(f"{TEN_AND_THREE}, ages: working", ", every: 6 s")
    assert log.states("press")[:8] == [
        (0.0, State.STARVED),
        (6.0, State.WORKING),
        (10.0, State.STARVED),
        (12.0, State.WORKING),
        (16.0, State.STARVED),
        (18.0, State.WORKING),
        (20.0, State.FAILED),
        (23.0, State.WORKING),
    ]


def test_a_clock_by_the_calendar_runs_while_the_machine_waits() -> None:
    log = press("mtbf: constant 11 s, mttr: constant 3 s, ages: calendar", ", every: 6 s", 20.0)
    assert log.states("press") == [
        (0.0, State.STARVED),
        (6.0, State.WORKING),
        (10.0, State.STARVED),
        (11.0, State.FAILED),
        (14.0, State.WORKING),
        (18.0, State.STARVED),
    ]


def test_two_failures_at_once_last_until_both_are_over() -> None:
    log = press(
        "mtbf: constant 10 s, mttr: constant 3 s, ages: calendar}, "
        "{mtbf: constant 12 s, mttr: constant 6 s, ages: calendar",
        until=30.0,
    )
    assert log.states("press")[:3] == [(0.0, State.WORKING), (10.0, State.FAILED), (18.0, State.WORKING)]


def test_a_failed_machine_takes_and_gives_nothing() -> None:
    _, log = simulated(
        """
equipment:
  infeed: {kind: source, at: [0, 0]}
  press: {kind: machine, at: [5, 0], cycle: 4 s, failures: [{mtbf: constant 9 s, mttr: constant 20 s, ages: calendar}]}
  oven: {kind: machine, at: [10, 0], cycle: 12 s}
  out: {kind: sink, at: [15, 0]}
flow: [infeed -> press -> oven -> out]
""",
        60.0,
    )
    assert log.entries("oven") == [(4.0, 1), (29.0, 2), (58.0, 3)]
    assert log.states("press")[1:4] == [(8.0, State.BLOCKED), (9.0, State.FAILED), (29.0, State.WORKING)]


def test_a_failed_machine_does_not_hold_up_the_others_at_a_merge() -> None:
    """The press is first in the queue for the oven and fails there: the saw goes ahead."""
    _, log = simulated(
        """
products: {a: {}, b: {}}
equipment:
  left: {kind: source, at: [0, 0], product: a, every: 1 s, first: 0 s, limit: 2}
  right: {kind: source, at: [0, 5], product: b, every: 1 s, first: 3 s, limit: 1}
  press: {kind: machine, at: [5, 0], cycle: 1 s, failures: [{mtbf: constant 6 s, mttr: constant 50 s, ages: calendar}]}
  saw: {kind: machine, at: [5, 5], cycle: 1 s}
  oven: {kind: machine, at: [10, 0], cycle: 10 s}
  out: {kind: sink, at: [15, 0]}
flow: [left -> press, right -> saw, press | saw -> oven -> out]
""",
        100.0,
    )
    assert [t for t, _ in log.entries("oven")] == [1.0, 11.0, 56.0]


def test_nests_fail_together() -> None:
    log = press(TEN_AND_THREE, ", every: 1 s, first: 0 s, limit: 2", 30.0, "8 s", ", nests: 2")
    assert log.entries("") == [(8.0, 1), (9.0, 2)]
    log = press(TEN_AND_THREE, ", every: 1 s, first: 4 s, limit: 2", 30.0, "12 s", ", nests: 2")
    assert log.entries("") == [(19.0, 1), (20.0, 2)]


def test_a_failed_belt_stands_with_its_parts() -> None:
    _, log = simulated(
        """
products: {part: {size: 500 x 100 x 100 mm}}
failures: {jam: {mtbf: constant 2.5 s, mttr: constant 10 s, ages: calendar}}
equipment:
  infeed: {kind: source, at: [0, 0], limit: 2}
  belt: {kind: conveyor, path: [[0, 0], [4, 0]], speed: 1 m/s, gap: 500 mm, failures: [jam]}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> belt -> out]
""",
        40.0,
    )
    assert log.entries("") == [(14.0, 1), (15.0, 2)]
    assert log.states("belt")[:4] == [
        (0.0, State.WORKING),
        (2.5, State.FAILED),
        (12.5, State.WORKING),
        (15.0, State.FAILED),
    ]


def test_results_count_failures() -> None:
    simulation, _ = simulated(
        """
failures: {jam: {mtbf: constant 10 s, mttr: constant 3 s}}
equipment:
  infeed: {kind: source, at: [0, 0]}
  press: {kind: machine, at: [5, 0], cycle: 4 s, failures: [jam, {mtbf: constant 25 s, mttr: 1 s, label: Jaws}]}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> press -> out]
""",
        30.0,
    )
    figures = simulation.results().equipment["press"]
    assert figures.failures == {"jam": (2, 6.0), "Jaws": (0, 0.0)}


def test_failures_of_the_same_name_are_counted_apart() -> None:
    """Both are due at 10 s; the second waits for the repair of the first, and then they take turns."""
    simulation, _ = simulated(
        """
failures: {jam: {mtbf: constant 10 s, mttr: constant 3 s}}
equipment:
  infeed: {kind: source, at: [0, 0]}
  press: {kind: machine, at: [5, 0], cycle: 4 s, failures: [jam, jam]}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> press -> out]
""",
        30.0,
    )
    assert simulation.results().equipment["press"].failures == {"jam": (2, 4.0), "jam (2)": (2, 6.0)}


@pytest.mark.parametrize("up", ["7.999999999 s", "8 s", "8.000000002 s", "8.000001 s"])
def test_a_failure_that_is_nearly_there_waits_for_work_without_looking_all_the_time(up: str) -> None:
    """Two parts of 4 s, then nothing for a day: it fails in the third part, or at the end of the second."""
    simulation, log = simulated(
        f"""
equipment:
  infeed: {{kind: source, at: [0, 0], every: 6 s, limit: 2}}
  later: {{kind: source, at: [0, 3], every: 1 s, first: 1 d, limit: 1}}
  press: {{kind: machine, at: [5, 0], cycle: 4 s, failures: [{{mtbf: constant {up}, mttr: constant 3 s}}]}}
  out: {{kind: sink, at: [10, 0]}}
flow: [infeed | later -> press -> out]
""",
        90_000.0,
    )
    fails_late = up > "8 s"
    assert [t for t, _ in log.entries("")] == pytest.approx(
        [10.0, 16.0 if fails_late else 19.0, 86_407.0 if fails_late else 86_404.0]
    )
    assert simulation.results().equipment["press"].failures["failure 1"] == (1, 3.0)


F01 = """
linewright: 1
equipment:
  infeed: {{kind: source, at: [0, 0]}}
  press: {{kind: machine, at: [5, 0], cycle: 10 min, failures: [{{{}, mttr: exponential 10 min, ages: {}}}]}}
  out: {{kind: sink, at: [10, 0]}}
flow: [infeed -> press -> out]
"""


@pytest.mark.parametrize("ages", ["working", "busy", "calendar", "scheduled"])
@pytest.mark.parametrize("up", ["mtbf: exponential 90 min", "mtbf: 90 min", "availability: 0.9"])
def test_case_f01(ages: str, up: str) -> None:
    """Availability 0.9 = MTBF / (MTBF + MTTR) on every clock; 10 runs of 500 h, some 3,000 failures.

    The mean of the runs is within 5 standard errors: less than one false alarm in a million.
    """
    layout = loads(F01.format(up, ages))
    runs = [simulate(layout, 500 * 3600.0, seed=seed).equipment["press"] for seed in range(10)]
    shares = [run.states.elapsed[State.WORKING] for run in runs if run.states is not None]
    error = statistics.stdev(shares) / 10**0.5
    assert error < 0.004
    assert statistics.mean(shares) == pytest.approx(0.9, abs=5 * error)
    assert sum(run.completed for run in runs) / (10 * 3000) == pytest.approx(0.9, abs=5 * error + 1e-3)
    assert all(run.oee is not None and run.oee.availability == share for run, share in zip(runs, shares, strict=True))


def test_a_mean_alone_is_exponential_up_and_erlang_down() -> None:
    """Down times of Erlang-2 scatter half as much (variance) as exponential ones."""
    text = F01.format("mtbf: 90 min", "working").replace("mttr: exponential 10 min", "mttr: 10 min")
    layout = loads(text)
    simulation_runs = [simulate(layout, 500 * 3600.0, seed=seed).equipment["press"].failures for seed in range(10)]
    counts = [failures["failure 1"] for failures in simulation_runs]
    mean = sum(down for _, down in counts) / sum(count for count, _ in counts)
    assert mean == pytest.approx(600.0, rel=5 * 0.71 / sum(count for count, _ in counts) ** 0.5)
