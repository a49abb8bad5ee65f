"""What joints move in a run, as solids in time: doors, rams, arms."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.checks.encounter import Kind, Solid, Span, Subject, Watch
from geometry.models.model import Joint, Motion
from geometry.motion import ATTENDED, TRAVEL, WORKING, Drives, Linkage, linkage, rotated
from geometry.records import records_of
from geometry.rigs import Rig, stances
from replay.trace import StateSeries

Floats = NDArray[np.float64]
LOOKS_APART, MOST_LOOKS = 0.15, 40
"""Metres between two looks at what it sweeps, and how many there are at most of one way to move."""
LONGEST_BEAT = 60.0
"""Seconds after which strokes of several periods are taken to begin anew."""


class Episode(NamedTuple):
    """A stretch of time in one state; `key` is the same where joints move in the same way from its start on."""

    key: tuple[float, ...]
    row: int
    start: float
    end: float


@dataclass(frozen=True, eq=False)
class Limbs:
    """All that joints of one piece move."""

    rig: Rig
    series: StateSeries
    end: float

    @cached_property
    def subject(self) -> Subject:
        """What it is: `door of press`, or `moving parts` where there are several joints."""
        moved = {self.rig.joints[number].name for _, number in self.rig.surfaces}
        return Subject(Kind.JOINTS, self.rig.piece.equipment, next(iter(moved)) if len(moved) == 1 else "moving parts")

    @cached_property
    def _at_rest(self) -> tuple[tuple[int, Floats], ...]:
        """By joint the triangles (m, 3, 3) in the hall with all joints at 0."""
        found: dict[int, list[Floats]] = {}
        for surface, number in self.rig.surfaces:
            mesh = surface.mesh.placed(self.rig.piece.pose)
            found.setdefault(number, []).append(mesh.points.astype(np.float64)[mesh.triangles])
        return tuple((number, np.concatenate(several)) for number, several in found.items())

    @cached_property
    def _drives(self) -> Drives:
        return Drives.of(self.rig.joints)

    def solid(self, t: float) -> Solid:
        """Return where it is at a time."""
        row = int(np.searchsorted(self.series.t, t, side="right")) - 1
        count = len(self.rig.joints)
        stance = stances(self.series, np.full(count, row), np.full(count, t))
        return self.at(self._drives.values(stance))

    def at(self, values: Floats) -> Solid:
        """Return where it is with joints at values (n,)."""
        turns, moves = self._linkage.placed(values)
        placed = []
        for number, triangles in self._at_rest:
            axes = rotated(np.repeat(turns[number : number + 1], 3, axis=0), np.eye(3))
            placed.append(triangles @ axes + moves[number])
        return Solid(np.concatenate(placed))

    @cached_property
    def _linkage(self) -> Linkage:
        return linkage([(joint, self.rig.piece.pose) for joint in self.rig.joints], self.rig.parents)

    # how fast and how far

    @cached_property
    def _arms(self) -> Floats:
        """By joint how far from its axis the farthest point is that it moves, metres; 1 for one that slides."""
        far = np.zeros(len(self.rig.joints))
        for number, triangles in self._at_rest:
            joint = number
            while joint >= 0:
                far[joint] = max(far[joint], self._from_axis(joint, triangles))
                joint = self.rig.parents[joint]
        for joint in reversed(range(len(far))):  # what it carries moves away from where it rests
            parent = self.rig.parents[joint]
            while parent >= 0:
                far[parent] += self._way(self.rig.joints[joint], far[joint])
                parent = self.rig.parents[parent]
        return np.array([arm if joint.turns else 1.0 for arm, joint in zip(far, self.rig.joints, strict=True)])

    def _from_axis(self, number: int, triangles: Floats) -> float:
        ahead = triangles.reshape(-1, 3) - self._linkage.origins[number]
        return float(np.linalg.norm(np.cross(ahead, self._linkage.axes[number]), axis=1).max())

    @staticmethod
    def _way(joint: Joint, arm: float) -> float:
        """How far a joint moves a point at most that is so far from its axis, metres."""
        if joint.motion is Motion.STAYS:
            return 0.0
        if not joint.turns:
            return abs(joint.reach)
        spins = joint.motion is Motion.SPINS
        return 2 * arm if spins else min(2 * arm, arm * math.radians(abs(joint.reach)))

    @cached_property
    def room(self) -> Floats:
        """A box (2, 3) that it never leaves."""
        pairs = zip(self.rig.joints, self._arms, strict=True)
        far = sum(self._way(joint, float(arm)) for joint, arm in pairs)
        box = self.at(np.zeros(len(self.rig.joints))).box
        return np.array([box[0] - far, box[1] + far])

    def _fastest(self, *, working: bool) -> float:
        """How fast a point is at most, m/s: along strokes and turns, or while something swings or returns."""
        total = 0.0
        for joint, arm in zip(self.rig.joints, self._arms, strict=True):
            reach = abs(joint.reach) * (math.radians(1.0) * float(arm) if joint.turns else 1.0)
            swings = joint.motion in (Motion.OPENS, Motion.CLOSES)
            if joint.motion is Motion.SPINS:
                total += reach if working else 0.0
            elif joint.motion is Motion.STROKES and working:
                total += math.pi * reach / joint.period
            elif joint.motion is Motion.STROKES or swings:
                total += 1.5 * reach / TRAVEL
        return total

    @cached_property
    def _speeds(self) -> tuple[float, float, bool]:
        """Metres a second while it works in its first moments, and while it does not; whether it beats on."""
        return self._fastest(working=True), self._fastest(working=False), any(self._beating())

    def spell(self, t: float) -> tuple[float, float]:
        """Return how fast its points are at most from a time on, m/s, and until when that holds."""
        row = int(np.searchsorted(self.series.t, t, side="right")) - 1
        until = float(self.series.t[row + 1]) if row + 1 < len(self.series.t) else self.end
        if row < 0:
            return 0.0, until
        working, other, beats = self._speeds
        began, works = float(self.series.t[row]), bool(WORKING[self.series.state[row]])
        if works and beats:
            return working, until
        if t < began + TRAVEL:
            return (working if works else other), min(until, began + TRAVEL)
        return 0.0, until

    def moved(self, start: float, end: float) -> float:
        """Return how long the ways of its points are at most between two times in one state, metres."""
        row = int(np.searchsorted(self.series.t, start, side="right")) - 1
        if row < 0 or self.spell(start)[0] == 0:
            return 0.0
        works = bool(WORKING[self.series.state[row]])
        pairs = zip(self.rig.joints, self._arms, strict=True)
        return sum(
            float(arm)
            * (math.radians(1.0) if joint.turns else 1.0)
            * self._varied(joint, row, (start, end), works=works)
            for joint, arm in pairs
        )

    def _varied(self, joint: Joint, row: int, span: Span, *, works: bool) -> float:
        """How far a joint goes there and back in a span in one state, metres or degrees."""
        if joint.motion is Motion.SPINS:
            return abs(joint.reach) * (span[1] - span[0]) if works else 0.0
        began, half = float(self.series.t[row]), joint.period / 2
        turns = range(math.floor((span[0] - began) / half) + 1, math.ceil((span[1] - began) / half))
        between = [began + half * number for number in turns] if works and joint.motion is Motion.STROKES else []
        times = np.array([span[0], *between, span[1]])
        values = Drives.of([joint]).values(stances(self.series, np.full(len(times), row), times))
        return float(np.abs(np.diff(values)).sum())

    # the same again

    @cached_property
    def beat(self) -> float:
        """Seconds after which all strokes and turns begin anew."""
        times = [j.period if j.motion is Motion.STROKES else 360 / abs(j.reach) for j in self._beating()]
        common = math.lcm(*(round(1000 * time) for time in times)) / 1000 if times else TRAVEL
        return common if common <= LONGEST_BEAT else math.inf

    def _beating(self) -> Iterator[Joint]:
        return (j for j in self.rig.joints if j.motion in (Motion.STROKES, Motion.SPINS) and j.reach)

    def episodes(self) -> Iterator[Episode]:
        """Go through the stretches of time in one state."""
        times = [*self.series.t.tolist(), self.end]
        for row in range(len(self.series.t)):
            if times[row + 1] > times[row]:
                yield Episode(self._key(row), row, times[row], times[row + 1])

    def beats(self, span: Span) -> Iterator[tuple[Episode, Span]]:
        """Go through the episodes in a span of time, each as long as something new happens in it."""
        for episode in self.episodes():
            start, end = max(span[0], episode.start), min(span[1], episode.end)
            if start < end:
                yield episode, (start, min(end, start + max(self.beat, TRAVEL)))

    def kinds(self) -> Iterator[tuple[list[Episode], Span]]:
        """Go through the ways in which it moves: all episodes of one, and the span of the longest of them."""
        same: dict[tuple[float, ...], list[Episode]] = {}
        for episode in self.episodes():
            same.setdefault(episode.key, []).append(episode)
        for several in same.values():
            longest = max(several, key=lambda episode: episode.end - episode.start)
            yield several, (longest.start, min(longest.end, longest.start + max(self.beat, TRAVEL)))

    @cached_property
    def sweep(self) -> Solid:
        """All that it passes through: where it is at times, and what is so near to that as it moves in between."""
        found, step = [self.at(np.zeros(len(self.rig.joints))).triangles], 0.0
        for _, (start, end) in self.kinds():
            speed = self.spell(start)[0]
            count = min(MOST_LOOKS, 1 + math.ceil(speed * (end - start) / LOOKS_APART))
            step = max(step, speed * (end - start) / count)
            times = np.linspace(start, end - 1e-9, count + 1)
            found += [self.solid(float(t)).triangles for t in times] if speed else []
        return Solid(np.concatenate(found), step / 2)

    def _key(self, row: int) -> tuple[float, ...]:
        state = int(self.series.state[row])
        before = int(self.series.state[row - 1]) if row else state
        kinds = ATTENDED[state], ATTENDED[before], WORKING[state], WORKING[before]
        lasted = float(self.series.t[row] - self.series.t[row - 1]) if row else math.inf
        left = math.isfinite(lasted) and WORKING[before] and not WORKING[state] and math.isfinite(self.beat)
        return (*map(float, kinds), round(lasted % self.beat, 2) if left and any(self._beating()) else -1.0)


def limbs(watch: Watch) -> list[Limbs]:
    """Return all that joints move in a run as the states say."""
    records = records_of(watch.playback.trace, 0.0, watch.end)
    rigs = filter(None, (Rig.of(piece) for piece in watch.survey.scene.pieces.values()))
    return [
        Limbs(rig, records[rig.piece.equipment], watch.end)
        for rig in rigs
        if rig.piece.equipment in records and any(joint.motion is not Motion.STAYS for joint in rig.joints)
    ]
