"""The floor that a piece of equipment claims beside its footprint: to work, to serve it, to swing, to reach.

A model declares its zones as data; whoever checks a layout asks which of them overlap with what. The measures are
planning values, and the page on models names their sources.
"""

import math
from enum import Enum
from typing import NamedTuple

from layouts.space import Size, Vector

HEADROOM = 2.1
"""Up to where a zone for people reaches, metres (ASR A1.8: clear height of ways at least 2.1 m)."""
WORK = 1.0
"""Depth of the free floor where somebody stands and works, metres (ASR A1.2, 5.1: at least 1.0 m)."""
GANGWAY = 0.7
"""Free width in front of cabinets and doors that are opened for service, metres (DIN VDE 0100-729, 729.513)."""
PASSAGE = 0.5
"""Free width on a side that is reached now and then, metres (ASR A1.8, table 2: at least 0.5 m)."""
SECTOR_STEP = 15.0
"""Degrees of an arc that one straight edge of an outline spans."""


class Purpose(Enum):
    """What a zone is kept for, and so what may be in it."""

    CLEARANCE = "clearance"
    """Kept free for air, heat, loading and passing: no other equipment stands here."""
    SERVICE = "service"
    """Reached now and then for setting, cleaning and repair: as clearance, and such zones may overlap one another."""
    WORK = "work"
    """Where somebody stands at work: free floor of his own, shared with nobody at work elsewhere."""
    REACH = "reach"
    """Moving parts of the equipment come here: no person and no other equipment without a fence between."""
    SWING = "swing"
    """The leaf of a door or a flap turns through it: nothing stands here, no other leaf at the same time."""


class Zone(NamedTuple):
    """A purpose, a convex outline on the floor (anticlockwise, frame of the model, z = 0), and from where to where.

    `low` and `high` are heights above the floor of the model, metres.
    """

    purpose: Purpose
    outline: tuple[Vector, ...]
    low: float = 0.0
    high: float = HEADROOM


def strip(purpose: Purpose, low: Vector, high: Vector) -> Zone:
    """Return the zone of a box between two corners; without a height it reaches up to `HEADROOM`."""
    corners = (Vector(low.x, low.y), Vector(high.x, low.y), Vector(high.x, high.y), Vector(low.x, high.y))
    return Zone(purpose, corners, low.z, high.z or HEADROOM)


def sector(purpose: Purpose, centre: Vector, radius: float, start: float, span: float, high: float = HEADROOM) -> Zone:
    """Return the zone of a sector about a centre, from `start` over `span` degrees (at most 180, or the full 360).

    The corners of its outline lie on the arc: the true arc is at most 0.9 % of the radius further out.
    """
    steps = max(1, math.ceil(abs(span) / SECTOR_STEP - 1e-9))
    angles = [math.radians(start + span * step / steps) for step in range(steps + 1)]
    arc = [Vector(centre.x + radius * math.cos(a), centre.y + radius * math.sin(a)) for a in angles]
    outline = arc[:-1] if span >= 360 else [centre._replace(z=0.0), *arc]
    if abs(span) == 180:
        outline = arc
    return Zone(purpose, tuple(outline if span > 0 else outline[::-1]), centre.z, high)


def front_of(size: Size, depth: float = WORK, purpose: Purpose = Purpose.WORK) -> Zone:
    """Return the zone along the operator's side (-Y) of a footprint."""
    return strip(purpose, Vector(-size.length / 2, -size.width / 2 - depth), Vector(size.length / 2, -size.width / 2))


def rear_of(size: Size, depth: float = GANGWAY, purpose: Purpose = Purpose.SERVICE) -> Zone:
    """Return the zone along the rear side (+Y) of a footprint."""
    return strip(purpose, Vector(-size.length / 2, size.width / 2), Vector(size.length / 2, size.width / 2 + depth))


def left_of(size: Size, depth: float = PASSAGE, purpose: Purpose = Purpose.SERVICE) -> Zone:
    """Return the zone along the side at which parts come in (-X)."""
    return strip(purpose, Vector(-size.length / 2 - depth, -size.width / 2), Vector(-size.length / 2, size.width / 2))


def right_of(size: Size, depth: float = PASSAGE, purpose: Purpose = Purpose.SERVICE) -> Zone:
    """Return the zone along the side at which parts leave (+X)."""
    return strip(purpose, Vector(size.length / 2, -size.width / 2), Vector(size.length / 2 + depth, size.width / 2))


def all_round(size: Size, depth: float = PASSAGE, purpose: Purpose = Purpose.CLEARANCE) -> tuple[Zone, ...]:
    """Return the zones along all four sides of a footprint, front first."""
    sides = (front_of, right_of, rear_of, left_of)
    return tuple(side(size, depth, purpose) for side in sides)
