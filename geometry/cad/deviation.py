"""How far a simplified surface lies from the original, measured between points on one and triangles of the other."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from geometry.cad.assembly import Body, Floats, Whole

POINTS = 30_000
"""Points spread over each of both surfaces, beside those below."""
CORNERS = 600_000
"""Corners of the original, and middles of triangles and edges of the result, at most: there it deviates most."""
MIDDLES = np.array([(1 / 3, 1 / 3, 1 / 3), (0.5, 0.5, 0.0), (0.0, 0.5, 0.5), (0.5, 0.0, 0.5)])
ANCHORS = 60_000
"""Points by which the nearest triangles are found."""
NEIGHBOURS = 4
ENTRIES = 300_000
"""Pairs of points and triangles that are looked at together."""
BATCH, BATCHES = 2000, 20
CLOSE = 0.005
"""Share by which the result may be too large."""


@dataclass(frozen=True)
class Deviation:
    """The largest distance found, metres, and from how many points to how many bodies."""

    largest: float = 0.0
    points: int = 0
    bodies: int = 0

    def with_other(self, other: "Deviation") -> "Deviation":
        """Put two measurements together."""
        largest = max(self.largest, other.largest)
        return Deviation(largest, self.points + other.points, self.bodies + other.bodies)


def between(original: Body, simplified: Body, share: float = 1.0) -> Deviation:
    """Measure in both directions, with a share of the points."""
    if original is simplified or not len(simplified.triangles):
        return Deviation()
    random = np.random.default_rng(1)
    count = max(200, round(POINTS * share))
    there = np.concatenate([_some(original.points, share, random), original.sampled(count, random)[0]])
    middles = _some((MIDDLES @ simplified.corners).reshape(-1, 3), share, random)
    back = np.concatenate([simplified.points, middles, simplified.sampled(count, random)[0]])
    largest = max(_farthest(there, simplified, share, random), _farthest(back, original, share, random))
    return Deviation(largest, len(there) + len(back), 1)


def _some(points: Floats, share: float, random: np.random.Generator) -> Floats:
    """All points where there are not too many, else so many of them."""
    most = max(1000, round(CORNERS * share))
    return points if len(points) <= most else points[random.choice(len(points), most, replace=False)]


def _farthest(points: Floats, body: Body, share: float, random: np.random.Generator) -> float:
    """The largest distance of points (n, 3) to a body, exactly, or a little more where there is too much to look at.

    Bounds from nearby triangles come first. Then the points with the largest bounds are looked at exactly, until no
    bound that is left is much more than the largest distance so found: the largest of both is returned.
    """
    bounds = bounds_to(points, body, max(1000, round(ANCHORS * share)), random)
    order = np.argsort(-bounds)
    near = _Near(body)
    largest, start = 0.0, 0
    for _ in range(BATCHES):
        if start == len(order) or bounds[order[start]] <= largest * (1 + CLOSE):
            break
        chosen = near.affordable(points, bounds, order[start : start + BATCH])
        largest = max(largest, float(near.exactly(points[chosen], bounds[chosen]).max()))
        start += len(chosen)
    return max(largest, float(bounds[order[start]])) if start < len(order) else largest


class _Near:
    """Finds all triangles of a body that may be nearest to a point."""

    def __init__(self, body: Body) -> None:
        self.corners = body.corners
        middles = self.corners.mean(axis=1)
        self.radii = np.linalg.norm(self.corners - middles[:, None], axis=2).max(axis=1)
        self.middles, self.tree = middles, cKDTree(middles)

    def affordable(self, points: Floats, bounds: Floats, chosen: Whole) -> Whole:
        """The first of some points, as many as can be looked at together."""
        reach = bounds[chosen] * (1 + 1e-9) + float(self.radii.max()) + 1e-12
        counts = np.asarray(self.tree.query_ball_point(points[chosen], reach, return_length=True))
        return chosen[: max(1, int(np.searchsorted(np.cumsum(counts), ENTRIES)))]

    def exactly(self, points: Floats, bounds: Floats) -> Floats:
        """The distances of points (n, 3) to the body, of which upper bounds (n,) are known."""
        reach = bounds * (1 + 1e-9) + float(self.radii.max()) + 1e-12
        found = self.tree.query_ball_point(points, reach)
        rows = np.repeat(np.arange(len(points)), [len(each) for each in found])
        triangles = np.concatenate([np.asarray(each, np.int64) for each in found])
        gaps = np.linalg.norm(points[rows] - self.middles[triangles], axis=1) - self.radii[triangles]
        may = gaps <= bounds[rows] * (1 + 1e-9) + 1e-12
        distances = bounds.copy()
        np.minimum.at(distances, rows[may], _to_triangles(points[rows[may]], self.corners[triangles[may]]))
        return distances


def bounds_to(points: Floats, body: Body, anchors: int, random: np.random.Generator) -> Floats:
    """Return how far points (n, 3) are from a body at most.

    Triangles are looked for by the nearest of many points spread over the body, and by the middles of all: the
    distance to those found is exact, so that a nearer one that was missed makes the result larger and not smaller.
    """
    spread, owners = body.sampled(anchors, random)
    tree = cKDTree(np.concatenate([spread, body.corners.mean(axis=1)]))
    triangles = np.concatenate([owners, np.arange(len(body.triangles))])
    nearest = np.asarray(tree.query(points, k=NEIGHBOURS)[1])
    found = [_to_triangles(points, body.corners[triangles[nearest[:, rank]]]) for rank in range(NEIGHBOURS)]
    distances: Floats = np.min(found, axis=0)
    return distances


def _to_triangles(points: Floats, corners: Floats) -> Floats:
    """The distance of each point (n, 3) to its triangle (n, 3, 3): to its plane if it lies over it, else to an edge."""
    a, b, c = corners.transpose(1, 0, 2)
    normals = np.cross(b - a, c - a)
    squares = _dot(normals, normals)
    safe = np.where(squares > 0, squares, 1.0)
    heights = _dot(points - a, normals)
    shares = [_dot(np.cross(end - start, points - start), normals) for start, end in ((a, b), (b, c), (c, a))]
    over = np.all(np.array(shares) >= 0, axis=0) & (squares > 0)
    edges = np.min([_to_edges(points, start, end) for start, end in ((a, b), (b, c), (c, a))], axis=0)
    distances: Floats = np.where(over, np.abs(heights) / np.sqrt(safe), edges)
    return distances


def _to_edges(points: Floats, start: Floats, end: Floats) -> Floats:
    along = end - start
    lengths = _dot(along, along)
    shares = np.clip(_dot(points - start, along) / np.where(lengths > 0, lengths, 1.0), 0, 1)
    distances: Floats = np.linalg.norm(start + shares[:, None] * along - points, axis=1)
    return distances


def _dot(a: Floats, b: Floats) -> Floats:
    product: Floats = np.einsum("ij,ij->i", a, b)
    return product


def nearest_paint(original: Body, triangles: Floats) -> Whole:
    """Return the colours of the original nearest to the middles of triangles (m, 3, 3)."""
    if len(np.unique(original.paint)) == 1:
        return np.full(len(triangles), original.paint[0])
    spread, owners = original.sampled(4 * len(original.triangles) + 1000, np.random.default_rng(1))
    _, nearest = cKDTree(spread).query(triangles.mean(axis=1))
    paint: Whole = original.paint[owners[nearest]]
    return paint
