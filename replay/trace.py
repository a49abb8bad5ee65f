"""The trace: all that happened in a run or a plant, chunk by chunk; it can grow while it is played."""

from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from replay import archive
from replay.chunk import STATES_KEPT, Chunk, States
from replay.header import Header

__all__ = ["Chunk", "Header", "StateSeries", "Trace"]


class StateSeries(NamedTuple):
    """The states of one piece of equipment: from `t[k]` on it was in `state[k]` because of `cause[k]`."""

    t: NDArray[np.float64]
    state: NDArray[np.uint8]
    cause: NDArray[np.int32]


class Trace:
    """A header and chunks that follow one another without a gap."""

    def __init__(self, header: Header, chunks: Iterable[Chunk] = (), start: float = 0.0) -> None:
        self.header = header
        self._start = start
        self._chunks: list[Chunk] = []
        self._starts: list[float] = []
        for chunk in chunks:
            self.append(chunk)

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """The chunks so far."""
        return tuple(self._chunks)

    @property
    def start(self) -> float:
        """The first instant that can be played."""
        return self._starts[0] if self._starts else self._start

    @property
    def end(self) -> float:
        """The last instant that can be played."""
        return self._chunks[-1].end if self._chunks else self._start

    @property
    def nbytes(self) -> int:
        """Bytes of all columns."""
        return sum(chunk.nbytes for chunk in self._chunks)

    def append(self, chunk: Chunk) -> None:
        """Add the chunk that comes next; the first one says where the trace starts.

        Raises:
            ValueError: where it does not begin at the end of the one before it.
        """
        if self._chunks and chunk.start != self.end:
            raise ValueError(f"chunk starts at {chunk.start} s, expected {self.end} s, the end of the trace")
        self._chunks.append(chunk)
        self._starts.append(chunk.start)

    def chunk_at(self, t: float) -> Chunk:
        """Return the chunk that answers for an instant.

        Raises:
            ValueError: for an instant outside of the trace.
        """
        if not self.start <= t <= self.end:
            raise ValueError(f"found t = {t} s, expected {self.start} to {self.end} s, the time the trace covers")
        if not self._chunks:
            return Chunk.empty(self._start)
        return self._chunks[bisect_right(self._starts, t) - 1]

    def states_of(self, equipment_id: str) -> StateSeries:
        """Return all changes of state of one piece of equipment.

        Raises:
            ValueError: for equipment that the header does not name.
        """
        if equipment_id not in self.header.equipment:
            raise ValueError(f"found {equipment_id!r}, expected equipment of the trace")
        number = self.header.equipment.index(equipment_id)
        told: list[States] = []
        for chunk in self._chunks:
            mine = chunk.states.rows(chunk.states.equipment == number)
            # A chunk repeats in its keyframe what was said last before it.
            repeated = min(STATES_KEPT, sum(map(len, told)))
            new = mine.rows(slice(repeated, None))
            if len(new):
                told.append(new)
        series = States.of().followed_by(*told)
        return StateSeries(series.t, series.state, series.cause)

    def save(self, path: str | Path) -> None:
        """Write the trace to one file, whole or not at all.

        Raises:
            UserError: where it cannot be written.
        """
        archive.write(Path(path), self.header, self.chunks, self._start)

    @classmethod
    def open(cls, path: str | Path) -> "Trace":
        """Map a trace file into memory.

        Raises:
            UserError: for a file that is missing, cut short or something else.
        """
        header, chunks, start = archive.read(Path(path))
        return cls(header, chunks, start)
