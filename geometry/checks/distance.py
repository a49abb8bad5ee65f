"""How near two bodies come to each other, surface to surface, exactly."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.checks.boxes import boxes_of
from geometry.checks.crossing import EDGES, crossings

Floats = NDArray[np.float64]
ROWS = 32
"""Triangles of one body compared with all of the other together."""


class Nearness(NamedTuple):
    """The least distance, metres, and the points (3,) of both bodies between which it lies."""

    distance: float
    one: Floats
    other: Floats


FAR = Nearness(np.inf, np.full(3, np.nan), np.full(3, np.nan))


def nearness(ones: Floats, others: Floats) -> Nearness:
    """Return how near triangles (m, 3, 3) come to others (n, 3, 3); 0 where they cross.

    Boxes around triangles bound their distance from below, their middles from above: only pairs between are computed.
    """
    if not len(ones) or not len(others):
        return FAR
    mine, theirs = boxes_of(ones), boxes_of(others)
    reach, middles = _boxes_apart(mine, _around(theirs))[:, 0], others.mean(axis=1)
    order = np.argsort(reach, kind="stable")
    upper = _middles_apart(ones[order[:ROWS]], middles)
    there = np.flatnonzero(_boxes_apart(_around(mine), theirs)[0] <= upper)
    others, theirs, middles = others[there], theirs[there], middles[there]
    best = FAR
    for start in range(0, len(ones), ROWS):
        rows = order[start : start + ROWS]
        if reach[rows[0]] > min(best.distance, upper):
            break  # all that follow are farther away
        apart, upper = _boxes_apart(mine[rows], theirs), min(upper, _middles_apart(ones[rows], middles))
        a, b = np.nonzero(apart <= min(best.distance, upper))
        if len(a):
            found = _nearest_pair(ones[rows[a]], others[b])
            best = min(best, found, key=lambda nearness: nearness.distance)
    return best


def _middles_apart(ones: Floats, middles: Floats) -> float:
    """The least distance of the middles of triangles and other middles: no less than that of the triangles."""
    return float(np.linalg.norm(ones.mean(axis=1)[:, None] - middles[None], axis=2).min()) + 1e-9


def _around(boxes: Floats) -> Floats:
    return np.stack([boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)])[None]


def _boxes_apart(ones: Floats, others: Floats) -> Floats:
    """Distances (m, n) of boxes."""
    below = others[None, :, 0] - ones[:, None, 1]
    above = ones[:, None, 0] - others[None, :, 1]
    apart: Floats = np.linalg.norm(np.maximum(0.0, np.maximum(below, above)), axis=2)
    return apart


def _nearest_pair(ones: Floats, others: Floats) -> Nearness:
    """The least distance among pairs of triangles (k, 3, 3)."""
    pierced = crossings(ones, others)
    if len(pierced):
        return Nearness(0.0, pierced[0], pierced[0])
    tries = [_edges_apart(ones[:, a], ones[:, b], others[:, c], others[:, d]) for a, b in EDGES for c, d in EDGES]
    for corner in range(3):
        tries.append((ones[:, corner], _on_triangles(ones[:, corner], others)))
        tries.append((_on_triangles(others[:, corner], ones), others[:, corner]))
    apart = np.stack([np.linalg.norm(p - q, axis=1) for p, q in tries])
    apart[np.isnan(apart)] = np.inf
    which, pair = np.unravel_index(int(np.argmin(apart)), apart.shape)
    p, q = tries[which]
    return Nearness(float(apart[which, pair]), p[pair], q[pair])


def _edges_apart(p: Floats, p_end: Floats, q: Floats, q_end: Floats) -> tuple[Floats, Floats]:
    """The nearest points of segments (Ericson, Real-Time Collision Detection, 2005, 5.1.9)."""
    u, v, w = p_end - p, q_end - q, p - q
    a, b, c = _dot(u, u), _dot(u, v), _dot(v, v)
    d, e = _dot(u, w), _dot(v, w)
    spread = a * c - b * b
    s = np.clip(_ratio(b * e - c * d, spread), 0.0, 1.0)
    t = _ratio(b * s + e, c)
    s = np.where(t < 0, np.clip(_ratio(-d, a), 0, 1), np.where(t > 1, np.clip(_ratio(b - d, a), 0, 1), s))
    t = np.clip(t, 0.0, 1.0)
    return p + s[:, None] * u, q + t[:, None] * v


def _dot(a: Floats, b: Floats) -> Floats:
    products: Floats = np.einsum("ij,ij->i", a, b)
    return products


def _ratio(above: Floats, below: Floats) -> Floats:
    """A quotient, 0 where the divisor is as good as 0."""
    small = np.abs(below) < 1e-18
    ratio: Floats = np.where(small, 0.0, above / np.where(small, 1.0, below))
    return ratio


def _on_triangles(points: Floats, triangles: Floats) -> Floats:
    """The feet of points on the planes of their triangles; no number where a foot is outside of its triangle."""
    a, u, v = triangles[:, 0], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    w = points - a
    uu, uv, vv, wu, wv = _dot(u, u), _dot(u, v), _dot(v, v), _dot(w, u), _dot(w, v)
    spread = uu * vv - uv * uv
    s, t = _ratio(wu * vv - wv * uv, spread), _ratio(wv * uu - wu * uv, spread)
    inside = (np.abs(spread) > 1e-18) & (s >= 0) & (t >= 0) & (s + t <= 1)
    return np.where(inside[:, None], a + s[:, None] * u + t[:, None] * v, np.nan)
