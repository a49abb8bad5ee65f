"""The workplace: a bench with light and bins, and the person who works there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from geometry.mesh import Mesh
from geometry.models.fittings import bins, screen
from geometry.models.model import Model, Part, Shape, Site
from geometry.models.person import person
from geometry.models.station import NEAR, Room, Station, standing
from geometry.models.zone import Purpose, Zone, strip
from geometry.palette import Role
from geometry.solids import box
from layouts.space import Pose, Vector

TOP = 0.04
"""Thickness of the table top, metres."""
POST = 0.05
MAT = 0.014
ELBOW = 0.22
"""Half the room that a person needs, metres."""
REACH = 0.17
"""How far the bench reaches over the middle, on which parts travel, towards the person, metres."""


@dataclass(frozen=True)
class WorkplaceShape(Station):
    """A bench along the parts' way, a mat and a person in front of it, bins and light above it."""

    room: ClassVar[Room] = Room(0.9, 1.2, 0.9, 0.55)

    occupied: bool = True
    """Whether somebody is always there; where people come and go they are drawn by themselves."""

    @property
    def edge(self) -> float:
        """The y of the bench's front."""
        return -min(REACH, 0.15 * self.size.width)

    def model(self) -> Model:
        """Build the workplace."""
        parts = (*self.bench(), *self.drawers(), *self.rear(), *self.shelf(), *self.front())
        post = Vector(self.x - 0.062, self.y - 0.062, self.top)
        return self.built(parts, post, darkness=0.4)

    def zones(self) -> tuple[Zone, ...]:
        """The person stands within the declared size; nothing is opened for service."""
        return (strip(Purpose.WORK, Vector(-self.x, -self.y), Vector(self.x, self.edge)),)

    def bench(self) -> Iterator[Part]:
        """Table top with a coloured edge on two side frames."""
        low, high = self.height - TOP, self.height
        yield Part(Role.BODY, box((-self.x, self.edge + 0.012, low), (self.x, self.y, high)))
        yield Part(Role.ACCENT, box((-self.x, self.edge, low), (self.x, self.edge + 0.012, high)))
        mat = box((-0.3, self.edge + 0.04, high), (0.3, self.edge + 0.4, high + 0.003))
        yield Part(Role.INTERIOR, mat.moved((0, 0, -0.0025)))
        for side in (-1, 1):
            yield from (Part(Role.LEG, leg) for leg in self._side_frame(side))
        rear = box((-self.x + 0.08, self.y - 0.1, 0.16), (self.x - 0.08, self.y - 0.06, 0.24))
        yield Part(Role.LEG, rear)

    def _side_frame(self, side: int) -> Iterator[Mesh]:
        left, right = sorted((side * (self.x - 0.03), side * (self.x - 0.09)))
        under = self.height - TOP
        yield box((left, self.edge + 0.05, 0.0), (right, self.y - 0.01, 0.05))
        yield box((left, self.y - 0.14, 0.05), (right, self.y - 0.06, under))
        yield box((left, self.edge + 0.08, 0.05), (right, self.edge + 0.15, under))
        yield box((left, self.edge + 0.15, under - 0.07), (right, self.y - 0.14, under))

    def drawers(self) -> Iterator[Part]:
        """A block of three drawers under the right of the bench, on its side frames."""
        right, top, front = self.x - 0.1, self.height - TOP, self.edge + 0.1
        left = right - min(0.42, 0.32 * self.size.length)
        yield Part(Role.BODY, box((left, front, 0.24), (right, self.y - 0.14, top)))
        step = (top - 0.26) / 3
        for number in range(3):
            low = 0.255 + number * step
            yield Part(Role.TRIM, box((left + 0.012, front - 0.012, low), (right - 0.012, front, low + step - 0.015)))
            handle = box((left + 0.1, front - 0.03, low + 0.7 * step), (right - 0.1, front - 0.012, low + 0.76 * step))
            yield Part(Role.PANEL, handle)

    def rear(self) -> Iterator[Part]:
        """Two posts, the panel between them and the light that reaches over the bench."""
        for side in (-1, 1):
            left, right = sorted((side * self.x, side * (self.x - POST)))
            yield Part(Role.LEG, box((left, self.y - POST, self.height), (right, self.y, self.top)))
            yield Part(Role.LEG, box((left, self.lamp_front, self.top - POST), (right, self.y - POST, self.top)))
        inside, low = self.x - POST, self.height + 0.06
        yield Part(Role.TRIM, box((-inside, self.y - 0.035, low), (inside, self.y - 0.015, self.shelf_level - 0.05)))
        light = ((-inside, self.lamp_front, self.top - 0.075), (inside, self.lamp_front + 0.13, self.top - 0.005))
        yield Part(Role.BODY, box(*light))
        tube = box(
            (-inside + 0.03, self.lamp_front + 0.02, self.top - 0.087),
            (inside - 0.03, self.lamp_front + 0.11, self.top - 0.075),
        )
        yield Part(Role.SCREEN, tube)

    @property
    def lamp_front(self) -> float:
        """The y of the light's front."""
        return self.y - min(0.5, 0.7 * (self.y - self.edge))

    @property
    def shelf_level(self) -> float:
        """Height of the shelf for the bins."""
        return self.height + 0.45 * (self.top - self.height)

    def shelf(self) -> Iterator[Part]:
        """The shelf with its bins, two hooks of tools below, and the screen with the instructions."""
        inside, level, front = self.x - POST, self.shelf_level, self.y - 0.3
        yield Part(Role.STEEL, box((-inside, front, level - 0.02), (inside, self.y - 0.015, level)))
        yield from bins(-inside + 0.02, inside - 0.02, Vector(0, front + 0.02, level), Vector(0.17, 0.25, 0.13))
        wide, low = min(0.2, 0.2 * self.x), self.height + 0.1
        high = min(low + 0.27, level - 0.06)
        centre = -0.55 * self.x
        yield from screen(Vector(centre - wide, self.y - 0.075, low), Vector(centre + wide, self.y - 0.035, high))

    def front(self) -> Iterator[Part]:
        """The mat, and on it the person, to the right of the part as far as what leaves at the front allows."""
        yield Part(Role.BELT, box((-self.x, -self.y, 0.0), (self.x, self.edge - 0.03, MAT), crown=0.006))
        chutes = [port for port in self.ports if abs(port.y + self.y) < NEAR]
        for port in chutes:
            yield from self._chute(port)
        if self.occupied and self.top >= 1.9 and self.edge + self.y >= 0.45:
            yield from person(self.stand, self.height)

    @property
    def stand(self) -> Vector:
        """Where the person stands who works there, facing +Y."""
        chutes = [port for port in self.ports if abs(port.y + self.y) < NEAR]
        aside = max(-0.3 * self.x, min([0.3, 0.3 * self.x, *(port.x - self.chute - ELBOW for port in chutes)]))
        return Vector(aside, max(self.edge - 0.29, -self.y + 0.16), MAT)

    @property
    def chute(self) -> float:
        """Half the width of a chute at the front."""
        return min(0.15, 0.15 * self.x)

    def _chute(self, port: Vector) -> Iterator[Part]:
        """A short table from the bench to a port at the front, on two legs."""
        half = self.chute
        yield Part(Role.STEEL, box((port.x - half, port.y, port.z - 0.03), (port.x + half, self.edge, port.z)))
        for left in (port.x - half, port.x + half - 0.03):
            yield Part(Role.ACCENT, box((left, port.y, port.z), (left + 0.012, self.edge, port.z + 0.05)))
            yield Part(Role.LEG, box((left, port.y + 0.02, MAT), (left + 0.03, port.y + 0.05, port.z - 0.03)))


def workplace_at(site: Site) -> tuple[Shape, Pose] | None:
    """Return the shape of a workplace, with somebody at it unless people come and go."""
    placed = standing(WorkplaceShape)(site)
    if placed is None or not site.crewed or not isinstance(placed[0], WorkplaceShape):
        return placed
    return replace(placed[0], occupied=False), placed[1]
