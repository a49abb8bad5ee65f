"""Short pieces of conveyor that join and part ways: merge, diverter, transfer and turntable."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.models.carcass import stand
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import Room, Station, standing
from geometry.models.zone import PASSAGE, Purpose, Zone, front_of
from geometry.palette import Role
from geometry.solids import box, circle, cylinder, loft, rod
from layouts.space import Vector

FRAME = 0.05
RADIUS = 0.025
MOST_ROLLERS = 26


@dataclass(frozen=True)
class DeckShape(Station):
    """A frame on legs with rollers across, level with its rim on all four sides, so that parts cross any of them."""

    room: ClassVar[Room] = Room(0.3, 0.3, 0.0, 0.2)

    def model(self) -> Model:
        """Build the deck with what steers parts on it."""
        parts = (*self.frame(), *self.rollers(), *self.steering())
        return self.built(parts, None, self.joints(), darkness=0.4)

    def joints(self) -> tuple[Joint, ...]:
        """What moves on it."""
        return ()

    def zones(self) -> tuple[Zone, ...]:
        """It is reached from its front now and then."""
        return (front_of(self.size, PASSAGE, Purpose.SERVICE),)

    def frame(self) -> Iterator[Part]:
        """Legs, and a rim of full size whose top is level with the rollers."""
        low = self.height - min(0.12, 0.3 * self.height)
        yield from stand(self.x - 0.02, self.y - 0.02, low)
        for side in (-1, 1):
            front, rear = sorted((side * self.y, side * (self.y - FRAME)))
            yield Part(Role.STEEL, box((-self.x, front, low), (self.x, rear, self.height)))
            left, right = sorted((side * self.x, side * (self.x - FRAME)))
            yield Part(Role.STEEL, box((left, -self.y + FRAME, low), (right, self.y - FRAME, self.height)))
        inner_x, inner_y = self.x - FRAME, self.y - FRAME
        yield Part(Role.BELT, box((-inner_x, -inner_y, low + 0.01), (inner_x, inner_y, self.height - 0.045)))

    def rollers(self) -> Iterator[Part]:
        """Rollers between the rims."""
        inner_x, inner_y = self.x - FRAME, self.y - FRAME
        count = max(2, min(MOST_ROLLERS, int(2 * inner_x / 0.085)))
        for number in range(count):
            x = inner_x * (2 * (number + 0.5) / count - 1)
            bar = rod(Vector(x, -inner_y, 0), Vector(x, inner_y, 0), RADIUS, sides=8)
            yield Part(Role.SHELF, bar.moved((0, 0, self.height - RADIUS)))

    def steering(self) -> Iterator[Part]:
        """What leads parts from one side to another."""
        yield from ()

    def rail(self, start: Vector, end: Vector, joint: str | None = None) -> Iterator[Part]:
        """A guide rail between two places of the deck, on posts."""
        low, high = self.height + 0.06, self.height + 0.12
        yield Part(Role.ACCENT, rod(start._replace(z=low), end._replace(z=low), 0.018, sides=8), joint)
        yield Part(Role.ACCENT, rod(start._replace(z=high), end._replace(z=high), 0.018, sides=8), joint)
        for place in (start, end):
            post = cylinder(0.016, self.height - 0.02, high + 0.02, sides=8).moved((place.x, place.y, 0))
            yield Part(Role.LEG, post, joint)


@dataclass(frozen=True)
class MergeShape(DeckShape):
    """Two ways become one: a rail leads what comes from the front side into the straight way."""

    def steering(self) -> Iterator[Part]:
        """Rails in the form of a funnel, and a light barrier at its mouth."""
        for side in (-1, 1):
            start = Vector(-0.86 * self.x, side * 0.84 * self.y)
            throat = Vector(0.3 * self.x, side * 0.36 * self.y)
            yield from self.rail(start, throat)
            yield from self.rail(throat, Vector(0.9 * self.x, side * 0.36 * self.y))
            eye = Vector(0.3 * self.x, side * (self.y - 0.06))
            yield Part(Role.GUARD, box((-0.02, -0.02, self.height), (0.02, 0.02, self.height + 0.14)).moved(eye))


@dataclass(frozen=True)
class DiverterShape(DeckShape):
    """One way becomes two: an arm swings across and leads parts aside."""

    @property
    def pivot(self) -> Vector:
        """Where the arm turns."""
        return Vector(-0.4 * self.x, 0.8 * self.y, self.height)

    def joints(self) -> tuple[Joint, ...]:
        """The arm."""
        return (Joint("arm", self.pivot, Vector(0, 0, -1), 48.0, True, Motion.STROKES, 5.0),)

    def steering(self) -> Iterator[Part]:
        """The arm with its drive, at rest along the way."""
        pivot, reach = self.pivot, 1.15 * min(self.x, self.y)
        drive = cylinder(min(0.09, 0.18 * self.y), self.height, self.height + 0.1, sides=14).moved(
            (pivot.x, pivot.y, 0)
        )
        yield Part(Role.PANEL, drive)
        low, high = self.height + 0.03, self.height + 0.19
        end = min(pivot.x + reach, 0.92 * self.x)
        arm = box((pivot.x, pivot.y - 0.03, low), (end, pivot.y + 0.03, high), chamfer=0.012)
        yield Part(Role.ACCENT, arm, "arm")
        hub = cylinder(min(0.06, 0.12 * self.y), self.height + 0.1, high + 0.03, sides=14).moved((pivot.x, pivot.y, 0))
        yield Part(Role.STEEL, hub, "arm")
        for y in (-0.62 * self.y, 0.88 * self.y):
            yield from self.rail(Vector(-0.9 * self.x, y), Vector(-0.5 * self.x, y))


@dataclass(frozen=True)
class TransferShape(DeckShape):
    """A right-angle transfer: chains lie between the rollers, lift the part and carry it to the side."""

    def joints(self) -> tuple[Joint, ...]:
        """The chains come up."""
        return (Joint("chains", Vector(0, 0, self.height), Vector(0, 0, 1), 0.03, False, Motion.STROKES, 6.0),)

    def steering(self) -> Iterator[Part]:
        """Three strands across the rollers."""
        inner = self.y - FRAME
        for x in np.linspace(-0.55 * self.x, 0.55 * self.x, 3):
            strand = box((x - 0.03, -inner, self.height - 0.03), (x + 0.03, inner, self.height + 0.006))
            yield Part(Role.ACCENT, strand, "chains")


@dataclass(frozen=True)
class TurntableShape(Station):
    """A round table with rollers on a drum, which turns a part from one way into another."""

    room: ClassVar[Room] = Room(0.5, 0.5, 0.0, 0.2)

    @property
    def radius(self) -> float:
        """Radius of the table."""
        return min(self.x, self.y)

    def model(self) -> Model:
        """Build the turntable."""
        joint = Joint("table", Vector(0, 0, self.height), Vector(0, 0, 1), 90.0, True, Motion.STROKES, 8.0)
        return self.built((*self.foot(), *self.table(), *self.sills(0.12)), None, (joint,), darkness=0.4)

    def zones(self) -> tuple[Zone, ...]:
        """It is reached from its front now and then."""
        return (front_of(self.size, PASSAGE, Purpose.SERVICE),)

    def foot(self) -> Iterator[Part]:
        """A square base, a drum, and a ring with teeth."""
        low = self.height - min(0.24, 0.5 * self.height)
        yield Part(Role.TRIM, box((-self.x, -self.y, 0.0), (self.x, self.y, min(0.03, low / 2)), chamfer=0.08))
        column = [(0.05, 0.5 * self.radius), (low, 0.42 * self.radius)]
        yield Part(Role.BODY, loft([(z, circle(r, 24)) for z, r in column], smooth=True))
        yield Part(Role.PANEL, cylinder(0.72 * self.radius, low, low + 0.06, sides=28))

    def table(self) -> Iterator[Part]:
        """The disc with its rollers."""
        low, radius = self.height - min(0.18, 0.4 * self.height), 0.97 * self.radius
        yield Part(Role.ACCENT, cylinder(radius, low, self.height - 0.07, sides=36), "table")
        yield Part(Role.BELT, cylinder(0.96 * radius, self.height - 0.07, self.height - 0.045, sides=36), "table")
        count = max(4, min(MOST_ROLLERS, int(2 * radius / 0.09)))
        for number in range(count):
            x = 0.86 * radius * (2 * (number + 0.5) / count - 1)
            half = math.sqrt((0.9 * radius) ** 2 - x * x)
            bar = rod(Vector(x, -half, 0), Vector(x, half, 0), RADIUS, sides=8)
            yield Part(Role.SHELF, bar.moved((0, 0, self.height - RADIUS)), "table")


merge_at, diverter_at, transfer_at = map(standing, (MergeShape, DiverterShape, TransferShape))
turntable_at = standing(TurntableShape)
