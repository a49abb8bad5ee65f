"""Playback: where everything is at any moment of a trace, forwards or backwards.

The cost of a moment depends on what is there, not on how long the trace is: one chunk answers, for all parts at once.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from replay.chunk import Chunk, Visits
from replay.places import Places
from replay.queues import Indices, Instant, Queues
from replay.states import State
from replay.timeline import Timeline, picked
from replay.trace import Trace
from replay.tracks import Tracks

Floats = NDArray[np.float64]


class Earlier(NamedTuple):
    """By equipment the states before those of a moment, and how many seconds these lasted; infinite where unknown."""

    states: NDArray[np.uint8]
    lasted: Floats


@dataclass(frozen=True, eq=False)
class Standing:
    """Where people are, in the order of the header: those of whom nothing is known yet are left out.

    `positions` (n, 2) on the floor, `ways` (n, 2) unit vectors along which they walk, 0 for those who stand; `looks`
    (n,) of what they carry, -1 for nothing.
    """

    positions: Floats
    ways: Floats
    looks: NDArray[np.int16]

    @classmethod
    def none(cls) -> "Standing":
        """Return nobody."""
        return cls(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0, np.int16))


@dataclass(frozen=True, eq=False)
class Moment:
    """Everything at one instant, sorted by frame and rank; items that their frame does not show are left out.

    `positions` (n, 3) are the middles of the undersides of the parts in the hall, `directions` (n, 3) the unit vectors
    along which they head, `along` (n,) the distances of the middles from the start of their path, no number in a place.
    By equipment: `states`, since when, and the equipment that is the cause, -1 without one; before the first record
    starved. By frame: `odometers`, metres, 0 for slots. `earlier`: the states before.
    """

    t: float
    items: NDArray[np.int64]
    looks: NDArray[np.int16]
    positions: Floats
    directions: Floats
    along: Floats
    frames: NDArray[np.int32]
    states: NDArray[np.uint8]
    causes: NDArray[np.int32]
    since: Floats
    odometers: Floats
    earlier: Earlier | None = None
    people: "Standing" = field(default_factory=lambda: Standing.none())

    def index_of(self, item: int) -> int | None:
        """Return where an item stands in the columns, None where it is not shown."""
        found = np.flatnonzero(self.items == item)
        return int(found[0]) if len(found) else None


class Playback:
    """A trace that can be asked for any moment, in any order, also while it grows."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        header = trace.header
        self._tracks, self._places = Tracks(header.frames), Places(header.frames)
        self._queues = Queues(header.frames, header.looks)
        self._half = np.array([look.size.length / 2 for look in header.looks], dtype=np.float64)
        self._speed = np.array([getattr(frame, "speed", 0.0) for frame in header.frames], dtype=np.float64)
        self._reader = _Reader(trace, Chunk.empty(trace.start))

    def at(self, t: float) -> Moment:
        """Return the moment at `t` seconds.

        Raises:
            ValueError: for an instant outside of the trace.
        """
        chunk = self.trace.chunk_at(t)
        if chunk is not self._reader.chunk:
            self._reader = _Reader(self.trace, chunk)
        now = self._reader.instant(t, self._speed * t)
        rows = self._shown(chunk.visits, t)
        positions, directions, along = self._poses(chunk.visits, rows, now)
        states, causes, since = self._reader.states(t)
        return Moment(
            t=t,
            items=chunk.visits.item[rows],
            looks=chunk.visits.look[rows],
            positions=positions,
            directions=directions,
            along=along,
            frames=chunk.visits.frame[rows],
            states=states,
            causes=causes,
            since=since,
            odometers=now.odometers,
            earlier=self._reader.earlier(t),
            people=self._reader.people(t),
        )

    def _shown(self, visits: Visits, t: float) -> Indices:
        rows = np.flatnonzero((visits.t_in <= t) & (visits.t_out > t))
        return rows[self._places.shows(visits.frame[rows], visits.rank[rows])]

    def _poses(self, visits: Visits, rows: Indices, now: Instant) -> tuple[Floats, Floats, Floats]:
        """Return points (n, 3), headings (n, 3) and distances along their path (n,) of the visits in `rows`."""
        on_path = self._places.is_path[visits.frame[rows]]
        moving, placed = rows[on_path], rows[~on_path]
        positions, directions = np.empty((len(rows), 3)), np.empty((len(rows), 3))
        along = np.full(len(rows), np.nan)
        along[on_path] = self._queues.fronts(visits, moving, now) - self._half[visits.look[moving]]
        positions[on_path], directions[on_path] = self._tracks.at(visits.frame[moving], along[on_path])
        positions[~on_path], directions[~on_path] = self._places.at(visits.frame[placed], visits.rank[placed])
        return positions, directions, along


