"""How the products of a plan come into its line: each at its rate, in lots where stations change over, or always."""

import math
from dataclasses import dataclass

from layouts.arrivals import Delivery
from layouts.merges import Merge, Turn
from layouts.plans.plan import Plan
from layouts.quantities import Dimension, parse
from layouts.table import Table

ROUNDS = (1, 2, 4, 6, 8, 12, 24, 48, 72, 168)
"""Hours in which one lot of each product may come."""
SHARE = 0.1
"""How much of its time a station may change over, at most."""
ROUNDED = 0.01
"""By how much the parts of a lot, a whole number, may miss the demand."""


@dataclass(frozen=True)
class Lots:
    """One lot of each product a round: hours of a round, parts of each lot."""

    hours: int
    parts: Table[int]

    def deliveries(self, ids: dict[str, str]) -> tuple[Delivery, ...]:
        """Return when each lot comes: when those before it should be through; `ids` are those of the products."""
        found, before, total = [], 0, sum(self.parts.values())
        for product, parts in self.parts.items():
            minutes = round(60 * self.hours * before / total)
            found.append(Delivery(at=parse(f"{minutes} min", Dimension.TIME), parts=parts, product=ids[product]))
            before += parts
        return tuple(found)


def lots_of(plan: Plan) -> Lots | None:
    """Choose the lots of a plan; None where nothing changes over or no demand says how many are wanted."""
    demand = {product: rate for product, rate in plan.products.items() if rate is not None}
    if _changeover(plan) == 0 or len(demand) < 2:
        return None
    suiting = (hours for hours in ROUNDS if _suits(hours, _changeover(plan), demand))
    hours = next(suiting, ROUNDS[-1])
    return Lots(hours, Table({product: max(1, round(rate * 3600 * hours)) for product, rate in demand.items()}))


def _changeover(plan: Plan) -> float:
    """The longest changeover of a plan of several products, seconds."""
    times = (figures.changeover or 0.0 for figures in plan.stations.values())
    return max(times, default=0.0) if len(plan.products) > 1 else 0.0


def _suits(hours: int, changeover: float, demand: dict[str, float]) -> bool:
    wanted = [rate * 3600 * hours for rate in demand.values()]
    is_long = changeover * len(demand) <= SHARE * 3600 * hours
    return is_long and all(abs(round(parts) - parts) <= ROUNDED * parts for parts in wanted)


def merge_of(plan: Plan, slowest: float) -> Merge:
    """Choose how products take turns that are always ready: one by one, or as many in a row as changeovers need.

    `slowest` is the longest time of an operation, seconds.
    """
    if any(plan.products.values()):
        return Merge()
    if _changeover(plan) == 0:
        return Merge(Turn.ZIPPER)
    return Merge(Turn.BATCH, max(2, math.ceil(_changeover(plan) / SHARE / slowest)))
