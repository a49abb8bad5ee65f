"""Triangles seen from above: what of them lies between two heights, how near it comes to a line, where it enters.

Triangles are (m, 3, 3) float64, lines (p, 2) float64: points on the floor, metres.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def slab(triangles: Floats, low: float, high: float) -> Floats:
    """Return the parts of triangles between two heights, as triangles."""
    return _below(_below(triangles, high) * (1, 1, -1), -low) * (1, 1, -1)


def _below(triangles: Floats, height: float) -> Floats:
    """The parts of triangles that are no higher."""
    over = triangles[:, :, 2] > height
    count = over.sum(axis=1)
    tip = np.where(count == 1, np.argmax(over, axis=1), np.argmin(over, axis=1))
    cut = (count == 1) | (count == 2)
    rolled = np.take_along_axis(triangles, ((tip[:, None] + np.arange(3)) % 3)[:, :, None], axis=1)[cut]
    tips, lone = rolled[:, 0], count[cut] == 1
    firsts, lasts = (_on(tips, rolled[:, corner], height) for corner in (1, 2))
    kept_tip = np.stack([tips, firsts, lasts], axis=1)[~lone]
    base = rolled[lone]
    quads = [
        np.stack([firsts[lone], base[:, 1], base[:, 2]], axis=1),
        np.stack([firsts[lone], base[:, 2], lasts[lone]], axis=1),
    ]
    return np.concatenate([triangles[count == 0], kept_tip, *quads])


def _on(starts: Floats, ends: Floats, height: float) -> Floats:
    """Where edges pass a height."""
    rise = ends[:, 2] - starts[:, 2]
    share = (height - starts[:, 2]) / np.where(rise == 0, 1.0, rise)
    points: Floats = starts + share[:, None] * (ends - starts)
    return points


def nearest(triangles: Floats, line: Floats) -> tuple[float, Floats]:
    """Return how near triangles come to a line seen from above, and where (3,): the point of a triangle.

    Infinite, and no number, where there are no triangles.
    """
    if not len(triangles):
        return np.inf, np.full(3, np.nan)
    edges = np.concatenate([triangles, np.roll(triangles, -1, axis=1)], axis=2).reshape(-1, 6)
    starts, ends = edges[:, :3], edges[:, 3:]
    best, where = np.inf, np.full(3, np.nan)
    for a, b in pairwise(line):
        covered = _contain(triangles, a)
        if covered.any():
            return 0.0, np.append(a, triangles[covered][0, :, 2].mean())
        share, distances = _segments_apart(starts[:, :2], ends[:, :2], a, b)
        least = int(np.argmin(distances))
        if distances[least] < best:
            best, where = float(distances[least]), starts[least] + share[least] * (ends[least] - starts[least])
    return best, where


def _contain(triangles: Floats, point: Floats) -> NDArray[np.bool_]:
    """Which triangles cover a point seen from above."""
    flat = triangles[:, :, :2] - point
    turns = np.stack([_cross(flat[:, k], flat[:, (k + 1) % 3]) for k in range(3)], axis=1)
    some = np.abs(turns).sum(axis=1) > 1e-12
    covers: NDArray[np.bool_] = some & (np.all(turns >= 0, axis=1) | np.all(turns <= 0, axis=1))
    return covers


def _cross(a: Floats, b: Floats) -> Floats:
    crossed: Floats = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return crossed


def _segments_apart(starts: Floats, ends: Floats, a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Share along each segment (n, 2) of its point nearest to a segment from a to b, and the distance."""
    way, along = ends - starts, b - a
    crossing = _cross(way, along)
    parallel = np.abs(crossing) < 1e-15
    s = _cross(a - starts, along) / np.where(parallel, 1.0, crossing)
    t = _cross(a - starts, way) / np.where(parallel, 1.0, crossing)
    meets = ~parallel & (s >= 0) & (s <= 1) & (t >= 0) & (t <= 1)
    shares = [np.zeros(len(starts)), np.ones(len(starts)), _foot(a, starts, way), _foot(b, starts, way)]
    tries = np.stack([_to_segment(starts + share[:, None] * way, a, along) for share in shares])
    best = np.argmin(tries, axis=0)
    rows = np.arange(len(starts))
    share = np.where(meets, s, np.stack(shares)[best, rows])
    return share, np.where(meets, 0.0, tries[best, rows])


def _foot(point: Floats, starts: Floats, way: Floats) -> Floats:
    """Share along segments of the point nearest to a point."""
    squares = np.einsum("ij,ij->i", way, way)
    share = np.einsum("ij,ij->i", point - starts, way) / np.where(squares > 0, squares, 1.0)
    clipped: Floats = np.clip(share, 0.0, 1.0)
    return clipped


def _to_segment(points: Floats, a: Floats, along: Floats) -> Floats:
    """Distances of points (n, 2) from one segment."""
    share = np.clip((points - a) @ along / max(float(along @ along), 1e-30), 0.0, 1.0)
    distances: Floats = np.linalg.norm(points - a - share[:, None] * along, axis=1)
    return distances


def fan(outline: Floats) -> Floats:
    """Return a convex outline (k, 2) as triangles on the floor."""
    flat = np.concatenate([outline, np.zeros((len(outline), 1))], axis=1)
    triangles: Floats = np.stack([np.tile(flat[0], (len(flat) - 2, 1)), flat[1:-1], flat[2:]], axis=1)
    return triangles


def entering(triangles: Floats, outline: Floats, depth: float) -> NDArray[np.bool_]:
    """Tell which triangles reach deeper than `depth` into a convex outline (k, 2), seen from above.

    Two convex shapes share room where no line parallel to an edge of one of them separates them.
    """
    flat = triangles[:, :, :2]
    inside = np.ones(len(triangles), bool)
    for a, b in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        normal = _normal(b - a)
        inside &= _common((flat @ normal), outline @ normal) > depth
    for k in range(3):
        edges = flat[:, (k + 1) % 3] - flat[:, k]
        normals = np.column_stack([edges[:, 1], -edges[:, 0]])
        lengths = np.linalg.norm(normals, axis=1, keepdims=True)
        normals = normals / np.where(lengths > 1e-12, lengths, np.inf)
        mine = np.einsum("mci,mi->mc", flat, normals)
        theirs = np.einsum("ki,mi->mk", outline, normals)
        inside &= (_common(mine, theirs) > -1e-12) | (lengths[:, 0] <= 1e-12)
    return inside


def _normal(edge: Floats) -> Floats:
    normal: Floats = np.array([edge[1], -edge[0]]) / np.linalg.norm(edge)
    return normal


def _common(ones: Floats, others: Floats) -> Floats:
    """How far one must be pushed along an axis to leave the other: the nearer way out."""
    low, high = others.min(axis=-1), others.max(axis=-1)
    out: Floats = np.minimum(ones.max(axis=-1) - low, high - ones.min(axis=-1))
    return out
