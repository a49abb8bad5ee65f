"""Where people stand for what they do: before stations, and beside the ways in and out between which they carry."""

import math
from typing import NamedTuple

from layouts.equipment import Equipment
from layouts.flow import MAIN_IN, MAIN_OUT, Port
from layouts.model import Layout
from layouts.people import ALL, Post
from layouts.placement import Placement
from layouts.space import Polyline, Vector
from layouts.station import Station

BEFORE = 0.4
"""How far from the operator's side of equipment people stand, metres."""


class Spot(NamedTuple):
    """A point of the floor, metres."""

    x: float
    y: float


class Spots:
    """Where people stand for what they do."""

    def __init__(self, layout: Layout, placement: Placement | None = None) -> None:
        """Find the places of equipment, by a placement that may be there already."""
        self._layout = layout
        self._placement = placement or Placement(layout)

    def at(self, equipment_id: str) -> Spot:
        """Return where an operator stands: before the middle of the front; for equipment without a place, a corner."""
        pose, equipment = self._placement.pose(equipment_id), self._layout.equipment[equipment_id]
        if pose is None:
            return Spot(0.0, 0.0)
        point = pose.apply(Vector(0.0, -equipment.footprint.width / 2 - BEFORE, 0.0))
        return Spot(point.x, point.y)

    def at_port(self, port: Port) -> Spot:
        """Return where somebody stands who takes or brings something at a port.

        Before a port in the front or the back of equipment; for the ends of equipment before its front, for those of a
        conveyor beside it, on the right in the direction of travel.
        """
        path = self._placement.path(port.equipment)
        if path is not None:
            return _beside(path, port.name, self._layout.equipment[port.equipment])
        pose, equipment = self._placement.pose(port.equipment), self._layout.equipment[port.equipment]
        place = equipment.ports().get(port.name)
        if pose is None or place is None or port.name in (MAIN_IN, MAIN_OUT):
            return self.at(port.equipment)
        outward = math.copysign(BEFORE, place.offset.y)
        point = pose.apply(Vector(place.offset.x, place.offset.y + outward, 0.0))
        return Spot(point.x, point.y)

    def of(self, post: Post) -> Spot:
        """Return where somebody is at first: at home, else at the first place where there is something to do."""
        if post.home is not None:
            return Spot(post.home.x, post.home.y)
        lists = [stations for stations in (post.works, post.sets_up, post.repairs) if stations != ALL]
        named = [*(key for stations in lists for key in stations), *(task.at for task in post.tasks)]
        stations = {key: item for key, item in self._layout.equipment.items() if isinstance(item, Station)}
        by_hand = (key for key, item in stations.items() if item.manual is not None and post.works == ALL)
        first = next(iter((*named, *by_hand, *stations)), None)
        return Spot(0.0, 0.0) if first is None else self.at(first)


def _beside(path: Polyline, end: str, conveyor: Equipment) -> Spot:
    """Return where somebody stands at an end of a conveyor."""
    before, behind = path.points[:2] if end == MAIN_IN else path.points[-2:]
    point = before if end == MAIN_IN else behind
    along = behind.minus(before)
    length = math.hypot(along.x, along.y) or 1.0
    away = float(getattr(conveyor, "width", 0.0)) / 2 + BEFORE
    return Spot(point.x + away * along.y / length, point.y - away * along.x / length)
