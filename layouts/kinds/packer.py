"""The packer: puts parts into containers."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.conditions import AUTOMATIC
from layouts.equipment import CONFIG
from layouts.packs import Pack
from layouts.space import Size, Vector
from layouts.station import SINGLE, Station

SHOWN_PARTS = 24
"""Places drawn in the packer; parts beyond are counted, not drawn."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Packer(Station):
    """Gathers parts and sends them on in a container; they count as what they are when the container leaves the line.

    A part is put in within `exchange`, a full container is closed within `cycle`. Empty containers are never short.
    """

    kind = "packer"
    states = AUTOMATIC
    default_model = "packer"
    default_size = Size(2.0, 1.6, 2.2)
    required = ("at", "pack")
    meaningless = SINGLE | frozenset(
        {"uses", "frees", "takes", "nests", "manual", "crew", "fail", "retest", "back_to", "passes", "scrap", "look"}
        | {"changeover", "drive_through", "prepare", "first_off", "scrap_first"}
    )

    pack: Pack | None = Field(default=None, description="how many parts go into which container")

    def slots(self) -> tuple[Vector, ...]:
        """The place of the container, and behind it those of the parts that are gathered."""
        size, number = self.footprint, min(SHOWN_PARTS, self.pack.parts if self.pack else 1)
        columns = _columns(number)
        pitch = 0.8 * size.length / columns
        gathered = [
            Vector(
                (place % columns - (columns - 1) / 2) * pitch,
                (0.15 + 0.1 * (place // columns)) * size.width,
                self.height,
            )
            for place in range(number)
        ]
        return (Vector(0.0, 0.0, self.height), *gathered)


def _columns(number: int) -> int:
    """How many columns hold so many places in at most three rows."""
    return -(-number // 3) if number > 3 else number
