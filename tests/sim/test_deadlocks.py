"""Deadlocks: told the moment they form, with the right ring; what can still move, or has only run out, is none."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from layouts import loads
from layouts.model import Layout
from replay.recorder import Change, Joint, Move, Turn, Walk
from sim import Deadlock, Simulation
from sim.jam import Jam
from tests.sim.random_jams import jam_text, supplied

HORIZON = 900.0
"""Seconds for which lines with times of some seconds run before they count as free of deadlocks."""


def stuck(text: str, until: float = 3600.0) -> Jam | None:
    """Return the deadlock that a line gets into."""
    simulation = Simulation(loads(f"linewright: 1\n{text}"))
    try:
        simulation.run(until)
    except Deadlock as deadlock:
        return deadlock.jam
    return None


def ring_of(jam: Jam | None) -> list[str]:
    """Return the equipment of a ring, in its order."""
    return [] if jam is None else [link.equipment for link in jam.cycle]


# four ways to get stuck, each beside a line that just does not

REWORK = """
equipment:
  infeed: {kind: source, at: [0, 0], every: 1 s}
  press: {kind: machine, at: [3, 0], cycle: 1 s}
  lane: {kind: buffer, at: [6, 0], capacity: 2}
  test: {kind: machine, at: [9, 0], cycle: 2 s, fail: 60 %, passes: 9}
  out: {kind: sink, at: [12, 0]}
  back: {kind: buffer, at: [9, 4], capacity: BACK}
  bench: {kind: machine, at: [6, 4], cycle: 3 s}
flow: [infeed -> press -> lane -> test -> out, test.fail -> back -> bench -> lane]
"""


def test_a_rework_loop_that_is_full() -> None:
    """Failed parts have no room on their way back, and what they wait for waits for the test."""
    jam = stuck(REWORK.replace("BACK", "2"))
    assert jam is not None
    assert ring_of(jam) == ["lane", "test", "back", "bench"]
    assert [link.port for link in jam.cycle] == ["test", "back", "bench", "lane"]
    assert [link.holds for link in jam.cycle] == [2, 1, 2, 1]
    assert stuck(REWORK.replace("BACK", "unlimited")) is None


PALLETS = """
products: {pump: {size: 300 x 200 x 100 mm}}
carriers: {pallet: {count: COUNT, size: 400 x 300 x 50 mm, initially: back}}
equipment:
  load: {kind: machine, at: [0, 0], cycle: 3 s, uses: {pallet: 1}}
  way: {kind: buffer, at: [3, 0], capacity: 2}
  test: {kind: machine, at: [6, 0], cycle: 2 s, fail: 50 %, passes: 9}
  unload: {kind: machine, at: [9, 0], cycle: 2 s, frees: {pallet: 1}}
  out: {kind: sink, at: [12, 0]}
  back: {kind: buffer, at: [6, 4], capacity: unlimited}
flow: [load -> way -> test -> unload -> out, unload.pallet -> back -> load.pallet, test.fail -> way]
"""


@pytest.mark.parametrize("pallets", [3, 4, 9])
def test_a_closed_loop_with_too_many_pallets(pallets: int) -> None:
    """Two fill the way and one the test: then one that fails finds no room."""
    jam = stuck(PALLETS.replace("COUNT", str(pallets)))
    assert jam is not None
    assert ring_of(jam) == ["way", "test"]
    assert "test holds part" in str(jam)
    assert "waits for room in way" in str(jam)


@pytest.mark.parametrize("pallets", [1, 2])
def test_a_closed_loop_with_as_many_pallets_as_it_bears(pallets: int) -> None:
    assert stuck(PALLETS.replace("COUNT", str(pallets))) is None


KITS = """
products: {frame: {}}
parts: {bolt: {}, lid: {}}
equipment:
  frames: {kind: source, at: [0, 0], product: frame}
  bolts: {kind: source, at: [0, 4], product: bolt, every: 1 s}
  lids: {kind: source, at: [0, 8], product: lid, every: LIDS}
  shelf: {kind: buffer, at: [4, 4], capacity: 3, ORDERrule: by product bolt / lid}
  join: {kind: assembly, at: [8, 0], cycle: 2 s, uses: {bolt: 1, lid: 1}}
  out: {kind: sink, at: [12, 0]}
