"""How long a visit to a station takes in the long run, by kind of time: worked out from means, without a simulation."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from layouts.beginnings import planned_lots, starting_points
from layouts.distributions import Times, time_for
from layouts.failures import Ages
from layouts.kinds import MovingLine, Oven, Packer, Rotary, Source, TransferLine
from layouts.model import ANONYMOUS, Layout
from layouts.net_time import interval_seconds
from layouts.operations import Operation
from layouts.presence import declared
from layouts.station import Station
from layouts.visits import ends_of

Mix = Mapping[Operation, float]
"""How often each operation is done on a part of the mix."""


class StationTimes(NamedTuple):
    """Mean seconds of a visit, before they are shared by the nests."""

    manual: float
    cycle: float
    exchange: float
    changeover: float
    failures: float

    @property
    def total(self) -> float:
        """All of them."""
        return math.fsum(self)


def station_times(layout: Layout, station: Station, mix: Mix, allowance: float = 0.0) -> StationTimes | None:
    """Return the times of a station that does a mix of operations; None for one that says none.

    `allowance` is added to manual times.
    """
    if isinstance(station, Rotary):
        times = None if station.rate is None else (0.0, 1 / station.rate, 0.0)
    elif isinstance(station, TransferLine):
        times = None if not station.beat else (0.0, _mean_of_longest(station, mix), station.beat)
    elif isinstance(station, MovingLine):
        slowest = max((_mean(times, mix) for times in station.stations.values()), default=0.0)
        times = None if not station.beat else (0.0, max(station.beat, slowest), 0.0)
    elif isinstance(station, Oven):
        times = _of_oven(station, mix)
    elif isinstance(station, Packer):
        times = (0.0, _mean(station.cycle, mix) / (station.pack.parts if station.pack else 1), float(station.exchange))
    elif station.manual is None and station.cycle is None:
        times = None
    else:
        tries = ends_of(station)[2]
        manual = tries * _mean(station.manual, mix) * (1 + allowance)
        times = (manual, tries * _mean(station.cycle, mix), float(station.exchange))
    if times is None:
        return None
    changeover = _changeover(layout, station, mix)
    return StationTimes(*times, changeover, _failures(layout, station, math.fsum(times), changeover))


def _mean(times: Times | None, mix: Mix) -> float:
    if times is None:
        return 0.0
    found = ((share, time_for(times, *operation)) for operation, share in mix.items())
    return math.fsum(share * time.mean for share, time in found if time is not None) / math.fsum(mix.values())


def _mean_of_longest(line: TransferLine, mix: Mix) -> float:
    """Mean of the longest of the stations' times, each of them at work on a part of the mix, one by chance."""
    total, longest, below = math.fsum(mix.values()), 0.0, 0.0
    stations = [[(_mean(times, {each: 1.0}), share) for each, share in mix.items()] for times in line.stations.values()]
    for time in sorted({time for station in stations for time, _ in station}):
        shares = (math.fsum(share for each, share in station if each <= time) / total for station in stations)
        up_to = math.prod(shares)
        longest += time * (up_to - below)
        below = up_to
    return longest


def _of_oven(oven: Oven, mix: Mix) -> tuple[float, float, float] | None:
    """Times of a part in a full batch, which takes as long as the longest of its products."""
    if oven.cycle is None or oven.batch is None:
        return None
    exchange = oven.exchange / oven.batch
    if oven.changeover is not None:  # a batch is of one product or family
        return 0.0, _mean(oven.cycle, mix) / oven.batch, exchange
    total, below, longest = math.fsum(mix.values()), 0.0, 0.0
    means = sorted((time.mean if (time := time_for(oven.cycle, *each)) else 0.0, share) for each, share in mix.items())
    for mean, share in means:
        above = below + share / total
        longest += mean * (above**oven.batch - below**oven.batch)
        below = above
    return 0.0, longest / oven.batch, exchange


# changeovers


