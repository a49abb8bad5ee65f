"""Points of what stands in the hall by which one measures and draws, as CAD names them: ends, middles, centres."""

from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from geometry.models.belt import BeltShape
from geometry.scene import Piece, Scene
from layouts.space import Vector

REACH = 0.25
"""How near a point must be to be meant, metres."""


class Kind(Enum):
    """What a point is; the value is what the window calls it."""

    END = "end"
    MIDDLE = "middle"
    CENTRE = "centre"
    PORT = "port"


class SnapPoint(NamedTuple):
    """A point on the floor, and what it is."""

    kind: Kind
    at: Vector


def point_near(scene: Scene, place: Vector, reach: float = REACH) -> SnapPoint | None:
    """Return the point of a piece that is nearest to a place on the floor, where one is within reach; else None."""
    near = (piece for piece in scene.pieces.values() if _covers(piece, place, reach))
    found = ((_apart(point.at, place), number, point) for number, point in enumerate(_all_of(near)))
    apart, _, point = min(found, default=(reach, 0, None))
    return point if apart < reach else None


def points_of(piece: Piece) -> Iterator[SnapPoint]:
    """Go through the points of a piece: the corners, the middles of the sides and the centre of its footprint.

    Of a belt the ends, the corners and the middles of its straight pieces.
    """
    if isinstance(piece.shape, BeltShape):
        path = [_flat(piece.pose.apply(point)) for point in piece.shape.path.points]
        yield from (SnapPoint(Kind.END, point) for point in path)
        yield from (SnapPoint(Kind.MIDDLE, _between(a, b)) for a, b in pairwise(path))
        return
    low, high = piece.model.bounds if piece.model.surfaces else piece.model.extent
    around = [(low.x, low.y), (high.x, low.y), (high.x, high.y), (low.x, high.y)]
    corners = [_flat(piece.pose.apply(Vector(x, y))) for x, y in around]
    yield from (SnapPoint(Kind.END, corner) for corner in corners)
    yield from (SnapPoint(Kind.MIDDLE, _between(a, b)) for a, b in pairwise([*corners, corners[0]]))
    yield SnapPoint(Kind.CENTRE, _between(corners[0], corners[2]))


def _all_of(pieces: Iterator[Piece]) -> Iterator[SnapPoint]:
    return (point for piece in pieces for point in points_of(piece))


def _covers(piece: Piece, place: Vector, reach: float) -> bool:
    left, front, right, rear = piece.span
    return left - reach <= place.x <= right + reach and front - reach <= place.y <= rear + reach


def _apart(one: Vector, other: Vector) -> float:
    return one.minus(other)._replace(z=0.0).norm()


def _flat(point: Vector) -> Vector:
    return point._replace(z=0.0)


def _between(one: Vector, other: Vector) -> Vector:
    return Vector((one.x + other.x) / 2, (one.y + other.y) / 2)
