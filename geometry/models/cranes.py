"""What carries from above: a gantry over a way for parts, and an overhead crane over a piece of the hall."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.models.carcass import way
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import Room, Station, standing
from geometry.models.zone import PASSAGE, Purpose, Zone, front_of, strip
from geometry.palette import Role
from geometry.solids import box, cylinder, ring, rod
from layouts.space import Vector

HALF = 0.28
POST = 0.16


@dataclass(frozen=True)
class GantryShape(Station):
    """Two portals with a beam between them, a carriage on the beam, an upright axis with a gripper."""

    room: ClassVar[Room] = Room(1.6, 1.0, 1.0, 0.3)

    def model(self) -> Model:
        """Build the gantry."""
        travel, drop = 1.3 * self.x, 0.75 * (self.hand - self.height)
        joints = (
            Joint(
                "carriage", Vector(-0.65 * self.x, 0, self.beam), Vector(1, 0, 0), travel, False, Motion.STROKES, 8.0
            ),
            Joint(
                "axis",
                Vector(-0.65 * self.x, 0, self.beam),
                Vector(0, 0, -1),
                drop,
                False,
                Motion.STROKES,
                4.0,
                "carriage",
            ),
        )
        parts = (*self.portals(), *self.bridge(), *self.carriage(), *self.below())
        return self.built(parts, Vector(self.x - 0.3, 0.0, self.beam + 0.24), joints, darkness=0.32)

    def zones(self) -> tuple[Zone, ...]:
        """The gripper comes everywhere between the portals; it is reached from the front."""
        inside = strip(Purpose.REACH, Vector(-self.x, -self.y), Vector(self.x, self.y, self.top))
        return inside, front_of(self.size, PASSAGE, Purpose.SERVICE)

    @property
    def beam(self) -> float:
        """Underside of the beam."""
        return self.top - 0.62

    @property
    def hand(self) -> float:
        """Lower end of the gripper at rest."""
        return self.height + 0.55 * (self.beam - self.height)

    def portals(self) -> Iterator[Part]:
        """A frame at each end: two columns on feet, a lintel."""
        for side in (-1, 1):
            left, right = sorted((side * self.x, side * (self.x - POST)))
            for front, rear in ((-self.y, -self.y + POST), (self.y - POST, self.y)):
                yield Part(Role.PLINTH, box((left, front, 0.0), (right, rear, 0.04)))
                yield Part(
                    Role.BODY, box((left + 0.015, front + 0.015, 0.04), (right - 0.015, rear - 0.015, self.beam))
                )
            yield Part(
                Role.BODY,
                box((left + 0.01, -self.y + 0.01, self.beam), (right - 0.01, self.y - 0.01, self.beam + 0.18)),
            )

    def bridge(self) -> Iterator[Part]:
        """The beam along the way with its rails and the cable chain on top."""
        low = self.beam + 0.02
        yield Part(Role.ACCENT, box((-self.x + 0.01, -0.1, low), (self.x - 0.01, 0.1, low + 0.22)))
        for z in (low + 0.02, low + 0.17):
            yield Part(Role.STEEL, box((-self.x + 0.05, -0.125, z), (self.x - 0.05, -0.1, z + 0.03)))
        yield Part(Role.PANEL, box((-self.x + 0.2, 0.1, low + 0.05), (self.x - 0.2, 0.19, low + 0.11)))

    def carriage(self) -> Iterator[Part]:
        """Carriage, upright axis, motors, gripper."""
        x, low = -0.65 * self.x, self.beam + 0.02
        block = box((x - 0.2, -0.26, low - 0.04), (x + 0.2, -0.125, low + 0.28), chamfer=0.02)
        yield Part(Role.TRIM, block, "carriage")
        yield Part(
            Role.PANEL,
            rod(Vector(x + 0.1, -0.14, low + 0.2), Vector(x + 0.1, 0.16, low + 0.2), 0.06, sides=14).moved((0, 0, 0.1)),
            "carriage",
        )
        foot = self.hand + 0.2
        yield Part(Role.BODY, box((x - 0.07, -0.32, foot), (x + 0.07, -0.2, self.top)), "axis")
        yield Part(Role.ACCENT, box((x - 0.11, -0.36, foot - 0.05), (x + 0.11, -0.12, foot)), "axis")
        yield Part(
            Role.PANEL, box((x - 0.17, -0.14, foot - 0.1), (x + 0.17, 0.06, foot - 0.05)).moved((0, -0.1, 0)), "axis"
        )
        for side in (-0.15, 0.12):
            yield Part(Role.STEEL, box((x + side, -0.22, self.hand), (x + side + 0.03, -0.06, foot - 0.1)), "axis")

    def below(self) -> Iterator[Part]:
        """The way from port to port on legs, plates at the other ports."""
        yield from way(self.x, HALF, self.height, role=Role.STEEL)
        for x in np.linspace(-0.7 * self.x, 0.7 * self.x, 3):
            for y in (-HALF, HALF - 0.05):
                yield Part(Role.LEG, box((float(x) - 0.03, y, 0.0), (float(x) + 0.03, y + 0.05, self.height - 0.04)))
        yield from self.sills(max(0.05, self.y - HALF), sides=False)


@dataclass(frozen=True)
class CraneShape(Station):
    """Two runways on columns, a bridge of two girders across, a trolley with its hook."""

    room: ClassVar[Room] = Room(2.0, 2.0, 0.5, 0.0)

    def model(self) -> Model:
        """Build the crane."""
        travel = 2 * (self.x - 1.0 - min(0.5, 0.2 * self.x))
        joints = (
            Joint("bridge", Vector(0, 0, self.rail), Vector(1, 0, 0), 0.45 * travel, False, Motion.STROKES, 30.0),
            Joint(
                "trolley", Vector(0, 0, self.rail), Vector(0, 1, 0), 0.5 * self.y, False, Motion.STROKES, 20.0, "bridge"
            ),
        )
        parts = (*self.runways(), *self.bridge(), *self.trolley(), *self.sills(0.2))
        return self.built(parts, None, joints, darkness=0.05)

    def zones(self) -> tuple[Zone, ...]:
        """The load travels everywhere below the bridge, higher than people."""
        return (strip(Purpose.REACH, Vector(-self.x, -self.y, 2.1), Vector(self.x, self.y, self.top)),)

    @property
    def rail(self) -> float:
        """Top of the runways."""
        return self.top - min(0.75, 0.2 * self.top)

    @property
    def girder(self) -> float:
        """Height of a girder."""
        return min(0.5, 0.12 * self.top)

    def runways(self) -> Iterator[Part]:
        """On each side columns, brackets and a beam with a rail."""
        count = max(2, min(6, round(self.size.length / 5) + 1))
        for side in (-1, 1):
            front, rear = sorted((side * self.y, side * (self.y - 0.3)))
            for x in np.linspace(-self.x + 0.15, self.x - 0.15, count):
                at = float(x)
                yield Part(Role.COLUMN, box((at - 0.15, front, 0.0), (at + 0.15, rear, 0.03)))
                for low, high in ((front + 0.03, front + 0.06), (rear - 0.06, rear - 0.03)):
                    yield Part(Role.COLUMN, box((at - 0.12, low, 0.03), (at + 0.12, high, self.rail - 0.4)))
                yield Part(Role.COLUMN, box((at - 0.02, front + 0.06, 0.03), (at + 0.02, rear - 0.06, self.rail - 0.4)))
            yield Part(
                Role.COLUMN, box((-self.x, front + 0.04, self.rail - 0.4), (self.x, rear - 0.04, self.rail - 0.34))
            )
            yield Part(
                Role.COLUMN, box((-self.x, front + 0.12, self.rail - 0.34), (self.x, rear - 0.12, self.rail - 0.06))
            )
            yield Part(
                Role.COLUMN, box((-self.x, front + 0.04, self.rail - 0.1), (self.x, rear - 0.04, self.rail - 0.05))
            )
            yield Part(Role.STEEL, box((-self.x, front + 0.13, self.rail - 0.05), (self.x, rear - 0.13, self.rail)))

    def bridge(self) -> Iterator[Part]:
        """Two girders between two end carriages with wheels."""
        half, y = min(0.6, 0.25 * self.x), self.y - 0.15
        for side in (-1, 1):
            left, right = sorted((side * half, side * (half - 0.2)))
            yield Part(
                Role.GUARD, box((left, -y, self.rail + 0.06), (right, y, self.rail + 0.06 + self.girder)), "bridge"
            )
            front, rear = sorted((side * (y + 0.12), side * (y - 0.14)))
            yield Part(
                Role.PANEL, box((-half - 0.3, front, self.rail + 0.02), (half + 0.3, rear, self.rail + 0.26)), "bridge"
            )

    def trolley(self) -> Iterator[Part]:
        """The trolley on the girders: frame, drum, ropes, hook."""
        half, top = min(0.6, 0.25 * self.x), self.rail + 0.06 + self.girder
        yield Part(Role.ACCENT, box((-half, -0.5, top), (half, 0.5, top + 0.08)), "trolley")
        drum_axis = min(top + 0.08 + 0.11, self.top - 0.11)
        yield Part(
            Role.PANEL,
            rod(Vector(-0.6 * half, 0, drum_axis), Vector(0.5 * half, 0, drum_axis), 0.11, sides=16),
            "trolley",
        )
        yield Part(Role.BODY, box((0.5 * half, -0.18, top + 0.08), (0.9 * half, 0.18, self.top)), "trolley")
        hook = max(0.45 * self.rail, 1.0)
        for y in (-0.06, 0.06):
            yield Part(Role.STEEL, rod(Vector(0, y, hook + 0.2), Vector(0, y, drum_axis), 0.015, sides=6), "trolley")
        yield Part(Role.GUARD, box((-0.09, -0.13, hook + 0.02), (0.09, 0.13, hook + 0.26), chamfer=0.03), "trolley")
        eye = ring(0.09, 0.025, sides=14, around=6).rotated(np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]]))
        yield Part(Role.STEEL, eye.moved((0, 0, hook - 0.1)), "trolley")
        yield Part(Role.STEEL, cylinder(0.025, hook - 0.02, hook + 0.04, sides=8), "trolley")


gantry_at, crane_at = map(standing, (GantryShape, CraneShape))