flow: [frames -> join -> out, bolts | lids -> shelf, shelf -> join.bolt | join.lid]
"""


def test_components_in_the_wrong_order_on_a_shelf_that_they_share() -> None:
    """At 2 s the second bolt stands first on the shelf while a lid is missing, and no lid can come by."""
    jam = stuck(KITS.replace("LIDS", "9 s").replace("ORDER", ""))
    assert jam is not None
    assert ring_of(jam) == ["shelf", "join"]
    assert jam.time == 2.0
    assert "waits for room in join.bolt" in str(jam)
    assert "waits for lid from shelf" in str(jam)
    zipped = KITS.replace("LIDS", "1 s").replace("ORDER", "order: any, merge: zipper, ")
    assert stuck(zipped) is None


OPPOSITE = """
products: {p: {}, q: {}}
routing: {p: [one, two], q: [two, one]}
equipment:
  ps: {kind: source, at: [0, 0], product: p, every: 2 s}
  qs: {kind: source, at: [0, 4], product: q, every: 2 s}
  one: {kind: machine, at: [4, 0], cycle: 3 s, merge: priority}
  two: {kind: machine, at: [8, 0], cycle: 3 s, merge: priority}
  there: {kind: buffer, at: [6, 4], capacity: PLACES}
  back: {kind: buffer, at: [6, 8], capacity: PLACES}
  out: {kind: sink, at: [12, 0]}
flow: [there -> two, back -> one, ps -> one, qs -> two, one -> there | out, two -> back | out]
"""


def test_two_products_that_meet_on_their_ways_through_two_stations() -> None:
    """The first of each are done at 5 s: each station holds what has to go to the other, and there is no place."""
    direct = OPPOSITE.replace("there -> two, back -> one, ", "").replace("there | out", "two | out")
    direct = direct.replace("back | out", "one | out")
    direct = "\n".join(row for row in direct.splitlines() if "PLACES" not in row)
    jam = stuck(direct)
    assert jam is not None
    assert (jam.time, ring_of(jam)) == (5.0, ["one", "two"])
    assert str(jam) == (
        "deadlock at 5 s: one holds part 1 (p) and waits for room in two; "
        "two holds part 2 (q) and waits for room in one"
    )
    assert stuck(OPPOSITE.replace("PLACES", "1")) is None


TRAYS = """
products: {p: {}, q: {}}
parts: {tray: {}}
equipment:
  ps: {kind: source, at: [0, 0], product: p}
  qs: {kind: source, at: [0, 4], product: q}
  trays: {kind: store, at: [3, 2], capacity: 9, initially: {tray: COUNT}, rule: round robin}
  one: {kind: machine, at: [6, 0], cycle: 3 s, uses: {tray: 2}}
  two: {kind: machine, at: [6, 4], cycle: 3 s, uses: {tray: 2}TAKES}
  one_off: {kind: disassembly, at: [9, 0], cycle: 2 s, makes: {tray: 2}, keeps: true}
  two_off: {kind: disassembly, at: [9, 4], cycle: 2 s, makes: {tray: 2}, keeps: true}
  out: {kind: sink, at: [12, 0]}
flow:
  - ps -> one -> one_off -> out
  - qs -> two -> two_off -> out
  - trays -> one.tray | two.tray
  - one_off.tray | two_off.tray -> trays
