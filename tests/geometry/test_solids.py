import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geometry.mesh import Mesh
from geometry.solids import box, circle, cylinder, loft, rectangle, ring, roller, sweep
from layouts.space import Polyline, Pose, Vector
from tests.geometry.solid import has_unit_normals, is_outward, whole

PROFILE = np.array([(-0.2, -0.1), (0.2, -0.1), (0.2, 0.0), (-0.2, 0.0)])
sides = st.floats(0.05, 20.0)


@given(sides, sides, sides)
def test_a_box_is_closed_and_has_its_volume(length: float, width: float, height: float) -> None:
    mesh = box((1.0, 2.0, 3.0), (1.0 + length, 2.0 + width, 3.0 + height))
    body = whole(mesh)
    assert body.is_watertight
    assert body.volume == pytest.approx(length * width * height, rel=1e-4)
    assert is_outward(mesh)
    assert has_unit_normals(mesh)


def test_chamfer_and_crown_cut_edges_but_keep_the_measures() -> None:
    mesh = box((0, 0, 0), (2, 1, 1), chamfer=0.1, crown=0.1)
    assert mesh.bounds == (Vector(0, 0, 0), Vector(2, 1, 1))
    assert whole(mesh).is_watertight
    assert is_outward(mesh)
    assert whole(mesh).volume < 2 - 4 * 0.1 * 0.1 / 2 * 0.9


def test_a_cylinder_with_many_sides_has_its_volume() -> None:
    mesh = cylinder(0.5, 1.0, 3.0, sides=200)
    assert whole(mesh).is_watertight
    assert is_outward(mesh)
    assert whole(mesh).volume == pytest.approx(math.pi * 0.25 * 2, rel=1e-3)


def test_the_sides_of_a_cylinder_are_smooth() -> None:
    mesh = cylinder(0.5, 0.0, 1.0, sides=12, caps=False)
    outward = mesh.points * (1, 1, 0) / 0.5
    assert np.allclose(mesh.normals, outward, atol=1e-6)


def test_a_roller_lies_across() -> None:
    low, high = roller(0.1, 2.0, sides=4).bounds
    assert (low.y, high.y) == (-1.0, 1.0)
    assert high.z == pytest.approx(0.1)


def test_a_ring_has_the_volume_of_a_torus() -> None:
    mesh = ring(1.0, 0.2, sides=100, around=60)
    assert is_outward(mesh)
    assert whole(mesh).volume == pytest.approx(2 * math.pi**2 * 0.04, rel=1e-2)


def test_a_loft_joins_outlines() -> None:
    mesh = loft([(0.0, rectangle(2, 2)), (3.0, rectangle(1, 1))])
    assert whole(mesh).volume == pytest.approx(3 / 3 * (4 + 1 + 2))


def test_an_outline_is_anticlockwise() -> None:
    for outline in (rectangle(3, 2), rectangle(3, 2, 0.2), circle(1, 9)):
        after = np.roll(outline, -1, axis=0)
        assert np.sum(outline[:, 0] * after[:, 1] - outline[:, 1] * after[:, 0]) > 0


@given(st.floats(0, 360), st.floats(0.3, 5), st.floats(-0.3, 0.3))
def test_a_straight_sweep_is_closed_and_has_its_volume(turn: float, length: float, slope: float) -> None:
    start = Vector(1, 2, 1)
    path = Polyline((start, start.plus(Vector(length, 0, length * slope).turned(turn))))
    mesh = sweep(PROFILE, path)
    assert whole(mesh).is_watertight
    assert is_outward(mesh)
    assert has_unit_normals(mesh)
    assert whole(mesh).volume == pytest.approx(0.04 * length, rel=1e-3)


@given(st.lists(st.floats(-150, 150), min_size=1, max_size=4))
def test_a_bent_sweep_is_closed_and_keeps_its_width(bends: list[float]) -> None:
    points, heading = [Vector(0, 0, 0.85)], 0.0
    for bend in (0.0, *bends):
        heading += bend
        points.append(points[-1].plus(Vector(4, 0).turned(heading)))
    path = Polyline.rounded(points, 0.6)
    mesh = sweep(PROFILE, path)
    assert whole(mesh).is_watertight
    assert whole(mesh).volume == pytest.approx(0.04 * path.length, rel=2e-2)


def test_merging_nothing_gives_an_empty_mesh() -> None:
    assert len(Mesh.merged([]).triangles) == 0


@given(st.floats(0, 360), st.booleans())
def test_a_placed_mesh_keeps_its_outside(turn: float, mirror: bool) -> None:
    mesh = box((0, 0, 0), (3, 2, 1))
    pose = Pose(Vector(10, 20, 0.5), turn, mirror)
    placed = mesh.placed(pose)
    assert is_outward(placed)
    assert np.allclose(placed.points[0], pose.apply(Vector(*map(float, mesh.points[0]))), atol=1e-4)
