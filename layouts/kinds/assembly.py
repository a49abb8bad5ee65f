"""Joining parts, and taking them apart."""

from collections.abc import Mapping

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.equipment import CONFIG, Direction, Flag, PortPlace
from layouts.flow import MAIN_OUT
from layouts.station import ByThing, Station
from layouts.table import Table


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Assembly(Station):
    """Builds the parts that it `uses` into the part that comes in by its main port."""

    kind = "assembly"
    default_model = "assembly"
    required = ("at", "uses")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Disassembly(Station):
    """Takes a part apart: what it `makes` leaves by a port of its own each, named after the part."""

    kind = "disassembly"
    default_model = "disassembly"
    required = ("at", "makes")
    meaningless = frozenset({"uses", "takes"})

    makes: ByThing = Field(
        default=Table(), description="what one part is taken apart into, by id: each leaves by its port `id.part`"
    )
    keeps: Flag = Field(
        default=False, description="the part itself goes on by the main port (an emptied crate); false: it is used up"
    )

    def ports(self) -> Mapping[str, PortPlace]:
        """Parts enter at -X; what they are taken apart into leaves at the back, the rest of the part at +X."""
        found = {name: place for name, place in super().ports().items() if self.keeps or name != MAIN_OUT}
        return found | self.back_ports(tuple(self.makes), Direction.OUT)
