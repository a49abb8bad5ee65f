"""The end of a line: a palletiser with a lifting arm, and a wrapper whose arm carries film around a load."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from geometry.models.carcass import rollers
from geometry.models.fittings import posts, screen
from geometry.models.goods import skid
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import Room, Station, standing
from geometry.models.zone import PASSAGE, Purpose, Zone, front_of, rear_of
from geometry.palette import Role
from geometry.solids import box, cylinder, rod
from layouts.space import Vector

HALF = 0.28
"""Half the width of the way, metres."""
ACCESS = 2.0
"""Free floor from which a pallet truck fetches a pallet, metres."""
LAYERS, ACROSS, ALONG = 3, 3, 2


def load(low: Vector, high: Vector) -> Iterator[Part]:
    """Return cartons in layers between two corners."""
    wide, deep, tall = ((b - a) / count for a, b, count in zip(low, high, (ACROSS, ALONG, LAYERS), strict=True))
    for layer in range(LAYERS):
        for place in range(ACROSS * ALONG):
            row, column = divmod(place, ACROSS)
            x, y, z = low.x + column * wide, low.y + row * deep, low.z + layer * tall
            carton = box((x + 0.006, y + 0.006, z), (x + wide - 0.006, y + deep - 0.006, z + tall - 0.005))
            yield Part(Role.CARTON, carton)
            yield Part(
                Role.TAPE,
                box(
                    (x + 0.007, y + 0.46 * deep, z + tall - 0.006),
                    (x + wide - 0.007, y + 0.54 * deep, z + tall - 0.004),
                ),
            )


@dataclass(frozen=True)
class PalletiserShape(Station):
    """A column whose arm lifts cartons from the way onto a pallet behind it, inside a guard."""

    room: ClassVar[Room] = Room(2.0, 1.9, 1.0, 0.3)

    def model(self) -> Model:
        """Build the palletiser."""
        lift = 0.55 * (self.top - 0.3 - self.grip)
        joints = (
            Joint("carriage", Vector(0, 0, self.grip), Vector(0, 0, 1), lift, False, Motion.STROKES, 5.0),
            Joint(
                "arm", self.mast._replace(z=self.grip), Vector(0, 0, 1), 68.0, True, Motion.STROKES, 10.0, "carriage"
            ),
        )
        parts = (*self.way(), *self.column(), *self.arm(), *self.stack(), *self.guard(), *self.desk())
        return self.built(parts, self.mast._replace(z=self.top - 0.02), joints, darkness=0.4)

    def zones(self) -> tuple[Zone, ...]:
        """Somebody enters at the front; a truck fetches the pallet from behind; the arm stays within the guard."""
        inside = Zone(
            Purpose.REACH,
            tuple(Vector(sx * self.x, sy * self.y) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))),
            0.0,
            self.top,
        )
        return front_of(self.size, PASSAGE, Purpose.SERVICE), rear_of(self.size, ACCESS, Purpose.CLEARANCE), inside

    @property
    def mast(self) -> Vector:
        """Where the column stands."""
        return Vector(-0.5 * self.x, 0.3 * self.y, 0.0)

    @property
    def grip(self) -> float:
        """Height of the arm."""
        return self.height + 0.42 * (self.top - self.height)

    def way(self) -> Iterator[Part]:
        """Driven rollers from port to port, plates at all ports."""
        yield from rollers(self.x - 0.06, HALF, self.height)
        plate = ((-self.x, -HALF, self.height - 0.05), (-self.x + 0.06, HALF, self.height))
        for side in (-1, 1):
            low, high = sorted((side * self.x, side * (self.x - 0.06)))
            yield Part(Role.STEEL, box((low, plate[0][1], plate[0][2]), (high, HALF, self.height)))
        yield Part(Role.STEEL, box((-0.16, -0.16, self.height - 0.006), (0.16, 0.16, self.height)))
        yield from self.sills(self.y - HALF, sides=False)
        for x in (-0.75 * self.x, 0.0, 0.75 * self.x):
            for y in (-HALF - 0.02, HALF - 0.02):
                yield Part(Role.LEG, box((x - 0.03, y, 0.0), (x + 0.03, y + 0.04, self.height - 0.09)))

    def column(self) -> Iterator[Part]:
        """The column on its foot, with the guides of the carriage."""
        x, y, _ = self.mast
        yield Part(Role.PLINTH, box((x - 0.3, y - 0.3, 0.0), (x + 0.3, y + 0.3, 0.05), chamfer=0.06))
        yield Part(Role.BODY, box((x - 0.16, y - 0.16, 0.05), (x + 0.16, y + 0.16, self.top - 0.12), chamfer=0.03))
        yield Part(
            Role.ACCENT, box((x - 0.17, y - 0.17, self.top - 0.12), (x + 0.17, y + 0.17, self.top - 0.02), chamfer=0.03)
        )
        for dx in (-0.1, 0.07):
            yield Part(Role.STEEL, box((x + dx, y - 0.18, 0.3), (x + dx + 0.03, y - 0.16, self.top - 0.15)))

    def arm(self) -> Iterator[Part]:
        """The carriage that goes up and down, and the arm with the vacuum head over the way."""
        x, y, _ = self.mast
        z = self.grip
        yield Part(
            Role.TRIM, box((x - 0.22, y - 0.24, z - 0.22), (x + 0.22, y + 0.2, z + 0.22), chamfer=0.03), "carriage"
        )
        reach = Vector(0.0, 0.0, z)
        yield Part(
            Role.ACCENT, rod(Vector(x, y - 0.12, z + 0.02), reach.plus(Vector(0, 0, 0.02)), 0.085, sides=14), "arm"
        )
        wrist = cylinder(0.08, z - 0.16, z + 0.12, sides=16)
        yield Part(Role.PANEL, wrist, "arm")
        yield Part(Role.STEEL, box((-0.26, -0.2, z - 0.24), (0.26, 0.2, z - 0.16), chamfer=0.03), "arm")
        for cup in (-0.17, 0.0, 0.17):
            for side in (-0.11, 0.11):
                yield Part(Role.PANEL, cylinder(0.035, z - 0.29, z - 0.24, sides=8).moved((cup, side, 0)), "arm")

    def stack(self) -> Iterator[Part]:
        """The pallet behind the way, two layers full."""
        deep = self.y - HALF - 0.16
        x, y = 0.42 * self.x, HALF + 0.1 + deep / 2
        long, wide = min(1.2, 0.95 * self.x), min(0.8, deep)
        shrink = (long / 1.2, wide / 0.8, 1.0)
        for mesh in skid():
            yield Part(Role.WOOD, mesh.stretched(shrink).moved((x, y, 0.0)))
        high = 0.144 + min(0.75, 0.3 * self.top)
        yield from load(Vector(x - 0.48 * long, y - 0.48 * wide, 0.144), Vector(x + 0.48 * long, y + 0.48 * wide, high))

    def guard(self) -> Iterator[Part]:
        """Posts with panels at front and ends, open for the way; light beams at the rear."""
        high, post = min(2.0, 0.8 * self.top), 0.06
        yield from (Part(Role.GUARD, mesh) for mesh in posts(self.x, self.y, post, 0.0, high))
        low = 0.15
        pane = box((-self.x + post, -self.y + 0.025, low), (self.x - post, -self.y + 0.035, high - 0.04))
        if not any(abs(port.y + self.y) < 1e-6 for port in self.ports):
            yield Part(Role.GLASS, pane)
        yield Part(
            Role.GUARD, box((-self.x + post, -self.y + 0.01, high - 0.05), (self.x - post, -self.y + 0.05, high))
        )
        for side in (-1, 1):
            left, right = sorted((side * (self.x - 0.025), side * (self.x - 0.035)))
            for front, rear in ((-self.y + post, -HALF - 0.1), (HALF + 0.1, self.y - post)):
                yield Part(Role.GLASS, box((left, front, low), (right, rear, high - 0.04)))
            left, right = sorted((side * (self.x - 0.01), side * (self.x - 0.05)))
            yield Part(Role.GUARD, box((left, -self.y + post, high - 0.05), (right, self.y - post, high)))

    def desk(self) -> Iterator[Part]:
        """The control panel on the guard's right post."""
        right, low = self.x - 0.07, 1.15
        if not any(abs(port.y + self.y) < 1e-6 for port in self.ports):
            yield from screen(Vector(right - 0.32, -self.y + 0.006, low), Vector(right, -self.y + 0.06, low + 0.42))


