"""A simulation forked at any event ends exactly as its original, in this process and in others."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from layouts import loads
from layouts.errors import UserError
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.states import State
from replay.trace import Trace
from sim import Checkpoint, Simulation
from sim.behaviours.belt import BeltBehaviour
from sim.behaviours.machine import MachineBehaviour
from sim.recording import header_of
from tests.sim.continuation import Ending, Task, continued, ending
from tests.sim.random_lines import line, line_text

ROOT = Path(__file__).resolve().parent.parent.parent
HORIZON = 200.0
"""Seconds that original and fork run on, on lines with times of some seconds."""


def stepped(seed: int, recorder: TraceRecorder | None = None) -> Simulation:
    """Run a random line up to a random event."""
    simulation = Simulation(line(seed), recorder=recorder)
    for _ in range(random.Random(seed).randint(0, 500)):
        simulation.step()
    return simulation


@pytest.mark.parametrize("seed", range(120))
def test_a_fork_ends_as_its_original(seed: int) -> None:
    original, untouched = stepped(seed), stepped(seed)
    until = original.now + HORIZON
    task = Task(line_text(seed), original.checkpoint().to_json(), until)
    fork = continued(task)
    assert fork == ending(original, until)
    assert fork == ending(untouched, until)


@pytest.mark.parametrize("seed", range(120, 140))
def test_a_fork_of_a_fork_of_a_fork_ends_as_the_original(seed: int) -> None:
    original, fork = stepped(seed), stepped(seed)
    until = original.now + HORIZON
    for _ in range(8):
        fork = Simulation(fork.layout).restore(Checkpoint.from_json(fork.checkpoint().to_json()))
        for _ in range(7):
            if fork.clock.peek() < until - 1e-6:
                fork.step()
    assert ending(fork, until) == ending(original, until)


@pytest.mark.parametrize("seed", range(140, 150))
def test_a_fork_in_the_middle_of_the_figures_keeps_them(seed: int) -> None:
    original = stepped(seed)
    original.end_warm_up()
    original.run(original.now + 20)
    until = original.now + HORIZON
    fork = continued(Task(line_text(seed), original.checkpoint().to_json(), until))
    assert fork == ending(original, until)


def test_the_forks_are_worth_the_trouble() -> None:
    """Among the instants of the forks are stops, straddling parts and failures."""
    seen: Counter[str] = Counter()
    for seed in range(120):
        seen += Counter(happenings(stepped(seed)))
    assert {name: number for name, number in seen.items() if number < 5} == {}
    assert len(seen) == 7


def happenings(simulation: Simulation) -> Iterator[str]:
    """Name what is going on."""
    for component in simulation.line.components.values():
        if isinstance(component, MachineBehaviour):
            yield from (
                f"machine {state.word}" for state in (State.FAILED, State.BLOCKED) if component.state.state == state
            )
        if isinstance(component, BeltBehaviour):
            yield from belt_happenings(component)
        if component.outlet.branches and component.outlet.snapshot()[0] >= 0:
            yield "strict branch waiting"


def belt_happenings(belt: BeltBehaviour) -> Iterator[str]:
    if belt.state.state == State.FAILED:
        yield "belt failed"
    if belt.rate == 0 and not belt.down:
        yield "belt standing because it is blocked"
    if belt.gone is not None and belt.gone.belt is not None:
        yield "straddling"
        if belt.gone.belt.rate == 0:
            yield "straddling onto a belt that stands"


# recordings of forks


def assert_same_playback(one: Trace, other: Trace, simulation: Simulation, seed: int) -> None:
    """Compare moments; equipment without states shows none, since the beginning of its trace.

    What was so before the present state a recording that begins later cannot know.
    """
    stateless = [c.index for c in simulation.line.components.values() if c.state is None]
    first, second = Playback(one), Playback(other)
    dice = random.Random(seed)
    for t in [other.start, other.end, *(dice.uniform(other.start, other.end) for _ in range(12))]:
        before, after = first.at(t), second.at(t)
        expected = {**vars(before), **vars(before.people)}
        expected["since"][stateless] = other.start
        for name, values in {**vars(after), **vars(after.people)}.items():
            if name not in ("earlier", "people"):
                np.testing.assert_array_equal(values, expected[name], err_msg=f"{name} at {t}")


@pytest.mark.parametrize("seed", range(50))
def test_the_recording_of_a_fork_shows_the_same(seed: int) -> None:
    layout = line(seed)
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


# checkpoints are values


def test_a_checkpoint_does_not_change_while_the_simulation_goes_on() -> None:
    for seed in range(20):
        simulation = stepped(seed)
        checkpoint = simulation.checkpoint()
        before = checkpoint.to_json()
        simulation.run(simulation.now + 50)
        fork = Simulation(simulation.layout).restore(checkpoint)
        fork.run(fork.now + 50)
        assert checkpoint.to_json() == before


def test_a_checkpoint_in_json_comes_back_the_same() -> None:
    for seed in range(20):
        text = stepped(seed).checkpoint().to_json()
        assert Checkpoint.from_json(text).to_json() == text
        assert Simulation(line(seed)).restore(Checkpoint.from_json(text)).checkpoint().to_json() == text


def test_a_fork_with_a_seed_of_its_own_has_other_random_numbers() -> None:
    original = stepped(1)
    checkpoint, until = original.checkpoint(), original.now + HORIZON
    same, other = Simulation(original.layout), Simulation(original.layout, seed=77)
    end = ending(original, until)
    assert ending(same.restore(checkpoint), until) == end
    assert ending(other.restore(checkpoint), until).checkpoint.replace('"seed":77', '"seed":1') != end.checkpoint


def test_a_simulation_that_has_run_can_be_set_back() -> None:
    simulation = stepped(5)
    checkpoint, until = simulation.checkpoint(), simulation.now + HORIZON
    first = ending(simulation, until)
    assert ending(simulation.restore(checkpoint), until) == first


SHORT = """
linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0], every: 5 s}
  press: {kind: machine, at: [5, 0], cycle: 4 s}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> press -> out]
