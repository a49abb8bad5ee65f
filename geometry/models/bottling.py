"""Machines beside a belt that fill, close and label: each on its cabinet, behind glass."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.models.carcass import EDGE, arm_panel, cabinet, drum, glazing, way
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import Room, Station, standing
from geometry.palette import Role
from geometry.solids import box, circle, cylinder, loft, rod
from layouts.space import Vector

HALF = 0.13
"""Half the width of the belt, metres."""
MOST_NOZZLES = 12


@dataclass(frozen=True)
class InlineShape(Station):
    """A cabinet, a belt through it from port to port, a control panel at the front."""

    room: ClassVar[Room] = Room(0.9, 0.9, 0.8, 0.4)

    def base(self) -> Iterator[Part]:
        """The cabinet with its cover of steel, and the belt."""
        yield from cabinet(self.x, self.y, self.height - 0.1)
        x, y = self.x - EDGE, self.y - EDGE
        yield Part(Role.STEEL, box((-x, -y, self.height - 0.1), (x, y, self.height - 0.07)))
        yield from way(self.x, HALF, self.height)
        yield from self.sills(self.y - HALF, sides=False)
        yield from self.ledge()
        yield from arm_panel(Vector(self.x - 0.22, -self.y + 0.05, self.height - 0.08), self.height + 0.5)

    def ledge(self) -> Iterator[Part]:
        """Tables for the places of used parts behind the belt."""
        behind = [slot for slot in self.slots if abs(slot.y) > HALF]
        for slot in behind[:12]:
            yield Part(
                Role.SHELF, box((slot.x - 0.1, slot.y - 0.1, self.height - 0.07), (slot.x + 0.1, slot.y + 0.1, slot.z))
            )


@dataclass(frozen=True)
class LabellerShape(InlineShape):
    """Two large reels on an upright plate, the label web between them, a roller that presses labels on."""

    def model(self) -> Model:
        """Build the labeller."""
        joints = tuple(
            Joint(name, Vector(x, self.plate, self.reel), Vector(0, 1, 0), 120.0, True, Motion.SPINS)
            for name, x in (("reel_left", -self.apart), ("reel_right", self.apart))
        )
        parts = (*self.base(), *self.head(), *self.reels(), *self.web())
        return self.built(parts, Vector(0.0, self.plate + 0.09, self.top), joints, darkness=0.5)

    @property
    def plate(self) -> float:
        """The y of the upright plate's front."""
        return 0.3 * self.y

    @property
    def radius(self) -> float:
        """Radius of a full reel."""
        return min(0.27, 0.3 * self.x, 0.3 * (self.top - self.height))

    @property
    def apart(self) -> float:
        """Half the distance of the reels' axles."""
        return 1.12 * self.radius

    @property
    def reel(self) -> float:
        """Height of the axles."""
        return self.top - 1.25 * self.radius

    def head(self) -> Iterator[Part]:
        """The plate on a column, its cover behind."""
        x = min(self.x - 0.1, self.apart + 1.2 * self.radius)
        low = self.height + 0.18
        yield Part(Role.BODY, box((-x, self.plate, low), (x, self.plate + 0.18, self.top), chamfer=0.03, crown=0.02))
        yield Part(Role.ACCENT, box((-x, self.plate - 0.004, low), (x, self.plate, low + 0.06)))
        column = box((-0.12, self.plate + 0.03, self.height - 0.08), (0.12, self.plate + 0.2, low))
        yield Part(Role.TRIM, column)

    def reels(self) -> Iterator[Part]:
        """A full reel and an empty one, each with flange and hub."""
        for name, side, share in (("reel_left", -1, 1.0), ("reel_right", 1, 0.62)):
            hub = Vector(side * self.apart, self.plate, self.reel)
            yield Part(
                Role.TAPE,
                rod(hub.plus(Vector(0, -0.16)), hub.plus(Vector(0, -0.03)), share * self.radius, sides=28),
                name,
            )
            yield Part(Role.PANEL, rod(hub.plus(Vector(0, -0.03)), hub, self.radius, sides=28), name)
            yield Part(
                Role.ACCENT,
                rod(hub.plus(Vector(0, -0.2)), hub.plus(Vector(0, -0.16)), 0.24 * self.radius, sides=16),
                name,
            )
            for angle in (0.0, 2.1, 4.2):
                spoke = Vector(
                    0.62 * share * self.radius * math.cos(angle), -0.165, 0.62 * share * self.radius * math.sin(angle)
                )
                yield Part(Role.PANEL, rod(hub.plus(Vector(0, -0.165)), hub.plus(spoke), 0.012, sides=6), name)

    def web(self) -> Iterator[Part]:
        """Guide rollers, the peeling edge, and the wrap station over the belt."""
        y, low = self.plate - 0.1, self.height + 0.26
        for x, z in ((-0.62 * self.apart, low + 0.1), (0.0, low), (0.62 * self.apart, low + 0.1)):
            yield Part(Role.STEEL, rod(Vector(x, self.plate, z), Vector(x, y - 0.06, z), 0.03, sides=12))
        edge = box((-0.02, y - 0.2, self.height + 0.06), (0.02, y + 0.06, self.height + 0.24))
        yield Part(Role.STEEL, edge)
        wrap = cylinder(0.07, self.height + 0.02, self.height + 0.24, sides=18).moved((0.22, HALF + 0.09, 0))
        yield Part(Role.PANEL, wrap)
        wall = box((-0.1, -HALF - 0.07, self.height + 0.02), (0.5, -HALF - 0.03, self.height + 0.22))
        yield Part(Role.ACCENT, wall)


