"""The batch oven: a long insulated box with a door at each end and a window in which the heat is seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from geometry.mesh import Mesh
from geometry.models.fittings import screen
from geometry.models.model import Joint, Model, Part
from geometry.models.station import Room, Station, standing
from geometry.palette import Role
from geometry.solids import box, circle, cylinder, loft
from layouts.space import Vector

EDGE = 0.02
WALL = 0.14
"""Thickness of the insulated walls, metres."""
RIM = 0.004
"""How far frames reach over the edges of openings: coplanar surfaces flicker."""
MOST_LEVELS = 8


@dataclass(frozen=True)
class OvenShape(Station):
    """A hollow box around a hearth, with fans and a chimney on its roof."""

    room: ClassVar[Room] = Room(1.2, 1.0, 1.0, 0.4)

    @property
    def roof(self) -> float:
        """Top of the box; what stands on it reaches the declared height."""
        return self.top - min(0.36, 0.15 * self.top)

    @property
    def lintel(self) -> float:
        """Top of the openings at the ends."""
        return self.height + min(0.75, 0.62 * (self.roof - self.height))

    @property
    def half(self) -> float:
        """Half the width of the openings."""
        return min(0.55, 0.62 * self.y)

    @property
    def window(self) -> tuple[float, float, float]:
        """Half the length of the window, and its lower and upper edge."""
        return 0.52 * self.x, self.height + 0.06, self.lintel - 0.02

    def model(self) -> Model:
        """Build the oven."""
        parts = (*self.shell(), *self.front(), *self.chamber(), *self.ends(), *self.roofing(), *self.desk())
        parts = (*parts, *self.sills(2 * WALL, sides=False))
        drop = min(0.95 * (self.lintel - self.height), self.height - 0.1)
        doors = tuple(
            Joint(name, Vector(side * self.x, 0.0, self.height), Vector(0, 0, -1), drop, False)
            for name, side in (("door_in", -1), ("door_out", 1))
        )
        return self.built(parts, Vector(0.7 * self.x, -0.62 * self.y, self.roof), doors, darkness=0.58)

    def shell(self) -> Iterator[Part]:
        """Plinth, base, rear wall, end walls around the openings, roof."""
        x, y, floor = self.x - EDGE, self.y - EDGE, self.height - 0.03
        yield Part(Role.PLINTH, box((-x + 0.04, -y + 0.04, 0.0), (x - 0.04, y - 0.04, 0.1)))
        yield Part(Role.BODY, box((-x, -y, 0.1), (x, y - 0.01, floor), chamfer=0.02))
        yield Part(Role.BODY, box((-x, y - WALL, 0.1), (x, y, self.roof - 0.06)))
        for side in (-1, 1):
            left, right = sorted((side * x, side * (x - WALL)))
            for low, high in ((-y + WALL, -self.half), (self.half, y - WALL)):
                yield Part(Role.BODY, box((left, low, floor), (right, high, self.roof - 0.06)))
            yield Part(Role.BODY, box((left, -self.half, self.lintel), (right, self.half, self.roof - 0.06)))
        yield Part(Role.BODY, box((-x, -y, self.roof - 0.06), (x, y, self.roof), chamfer=0.02, crown=0.03))
        yield Part(Role.ACCENT, box((-x - 0.002, -y - 0.01, floor - 0.13), (x + 0.002, -y + 0.02, floor - 0.05)))

    def front(self) -> Iterator[Part]:
        """The front wall around the window, its seams, and the window with its frame."""
        x, y, floor, (wide, low, high) = self.x - EDGE, self.y - EDGE, self.height - 0.03, self.window
        for left, right, bottom, top in (
            (-x, -wide, floor, self.roof - 0.06),
            (wide, x, floor, self.roof - 0.06),
            (-wide, wide, floor, low),
            (-wide, wide, high, self.roof - 0.06),
        ):
            yield Part(Role.BODY, box((left, -y, bottom), (right, -y + WALL, top)))
        for edge in ((-wide - 0.05, -wide + RIM), (wide - RIM, wide + 0.05)):
            yield Part(Role.PANEL, box((edge[0], -y - 0.014, low - 0.05), (edge[1], -y + 0.02, high + 0.05)))
        for edge in ((low - 0.05, low + RIM), (high - RIM, high + 0.05)):
            yield Part(Role.PANEL, box((-wide, -y - 0.014, edge[0]), (wide, -y + 0.02, edge[1])))
        yield Part(Role.LIT_GLASS, box((-wide, -y + 0.002, low), (wide, -y + 0.012, high)))
        yield from (Part(Role.TRIM, seam) for seam in self._seams())

    def _seams(self) -> Iterator[Mesh]:
        """Ribs over the joints of the panels: on the base, and on the rear."""
        panels = max(2, round(self.size.length / 0.8))
        x, y = self.x - EDGE, self.y - EDGE
        for number in range(1, panels):
            at = -x + 2 * x * number / panels
            yield box((at - 0.012, -y - 0.006, 0.16), (at + 0.012, -y, self.height - 0.2))
            yield box((at - 0.012, y, 0.16), (at + 0.012, self.y, self.roof - 0.12))

    def chamber(self) -> Iterator[Part]:
        """The warm lining, the hearth and the levels above it."""
        x, y, roof = self.x - EDGE - WALL, self.y - EDGE - WALL, self.roof - 0.06
        yield Part(Role.GLOW, box((-x, y - 0.012, self.height), (x, y, roof)))
        yield Part(Role.GLOW, box((-x, -y, roof - 0.012), (x, y - 0.012, roof)))
        yield Part(Role.GLOW, box((-x, -y, self.height - 0.03), (x, y, self.height)))
        for left, right in ((-self.x, -x), (x, self.x)):
            yield Part(Role.STEEL, box((left, -self.half, self.height - 0.03), (right, self.half, self.height)))
        for level in [z for z in self.levels() if z > self.height + 0.01][:MOST_LEVELS]:
            yield Part(Role.STEEL, box((-x, -0.9 * y, level - 0.012), (x, 0.9 * y, level)))
        yield from (Part(Role.GLOW, heater) for heater in self._heaters(x, y))

    def _heaters(self, x: float, y: float) -> Iterator[Mesh]:
        for number in range(3):
            z = self.height + (0.3 + 0.2 * number) * (self.lintel - self.height)
            yield box((-x + 0.1, y - 0.03, z), (x - 0.1, y - 0.012, z + 0.025))

    def ends(self) -> Iterator[Part]:
        """At each end a dark frame and a door that sinks into the base, with its handle."""
        for name, side in (("door_in", -1), ("door_out", 1)):
            left, right = sorted((side * (self.x - EDGE - 0.01), side * self.x))
            top = self.roof - 0.08
            for low, high in ((-self.half - 0.07, -self.half + RIM), (self.half - RIM, self.half + 0.07)):
                yield Part(Role.PANEL, box((left, low, self.height - 0.08), (right, high, top)))
            yield Part(Role.PANEL, box((left, -self.half, top - 0.06), (right, self.half, top)))
            yield Part(Role.PANEL, box((left, -self.half, self.height - 0.08), (right, self.half, self.height - 0.03)))
            near, far = sorted((side * (self.x - EDGE), side * (self.x - 0.004)))
            open_to = self.height + 0.004
            leaf = box((near, -self.half, open_to), (far, self.half, min(open_to + self._leaf, top - 0.06)))
            yield Part(Role.TRIM, leaf, name)
            handle = sorted((side * (self.x - 0.004), side * self.x))
            bar = box((handle[0], -0.2, open_to + 0.05), (handle[1], 0.2, open_to + 0.08))
            yield Part(Role.ACCENT, bar, name)

    @property
    def _leaf(self) -> float:
        """Height of a door's leaf."""
        return self.lintel - self.height

    def roofing(self) -> Iterator[Part]:
        """The fan box, the chimney with its cowl, and a second vent."""
        yield Part(
            Role.TRIM,
            box((-0.62 * self.x, -0.3 * self.y, self.roof), (-0.1 * self.x, 0.5 * self.y, self._fan), crown=0.02),
        )
        radius = min(0.14, 0.16 * self.y)
        for x, top in ((0.28 * self.x, self.top), (0.55 * self.x, self.roof + 0.6 * (self.top - self.roof))):
            pipe = [(self.roof, radius), (top - 0.06, radius)]
            yield Part(
                Role.STEEL, loft([(z, circle(r, 16)) for z, r in pipe], smooth=True).moved((x, 0.25 * self.y, 0))
            )
            cowl = [(top - 0.06, 1.35 * radius), (top - 0.03, 1.35 * radius), (top, 0.5 * radius)]
            cap = loft([(z, circle(r, 16)) for z, r in cowl], smooth=True)
            yield Part(Role.LEG, cap.moved((x, 0.25 * self.y, 0)))
            flange = cylinder(1.3 * radius, self.roof, self.roof + 0.025, sides=16)
            yield Part(Role.PANEL, flange.moved((x, 0.25 * self.y, 0)))

    @property
    def _fan(self) -> float:
        """Top of the fan box."""
        return self.roof + 0.55 * (self.top - self.roof)

    def desk(self) -> Iterator[Part]:
        """The control panel at the right of the front, within the declared size."""
        right = self.x - 0.12
        wide = min(0.3, 0.5 * (self.x - self.window[0]) - 0.06)
        low = max(self.height + 0.1, 0.6)
        if wide > 0.1:
            yield from screen(
                Vector(right - wide, -self.y + 0.004, low),
                Vector(right, -self.y + EDGE + 0.01, min(low + 0.5, self.roof - 0.1)),
            )


oven_at = standing(OvenShape)
