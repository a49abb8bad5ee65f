"""From moves to visits: each entry is paired with the same item's next move."""

import numpy as np
from numpy.typing import NDArray

from replay.chunk import Visits

Move = tuple[int, int, int, int, float, float, float]
"""(item, frame, rank, look, t, b_out, b_in): at `t` the item leaves the frame it was in (`b_out`: the odometer of that
frame, 0 for slots) and enters `frame` (`b_in`: the odometer of this one), as the `rank`-th on a path or at place `rank`
of a slot frame. With frame -1 it leaves the line for good."""


def paired(carried: Visits, moves: NDArray[np.float64]) -> Visits:
    """Return the visits of a chunk: those of its keyframe, ended where a move ends them, and those that moves begin.

    `moves` holds the columns of a `Move`, shape (7, n).
    """
    carried = carried.rows(np.lexsort((carried.t_out, carried.t_in, carried.item)))
    begun, b_before = _begun(moves)
    entries = carried.followed_by(begun)
    b_before = np.concatenate((np.zeros(len(carried)), b_before))
    order = np.argsort(entries.item, kind="stable")
    entries, b_before = entries.rows(order), b_before[order]
    _end(entries, b_before)
    return _by_frame(entries)


def carried_on(visits: Visits, paths: NDArray[np.bool_]) -> Visits:
    """Return the keyframe of the next chunk: the open visits, and of each path the last visit that ended."""
    is_open = np.isinf(visits.t_out)
    ended = np.flatnonzero(~is_open & paths[visits.frame])
    frame = visits.frame[ended]
    last = ended[np.append(frame[1:] != frame[:-1], True)[: len(ended)]]
    return visits.rows(np.sort(np.concatenate((np.flatnonzero(is_open), last))))


def _begun(moves: NDArray[np.float64]) -> tuple[Visits, NDArray[np.float64]]:
    """Return the visits that moves begin, all open, and the odometers of the frames they left."""
    item, frame, rank, look, t_in, b_before, b_in = moves
    count = len(item)
    visits = Visits.of(item, frame, rank, look, t_in, np.full(count, np.inf), b_in, np.zeros(count), np.full(count, -1))
    return visits, b_before


def _end(entries: Visits, b_before: NDArray[np.float64]) -> None:
    """End each open entry at the next one of its item, and note which entry follows it at that instant."""
    here = np.flatnonzero(entries.item[1:] == entries.item[:-1])
    ends = here[np.isinf(entries.t_out[here])]
    entries.t_out[ends] = entries.t_in[ends + 1]
    entries.b_out[ends] = b_before[ends + 1]
    follows = (entries.t_out[here] == entries.t_in[here + 1]) & (entries.frame[here + 1] >= 0)
    entries.follower[:] = -1
    entries.follower[here[follows]] = here[follows] + 1


def _by_frame(entries: Visits) -> Visits:
    """Sort by frame and rank, and drop the entries that left the line.

    A carrier that goes on after its product was scrapped has the rank of the product, and comes after it.
    """
    order = np.lexsort((entries.t_out, entries.rank, entries.frame))
    place = np.empty(len(order), dtype=np.int32)
    gone = int(np.count_nonzero(entries.frame < 0))
    place[order] = np.arange(len(order)) - gone
    follower = entries.follower
    follower[follower >= 0] = place[follower[follower >= 0]]
    return entries.rows(order[gone:])
