"""Blocking after and before service, overflow, and what is done at a machine that is down: event by event."""

from collections.abc import Sequence

import pytest

from layouts import loads, problems
from layouts.reading import read_text
from replay.states import State
from sim import Simulation
from sim.paranoid import Inspector
from tests.sim.forked import assert_forks_end_alike
from tests.sim.logbook import simulated
from tests.validation.schedules import TIMES
from tests.validation.serial import serial

JOBS = len(TIMES[0])
PLACES = (1, 2, 1)


def line(blocking: str, places: Sequence[int] = PLACES) -> str:
    """Four machines and ten jobs, each a product with times of its own."""
    products = "products: {" + ", ".join(f"p{job}: {{}}" for job in range(JOBS)) + "}"
    coming = ", ".join(f"{{at: 0 s, product: p{job}}}" for job in range(JOBS))
    fields = "" if blocking == "after service" else f", blocking: {blocking}"
    cycles = ["{" + ", ".join(f"p{job}: {time!r} s" for job, time in enumerate(row)) + "}" for row in TIMES]
    stations = [f"cycle: {cycle}{fields if number < len(cycles) else ''}" for number, cycle in enumerate(cycles, 1)]
    return serial(stations, ["unlimited", *places], f"schedule: [{coming}]", products).partition("\n")[2]


def departures(blocking: str, places: Sequence[int]) -> list[list[float]]:
    """When each job leaves each machine, by the recursions of the textbooks.

    L is when a job is loaded, S when it is begun, F when it is finished, D when it leaves. Before service it leaves as
    soon as it is finished, since there was room when it was begun (Onvural & Perros, 1986; Altiok & Stidham, 1982).
    """
    machines, never = len(TIMES), float("-inf")
    loaded = [[never] * JOBS for _ in range(machines + 1)]
    left = [[never] * JOBS for _ in range(machines)]
    for job in range(JOBS):
        for machine in range(machines):
            came = 0.0 if machine == 0 else left[machine - 1][job]
            free = left[machine][job - 1] if job else never
            behind = never
            if machine + 1 < machines and job >= places[machine]:
                behind = loaded[machine + 1][job - places[machine]]
            ready = max(came, free)
            loaded[machine][job] = max(ready, behind) if blocking == "before loading" else ready
            left[machine][job] = max(ready, behind) + TIMES[machine][job]
    return left


@pytest.mark.parametrize("blocking", ["before service", "before loading"])
def test_blocking_before_service_is_as_the_recursion_says(blocking: str) -> None:
    simulation, log = simulated(line(blocking), 500.0)
    for machine, exact in enumerate(departures(blocking, PLACES), 1):
        assert [t for t, _ in log.exits(f"m{machine}")] == pytest.approx(exact, abs=1e-9)
    assert simulation.results().parts.out == JOBS


def test_one_place_more_makes_before_service_what_is_after_service() -> None:
    """With two machines (Onvural & Perros, 1986): the finished part waits in the place instead of on the machine."""
    for places in (1, 2, 4):
        texts = [
            serial([f"cycle: exponential 1 s{fields}", "cycle: exponential 1 s"], [room]).partition("\n")[2]
            for fields, room in (("", places), (", blocking: before service", places + 1))
        ]
        after, before = (simulated(text, 300.0)[1] for text in texts)
        assert after.exits("m2") == before.exits("m2")
        assert len(after.exits("m2")) > 150


def test_who_waits_to_begin_is_blocked_with_or_without_a_part() -> None:
    """The first machine takes 2 s, the second 5 s, nothing between: it begins when the second is free."""
    states = [(0.0, State.WORKING), (2.0, State.BLOCKED), (7.0, State.WORKING), (9.0, State.BLOCKED)]
    for blocking, entries in (("before service", [0.0, 2.0, 9.0, 16.0]), ("before loading", [0.0, 7.0, 14.0])):
        text = serial([f"cycle: 2 s, blocking: {blocking}", "cycle: 5 s"], [0]).partition("\n")[2]
        _, log = simulated(text, 20.0)
        assert [t for t, _ in log.entries("m1")] == entries
        assert log.states("m1")[:4] == states


