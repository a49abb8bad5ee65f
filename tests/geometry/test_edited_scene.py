"""The scene of an edited layout, made from the difference, equals the scene made of nothing."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from geometry.scene import Scene, scene_of
from layouts import Layout
from layouts.editing import connected, copied, disconnected, fresh_id, moved, removed, started, turned, with_field
from layouts.flow import Port
from layouts.reading import layout_of
from layouts.space import Point, Vector
from layouts.table import Table

FACTORY = """\
linewright: 1
people: {anna: {works: [bench]}}
carriers: {pallet: {count: 4}}
equipment:
  infeed: {kind: source, at: [0, 0]}
  belt: {kind: conveyor, speed: 0.3 m/s}
  press: {kind: machine, at: [5, 0], cycle: 5 s}
  lane: {kind: conveyor, speed: 0.3 m/s, via: [[9, 0], [9, 4]]}
  bench: {kind: workplace, at: [12, 4], manual: 20 s}
  loop: {kind: conveyor, speed: 0.3 m/s, path: [[20, 0], [26, 0]]}
  rack: {kind: buffer, at: [16, 4], capacity: 8}
  tail: {kind: conveyor, speed: 0.3 m/s}
  out: {kind: sink, at: [20, 4]}
  post: {kind: column, at: [2, 6]}
flow:
  - infeed -> belt -> press -> lane -> bench -> rack
  - rack -> tail -> out
"""
Edit = Callable[[Layout, random.Random], Layout]


def _some(layout: Layout, chance: random.Random) -> list[str]:
    return chance.sample([*layout.equipment], k=min(len(layout.equipment), chance.choice([1, 1, 2, 4])))


def _joined(layout: Layout, chance: random.Random) -> Layout:
    one, other = chance.sample([*layout.equipment], k=2)
    return connected(layout, Port(one, "out"), Port(other, "in"))


def _at_another_height(layout: Layout, chance: random.Random) -> Layout:
    belts = [name for name, item in layout.equipment.items() if item.kind == "conveyor"]
    return (
        with_field(layout, chance.choice(belts), "height", f"{chance.choice([700, 850, 1000])} mm") if belts else layout
    )


EDITS: tuple[Edit, ...] = (
    lambda layout, chance: moved(layout, _some(layout, chance), Vector(chance.uniform(-3, 3), chance.uniform(-3, 3))),
    lambda layout, chance: turned(layout, _some(layout, chance), 90.0 * chance.randrange(4)),
    lambda layout, chance: removed(layout, _some(layout, chance)[:1]),
    lambda layout, chance: copied(layout, _some(layout, chance), Vector(0, 8))[0],
    lambda layout, chance: started(layout, fresh_id(layout.equipment.keys(), "new_1"), "machine", Point(3, 9)),
    _joined,
    lambda layout, chance: disconnected(layout, chance.choice(layout.connections)) if layout.connections else layout,
    lambda layout, chance: replace(layout, flow=layout.flow[::-1]),
    lambda layout, chance: replace(layout, people=Table() if layout.people else _factory().people),
    _at_another_height,
)


def _factory() -> Layout:
    layout = layout_of(FACTORY)
    assert layout is not None
    return layout


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_the_scene_is_as_if_made_of_nothing(seed: int) -> None:
    chance, layout = random.Random(seed), _factory()
    scene = scene_of(layout)
    for _ in range(25):
        layout = chance.choice(EDITS)(layout, chance) if len(layout.equipment) > 4 else _factory()
        scene = scene_of(layout, scene)
        assert scene == scene_of(layout)


def test_only_what_moved_and_the_belts_at_it_are_other_objects() -> None:
    before = scene_of(_factory())
    after = scene_of(moved(_factory(), ["press"], Vector(1.0, 0.5)), before)
    other = {name for name, piece in after.pieces.items() if piece is not before.pieces[name]}
    assert other == {"belt", "press", "lane"}
    assert after.change_from(before).drawn == other


def test_a_scene_put_together_by_hand_gives_nothing_to_take_over() -> None:
    assert scene_of(_factory(), Scene()) == scene_of(_factory())
