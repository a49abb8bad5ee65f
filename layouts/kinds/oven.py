"""The oven: works on a whole batch at once."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.conditions import WITHOUT_PEOPLE
from layouts.counts import Pieces
from layouts.equipment import CONFIG
from layouts.quantities import Duration
from layouts.space import Size, Vector
from layouts.station import SINGLE, Station


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Oven(Station):
    """Gathers a batch, works on all of it at once, and lets it out part by part before the next batch comes in."""

    kind = "oven"
    states = WITHOUT_PEOPLE
    default_model = "oven"
    default_size = Size(3.0, 2.0, 2.4)
    required = ("at", "batch", "cycle")
    meaningless = SINGLE | frozenset(
        {
            "uses",
            "frees",
            "takes",
            "nests",
            "manual",
            "crew",
            "fail",
            "retest",
            "back_to",
            "passes",
            "scrap",
            "drive_through",
            "prepare",
            "first_off",
            "scrap_first",
        }
    )

    batch: Pieces | None = Field(default=None, description="how many parts it holds: it starts when it is full")
    wait: Duration | None = Field(
        default=None,
        description="it starts with fewer when the first of them has waited so long; default: waits until it is full",
    )

    def slots(self) -> tuple[Vector, ...]:
        """The places of a batch in rows and columns, filled from the way out."""
        size, number = self.footprint, self.batch or 1
        rows = max(1, min(number, round((number * size.width / size.length) ** 0.5)))
        columns = -(-number // rows)
        x, y = 0.8 * size.length / columns, 0.7 * size.width / rows
        return tuple(
            Vector(((columns - 1) / 2 - place // rows) * x, (place % rows - (rows - 1) / 2) * y, self.height)
            for place in range(number)
        )
