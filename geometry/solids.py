"""The solids that models are made of: lofts, boxes, cylinders and profiles drawn along a path."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geometry.mesh import Mesh, Points, Triangles
from layouts.space import Polyline, Vector

Outline = NDArray[np.float64]
"""(k, 2) float64: corners of a convex polygon, anticlockwise, metres."""

QUAD = np.array([[0, 1, 2], [0, 2, 3]], np.int32)


def rectangle(length: float, width: float, chamfer: float = 0.0) -> Outline:
    """Return a rectangle about the origin, its corners cut by `chamfer`."""
    x, y, c = length / 2, width / 2, min(chamfer, length / 3, width / 3)
    if c <= 0:
        return np.array([(-x, -y), (x, -y), (x, y), (-x, y)])
    right = [(x - c, -y), (x, -y + c), (x, y - c), (x - c, y)]
    return np.array([*right, *((-px, -py) for px, py in right)])


def circle(radius: float, sides: int) -> Outline:
    """Return a regular polygon about the origin."""
    angles = 2 * np.pi * np.arange(sides) / sides
    return np.column_stack([radius * np.cos(angles), radius * np.sin(angles)])


def loft(
    layers: Sequence[tuple[float, Outline]], *, smooth: bool = False, caps: bool = True, bottom: bool = True
) -> Mesh:
    """Join outlines of equally many corners, from below, at given heights; `smooth` rounds the sides."""
    rings = [np.column_stack([outline, np.full(len(outline), z)]) for z, outline in layers]
    sides = [_band(low, high, smooth) for low, high in pairwise(rings)]
    lower = [_cap(rings[0][::-1], -1.0)] if caps and bottom else []
    upper = [_cap(rings[-1], 1.0)] if caps else []
    return Mesh.merged([*sides, *lower, *upper])


def _band(low: NDArray[np.float64], high: NDArray[np.float64], smooth: bool) -> Mesh:
    """The quads between two rings (k, 3)."""
    corners = np.stack([low, np.roll(low, -1, axis=0), np.roll(high, -1, axis=0), high], axis=1)
    flat = _unit(crossed(corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0]))
    normals = np.repeat(flat[:, None], 4, axis=1)
    if smooth:
        shared = _unit(flat + np.roll(flat, 1, axis=0))
        normals[:, (0, 3)] = shared[:, None]
        normals[:, (1, 2)] = np.roll(shared, -1, axis=0)[:, None]
    return quads(corners, normals)


def _cap(ring: NDArray[np.float64], up: float) -> Mesh:
    """A fan over a convex ring (k, 3) whose normal is ±Z."""
    numbers = np.arange(1, len(ring) - 1, dtype=np.int32)
    triangles = np.column_stack([np.zeros_like(numbers), numbers, numbers + 1])
    normals = np.tile(np.array([0, 0, up], np.float32), (len(ring), 1))
    return Mesh(ring.astype(np.float32), normals, triangles)


def quads(corners: NDArray[np.float64], normals: NDArray[np.float64]) -> Mesh:
    """Return the mesh of quads (n, 4, 3), each anticlockwise, with a normal a corner (n, 4, 3)."""
    starts = 4 * np.arange(len(corners), dtype=np.int32)
    triangles: Triangles = (starts[:, None, None] + QUAD).reshape(-1, 3)
    points: Points = corners.reshape(-1, 3).astype(np.float32)
    return Mesh(points, normals.reshape(-1, 3).astype(np.float32), triangles)


def quad(corners: Sequence[Sequence[float]]) -> Mesh:
    """Return one flat quad from its four corners, anticlockwise seen from outside."""
    points = np.asarray(corners, np.float64)
    normal = _unit(crossed(points[1] - points[0], points[3] - points[0])[None])[0]
    return quads(points[None], np.tile(normal, (1, 4, 1)))


def crossed(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the cross products of vectors (..., 3); NumPy's own takes four times as long for a few."""
    ax, ay, az, bx, by, bz = a[..., 0], a[..., 1], a[..., 2], b[..., 0], b[..., 1], b[..., 2]
    return np.stack([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx], axis=-1)


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.sqrt(np.einsum("...i,...i->...", vectors, vectors))[..., None]
    return vectors / np.where(lengths > 0, lengths, 1.0)


def box(low: Sequence[float], high: Sequence[float], *, chamfer: float = 0.0, crown: float = 0.0) -> Mesh:
    """Return a box between two corners; `chamfer` cuts the upright edges, `crown` the upper ones."""
    if chamfer <= 0 and crown <= 0:
        size = np.asarray(high, np.float64) - low
        return Mesh((UNIT.points * size + low).astype(np.float32), UNIT.normals, UNIT.triangles)
    length, width = high[0] - low[0], high[1] - low[1]
    outline = rectangle(length, width, chamfer)
    layers = [(low[2], outline), (high[2], outline)]
    if crown > 0:
        top = outline * (1 - 2 * crown / np.array([length, width]))
        layers = [(low[2], outline), (high[2] - crown, outline), (high[2], top)]
    return loft(layers).moved(((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, 0.0))


UNIT = loft([(0.0, rectangle(1, 1) + 0.5), (1.0, rectangle(1, 1) + 0.5)])
"""The box between the origin and (1, 1, 1): most boxes are this one, stretched."""


def cylinder(radius: float, bottom: float, top: float, *, sides: int = 12, caps: bool = True) -> Mesh:
    """Return an upright cylinder about the Z axis."""
    ring = circle(radius, sides)
    return loft([(bottom, ring), (top, ring)], smooth=True, caps=caps)


LYING_ACROSS = np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]])
"""Rotation that lays the Z axis along +Y."""