"""


def test_two_stations_that_each_hold_a_tray_and_wait_for_that_of_the_other() -> None:
    """Nothing is in the way of anything, and yet nobody gets on: each took the first of two at time 0."""
    jam = stuck(TRAYS.replace("COUNT", "2").replace("TAKES", ""))
    assert jam is not None
    assert jam.time == 0.0
    assert {"one", "trays"} <= set(ring_of(jam))
    assert stuck(TRAYS.replace("COUNT", "3").replace("TAKES", "")) is None


LAST = """
products: {p: {}}
parts: {tray: {}}
equipment:
  ps: {kind: source, at: [0, 0], product: p, limit: 1}
  trays: {kind: store, at: [3, 2], capacity: 9, initially: {tray: 2}, travel: 4 s}
  one: {kind: machine, at: [6, 0], cycle: 3 s, uses: {tray: 3}}
  off: {kind: disassembly, at: [9, 0], cycle: 2 s, makes: {tray: 3}, keeps: true}
  out: {kind: sink, at: [12, 0]}
flow: [ps -> one -> off -> out, off.tray -> trays -> one.tray]
"""


def test_who_takes_the_last_part_that_anybody_could_get_is_looked_after() -> None:
    """The station has taken two trays and needs three; nobody is refused anything, and yet nobody gets on."""
    jam = stuck(LAST)
    assert jam is not None
    assert (jam.time, ring_of(jam)) == (0.0, ["trays", "off", "one"])


# what is none


def test_what_has_run_out_is_no_deadlock() -> None:
    """Bolts are left over when there are no lids any more."""
    text = KITS.replace("every: 1 s", "every: 1 s, limit: 9").replace("LIDS", "1 s, limit: 5")
    text = text.replace("capacity: 3", "capacity: 30").replace("ORDER", "order: any, ")
    simulation = Simulation(loads(f"linewright: 1\n{text}"))
    simulation.run(600.0)
    (warning,) = [each for each in simulation.results().warnings if "stands still" in each]
    assert warning == "the line stands still from 11 s on: nothing can happen any more, with 5 parts inside"


def test_an_oven_takes_a_part_that_fits_after_the_same_way_has_offered_one_that_did_not() -> None:
    """A pile offers its youngest part: first one that has to wait for the next batch, then another that fits."""
    simulation = Simulation(
        loads("""
linewright: 1
products: {p: {}, q: {}}
equipment:
  ps: {kind: source, at: [0, 0], product: p, every: 1 s}
  qs: {kind: source, at: [0, 4], product: q, every: 3 s}
  pile: {kind: buffer, at: [4, 0], capacity: 2, order: lifo}
  oven: {kind: oven, at: [8, 0], cycle: 9 s, batch: 2, changeover: 6 s}
  out: {kind: sink, at: [12, 0]}
flow: [ps | qs -> pile -> oven -> out]
""")
    )
    simulation.run(30.0)
    assert simulation.results().products["p"].good == 4


def test_a_gate_that_is_closed_is_no_deadlock_in_a_fork_either() -> None:
    """Parts wait in front of a buffer until four are in the lane, which they never are."""
    layout = loads("""
linewright: 1
parts: {bolt: {}}
equipment:
  infeed: {kind: source, at: [0, 0], every: 5 s}
  lane: {kind: buffer, at: [2, 0], capacity: 9}
  press: {kind: machine, at: [4, 0], cycle: 2 s}
  next: {kind: buffer, at: [6, 0], capacity: 3}
  bolts: {kind: source, at: [6, 4], product: bolt, every: 9 s}
  join: {kind: assembly, at: [8, 0], cycle: 1 s, uses: {bolt: 1}}
  out: {kind: sink, at: [12, 0]}
flow: [infeed -> lane -> press -> next -> join -> out, bolts -> join.bolt]
control: {later: {rule: threshold, of: lane, start: 4, stop: 0, from: next}}
""")
    original = Simulation(layout)
    original.run(12.0)
    fork = Simulation(layout).restore(original.checkpoint())
    for each in (original, fork):
        each.run(300.0)
        assert each.results().parts.out > 10
    assert fork.results() == original.results()


def test_a_buffer_that_lets_parts_pass_offers_one_of_each_to_what_takes_them_together() -> None:
    """The buffer is full before the part comes into which they are built."""
    simulation = Simulation(
        loads("""
