"""Doors and docks: where people and goods pass through fences and walls."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geometry.mesh import Mesh
from geometry.models.model import Joint, Model, Motion, Part, Shape, Site, around, contact, gathered
from geometry.models.scenery import LIFT
from geometry.models.zone import Purpose, rear_of, sector
from geometry.palette import Role
from geometry.solids import box, sweep
from layouts.space import Polyline, Pose, Size, Vector

AJAR = 24.0
"""Degrees by which the leaf of a door stands open."""
SECTIONS = 5
"""Of a dock's door."""
STRIPES = 6
LOADING = 3.0
"""Depth of the floor behind a dock in which forklifts come out of the truck, metres."""
LINE = np.array([(-0.02, 0.0), (0.02, 0.0), (0.02, LIFT), (-0.02, LIFT)])
"""The profile of a painted line."""


@dataclass(frozen=True)
class DoorShape:
    """A door: its frame has the declared size, its leaf stands ajar to the front."""

    size: Size

    @property
    def jamb(self) -> float:
        """Width of the frame."""
        return min(0.06, self.size.length / 6)

    @property
    def hinge(self) -> Vector:
        """The lower end of the axis about which the leaf turns."""
        return Vector(-self.size.length / 2 + self.jamb, -self.size.width / 2 + 0.01, 0.0)

    def model(self) -> Model:
        """Build the door."""
        ajar = (part._replace(mesh=_turned(part.mesh, self.hinge, -AJAR)) for part in self.leaf())
        return Model(
            surfaces=gathered((*self.frame(), *ajar, *self.swing())),
            shadows=(contact(self.size.length, self.size.width, softness=0.2, darkness=0.35),),
            joints=(Joint("leaf", self.hinge, Vector(0, 0, -1), 90.0 - AJAR, True, Motion.STAYS),),
            crown=Vector(0, 0, self.size.height),
            sides=around(self.size.length, self.size.width),
            zones=(sector(Purpose.SWING, self.hinge, self.size.length - 2 * self.jamb, -90.0, 90.0, self.size.height),),
        )

    def frame(self) -> Iterator[Part]:
        """Two jambs, a lintel, and hinges."""
        x, y, top, jamb = self.size.length / 2, self.size.width / 2, self.size.height, self.jamb
        for low in (-x, x - jamb):
            yield Part(Role.COLUMN, box((low, -y, 0.0), (low + jamb, y, top)))
        yield Part(Role.COLUMN, box((-x + jamb, -y, top - jamb), (x - jamb, y, top)))

    def leaf(self) -> Iterator[Part]:
        """The closed leaf with window, kick plate and handles on both faces."""
        x, top = self.size.length / 2 - self.jamb - 0.005, self.size.height - self.jamb - 0.005
        front, rear = self.hinge.y, min(self.hinge.y + 0.04, self.size.width / 2)
        wide, low, high = 0.55 * x, 0.52 * top, 0.9 * top
        panes = (((-x, 0.008), (x, low)), ((-x, high), (x, top)), ((-x, low), (-wide, high)), ((wide, low), (x, high)))
        for (left, bottom), (right, upper) in panes:
            yield Part(Role.BODY, box((left, front, bottom), (right, rear, upper)), "leaf")
        yield Part(Role.GLASS, box((-wide, front + 0.014, low), (wide, front + 0.024, high)), "leaf")
        for face in (front - 0.002, rear - 0.002):
            yield Part(Role.STEEL, box((-x + 0.02, face, 0.03), (x - 0.02, face + 0.004, 0.22)), "leaf")
            yield Part(Role.ACCENT, box((-x, face, 0.44 * top), (x, face + 0.004, 0.47 * top)), "leaf")
        for low_y, high_y in ((front - 0.05, front - 0.035), (rear + 0.035, rear + 0.05)):
            yield Part(Role.STEEL, box((x - 0.2, low_y, 0.485 * top), (x - 0.06, high_y, 0.5 * top)), "leaf")
            near, far = sorted((low_y, front if low_y < front else rear))
            yield Part(Role.STEEL, box((x - 0.075, near, 0.485 * top), (x - 0.06, far, 0.5 * top)), "leaf")

    def swing(self) -> Iterator[Part]:
        """The way of the leaf's edge, painted on the floor."""
        radius = self.size.length - 2 * self.jamb
        angles = np.radians(np.linspace(0, -90, 19))
        arc = [self.hinge.plus(Vector(math.cos(a), math.sin(a)), radius) for a in angles]
        yield Part(Role.GUARD, sweep(LINE, Polyline(tuple(arc))))
        side = Polyline((self.hinge.plus(Vector(0, -0.02)), arc[-1]))
        yield Part(Role.GUARD, sweep(LINE, side))


