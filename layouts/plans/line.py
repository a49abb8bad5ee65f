"""From a process plan to a layout: stations in rows with belts between them, a source for each product, a sink."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from layouts.distributions import Constant, Distribution
from layouts.equipment import Equipment
from layouts.failures import Failure
from layouts.flow import Chain, Stop
from layouts.kinds import Conveyor, Floor, Machine, Sink, Source, Workplace
from layouts.merges import Merge
from layouts.model import Hall, Layout, Product, Run
from layouts.plans.arrangement import Arrangement
from layouts.plans.infeed import lots_of, merge_of
from layouts.plans.names import free, ids_of
from layouts.plans.plan import Operation, Plan
from layouts.quantities import Dimension, parse
from layouts.routing import Step, Visit
from layouts.station import Station
from layouts.table import Table

COLORS = ("teal", "orange", "blue", "pink", "green", "violet", "yellow", "copper", "brown", "steel")
"""Colours of products, in this order."""
STATION, PRODUCT = "op", "p"
"""What stands before numbers that become ids."""
SPEED, FASTEST, STEP = 12, 60, 6
"""Speeds of belts, metres a minute: the usual one, the highest, and the steps between them."""
GAP = 0.05
"""Between running parts, metres."""
RESERVE = 1.25
"""How much more than what is needed the belts carry."""
ON_THE_WAY = 20.0
"""About what a belt takes a part to the next station, exchange included, seconds."""
_HOUR = 3600.0


def layout_of(plan: Plan, name: str) -> Layout:
    """Lay out the line of a plan, ready to run."""
    line = _Line(plan, _belt(plan))
    return Layout(
        name=name,
        hall=Hall(size=line.arrangement.hall),
        products=Table(line.products()),
        defaults=Table({"conveyor": line.belt}),
        routing=Table(line.routing()),
        equipment=Table(line.equipment()),
        flow=tuple(line.flow()),
        run=Run(warm_up=_warm_up(plan), duration=8 * _HOUR),
    )


def _belt(plan: Plan) -> Conveyor:
    """What all belts of the line have in common."""
    return Conveyor(speed=parse(f"{_speed(plan)} m/min", Dimension.SPEED), gap=parse("50 mm", Dimension.LENGTH))


def _speed(plan: Plan) -> int:
    """Metres a minute at which belts carry what is wanted, or what the slowest station lets through."""
    wanted = math.fsum(demand for demand in plan.products.values() if demand)
    needed = 60 * RESERVE * (wanted or 1 / _slowest(plan)) * (Product().size.length + GAP)
    return max(SPEED, min(FASTEST, STEP * math.ceil(needed / STEP)))


def _slowest(plan: Plan) -> float:
    """The longest time of an operation, seconds."""
    return max(map(_content, plan.operations))


def _warm_up(plan: Plan) -> float:
    """Whole hours in which the line fills: twice what the longest way takes, belts included."""
    through = max(
        math.fsum(_content(operation) + ON_THE_WAY for operation in plan.operations if operation.product == product)
        for product in plan.products
    )
    return math.ceil(2 * through / _HOUR) * _HOUR


def _content(operation: Operation) -> float:
    return math.fsum(time.mean for time in (operation.manual, operation.machine) if time is not None)


@dataclass(frozen=True)
class _Line:
    """The line of a plan, section by section."""

    plan: Plan
    belt: Conveyor
    _taken: set[str] = field(default_factory=set)

    @cached_property
    def arrangement(self) -> Arrangement:
        """Where everything stands."""
        return Arrangement(len(self.plan.stations), len(self.sources))

    @cached_property
    def station_ids(self) -> Mapping[str, str]:
        """The id of each station."""
        return ids_of(self.plan.stations, STATION)

    @cached_property
    def product_ids(self) -> dict[str, str]:
        """The id of each product."""
        return ids_of(self.plan.products, PRODUCT)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id, each still without a place: one for each product, or one that brings lots of all."""
        lots = lots_of(self.plan)
        if lots is not None:
            repeats = parse(f"{lots.hours} h", Dimension.TIME)
            return {self._free("infeed"): Source(schedule=lots.deliveries(self.product_ids), repeats=repeats)}
        if len(self.product_ids) == 1:
            return {self._free("infeed"): Source(rate=rate) for rate in self.plan.products.values()}
        return {
            self._free(f"infeed_{id_}"): Source(product=id_, rate=self.plan.products[product])
            for product, id_ in self.product_ids.items()
        }

    @cached_property
    def feeders(self) -> tuple[str, ...]:
        """The ids of the belts from the sources behind the first, from the nearest to the farthest."""
        return tuple(self._free(f"feeder_{number}") for number in range(1, len(self.sources)))

    @cached_property
    def belts(self) -> tuple[str, ...]:
        """The ids of the belts: into each station, and out of the last."""
        return tuple(self._free(f"belt_{number}") for number in range(1, len(self.plan.stations) + 2))

    @cached_property
    def sink(self) -> str:
        """The id of the sink."""
        return self._free("shipping")

    def _free(self, wanted: str) -> str:
        found = free(wanted, [*self.station_ids.values(), *self._taken])
        self._taken.add(found)
        return found

    @cached_property
    def has_routing(self) -> bool:
        """Whether some product has other operations than another."""
        return len({self.plan.route(product) for product in self.plan.products}) > 1

    def products(self) -> Iterator[tuple[str, Product]]:
        """Go through the products, each in a colour of its own."""
        for number, (name, demand) in enumerate(self.plan.products.items()):
            id_ = self.product_ids[name]
            label = None if name == id_ else name
            yield id_, Product(label=label, demand=demand, color=COLORS[number % len(COLORS)])

    def routing(self) -> Iterator[tuple[str, tuple[Step, ...]]]:
        """Go through the operations of each product, where they are not the same for all."""
        for product in self.plan.products if self.has_routing else ():
            visits = (Visit(self.station_ids[station]) for station in self.plan.route(product))
            yield self.product_ids[product], tuple(Step((visit,)) for visit in visits)

    def equipment(self) -> Iterator[tuple[str, Equipment]]:
        """Go through everything that stands in the hall, along the flow."""
        yield from self._infeed()
        for number, station in enumerate(self.plan.stations):
            yield self.station_ids[station], self._station(number, station)
            yield self.belts[number + 1], replace(self.belt, via=self.arrangement.corners(number))
        spot = self.arrangement.sink()
        yield self.sink, Sink(at=spot.at, turn=spot.turn)
        for row in range(0, self.arrangement.rows - 1, 2):
            centre, size = self.arrangement.aisle(row)
            yield self._free(f"aisle_{row // 2 + 1}"), Floor(at=centre, size=size)

    def _infeed(self) -> Iterator[tuple[str, Equipment]]:
        for number, (id_, source) in enumerate(self.sources.items()):
            yield id_, replace(source, at=self.arrangement.source(number).at)
        merge = merge_of(self.plan, _slowest(self.plan))
        several = len(self.sources) > 1
        yield self.belts[0], replace(self.belt, path=self.arrangement.infeed(), merge=merge) if several else self.belt
        for number, feeder in enumerate(self.feeders, 1):
            path, is_last = self.arrangement.feeder(number), number == len(self.feeders)
            yield feeder, replace(self.belt, path=path, merge=Merge() if is_last else merge)

    def _station(self, number: int, station: str) -> Station:
        spot, figures = self.arrangement.station(number), self.plan.stations[station]
        operations, id_ = list(self.plan.at(station)), self.station_ids[station]
        manual = self._times({self.product_ids[each.product]: each.manual for each in operations})
        cycle = self._times({self.product_ids[each.product]: each.machine for each in operations})
        kind = Workplace if cycle is None else Machine
        failed = figures.mtbf is not None or figures.mttr is not None
        names = dict.fromkeys(each.name for each in operations if each.name)
        return kind(
            at=spot.at,
            turn=spot.turn,
            label=" / ".join(names) or None,
            tag=None if station == id_ else station,
            manual=manual,
            cycle=cycle,
            changeover=figures.changeover,
            failures=(Failure(mtbf=figures.mtbf, mttr=figures.mttr),) if failed else (),
            drive_through=len(operations) < len(self.plan.products),
        )

    def _times(self, times: Mapping[str, Distribution | None]) -> Distribution | Table[Distribution] | None:
        """Return one time where all products have the same, else one for each; None where none has any."""
        if not any(times.values()):
            return None
        known = {product: time or Constant(value=0.0) for product, time in times.items()}
        first = next(iter(known.values()))
        return first if all(time == first for time in known.values()) else Table(known)

    def flow(self) -> Iterator[Chain]:
        """Go through the chains: from each source, then row by row."""
        for number, source in enumerate(self.sources):
            way = [self.belts[0], *self.feeders[:number]][-2:]
            yield _chain([source, *reversed(way)])
        ids = list(self.station_ids.values())
        along = [id_ for pair in zip(self.belts, ids, strict=False) for id_ in pair]
        along += [self.belts[-1], self.sink]
        for start in range(0, len(along) - 1, CHAIN - 1):
            yield _chain(along[start : start + CHAIN])


CHAIN = 11
"""Stops of a chain: five stations and the belts between and around them."""


def _chain(ids: list[str]) -> Chain:
    return Chain(tuple((Stop(id_),) for id_ in ids))
