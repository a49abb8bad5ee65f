"""The rotary machine: parts go round in pockets, one after the other, without a stop."""

import math
from typing import ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.conditions import AUTOMATIC
from layouts.equipment import CONFIG
from layouts.kinds.passage import Passage
from layouts.quantities import PositiveDuration, Rate
from layouts.space import Polyline, Size, Vector

_CORNERS = 48
"""Corners of the arc on which parts go round."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Rotary(Passage):
    """A rotary or continuous machine: takes parts at its `rate`, each for `transit`, and holds rate x transit of them.

    Where a part cannot leave, the whole machine stands.
    """

    kind = "rotary"
    states = AUTOMATIC
    default_model = "rotary"
    default_size = Size(2.4, 2.4, 2.2)
    required: ClassVar[tuple[str, ...]] = ("at", "rate", "transit")

    rate: Rate | None = Field(default=None, description="parts that it takes in, at most")
    transit: PositiveDuration | None = Field(default=None, description="time from way in to way out, at full speed")

    @property
    def beat(self) -> float:
        """Machine time from one part to the next: 1 / rate."""
        return 1 / (self.rate or math.inf)

    @property
    def passing(self) -> float:
        """Machine time from way in to way out: the transit."""
        return self.transit or 0.0

    def way(self) -> Polyline:
        """The way of the parts in the frame of the equipment: in at -X, round the back, out at +X."""
        half, radius = self.footprint.length / 2, 0.36 * min(self.footprint.length, self.footprint.width)
        angles = (math.pi * (1 - corner / _CORNERS) for corner in range(_CORNERS + 1))
        round_the_back = [Vector(radius * math.cos(a), radius * math.sin(a), self.height) for a in angles]
        return Polyline((Vector(-half, 0.0, self.height), *round_the_back, Vector(half, 0.0, self.height)))