def _turned(mesh: Mesh, pivot: Vector, degrees: float) -> Mesh:
    """Turn a mesh anticlockwise about an upright axis."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turn = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1.0]])
    return mesh.moved((-pivot.x, -pivot.y, 0)).rotated(turn).moved((pivot.x, pivot.y, 0))


@dataclass(frozen=True)
class DockShape:
    """A dock: a piece of wall with its door, the shelter for the truck at the front, the leveller at the rear."""

    size: Size

    def model(self) -> Model:
        """Build the dock."""
        length, width, height = self.size.measures
        parts = (*self.wall(), *self.door(), *self.shelter(), *self.bumpers(), *self.leveller())
        return Model(
            surfaces=gathered(parts),
            shadows=(contact(length, width, darkness=0.4),),
            joints=(
                Joint("door", Vector(0, self.plane, 0), Vector(0, 0, 1), 0.9 * self.opening[1], False, Motion.STAYS),
            ),
            crown=Vector(0, 0, height),
            sides=around(length, width),
            zones=(rear_of(self.size, LOADING, Purpose.CLEARANCE),),
        )

    @property
    def plane(self) -> float:
        """The y of the wall's front."""
        return 0.0

    @property
    def opening(self) -> tuple[float, float]:
        """Half the width and the height of the opening."""
        return min(1.25, 0.36 * self.size.length), min(3.0, 0.72 * self.size.height)

    @property
    def wall_depth(self) -> float:
        """Thickness of the wall."""
        return min(0.16, 0.25 * self.size.width)

    def wall(self) -> Iterator[Part]:
        """The wall around the opening, with a coloured frame towards the hall."""
        x, rear, top, (half, high) = self.size.length / 2, self.wall_depth, self.size.height, self.opening
        for left, right, low, upper in ((-x, -half, 0.0, top), (half, x, 0.0, top), (-half, half, high, top)):
            yield Part(Role.BODY, box((left, self.plane, low), (right, rear, upper)))
        frame = rear + 0.03
        for left, right in ((-half - 0.1, -half + 0.005), (half - 0.005, half + 0.1)):
            yield Part(Role.PANEL, box((left, rear - 0.01, 0.0), (right, frame, high + 0.1)))
        yield Part(Role.PANEL, box((-half, rear - 0.01, high - 0.005), (half, frame, high + 0.1)))
        for left, right in ((-x, -half - 0.1), (half + 0.1, x)):
            yield Part(Role.PLINTH, box((left, rear - 0.004, 0.0), (right, rear + 0.012, 0.14)))

    def door(self) -> Iterator[Part]:
        """The door in its sections, one of them glazed, with a handle towards the hall."""
        half, high = self.opening
        low, deep = 0.4 * self.wall_depth, 0.75 * self.wall_depth
        step = high / SECTIONS
        for number in range(SECTIONS):
            bottom, top = number * step + 0.006, (number + 1) * step - 0.006
            role = Role.INTERIOR if number == 2 else Role.TRIM
            yield Part(role, box((-half, low, bottom), (half, deep, top)), "door")
            if number == 2:
                yield from self._bars(half, low, deep, bottom, top)
        yield Part(Role.ACCENT, box((-0.3, deep, 0.25 * step), (0.3, deep + 0.03, 0.25 * step + 0.05)), "door")

    def _bars(self, half: float, low: float, deep: float, bottom: float, top: float) -> Iterator[Part]:
        """The frames of the panes in the glazed section."""
        for at in np.linspace(-half + 0.05, half - 0.05, 5):
            yield Part(Role.TRIM, box((at - 0.05, low - 0.008, bottom), (at + 0.05, deep + 0.008, top)), "door")
        for z in (bottom, top - 0.08):
            yield Part(Role.TRIM, box((-half, low - 0.006, z), (half, deep + 0.006, z + 0.08)), "door")

    def shelter(self) -> Iterator[Part]:
        """The pads against which the truck stands, with yellow marks for its driver."""
        x, front, (half, high) = self.size.length / 2 - 0.06, -self.size.width / 2 + 0.08, self.opening
        top, inner = min(high + 0.55, self.size.height - 0.1), half - 0.16
        for left, right in ((-x, -inner), (inner, x)):
            yield Part(Role.PLINTH, box((left, front, 0.0), (right, self.plane, top), chamfer=0.05))
            centre = (left + right) / 2
            yield Part(Role.GUARD, box((centre - 0.05, front - 0.006, 0.75), (centre + 0.05, front + 0.01, 0.78 * top)))
        yield Part(Role.PLINTH, box((-inner, front, high - 0.35), (inner, self.plane, top)))
        roof = box((-x - 0.04, front + 0.04, top), (x + 0.04, self.plane, top + 0.05), crown=0.02)
        yield Part(Role.TRIM, roof)

    def bumpers(self) -> Iterator[Part]:
        """Two rubber blocks at the very front, with steel faces, and the guides for the wheels."""
        half, front = self.opening[0], -self.size.width / 2
        for side in (-1, 1):
            centre = side * (half + 0.04)
            yield Part(Role.PANEL, box((centre - 0.13, front, 0.02), (centre + 0.13, front + 0.14, 0.5), chamfer=0.02))
            yield Part(Role.STEEL, box((centre - 0.15, front + 0.06, 0.0), (centre + 0.15, front + 0.1, 0.55)))

    def leveller(self) -> Iterator[Part]:
        """The plate in the floor from lip to hall, striped along its edges."""
        half, front, rear = self.opening[0] - 0.2, -self.size.width / 2 + 0.16, self.size.width / 2
        yield Part(Role.STEEL, box((-half, front, 0.0), (half, rear, 0.012)))
        for left, right in ((-half - 0.09, -half), (half, half + 0.09)):
            yield Part(Role.GUARD, box((left, front, 0.0), (right, rear, 0.014)))
            for number in range(STRIPES):
                near = front + (rear - front) * (number + 0.25) / STRIPES
                far = near + 0.5 * (rear - front) / STRIPES
                yield Part(Role.PANEL, box((left, near, 0.0), (right, far, 0.0165)))


def door_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a door."""
    return (DoorShape(site.equipment.footprint), site.pose) if site.pose else None


def dock_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a dock."""
    return (DockShape(site.equipment.footprint), site.pose) if site.pose else None
