"""Ovens: batches, the wait limit, letting out, changeovers, failures, and how well they are used, exactly."""

import math

import numpy as np
import pytest

from layouts import loads
from layouts.placement import Placement
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.states import State
from sim import simulate
from sim.recording import header_of
from tests.sim.logbook import Logbook, simulated

THREE = "batch: 3, exchange: 2 s, cycle: 10 s"


def line_with(fields: str = THREE, source: str = "", behind: str = "") -> str:
    press, way = f"  press: {{kind: machine, at: [10, 0], cycle: {behind}}}\n", " -> press"
    return f"""
products: {{tray: {{looks: {{baked: {{size: 200 x 100 x 50 mm, color: orange}}}}}}}}
equipment:
  infeed: {{kind: source, at: [0, 0]{source}}}
  oven: {{kind: oven, at: [5, 0], {fields}}}
{press if behind else ""}  out: {{kind: sink, at: [15, 0]}}
flow: [infeed -> oven{way if behind else ""} -> out]
"""


def oven(fields: str = THREE, *, source: str = "", behind: str = "", until: float = 60.0) -> Logbook:
    """Run an oven behind a source; with a cycle behind, a press behind the oven."""
    return simulated(line_with(fields, source, behind), until)[1]


def test_a_full_batch_is_loaded_once_and_leaves_at_once() -> None:
    log = oven()
    assert log.entries("oven")[:6] == [(0.0, 1), (0.0, 2), (0.0, 3), (12.0, 4), (12.0, 5), (12.0, 6)]
    assert log.entries("")[:4] == [(12.0, 1), (12.0, 2), (12.0, 3), (24.0, 4)]
    assert log.states("oven") == [(0.0, State.WORKING)]


def test_it_gathers_until_it_is_full() -> None:
    log = oven(source=", every: 4 s, first: 1 s")
    assert log.entries("oven")[:6] == [(1.0, 1), (5.0, 2), (9.0, 3), (21.0, 4), (25.0, 5), (29.0, 6)]
    assert log.states("oven")[:4] == [
        (0.0, State.STARVED),
        (9.0, State.WORKING),
        (21.0, State.STARVED),
        (29.0, State.WORKING),
    ]


def test_it_starts_with_fewer_when_the_first_has_waited_long_enough() -> None:
    """The third comes at the very instant at which the wait is over: too late, as with everything that arrives."""
    log = oven(f"{THREE}, wait: 8 s", source=", every: 4 s, first: 1 s, limit: 4, if_full: queue")
    assert log.entries("oven") == [(1.0, 1), (5.0, 2), (21.0, 3), (21.0, 4)]
    assert log.entries("") == [(21.0, 1), (21.0, 2), (41.0, 3), (41.0, 4)]


def test_a_batch_that_is_full_in_time_does_not_wait() -> None:
    log = oven(f"{THREE}, wait: 8 s", source=", every: 3 s, first: 1 s, limit: 4")
    assert log.entries("") == [(19.0, 1), (19.0, 2), (19.0, 3), (39.0, 4)]


def test_nothing_comes_in_before_the_last_has_left() -> None:
    """The press takes one part every 4 s: the second leaves 4 s, the third 8 s after the first."""
    log = oven(behind="4 s")
    assert log.exits("oven")[:4] == [(12.0, 1), (16.0, 2), (20.0, 3), (32.0, 4)]
    assert log.entries("oven")[3:6] == [(20.0, 4), (20.0, 5), (20.0, 6)]
    assert log.states("oven")[:4] == [
        (0.0, State.WORKING),
        (12.0, State.BLOCKED),
        (20.0, State.WORKING),
        (32.0, State.BLOCKED),
    ]


def test_parts_stand_in_their_places_while_the_batch_is_there() -> None:
    log = oven(behind="4 s")
    assert log.places("oven")[:4] == [(1, 0), (2, 1), (3, 2), (4, 0)]


