"""Aisles: ways for vehicles and people, and the vehicles that planners reckon with (section `aisles`)."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.equipment import CONFIG, Flag
from layouts.quantities import Length, PositiveLength
from layouts.references import EquipmentIds
from layouts.space import Point, Size


class VehicleClass(Enum):
    """A sort of vehicle."""

    FORKLIFT = "forklift"
    REACH_TRUCK = "reach_truck"
    PALLET_TRUCK = "pallet_truck"
    TUGGER = "tugger"
    AGV = "agv"
    AMR = "amr"


class Vehicle(NamedTuple):
    """Measures of a vehicle, metres: usual ones of its class, for planning."""

    size: Size
    load: Size
    """Along the vehicle x across x height above the floor while driving."""
    overhang: float
    """From the axle about which it turns to the end that swings out farthest, load included."""
    working_aisle: float | None = None
    """Width in which it stacks a pallet of 1.2 x 0.8 m at right angles, safety distance included (VDI 2198)."""
    driverless: bool = False


VEHICLES: Mapping[VehicleClass, Vehicle] = {
    VehicleClass.FORKLIFT: Vehicle(Size(2.0, 1.12, 2.2), Size(0.8, 1.2, 2.2), 1.5, 3.4),
    VehicleClass.REACH_TRUCK: Vehicle(Size(1.9, 1.27, 2.3), Size(0.8, 1.2, 2.2), 1.6, 2.8),
    VehicleClass.PALLET_TRUCK: Vehicle(Size(1.8, 0.8, 1.4), Size(1.2, 0.8, 1.8), 1.5, 2.3),
    VehicleClass.TUGGER: Vehicle(Size(1.9, 1.0, 1.9), Size(1.2, 0.8, 1.8), 1.4),
    VehicleClass.AGV: Vehicle(Size(1.8, 0.9, 0.4), Size(1.2, 0.8, 1.6), 0.9, 2.4, driverless=True),
    VehicleClass.AMR: Vehicle(Size(0.9, 0.65, 0.35), Size(0.8, 0.6, 1.4), 0.5, driverless=True),
}
"""Usual measures of makers' data sheets, rounded up."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Aisle:
    """A way for vehicles, people or both, along its centre line."""

    path: tuple[Point, ...] = Field(default=(), description="its centre line: corners from one end to the other")
    width: PositiveLength | None = Field(
        default=None, description="how wide it is marked; default: as wide as its traffic needs"
    )
    vehicle: VehicleClass | None = Field(default=None, description="the widest vehicle; without: people alone")
    load: Size | None = Field(
        default=None, description="what the vehicle carries: along it x across x height; default: usual for its class"
    )
    two_way: Flag = Field(default=False, description="vehicles meet there")
    pedestrians: Flag = Field(default=False, description="people walk there too")
    radius: Length = Field(default=1.0, description="radius of the centre line at its corners")
    serves: EquipmentIds = Field(default=(), description="equipment at which pallets are taken or set down")
    label: str | None = Field(default=None, description="name shown in messages; default: the id")
    source: str | None = Field(default=None, description="where these values come from")

    @property
    def moving(self) -> Vehicle | None:
        """The vehicle with what it carries."""
        if self.vehicle is None:
            return None
        usual = VEHICLES[self.vehicle]
        return usual if self.load is None else usual._replace(load=self.load)