"""
EXTENDED = SHORT.replace(
    "\nflow:",
    "\n  more: {kind: source, at: [0, 5], every: 2 s}\n  oven: {kind: machine, at: [5, 5], cycle: 1 s}\n"
    "  rest: {kind: sink, at: [10, 5]}\nflow:",
).replace("press -> out]", "press -> out, more -> oven -> rest]")


def test_equipment_that_the_checkpoint_does_not_know_begins_empty_and_begins() -> None:
    original = Simulation(loads(SHORT))
    original.run(101.0)
    fork = Simulation(loads(EXTENDED)).restore(original.checkpoint())
    fork.run(111.5)
    original.run(111.5)
    results = fork.results()
    assert results.equipment["press"] == original.results().equipment["press"]
    assert (results.equipment["more"].completed, results.equipment["rest"].completed) == (5, 4)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1}', '{"format": 1, "now": 3}', "null"])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"checkpoint"):
        Checkpoint.from_json(text)


def test_a_process_of_simpy_cannot_be_written_down() -> None:
    simulation = Simulation(loads(SHORT))
    simulation.run(3.0)
    simulation.clock.process(simulation.clock.timeout(1.0) for _ in range(3))
    with pytest.raises(UserError, match="written as a SimPy process"):
        simulation.checkpoint()
    simulation.run(10.0)
    assert simulation.checkpoint().now == 10.0


# other processes, other versions of Python


def tasks() -> list[Task]:
    """Return forks of some random lines at random events."""
    simulations = {seed: stepped(seed) for seed in range(12)}
    return [Task(line_text(seed), s.checkpoint().to_json(), s.now + HORIZON) for seed, s in simulations.items()]


def continued_by(python: str, tasks: list[Task]) -> list[Ending]:
    """Let another process continue forks."""
    run = partial(subprocess.run, capture_output=True, text=True, check=True, timeout=100)
    done = run(
        [python, str(ROOT / "tests" / "sim" / "continuation.py")],
        input=json.dumps(tasks),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "123"},
    )
    return [Ending(*values) for values in json.loads(done.stdout)]


def test_a_fork_in_another_process_ends_the_same() -> None:
    forks = tasks()
    assert continued_by(sys.executable, forks) == [continued(fork) for fork in forks]


def other_python() -> str | None:
    """Find an interpreter of another version that has what the engine needs."""
    names = (os.environ.get("LINEWRIGHT_OTHER_PYTHON"), "python3.11", "python3.12", "python3.13", "python3.14")
    needs = "import sys, numpy, scipy, simpy, pydantic, yaml; sys.exit(sys.version_info[:2] == (%d, %d))"
    for path in filter(None, map(shutil.which, filter(None, names))):
        check = subprocess.run([path, "-c", needs % sys.version_info[:2]], capture_output=True, check=False, timeout=60)
        if check.returncode == 0:
            return path
    return None


def test_a_fork_on_another_version_of_python_ends_the_same() -> None:
    """Where there is no other interpreter, the committed forks of `test_golden_forks` say the same for each version."""
    python, forks = other_python() or sys.executable, tasks()
    assert continued_by(python, forks) == [continued(fork) for fork in forks]
