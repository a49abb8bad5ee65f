"""What several stations have: bins, a control panel, a robot's arm, frames and glass."""

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from geometry.mesh import Mesh
from geometry.models.model import Part
from geometry.palette import Role
from geometry.solids import box, capsule, circle, cylinder, loft, rod
from layouts.space import Vector

MOST_BINS = 12
"""In a row; on a longer shelf they are wider."""


def tray(low: Vector, high: Vector, wall: float = 0.012) -> Mesh:
    """Return an open bin between two corners, its front half as high as its back."""
    middle = low.z + 0.55 * (high.z - low.z)
    return Mesh.merged(
        [
            box(low, (high.x, high.y, low.z + wall)),
            box((low.x, low.y, low.z + wall), (high.x, low.y + wall, middle)),
            box((low.x, high.y - wall, low.z + wall), (high.x, high.y, high.z)),
            box((low.x, low.y + wall, low.z + wall), (low.x + wall, high.y - wall, high.z)),
            box((high.x - wall, low.y + wall, low.z + wall), (high.x, high.y - wall, high.z)),
        ]
    )


def bins(left: float, right: float, front: Vector, size: Vector) -> Iterator[Part]:
    """Return a row of bins from left to right; `front` gives the y and z of their lower front edge."""
    count = min(MOST_BINS, max(1, int((right - left) / (size.x + 0.012))))
    pitch = (right - left) / count
    for number in range(count):
        low = Vector(left + number * pitch + 0.006, front.y, front.z)
        high = Vector(left + (number + 1) * pitch - 0.006, front.y + size.y, front.z + size.z)
        yield Part(Role.ACCENT, tray(low, high))
        inner = box((low.x + 0.014, low.y + 0.014, low.z + 0.012), (high.x - 0.014, high.y - 0.014, low.z + size.z / 3))
        yield Part(Role.CARTON if number % 2 else Role.PANEL, inner)


def screen(low: Vector, high: Vector) -> Iterator[Part]:
    """Return a flat control panel that faces -Y, with a screen in its upper half."""
    yield Part(Role.PANEL, box(low, high, chamfer=0.012))
    rim, middle = 0.025, low.z + 0.42 * (high.z - low.z)
    yield Part(Role.SCREEN, box((low.x + rim, low.y - 0.004, middle), (high.x - rim, low.y + 0.005, high.z - rim)))


def robot(base: Vector, tool: Vector, scale: float = 1.0, joint: str | None = None) -> Iterator[Part]:
    """Return an arm with two links that holds a gripper at `tool`, and hangs from or stands on `base`.

    `joint` turns all of it but its foot.
    """
    foot, *links = _robot(base, tool, scale)
    yield foot
    yield from (part._replace(joint=joint) for part in links)


def _robot(base: Vector, tool: Vector, scale: float) -> Iterator[Part]:
    """The foot first."""
    up = 1.0 if base.z < tool.z + 0.3 * scale else -1.0
    shoulder, wrist = base.plus(Vector(0, 0, 0.34 * up * scale)), tool.plus(Vector(0, 0, 0.24 * scale))
    elbow = _elbow(shoulder, wrist, up, scale)
    upright = np.diag([1.0, 1.0, up])
    layers = [(0.05, 0.12), (0.22, 0.105), (0.34, 0.1)]
    turret = loft([(z * scale, circle(r * scale, 14)) for z, r in layers], smooth=True)
    yield Part(Role.PLINTH, cylinder(0.15 * scale, 0.0, 0.05 * scale, sides=16).rotated(upright).moved(base))
    yield Part(Role.BODY, turret.rotated(upright).moved(base))
    for (start, end), radius in zip(pairwise((shoulder, elbow, wrist)), (0.078, 0.062), strict=True):
        yield Part(Role.BODY, capsule(start, end, radius * scale, 0.8 * radius * scale, sides=10))
    across = _across(elbow.minus(shoulder))
    for joint, radius in ((shoulder, 0.1), (elbow, 0.082), (wrist, 0.06)):
        ends = joint.plus(across, -1.15 * radius * scale), joint.plus(across, 1.15 * radius * scale)
        yield Part(Role.ACCENT, rod(*ends, radius * scale, sides=14))
    yield from _gripper(wrist, tool, scale)


def _elbow(shoulder: Vector, wrist: Vector, up: float, scale: float) -> Vector:
    """Above both ends of a standing arm; beside a hanging one, away from its tool."""
    reach = wrist.minus(shoulder)
    if up > 0:
        return shoulder.plus(reach, 0.3)._replace(z=max(shoulder.z, wrist.z) + 0.42 * reach.norm())
    level = math.hypot(reach.x, reach.y) or 1.0
    outward = Vector(-reach.x / level, -reach.y / level)
    return shoulder.plus(reach, 0.35).plus(outward, 0.3 * scale)


def _across(reach: Vector) -> Vector:
    """The level direction to the left of another."""
    level = math.hypot(reach.x, reach.y)
    return Vector(-reach.y / level, reach.x / level) if level else Vector(0.0, 1.0)


def _gripper(wrist: Vector, tool: Vector, scale: float) -> Iterator[Part]:
    flange = tool._replace(z=tool.z + 0.1 * scale)
    yield Part(Role.PANEL, rod(wrist, flange, 0.04 * scale, sides=10))
    wide = 0.075 * scale
    hand = box((-wide, -0.035 * scale, 0.07 * scale), (wide, 0.035 * scale, 0.11 * scale))
    yield Part(Role.PANEL, hand.moved(tool))
    for side in (-1, 1):
        low, high = sorted((side * wide, side * 0.6 * wide))
        finger = box((low, -0.02 * scale, 0), (high, 0.02 * scale, 0.07 * scale))
        yield Part(Role.STEEL, finger.moved(tool))


def posts(x: float, y: float, thickness: float, bottom: float, top: float) -> Iterator[Mesh]:
    """Return four posts in the corners of a rectangle of half sizes, from a height to another."""
    for sx in (-1, 1):
        for sy in (-1, 1):
            (left, right), (front, rear) = (
                sorted((sx * x, sx * (x - thickness))),
                sorted((sy * y, sy * (y - thickness))),
            )
            yield box((left, front, bottom), (right, rear, top))


def girdle(x: float, y: float, thickness: float, bottom: float, top: float) -> Iterator[Mesh]:
    """Return four beams along the sides of a rectangle of half sizes, between posts of the same thickness."""
    inner_x, inner_y = x - thickness, y - thickness
    for sign in (-1, 1):
        front, rear = sorted((sign * y, sign * inner_y))
        yield box((-inner_x, front, bottom), (inner_x, rear, top))
        left, right = sorted((sign * x, sign * inner_x))
        yield box((left, -inner_y, bottom), (right, inner_y, top))
