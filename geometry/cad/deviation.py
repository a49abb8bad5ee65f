"""How far a simplified surface lies from the original, measured between points on one and triangles of the other."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from geometry.cad.assembly import Body, Floats, Whole

POINTS = 30_000
"""Points on each of both surfaces; of the original also corners, where it deviates most."""
ANCHORS = 60_000
"""Points by which the nearest triangles are found."""
NEIGHBOURS = 4
ENTRIES = 1_000_000
"""Pairs of points and triangles that are looked at together."""
BATCHES = 20


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
    corners = original.points
    if len(corners) > count:
        corners = corners[random.choice(len(corners), count, replace=False)]
    there = np.concatenate([corners, original.sampled(count, random)[0]])
    back = np.concatenate([simplified.points, simplified.sampled(count, random)[0]])
    largest = max(_farthest(there, simplified, share, random), _farthest(back, original, share, random))
    return Deviation(largest, len(there) + len(back), 1)


def _farthest(points: Floats, body: Body, share: float, random: np.random.Generator) -> float:
    """The largest distance of points (n, 3) to a body, exactly, or a little more where there is too much to look at.

    Bounds from nearby triangles come first. Then the points with the largest bounds are looked at exactly, until the
    largest distance so found is no less than the bounds of all others.
    """
    bounds = bounds_to(points, body, max(1000, round(ANCHORS * share)), random)
    order = np.argsort(-bounds)
    batch = max(1, ENTRIES // len(body.triangles))
    largest = 0.0
    for start in range(0, min(len(order), batch * BATCHES), batch):
        if bounds[order[start]] <= largest:
            return largest
        chosen = order[start : start + batch]
        largest = max(largest, float(_exactly(points[chosen], bounds[chosen], body).max()))
    left = order[batch * BATCHES :]
    return max(largest, float(bounds[left].max())) if len(left) else largest


def _exactly(points: Floats, bounds: Floats, body: Body) -> Floats:
    """The distances of points (n, 3) to a body of which upper bounds (n,) are known."""
    corners = body.corners
    middles = corners.mean(axis=1)
    radii = np.linalg.norm(corners - middles[:, None], axis=2).max(axis=1)
    gaps = cdist(points, middles) - radii[None]
    rows, triangles = np.nonzero(gaps <= bounds[:, None] * (1 + 1e-9) + 1e-12)
    distances = bounds.copy()
    np.minimum.at(distances, rows, _to_triangles(points[rows], corners[triangles]))
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
