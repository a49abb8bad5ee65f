"""Machine tools: a machining centre with an upright spindle, and a lathe with a lying one, behind sloped doors."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from geometry.mesh import Mesh
from geometry.models.fittings import screen
from geometry.models.model import Joint, Model, Part
from geometry.models.station import SILL, Room, Station, standing
from geometry.palette import Role
from geometry.solids import Outline, box, circle, cylinder, loft, rod, sweep
from layouts.space import Polyline, Vector

EDGE = 0.012
CHEEK = 0.1
"""Thickness of the side walls, metres."""
DOOR = 0.035
STILE = 0.09
BENT = 0.42
"""Share of the height above the parts' way at which the front begins to slope back."""


class Leaf(NamedTuple):
    """A sliding door: the joint that moves it, where it begins and ends, which way it opens (-1, 1) and how far."""

    name: str
    left: float
    right: float
    side: int
    reach: float


@dataclass(frozen=True)
class ToolShape(Station):
    """What both have: base, side walls with flaps for the parts, sloped doors, a cabinet at the rear, a panel."""

    room: ClassVar[Room] = Room(1.1, 1.1, 0.9, 0.5)
    slope: ClassVar[float] = 0.3
    """How far the front leans back up to the roof, as a share of the width."""

    def model(self) -> Model:
        """Build the machine tool."""
        parts = (*self.base(), *self.cheeks(), *self.rear(), *self.doors(), *self.inside(), *self.desk())
        joints = tuple(
            Joint(leaf.name, Vector(0, self.front, self.height), Vector(leaf.side, 0, 0), leaf.reach, False)
            for leaf in self.leaves()
        )
        return self.built(parts, Vector(self.x - 0.16, self.y - 0.16, self.roof), joints, darkness=0.56)

    @property
    def roof(self) -> float:
        """Top of the cabin."""
        return self.top

    @property
    def inner(self) -> float:
        """Half the length between the side walls."""
        return self.x - EDGE - CHEEK

    def leaves(self) -> tuple[Leaf, ...]:
        """The sliding doors, beside them panes that stay."""
        half = 0.52 * self.inner
        reach = self.inner - half
        return Leaf("door_left", -half, -0.006, -1, reach), Leaf("door_right", 0.006, half, 1, reach)

    @property
    def front(self) -> float:
        """The y of the upright part of the doors."""
        return -self.y + EDGE + min(0.16, 0.1 * self.size.width)

    @property
    def bend(self) -> float:
        """Height at which the front begins to slope."""
        return self.height + BENT * (self.roof - self.height)

    @property
    def lean(self) -> float:
        """The y at which the slope meets the roof."""
        return self.front + self.slope * self.size.width

    @property
    def back(self) -> float:
        """The y of the working room's rear wall, behind all places."""
        rearmost = max((slot.y for slot in self.slots), default=0.0)
        return max(0.34 * self.y, min(rearmost + 0.16, self.y - 0.15))

    def base(self) -> Iterator[Part]:
        """Plinth, bed with a ledge, coloured band, table, and the plates at the ports."""
        x, y, table = self.x - EDGE, self.y - EDGE, self.height - SILL
        yield Part(Role.PLINTH, box((-x + 0.03, -y + 0.03, 0.0), (x - 0.03, y - 0.03, 0.1)))
        yield Part(Role.BODY, box((-x, -y, 0.1), (x, y - 0.01, table), chamfer=0.025))
        yield Part(Role.ACCENT, box((-x - 0.002, -self.y, table - 0.1), (x + 0.002, -y + 0.05, table - 0.03)))
        yield Part(Role.TRIM, box((-x + 0.08, -y - 0.008, 0.18), (x - 0.08, -y + 0.01, table - 0.16)))
        yield Part(Role.STEEL, box((-x + CHEEK, self.front, table), (x - CHEEK, self.back, self.height)))
        yield from self.sills(CHEEK + EDGE, min(0.28, 0.3 * self.y))

    def cheeks(self) -> Iterator[Part]:
        """The side walls, on each a flap through which parts pass."""
        x, table, half = self.x - EDGE, self.height - SILL, min(0.3, 0.34 * self.y)
        outline = self._outline(table, 0.0, self.roof)
        for side in (-1, 1):
            near, far = sorted((side * x, side * (x - CHEEK)))
            yield Part(Role.BODY, sweep(outline, Polyline((Vector(near, 0), Vector(far, 0)))))
            left, right = sorted((side * (x - 0.004), side * self.x))
            flap = min(self.height + 0.5, self.roof - 0.2)
            yield Part(Role.PANEL, box((left, -half, self.height), (right, half, flap)))
            for y in np.linspace(-half, half, 6)[1:-1]:
                slit = sorted((side * (self.x - 0.003), side * (self.x - 0.0005)))
                yield Part(Role.BELT, box((slit[0], y - 0.006, self.height), (slit[1], y + 0.006, flap - 0.04)))

    def _outline(self, low: float, inset: float, top: float) -> Outline:
        """The side view from the doors to the rear: y and z."""
        rear = self.y - EDGE
        bend = (self.front + inset, self.bend)
        return np.array([(self.front + inset, low), (rear, low), (rear, top), (self.lean + inset, top), bend])

    def rear(self) -> Iterator[Part]:
        """Rear wall of the working room, roof, and the cabinet behind with its doors and fans."""
        x, y, table = self.x - EDGE - CHEEK, self.y - EDGE, self.height - SILL
        yield Part(Role.INTERIOR, box((-x, self.back, self.height), (x, self.back + 0.02, self.roof - 0.05)))
        yield Part(Role.BODY, box((-x, self.back + 0.02, table), (x, y - 0.01, self.roof - 0.05)))
        yield Part(Role.BODY, box((-x, self.lean, self.roof - 0.05), (x, y, self.roof)))
        for left, right in ((-x + 0.02, -0.01), (0.01, x - 0.02)):
            yield Part(Role.TRIM, box((left, y - 0.011, 0.2), (right, self.y - 0.004, self.roof - 0.15)))
            grip = right - 0.06 if right < 0 else left + 0.06
            yield Part(Role.PANEL, box((grip - 0.012, y, 0.44 * self.roof), (grip + 0.012, self.y, 0.53 * self.roof)))

    def doors(self) -> Iterator[Part]:
        """Sliding leaves that follow the bend of the front: frames around glass."""
        for name, left, right, side, _ in self.leaves():
            for start, end in ((left, left + STILE), (right - STILE, right)):
                for mesh in self._panes(start, end, self.height, self.roof - 0.05):
                    yield Part(Role.BODY, mesh, name)
            for mesh in self._panes(left + STILE, right - STILE, self.height, self.height + 0.1):
                yield Part(Role.BODY, mesh, name)
            for mesh in self._glass(left + STILE, right - STILE):
                yield Part(Role.GLASS, mesh, name)
            grip = right - 0.05 if side < 0 else left + 0.05
            low = self.height + 0.16
            bar = box((grip - 0.014, self.front - 0.035, low), (grip + 0.014, self.front - 0.001, low + 0.26))
            yield Part(Role.PANEL, bar, name)

    def _panes(self, start: float, end: float, low: float, high: float) -> Iterator[Mesh]:
        """The upright and, where it reaches so far, the sloped part of a pane from one x to another."""
        line = Polyline((Vector(start, 0), Vector(end, 0)))
        bend, front = min(self.bend, high), self.front
        yield sweep(np.array([(front, low), (front + DOOR, low), (front + DOOR, bend), (front, bend)]), line)
        if high > self.bend:
            lean = self.lean - 0.05 * (self.lean - front) / (self.roof - bend)
            yield sweep(np.array([(front, bend), (front + DOOR, bend), (lean + DOOR, high), (lean, high)]), line)

    def _glass(self, start: float, end: float) -> Iterator[Mesh]:
        """The panes between the stiles, thinner than these."""
        line = Polyline((Vector(start, 0), Vector(end, 0)))
        near, far, low, high = self.front + 0.012, self.front + 0.02, self.height + 0.1, self.roof - 0.05
        lean = self.lean - self.front
        yield sweep(np.array([(near, low), (far, low), (far, self.bend), (near, self.bend)]), line)
        yield sweep(np.array([(near, self.bend), (far, self.bend), (far + lean, high), (near + lean, high)]), line)

    def inside(self) -> Iterator[Part]:
        """What works on the part."""
        yield from ()

    def desk(self) -> Iterator[Part]:
        """The control panel that hangs at the right of the front, on the ledge."""
        right = self.x - 0.05
        low = self.height + 0.3
        high = Vector(right, -self.y + 0.06, min(low + 0.46, self.bend + 0.4))
        yield from screen(Vector(right - min(0.34, 0.2 * self.size.length), -self.y + 0.008, low), high)
        foot = Vector(right - 0.1, -self.y + 0.05, self.height - SILL)
        yield Part(Role.LEG, rod(foot, foot._replace(z=low + 0.1), 0.022, sides=8))


