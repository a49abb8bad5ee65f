import numpy as np
import pytest

from geometry.exchange.plan.outlines import outlines_of
from geometry.models.model import Model, surfaces
from geometry.palette import Role
from geometry.scene import scene_of
from geometry.solids import box, cylinder, sweep
from layouts.space import Polyline, Vector
from tests.geometry.exchange.runs import example


def area(points: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    x, y = points.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def test_a_box_is_its_rectangle_and_the_higher_one_comes_last() -> None:
    model = Model(surfaces((Role.BODY, [box((0, 0, 1), (2, 1, 3)), box((5, 5, 0), (6, 6, 1))])))
    low, high = outlines_of(model)
    assert (low.top, high.top) == (1.0, 3.0)
    assert (area(low.points), area(high.points)) == pytest.approx((1.0, 2.0))


def test_what_is_bent_keeps_its_form() -> None:
    profile = np.array([(-0.2, 0.0), (0.2, 0.0), (0.2, 0.1), (-0.2, 0.1)])
    bend = Polyline((Vector(0, 0), Vector(3, 0), Vector(3, 2)))
    (outline,) = outlines_of(Model(surfaces((Role.BELT, [sweep(profile, bend)]))))
    assert area(outline.points) == pytest.approx(0.4 * 5, rel=1e-5)


def test_a_round_solid_is_a_polygon_of_its_sides() -> None:
    (outline,) = outlines_of(Model(surfaces((Role.STEEL, [cylinder(0.5, 0, 1, sides=12)]))))
    assert len(outline.points) == 12


def test_outlines_lie_within_the_model() -> None:
    for piece in scene_of(example()).pieces.values():
        for outline in outlines_of(piece.model):
            low, high = piece.model.bounds
            assert np.all(outline.points >= np.array(low[:2]) - 1e-3)
            assert np.all(outline.points <= np.array(high[:2]) + 1e-3)