class _Reader:
    """The records of one chunk beside its visits, found by frame, equipment and time."""

    def __init__(self, trace: Trace, chunk: Chunk) -> None:
        self.chunk = chunk
        self._start = trace.start
        frames, equipment = len(trace.header.frames), len(trace.header.equipment)
        self._odometers = Timeline(chunk.odometers.frame, chunk.odometers.t, frames)
        self._joints = Timeline(chunk.joints.frame, chunk.joints.t, frames)
        self._states = Timeline(chunk.states.equipment, chunk.states.t, equipment)
        self._walks = Timeline(chunk.walks.person, chunk.walks.t, len(trace.header.people))

    def instant(self, t: float, unrecorded: Floats) -> Instant:
        """Return odometers and joints; odometers of which nothing is recorded read `unrecorded` (f,)."""
        turned, joined = self._odometers.rows_at(t), self._joints.rows_at(t)
        records, joints = self.chunk.odometers, self.chunk.joints
        read = picked(records.b, turned, 0.0) + picked(records.speed, turned, 0.0) * (t - picked(records.t, turned, t))
        return Instant(
            t=t,
            odometers=np.where(turned >= 0, read, unrecorded),
            joint_t=picked(joints.t, joined, -np.inf),
            joint_m=picked(joints.m, joined, 0.0),
        )

    def states(self, t: float) -> tuple[NDArray[np.uint8], NDArray[np.int32], Floats]:
        """Return states, causes and since when, by equipment."""
        rows, states = self._states.rows_at(t), self.chunk.states
        state = picked(states.state, rows, State.STARVED)
        return state, picked(states.cause, rows, -1), picked(states.t, rows, self._start)

    def earlier(self, t: float) -> Earlier:
        """Return by equipment the state before, as far as told, and how long it lasted; one of no time is none."""
        rows, states = self._states.rows_at(t), self.chunk.states
        now, since = picked(states.state, rows, State.STARVED), picked(states.t, rows, self._start)
        before, began = self._back(rows, 1)
        far, further = self._back(rows, 2)
        skipped = (began == since) & (far >= 0)
        before, began = np.where(skipped, far, before), np.where(skipped, further, began)
        found = np.where(before >= 0, before, now)
        return Earlier(found.astype(np.uint8), np.where(before >= 0, since - began, np.inf))

    def _back(self, rows: NDArray[np.intp], count: int) -> tuple[NDArray[np.int64], Floats]:
        """Return states and beginnings of the records `count` before others, of the same equipment; -1: none."""
        states, back = self.chunk.states, np.maximum(rows - count, 0)
        same = (rows >= count) & (picked(states.equipment, rows, -1) == picked(states.equipment, back, -1))
        return np.where(same, picked(states.state, back, 0).astype(np.int64), -1), picked(states.t, back, 0.0)

    def people(self, t: float) -> Standing:
        """Return where people are."""
        rows = self._walks.rows_at(t)
        walks = self.chunk.walks.rows(rows[rows >= 0])
        begin = np.column_stack([walks.x, walks.y])
        steps = np.column_stack([walks.to_x, walks.to_y]) - begin
        lasting = walks.arrives - walks.t
        done = np.clip((t - walks.t) / np.maximum(lasting, 1e-9), 0.0, 1.0)
        lengths = np.hypot(*steps.T)
        walking = (done < 1.0) & (lengths > 0)
        ways = np.where(walking[:, None], steps / np.maximum(lengths, 1e-9)[:, None], 0.0)
        return Standing(begin + done[:, None] * steps, ways, walks.look)
