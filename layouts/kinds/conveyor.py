"""The conveyor: carries parts along a path, exactly."""

from collections.abc import Mapping
from enum import Enum

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.calendar import AtBreak
from layouts.conditions import AUTOMATIC
from layouts.costs import Money, Power
from layouts.equipment import CONFIG, Direction, Equipment, PortPlace, Role
from layouts.failures import FailureReference
from layouts.flow import MAIN_IN, MAIN_OUT, Rule
from layouts.merges import Merge
from layouts.quantities import Length, PositiveLength, Speed
from layouts.space import Point, Vector


class Accumulates(Enum):
    """What happens behind a part that has to wait at the end."""

    TOGETHER = "together"
    NO = "no"


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Conveyor(Equipment):
    """Runs from the port before it to the port behind it, through `via`, or along its own `path`."""

    kind = "conveyor"
    role = Role.MOVER
    states = AUTOMATIC
    default_model = "belt"
    required = ("speed",)
    meaningless = frozenset({"at", "turn", "mirror", "size"})

    speed: Speed | None = Field(default=None, description="speed of the belt or chain")
    accumulates: Accumulates = Field(
        default=Accumulates.TOGETHER,
        description="together: the chain runs on under stopped parts; no: the belt stops, gaps are kept",
    )
    gap: Length = Field(default=0.0, description="least distance between running parts")
    queue_gap: Length | None = Field(default=None, description="distance between standing parts; default: `gap`")
    via: tuple[Point, ...] = Field(default=(), description="corners, in the direction of travel")
    path: tuple[Point, ...] = Field(
        default=(), description="the whole path with both ends, where the conveyor stands alone"
    )
    radius: Length = Field(default=0.5, description="radius of the curves at the corners")
    width: PositiveLength = Field(default=0.4, description="width of the belt")
    height: Length | None = Field(
        default=None, description="top of the belt; default: the heights of the ports at its ends"
    )
    at_break: AtBreak | None = Field(
        default=None, description="run_on: it runs whatever the calendar says; suspend: it stands; default: run_on"
    )
    failures: tuple[FailureReference, ...] = Field(
        default=(), description="ids of the section `failures`, or failures in place"
    )
    power: Power | None = Field(
        default=None, description="power while parts move, or by state: {working: 2 kW, other: 1.5 kW}"
    )
    cost_per_hour: Money = Field(default=0.0, description="what it costs, an hour of planned time")
    rule: Rule = Field(default=Rule(), description="which way at a branch")
    merge: Merge = Field(default=Merge(), description="who goes ahead where several ways lead in")

    @property
    def standing_gap(self) -> float:
        """The gap between standing parts."""
        return self.gap if self.queue_gap is None else self.queue_gap

    def ports(self) -> Mapping[str, PortPlace]:
        """Both ends; where they are depends on the flow (`layouts.placement`)."""
        nowhere = Vector(0.0, 0.0)
        return {MAIN_IN: PortPlace(Direction.IN, nowhere), MAIN_OUT: PortPlace(Direction.OUT, nowhere)}
