"""People who carry, event by event: when they come, what they take along, where it stands, and what waits meanwhile."""

import pytest

from layouts.errors import Code
from layouts.reading import read_text
from replay.states import State
from sim import Checkpoint, Simulation
from sim.jobs import Work
from tests.sim.logbook import simulated

LINE = """
equipment:
  infeed: {kind: source, at: [0, 0]}
  saw: {kind: machine, at: [2, 0], size: 1 x 1 x 1 m, cycle: 8 s}
  drill: {kind: machine, at: [12, 0], size: 1 x 1 x 1 m, cycle: 5 s}
  out: {kind: sink, at: [14, 0]}
flow: [infeed -> saw -> P -> drill -> out]
people:
  P: {walk: 1 m/s, transfer: 2 s, home: [2, -0.9]WORDS}
"""
"""The two places before the machines are 10 m apart; he waits at the first of them."""


def line(words: str = "") -> str:
    return LINE.replace("WORDS", words)


def test_a_part_waits_until_somebody_has_taken_it_up_and_comes_when_it_is_set_down() -> None:
    """8 s: finished; 10 s: taken up; 20 s: there; 22 s: set down. Then 10 m back, for what was finished at 18 s."""
    _, log = simulated(line(), 60.0)
    assert log.entries("drill") == [(22.0, 1), (46.0, 2)]
    assert log.states("saw")[:5] == [
        (0.0, State.WORKING),
        (8.0, State.BLOCKED),
        (10.0, State.WORKING),
        (18.0, State.BLOCKED),
        (34.0, State.WORKING),
    ]


def test_what_he_did_is_counted_and_the_loaded_way_is_work() -> None:
    """Up to 46 s: taken up and set down four times, twice 10 m loaded; 10 m back without anything."""
    simulation, _ = simulated(line(), 46.0)
    did = simulation.results().people["P"]
    assert did.work[Work.CARRY] == pytest.approx(28.0 / 46.0)
    assert did.walking == pytest.approx(10.0 / 46.0)
    assert did.waiting == pytest.approx(8.0 / 46.0)
    assert did.walked == pytest.approx(30.0)


BATCH = """
equipment:
  infeed: {kind: source, at: [0, 0], every: 3 s, first: 1 s}
  rack: {kind: buffer, at: [2, 0], size: 1 x 1 x 1 m, capacity: 20}
  drill: {kind: machine, at: [12, 0], size: 1 x 1 x 1 m, cycle: 5 s}
  out: {kind: sink, at: [14, 0]}
flow: [infeed -> rack -> P -> drill -> out]
people:
  P: {walk: 1 m/s, transfer: 2 s, home: [2, -0.9], carries: 3, places: 4}
"""


def test_he_takes_along_as_many_as_are_there_and_as_find_a_place() -> None:
    """Taken up at 3 s: one; back at 25 s, with those of 4, 7 and 10 s at 27 s; and those of 13, 16 and 19 s at 51 s.

    At 51 s two of the second load have gone on, and one stands there: three of four places are free.
    """
    _, log = simulated(BATCH, 80.0)
    assert [item for _, item in log.entries("P>drill")] == [1, 2, 3, 4, 5, 6, 7]
    assert [t for t, _ in log.entries("P>drill")] == [15.0, 39.0, 39.0, 39.0, 63.0, 63.0, 63.0]
    assert [t for t, _ in log.entries("drill")] == [15.0, 39.0, 44.0, 49.0, 63.0, 68.0, 73.0]


def test_nobody_sets_out_while_all_places_are_taken() -> None:
    """The drill is busy for 100 s: one part in it, one before it; the next is fetched when that goes in."""
    text = line().replace("cycle: 5 s", "cycle: 100 s")
    _, log = simulated(text, 200.0)
    assert log.entries("P>drill") == [(22.0, 1), (46.0, 2), (136.0, 3)]
    assert log.entries("drill") == [(22.0, 1), (122.0, 2)]


MIXED = """
products: {A: {}, B: {}}
equipment:
  a: {kind: source, at: [0, 0], product: A, every: 40 s, first: 0 s}
  b: {kind: source, at: [0, 4], product: B, every: 40 s, first: 10 s}
  cut: {kind: workplace, at: [2, 4], size: 1 x 1 x 1 m, manual: 8 s}
  mill: {kind: machine, at: [2, 0], size: 1 x 1 x 1 m, cycle: 1 s}
  wash: {kind: machine, at: [12, 0], size: 1 x 1 x 1 m, cycle: 2 s}
  out: {kind: sink, at: [14, 0]}
flow: [a -> mill -> P -> wash -> out, b -> cut -> P -> wash]
people:
  P: {works: [cut], walk: 1 m/s, transfer: 2 s, home: [2, -0.9]}
"""