@dataclass(frozen=True)
class MachiningCentreShape(ToolShape):
    """A spindle that hangs from a column above a table, a drum of tools beside it; the column rises above the roof."""

    slope: ClassVar[float] = 0.1

    @property
    def roof(self) -> float:
        """Top of the cabin, below that of the column."""
        return self.top - min(0.42, 0.3 * (self.top - self.height))

    def base(self) -> Iterator[Part]:
        """Add the panes beside the doors, which slide over them, to the bed."""
        yield from super().base()
        for left, right in ((-self.inner, -0.5 * self.inner), (0.5 * self.inner, self.inner)):
            for mesh in self._glass(left, right):
                yield Part(Role.GLASS, mesh.moved((0.0, 0.03, 0.0)))
            for mesh in self._panes(left, right, self.height, self.height + 0.1):
                yield Part(Role.TRIM, mesh.moved((0.0, 0.036, 0.0)))

    def rear(self) -> Iterator[Part]:
        """Add the cover of the column, with its drive, to the cabinet behind."""
        yield from super().rear()
        x, rear = min(0.42, 0.36 * self.x), self.y - EDGE
        front, low = min(0.05 * self.y, rear - 0.3), self.roof
        yield Part(Role.BODY, box((-x, front, low), (x, rear, self.top), chamfer=0.04, crown=0.03))
        band = low + 0.35 * (self.top - low)
        yield Part(
            Role.ACCENT, box((-x - 0.002, front - 0.004, band), (x + 0.002, rear - 0.05, band + 0.06), chamfer=0.04)
        )
        magazine = min(0.34, 0.24 * self.x)
        hub = Vector(-self.inner + magazine, rear - 0.36, low)
        yield Part(
            Role.TRIM, box((hub.x - magazine, hub.y - 0.2, low), (hub.x + magazine, rear, low + 0.16), chamfer=0.05)
        )
        for number in range(4):
            slit = x * (0.4 * number - 0.6)
            yield Part(
                Role.PANEL, box((slit - 0.05, front - 0.005, band + 0.1), (slit + 0.05, front + 0.01, band + 0.13))
            )

    def inside(self) -> Iterator[Part]:
        """Column, head, spindle, tool; table with slots for clamps; the drum."""
        free = self.roof - self.height
        head = self.height + 0.56 * free
        deep = min(0.16, 0.25 * self.y)
        column = box((-0.2, self.back - 0.1, self.height), (0.2, self.back, self.roof - 0.06))
        yield Part(Role.TRIM, column)
        yield Part(Role.BODY, box((-0.15, -deep, head), (0.15, self.back - 0.1, head + 0.26 * free), crown=0.03))
        yield Part(Role.ACCENT, box((-0.152, -deep - 0.002, head + 0.03), (0.152, self.back - 0.1, head + 0.06)))
        nose = [(head - 0.13, 0.045), (head - 0.09, 0.075), (head, 0.085)]
        yield Part(Role.STEEL, loft([(z, circle(r, 16)) for z, r in nose], smooth=True))
        yield Part(Role.PANEL, cylinder(0.016, head - 0.24, head - 0.13, sides=8))
        for y in (-0.09, 0.0, 0.09):
            yield Part(Role.BELT, box((-0.34, y - 0.01, self.height - 0.01), (0.34, y + 0.01, self.height + 0.0006)))
        if self.x > 0.8:
            yield from self._drum(Vector(-0.58 * self.x, self.back - 0.07, head + 0.12 * free))

    def _drum(self, centre: Vector) -> Iterator[Part]:
        """The drum of tools on the rear wall."""
        radius = min(0.2, 0.2 * self.x)
        front, rear = centre.plus(Vector(0, -0.06)), centre.plus(Vector(0, 0.07))
        yield Part(Role.PANEL, rod(front, rear, 0.4 * radius, sides=16))
        for number in range(12):
            angle = 2 * np.pi * number / 12
            place = Vector(radius * float(np.cos(angle)), 0, radius * float(np.sin(angle)))
            yield Part(Role.STEEL, rod(front.plus(place), rear.plus(place), 0.03, sides=8))
        yield Part(Role.TRIM, rod(rear.plus(Vector(0, -0.03)), rear, 1.2 * radius, sides=20))


