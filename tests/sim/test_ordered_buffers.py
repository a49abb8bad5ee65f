"""Buffers that parts leave in another order than they came, or only after a while."""

import pytest

from layouts import loads
from sim import Checkpoint, Simulation
from sim.behaviours.ordered_buffer import OrderedBuffer
from tests.sim.logbook import Logbook, simulated
from tests.sim.random_lines import line


def pile(fields: str, *, cycle: str = "4 s", capacity: str = "4") -> Logbook:
    """Send six parts, one a second, through a buffer to a machine."""
    return simulated(line_with(fields, cycle, capacity), 200.0)[1]


def line_with(fields: str, cycle: str = "4 s", capacity: str = "4") -> str:
    return f"""
equipment:
  infeed: {{kind: source, at: [0, 0], every: 1 s, first: 0 s, limit: 6}}
  pile: {{kind: buffer, at: [3, 0], capacity: {capacity}, {fields}}}
  press: {{kind: machine, at: [6, 0], cycle: {cycle}}}
  out: {{kind: sink, at: [9, 0]}}
flow: [infeed -> pile -> press -> out]
"""


def test_last_in_first_out() -> None:
    log = pile("order: lifo")
    assert log.entries("press") == [(0.0, 1), (4.0, 4), (8.0, 6), (12.0, 5), (16.0, 3), (20.0, 2)]


@pytest.mark.parametrize("order", ["fifo", "any"])
def test_parts_alike_leave_in_the_order_in_which_they_came(order: str) -> None:
    for fields in (f"order: {order}", f"order: {order}, dwell: 1.5 s"):
        assert [item for _, item in pile(fields).entries("press")] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "fields", ["dwell: 2.5 s", "travel: 2.5 s", "dwell: 1 s, travel: 2.5 s", "order: any, dwell: 2.5 s"]
)
def test_no_part_leaves_before_its_time(fields: str) -> None:
    """Not from an empty buffer either, and the buffer wakes up by itself."""
    log = pile(fields, cycle="0.5 s")
    assert log.entries("press") == [(t + 2.5, t + 1) for t in range(6)]


def test_the_youngest_that_may_leave_is_next() -> None:
    log = pile("order: lifo, dwell: 3 s")
    assert log.entries("pile") == [(0.0, 1), (1.0, 2), (2.0, 3), (3.0, 4), (4.0, 5), (7.0, 6)]
    assert log.entries("press") == [(3.0, 1), (7.0, 4), (11.0, 6), (15.0, 5), (19.0, 3), (23.0, 2)]


def test_each_part_stands_in_the_lowest_place_that_was_free() -> None:
    log = pile("order: lifo, dwell: 3 s")
    assert log.places("pile") == [(1, 0), (2, 1), (3, 2), (4, 0), (5, 3), (6, 0)]


def test_contents_of_a_buffer_that_holds_parts() -> None:
    """Six parts of 2.5 s each in 10 s, at most three at once; empty before the first and from 7.5 s on."""
    simulation, _ = simulated(line_with("dwell: 2.5 s", cycle="0.5 s"), 10.0)
    figures = simulation.results().buffers["pile"]
    assert (figures.max, figures.full) == (3, 0.0)
    assert (figures.mean, figures.empty) == pytest.approx((1.5, 0.25))


def sorting(order: str) -> Logbook:
    """Parts 1, 3, 5 of product a want to the slow one on the left, 2, 4, 6 of product b to the right."""
    return simulated(
        f"""
products: {{a: {{}}, b: {{}}}}
equipment:
  in_a: {{kind: source, at: [0, 0], product: a, every: 2 s, first: 0 s, limit: 3}}
  in_b: {{kind: source, at: [0, 3], product: b, every: 2 s, first: 1 s, limit: 3}}
  pile: {{kind: buffer, at: [3, 0], capacity: 9, order: {order}, rule: by product a / b}}
  left: {{kind: machine, at: [6, 0], cycle: 10 s}}
  right: {{kind: machine, at: [6, 3], cycle: 0.5 s}}
  out: {{kind: sink, at: [9, 0]}}
flow: [in_a | in_b -> pile -> left | right -> out]
""",
        100.0,
    )[1]


def test_any_part_that_can_goes_past_one_whose_way_is_blocked() -> None:
    assert sorting("any").entries("right") == [(1.0, 2), (3.0, 4), (5.0, 6)]
    assert sorting("fifo").entries("right") == [(1.0, 2), (10.0, 4), (20.0, 6)]
    for order in ("any", "fifo"):
        assert sorting(order).entries("left") == [(0.0, 1), (10.0, 3), (20.0, 5)]


