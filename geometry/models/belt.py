"""The belt conveyor along any path: belt, drums, side rails, and legs that stand on the floor."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np

from geometry.mesh import Mesh
from geometry.models.model import Model, Shadow, Shape, Shaper, Site, surfaces
from geometry.palette import Role
from geometry.solids import box, roller, sweep
from layouts.kinds import Conveyor
from layouts.space import Polyline, Pose, Vector

RAIL = 0.035
THICKNESS = 0.05
DRUM = 0.045
"""Radius of the drums at the ends, metres."""
LEG_SPACING = 1.6
MOST_LEGS = 14
"""Pairs of legs at most: on a long belt they stand further apart."""
MOST_ROLLERS = 16


@dataclass(frozen=True)
class BeltShape:
    """A belt of a width along a path of the belt's top; the path begins above the origin."""

    path: Polyline
    width: float

    def model(self) -> Model:
        """Build the belt."""
        middle = self.path.at(self.path.length / 2)
        half = self.width / 2 + RAIL
        return Model(
            surfaces=surfaces(
                *self.carrying(),
                (Role.STEEL, self.rails()),
                (Role.LEG, self.legs()),
            ),
            shadows=(self.shadow(half),),
            crown=middle,
            sides=self.sides(half),
        )

    def carrying(self) -> Iterator[tuple[Role, Iterable[Mesh]]]:
        """What parts lie on, and what drives it."""
        yield Role.BELT, [sweep(self.belt(), self.path)]
        yield Role.STEEL, self.drums()

    def belt(self) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """The profile of the belt: its top at the path."""
        half = self.width / 2
        return np.array([(-half, -THICKNESS), (half, -THICKNESS), (half, 0.0), (-half, 0.0)])

    def rails(self) -> Iterator[Mesh]:
        """Both side rails, a finger higher than the belt."""
        half = self.width / 2
        for low, high in ((-half - RAIL, -half), (half, half + RAIL)):
            profile = np.array([(low, -0.08), (high, -0.08), (high, 0.022), (low, 0.022)])
            yield sweep(profile, self.path)

    def drums(self) -> Iterator[Mesh]:
        """The drums at both ends and, below the belt, the rollers over which it returns."""
        wide = self.width + 2 * RAIL - 0.006
        yield from self.row((DRUM, self.path.length - DRUM), roller(DRUM, wide, sides=10), 0.006 + DRUM)
        count = min(MOST_ROLLERS, max(1, math.ceil(self.path.length / 0.6) - 1))
        places = self.path.length * (np.arange(count) + 0.5) / count
        yield from self.row(places.tolist(), roller(0.026, wide - 0.01, sides=6), 0.105)

    def hung(self, distance: float, mesh: Mesh, below: float) -> Mesh:
        """Hang a roller so far below the top of the belt."""
        foot = self.path.at(distance)
        return self._across(distance, mesh).moved((foot.x, foot.y, foot.z - below))

    def row(self, distances: Iterable[float], mesh: Mesh, below: float) -> Iterator[Mesh]:
        """Hang equal rollers so far below the top of the belt: those of a straight piece are copies of one."""
        for piece, several in groupby(distances, self.path.piece):
            feet = np.array([self.path.at(distance) for distance in several])
            yield self._across(self.path.distances[piece], mesh).repeated(feet - (0.0, 0.0, below))

    def legs(self) -> Iterator[Mesh]:
        """Pairs of legs with feet and a bar between."""
        inset = min(0.22, self.path.length / 4)
        count = min(MOST_LEGS, max(2, math.ceil((self.path.length - 2 * inset) / LEG_SPACING) + 1))
        for distance in np.linspace(inset, self.path.length - inset, count).tolist():
            foot = self.path.at(distance)
            if foot.z > 0.25:
                legs = leg_pair(self.width / 2 + RAIL / 2, foot.z - 0.08)
                yield self._across(distance, legs).moved((foot.x, foot.y, 0.0))

    def _across(self, distance: float, mesh: Mesh) -> Mesh:
        """Turn a mesh so that its X axis follows the path seen from above."""
        ahead = self.path.directions[self.path.piece(float(distance))]
        flat = math.hypot(ahead.x, ahead.y)
        cos, sin = (ahead.x / flat, ahead.y / flat) if flat > 1e-9 else (1.0, 0.0)
        return mesh.rotated(np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]], np.float64))

    def shadow(self, half: float) -> Shadow:
        """A pale shadow along the path, softer the higher the belt is."""
        height = max(point.z for point in self.path.points)
        line = tuple(point._replace(z=0.0) for point in self.path.points)
        return Shadow(line, half * 0.8, 0.1 + 0.12 * min(height, 2.0), 0.36 if height < 2 else 0.2)

    def sides(self, half: float) -> tuple[Vector, ...]:
        """Two points on the floor beside the middle."""
        middle = self.path.at(self.path.length / 2)._replace(z=0.0)
        ahead = self.path.directions[self.path.piece(self.path.length / 2)]
        left = Vector(-ahead.y, ahead.x)
        return middle.plus(left, -half), middle.plus(left, half)


@lru_cache(maxsize=256)
def leg_pair(y: float, top: float) -> Mesh:
    """Return two legs at -y and y with feet and a bar between, up to `top`."""
    parts = [box((-0.025, -y + 0.015, 0.32 * top), (0.025, y - 0.015, 0.32 * top + 0.04))]
    for side in (-y, y):
        parts.append(box((-0.025, side - 0.0174, 0.02), (0.025, side + 0.0174, top)))
        parts.append(box((-0.05, side - 0.0175, 0.0), (0.05, side + 0.0175, 0.02)))
    return Mesh.merged(parts)


def along(shape: type[BeltShape]) -> Shaper:
    """Return the shaper of a conveyor: its path from the origin, so that those of one form share a model."""

    def shaper(site: Site) -> tuple[Shape, Pose] | None:
        if site.path is None:
            return None
        start = site.path.points[0]._replace(z=0.0)
        moved = tuple(Vector(*(round(c, 6) for c in point.minus(start))) for point in site.path.points)
        width = site.equipment.width if isinstance(site.equipment, Conveyor) else 0.4
        return shape(Polyline(moved), float(width)), Pose(start)

    return shaper


belt_at = along(BeltShape)
