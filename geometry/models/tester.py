"""The test station: a table with a hood that comes down over the part, and the instruments behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from geometry.models.assembly import EDGE, TableShape
from geometry.models.fittings import girdle, posts, screen
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import standing
from geometry.palette import Role
from geometry.solids import box, cylinder, quad, rod
from layouts.space import Vector

UNIT = 0.16
"""Height of an instrument in the rack, metres."""
MOST_UNITS = 7
"""One above the other."""


@dataclass(frozen=True)
class TesterShape(TableShape):
    """A rack of instruments at the rear, a hood on guides above the place, a large screen."""

    def model(self) -> Model:
        """Build the station."""
        parts = (*self.cabinet(), *self.guides(), *self.supplies(0.2), *self.rack(), *self.hood(), *self.desk())
        joints = (
            Joint("hood", Vector(0, 0, self.lifted), Vector(0, 0, -1), self.lifted - self.height, False, Motion.CLOSES),
        )
        return self.built(parts, Vector(self.x - 0.12, self.y - 0.12, self.top), joints)

    @property
    def lifted(self) -> float:
        """Lower edge of the open hood."""
        return self.height + 0.4 * (self.top - self.height)

    @property
    def wall(self) -> float:
        """The y of the front of the rack, behind the place and the ways that lead to it."""
        return max(0.5 * self.y, 0.24)

    def rack(self) -> Iterator[Part]:
        """A housing above an open passage for what comes from behind, with instruments in its front."""
        x, rear, low = self.x - EDGE, self.y - EDGE, self.height + 0.3
        for left in (-x, x - 0.06):
            yield Part(Role.BODY, box((left, self.wall, self.height), (left + 0.06, rear, low)))
        yield Part(Role.BODY, box((-x, self.wall, low), (x, rear, self.top), chamfer=0.02, crown=0.02))
        count = min(MOST_UNITS, max(1, int((self.top - low - 0.1) / UNIT)))
        for number in range(count):
            bottom = low + 0.05 + number * UNIT
            for left, right in ((-0.92 * x, -0.36 * x), (0.36 * x, 0.92 * x)):
                yield from self._instrument(left, right, bottom, number)

    def _instrument(self, left: float, right: float, bottom: float, number: int) -> Iterator[Part]:
        """A plug-in with a display or with knobs."""
        y = self.wall - 0.012
        yield Part(Role.PANEL, box((left, y, bottom), (right, self.wall + 0.01, bottom + UNIT - 0.02)))
        wide = right - left
        if number % 2:
            glass = (left + 0.08 * wide, left + 0.5 * wide)
            yield Part(Role.SCREEN, box((glass[0], y - 0.003, bottom + 0.03), (glass[1], y, bottom + UNIT - 0.05)))
        for knob in range(3):
            centre = Vector(right - (0.12 + 0.14 * knob) * wide, y, bottom + 0.07)
            yield Part(Role.STEEL, rod(centre.plus(Vector(0, -0.014)), centre, 0.018, sides=8))

    def hood(self) -> Iterator[Part]:
        """Two guide columns, the hood between them, and the plate with the contact pins in it."""
        half, low = min(0.3, 0.35 * self.x), self.lifted
        high = low + min(0.36, 0.28 * (self.top - self.height))
        for x in (-half - 0.05, half + 0.05):
            yield Part(Role.STEEL, cylinder(0.02, self.height, self.top - 0.1, sides=10).moved((x, 0.19, 0)))
            yield Part(Role.PANEL, cylinder(0.04, self.height, self.height + 0.03, sides=12).moved((x, 0.19, 0)))
            yield Part(Role.PANEL, box((x - 0.035, 0.15, low + 0.06), (x + 0.035, 0.23, low + 0.2)), "hood")
        yoke = box((-half - 0.09, 0.15, self.top - 0.16), (half + 0.09, self.wall + 0.01, self.top - 0.09))
        yield Part(Role.TRIM, yoke)
        piston = cylinder(0.024, high, self.top - 0.16, sides=10).moved((0, 0.17, 0))
        yield Part(Role.STEEL, piston, "hood")
        for mesh in (*posts(half, 0.19, 0.022, low, high - 0.03), *girdle(half, 0.19, 0.022, low, low + 0.03)):
            yield Part(Role.ACCENT, mesh, "hood")
        yield Part(Role.BODY, box((-half, -0.19, high - 0.03), (half, 0.2, high), crown=0.01), "hood")
        for y, face in ((-0.19, -1), (0.19, 1)):
            corners = [(-half, y, low), (half, y, low), (half, y, high), (-half, y, high)]
            yield Part(Role.GLASS, quad(corners[::-face]), "hood")
        yield Part(Role.PANEL, box((-0.14, -0.1, high - 0.09), (0.14, 0.1, high - 0.03)), "hood")
        for x in (-0.1, -0.05, 0.0, 0.05, 0.1):
            for y in (-0.05, 0.05):
                yield Part(Role.STEEL, cylinder(0.006, high - 0.13, high - 0.09, sides=4).moved((x, y, 0)), "hood")

    def desk(self) -> Iterator[Part]:
        """The large screen on an arm at the right of the front."""
        right, low = self.x - 0.06, self.height + 0.28
        wide = min(0.44, 0.42 * self.x)
        y = -0.62 * self.y
        yield from screen(Vector(right - wide, y, low), Vector(right, y + 0.035, low + 0.34))
        foot = Vector(right - wide / 2, y + 0.05, self.height)
        yield Part(Role.LEG, rod(foot, foot._replace(z=low + 0.2), 0.02, sides=8))
        yield Part(Role.LEG, cylinder(0.08, 0.0, 0.015, sides=14).moved(foot))


tester_at = standing(TesterShape)