@dataclass(frozen=True)
class WrapperShape(Station):
    """Four columns with a ring beam, an arm that turns with the film, a load on rollers below."""

    room: ClassVar[Room] = Room(1.6, 1.6, 1.2, 0.2)

    def model(self) -> Model:
        """Build the wrapper."""
        joint = Joint("arm", Vector(0, 0, self.beam), Vector(0, 0, 1), 100.0, True, Motion.SPINS)
        parts = (*self.frame(), *self.way(), *self.arm(), *self.load(), *self.desk())
        return self.built(parts, Vector(self.x - 0.1, self.y - 0.1, self.top - 0.2), (joint,), darkness=0.42)

    def zones(self) -> tuple[Zone, ...]:
        """It is reached from its front; the arm stays between the columns."""
        return (front_of(self.size, PASSAGE, Purpose.SERVICE),)

    @property
    def beam(self) -> float:
        """Underside of the beam that bears the arm."""
        return self.top - 0.34

    @property
    def radius(self) -> float:
        """How far out the film is carried."""
        return min(self.x, self.y) - 0.3

    def frame(self) -> Iterator[Part]:
        """Columns, ring beam, the bridge with the drive."""
        for mesh in posts(self.x, self.y, 0.14, 0.0, self.top - 0.2):
            yield Part(Role.BODY, mesh)
        low, high = self.top - 0.34, self.top - 0.2
        for side in (-1, 1):
            front, rear = sorted((side * self.y, side * (self.y - 0.12)))
            yield Part(Role.ACCENT, box((-self.x + 0.14, front, low), (self.x - 0.14, rear, high)))
            left, right = sorted((side * self.x, side * (self.x - 0.12)))
            yield Part(Role.ACCENT, box((left, -self.y + 0.14, low), (right, self.y - 0.14, high)))
        yield Part(Role.BODY, box((-0.16, -self.y + 0.12, low), (0.16, self.y - 0.12, high)))
        yield Part(Role.PANEL, cylinder(0.17, high, self.top, sides=18))

    def way(self) -> Iterator[Part]:
        """Rollers from port to port on a frame."""
        half = min(0.55, self.y - 0.5)
        yield from rollers(self.x - 0.06, half, self.height, most=24)
        for side in (-1, 1):
            low, high = sorted((side * self.x, side * (self.x - 0.06)))
            yield Part(Role.STEEL, box((low, -half, self.height - 0.05), (high, half, self.height)))
        yield from self.sills(self.y - half, sides=False)
        for x in (-0.8 * self.x, 0.0, 0.8 * self.x):
            for y in (-half - 0.02, half - 0.04):
                yield Part(Role.LEG, box((x - 0.04, y, 0.0), (x + 0.04, y + 0.06, self.height - 0.09)))

    def arm(self) -> Iterator[Part]:
        """The arm with its mast, the film carriage and the roll."""
        radius, low = self.radius, self.height - 0.02
        bar = box((-0.35 * radius, -0.06, self.beam - 0.12), (radius + 0.06, 0.06, self.beam), chamfer=0.03)
        yield Part(Role.TRIM, bar, "arm")
        yield Part(Role.TRIM, box((radius - 0.05, -0.05, low), (radius + 0.05, 0.05, self.beam - 0.12)), "arm")
        z = low + 0.35 * (self.beam - low)
        yield Part(Role.PANEL, box((radius - 0.09, -0.24, z - 0.04), (radius + 0.07, 0.07, z)), "arm")
        yield Part(Role.PANEL, box((radius - 0.09, -0.24, z + 0.5), (radius + 0.07, 0.07, z + 0.54)), "arm")
        yield Part(Role.SCREEN, cylinder(0.09, z, z + 0.5, sides=18).moved((radius - 0.0, -0.15, 0)), "arm")

    def load(self) -> Iterator[Part]:
        """A pallet load, its lower part wrapped."""
        long = min(0.62 * self.radius, 0.6)
        high = self.height + min(1.2, 0.62 * (self.beam - self.height))
        low = self.height + 0.144
        shrink = (2 * long / 1.2, 2 * 0.8 * long / 0.8, 1.0)
        for mesh in skid():
            yield Part(Role.WOOD, mesh.stretched((shrink[0], shrink[1] * 0.8, 1.0)).moved((0, 0, self.height)))
        yield from load(Vector(-long, -0.62 * long, low), Vector(long, 0.62 * long, high))
        film = box(
            (-long - 0.012, -0.62 * long - 0.012, low), (long + 0.012, 0.62 * long + 0.012, low + 0.62 * (high - low))
        )
        yield Part(Role.GLASS, film)

    def desk(self) -> Iterator[Part]:
        """The control panel on the front right column."""
        right = self.x - 0.145
        yield from screen(Vector(right - 0.3, -self.y + 0.006, 1.1), Vector(right, -self.y + 0.06, 1.5))


palletiser_at, wrapper_at = map(standing, (PalletiserShape, WrapperShape))
