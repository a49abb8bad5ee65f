"""The case packer: a belt under a gantry whose head puts parts into cases, with a magazine of flat cases behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.models.fittings import girdle, posts, screen
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import Room, Station, standing
from geometry.palette import Role
from geometry.solids import box, cylinder, roller
from layouts.space import Vector

POST = 0.06
EDGE = 0.012
BLANKS = 9
"""Flat cases that stand in the magazine."""


@dataclass(frozen=True)
class PackerShape(Station):
    """A frame with glass around a belt; above it the head, behind it the magazine."""

    room: ClassVar[Room] = Room(1.0, 1.0, 0.9, 0.45)

    def model(self) -> Model:
        """Build the packer."""
        parts = (*self.base(), *self.way(), *self.frame(), *self.gantry(), *self.magazine(), *self.desk())
        joints = (
            Joint(
                "head",
                Vector(0, 0, self.beam),
                Vector(0, 0, -1),
                0.3 * (self.beam - self.height),
                False,
                Motion.STROKES,
                2.4,
            ),
        )
        return self.built(parts, Vector(self.x - 0.075, self.y - 0.075, self.top), joints)

    @property
    def half(self) -> float:
        """Half the width of the belt, beside which parts wait on the table."""
        return min(0.2, 0.2 * self.y)

    @property
    def beam(self) -> float:
        """Underside of the beam that carries the head."""
        return self.top - 0.3

    def base(self) -> Iterator[Part]:
        """Plinth, cabinet, coloured band and the table beside the belt."""
        x, y, table = self.x - EDGE, self.y - EDGE, self.height - 0.06
        yield Part(Role.PLINTH, box((-x + 0.03, -y + 0.03, 0.0), (x - 0.03, y - 0.03, 0.1)))
        yield Part(Role.BODY, box((-x, -y, 0.1), (x, y, table), chamfer=0.025))
        yield Part(Role.ACCENT, box((-x - 0.002, -self.y, table - 0.1), (x + 0.002, -y + 0.05, table - 0.03)))
        for left, right in ((-x + 0.06, -0.008), (0.008, x - 0.06)):
            yield Part(Role.TRIM, box((left, -y - 0.008, 0.16), (right, -y + 0.01, table - 0.13)))
            yield Part(Role.TRIM, box((left, y - 0.01, 0.16), (right, self.y, table - 0.13)))
        yield Part(Role.STEEL, box((-x, self.half + 0.03, table), (x, y, self.height)))

    def way(self) -> Iterator[Part]:
        """The belt through the machine, its rails, and the plates at ports beside it."""
        low = self.height - 0.05
        yield Part(Role.BELT, box((-self.x + 0.03, -self.half, low), (self.x - 0.03, self.half, self.height)))
        for side in (-1, 1):
            end = roller(0.03, 2 * self.half - 0.004, sides=10)
            yield Part(Role.LEG, end.moved((side * (self.x - 0.03), 0.0, self.height - 0.03)))
            near, far = sorted((side * self.half, side * (self.half + 0.03)))
            yield Part(Role.STEEL, box((-self.x, near, low - 0.04), (self.x, far, self.height)))
        for side in (-1, 1):
            near, far = sorted((side * (self.x - 0.03), side * self.x))
            yield Part(Role.STEEL, box((near, -self.half, self.height - 0.012), (far, self.half, self.height)))
        yield from self.sills(0.12, sides=False)

    def frame(self) -> Iterator[Part]:
        """Posts, girdle and glass; the ways in and out stay open."""
        x, y, roof, table = self.x - EDGE, self.y - EDGE, self.top - 0.08, self.height - 0.06
        yield from (Part(Role.BODY, mesh) for mesh in posts(x, y, POST, table, self.top))
        yield from (Part(Role.BODY, mesh) for mesh in girdle(x, y, POST, roof, self.top))
        yield Part(Role.GLASS, box((-x + POST, -y + 0.012, table), (x - POST, -y + 0.022, roof)))
        for bar in (-0.012, 0.012):
            yield Part(Role.TRIM, box((bar - 0.011, -y + 0.004, table), (bar + 0.011, -y + 0.03, roof)))
            handle = box((3 * bar - 0.01, -y - 0.008, 0.3), (3 * bar + 0.01, -y + 0.012, 0.48))
            yield Part(Role.PANEL, handle.moved((0, 0, self.height)))
        for side in (-1, 1):
            near, far = sorted((side * (x - 0.022), side * (x - 0.012)))
            yield Part(Role.GLASS, box((near, -y + POST, self.height + 0.55), (far, y - POST, roof)))

    def gantry(self) -> Iterator[Part]:
        """The beam along the flow, the slide on it, and the head with its cups."""
        x, y, roof = self.x - EDGE - POST, self.y - EDGE - POST, self.top - 0.08
        for side in (-0.62, 0.62):
            yield Part(Role.TRIM, box((side * x - 0.04, -y, roof - 0.07), (side * x + 0.04, y, roof)))
        yield Part(Role.ACCENT, box((-0.8 * x, -0.06, roof - 0.19), (0.8 * x, 0.06, roof - 0.07)))
        yield Part(Role.PANEL, box((-0.11, -0.1, roof - 0.22), (0.11, 0.1, roof - 0.05)), "head")
        low = self.height + 0.52 * (roof - self.height)
        yield Part(Role.BODY, box((-0.045, -0.045, low), (0.045, 0.045, roof - 0.2)), "head")
        wide, deep = min(0.2, 0.3 * x), min(0.14, 0.8 * self.half)
        yield Part(Role.PANEL, box((-wide, -deep, low - 0.03), (wide, deep, low)), "head")
        for cup_x in np.linspace(-0.8 * wide, 0.8 * wide, 4):
            for cup_y in (-0.6 * deep, 0.6 * deep):
                cup = cylinder(0.022, low - 0.09, low - 0.03, sides=8).moved((float(cup_x), cup_y, 0))
                yield Part(Role.STEEL, cup, "head")

    def magazine(self) -> Iterator[Part]:
        """The flat cases that stand on edge at the front, between two side plates, on a foot."""
        front, rear, low = -self.y + EDGE + POST + 0.03, -self.half - 0.08, self.height - 0.06
        if rear - front < 0.12:
            return
        x, wide, tall = -0.5 * self.x, min(0.24, 0.3 * self.x), min(0.42, 0.36 * (self.top - self.height))
        pitch = (rear - front) / BLANKS
        for number in range(BLANKS):
            y = front + number * pitch
            yield Part(Role.CARTON, box((x - wide, y, low), (x + wide, y + 0.6 * pitch, low + tall)))
        for side in (-1, 1):
            near, far = sorted((x + side * wide, x + side * (wide + 0.015)))
            yield Part(Role.STEEL, box((near, front - 0.02, low), (far, rear, low + 0.5 * tall)))

    def desk(self) -> Iterator[Part]:
        """The control panel at the front, to the right."""
        right, low = self.x - EDGE - POST - 0.06, self.height + 0.2
        yield from screen(Vector(right - 0.26, -self.y + 0.006, low), Vector(right, -self.y + 0.04, low + 0.36))


packer_at = standing(PackerShape)
