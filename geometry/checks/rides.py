"""Parts on paths in a run: what they come near to that stands, or that moves on another path.

What moves on a path is a box that keeps to it, so how near it comes to something that stands is a function of the
place on the path alone. Between two knots of a path every point of the box moves at most `reach` times as fast as its
middle; the distance to anything can therefore not change faster, and stepping ahead by what is left of it misses
nothing (`geometry.checks.encounter`). When a part was there follows from the trace.

Two parts on different paths meet only where these come near each other; there time is stepped in the same way, with
the speeds of both.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.checks.boxes import boxes_of
from geometry.checks.distance import Nearness, nearness
from geometry.checks.encounter import FINE, SAME, Encounter, Kind, Solid, Subject, Watch
from geometry.checks.overlap import common_hand_overs
from geometry.checks.survey import Survey
from geometry.solids import UNIT
from layouts.space import Vector
from replay.chunk import Visits
from replay.frames import Look, PathFrame
from replay.playback import Playback
from replay.tracks import Tracks

Floats = NDArray[np.float64]
LOOKS_APART = 0.1
"""Metres between two looks at what parts sweep."""
SOON = 0.01
"""Least step in time where two parts are near each other, seconds."""
BOX: Floats = UNIT.points.astype(np.float64)[UNIT.triangles] - (0.5, 0.5, 0.0)
"""The triangles of a box of size 1 on its middle."""


def rides_of(watch: Watch, ways: Sequence["Way"]) -> Iterator[Encounter]:
    """Go through what parts on paths came nearer to than asked, to what stands and to one another."""
    yield from _with_fixed(watch, watch.survey, ways)
    yield from _with_others(watch, watch.survey, ways)


@dataclass(frozen=True, eq=False)
class Way:
    """All visits of items of one look to one path: where a box goes, and who was there when."""

    frame: int
    path: PathFrame
    tracks: Tracks
    look: Look
    visits: tuple[tuple[int, float, float], ...]
    """Item, when it came, when it left (infinite while it is there), in the order of time."""

    @property
    def span(self) -> tuple[float, float]:
        """The places of the middle of the box from entering to leaving."""
        half = self.look.size.length / 2
        return -half, self.path.path.length - half

    def pieces(self) -> Iterator[tuple[float, float]]:
        """Stretches between which point and heading change their ways."""
        start, end = self.span
        knots = [knot for knot in self.tracks.knots(self.frame) if start < knot < end]
        points = [start, *map(float, np.unique(knots)), end]
        yield from pairwise(points)

    def box(self, distance: float) -> Floats:
        """Return the triangles (12, 3, 3) of the box when its middle is at a distance along the path."""
        points, headings = self.tracks.at(np.array([self.frame], np.int32), np.array([distance]))
        return box_at(points[0], headings[0], self.look)

    def fastest(self, start: float, end: float) -> float:
        """Return how many metres a point of the box moves at most while its middle moves one, within a stretch."""
        _points, headings = self.tracks.at(np.full(2, self.frame, np.int32), np.array([start + 1e-9, end - 1e-9]))
        turn = math.acos(float(np.clip(headings[0] @ headings[1], -1.0, 1.0)))
        # Half a corner: interpolated and made one long, a heading turns fastest in its middle, by tan(turn) / length.
        return 1.0 + math.tan(min(turn, 1.55)) / max(end - start, 1e-9) * _radius(self.look)


@dataclass(frozen=True, eq=False)
class Riders:
    """All parts of one look on one path."""

    watch: Watch
    way: Way

    @property
    def subject(self) -> Subject:
        """What they are."""
        return Subject(Kind.PART, self.way.path.id, self.way.look.product)

    @cached_property
    def sweep(self) -> Solid:
        """All that they pass through: boxes at places, and what is so near to these as they move in between."""
        found, step = [], 0.0
        for start, end in self.way.pieces():
            count = max(1, math.ceil((end - start) / LOOKS_APART))
            step = max(step, self.way.fastest(start, end) * (end - start) / count)
            found += [self.way.box(float(place)) for place in np.linspace(start, end, count + 1)]
        return Solid(np.concatenate(found), step / 2)

    @cached_property
    def room(self) -> Floats:
        """A box (2, 3) that they never leave."""
        return self.sweep.box

    @cached_property
    def _speed(self) -> float:
        return self.way.path.speed * max(self.way.fastest(*piece) for piece in self.way.pieces())

    def passing(self, solid: Solid) -> tuple[float, Floats, tuple[float, ...]] | None:
        """Return how near they come to something that stands, where, and when each of them does; None: not near."""
        closest = _closest(self.way, solid.triangles, self.watch.below + solid.radius)
        if closest is None:
            return None
        front, near = closest.place + self.way.look.size.length / 2, closest.nearness
        came = [visit for visit in self.way.visits if _came_to(self.watch, self.way, visit, front)]
        times = tuple(_when(self.watch, self.way, visit, front) for visit in came)
        return max(0.0, near.distance - solid.radius), (near.one + near.other) / 2, times

    def solid(self, t: float) -> Solid | None:
        """Return where they are at a time; None where there are none."""
        moment = self.watch.playback.at(t)
        looks = self.watch.playback.trace.header.looks
        rows = [
            row for row in np.flatnonzero(moment.frames == self.way.frame) if looks[moment.looks[row]] == self.way.look
        ]
        boxes = [box_at(moment.positions[row], moment.directions[row], self.way.look) for row in rows]
        return Solid(np.concatenate(boxes)) if boxes else None

    def spell(self, t: float) -> tuple[float, float]:
        """Return how fast they are at most, m/s, and until when."""
        return self._speed, math.inf

    def moved(self, start: float, end: float) -> float:
        """Return how far they go between two times, metres."""
        return self._speed * (end - start)


def _radius(look: Look) -> float:
    """From the middle of the underside of a box to its farthest corner."""
    return math.hypot(look.size.length / 2, look.size.width / 2, look.size.height)


def box_at(point: Floats, heading: Floats, look: Look) -> Floats:
    """Return the triangles (12, 3, 3) of a part: its underside on a point, its length along a heading."""
    ahead = heading / np.linalg.norm(heading)
    left = np.array([-ahead[1], ahead[0], 0.0]) / max(math.hypot(ahead[0], ahead[1]), 1e-12)
    axes = np.stack([ahead * look.size.length, left * look.size.width, np.cross(ahead, left) * look.size.height])
    triangles: Floats = BOX @ axes + point
    return triangles


def ways_of(watch: Watch) -> Iterator[Way]:
    """Go through the paths on which parts of one look went."""
    header, tracks = watch.playback.trace.header, Tracks(watch.playback.trace.header.frames)
    stays = _stays(watch)
    for (frame, look), visits in sorted(stays.items()):
        path = header.frames[frame]
        if isinstance(path, PathFrame) and path.path.length > 0:
            yield Way(frame, path, tracks, header.looks[look], tuple(visits))


def _stays(watch: Watch) -> Mapping[tuple[int, int], list[tuple[int, float, float]]]:
    """By frame and look: item, when it came and when it left."""
    found: dict[tuple[int, int], dict[tuple[int, float], float]] = {}
    for chunk in watch.playback.trace.chunks:
        visits: Visits = chunk.visits
        columns = (visits.frame, visits.look, visits.item, visits.t_in, visits.t_out)
        for frame, look, item, t_in, t_out in zip(*(column.tolist() for column in columns), strict=True):
            if t_in <= watch.end:
                found.setdefault((frame, look), {})[(item, t_in)] = t_out
    return {
        key: sorted(((item, t_in, t_out) for (item, t_in), t_out in stays.items()), key=lambda stay: stay[1])
        for key, stays in found.items()
    }


# what moves beside what stands


def _with_fixed(watch: Watch, survey: Survey, ways: Sequence[Way]) -> Iterator[Encounter]:
    for way in ways:
        own = way.path.id
        for number in _near_path(survey, way, watch.below):
            name = survey.pieces[number].equipment
            if name == own or len(common_hand_overs(survey, own, name)):
                continue
            closest = _closest(way, survey.body(number).triangles, watch.below)
            if closest is not None:
                passed = _passed(watch, way, closest)
                if passed:
                    yield passed._replace(mover=own, other=name)


def _near_path(survey: Survey, way: Way, below: float) -> list[int]:
    """The pieces whose boxes are near the way of a box."""
    points = np.array([way.box(distance).reshape(-1, 3) for piece in way.pieces() for distance in piece]).reshape(-1, 3)
    room = below + _radius(way.look)
    return survey.near(points.min(axis=0) - room, points.max(axis=0) + room)


class Closest(NamedTuple):
    """Where on its way a box is nearest to something, and how near."""

    place: float
    nearness: Nearness


def _closest(way: Way, triangles: Floats, below: float) -> Closest | None:
    """Where a way comes nearest to triangles; None where it stays at least `below` away."""
    best: Closest | None = None
    for start, end in way.pieces():
        near = _within(triangles, way, (start, end), below)
        for found in _along(way, near, (start, end), below) if len(near) else ():
            if found.nearness.distance < below - SAME and (
                best is None or found.nearness.distance < best.nearness.distance
            ):
                best = found
    return best


def _within(triangles: Floats, way: Way, piece: tuple[float, float], below: float) -> Floats:
    """The triangles that a box can come near to on a stretch of its way."""
    points = np.concatenate([way.box(distance).reshape(-1, 3) for distance in piece])
    room = below + (_radius(way.look) if way.fastest(*piece) > 1 else 0.0)
    low, high = points.min(axis=0) - room, points.max(axis=0) + room
    boxes = boxes_of(triangles)
    near: Floats = triangles[np.all((boxes[:, 0] <= high) & (boxes[:, 1] >= low), axis=1)]
    return near


def _along(way: Way, triangles: Floats, piece: tuple[float, float], below: float) -> Iterator[Closest]:
    """Step along a stretch so that nothing nearer than `below` lies between two steps, but by half of `FINE`."""
    place, end = piece
    fastest = way.fastest(*piece)
    least = below
    while True:
        found = nearness(way.box(place), triangles)
        yield Closest(place, found)
        if place >= end:
            return
        least = min(least, found.distance)
        place = min(end, place + max(FINE, (found.distance - least) / fastest))


def _passed(watch: Watch, way: Way, closest: Closest) -> Encounter | None:
    """When parts were at a place of their way: the first time, and how often. On a path the first in comes first."""
    front = closest.place + way.look.size.length / 2
    passed = [visit for visit in way.visits if _came_to(watch, way, visit, front)]
    if not passed:
        return None
    near = closest.nearness
    point = Vector(*map(float, (near.one + near.other) / 2))
    t = _when(watch, way, passed[0], front)
    return Encounter(way.path.id, way.look.product, "", near.distance, t, point, len(passed))


def _came_to(watch: Watch, way: Way, visit: tuple[int, float, float], front: float) -> bool:
    """Whether the front of an item came to a place of the path; what has left the path came to all of them."""
    item, _, t_out = visit
    if t_out <= watch.end:
        return True
    there = _front(watch.playback, way, item, watch.end)
    return there is not None and there >= front - FINE


def _when(watch: Watch, way: Way, visit: tuple[int, float, float], front: float) -> float:
    """When the front of an item was at a place of the path, by halving, to a millisecond."""
    item, low, t_out = visit
    high = min(t_out, watch.end)
    while high - low > 1e-3:
        middle = (low + high) / 2
        there = _front(watch.playback, way, item, middle)
        low, high = (middle, high) if there is not None and there < front else (low, middle)
    return high


def _front(playback: Playback, way: Way, item: int, t: float) -> float | None:
    """How far the front of an item is along the path at a moment; None where it is not there."""
    moment = playback.at(t)
    row = moment.index_of(item)
    if row is None or moment.frames[row] != way.frame:
        return None
    return _place_of(way, moment.positions[row]) + way.look.size.length / 2


def _place_of(way: Way, point: Floats) -> float:
    """Distance along a path of a point on it, or straight before or behind it."""
    corners = np.array(way.path.path.points, np.float64)
    ways, lengths = np.diff(corners, axis=0), np.diff(way.path.path.distances)
    along = np.einsum("ij,ij->i", point - corners[:-1], ways) / lengths
    kept = np.clip(along, 0.0, lengths)
    kept[0], kept[-1] = min(along[0], lengths[0]), max(along[-1], 0.0)
    if len(lengths) == 1:
        kept[0] = along[0]
    feet = corners[:-1] + (kept / lengths)[:, None] * ways
    nearest = int(np.argmin(np.linalg.norm(feet - point, axis=1)))
    return float(way.path.path.distances[nearest] + kept[nearest])


# what moves beside what else moves


def _with_others(watch: Watch, survey: Survey, ways: Sequence[Way]) -> Iterator[Encounter]:
    for number, one in enumerate(ways):
        for other in ways[number + 1 :]:
            if one.frame != other.frame and not len(common_hand_overs(survey, one.path.id, other.path.id)):
                found = _meeting(watch, one, other)
                if found:
                    yield found


def _meeting(watch: Watch, one: Way, other: Way) -> Encounter | None:
    """When two parts on two ways were nearest to each other, where these come near each other."""
    if not _ways_meet(one, other, watch.below):
        return None
    best: Encounter | None = None
    times = 0
    for first, second, span in _together(one, other, watch.end):
        found = _pair(watch, (one, first), (other, second), span)
        if found and found[0] < watch.below - SAME:
            times += 1
            if best is None or found[0] < best.distance - SAME:
                point = Vector(*map(float, found[2]))
                best = Encounter(one.path.id, one.look.product, _name(other), found[0], found[1], point, 0)
    return best._replace(times=times) if best else None


def _name(way: Way) -> str:
    """Whom one meets: `b on c2`."""
    return f"{way.look.product} on {way.path.id}"


def _together(one: Way, other: Way, until: float) -> Iterator[tuple[int, int, tuple[float, float]]]:
    """Pairs of items of two ways, and from when to when both were there."""
    first = 0
    for item, t_in, t_out in one.visits:
        while first < len(other.visits) and other.visits[first][2] <= t_in:
            first += 1  # those on one path leave in the order in which they came
        for item_there, came, left in other.visits[first:]:
            if came >= t_out:
                break
            span = max(t_in, came), min(t_out, left, until)
            if span[0] < span[1]:
                yield item, item_there, span


def _ways_meet(one: Way, other: Way, below: float) -> bool:
    """Whether the rooms that two ways sweep come near each other."""
    mine, theirs = (
        np.array([np.concatenate([way.box(a), way.box(b)]).reshape(-1, 3) for a, b in way.pieces()])
        for way in (one, other)
    )
    lows, highs = mine.min(axis=1) - below, mine.max(axis=1) + below
    other_lows, other_highs = theirs.min(axis=1), theirs.max(axis=1)
    meets = (lows[:, None] <= other_highs[None]) & (highs[:, None] >= other_lows[None])
    return bool(np.any(np.all(meets, axis=2)))


def _pair(
    watch: Watch, one: tuple[Way, int], other: tuple[Way, int], span: tuple[float, float]
) -> tuple[float, float, Floats] | None:
    """The least distance of two parts while both are on their ways, when, and where."""
    t, end = span
    fastest = sum(way.path.speed * max(way.fastest(*piece) for piece in way.pieces()) for way, _ in (one, other))
    best: tuple[float, float, Floats] | None = None
    least = watch.below
    while t <= end:
        boxes = _boxes_then(watch.playback, one, other, t)
        if boxes is not None:
            found = nearness(*boxes)
            if best is None or found.distance < best[0]:
                best = found.distance, t, (found.one + found.other) / 2
            least = min(least, found.distance)
            t += max(SOON, (found.distance - least) / max(fastest, 1e-9))
        else:
            t += SOON
    return best


def _boxes_then(
    playback: Playback, one: tuple[Way, int], other: tuple[Way, int], t: float
) -> tuple[Floats, Floats] | None:
    """The boxes of two parts at a moment; None where one of them is not shown."""
    moment = playback.at(t)
    boxes = []
    for way, item in (one, other):
        row = moment.index_of(item)
        if row is None:
            return None
        boxes.append(box_at(moment.positions[row], moment.directions[row], way.look))
    return boxes[0], boxes[1]
