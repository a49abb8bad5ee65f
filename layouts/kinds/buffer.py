"""The buffer: places where parts wait."""

from collections.abc import Mapping
from enum import Enum
from typing import ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.counts import Count
from layouts.equipment import CONFIG, WORKING_HEIGHT, Equipment, PortPlace, Role, end_ports
from layouts.flow import Rule
from layouts.merges import Merge
from layouts.quantities import Duration, Length
from layouts.space import Size, Vector

SHOWN_PLACES = 48
"""Places drawn of a buffer without a limit; further parts share them."""


class BufferOrder(Enum):
    """Which of the parts that may leave is next."""

    FIFO = "fifo"
    LIFO = "lifo"
    ANY = "any"
    SPT = "spt"
    EDD = "edd"
    CRITICAL_RATIO = "critical ratio"
    LEAST_SETUP = "least setup"
    PRIORITY = "priority"

    @property
    def lets_past(self) -> bool:
        """Whether a part whose way is blocked does not hold up the others."""
        return self not in (BufferOrder.FIFO, BufferOrder.LIFO)

    @property
    def ranks(self) -> bool:
        """Whether neither age nor product decides, but a rank that is worked out for each part."""
        return self.lets_past and self is not BufferOrder.ANY


ORDER = (
    "who leaves first: first in, last in, any (the oldest that can go on), shortest operation, earliest due date, "
    "critical ratio (time to the due date / work left), least setup of the next station, priority of the product"
)
"""What the field `order` means."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Buffer(Equipment):
    """Holds parts until the next station takes them."""

    kind = "buffer"
    role = Role.MOVER
    default_model = "rack"
    default_size = Size(1.2, 0.8, 1.8)
    required = ("at", "capacity")
    shelf_height: ClassVar[float] = 0.45
    """How far apart shelves are at least, about, metres."""

    capacity: Count | None = Field(default=None, description="places for parts, or `unlimited`")
    order: BufferOrder = Field(
        default=BufferOrder.FIFO,
        description=ORDER,
    )
    dwell: Duration = Field(default=0.0, description="time that a part stays at least")
    travel: Duration = Field(default=0.0, description="time that a part needs from the way in to the way out")
    rule: Rule = Field(default=Rule(), description="which way at a branch")
    merge: Merge = Field(default=Merge(), description="who goes ahead where several ways lead in")
    height: Length = Field(default=WORKING_HEIGHT, description="height at which parts enter and leave")

    @property
    def stay(self) -> float:
        """The least time inside, seconds: dwell and travel run side by side."""
        return max(self.dwell, self.travel)

    @property
    def places(self) -> int:
        """How many places are drawn."""
        return self.capacity if isinstance(self.capacity, int) else SHOWN_PLACES

    def ports(self) -> Mapping[str, PortPlace]:
        """Parts enter at -X and leave at +X."""
        return end_ports(self.footprint, self.height)

    def levels(self) -> tuple[float, ...]:
        """Heights of the shelves above the floor, from below, metres."""
        count = self._grid()[2]
        top = self.footprint.height
        return tuple(0.2 + level * (top - 0.35) / max(count, 1) for level in range(count))

    def slots(self) -> tuple[Vector, ...]:
        """Places on the shelves, filled from below, along the flow."""
        columns, rows, _ = self._grid()
        size, levels = self.footprint, self.levels()
        places = []
        for place in range(self.places):
            level, rest = divmod(place, columns * rows)
            row, column = divmod(rest, columns)
            x = ((column + 0.5) / columns - 0.5) * size.length * 0.92
            y = ((row + 0.5) / rows - 0.5) * size.width * 0.9
            places.append(Vector(x, y, levels[level]))
        return tuple(places)

    def _grid(self) -> tuple[int, int, int]:
        """Columns, rows and levels that hold all places, in proportion to the size."""
        shelves = max(1, round(self.footprint.height / self.shelf_height))
        levels = max(1, min(shelves, -(-self.places // 2)))
        floor = max(1, -(-self.places // levels))
        columns = max(1, min(floor, round((floor * self.footprint.length / self.footprint.width) ** 0.5)))
        return columns, -(-floor // columns), levels
