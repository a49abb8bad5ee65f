"""What brings parts to another height: a lift with a carriage between masts, and a spiral conveyor."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.models.carcass import rollers
from geometry.models.fittings import posts
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import Room, Station, standing
from geometry.palette import Role
from geometry.solids import Outline, box, cylinder, rod, sweep
from layouts.space import Polyline, Vector

POST = 0.1
STEPS = 16
"""Straight pieces of one turn of a spiral."""


@dataclass(frozen=True)
class LiftShape(Station):
    """Four posts with guards, a carriage with rollers at the height at which parts pass, a drive on top."""

    room: ClassVar[Room] = Room(0.8, 0.8, 0.9, 0.2)

    def model(self) -> Model:
        """Build the lift."""
        way = 0.92 * (self.top - 0.5 - self.height)
        joint = Joint("carriage", Vector(0, 0, self.height), Vector(0, 0, 1), way, False, Motion.STROKES, 14.0)
        parts = (*self.frame(), *self.guards(), *self.carriage(), *self.drive(), *self.sills(POST, 0.3))
        return self.built(parts, None, (joint,), darkness=0.45)

    def frame(self) -> Iterator[Part]:
        """Base plate, posts, and beams at three heights."""
        yield Part(Role.PLINTH, box((-self.x, -self.y, 0.0), (self.x, self.y, 0.06)))
        for mesh in posts(self.x, self.y, POST, 0.06, self.top - 0.25):
            yield Part(Role.ACCENT, mesh)
        yield Part(Role.BODY, box((-self.x, -self.y, self.top - 0.25), (self.x, self.y, self.top - 0.12)))
        for share in (0.45, 0.72):
            low = share * self.top
            for side in (-1, 1):
                front, rear = sorted((side * (self.y - 0.01), side * (self.y - POST + 0.01)))
                yield Part(Role.ACCENT, box((-self.x + POST, front, low), (self.x - POST, rear, low + 0.07)))

    def guards(self) -> Iterator[Part]:
        """Mesh at front and rear, from the floor to the top."""
        for side in (-1, 1):
            front, rear = sorted((side * (self.y - 0.035), side * (self.y - 0.055)))
            yield Part(Role.MESH, box((-self.x + POST, front, 0.1), (self.x - POST, rear, self.top - 0.26)))

    def carriage(self) -> Iterator[Part]:
        """The platform with its rollers and the guides along two posts."""
        half_x, half_y = self.x - POST - 0.02, self.y - POST - 0.02
        for part in rollers(half_x, half_y - 0.03, self.height, most=14):
            yield part._replace(joint="carriage")
        yield Part(
            Role.PANEL,
            box((-half_x, -half_y + 0.03, self.height - 0.16), (half_x, half_y - 0.03, self.height - 0.09)),
            "carriage",
        )
        for side in (-1, 1):
            front, rear = sorted((side * half_y, side * (half_y - 0.04)))
            shoe = box((-0.12, front, self.height - 0.16), (0.12, rear, self.height + 0.5))
            yield Part(Role.TRIM, shoe, "carriage")
        plate = box((-half_x, -0.2, self.height - 0.006), (half_x, 0.2, self.height))
        yield Part(Role.STEEL, plate, "carriage")

    def drive(self) -> Iterator[Part]:
        """Motor, shaft, and the belts that carry the carriage."""
        low = self.top - 0.12
        inner = 0.6 * self.x
        yield Part(Role.PANEL, rod(Vector(-inner, 0, low + 0.06), Vector(0.6 * inner, 0, low + 0.06), 0.06, sides=16))
        yield Part(Role.STEEL, box((0.6 * inner, -0.08, low), (inner, 0.08, self.top)))
        for side in (-1, 1):
            y = side * (self.y - 0.075)
            yield Part(Role.BELT, box((-0.03, y - 0.006, self.height + 0.4), (0.03, y + 0.006, low)))


@dataclass(frozen=True)
class SpiralShape(Station):
    """A belt of slats that winds around a column, with a table at each port."""

    room: ClassVar[Room] = Room(1.2, 1.2, 0.8, 0.3)

    def model(self) -> Model:
        """Build the spiral."""
        parts = (*self.column(), *self.winding(), *self.tables(), *self.frame())
        return self.built(parts, None, (), darkness=0.45)

    @property
    def radius(self) -> float:
        """Radius of the middle of the way."""
        return min(self.x, self.y) - self.half - 0.1

    @property
    def half(self) -> float:
        """Half the width of the way."""
        return min(0.25, 0.2 * min(self.x, self.y))

    @property
    def helix(self) -> Polyline:
        """The middle of the way, from the way in up to the top."""
        low, high = self.height, self.top - 0.3
        turns = max(1, min(4, round((high - low) / 0.5)))
        angles = np.linspace(math.pi, math.pi + 2 * math.pi * turns, STEPS * turns + 1)
        heights = np.linspace(low - 0.02, high, len(angles))
        radius = self.radius
        return Polyline(
            tuple(
                Vector(radius * math.cos(a), -radius * math.sin(a), float(z))
                for a, z in zip(angles, heights, strict=True)
            )
        )

    def column(self) -> Iterator[Part]:
        """The column on its foot, with a drive on top."""
        inner = max(0.12, self.radius - self.half - 0.12)
        yield Part(Role.TRIM, box((-self.x, -self.y, 0.0), (self.x, self.y, 0.03), chamfer=0.1))
        yield Part(Role.BODY, cylinder(0.6 * inner, 0.03, self.top - 0.1, sides=20))
        yield Part(Role.PANEL, cylinder(0.75 * inner, self.top - 0.1, self.top, sides=20))

    def winding(self) -> Iterator[Part]:
        """Slats between two rails."""
        half, helix = self.half, self.helix

        def band(low: float, high: float, under: float, over: float) -> Outline:
            return np.array([(low, under), (high, under), (high, over), (low, over)])

        yield Part(Role.BELT, sweep(band(-half, half, -0.03, 0.0), helix))
        for low, high in ((-half - 0.03, -half), (half, half + 0.03)):
            yield Part(Role.ACCENT, sweep(band(low, high, -0.06, 0.09), helix))

    def frame(self) -> Iterator[Part]:
        """Brackets from the column and upright bars at the outside."""
        outer = self.radius + self.half + 0.05
        for number in range(8):
            angle = math.pi * (number + 0.5) / 4
            x, y = math.cos(angle), math.sin(angle)
            bar = rod(Vector(outer * x, outer * y, 0.03), Vector(outer * x, outer * y, self.top - 0.12), 0.022, sides=8)
            yield Part(Role.LEG, bar)
        for share in (0.35, 0.65, 0.93):
            for number in range(4):
                angle = math.pi * (2 * number + 0.5) / 4
                end = Vector(outer * math.cos(angle), outer * math.sin(angle), share * self.top)
                yield Part(Role.LEG, rod(Vector(0, 0, share * self.top), end, 0.016, sides=6))

    def tables(self) -> Iterator[Part]:
        """The ways from the ports to the winding, on legs."""
        inner = self.radius - self.half
        for port in self.ports:
            across = abs(abs(port.x) - self.x) < 1e-6
            yield from self._table(port, inner, across)

    def _table(self, port: Vector, inner: float, across: bool) -> Iterator[Part]:
        half = min(self.half, self.x, self.y)
        if across:
            low, high = sorted((port.x, math.copysign(inner, port.x)))
            yield Part(Role.BELT, box((low, port.y - half, port.z - 0.04), (high, port.y + half, port.z)))
            leg = (port.x - math.copysign(0.08, port.x), port.y)
        else:
            low, high = sorted((port.y, math.copysign(inner, port.y)))
            yield Part(Role.BELT, box((port.x - half, low, port.z - 0.04), (port.x + half, high, port.z)))
            leg = (port.x, port.y - math.copysign(0.08, port.y))
        yield Part(Role.LEG, box((leg[0] - 0.04, leg[1] - 0.04, 0.03), (leg[0] + 0.04, leg[1] + 0.04, port.z - 0.04)))


lift_at, spiral_at = map(standing, (LiftShape, SpiralShape))