@dataclass(frozen=True)
class FillerShape(InlineShape):
    """A row of nozzles under a lying tank, between two columns, behind glass."""

    def model(self) -> Model:
        """Build the filler."""
        way_down = 0.4 * (self.bridge - self.height - 0.3)
        joint = Joint(
            "nozzles", Vector(0, 0, self.bridge), Vector(0, 0, -1), max(0.02, way_down), False, Motion.STROKES, 3.2
        )
        guard = glazing(
            Vector(-self.x + EDGE, -self.y + EDGE, self.height - 0.07),
            Vector(self.x - EDGE, self.y - EDGE, self.tank_low - 0.03),
            sides="fb",
        )
        parts = (*self.base(), *self.frame(), *self.vessel(), *self.nozzles(), *guard)
        return self.built(parts, Vector(self.x - 0.12, self.y - 0.12, self.tank_low - 0.03), (joint,), darkness=0.54)

    @property
    def tank_low(self) -> float:
        """Underside of the tank."""
        return self.top - min(0.62, 0.4 * (self.top - self.height))

    @property
    def bridge(self) -> float:
        """Underside of the beam that carries the nozzles."""
        return self.height + 0.6 * (self.tank_low - self.height)

    def frame(self) -> Iterator[Part]:
        """A beam across on two columns behind the belt."""
        for side in (-1, 1):
            left, right = sorted((side * (self.x - 0.12), side * (self.x - 0.26)))
            yield Part(
                Role.BODY, box((left, 0.35 * self.y, self.height - 0.07), (right, 0.35 * self.y + 0.16, self.tank_low))
            )
        deck = box(
            (-self.x + EDGE, -0.42 * self.y, self.tank_low - 0.03), (self.x - EDGE, self.y - EDGE, self.tank_low)
        )
        yield Part(Role.BODY, deck)

    def vessel(self) -> Iterator[Part]:
        """The tank on two saddles, with a sight glass and a filling neck."""
        radius = 0.44 * (self.top - self.tank_low)
        axis = self.tank_low + 0.1 * (self.top - self.tank_low) + radius
        radius = min(radius, 0.7 * self.y)
        end = 0.8 * self.x
        yield Part(Role.STEEL, drum(Vector(-end, 0, axis), Vector(end, 0, axis), radius, sides=24))
        for x in (-0.5 * end, 0.5 * end):
            yield Part(
                Role.TRIM, box((x - 0.05, -0.7 * radius, self.tank_low), (x + 0.05, 0.7 * radius, axis - 0.4 * radius))
            )
        yield Part(Role.ACCENT, rod(Vector(-0.02, 0, axis), Vector(0.02, 0, axis), 1.02 * radius, sides=24))
        yield Part(Role.STEEL, cylinder(0.09, axis + 0.8 * radius, self.top, sides=14).moved((0.35 * end, 0, 0)))

    def nozzles(self) -> Iterator[Part]:
        """The beam over the belt with its nozzles and hoses."""
        count = max(3, min(MOST_NOZZLES, int(1.3 * self.x / 0.11)))
        span = 0.62 * self.x
        beam = box((-span - 0.06, -0.05, self.bridge), (span + 0.06, 0.05, self.bridge + 0.09))
        yield Part(Role.TRIM, beam, "nozzles")
        for x in np.linspace(-span, span, count):
            tip = loft([(z, circle(r, 8)) for z, r in ((-0.2, 0.012), (-0.12, 0.022), (0.0, 0.026))], smooth=True)
            yield Part(Role.STEEL, tip.moved((float(x), 0, self.bridge)), "nozzles")
            hose = (Vector(float(x), 0.02, self.bridge + 0.09), Vector(float(x), 0.02, self.tank_low - 0.03))
            yield Part(Role.ACCENT, rod(*hose, 0.012, sides=6))


