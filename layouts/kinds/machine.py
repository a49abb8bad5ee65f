"""The machine: does its operation on one part at a time, or on one part in each of its nests."""

from pydantic.dataclasses import dataclass

from layouts.equipment import CONFIG
from layouts.station import Station


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Machine(Station):
    """Works on parts by itself. A finished part stays until there is room behind it (blocking after service)."""

    kind = "machine"
    required = ("at", "cycle")
