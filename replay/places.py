"""Points and headings of the places of all slot frames at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from layouts.space import Vector
from replay.frames import Frame, PathFrame

UNLIMITED = np.iinfo(np.int32).max
"""A path shows all that is on it."""

Floats = NDArray[np.float64]


class Places:
    """The places among some frames, one behind the other."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        places = [() if isinstance(frame, PathFrame) else frame.places for frame in frames]
        turns = [0.0 if isinstance(frame, PathFrame) else frame.turn for frame in frames]
        counts = [len(some) for some in places]
        self.is_path = np.array([isinstance(frame, PathFrame) for frame in frames], dtype=bool)
        self._shown = np.where(self.is_path, UNLIMITED, np.array(counts, dtype=np.int64))
        self._first = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))[:-1]
        self._points = np.array([point for some in places for point in some], dtype=np.float64).reshape(-1, 3)
        self._headings = np.array([Vector(1.0, 0.0).turned(turn) for turn in turns], dtype=np.float64).reshape(-1, 3)

    def shows(self, frame: NDArray[np.int32], rank: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Return for items (n,) whether their frame has a place to show them at; a path always has."""
        return np.less(rank, self._shown[frame])

    def at(self, frame: NDArray[np.int32], rank: NDArray[np.int32]) -> tuple[Floats, Floats]:
        """Return points (n, 3) and unit headings (n, 3) of places (n,) of slot frames (n,)."""
        return self._points[self._first[frame] + rank], self._headings[frame]
