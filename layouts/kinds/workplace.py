"""The workplace: a person works on parts there."""

from pydantic.dataclasses import dataclass

from layouts.equipment import CONFIG
from layouts.station import Station


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Workplace(Station):
    """Where a person works on parts by hand. Without a section `people` somebody is always there."""

    kind = "workplace"
    default_model = "workplace"
    required = ("at", "manual")
