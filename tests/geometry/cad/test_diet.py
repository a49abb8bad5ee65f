from pathlib import Path

import numpy as np
import pytest

from geometry.cad.assembly import Assembly, Body, Floats, Placed
from geometry.cad.collapse import Collapse
from geometry.cad.decimation import levels_of
from geometry.cad.deviation import between, bounds_to
from geometry.cad.diet import slimmed
from geometry.cad.repeats import instanced
from geometry.cad.sight import look_at
from geometry.cad.standing import Wishes, stand_up
from layouts.model_files import container
from tests.geometry.cad import shapes


def sag(corners: Floats, radius: float) -> float:
    """How far triangles (m, 3, 3) are from a sphere about the origin, in closed form.

    Of a triangle whose plane has its foot inside, the foot is deepest; of all others a corner or an edge is.
    """
    a, b, c = corners.transpose(1, 0, 2)
    normals = np.cross(b - a, c - a)
    heights = (a * normals).sum(axis=1) / np.linalg.norm(normals, axis=1)
    feet = normals * (heights / np.linalg.norm(normals, axis=1))[:, None]
    ways = ((a, b), (b, c), (c, a))
    inside = np.all([(np.cross(e - s, feet - s) * normals).sum(axis=1) >= 0 for s, e in ways], axis=0)
    edges = [_foot_on_edge(start, end) for start, end in ways]
    nearest = np.min([np.linalg.norm(each, axis=1) for each in edges], axis=0)
    nearest = np.where(inside, np.abs(heights), nearest)
    farthest = np.linalg.norm(corners, axis=2).max()
    return max(float(radius - nearest.min()), float(farthest - radius))


def _foot_on_edge(start: Floats, end: Floats) -> Floats:
    along = end - start
    shares = np.clip(-(start * along).sum(axis=1) / (along * along).sum(axis=1), 0, 1)
    foot: Floats = start + shares[:, None] * along
    return foot


def _brute_force(points: Floats, body: Body) -> Floats:
    """Distances to the nearest of a hundred thousand points on a body: too large by less than their distance."""
    shares = np.array([(i, j, 40 - i - j) for i in range(41) for j in range(41 - i)]) / 40
    spread = (shares @ body.corners).reshape(-1, 3)
    return np.array([np.linalg.norm(spread - point, axis=1).min() for point in points])


@pytest.mark.parametrize("seed", range(5))
def test_repeats_are_found_wherever_they_stand(seed: int) -> None:
    random = np.random.default_rng(seed)
    bolt = shapes.sphere(6, 0.01)
    bolt = Body(bolt.points * (1.0, 0.7, 2.0), bolt.triangles, bolt.paint)
    bodies = [bolt, *(shapes.moved(bolt, shapes.rotation(random), random.normal(size=3)) for _ in range(6))]
    order = random.permutation(len(bolt.points))
    shuffled = Body(bodies[3].points[order], np.argsort(order)[bodies[3].triangles], bolt.paint)
    plate = shapes.box((0, 0, 0), (1, 1, 0.1))
    whole = shapes.alone(*bodies, shuffled, plate)
    found = instanced(whole)
    assert len(found.assembly.bodies) == 2
    assert len(found.assembly.placed) == 9
    for before, after in zip(whole.placed, found.assembly.placed, strict=True):
        points = after.apply(found.assembly.bodies[after.body].points)
        assert np.allclose(np.sort(points, axis=0), np.sort(whole.bodies[before.body].points, axis=0), atol=1e-6)


def test_what_is_mirrored_larger_or_of_another_colour_is_no_repeat() -> None:
    bolt = shapes.sphere(6)
    uneven = Body(bolt.points * (1.0, 0.7, 2.0) + 0.2 * bolt.points[:, [1, 2, 0]] ** 2, bolt.triangles, bolt.paint)
    mirrored = Body(uneven.points * (-1, 1, 1), uneven.triangles[:, ::-1], uneven.paint)
    larger = Body(uneven.points * 1.001, uneven.triangles, uneven.paint)
    painted = Body(uneven.points, uneven.triangles, uneven.paint + 1)
    assert len(instanced(shapes.alone(uneven, mirrored, larger, painted)).assembly.bodies) == 4


def test_what_is_inside_is_hidden_and_what_shows_through_a_window_is_not() -> None:
    inner = shapes.box((0.4, 0.4, 0.4), (0.6, 0.6, 0.6))
    closed = shapes.box((0, 0, 0), (1, 1, 1))
    opened = Body(closed.points, closed.triangles[2:], closed.paint[2:])
    assert look_at(shapes.alone(closed, inner)).seen.tolist() == [0]
    assert look_at(shapes.alone(opened, inner)).seen.tolist() == [0, 1]


