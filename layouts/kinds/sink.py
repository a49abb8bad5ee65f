"""The sink: where good parts leave the line."""

from collections.abc import Mapping

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.equipment import CONFIG, WORKING_HEIGHT, Direction, Equipment, PortPlace, Role
from layouts.flow import MAIN_IN
from layouts.quantities import Length
from layouts.space import Size, Vector


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Sink(Equipment):
    """Takes every part at once and counts it."""

    kind = "sink"
    role = Role.BOUNDARY
    default_model = "sink"
    default_size = Size(1.2, 1.0, 1.1)

    height: Length = Field(default=WORKING_HEIGHT, description="height at which parts enter")

    def ports(self) -> Mapping[str, PortPlace]:
        """One way in, at -X."""
        return {MAIN_IN: PortPlace(Direction.IN, Vector(-self.footprint.length / 2, 0.0, self.height))}
