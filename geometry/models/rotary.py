"""The rotary filler: a round table with pockets under a ring of valves, behind glass."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.mesh import Mesh
from geometry.models.fittings import screen
from geometry.models.model import Model, Part
from geometry.models.station import Room, Station, standing
from geometry.palette import Role
from geometry.solids import box, circle, cylinder, loft, rectangle, rod, sweep
from layouts.kinds import Rotary
from layouts.space import Polyline, Vector

EDGE = 0.012
GUARDS = 0.066
"""How far the guards stand behind the declared size: their posts carry the stack light."""
POST = 0.05
VALVES = 20
RIM = 0.13
"""How far the table reaches beyond the circle on which parts travel, metres."""


@dataclass(frozen=True)
class RotaryShape(Station):
    """A table that turns, its valves and bowl, star wheels at the ways in and out, and guards around it."""

    room: ClassVar[Room] = Room(1.2, 1.2, 1.0, 0.4)

    @property
    def radius(self) -> float:
        """Radius of the circle on which parts travel."""
        return max(place.y for place in Rotary(size=self.size).way().points)

    @property
    def rim(self) -> float:
        """Radius of the table."""
        return min(self.radius + RIM, self.x - GUARDS - POST, self.y - GUARDS - POST)

    @property
    def crown(self) -> float:
        """Top of the guards; the motor stands above them."""
        return self.top - 0.16

    def model(self) -> Model:
        """Build the machine."""
        parts = (
            *self.base(),
            *self.table(),
            *self.column(),
            *self.valves(),
            *self.stars(),
            *self.guards(),
            *self.desk(),
        )
        return self.built(parts, Vector(*self.corners[1], self.crown), darkness=0.55)

    @property
    def corners(self) -> list[tuple[float, float]]:
        """Where the posts of the guards stand, anticlockwise from the right of the front."""
        x, y, cut = self.x - GUARDS, self.y - GUARDS, self.cut
        right = [(x, -y + cut), (x, y - cut), (x - cut, y), (-x + cut, y)]
        return [*right, *((-px, -py) for px, py in right)]

    @property
    def cut(self) -> float:
        """How much the corners of the base are cut off."""
        return 0.16 * min(self.size.length, self.size.width)

    def base(self) -> Iterator[Part]:
        """Plinth, cabinet with cut corners, coloured band and deck."""
        deck = self.height - 0.07
        length, width = self.size.length - 2 * EDGE, self.size.width - 2 * EDGE
        for role, low, high, margin in (
            (Role.PLINTH, 0.0, 0.1, -0.03),
            (Role.BODY, 0.1, deck - 0.12, 0.0),
            (Role.ACCENT, deck - 0.12, deck - 0.05, EDGE),
            (Role.BODY, deck - 0.05, deck, 0.0),
        ):
            outline = rectangle(length + 2 * margin, width + 2 * margin, self.cut + 0.6 * margin)
            yield Part(role, loft([(low, outline), (high, outline)]))
        inner = rectangle(length - 0.1, width - 0.1, self.cut)
        yield Part(Role.STEEL, loft([(deck, inner), (deck + 0.006, inner)]))

    def table(self) -> Iterator[Part]:
        """The round table, its coloured edge, the pockets and the rail behind the parts."""
        yield Part(Role.PANEL, cylinder(0.55 * self.rim, self.height - 0.07, self.height - 0.045, sides=32, caps=False))
        yield Part(Role.TRIM, cylinder(self.rim, self.height - 0.045, self.height, sides=40))
        inner = self.radius - min(0.1, 0.2 * self.radius)
        yield Part(Role.ACCENT, cylinder(inner - 0.05, self.height, self.height + 0.1, sides=32, caps=False))
        yield Part(Role.BODY, cylinder(inner - 0.05, self.height + 0.1, self.height + 0.112, sides=32))
        for mesh in _around(box((inner - 0.06, -0.011, 0.0), (inner, 0.011, 0.1)), VALVES):
            yield Part(Role.ACCENT, mesh.moved((0, 0, self.height)))
        yield Part(Role.LEG, self._rail())

    def _rail(self) -> Mesh:
        """The rail around the back, outside the parts."""
        radius = self.rim - 0.02
        angles = np.linspace(math.radians(160), math.radians(20), 17)
        points = [Vector(radius * math.cos(a), radius * math.sin(a), self.height) for a in angles]
        return sweep(np.array([(-0.008, 0.0), (0.008, 0.0), (0.008, 0.07), (-0.008, 0.07)]), Polyline(tuple(points)))

    @property
    def bowl(self) -> tuple[float, float]:
        """Lower and upper edge of the bowl."""
        free = self.crown - self.height
        return self.height + 0.56 * free, self.height + 0.8 * free

    def column(self) -> Iterator[Part]:
        """The column, the bowl around it with its lid, and the motor on top."""
        low, high = self.bowl
        yield Part(Role.STEEL, cylinder(0.24 * self.radius, self.height + 0.1, self.top - 0.16, sides=20))
        bowl = [(low, 0.93 * self.radius), (low + 0.05, 1.03 * self.radius), (high, 1.03 * self.radius)]
        rounded = [*bowl, (high + 0.06, 0.9 * self.radius)]
        yield Part(Role.BODY, loft([(z, circle(r, 32)) for z, r in rounded], smooth=True))
        band = 0.5 * (low + high)
        yield Part(Role.ACCENT, cylinder(1.036 * self.radius, band, band + 0.035, sides=32, caps=False))
        motor = [
            (self.top - 0.16, 0.2 * self.radius),
            (self.top - 0.02, 0.2 * self.radius),
            (self.top, 0.15 * self.radius),
        ]
        yield Part(Role.PANEL, loft([(z, circle(r, 20)) for z, r in motor], smooth=True))
        for angle in np.arange(4) * math.pi / 2 + math.pi / 4:
            end = Vector(0.75 * self.radius * math.cos(angle), 0.75 * self.radius * math.sin(angle), high + 0.05)
            yield Part(Role.STEEL, rod(Vector(0, 0, self.crown), end, 0.022, sides=6, caps=False))

    def valves(self) -> Iterator[Part]:
        """The filling valves under the bowl, one above each pocket."""
        low, reach = self.bowl[0], self.bowl[0] - self.height
        body = cylinder(0.026, low - 0.22 * reach, low + 0.03, sides=6, caps=False).moved((self.radius, 0, 0))
        tip = cylinder(0.012, low - 0.36 * reach, low - 0.22 * reach, sides=5, caps=False).moved((self.radius, 0, 0))
        half = math.pi / VALVES
        for mesh in _around(body, VALVES, half):
            yield Part(Role.STEEL, mesh)
        for mesh in _around(tip, VALVES, half):
            yield Part(Role.PANEL, mesh)

    def stars(self) -> Iterator[Part]:
        """At both ways a plate to the table and, beside it, a star wheel."""
        gap = self.x - self.rim
        yield from self.sills(gap + 0.01, min(0.2, 0.3 * self.radius))
        size = 0.19 * self.radius
        reach, down = self.radius + size, math.radians(26)
        for side in (-1, 1):
            centre = Vector(side * reach * math.cos(down), -reach * math.sin(down), self.height)
            yield Part(Role.LEG, cylinder(0.045, -0.07, 0.1, sides=10).moved(centre))
            yield Part(Role.ACCENT, _star(size, 8).moved(centre.plus(Vector(0, 0, 0.05))))

    def guards(self) -> Iterator[Part]:
        """Posts at the cut corners, beams along the top, glass between, open where parts pass."""
        corners, deck = self.corners, self.height - 0.07
        for number, (px, py) in enumerate(corners):
            yield Part(Role.LEG, cylinder(POST / 2, deck, self.crown, sides=8).moved((px, py, 0)))
            qx, qy = corners[(number + 1) % len(corners)]
            for role, low, high in (
                (Role.BODY, self.crown - 0.07, self.crown),
                (Role.GLASS, deck + (0.5 if number in (0, 4) else 0.04), self.crown - 0.07),
            ):
                half = 0.03 if role is Role.BODY else 0.004
                pane = sweep(
                    np.array([(-half, low), (half, low), (half, high), (-half, high)]),
                    Polyline((Vector(px, py), Vector(qx, qy))),
                )
                yield Part(role, pane)

    def desk(self) -> Iterator[Part]:
        """The control panel at the front, to the right, on the guard."""
        right, low = self.x - self.cut - 0.1, self.height + 0.28
        yield from screen(Vector(right - 0.3, -self.y + 0.004, low), Vector(right, -self.y + 0.04, low + 0.36))


def _around(mesh: Mesh, count: int, first: float = 0.0) -> Iterator[Mesh]:
    """Copies of a mesh turned about the Z axis."""
    for angle in first + 2 * math.pi * np.arange(count) / count:
        cos, sin = math.cos(angle), math.sin(angle)
        yield mesh.rotated(np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1.0]]))


def _star(radius: float, teeth: int) -> Mesh:
    """A flat disc with teeth."""
    disc = cylinder(0.72 * radius, 0.0, 0.03, sides=14)
    tooth = loft([(z, np.array([(0.6, -0.16), (1.0, -0.05), (1.0, 0.05), (0.6, 0.16)]) * radius) for z in (0.0, 0.03)])
    return Mesh.merged([disc, *_around(tooth, teeth)])


rotary_at = standing(RotaryShape)
