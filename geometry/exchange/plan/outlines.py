"""A model seen from above: the outlines of its solids, the lower ones first, so that each hides what it covers."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from geometry.mesh import Mesh
from geometry.models.model import Model
from geometry.palette import Role

Floats = NDArray[np.float64]
Pairs = NDArray[np.int64]

WELD = 1e-4
"""Points closer than this are one, metres."""
UP = 0.02
"""Faces whose normal points up by more than this are seen from above."""
UNSEEN = frozenset({Role.SHADOW, Role.GLASS, Role.MESH, Role.LAMP, Role.GLOW})
"""What lets see what is below, or would only be a dot."""
KEPT = 1024


class Outline(NamedTuple):
    """The closed edge (n, 2) of a solid seen from above, metres, what the solid is, and how high it reaches."""

    points: Floats
    role: Role
    top: float

    @property
    def breadth(self) -> float:
        """The shorter side of the rectangle around it."""
        return float(np.ptp(self.points, axis=0).min())


@lru_cache(maxsize=KEPT)
def outlines_of(model: Model) -> tuple[Outline, ...]:
    """Return the outlines of a model, sorted from below."""
    found = [each for s in model.surfaces if s.role not in UNSEEN for each in _outlines(s.mesh, s.role)]
    return tuple(sorted(found, key=lambda outline: outline.top))


def _outlines(mesh: Mesh, role: Role) -> Iterator[Outline]:
    points, triangles = _welded(mesh)
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    normals = np.cross(b - a, c - a)
    lengths = np.linalg.norm(normals, axis=1)
    seen = triangles[normals[:, 2] > UP * np.maximum(lengths, 1e-12)]
    for solid in _solids(seen, len(points)):
        for loop in _loops(solid):
            if len(loop) > 2:
                yield Outline(points[loop, :2], role, float(points[solid, 2].max()))


def _welded(mesh: Mesh) -> tuple[Floats, Pairs]:
    """Points without doubles, and the triangles between them."""
    points = mesh.points.astype(np.float64)
    _, first, number = np.unique(
        np.round(points / WELD).astype(np.int64), axis=0, return_index=True, return_inverse=True
    )
    return points[first], number.ravel()[mesh.triangles]


def _solids(triangles: Pairs, count: int) -> Iterator[Pairs]:
    """The triangles of each patch that hangs together."""
    if not len(triangles):
        return
    rows, columns = np.concatenate([triangles[:, (0, 1)], triangles[:, (1, 2)]]).T
    _, patch = connected_components(coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, count)), False)
    patches = patch[triangles[:, 0]]
    order = np.argsort(patches, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(patches[order])) + 1):
        yield triangles[rows]


def _loops(triangles: Pairs) -> Iterator[list[int]]:
    """The closed lines around a patch: edges that only one triangle has, put end to end."""
    edges = np.concatenate([triangles[:, (0, 1)], triangles[:, (1, 2)], triangles[:, (2, 0)]])
    there = {(int(a), int(b)) for a, b in edges}
    following: dict[int, list[int]] = {}
    for a, b in sorted(there):
        if (b, a) not in there:
            following.setdefault(a, []).append(b)
    while following:
        yield _loop(following)


def _loop(following: dict[int, list[int]]) -> list[int]:
    """Take one closed line out of the edges."""
    start = next(iter(following))
    loop, here = [start], start
    while here in following:
        ways = following[here]
        here_next = ways.pop()
        if not ways:
            del following[here]
        if here_next == start:
            break
        loop.append(here_next)
        here = here_next
    return loop
