"""How the line is written down: which frames, looks and equipment the numbers in its trace stand for."""

from collections.abc import Mapping
from functools import cached_property

from layouts.carriages import Carriage, carriages
from layouts.dumping import digest
from layouts.equipment import Role
from layouts.kinds import Accumulates, Conveyor, MovingLine, Passage
from layouts.model import Layout
from layouts.placement import Placement
from layouts.space import Polyline, Vector
from layouts.spots import Spots
from replay.frames import Frame, PathFrame, SlotFrame
from replay.header import Header
from sim.looks import Looks

STANDING = 12
"""Places that are drawn of those where people set down; what stands beyond is counted, not drawn."""
APART = 0.5
"""Distance between them, metres."""


class Frames:
    """Frames and equipment of a layout in the order of its file."""

    def __init__(self, layout: Layout, placement: Placement) -> None:
        """Number what the layout holds."""
        self._layout = layout
        self._placement = placement

    @cached_property
    def equipment(self) -> tuple[str, ...]:
        """Ids of all equipment that has a state."""
        return tuple(name for name, item in self._layout.equipment.items() if item.role is not Role.SCENERY)

    @cached_property
    def equipment_index(self) -> dict[str, int]:
        """Number of each piece of equipment."""
        return {name: index for index, name in enumerate(self.equipment)}

    @cached_property
    def others(self) -> tuple[str, ...]:
        """Ids of what is no equipment and may be the cause of a state: posts of people, zones, stations of lines."""
        lines = [(name, item) for name, item in self._layout.equipment.items() if isinstance(item, MovingLine)]
        stations = (f"{name}.{station}" for name, item in lines for station in item.stations)
        return (*self._layout.people, *self._layout.zones, *stations)

    @cached_property
    def cause_index(self) -> dict[str, int]:
        """Number of each cause that is no equipment; they are counted after the equipment."""
        return {name: number for number, name in enumerate(self.others, len(self.equipment))}

    def name_of(self, cause: int) -> str:
        """Return the id of a cause; nothing for none."""
        return (*self.equipment, *self.others)[cause] if cause >= 0 else ""

    @cached_property
    def frame_index(self) -> dict[str, int]:
        """Number of the frame of each station and mover; equipment that is nowhere has none."""
        names = (*filter(self._has_frame, self.equipment), *self._carriages)
        return {name: index for index, name in enumerate(names)}

    def _has_frame(self, name: str) -> bool:
        equipment = self._layout.equipment[name]
        if isinstance(equipment, Conveyor):
            return self._placement.path(name) is not None
        return equipment.role in (Role.STATION, Role.MOVER) and equipment.at is not None

    @cached_property
    def _carriages(self) -> Mapping[str, Carriage]:
        return carriages(self._layout)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """Paths of conveyors and of machines through which parts ride, places of the rest."""
        return tuple(map(self._frame, self.frame_index))

    def _frame(self, name: str) -> Frame:
        if name in self._carriages:
            return SlotFrame(name, standing_places(self._layout, self._carriages[name]), 0.0)
        equipment, path = self._layout.equipment[name], self._placement.path(name)
        if isinstance(equipment, Conveyor) and path is not None:
            together = equipment.accumulates is Accumulates.TOGETHER
            gaps = float(equipment.gap), float(equipment.standing_gap)
            return PathFrame(name, path, *gaps, together, float(equipment.speed or 0.0))
        pose = self._placement.pose(name)
        if isinstance(equipment, Passage) and pose is not None:
            way = Polyline(tuple(map(pose.apply, equipment.way().points)))
            return PathFrame(name, way, 0.0, 0.0, accumulates=False, speed=equipment.pace, joined=False)
        return SlotFrame(name, self._placement.slots(name), float(equipment.turn))


def standing_places(layout: Layout, carriage: Carriage) -> tuple[Vector, ...]:
    """Return where things stand that have been set down: on the floor, in a row beside who has brought them."""
    spot, post = Spots(layout).at_port(carriage.target), layout.people[carriage.post]
    number = min(STANDING, post.places) if isinstance(post.places, int) else STANDING
    return tuple(Vector(spot.x + APART * (place + 1), spot.y, 0.0) for place in range(number))


def header_of(layout: Layout, seed: int = 1) -> Header:
    """Return the header of every trace of a layout."""
    frames = Frames(layout, Placement(layout))
    names = frames.equipment, frames.others, people_of(layout)
    return Header(digest(layout), seed, frames.frames, Looks(layout).looks, *names)


def people_of(layout: Layout) -> tuple[str, ...]:
    """Name everybody: `A1:1` is the first of the post A1."""
    return tuple(f"{key}:{number}" for key, post in layout.people.items() for number in range(1, post.heads + 1))
