"""Where parts are treated as they pass through: a paint booth and a washing machine."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.models.carcass import arm_panel, cabinet, duct, tank, way
from geometry.models.fittings import screen
from geometry.models.model import Joint, Model, Part
from geometry.models.station import Room, Station, standing
from geometry.palette import Role
from geometry.solids import box, rod, sweep
from layouts.space import Polyline, Vector

WALL = 0.08
HALF = 0.26
"""Half the width of the way through, metres."""


@dataclass(frozen=True)
class BoothShape(Station):
    """A bright cabin with glazed doors at the front, a plenum on the roof and a chimney behind."""

    room: ClassVar[Room] = Room(1.6, 1.4, 1.2, 0.3)

    def model(self) -> Model:
        """Build the paint booth."""
        joints = tuple(
            Joint(name, Vector(0, -self.y, 0), Vector(side, 0, 0), 0.85 * self.door, False)
            for name, side in (("door_left", -1), ("door_right", 1))
        )
        parts = (*self.walls(), *self.doors(), *self.inside(), *self.roof(), *self.port_frames())
        return self.built(
            (*parts, *self.desk()), Vector(self.x - 0.2, -self.y + 0.3, self.eaves + 0.02), joints, darkness=0.5
        )

    @property
    def eaves(self) -> float:
        """Underside of the roof."""
        return self.top - min(0.75, 0.26 * self.top)

    @property
    def door(self) -> float:
        """Width of one leaf."""
        return 0.3 * self.x

    def walls(self) -> Iterator[Part]:
        """Base, rear wall, side walls around the openings, front beside the doors."""
        x, y, low = self.x, self.y, 0.12
        yield Part(Role.PLINTH, box((-x + 0.02, -y + 0.02, 0.0), (x - 0.02, y - 0.02, low)))
        yield Part(Role.BODY, box((-x, y - WALL, low), (x, y, self.eaves)))
        high = min(self.height + 0.9, self.eaves - 0.1)
        for side in (-1, 1):
            left, right = sorted((side * x, side * (x - WALL)))
            for front, rear in ((-y, -HALF - 0.1), (HALF + 0.1, y - WALL)):
                yield Part(Role.BODY, box((left, front, low), (right, rear, self.eaves)))
            yield Part(Role.BODY, box((left, -HALF - 0.1, high), (right, HALF + 0.1, self.eaves)))
            yield Part(Role.BODY, box((left, -HALF - 0.1, low), (right, HALF + 0.1, self.height - 0.1)))
            inner, outer = sorted((side * (x - WALL), side * (2 * self.door)))
            for bottom, upper, role in (
                (low, 0.9, Role.BODY),
                (0.9, self.eaves - 0.25, Role.GLASS),
                (self.eaves - 0.25, self.eaves, Role.BODY),
            ):
                if role is Role.GLASS:
                    yield Part(role, box((inner, -y + 0.03, bottom), (outer, -y + 0.04, upper)))
                else:
                    yield Part(role, box((inner, -y, bottom), (outer, -y + WALL, upper)))
        yield Part(Role.BODY, box((-2 * self.door, -y, self.eaves - 0.25), (2 * self.door, -y + WALL, self.eaves)))
        yield Part(
            Role.ACCENT,
            box((-x, -y - 0.0, self.eaves - 0.12), (x, -y + 0.01, self.eaves - 0.06)).moved((0, -0.0005, 0)),
        )

    def doors(self) -> Iterator[Part]:
        """Two sliding leaves in the middle, almost wholly of glass."""
        low, high, y = 0.12, self.eaves - 0.26, -self.y + 0.045
        for name, left, right in (
            ("door_left", -2 * self.door + 0.02, -0.006),
            ("door_right", 0.006, 2 * self.door - 0.02),
        ):
            for start, end in ((left, left + 0.06), (right - 0.06, right)):
                yield Part(Role.TRIM, box((start, y, low), (end, y + 0.04, high)), name)
            for bottom, top in ((low, low + 0.16), (high - 0.06, high)):
                yield Part(Role.TRIM, box((left + 0.06, y, bottom), (right - 0.06, y + 0.04, top)), name)
            yield Part(
                Role.GLASS, box((left + 0.06, y + 0.015, low + 0.16), (right - 0.06, y + 0.025, high - 0.06)), name
            )
            grip = right - 0.05 if left < -0.1 else left + 0.02
            yield Part(Role.PANEL, box((grip, y - 0.02, 0.95), (grip + 0.03, y, 1.25)), name)

    def inside(self) -> Iterator[Part]:
        """Floor grating, the way through, water curtain behind, lights, a spray gun on its post."""
        x, y = self.x - WALL, self.y - WALL
        yield Part(Role.STEEL, box((-x, -y, 0.12), (x, y, 0.14)))
        yield Part(Role.INTERIOR, box((-x, y - 0.05, 0.14), (x, y, self.eaves - 0.02)))
        yield from way(self.x, HALF, self.height)
        for at in (-0.7 * x, 0.0, 0.7 * x):
            yield Part(Role.LEG, box((at - 0.05, -HALF, 0.14), (at + 0.05, HALF, self.height - 0.04)))
        for at in (-0.5 * x, 0.5 * x):
            yield Part(
                Role.SCREEN,
                box((at - 0.3 * x, y - 0.2, self.eaves - 0.14), (at + 0.3 * x, y - 0.05, self.eaves - 0.06)),
            )
        gun = Vector(0.3 * x, HALF + 0.3, 0.14)
        yield Part(Role.LEG, rod(gun, gun._replace(z=self.height + 0.7), 0.04, sides=10))
        nozzle = gun._replace(z=self.height + 0.5)
        yield Part(Role.ACCENT, rod(nozzle, nozzle.plus(Vector(-0.1, -0.3, -0.08)), 0.035, sides=8))

    def roof(self) -> Iterator[Part]:
        """Roof, filter plenum, supply duct, chimney."""
        x, y = self.x, self.y
        yield Part(Role.BODY, box((-x, -y, self.eaves), (x, y, self.eaves + 0.05)))
        high = self.top - 0.45 * (self.top - self.eaves)
        plenum = box((-0.75 * x, -0.4 * y, self.eaves + 0.05), (0.25 * x, 0.6 * y, high), chamfer=0.04, crown=0.04)
        yield Part(Role.TRIM, plenum)
        yield Part(
            Role.STEEL,
            rod(Vector(0.2 * x, 0.5 * y, high - 0.17), Vector(0.62 * x, 0.5 * y, high - 0.17), 0.13, sides=14),
        )
        yield from duct(Vector(0.62 * x, 0.5 * y, self.eaves + 0.05), self.top, min(0.19, 0.12 * x))

    def port_frames(self) -> Iterator[Part]:
        """Dark collars around the openings, and plates at further ports."""
        high = min(self.height + 0.9, self.eaves - 0.1)
        for side in (-1, 1):
            left, right = sorted((side * self.x, side * (self.x - 0.03)))
            for y in (-HALF - 0.1, HALF + 0.04):
                yield Part(Role.PANEL, box((left, y, self.height - 0.1), (right, y + 0.06, high)))
            yield Part(Role.PANEL, box((left, -HALF - 0.04, high - 0.06), (right, HALF + 0.04, high)))
        yield from self.sills(self.y - HALF, sides=False)

    def desk(self) -> Iterator[Part]:
        """The control panel at the right of the front."""
        right = self.x - 0.12
        yield from screen(Vector(right - 0.3, -self.y + 0.006, 1.1), Vector(right, -self.y + 0.05, 1.5))


@dataclass(frozen=True)
class WasherShape(Station):
    """A tunnel with a round back over a belt, portholes, a tank with its pump behind, steam pipes."""

    room: ClassVar[Room] = Room(1.4, 0.9, 0.7, 0.4)

    def model(self) -> Model:
        """Build the washing machine."""
        parts = (*self.base(), *self.tunnel(), *self.portholes(), *self.plumbing(), *self.ends())
        panel = arm_panel(Vector(self.x - 0.4, -self.y + 0.05, self.height), self.height + 0.45)
        lamp = Vector(-0.75 * self.x, 0.0, self.ridge - 0.01)
        return self.built((*parts, *panel), lamp, (), darkness=0.55)

    @property
    def half(self) -> float:
        """Half the width of the tunnel."""
        return 0.62 * self.y

    @property
    def ridge(self) -> float:
        """Top of the tunnel."""
        return min(self.top - 0.3, self.height + 1.2 * self.half + 0.25)

    def base(self) -> Iterator[Part]:
        """Cabinet with tanks, and the belt from port to port."""
        yield from cabinet(self.x, self.y, self.height - 0.1, doors=3)
        yield from way(self.x, HALF, self.height)
        yield Part(
            Role.STEEL,
            box(
                (-self.x + 0.03, -self.y + 0.03, self.height - 0.1), (self.x - 0.03, self.y - 0.03, self.height - 0.05)
            ),
        )
        yield from self.sills(self.y - HALF, sides=False)

    def tunnel(self) -> Iterator[Part]:
        """Three hoods one behind the other, for washing, rinsing and drying."""
        low, rise = self.height - 0.05, self.ridge - self.height - 0.1
        arc = [(self.half * math.cos(a), self.height + 0.1 + rise * math.sin(a)) for a in np.linspace(0, math.pi, 13)]
        outline = np.array([(-self.half, low), (self.half, low), *arc])
        inside = 2 * (self.x - 0.25)
        for number, role in enumerate((Role.BODY, Role.TRIM, Role.BODY)):
            start = -self.x + 0.25 + number * inside / 3
            line = Polyline((Vector(start + 0.02, 0), Vector(start + inside / 3 - 0.02, 0)))
            yield Part(role, sweep(outline, line))
        for number in range(4):
            at = -self.x + 0.25 + number * inside / 3
            rib = sweep(
                outline * np.array([1.03, 1.0]) + np.array([0.0, 0.02]),
                Polyline((Vector(at - 0.03, 0), Vector(at + 0.03, 0))),
            )
            yield Part(Role.ACCENT, rib)

    def portholes(self) -> Iterator[Part]:
        """A round window in each hood."""
        inside, z = 2 * (self.x - 0.25), self.height + 0.32
        rise = self.ridge - self.height - 0.1
        y = -self.half * math.sqrt(max(0.1, 1 - ((z - self.height - 0.1) / rise) ** 2))
        for number in range(3):
            x = -self.x + 0.25 + (number + 0.5) * inside / 3
            centre = Vector(x, y + 0.06, z)
            yield Part(Role.STEEL, rod(centre, centre.plus(Vector(0, -0.1)), 0.2, sides=24))
            yield Part(Role.INTERIOR, rod(centre.plus(Vector(0, -0.1)), centre.plus(Vector(0, -0.112)), 0.15, sides=24))

    def plumbing(self) -> Iterator[Part]:
        """Tank and pump behind, pipes over the hoods, two steam stacks."""
        foot = Vector(0.55 * self.x, 0.8 * self.y, self.height - 0.05)
        yield Part(Role.STEEL, tank(foot, min(0.16, 0.18 * self.y), self.ridge + 0.1))
        for x in (-0.35 * self.x, 0.25 * self.x):
            start = Vector(x, 0.85 * self.y, self.height - 0.05)
            bend = start._replace(z=self.ridge + 0.06)
            yield Part(Role.STEEL, rod(start, bend, 0.03, sides=8))
            yield Part(Role.STEEL, rod(bend, bend._replace(y=0.0), 0.03, sides=8))
            yield Part(Role.STEEL, rod(bend._replace(y=0.0), Vector(x, 0.0, self.ridge - 0.04), 0.03, sides=8))
        yield from duct(Vector(0.0, 0.0, self.ridge - 0.03), self.top, 0.1)

    def ends(self) -> Iterator[Part]:
        """Curtains of rubber strips at both ends of the tunnel."""
        for side in (-1, 1):
            x = side * (self.x - 0.24)
            left, right = sorted((x, x + side * 0.02))
            for number in range(6):
                y = HALF * (2 * (number + 0.5) / 6 - 1)
                strip = box((left, y - 0.04, self.height + 0.01), (right, y + 0.04, self.height + 0.36))
                yield Part(Role.PANEL, strip)


paint_booth_at, washer_at = map(standing, (BoothShape, WasherShape))
