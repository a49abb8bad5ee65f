"""Stations with everything that they know, on random lines: nothing lost, forks, recordings, states that add up."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from layouts import loads
from replay.recorder import TraceRecorder
from replay.states import State
from sim import Checkpoint, Results, Simulation
from sim.behaviours.source import SourceBehaviour
from sim.behaviours.station import StationBehaviour
from sim.recording import header_of
from tests.sim.continuation import Task, continued, ending
from tests.sim.random_cells import cell, cell_text
from tests.sim.test_fork import assert_same_playback

ROOT = Path(__file__).resolve().parent.parent.parent
HORIZON = 200.0
"""Seconds that original and fork run on, on lines with times of some seconds."""


def stepped(seed: int, recorder: TraceRecorder | None = None) -> Simulation:
    """Run a random line up to a random event."""
    simulation = Simulation(cell(seed), recorder=recorder)
    for _ in range(random.Random(seed).randint(0, 700)):
        simulation.step()
    return simulation


def assert_adds_up(simulation: Simulation) -> Results:
    """Check that nothing is lost: in all, by product, and in the states of each station."""
    results, line = simulation.results(), simulation.line
    parts = results.parts
    assert parts.came_in + parts.made == parts.out + parts.inside + parts.scrapped + parts.used
    held = Counter(item.product for c in line.components.values() for item in c.items())
    held -= Counter(c.next.product for c in line.components.values() if isinstance(c, SourceBehaviour) and c.next)
    for product in line.products:
        come, gone = line.come[product] + line.made[product], line.gone[product]
        assert come == gone + line.scrapped[product] + line.used[product] + held[product], product
    for equipment in results.equipment.values():
        if equipment.states is not None:
            assert sum(equipment.states.elapsed.values()) == pytest.approx(1.0)
    return results


@pytest.mark.parametrize("seed", range(300))
def test_nothing_is_lost(seed: int) -> None:
    simulation = Simulation(cell(seed))
    for until in (50.0, 200.0, 600.0):
        simulation.run(until)
        assert_adds_up(simulation)


def test_the_lines_are_worth_the_trouble() -> None:
    """Parts get out of nearly all; among the instants of the forks is everything that a station can be about."""
    out, seen = 0, Counter[str]()
    for seed in range(100):
        simulation = stepped(seed)
        seen += Counter(happenings(simulation))
        simulation.run(600.0)
        out += simulation.results().parts.out > 20
    assert out >= 95
    assert {name: number for name, number in seen.items() if number < 2} == {}
    assert len(seen) == 9


def happenings(simulation: Simulation) -> Iterator[str]:
    """Name what is going on in stations."""
    for component in simulation.line.components.values():
        if isinstance(component, StationBehaviour):
            nests = component.nests
            yield from (nest.phase.name for nest in nests)
            yield from ("done again" for nest in nests if nest.tries and nest.phase.name == "WORKING")
            yield from ("holding" for nest in nests if nest.held and any(nest.held.values()))
            yield from ("failed" for _ in nests if component.state.state == State.FAILED)
            yield from ("leaving by another port" for port, q in component.leaving.items() if q and port != "out")


@pytest.mark.parametrize("seed", range(80))
def test_a_fork_ends_as_its_original(seed: int) -> None:
    original, untouched = stepped(seed), stepped(seed)
    until = original.now + HORIZON
    fork = continued(Task(cell_text(seed), original.checkpoint().to_json(), until))
    assert fork == ending(original, until)
    assert fork == ending(untouched, until)


@pytest.mark.parametrize("seed", range(80, 95))
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
    layout = cell(seed)
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
    ("bolt: 2", "bolt: 1"),
    ("takes: together", "takes: one by one"),
    ("changeover: 5 s", "changeover: 9 s"),
    ("retest: 2", "retest: 1"),
    ("kind: machine, cycle: 4 s}", "kind: machine, cycle: 4 s, manual: 1 s}"),
)


@pytest.mark.parametrize("seed", range(40))
def test_a_fork_into_a_changed_line_loses_nothing_and_goes_on(seed: int) -> None:
    """Fewer nests, other parts built in, a plain machine that gets a manual time: all cope with what is inside."""
    original, text = stepped(seed), cell_text(seed)
    for old, new in CHANGES:
        text = text.replace(old, new)
    fork = Simulation(loads(text)).restore(original.checkpoint())
    before = fork.results().parts
    fork.run(fork.now + 3 * HORIZON)
    after = assert_adds_up(fork).parts
    assert after.out >= before.out
    assert fork.checkpoint().to_json()


def test_checkpoints_do_not_depend_on_how_strings_are_hashed() -> None:
    """What is remembered by name keeps an order of its own."""
    script = (
        "from tests.sim.test_random_cells import stepped\n"
        "import hashlib\n"
        "texts = [stepped(seed).checkpoint().to_json() for seed in range(25)]\n"
        "print(hashlib.sha256(''.join(texts).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
