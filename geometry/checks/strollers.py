"""People in a run: where they walk and stand, what they carry, and what they are at."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from geometry.checks.encounter import Kind, Solid, Subject, Watch
from geometry.checks.rides import box_at
from geometry.checks.survey import Survey
from geometry.crew import Posts, load_before
from geometry.models.person import STATURE
from geometry.records import walks_of
from layouts.space import Vector
from replay.chunk import Walks
from replay.frames import Look

Floats = NDArray[np.float64]
ROOM = 0.3
"""Half the width that somebody takes up who walks, metres: everything that is so near to his axis is he."""
AT_HAND = 0.6
"""Whoever stands no farther from the floor of equipment than this deals with it, metres."""


@dataclass(frozen=True, eq=False)
class Stroller:
    """Somebody, or what he carries, in a stretch of time in which he walks straight or stands.

    `own` is the equipment that he comes from, goes to or stands at.
    """

    name: str
    span: tuple[float, float]
    start: Floats
    goal: Floats
    way: Floats
    own: frozenset[str]
    look: Look | None = None

    @property
    def subject(self) -> Subject:
        """Who or what it is."""
        return Subject(Kind.CARRIED, self.name, self.look.product) if self.look else Subject(Kind.PERSON, self.name)

    @cached_property
    def speed(self) -> float:
        """Metres a second."""
        return float(np.linalg.norm(self.goal - self.start)) / max(self.span[1] - self.span[0], 1e-9)

    @cached_property
    def room(self) -> Floats:
        """A box (2, 3) that it never leaves."""
        boxes = np.array([self.at(self.start).box, self.at(self.goal).box])
        return np.array([boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)])

    @property
    def line(self) -> tuple[float, ...]:
        """What makes two walks the same."""
        return (*np.round([*self.start[:2], *self.goal[:2]], 3).tolist(),)

    def at(self, foot: Floats) -> Solid:
        """Return it where his feet are."""
        if self.look is None:
            head = Vector(*foot).plus(Vector(0.0, 0.0, STATURE - ROOM))
            return Solid(np.array([[foot, foot, head]]), ROOM)
        ahead, _, up = load_before(self.look)
        return Solid(box_at(foot + ahead * self.way + np.array([0.0, 0.0, up]), self.way, self.look))

    @cached_property
    def sweep(self) -> Solid:
        """All that it passes through: of a person the sheet that his axis sweeps, of a box the hull of both ends."""
        first, last = self.at(self.start), self.at(self.goal)
        if self.look is None:
            (foot, _, head), (to_foot, _, to_head) = first.triangles[0], last.triangles[0]
            return Solid(np.array([[foot, to_foot, to_head], [foot, to_head, head]]), ROOM)
        points = np.concatenate([first.triangles, last.triangles]).reshape(-1, 3)
        middles = [
            *points.reshape(2, -1, 3).mean(axis=1),
            points.mean(axis=0),
        ]  # what is wholly inside is near to these
        return Solid(np.concatenate([points[ConvexHull(points).simplices], [middles]]))

    def solid(self, t: float) -> Solid:
        """Return where it is at a time."""
        share = (t - self.span[0]) / max(self.span[1] - self.span[0], 1e-9)
        return self.at(self.start + min(max(share, 0.0), 1.0) * (self.goal - self.start))

    def spell(self, t: float) -> tuple[float, float]:
        """Return how fast it is, m/s, and until when."""
        return self.speed, self.span[1]

    def moved(self, start: float, end: float) -> float:
        """Return how far it goes between two times, metres."""
        return self.speed * (end - start)


def strollers(watch: Watch) -> Iterator[Stroller]:
    """Go through all walks and stands of everybody, and of what he carries."""
    posts, header = Posts(watch.survey.scene), watch.playback.trace.header
    at_hand = _AtHand(watch)
    for name, walks in walks_of(watch.playback.trace, 0.0, watch.end).items():
        for leg, look in _legs(name, walks, posts, at_hand, watch.end):
            yield leg
            if look >= 0:
                yield Stroller(leg.name, leg.span, leg.start, leg.goal, leg.way, leg.own, header.looks[look])


def _legs(name: str, walks: Walks, posts: Posts, at_hand: "_AtHand", end: float) -> Iterator[tuple[Stroller, int]]:
    """Each walk, and the stand behind it, with the number of the look of what he carries."""
    ends = [*walks.t[1:].tolist(), end]
    columns = (walks.t, walks.arrives, walks.x, walks.y, walks.to_x, walks.to_y, walks.look)
    for (t, arrives, x, y, to_x, to_y, look), left in zip(
        zip(*(column.tolist() for column in columns), strict=True), ends, strict=True
    ):
        start, goal = np.array([x, y, 0.0]), np.array([to_x, to_y, 0.0])
        length, own = math.dist((x, y), (to_x, to_y)), at_hand.of(to_x, to_y)
        until = min(arrives, left)
        if length > 0 and until > t:
            reached = start + (until - t) / (arrives - t) * (goal - start)
            both = at_hand.of(x, y) | own
            yield Stroller(name, (t, until), start, reached, (goal - start) / length, both), int(look)
        if left > max(t, arrives):
            seen = posts.seen(goal[None, :2], np.zeros((1, 2)))
            yield Stroller(name, (max(t, arrives), left), seen.feet[0], seen.feet[0], seen.ways[0], own), int(look)


class _AtHand:
    """Finds what somebody deals with who stands somewhere: the nearest equipment, and what hands over to it."""

    def __init__(self, watch: Watch) -> None:
        """Learn where equipment stands."""
        survey = watch.survey
        self._watch = watch
        self._rows = [row for row in range(len(survey.pieces)) if not survey.is_structure(row)]
        self._boxes = np.array([_floor_of(survey, row) for row in self._rows]).reshape(-1, 2, 2)
        self._known: dict[tuple[float, float], frozenset[str]] = {}

    def of(self, x: float, y: float) -> frozenset[str]:
        """Return the ids of what somebody deals with at a point of the floor."""
        if (x, y) not in self._known:
            self._known[x, y] = self._find(np.array([x, y]))
        return self._known[x, y]

    def _find(self, point: Floats) -> frozenset[str]:
        if not self._rows:
            return frozenset()
        beyond = np.maximum(self._boxes[:, 0] - point, point - self._boxes[:, 1]).max(axis=1)
        nearest = int(beyond.argmin())
        if beyond[nearest] > AT_HAND:
            return frozenset()
        name = self._watch.survey.pieces[self._rows[nearest]].equipment
        return frozenset(other for other in self._watch.layout.equipment if self._watch.deal(name, other))


def _floor_of(survey: Survey, row: int) -> Floats:
    """The box (2, 2) around the footprint of a piece, or around the body of one that has no place of its own."""
    pose, size = survey.placement.pose(survey.pieces[row].equipment), survey.equipment(row).footprint
    if pose is None:
        body: Floats = survey.boxes[row][:, :2]
        return body
    ends = [Vector(x * size.length / 2, y * size.width / 2) for x in (-1, 1) for y in (-1, 1)]
    corners = np.array([pose.apply(end)[:2] for end in ends])
    return np.array([corners.min(axis=0), corners.max(axis=0)])
