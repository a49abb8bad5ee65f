"""Every model of the catalogue: light, as large as declared at any size, closed or said why not, ports on it."""

from dataclasses import replace
from functools import cache

import pytest

from geometry.mesh import Mesh
from geometry.models import OWN_MODELS, Model, Site
from geometry.models.catalogue import CATALOGUE, OPEN, STACK_LIGHT, Entry, entries
from geometry.models.zone import Purpose
from geometry.palette import Role
from layouts.equipment import Equipment
from layouts.kinds import Conveyor, Fence, Text, Wall
from layouts.registry import kinds
from layouts.space import Point, Polyline, Pose, Size, Vector
from layouts.station import Station
from layouts.table import Table
from layouts.usual_sizes import USUAL_SIZES
from tests.geometry.models.test_kinds import open_edges
from tests.geometry.solid import distance, has_unit_normals, is_outward

MILLIMETRE = 0.001
MOST_TRIANGLES = 3000
PATH = Polyline.rounded((Vector(0, 0, 0.85), Vector(3, 0, 0.85), Vector(3, 2, 1.1)), 0.6)
ON_PATHS = ("conveyor", "fence", "wall")
OTHERWISE = ("text", "door")
"""Words have no surface; the leaf of a door stands ajar, beyond the frame that has the declared size."""
STRETCHES = ((0.5, 0.5, 0.5), (2.0, 2.0, 2.0), (2.0, 0.5, 1.0), (0.6, 1.7, 1.3))
ENTRIES = [*entries()]
STANDING = [entry for entry in ENTRIES if entry.kind not in ON_PATHS and entry.model not in OTHERWISE]
STATIONS = [entry for entry in STANDING if issubclass(kinds().found[entry.kind], Station)]


def name_of(entry: Entry) -> str:
    return entry.model


def equipment_of(entry: Entry) -> Equipment:
    """The equipment that shows a model, of its usual size."""
    kind = kinds().found[entry.kind]
    plain: Equipment = kind() if kind.default_model == entry.model else kind(model=entry.model)
    paths = (Point(0, 0), Point(3, 0), Point(3, 2))
    if isinstance(plain, Fence | Wall):
        return replace(plain, path=paths)
    return replace(plain, text="Aisle") if isinstance(plain, Text) else plain


def stretched(entry: Entry, factors: tuple[float, float, float]) -> Equipment:
    """The same in another size, parts passing at a height that its usual size would have, stretched too."""
    plain = equipment_of(entry)
    length, width, height = (a * b for a, b in zip(plain.footprint.measures, factors, strict=True))
    size = Size(length, width, height)
    if isinstance(plain, Station):
        return replace(plain, size=size, height=plain.height * factors[2], fail=0.1, uses=Table({"lid": 1}))
    return replace(plain, size=size)


def build(equipment: Equipment) -> Model:
    path = PATH if isinstance(equipment, Conveyor) else None
    placed = OWN_MODELS[equipment.model or equipment.default_model](Site(equipment, Pose(Vector(0, 0)), path))
    assert placed is not None
    return placed[0].model()


@cache
def usual(entry: Entry) -> Model:
    return build(equipment_of(entry))


def assert_sound(model: Model) -> None:
    assert all(is_outward(surface.mesh) and has_unit_normals(surface.mesh) for surface in model.surfaces)


def assert_closed(entry: Entry, model: Model) -> None:
    allowed = OPEN[entry.model].roles if entry.model in OPEN else frozenset[Role]()
    allowed |= STACK_LIGHT.roles if model.stack else frozenset[Role]()
    assert {s.role for s in model.surfaces if open_edges(s.mesh)} <= allowed


def assert_fills(size: Size, model: Model, tolerance: float = MILLIMETRE) -> None:
    low, high = Mesh.merged(surface.mesh for surface in model.surfaces).bounds
    x, y = size.length / 2, size.width / 2
    assert (low.x, low.y, low.z, high.x, high.y) == pytest.approx((-x, -y, 0, x, y), abs=tolerance)


