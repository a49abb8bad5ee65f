"""Furniture and rooms: a desk, a control cabinet, an office block."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geometry.models.carcass import louvres
from geometry.models.fixed import Fixed, fixed
from geometry.models.model import Joint, Model, Motion, Part, Shape, Site, around, contact, gathered
from geometry.models.zone import GANGWAY, WORK, Purpose, Zone, front_of, sector
from geometry.palette import Role
from geometry.solids import box, cylinder
from layouts.space import Pose, Size, Vector

DOOR = 0.95
"""Width of the door of an office, metres."""


@dataclass(frozen=True)
class DeskShape(Fixed):
    """A desk with two screens, a keyboard, a pedestal and a chair, 1.6 x 1.3 x 1.2 m; one sits at -Y."""

    def parts(self) -> Iterator[Part]:
        """Draw desk and chair."""
        yield Part(Role.WOOD, box((-0.8, -0.15, 0.71), (0.8, 0.65, 0.74), chamfer=0.02))
        for side in (-1, 1):
            left, right = sorted((side * 0.76, side * 0.7))
            yield Part(Role.LEG, box((left, -0.12, 0.0), (right, 0.62, 0.03)))
            yield Part(Role.LEG, box((left, 0.2, 0.03), (right, 0.32, 0.71)))
        yield Part(Role.BODY, box((-0.68, 0.55, 0.36), (0.68, 0.58, 0.71)))
        yield Part(Role.BODY, box((0.24, 0.0, 0.04), (0.66, 0.5, 0.56)))
        for low in (0.07, 0.23, 0.39):
            yield Part(Role.TRIM, box((0.26, -0.012, low), (0.64, 0.0, low + 0.14)))
        for x in (-0.36, 0.2):
            yield Part(Role.PANEL, box((x - 0.12, 0.34, 0.74), (x + 0.12, 0.52, 0.752)))
            yield Part(Role.PANEL, box((x - 0.03, 0.45, 0.752), (x + 0.03, 0.48, 0.95)))
            yield Part(Role.PANEL, box((x - 0.27, 0.42, 0.86), (x + 0.27, 0.45, 1.2)))
            yield Part(Role.SCREEN, box((x - 0.255, 0.416, 0.875), (x + 0.255, 0.421, 1.185)))
        yield Part(Role.TRIM, box((-0.32, 0.0, 0.74), (0.12, 0.15, 0.755)))
        yield from self.chair()

    def zones(self) -> tuple[Zone, ...]:
        """Room to push the chair back: with what lies within the declared size 1.0 m behind the edge."""
        return (front_of(self.size, 0.5),)

    def chair(self) -> Iterator[Part]:
        """A swivel chair on five feet."""
        x, y = -0.15, -0.36
        for angle in np.radians(np.arange(5) * 72 + 18):
            reach = (0.28 * float(np.cos(angle)), 0.28 * float(np.sin(angle)))
            low, high = sorted((x, x + reach[0])), sorted((y, y + reach[1]))
            yield Part(Role.PANEL, box((low[0] - 0.02, high[0] - 0.02, 0.04), (low[1] + 0.02, high[1] + 0.02, 0.08)))
            yield Part(Role.PANEL, cylinder(0.03, 0.0, 0.05, sides=8).moved((x + reach[0], y + reach[1], 0)))
        yield Part(Role.STEEL, cylinder(0.03, 0.08, 0.44, sides=10).moved((x, y, 0)))
        yield Part(Role.ACCENT, box((x - 0.24, y - 0.23, 0.44), (x + 0.24, y + 0.24, 0.52), chamfer=0.06, crown=0.02))
        yield Part(Role.ACCENT, box((x - 0.22, y - 0.29, 0.56), (x + 0.22, y - 0.22, 1.05), crown=0.03))
        yield Part(Role.PANEL, box((x - 0.03, y - 0.25, 0.46), (x + 0.03, y - 0.22, 0.6)))


@dataclass(frozen=True)
class CabinetShape:
    """Switchgear behind doors at the front, each with a lever; a plinth, a fan, a lamp, a plate that warns."""

    size: Size

    @property
    def leaves(self) -> int:
        """How many doors there are: about one for each 0.7 m."""
        return max(1, min(6, round(self.size.length / 0.7)))

    @property
    def leaf(self) -> float:
        """Width of a door."""
        return self.size.length / self.leaves

    def hinges(self) -> Iterator[tuple[float, bool]]:
        """The x of each door's hinge, and whether the door reaches from there to the right: pairs open apart."""
        for number in range(self.leaves):
            left = -self.size.length / 2 + number * self.leaf
            yield (left, True) if number % 2 == 0 else (left + self.leaf, False)

    def model(self) -> Model:
        """Build the cabinet."""
        length, width, height = self.size.measures
        joints = tuple(
            Joint(
                f"door_{number}", Vector(x, self.face, 0), Vector(0, 0, -1 if right else 1), 100.0, True, Motion.STAYS
            )
            for number, (x, right) in enumerate(self.hinges(), 1)
        )
        return Model(
            gathered((*self.body(), *self.doors())),
            (contact(length, width, darkness=0.5),),
            joints,
            crown=Vector(0, 0, height),
            sides=around(length, width),
            zones=self.zones(),
        )

    def zones(self) -> tuple[Zone, ...]:
        """The gangway in front, and the doors' way."""
        swings = (
            sector(Purpose.SWING, Vector(x, self.face), self.leaf, -90.0 if right else 180.0, 90.0, self.size.height)
            for x, right in self.hinges()
        )
        return front_of(self.size, max(GANGWAY, self.leaf), Purpose.SERVICE), *swings

    @property
    def face(self) -> float:
        """The y of the doors' rear."""
        return -self.size.width / 2 + min(0.045, 0.2 * self.size.width)

    def body(self) -> Iterator[Part]:
        """The box behind the doors, on its plinth, with a fan on top."""
        x, y, top = self.size.length / 2, self.size.width / 2, self.size.height
        plinth, hood = min(0.1, 0.1 * top), min(0.06, 0.05 * top)
        yield Part(Role.PLINTH, box((-x + 0.01, self.face + 0.02, 0.0), (x - 0.01, y - 0.01, plinth)))
        yield Part(Role.BODY, box((-x, self.face, plinth), (x, y, top - hood)))
        yield Part(Role.TRIM, box((-0.6 * x, self.face + 0.1 * y, top - hood), (0.6 * x, 0.7 * y, top)))

    def doors(self) -> Iterator[Part]:
        """The doors with lever, louvres and plate; the first has a lamp and a main switch."""
        front, top = -self.size.width / 2, self.size.height
        plinth, hood = min(0.1, 0.1 * top), min(0.06, 0.05 * top)
        out = min(0.014, 0.3 * (self.face - front))
        for number, (hinge, right) in enumerate(self.hinges(), 1):
            joint = f"door_{number}"
            left = hinge if right else hinge - self.leaf
            yield Part(
                Role.BODY,
                box(
                    (left + 0.006, front + out, plinth + 0.01), (left + self.leaf - 0.006, self.face, top - hood - 0.01)
                ),
                joint,
            )
            grip = left + self.leaf - 0.1 if right else left + 0.06
            yield Part(Role.PANEL, box((grip, front, 0.48 * top), (grip + 0.035, front + out, 0.58 * top)), joint)
            slits = louvres(left + 0.2 * self.leaf, left + 0.8 * self.leaf, front + out, 0.13 * top, 0.24 * top)
            yield from (part._replace(joint=joint) for part in slits)
            middle = left + self.leaf / 2
            yield Part(
                Role.GUARD,
                box((middle - 0.07, front + out - 0.003, 0.8 * top), (middle + 0.07, front + out, 0.86 * top)),
                joint,
            )
            if number == 1:
                yield Part(
                    Role.SCREEN,
                    box((middle - 0.14, front + out - 0.004, 0.64 * top), (middle + 0.14, front + out, 0.74 * top)),
                    joint,
                )