def test_carrying_waits_behind_work_and_two_ways_share_the_places() -> None:
    """From 10 s to 30 s he carries A; work at `cut`, asked for at 10 s, goes before the B that it finishes."""
    _, log = simulated(MIXED, 100.0)
    assert log.entries("wash")[0] == (15.0, 1)
    assert [item for _, item in log.entries("P>wash")][:2] == [1, 2]
    assert log.states("cut")[1] == (10.0, State.WAITING_OPERATOR)


SUPPLY = """
parts: {bolt: {}}
supply:
  build.bolt: {container: 4 per box, stock: 1WORDS}
equipment:
  infeed: {kind: source, at: [0, 0]}
  shop: {kind: source, at: [3, 10.9], size: 1 x 1 x 1 m, parts: [bolt]}
  build: {kind: assembly, at: [3, 0], size: 1 x 1 x 1 m, cycle: 5 s, uses: {bolt: 2}}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> build -> out, shop -> P -> build.bolt]
people:
  P: {walk: 1 m/s, transfer: 2 s, home: [3, 0.9]}
"""
"""From the back of the station, where he waits, to the front of the shop: 9.1 m."""


def test_a_container_is_fetched_when_one_has_been_emptied() -> None:
    """Emptied at 5 s; there at 14.1 s, taken up at 16.1 s, back at 25.2 s, set down at 27.2 s."""
    _, log = simulated(SUPPLY.replace("WORDS", ""), 40.0)
    assert log.states("build")[:2] == [(0.0, State.WORKING), (10.0, State.STARVED)]
    time, state = log.states("build")[2]
    assert time == pytest.approx(27.2)
    assert state is State.WORKING


def test_a_reorder_level_counts_what_is_on_the_way() -> None:
    """Four bolts left after 2 operations of 6 begin the trip at the first of them already: 8 - 2 <= 6."""
    _, log = simulated(SUPPLY.replace("stock: 1WORDS", "stock: 2, reorder: 6"), 40.0)
    time = next(t for t, state in log.states("build") if t > 0 and state is State.WORKING)
    assert log.states("build")[1] == (20.0, State.STARVED)
    assert time == pytest.approx(22.2)


def forks() -> dict[str, str]:
    return {"parts": line(), "several": BATCH, "mixed": MIXED, "containers": SUPPLY.replace("WORDS", "")}


@pytest.mark.parametrize("name", forks())
@pytest.mark.parametrize("now", [0.0, 8.5, 9.0, 15.0, 21.0, 26.0, 40.0, 46.0])
def test_a_fork_goes_on_with_who_is_under_way(name: str, now: float) -> None:
    original, _ = simulated(forks()[name], now)
    fork = Simulation(original.layout).restore(Checkpoint.from_json(original.checkpoint().to_json()))
    for each in (original, fork):
        each.run(300.0)
    assert fork.results().to_json_object() == original.results().to_json_object()
    assert fork.checkpoint().to_json() == original.checkpoint().to_json()


def test_parts_that_are_carried_are_inside() -> None:
    simulation, _ = simulated(line(), 15.0)
    parts = simulation.results().parts
    assert parts.came_in == parts.out + parts.inside == 2
    assert len([item for each in simulation.line.everything.values() for item in each.items()]) >= 2


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        ("P -> saw -> drill -> out", "P, who carries, alone between two pieces of equipment"),
        ("infeed -> saw -> P", "P, who carries, alone between two pieces of equipment"),
        ("infeed -> saw -> P -> P -> drill", "P, who carries, alone between two pieces of equipment"),
        ("infeed -> saw -> P | drill -> out", "P, who carries, alone between two pieces of equipment"),
    ],
)
def test_who_carries_stands_between_equipment(flow: str, said: str) -> None:
    text = "linewright: 1" + line().replace("infeed -> saw -> P -> drill -> out", f'"{flow}"')
    assert any(problem.expected.startswith(said) for problem in read_text(text).errors)


def test_words_about_carrying_mean_nothing_where_nobody_carries() -> None:
    text = "linewright: 1" + line(", works: [saw]").replace("-> P ->", "->").replace("cycle: 8 s", "manual: 8 s")
    found = [problem for problem in read_text(text).problems if problem.code is Code.MEANINGLESS]
    assert [problem.found for problem in found] == ["transfer"]


def test_containers_come_from_where_there_are_some_at_all_times() -> None:
    text = "linewright: 1" + SUPPLY.replace("WORDS", ", lead_time: 1 min").replace("parts: [bolt]", "product: bolt")
    found = [(problem.code, problem.found) for problem in read_text(text).problems]
    assert (Code.RANGE, "build.bolt is fetched at shop") in found
    assert (Code.MEANINGLESS, "lead_time") in found
