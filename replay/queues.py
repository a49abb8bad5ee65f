"""Where the fronts of parts on paths are, in closed form; all distances from the start of the path, metres.

For the parts still on a path in the order in which they entered, with the odometer B(t), entered at e_i, and D_i the
lengths and standing gaps of the parts ahead of i on the path:

1. B(t) - B(e_i): the belt has carried it as far;
2. L - D_i: it stands behind the parts ahead;
3. L - D_i - (length and standing gap of p) + G(t): it follows p, the part that left last, whose front is G(t) beyond
   the end. G(t) = B(t) + m with m = -B(x_p), x_p being when p left, or less where a later record of the joint says so;
   where p went on to another path, no more than its position there.

A front is at the least of the three; where a path does not accumulate the belt itself stops, and the first alone holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from replay.chunk import Visits
from replay.frames import Frame, Look, PathFrame

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Instant:
    """What is known of an instant besides the visits: by frame, the odometer and the latest record of its joint."""

    t: float
    odometers: Floats
    joint_t: Floats
    joint_m: Floats


@dataclass(frozen=True, eq=False)
class _Fronts:
    """The first two lines for parts (n,), each with the number of its path among the `heads`, the foremost parts."""

    rows: Indices
    belt: Indices
    heads: Indices
    free: Floats
    queue: Floats

    def behind(self, room: Floats) -> Floats:
        """Return the fronts when parts on each path stand no further than `room` (<= 0) beyond the second line."""
        return np.minimum(self.free, self.queue + room[self.belt])


class Queues:
    """The paths among some frames with what decides who stands where."""

    def __init__(self, frames: Sequence[Frame], looks: Sequence[Look]) -> None:
        paths = [frame if isinstance(frame, PathFrame) else None for frame in frames]
        self._is_joined = np.array([path is not None and path.joined for path in paths], dtype=bool)
        self._length = np.array([path.path.length if path else 0.0 for path in paths], dtype=np.float64)
        self._gap = np.array([path.queue_gap if path else 0.0 for path in paths], dtype=np.float64)
        self._accumulates = np.array([path is not None and path.accumulates for path in paths], dtype=bool)
        self._part = np.array([look.size.length for look in looks], dtype=np.float64)

    def fronts(self, visits: Visits, rows: Indices, now: Instant) -> Floats:
        """Return the distance of the front of each of the visits `rows`: all that are open on paths, ascending."""
        fronts = self._first_lines(visits, rows, now)
        return fronts.behind(self._room(visits, fronts, now))

    def _first_lines(self, visits: Visits, rows: Indices, now: Instant) -> _Fronts:
        frame = visits.frame[rows]
        first = np.append(True, frame[1:] != frame[:-1])[: len(rows)]
        heads, belt = np.flatnonzero(first), np.cumsum(first) - 1
        pitch = self._part[visits.look[rows]] + self._gap[frame]
        ahead = np.cumsum(pitch) - pitch
        queue = self._length[frame] - (ahead - ahead[heads][belt])
        queue[~self._accumulates[frame]] = np.inf
        return _Fronts(rows, belt, heads, now.odometers[frame] - visits.b_in[rows], queue)

    def _room(self, visits: Visits, fronts: _Fronts, now: Instant) -> Floats:
        """Return by path how far beyond the second line the third one lies, at most 0."""
        room = np.zeros(len(fronts.heads))
        head = fronts.rows[fronts.heads]
        belts = np.flatnonzero((head > 0) & (visits.frame[head - 1] == visits.frame[head]))
        left = head[belts] - 1
        frame = visits.frame[left]
        pitch = self._part[visits.look[left]] + self._gap[frame]
        # A record of the very instant may still be about the part that left before; that one is further than this.
        joint_m = np.where(now.joint_t[frame] >= visits.t_out[left], now.joint_m[frame], np.inf)
        beyond = now.odometers[frame] + np.minimum(joint_m, -visits.b_out[left])
        room[belts] = np.minimum(beyond - pitch, 0.0)
        straddling = self._straddling(visits, left, now.t)
        present = np.searchsorted(fronts.rows, visits.follower[left[straddling]])
        _follow(fronts, room, belts[straddling], present, pitch[straddling])
        return room

    def _straddling(self, visits: Visits, left: Indices, t: float) -> Indices:
        """Return which of the visits that ended last went on to a joined path and are still there."""
        follower = visits.follower[left]
        on_path = self._is_joined[visits.frame[follower]] & (visits.t_out[follower] > t)
        return np.flatnonzero((follower >= 0) & on_path)


def _follow(fronts: _Fronts, room: Floats, belts: Indices, present: Indices, pitch: Floats) -> None:
    """Lower the room of `belts` to where the parts that left them are on the paths downstream.

    Those positions depend in turn on the room there. Rooms only fall from pass to pass, and each pass settles one more
    joint of a chain, so that as many passes as there are joints are enough, in a closed loop too.
    """
    limit = room[belts]
    for _ in range(len(belts)):
        lower = np.minimum(limit, fronts.behind(room)[present] - pitch)
        if np.array_equal(lower, room[belts]):
            return
        room[belts] = lower
