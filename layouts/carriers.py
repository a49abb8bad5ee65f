"""Carriers: pallets, fixtures, cards; a fixed number goes round and bears products (section `carriers`)."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.colors import Color
from layouts.counts import Pieces
from layouts.equipment import CONFIG
from layouts.provenance import Status
from layouts.quantities import Mass
from layouts.references import EquipmentId
from layouts.space import Size


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Carrier:
    """What products travel on: a station that `uses` it puts one under a product, one that `frees` it takes it off."""

    label: str | None = Field(default=None, description="name shown in pictures and reports; default: the id")
    count: Pieces = Field(default=1, description="how many there are; they are neither made nor used up")
    size: Size = Field(default=Size(0.4, 0.3, 0.06), description="length along the flow x width x height")
    initially: EquipmentId | None = Field(
        default=None, description="conveyor, buffer or store in which all of them are at time 0, empty"
    )
    weight: Mass | None = Field(default=None, description="mass of one")
    color: Color | None = Field(default=None, description="colour in pictures")
    source: str | None = Field(default=None, description="where these values come from")
    status: Status | None = Field(default=None, description="how far to trust these values")