def test_the_catalogue_names_every_model_once() -> None:
    names = [entry.model for entry in ENTRIES]
    assert sorted(names) == sorted(OWN_MODELS)
    assert len(names) >= 45
    assert len({group.title for group in CATALOGUE}) == len(CATALOGUE)


def test_the_issue_s_list_is_there() -> None:
    wanted = """machining_centre lathe press injection_moulding oven paint_booth washer assembly_bench workplace tester
    labeller filler capper packer palletiser wrapper robot gantry crane roller_conveyor belt chain_conveyor
    slat_conveyor curve spiral merge diverter turntable transfer lift agv forklift tugger amr charger pallet_rack
    flow_rack shuttle_storage floor_store bin tote crate pallet operator desk control_cabinet fence gate door
    light_curtain column wall_openings dock office"""
    assert set(wanted.split()) <= set(OWN_MODELS)


def test_every_size_and_every_reason_is_of_a_model() -> None:
    assert set(USUAL_SIZES) <= set(OWN_MODELS)
    assert set(OPEN) <= set(OWN_MODELS)


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_a_model_is_light_sound_and_closed(entry: Entry) -> None:
    model = usual(entry)
    assert model.triangles < MOST_TRIANGLES
    assert model.triangles or model.words
    assert_sound(model)
    assert_closed(entry, model)


@pytest.mark.parametrize("entry", STANDING, ids=name_of)
def test_a_model_has_its_declared_footprint(entry: Entry) -> None:
    assert_fills(equipment_of(entry).footprint, usual(entry))


@pytest.mark.parametrize("entry", STANDING, ids=name_of)
def test_a_model_of_another_size_is_sound_closed_and_fills_it(entry: Entry) -> None:
    for factors in STRETCHES:
        equipment = stretched(entry, factors)
        model = build(equipment)
        assert_sound(model)
        assert_closed(entry, model)
        assert_fills(equipment.footprint, model)


@pytest.mark.parametrize("entry", STATIONS, ids=name_of)
def test_ports_lie_on_the_surface(entry: Entry) -> None:
    for equipment in (equipment_of(entry), stretched(entry, (1.2, 1.1, 1.1))):
        model = build(equipment)
        for name, port in equipment.ports().items():
            assert distance(model, port.offset) <= MILLIMETRE, name


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_joints_move_something_and_follow_one_another(entry: Entry) -> None:
    model = usual(entry)
    names = [joint.name for joint in model.joints]
    assert {surface.joint for surface in model.surfaces} - {None} == set(names)
    for number, joint in enumerate(model.joints):
        assert joint.parent is None or joint.parent in names[:number]
        assert joint.axis.norm() == pytest.approx(1)
        assert joint.reach > 0
        assert joint.period > 0


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_zones_are_convex_anticlockwise_and_have_a_height(entry: Entry) -> None:
    for zone in usual(entry).zones:
        ends = [*zone.outline, *zone.outline[:2]]
        for a, b, c in zip(ends, ends[1:], ends[2:], strict=False):
            assert (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) >= -1e-12
        assert 0 <= zone.low < zone.high


def test_who_has_an_envelope_says_so() -> None:
    reaching = {entry.model for entry in ENTRIES if any(z.purpose is Purpose.REACH for z in usual(entry).zones)}
    assert reaching == {"robot", "robot_cell", "gantry", "crane", "palletiser"}


def test_who_has_a_leaf_claims_its_swing() -> None:
    swinging = {entry.model for entry in ENTRIES if any(z.purpose is Purpose.SWING for z in usual(entry).zones)}
    assert swinging == {"door", "gate", "control_cabinet", "office"}


def test_colours_are_roles_only() -> None:
    tinted = [entry.model for entry in ENTRIES if any(surface.tint for surface in usual(entry).surfaces)]
    assert not tinted
