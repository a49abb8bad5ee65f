"""How the line is written down: which frames, looks and equipment the numbers in its trace stand for."""

from functools import cached_property

from layouts.digest import digest
from layouts.equipment import Role
from layouts.kinds import Conveyor
from layouts.model import ANONYMOUS, Layout, Product
from layouts.placement import Placement
from replay.frames import Frame, Look, PathFrame, SlotFrame
from replay.header import Header


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
    def frames(self) -> tuple[Frame, ...]:
        """Paths of conveyors, places of the rest; equipment that is nowhere has none."""
        return tuple(frame for frame in map(self._frame, self.equipment) if frame is not None)

    @cached_property
    def frame_index(self) -> dict[str, int]:
        """Number of each equipment's frame."""
        return {frame.id: index for index, frame in enumerate(self.frames)}

    def _frame(self, name: str) -> Frame | None:
        equipment = self._layout.equipment[name]
        if isinstance(equipment, Conveyor):
            path = self._placement.path(name)
            together = equipment.accumulates.value == "together"
            speed = float(equipment.speed or 0.0)
            gaps = float(equipment.gap), float(equipment.standing_gap)
            return None if path is None else PathFrame(name, path, *gaps, together, speed)
        slots = self._placement.slots(name)
        return SlotFrame(name, slots, float(equipment.turn)) if slots else None


def header_of(layout: Layout, seed: int = 1) -> Header:
    """Return the header of every trace of a layout."""
    frames = Frames(layout, Placement(layout))
    products = layout.products or {ANONYMOUS: Product()}
    looks = tuple(Look(name, product.size, product.color) for name, product in products.items())
    return Header(digest(layout), seed, frames.frames, looks, frames.equipment)
