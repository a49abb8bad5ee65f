"""The tunnel: a belt through heat, steam or a wave of solder that must not stop for long."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.calendar import AtBreak
from layouts.conditions import AUTOMATIC
from layouts.equipment import CONFIG
from layouts.kinds.passage import Passage
from layouts.kinds.rotary import Rotary
from layouts.quantities import Duration
from layouts.space import Polyline, Size


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Tunnel(Rotary):
    """A tunnel that must not stop (oven, pasteuriser, washer, wave): parts ride through it in `transit`.

    It waits no longer for room behind than `overstay`. Then it goes on, and what comes to its end and cannot leave is
    scrapped there, as is what a failure has kept inside for too long.
    """

    kind = "tunnel"
    states = AUTOMATIC
    default_model = "washer"
    default_size = Size(3.2, 1.6, 2.2)
    required = ("at", "rate", "transit", "overstay")

    overstay: Duration | None = Field(
        default=None, description="how much longer than `transit` a part may be inside before it is scrap"
    )
    at_break: AtBreak | None = Field(
        default=None, description="what it does when planned time ends; default: run_on, since it must not stop"
    )

    def way(self) -> Polyline:
        """The way of the parts in the frame of the equipment: straight from -X to +X."""
        return Passage.way(self)
