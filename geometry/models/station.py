"""What models of stations are built around: a size, and the places where parts are handed over and worked on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple, Self

from geometry.mesh import Mesh
from geometry.models.machine import closed_cabinet
from geometry.models.model import Joint, Model, Part, Shape, Shaper, Site, around, contact, gathered
from geometry.models.stack_light import stack_light
from geometry.models.zone import Zone, front_of, rear_of
from geometry.palette import Role
from geometry.solids import box
from layouts.equipment import WORKING_HEIGHT, Equipment
from layouts.space import Pose, Size, Vector

SILL = 0.03
"""Thickness of the plates over which parts pass, metres."""
NEAR = 1e-6
DECIMALS = 6


class Room(NamedTuple):
    """The least that a model needs to look like itself: its size, and how much must be above the parts' way."""

    length: float
    width: float
    above: float
    below: float = 0.3


@dataclass(frozen=True)
class Station:
    """A size, the ports and the slots, in the frame of the equipment."""

    size: Size
    ports: tuple[Vector, ...] = ()
    slots: tuple[Vector, ...] = ()

    room: ClassVar[Room] = Room(0.5, 0.5, 0.3)

    @classmethod
    def of(cls, equipment: Equipment) -> Self:
        """Take what a piece of equipment declares."""
        ports = (_rounded(port.offset) for port in equipment.ports().values())
        return cls(equipment.footprint, tuple(ports), tuple(map(_rounded, equipment.slots())))

    @property
    def height(self) -> float:
        """Height at which parts pass, metres."""
        return (*self.ports, *self.slots, Vector(0, 0, WORKING_HEIGHT))[0].z

    @property
    def x(self) -> float:
        """Half the length."""
        return self.size.length / 2

    @property
    def y(self) -> float:
        """Half the width."""
        return self.size.width / 2

    @property
    def top(self) -> float:
        """The declared height."""
        return self.size.height

    @property
    def fits(self) -> bool:
        """Whether there is room for the model."""
        room = self.room
        wide_enough = self.size.length >= room.length and self.size.width >= room.width
        return wide_enough and room.below <= self.height <= self.top - room.above

    def model(self) -> Model:
        """Build a closed cabinet, for want of room for anything better."""
        foot = Vector(0.30 * self.size.length, 0.26 * self.size.width, self.top)
        lamp, stack = stack_light(foot)
        return replace(self.built(()), surfaces=(*closed_cabinet(self.size), *lamp), stack=stack)

    def built(
        self,
        parts: Iterable[Part],
        lamp: Vector | None = None,
        joints: tuple[Joint, ...] = (),
        *,
        darkness: float = 0.5,
    ) -> Model:
        """Put a model together; `lamp` is the foot of its stack light."""
        lights, stack = stack_light(lamp) if lamp else ((), None)
        length, width, height = self.size.measures
        return Model(
            surfaces=(*gathered(parts), *lights),
            shadows=(contact(length, width, darkness=darkness),),
            joints=joints,
            stack=stack,
            crown=Vector(0.0, 0.0, height),
            sides=around(length, width),
            zones=self.zones(),
        )

    def zones(self) -> tuple[Zone, ...]:
        """The floor it claims: somebody works in front, and the doors at the rear are opened for service."""
        return front_of(self.size), rear_of(self.size)

    def sills(self, depth: float, half: float = 0.16, *, sides: bool = True) -> Iterator[Part]:
        """The plates at the ports, `depth` inwards and `half` to each side; `sides`: also those at -X and +X."""
        for port in self.ports:
            across = abs(abs(port.x) - self.x) < NEAR
            if across and not sides:
                continue
            room = self.y - abs(port.y) if across else self.x - abs(port.x)
            inwards = min(depth, 1.8 * (self.x if across else self.y))
            yield Part(Role.STEEL, _sill(port, inwards, min(half, self.x, self.y, room), across))

    def levels(self) -> tuple[float, ...]:
        """Heights at which parts stand, from below, metres."""
        return tuple(sorted({slot.z for slot in self.slots} or {self.height}))


def _rounded(place: Vector) -> Vector:
    return Vector(*(round(coordinate, DECIMALS) for coordinate in place))


def _sill(port: Vector, depth: float, half: float, across: bool) -> Mesh:
    """A plate from a port inwards."""
    if across:
        low, high = sorted((port.x, port.x - depth if port.x > 0 else port.x + depth))
        return box((low, port.y - half, port.z - SILL), (high, port.y + half, port.z))
    low, high = sorted((port.y, port.y - depth if port.y > 0 else port.y + depth))
    return box((port.x - half, low, port.z - SILL), (port.x + half, high, port.z))


def standing(shape: type[Station]) -> Shaper:
    """Return the shaper of a station's model; where there is no room for it, a closed cabinet stands there."""

    def shaper(site: Site) -> tuple[Shape, Pose] | None:
        if site.pose is None:
            return None
        station = shape.of(site.equipment)
        return (station if station.fits else Station(station.size, station.ports, station.slots)), site.pose

    return shaper
