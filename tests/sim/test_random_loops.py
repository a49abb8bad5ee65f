"""Carriers on random closed loops: none is lost or doubled, forks end as their originals, recordings show the same."""

import random
from collections import Counter

import pytest

from layouts import loads
from replay.recorder import TraceRecorder
from sim import Checkpoint, Simulation
from sim.recording import header_of
from tests.sim.continuation import Task, continued, ending
from tests.sim.random_loops import loop, loop_text
from tests.sim.test_fork import assert_same_playback
from tests.sim.test_random_cells import assert_adds_up

HORIZON = 200.0
"""Seconds that original and fork run on."""


def stepped(seed: int, recorder: TraceRecorder | None = None) -> Simulation:
    """Run a random loop up to a random event."""
    simulation = Simulation(loop(seed), recorder=recorder)
    for _ in range(random.Random(seed).randint(0, 600)):
        simulation.step()
    return simulation


def assert_all_there(simulation: Simulation) -> None:
    """Find every carrier once: empty in the line or not in it yet, or under one product."""
    line = simulation.line
    items = [item for component in line.components.values() for item in component.items()]
    empty = [item for item in items if item.product == "tray"]
    borne = [item.carrier for item in items if item.carrier is not None]
    outside = [item for waiting in line.carriers.outside.values() for item in waiting]
    found = Counter(carrier.number for carrier in [*empty, *borne, *outside])
    assert len(found) == simulation.results().carriers["tray"].count
    assert set(found.values()) == {1}
    assert line.carriers.bearing["tray"].number == len(borne) == len(line.carriers.loaded)


@pytest.mark.parametrize("seed", range(200))
def test_no_carrier_is_lost_or_doubled(seed: int) -> None:
    simulation = Simulation(loop(seed))
    for until in (20.0, 150.0, 600.0):
        simulation.run(until)
        assert_all_there(simulation)
        assert_adds_up(simulation)
        assert simulation.results().carriers["tray"].count == simulation.layout.carriers["tray"].count


@pytest.mark.parametrize("seed", range(30))
def test_carriers_are_all_there_after_every_event(seed: int) -> None:
    simulation = Simulation(loop(seed))
    for _ in range(400):
        simulation.step()
        assert_all_there(simulation)


@pytest.mark.parametrize("seed", range(80))
def test_a_fork_ends_as_its_original(seed: int) -> None:
    original, untouched = stepped(seed), stepped(seed)
    until = original.now + HORIZON
    fork = continued(Task(loop_text(seed), original.checkpoint().to_json(), until))
    assert fork == ending(original, until)
    assert fork == ending(untouched, until)


@pytest.mark.parametrize("seed", range(80, 90))
def test_a_fork_of_a_fork_of_a_fork_ends_as_the_original(seed: int) -> None:
    original, fork = stepped(seed), stepped(seed)
    until = original.now + HORIZON
    for _ in range(8):
        fork = Simulation(fork.layout).restore(Checkpoint.from_json(fork.checkpoint().to_json()))
        for _ in range(7):
            if fork.clock.peek() < until - 1e-6:
                fork.step()
    assert ending(fork, until) == ending(original, until)


@pytest.mark.parametrize("seed", range(30))
def test_the_recording_of_a_fork_shows_the_same(seed: int) -> None:
    layout = loop(seed)
    recorder = TraceRecorder(header_of(layout), rows_per_chunk=50)
    original = stepped(seed, recorder)
    recorder.cut(original.now)
    checkpoint = original.checkpoint()
    assert Simulation(layout).restore(checkpoint).opening() == original.opening()
    later = TraceRecorder(header_of(layout), start=original.now, rows_per_chunk=50)
    later.restore(original.opening())
    fork = Simulation(layout, recorder=later).restore(checkpoint)
    until = original.now + HORIZON
    assert ending(fork, until) == ending(original, until)
    assert_same_playback(recorder.trace, later.trace, original, seed)


CHANGES = (
    ("nests: 2", "nests: 1"),
    ("sequence: [3 p0, 5 p1]", "sequence: [2 p1, 1 p0]"),
    ("lead_time: 2 min", "lead_time: 5 s"),
    ("bolt: 2}", "bolt: 3}"),
    ("capacity: 3", "capacity: 5"),
)


@pytest.mark.parametrize("seed", range(40))
def test_a_fork_into_a_changed_line_goes_on_with_its_carriers(seed: int) -> None:
    """Other nests, plans and lead times: only what stood in a nest that is gone is gone, with its carrier."""
    original, text = stepped(seed), loop_text(seed)
    for old, new in CHANGES:
        text = text.replace(old, new)
    fork = Simulation(loads(text)).restore(original.checkpoint())
    assert_all_there(fork)
    before = fork.results().carriers["tray"].count
    assert before >= original.layout.carriers["tray"].count - 1
    fork.run(fork.now + HORIZON)
    assert_all_there(fork)
    assert_adds_up(fork)
    assert fork.results().carriers["tray"].count == before
    assert fork.checkpoint().to_json()
