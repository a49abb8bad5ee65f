"""What a line can do at best, worked out from the layout alone, without a simulation.

Takt = net available time / demand. For each machine: how often a part of the mix visits it, what a visit takes
(exchange and mean cycle, shared by its nests, stretched by its failures), and so its load in per cent of the takt, or
of the line's pace where no demand is given. A failure that ages while working stretches every second of work by
MTTR / MTBF; one that ages by the calendar takes away MTTR / (MTBF + MTTR) of all time.

Buffers, blocking, starving and chance are left out: the simulation says what they cost.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from layouts.distributions import time_for
from layouts.equipment import Equipment
from layouts.errors import UserError
from layouts.failures import Ages
from layouts.flow import MAIN_OUT, Choice, Rule
from layouts.kinds import Conveyor, Sink, Source
from layouts.model import ANONYMOUS, Layout, Product
from layouts.placement import Placement
from layouts.station import Station

TIGHT, OVER = 0.85, 1.0
"""Loads above which a station is tight, and above which it cannot do what is asked."""
_ROUNDS = 1000
"""Passes after which the shares of a flow in circles count as settled."""


@dataclass(frozen=True)
class StationLoad:
    """One machine: visits a part of the mix, seconds a visit by kind of time, and the load.

    `visit` is the time a visit takes in the long run, failures included and shared by the nests; `load` is
    visits x visit / takt; `nests_needed` is how many nests would bring the load to at most 100 %.
    """

    equipment: str
    visits: float
    cycle: float
    exchange: float
    failures: float
    nests: int
    visit: float
    load: float
    nests_needed: int


@dataclass(frozen=True)
class BeltLoad:
    """One conveyor: visits a part of the mix, parts an hour that it can and has to carry, places for standing parts."""

    equipment: str
    visits: float
    carries: float
    needs: float
    places: int

    @property
    def load(self) -> float:
        """What it has to carry over what it can."""
        return self.needs / self.carries


@dataclass(frozen=True)
class Capacity:
    """Takt (seconds a part, None without a demand), pace (seconds a part of what is slowest), and every load."""

    takt: float | None
    pace: float | None
    constraint: str | None
    stations: tuple[StationLoad, ...]
    belts: tuple[BeltLoad, ...]
    assumptions: tuple[str, ...]

    @property
    def feasible(self) -> bool | None:
        """Whether no load is above 100 %; None without a demand."""
        loads = [*(station.load for station in self.stations), *(belt.load for belt in self.belts)]
        return None if self.takt is None else all(load <= OVER + 1e-9 for load in loads)


def capacity_of(layout: Layout) -> Capacity:
    """Work out takt, pace and loads.

    Raises:
        UserError: for a layout without machines that parts reach.
    """
    products = layout.products or {ANONYMOUS: Product()}
    mix, visits = _mix(layout, products), {product: _visits(layout, product) for product in products}
    needed = {name: _time(layout, name, machine, mix, visits) for name, machine in _machines(layout)}
    reached = {name: times for name, times in needed.items() if times is not None}
    if not reached:
        raise UserError("no machine is reached from a source: nothing to work out")
    belts = _belts(layout, products, mix, visits)
    paces = {name: times[0] * times[1] for name, times in reached.items()}
    paces |= {belt.equipment: 3600 * belt.visits / belt.carries for belt in belts}
    constraint = max(paces, key=paces.__getitem__)
    pace = paces[constraint]
    takt = _takt(products)
    beat = takt or pace
    return Capacity(
        takt=takt,
        pace=pace,
        constraint=constraint,
        stations=tuple(_station(layout, name, *times, beat) for name, times in reached.items()),
        belts=tuple(replace(belt, needs=3600 * belt.visits / beat) for belt in belts),
        assumptions=tuple(_assumptions(layout)),
    )


def _machines(layout: Layout) -> list[tuple[str, Station]]:
    return [(name, item) for name, item in layout.equipment.items() if isinstance(item, Station)]


def _takt(products: Mapping[str, Product]) -> float | None:
    demand = math.fsum(product.demand or 0.0 for product in products.values())
    return 1 / demand if demand else None


def _mix(layout: Layout, products: Mapping[str, Product]) -> dict[str, float]:
    """Share of each product: by demand, else evenly over the products that a source brings."""
    demand = {name: float(product.demand or 0.0) for name, product in products.items()}
    if not any(demand.values()):
        brought = set[str]().union(*(_brought(layout, item) for item in layout.equipment.values()))
        demand = {name: float(name in brought) for name in products}
    total = math.fsum(demand.values())
    return {name: share / total if total else 0.0 for name, share in demand.items()}


def _brought(layout: Layout, item: Equipment) -> tuple[str, ...]:
    return item.brings(next(iter(layout.products), ANONYMOUS)) if isinstance(item, Source) else ()


def _visits(layout: Layout, product: str) -> dict[str, float]:
    """How often one part of a product comes to each piece of equipment."""
    sources = [name for name, item in layout.equipment.items() if product in _brought(layout, item)]
    ahead = {name: 1 / len(sources) for name in sources}
    found: defaultdict[str, float] = defaultdict(float)
    shares = {name: _shares(layout, name, product) for name in layout.equipment}
    for _ in range(_ROUNDS):
        arriving: defaultdict[str, float] = defaultdict(float)
        for name, parts in ahead.items():
            found[name] += parts
            for target, share in shares[name].items():
                arriving[target] += parts * share
        ahead = {name: parts for name, parts in arriving.items() if parts > 1e-12}
        if not ahead:
            break
    return dict(found)


def _shares(layout: Layout, name: str, product: str) -> dict[str, float]:
    """What part of a product goes where: by the shares or the products of the rule, else evenly."""
    if isinstance(layout.equipment[name], Sink):
        return {}
    targets = [c.target.equipment for c in layout.connections if c.source == (name, MAIN_OUT)]
    rule = getattr(layout.equipment[name], "rule", Rule())
    weights = rule.shares if len(rule.shares) == len(targets) else (1.0,) * len(targets)
    if rule.choice is Choice.BY_PRODUCT:
        weights = tuple(float(way in rule.ways_of(product)) for way in range(len(targets)))
    found: defaultdict[str, float] = defaultdict(float)
    for target, weight in zip(targets, weights, strict=True):
        found[target] += weight / (sum(weights) or 1.0)
    return dict(found)


def _time(
    layout: Layout, name: str, machine: Station, mix: Mapping[str, float], visits: Mapping[str, Mapping[str, float]]
) -> tuple[float, float, float, float] | None:
    """Visits a part, seconds of a visit in all, mean cycle, seconds lost to failures; None where no part comes."""
    coming = {product: share * visits[product].get(name, 0.0) for product, share in mix.items()}
    total = math.fsum(coming.values())
    if not total or machine.cycle is None:
        return None
    times = {product: time_for(machine.cycle, product) for product in coming}
    cycle = math.fsum(coming[product] * time.mean for product, time in times.items() if time is not None) / total
    visit = (cycle + machine.exchange) * _stretch(layout, machine) / machine.nests
    return total, visit, cycle, visit * machine.nests - cycle - machine.exchange


def _stretch(layout: Layout, machine: Station) -> float:
    """By how much failures make a second of work longer."""
    while_working, lost = 0.0, 0.0
    for failure in map(layout.failure, machine.failures):
        up, down = failure.up_time(), failure.mttr
        if up is None or down is None:
            continue
        if failure.ages in (Ages.WORKING, Ages.BUSY):
            while_working += down.mean / up.mean
        else:
            lost += down.mean / (up.mean + down.mean)
    return (1 + while_working) / max(1e-9, 1 - lost)


def _station(
    layout: Layout, name: str, visits: float, visit: float, cycle: float, failures: float, beat: float
) -> StationLoad:
    machine = layout.equipment[name]
    nests = machine.nests if isinstance(machine, Station) else 1
    exchange = float(machine.exchange) if isinstance(machine, Station) else 0.0
    load = visits * visit / beat
    needed = math.ceil(load * nests - 1e-9)
    return StationLoad(name, visits, cycle, exchange, failures, nests, visit, load, max(1, needed))


def _belts(
    layout: Layout,
    products: Mapping[str, Product],
    mix: Mapping[str, float],
    visits: Mapping[str, Mapping[str, float]],
) -> list[BeltLoad]:
    placement, found = Placement(layout), []
    for name, belt in layout.equipment.items():
        path = placement.path(name)
        coming = {product: share * visits[product].get(name, 0.0) for product, share in mix.items()}
        total = math.fsum(coming.values())
        if isinstance(belt, Conveyor) and belt.speed and path is not None and total:
            length = math.fsum(coming[product] * products[product].size.length for product in coming) / total
            carries = 3600 * belt.speed / (length + max(belt.gap, belt.standing_gap))
            places = math.floor(path.length / (length + belt.standing_gap) + 1e-9)
            found.append(BeltLoad(name, total, carries, 0.0, places))
    return found


def _assumptions(layout: Layout) -> list[str]:
    """Say what was assumed where the layout leaves it open."""
    shared = (Choice.SHARE, Choice.RANDOM_SHARE, Choice.BY_PRODUCT)
    open_branches = [
        name
        for name, item in layout.equipment.items()
        if len(_shares(layout, name, ANONYMOUS)) > 1 and getattr(item, "rule", Rule()).choice not in shared
    ]
    found = ["no calendar: all time is available", "buffers, blocking, starving and chance are left out"]
    if open_branches:
        found.append(f"parts split evenly behind {', '.join(open_branches)}: the rule there depends on the moment")
    return found
