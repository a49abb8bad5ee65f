"""Where everything stands once the flow is known: poses, ports, the paths of conveyors and the places of parts.

A conveyor without a path of its own runs from the out-port before it to the in-port behind it, so that moving a
machine moves its conveyors.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from layouts.equipment import Equipment
from layouts.flow import MAIN_IN, MAIN_OUT, Connection, Port
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.space import Point, Polyline, Pose, Vector

DEFAULT_BELT_HEIGHT = 0.85
"""Top of a conveyor that neither says its height nor touches a port, metres."""


class Placement:
    """Answers where things are; every answer is None for what the layout does not place yet."""

    def __init__(self, layout: Layout, before: "Placement | None" = None) -> None:
        """Prepare the answers for one layout; where its flow is that of one before, who meets whom is taken over."""
        self.layout = layout
        if before is not None and before.layout.flow == layout.flow and before.layout.people == layout.people:
            self.joined, self.meetings = before.joined, before.meetings
            self.neighbours_before, self.neighbours_behind = before.neighbours_before, before.neighbours_behind

    def moved(self, layout: Layout) -> "Placement":
        """Return the answers for a layout in which things stand elsewhere: who is connected is not looked up again."""
        other, known = Placement(layout), vars(self)
        vars(other).update({name: known[name] for name in ("neighbours_before", "neighbours_behind") if name in known})
        return other

    @cached_property
    def neighbours_before(self) -> dict[Port, Port]:
        """For each in-port the first out-port that leads to it."""
        return {connection.target: connection.source for connection in reversed(self.joined)}

    @cached_property
    def neighbours_behind(self) -> dict[Port, Port]:
        """For each out-port the first in-port that it leads to."""
        return {connection.source: connection.target for connection in reversed(self.joined)}

    @cached_property
    def joined(self) -> tuple[Connection, ...]:
        """The connections at which two pieces of equipment meet: where somebody carries they need not."""
        return tuple(connection for connection, post in self.layout.ways.items() if post is None)

    @cached_property
    def meetings(self) -> Mapping[str, tuple[Connection, ...]]:
        """By equipment the connections at which it meets another piece, in either direction."""
        found: dict[str, list[Connection]] = {}
        for connection in self.joined:
            for name in dict.fromkeys((connection.source.equipment, connection.target.equipment)):
                found.setdefault(name, []).append(connection)
        return {name: tuple(several) for name, several in found.items()}

    def pose(self, equipment_id: str) -> Pose | None:
        """Return the pose of the footprint's centre at the underside."""
        equipment = self.layout.equipment.get(equipment_id)
        if equipment is None or equipment.at is None:
            return None
        return Pose(equipment.at.vector(), equipment.turn, equipment.mirror)

    def port(self, port: Port) -> Vector | None:
        """Return where a port is in the hall."""
        equipment = self.layout.equipment.get(port.equipment)
        if isinstance(equipment, Conveyor):
            return self._conveyor_end(port.equipment, equipment, port.name)
        name = MAIN_IN if self._is_for_a_carrier(port, equipment) else port.name
        pose, place = self.pose(port.equipment), equipment and equipment.ports().get(name)
        return pose.apply(place.offset) if pose and place else None

    def _is_for_a_carrier(self, port: Port, equipment: Equipment | None) -> bool:
        """Tell whether a port takes carriers, which come in where the products do."""
        return port.name in self.layout.carriers and port.name in getattr(equipment, "uses", ())

    def path(self, conveyor_id: str) -> Polyline | None:
        """Return the path of the top of a conveyor, from its start to its end."""
        conveyor = self.layout.equipment.get(conveyor_id)
        if not isinstance(conveyor, Conveyor):
            return None
        ends = [self._end_or_neighbour(conveyor_id, conveyor, name) for name in (MAIN_IN, MAIN_OUT)]
        if ends[0] is None or ends[1] is None:
            return None
        corners: Sequence[Point] = conveyor.path[1:-1] or conveyor.via
        return _sloped(ends[0], corners, ends[1], conveyor)

    def slots(self, equipment_id: str) -> tuple[Vector, ...]:
        """Return where the parts inside stand in the hall."""
        pose = self.pose(equipment_id)
        return tuple(map(pose.apply, self._equipment(equipment_id).slots())) if pose else ()

    def _equipment(self, equipment_id: str) -> Equipment:
        return self.layout.equipment[equipment_id]

    def _conveyor_end(self, conveyor_id: str, conveyor: Conveyor, name: str) -> Vector | None:
        """Return an end that the conveyor itself fixes."""
        if len(conveyor.path) < 2 or name not in (MAIN_IN, MAIN_OUT):
            return None
        point = conveyor.path[0 if name == MAIN_IN else -1]
        return point.vector(DEFAULT_BELT_HEIGHT if conveyor.height is None else conveyor.height)

    def _end_or_neighbour(self, conveyor_id: str, conveyor: Conveyor, name: str) -> Vector | None:
        own = self._conveyor_end(conveyor_id, conveyor, name)
        if own is not None:
            return own
        neighbours = self.neighbours_before if name == MAIN_IN else self.neighbours_behind
        neighbour = neighbours.get(Port(conveyor_id, name))
        end = self.port(neighbour) if neighbour else None
        return end if end is None or conveyor.height is None else end._replace(z=conveyor.height)


def _sloped(start: Vector, corners: Sequence[Point], end: Vector, conveyor: Conveyor) -> Polyline | None:
    """Join the ends through the corners; corners without a height lie on the straight slope between the ends."""
    flat = [Vector(start.x, start.y), *(Vector(corner.x, corner.y) for corner in corners), Vector(end.x, end.y)]
    along = Polyline(tuple(flat)).distances
    if along[-1] < 1e-6:
        return None
    levels = [start.z + (end.z - start.z) * distance / along[-1] for distance in along]
    inner = [corner.vector(level) for corner, level in zip(corners, levels[1:-1], strict=True)]
    path = Polyline.rounded([start, *inner, end], conveyor.radius)
    return path if path.length > 1e-6 else None