@dataclass(frozen=True)
class CapperShape(InlineShape):
    """A carousel with heads over the belt, caps from a raised bowl down a chute."""

    def model(self) -> Model:
        """Build the capper."""
        joint = Joint("carousel", Vector(0, self.radius, self.height), Vector(0, 0, 1), 90.0, True, Motion.SPINS)
        guard = glazing(
            Vector(-self.x + EDGE, -self.y + EDGE, self.height - 0.07),
            Vector(self.x - EDGE, self.y - EDGE, self.roof),
            sides="flr",
        )
        parts = (*self.base(), *self.carousel(), *self.bowl(), *guard)
        return self.built(parts, Vector(self.x - 0.1, self.y - 0.1, self.roof), (joint,), darkness=0.5)

    @property
    def roof(self) -> float:
        """Top of the guard."""
        return self.height + 0.62 * (self.top - self.height)

    @property
    def radius(self) -> float:
        """Radius of the circle on which the heads turn; it touches the belt."""
        return min(0.34, 0.42 * self.x, 0.45 * self.y)

    def carousel(self) -> Iterator[Part]:
        """The column, the plate with eight heads, the star below."""
        radius, free = self.radius, self.roof - self.height
        yield Part(Role.STEEL, cylinder(0.3 * radius, self.height - 0.07, self.roof, sides=18).moved((0, radius, 0)))
        high = self.height + 0.72 * free
        for low, top, share, role in (
            (high, high + 0.1, 1.12, Role.BODY),
            (self.height + 0.06, self.height + 0.1, 0.94, Role.ACCENT),
        ):
            yield Part(role, cylinder(share * radius, low, top, sides=28).moved((0, radius, 0)), "carousel")
        for number in range(8):
            angle = math.pi * number / 4
            x, y = radius * math.cos(angle), radius + radius * math.sin(angle)
            layers = [(0.0, 0.03), (0.08, 0.045), (0.16, 0.03), (high - self.height - 0.22, 0.022)]
            head = loft([(z, circle(r, 8)) for z, r in layers], smooth=True)
            yield Part(Role.PANEL, head.moved((x, y, self.height + 0.22)), "carousel")

    def bowl(self) -> Iterator[Part]:
        """The bowl for caps on its column, and the chute down to the heads."""
        radius = min(0.36, 0.45 * self.x)
        x, y, high = -0.45 * self.x, 0.35 * self.y, self.top - self.roof
        low = self.roof + 0.2 * high
        yield Part(Role.TRIM, cylinder(0.4 * radius, self.roof - 0.05, low, sides=16).moved((x, y, 0)))
        layers = [(low, 0.55 * radius), (low + 0.35 * high, radius), (self.top - 0.03, 1.05 * radius)]
        yield Part(Role.STEEL, loft([(z, circle(r, 24)) for z, r in layers], smooth=True).moved((x, y, 0)))
        caps = cylinder(0.92 * radius, self.top - 0.03, self.top, sides=20).moved((x, y, 0.0))
        yield Part(Role.ACCENT, caps)
        start, end = (
            Vector(x + 0.7 * radius, y, low + 0.4 * high),
            Vector(0.12, 0.2 * self.y, self.height + 0.55 * (self.roof - self.height)),
        )
        yield Part(Role.STEEL, rod(start, end, 0.04, sides=8))


labeller_at, filler_at, capper_at = map(standing, (LabellerShape, FillerShape, CapperShape))
