"""The robot cell: a robot beside the parts' way behind a fence with glass, its controller in the corner."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from geometry.models.fittings import robot, screen
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import NEAR, SILL, Room, Station, standing
from geometry.models.zone import GANGWAY, Purpose, Zone, front_of, strip
from geometry.palette import Role
from geometry.solids import box, cylinder
from layouts.space import Vector

POST = 0.06
TOE = 0.15
HALF = 0.2
"""Half the width of the parts' way, metres."""
OPENING = 0.32
"""Half the width of the openings for it."""
PANEL = 1.4
"""Length of a panel of the fence at most, metres."""


@dataclass(frozen=True)
class RobotCellShape(Station):
    """A way through a fenced square, the robot behind it, the door in front."""

    room: ClassVar[Room] = Room(1.6, 1.5, 0.9, 0.4)

    def model(self) -> Model:
        """Build the cell."""
        parts = (*self.floor(), *self.way(), *self.hand(), *self.sides(), *self.front(), *self.controller())
        reach = 0.9 * self.door
        joints = (
            Joint("door", Vector(0, -self.y + POST / 2, 0), Vector(-1, 0, 0), reach, False, Motion.STAYS),
            Joint("robot", self.foot, Vector(0, 0, 1), 75.0, True, Motion.STROKES, 6.0),
        )
        return self.built(parts, Vector(self.x - 0.066, self.y - 0.066, self.top), joints, darkness=0.3)

    def zones(self) -> tuple[Zone, ...]:
        """The door slides, somebody enters there; the robot reaches no further than its fence."""
        inside = strip(Purpose.REACH, Vector(-self.x, -self.y), Vector(self.x, self.y, self.top))
        return front_of(self.size, GANGWAY, Purpose.SERVICE), inside

    @property
    def door(self) -> float:
        """Width of the door."""
        return min(1.0, 0.4 * self.size.length)

    def floor(self) -> Iterator[Part]:
        """The marked floor inside the fence."""
        x, y = self.x, self.y
        yield Part(Role.TRIM, box((-x + 0.05, -y + 0.05, 0.0), (x - 0.05, y - 0.05, 0.006)))

    def way(self) -> Iterator[Part]:
        """The table on which parts pass, the plate of the place, and the ways from and to the other ports."""
        table = self.height - SILL
        yield Part(Role.STEEL, box((-self.x, -HALF, table), (self.x, HALF, self.height)))
        yield Part(Role.ACCENT, box((-self.x + 0.01, -HALF - 0.012, table - 0.05), (self.x - 0.01, -HALF, self.height)))
        for x in (-0.8 * self.x, 0.0, 0.8 * self.x):
            yield Part(Role.LEG, box((x - 0.03, -HALF + 0.02, 0.006), (x + 0.03, HALF - 0.02, table)))
        yield Part(Role.PANEL, box((-0.18, -0.18, self.height - 0.01), (0.18, 0.18, self.height + 0.0006)))
        yield from self.sills(self.y - HALF, sides=False)
        for port in self.beside(-1) + self.beside(1):
            y = port.y * 0.9
            yield Part(Role.LEG, box((port.x - 0.1, y - 0.02, 0.006), (port.x + 0.1, y + 0.02, port.z - SILL)))
        behind = [slot for slot in self.slots if abs(slot.y) > HALF]
        for slot in behind[:8]:
            yield Part(
                Role.STEEL, box((slot.x - 0.12, HALF, table), (slot.x + 0.12, slot.y + 0.12, self.height - 0.0004))
            )

    def beside(self, side: int) -> list[Vector]:
        """The ports at the front (-1) or at the back (+1)."""
        return [port for port in self.ports if abs(port.y - side * self.y) < NEAR]

    @property
    def scale(self) -> float:
        """How large the robot is."""
        return min(1.25, (self.top - self.height) / 1.1, self.y / 0.75)

    @property
    def foot(self) -> Vector:
        """Where the robot stands, on its pedestal."""
        return Vector(0.34 * self.x, max(0.5 * self.y, HALF + 0.2 * self.scale), max(self.height - 0.25, 0.1))

    def hand(self) -> Iterator[Part]:
        """The robot on its pedestal."""
        scale, base = self.scale, self.foot
        yield Part(Role.BODY, cylinder(0.17 * scale, 0.03, base.z, sides=18).moved((base.x, base.y, 0)))
        yield Part(Role.PLINTH, cylinder(0.26 * scale, 0.0, 0.03, sides=18).moved((base.x, base.y, 0)))
        yield from robot(base, Vector(0.0, 0.0, self.height + 0.3 * scale), scale, "robot")

    def sides(self) -> Iterator[Part]:
        """The fence at both ends, open for the parts' way, and at the rear."""
        for side in (-1, 1):
            near, far = sorted((side * self.x, side * (self.x - POST)))
            for low, high in ((-self.y, -OPENING), (OPENING, self.y)):
                for y in (low, high - POST):
                    yield Part(Role.GUARD, box((near, y, 0.0), (far, y + POST, self.top)))
                yield from self._pane_across((near + far) / 2, low + POST, high - POST, TOE)
            bottom = min(self.height + 0.6, self.top - 0.2)
            yield from self._pane_across((near + far) / 2, -OPENING, OPENING, bottom)
        stands = self._stands()
        for left, right in pairwise(stands):
            yield from self._pane(left + POST / 2, right - POST / 2, self.y - POST / 2, bool(self.beside(1)))
        for x in stands[1:-1]:
            yield Part(Role.GUARD, box((x - POST / 2, self.y - POST, 0.0), (x + POST / 2, self.y, self.top)))
        yield Part(Role.GUARD, box((self.x - 0.13, self.y - 0.13, self.top - 0.015), (self.x, self.y, self.top)))

    def _stands(self) -> list[float]:
        """The x of the posts at the rear."""
        count = max(1, round((self.size.length - POST) / PANEL))
        return [(number / count - 0.5) * (self.size.length - POST) for number in range(count + 1)]

    def front(self) -> Iterator[Part]:
        """The fence in front with its sliding door and the control panel."""
        half, y, raised = self.door / 2, -self.y + POST / 2, bool(self.beside(-1))
        for x in (-half - POST, half):
            yield Part(Role.GUARD, box((x, -self.y, 0.0), (x + POST, -self.y + POST, self.top)))
        for left, right in ((-self.x + POST, -half - POST), (half + POST, self.x - POST)):
            yield from self._pane(left, right, y, raised)
        for part in self._pane(-half, half, y, raised):
            yield part._replace(joint="door")
        grip = half - 0.1
        handle = box((grip - 0.014, -self.y + 0.004, 1.0), (grip + 0.014, y - 0.012, min(1.25, self.top - 0.1)))
        if not raised:
            yield Part(Role.ACCENT, handle, "door")
        right, low = self.x - POST - 0.02, self.height + 0.25
        wide = min(0.3, self.x - half - 2 * POST - 0.06)
        if wide > 0.12 and not raised:
            yield from screen(Vector(right - wide, -self.y + 0.006, low), Vector(right, y - 0.012, low + 0.36))

    def _pane(self, left: float, right: float, y: float, raised: bool) -> Iterator[Part]:
        """A panel along X: two rails with glass between; `raised`: free below for what passes."""
        low = min(self.height + 0.5, self.top - 0.2) if raised else TOE
        for bottom, top in ((low, low + 0.035), (self.top - 0.035, self.top - 0.001)):
            yield Part(Role.MARKING, box((left, y - 0.014, bottom), (right, y + 0.014, top)))
        yield Part(Role.GLASS, box((left, y - 0.004, low + 0.035), (right, y + 0.004, self.top - 0.035)))

    def _pane_across(self, x: float, front: float, rear: float, low: float) -> Iterator[Part]:
        """A panel along Y."""
        for bottom, top in ((low, low + 0.035), (self.top - 0.035, self.top - 0.001)):
            yield Part(Role.MARKING, box((x - 0.014, front, bottom), (x + 0.014, rear, top)))
        yield Part(Role.GLASS, box((x - 0.004, front, low + 0.035), (x + 0.004, rear, self.top - 0.035)))

    def controller(self) -> Iterator[Part]:
        """The robot's controller in the rear left corner."""
        left, rear, top = -self.x + POST + 0.04, self.y - POST - 0.03, min(1.05, 0.55 * self.top)
        deep = min(0.45, rear - OPENING - 0.05)
        if deep < 0.15:
            return
        right, front = left + min(0.55, 0.3 * self.size.length), rear - deep
        yield Part(Role.PLINTH, box((left + 0.02, front + 0.02, 0.0), (right - 0.02, rear - 0.02, 0.08)))
        yield Part(Role.BODY, box((left, front, 0.08), (right, rear, top), chamfer=0.02, crown=0.015))
        yield Part(Role.ACCENT, box((left + 0.02, front - 0.004, top - 0.14), (right - 0.02, front + 0.01, top - 0.09)))
        for number in range(4):
            z = 0.2 + number * 0.05
            yield Part(Role.PANEL, box((left + 0.06, front - 0.003, z), (right - 0.06, front + 0.01, z + 0.02)))


robot_cell_at = standing(RobotCellShape)
