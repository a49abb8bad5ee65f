"""Hand-overs as the eye expects them: a part that changes places in an instant is shown gliding there.

The run itself knows no such time: a part is in the machine when the belt has let go of it. Only its picture comes a
little later, at most `LONGEST` seconds and never more than a share of its stay.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from replay.chunk import Visits
from replay.places import Places
from replay.playback import Moment, Playback
from replay.tracks import Tracks

LONGEST = 1.0
"""Simulated seconds that a part glides at most."""
SHARE = 0.25
"""Share of its stay in which a part glides at most: it has arrived long before it leaves again."""

INSTANT = 1e-6
"""Stays shorter than this, in seconds, are none: rounding makes some of no time last a little."""

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


class Glide:
    """The moments of a playback, with parts on the way between two places."""

    def __init__(self, playback: Playback) -> None:
        self.playback = playback
        header = playback.trace.header
        self._tracks, self._places = Tracks(header.frames), Places(header.frames)
        self._halves = np.array([look.size.length / 2 for look in header.looks], np.float64)

    def at(self, t: float) -> Moment:
        """Return the moment at `t` seconds; only positions differ from those of the playback.

        Raises:
            ValueError: for an instant outside of the trace.
        """
        moment, visits = self.playback.at(t), self.playback.trace.chunk_at(t).visits
        before, now = self._handed_over(visits, t)
        _, rows, mine = np.intersect1d(moment.items, visits.item[now], return_indices=True)
        if not len(rows):
            return moment
        back = self._back(visits, before[mine], now[mine], t)
        positions = moment.positions.copy()
        positions[rows] += back
        return replace(moment, positions=positions)

    def _handed_over(self, visits: Visits, t: float) -> tuple[Rows, Rows]:
        """The stays that ended of late with a hand-over, and those that began with it."""
        now = np.flatnonzero((visits.t_in > t - LONGEST) & (visits.t_in <= t) & (visits.t_out > t))
        before = _origins(visits, now) if len(now) else now
        now, before = now[before >= 0], before[before >= 0]
        drawn = self._drawn(visits, before) & self._drawn(visits, now)
        return before[drawn], now[drawn]

    def _drawn(self, visits: Visits, rows: Rows) -> NDArray[np.bool_]:
        return self._places.shows(visits.frame[rows], visits.rank[rows])

    def _back(self, visits: Visits, before: Rows, now: Rows, t: float) -> Floats:
        """How far (n, 3) parts are still from where they are: all the way at first, less and less, then nothing."""
        steps = self._ends(visits, before, leaving=True) - self._ends(visits, now, leaving=False)
        begun, ended = visits.t_in[now], visits.t_out[now]
        spans = np.minimum(LONGEST, SHARE * (ended - begun))
        done = np.clip((t - begun) / np.maximum(spans, 1e-9), 0.0, 1.0)
        left = 1.0 - done * done * (3.0 - 2.0 * done)
        back: Floats = steps * left[:, None]
        return back

    def _ends(self, visits: Visits, rows: Rows, *, leaving: bool) -> Floats:
        """Where visits begin or end (n, 3): at an end of a path, or at the place in which a part lies all the time."""
        frames, ranks = visits.frame[rows], visits.rank[rows]
        on_path = self._places.is_path[frames]
        points = np.zeros((len(rows), 3))
        halves = self._halves[visits.look[rows]][on_path]
        fronts = self._tracks.length[frames][on_path] if leaving else np.zeros(len(halves))
        points[on_path] = self._tracks.at(frames[on_path], fronts - halves)[0]
        points[~on_path] = self._places.at(frames[~on_path], ranks[~on_path])[0]
        return points


def _origins(visits: Visits, now: Rows) -> Rows:
    """The stays from which parts were handed over to those in `now`, -1 without one; no time at all is no stay."""
    ended = np.flatnonzero(visits.follower >= 0)
    previous = np.full(len(visits), -1, np.int64)
    previous[visits.follower[ended]] = ended
    origins: Rows = previous[now]
    while len(passed := np.flatnonzero((origins >= 0) & (visits.t_out[origins] - visits.t_in[origins] < INSTANT))):
        origins[passed] = previous[origins[passed]]
    return origins
