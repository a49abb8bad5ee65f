"""The models of the kinds: as large as declared at any size, closed, light, with ports and places that carry."""

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry.mesh import Mesh
from geometry.models import OWN_MODELS, Model, Site
from geometry.models.doors import AJAR, DoorShape
from geometry.models.fence import SPAN, TOE, FenceShape
from geometry.models.model import ORIGIN, Part
from geometry.models.person import STATURE, person
from geometry.models.station import Station
from geometry.models.workplace import WorkplaceShape
from geometry.palette import Role
from layouts.distributions import Constant, Times
from layouts.equipment import Equipment
from layouts.equipment import Role as Task
from layouts.kinds import (
    Assembly,
    Disassembly,
    Dock,
    Door,
    Fence,
    Machine,
    MovingLine,
    Oven,
    Packer,
    Rotary,
    Store,
    TransferLine,
    Tunnel,
    Workplace,
)
from layouts.packs import Pack
from layouts.registry import kinds
from layouts.space import Point, Polyline, Pose, Size, Vector
from layouts.table import Table
from tests.geometry.solid import distance, has_unit_normals, is_outward

MILLIMETRE = 0.001
MOST_TRIANGLES = 3000
HERE = Pose(Vector(0, 0))
FIVE: Table[Times] = Table({name: Constant(value=9.0) for name in "abcde"})
THREE = Table({"rotor": 1, "lid": 2, "screw": 4})

Make = Callable[[Size], Equipment]


def machine(model: str) -> Make:
    return lambda size: Machine(size=size, model=model, height=0.4 * size.height, fail=0.1, uses=Table({"lid": 1}))


STATIONS: Mapping[str, Make] = {
    "workplace": lambda size: Workplace(size=size, fail=0.02),
    "assembly": lambda size: Assembly(size=size, uses=THREE, fail=0.02),
    "disassembly": lambda size: Disassembly(size=size, makes=THREE),
    "oven": lambda size: Oven(size=size, batch=14, height=0.35 * size.height),
    "rotary": lambda size: Rotary(size=size, height=0.4 * size.height),
    "transfer_line": lambda size: TransferLine(size=size, stations=FIVE, height=0.4 * size.height),
    "moving_line": lambda size: MovingLine(size=size, stations=FIVE, height=0.3 * size.height),
    "washer": lambda size: Tunnel(size=size, height=0.4 * size.height),
    "packer": lambda size: Packer(size=size, pack=Pack(12, "box")),
    "store": lambda size: Store(size=size, capacity=40),
    "machine with hatches": machine("machine"),
    **{name: machine(name) for name in ("machining_centre", "lathe", "press", "tester", "robot_cell")},
}
sizes = st.builds(Size, st.floats(0.4, 8), st.floats(0.4, 5), st.floats(0.8, 5))
roomy = st.builds(Size, st.floats(1.6, 5), st.floats(1.5, 4), st.floats(2.0, 4))

DEFAULTS: Mapping[str, tuple[Equipment, int, tuple[str, ...]]] = {
    "workplace": (Workplace(), 2124, ()),
    "assembly": (Assembly(uses=Table({"rotor": 1})), 1204, ("robot",)),
    "disassembly": (Disassembly(makes=Table({"insert": 1})), 1148, ()),
    "oven": (Oven(), 1292, ("door_in", "door_out")),
    "rotary": (Rotary(), 2972, ()),
    "transfer_line": (TransferLine(stations=FIVE), 1476, ("heads",)),
    "moving_line": (MovingLine(stations=FIVE), 1860, ()),
    "packer": (Packer(), 1100, ("head",)),
    "store": (Store(capacity=56), 804, ()),
    "door": (Door(), 352, ("leaf",)),
    "dock": (Dock(), 624, ("door",)),
    "machining_centre": (
        Machine(model="machining_centre"),
        1696,
        ("door_left", "door_right"),
    ),
    "lathe": (Machine(model="lathe"), 1260, ("door",)),
    "press": (Machine(model="press"), 832, ("slide",)),
    "tester": (Machine(model="tester"), 2048, ("hood",)),
    "robot_cell": (Machine(model="robot_cell"), 1656, ("door", "robot")),
}
"""By model: what is looked at, its triangles, its joints."""
OPEN: Mapping[str, frozenset[Role]] = {
    "rotary": frozenset({Role.ACCENT, Role.STEEL, Role.PANEL}),
    "store": frozenset({Role.STEEL}),
    "tester": frozenset({Role.GLASS}),
}
"""Surfaces with open ends: tubes whose ends are inside something else, and panes without thickness."""


def model_of(equipment: Equipment) -> Model:
    placed = OWN_MODELS[equipment.model or equipment.default_model](Site(equipment, HERE))
    assert placed is not None
    return placed[0].model()


def footprint(parts: tuple[Mesh, ...]) -> tuple[float, ...]:
    low, high = Mesh.merged(parts).bounds
    return low.x, low.y, low.z, high.x, high.y


