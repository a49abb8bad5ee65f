"""A fork may have a layout that differs: what is new begins empty, what is gone takes its parts with it."""

from itertools import pairwise

import pytest

from layouts import UserError, loads
from sim import Checkpoint, Simulation
from tests.sim.test_queueing import assert_conserved

LINE = """
linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0], every: 5 s, limit: 20}
  press: {kind: machine, at: [5, 0], cycle: 4 s}
  store: {kind: buffer, at: [8, 0], capacity: 3}
  saw: {kind: machine, at: [11, 0], cycle: 20 s}
  out: {kind: sink, at: [14, 0]}
flow: [infeed -> press -> store -> saw -> out]
"""
STORE = "  store: {kind: buffer, at: [8, 0], capacity: 3}\n"
OVEN = "  oven: {kind: machine, at: [11, 5], cycle: 10 s}\n"

CHANGES = {
    "nothing": LINE,
    "a buffer less": LINE.replace(STORE, "").replace("press -> store -> saw", "press -> saw"),
    "a smaller buffer": LINE.replace("capacity: 3", "capacity: 1"),
    "a larger buffer": LINE.replace("capacity: 3", "capacity: 9"),
    "more nests": LINE.replace("cycle: 20 s", "cycle: 20 s, nests: 3"),
    "quicker": LINE.replace("cycle: 20 s", "cycle: 3 s"),
    "another kind": LINE.replace(STORE, STORE.replace("buffer", "machine").replace("capacity: 3", "cycle: 3 s")),
    "a machine beside": LINE.replace("  out:", f"{OVEN}  out:").replace("store -> saw ->", "store -> saw | oven ->"),
    "a failure": LINE.replace("cycle: 4 s", "cycle: 4 s, failures: [{mtbf: 20 s, mttr: 5 s}]"),
    "a source beside": LINE.replace(
        "  out:", "  more: {kind: source, at: [11, 5], every: 7 s, limit: 9}\n  out:"
    ).replace("store -> saw -> out]", "store -> saw -> out, more -> store]"),
}


def forked(before: str, after: str, now: float = 71.0) -> Simulation:
    """Fork a line into another one."""
    original = Simulation(loads(before))
    original.run(now)
    return Simulation(loads(after)).restore(Checkpoint.from_json(original.checkpoint().to_json()))


@pytest.mark.parametrize("after", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("before", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("now", [71.0, 84.5])
def test_every_change_can_be_made_and_the_line_runs_empty(before: str, after: str, now: float) -> None:
    fork = forked(before, after, now)
    assert_conserved(fork)
    for until in (90.0, 130.0, 3000.0):
        fork.run(until)
        assert_conserved(fork)
    parts = fork.results().parts
    assert parts.inside == 0
    assert parts.came_in >= 20


def test_parts_of_a_buffer_that_is_gone_are_scrapped() -> None:
    """At 71 s the press is blocked, 3 parts are in the store: the next one is already in the press."""
    fork = forked(LINE, CHANGES["a buffer less"])
    assert (fork.results().parts.inside, fork.results().parts.scrapped) == (2, 3)
    fork.run(3000.0)
    parts = fork.results().parts
    assert (parts.came_in, parts.out, parts.scrapped) == (20, 17, 3)


def test_a_machine_beside_takes_what_waits() -> None:
    fork = forked(LINE, CHANGES["a machine beside"])
    fork.step()
    assert fork.line.components["oven"].load() == 1


def test_a_smaller_buffer_takes_nothing_before_it_has_room() -> None:
    fork = forked(LINE, CHANGES["a smaller buffer"])
    store = fork.line.components["store"]
    loads_seen = [store.load()]
    while fork.step():
        loads_seen.append(store.load())
    assert loads_seen[0] == 3
    assert all(after <= max(before, 1) for before, after in pairwise(loads_seen))


def test_a_fork_into_a_layout_without_the_product_says_so() -> None:
    line = """linewright: 1
products: {PRODUCT: {size: 200 x 200 x 100 mm}}
equipment:
  in: {kind: source, at: [0, 0]}
  work: {kind: machine, at: [2, 0], cycle: 5 s}
  out: {kind: sink, at: [4, 0]}
flow:
  - in -> work -> out
"""
    original = Simulation(loads(line.replace("PRODUCT", "old")))
    original.run(7.0)
    with pytest.raises(UserError, match="parts of old, which the layout does not know"):
        Simulation(loads(line.replace("PRODUCT", "new"))).restore(original.checkpoint())
