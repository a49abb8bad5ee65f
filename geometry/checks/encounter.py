"""An encounter: something that moves came near something else. And how the least distance in time is found.

Two things whose points move at most so fast cannot come nearer faster than that; stepping ahead by what is left of
their distance misses nothing (conservative advancement: Mirtich, 1996).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from geometry.checks.distance import FAR, Nearness, nearness
from geometry.checks.overlap import common_hand_overs
from geometry.checks.survey import Survey
from geometry.scene import scene_of
from layouts.model import Layout
from layouts.space import Vector
from replay.playback import Playback

Floats = NDArray[np.float64]
Span = tuple[float, float]

FINE = 0.002
"""Least step along a path, metres: the least distance is found to half of it."""
SOON = 0.01
"""To how many seconds the first time is told at which joints came as near as they did."""
NOBODY = 0.05
"""Seconds until one looks again where there was nothing."""
TICK = 1e-6
"""Seconds that time goes on at least."""
SAME = 0.0005
"""Distances that differ by less are the same, metres: the first of them is told."""


class Kind(Enum):
    """What came near something; the value is its word in `linewright clearance --json`."""

    PART = "part"
    PERSON = "person"
    CARRIED = "carried"
    JOINTS = "joints"


class Subject(NamedTuple):
    """What moves: `mover` is the equipment or the person that moves it, `product` what it is; nothing for a person."""

    kind: Kind
    mover: str
    product: str = ""

    @property
    def words(self) -> str:
        """How it is told: `box on c1`, `box carried by A:1`, `door of press`, `A:1`."""
        link = {Kind.PART: "on", Kind.CARRIED: "carried by", Kind.JOINTS: "of", Kind.PERSON: ""}[self.kind]
        return f"{self.product} {link} {self.mover}" if link else self.mover


class Encounter(NamedTuple):
    """Something that moves came near something else: the least distance, when first, where, and how often.

    `other` is equipment, or the words of what moves too: `box on c2`.
    """

    mover: str
    product: str
    other: str
    distance: float
    t: float
    point: Vector
    times: int
    kind: Kind = Kind.PART

    @property
    def subject(self) -> Subject:
        """What came near."""
        return Subject(self.kind, self.mover, self.product)


@dataclass(frozen=True)
class Watch:
    """What is watched for: a run of a layout up to `end` seconds, and distances below `below` metres."""

    layout: Layout
    playback: Playback
    end: float
    below: float

    @cached_property
    def survey(self) -> Survey:
        """What stands in the layout."""
        return Survey(self.layout, scene_of(self.layout))

    @cached_property
    def _connected(self) -> frozenset[tuple[str, str]]:
        pairs = [(link.source.equipment, link.target.equipment) for link in self.layout.connections]
        return frozenset([*pairs, *((b, a) for a, b in pairs)])

    def deal(self, one: str, other: str) -> bool:
        """Tell whether two pieces of equipment hand over to each other: they are meant to come near."""
        hand_over = one == other or (one, other) in self._connected
        return hand_over or len(common_hand_overs(self.survey, one, other)) > 0


class Solid(NamedTuple):
    """Triangles (m, 3, 3) in the hall and all that is within a radius of them."""

    triangles: Floats
    radius: float = 0.0

    @property
    def box(self) -> Floats:
        """The box (2, 3) around it."""
        points = self.triangles.reshape(-1, 3)
        return np.array([points.min(axis=0) - self.radius, points.max(axis=0) + self.radius])


class Actor(Protocol):
    """Something that moves in time."""

    def solid(self, t: float) -> Solid | None:
        """Where it is at a time; None where it is nowhere."""
        ...

    def spell(self, t: float) -> tuple[float, float]:
        """How fast its points are at most from a time on, m/s, and until when that holds."""
        ...

    def moved(self, start: float, end: float) -> float:
        """How long the ways of its points are at most between two times of one spell, metres."""
        ...


class Near(NamedTuple):
    """How near two things were, when, and where between them."""

    distance: float
    t: float
    point: Floats


def apart(one: Solid, other: Solid) -> Nearness:
    """Return how near two solids are, 0 where they reach into each other."""
    found = nearness(one.triangles, other.triangles)
    if found is FAR or not (one.radius or other.radius):
        return found
    way = (found.other - found.one) / max(found.distance, 1e-12)
    distance = max(0.0, found.distance - one.radius - other.radius)
    return Nearness(distance, found.one + one.radius * way, found.other - other.radius * way)


def nearest_in_time(one: Actor, other: Actor, span: Span, below: float) -> Near | None:
    """Return when two things that are always somewhere were nearest in a span; None where they stayed `below` apart.

    Between two looks the distance is at least what both ends and the speeds allow; where that is least one looks next
    (branch and bound). Of the times at which they are as near as that, the first is told.
    """
    looks, open_spans, best, when = _Looks(one, other), list[tuple[float, float, float]](), below, span[0]
    for start, end, _ in _spells(one, other, span):
        best, when = min((best, when), (looks.at(start), start), (looks.at(end), end))
        heappush(open_spans, (looks.bound(start, end), start, end))
    while open_spans and open_spans[0][0] < best - FINE / 2:
        _, start, end = heappop(open_spans)
        middle = (start + end) / 2
        best, when = min((best, when), (looks.at(middle), middle))
        if end - start > TICK:
            for half in ((start, middle), (middle, end)):
                heappush(open_spans, (looks.bound(*half), *half))
    return first_at(one, other, (span[0], when), best, SOON) if best < below else None


class _Looks:
    """How near two things are at times, each looked at once."""

    def __init__(self, one: Actor, other: Actor) -> None:
        """Begin without a look."""
        self._actors = one, other
        self._known: dict[float, float] = {}

    def at(self, t: float) -> float:
        """Return how near they are."""
        if t not in self._known:
            self._known[t] = self.near(t).distance
        return self._known[t]

    def bound(self, start: float, end: float) -> float:
        """Return what they stay apart at least between two looks."""
        ways = sum(actor.moved(start, end) for actor in self._actors)
        return max(0.0, (self.at(start) + self.at(end) - ways) / 2)

    def near(self, t: float) -> Near:
        """Return how near they are, and where between them that is."""
        one, other = (actor.solid(t) for actor in self._actors)
        if one is None or other is None:
            return Near(np.inf, t, np.full(3, np.nan))
        found = apart(one, other)
        return Near(found.distance, t, (found.one + found.other) / 2)


def _spells(one: Actor, other: Actor, span: Span) -> Iterator[tuple[float, float, float]]:
    """Cut a span where speeds change: from when to when, and how fast they come together at most."""
    t, end = span
    while True:
        (fast, until), (other_fast, other_until) = one.spell(t), other.spell(t)
        ahead = min(max(min(until, other_until), t + TICK), end)
        yield t, ahead, fast + other_fast
        if ahead >= end:
            return
        t = ahead


def first_at(one: Actor, other: Actor, span: Span, distance: float, step: float = TICK) -> Near:
    """Return when two things were first as near as that, its end at the latest; to a `step` in time, seconds."""
    looks = _Looks(one, other)
    for start, end, fastest in _spells(one, other, span):
        t = start
        while t < end or t == start:
            beyond = looks.at(t) - distance - SAME
            if beyond <= 0:
                return looks.near(t)
            t = end if fastest <= 0 else min(t + max(beyond / fastest, SAME / fastest, step), max(end, t + TICK))
    return looks.near(span[1])


def comes_within(one: Actor, other: Actor, span: Span, below: float) -> bool:
    """Tell whether two things come so near to each other in a span of time."""
    looks = _Looks(one, other)
    for start, end, fastest in _spells(one, other, span):
        t = start
        while True:
            beyond = looks.at(t) - below
            if beyond < 0:
                return True
            if t >= end:
                break
            t = end if fastest <= 0 else min(t + max(beyond, FINE) / fastest, end)
    return False


def nearest_of_those_there(one: Actor, other: Actor, span: Span, below: float) -> Near | None:
    """Return the same for things that may be nowhere for a while: time is stepped, from begin to end."""
    best: Near | None = None
    looks = _Looks(one, other)
    for start, end, fastest in _spells(one, other, span):
        t = start
        while True:
            found, least = looks.near(t), best.distance if best else below
            if found.distance < least - SAME:
                best = found
            if t >= end or (best is not None and best.distance <= 0):
                break
            free = NOBODY if np.isinf(found.distance) else max(FINE, found.distance - least) / max(fastest, 1e-9)
            t = min(t + free, end)
    return best


class Tally:
    """Encounters so far, the nearest of each pair."""

    def __init__(self) -> None:
        """Begin without any."""
        self._found: dict[tuple[Subject, str], Encounter] = {}

    def add(self, subject: Subject, other: str, near: Near, times: int = 1) -> None:
        """Count an occasion; the first of the nearest is told."""
        before = self._found.get((subject, other))
        point = Vector(*map(float, near.point))
        new = Encounter(subject.mover, subject.product, other, near.distance, near.t, point, times, subject.kind)
        if before is not None:
            closer = new.distance < before.distance - SAME
            same = abs(new.distance - before.distance) <= SAME and new.t < before.t
            new = (new if closer or same else before)._replace(times=before.times + times)
        self._found[subject, other] = new

    def all(self) -> Iterator[Encounter]:
        """Go through what was found."""
        yield from self._found.values()