def open_edges(mesh: Mesh) -> int:
    """How many edges do not belong to an even number of triangles, points of one place taken together."""
    _, places = np.unique(np.round(mesh.points.astype(np.float64) / 1e-5).astype(np.int64), axis=0, return_inverse=True)
    corners = places.reshape(-1)[mesh.triangles]
    edges = np.sort(np.concatenate([corners[:, :2], corners[:, 1:], corners[:, ::2]]), axis=1)
    _, counts = np.unique(edges[edges[:, 0] != edges[:, 1]], axis=0, return_counts=True)
    return int(np.sum(counts % 2))


@pytest.mark.parametrize("name", STATIONS)
@settings(max_examples=10)
@given(size=sizes)
def test_the_footprint_is_the_declared_size(name: str, size: Size) -> None:
    model = model_of(STATIONS[name](size))
    x, y = size.length / 2, size.width / 2
    assert footprint(tuple(part.mesh for part in model.surfaces)) == pytest.approx((-x, -y, 0, x, y), abs=MILLIMETRE)


@pytest.mark.parametrize("name", STATIONS)
@settings(max_examples=10)
@given(size=sizes)
def test_models_are_light_and_sound(name: str, size: Size) -> None:
    model = model_of(STATIONS[name](size))
    assert model.triangles < MOST_TRIANGLES
    assert all(is_outward(surface.mesh) and has_unit_normals(surface.mesh) for surface in model.surfaces)


@pytest.mark.parametrize("name", STATIONS)
@settings(max_examples=10)
@given(size=roomy)
def test_ports_lie_on_the_surface(name: str, size: Size) -> None:
    equipment = STATIONS[name](size)
    model = model_of(equipment)
    for port in equipment.ports().values():
        assert distance(model, port.offset) <= MILLIMETRE


@pytest.mark.parametrize("name", [name for name in STATIONS if name != "rotary"])
@settings(max_examples=10)
@given(size=roomy)
def test_parts_stand_on_something(name: str, size: Size) -> None:
    equipment = STATIONS[name](size)
    model = model_of(equipment)
    for place in equipment.slots():
        assert distance(model, place) <= MILLIMETRE


@settings(max_examples=10)
@given(size=roomy)
def test_parts_ride_on_the_rotary_table(size: Size) -> None:
    rotary = Rotary(size=size)
    model, arc = model_of(rotary), rotary.way()
    for share in np.linspace(0, 1, 15):
        assert distance(model, arc.at(float(share) * arc.length)) <= 0.005


@pytest.mark.parametrize("name", DEFAULTS)
def test_golden_numbers(name: str) -> None:
    equipment, triangles, joints = DEFAULTS[name]
    model = model_of(equipment)
    assert model.triangles == triangles
    assert tuple(joint.name for joint in model.joints) == joints
    assert {surface.joint for surface in model.surfaces} - {None} == set(joints)
    assert model.shadows
    assert model.crown == Vector(0, 0, equipment.footprint.height)
    assert len(model.sides) == 4
    assert (model.stack is not None) is (equipment.role is Task.STATION)


@pytest.mark.parametrize("name", DEFAULTS)
def test_solids_are_closed(name: str) -> None:
    model = model_of(DEFAULTS[name][0])
    lamp = {Role.LAMP, Role.PANEL} if model.stack else set()
    for surface in model.surfaces:
        if surface.role not in OPEN.get(name, frozenset()) | lamp:
            assert open_edges(surface.mesh) == 0, surface.role


@pytest.mark.parametrize("name", [name for name, (_, _, joints) in DEFAULTS.items() if joints])
def test_what_moves_begins_within_the_size_and_moves_upright_or_level(name: str) -> None:
    equipment = DEFAULTS[name][0]
    length, width, height = equipment.footprint.measures
    for joint in model_of(equipment).joints:
        assert joint.reach > 0
        assert sorted(map(abs, joint.axis)) == [0, 0, 1]
        assert abs(joint.origin.x) <= length / 2
        assert abs(joint.origin.y) <= width / 2
        assert 0 <= joint.origin.z <= height


def test_every_kind_has_a_default_model_that_exists() -> None:
    for name, kind in kinds().found.items():
        assert kind.default_model in OWN_MODELS, name


@pytest.mark.parametrize("size", [Size(0.4, 0.4, 2.0), Size(2, 2, 0.9), Size(2, 0.5, 1.0)])
def test_what_has_no_room_is_a_closed_cabinet(size: Size) -> None:
    placed = OWN_MODELS["workplace"](Site(Workplace(size=size), HERE))
    assert placed is not None
    assert type(placed[0]) is Station
    assert placed[0].model().bounds[1].z > size.height


def test_equal_stations_share_a_shape() -> None:
    first, second = (OWN_MODELS["oven"](Site(Oven(batch=6), Pose(Vector(x, 1)))) for x in (1, 9))
    assert first is not None
    assert second is not None
    assert first[0] == second[0]
    assert hash(first[0]) == hash(second[0])