@lru_cache(maxsize=256)
def roller(radius: float, length: float, *, sides: int = 10, caps: bool = True) -> Mesh:
    """Return a cylinder about the Y axis, centred on the origin; one and the same for equal measures."""
    return cylinder(radius, -length / 2, length / 2, sides=sides, caps=caps).rotated(LYING_ACROSS)


def aligned(mesh: Mesh, start: Vector, end: Vector) -> Mesh:
    """Turn and move a mesh that stands on the origin so that it leaves `start` towards `end`."""
    ahead = np.array(end.minus(start), np.float64)
    ahead /= np.linalg.norm(ahead)
    beside = crossed(np.array((0.0, 1.0, 0.0) if abs(ahead[1]) < 0.9 else (1.0, 0.0, 0.0)), ahead)
    beside /= np.linalg.norm(beside)
    return mesh.rotated(np.column_stack([beside, crossed(ahead, beside), ahead])).moved(start)


def rod(start: Vector, end: Vector, radius: float, *, sides: int = 8, caps: bool = True) -> Mesh:
    """Return a round bar from one point to another."""
    return aligned(cylinder(radius, 0.0, end.minus(start).norm(), sides=sides, caps=caps), start, end)


def capsule(start: Vector, end: Vector, radius: float, tip: float | None = None, *, sides: int = 8) -> Mesh:
    """Return a round bar with round ends about two points; `tip` is the radius at the far one."""
    length, last = end.minus(start).norm(), radius if tip is None else tip
    layers = [(-0.8 * radius, circle(0.6 * radius, sides)), (0.0, circle(radius, sides))]
    layers += [(length, circle(last, sides)), (length + 0.8 * last, circle(0.6 * last, sides))]
    return aligned(loft(layers, smooth=True), start, end)


def ring(radius: float, thickness: float, *, sides: int = 20, around: int = 6) -> Mesh:
    """Return a torus about the Z axis."""
    angles = 2 * np.pi * np.arange(around + 1) / around
    layers = [(thickness * math.sin(a), circle(radius + thickness * math.cos(a), sides)) for a in angles]
    return loft(layers, smooth=True, caps=False)


@lru_cache(maxsize=64)
def frames(path: Polyline) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the points (n, 3) of a path and the level vectors (n, 3) to its left, stretched to a mitre at bends."""
    points = np.array(path.points, np.float64)
    flat = _unit(np.array([(d.x, d.y, 0.0) for d in path.directions], np.float64))
    lefts = np.column_stack([-flat[:, 1], flat[:, 0], flat[:, 2]])
    both = np.vstack([lefts[:1], lefts[:-1] + lefts[1:], lefts[-1:]])
    middle = _unit(both)
    cosines = np.concatenate([[1.0], np.sum(middle[1:-1] * lefts[1:], axis=1), [1.0]])
    return points, middle / np.maximum(cosines, 0.3)[:, None]


def sweep(profile: Outline, path: Polyline, *, caps: bool = True) -> Mesh:
    """Draw a closed profile (k, 2: to the left, up; anticlockwise in this plane) along a path."""
    points, lefts = frames(path)
    up = np.array([0.0, 0.0, 1.0])
    rings = points[:, None] + profile[None, :, :1] * lefts[:, None] + profile[None, :, 1:] * up
    ahead, beside = rings[1:], np.roll(rings, -1, axis=1)
    corners = np.stack([rings[:-1], beside[:-1], beside[1:], ahead], axis=2)
    normals = _sweep_normals(profile, lefts)
    around = np.stack([normals[:-1], normals[:-1], normals[1:], normals[1:]], axis=2)
    sides = quads(corners.reshape(-1, 4, 3), around.reshape(-1, 4, 3))
    if not caps:
        return sides
    return Mesh.merged([sides, _end(rings[0][::-1]), _end(rings[-1])])


def _sweep_normals(profile: Outline, lefts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Normals (n, k, 3) of each edge of the profile at each point of the path."""
    edges = np.roll(profile, -1, axis=0) - profile
    outward = np.column_stack([edges[:, 1], -edges[:, 0]])
    sides = _unit(lefts)
    return _unit(outward[None, :, :1] * sides[:, None] + outward[None, :, 1:] * np.array([0.0, 0.0, 1.0]))


def _end(ring: NDArray[np.float64]) -> Mesh:
    """Close a sweep by a fan over a convex ring (k, 3)."""
    normal = _unit(crossed(ring[1] - ring[0], ring[2] - ring[0])[None])
    numbers = np.arange(1, len(ring) - 1, dtype=np.int32)
    triangles = np.column_stack([np.zeros_like(numbers), numbers, numbers + 1])
    return Mesh(ring.astype(np.float32), np.repeat(normal, len(ring), axis=0).astype(np.float32), triangles)
