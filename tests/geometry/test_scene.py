from dataclasses import replace
from pathlib import Path

import pytest

from geometry.models.belt import BeltShape
from geometry.models.gates import GateShape
from geometry.models.machine import MachineShape
from geometry.scene import Change, Extent, Link, Scene, model_of, scene_of
from layouts import load
from layouts.equipment import Placeholder, Role
from layouts.flow import Chain
from layouts.kinds import Conveyor, Machine, Sink, Source, Text
from layouts.model import Hall, Layout
from layouts.space import Point, Polyline, Pose, Size, Vector
from layouts.table import Table

FLOW = (Chain.decode("infeed -> first -> belt -> second -> shipping"),)


def line() -> Layout:
    return Layout(
        equipment=Table(
            {
                "infeed": Source(at=Point(0.6, 2)),
                "first": Machine(at=Point(2.0, 2), label="First"),
                "belt": Conveyor(speed=0.3),
                "second": Machine(at=Point(6.0, 2)),
                "shipping": Sink(at=Point(8.5, 2)),
            }
        ),
        flow=FLOW,
    )


def moved(layout: Layout, name: str, at: Point) -> Layout:
    return replace(layout, equipment=layout.equipment.with_item(name, replace(layout.equipment[name], at=at)))


def test_the_scene_of_a_line_has_exactly_these_pieces() -> None:
    scene = scene_of(line())
    shapes = {name: (piece.shape, piece.pose, piece.role, piece.label) for name, piece in scene.pieces.items()}
    gate, machine = Size(1.2, 1.0, 1.1), MachineShape(Size(1.6, 1.5, 2.2), 0.85)
    belt = BeltShape(Polyline((Vector(0, 0, 0.85), Vector(2.4, 0, 0.85))), 0.4)
    assert shapes == {
        "infeed": (GateShape(gate, 0.85, True), Pose(Vector(0.6, 2)), Role.BOUNDARY, "infeed"),
        "first": (machine, Pose(Vector(2.0, 2)), Role.STATION, "First"),
        "belt": (belt, Pose(Vector(2.8, 2)), Role.MOVER, None),
        "second": (machine, Pose(Vector(6.0, 2)), Role.STATION, "second"),
        "shipping": (GateShape(gate, 0.85, False), Pose(Vector(8.5, 2)), Role.BOUNDARY, "shipping"),
    }


def test_equal_shapes_share_one_model() -> None:
    scene = scene_of(line())
    assert scene.pieces["first"].model is scene.pieces["second"].model


def test_a_gap_that_nothing_bridges_is_a_link() -> None:
    assert scene_of(line()).links == (Link(Vector(6.8, 2, 0.85), Vector(7.9, 2, 0.85)),)


def test_what_has_no_place_is_left_out() -> None:
    layout = replace(line(), equipment=line().equipment.with_item("first", Machine()))
    scene = scene_of(layout)
    assert set(scene.pieces) == {"infeed", "second", "shipping"}
    assert [link.end for link in scene.links] == [Vector(7.9, 2, 0.85)]


def test_the_same_layout_gives_an_equal_scene() -> None:
    assert scene_of(line()) == scene_of(line())
    assert hash(scene_of(line())) == hash(scene_of(line()))
    assert not scene_of(line()).change_from(scene_of(line()))


def test_moving_a_machine_touches_it_and_its_belt() -> None:
    old, new = scene_of(line()), scene_of(moved(line(), "second", Point(6.1, 2.0)))
    assert new.change_from(old) == Change(drawn=frozenset({"second", "belt"}), links=True)


def test_taking_something_away_is_told() -> None:
    layout = replace(line(), equipment=line().equipment.without("shipping"), flow=(Chain.decode("infeed -> first"),))
    change = scene_of(layout).change_from(scene_of(line()))
    assert change.gone == {"shipping", "belt"}
    assert change.drawn == frozenset()


def test_against_nothing_everything_is_new() -> None:
    change = scene_of(line()).change_from(None)
    assert change == Change(drawn=frozenset(line().equipment), floor=True, links=True)
    assert change


def test_the_floor_is_the_hall_or_reaches_around_everything() -> None:
    assert scene_of(line()).extent == Extent(-2, -1, 12, 5)
    assert scene_of(replace(line(), hall=Hall(size=Size(20, 10, 6)))).extent == Extent(0, 0, 20, 10, hall=True)
    assert scene_of(Layout()) == Scene()


def test_an_unknown_kind_is_a_labelled_placeholder() -> None:
    robot = Placeholder(at=Point(1, 1), written_kind="robot", raw=Table({}), size=Size(1, 2, 3))
    piece = scene_of(Layout(equipment=Table({"r1": robot}))).pieces["r1"]
    assert piece.label == "r1: robot?"
    assert piece.model.bounds == (Vector(-0.5, -1, 0), Vector(0.5, 1, 3))


def test_an_unknown_model_is_drawn_as_a_placeholder() -> None:
    layout = Layout(equipment=Table({"m": Machine(at=Point(0, 0), model="models/lathe.glb")}))
    named = Layout(
        equipment=Table({"m": Placeholder(at=Point(0, 0), written_kind="x", raw=Table({}), size=Size(1.6, 1.5, 2.2))})
    )
    assert scene_of(layout).pieces["m"].shape == scene_of(named).pieces["m"].shape


def test_corners_reach_around_words_on_the_floor() -> None:
    scene = scene_of(Layout(equipment=Table({"t": Text(at=Point(5, 5), text="abcd", letter_height=1.0)})))
    xs = [corner.x for corner in scene.corners]
    assert max(xs) - min(xs) == pytest.approx(4 * 0.62)


def test_models_are_built_once() -> None:
    shape = MachineShape(Size(1, 1, 2), 0.85)
    assert model_of(shape) is model_of(MachineShape(Size(1, 1, 2), 0.85))


def test_the_demo_has_every_piece_and_no_gap(packaging_line: Path) -> None:
    layout = load(packaging_line)
    scene = scene_of(layout)
    assert list(scene.pieces) == list(layout.equipment)
    assert scene.links == ()
