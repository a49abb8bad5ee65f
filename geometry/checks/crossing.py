"""Whether bodies overlap: skins that cross, and bodies that are wholly inside another."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.checks.body import TOLERANCE, Body
from geometry.checks.boxes import pairs_between
from layouts.space import Vector

Floats = NDArray[np.float64]
AT_A_TIME = 200_000
"""Pairs of triangles examined together: so much memory is enough."""
EDGES = ((0, 1), (1, 2), (2, 0))


class Shared(NamedTuple):
    """The room that two bodies share: its middle, and how far it extends along x, y and z, metres."""

    middle: Vector
    size: Vector


NOWHERE: Floats = np.zeros((0, 3))


def overlap(one: Body, other: Body, spared: Floats = NOWHERE, radius: float = 0.0) -> Shared | None:
    """Return the room that two bodies share, None where they have none in common or only touch.

    It is what lies between the places where surfaces cross; where one is inside the other, where the inner one is.
    What is within `radius` of the points `spared` (k, 3), seen from above, does not count.
    """
    low = np.maximum(one.box[0], other.box[0]) + TOLERANCE / 2
    high = np.minimum(one.box[1], other.box[1]) - TOLERANCE / 2
    if np.any(low > high):
        return None
    found = _away_from(_crossings(one, other, np.stack([low, high])), spared, radius)
    if not len(found):
        found = _away_from(np.concatenate([_inside(one, other), _inside(other, one)]), spared, radius)
    return _between(found) if len(found) else None


def _between(points: Floats) -> Shared:
    low, high = points.min(axis=0), points.max(axis=0)
    return Shared(Vector(*map(float, (low + high) / 2)), Vector(*map(float, high - low)))


def _away_from(points: Floats, spared: Floats, radius: float) -> Floats:
    """The points (n, 3) that are not within a radius of any of those spared."""
    if not len(spared):
        return points
    apart = np.linalg.norm(points[:, None, :2] - spared[None, :, :2], axis=2)
    return points[np.all(apart > radius, axis=1)]


def _crossings(one: Body, other: Body, region: Floats) -> Floats:
    """Points (k, 3) where edges of the skin of one go through triangles of the skin of the other."""
    mine, theirs = (np.flatnonzero(_reach(body.boxes, region)) for body in (one, other))
    pairs = pairs_between(one.boxes[mine], other.boxes[theirs])
    found = [NOWHERE]
    for start in range(0, len(pairs), AT_A_TIME):
        some = pairs[start : start + AT_A_TIME]
        found.append(crossings(one.skin[mine[some[:, 0]]], other.skin[theirs[some[:, 1]]]))
    return np.concatenate(found)


def _reach(boxes: Floats, region: Floats) -> NDArray[np.bool_]:
    """Which boxes (m, 2, 3) overlap a region (2, 3)."""
    meets: NDArray[np.bool_] = np.all((boxes[:, 0] <= region[1]) & (boxes[:, 1] >= region[0]), axis=1)
    return meets


def crossings(ones: Floats, others: Floats) -> Floats:
    """Return the points (k, 3) where an edge of a triangle goes through the triangle of its pair (m, 3, 3)."""
    found = []
    for edged, flat in ((ones, others), (others, ones)):
        for a, b in EDGES:
            found.append(_through(edged[:, a], edged[:, b], flat))
    return np.concatenate(found)


def _through(starts: Floats, ends: Floats, triangles: Floats) -> Floats:
    """Where segments pierce triangles (Möller and Trumbore, 1997); in the plane of the triangle none does."""
    way = ends - starts
    first, second = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    across = np.cross(way, second)
    volume = np.einsum("ij,ij->i", first, across)
    area = np.linalg.norm(np.cross(first, second), axis=1) * np.linalg.norm(way, axis=1)
    steep = np.abs(volume) > 1e-9 * np.maximum(area, 1e-30)
    scale = np.where(steep, 1.0 / np.where(steep, volume, 1.0), 0.0)
    from_corner = starts - triangles[:, 0]
    u = np.einsum("ij,ij->i", from_corner, across) * scale
    turned = np.cross(from_corner, first)
    v = np.einsum("ij,ij->i", way, turned) * scale
    t = np.einsum("ij,ij->i", second, turned) * scale
    hit = steep & (u >= 0) & (v >= 0) & (u + v <= 1) & (t >= 0) & (t <= 1)
    pierced: Floats = starts[hit] + t[hit, None] * way[hit]
    return pierced


def _inside(inner: Body, outer: Body) -> Floats:
    """Points (k, 3) of the solids of one body that are within the other, where no surfaces cross."""
    low, high = outer.box
    corners = inner.skin[inner.seeds, 0]
    near = corners[np.all((corners > low) & (corners < high), axis=1)]
    within: Floats = near[windings(near, outer.skin) > 0.5]
    return within


def windings(points: Floats, triangles: Floats) -> Floats:
    """Return how often a surface goes round each point (n, 3): 1 inside of one closed solid, 0 outside.

    Solid angles of triangles after van Oosterom and Strackee, 1983; the sum over 4π also serves surfaces with gaps
    (Jacobson, Kavan and Sorkine-Hornung, 2013).
    """
    step = max(1, 2_000_000 // max(1, len(triangles)))
    parts = [_windings(points[start : start + step], triangles) for start in range(0, len(points), step)]
    return np.concatenate([np.zeros(0), *parts])


def _windings(points: Floats, triangles: Floats) -> Floats:
    a, b, c = (triangles[None, :, corner] - points[:, None] for corner in range(3))
    la, lb, lc = (np.linalg.norm(each, axis=2) for each in (a, b, c))
    above = np.einsum("nmk,nmk->nm", a, np.cross(b, c))
    below = la * lb * lc + np.einsum("nmk,nmk->nm", a, b) * lc
    below += np.einsum("nmk,nmk->nm", b, c) * la + np.einsum("nmk,nmk->nm", c, a) * lb
    total: Floats = np.arctan2(above, below).sum(axis=1) / (2 * np.pi)
    return total
