"""The ring about what is selected by which it is turned: where it lies, and whether a place on the floor is on it."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from geometry.scene import Piece
from layouts.space import Vector

BESIDE = 0.45
"""Distance of the ring from the footprint, metres."""


class TurningRing(NamedTuple):
    """A ring on the floor with a knob to its right, metres."""

    centre: Vector
    radius: float

    @classmethod
    def around(cls, pieces: Sequence[Piece]) -> "TurningRing | None":
        """Lay a ring around pieces, about the mean of their places; None without any that turns."""
        if not pieces:
            return None
        count = len(pieces)
        places = [piece.pose.position for piece in pieces]
        centre = Vector(sum(place.x for place in places) / count, sum(place.y for place in places) / count)
        corners = [corner for piece in pieces for corner in _footprint(piece)]
        return cls(centre, max(corner.minus(centre)._replace(z=0.0).norm() for corner in corners) + BESIDE)

    @property
    def knob(self) -> Vector:
        """Where the knob is."""
        return self.centre.plus(Vector(self.radius, 0.0))

    def holds(self, place: Vector, reach: float) -> bool:
        """Tell whether a place on the floor is at the ring, within a reach, metres."""
        return abs(place.minus(self.centre)._replace(z=0.0).norm() - self.radius) <= reach

    def angle_of(self, place: Vector) -> float:
        """Return in which direction from the centre a place is, degrees anticlockwise from +X."""
        return math.degrees(math.atan2(place.y - self.centre.y, place.x - self.centre.x))


def _footprint(piece: Piece) -> list[Vector]:
    low, high = piece.model.bounds if piece.model.surfaces else piece.model.extent
    return [piece.pose.apply(Vector(x, y)) for x in (low.x, high.x) for y in (low.y, high.y)]
