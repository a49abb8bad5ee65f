"""Overlap of bodies: deeper than a touch, contained, mirrored, in gaps and holes."""

import math

import numpy as np
import pytest

from geometry.checks.body import TOLERANCE, Body
from geometry.checks.crossing import overlap, windings
from geometry.mesh import Mesh
from geometry.solids import box, cylinder
from layouts.space import Pose, Vector


def body(*meshes: Mesh) -> Body:
    """The body of some solids."""
    mesh = Mesh.merged(meshes)
    return Body.of(mesh.points.astype(np.float64)[mesh.triangles])


CUBE = body(box((0, 0, 0), (1, 1, 1)))


def _moved(one: Body, x: float, y: float = 0.0, z: float = 0.0, turn: float = 0.0, *, mirror: bool = False) -> Body:
    return one.placed(Pose(Vector(x, y, z), turn, mirror))


@pytest.mark.parametrize("depth", [-1.0, -0.001, 0.0, 0.5 * TOLERANCE, 0.9 * TOLERANCE])
@pytest.mark.parametrize("beside", [0.0, 0.3, 0.999])
def test_what_touches_or_reaches_in_by_less_than_the_tolerance_does_not_overlap(depth: float, beside: float) -> None:
    assert overlap(CUBE, _moved(CUBE, 1 - depth, beside)) is None
    assert overlap(CUBE, _moved(CUBE, beside, 1 - depth, beside)) is None


@pytest.mark.parametrize("depth", [1.1 * TOLERANCE, 0.1, 0.5, 0.97])
@pytest.mark.parametrize("beside", [0.0, 0.3, 0.9])
def test_what_reaches_in_deeper_overlaps(depth: float, beside: float) -> None:
    shared = overlap(CUBE, _moved(CUBE, 1 - depth, beside, 0.2))
    assert shared is not None
    assert np.allclose(shared.middle, (1 - depth / 2, (1 + beside) / 2, 0.6), atol=TOLERANCE)
    assert np.allclose(shared.size, (depth, 1 - beside, 0.8), atol=2 * TOLERANCE)


def test_a_corner_that_pierces_a_face_overlaps() -> None:
    turned = _moved(body(box((-0.5, -0.5, 0.2), (0.5, 0.5, 0.8))), 1 + math.sqrt(0.5) - 0.02, 0.5, turn=45)
    assert overlap(CUBE, turned) is not None
    assert overlap(CUBE, _moved(turned, 0.0165)) is None


@pytest.mark.parametrize("mirror", [False, True])
def test_what_is_wholly_inside_overlaps_whichever_is_asked_first(mirror: bool) -> None:
    inner = _moved(body(cylinder(0.1, 0, 0.2)), 0.5, 0.5, 0.4, mirror=mirror)
    outer = CUBE.placed(Pose(Vector(0, 1 if mirror else 0, 0), mirror=mirror))
    for pair in ((inner, outer), (outer, inner)):
        shared = overlap(*pair)
        assert shared is not None
        assert (np.abs(np.array(shared.middle) - 0.5) < 0.15).all()


def test_the_hollow_of_a_frame_is_free() -> None:
    frame = body(
        *(box((x, y, 0), (x + 0.1, y + 0.1, 2)) for x in (0, 1.1) for y in (0, 1.1)), box((0, 0, 2), (1.2, 1.2, 2.1))
    )
    assert overlap(frame, _moved(CUBE, 0.1, 0.1)) is None
    assert overlap(frame, _moved(CUBE, 0.05, 0.05)) is not None
    assert overlap(frame, _moved(CUBE, 0.1, 0.1, 1.05)) is not None


def test_one_of_several_solids_inside_is_enough() -> None:
    pair = body(box((0.4, 0.4, 0.4), (0.6, 0.6, 0.6)), box((5, 5, 5), (6, 6, 6)))
    assert overlap(pair, CUBE) is not None


def test_bodies_that_are_equal_overlap() -> None:
    assert overlap(CUBE, body(box((0, 0, 0), (1, 1, 1)))) is not None


def test_windings_count_the_solids_around_a_point() -> None:
    twice = body(box((0, 0, 0), (1, 1, 1)), box((0.4, 0.4, 0.4), (2, 2, 2)))
    points = np.array([(0.2, 0.2, 0.2), (0.5, 0.5, 0.5), (1.5, 1.5, 1.5), (3, 0, 0)])
    assert np.allclose(windings(points, twice.triangles), [1, 2, 1, 0], atol=1e-9)
