"""Collapsing edges one by one, the cheapest of all bodies first: a point goes where its neighbour is.

The price of a collapse is what it adds to the squared distances from the planes that met in the points that have gone
(Garland and Heckbert 1997, "Surface Simplification Using Quadric Error Metrics"). Points are not moved, so that
corners and holes of machined parts stay exact as long as they are there, and thin triangles, of which CAD meshes are
full, are no obstacle: with them libraries that want well-shaped triangles do not begin at all.
"""

import heapq
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geometry.cad.assembly import Assembly, Body, Floats, Whole

FOLD = 0.25
"""A triangle may turn so far that the cosine between its old and its new normal is this."""
LEAST = 4
"""Triangles that are left of each piece that hangs together, at least: nothing vanishes."""
SHORT = 1e-7
"""Among collapses that cost nothing, short edges go first: the share of the fourth power of their length."""
Point = tuple[float, float, float]
Quadric = tuple[float, ...]


class Collapse:
    """All bodies of an assembly, from which triangles are taken as long as one likes."""

    def __init__(self, assembly: Assembly) -> None:
        """Find what each collapse would cost."""
        self.assembly = assembly
        bodies = assembly.bodies
        times = np.bincount([place.body for place in assembly.placed], minlength=len(bodies))
        starts = np.cumsum([0, *(len(body.points) for body in bodies)])
        points = np.concatenate([body.points for body in bodies])
        triangles = np.concatenate([body.triangles + start for body, start in zip(bodies, starts, strict=False)])
        paint = np.concatenate([body.paint for body in bodies])
        counts = [len(body.triangles) for body in bodies]
        self._times: list[int] = np.repeat(times, counts).tolist()
        pieces = _pieces(len(points), triangles)
        self._piece: list[int] = pieces.tolist()
        self._left: list[int] = np.bincount(pieces[triangles[:, 0]], minlength=int(pieces.max()) + 1).tolist()
        self._points: list[Point] = [(x, y, z) for x, y, z in points.tolist()]
        self._faces: list[tuple[int, int, int] | None] = [(a, b, c) for a, b, c in triangles.tolist()]
        self._paint = paint
        self._around: list[set[int]] = [set() for _ in self._points]
        for number, face in enumerate(triangles.tolist()):
            for corner in face:
                self._around[corner].add(number)
        self._quadrics: list[Quadric] = [tuple(row) for row in _quadrics(points, triangles, paint).tolist()]
        self._versions = [0] * len(self._points)
        self._heap = [self._priced(int(u), int(v)) for u, v in _edges(triangles)]
        heapq.heapify(self._heap)
        self.drawn = assembly.triangles

    def down_to(self, budget: int) -> Assembly:
        """Collapse until at most so many triangles are drawn, or nothing more can go; return what is left."""
        while self.drawn > budget and self._heap:
            _, u, v, one, other = heapq.heappop(self._heap)
            if self._versions[u] == one and self._versions[v] == other and self._may_go(u, v):
                self._go(u, v)
        return self.assembly.with_bodies([*self._bodies()])

    def _priced(self, u: int, v: int) -> tuple[float, int, int, int, int]:
        """The cheaper of both ways to collapse an edge: the price, what goes, what stays, and their versions."""
        quadric = tuple(map(sum, zip(self._quadrics[u], self._quadrics[v], strict=True)))
        p, q = self._points[u], self._points[v]
        there, back = _value(quadric, q), _value(quadric, p)
        squares = (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2
        if back < there:
            u, v, there = v, u, back
        return there + SHORT * squares * squares, u, v, self._versions[u], self._versions[v]

    def _may_go(self, u: int, v: int) -> bool:
        """Tell whether a point may go to its neighbour: nothing is torn, nothing folds over, something is left."""
        if self._left[self._piece[u]] <= LEAST:
            return False
        shared = self._around[u] & self._around[v]
        if not shared or len(self._neighbours(u) & self._neighbours(v)) != len(shared) or len(shared) > 2:
            return False
        return all(self._keeps(number, u, v) for number in self._around[u] - shared)

    def _keeps(self, number: int, u: int, v: int) -> bool:
        face = self._faces[number]
        if face is None:
            return False
        before = _normal(*(self._points[corner] for corner in face))
        after = _normal(*(self._points[v if corner == u else corner] for corner in face))
        product = before[0] * after[0] + before[1] * after[1] + before[2] * after[2]
        lengths = (before[0] ** 2 + before[1] ** 2 + before[2] ** 2) * (after[0] ** 2 + after[1] ** 2 + after[2] ** 2)
        return product > 0 and lengths > 0 and product * product >= FOLD * FOLD * lengths

    def _go(self, u: int, v: int) -> None:
        piece = self._piece[u]
        for number in self._around[u] & self._around[v]:
            for corner in self._faces[number] or ():
                self._around[corner].discard(number)
            self._faces[number] = None
            self._left[piece] -= 1
            self.drawn -= self._times[number]
        for number in self._around[u]:
            a, b, c = self._faces[number] or (u, u, u)
            self._faces[number] = (v if a == u else a, v if b == u else b, v if c == u else c)
            self._around[v].add(number)
        self._around[u] = set()
        self._quadrics[v] = tuple(map(sum, zip(self._quadrics[u], self._quadrics[v], strict=True)))
        self._versions[u] += 1
        self._versions[v] += 1
        for neighbour in self._neighbours(v):
            heapq.heappush(self._heap, self._priced(v, neighbour))

    def _neighbours(self, point: int) -> set[int]:
        found = {corner for number in self._around[point] for corner in self._faces[number] or ()}
        found.discard(point)
        return found

    def _bodies(self) -> Iterator[Body]:
        """What is left of each body."""
        ends = np.cumsum([0, *(len(body.triangles) for body in self.assembly.bodies)])
        starts = np.cumsum([0, *(len(body.points) for body in self.assembly.bodies)])
        for body, (first, last), start in zip(self.assembly.bodies, pairwise(ends), starts, strict=False):
            kept = [number for number in range(first, last) if self._faces[number] is not None]
            own = np.array([self._faces[number] for number in kept], np.int64).reshape(-1, 3) - start
            used, inverse = np.unique(own, return_inverse=True)
            yield Body(body.points[used], inverse.reshape(-1, 3), self._paint[kept])


def _value(q: Quadric, p: Point) -> float:
    """The sum of weighted squared distances that a quadric gives at a point."""
    x, y, z = p
    inner = q[0] * x * x + q[4] * y * y + q[7] * z * z + q[9]
    return inner + 2 * (x * (q[1] * y + q[2] * z + q[3]) + y * (q[5] * z + q[6]) + q[8] * z)


def _normal(a: Point, b: Point, c: Point) -> Point:
    ux, uy, uz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    vx, vy, vz = c[0] - a[0], c[1] - a[1], c[2] - a[2]
    return uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx


def _pieces(count: int, triangles: Whole) -> Whole:
    """For each point the number of the piece that hangs together with it."""
    a, b = triangles[:, [0, 1]].T.ravel(), triangles[:, [1, 2]].T.ravel()
    graph = coo_array((np.ones(len(a), np.int8), (a, b)), (count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def _edges(triangles: Whole) -> Whole:
    """Every edge once (n, 2)."""
    return np.unique(np.sort(triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1), axis=0)


def _quadrics(points: Floats, triangles: Whole, paint: Whole) -> Floats:
    """The quadric of each point (n, 10): its planes, weighted by area, and planes that hold open and painted edges."""
    corners = points[triangles]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    areas = np.linalg.norm(normals, axis=1)
    unit = normals / np.where(areas > 0, areas, 1.0)[:, None]
    quadrics = np.zeros((len(points), 10))
    planes = _planes(unit, corners[:, 0]) * areas[:, None] / 6
    for corner in range(3):
        np.add.at(quadrics, triangles[:, corner], planes)
    held, faces = _held(triangles, paint)
    along = points[held[:, 1]] - points[held[:, 0]]
    squares = (along * along).sum(axis=1)
    upright = np.cross(along, unit[faces]) / np.sqrt(np.where(squares > 0, squares, 1.0))[:, None]
    fences = _planes(upright, points[held[:, 0]]) * squares[:, None]
    for end in range(2):
        np.add.at(quadrics, held[:, end], fences)
    return quadrics


def _planes(normals: Floats, points: Floats) -> Floats:
    """The quadrics (n, 10) of planes: the upper half of the outer product of (normal, -normal . point)."""
    full = np.column_stack([normals, -(normals * points).sum(axis=1)])
    rows, columns = np.triu_indices(4)
    planes: Floats = full[:, rows] * full[:, columns]
    return planes


def _held(triangles: Whole, paint: Whole) -> tuple[Whole, Whole]:
    """Edges (n, 2) at which a surface or a colour ends, each with a triangle beside it (n,)."""
    edges = np.sort(triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    faces = np.repeat(np.arange(len(triangles)), 3)
    _, inverse, counts = np.unique(edges, axis=0, return_inverse=True, return_counts=True)
    numbers = inverse.reshape(-1)
    low, high = np.full(len(counts), np.iinfo(np.int64).max), np.full(len(counts), -1)
    np.minimum.at(low, numbers, paint[faces])
    np.maximum.at(high, numbers, paint[faces])
    chosen = (counts[numbers] == 1) | (low != high)[numbers]
    return edges[chosen], faces[chosen]
