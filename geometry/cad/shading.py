"""Normals of imported bodies: round where neighbouring triangles hardly differ, sharp where they meet at an edge."""

import math

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geometry.cad.assembly import Body, Floats, Whole
from geometry.mesh import Mesh

CREASE = math.cos(math.radians(35))
"""Triangles whose normals differ by more meet at an edge that is seen."""


def meshes_of(body: Body) -> dict[int, Mesh]:
    """Return one mesh for each colour of a body, by the number of the colour."""
    normals = body.normals
    unit = normals / np.maximum(np.linalg.norm(normals, axis=1), 1e-30)[:, None]
    corners = _corners(body.triangles, unit)
    sums = np.zeros((int(corners.max()) + 1, 3))
    np.add.at(sums, corners.ravel(), np.repeat(normals, 3, axis=0))
    shared = sums / np.maximum(np.linalg.norm(sums, axis=1), 1e-30)[:, None]
    points = np.zeros_like(shared)
    points[corners.ravel()] = body.points[body.triangles.ravel()]
    return {int(color): _mesh(points, shared, corners[body.paint == color]) for color in np.unique(body.paint)}


def _corners(triangles: Whole, unit: Floats) -> Whole:
    """Number the corners (m, 3) of triangles: those at one point that share a normal have one number."""
    numbers = np.arange(triangles.size).reshape(-1, 3)
    sides = np.array([(0, 1), (1, 2), (2, 0)])
    ends, corners = triangles[:, sides].reshape(-1, 2), numbers[:, sides].reshape(-1, 2)
    turned = ends[:, 0] > ends[:, 1]
    ends[turned], corners[turned] = ends[turned][:, ::-1], corners[turned][:, ::-1]
    order = np.lexsort((ends[:, 1], ends[:, 0]))
    first, second = order[:-1], order[1:]
    together = (ends[first] == ends[second]).all(axis=1)
    together &= (unit[first // 3] * unit[second // 3]).sum(axis=1) > CREASE
    a, b = corners[first[together]].ravel(), corners[second[together]].ravel()
    graph = coo_array((np.ones(len(a), np.int8), (a, b)), (triangles.size,) * 2)
    return np.asarray(connected_components(graph, directed=False)[1], np.int64).reshape(-1, 3)


def _mesh(points: Floats, normals: Floats, triangles: Whole) -> Mesh:
    used, inverse = np.unique(triangles, return_inverse=True)
    rows = inverse.reshape(-1, 3).astype(np.int32)
    return Mesh(points[used].astype(np.float32), normals[used].astype(np.float32), rows)