def test_a_short_part_goes_past_a_long_one_onto_a_belt_with_little_room() -> None:
    """Belt of 1 m, at its end nobody takes: 600 mm stand there, the next 600 do not fit, 300 do."""
    text = """
products: {long: {size: 600 x 100 x 100 mm}, short: {size: 300 x 100 x 100 mm}}
equipment:
  in_long: {kind: source, at: [0, 0], product: long, every: 1 s, first: 0 s, limit: 2}
  in_short: {kind: source, at: [0, 3], product: short, every: 9 s, first: 5 s, limit: 1}
  pile: {kind: buffer, at: [3, 0], capacity: 9, order: ORDER}
  belt: {kind: conveyor, path: [[5, 0], [6, 0]], speed: 1 m/s}
  saw: {kind: machine, at: [7, 0], cycle: 1 s, failures: [{mtbf: constant 0.5 s, mttr: constant 60 s, ages: calendar}]}
  out: {kind: sink, at: [9, 0]}
flow: [in_long | in_short -> pile -> belt -> saw -> out]
"""
    for order, expected in (("any", [(0.0, 1), (5.0, 3)]), ("fifo", [(0.0, 1)])):
        _, log = simulated(text.replace("ORDER", order), 50.0)
        assert log.entries("belt") == expected


def test_a_part_that_hides_another_gives_its_place_in_the_queue_away() -> None:
    """Part 4, which wants right, covers part 2, which wanted left: the other source goes ahead of it there."""
    _, log = simulated(
        """
products: {a: {}, b: {}}
equipment:
  in_a: {kind: source, at: [0, 0], product: a, every: 1 s, first: 0 s, limit: 2}
  in_b: {kind: source, at: [0, 3], product: b, every: 1 s, first: 2 s, limit: 2}
  other: {kind: source, at: [0, 6], product: a, every: 9 s, first: 4 s, limit: 1}
  pile: {kind: buffer, at: [3, 0], capacity: 9, order: lifo, rule: by product a / b}
  left: {kind: machine, at: [6, 0], cycle: 10 s}
  right: {kind: machine, at: [6, 3], cycle: 30 s}
  out: {kind: sink, at: [9, 0]}
flow: [in_a | in_b -> pile -> left | right -> out, other -> left]
""",
        100.0,
    )
    assert log.entries("right") == [(2.0, 3), (32.0, 4)]
    assert log.entries("left") == [(0.0, 1), (10.0, 5), (32.0, 2)]


def test_any_part_keeps_its_place_in_the_queue_while_others_go_past() -> None:
    """The b's leave all the time; the a in the same buffer still waits longer than the other source."""
    _, log = simulated(
        """
products: {a: {}, b: {}}
equipment:
  in_a: {kind: source, at: [0, 0], product: a, every: 1 s, first: 0 s, limit: 2}
  in_b: {kind: source, at: [0, 3], product: b, every: 1 s, first: 0.5 s, limit: 20}
  other: {kind: source, at: [0, 6], product: a, every: 9 s, first: 4 s, limit: 1}
  pile: {kind: buffer, at: [3, 0], capacity: 9, order: any, rule: by product a / *}
  left: {kind: machine, at: [6, 0], cycle: 10 s}
  right: {kind: machine, at: [6, 3], cycle: 0.2 s}
  out: {kind: sink, at: [9, 0]}
flow: [in_a | in_b -> pile -> left | right -> out, other -> left]
""",
        100.0,
    )
    assert log.products("left") == ["a", "a", "a"]
    assert [t for t, _ in log.entries("left")] == [0.0, 10.0, 20.0]
    assert log.entries("left")[1][1] == log.entries("pile")[2][1]


@pytest.mark.parametrize(
    ("before", "after"), [("dwell: 1 h", "order: fifo"), ("order: fifo", "order: lifo, dwell: 2 s")]
)
def test_a_fork_may_order_its_buffer_otherwise(before: str, after: str) -> None:
    """The parts inside may go at once where they had no time to wait, or have none any more."""
    original, _ = simulated(line_with(before, cycle="50 s"), 20.0)
    inside = original.line.components["pile"].load()
    assert inside >= 4
    text = f"linewright: 1\n{line_with(after, cycle='1 s')}"
    fork = Simulation(loads(text)).restore(Checkpoint.from_json(original.checkpoint().to_json()))
    fork.run(200.0)
    assert fork.results().parts.out == 6


@pytest.mark.parametrize("seed", range(60))
def test_no_two_parts_stand_in_one_place(seed: int) -> None:
    layout = line(seed)
    log = Logbook(layout)
    simulation = Simulation(layout, recorder=log)
    simulation.run(300.0)
    for name, component in simulation.line.components.items():
        if isinstance(component, OrderedBuffer):
            assert_one_in_each_place(name, log, component.places)


def assert_one_in_each_place(name: str, log: Logbook, places: int) -> None:
    standing: dict[int, int] = {}
    entries = iter(log.places(name))
    for _, item, where in log.steps:
        standing.pop(item, None)
        if where == name:
            entered, place = next(entries)
            assert entered == item
            assert place not in standing.values()
            assert place <= min(len(standing), places - 1)
            standing[item] = place
