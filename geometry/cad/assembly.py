"""An assembly: bodies, each once, and where each of them stands how often."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
GRAIN = 2e-6
"""Points nearer than this share of the size of a body are one: files round in the seventh digit."""
GREY: str | None = None
"""The colour of what has none: it is drawn in the grey of steel."""


@dataclass(frozen=True, eq=False)
class Body:
    """A surface: points (n, 3) metres, triangles (m, 3), and for each triangle the number of its colour (m,)."""

    points: Floats
    triangles: Whole
    paint: Whole

    @property
    def corners(self) -> Floats:
        """The corners of each triangle (m, 3, 3)."""
        corners: Floats = self.points[self.triangles]
        return corners

    @property
    def normals(self) -> Floats:
        """The normal of each triangle (m, 3), as long as twice its area."""
        a, b, c = self.corners.transpose(1, 0, 2)
        return np.cross(b - a, c - a)

    @property
    def areas(self) -> Floats:
        """The area of each triangle (m,)."""
        areas: Floats = np.linalg.norm(self.normals, axis=1) / 2
        return areas

    def sampled(self, count: int, random: np.random.Generator) -> tuple[Floats, Whole]:
        """Points (count, 3) spread evenly over the surface, and the triangle of each."""
        areas = self.areas
        triangles = random.choice(len(areas), count, p=areas / areas.sum())
        u, v = random.random((2, count, 1))
        root = np.sqrt(u)
        a, b, c = self.corners[triangles].transpose(1, 0, 2)
        return (1 - root) * a + root * (1 - v) * b + root * v * c, triangles

    def cleaned(self) -> "Body":
        """Weld points that lie at the same place, and leave out triangles without an area."""
        if not len(self.triangles):
            return self
        grain = max(float(np.ptp(self.points, axis=0).max()), 1e-12) * GRAIN
        welded = self._welded(grain, 0.0)._welded(grain, 0.5)
        a, b, c = welded.triangles.T
        kept = (a != b) & (b != c) & (a != c) & (welded.areas > 0)
        return Body(welded.points, welded.triangles[kept], welded.paint[kept])

    def _welded(self, grain: float, shift: float) -> "Body":
        """Make one of all points in a cell of a grid, which are cut apart where an edge of the grid runs."""
        keys = np.round((self.points - self.points.min(axis=0)) / grain + shift).astype(np.int64)
        _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
        order = np.argsort(first)
        rank = np.empty_like(order)
        rank[order] = np.arange(len(order))
        return Body(self.points[first[order]], rank[inverse.reshape(-1)][self.triangles], self.paint)


class Placed(NamedTuple):
    """Where a body stands: its number, a rotation (3, 3) and an offset (3,), and what the file calls it."""

    body: int
    rotation: Floats
    offset: Floats
    name: str = ""

    def apply(self, points: Floats) -> Floats:
        """Bring points (n, 3) of the body to where it stands."""
        placed: Floats = points @ self.rotation.T + self.offset
        return placed


@dataclass(frozen=True, eq=False)
class Assembly:
    """Bodies, where they stand, and the colours (#rrggbb, None: grey) that their paint counts."""

    bodies: tuple[Body, ...]
    placed: tuple[Placed, ...]
    palette: tuple[str | None, ...] = field(default=(GREY,))

    @property
    def triangles(self) -> int:
        """How many triangles are drawn, each body as often as it stands somewhere."""
        return sum(len(self.bodies[each.body].triangles) for each in self.placed)

    @property
    def bounds(self) -> tuple[Floats, Floats]:
        """The lowest and the highest corner of the box around everything."""
        ends = np.array([_box(each.apply(self.bodies[each.body].points)) for each in self.placed])
        return ends[:, 0].min(axis=0), ends[:, 1].max(axis=0)

    @property
    def extents(self) -> Floats:
        """Length, width and height of that box."""
        low, high = self.bounds
        return high - low

    def moved(self, rotation: Floats, scale: float) -> "Assembly":
        """Turn everything about the origin, and scale it."""
        bodies = tuple(replace(body, points=body.points * scale) for body in self.bodies)
        placed = (
            each._replace(rotation=rotation @ each.rotation, offset=rotation @ each.offset * scale)
            for each in self.placed
        )
        return replace(self, bodies=bodies, placed=tuple(placed))

    def centred(self) -> "Assembly":
        """Stand everything on the floor, with the middle of its footprint at the origin."""
        low, high = self.bounds
        origin = np.array([*(low + high)[:2] / 2, low[2]])
        return replace(self, placed=tuple(each._replace(offset=each.offset - origin) for each in self.placed))

    def with_placed(self, placed: Iterable[Placed]) -> "Assembly":
        """Keep some of the places, and only the bodies that stand there."""
        chosen = tuple(placed)
        used = sorted({each.body for each in chosen})
        number = {body: rank for rank, body in enumerate(used)}
        renumbered = tuple(each._replace(body=number[each.body]) for each in chosen)
        return replace(self, bodies=tuple(self.bodies[body] for body in used), placed=renumbered)

    def with_bodies(self, bodies: Sequence[Body]) -> "Assembly":
        """Let other bodies stand in the same places."""
        return replace(self, bodies=tuple(bodies))


def _box(points: Floats) -> Floats:
    return np.array([points.min(axis=0), points.max(axis=0)])
