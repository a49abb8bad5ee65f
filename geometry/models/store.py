"""The store: a pallet rack with uprights, beams and boards, wider and higher than the rack of a buffer."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from geometry.mesh import Mesh
from geometry.models.model import Model, Part
from geometry.models.station import Room, Station, standing
from geometry.models.zone import PASSAGE, Purpose, Zone, front_of
from geometry.palette import Role
from geometry.solids import box, rod
from layouts.equipment import Equipment
from layouts.kinds import Buffer
from layouts.space import Vector

POST = 0.08
BAY = 2.8
"""Between two frames at most, metres."""
PALLET = 0.85
"""Length of a pallet along the rack, metres."""
LOFTY = 0.7
"""Free height from which on a level holds pallets, metres."""
MOST_BAYS, MOST_LEVELS = 4, 8
BOARD = 0.022
SEAM = 0.03
"""Between two pallets, bridged by a strip: parts may stand anywhere."""


@dataclass(frozen=True)
class StoreShape(Station):
    """Frames, and on each level beams with pallets side by side."""

    shelves: tuple[float, ...] = ()

    room: ClassVar[Room] = Room(0.8, 0.5, 0.1, 0.1)

    @classmethod
    def of(cls, equipment: Equipment) -> Self:
        """Take the levels that a buffer declares; else those on which parts stand."""
        plain = super().of(equipment)
        levels = equipment.levels() if isinstance(equipment, Buffer) else plain.levels()
        return cls(plain.size, plain.ports, plain.slots, tuple(round(level, 6) for level in levels))

    def model(self) -> Model:
        """Build the rack."""
        return self.built((*self.frames(), *self.decks(), *self.ledges()), darkness=0.42)

    def zones(self) -> tuple[Zone, ...]:
        """It is served from its front."""
        return (front_of(self.size, PASSAGE, Purpose.SERVICE),)

    @property
    def bays(self) -> int:
        """How many bays lie side by side."""
        return min(MOST_BAYS, max(1, math.ceil(self.size.length / BAY)))

    def frames(self) -> Iterator[Part]:
        """Upright frames between the bays: two posts on feet with struts, and guards at the front."""
        for number in range(self.bays + 1):
            x = -self.x + POST / 2 + number * (self.size.length - POST) / self.bays
            for mesh in self._posts(x):
                yield Part(Role.MARKING, mesh)
            for mesh in self._struts(x):
                yield Part(Role.STEEL, mesh)
            guard = box((x - POST / 2, -self.y, 0.0), (x + POST / 2, -self.y + POST + 0.02, 0.32))
            yield Part(Role.GUARD, guard)

    def _posts(self, x: float) -> Iterator[Mesh]:
        for low, high in ((-self.y + 0.012, -self.y + POST), (self.y - POST, self.y - 0.012)):
            yield box((x - POST / 2 + 0.01, low, 0.0), (x + POST / 2 - 0.01, high, self.top))
        yield box((x - POST / 2, self.y - POST - 0.02, 0.0), (x + POST / 2, self.y, 0.012))

    def _struts(self, x: float) -> Iterator[Mesh]:
        front, rear = -self.y + POST, self.y - POST
        fields = max(1, round((self.top - 0.2) / 0.9))
        for field in range(fields):
            low, high = (0.1 + (self.top - 0.2) * (field + step) / fields for step in (0, 1))
            ends = (front, rear) if field % 2 else (rear, front)
            yield rod(Vector(x, ends[0], low), Vector(x, ends[1], high), 0.014, sides=5, caps=False)

    def decks(self) -> Iterator[Part]:
        """On each level beams, and on them pallets where there is height for them, else boards."""
        for number, level in enumerate(self.shelves):
            free = (*self.shelves, self.top)[number + 1] - level
            tall = self._pallet(level) if free >= LOFTY or number == 0 else 0.025
            yield from self._pallets(level, tall) if tall > 0.05 and number < MOST_LEVELS else self._boards(level)
            if level - tall > 0.09:
                yield from self._beams(level - tall)

    def _pallet(self, level: float) -> float:
        """Height of the pallets on a level; those on the floor reach down to it."""
        return level if level <= 0.25 else 0.13

    def _boards(self, level: float) -> Iterator[Part]:
        x, y = self.x - POST, self.y - 0.015
        yield Part(Role.SHELF, box((-x, -y, level - 0.025), (x, y, level)))

    def _beams(self, top: float) -> Iterator[Part]:
        x = self.x - POST + 0.01
        for low, high in ((-self.y, -self.y + 0.045), (self.y - 0.045, self.y)):
            yield Part(Role.ACCENT, box((-x, low, top - 0.09), (x, high, top)))

    def _pallets(self, level: float, tall: float) -> Iterator[Part]:
        """Boards on three bearers each, from frame to frame, with strips over the seams between."""
        inside, y = self.x - POST, self.y - 0.015
        count = max(1, round(2 * inside / PALLET))
        pitch = 2 * inside / count
        for number in range(count):
            left, right = -inside + number * pitch + SEAM / 2, -inside + (number + 1) * pitch - SEAM / 2
            yield Part(Role.WOOD, box((left, -y, level - BOARD), (right, y, level)))
            for at in (left, (left + right - 0.1) / 2, right - 0.1):
                yield Part(Role.WOOD, box((at, -y, level - tall), (at + 0.1, y, level - BOARD)))
        for number in range(count + 1):
            at = -inside + number * pitch
            low, high = max(at - SEAM / 2, -inside), min(at + SEAM / 2, inside)
            yield Part(Role.SHELF, box((low, -y, level - 0.012), (high, y, level)))

    def ledges(self) -> Iterator[Part]:
        """The plates at the ports, each on the nearest level or on a bracket of its own."""
        yield from self.sills(min(POST + 0.1, self.x), min(0.25, self.y - 0.05))


store_at = standing(StoreShape)