@dataclass(frozen=True)
class OfficeShape:
    """A room in the hall: plinth, walls with a band of windows, a door at the front, a roof with its cooling unit."""

    size: Size

    def model(self) -> Model:
        """Build the office."""
        length, width, height = self.size.measures
        joint = Joint("leaf", Vector(self.door, -width / 2, 0), Vector(0, 0, -1), 85.0, True, Motion.STAYS)
        return Model(
            gathered((*self.walls(), *self.leaf(), *self.roof(), *self.furniture())),
            (contact(length, width, darkness=0.5),),
            (joint,),
            crown=Vector(0, 0, height),
            sides=around(length, width),
            zones=(
                sector(Purpose.SWING, Vector(self.door, -width / 2), self.wide, -90.0, 90.0, self.lintel),
                front_of(self.size, WORK, Purpose.CLEARANCE),
            ),
        )

    @property
    def wide(self) -> float:
        """Width of the door."""
        return min(DOOR, 0.22 * self.size.length)

    @property
    def door(self) -> float:
        """The x at which the door begins, its hinge."""
        return self.size.length / 2 - 0.25 * self.size.length

    @property
    def eaves(self) -> float:
        """Underside of the roof."""
        return self.size.height - min(0.5, 0.18 * self.size.height)

    @property
    def lintel(self) -> float:
        """Top of door and windows."""
        return min(2.1, 0.85 * self.eaves)

    def walls(self) -> Iterator[Part]:
        """Solid below, glazed between 0.9 m and the lintel, a band above; posts at the corners and between."""
        x, y, sill, t = (
            self.size.length / 2,
            self.size.width / 2,
            min(0.9, 0.4 * self.eaves),
            min(0.1, 0.05 * self.size.width, 0.02 * self.size.length),
        )
        gap = (self.door, self.door + self.wide)
        yield Part(Role.BODY, box((-x, -y, self.lintel), (x, -y + t, self.eaves)))
        for left, right in ((-x, gap[0]), (gap[1], x)):
            yield Part(Role.BODY, box((left, -y, 0.0), (right, -y + t, sill)))
            yield Part(Role.GLASS, box((left + t, -y + 0.4 * t, sill), (right - 0.5 * t, -y + 0.6 * t, self.lintel)))
            yield Part(
                Role.BODY, box((right - 0.5 * t if right < x else right - t, -y, sill), (right, -y + t, self.lintel))
            )
            yield Part(Role.BODY, box((left, -y, sill), (left + t, -y + t, self.lintel)))
        yield Part(Role.BODY, box((-x, y - t, 0.0), (x, y, self.eaves)))
        for side in (-1, 1):
            left, right = sorted((side * x, side * (x - t)))
            for low, high in ((0.0, sill), (self.lintel, self.eaves)):
                yield Part(Role.BODY, box((left, -y + t, low), (right, y - t, high)))
            inner, outer = sorted((side * (x - 0.4 * t), side * (x - 0.6 * t)))
            yield Part(Role.GLASS, box((inner, -y + t, sill), (outer, y - t, self.lintel)))
            yield Part(Role.BODY, box((left, -0.5 * t, sill), (right, 0.5 * t, self.lintel)))
        yield Part(Role.ACCENT, box((-x, -y - 0.0008, sill - 0.06), (gap[0], -y + 0.01, sill)))
        for number in range(1, max(2, round(self.size.length / 1.4))):
            at = -x + (self.door + x) * number / max(2, round(self.size.length / 1.4))
            yield Part(Role.BODY, box((at - 0.03, -y, sill), (at + 0.03, -y + t, self.lintel)))

    def leaf(self) -> Iterator[Part]:
        """The door, with a pane and a handle."""
        y, left, right, top = -self.size.width / 2, self.door + 0.01, self.door + self.wide - 0.01, self.lintel - 0.01
        for low, high, start, end in (
            (0.01, 0.4 * top, left, right),
            (0.94 * top, top, left, right),
            (0.4 * top, 0.94 * top, left, left + 0.12),
            (0.4 * top, 0.94 * top, right - 0.12, right),
        ):
            yield Part(Role.ACCENT, box((start, y + 0.02, low), (end, y + 0.06, high)), "leaf")
        yield Part(Role.GLASS, box((left + 0.12, y + 0.035, 0.4 * top), (right - 0.12, y + 0.045, 0.94 * top)), "leaf")
        yield Part(Role.STEEL, box((right - 0.1, y + 0.003, 0.48 * top), (right - 0.03, y + 0.02, 0.5 * top)), "leaf")

    def roof(self) -> Iterator[Part]:
        """The roof with its edge, and the cooling unit."""
        x, y = self.size.length / 2, self.size.width / 2
        thick = 0.3 * (self.size.height - self.eaves)
        yield Part(Role.TRIM, box((-x, -y, self.eaves), (x, y, self.eaves + thick)))
        yield Part(
            Role.BODY,
            box((0.1 * x, 0.0, self.eaves + thick), (0.6 * x, 0.6 * y, self.size.height - 0.012), chamfer=0.04),
        )
        fan = cylinder(min(0.2 * x, 0.24 * y), self.size.height - 0.012, self.size.height, sides=16)
        yield Part(Role.PANEL, fan.moved((0.35 * x, 0.3 * y, 0)))

    def furniture(self) -> Iterator[Part]:
        """Desks along the rear wall, seen through the windows."""
        x, y = self.size.length / 2 - 0.3, self.size.width / 2 - 0.2
        yield Part(Role.WOOD, box((-x, y - 0.7, 0.0), (0.4 * x, y, 0.03)).moved((0, 0, 0.7)))
        for at in (-x + 0.05, 0.4 * x - 0.1):
            yield Part(Role.LEG, box((at, y - 0.65, 0.0), (at + 0.05, y - 0.05, 0.7)))
        for at in (-0.6 * x, 0.0):
            yield Part(Role.PANEL, box((at - 0.27, y - 0.25, 0.8), (at + 0.27, y - 0.22, 1.14)))


def control_cabinet_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a control cabinet."""
    return (CabinetShape(site.equipment.footprint), site.pose) if site.pose else None


def office_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of an office block."""
    return (OfficeShape(site.equipment.footprint), site.pose) if site.pose else None


desk_at = fixed(DeskShape)