linewright: 1
products: {p: {}}
parts: {a: {}, b: {}}
equipment:
  infeed: {kind: source, at: [0, 0], product: p, every: 3 s}
  left: {kind: source, at: [4, 4], product: a, every: 1 s}
  right: {kind: source, at: [4, 8], product: b, every: 1 s}
  shared: {kind: buffer, at: [8, 6], capacity: 2, order: any, rule: by product a / b, merge: zipper}
  join: {kind: assembly, at: [12, 0], cycle: 1 s, uses: {a: 1, b: 1}, takes: together}
  out: {kind: sink, at: [16, 0]}
flow: [infeed -> join -> out, left | right -> shared, shared -> join.a | join.b]
""")
    )
    simulation.run(60.0)
    assert simulation.results().parts.out == 19


# at random: whatever is told never moves again, whatever is not told goes on


@dataclass
class Watcher:
    """Notes when something was last seen to happen, and how often parts moved."""

    last: float = 0.0
    moves: int = 0
    turned: Callable[[Turn], None] = field(default=lambda turn: None)
    joined: Callable[[Joint], None] = field(default=lambda joint: None)
    walked: Callable[[Walk], None] = field(default=lambda walk: None)

    def moved(self, move: Move) -> None:
        """Count a part that moves."""
        self.last, self.moves = move[4], self.moves + 1

    def changed(self, change: Change) -> None:
        """Note a change of state."""
        self.last = change[2]


def places(simulation: Simulation) -> dict[int, str]:
    """Return where each part is."""
    return {item.number: name for name, each in simulation.line.components.items() for item in each.items()}


def run_on(simulation: Simulation, seconds: float) -> None:
    """Run a line that may get stuck, once or again."""
    until = simulation.now + seconds
    try:
        simulation.run(until)
    except Deadlock:
        simulation.run(until)


def assert_right(seed: int) -> str:
    """Hold what is told of a random line against what happens; return what it was."""
    text, watcher = jam_text(seed), Watcher()
    simulation = Simulation(loads(text), recorder=watcher)
    try:
        simulation.run(HORIZON)
    except Deadlock as deadlock:
        assert_never_moves(simulation, supplied(text), deadlock.jam)
        return "stuck"
    return assert_moves(simulation, watcher, text)


def assert_never_moves(simulation: Simulation, layout: Layout, jam: Jam) -> None:
    """Run on, as it is and with sources that never run out: what waits in the ring stays where it is."""
    before, fork = places(simulation), Simulation(layout).restore(simulation.checkpoint())
    for each in (simulation, fork):
        run_on(each, HORIZON)
        after = places(each)
        assert all(after.get(link.part) == before[link.part] for link in jam.cycle if link.part is not None)


def assert_moves(simulation: Simulation, watcher: Watcher, text: str) -> str:
    """Run on: parts move, at least if the sources bring more; or else none is inside."""
    before = watcher.moves
    run_on(simulation, HORIZON / 2)
    if watcher.moves > before:
        return "goes on"
    seen = Watcher()
    fork = Simulation(supplied(text), recorder=seen).restore(simulation.checkpoint())
    run_on(fork, HORIZON / 2)
    assert seen.moves or not simulation.line.number_inside
    return "has run out"


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_what_is_told_never_moves_again_and_what_is_not_told_goes_on(first: int) -> None:
    found = [assert_right(seed) for seed in range(first, first + 20)]
    assert {"stuck", "goes on"} <= set(found)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(120, 2120, 100))
def test_the_same_of_two_thousand_lines(first: int) -> None:
    for seed in range(first, first + 100):
        assert_right(seed)
