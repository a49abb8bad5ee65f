"""Points and headings on all paths of a trace at once, without a loop over paths or parts.

All paths are laid one behind the other on one axis, cut at knots; between two knots both the point and the heading are
linear in the distance. One binary search on the axis then finds the knots of any number of parts.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from layouts.space import Polyline, Vector
from replay.frames import Frame, PathFrame

CURVE = 15.0
"""Degrees at a vertex up to which the pieces of a path are taken as those of a curve."""

CORNER_REACH = 0.1
"""Metres before and after a sharper corner within which a part turns."""

AHEAD = Vector(1.0, 0.0)
"""Heading on a path that is a single point."""

Floats = NDArray[np.float64]

_POINT, _SLOPE, _HEADING, _BEND = (slice(k, k + 3) for k in range(0, 12, 3))


class Tracks:
    """The paths among some frames; frames that are none have no knots and must not be asked for."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        paths = [frame.path if isinstance(frame, PathFrame) else Polyline((Vector(0.0, 0.0),)) for frame in frames]
        knots = [_knots(path) for path in paths]
        self.length = np.array([path.length for path in paths], dtype=np.float64)
        # A metre between the paths keeps the end of one from the start of the next.
        self._base = np.concatenate(([0.0], np.cumsum(self.length + 1.0)))[:-1]
        self._distance = np.concatenate([distance for distance, _ in knots] or [np.empty(0)])
        self._knot = np.concatenate([knot for _, knot in knots] or [np.empty((0, 12))])
        counts = [len(distance) for distance, _ in knots]
        self._axis = self._distance + np.repeat(self._base, counts)
        self._first = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))

    def knots(self, frame: int) -> Floats:
        """Return the distances (k,) along a path between which point and heading are linear in the distance."""
        return self._distance[self._first[frame] : self._first[frame + 1]]

    def at(self, frame: NDArray[np.int32], distance: Floats) -> tuple[Floats, Floats]:
        """Return points (n, 3) and unit headings (n, 3) at distances (n,) along paths (n,); ends go on straight."""
        along = self._base[frame] + np.clip(distance, 0.0, self.length[frame])
        number = np.searchsorted(self._axis, along, side="right") - 1
        knot = self._knot[number]
        beyond = (distance - self._distance[number])[:, np.newaxis]
        heading = knot[:, _HEADING] + beyond * knot[:, _BEND]
        heading /= np.sqrt(np.einsum("ij,ij->i", heading, heading))[:, np.newaxis]
        return knot[:, _POINT] + beyond * knot[:, _SLOPE], heading


def _knots(path: Polyline) -> tuple[Floats, Floats]:
    """Return distances (k,) of the knots of a path, and of each its point, slope, heading and bend (k, 12)."""
    if len(path.points) == 1:
        return np.zeros(1), np.array([[*path.points[0], *AHEAD, *AHEAD, 0.0, 0.0, 0.0]])
    directions = np.array(path.directions)
    distances, rows = [0.0], [np.concatenate((path.points[0], directions[0], directions[0], np.zeros(3)))]
    for vertex, (before, after) in enumerate(pairwise(directions), start=1):
        middle, point = path.distances[vertex], np.array(path.points[vertex])
        reach = _reach(path, vertex)
        mean, bend = (before + after) / 2, (after - before) / (2 * reach)
        distances += [middle - reach, middle, middle + reach]
        rows.append(np.concatenate((point - reach * before, before, before, bend)))
        rows.append(np.concatenate((point, after, mean, bend)))
        rows.append(np.concatenate((point + reach * after, after, after, np.zeros(3))))
    return np.maximum.accumulate(distances), np.array(rows)


def _reach(path: Polyline, vertex: int) -> float:
    """Distance before and after a vertex within which a part turns there: half of the shorter piece."""
    half = min(b - a for a, b in pairwise(path.distances[vertex - 1 : vertex + 2])) / 2
    cosine = sum(a * b for a, b in zip(path.directions[vertex - 1], path.directions[vertex], strict=True))
    return half if cosine > math.cos(math.radians(CURVE)) else min(half, CORNER_REACH)
