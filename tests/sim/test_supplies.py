"""Parts in containers: how many are there when, who brings them, and that the station waits for them."""

import pytest

from replay.states import State
from sim import Checkpoint, Simulation
from tests.sim.logbook import simulated

LINE = """
parts: {bolt: {}}
supply:
  build.bolt: {container: 4 per box, stock: STOCK}
PEOPLE
equipment:
  infeed: {kind: source, at: [0, 0]}
  build: {kind: assembly, at: [3, 0], cycle: 5 s, uses: {bolt: 2}}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> build -> out]
"""


def line(stock: str, people: str = "") -> str:
    return LINE.replace("STOCK", stock).replace("PEOPLE", people)


def test_without_a_lead_time_containers_are_there_at_once() -> None:
    simulation, log = simulated(line("1"), 101.0)
    assert log.states("build") == [(0.0, State.WORKING)]
    assert simulation.results().parts.out == 20


def test_a_container_is_ordered_when_one_has_been_emptied_and_comes_later() -> None:
    """One box of two operations: emptied at 5 s, the next comes at 17 s, is emptied at 22 s, the next comes at 34 s."""
    _, log = simulated(line("1, lead_time: 12 s"), 40.0)
    assert log.states("build") == [
        (0.0, State.WORKING),
        (10.0, State.STARVED),
        (17.0, State.WORKING),
        (27.0, State.STARVED),
        (34.0, State.WORKING),
    ]


def test_two_containers_bridge_a_lead_time_of_one() -> None:
    """A box lasts 10 s: with two of them 15 s are bridged, as the second is begun when the first is ordered."""
    _, enough = simulated(line("2, lead_time: 15 s"), 200.0)
    assert enough.states("build") == [(0.0, State.WORKING)]
    _, short = simulated(line("2, lead_time: 16 s"), 30.0)
    assert short.states("build") == [(0.0, State.WORKING), (20.0, State.STARVED), (21.0, State.WORKING)]


PEOPLE = "people: {L: {walk: 1 m/s, home: [3, 20]}}"


def test_who_brings_containers_walks_there_first() -> None:
    """The box is emptied at 5 s; 20 m are walked until 25 s, the trip lasts until 37 s."""
    simulation, log = simulated(line("1, lead_time: 12 s, by: L", PEOPLE), 60.0)
    starved, works = log.states("build")[1:3]
    assert starved == (10.0, State.STARVED)
    assert works[1] is State.WORKING
    people = simulation.line.people
    assert people is not None
    spot = people.spots.at("build")
    assert works[0] == pytest.approx(5.0 + abs(20.0 - spot.y) + 12.0, abs=0.5)


@pytest.mark.parametrize("people", ["", PEOPLE])
@pytest.mark.parametrize("now", [0.0, 5.5, 11.0, 23.0, 40.0])
def test_a_fork_goes_on_with_what_is_ordered(people: str, now: float) -> None:
    text = line("2, lead_time: 26 s" + (", by: L" if people else ""), people)
    original, _ = simulated(text, now)
    fork = Simulation(original.layout).restore(Checkpoint.from_json(original.checkpoint().to_json()))
    for each in (original, fork):
        each.run(200.0)
    assert fork.results().to_json_object() == original.results().to_json_object()
    assert fork.checkpoint().to_json() == original.checkpoint().to_json()
