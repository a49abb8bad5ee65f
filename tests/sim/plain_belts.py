"""Belts moved from first principles, as plainly as possible: the reference for the engine's conveyors.

Every part has a front. Between two instants every front moves at a constant speed; the next instant is the earliest at
which anything can change: a front reaches what is ahead of it, a gap is made, the script says something. A part moves
with its belt unless the part ahead (standing gap) or the end blocks it; the part that left last is ahead as long as it
is on the belt that it went to. It leaves when it is at the end, the running gap behind the one before is made, and
the next takes it. It comes in when the last front is at least that part's length plus the running gap away and the
standing pitches fit. A belt that does not accumulate stands while its first part waits at the end; nothing else holds
its parts. What is waited for is given first come, first served. Distances and times are metres and seconds.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts.kinds import Accumulates, Conveyor
from layouts.model import Layout
from layouts.placement import Placement

NEAR = 1e-11
"""Metres and seconds that are taken for none."""

Spans = Sequence[tuple[float, float]]
"""Intervals [from, to)."""


@dataclass(frozen=True)
class Script:
    """What happens to belts: parts (time, product) by feeder, spans in which gates are open and belts stopped."""

    arrivals: Mapping[str, Sequence[tuple[float, str]]]
    opens: Mapping[str, Spans]
    stops: Mapping[str, Spans]

    def times(self) -> set[float]:
        """Return every instant of the script."""
        spans = [span for some in (*self.opens.values(), *self.stops.values()) for span in some]
        arrivals = {time for arrivals in self.arrivals.values() for time, _ in arrivals}
        return arrivals | {time for span in spans for time in span}


class Visit(NamedTuple):
    """A stay on a belt, seconds; `left` is infinite while it lasts."""

    belt: str
    part: int
    came: float
    left: float


@dataclass(eq=False)
class Part:
    """A part: its number, its length, where its front is and how fast it moves, and on which belt it is."""

    number: int
    length: float
    ready: float = 0.0
    front: float = 0.0
    pace: float = 0.0
    belt: str = ""
    came: float = 0.0


@dataclass(eq=False)
class Belt:
    """A belt with its parts, foremost first; `run` is how far it has run, `gone_at` how far it had when one left."""

    id: str
    length: float
    speed: float
    gap: float
    queue_gap: float
    accumulates: bool
    parts: list[Part] = field(default_factory=list)
    gone: Part | None = None
    gone_to: str = ""
    run: float = 0.0
    gone_at: float = -math.inf
    pace: float = 0.0

    def pitch(self, part: Part) -> float:
        return part.length + self.queue_gap

    def made_gap(self) -> float:
        """Return how far the belt must still run until the running gap behind the one that left last is made."""
        return 0.0 if self.gone is None else self.gone_at + self.gone.length + self.gap - self.run

    def clear_in(self) -> float:
        """Return how far the last front must still move until another part can come in."""
        last = self.parts[-1] if self.parts else None
        return 0.0 if last is None else last.length + self.gap - last.front

    def fits(self, part: Part) -> bool:
        pitches = math.fsum(self.pitch(other) for other in [*self.parts, part])
        return not self.parts or (pitches <= self.length + NEAR and self.clear_in() <= NEAR)


class PlainBelts:
    """Feeders, belts and gates of a layout, moved from instant to instant. Belts stand in the layout in flow order."""

    def __init__(self, layout: Layout, script: Script) -> None:
        self.script = script
        self.now = 0.0
        self.visits: list[Visit] = []
        self.belts = {name: _belt(layout, name) for name in _ids(layout, "conveyor")}
        self.ways = {
            name: [connection.target.equipment for connection in layout.connections if connection.source[0] == name]
            for name in layout.equipment
        }
        self.asking: dict[str, list[str]] = {name: [] for name in layout.equipment}
        self.queues = _queues(layout, script)
        self.times = sorted(script.times(), reverse=True)

    # what is asked of the reference

    def run(self, until: float) -> None:
        """Move everything up to a time; what can happen at that very time has happened."""
        self._hand_over()
        while self.now < until:
            while self.times and self.times[-1] <= self.now:
                self.times.pop()
            self.set_paces()
            step = min([*self._waits(), until - self.now, *(time - self.now for time in self.times[-1:])])
            self._move(step)
            self.now = min(
                (time for time in (until, *self.times[-1:]) if abs(time - self.now - step) < NEAR),
                default=self.now + step,
            )
            self._hand_over()

    def fronts(self) -> dict[str, list[tuple[int, float]]]:
        """Return the parts on each belt with their fronts, foremost first."""
        return {name: [(part.number, part.front) for part in belt.parts] for name, belt in self.belts.items()}

    def all_visits(self) -> list[Visit]:
        """Return the stays that ended and those that last."""
        inside = [Visit(name, p.number, p.came, math.inf) for name, belt in self.belts.items() for p in belt.parts]
        return sorted([*self.visits, *inside])

    # moving

    def set_paces(self) -> None:
        """Find out how fast everything moves now."""
        for belt in reversed(self.belts.values()):
            stands = self._within(self.script.stops.get(belt.id, ()))
            blocked = not belt.accumulates and bool(belt.parts) and belt.length - belt.parts[0].front <= NEAR
            belt.pace = 0.0 if stands or blocked else belt.speed
            for place, part in enumerate(belt.parts):
                part.pace = belt.pace
                for limit, pace in self._limits(belt, place):
                    if limit - part.front <= NEAR:
                        part.pace = min(part.pace, pace)

    def _limits(self, belt: Belt, place: int) -> Iterator[tuple[float, float]]:
        """Go through what holds a part back: how far it may go, and how fast that moves."""
        if place == 0:
            yield belt.length, 0.0
        elif belt.accumulates:
            ahead = belt.parts[place - 1]
            yield ahead.front - belt.pitch(ahead), ahead.pace
        gone = belt.gone
        if belt.accumulates and place == 0 and gone is not None and gone.belt == belt.gone_to in self.belts:
            yield belt.length + gone.front - belt.pitch(gone), gone.pace

    def _waits(self) -> Iterator[float]:
        """Go through the times until something may change of itself."""
        for belt in self.belts.values():
            for place, part in enumerate(belt.parts):
                for limit, pace in self._limits(belt, place):
                    if limit - part.front > NEAR and part.pace > pace:
                        yield (limit - part.front) / (part.pace - pace)
            if belt.made_gap() > NEAR and belt.pace:
                yield belt.made_gap() / belt.pace
            if belt.clear_in() > NEAR and belt.parts[-1].pace:
                yield belt.clear_in() / belt.parts[-1].pace

    def _move(self, step: float) -> None:
        for belt in reversed(self.belts.values()):
            belt.run += belt.pace * step
            for place, part in enumerate(belt.parts):
                part.front += part.pace * step
                for limit, _ in self._limits(belt, place):
                    if abs(limit - part.front) < NEAR:
                        part.front = limit

    # handing over

    def _hand_over(self) -> None:
        """Let everything go on that can, until nothing changes any more."""
        changes = True
        while changes:
            changes = False
            for giver in (*self.belts, *self.queues):
                part = self._ready(giver)
                if part is not None:
                    changes = self._offer(giver, part) or changes

    def _ready(self, giver: str) -> Part | None:
        """Return the part that a feeder or a belt could hand over now."""
        if giver in self.queues:
            queue = self.queues[giver]
            return queue[0] if queue and queue[0].ready <= self.now else None
        belt = self.belts[giver]
        at_end = bool(belt.parts) and belt.length - belt.parts[0].front <= NEAR
        return belt.parts[0] if at_end and belt.made_gap() <= NEAR else None

    def _offer(self, giver: str, part: Part) -> bool:
        for target in self.ways[giver]:
            asking = self.asking[target]
            if giver not in asking:
                asking.append(giver)
            if asking[0] == giver and self._takes(target, part):
                self._give(giver, target, part)
                return True
        return False

    def _takes(self, target: str, part: Part) -> bool:
        if target in self.belts:
            return self.belts[target].fits(part)
        return self._within(self.script.opens[target])

    def _give(self, giver: str, target: str, part: Part) -> None:
        for asking in self.asking.values():
            if giver in asking:
                asking.remove(giver)
        if giver in self.queues:
            self.queues[giver].pop(0)
        else:
            belt = self.belts[giver]
            belt.parts.pop(0)
            belt.gone, belt.gone_to, belt.gone_at = part, target, belt.run
            self.visits.append(Visit(giver, part.number, part.came, self.now))
        part.belt, part.front, part.came = target, 0.0, self.now
        if target in self.belts:
            self.belts[target].parts.append(part)

    def _within(self, spans: Spans) -> bool:
        return any(start <= self.now < end for start, end in spans)


def _ids(layout: Layout, kind: str) -> list[str]:
    return [name for name, equipment in layout.equipment.items() if equipment.kind == kind]


def _belt(layout: Layout, name: str) -> Belt:
    conveyor, path = layout.equipment[name], Placement(layout).path(name)
    assert isinstance(conveyor, Conveyor)
    assert path is not None
    assert conveyor.speed is not None
    together = conveyor.accumulates is Accumulates.TOGETHER
    running = max(conveyor.gap, conveyor.standing_gap)
    return Belt(name, path.length, conveyor.speed, running, conveyor.standing_gap, together)


def _queues(layout: Layout, script: Script) -> dict[str, list[Part]]:
    """Number the parts as they stand in the script."""
    queues: dict[str, list[Part]] = {name: [] for name in _ids(layout, "source")}
    number = 0
    for name, queue in queues.items():
        for time, product in script.arrivals[name]:
            number += 1
            queue.append(Part(number, layout.products[product].size.length, time))
    return queues