def _changeover(layout: Layout, station: Station, mix: Mix) -> float:
    """Mean time a visit: from the order of a schedule, or as if products came one by one at random."""
    if station.changeover is None:
        return 0.0
    shares: defaultdict[str, float] = defaultdict(float)
    for operation, share in mix.items():
        shares[operation.product] += share / math.fsum(mix.values())
    lots = lots_in_order(layout, tuple(shares))
    if lots is not None:
        return _in_order(layout, station, lots)
    places = station.batch or 1 if isinstance(station, Oven) else 1
    changes = ((a, b, shares[a] * shares[b]) for a in shares for b in shares if a != b)
    return math.fsum(share * time_between(layout, station, a, b) for a, b, share in changes) / places


def _in_order(layout: Layout, station: Station, lots: tuple[tuple[str, int], ...]) -> float:
    """Each nest, or batch, is set up on its own: no more often than parts of the lot come to it."""
    parts = sum(number for _, number in lots)
    around = [*lots, lots[0]]
    per_place = station.batch or 1 if isinstance(station, Oven) else 1
    times = (
        time_between(layout, station, before, after) * min(station.nests, -(-number // per_place))
        for (before, _), (after, number) in pairwise(around)
        if before != after
    )
    return math.fsum(times) / parts


def lots_in_order(layout: Layout, products: tuple[str, ...]) -> tuple[tuple[str, int], ...] | None:
    """Return the lots that come in a row, where one place brings all products and it is said in which order."""
    starting = starting_points(layout)
    if layout.plan is not None and any(set(products) <= set(begun) for begun in starting.values()):
        planned = planned_lots(layout.plan)
        return tuple(_joined((product, parts) for product, parts in planned if product in products)) or None
    only = next(iter(layout.products), ANONYMOUS)
    sources = [item for item in layout.equipment.values() if isinstance(item, Source)]
    bringing = [source for source in sources if not set(products).isdisjoint(source.brings(only))]
    if len(bringing) != 1 or not bringing[0].lists_deliveries:
        return None
    source = bringing[0]
    lots = [(delivery.product or source.product or only, delivery.parts) for delivery in source.deliveries()]
    joined = tuple(_joined((product, parts) for product, parts in lots if product in products))
    return joined or None


def _joined(lots: Iterator[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Put lots of one product in a row together."""
    before: tuple[str, int] | None = None
    for product, parts in lots:
        if before is not None and before[0] == product:
            before = (product, before[1] + parts)
            continue
        if before is not None:
            yield before
        before = (product, parts)
    if before is not None:
        yield before


def time_between(layout: Layout, station: Station, before: str, after: str) -> float:
    """Return the time to change a station over from one product to another, seconds."""
    if not isinstance(station.changeover, str):
        return float(station.changeover or 0.0)
    matrix = layout.changeovers.get(station.changeover)
    if matrix is None:
        return 0.0
    names = [name if name in matrix.names() else declared(layout, name).family or name for name in (before, after)]
    return matrix.time(*names) or 0.0


# failures


def _failures(layout: Layout, station: Station, working: float, changeover: float) -> float:
    """Down time a visit: failures that age while working stretch the work, the others take their share of all time."""
    down, lost = 0.0, 0.0
    for failure in map(layout.failure, station.failures):
        up, repair = failure.up_time(), failure.mttr
        if failure.every is not None and repair is not None:
            down += repair.mean / (failure.every.parts or 1)
        if up is None or repair is None:
            continue
        if failure.ages in (Ages.WORKING, Ages.BUSY):
            aged = working + (changeover if failure.ages is Ages.BUSY else 0.0)
            down += aged * repair.mean / up.mean
        else:
            lost += repair.mean / (up.mean + repair.mean)
    for upkeep in station.tools:
        takes, every = upkeep.takes.mean, upkeep.every
        down += takes / every.parts if every.parts else working * takes / interval_seconds(layout, every)
    busy = working + changeover
    return (busy + down) / max(1e-9, 1 - lost) - busy
