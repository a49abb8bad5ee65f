"""The machine: does its operation on one part at a time, or on one part in each of its nests."""

from collections.abc import Mapping

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.distributions import Times
from layouts.equipment import CONFIG, WORKING_HEIGHT, Equipment, PortPlace, Role, end_ports
from layouts.failures import FailureReference
from layouts.flow import Rule
from layouts.merges import Merge
from layouts.quantities import Duration, Length
from layouts.space import Size, Vector


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Machine(Equipment):
    """Works on parts by itself. A finished part stays until there is room behind it (blocking after service)."""

    kind = "machine"
    role = Role.STATION
    default_model = "machine"
    default_size = Size(1.6, 1.5, 2.2)
    required = ("at", "cycle")

    cycle: Times | None = Field(default=None, description="time the machine needs for a part, alone")
    exchange: Duration = Field(default=0.0, description="part out to next part in position; the machine is occupied")
    nests: int = Field(default=1, ge=1, le=1000, description="places that work independently of one another")
    failures: tuple[FailureReference, ...] = Field(
        default=(), description="ids of the section `failures`, or failures in place"
    )
    ideal: Times | None = Field(
        default=None, description="planned run time an item (PRI) for OEE; default: mean of the cycle"
    )
    rule: Rule = Field(default=Rule(), description="which way at a branch")
    merge: Merge = Field(default=Merge(), description="who goes ahead where several ways lead in")
    height: Length = Field(default=WORKING_HEIGHT, description="height at which parts enter and leave")

    def ports(self) -> Mapping[str, PortPlace]:
        """Parts enter at -X and leave at +X."""
        return end_ports(self.footprint, self.height)

    def slots(self) -> tuple[Vector, ...]:
        """One place a nest, side by side along the flow."""
        pitch = self.footprint.length / self.nests
        return tuple(Vector((nest - (self.nests - 1) / 2) * pitch, 0.0, self.height) for nest in range(self.nests))
