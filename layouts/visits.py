"""How often what comes into a line visits each station: worked out from flow, rules, routings, tests and rework.

Shares of parts are followed until they have left. Where a rule depends on the moment, parts split evenly; failed parts
go round as often as `passes` lets them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from layouts.equipment import Equipment
from layouts.flow import MAIN_IN, MAIN_OUT, Choice, Connection, Port, Rule
from layouts.flow_rules import downstream
from layouts.kinds import Disassembly, Packer, Sink
from layouts.model import Layout
from layouts.operations import Operation, stations_of
from layouts.presence import Thing, is_used_up, look_after
from layouts.reach import Reach
from layouts.routing import Route, Visit
from layouts.station import FAIL, Station

_ROUNDS = 2000
"""Steps after which the shares of a flow in circles count as settled."""
_SETTLED = (Choice.SHARE, Choice.RANDOM_SHARE, Choice.BY_PRODUCT)
_NOTHING = 1e-11
"""Shares of a part below which nothing is left to follow."""
_MOST = 200
"""Shares that are followed at the same time with all that is known of them."""


class Mover(NamedTuple):
    """What moves, as far as its way depends on it.

    `thing` stands for `pieces` of `product`: one, or what is in a container. `step` is the number of the next
    operation, `detour` whether it goes to be repaired, `marks` how often it was at benches, and failed at tests, that
    have a limit.
    """

    product: str
    thing: Thing
    pieces: float = 1.0
    step: int = 0
    detour: bool = False
    marks: tuple[tuple[str, int], ...] = ()

    @property
    def packed(self) -> bool:
        """Whether it is a container."""
        return self.thing.name != self.product

    def marked(self, key: str) -> "Mover":
        """Return it with one more mark of a station."""
        counts = dict(self.marks)
        counts[key] = counts.get(key, 0) + 1
        return self._replace(marks=tuple(sorted(counts.items())))


@dataclass(frozen=True)
class Visits:
    """What one part, or a mix, does on its way: operations, passages of other equipment, and where it ends."""

    operations: Mapping[tuple[str, Operation], float] = field(default_factory=dict)
    passages: Mapping[tuple[str, Thing], float] = field(default_factory=dict)
    out: Mapping[str, float] = field(default_factory=dict)
    """Pieces that leave the line, by product."""
    used: Mapping[Port, float] = field(default_factory=dict)
    """Parts that come to ports where they are built in."""
    moves: Mapping[Connection, float] = field(default_factory=dict)
    """How often each connection of the flow is taken; a container counts once."""

    def times(self, factor: float) -> "Visits":
        """Return the visits of so many."""
        scaled = {name: {key: factor * n for key, n in getattr(self, name).items()} for name in _KINDS}
        return replace(self, **scaled)

    def plus(self, other: "Visits") -> "Visits":
        """Return both together."""
        both = {}
        for name in _KINDS:
            mine, others = getattr(self, name), getattr(other, name)
            both[name] = {key: mine.get(key, 0.0) + others.get(key, 0.0) for key in {**mine, **others}}
        return replace(self, **both)


_KINDS = ("operations", "passages", "out", "used", "moves")


def ends_of(station: Station) -> tuple[float, float, float]:
    """Return what share of the operations of a station end good, and failed, and how often each is done.

    One draw decides on scrap, then one for each test; a failed part is done again at most `retest` times.
    """
    tested, fail, tries = 1.0 - station.scrap, station.fail, station.retest + 1
    failed = tested * fail**tries
    again = tested * sum(fail**number for number in range(1, tries))
    return tested - failed, failed, 1.0 + again


class Flow:
    """Follows parts through one layout."""

    def __init__(self, layout: Layout) -> None:
        """Prepare what is asked again and again."""
        self.layout = layout
        self.reach = Reach(layout)
        self._open: dict[tuple[Port, str, int, bool], frozenset[int]] = {}
        self._leading: dict[Port, frozenset[Port]] = {}
        self._reaching: dict[str, frozenset[str]] = {}
        self.split_evenly: dict[str, None] = {}
        """Equipment behind which parts were split evenly, since the rule there depends on the moment."""

    @cached_property
    def _benches(self) -> frozenset[str]:
        """Stations that limit how often a part is repaired there."""
        items = self.layout.equipment.items()
        return frozenset(key for key, item in items if _limits(item) and isinstance(item, Station) and not item.tests)

    def follow(self, begin: Mapping[Port, float], product: str, goal: Port | None = None) -> Visits:
        """Follow shares of a product from out-ports; to the port where it is built in, where one is given.

        What begins at the main way in of a station is there as if it had come in.
        """
        tally = _Tally()
        ahead: dict[tuple[Port, Mover], float] = defaultdict(float)
        for port, share in begin.items():
            mover = Mover(product, Thing(product))
            inside = port.name == MAIN_IN
            entering = self._enter(tally, port, mover, share) if inside else [(port, mover, share)]
            for after, moved, rest in entering:
                ahead[after, moved] += rest
        for _ in range(_ROUNDS + 2 * len(self.layout.connections)):
            behind: defaultdict[tuple[Port, Mover], float] = defaultdict(float)
            for (port, mover), share in ahead.items():
                for way, part in self._split(port, mover, goal):
                    tally.moves[way] += share * part
                    for after, moved, rest in self._enter(tally, way.target, mover, share * part):
                        behind[after, self._forgetting(after, moved)] += rest
            ahead = _noticeable(behind)
            if not ahead:
                break
        return Visits(tally.operations, tally.passages, tally.out, tally.used, tally.moves)

    def _forgetting(self, port: Port, mover: Mover) -> Mover:
        """Drop the marks of stations to which something cannot come again: they no longer make a difference."""
        marks = mover.marks
        kept = tuple(mark for mark in marks if port.equipment in self._ahead_of(mark[0].partition(".")[0]))
        return mover if len(kept) == len(marks) else mover._replace(marks=kept)

    def _ahead_of(self, key: str) -> frozenset[str]:
        """The equipment from which a station can be reached, itself included."""
        if key not in self._reaching:
            self._reaching[key] = frozenset({key} | downstream(key, self._before))
        return self._reaching[key]

    @cached_property
    def _before(self) -> Mapping[str, tuple[str, ...]]:
        """What leads to each piece of equipment."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for connection in self.layout.connections:
            found[connection.target.equipment][connection.source.equipment] = None
        return {key: tuple(before) for key, before in found.items()}

    # ways

    def _split(self, port: Port, mover: Mover, goal: Port | None) -> Iterator[tuple[Connection, float]]:
        """Go through the ways that are open to something, with what share of it takes each."""
        ways = self.reach.ways.get(port, ())
        weights = list(self._weights(port, mover, len(ways)))
        if goal is not None:
            weights = [w * (way.target in self._ports_to(goal)) for way, w in zip(ways, weights, strict=True)]
        elif mover.product in self.layout.routing and not mover.packed and len(ways) > 1:
            wanted = self._ways_for(port, ways, mover)
            weights = [w * (number in wanted) for number, w in enumerate(weights)]
        total = sum(weights)
        if port.name == MAIN_OUT and sum(map(bool, weights)) > 1 and not self._is_settled(port.equipment):
            self.split_evenly[port.equipment] = None
        yield from ((way, weight / total) for way, weight in zip(ways, weights, strict=True) if weight)

    def _is_settled(self, key: str) -> bool:
        """Whether the rule of a branch says what goes where, whatever the moment."""
        return getattr(self.layout.equipment.get(key), "rule", Rule()).choice in _SETTLED

    def _weights(self, port: Port, mover: Mover, number: int) -> tuple[float, ...]:
        rule = getattr(self.layout.equipment.get(port.equipment), "rule", Rule())
        if port.name == MAIN_OUT and rule.choice is Choice.BY_PRODUCT:
            return tuple(float(way in rule.ways_of(mover.thing.name)) for way in range(number))
        return rule.shares if port.name == MAIN_OUT and len(rule.shares) == number else (1.0,) * number

    def _ports_to(self, goal: Port) -> frozenset[Port]:
        """The in-ports from which a goal can be reached."""
        if goal not in self._leading:
            found, ahead = {goal}, [goal]
            while ahead:
                before = {way.source.equipment for way in self.into(ahead.pop())}
                fresh = {port for equipment in before for port in self._entrances.get(equipment, ())} - found
                found |= fresh
                ahead += fresh
            self._leading[goal] = frozenset(found)
        return self._leading[goal]

    @cached_property
    def _into(self) -> Mapping[Port, tuple[Connection, ...]]:
        """The connections that lead into each port."""
        found: defaultdict[Port, list[Connection]] = defaultdict(list)
        for connection in self.layout.connections:
            found[connection.target].append(connection)
        return {port: tuple(connections) for port, connections in found.items()}

    @cached_property
    def _entrances(self) -> Mapping[str, tuple[Port, ...]]:
        """The in-ports of each piece of equipment from which parts go on."""
        found: defaultdict[str, list[Port]] = defaultdict(list)
        for port in self._into:
            if not is_used_up(self.layout.equipment.get(port.equipment), port.name):
                found[port.equipment].append(port)
        return {equipment: tuple(ports) for equipment, ports in found.items()}

    def _ways_for(self, port: Port, ways: tuple[Connection, ...], mover: Mover) -> frozenset[int]:
        """The ways that lead to the next operation, to repair, or after the last operation to the nearest end."""
        aim = (port, mover.product, mover.step, mover.detour)
        if aim not in self._open:
            leads = [self.reach.along(way) for way in ways]
            route = self.layout.routing[mover.product]
            self._open[aim] = self._aimed(leads, route, mover)
        return self._open[aim]

    def _aimed(self, leads: list[Mapping[str, int]], route: Route, mover: Mover) -> frozenset[int]:
        if mover.detour:
            named = stations_of(route)
            repairing = [{key for key in lead if key not in named and not self.reach.is_end(key)} for lead in leads]
            if any(repairing):
                return frozenset(number for number, keys in enumerate(repairing) if keys)
        if mover.step < len(route):
            wanted = set(route[mover.step].stations)
            return frozenset(number for number, lead in enumerate(leads) if wanted & lead.keys())
        ends = {
            number: min(distance for key, distance in lead.items() if self.reach.is_end(key))
            for number, lead in enumerate(leads)
            if any(map(self.reach.is_end, lead))
        }
        return frozenset(number for number, distance in ends.items() if distance == min(ends.values()))

    def leads_to(self, start: Port, goal: Port) -> bool:
        """Tell whether parts come from an out-port to a port where they are built in."""
        return any(way.target in self._ports_to(goal) for way in self.reach.ways.get(start, ()))

    def into(self, port: Port) -> tuple[Connection, ...]:
        """Return the connections that lead into a port."""
        return self._into.get(port, ())

    # arriving

    def _enter(self, tally: "_Tally", port: Port, mover: Mover, share: float) -> Iterator[tuple[Port, Mover, float]]:
        """Count what comes to a port, and go through what leaves by which port then."""
        key, item = port.equipment, self.layout.equipment.get(port.equipment)
        if is_used_up(item, port.name):
            tally.used[port] += share
        elif isinstance(item, Sink):
            tally.out[mover.product] += share * mover.pieces
        elif isinstance(item, Station) and self._is_next(mover, key):
            yield from self._operate(tally, key, item, mover, share)
        else:
            tally.passages[key, mover.thing] += share
            freed = isinstance(item, Station) and mover.product in item.frees
            yield Port(key, mover.product if freed else MAIN_OUT), mover, share

    def _route(self, mover: Mover) -> Route | None:
        return None if mover.packed else self.layout.routing.get(mover.product)

    def _is_next(self, mover: Mover, key: str) -> bool:
        if mover.product in self.layout.carriers:
            return False
        route = self._route(mover)
        if route is None or (mover.detour and key not in stations_of(route)):
            return True
        if mover.step >= len(route) and isinstance(self.layout.equipment[key], Packer):
            return not mover.packed  # whatever is ready to go is packed where it comes to be packed
        return mover.step < len(route) and key in route[mover.step].stations

    def _operate(
        self, tally: "_Tally", key: str, station: Station, mover: Mover, share: float
    ) -> Iterator[tuple[Port, Mover, float]]:
        route = self._route(mover) or ()
        visit = route[mover.step].visit_at(key) if mover.step < len(route) else None
        tally.operations[key, Operation(mover.thing.name, visit and visit.name)] += share
        done = mover._replace(
            step=mover.step + (visit is not None), detour=False, thing=self._borne(station, mover.thing)
        )
        done = done.marked(key) if key in self._benches else done
        good, failed, _ = ends_of(station)
        if done.thing.carrier is not None and good + failed < 1:
            empty = Mover(done.thing.carrier, Thing(done.thing.carrier))
            yield (
                Port(key, empty.product if empty.product in station.frees else MAIN_OUT),
                empty,
                share * (1 - good - failed),
            )
        back = _sent_back(done, route, station)
        yield from self._leaving(key, station, done if station.tests else back, share * good)
        if failed:
            after = done.marked(f"{key}.{FAIL}") if _limits(station) else done
            if self._may_go_on(key, station, after):
                detour = bool(route) and back is done
                yield Port(key, FAIL), back._replace(detour=detour, marks=after.marks), share * failed

    def _borne(self, station: Station, thing: Thing) -> Thing:
        """A thing after an operation, on the carrier that the station has put under it."""
        carrier = next((part for part in station.uses if part in self.layout.carriers), thing.carrier)
        return look_after(self.layout, station, thing)._replace(carrier=carrier)

    def _leaving(self, key: str, station: Station, mover: Mover, share: float) -> Iterator[tuple[Port, Mover, float]]:
        """Go through what leaves after an operation that went well."""
        carrier = mover.thing.carrier
        if carrier is not None and carrier in station.frees:
            yield Port(key, carrier), Mover(carrier, Thing(carrier)), share
            mover = mover._replace(thing=mover.thing._replace(carrier=None))
        if isinstance(station, Packer) and station.pack is not None:
            parts, thing = station.pack.parts, Thing(station.pack.container)
            yield Port(key, MAIN_OUT), Mover(mover.product, thing, mover.pieces * parts), share / parts
            return
        if isinstance(station, Disassembly):
            for part, number in station.makes.items():
                yield Port(key, part), Mover(part, Thing(part)), share * number
        if not isinstance(station, Disassembly) or station.keeps:
            yield Port(key, MAIN_OUT), mover, share

    def _may_go_on(self, key: str, tester: Station, mover: Mover) -> bool:
        """Whether a part that has failed is repaired once more, and not scrapped."""
        counts = dict(mover.marks)
        if isinstance(tester.passes, int) and counts[f"{key}.{FAIL}"] > tester.passes:
            return False
        for bench in self._benches & self.reach.beyond(Port(key, FAIL)).keys():
            limit = getattr(self.layout.equipment[bench], "passes", None)
            if isinstance(limit, int) and counts.get(bench, 0) >= limit:
                return False
        return True