def test_a_person_stands_on_the_floor_and_is_as_tall_as_people_are() -> None:
    low, high = Mesh.merged(part.mesh for part in person(ORIGIN, 0.85)).bounds
    assert low.z == pytest.approx(0, abs=MILLIMETRE)
    assert high.z == pytest.approx(STATURE, abs=MILLIMETRE)


def test_the_person_is_at_the_operator_side_and_behind_no_part() -> None:
    workplace = Workplace()
    parts = [*WorkplaceShape.of(workplace).front()]
    low, high = Mesh.merged(part.mesh for part in parts if part.role is Role.CLOTHES).bounds
    assert high.y < 0.05
    assert low.y > -workplace.footprint.width / 2


def test_a_workplace_too_low_for_a_person_has_none() -> None:
    assert not _roles([*WorkplaceShape(Size(1.6, 1.5, 1.8)).front()]) & {Role.SKIN}
    assert _roles([*WorkplaceShape(Size(1.6, 1.5, 1.9)).front()]) >= {Role.SKIN}


def _roles(parts: list[Part]) -> set[Role]:
    return {part.role for part in parts}


def test_fewer_joints_than_closed_surfaces_never_share_a_name() -> None:
    for equipment, _, joints in DEFAULTS.values():
        assert len(set(joints)) == len(joints), equipment


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.floats(0.5, 30), st.floats(-120, 120)), min_size=1, max_size=6),
    st.floats(1.0, 3.0),
)
def test_a_fence_has_a_post_at_each_corner_and_often_between(steps: list[tuple[float, float]], height: float) -> None:
    points, heading = [Vector(0, 0)], 0.0
    for length, bend in steps:
        heading += bend
        points.append(points[-1].plus(Vector(length, 0).turned(heading)))
    fence = FenceShape(Polyline(tuple(points)), height)
    stands, model = fence.stands(), fence.model()
    assert set(points) <= set(stands)
    gaps = [b.minus(a).norm() for a, b in pairwise(stands)]
    assert max(gaps) <= max(SPAN, fence.path.length / 30) + MILLIMETRE
    assert model.triangles < MOST_TRIANGLES
    assert model.bounds[0].z == pytest.approx(0, abs=MILLIMETRE)
    assert model.bounds[1].z == pytest.approx(height, abs=MILLIMETRE)
    assert all(is_outward(surface.mesh) and has_unit_normals(surface.mesh) for surface in model.surfaces)


def test_a_fence_leaves_room_for_toes() -> None:
    fence = model_of(Fence(path=(Point(1, 1), Point(4, 1)), height=2.0))
    veil = next(surface.mesh for surface in fence.surfaces if surface.role is Role.MESH)
    assert veil.bounds[0].z > TOE
    assert fence.bounds[1].x - fence.bounds[0].x == pytest.approx(3.12, abs=MILLIMETRE)


def test_a_fence_without_a_way_has_no_shape() -> None:
    for path in ((), (Point(1, 1),), (Point(1, 1), Point(1, 1))):
        assert OWN_MODELS["fence"](Site(Fence(path=path), None)) is None


@settings(max_examples=20)
@given(st.builds(Size, st.floats(0.7, 3), st.floats(0.06, 0.4), st.floats(1.8, 4)))
def test_the_frame_of_a_door_has_its_size_and_the_leaf_stands_ajar_to_the_front(size: Size) -> None:
    door = DoorShape(size)
    x, y = size.length / 2, size.width / 2
    frame = footprint(tuple(part.mesh for part in door.frame()))
    assert frame == pytest.approx((-x, -y, 0, x, y), abs=MILLIMETRE)
    model = door.model()
    leaf = Mesh.merged(surface.mesh for surface in model.surfaces if surface.joint == "leaf")
    reach = size.length * np.sin(np.radians(AJAR))
    assert -y - reach <= leaf.bounds[0].y <= -y - 0.6 * reach
    assert leaf.bounds[1].z < size.height
    (joint,) = model.joints
    assert joint.turns
    assert joint.reach + AJAR == pytest.approx(90)


@settings(max_examples=20)
@given(st.builds(Size, st.floats(2.5, 6), st.floats(0.8, 3), st.floats(3, 6)))
def test_a_dock_has_its_size(size: Size) -> None:
    model = model_of(Dock(size=size))
    x, y = size.length / 2, size.width / 2
    assert footprint(tuple(part.mesh for part in model.surfaces)) == pytest.approx((-x, -y, 0, x, y), abs=MILLIMETRE)
    assert model.bounds[1].z == pytest.approx(size.height, abs=MILLIMETRE)
    assert all(is_outward(surface.mesh) and has_unit_normals(surface.mesh) for surface in model.surfaces)


@pytest.mark.parametrize("equipment", [Workplace(), Rotary(), Door(), Dock(), Store(), Oven()])
def test_what_is_nowhere_has_no_shape(equipment: Equipment) -> None:
    assert OWN_MODELS[equipment.default_model](Site(equipment, None)) is None
