"""The source: where parts come into the line."""

from collections.abc import Mapping
from enum import Enum

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.distributions import Distribution
from layouts.equipment import CONFIG, WORKING_HEIGHT, Direction, Equipment, PortPlace, Role
from layouts.flow import MAIN_OUT, Rule
from layouts.quantities import Duration, Length
from layouts.space import Size, Vector


class IfFull(Enum):
    """What a timed source does with a part for which there is no room."""

    WAIT = "wait"
    QUEUE = "queue"
    LOSE = "lose"


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Source(Equipment):
    """Brings parts into the line: always ready, or one every so often."""

    kind = "source"
    role = Role.BOUNDARY
    default_model = "source"
    default_size = Size(1.2, 1.0, 1.1)

    product: str | None = Field(default=None, description="which product; default: the only one")
    every: Distribution | None = Field(
        default=None, description="time from one part to the next; without it always ready"
    )
    first: Duration | None = Field(default=None, description="when the first part comes; default: after one `every`")
    if_full: IfFull = Field(
        default=IfFull.WAIT, description="no room: wait (the clock stands), queue outside, or lose the part"
    )
    limit: int | None = Field(default=None, ge=0, description="how many parts come at most")
    rule: Rule = Field(default=Rule(), description="which way at a branch")
    height: Length = Field(default=WORKING_HEIGHT, description="height at which parts leave")

    def ports(self) -> Mapping[str, PortPlace]:
        """One way out, at +X."""
        return {MAIN_OUT: PortPlace(Direction.OUT, Vector(self.footprint.length / 2, 0.0, self.height))}
