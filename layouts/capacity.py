"""What a line can do at best, worked out from the layout alone, without a simulation.

Takt = net available time / demand; without a demand, what timed sources bring. For each station: how often a piece of
the mix visits it, rework and what is built in included, what a visit takes (`layouts.station_times`), shared by its
nests, and so its load in per cent of the takt, or of the line's pace where nothing says how much is wanted. A failure
that ages while working stretches every second of work by MTTR / MTBF; one that ages by the calendar takes away
MTTR / (MTBF + MTTR) of all time.

Figures are for one piece that leaves the line good; what is scrapped on the way is made as well. Buffers, blocking,
starving and chance are left out: the simulation says what they cost.
"""

import math
from collections import defaultdict
from dataclasses import dataclass, replace

from layouts.arrivals import DAY
from layouts.assumptions import assumptions
from layouts.duties import allowance_at
from layouts.errors import UserError
from layouts.intake import Intake
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.net_time import net_time
from layouts.operations import Operation
from layouts.people_loads import PostLoad, post_loads
from layouts.placement import Placement
from layouts.presence import length_of
from layouts.station import Station
from layouts.station_times import StationTimes, station_times
from layouts.visits import Visits

TIGHT, OVER = 0.85, 1.0
"""Loads above which a station is tight, and above which it cannot do what is asked."""


@dataclass(frozen=True)
class StationLoad:
    """One station: visits a piece of the mix, seconds a visit by kind of time, and the load.

    `visit` is the time a visit takes in the long run, failures included and shared by the nests; `load` is
    visits x visit / takt; `nests_needed` is how many nests would bring the load to at most 100 %.
    """

    equipment: str
    visits: float
    manual: float
    cycle: float
    exchange: float
    changeover: float
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
    """Takt (seconds a part, None without a demand), pace (seconds a part of what is slowest), and every load.

    `net_time` is the planned time of a production day, seconds.
    """

    takt: float | None
    pace: float | None
    constraint: str | None
    stations: tuple[StationLoad, ...]
    belts: tuple[BeltLoad, ...]
    assumptions: tuple[str, ...]
    net_time: float = DAY
    people: tuple[PostLoad, ...] = ()

    @property
    def feasible(self) -> bool | None:
        """Whether no load is above 100 %; None without a demand."""
        stations, people = (station.load for station in self.stations), (post.load for post in self.people)
        loads = [*stations, *(belt.load for belt in self.belts), *people]
        return None if self.takt is None else all(load <= OVER + 1e-9 for load in loads)


def capacity_of(layout: Layout, intake: Intake | None = None) -> Capacity:
    """Work out takt, pace and loads; what comes in is worked out as well, unless it is given.

    Raises:
        UserError: for a layout without stations that parts reach.
    """
    intake = intake or Intake(layout)
    done = _operations(intake.visits)
    times = {
        key: station_times(layout, station, done[key], allowance_at(layout, key))
        for key, station in _stations(layout)
        if key in done
    }
    reached = {key: each for key, each in times.items() if each is not None}
    if not reached:
        raise UserError("no machine is reached from a source: nothing to work out")
    belts = _belts(layout, intake.visits)
    paces = {key: sum(done[key].values()) * each.total / _nests(layout, key) for key, each in reached.items()}
    paces |= {belt.equipment: 3600 * belt.visits / belt.carries for belt in belts}
    constraint = max(paces, key=paces.__getitem__)
    beat = intake.takt or paces[constraint]
    return Capacity(
        takt=intake.takt,
        pace=paces[constraint],
        constraint=constraint,
        stations=tuple(_load(layout, key, sum(done[key].values()), each, beat) for key, each in reached.items()),
        belts=tuple(replace(belt, needs=3600 * belt.visits / beat) for belt in belts),
        assumptions=assumptions(layout, intake, done),
        net_time=net_time(layout.calendar),
        people=post_loads(layout, done, reached, beat),
    )


def _stations(layout: Layout) -> list[tuple[str, Station]]:
    return [(key, item) for key, item in layout.equipment.items() if isinstance(item, Station)]


def _operations(visits: Visits) -> dict[str, dict[Operation, float]]:
    """The operations of each station with their numbers for one piece."""
    found: defaultdict[str, dict[Operation, float]] = defaultdict(dict)
    for (key, operation), number in visits.operations.items():
        found[key][operation] = number
    return found


def _nests(layout: Layout, key: str) -> int:
    item = layout.equipment[key]
    return item.nests if isinstance(item, Station) else 1


def _load(layout: Layout, key: str, visits: float, times: StationTimes, beat: float) -> StationLoad:
    nests = _nests(layout, key)
    visit = times.total / nests
    load = visits * visit / beat
    return StationLoad(
        equipment=key,
        visits=visits,
        manual=times.manual,
        cycle=times.cycle,
        exchange=times.exchange,
        changeover=times.changeover,
        failures=times.failures,
        nests=nests,
        visit=visit,
        load=load,
        nests_needed=max(1, math.ceil(load * nests - 1e-9)),
    )


def _belts(layout: Layout, visits: Visits) -> list[BeltLoad]:
    placement, found = Placement(layout), []
    for key, belt in layout.equipment.items():
        path = placement.path(key)
        coming = {thing: number for (other, thing), number in visits.passages.items() if other == key}
        total = math.fsum(coming.values())
        if isinstance(belt, Conveyor) and belt.speed and path is not None and total:
            length = math.fsum(number * length_of(layout, thing) for thing, number in coming.items()) / total
            carries = 3600 * belt.speed / (length + max(belt.gap, belt.standing_gap))
            places = math.floor(path.length / (length + belt.standing_gap) + 1e-9)
            found.append(BeltLoad(key, total, carries, 0.0, places))
    return found
