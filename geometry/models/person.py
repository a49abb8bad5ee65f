"""People, calm and without a face: at work at a bench, or standing."""

from collections.abc import Iterator

import numpy as np

from geometry.models.model import Part
from geometry.palette import Role
from geometry.solids import box, capsule, circle, cylinder, loft
from layouts.space import Vector

STATURE = 1.75
"""Height of a person, metres."""
ELLIPSE = np.array([1.0, 0.62])
"""A person is wider than deep."""

TORSO = ((0.80, 0.15), (0.94, 0.172), (1.12, 0.165), (1.32, 0.205), (1.41, 0.185), (1.455, 0.07))
"""Height and half width of the body from hip to neck, metres."""
HEAD = ((1.49, 0.05), (1.53, 0.078), (1.60, 0.095), (1.66, 0.088))
TO_X = np.array([[0.0, 1, 0], [-1, 0, 0], [0, 0, 1]])
"""Rotation that turns +Y to +X."""
CAP = ((1.625, 0.1), (1.68, 0.094), (1.72, 0.062), (STATURE, 0.02))


def person(foot: Vector, bench: float) -> Iterator[Part]:
    """Return somebody who stands at `foot`, faces +Y and has both hands above a bench of a height."""
    for part in (*_legs(), *_body(), *_arms(bench)):
        yield Part(part.role, part.mesh.moved(foot))


def working(bench: float) -> Iterator[Part]:
    """Return somebody who stands on the origin, faces +X and has both hands above a bench of a height."""
    for part in person(Vector(0, 0), bench):
        yield Part(part.role, part.mesh.rotated(TO_X))


def standing() -> Iterator[Part]:
    """Return somebody who stands on the origin, looks along +X and lets both arms hang."""
    for part in (*_legs(), *_body(), *_hanging()):
        yield Part(part.role, part.mesh.rotated(TO_X))


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


def _hanging() -> Iterator[Part]:
    for side in (-1, 1):
        shoulder, elbow = Vector(side * 0.215, 0, 1.36), Vector(side * 0.252, -0.025, 1.09)
        hand = Vector(side * 0.25, 0.045, 0.84)
        yield Part(Role.CLOTHES, capsule(shoulder, elbow, 0.056, 0.046))
        yield Part(Role.CLOTHES, capsule(elbow, hand, 0.045, 0.036))
        yield Part(Role.SKIN, capsule(hand, hand.plus(Vector(0, 0.02, -0.07)), 0.037, 0.03))
