"""Maintenance, tools, start-ups and zones on random lines: forks, nothing lost, all that holds has a reason."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from layouts import loads
from replay.states import State
from sim import Checkpoint, Simulation
from sim.behaviours.nests import Phase
from sim.behaviours.station import StationBehaviour
from sim.upkeep import Stage
from tests.sim.continuation import Task, continued, ending
from tests.sim.random_crews import crew_text
from tests.sim.random_upkeep import upkeep, upkeep_text
from tests.sim.test_random_cells import assert_adds_up

HORIZON = 150.0
"""Seconds that original and fork run on, on lines with times of some seconds."""


def stepped(seed: int) -> Simulation:
    """Run a random line up to a random event."""
    simulation = Simulation(upkeep(seed))
    for _ in range(random.Random(seed).randint(0, 900)):
        simulation.step()
    return simulation


@pytest.mark.parametrize("seed", range(30))
def test_a_fork_ends_as_its_original(seed: int) -> None:
    original, untouched = stepped(seed), stepped(seed)
    until = original.now + HORIZON
    fork = continued(Task(upkeep_text(seed), original.checkpoint().to_json(), until))
    assert fork == ending(original, until)
    assert fork == ending(untouched, until)


@pytest.mark.parametrize("seed", range(60, 66))
def test_a_fork_of_a_fork_of_a_fork_ends_as_the_original(seed: int) -> None:
    original, fork = stepped(seed), stepped(seed)
    until = original.now + HORIZON
    for _ in range(8):
        fork = Simulation(fork.layout).restore(Checkpoint.from_json(fork.checkpoint().to_json()))
        for _ in range(7):
            if fork.clock.peek() < until - 1e-6:
                fork.step()
    assert ending(fork, until) == ending(original, until)


@pytest.mark.parametrize("seed", range(70, 95))
def test_nothing_is_lost_and_time_adds_up(seed: int) -> None:
    simulation = Simulation(upkeep(seed))
    for until in (50.0, 200.0, 500.0):
        simulation.run(until)
        assert_adds_up(simulation)


@pytest.mark.parametrize("seed", range(110, 130))
def test_a_fork_without_any_of_it_goes_on(seed: int) -> None:
    """What holds a station has no ground any more in the line without maintenance, tools and zones."""
    original = stepped(seed)
    fork = Simulation(loads(crew_text(seed))).restore(original.checkpoint())
    fork.run(fork.now + HORIZON)
    assert_adds_up(fork)
    for component in fork.line.components.values():
        if isinstance(component, StationBehaviour):
            assert component.draining == 0
            reasons = set(component.holds.causes)
            assert reasons <= {State.BREAK, State.OFF_SHIFT, State.FAILED, State.WAITING_REPAIR}
            assert all(nest.phase is not Phase.AWAITING_TOOLS for nest in component.nests)


@pytest.mark.parametrize("seed", range(140, 155))
def test_whatever_holds_has_a_reason_that_lasts(seed: int) -> None:
    simulation = stepped(seed)
    for _ in range(200):
        simulation.step()
        simulation.clock.settle()
        for component in simulation.line.components.values():
            if isinstance(component, StationBehaviour):
                assert_reasonable(simulation, component)


def assert_reasonable(simulation: Simulation, station: StationBehaviour) -> None:
    """Compare what holds a station with what goes on there."""
    stages = Counter((service.state, service.stage) for service in station.services)
    starting = station.start_up is not None and station.start_up.call.pending
    assert station.holds.number(State.MAINTENANCE) == stages[State.MAINTENANCE, Stage.GOING]
    assert station.holds.number(State.CHANGEOVER) == stages[State.CHANGEOVER, Stage.GOING] + starting
    assert station.holds.number(State.WAITING_SETTER) == stages[State.CHANGEOVER, Stage.WAITING]
    zone = simulation.line.zones.of(station.id)
    assert station.holds.number(State.STOPPED) == (zone is not None and station.id in zone.stopped)
    if station.down:
        assert not any(nest.finish.pending for nest in station.nests)


def test_the_forks_are_worth_the_trouble() -> None:
    """Among the instants of the forks is everything that there can be."""
    seen: Counter[str] = Counter()
    for seed in range(300):
        seen += Counter(happenings(stepped(seed)))
    assert len(seen) == 11


def happenings(simulation: Simulation) -> Iterator[str]:
    """Name what is going on."""
    for component in simulation.line.components.values():
        if isinstance(component, StationBehaviour):
            yield from happenings_at(component)
    for zone in simulation.line.zones.zones.values():
        yield from ["somebody inside"] * bool(zone.visits)
        yield from ["restarting"] * zone.restarting.pending


def happenings_at(station: StationBehaviour) -> Iterator[str]:
    """Name what is going on at a station."""
    stages = ((service.state, service.stage) for service in station.services)
    yield from (f"{state.word} {stage.name}" for state, stage in stages if stage is not Stage.NOT_DUE)
    yield from (nest.phase.name for nest in station.nests if nest.phase in (Phase.PROVING, Phase.AWAITING_TOOLS))
    yield from ["starting up"] * (station.start_up is not None and station.start_up.call.pending)
