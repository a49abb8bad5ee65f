"""The press: a frame of four columns between bed and crown, and a slide that comes down between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.models.fittings import posts, screen
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import Room, Station, standing
from geometry.palette import Role
from geometry.solids import box, cylinder, rod
from layouts.space import Vector

EDGE = 0.012


@dataclass(frozen=True)
class PressShape(Station):
    """Bed, columns, slide with the upper tool, crown with its drive, light curtains at the front."""

    room: ClassVar[Room] = Room(0.9, 0.9, 1.0, 0.45)

    def model(self) -> Model:
        """Build the press."""
        parts = (*self.bed(), *self.frame(), *self.slide(), *self.crowned(), *self.curtains(), *self.desk())
        joints = (
            Joint(
                "slide",
                Vector(0, 0, self.tool),
                Vector(0, 0, -1),
                0.8 * (self.tool - self.height),
                False,
                Motion.STROKES,
                3.0,
            ),
        )
        return self.built(parts, Vector(self.x - 0.16, self.y - 0.16, self.top), joints, darkness=0.58)

    @property
    def column(self) -> float:
        """Side of a column."""
        return min(0.26, 0.16 * min(self.size.length, self.size.width))

    @property
    def lintel(self) -> float:
        """Underside of the crown."""
        return self.top - 0.3 * (self.top - self.height)

    @property
    def tool(self) -> float:
        """Underside of the upper tool."""
        return self.height + 0.42 * (self.lintel - self.height)

    def bed(self) -> Iterator[Part]:
        """Plinth, bed, coloured band, bolster plate out to the ports."""
        x, y, table = self.x - EDGE, self.y - EDGE, self.height - 0.03
        yield Part(Role.PLINTH, box((-x + 0.03, -y + 0.03, 0.0), (x - 0.03, y - 0.03, 0.12)))
        yield Part(Role.BODY, box((-x, -y, 0.12), (x, y, table), chamfer=0.03))
        yield Part(Role.ACCENT, box((-x - 0.002, -self.y, table - 0.1), (x + 0.002, -y + 0.05, table - 0.03)))
        yield Part(Role.TRIM, box((-x + 0.1, -y - 0.008, 0.2), (x - 0.1, -y + 0.01, table - 0.16)))
        yield Part(Role.TRIM, box((-x + 0.1, y - 0.01, 0.2), (x - 0.1, self.y, table - 0.06)))
        yield Part(Role.STEEL, box((-self.x, -0.5 * y, table), (self.x, 0.5 * y, self.height)))
        yield from self.sills(0.56 * self.y, sides=False)
        die = box((-0.5 * x, -0.36 * y, self.height - 0.02), (0.5 * x, 0.36 * y, self.height + 0.0006))
        yield Part(Role.PANEL, die)

    def frame(self) -> Iterator[Part]:
        """Four columns with guides on their inner sides."""
        x, y, side = self.x - EDGE - 0.03, self.y - EDGE - 0.03, self.column
        yield from (Part(Role.BODY, mesh) for mesh in posts(x, y, side, self.height - 0.03, self.lintel))
        inner_x, inner_y = x - side, y - 0.25 * side
        for mesh in posts(inner_x, inner_y, 0.03, self.height + 0.1, self.lintel):
            yield Part(Role.STEEL, mesh)

    def slide(self) -> Iterator[Part]:
        """The slide between the guides and, below it, the upper tool on its pillars."""
        x, y, low = self.x - EDGE - 0.06 - self.column, self.y - EDGE - 0.03 - 0.25 * self.column, self.tool
        tall = 0.3 * (self.lintel - self.height)
        yield Part(Role.TRIM, box((-x, -y, low + 0.14), (x, y, low + 0.14 + tall)), "slide")
        yield Part(Role.ACCENT, box((-x, -y - 0.004, low + 0.19), (x, -y, low + 0.26)), "slide")
        yield Part(Role.PANEL, box((-0.8 * x, -0.6 * y, low + 0.07), (0.8 * x, 0.6 * y, low + 0.14)), "slide")
        yield Part(Role.STEEL, box((-0.55 * x, -0.4 * y, low), (0.55 * x, 0.4 * y, low + 0.07)), "slide")
        for side in (-0.5 * x, 0.5 * x):
            ram = cylinder(min(0.09, 0.2 * x), low + 0.14 + tall, self.lintel, sides=16).moved((side, 0, 0))
            yield Part(Role.STEEL, ram, "slide")

    def crowned(self) -> Iterator[Part]:
        """The crown, its cover with ribs, and the flywheel at the rear."""
        x, y, low = self.x - EDGE, self.y - EDGE, self.lintel
        yield Part(Role.BODY, box((-x, -y, low), (x, y, self.top), chamfer=0.03, crown=0.025))
        for number in np.linspace(-0.7, 0.7, 5):
            at = float(number) * x
            yield Part(Role.TRIM, box((at - 0.02, -y - 0.006, low + 0.08), (at + 0.02, -y + 0.01, self.top - 0.1)))
        radius = min(0.36 * (self.top - low), 0.4 * x)
        hub = Vector(0.0, self.y - EDGE - 0.01, (low + self.top) / 2)
        yield Part(Role.PANEL, rod(hub, hub._replace(y=self.y), radius, sides=24))

    def curtains(self) -> Iterator[Part]:
        """Light curtains: a yellow bar beside each front column."""
        x, y = self.x - EDGE - 0.03 - self.column, self.y - EDGE
        for side in (-1, 1):
            near, far = sorted((side * x, side * (x + 0.05)))
            yield Part(Role.GUARD, box((near, -y, self.height), (far, -y + 0.04, self.lintel - 0.06)))

    def desk(self) -> Iterator[Part]:
        """The control panel on the right column."""
        right, low = self.x - EDGE - 0.04, self.height + 0.3
        wide = min(0.3, 0.92 * self.column)
        yield from screen(Vector(right - wide, -self.y + 0.006, low), Vector(right, -self.y + 0.05, low + 0.36))


press_at = standing(PressShape)
