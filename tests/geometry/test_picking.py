import math

import pytest

from geometry.picking import Ray, on_level, piece_at
from geometry.scene import scene_of
from layouts import read_text
from layouts.space import Pose, Vector

HALL = """
linewright: 1
equipment:
  low:  {kind: machine, at: [2, 2], size: 2 x 1 x 1 m}
  tall: {kind: machine, at: [5, 2], turn: 45, size: 2 x 1 x 2 m}
"""


@pytest.mark.parametrize(
    ("start", "direction", "hit"),
    [
        (Vector(2, 2, 9), Vector(0, 0, -1), "low"),
        (Vector(2.9, 2, 9), Vector(0, 0, -3), "low"),
        (Vector(3.2, 2, 9), Vector(0, 0, -1), None),
        (Vector(5.6, 2.6, 9), Vector(0, 0, -1), "tall"),
        (Vector(5.9, 2.0, 9), Vector(0, 0, -1), None),
        (Vector(-9, 2, 0.5), Vector(1, 0, 0), "low"),
        (Vector(9, 2, 0.5), Vector(-1, 0, 0), "tall"),
        (Vector(2, 2, 9), Vector(0, 0, 1), None),
    ],
)
def test_a_ray_hits_the_box_that_it_enters_first(start: Vector, direction: Vector, hit: str | None) -> None:
    found = scene_of(read_text(HALL).layout)  # type: ignore[arg-type] # the hall can be read
    assert piece_at(found, Ray(start, direction)) == hit


def test_a_ray_meets_the_floor_in_front_of_it_only() -> None:
    assert on_level(Ray(Vector(0, 0, 4), Vector(1, 2, -2))) == Vector(2.0, 4.0, 0.0)
    assert on_level(Ray(Vector(0, 0, 4), Vector(1, 2, -2)), 1.0) == Vector(1.5, 3.0, 1.0)
    assert on_level(Ray(Vector(0, 0, 4), Vector(1, 2, 2))) is None
    assert on_level(Ray(Vector(0, 0, 4), Vector(1, 0, 0))) is None


@pytest.mark.parametrize("mirror", [False, True])
def test_a_pose_is_taken_back(mirror: bool) -> None:
    pose, point = Pose(Vector(3, -2, 1), 37.0, mirror), Vector(0.4, 0.9, -2.0)
    assert math.dist(pose.unapply(pose.apply(point)), point) < 1e-12
