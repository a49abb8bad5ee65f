"""The way of joints in a run as keyframes: straight between two, within half a hundredth of the reach of the joint.

A joint is a pure function of the states (`geometry.motion`): keyframes lie where a state begins, while a door swings,
and along strokes and turns.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.exchange.motion import Motion, increasing
from geometry.models.model import Joint
from geometry.models.model import Motion as Move
from geometry.motion import TRAVEL, WORKING, Drives
from geometry.rigs import Rig, stances
from layouts.space import Vector
from replay.states import State
from replay.trace import StateSeries

Floats = NDArray[np.float64]

SWING = TRAVEL / 8
"""Seconds between keyframes of a door that swings, and of a stroke that returns."""
BEATS = 24
"""Keyframes a stroke."""
QUARTER = 90.0
"""Degrees between keyframes of what spins: less than half a turn, so that it goes on the right way about."""


class Curve(NamedTuple):
    """How far a joint is: times (k,) and values (k,), metres or degrees. Of two equal times the second holds then."""

    times: Floats
    values: Floats

    def at(self, t: float) -> float:
        """Return the value at a time."""
        after = int(np.searchsorted(self.times, t, side="right"))
        if after in (0, len(self.times)):
            return float(self.values[min(after, len(self.times) - 1)])
        return float(np.interp(t, self.times[after - 1 : after + 1], self.values[after - 1 : after + 1]))


def curves_of(rig: Rig, motion: Motion) -> dict[str, Curve]:
    """Return the way of each joint by its name; none for equipment that the run says nothing of."""
    series = motion.records.get(rig.piece.equipment)
    if series is None:
        return {}
    return {joint.name: _curve(joint, series, motion.duration) for joint in rig.joints}


def ways_of(joint: Joint, carried_at: Vector, curve: Curve) -> tuple[Floats, Floats, Floats]:
    """Return times (k,) that increase, places (k, 3) and turns (k, 4: x, y, z, w) of what a joint moves.

    That has its origin in the joint, and is told in the frame of what carries it, which has its own at `carried_at`.
    """
    times, keep = increasing(curve.times)
    values, axis = curve.values[keep, None], np.array([joint.axis])
    half = np.radians(values if joint.turns else np.zeros_like(values)) / 2
    slid = np.zeros_like(values) if joint.turns else values
    return (
        times,
        np.array([joint.origin.minus(carried_at)]) + slid * axis,
        np.hstack([axis * np.sin(half), np.cos(half)]),
    )


def _curve(joint: Joint, series: StateSeries, duration: float) -> Curve:
    rows, times = _looks(joint, series, duration)
    values = Drives.of([joint]).values(stances(series, rows, times))
    if joint.motion is Move.SPINS and joint.turns:
        values = np.unwrap(values, period=360.0)
    kept = np.ones(len(values), bool)
    kept[1:-1] = (np.diff(values)[:-1] != 0) | (np.diff(values)[1:] != 0)
    return Curve(times[kept], values[kept])


def _looks(joint: Joint, series: StateSeries, duration: float) -> tuple[NDArray[np.intp], Floats]:
    """The times of keyframes, and the record that holds at each: both sides of every change."""
    changes = series.t[(series.t > 0) & (series.t < duration)]
    edges = np.unique([0.0, *changes.tolist(), duration])
    if len(edges) == 1:
        return np.searchsorted(series.t, edges, side="right") - 1, edges
    rows = np.searchsorted(series.t, edges[:-1], side="right") - 1
    times = [
        np.unique([*_ticks(joint, series, int(r), *span), *span]) for r, span in zip(rows, pairwise(edges), strict=True)
    ]
    return np.repeat(rows, [len(several) for several in times]), np.concatenate(times)


def _ticks(joint: Joint, series: StateSeries, row: int, start: float, end: float) -> Iterator[float]:
    """Where keyframes are needed within a state."""
    began = float(series.t[row]) if row >= 0 else -np.inf
    if joint.motion is not Move.SPINS and start < began + TRAVEL:
        yield from np.arange(began, min(began + TRAVEL, end) + SWING, SWING).clip(start, end).tolist()
    working = WORKING[series.state[row] if row >= 0 else State.STARVED]
    if working and joint.motion in (Move.STROKES, Move.SPINS):
        step = joint.period / BEATS if joint.motion is Move.STROKES else QUARTER / max(abs(joint.reach), 1e-6)
        first = began + np.ceil((start - began) / step) * step if np.isfinite(began) else start
        yield from np.arange(first, end, step).tolist()