@dataclass(frozen=True)
class LatheShape(ToolShape):
    """A chuck at the left, a tailstock at the right, a turret behind; one door, a closed hood beside it."""

    slope: ClassVar[float] = 0.46

    @property
    def split(self) -> float:
        """The x at which the door ends and the closed hood begins."""
        return 0.3 * self.inner

    def leaves(self) -> tuple[Leaf, ...]:
        """One door, which slides over the closed hood."""
        return (Leaf("door", -self.inner, self.split, 1, 0.92 * (self.inner - self.split)),)

    def base(self) -> Iterator[Part]:
        """Add the closed hood, the cover of the spindle drive, and the chute for chips to the bed."""
        yield from super().base()
        for mesh in self._panes(self.split + 0.01, self.inner, self.height, self.roof - 0.05):
            yield Part(Role.TRIM, mesh.moved((0.0, 0.025, 0.0)))
        top = self.height - 0.14
        for number in range(6):
            slit = 0.22 + number * 0.055
            if slit + 0.03 < top:
                right = -self.x + EDGE + 0.62
                yield Part(
                    Role.PANEL, box((right - 0.5, -self.y + EDGE - 0.01, slit), (right, -self.y + EDGE, slit + 0.025))
                )

    def inside(self) -> Iterator[Part]:
        """Headstock with chuck, turret with tools, tailstock; all behind the way of the parts."""
        free, inside = self.roof - self.height, self.x - EDGE - CHEEK
        axis, y = self.height + 0.36 * free, max(0.02, self.back - 0.24)
        yield Part(Role.TRIM, box((-inside, y - 0.2, self.height), (-0.55 * inside, self.back, axis + 0.24)))
        left = -0.55 * inside
        yield Part(Role.STEEL, rod(Vector(left, y, axis), Vector(left + 0.13, y, axis), 0.16, sides=20))
        for number in range(3):
            angle = 2 * np.pi * number / 3 + np.pi / 2
            jaw = Vector(left + 0.13, y + 0.08 * float(np.cos(angle)), axis + 0.08 * float(np.sin(angle)))
            yield Part(Role.PANEL, rod(jaw, jaw.plus(Vector(0.05, 0)), 0.032, sides=6))
        yield from self._turret(Vector(0.2 * inside, self.back - 0.02, axis + 0.1 * free))
        right = 0.6 * inside
        yield Part(Role.TRIM, box((right, y - 0.13, self.height), (inside - 0.05, self.back, axis + 0.13), crown=0.02))
        yield Part(Role.STEEL, rod(Vector(right - 0.14, y, axis), Vector(right, y, axis), 0.045, sides=12))
        yield Part(Role.ACCENT, rod(Vector(right - 0.03, y, axis), Vector(right, y, axis), 0.075, sides=12))

    def _turret(self, centre: Vector) -> Iterator[Part]:
        yield Part(Role.BODY, box((-0.02, -0.2, -0.14), (0.24, 0.0, 0.14)).moved(centre))
        near, far = centre.plus(Vector(-0.12, -0.13)), centre.plus(Vector(-0.02, -0.13))
        yield Part(Role.PANEL, rod(near, far, 0.15, sides=8))
        for number in range(8):
            angle = 2 * np.pi * (number + 0.5) / 8
            place = Vector(0.05, 0.15 * float(np.cos(angle)), 0.15 * float(np.sin(angle)))
            tip = place.plus(Vector(0, 0.05 * float(np.cos(angle)), 0.05 * float(np.sin(angle))))
            yield Part(Role.STEEL, rod(near.plus(place), near.plus(tip), 0.016, sides=6))


machining_centre_at = standing(MachiningCentreShape)
lathe_at = standing(LatheShape)
