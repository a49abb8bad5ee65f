"""Dynamic clearance: what came how close to what in a run, when and where.

Parts on paths (`rides`), people and what they carry (`strollers`) and what joints move (`limbs`) are looked at beside
what stands and beside one another. Equipment that hands over to each other is meant to come near; people are meant to
come near to what they deal with, and pass through doors. What joints move is told only where it comes nearer to
something that stands than it is at rest: the rest is seen without a run.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geometry.checks.boxes import boxes_of, pairs_between, pairs_within
from geometry.checks.encounter import (
    SAME,
    Encounter,
    Floats,
    Near,
    Solid,
    Span,
    Tally,
    Watch,
    apart,
    comes_within,
    first_at,
    nearest_in_time,
    nearest_of_those_there,
)
from geometry.checks.limbs import Limbs, limbs
from geometry.checks.rides import Riders, rides_of, ways_of
from geometry.checks.strollers import Stroller, strollers
from layouts.kinds import Dock, Door

__all__ = ["Encounter", "Watch", "encounters"]

FOREVER = np.inf
Passing = tuple[float, Floats, tuple[float, ...]]
"""How near parts come to something that stands, where, and when each does."""


def encounters(watch: Watch) -> tuple[Encounter, ...]:
    """Return everything that came nearer than asked, in the order of time."""
    ways, people, moved, tally = [*ways_of(watch)], [*strollers(watch)], limbs(watch), Tally()
    riders = [Riders(watch, way) for way in ways]
    _people_beside_fixed(watch, people, tally)
    _people_beside_limbs(watch, people, moved, tally)
    _people_beside_parts(watch, people, riders, tally)
    _limbs_beside_fixed(watch, moved, tally)
    _limbs_beside_parts(watch, moved, riders, tally)
    _limbs_beside_limbs(watch, moved, tally)
    found = [*rides_of(watch, ways), *tally.all()]
    return tuple(sorted(found, key=lambda encounter: (encounter.t, encounter.mover, encounter.other)))


@dataclass(frozen=True, eq=False)
class _Still:
    """A solid that stands, taken for something that moves."""

    at: Solid

    def solid(self, t: float) -> Solid:
        return self.at

    def spell(self, t: float) -> Span:
        return 0.0, FOREVER

    def moved(self, start: float, end: float) -> float:
        return 0.0


def _around(watch: Watch, number: int, room: Floats) -> Solid | None:
    """What of a piece is near a room; None: nothing."""
    triangles = watch.survey.body(number).triangles
    boxes, low, high = boxes_of(triangles), room[0] - watch.below, room[1] + watch.below
    near = triangles[np.all((boxes[:, 0] <= high) & (boxes[:, 1] >= low), axis=1)]
    return Solid(near) if len(near) else None


# people


def _people_beside_fixed(watch: Watch, people: Sequence[Stroller], tally: Tally) -> None:
    """Where somebody walks by something that he has nothing to do with; the same walk comes as near every time."""
    known: dict[object, dict[str, Near]] = {}
    for leg in people:
        if leg.speed > 0:
            key = leg.line, leg.own, leg.look
            if key not in known:
                known[key] = _beside_fixed(watch, leg)
            for name, near in known[key].items():
                tally.add(leg.subject, name, near._replace(t=leg.span[0] + near.t / leg.speed))


def _beside_fixed(watch: Watch, leg: Stroller) -> dict[str, Near]:
    """How near a walk comes to each piece; times are metres since its start."""
    found = {}
    for number in watch.survey.near(leg.room[0] - watch.below, leg.room[1] + watch.below):
        name, solid = watch.survey.pieces[number].equipment, _around(watch, number, leg.room)
        passes = isinstance(watch.survey.equipment(number), Door | Dock)
        if name not in leg.own and not passes and solid is not None:
            distance = apart(leg.sweep, solid).distance
            if distance < watch.below - SAME:
                near = first_at(leg, _Still(solid), leg.span, distance)
                found[name] = near._replace(t=(near.t - leg.span[0]) * leg.speed)
    return found


def _people_beside_limbs(watch: Watch, people: Sequence[Stroller], moved: Sequence[Limbs], tally: Tally) -> None:
    for one, other in pairs_between(_rooms(people, watch.below), _rooms(moved)):
        leg, limb = people[one], moved[other]
        if limb.rig.piece.equipment not in leg.own:
            for span in _looks(leg, limb):
                near = nearest_in_time(leg, limb, span, watch.below)
                if near is not None:
                    tally.add(leg.subject, limb.subject.words, near)


def _looks(leg: Stroller, limb: Limbs) -> Sequence[Span]:
    """When a limb is looked at beside somebody; beside him who stands, a stroke is as the one before it."""
    return [leg.span] if leg.speed > 0 else [span for _, span in limb.beats(leg.span)]


def _people_beside_parts(watch: Watch, people: Sequence[Stroller], riders: Sequence[Riders], tally: Tally) -> None:
    near_ways: dict[object, bool] = {}
    passing: dict[object, Passing | None] = {}
    for one, other in pairs_between(_rooms(people, watch.below), _rooms(riders)):
        leg, rider = people[one], riders[other]
        key = other, leg.line, leg.look
        if rider.way.path.id in leg.own:
            continue
        if leg.speed > 0:
            if key not in near_ways:
                near_ways[key] = apart(leg.sweep, rider.sweep).distance < watch.below
            near = nearest_of_those_there(leg, rider, leg.span, watch.below) if near_ways[key] else None
        else:
            if key not in passing:
                passing[key] = rider.passing(leg.at(leg.start))
            near = _while_standing(watch, leg, rider, passing[key])
        if near is not None:
            tally.add(leg.subject, rider.subject.words, near)


def _while_standing(watch: Watch, leg: Stroller, rider: Riders, passing: Passing | None) -> Near | None:
    """How near parts came to somebody who stands: those that passed him, or stood by when he came."""
    if passing is None:
        return None
    distance, point, times = passing
    begin, end = leg.span
    first = bisect_left(times, begin)
    if first < len(times) and times[first] <= end:
        return Near(distance, times[first], point)
    return nearest_of_those_there(leg, rider, (begin, begin), watch.below)


# what joints move


def _limbs_beside_fixed(watch: Watch, moved: Sequence[Limbs], tally: Tally) -> None:
    for limb in moved:
        own = limb.rig.piece.equipment
        for number in watch.survey.near(limb.room[0] - watch.below, limb.room[1] + watch.below):
            name, solid = watch.survey.pieces[number].equipment, _around(watch, number, limb.room)
            if solid is not None and not watch.deal(own, name):
                _limb_beside(watch, limb, name, solid, tally)


def _limb_beside(watch: Watch, limb: Limbs, name: str, solid: Solid, tally: Tally) -> None:
    """What joints of one piece move, beside something that stands: each way to move once, the nearest is told."""
    below = min(watch.below, apart(limb.at(np.zeros(len(limb.rig.joints))), solid).distance)
    best: tuple[Near, int] | None = None
    for episodes, span in limb.kinds():
        near = nearest_in_time(limb, _Still(solid), span, below)
        if near is not None and near.distance < (best[0].distance if best else below) - SAME:
            after = near.t - span[0]
            reached = [episode for episode in episodes if episode.end - episode.start >= after - 1e-9]
            best = near._replace(t=reached[0].start + after), len(reached)
    if best is not None:
        tally.add(limb.subject, name, *best)


def _limbs_beside_parts(watch: Watch, moved: Sequence[Limbs], riders: Sequence[Riders], tally: Tally) -> None:
    for one, other in pairs_between(_rooms(moved, watch.below), _rooms(riders)):
        limb, rider = moved[one], riders[other]
        meant = watch.deal(limb.rig.piece.equipment, rider.way.path.id)
        near = None if meant else _nearest_of_both(watch, limb, rider)
        if near is not None:
            tally.add(limb.subject, rider.subject.words, near)


def _limbs_beside_limbs(watch: Watch, moved: Sequence[Limbs], tally: Tally) -> None:
    for first, second in pairs_within(_rooms(moved, watch.below / 2)):
        one, other = moved[first], moved[second]
        meant = watch.deal(one.rig.piece.equipment, other.rig.piece.equipment)
        near = None if meant else _nearest_of_both(watch, one, other)
        if near is not None:
            tally.add(one.subject, other.subject.words, near)


def _nearest_of_both(watch: Watch, limb: Limbs, other: Limbs | Riders) -> Near | None:
    """When a limb and something else that moves were nearest; where their ways lie apart nobody looks at times."""
    if not _comes_near(watch, limb, other.sweep):
        return None
    find = nearest_of_those_there if isinstance(other, Riders) else nearest_in_time
    return find(limb, other, (0.0, watch.end), watch.below)


def _comes_near(watch: Watch, limb: Limbs, sweep: Solid) -> bool:
    """Tell whether a limb comes near anything that something else sweeps, whenever that is."""
    return any(comes_within(limb, _Still(sweep), span, watch.below) for _, span in limb.kinds())


def _rooms(several: Sequence[Stroller] | Sequence[Limbs] | Sequence[Riders], more: float = 0.0) -> Floats:
    """The rooms (n, 2, 3) of things that move, wider by so much."""
    boxes = np.array([each.room for each in several], np.float64).reshape(-1, 2, 3)
    wider: Floats = boxes + np.array([-more, more])[:, None]
    return wider
