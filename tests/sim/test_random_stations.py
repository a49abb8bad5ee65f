"""Ovens, tunnels, lines of stations, packers, stores at random: forks, recordings, nothing lost, states add up."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from layouts import loads
from replay.recorder import TraceRecorder
from replay.states import State
from sim import Checkpoint, Simulation
from sim.behaviours.gathering import Gathering
from sim.behaviours.oven import OvenBehaviour
from sim.behaviours.packer import PackerBehaviour
from sim.behaviours.passage import PassageBehaviour
from sim.behaviours.source import SourceBehaviour
from sim.behaviours.transfer_line import TransferLineBehaviour
from sim.behaviours.tunnel import TunnelBehaviour
from sim.recording import header_of
from tests.sim.continuation import Task, continued, ending
from tests.sim.random_stations import stations, stations_text
from tests.sim.test_fork import assert_same_playback

HORIZON = 200.0
"""Seconds that original and fork run on, on lines with times of some seconds."""


def stepped(seed: int, recorder: TraceRecorder | None = None) -> Simulation:
    """Run a random line up to a random event."""
    simulation = Simulation(stations(seed), recorder=recorder)
    for _ in range(random.Random(seed).randint(0, 600)):
        simulation.step()
    return simulation


@pytest.mark.parametrize("seed", range(80))
def test_a_fork_ends_as_its_original(seed: int) -> None:
    original, untouched = stepped(seed), stepped(seed)
    until = original.now + HORIZON
    fork = continued(Task(stations_text(seed), original.checkpoint().to_json(), until))
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


@pytest.mark.parametrize("seed", range(40))
def test_a_fork_into_a_changed_line_loses_nothing_and_goes_on(seed: int) -> None:
    """Smaller batches, another transit, one more station: each must cope with what is inside, as far as more comes."""
    text = stations_text(seed)
    for old, new in (
        ("batch: 5", "batch: 2"),
        ("transit: 9 s", "transit: 14 s"),
        ("pack: 2", "pack: 4"),
        ("overstay: 8 s", "overstay: 1 s"),
        ("index: 2 s", "index: 3 s"),
        ("takt: 4 s", "takt: 5 s"),
        ("drift: 5 s", "drift: 0 s"),
        ("stations: {a:", "stations: {z: 4 s, a:"),
    ):
        text = text.replace(old, new)
    original = stepped(seed)
    fork = Simulation(loads(text)).restore(original.checkpoint())
    before = operations(original)
    for simulation in (original, fork):
        simulation.run(simulation.now + HORIZON)
    parts = fork.results().parts
    assert parts.came_in + parts.made == parts.out + parts.inside + parts.scrapped + parts.used
    assert parts.inside == pieces_inside(fork)
    assert operations(fork) > before or operations(original) == before


def operations(simulation: Simulation) -> int:
    """Return how much everything has done, in all."""
    return sum(figures.completed for figures in simulation.results().equipment.values())


@pytest.mark.parametrize("seed", range(60))
def test_the_recording_of_a_fork_shows_the_same(seed: int) -> None:
    layout = stations(seed)
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


@pytest.mark.parametrize("seed", range(100, 220))
def test_nothing_is_lost_and_states_add_up(seed: int) -> None:
    simulation = stepped(seed)
    simulation.run(simulation.now + 100.0)
    results = simulation.results()
    parts = results.parts
    assert parts.came_in + parts.made == parts.out + parts.inside + parts.scrapped + parts.used
    assert parts.inside == pieces_inside(simulation)
    for figures in results.equipment.values():
        if figures.states is not None:
            assert sum(figures.states.elapsed.values()) == pytest.approx(1.0)


def pieces_inside(simulation: Simulation) -> int:
    """Count the pieces that components hold, what is in containers one by one."""
    components = [c for c in simulation.line.components.values() if not isinstance(c, SourceBehaviour)]
    items = [part for component in components for item in component.items() for part in item.unpacked()]
    return sum(simulation.line.pieces[item.product] for item in items)


@pytest.mark.parametrize("seed", range(100, 160))
def test_no_station_does_more_than_it_can(seed: int) -> None:
    """Parts through a machine are a beat apart, but for the first; an oven holds no more than its batch."""
    simulation = stepped(seed)
    for _ in range(300):
        simulation.step()
        for component in simulation.line.components.values():
            if isinstance(component, PassageBehaviour):
                done = sum(component.tally.by_product.values())
                assert (done - 1) * component.beat <= component.machine_time() + 1e-6
                assert len(component.riders) <= component.pockets
            if isinstance(component, OvenBehaviour):
                assert component.load() <= component.batch
                assert len(setups_in(component)) <= 1


def setups_in(oven: OvenBehaviour) -> set[str]:
    """Return for what an oven would have to be set up, for the parts inside."""
    return set() if oven.setups is None else {oven.setups.name(item.product) for item in oven.gathered}


def test_the_forks_are_worth_the_trouble() -> None:
    """Among the instants of the forks is everything that these kinds can be about."""
    seen: Counter[str] = Counter()
    for seed in range(260):
        seen += Counter(happenings(stepped(seed)))
    assert {name: number for name, number in seen.items() if number < 3} == {}
    assert len(seen) == 31


def happenings(simulation: Simulation) -> Iterator[str]:
    """Name what is going on."""
    for component in simulation.line.components.values():
        if isinstance(component, PassageBehaviour):
            yield f"{component.kind} {State(component.state.state).word}"
        if isinstance(component, TunnelBehaviour) and component.scrapped:
            yield "a tunnel has thrown something out"
        if isinstance(component, TransferLineBehaviour) and component.moving:
            yield "a transfer line moves"
        if isinstance(component, Gathering):
            kind = "packer" if isinstance(component, PackerBehaviour) else "oven"
            yield f"{kind} {State(component.state.state).word}"
        if isinstance(component, OvenBehaviour) and component.unfit:
            yield "parts wait for a batch of their own"
        if isinstance(component, OvenBehaviour) and 0 < len(component.leaving) < component.let:
            yield "a batch is half out"
        if any(item.content for item in component.items()):
            yield "containers with content"
