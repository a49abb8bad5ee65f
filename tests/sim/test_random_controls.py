"""Random lines that hold parts back: every invariant at every event, forks end as their originals."""

import random

import pytest

from layouts import loads
from sim import Checkpoint, Simulation
from sim.paranoid import Inspector
from tests.sim.continuation import Task, continued, ending
from tests.sim.random_controls import controlled, controlled_text
from tests.sim.test_random_cells import assert_adds_up

HORIZON = 120.0
"""Seconds that original and fork run on."""


def stepped(seed: int, most: int) -> Simulation:
    """Run a random line up to a random event."""
    simulation = Simulation(controlled(seed))
    for _ in range(random.Random(seed).randint(0, most)):
        simulation.step()
    return simulation


def check_invariants(seed: int, events: int) -> None:
    simulation = Simulation(controlled(seed))
    inspector = Inspector(simulation.line)
    for _ in range(events):
        if simulation.step():
            inspector.look()
    assert_adds_up(simulation)


def check_fork(seed: int) -> None:
    original = stepped(seed, 400)
    checkpoint = original.checkpoint().to_json()
    until = original.now + HORIZON
    assert continued(Task(controlled_text(seed), checkpoint, until)) == ending(original, until)


@pytest.mark.parametrize("seed", range(16))
def test_invariants(seed: int) -> None:
    check_invariants(seed, 250)


@pytest.mark.parametrize("seed", range(16, 40))
def test_forks(seed: int) -> None:
    check_fork(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1150))
def test_many(seed: int) -> None:
    check_invariants(seed, 1500)
    check_fork(seed)


def test_a_checkpoint_takes_parts_into_a_line_without_control() -> None:
    """Cards and gates are gone, the parts go on."""
    original = stepped(3, 200)
    text = controlled_text(3).partition("control:")[0]
    fork = Simulation(loads(text)).restore(Checkpoint.from_json(original.checkpoint().to_json()))
    fork.run(original.now + HORIZON)
    assert_adds_up(fork)
