"""Which stations a part can come to next: along the flow, through movers, without entering another station."""

from collections import deque
from collections.abc import Mapping
from functools import cached_property

from layouts.equipment import Role
from layouts.flow import MAIN_IN, MAIN_OUT, Connection, Port
from layouts.kinds import Packer, Sink
from layouts.model import Layout
from layouts.station import Station

Distances = Mapping[str, int]
"""Stations and sinks by id, with the number of pieces of equipment on the shortest way there, themselves included."""


class Reach:
    """Answers for one layout; a station with `drive_through` is reached and passed through as well."""

    def __init__(self, layout: Layout) -> None:
        """Prepare the answers."""
        self.layout = layout

    @cached_property
    def ways(self) -> Mapping[Port, tuple[Connection, ...]]:
        """The connections that leave each out-port, in the order of the flow."""
        found: dict[Port, list[Connection]] = {}
        for connection in self.layout.connections:
            found.setdefault(connection.source, []).append(connection)
        return {port: tuple(connections) for port, connections in found.items()}

    def beyond(self, port: Port) -> Distances:
        """Return what can be entered next from an out-port."""
        found: dict[str, int] = {}
        for way in self.ways.get(port, ()):
            for key, distance in self.along(way).items():
                found[key] = min(distance, found.get(key, distance))
        return found

    def along(self, way: Connection) -> Distances:
        """Return what can be entered next by one connection."""
        found: dict[str, int] = {}
        seen, ahead = {way.target}, deque([(way.target, 1)])
        while ahead:
            port, distance = ahead.popleft()
            if self._is_entered(port):
                found.setdefault(port.equipment, distance)
            if self._is_passed(port):
                fresh = [next_.target for next_ in self.ways.get(Port(port.equipment, MAIN_OUT), ())]
                ahead.extend((target, distance + 1) for target in fresh if target not in seen)
                seen.update(fresh)
        return found

    def _is_entered(self, port: Port) -> bool:
        item = self.layout.equipment.get(port.equipment)
        return isinstance(item, Sink) or (isinstance(item, Station) and port.name == MAIN_IN)

    def _is_passed(self, port: Port) -> bool:
        item = self.layout.equipment.get(port.equipment)
        if isinstance(item, Station):
            return item.drive_through and port.name == MAIN_IN
        return item is not None and item.role in (Role.MOVER, Role.STATION)

    def is_end(self, key: str) -> bool:
        """Tell whether finished parts go there: into a sink or a packer."""
        return isinstance(self.layout.equipment.get(key), Sink | Packer)

    def reworks(self, port: Port) -> tuple[str, ...]:
        """Return the stations behind a port that repair: those that send parts `back_to` one or limit `passes`."""
        items = [(key, self.layout.equipment[key]) for key in self.beyond(port)]
        return tuple(
            key
            for key, item in items
            if isinstance(item, Station) and not item.tests and (item.back_to is not None or item.passes is not None)
        )