def test_parts_side_by_side_are_all_seen() -> None:
    rows = [shapes.box((x, y, 0), (x + 0.8, y + 0.8, 0.1)) for x in range(5) for y in range(5)]
    assert len(look_at(shapes.alone(*rows)).seen) == 25


def test_a_fine_box_becomes_a_box_again() -> None:
    fine = shapes.fine_box(12)
    assert len(fine.triangles) == 1728
    (level,) = levels_of(shapes.alone(fine), [12])
    assert level.triangles == 12
    assert between(fine, level.bodies[0]).largest == pytest.approx(0.0, abs=1e-12)
    assert sorted(map(tuple, level.bodies[0].points.tolist())) == sorted(
        (x, y, z) for x in (0.0, 2.0) for y in (0.0, 1.0) for z in (0.0, 0.5)
    )


def test_colours_keep_their_borders() -> None:
    fine = shapes.fine_box(12)
    paint = (fine.corners[:, :, 0].mean(axis=1) > 1.0).astype(np.int64)
    (level,) = levels_of(shapes.alone(Body(fine.points, fine.triangles, paint)), [30])
    body = level.bodies[0]
    assert body.areas[body.paint == 0].sum() == pytest.approx(body.areas[body.paint == 1].sum())


def test_budgets_are_kept_over_all_places_of_a_body() -> None:
    ball = shapes.sphere(16)
    places = tuple(Placed(0, np.eye(3), np.array([3.0 * n, 0, 0])) for n in range(10))
    whole = Assembly((ball,), places)
    budgets = [4000, 1000, 250]
    for level, budget in zip(levels_of(whole, budgets), budgets, strict=True):
        assert 0.8 * budget <= level.triangles <= budget
        assert len(level.placed) == 10


def test_no_piece_vanishes() -> None:
    pieces = [shapes.moved(shapes.sphere(5, 0.01), np.eye(3), np.array([n * 1.0, 0, 0])) for n in range(5)]
    points = np.concatenate([each.points for each in pieces])
    triangles = np.concatenate([each.triangles + n * len(pieces[0].points) for n, each in enumerate(pieces)])
    whole = Body(points, triangles, np.zeros(len(triangles), np.int64))
    left = Collapse(shapes.alone(whole)).down_to(1)
    assert left.triangles == 5 * 4
    assert between(whole, left.bodies[0]).largest < 0.02


@pytest.mark.parametrize(("rings", "budget"), [(30, 900), (60, 1500)])
def test_the_deviation_is_that_of_the_closed_form(rings: int, budget: int) -> None:
    ball = shapes.sphere(rings)
    (level,) = levels_of(shapes.alone(ball), [budget])
    own = sag(ball.corners, 1.0)
    stated = between(ball, level.bodies[0]).largest
    truth = sag(level.bodies[0].corners, 1.0)
    assert 0.97 * (truth - own) <= stated <= truth + own


@pytest.mark.parametrize("seed", range(3))
def test_bounds_of_distances_are_bounds_and_near(seed: int) -> None:
    random = np.random.default_rng(seed)
    body = shapes.moved(shapes.box((0, 0, 0), (1, 0.2, 3)), shapes.rotation(random), random.normal(size=3))
    points = random.normal(size=(40, 3)) * 2
    truth, bounds = _brute_force(points, body), bounds_to(points, body, 5000, random)
    assert np.all(bounds >= truth - 0.06)
    assert np.all(bounds <= truth + 1e-9)


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    path = shapes.write_stl(tmp_path / "ball.stl", shapes.sphere(9))
    wishes = Wishes(budget=200)
    first, second = (slimmed(path, stand_up(path, wishes), wishes) for _ in range(2))
    assert first == second
    assert first.receipt.triangles <= 200 < first.receipt.triangles_read


def test_the_receipt_travels_with_the_model(tmp_path: Path) -> None:
    path = shapes.write_stl(tmp_path / "ball.stl", shapes.sphere(12))
    imported = slimmed(path, stand_up(path, Wishes()), Wishes())
    own = container(imported.glb).tree["asset"]["extras"]["linewright"]
    assert own["receipt"]["units"] == "m"
    assert own["size"] == pytest.approx([2, 2, 2], abs=1e-3)
