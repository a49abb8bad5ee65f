"""Random halls, and what is found in them by brute force: every pair, and other methods than the checks use.

Models are taken apart into their solids, which are convex here. Two convex solids share room where no axis separates
them: normals of faces of both and crosses of their edges (Gottschalk, Lin and Manocha, 1996). How near something comes
to a line is measured from points all over its surface. What is nearer to the limit than the tolerance of the checks
and of this measurement is not decided; how much that is, is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, pairwise
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from geometry.mesh import Mesh, rotation_of
from geometry.models import Shape
from geometry.models.zone import Purpose
from geometry.scene import Piece, Scene, model_of, scene_of
from layouts.kinds import Column
from layouts.model import Layout
from layouts.reading import layout_of
from layouts.space import Pose

Floats = NDArray[np.float64]
BAND = 0.02
"""Deeper than this is overlap, less than nothing is none; what lies between is not decided, metres."""
PAINT, LOW = 0.02, 1.0
SPACING = 0.02
"""Between points on a surface, metres."""

SORTS = (
    "kind: machine, cycle: 9 s, size: {a} x {b} x 0.6 m",
    "kind: buffer, capacity: 6, size: {a} x {b} x 1.5 m",
    "kind: column",
    "kind: column, size: 0.6 x 0.5 x 2.4 m",
)


def random_hall(seed: int) -> Layout:
    """Return a hall with some ten things at random places, turned at random, and a walkway with a bend."""
    random = Random(seed)
    lines = ["linewright: 1", "equipment:"]
    for number in range(random.randint(6, 14)):
        sort = random.choice(SORTS).format(a=round(random.uniform(0.6, 2.4), 2), b=round(random.uniform(0.5, 1.6), 2))
        at = f"[{random.uniform(0, 9):.3f}, {random.uniform(0, 7):.3f}]"
        turn = random.choice([0, 90, 180, 270, round(random.uniform(0, 359), 1)])
        lines.append(f"  p{number}: {{{sort}, at: {at}, turn: {turn}, mirror: {random.choice(['true', 'false'])}}}")
    corners = ", ".join(f"[{x}, {random.uniform(0, 7):.2f}]" for x in (0, 4, 9))
    lines += ["aisles:", f"  walk: {{path: [{corners}], width: {random.uniform(0.8, 1.6):.2f} m, radius: 0 m}}"]
    layout = layout_of("\n".join([*lines, ""]))
    assert layout is not None
    return layout


class Solid(NamedTuple):
    """A convex solid: its corners (k, 3), the normals of its faces and the directions of its edges."""

    corners: Floats
    normals: Floats
    edges: Floats


def _solid(points: Floats) -> Solid:
    hull = ConvexHull(points)
    normals = _unlike(hull.equations[:, :3])
    pairs = np.concatenate([hull.simplices[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 0))])
    return Solid(points[hull.vertices], normals, _unlike(points[pairs[:, 1]] - points[pairs[:, 0]]))


def _unlike(vectors: Floats) -> Floats:
    """Directions without those that are the same or opposite."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    first = np.argmax(np.abs(unit) > 1e-6, axis=1)
    unit *= np.sign(unit[np.arange(len(unit)), first])[:, None]
    return np.unique(np.round(unit, 5), axis=0)


@cache
def solids_of(shape: Shape) -> tuple[Floats, ...]:
    """The corners of each solid of a shape that stands higher than paint."""
    mesh = Mesh.merged(surface.mesh for surface in model_of(shape).surfaces)
    points = np.round(mesh.points.astype(np.float64), 5)
    _, same = np.unique(points, axis=0, return_inverse=True)
    parent = list(range(int(same.max()) + 1))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    for a, b, c in same.ravel()[mesh.triangles].tolist():
        parent[root(a)] = parent[root(b)] = root(c)
    groups = np.array([root(number) for number in same.ravel().tolist()])
    several = (points[groups == group] for group in np.unique(groups))
    return tuple(each for each in several if each[:, 2].max() > PAINT and np.ptp(each, axis=0).min() > 1e-4)


def _placed(points: Floats, pose: Pose) -> Floats:
    placed: Floats = points @ rotation_of(pose).T + np.array(pose.position)
    return placed


def depth(one: Solid, other: Solid) -> float:
    """How far one solid must move to leave the other: the least over all axes; below 0 where an axis separates them."""
    crossed = np.cross(one.edges[:, None], other.edges[None]).reshape(-1, 3)
    lengths = np.linalg.norm(crossed, axis=1)
    crossed = crossed[lengths > 1e-6] / lengths[lengths > 1e-6, None]
    axes = np.concatenate([one.normals, other.normals, crossed])
    mine, theirs = one.corners @ axes.T, other.corners @ axes.T
    return float(np.minimum(mine.max(0) - theirs.min(0), theirs.max(0) - mine.min(0)).min())