def test_a_batch_takes_as_long_as_its_slowest_product() -> None:
    log = simulated(
        """
products: {a: {}, b: {}}
equipment:
  in_a: {kind: source, at: [0, 0], product: a, every: 1 s, first: 0 s, limit: 3}
  in_b: {kind: source, at: [0, 3], product: b, every: 1 s, first: 1.5 s, limit: 1}
  oven: {kind: oven, at: [5, 0], batch: 2, cycle: {a: 10 s, b: 16 s}}
  out: {kind: sink, at: [10, 0]}
flow: [in_a | in_b -> oven -> out]
""",
        60.0,
    )[1]
    assert log.entries("") == [(11.0, 1), (11.0, 2), (27.0, 3), (27.0, 4)]


# changeovers


def two_colours(changeover: str, *, wait: str = "", batch: int = 2, sections: str = "") -> Logbook:
    """Red parts 1, 3, 5 at 0, 2 and 4 s; blue parts 2, 4, 6 at 1, 3 and 5 s."""
    return simulated(
        f"""
products: {{red: {{family: warm}}, blue: {{family: cold}}}}
{sections}
equipment:
  reds: {{kind: source, at: [0, 0], product: red, every: 2 s, first: 0 s, limit: 3, if_full: queue}}
  blues: {{kind: source, at: [0, 3], product: blue, every: 2 s, first: 1 s, limit: 3, if_full: queue}}
  oven: {{kind: oven, at: [5, 0], batch: {batch}, cycle: 10 s, changeover: {changeover}{wait}}}
  out: {{kind: sink, at: [10, 0]}}
flow: [reds | blues -> oven -> out]
""",
        200.0,
    )[1]


def test_a_batch_is_of_one_product_and_others_wait() -> None:
    """The blue part waits from 1 s on, and lets the second red one pass; the third blue one never gets a partner."""
    log = two_colours("6 s")
    assert log.products("oven") == ["red", "red", "blue", "blue", "red"]
    assert [t for t, _ in log.entries("oven")] == [0.0, 2.0, 12.0, 12.0, 28.0]
    assert log.states("oven") == [
        (0.0, State.STARVED),
        (2.0, State.WORKING),
        (12.0, State.CHANGEOVER),
        (18.0, State.WORKING),
        (28.0, State.CHANGEOVER),
        (34.0, State.STARVED),
    ]


def test_the_wait_limit_runs_during_the_changeover() -> None:
    log = two_colours("6 s", wait=", wait: 4 s")
    assert [t for t, _ in log.entries("")] == [12.0, 12.0, 28.0, 28.0, 44.0, 60.0]


def test_a_matrix_tells_the_time_by_product_or_family() -> None:
    matrix = "changeovers: {colours: {to: [red, cold], red: [0 s, 3 s], cold: [9 s, 0 s]}}"
    log = two_colours("colours", sections=matrix, wait=", wait: 4 s")
    assert [t for t, _ in log.entries("")] == [12.0, 12.0, 25.0, 25.0, 44.0, 58.0]


def test_products_of_one_family_share_a_batch() -> None:
    log = simulated(
        """
products: {a: {family: f}, b: {family: f}}
changeovers: {all: {to: [f], f: [0 s]}}
equipment:
  in_a: {kind: source, at: [0, 0], product: a, every: 2 s, first: 0 s, limit: 1}
  in_b: {kind: source, at: [0, 3], product: b, every: 2 s, first: 1 s, limit: 1}
  oven: {kind: oven, at: [5, 0], batch: 2, cycle: 10 s, changeover: all}
  out: {kind: sink, at: [10, 0]}
flow: [in_a | in_b -> oven -> out]
""",
        60.0,
    )[1]
    assert log.entries("") == [(11.0, 1), (11.0, 2)]


# failures

TEN_AND_THREE = "failures: [{mtbf: constant 10 s, mttr: constant 3 s"


def test_a_batch_kept_is_finished_after_the_repair() -> None:
    log = oven(f"{THREE}, {TEN_AND_THREE}}}]")
    assert [t for t, _ in log.entries("")] == [15.0, 15.0, 15.0, 30.0, 30.0, 30.0, 45.0, 45.0, 45.0]


