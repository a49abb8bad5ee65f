"""The assembly bench: a table with gravity bins, a tool on a balancer, a screen; nobody stands at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.models.fittings import screen, tray
from geometry.models.model import Model, Part
from geometry.models.station import Room, Station, standing
from geometry.models.zone import Zone, front_of
from geometry.palette import Role
from geometry.solids import box, cylinder, rod
from layouts.space import Vector

POST = 0.045
MOST_BINS = 8


@dataclass(frozen=True)
class BenchShape(Station):
    """A table of the whole footprint on two lifting columns, bins above its rear, a light over it."""

    room: ClassVar[Room] = Room(0.9, 0.55, 0.9, 0.5)

    def model(self) -> Model:
        """Build the bench."""
        parts = (*self.table(), *self.feet(), *self.rear(), *self.supply(), *self.tool())
        return self.built(parts, Vector(self.x - 0.058, self.y - 0.058, self.top), darkness=0.4)

    def zones(self) -> tuple[Zone, ...]:
        """Somebody works in front."""
        return (front_of(self.size),)

    def table(self) -> Iterator[Part]:
        """The table top with its edge, a mat, and drawers under it at the left."""
        low = self.height - 0.045
        yield Part(Role.BODY, box((-self.x, -self.y + 0.012, low), (self.x, self.y, self.height)))
        yield Part(Role.ACCENT, box((-self.x, -self.y, low), (self.x, -self.y + 0.012, self.height)))
        mat = box(
            (-0.32, -self.y + 0.05, self.height - 0.002), (0.32, -self.y + min(0.45, self.y), self.height + 0.0006)
        )
        yield Part(Role.INTERIOR, mat)
        left, right = -self.x + 0.16, -self.x + 0.16 + min(0.42, 0.5 * self.x)
        front = -self.y + 0.08
        yield Part(Role.BODY, box((left, front, low - 0.36), (right, self.y - 0.1, low)))
        for number in range(3):
            bottom = low - 0.35 + 0.116 * number
            yield Part(Role.TRIM, box((left + 0.012, front - 0.012, bottom), (right - 0.012, front, bottom + 0.1)))
            yield Part(
                Role.PANEL,
                box((left + 0.1, front - 0.028, bottom + 0.06), (right - 0.1, front - 0.012, bottom + 0.075)),
            )

    def feet(self) -> Iterator[Part]:
        """Two lifting columns on long feet, a beam between, a footrest."""
        low = self.height - 0.045
        for side in (-1, 1):
            x = side * (self.x - 0.1)
            yield Part(Role.LEG, box((x - 0.04, -self.y + 0.04, 0.0), (x + 0.04, self.y - 0.02, 0.05)))
            yield Part(Role.LEG, box((x - 0.04, -0.06, 0.05), (x + 0.04, 0.08, 0.6 * low)))
            yield Part(Role.STEEL, box((x - 0.03, -0.05, 0.6 * low), (x + 0.03, 0.07, low)))
        yield Part(Role.LEG, box((-self.x + 0.14, 0.0, 0.3), (self.x - 0.14, 0.05, 0.38)))
        yield Part(Role.PANEL, box((-0.05, -self.y + 0.1, 0.12), (self.x - 0.2, -self.y + 0.34, 0.15)))
        for x in (0.0, self.x - 0.26):
            yield Part(Role.LEG, box((x, -self.y + 0.2, 0.0), (x + 0.03, -self.y + 0.23, 0.12)))

    def rear(self) -> Iterator[Part]:
        """Posts, a perforated panel, the light on its arms, a screen."""
        for side in (-1, 1):
            left, right = sorted((side * self.x, side * (self.x - POST)))
            yield Part(Role.LEG, box((left, self.y - POST, self.height), (right, self.y, self.top)))
            yield Part(Role.LEG, box((left, -0.5 * self.y, self.top - POST), (right, self.y - POST, self.top)))
        inside, panel = self.x - POST, self.height + 0.46 * (self.top - self.height)
        yield Part(Role.TRIM, box((-inside, self.y - 0.03, self.height + 0.03), (inside, self.y - 0.012, panel)))
        yield Part(
            Role.BODY, box((-inside, -0.5 * self.y, self.top - 0.07), (inside, -0.5 * self.y + 0.14, self.top - 0.005))
        )
        yield Part(
            Role.SCREEN,
            box(
                (-inside + 0.03, -0.5 * self.y + 0.02, self.top - 0.08),
                (inside - 0.03, -0.5 * self.y + 0.12, self.top - 0.07),
            ),
        )
        x, low = -0.58 * self.x, self.height + 0.16
        yield from screen(Vector(x - 0.2, self.y - 0.08, low), Vector(x + 0.2, self.y - 0.03, low + 0.3))

    def supply(self) -> Iterator[Part]:
        """Two rows of bins on sloped shelves above the panel."""
        inside = self.x - POST - 0.01
        count = max(2, min(MOST_BINS, int(2 * inside / 0.2)))
        pitch, y = 2 * inside / count, self.y - 0.34
        free = self.top - self.height
        for level, role in ((self.height + 0.5 * free, Role.ACCENT), (self.height + 0.7 * free, Role.TRIM)):
            yield Part(Role.STEEL, box((-inside, y, level - 0.02), (inside, self.y - 0.012, level)))
            for number in range(count):
                left = -inside + number * pitch
                bin_ = tray(Vector(left + 0.008, y + 0.01, level), Vector(left + pitch - 0.008, y + 0.28, level + 0.12))
                yield Part(role, bin_)
                yield Part(
                    Role.PANEL if number % 2 else Role.CARTON,
                    box((left + 0.022, y + 0.024, level + 0.012), (left + pitch - 0.022, y + 0.26, level + 0.05)),
                )

    def tool(self) -> Iterator[Part]:
        """A screwdriver that hangs from a balancer on a rail."""
        x, y, rail = 0.45 * self.x, -0.5 * self.y + 0.07, self.top - 0.07
        low = self.height + 0.28
        yield Part(Role.ACCENT, rod(Vector(x, y - 0.05, rail - 0.1), Vector(x, y + 0.05, rail - 0.1), 0.075, sides=16))
        yield Part(Role.PANEL, cylinder(0.006, low + 0.24, rail - 0.1, sides=5).moved((x, y, 0)))
        yield Part(Role.PANEL, cylinder(0.034, low + 0.04, low + 0.24, sides=12).moved((x, y, 0)))
        yield Part(Role.STEEL, cylinder(0.012, low - 0.06, low + 0.04, sides=8).moved((x, y, 0)))
        for at in np.linspace(-0.2, 0.25, 4) * self.x:
            yield Part(
                Role.PANEL,
                rod(
                    Vector(float(at), self.y - 0.03, self.height + 0.36),
                    Vector(float(at), self.y - 0.06, self.height + 0.16),
                    0.014,
                    sides=6,
                ),
            )


bench_at = standing(BenchShape)
