"""What a ray from the eye meets: a piece of equipment by the box around it, or a place on the floor."""

import math
from typing import NamedTuple

from geometry.scene import Piece, Scene
from layouts.space import Vector

_ALONG = 1e-12
"""A ray that moves less than this on an axis, for each metre, runs along the sides of a box."""


class Ray(NamedTuple):
    """A half-line in the hall: where it begins and which way it goes, of any length but zero."""

    start: Vector
    direction: Vector

    def at(self, times: float) -> Vector:
        """Return the point `times` directions from the start."""
        return self.start.plus(self.direction, times)


def on_level(ray: Ray, height: float = 0.0) -> Vector | None:
    """Return where a ray meets the plane at a height above the floor, metres; None where it never does."""
    if abs(ray.direction.z) < _ALONG:
        return None
    times = (height - ray.start.z) / ray.direction.z
    return ray.at(times) if times > 0 else None


def piece_at(scene: Scene, ray: Ray) -> str | None:
    """Return the equipment of which the ray enters the box first; None where it meets none."""
    near = (piece for piece in scene.pieces.values() if _passes(piece, ray))
    entries = ((entry, piece.equipment) for piece in near if (entry := entered(piece, ray)) is not None)
    return min(entries, default=(0.0, None))[1]


def _passes(piece: Piece, ray: Ray) -> bool:
    """Tell whether a ray passes the ball around a piece: few do, and the boxes of these alone are looked at."""
    (x, y, z), radius = piece.ball
    sx, sy, sz = ray.start
    dx, dy, dz = ray.direction
    x, y, z = x - sx, y - sy, z - sz
    along = x * dx + y * dy + z * dz
    return x * x + y * y + z * z - along * along / (dx * dx + dy * dy + dz * dz) <= radius * radius


def middle_of(piece: Piece) -> Vector:
    """Return the middle of the box around a piece, on the floor below it."""
    low, high = piece.model.extent
    return piece.pose.apply(Vector((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))


def entered(piece: Piece, ray: Ray) -> float | None:
    """Return after how many directions a ray enters the box around a piece, 0 from within; None where it passes by.

    The slab method (Kay and Kajiya, 1986), in the frame of the piece.
    """
    low, high = piece.model.extent
    start = piece.pose.unapply(ray.start)
    end = piece.pose.unapply(ray.at(1.0))
    first, last = 0.0, math.inf
    for near, far, begin, step in zip(low, high, start, end.minus(start), strict=True):
        if abs(step) < _ALONG:
            if not near <= begin <= far:
                return None
            continue
        enter, leave = sorted(((near - begin) / step, (far - begin) / step))
        first, last = max(first, enter), min(last, leave)
    return first if first <= last else None
