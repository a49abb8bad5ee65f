"""A process plan: which product has which operation at which station, how long it takes, how many are wanted."""

from collections.abc import Iterator
from dataclasses import dataclass

from layouts.distributions import Distribution
from layouts.problems import LayoutError
from layouts.table import Table


@dataclass(frozen=True)
class Operation:
    """What is done to one product at one station; a time that is not needed is None."""

    product: str
    station: str
    name: str | None = None
    manual: Distribution | None = None
    machine: Distribution | None = None


@dataclass(frozen=True)
class Figures:
    """What holds for a station whatever comes: changeover in seconds, up and down times between its failures."""

    changeover: float | None = None
    mtbf: Distribution | None = None
    mttr: Distribution | None = None


@dataclass(frozen=True)
class Plan:
    """Products with their demand (parts a second, None where none is given), stations, operations in their order."""

    products: Table[float | None]
    stations: Table[Figures]
    operations: tuple[Operation, ...]

    def route(self, product: str) -> tuple[str, ...]:
        """Return the stations of a product, in order."""
        return tuple(operation.station for operation in self.operations if operation.product == product)

    def at(self, station: str) -> Iterator[Operation]:
        """Go through the operations at a station, one for each product that comes there."""
        return (operation for operation in self.operations if operation.station == station)


class PlanError(LayoutError):
    """A process plan that cannot be used; `problems` says why, with sheet and cell."""
