"""Every model: as large as declared, ports on its surface, few triangles, outside out."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry.models import OWN_MODELS, Model, Site, models
from geometry.models.belt import RAIL
from geometry.models.stack_light import HEIGHT, PITCH, segment_at
from geometry.palette import Role, Segment
from layouts.equipment import Equipment, Placeholder
from layouts.kinds import Buffer, Column, Conveyor, Floor, Machine, Sink, Source, Text, Wall
from layouts.registry import kinds
from layouts.space import Point, Polyline, Pose, Size, Vector
from layouts.table import Table
from tests.geometry.solid import distance, has_unit_normals, is_outward

MILLIMETRE = 0.001
MOST_TRIANGLES = 3000
HERE = Pose(Vector(0, 0))

Make = Callable[[Size], Equipment]
STANDING: dict[str, Make] = {
    "machine": lambda size: Machine(size=size, height=0.5 * size.height),
    "low machine": lambda size: Machine(size=size, height=0.0),
    "nests": lambda size: Machine(size=size, nests=40, height=0.4 * size.height),
    "rack": lambda size: Buffer(size=size, capacity=30, height=0.4 * size.height),
    "large rack": lambda size: Buffer(size=size, capacity="unlimited", height=0.4 * size.height),
    "source": lambda size: Source(size=size, height=0.7 * size.height),
    "sink": lambda size: Sink(size=size, height=0.7 * size.height),
    "floor": lambda size: Floor(size=size),
    "column": lambda size: Column(size=size),
    "placeholder": lambda size: Placeholder(size=size, written_kind="robot", raw=Table({})),
}
sizes = st.builds(Size, st.floats(0.5, 12), st.floats(0.5, 6), st.floats(0.6, 5))
corners = st.lists(st.tuples(st.floats(2, 8), st.floats(-90, 90), st.floats(-0.3, 0.3)), min_size=1, max_size=4)


def model_of(equipment: Equipment, pose: Pose | None = HERE, path: Polyline | None = None) -> Model:
    placed = OWN_MODELS[equipment.model or equipment.default_model](Site(equipment, pose, path))
    assert placed is not None
    return placed[0].model()


def path_of(steps: list[tuple[float, float, float]]) -> Polyline:
    points, heading = [Vector(0, 0, 2.0)], 0.0
    for length, bend, rise in steps:
        heading += bend
        points.append(points[-1].plus(Vector(length, 0, rise).turned(heading)))
    return Polyline.rounded(points, 0.6)


@pytest.mark.parametrize("name", STANDING)
@settings(max_examples=15)
@given(size=sizes)
def test_the_footprint_is_the_declared_size(name: str, size: Size) -> None:
    low, high = model_of(STANDING[name](size)).bounds
    assert high.x - low.x == pytest.approx(size.length, abs=MILLIMETRE)
    assert high.y - low.y == pytest.approx(size.width, abs=MILLIMETRE)
    assert low.z == pytest.approx(0.0, abs=MILLIMETRE)
    assert low.x == pytest.approx(-size.length / 2, abs=MILLIMETRE)
    assert low.y == pytest.approx(-size.width / 2, abs=MILLIMETRE)


@pytest.mark.parametrize("name", [name for name in STANDING if name not in ("floor", "column", "placeholder")])
@settings(max_examples=15)
@given(size=sizes)
def test_ports_lie_on_the_surface(name: str, size: Size) -> None:
    equipment = STANDING[name](size)
    model = model_of(equipment)
    for port in equipment.ports().values():
        assert distance(model, port.offset) <= MILLIMETRE


@pytest.mark.parametrize("name", STANDING)
@settings(max_examples=15)
@given(size=sizes)
def test_models_are_light_and_sound(name: str, size: Size) -> None:
    model = model_of(STANDING[name](size))
    assert model.triangles < MOST_TRIANGLES
    assert all(is_outward(surface.mesh) and has_unit_normals(surface.mesh) for surface in model.surfaces)


@settings(max_examples=15)
@given(size=sizes)
def test_a_machine_is_as_high_as_declared_without_its_lamp(size: Size) -> None:
    model = model_of(Machine(size=size))
    body = [surface.mesh.bounds[1].z for surface in model.surfaces if surface.role is Role.BODY]
    trim = [surface.mesh.bounds[1].z for surface in model.surfaces if surface.role is Role.TRIM]
    assert max(body + trim) == pytest.approx(size.height, abs=MILLIMETRE)
    assert model.stack is not None
    assert model.bounds[1].z == pytest.approx(model.stack.z + HEIGHT + 0.02, abs=MILLIMETRE)


@settings(max_examples=30)
@given(corners, st.floats(0.2, 1.0))
def test_a_belt_begins_and_ends_at_its_ports(steps: list[tuple[float, float, float]], width: float) -> None:
    path = path_of(steps)
    model = model_of(Conveyor(width=width), None, path)
    assert distance(model, path.points[0].minus(Vector(0, 0, 0))) <= MILLIMETRE
    assert distance(model, path.points[-1]) <= MILLIMETRE
    assert model.triangles < MOST_TRIANGLES
    assert model.bounds[0].z == pytest.approx(0.0, abs=MILLIMETRE)


def test_a_straight_belt_is_as_long_as_its_path_and_as_wide_as_belt_and_rails() -> None:
    low, high = model_of(Conveyor(width=0.5), None, Polyline((Vector(3, 4, 0.9), Vector(8, 4, 0.9)))).bounds
    assert (low.x, high.x) == (0.0, 5.0)
    assert high.y - low.y == pytest.approx(0.5 + 2 * RAIL, abs=MILLIMETRE)


def test_equal_belts_in_different_places_share_a_shape() -> None:
    first, second = (
        OWN_MODELS["belt"](Site(Conveyor(), None, Polyline((Vector(x, 1, 0.85), Vector(x + 2.4, 1, 0.85)))))
        for x in (0.1, 7.3)
    )
    assert first is not None
    assert second is not None
    assert first[0] == second[0]
    assert second[1].position == Vector(7.3, 1)


def test_shelves_are_where_the_parts_stand() -> None:
    rack = Buffer(capacity=12)
    model = model_of(rack)
    for place in rack.slots():
        assert distance(model, place) <= MILLIMETRE


def test_segments_stand_one_above_the_other() -> None:
    stack = Vector(1, 2, 3)
    assert segment_at(stack, Segment.WHITE) == stack
    assert segment_at(stack, Segment.RED).z == pytest.approx(3 + 4 * PITCH)


def test_a_wall_has_its_height_and_thickness() -> None:
    low, high = model_of(Wall(path=(Point(2, 1), Point(6, 1)), height=3.0, thickness=0.2)).bounds
    assert (low.x, high.x, low.z, high.z) == (0.0, 4.0, 0.0, 3.0)
    assert high.y - low.y == pytest.approx(0.2, abs=MILLIMETRE)


def test_words_say_what_the_file_says() -> None:
    words = model_of(Text(text="Aisle 3", letter_height=0.4, color="red")).words
    assert words is not None
    assert (words.text, words.height, words.tint) == ("Aisle 3", 0.4, "#c8453b")


@pytest.mark.parametrize(
    "equipment", [Machine(), Buffer(), Source(), Sink(), Floor(), Column(), Text(text="x"), Conveyor(), Wall()]
)
def test_what_is_nowhere_has_no_shape(equipment: Equipment) -> None:
    assert OWN_MODELS[equipment.default_model](Site(equipment, None)) is None


def test_every_kind_has_its_default_model() -> None:
    known = models()
    assert not known.broken
    assert {kind.default_model for kind in kinds().found.values()} <= set(known.found)