def test_several_nests_share_the_room_behind() -> None:
    """One place behind two nests: only one of them works at a time."""
    text = serial(["cycle: 3 s, nests: 2, blocking: before service", "cycle: 1 s"], [0]).partition("\n")[2]
    simulation, log = simulated(text, 30.0)
    assert [t for t, _ in log.exits("m1")][:4] == [3.0, 7.0, 11.0, 15.0]
    assert simulation.results().parts.out == 7


def test_overflow_is_a_way_that_is_taken_when_the_others_are_full() -> None:
    """The main machine and the place before it hold two; the others go to the relief machine as it gets free."""
    text = """
equipment:
  infeed: {kind: source, at: [0, 0], schedule: [{at: 0 s, parts: 5}], if_full: queue}
  waiting: {kind: buffer, at: [2, 0], capacity: 1}
  main: {kind: machine, at: [4, 0], cycle: 10 s}
  relief: {kind: machine, at: [4, 3], cycle: 4 s}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> waiting | relief, waiting -> main, main | relief -> out]
"""
    _, log = simulated(text, 40.0)
    assert log.entries("main") == [(0.0, 1), (10.0, 2)]
    assert log.entries("relief") == [(0.0, 3), (4.0, 4), (8.0, 5)]


DOWN = """
equipment:
  infeed: {{kind: source, at: [0, 0]}}
  m1:
    kind: machine
    at: [2, 0]
    cycle: 4 s
    failures: [{{mtbf: constant 10 s, mttr: constant 30 s, ages: calendar}}]
    {option}
  m2: {{kind: machine, at: [4, 0], cycle: 20 s}}
  out: {{kind: sink, at: [6, 0]}}
flow: [infeed -> m1 -> m2 -> out]
"""


@pytest.mark.parametrize(
    ("option", "loaded", "unloaded"),
    [
        ("", [0.0, 4.0, 40.0], [4.0, 40.0]),
        ("when_down: unload", [0.0, 4.0, 40.0], [4.0, 24.0]),
        ("when_down: load", [0.0, 4.0, 40.0], [4.0, 40.0]),
        ("when_down: load and unload", [0.0, 4.0, 24.0], [4.0, 24.0]),
    ],
)
def test_a_machine_that_is_down_is_unloaded_and_loaded(option: str, loaded: list[float], unloaded: list[float]) -> None:
    """The second part is finished at 8 s, the machine fails from 10 to 40 s, there is room behind it at 24 s."""
    _, log = simulated(DOWN.format(option=option), 43.0)
    assert [t for t, _ in log.entries("m1")] == loaded
    assert [t for t, _ in log.exits("m1")] == unloaded
    assert log.states("m1")[-2:] == [(10.0, State.FAILED), (40.0, State.WORKING)]


@pytest.mark.parametrize(
    "text",
    [
        line("before service"),
        line("before loading"),
        DOWN.format(option="when_down: load and unload"),
        serial(["cycle: exponential 3 s, nests: 2, blocking: before service", "cycle: 2 s"], [1]).partition("\n")[2],
    ],
)
def test_invariants_hold_and_forks_end_alike(text: str) -> None:
    assert_forks_end_alike(text, [0.0, 6.5, 24.0, 33.0], 120.0)
    simulation = Simulation(loads(f"linewright: 1\n{text}"))
    inspector = Inspector(simulation.line)
    while simulation.now < 60.0 and simulation.step():
        inspector.look()


def test_room_behind_must_be_known() -> None:
    text = """linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0]}
  m1: {kind: machine, at: [2, 0], cycle: 4 s, blocking: before service, when_down: load}
  belt: {kind: conveyor, speed: 1 m/s}
  out: {kind: sink, at: [8, 0]}
flow: [infeed -> m1 -> belt -> out]
"""
    layout = read_text(text, None).layout
    assert layout is not None
    said = "\n".join(problem.message for problem in problems(layout))
    assert "equipment.m1.blocking: found a conveyor behind it, expected a buffer, a store" in said
    assert "equipment.m1.when_down: `when_down` has no meaning here, expected `failures: [...]` beside it" in said
