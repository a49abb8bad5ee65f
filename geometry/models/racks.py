"""Racks of other forms: pallets by forklift, bins that roll to the front, totes that a shuttle fetches."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from geometry.models.fittings import posts
from geometry.models.model import Joint, Model, Motion, Part
from geometry.models.station import Room, Station, standing
from geometry.models.store import PALLET, POST, StoreShape
from geometry.models.zone import PASSAGE, Purpose, Zone, front_of, rear_of
from geometry.palette import Role
from geometry.solids import box, rod
from layouts.equipment import Equipment
from layouts.kinds import Buffer
from layouts.space import Vector

GROUND = 0.144
"""Height of a pallet on the floor, metres."""
STOREY = 1.5
"""From one level of pallets to the next, about, metres."""
MOST_LOADS = 24
LANE = 0.34
"""Width of a lane of a flow rack, metres."""
MOST_LANES, MOST_DEEP = 6, 3
FALL = 0.06
"""How far a lane falls on each metre towards the front."""
TOTE = 0.5
MOST_TOTES = 84


@dataclass(frozen=True)
class PalletRackShape(StoreShape):
    """Wide bays on three or more levels, with loaded pallets where no part of the run stands there instead."""

    loaded: bool = False

    @classmethod
    def of(cls, equipment: Equipment) -> Self:
        """Take the levels of a buffer, or as many as the height has room for."""
        plain = super().of(equipment)
        if isinstance(equipment, Buffer):
            return plain
        count = max(1, round((plain.size.height - GROUND) / STOREY))
        step = (plain.size.height - GROUND) / count
        levels = tuple(round(GROUND + number * step, 6) for number in range(count) if plain.size.height > GROUND)
        return cls(plain.size, plain.ports, plain.slots, levels, loaded=True)

    def model(self) -> Model:
        """Build the rack and what stands in it."""
        loads = self.loads() if self.loaded else ()
        return self.built((*self.frames(), *self.decks(), *self.ledges(), *loads), darkness=0.45)

    def loads(self) -> Iterator[Part]:
        """A load on most pallets, lower or higher, with a strip of film or tape."""
        inside, y = self.x - POST, self.y - 0.06
        count = max(1, round(2 * inside / PALLET))
        pitch = 2 * inside / count
        for number, level in enumerate(self.shelves):
            free = (*self.shelves, self.top + 0.4)[number + 1] - level - 0.2
            for place in range(count):
                if (number * 5 + place * 3) % 7 == 4 or number * count + place >= MOST_LOADS or free < 0.2:
                    continue
                tall = free * (0.62 + 0.3 * ((number + 2 * place) % 3) / 2)
                left = -inside + (place + 0.5) * pitch
                half = min(0.5 * pitch - 0.06, 0.42)
                role = Role.CARTON if (number + place) % 3 else Role.SHELF
                yield Part(role, box((left - half, -y, level), (left + half, y, level + tall)))
                yield Part(
                    Role.PLATE,
                    box((left - 0.1, -y - 0.002, level + 0.3 * tall), (left + 0.1, -y + 0.01, level + 0.55 * tall)),
                )


@dataclass(frozen=True)
class FlowRackShape(Station):
    """Lanes of rollers that fall towards the front, full of bins, the pick side at -Y."""

    room: ClassVar[Room] = Room(0.7, 0.6, 0.1, 0.0)

    def model(self) -> Model:
        """Build the rack."""
        frame = [Part(Role.TRIM, mesh) for mesh in posts(self.x, self.y, 0.05, 0.0, self.top)]
        return self.built((*frame, *self.lanes(), *self.sills(min(0.2, self.x)), *self.crown()), darkness=0.42)

    def zones(self) -> tuple[Zone, ...]:
        """Picked from at the front, filled from behind."""
        return front_of(self.size), rear_of(self.size, PASSAGE)

    def crown(self) -> Iterator[Part]:
        """The beams that join the posts above and below, with the rail for labels."""
        for low in (0.05, self.top - 0.06):
            for side in (-1, 1):
                left, right = sorted((side * (self.x - 0.005), side * (self.x - 0.045)))
                yield Part(Role.TRIM, box((left, -self.y + 0.05, low), (right, self.y - 0.05, low + 0.05)))
            front, rear = self.y - 0.045, self.y - 0.005
            yield Part(Role.TRIM, box((-self.x + 0.05, front, low), (self.x - 0.05, rear, low + 0.05)))

    def shelves(self) -> tuple[float, ...]:
        """Heights of the front ends of the levels."""
        count = max(1, min(4, int((self.top - 0.35) / 0.42)))
        return tuple(0.3 + number * (self.top - 0.35) / count for number in range(count))

    def lanes(self) -> Iterator[Part]:
        """On each level two beams, tracks that fall to the front, a lip, and bins on them."""
        count = max(1, min(MOST_LANES, int(2 * (self.x - 0.05) / LANE)))
        wide = 2 * (self.x - 0.05) / count
        front, rear = -self.y + 0.03, self.y - 0.03
        for number, level in enumerate(self.shelves()):
            rise = FALL * (rear - front)
            if level + rise > self.top - 0.1:
                continue
            for y, low in ((front, level - 0.06), (rear - 0.04, level + rise - 0.06)):
                yield Part(Role.ACCENT, box((-self.x + 0.05, y, low), (self.x - 0.05, y + 0.04, low + 0.05)))
            yield Part(
                Role.GUARD, box((-self.x + 0.05, -self.y, level - 0.05), (self.x - 0.05, -self.y + 0.03, level + 0.03))
            )
            for lane in range(count):
                x = -self.x + 0.05 + (lane + 0.5) * wide
                for side in (-0.3 * wide, 0.3 * wide):
                    ends = Vector(x + side, front, level), Vector(x + side, rear, level + rise)
                    yield Part(Role.STEEL, rod(*ends, 0.016, sides=5))
                yield from self._bins(x, wide, level, number + lane)

    def _bins(self, x: float, wide: float, level: float, number: int) -> Iterator[Part]:
        deep = 0.4
        room = int((2 * self.y - 0.1) / (deep + 0.03))
        for place in range(min(MOST_DEEP, room) - number % 2):
            y = -self.y + 0.06 + place * (deep + 0.03)
            low = level + 0.02 + FALL * (y + self.y)
            half = 0.5 * wide - 0.025
            yield Part(
                Role.SHELF if number % 3 else Role.ACCENT, box((x - half, y, low), (x + half, y + deep, low + 0.17))
            )
            yield Part(
                Role.PANEL,
                box((x - half + 0.02, y + 0.02, low + 0.17), (x + half - 0.02, y + deep - 0.02, low + 0.172)),
            )


@dataclass(frozen=True)
class ShuttleShape(Station):
    """Two walls of totes with an aisle between, in it a mast with a carriage that comes to every place."""

    room: ClassVar[Room] = Room(1.6, 1.4, 0.3, 0.0)

    def model(self) -> Model:
        """Build the shuttle storage."""
        travel, lift = 1.2 * self.x, 0.55 * self.top
        joints = (
            Joint("mast", Vector(-0.6 * self.x, 0, 0), Vector(1, 0, 0), travel, False, Motion.STROKES, 9.0),
            Joint(
                "carriage",
                Vector(-0.6 * self.x, 0, self.level),
                Vector(0, 0, 1),
                lift,
                False,
                Motion.STROKES,
                5.0,
                "mast",
            ),
        )
        parts = (*self.walls(), *self.totes(), *self.crane(), *self.tables())
        return self.built(parts, None, joints, darkness=0.5)

    def zones(self) -> tuple[Zone, ...]:
        """The aisle is entered from its ends, for repair."""
        return (front_of(self.size, PASSAGE, Purpose.SERVICE),)

    @property
    def aisle(self) -> float:
        """Half the width of the aisle."""
        return min(0.45, 0.3 * self.y)

    @property
    def level(self) -> float:
        """Height of the carriage at rest."""
        return min(self.height, 0.4 * self.top)

    def walls(self) -> Iterator[Part]:
        """Uprights in both walls, boards on each level, the cladding behind, a rail on the floor and under the roof."""
        bays = max(1, min(5, round(self.size.length / 1.6)))
        for side in (-1, 1):
            near, far = sorted((side * self.aisle, side * self.y))
            for number in range(bays + 1):
                x = -self.x + number * (self.size.length - 0.07) / bays
                for y in (near, far - 0.06):
                    yield Part(Role.ACCENT, box((x, y, 0.0), (x + 0.07, y + 0.06, self.top)))
            for low in self.levels():
                yield Part(Role.STEEL, box((-self.x + 0.01, near + 0.01, low - 0.03), (self.x - 0.01, far - 0.01, low)))
            yield Part(
                Role.TRIM, box((-self.x, near + 0.005, self.top - 0.06), (self.x, far - 0.005, self.top - 0.003))
            )
        for low in (0.0, self.top - 0.12):
            yield Part(Role.STEEL, box((-self.x + 0.1, -0.04, low), (self.x - 0.1, 0.04, low + 0.05)))
        for x in (-self.x + 0.01, self.x - 0.06):
            yield Part(
                Role.TRIM, box((x, -self.aisle - 0.01, self.top - 0.12), (x + 0.05, self.aisle + 0.01, self.top - 0.02))
            )

    def levels(self) -> tuple[float, ...]:
        """Heights of the boards."""
        count = max(1, min(7, int((self.top - 0.3) / 0.45)))
        return tuple(0.2 + number * (self.top - 0.3) / count for number in range(count))

    def totes(self) -> Iterator[Part]:
        """Totes on most places."""
        columns = max(1, int((self.size.length - 0.2) / TOTE))
        pitch, levels = (self.size.length - 0.2) / columns, self.levels()
        free = (self.top - 0.3) / len(levels) - 0.1
        every = max(1, -(-2 * columns * len(levels) // MOST_TOTES))
        for number in range(2 * columns * len(levels)):
            rest, column = divmod(number, columns)
            level, side = divmod(rest, 2)
            if (number * 7 + level * 3) % 11 in (2, 5) or number % every:
                continue
            near, far = sorted(((2 * side - 1) * (self.aisle + 0.03), (2 * side - 1) * (self.y - 0.02)))
            x, low = -self.x + 0.1 + (column + 0.5) * pitch, levels[level]
            role = (Role.ACCENT, Role.SHELF, Role.CARTON)[(number + level) % 3]
            yield Part(role, box((x - 0.43 * pitch, near, low), (x + 0.43 * pitch, far, low + min(0.28, free))))

    def crane(self) -> Iterator[Part]:
        """The mast on its chassis, and the carriage with the tote that it brings."""
        x, half = -0.6 * self.x, self.aisle - 0.06
        yield Part(Role.PANEL, box((x - 0.4, -0.5 * half, 0.05), (x + 0.4, 0.5 * half, 0.22), chamfer=0.04), "mast")
        yield Part(Role.GUARD, box((x - 0.09, -0.09, 0.22), (x + 0.09, 0.09, self.top - 0.13)), "mast")
        yield Part(
            Role.PANEL, box((x + 0.09, -half, self.level - 0.08), (x + 0.62, half, self.level - 0.02)), "carriage"
        )
        yield Part(
            Role.PANEL, box((x + 0.085, -0.14, self.level - 0.08), (x + 0.13, 0.14, self.level + 0.5)), "carriage"
        )
        yield Part(
            Role.CARTON, box((x + 0.16, -0.28, self.level - 0.02), (x + 0.58, 0.28, self.level + 0.22)), "carriage"
        )

    def tables(self) -> Iterator[Part]:
        """Roller tables at the ports, on legs in the aisle."""
        yield from self.sills(0.5, min(0.3, self.aisle - 0.02))
        for port in self.ports:
            inner = port.x - 0.4 * np.sign(port.x), port.y - 0.04 * np.sign(port.y)
            yield Part(
                Role.LEG,
                box((inner[0] - 0.04, inner[1] - 0.04, 0.0), (inner[0] + 0.04, inner[1] + 0.04, port.z - 0.03)),
            )


pallet_rack_at, flow_rack_at, shuttle_storage_at = map(standing, (PalletRackShape, FlowRackShape, ShuttleShape))
