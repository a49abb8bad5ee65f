"""What machines have in common through which parts ride, one after the other, along one way."""

import math

from pydantic.dataclasses import dataclass

from layouts.equipment import CONFIG
from layouts.space import Polyline, Vector
from layouts.station import SINGLE, Station

RIDDEN = SINGLE | frozenset(
    {"cycle", "manual", "crew", "exchange", "nests", "uses", "frees", "takes", "ideal", "changeover"}
    | {"fail", "retest", "back_to", "passes", "scrap", "drive_through", "prepare", "first_off", "scrap_first"}
)
"""Fields of stations that mean nothing where parts ride through."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Passage(Station):
    """A station through which parts ride: one at least `beat` of machine time after the other, each for `passing`.

    Machine time stands while the machine does. A kind says what both are, in seconds.
    """

    meaningless = RIDDEN

    @property
    def beat(self) -> float:
        """Machine time from one part to the next, at least."""
        raise AttributeError(f"{type(self).__name__} has no beat")  # pragma: no cover - every kind has one

    @property
    def passing(self) -> float:
        """Machine time from way in to way out."""
        raise AttributeError(f"{type(self).__name__} has no passing")  # pragma: no cover - every kind has one

    @property
    def pockets(self) -> int:
        """How many parts it holds at most: passing / beat, or the next whole number."""
        return max(1, math.ceil(self.passing / self.beat - 1e-9)) if self.beat else 1

    @property
    def pace(self) -> float:
        """How fast parts go along the way while it moves, m/s."""
        return self.way().length / (self.passing or math.inf)

    def way(self) -> Polyline:
        """The way of the parts in the frame of the equipment: straight from -X to +X."""
        half = self.footprint.length / 2
        return Polyline((Vector(-half, 0.0, self.height), Vector(half, 0.0, self.height)))
