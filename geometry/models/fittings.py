"""What several stations have: a person at work, bins, a control panel, a robot's arm, frames and glass."""

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from geometry.mesh import Mesh
from geometry.models.model import Part
from geometry.palette import Role
from geometry.solids import box, capsule, circle, cylinder, loft, rod
from layouts.space import Vector

STATURE = 1.74
"""Height of a person, metres."""
ELLIPSE = np.array([1.0, 0.62])
"""A person is wider than deep."""

TORSO = ((0.80, 0.15), (0.94, 0.172), (1.12, 0.165), (1.32, 0.205), (1.41, 0.185), (1.455, 0.07))
"""Height and half width of the body from hip to neck, metres."""
HEAD = ((1.49, 0.05), (1.53, 0.078), (1.60, 0.095), (1.66, 0.088))
MOST_BINS = 12
"""In a row; on a longer shelf they are wider."""
CAP = ((1.625, 0.1), (1.68, 0.094), (1.72, 0.062), (STATURE, 0.02))


def person(foot: Vector, bench: float) -> Iterator[Part]:
    """Return somebody who stands at `foot`, faces +Y and has both hands above a bench of a height."""
    for part in (*_legs(), *_body(), *_arms(bench)):
        yield Part(part.role, part.mesh.moved(foot))


def _legs() -> Iterator[Part]:
    for side in (-0.095, 0.095):
        hip, ankle = Vector(side, 0, 0.84), Vector(side * 1.15, 0, 0.1)
        yield Part(Role.CLOTHES, capsule(hip, ankle, 0.088, 0.058))
        shoe = box((ankle.x - 0.048, -0.09, 0.0), (ankle.x + 0.048, 0.17, 0.075), chamfer=0.03, crown=0.025)
        yield Part(Role.PANEL, shoe)


def _body() -> Iterator[Part]:
    trunk = loft([(z, circle(half, 12) * ELLIPSE) for z, half in TORSO], smooth=True)
    yield Part(Role.CLOTHES, trunk)
    yield Part(Role.ACCENT, loft([(z, circle(1.03 * half, 12) * ELLIPSE) for z, half in TORSO[2:5]], smooth=True))
    yield Part(Role.SKIN, cylinder(0.05, 1.43, 1.52, sides=8))
    yield Part(Role.SKIN, loft([(z, circle(half, 10)) for z, half in HEAD], smooth=True))
    yield Part(Role.PANEL, loft([(z, circle(half, 10)) for z, half in CAP], smooth=True))


def _arms(bench: float) -> Iterator[Part]:
    for side in (-1, 1):
        shoulder, elbow = Vector(side * 0.215, 0, 1.36), Vector(side * 0.26, 0.08, 1.09)
        hand = Vector(side * 0.15, 0.36, max(bench + 0.07, 0.95))
        yield Part(Role.CLOTHES, capsule(shoulder, elbow, 0.058, 0.047))
        yield Part(Role.CLOTHES, capsule(elbow, hand, 0.046, 0.036))
        yield Part(Role.SKIN, capsule(hand, hand.plus(Vector(-side * 0.02, 0.06, -0.015)), 0.04, 0.034))


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


def robot(base: Vector, tool: Vector, scale: float = 1.0) -> Iterator[Part]:
    """Return an arm with two links that holds a gripper at `tool`, and hangs from or stands on `base`."""
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
