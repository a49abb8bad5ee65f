"""Where parts come together and apart: an assembly cell with a robot, and an open table for taking things to pieces."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from geometry.mesh import Mesh
from geometry.models.fittings import bins, girdle, posts, robot, screen
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import NEAR, SILL, Room, Station, standing
from geometry.palette import Role
from geometry.solids import box, cylinder, rod
from layouts.space import Vector

POST = 0.06
EDGE = 0.012
"""How far the cabinet stays behind the declared size, metres."""
PLATE = 0.17
"""Half the side of the plate on which parts are put together, metres."""
MOST_PLATES = 6


@dataclass(frozen=True)
class TableShape(Station):
    """A cabinet with a steel table at the height at which parts pass: what both models stand on."""

    room: ClassVar[Room] = Room(0.9, 0.9, 0.8, 0.45)

    def cabinet(self) -> Iterator[Part]:
        """Plinth, body with doors, coloured band, table top."""
        x, y, table = self.x - EDGE, self.y - EDGE, self.height - SILL
        yield Part(Role.PLINTH, box((-x + 0.03, -y + 0.03, 0.0), (x - 0.03, y - 0.03, 0.1)))
        yield Part(Role.BODY, box((-x, -y, 0.1), (x, y, table), chamfer=0.025))
        yield Part(Role.ACCENT, box((-x - 0.002, -y - 0.01, table - 0.1), (x + 0.002, -y + 0.05, table - 0.03)))
        yield from (Part(Role.TRIM, door) for door in self._doors(x, y, table))
        yield Part(Role.STEEL, box((-self.x, -self.y, table), (self.x, self.y, self.height)))

    def _doors(self, x: float, y: float, table: float) -> Iterator[Mesh]:
        for low, high in ((-x + 0.06, -0.008), (0.008, x - 0.06)):
            yield box((low, -y - 0.008, 0.16), (high, -y + 0.01, table - 0.13))
            yield box((-high, y - 0.01, 0.16), (-low, y + 0.006, table - 0.06))

    def guides(self) -> Iterator[Part]:
        """Rails beside the way along the middle, broken off around the one place of work."""
        top = self.height + 0.03
        if self.x < 2 * PLATE or sum(abs(slot.y) < NEAR for slot in self.slots) > 1:
            return
        for side in (-1, 1):
            left, right = sorted((side * self.x, side * min(self.x - 0.05, PLATE + 0.06)))
            for y in (-0.17, 0.155):
                yield Part(Role.LEG, box((left, y, self.height), (right, y + 0.015, top)))

    def supplies(self, depth: float) -> Iterator[Part]:
        """Side plates along the ways of the ports at front and back."""
        for port in self.ports:
            if abs(abs(port.y) - self.y) < NEAR:
                low, high = sorted((port.y, port.y - depth if port.y > 0 else port.y + depth))
                for left in (port.x - 0.165, port.x + 0.15):
                    yield Part(Role.ACCENT, box((left, low, port.z), (left + 0.015, high, port.z + 0.07)))
                yield Part(Role.BELT, box((port.x - 0.15, low, port.z), (port.x + 0.15, high, port.z + 0.0008)))


@dataclass(frozen=True)
class AssemblyShape(TableShape):
    """A robot on a table under a light frame, with the components at its back."""

    def model(self) -> Model:
        """Build the cell."""
        parts = (*self.cabinet(), *self.guides(), *self.supplies(self.depth), *self.frame(), *self.hand(), *self.desk())
        joint = Joint("robot", self.shoulder, Vector(0, 0, 1), 55.0, True, Motion.STROKES, 5.0)
        return self.built(parts, Vector(self.x - 0.075, self.y - 0.075, self.top), (joint,))

    @property
    def shoulder(self) -> Vector:
        """Where the robot hangs."""
        return Vector(0.3 * self.x, self.beam, self.top - 0.08)

    @property
    def depth(self) -> float:
        """How far the components reach in from the back."""
        return min(0.36, 0.28 * self.size.width)

    def frame(self) -> Iterator[Part]:
        """Four posts under a girdle, the control box, a lamp, and glass at the front and above the openings."""
        x, y, roof = self.x - 0.012, self.y - 0.012, self.top - 0.1
        yield from (Part(Role.LEG, mesh) for mesh in posts(x, y, POST, self.height, roof))
        yield from (Part(Role.BODY, mesh) for mesh in girdle(x, y, POST, roof, self.top))
        yield from (Part(Role.BODY, mesh) for mesh in posts(x, y, POST, roof, self.top))
        rear = y - max(0.22, 0.3 * y)
        yield Part(Role.BODY, box((-x + POST, rear, roof + 0.01), (x - POST, y - POST, self.top - 0.01)))
        for low, high in ((-0.45 * y, -0.45 * y + 0.09), (self.beam - 0.08, self.beam + 0.08)):
            yield Part(Role.TRIM, box((-x + POST, low, roof + 0.02), (x - POST, high, roof + 0.07)))
        lamp = box((-0.7 * x, -0.45 * y + 0.01, roof + 0.008), (0.7 * x, -0.45 * y + 0.08, roof + 0.02))
        yield Part(Role.SCREEN, lamp)
        for side in (-1, 1):
            left, right = sorted((side * x, side * (x - 0.012)))
            yield Part(Role.GLASS, box((left, -y + POST, self.height + 0.5), (right, y - POST, roof)))
        yield Part(Role.GLASS, box((-x + POST, -y, self.height + 0.02), (x - POST, -y + 0.012, roof)))

    @property
    def beam(self) -> float:
        """The y of the beam from which the robot hangs."""
        return 0.28 * self.y

    def hand(self) -> Iterator[Part]:
        """The plates of the places and the robot that hangs above them."""
        for slot in [slot for slot in self.slots if abs(slot.y) < NEAR][:MOST_PLATES]:
            plate = box((-PLATE, -PLATE, self.height - 0.01), (PLATE, PLATE, self.height + 0.0006))
            yield Part(Role.PANEL, plate.moved((slot.x, 0, 0)))
        scale = min(1.0, (self.shoulder.z - self.height) / 1.3, self.x / 0.75)
        yield from robot(self.shoulder, Vector(0.0, 0.0, self.height + 0.36 * scale), scale, "robot")

    def desk(self) -> Iterator[Part]:
        """The control panel at the front, on the ledge of the cabinet."""
        right, low = self.x - 0.1, self.height + 0.25
        high = Vector(right, -self.y + 0.012, low + 0.36)
        yield from screen(Vector(right - 0.3, -self.y + 0.004, low), high.plus(Vector(0, 0.03)))


@dataclass(frozen=True)
class DisassemblyShape(TableShape):
    """An open table with bins at the front and a driver that hangs from an arm."""

    def model(self) -> Model:
        """Build the table."""
        parts = (*self.cabinet(), *self.guides(), *self.supplies(0.22), *self.sorted(), *self.gallows(), *self.wall())
        return self.built(parts, Vector(self.x - 0.075, self.y - 0.075, self.top), darkness=0.48)

    def sorted(self) -> Iterator[Part]:
        """The bins along the front into which what comes off is put, where no port is in the way."""
        depth = min(0.24, 0.8 * (self.y - 0.2))
        if depth > 0.1 and not any(abs(port.y + self.y) < NEAR for port in self.ports):
            front = Vector(0, -self.y + 0.02, self.height)
            yield from bins(-self.x + 0.03, self.x - 0.03, front, Vector(0.24, depth, 0.15))

    def gallows(self) -> Iterator[Part]:
        """The arm from the rear wall, the cord and the driver at its end."""
        beam, y = self.top - 0.12, self.y - 0.08
        x = 0.25 * self.x
        yield Part(Role.ACCENT, box((x - 0.035, -0.05, beam), (x + 0.035, y, beam + 0.07)))
        tip, low = Vector(x, 0.0, beam), self.height + 0.42 * (beam - self.height)
        yield Part(Role.PANEL, cylinder(0.055, beam - 0.13, beam, sides=12).moved((x, 0, 0)))
        yield Part(Role.PANEL, rod(tip, tip._replace(z=low), 0.006, sides=5))
        yield Part(Role.BODY, cylinder(0.034, low - 0.16, low, sides=10).moved((x, 0, 0)))
        yield Part(Role.ACCENT, cylinder(0.036, low - 0.06, low - 0.03, sides=10).moved((x, 0, 0)))
        yield Part(Role.STEEL, cylinder(0.01, low - 0.26, low - 0.16, sides=6).moved((x, 0, 0)))

    def wall(self) -> Iterator[Part]:
        """Posts at the rear with a panel of tools above the openings, and a screen."""
        x, y = self.x - 0.02, self.y - 0.02
        for left in (-x, x - POST):
            yield Part(Role.LEG, box((left, y - POST, self.height), (left + POST, y, self.top)))
        yield Part(Role.LEG, box((-x + POST, y - POST, self.top - 0.12), (x - POST, y, self.top - 0.05)))
        yield Part(Role.BODY, box((x - 0.13, y - 0.13, self.top - 0.02), (x, y, self.top)))
        low, high = self.height + 0.36, self.top - 0.2
        yield Part(Role.TRIM, box((-x + POST, y - 0.045, low), (x - POST, y - 0.015, high)))
        for number, tall in enumerate((0.2, 0.26, 0.17, 0.23)):
            left = 0.42 * x + number * 0.11 * x
            yield Part(Role.PANEL, box((left, y - 0.06, high - 0.06 - tall), (left + 0.03, y - 0.045, high - 0.06)))
        wide = min(0.2, 0.2 * self.x)
        place = Vector(-0.55 * self.x - wide, y - 0.1, low + 0.06)
        yield from screen(place, Vector(-0.55 * self.x + wide, y - 0.05, min(place.z + 0.3, high - 0.03)))


assembly_at = standing(AssemblyShape)
disassembly_at = standing(DisassemblyShape)
