"""Lines of stations in one machine: the indexing transfer line with its heads, and the moving line with its andon."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

import numpy as np

from geometry.models.carcass import arm_panel, cabinet, way
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import Room, Station, standing
from geometry.palette import Role
from geometry.solids import box, cylinder, rod
from layouts.space import Vector

EDGE = 0.012
MOST = 12
"""Stations drawn at most; where there are more, some of them."""
PLATFORM = 0.02
"""Height of the floor on which people walk along a moving line, metres."""


@dataclass(frozen=True)
class LineShape(Station):
    """A way from port to port with a place for each station on it."""

    @property
    def places(self) -> list[float]:
        """The x of the stations that are drawn."""
        found = [slot.x for slot in self.slots] or [0.0]
        return found[:: -(-len(found) // MOST)]

    @property
    def wide(self) -> float:
        """Half the room that one station has along the way."""
        return self.x / (len(self.places) + 1)


@dataclass(frozen=True)
class TransferLineShape(LineShape):
    """A long bed with transfer bars, and behind it a column with a machining head for each station."""

    room: ClassVar[Room] = Room(1.2, 1.0, 0.9, 0.3)

    def model(self) -> Model:
        """Build the transfer line."""
        low = self.spindle
        heads = Joint(
            "heads", Vector(0, 0, low), Vector(0, 0, -1), 0.45 * (low - self.height), False, Motion.STROKES, 5.0
        )
        sills = self.sills(self.y - self.half - 0.02, sides=False)
        parts = (*self.bed(), *sills, *self.columns(), *self.heads(), *self.guard())
        panel = arm_panel(Vector(self.x - 0.3, -self.y + 0.05, self.height), self.height + 0.5)
        foot = Vector(self.places[-1], 0.72 * self.y, self.top - 0.1)
        return self.built((*parts, *panel), foot, (heads,), darkness=0.55)

    @property
    def spindle(self) -> float:
        """Underside of the heads at rest."""
        return self.height + 0.4 * (self.top - 0.1 - self.height)

    @property
    def half(self) -> float:
        """Half the width of the way."""
        return min(0.24, 0.3 * self.y)

    def bed(self) -> Iterator[Part]:
        """Cabinet, the way between its rails, two transfer bars, a fixture at each station."""
        yield from cabinet(self.x, self.y, self.height - 0.1, doors=min(MOST, len(self.places) + 1))
        yield from way(self.x, self.half, self.height, role=Role.STEEL)
        plate = box(
            (-self.x + 0.03, -self.y + 0.03, self.height - 0.1), (self.x - 0.03, self.y - 0.03, self.height - 0.07)
        )
        yield Part(Role.STEEL, plate)
        for side in (-0.5, 0.5):
            y = side * self.half
            yield Part(
                Role.PANEL, box((-self.x + 0.02, y - 0.02, self.height - 0.03), (self.x - 0.02, y + 0.02, self.height))
            )
        for x in self.places:
            reach = min(0.2, 0.7 * self.wide)
            fixture = box(
                (x - reach, -0.9 * self.half, self.height - 0.02), (x + reach, 0.9 * self.half, self.height + 0.0005)
            )
            yield Part(Role.TRIM, fixture)

    def columns(self) -> Iterator[Part]:
        """A column behind each station, with a coloured band and a cover."""
        front, rear, top, half = 0.52 * self.y, self.y - EDGE, self.top - 0.1, 0.62 * self.wide
        for x in self.places:
            yield Part(Role.BODY, box((x - half, front, self.height - 0.08), (x + half, rear, top), chamfer=0.02))
            band = box((x - half - 0.003, front - 0.003, top - 0.16), (x + half + 0.003, rear, top - 0.1))
            yield Part(Role.ACCENT, band)
            yield Part(
                Role.TRIM, box((x - 0.7 * half, front + 0.1, top - 0.01), (x + 0.7 * half, rear - 0.05, self.top))
            )

    def heads(self) -> Iterator[Part]:
        """The heads that come down together, each with a spindle over the way."""
        low, half, back = self.spindle, 0.45 * self.wide, 0.52 * self.y
        tall = 0.6 * (self.top - 0.1 - low - 0.18)
        for x in self.places:
            slide = box((x - half, -0.1, low + 0.18), (x + half, back + 0.01, low + 0.18 + tall), chamfer=0.015)
            yield Part(Role.TRIM, slide, "heads")
            radius = min(0.07, 0.5 * half)
            collar = cylinder(radius, low + 0.08, low + 0.18, sides=14).moved((x, 0, 0))
            yield Part(Role.PANEL, collar, "heads")
            tool = cylinder(0.4 * radius, low, low + 0.08, sides=8).moved((x, 0, 0))
            yield Part(Role.STEEL, tool, "heads")

    def guard(self) -> Iterator[Part]:
        """Posts and a beam along the front, glass between."""
        y, low, high = -self.y + 0.05, self.height - 0.08, self.top - 0.28
        edges = np.linspace(-self.x + 0.06, self.x - 0.06, max(2, len(self.places) // 2 + 1))
        for x in edges:
            yield Part(Role.LEG, box((x - 0.025, y - 0.025, low), (x + 0.025, y + 0.025, high)))
        yield Part(Role.BODY, box((edges[0] - 0.025, y - 0.03, high), (edges[-1] + 0.025, y + 0.03, high + 0.08)))
        for left, right in pairwise(edges):
            yield Part(Role.GLASS, box((left + 0.025, y - 0.004, low + 0.05), (right - 0.025, y + 0.004, high)))


@dataclass(frozen=True)
class MovingLineShape(LineShape):
    """A slat belt on which parts ride, a platform beside it, material and an andon board at each station."""

    room: ClassVar[Room] = Room(1.6, 1.5, 1.2, 0.25)

    def model(self) -> Model:
        """Build the moving line."""
        parts = (*self.platform(), *self.belt(), *self.tables(), *self.material(), *self.andon())
        return self.built(parts, Vector(self.x - 0.12, self.y - 0.1, self.top), (), darkness=0.3)

    @property
    def half(self) -> float:
        """Half the width of the belt."""
        return min(0.75, 0.34 * self.y)

    @property
    def ends(self) -> list[float]:
        """Where stations begin and end along the way."""
        return [float(x) for x in np.linspace(-self.x, self.x, len(self.places) + 1)]

    @property
    def slats(self) -> int:
        """How many slats there are: an odd number at each station, so that one lies in its middle."""
        number = max(1, len(self.slots))
        return number * max(1, 2 * int(self.x / number / 0.4 / (1 + number // 12)) + 1)

    def platform(self) -> Iterator[Part]:
        """The floor on which people walk along, its edges, and a line where each station ends."""
        yield Part(Role.PLINTH, box((-self.x, -self.y, 0.0), (self.x, self.y, PLATFORM - 0.004)))
        yield Part(Role.TRIM, box((-self.x + 0.03, -self.y + 0.06, 0.002), (self.x - 0.03, self.y - 0.06, PLATFORM)))
        for x in self.ends[1:-1]:
            for near, far in ((-self.y + 0.06, -self.half - 0.06), (self.half + 0.06, self.y - 0.06)):
                yield Part(Role.MARKING, box((x - 0.03, near, PLATFORM - 0.002), (x + 0.03, far, PLATFORM + 0.003)))

    def belt(self) -> Iterator[Part]:
        """The slats between side frames, on a closed base."""
        half, top = self.half, self.height
        yield Part(Role.BODY, box((-self.x + 0.02, -half + 0.08, PLATFORM), (self.x - 0.02, half - 0.08, top - 0.06)))
        yield Part(Role.BELT, box((-self.x, -half, top - 0.05), (self.x, half, top - 0.012)))
        for left, right in pairwise(np.linspace(-self.x, self.x, self.slats + 1)):
            gap = 0.06 * (right - left)
            low, high = left + gap if left > -self.x else left, right - gap if right < self.x else right
            yield Part(Role.SHELF, box((low, -half + 0.01, top - 0.03), (high, half - 0.01, top)))
        for side in (-1, 1):
            near, far = sorted((side * half, side * (half + 0.04)))
            yield Part(Role.ACCENT, box((-self.x, near, top - 0.14), (self.x, far, top - 0.01)))

    def tables(self) -> Iterator[Part]:
        """A small table at each port beside the belt, for what is taken out."""
        depth = min(0.3, self.y - self.half - 0.1)
        yield from self.sills(depth, sides=False)
        for port in self.ports:
            if abs(port.x) < self.x - EDGE:
                y = port.y - depth / 2 if port.y > 0 else port.y + depth / 2
                post = box((port.x - 0.03, y - 0.03, PLATFORM - 0.005), (port.x + 0.03, y + 0.03, port.z - 0.02))
                yield Part(Role.LEG, post)

    def material(self) -> Iterator[Part]:
        """A shelf with bins behind the belt at each station."""
        rear, front = self.y - 0.08, max(self.half + 0.45, 0.66 * self.y)
        if rear - front < 0.15:
            return
        for x in self.places:
            wide = 0.55 * self.wide
            for left in (x - wide, x + wide - 0.04):
                for y in (front, rear - 0.04):
                    yield Part(Role.LEG, box((left, y, PLATFORM - 0.005), (left + 0.04, y + 0.04, 1.35)))
            for level in (0.45, 0.85, 1.25):
                yield Part(Role.SHELF, box((x - wide, front, level), (x + wide, rear, level + 0.03)))
                for number in range(3):
                    left = x - wide + 0.06 + number * 2 * (wide - 0.04) / 3
                    bin_ = box((left, front + 0.03, level + 0.03), (left + 0.5 * wide, rear - 0.1, level + 0.17))
                    yield Part(Role.ACCENT if number % 2 else Role.PANEL, bin_)

    def andon(self) -> Iterator[Part]:
        """A beam on posts behind, with a board over each station and the cord that stops the line."""
        y, top = self.y - 0.03, self.top
        for x in np.clip(self.ends, -self.x + 0.05, self.x - 0.05):
            yield Part(Role.LEG, box((x - 0.03, y - 0.06, PLATFORM - 0.005), (x + 0.03, y, top - 0.1)))
        yield Part(Role.LEG, box((-self.x + 0.02, y - 0.065, top - 0.1), (self.x - 0.02, y, top)))
        for x in self.places:
            wide = min(0.45, 0.5 * self.wide)
            yield Part(Role.PANEL, box((x - wide, y - 0.13, top - 0.5), (x + wide, y - 0.05, top - 0.08)))
            yield Part(
                Role.SCREEN, box((x - wide + 0.04, y - 0.135, top - 0.46), (x + wide - 0.04, y - 0.125, top - 0.14))
            )
        cord = top - 0.56
        ends = Vector(-self.x + 0.05, y - 0.09, cord), Vector(self.x - 0.05, y - 0.09, cord)
        yield Part(Role.GUARD, rod(*ends, 0.012, sides=6))


transfer_line_at, moving_line_at = map(standing, (TransferLineShape, MovingLineShape))