def _noticeable(shares: Mapping[tuple[Port, Mover], float]) -> dict[tuple[Port, Mover], float]:
    """Leave out what makes no difference, and forget the marks of the smallest shares where there are very many."""
    kept = {key: share for key, share in shares.items() if share > _NOTHING}
    if len(kept) <= _MOST:
        return kept
    least = sorted(kept.values(), reverse=True)[_MOST]
    found: defaultdict[tuple[Port, Mover], float] = defaultdict(float)
    for (port, mover), share in kept.items():
        found[port, mover if share > least else mover._replace(marks=())] += share
    return found


class _Tally:
    """Adds up what happens on the way."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.operations: defaultdict[tuple[str, Operation], float] = defaultdict(float)
        self.passages: defaultdict[tuple[str, Thing], float] = defaultdict(float)
        self.out: defaultdict[str, float] = defaultdict(float)
        self.used: defaultdict[Port, float] = defaultdict(float)
        self.moves: defaultdict[Connection, float] = defaultdict(float)


def _limits(item: Equipment) -> bool:
    return isinstance(item, Station) and isinstance(item.passes, int)


def _sent_back(mover: Mover, route: Route, station: Station) -> Mover:
    """Let the operation `back_to` be next again, for a product with a routing that has it."""
    name, _, visit = (station.back_to or "").partition(":")
    wanted = Visit(name, visit or None)
    steps = (number for number, step in enumerate(route) if wanted in step.visits)
    step = next(steps, None)
    return mover if step is None else mover._replace(step=step)
