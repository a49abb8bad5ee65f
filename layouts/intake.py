"""What a line takes in for what it has to make: products by demand or as they come, and the parts built into them."""

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from layouts.arrivals import DAY
from layouts.beginnings import brought_by, shares, starting_points
from layouts.flow import MAIN_IN, MAIN_OUT, Port
from layouts.kinds import Source
from layouts.model import ANONYMOUS, Layout, Product
from layouts.net_time import net_time
from layouts.presence import declared
from layouts.station import Station
from layouts.visits import Flow, Visits

_NOTHING = 1e-12
_ROUNDS = 1000
"""Levels of parts in parts after which nothing is looked for any more."""


class Intake:
    """What comes into one layout, and what all of it does there."""

    def __init__(self, layout: Layout) -> None:
        """Prepare the answers."""
        self.layout = layout
        self._flow = Flow(layout)

    @cached_property
    def sources(self) -> Mapping[str, Mapping[str, float | None]]:
        """For each thing that comes the sources that bring it, with their rates (None: always ready).

        A station at which products begin is a source of them.
        """
        only = next(iter(self.layout.products), ANONYMOUS)
        found: defaultdict[str, dict[str, float | None]] = defaultdict(dict)
        for key, item in self.layout.equipment.items():
            if isinstance(item, Source):
                for name in brought_by(self.layout, key, item):
                    found[name][key] = self._rate(key, item, name, only)
        for key, names in self._starting.items():
            for name in () if isinstance(self.layout.equipment[key], Source) else names:
                found[name][key] = None
        return found

    @cached_property
    def _starting(self) -> Mapping[str, tuple[str, ...]]:
        return starting_points(self.layout)

    def _rate(self, key: str, source: Source, name: str, only: str) -> float | None:
        """How many of a thing a source brings, per second: of what is started by plan its share."""
        rate = _rate(source, name, only)
        begun = self._starting.get(key)
        return rate if rate is None or begun is None else rate * shares(self.layout, begun)[name]

    @cached_property
    def alone(self) -> Mapping[str, Visits]:
        """What one of each thing does that a source brings and that leaves the line, or of which something does."""
        followed = {name: self._flow.follow(self._beginning(name), name) for name in self.sources}
        return {name: visits for name, visits in followed.items() if any(visits.out.values())}

    def _beginning(self, name: str, keys: frozenset[str] | None = None) -> Mapping[Port, float]:
        """Spread one of a thing over its sources, by their rates where all have one."""
        sources = {key: rate for key, rate in self.sources[name].items() if keys is None or key in keys}
        rated = all(sources.values())
        weights = {key: (rate or 1.0) if rated else 1.0 for key, rate in sources.items()}
        total = math.fsum(weights.values())
        return {self._begins_at(key): weight / total for key, weight in weights.items()}

    def _begins_at(self, key: str) -> Port:
        """Where a thing begins: at the way out of a source, or inside a station, as if it had come in."""
        return Port(key, MAIN_OUT if isinstance(self.layout.equipment[key], Source) else MAIN_IN)

    @cached_property
    def demand(self) -> float:
        """Pieces that are asked for, per second of planned time."""
        return math.fsum(self._wanted(product) for product in self.layout.products.values())

    def _wanted(self, product: Product) -> float:
        """Return the demand of a product per second of planned time: with shifts, one of a production day."""
        return (product.demand or 0.0) * (DAY / net_time(self.layout.calendar))

    @cached_property
    def arriving(self) -> float | None:
        """Pieces that come, per second; None where something is always ready, or comes only once."""
        rates = [self._rate_of(name) for name in self.alone]
        if not rates or not all(rates):
            return None
        return math.fsum((rate or 0.0) * self._of(name) for name, rate in zip(self.alone, rates, strict=True))

    def _rate_of(self, name: str) -> float | None:
        rates = list(self.sources[name].values())
        return math.fsum(rate or 0.0 for rate in rates) if all(rates) else None

    def _of(self, name: str) -> float:
        return float(declared(self.layout, name).of)

    @cached_property
    def takt(self) -> float | None:
        """Seconds a piece: 1 / demand, or without a demand 1 / what comes; None where neither says anything."""
        beat = self.demand or self.arriving
        return 1 / beat if beat else None

    @cached_property
    def starts(self) -> Mapping[str, float]:
        """How many of each thing come in for one piece."""
        if self.demand:
            return self._by_demand()
        if self.arriving:
            return {name: (self._rate_of(name) or 0.0) / self.arriving for name in self.alone}
        parts = self._parts_of_the_plan()
        return {name: parts.get(name, 1 / len(self.alone)) / self._yield(name) for name in self.alone}

    def _parts_of_the_plan(self) -> Mapping[str, float]:
        """What is started by plan or by demand as shares of all that is; nothing where other things come too."""
        begun = tuple(dict.fromkeys(name for names in self._starting.values() for name in names))
        return shares(self.layout, begun) if begun and set(self.alone) <= set(begun) else {}

    def _yield(self, name: str) -> float:
        """Pieces that leave the line for one of a thing that comes in."""
        return math.fsum(number * self._of(product) for product, number in self.alone[name].out.items())

    def _by_demand(self) -> dict[str, float]:
        found: defaultdict[str, float] = defaultdict(float)
        for name, product in self.layout.products.items():
            giving = [name] if name in self.alone else [each for each, way in self.alone.items() if name in way.out]
            for each in giving if product.demand else ():
                pieces = self.alone[each].out.get(name) or self._yield(each) / self._of(name)
                share = self._wanted(product) / self.demand
                found[each] += share / len(giving) / (pieces * self._of(name))
        return found

    @cached_property
    def visits(self) -> Visits:
        """What everything does that comes in for one piece, the parts that are built in included."""
        total = Visits()
        for name, number in self.starts.items():
            total = total.plus(self.alone[name].times(number))
        fresh, brought = total, dict(total.used)
        for _ in range(_ROUNDS):
            fresh = self._parts_for(self._needs(fresh, brought))
            if not fresh.operations and not fresh.passages:
                break
            total = total.plus(fresh)
        return total

    @cached_property
    def split_evenly(self) -> tuple[str, ...]:
        """Equipment behind which parts were taken to split evenly."""
        return tuple(key for key in self.layout.equipment if self.visits.operations and key in self._flow.split_evenly)

    def _needs(self, visits: Visits, brought: dict[Port, float]) -> dict[Port, float]:
        """How many parts must come to each port for some operations, less those that come by themselves."""
        needs: defaultdict[Port, float] = defaultdict(float)
        for (key, _), number in visits.operations.items():
            station = self.layout.equipment[key]
            for part, pieces in station.uses.items() if isinstance(station, Station) else ():
                if part not in self.layout.carriers:  # they come back
                    needs[Port(key, part)] += number * pieces
        for port, number in needs.items():
            needs[port] = max(0.0, number - brought.get(port, 0.0))
            brought[port] = max(0.0, brought.get(port, 0.0) - number)
        return {port: number for port, number in needs.items() if number > _NOTHING}

    def _parts_for(self, needs: Mapping[Port, float]) -> Visits:
        total = Visits()
        for port, number in needs.items():
            keys = self._leading_to(port)
            if keys:
                one = self._flow.follow(self._beginning(port.name, keys), port.name, port)
                came = one.used.get(port, 0.0)
                total = total.plus(one.times(number / came)) if came else total
        return total

    def _leading_to(self, port: Port) -> frozenset[str]:
        """The sources of a part from which a port can be reached."""
        known = self.sources.get(port.name, {}) if port.name in self.sources else {}
        return frozenset(key for key in known if self._flow.leads_to(Port(key, MAIN_OUT), port))

    def is_fed(self, port: Port) -> bool:
        """Tell whether the flow brings parts to a port where they are built in."""
        return bool(self._flow.into(port))


def _rate(source: Source, name: str, only: str) -> float | None:
    """How many of a thing a source brings, per second."""
    rate = source.mean_rate()
    if rate is None or not source.lists_deliveries:
        return rate
    own = source.product or only
    parts = [(delivery.product or own, delivery.parts) for delivery in source.deliveries()]
    share = sum(number for product, number in parts if product == name) / sum(number for _, number in parts)
    return rate * share
