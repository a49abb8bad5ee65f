"""The safety fence: posts and light panels along a path."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from geometry.mesh import Mesh
from geometry.models.model import Model, Part, Shadow, Shape, Site, gathered
from geometry.models.scenery import walked
from geometry.palette import Role
from geometry.solids import box, quad, roller, sweep
from layouts.kinds import Fence
from layouts.space import Polyline, Pose, Vector

SPAN = 1.5
"""Between two posts at most, metres; more only along fences of more than `MOST_PANELS`."""
MOST_PANELS = 46
MOST_BARS = 110
"""Thin bars in all panels together: a long fence has fewer in each."""
TOE = 0.15
"""Free height under the panels, metres."""
POST = 0.06


@dataclass(frozen=True)
class FenceShape:
    """A fence along a path that begins at the origin."""

    path: Polyline
    height: float

    def model(self) -> Model:
        """Build the fence."""
        parts = [part for start, end in pairwise(self.stands()) for part in self.panel(start, end)]
        parts += [part for stand in self.stands() for part in self.post(stand)]
        middle = self.path.at(self.path.length / 2)
        shadow = Shadow(self.path.points, 0.03, 0.16, 0.34)
        return Model(gathered(parts), (shadow,), crown=middle._replace(z=self.height), sides=(middle,))

    def stands(self) -> tuple[Vector, ...]:
        """Where the posts stand: at the corners and evenly between them."""
        span = max(SPAN, self.path.length / max(1, MOST_PANELS - len(self.path.points)))
        stands = [self.path.points[0]]
        for start, end in pairwise(self.path.points):
            way = end.minus(start)
            count = max(1, math.ceil(way.norm() / span - 1e-9))
            stands += [start.plus(way, number / count) for number in range(1, count + 1)]
        return tuple(stands)

    def post(self, stand: Vector) -> Iterator[Part]:
        """A post on its foot plate."""
        half, foot = POST / 2, 0.06
        yield Part(Role.GUARD, box((-half, -half, 0.01), (half, half, self.height)).moved(stand))
        yield Part(Role.PANEL, box((-foot, -foot, 0.0), (foot, foot, 0.01)).moved(stand))

    def panel(self, start: Vector, end: Vector) -> Iterator[Part]:
        """A light panel between two posts: a frame, thin bars, and a veil for the mesh between them."""
        way = end.minus(start)
        line = Polyline((start.plus(way, POST / 2 / way.norm()), end.plus(way, -POST / 2 / way.norm())))
        low, high = min(TOE, self.height / 4), self.height - 0.03
        for bottom, top in ((low, low + 0.03), (high - 0.03, high)):
            yield Part(Role.MARKING, sweep(_profile(0.012, bottom, top), line, caps=False))
        bars = max(1, MOST_BARS // len(self.stands()))
        for number in range(min(bars, 7)):
            at = line.at(line.length * (number + 1) / (min(bars, 7) + 1))
            yield Part(Role.MARKING, _bar(at, low + 0.03, high - 0.03))
        yield from (Part(Role.MESH, side) for side in _veil(line, low + 0.03, high - 0.03))


def _profile(half: float, low: float, high: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([(-half, low), (half, low), (half, high), (-half, high)])


def _bar(at: Vector, low: float, high: float) -> Mesh:
    """A thin upright bar, without its ends."""
    return roller(0.006, high - low, sides=4, caps=False).rotated(STANDING).moved((at.x, at.y, (low + high) / 2))


STANDING = np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]])
"""Rotation that lifts the Y axis upright."""


def _veil(line: Polyline, low: float, high: float) -> Iterator[Mesh]:
    """One face to each side."""
    (ax, ay, _), (bx, by, _) = line.points[0], line.points[-1]
    yield quad([(ax, ay, low), (bx, by, low), (bx, by, high), (ax, ay, high)])
    yield quad([(bx, by, low), (ax, ay, low), (ax, ay, high), (bx, by, high)])


def fence_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a fence from its own path."""
    fence = site.equipment
    if not isinstance(fence, Fence) or (placed := walked(fence.path)) is None:
        return None
    return FenceShape(placed[0], float(fence.height)), placed[1]
