"""How far joints are at a moment: a pure function of their motion and of the state, and where that brings things.

The state of the moment and the one before it decide, with how long each has lasted; nothing is remembered from one
moment to the next, so that a run can be played in any direction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from geometry.models.model import Joint, Motion
from layouts.space import Pose, Vector
from replay.states import State

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

TRAVEL = 1.2
"""Seconds in which a door opens or closes, and a stroke that was broken off returns."""
ATTENDED = np.array(
    [
        state
        in (
            *(State.STARVED, State.BLOCKED, State.CHANGEOVER, State.FAILED, State.MAINTENANCE),
            *(State.WAITING_OPERATOR, State.WAITING_SETTER),
        )
        for state in State
    ]
)
"""By state, whether doors stand open: something is loaded, unloaded, set or mended, or waits for it."""
WORKING = np.array([state is State.WORKING for state in State])


@dataclass(frozen=True, eq=False)
class Stance:
    """The states (n,), since how many seconds, the states before them and how long those lasted; unknown: infinite."""

    states: NDArray[np.int64]
    ages: Floats
    before: NDArray[np.int64]
    lasted: Floats

    def of(self, rows: Indices) -> "Stance":
        """Return those of some rows."""
        return Stance(self.states[rows], self.ages[rows], self.before[rows], self.lasted[rows])


@dataclass(frozen=True, eq=False)
class Drives:
    """What moves joints: their motions (n,) as values of `Motion`, reaches (n,) and periods (n,)."""

    motions: NDArray[np.int64]
    reaches: Floats
    periods: Floats

    @classmethod
    def of(cls, joints: Sequence[Joint]) -> Self:
        """Read what joints declare."""
        return cls(
            np.array([joint.motion.value for joint in joints], np.int64),
            np.array([joint.reach for joint in joints], np.float64),
            np.array([joint.period for joint in joints], np.float64),
        )

    @property
    def beating(self) -> NDArray[np.bool_]:
        """Which joints (n,) move without end while the equipment works."""
        return np.isin(self.motions, (Motion.STROKES.value, Motion.SPINS.value))

    def values(self, stance: Stance) -> Floats:
        """Return how far each joint (n,) is along its way or about its axis: metres or degrees.

        A single joint is told for every state (n,) of the stance.
        """
        found = np.zeros(len(stance.states))
        for motion, share in (
            (Motion.OPENS, _swung(ATTENDED, stance)),
            (Motion.CLOSES, _swung(WORKING, stance)),
            (Motion.STROKES, _stroke(self.periods, stance)),
            (Motion.SPINS, _spun(self.reaches, stance)),
        ):
            found = np.where(self.motions == motion.value, share, found)
        return found * self.reaches


def _smooth(share: Floats) -> Floats:
    """Begin and end at rest (3 s² - 2 s³)."""
    clipped = np.clip(share, 0.0, 1.0)
    eased: Floats = clipped * clipped * (3 - 2 * clipped)
    return eased


def _swung(there: NDArray[np.bool_], stance: Stance) -> Floats:
    """From where the state before has left it to 1 in the states `there`, to 0 in all others."""
    start, end = there[stance.before].astype(np.float64), there[stance.states].astype(np.float64)
    swung: Floats = start + (end - start) * _smooth(stance.ages / TRAVEL)
    return swung


def _stroke(periods: Floats, stance: Stance) -> Floats:
    """There and back once a period; what was broken off returns."""
    left = np.where(WORKING[stance.before], _wave(stance.lasted, periods), 0.0)
    returning = left * (1 - _smooth(stance.ages / TRAVEL))
    stroke: Floats = np.where(WORKING[stance.states], _wave(stance.ages, periods), returning)
    return stroke


def _wave(times: Floats, periods: Floats) -> Floats:
    wave: Floats = 0.5 - 0.5 * np.cos(2 * np.pi * _known(times) / periods)
    return wave


def _spun(rates: Floats, stance: Stance) -> Floats:
    """Turns by its rate (degrees a second) while working, and stands afterwards; as a multiple of the rate."""
    stood = np.where(WORKING[stance.before], _known(stance.lasted), 0.0)
    seconds = np.where(WORKING[stance.states], _known(stance.ages), stood)
    whole = 360.0 / np.where(rates > 0, rates, 1.0)
    spun: Floats = np.mod(seconds, whole)
    return spun


def _known(times: Floats) -> Floats:
    """Times, 0 where they are unknown."""
    known: Floats = np.where(np.isfinite(times), times, 0.0)
    return known


@dataclass(frozen=True, eq=False)
class Linkage:
    """Joints in the hall: origins (n, 3), unit axes (n, 3), whether they turn (n,), by which joint they are carried."""

    origins: Floats
    axes: Floats
    turns: NDArray[np.bool_]
    parents: Indices
    """(n,), -1: by none; a parent comes before its children."""

    def placed(self, values: Floats) -> tuple[Floats, Floats]:
        """Return where joints at these values bring what hangs on them: turns (n, 4: w, x, y, z), then moves (n, 3)."""
        half = np.radians(np.where(self.turns, values, 0.0)) / 2
        turns = np.column_stack([np.cos(half), self.axes * np.sin(half)[:, None]])
        slides = self.axes * np.where(self.turns, 0.0, values)[:, None]
        moves = self.origins - rotated(turns, self.origins) + slides
        for carried in self._generations:
            by = self.parents[carried]
            moves[carried] = moves[by] + rotated(turns[by], moves[carried])
            turns[carried] = product(turns[by], turns[carried])
        return turns, moves

    @cached_property
    def _generations(self) -> list[Indices]:
        """The carried joints, those nearest to the foot first."""
        depths = np.zeros(len(self.parents), np.int64)
        for joint, parent in enumerate(self.parents):
            depths[joint] = depths[parent] + 1 if parent >= 0 else 0
        return [np.flatnonzero(depths == depth) for depth in range(1, int(depths.max(initial=0)) + 1)]


def linkage(joints: Sequence[tuple[Joint, Pose]], parents: Sequence[int]) -> Linkage:
    """Bring joints from the frames of their equipment into the hall; a mirrored one turns the other way."""
    origins = np.array([pose.apply(joint.origin) for joint, pose in joints], np.float64).reshape(-1, 3)
    axes = np.array([_axis(joint, pose) for joint, pose in joints], np.float64).reshape(-1, 3)
    turns = np.array([joint.turns for joint, _ in joints], bool)
    return Linkage(origins, axes, turns, np.array(parents, np.int64))


def _axis(joint: Joint, pose: Pose) -> Vector:
    ahead = pose.apply(joint.axis).minus(pose.position)
    return Vector(-ahead.x, -ahead.y, -ahead.z) if pose.mirror and joint.turns else ahead


def product(one: Floats, other: Floats) -> Floats:
    """Return quaternions (n, 4) that turn by `other` first and then by `one`."""
    w, x, y, z = one.T
    a, b, c, d = other.T
    return np.column_stack(
        [
            w * a - x * b - y * c - z * d,
            w * b + x * a + y * d - z * c,
            w * c - x * d + y * a + z * b,
            w * d + x * c - y * b + z * a,
        ]
    )


def rotated(turns: Floats, points: Floats) -> Floats:
    """Return points (n, 3) turned about the origin by unit quaternions (n, 4)."""
    ahead = 2 * np.cross(turns[:, 1:], points)
    found: Floats = points + turns[:, :1] * ahead + np.cross(turns[:, 1:], ahead)
    return found
