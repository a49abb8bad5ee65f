"""The injection moulding machine: clamping unit behind a guard at the left, barrel with hopper at the right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.models.carcass import EDGE, arm_panel, cabinet, louvres
from geometry.models.model import Joint, Model, Part
from geometry.models.station import SILL, Room, Station, standing
from geometry.palette import Role
from geometry.solids import box, circle, cylinder, loft, rod
from layouts.space import Vector

CLAMP = 0.12
"""Where the clamping unit ends, as a share of half the length from the middle."""


@dataclass(frozen=True)
class MouldingShape(Station):
    """A long bed that carries clamp and injection unit."""

    room: ClassVar[Room] = Room(2.0, 0.9, 0.8, 0.4)

    def model(self) -> Model:
        """Build the machine."""
        parts = (*self.bed(), *self.clamp(), *self.door(), *self.injection(), *self.hopper())
        panel = arm_panel(Vector(self.split + 0.3, -self.y + 0.06, self.height), self.height + 0.5)
        joint = Joint("door", Vector(0, -self.y, self.height), Vector(1, 0, 0), 0.42 * (self.split + self.x), False)
        lamp = Vector(-self.x + 0.3, 0.5 * self.y, self.roof)
        return self.built((*parts, *panel), lamp, (joint,), darkness=0.58)

    @property
    def split(self) -> float:
        """The x at which the clamping unit ends."""
        return CLAMP * self.x

    @property
    def roof(self) -> float:
        """Top of the clamping unit's guard."""
        return self.height + 0.8 * (self.top - self.height)

    @property
    def axis(self) -> float:
        """Height of the barrel."""
        return self.height + 0.34 * (self.top - self.height)

    def bed(self) -> Iterator[Part]:
        """The bed, its cover of steel out to the ports, vents of the pumps."""
        yield from cabinet(self.x, self.y, self.height - SILL, doors=4)
        yield Part(Role.STEEL, box((-self.x, -0.7 * self.y, self.height - SILL), (self.x, 0.7 * self.y, self.height)))
        yield from self.sills(0.4 * self.y, sides=False)
        yield from louvres(0.55 * self.x, 0.85 * self.x, -self.y + EDGE - 0.008, 0.2, 0.55 * self.height)

    def clamp(self) -> Iterator[Part]:
        """Platens with tie bars and mould, behind a guard with glass, a fixed part at each end."""
        left, right, y = -self.x + EDGE, self.split, self.y - 0.06
        first, last = left + 0.2 * (right - left), right - 0.14 * (right - left)
        for low, high, wide in ((left, first, y), (last, right, y)):
            yield Part(Role.BODY, box((low, -wide, self.height), (high, wide, self.roof), chamfer=0.03, crown=0.03))
        yield Part(Role.BODY, box((first, -y + 0.1, self.roof - 0.09), (last, y, self.roof - 0.005)))
        yield Part(Role.BODY, box((first, y - 0.05, self.height), (last, y, self.roof - 0.09)))
        for at, wide in ((first + 0.25 * (last - first), 0.12), (first + 0.78 * (last - first), 0.14)):
            yield Part(Role.TRIM, box((at - wide, -0.55 * y, self.height), (at + wide, 0.55 * y, self.roof - 0.16)))
        for z in (self.axis - 0.2, self.axis + 0.2):
            for side in (-0.4 * y, 0.4 * y):
                yield Part(Role.STEEL, rod(Vector(first, side, z), Vector(last, side, z), 0.035, sides=10))
        mould = first + 0.48 * (last - first)
        yield Part(Role.ACCENT, box((mould, -0.3 * y, self.axis - 0.16), (mould + 0.16, 0.3 * y, self.axis + 0.16)))

    def door(self) -> Iterator[Part]:
        """The sliding guard: a frame around glass, with a handle."""
        left, right, y = -self.x + EDGE, self.split, self.y - 0.06
        first, last = left + 0.2 * (right - left), right - 0.14 * (right - left)
        low, high = self.height + 0.02, self.roof - 0.1
        for start, end in ((first, first + 0.07), (last - 0.07, last)):
            yield Part(Role.BODY, box((start, -y, low), (end, -y + 0.05, high)), "door")
        for bottom, top in ((low, low + 0.1), (high - 0.08, high)):
            yield Part(Role.BODY, box((first + 0.07, -y, bottom), (last - 0.07, -y + 0.05, top)), "door")
        yield Part(Role.GLASS, box((first + 0.07, -y + 0.02, low + 0.1), (last - 0.07, -y + 0.03, high - 0.08)), "door")
        yield Part(Role.PANEL, box((last - 0.05, -y - 0.03, low + 0.2), (last - 0.02, -y, low + 0.5)), "door")

    def injection(self) -> Iterator[Part]:
        """Nozzle, barrel with heater bands, carriage with its drive."""
        start, end = self.split, self.x - EDGE
        length = end - start
        for low, high, wide, tall in ((0.62, 1.0, 0.5, 0.26), (0.4, 0.62, 0.34, 0.2)):
            block = box(
                (start + low * length, -wide * self.y, self.height),
                (start + high * length, wide * self.y, self.axis + tall * (self.top - self.height)),
                chamfer=0.04,
                crown=0.03,
            )
            yield Part(Role.BODY, block)
        barrel = min(0.13, 0.3 * (self.axis - self.height), 0.2 * self.y)
        nose = loft([(0.0, circle(0.4 * barrel, 14)), (0.12, circle(barrel, 14)), (0.5 * length, circle(barrel, 14))])
        turn = np.array([[0.0, 0, 1], [0, 1, 0], [-1, 0, 0]])
        yield Part(Role.STEEL, nose.rotated(turn).moved((start, 0, self.axis)))
        for at in np.linspace(0.14, 0.36, 4):
            band = start + float(at) * length
            place = Vector(band, 0, self.axis)
            yield Part(Role.GLOW, rod(place, place.plus(Vector(0.05 * length, 0)), 1.15 * barrel, sides=14))
        rail = box((start, -0.3 * self.y, self.height), (start + 0.62 * length, 0.3 * self.y, self.height + 0.05))
        yield Part(Role.TRIM, rail)

    def hopper(self) -> Iterator[Part]:
        """The hopper for granulate above the carriage."""
        x = self.split + 0.51 * (self.x - EDGE - self.split)
        low = self.axis + 0.2 * (self.top - self.height)
        high = self.top - low
        radius = min(0.26, 0.5 * self.y)
        layers = [(0.0, 0.3 * radius), (0.15 * high, 0.3 * radius), (0.5 * high, radius), (0.92 * high, radius)]
        body = loft([(z, circle(r, 18)) for z, r in layers], smooth=True)
        yield Part(Role.STEEL, body.moved((x, 0, low)))
        yield Part(Role.ACCENT, cylinder(1.04 * radius, 0.92 * high, high, sides=18).moved((x, 0, low)))


moulding_at = standing(MouldingShape)
