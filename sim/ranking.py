"""In which order a buffer offers what it holds, where neither age nor product decides: dispatch rules.

The first is the one with the smallest rank; of equal ranks the oldest. Ranks are taken anew whenever a part is offered,
so that time, due dates and what the next station is set up for count as they are at that instant.
"""

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from layouts.distributions import time_for
from layouts.flow import MAIN_OUT, Port
from layouts.kinds import BufferOrder
from layouts.presence import declared
from layouts.reach import Reach
from layouts.station import Station
from sim.item import Item

if TYPE_CHECKING:
    from sim.line import Line

_SOON = 1e-9
"""Seconds of work that a part has left at least, in a ratio to the time left."""

Rank = Callable[[Item], float]


class Ranking:
    """The ranks of parts that wait at one place; times are means, those of the first of alternatives."""

    def __init__(self, line: "Line", place: str) -> None:
        """Find what comes behind the place."""
        self._line, self._place = line, place
        self._reach = Reach(line.layout)
        self._known: dict[tuple[str, str, str | None], float] = {}

    def rank(self, order: BufferOrder) -> Rank:
        """Return the rank of parts by a rule."""
        rules: dict[BufferOrder, Rank] = {
            BufferOrder.SPT: self.time,
            BufferOrder.EDD: self._due,
            BufferOrder.CRITICAL_RATIO: self._ratio,
            BufferOrder.LEAST_SETUP: self._setup,
            BufferOrder.PRIORITY: self._priority,
        }
        return rules[order]

    def time(self, item: Item) -> float:
        """Return how long the operation takes that is next, seconds."""
        station = next(self._ahead(item), None)
        return 0.0 if station is None else self._time_at(*station, item.product)

    def _due(self, item: Item) -> float:
        orders = self._line.orders
        return math.inf if orders is None else min(map(orders.due_of, item.unpacked()))

    def _ratio(self, item: Item) -> float:
        """The time left over the work left: below 1 it cannot be done in time any more."""
        work = math.fsum(self._time_at(station, visit, item.product) for station, visit in self._ahead(item))
        return (self._due(item) - self._line.clock.now) / max(work, _SOON)

    def _setup(self, item: Item) -> float:
        station = next(self._ahead(item), None)
        return 0.0 if station is None else self._line.components[station[0]].setup_time(item.product)

    def _priority(self, item: Item) -> float:
        return min(priority_of(self._line, part) for part in item.unpacked())

    def _ahead(self, item: Item) -> Iterator[tuple[str, str | None]]:
        """Go through the operations that are still to come: by the routing, or where the first way leads."""
        if item.product in self._line.layout.routing:
            steps = self._line.layout.routing[item.product][item.step :]
            yield from ((step.visits[0].station, step.visits[0].name) for step in steps)
            return
        place, seen = self._place, set[str]()
        while place not in seen:
            seen.add(place)
            behind = self._reach.beyond(Port(place, MAIN_OUT))
            place = next((key for key in behind if isinstance(self._line.layout.equipment[key], Station)), place)
            if place not in seen:
                yield place, None

    def _time_at(self, key: str, visit: str | None, product: str) -> float:
        known = (key, product, visit)
        if known not in self._known:
            station = self._line.layout.equipment[key]
            self._known[known] = _mean(station, product, visit) if isinstance(station, Station) else 0.0
        return self._known[known]


def _mean(station: Station, product: str, visit: str | None) -> float:
    given = [time_for(times, product, visit) for times in (station.manual, station.cycle) if times is not None]
    return station.exchange + math.fsum(time.mean for time in given if time is not None)


def priority_of(line: "Line", item: Item) -> float:
    """Return the priority of a part's product: 1 goes first, and those that have none come last."""
    priority = declared(line.layout, item.product).priority
    return math.inf if priority is None else float(priority)
