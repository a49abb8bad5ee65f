"""Where an empty carrier goes: to a station that takes it, or to one where it is freed.

Ways on which it comes there through movers alone are open to it, all of them. Where there is none, as behind a station
that has scrapped what it bore, those are open that are shortest to such a station: it passes the stations between.
"""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import inf

from layouts.flow import MAIN_IN, MAIN_OUT, Connection, Port
from layouts.model import Layout
from layouts.station import Station


class Homeward:
    """Answers for one layout."""

    def __init__(self, layout: Layout) -> None:
        """Prepare the answers."""
        self._layout = layout

    @cached_property
    def _following(self) -> Mapping[Port, Sequence[Port]]:
        """The in-ports to which each out-port leads."""
        found: defaultdict[Port, list[Port]] = defaultdict(list)
        for connection in self._layout.connections:
            found[connection.source].append(connection.target)
        return found

    def open_to(self, carrier: str, connections: Sequence[Connection]) -> tuple[int, ...]:
        """Return the numbers of the connections that are open to an empty carrier."""
        direct = [self._distance(carrier, way.target, through_stations=False) for way in connections]
        if min(direct) < inf:
            return tuple(number for number, distance in enumerate(direct) if distance < inf)
        lengths = [self._distance(carrier, way.target, through_stations=True) for way in connections]
        return tuple(number for number, length in enumerate(lengths) if length == min(lengths) < inf)

    def _distance(self, carrier: str, start: Port, through_stations: bool) -> float:
        """Return how many pieces of equipment there are up to where a carrier is taken, infinity where it is not."""
        seen, ahead = {start}, deque([(start, 1)])
        while ahead:
            port, distance = ahead.popleft()
            if self._takes(carrier, port):
                return distance
            fresh = (
                [] if self._ends(port, through_stations) else self._following.get(Port(port.equipment, MAIN_OUT), ())
            )
            ahead.extend((target, distance + 1) for target in fresh if target not in seen)
            seen.update(fresh)
        return inf

    def _takes(self, carrier: str, port: Port) -> bool:
        item = self._layout.equipment.get(port.equipment)
        if not isinstance(item, Station):
            return False
        return carrier in (item.frees if port.name == MAIN_IN else item.uses if port.name == carrier else ())

    def _ends(self, port: Port, through_stations: bool) -> bool:
        item = self._layout.equipment.get(port.equipment)
        return isinstance(item, Station) and (not through_stations or port.name != MAIN_IN)