def _deepest(ones: list[Solid], others: list[Solid]) -> float:
    """The greatest depth among all pairs of solids; those of which the boxes are apart need no further look."""
    if not ones or not others:
        return -1.0
    low, high = (np.array([pick(solid.corners, axis=0) for solid in ones]) for pick in (np.min, np.max))
    other_low, other_high = (np.array([pick(solid.corners, axis=0) for solid in others]) for pick in (np.min, np.max))
    apart = np.maximum(low[:, None] - other_high[None], other_low[None] - high[:, None]).max(axis=2)
    pairs = zip(*np.nonzero(apart <= 0.001), strict=True)
    return max((depth(ones[a], others[b]) for a, b in pairs), default=-float(apart.min()))


@dataclass
class Verdict:
    """What brute force says: findings that must be there, and those that may or may not."""

    certain: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    open: set[tuple[str, frozenset[str]]] = field(default_factory=set)

    def add(self, rule: str, names: frozenset[str], excess: float, band: float = BAND) -> None:
        """Judge a measure: above 0 a breach, but within the band neither."""
        if excess > band:
            self.certain.add((rule, names))
        elif excess > -0.001 if band == BAND else excess > -band:
            self.open.add((rule, names))


def brute_force(layout: Layout) -> Verdict:
    """Compare everything with everything."""
    scene, verdict = scene_of(layout), Verdict()
    solids = {
        name: [_solid(_placed(p, piece.pose)) for p in solids_of(piece.shape)] for name, piece in scene.pieces.items()
    }
    built = {name for name in solids if isinstance(layout.equipment[name], Column)}  # columns may be built together
    for one, other in combinations(solids, 2):
        if {one, other} <= built:
            continue
        verdict.add("overlap", frozenset((one, other)), _deepest(solids[one], solids[other]))
    for owner, rule, zone in _zones(scene):
        for name in solids.keys() - {owner}:
            verdict.add(rule, frozenset((owner, name)), _deepest([zone], solids[name]))
    half, line = (layout.aisles["walk"].width or 0.0) / 2, np.array([(p.x, p.y) for p in layout.aisles["walk"].path])
    for name, piece in scene.pieces.items():
        verdict.add("aisle_width", frozenset((name,)), half - _distance(piece, line), 0.03)
    return verdict


def _zones(scene: Scene) -> Iterator[tuple[str, str, Solid]]:
    rules = {Purpose.CLEARANCE: "clearance", Purpose.SERVICE: "service", Purpose.WORK: "work_space"}
    for name, piece in scene.pieces.items():
        for zone in piece.model.zones:
            if zone.purpose in rules:
                outline = np.array([piece.pose.apply(corner) for corner in zone.outline])
                low, high = (outline * (1, 1, 0) + (0, 0, height) for height in (max(zone.low, PAINT), zone.high))
                yield name, rules[zone.purpose], _solid(np.concatenate([low, high]))


def _distance(piece: Piece, line: Floats) -> float:
    """How near points all over a piece come to a line, up to the height at which something stands in an aisle."""
    points = _placed(surface_points(piece.shape), piece.pose)
    points = points[(points[:, 2] > PAINT) & (points[:, 2] < LOW)][:, :2]
    if not len(points):
        return np.inf
    best = np.inf
    for a, b in pairwise(line):
        share = np.clip((points - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)
        best = min(best, float(np.linalg.norm(points - a - share[:, None] * (b - a), axis=1).min()))
    return best


@cache
def surface_points(shape: Shape) -> Floats:
    """Points all over the surfaces of a shape, some two centimetres apart."""
    mesh = Mesh.merged(surface.mesh for surface in model_of(shape).surfaces)
    corners = mesh.points.astype(np.float64)[mesh.triangles]
    return np.concatenate([_grid(*triangle) for triangle in corners])


def _grid(a: Floats, b: Floats, c: Floats) -> Floats:
    count = max(1, int(np.ceil(max(np.linalg.norm(b - a), np.linalg.norm(c - a)) / SPACING)))
    u, v = np.meshgrid(np.arange(count + 1) / count, np.arange(count + 1) / count)
    inside = u + v <= 1 + 1e-9
    points: Floats = a + u[inside][:, None] * (b - a) + v[inside][:, None] * (c - a)
    return points
