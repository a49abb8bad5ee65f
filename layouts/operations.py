"""Which operations each station does, on which products: those of their routings, or where the flow leads."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from layouts.flow import Port
from layouts.model import Layout
from layouts.reach import Reach
from layouts.routing import Route
from layouts.station import FAIL, Station


class Operation(NamedTuple):
    """An operation on a product, or on what else comes; `visit` is the name that its routing gives the visit."""

    product: str
    visit: str | None = None

    def __str__(self) -> str:
        """Name it as messages do."""
        return f"product {self.product}" + (f" on its visit `{self.visit}`" if self.visit else "")


def operations(layout: Layout, reaching: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[Operation, ...]]:
    """Return the operations of each station, from what can come to it."""
    reach = Reach(layout)
    repairing = {product: repairing_stations(layout, reach, product) for product in layout.routing}
    return {
        key: tuple(
            operation
            for product in reaching.get(key, ())
            if product not in layout.carriers  # empty ones pass
            for operation in _of_product(layout, key, product, repairing.get(product, frozenset()))
        )
        for key, item in layout.equipment.items()
        if isinstance(item, Station)
    }


def _of_product(layout: Layout, key: str, product: str, repairing: frozenset[str]) -> Iterator[Operation]:
    route = layout.routing.get(product)
    if route is None or key in repairing:
        yield Operation(product)
    for step in route or ():
        yield from (Operation(product, visit.name) for visit in step.visits if visit.station == key)


def stations_of(route: Route) -> frozenset[str]:
    """Return the stations that a routing names."""
    return frozenset(station for step in route for station in step.stations)


def repairing_stations(layout: Layout, reach: Reach, product: str) -> frozenset[str]:
    """Return the stations to which failed parts of a product go that its routing does not name."""
    named = stations_of(layout.routing.get(product, ()))
    behind = {key for tester in named for key in reach.beyond(Port(tester, FAIL))}
    return frozenset(key for key in behind - named if isinstance(layout.equipment.get(key), Station))
