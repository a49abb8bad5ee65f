"""Where the routings of products let parts go: the pointer to the next operation, and the ways that lead there.

A part of a product with a routing keeps the number of its next operation (`Item.step`). At a branch only those ways
count from which a station of that operation can be reached without entering another; after the last operation those
that are shortest to a sink or packer. A part that failed and is to be repaired takes the ways to a station that its
routing does not name. Products without a routing go wherever the flow leads, empty carriers where they are taken
(`sim.homeward`).
"""

from collections.abc import Callable, Sequence

from layouts.flow import MAIN_OUT, Port
from layouts.model import Layout
from layouts.reach import Distances, Reach
from layouts.routing import Route, Visit
from sim.homeward import Homeward
from sim.item import Item

Ways = Callable[[Item], Sequence[int]]
"""The numbers of the ways out that are open to a part, in the order of the flow."""
_Aim = tuple[str, int, bool]
"""What the ways depend on: product, step, and whether the part is on its way to be repaired."""


class Routes:
    """The routings of a layout."""

    def __init__(self, layout: Layout) -> None:
        """Find out what can be reached from where."""
        self._routes = dict(layout.routing)
        self._carriers = layout.carriers
        self._homeward = Homeward(layout)
        self._reach = Reach(layout)
        self._named = {
            product: frozenset(station for step in route for station in step.stations)
            for product, route in self._routes.items()
        }

    @property
    def applies(self) -> bool:
        """Whether any product has a routing."""
        return bool(self._routes)

    def is_next(self, item: Item, station: str) -> bool:
        """Tell whether a station has an operation to do on a part now; on an empty carrier none has."""
        route = self._routes.get(item.product)
        if route is None:
            return item.product not in self._carriers
        if item.detour and station not in self._named[item.product]:
            return True
        return item.step < len(route) and station in route[item.step].stations

    def visit(self, item: Item, station: str) -> str | None:
        """Return the name of the visit that a part makes to a station now, None where it has none."""
        route = self._routes.get(item.product)
        if route is None or item.step >= len(route):
            return None
        visit = route[item.step].visit_at(station)
        return None if visit is None else visit.name

    def done(self, item: Item, station: str) -> None:
        """Learn that a station has done its operation."""
        route = self._routes.get(item.product)
        if route is not None and item.step < len(route) and station in route[item.step].stations:
            item.step += 1
        item.detour = False

    def failed(self, item: Item, station: str) -> None:
        """Learn that a part leaves by the port for failed parts, after the operation is done."""
        item.detour = item.product in self._routes

    def send_back(self, item: Item, back_to: str) -> None:
        """Let an operation be the next one again, given as `op50` or `fct:hot`."""
        station, _, name = back_to.partition(":")
        wanted = Visit(station, name or None)
        steps = enumerate(self._routes.get(item.product, ()))
        item.step = next((number for number, step in steps if wanted in step.visits), item.step)
        item.detour = False

    def ways(self, equipment_id: str, port: str = MAIN_OUT) -> Ways | None:
        """Return what chooses among the ways out of a port; None where there is nothing to choose."""
        connections = self._reach.ways.get(Port(equipment_id, port), ())
        if not (self._routes or self._carriers) or len(connections) < 2:
            return None
        leads = [self._reach.along(connection) for connection in connections]
        everywhere, known = range(len(leads)), dict[_Aim, Sequence[int]]()
        home = {carrier: self._homeward.open_to(carrier, connections) for carrier in self._carriers}

        def open_to(item: Item) -> Sequence[int]:
            route = self._routes.get(item.product)
            if route is None:
                return home.get(item.product, everywhere)
            aim = (item.product, item.step, item.detour)
            if aim not in known:
                known[aim] = self._open(leads, route, *aim)
            return known[aim]

        return open_to

    def _open(self, leads: Sequence[Distances], route: Route, product: str, step: int, detour: bool) -> Sequence[int]:
        if detour:
            repairing = [set(lead) - self._named[product] for lead in leads]
            stations = [any(not self._reach.is_end(key) for key in keys) for keys in repairing]
            if any(stations):
                return tuple(way for way, leads_there in enumerate(stations) if leads_there)
        if step < len(route):
            wanted = set(route[step].stations)
            return tuple(way for way, lead in enumerate(leads) if wanted & lead.keys())
        ends = [min((n for key, n in lead.items() if self._reach.is_end(key)), default=0) for lead in leads]
        nearest = min((distance for distance in ends if distance), default=0)
        return tuple(way for way, distance in enumerate(ends) if distance and distance == nearest)
