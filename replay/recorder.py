"""The recorder: what the engine tells while it runs, and how it becomes chunks of a trace.

The engine calls one of five functions with one tuple each, whose numbers go into one flat list (`list.extend`, faster
than keeping tuples, packing bytes or filling an array); pairing entries with exits, sorting and keyframes are done for
a whole chunk when it is cut.
"""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from replay.chunk import STATES_KEPT, Chunk, Joints, Odometers, States, Visits, Walks
from replay.frames import PathFrame
from replay.header import Header
from replay.opening import Opening
from replay.trace import Trace
from replay.visits import Move, carried_on, paired

Change = tuple[int, int, float, int]
"""(equipment, state, t, cause): from `t` on it is in that `State`, because of an equipment (-1: of nobody)."""

Turn = tuple[int, float, float, float]
"""(frame, t, B, speed): the odometer of a path reads `B` at `t` and runs on at `speed`."""

Joint = tuple[int, float, float]
"""(frame, t, m): from `t` on the part that left the path last is `B(t) + m` beyond its end."""

Walk = tuple[int, float, float, float, float, float, float, int]
"""(person, t, x, y, to_x, to_y, arrives, look): from `t` on he goes there, and carries `look` (-1: nothing)."""

__all__ = ["Change", "Joint", "Move", "NullRecorder", "Recorder", "TraceRecorder", "Turn", "Walk"]

KEYFRAME_SHARE = 8
"""A chunk takes at least so many records for each row of its keyframe, so that keyframes stay small beside them."""


class Log:
    """Records of `width` numbers each in one list; `write` stays valid for ever."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._numbers: list[float] = []
        self.write = self._numbers.extend

    def __len__(self) -> int:
        return len(self._numbers) // self._width

    def taken(self) -> NDArray[np.float64]:
        """Return the records as columns, shape (width, n), and forget them."""
        columns = np.fromiter(self._numbers, np.float64, len(self._numbers)).reshape(-1, self._width).T
        self._numbers.clear()
        return columns


class Recorder(Protocol):
    """What the engine tells of a run, in order of time."""

    @property
    def moved(self) -> Callable[[Move], None]:
        """Take an item's change of frame."""

    @property
    def changed(self) -> Callable[[Change], None]:
        """Take an equipment's change of state."""

    @property
    def turned(self) -> Callable[[Turn], None]:
        """Take a path's change of speed."""

    @property
    def joined(self) -> Callable[[Joint], None]:
        """Take where the last part that left a path is."""

    @property
    def walked(self) -> Callable[[Walk], None]:
        """Take where a person goes."""


class NullRecorder:
    """Nobody watches: nothing is kept."""

    moved: Callable[[Move], None]
    changed: Callable[[Change], None]
    turned: Callable[[Turn], None]
    joined: Callable[[Joint], None]
    walked: Callable[[Walk], None]

    def __init__(self) -> None:
        self.moved = self.changed = self.turned = self.joined = self.walked = _ignore


def _ignore(record: object) -> None:
    """Keep nothing of a record."""


class TraceRecorder:
    """Keeps everything, as a trace that grows by one chunk with each cut."""

    def __init__(self, header: Header, start: float = 0.0, rows_per_chunk: int = 16384) -> None:
        self.trace = Trace(header, start=start)
        self._rows_per_chunk = rows_per_chunk
        self._taken = 0
        self._paths = np.array([isinstance(frame, PathFrame) for frame in header.frames], dtype=bool)
        self._moves, self._changes, self._turns, self._joints, self._walks = Log(7), Log(4), Log(4), Log(3), Log(8)
        self.moved: Callable[[Move], None] = self._moves.write
        self.changed: Callable[[Change], None] = self._changes.write
        self.turned: Callable[[Turn], None] = self._turns.write
        self.joined: Callable[[Joint], None] = self._joints.write
        self.walked: Callable[[Walk], None] = self._walks.write
        self._keyframe = Chunk.empty(start)
        self._limit = rows_per_chunk

    @property
    def full(self) -> bool:
        """Whether it is time to cut."""
        return self.recorded >= self._limit

    @property
    def recorded(self) -> int:
        """How many records there are since the last cut."""
        return sum(map(len, (self._moves, self._changes, self._turns, self._joints, self._walks)))

    def restore(self, opening: Opening) -> None:
        """Begin in the middle of a run, with what was going on then; call it before anything is recorded."""
        start = self._keyframe.start
        visits = [(*inside[:5], np.inf, inside.b_in, 0.0, -1) for inside in opening.inside]
        ended = [(*left, -1) for left in opening.left]
        self._begin(
            Chunk(
                start,
                start,
                Visits.of(*zip(*visits, *ended, strict=True)),
                Odometers.of(*zip(*opening.turned, strict=True)).latest(),
                Joints.of(*zip(*opening.joined, strict=True)).latest(),
                States.of(*zip(*opening.changed, strict=True)).latest(),
                Walks.of(*zip(*opening.walked, strict=True)).latest(),
            )
        )

    def cut(self, t: float) -> None:
        """Close a chunk at `t`; records of that very instant may come before and after the cut.

        Raises:
            ValueError: for a `t` before the end of the last chunk.
        """
        if t < self._keyframe.start:
            raise ValueError(f"cut at {t} s, expected {self._keyframe.start} s or later")
        if t == self.trace.end and self.trace.chunks and not self.recorded:
            return
        chunk = self._chunk(t)
        self.trace.append(chunk)
        self._begin(
            Chunk(
                t,
                t,
                carried_on(chunk.visits, self._paths),
                chunk.odometers.latest(),
                chunk.joints.latest(),
                chunk.states.latest(STATES_KEPT),
                chunk.walks.latest(),
            )
        )

    def take(self) -> list[Chunk]:
        """Return the chunks finished since the last call."""
        new = list(self.trace.chunks[self._taken :])
        self._taken += len(new)
        return new

    def _begin(self, keyframe: Chunk) -> None:
        rows = sum(len(table) for table in keyframe.tables)
        self._keyframe = keyframe
        self._limit = max(self._rows_per_chunk, KEYFRAME_SHARE * rows)

    def _chunk(self, t: float) -> Chunk:
        key = self._keyframe
        return Chunk(
            key.start,
            t,
            paired(key.visits, self._moves.taken()),
            key.odometers.followed_by(Odometers.of(*self._turns.taken())).by_subject(),
            key.joints.followed_by(Joints.of(*self._joints.taken())).by_subject(),
            key.states.followed_by(States.of(*self._changes.taken())).by_subject(),
            key.walks.followed_by(Walks.of(*self._walks.taken())).by_subject(),
        )
