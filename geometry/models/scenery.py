"""The hall's own things: floor areas, walls, columns, words on the floor; and what stands for an unknown kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geometry.mesh import Mesh
from geometry.models.model import Model, Shape, Site, Surface, Words, around, contact, surfaces
from geometry.palette import Role
from geometry.solids import box, sweep
from layouts.colors import hex_of
from layouts.kinds import Column, Floor, Text, Wall
from layouts.space import Point, Polyline, Pose, Size, Vector

LIFT = 0.004
"""How far paint lies above the floor, metres: coplanar surfaces flicker."""


@dataclass(frozen=True)
class AreaShape:
    """A painted area of the floor with a border line."""

    size: Size
    color: str | None

    def model(self) -> Model:
        """Build the area."""
        x, y, line = self.size.length / 2, self.size.width / 2, min(0.08, self.size.length / 8, self.size.width / 8)
        inner = box((-x + line, -y + line, 0), (x - line, y - line, LIFT))
        border = [
            box((-x, -y, 0), (x, -y + line, LIFT)),
            box((-x, y - line, 0), (x, y, LIFT)),
            box((-x, -y + line, 0), (-x + line, y - line, LIFT)),
            box((x - line, -y + line, 0), (x, y - line, LIFT)),
        ]
        painted = (Surface(Role.AREA, inner, self.color), Surface(Role.GUARD, Mesh.merged(border), self.color))
        return Model(painted, crown=Vector(0, 0, 0.1), sides=(Vector(0, 0),))


@dataclass(frozen=True)
class WallShape:
    """A wall along a centre line."""

    path: Polyline
    height: float
    thickness: float

    def model(self) -> Model:
        """Build the wall: translucent, so that what stands behind is seen, with a solid foot and top."""
        half = self.thickness / 2
        bands = (
            (Role.COLUMN, 0.0, 0.12),
            (Role.WALL, 0.12, self.height - 0.06),
            (Role.COLUMN, self.height - 0.06, self.height),
        )
        parts = [
            (role, [sweep(np.array([(-half, low), (half, low), (half, high), (-half, high)]), self.path)])
            for role, low, high in bands
            if high > low
        ]
        return Model(surfaces(*parts), crown=self.path.at(self.path.length / 2)._replace(z=self.height))


@dataclass(frozen=True)
class ColumnShape:
    """A steel column with a guard at its foot."""

    size: Size

    def model(self) -> Model:
        """Build the column: two flanges, a web and a painted guard."""
        x, y, top = self.size.length / 2, self.size.width / 2, self.size.height
        guard, inset = min(0.9, top / 2), 0.006
        steel = [
            box((-x + inset, -y + inset, 0), (x - inset, -0.7 * y, top)),
            box((-x + inset, 0.7 * y, 0), (x - inset, y - inset, top)),
            box((-0.2 * x, -0.7 * y, 0), (0.2 * x, 0.7 * y, top)),
        ]
        bands = [box((-x, -y, low), (x, y, low + guard / 5)) for low in (0.0, 0.4 * guard, 0.8 * guard)]
        dark = [
            box((-x + 0.002, -y + 0.002, low), (x - 0.002, y - 0.002, low + guard / 5))
            for low in (0.2 * guard, 0.6 * guard)
        ]
        return Model(
            surfaces((Role.COLUMN, steel), (Role.GUARD, bands), (Role.PANEL, dark)),
            shadows=(contact(self.size.length, self.size.width, softness=0.25, darkness=0.45),),
            crown=Vector(0, 0, top),
        )


@dataclass(frozen=True)
class TextShape:
    """Words painted on the floor."""

    text: str
    letter_height: float
    color: str | None

    def model(self) -> Model:
        """Build the words; the letters are drawn by whoever draws the scene."""
        return Model((), words=Words(self.text, Vector(0, 0, 2 * LIFT), self.letter_height, self.color))


@dataclass(frozen=True)
class PlaceholderShape:
    """A translucent box with hatched edges: something is here of which this version does not know the look."""

    size: Size

    def model(self) -> Model:
        """Build the box."""
        length, width, height = self.size.measures
        x, y, height = length / 2, width / 2, max(height, 0.05)
        return Model(
            surfaces(
                (Role.PLACEHOLDER, [box((-x + 0.01, -y + 0.01, 0.01), (x - 0.01, y - 0.01, height - 0.01))]),
                (Role.HATCH, [*self.edges(height), *self.hatch(height)]),
            ),
            shadows=(contact(length, width, darkness=0.25),),
            crown=Vector(0, 0, height),
            sides=around(length, width),
        )

    def edges(self, height: float) -> Iterator[Mesh]:
        """The twelve edges of the box."""
        x, y, t = self.size.length / 2, self.size.width / 2, min(0.03, height / 4)
        for sx in (-x, x - t):
            for sy in (-y, y - t):
                yield box((sx, sy, 0), (sx + t, sy + t, height))
            for z in (0.0, height - t):
                yield box((sx, -y, z), (sx + t, y, z + t))
        for sy in (-y, y - t):
            for z in (0.0, height - t):
                yield box((-x, sy, z), (x, sy + t, z + t))

    def hatch(self, height: float) -> Iterator[Mesh]:
        """Slanting bars on the front."""
        x, y, bar = self.size.length / 2, self.size.width / 2, 0.03
        for share in np.linspace(-0.75, 0.75, 4):
            lean = min(0.25 * self.size.length, height)
            middle = share * x
            path = Polyline(
                (Vector(middle - lean / 2, -y + 0.01, bar), Vector(middle + lean / 2, -y + 0.01, height - bar))
            )
            yield sweep(np.array([(0.0, -bar), (0.008, -bar), (0.008, bar), (0.0, bar)]), path)


def floor_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a floor area."""
    equipment = site.equipment
    color = equipment.color if isinstance(equipment, Floor) else None
    return (AreaShape(equipment.footprint, hex_of(color) if color else None), site.pose) if site.pose else None


def wall_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a wall from its own path."""
    wall = site.equipment
    if not isinstance(wall, Wall) or (placed := walked(wall.path)) is None:
        return None
    return WallShape(placed[0], float(wall.height), float(wall.thickness)), placed[1]


def walked(path: Sequence[Point]) -> tuple[Polyline, Pose] | None:
    """Return a path that begins at the origin, and where it begins; None without two different points."""
    points = [point.vector(0.0) for point in path]
    distinct = [b for a, b in zip([None, *points], points, strict=False) if a is None or b.minus(a).norm() > 1e-6]
    if len(distinct) < 2:
        return None
    return Polyline(tuple(point.minus(points[0]) for point in distinct)), Pose(points[0])


def column_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a column."""
    size = site.equipment.footprint
    tall = size if size.height else Size(size.length, size.width, Column.default_size.height)
    return (ColumnShape(tall), site.pose) if site.pose else None


def text_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of words; none while there are no words."""
    text = site.equipment
    if not isinstance(text, Text) or not text.text or site.pose is None:
        return None
    return TextShape(text.text, float(text.letter_height), hex_of(text.color) if text.color else None), site.pose


def placeholder_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of something unknown."""
    return (PlaceholderShape(site.equipment.footprint), site.pose) if site.pose else None
