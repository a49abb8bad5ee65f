"""Every invariant of the engine, held after every event: for tests, for whoever writes a kind, and for whoever doubts.

Each invariant is a function from the line, and what was noted after the event before, to what is broken, one sentence
each. They count anew what the engine keeps up to date on the way: a figure that has drifted from what it stands for is
told at the first event after which it has. Nothing here changes the line, so a run that is looked at is the same run.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from layouts.errors import UserError
from replay.states import State
from sim.behaviours.belt import BeltBehaviour
from sim.behaviours.intake import Intake
from sim.behaviours.machine import MachineBehaviour
from sim.behaviours.nests import Phase
from sim.behaviours.source import SourceBehaviour
from sim.breakdowns import Ageing
from sim.clock import TOLERANCE, Call
from sim.component import Component
from sim.item import Item
from sim.jam import moment
from sim.paranoid_rides import rides_are_in_order

if TYPE_CHECKING:
    from sim.line import Line
    from sim.people import People

ROUNDING = 1e-6
"""What sums of many times may differ by, seconds, and positions that were worked out two ways, metres."""


class Violation(UserError):  # noqa: N818  what is told is the violation of an invariant
    """An invariant does not hold: an error of the engine, or of a kind from a package, and none of the layout."""

    status = 4

    def __init__(self, time: float, after: str, broken: str) -> None:
        """Say when, after which event, and what."""
        super().__init__(f"invariant broken at {moment(time)} (t = {time!r} s), after {after}: {broken}")
        self.time, self.broken = time, broken


@dataclass
class Noted:
    """What was so after the event before: by component how many parts were inside, and their integral over time."""

    time: float = -math.inf
    loads: dict[str, int] = field(default_factory=dict)
    areas: dict[str, float] = field(default_factory=dict)
    inside: int = 0
    area: float = 0.0
    fronts: dict[tuple[str, int], float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


class Inspector:
    """Looks at a line after every event."""

    def __init__(self, line: "Line") -> None:
        """Look at nothing yet; begins with the moment of the first look, also in the middle of a run."""
        self._line = line
        self._noted: Noted | None = None
        self.looks = 0

    def look(self, after: object = None) -> None:
        """Hold all invariants against the line as it is now; `after` is the call or event that has just happened.

        Raises:
            Violation: when one is broken.
        """
        self.looks += 1
        noted = self._noted or _note(self._line)
        for invariant in INVARIANTS:
            for broken in invariant(self._line, noted):
                raise Violation(self._line.clock.now, _name(self._line, after), broken)
        self._noted = _note(self._line)


def _name(line: "Line", after: object) -> str:
    """Return whose call it was, as the checkpoint names it."""
    if not isinstance(after, Call):
        return "the beginning" if after is None else f"the event {after}"
    owner = next((name for name, caller in line.callers.items() if after in caller.calls.values()), "the line")
    return f"{owner} {after.name!r}"


def _note(line: "Line") -> Noted:
    now = line.clock.now
    levels = {name: each.level for name, each in line.everything.items() if each.level is not None}
    loads = {name: each.load() for name, each in line.everything.items()}
    return Noted(
        time=now,
        loads=loads,
        areas={name: level.figures(now, loads[name])[0] for name, level in levels.items()},
        inside=line.number_inside,
        area=line.inside.area + line.number_inside * now,
        fronts={(belt.id, item.number): place for belt in _belts(line) for item, place in _fronts(belt)},
        counts=_counts(line),
    )


# time


def time_goes_on(line: "Line", noted: Noted) -> Iterator[str]:
    """The clock never goes back, and nothing that was asked for is overdue or forgotten."""
    now = line.clock.now
    if now < noted.time:
        yield f"the clock has gone back from {noted.time!r} s to {now!r} s"
    asked = {entry[2] for entry in line.clock._heap}
    for owner, caller in line.callers.items():
        for name, call in caller.calls.items():
            if call.pending and call.time < now - TOLERANCE:
                yield f"{owner}: {name!r} was due at {call.time!r} s, and it is {now!r} s"
            if call.pending and call.sequence not in asked:
                yield f"{owner}: {name!r} is asked for at {call.time!r} s, and the clock does not know it"


# parts


def every_item_is_in_one_place(line: "Line", noted: Noted) -> Iterator[str]:
    """No part and no carrier is in two places."""
    found: dict[int, str] = {}
    for place, item in _everything(line):
        if item.number in found:
            yield f"part {item.number} ({item.product}) is in {found[item.number]} and in {place}"
        found[item.number] = place


def _everything(line: "Line") -> Iterator[tuple[str, Item]]:
    """Go through all items with where they are, those in containers and under products too."""
    for name, component in line.everything.items():
        for item in component.items():
            yield from _with_content(name, item)
    for item in line.carriers.items():
        yield "the carriers that bear a product, or wait outside", item


def _with_content(place: str, item: Item) -> Iterator[tuple[str, Item]]:
    yield place, item
    for part in item.content:
        yield from _with_content(f"{place}, in container {item.number}", part)


def parts_are_conserved(line: "Line", noted: Noted) -> Iterator[str]:
    """What came in or was made is out, scrapped, used or inside: of every product, and all pieces together."""
    inside = Counter(part.product for part in _counted(line))
    for product in line.pieces:
        came = line.come[product] + line.made[product]
        went = line.gone[product] + line.scrapped[product] + line.used[product]
        if product not in line.carriers.kinds and came != went + inside[product]:
            yield f"{product}: {came} came in or were made, {went} are gone, {inside[product]} are inside"
    pieces = sum(number * line.pieces[product] for product, number in inside.items())
    if pieces != line.number_inside:
        yield f"{pieces} pieces are inside, and {line.number_inside} are counted"


def _counted(line: "Line") -> Iterator[Item]:
    """Go through the parts that count: not those that are only offered, nor carriers, nor containers themselves."""
    for component in line.everything.values():
        offered = component.next if isinstance(component, SourceBehaviour) else None
        for item in component.items():
            if item is not offered and not line.carriers.is_empty_one(item):
                yield from item.unpacked()


def carriers_are_all_there(line: "Line", noted: Noted) -> Iterator[str]:
    """No carrier gets lost, and as many bear a product as are counted."""
    empty = [item for c in line.everything.values() for item in c.items() if line.carriers.is_empty_one(item)]
    found = Counter(item.product for item in [*empty, *line.carriers.items()])
    for kind, number in line.carriers.numbers.items():
        if found[kind] != number:
            yield f"{kind}: {found[kind]} are there of {number}"
    borne = Counter(item.carrier.product for item in line.carriers.loaded.values() if item.carrier is not None)
    for kind, bearing in line.carriers.bearing.items():
        if bearing.number != borne[kind]:
            yield f"{kind}: {borne[kind]} bear a product, and {bearing.number} are counted"


# places


def nothing_holds_too_much(line: "Line", noted: Noted) -> Iterator[str]:
    """Nothing takes a part beyond its capacity; a fork may find more inside than there is room for now."""
    for name, component in line.everything.items():
        capacity = math.inf if component.level is None or isinstance(component, BeltBehaviour) else _capacity(component)
        if component.load() > max(capacity, noted.loads.get(name, 0)):
            yield f"{name} holds {component.load()} parts, and has {capacity} places"


def _capacity(component: Component) -> float:
    return math.inf if component.level is None else component.level.capacity


def parts_on_belts_keep_their_distance(line: "Line", noted: Noted) -> Iterator[str]:
    """On a belt no part overlaps another, none is beyond its end, none goes back, and all of them have room."""
    for belt in _belts(line):
        fronts = _fronts(belt)
        standing = sum(item.length + belt.queue_gap for item, _ in fronts)
        if standing > max(belt.length, *(item.length for item, _ in fronts), 0.0) + ROUNDING + belt.queue_gap:
            yield f"{belt.id}: its parts are {standing:.6f} m long, standing, and the belt {belt.length:.6f} m"
        yield from _apart(belt, fronts)
        for item, place in fronts:
            if not -ROUNDING <= place <= belt.length + ROUNDING:
                yield f"{belt.id}: the front of part {item.number} is at {place:.6f} m of {belt.length:.6f} m"
            if place < noted.fronts.get((belt.id, item.number), place) - ROUNDING:
                yield f"{belt.id}: part {item.number} has gone back to {place:.6f} m"


def _apart(belt: BeltBehaviour, fronts: Sequence[tuple[Item, float]]) -> Iterator[str]:
    for (ahead, place), (item, behind) in pairwise(fronts):
        if behind > place - ahead.length - belt.queue_gap + ROUNDING:
            distance = f"{place - behind:.6f} m from front to front"
            yield f"{belt.id}: part {item.number} stands in part {ahead.number}, {distance}, of {ahead.length:.6f} m"


def _belts(line: "Line") -> list[BeltBehaviour]:
    return [component for component in line.everything.values() if isinstance(component, BeltBehaviour)]


def _fronts(belt: BeltBehaviour) -> list[tuple[Item, float]]:
    """Return where the fronts are, worked out from the first part on with the sum of those ahead."""
    odometer, ahead, found = belt.odometer(), 0.0, list[tuple[Item, float]]()
    way = math.inf if belt.gone is None else belt.headway(belt.gone, odometer).place - belt.gone.pitch
    for rider in belt.riders:
        place = odometer - rider.entry
        if belt.accumulates:
            place = min(place, belt.length - ahead, belt.length - ahead + way)
        found.append((rider.item, place))
        ahead += rider.item.length + belt.queue_gap
    return found


def nests_are_what_they_show(line: "Line", noted: Noted) -> Iterator[str]:
    """A place of a station that is empty, at work or done says so, unless something holds the station."""
    for component in line.everything.values():
        if isinstance(component, MachineBehaviour) and not component.down:
            yield from _nests_of_a_machine(component)
        if isinstance(component, Intake) and not component.down:
            yield from _nests_of_a_station(component)


def _nests_of_a_machine(machine: MachineBehaviour) -> Iterator[str]:
    for nest in machine.nests:
        busy = State.BLOCKED if nest.done else State.WORKING
        yield from _shown(machine, nest.number, nest.state, State.STARVED if nest.item is None else busy)
        if nest.finish.pending is not (nest.item is not None and not nest.done):
            yield f"{machine.id}: nest {nest.number} is {State(nest.state).word}, and its work does not fit"


def _nests_of_a_station(station: Intake) -> Iterator[str]:
    for nest in station.nests:
        if nest.state != State.STOPPED:
            idle = nest.phase is Phase.GATHERING
            yield from _shown(station, nest.number, nest.state, station.idle_state(nest) if idle else nest.phase.state)
        if (nest.phase is Phase.GATHERING) is not (nest in station.free):
            yield f"{station.id}: nest {nest.number} is {nest.phase.name}, which does not fit"


def riders_keep_their_order(line: "Line", noted: Noted) -> Iterator[str]:
    """What rides through a machine moves, waits and is worked on as its kind says (`sim.paranoid_rides`)."""
    yield from rides_are_in_order(line)


def _shown(component: Component, number: int, state: int, expected: State) -> Iterator[str]:
    if state != expected:
        yield f"{component.id}: nest {number} shows {State(state).word}, and is {expected.word}"


# figures


def states_partition_time(line: "Line", noted: Noted) -> Iterator[str]:
    """The times in all states add up to the time that has elapsed, and those outside planned time to that."""
    now = line.clock.now
    for name, component in line.everything.items():
        times = component.state_times()
        if times and abs(math.fsum(times) - now) > ROUNDING * max(1.0, now):
            yield f"{name}: its states add up to {math.fsum(times)!r} s of {now!r} s"
        if min(times, default=0.0) < -ROUNDING:
            yield f"{name}: a state has lasted for {min(times)!r} s"
        hours = component.hours if isinstance(component, Ageing | SourceBehaviour) else None
        if hours is not None and times and line.calendar is not None:
            outside, closed = math.fsum(hours.figures()), now - line.calendar.planned_seconds(0.0, now)
            if abs(outside - closed) > ROUNDING * max(1.0, now):
                yield f"{name}: {outside!r} s are counted outside planned time, which are {closed!r} s"


def levels_are_integrals(line: "Line", noted: Noted) -> Iterator[str]:
    """Mean contents are the integral of what is inside, recounted from event to event."""
    now = line.clock.now
    since = now - noted.time
    for name, before in noted.areas.items():
        component = line.everything[name]
        if component.level is None:
            continue
        area = component.level.figures(now, component.load())[0]
        expected = before + noted.loads[name] * since
        if abs(area - expected) > ROUNDING * max(1.0, abs(expected)):
            yield f"{name}: {area!r} part-seconds are counted, and {expected!r} were inside"
        if component.level.most < component.load():
            yield f"{name}: at most {component.level.most} were inside, and {component.load()} are"
    area, expected = line.inside.area + line.number_inside * now, noted.area + noted.inside * since
    if abs(area - expected) > ROUNDING * max(1.0, abs(expected)):
        yield f"{area!r} part-seconds are counted in the line, and {expected!r} were inside"


def counts_only_grow(line: "Line", noted: Noted) -> Iterator[str]:
    """What has been counted is never taken back, and no more lead times are kept than parts have left."""
    for name, number in _counts(line).items():
        if number < noted.counts.get(name, 0):
            yield f"{name}: {number} are counted after {noted.counts[name]}"
    if line.lead_time.number > sum(line.gone.values()):
        yield f"{line.lead_time.number} lead times of {sum(line.gone.values())} parts that are out"


def _counts(line: "Line") -> dict[str, int]:
    counted = {f"{name} of {key}": n for name, counter in line.counters.items() for key, n in counter.items()}
    scrapped = {f"scrapped in {name}": component.scrapped for name, component in line.everything.items()}
    return {**counted, **scrapped, "lost": line.lost, "numbered": line.numbered}


# people


def people_are_in_one_place(line: "Line", noted: Noted) -> Iterator[str]:
    """Everybody has one job at most, jobs that go on have all whom they need, and what people do adds up."""
    if line.people is None:
        return
    yield from _teams(line.people)
    now = line.clock.now
    for persons in line.people.persons.values():
        for person in persons:
            seconds = math.fsum(person.figures(now)[:-1])
            if abs(seconds - now) > ROUNDING * max(1.0, now):
                yield f"{person.name}: what was done adds up to {seconds!r} s of {now!r} s"
            if not person.there and not person.arrival.pending:
                yield f"{person.name} is on the way and never arrives"


def _teams(people: "People") -> Iterator[str]:
    busy: Mapping[str, int] = Counter(person.name for job in people.jobs.values() for person in job.team)
    yield from (f"{name} has {number} jobs" for name, number in busy.items() if number > 1)
    for key, job in people.jobs.items():
        if job.team and len(job.team) != job.crew:
            yield f"{' '.join(key)} has {len(job.team)} people, and needs {job.crew}"
        if any(person.job is not job for person in job.team):
            yield f"{' '.join(key)} has people who know nothing of it"


# waiting


def whoever_waits_has_something(line: "Line", noted: Noted) -> Iterator[str]:
    """At a way in wait ways out that lead there, and that have something to give."""
    ways = {outlet: (name, port) for name, each in line.everything.items() for port, outlet in each.outlets.items()}
    for name, component in line.everything.items():
        for outlet in component.waiting:
            if outlet in ways:
                owner, port = ways[outlet]
                if component not in outlet.targets:
                    yield f"{owner} waits at {name}, to which it does not lead"
                if not _offers(line.everything[owner], port):
                    yield f"{owner} waits at {name} with nothing to give"


def _offers(component: Component, port: str) -> bool:
    """A source makes its next part only when it is asked for it; what blocks before service waits for room alone."""
    if isinstance(component, Intake) and component.room_behind is not None:
        return True
    return component.has_one() if isinstance(component, SourceBehaviour) else component.on_offer(port) is not None


INVARIANTS: tuple[Callable[["Line", Noted], Iterator[str]], ...] = (
    time_goes_on,
    every_item_is_in_one_place,
    parts_are_conserved,
    carriers_are_all_there,
    nothing_holds_too_much,
    parts_on_belts_keep_their_distance,
    nests_are_what_they_show,
    riders_keep_their_order,
    states_partition_time,
    levels_are_integrals,
    counts_only_grow,
    people_are_in_one_place,
    whoever_waits_has_something,
)
"""All of them, in the order in which they are looked at."""
