"""Routings: the pointer to the next operation, and the ways that it leaves open."""

import pytest

from layouts import loads
from layouts.flow import MAIN_OUT
from layouts.model import Layout
from sim.item import Item
from sim.routes import Routes

LINE = """linewright: 1
products: {A: {}, B: {}, C: {}}
routing:
  A: [saw, mill | lathe, wash]
  B: [saw, wash, "saw:again", wash:again]
equipment:
  bars:   {kind: source, at: [0, 0], product: A}
  saw:    {kind: machine, at: [4, 0], cycle: 5 s}
  shelf:  {kind: buffer, at: [8, 0], capacity: 3}
  table:  {kind: buffer, at: [8, 4], capacity: 3}
  mill:   {kind: machine, at: [12, 0], cycle: 5 s}
  lathe:  {kind: machine, at: [12, 4], cycle: 5 s}
  wash:   {kind: machine, at: [16, 0], cycle: 5 s, fail: 10 %, passes: unlimited}
  repair: {kind: workplace, at: [20, 4], manual: 60 s, back_to: wash, passes: 2}
  far:    {kind: buffer, at: [20, 0], capacity: 3}
  out:    {kind: sink, at: [24, 0]}
flow:
  - bars -> saw -> shelf | table | wash
  - shelf -> mill
  - table -> lathe | mill
  - mill | lathe -> wash -> far | out | saw
  - far -> out
  - wash.fail -> table
  - table -> repair -> wash
"""


@pytest.fixture
def layout() -> Layout:
    """A line in which every kind of choice occurs."""
    return loads(LINE)


def part(product: str, step: int = 0) -> Item:
    """Return a part that has had so many operations."""
    item = Item(1, product, 0.0, 0, 0.3)
    item.step = step
    return item


def open_ways(layout: Layout, equipment: str, item: Item) -> list[int]:
    """The ways out of a piece of equipment that are open to a part."""
    ways = Routes(layout).ways(equipment, MAIN_OUT)
    assert ways is not None
    return list(ways(item))


@pytest.mark.parametrize(
    ("equipment", "product", "step", "expected"),
    [
        ("saw", "A", 1, [0, 1]),  # mill over the shelf or the table, lathe over the table
        ("saw", "B", 1, [2]),
        ("saw", "C", 0, [0, 1, 2]),  # no routing: every way
        ("wash", "B", 2, [2]),
        ("wash", "A", 3, [1]),  # done: straight out is shorter than over the far buffer
        ("wash", "B", 4, [1]),
        ("table", "A", 1, [0, 1]),
        ("table", "A", 2, []),  # the wash cannot be reached without entering another station
    ],
)
def test_the_ways_lead_to_the_next_operation(
    layout: Layout, equipment: str, product: str, step: int, expected: list[int]
) -> None:
    assert open_ways(layout, equipment, part(product, step)) == expected


def test_a_failed_part_takes_the_way_to_the_repair(layout: Layout) -> None:
    routes, item = Routes(layout), part("A", 2)
    routes.done(item, "wash")
    assert item.step == 3
    routes.failed(item, "wash")
    assert open_ways(layout, "table", item) == [2]
    assert routes.is_next(item, "repair")
    routes.send_back(item, "wash")
    assert (item.step, item.detour) == (2, False)
    assert not routes.is_next(item, "repair")
    assert routes.is_next(item, "wash")


def test_visits_have_names_and_alternatives_count_as_one_operation(layout: Layout) -> None:
    routes, item = Routes(layout), part("B")
    names = []
    for station in ("saw", "wash", "saw", "wash"):
        assert routes.is_next(item, station)
        names.append(routes.visit(item, station))
        routes.done(item, station)
    assert names == [None, None, "again", "again"]
    assert not routes.is_next(item, "saw")
    other = part("A", 1)
    routes.done(other, "lathe")
    assert other.step == 2
    routes.send_back(item, "saw:again")
    assert item.step == 2


def test_products_without_a_routing_follow_the_flow(layout: Layout) -> None:
    routes, item = Routes(layout), part("C")
    routes.done(item, "saw")
    routes.failed(item, "wash")
    assert (item.step, item.detour) == (0, False)
    assert routes.is_next(item, "anything")
    assert (
        Routes(
            loads(
                LINE.replace("routing:", "where:")
                .replace("A: [saw, mill | lathe, wash]", "a: b")
                .replace('B: [saw, wash, "saw:again", wash:again]', "c: d")
            )
        ).ways("saw")
        is None
    )