def test_a_batch_restarted_begins_anew() -> None:
    log = oven(f"{THREE}, {TEN_AND_THREE.replace('10', '11')}, part: restarted}}]", until=26.0)
    assert log.states("oven") == [
        (0.0, State.WORKING),
        (11.0, State.FAILED),
        (14.0, State.WORKING),
        (25.0, State.FAILED),
    ]
    assert log.entries("") == []


def test_a_batch_scrapped_makes_room_for_the_next() -> None:
    simulation, log = simulated(line_with(f"{THREE}, {TEN_AND_THREE.replace('10', '20')}, part: scrapped}}]"), 40.0)
    assert log.entries("") == [
        *((12.0, part) for part in (1, 2, 3)),
        *((20.0, part) for part in (4, 5, 6)),
        *((35.0, part) for part in (7, 8, 9)),
    ]
    parts = simulation.results().parts
    assert (parts.came_in, parts.out, parts.scrapped, parts.inside) == (12, 6, 3, 3)


def test_a_wait_that_is_over_during_a_failure_counts_after_it() -> None:
    failure = "failures: [{mtbf: constant 6 s, mttr: constant 20 s, ages: calendar}]"
    log = oven(f"{THREE}, wait: 8 s, {failure}", source=", every: 4 s, first: 1 s, limit: 2", until=31.0)
    assert log.states("oven") == [(0.0, State.STARVED), (6.0, State.FAILED), (26.0, State.WORKING)]


# figures


def test_the_figures_of_full_batches_are_exact() -> None:
    """Three parts a 12 s: each has a planned run time of 10 s / 3."""
    simulation, _ = simulated(line_with(), 120.0 + 1e-6)
    figures = simulation.results().equipment["oven"]
    assert figures.completed == 30
    assert figures.states is not None
    assert figures.oee is not None
    assert figures.states.elapsed[State.WORKING] == pytest.approx(1.0)
    assert figures.oee.effectiveness == pytest.approx(10 / 12)


def test_the_use_of_an_oven_with_a_wait_limit() -> None:
    """Poisson arrivals of rate r queue outside: a cycle is the wait w, the work c, and until somebody comes.

    Somebody came meanwhile with 1 - exp(-r c), otherwise the next is 1 / r away: E = w + c + exp(-r c) / r is the mean
    cycle, and V = p (2 - p) / r^2 with p = exp(-r c) its variance. The number of batches in T is T / E, with standard
    deviation sqrt(T V / E^3); within 4.5 of it but for a chance of 7e-6.
    """
    rate, wait, work, until = 0.1, 20.0, 10.0, 100_000.0
    fields, source = (
        f"batch: 999, cycle: {work} s, wait: {wait} s",
        f", every: exponential {1 / rate} s, if_full: queue",
    )
    _, log = simulated(line_with(fields, source), until)
    batches = sum(state is State.WORKING for _, state in log.states("oven"))
    none = math.exp(-rate * work)
    cycle, variance = wait + work + none / rate, none * (2 - none) / rate**2
    assert abs(batches - until / cycle) < 4.5 * math.sqrt(until * variance / cycle**3)


# what is seen


def test_parts_are_seen_in_the_places_of_the_oven_and_look_baked_when_they_are() -> None:
    layout = loads("linewright: 1\n" + line_with(f"{THREE}, look: baked", behind="4 s"))
    recorder = TraceRecorder(header_of(layout))
    simulate(layout, 30.0, recorder=recorder)
    before, after = (Playback(recorder.trace).at(t) for t in (5.0, 14.0))
    np.testing.assert_allclose(before.positions, Placement(layout).slots("oven"), atol=1e-12)
    assert before.looks.tolist() == [0, 0, 0]
    assert after.items.tolist() == [2, 3, 1]
    assert after.looks.tolist() == [1, 1, 1]
