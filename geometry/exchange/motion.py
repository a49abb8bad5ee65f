"""The motion of a run as keyframes: where each part was, straight between two of them, exact to half a millimetre.

A playback answers for any moment; files hold points in time. So the keyframes are found: at both sides of every event
of the trace, then between them wherever a part does not go on evenly, and at every knot of its path. What lies on a
line is left out again. A part that changes places in an instant has two keyframes at that instant.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.records import records_of, since_start, walks_of
from replay.chunk import Walks
from replay.header import Header
from replay.playback import Moment, Playback
from replay.trace import StateSeries
from replay.tracks import Tracks

Floats = NDArray[np.float64]

STRAY = 0.0003
"""Metres by which a part may lie beside the straight line between two samples."""
THINNED = 0.0002
"""Metres by which a keyframe that is left out may lie beside the line between those that stay."""
ARM = 0.05
"""A heading counts as the way of a point so far ahead of the part, metres: 0.01 rad are then half a millimetre."""
BEFORE = 1e-6
"""Seconds before an event at which its left side is looked at."""
SHORTEST = 0.001
"""Seconds that are not halved any more: what still strays there, jumps."""
BESIDE = 0.21
"""Where an interval is probed besides its middle, as a share of it."""
EVEN = 1e-9
"""Metres by which a part that goes on evenly is beside the line through what comes before and behind."""
JUMP = 1e-5
"""Metres from one side of an event to the other that are no jump."""
SAME_SPEED = 1e-6
"""Metres a second by which speeds may differ that count as one."""


STEP = 0.001
"""Seconds that a jump takes in files of which the times must increase."""

Span = tuple[float, float]
"""From when to when, seconds since the motion began."""


@dataclass(frozen=True, eq=False)
class Track:
    """One part while it is seen with one look: times (k,), positions (k, 3) and unit headings (k, 3), all in the hall.

    Times begin at 0 with the motion. Two equal times are a jump: from then on the second one holds.
    """

    item: int
    look: int
    times: Floats
    positions: Floats
    headings: Floats

    def at(self, t: float) -> Floats:
        """Return the position (3,) at a time between the first and the last."""
        after = int(np.searchsorted(self.times, t, side="right"))
        if after >= len(self.times):
            last: Floats = self.positions[-1]
            return last
        t0, t1 = self.times[after - 1], self.times[after]
        step = self.positions[after] - self.positions[after - 1]
        here: Floats = self.positions[after - 1] + (t - t0) / (t1 - t0) * step
        return here


@dataclass(frozen=True, eq=False)
class Motion:
    """A stretch of a run from `start` on, `duration` seconds long; all times are counted from `start`.

    `records` are the states of all equipment up to its end, `walks` those of each person; both reach back before 0.
    """

    header: Header
    start: float
    duration: float
    tracks: tuple[Track, ...]
    records: Mapping[str, StateSeries]
    walks: Mapping[str, Walks]

    @cached_property
    def states(self) -> Mapping[str, StateSeries]:
        """The states within the motion, the first of each at 0."""
        return {name: since_start(series) for name, series in self.records.items()}


class _Sample(NamedTuple):
    """The parts of a moment (n,): items, looks, frames, distances along paths, poses (n, 6: heading times `ARM`)."""

    t: float
    items: NDArray[np.int64]
    looks: NDArray[np.int16]
    frames: NDArray[np.int32]
    along: Floats
    poses: Floats

    def chosen(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> "_Sample":
        return _Sample(
            self.t, self.items[rows], self.looks[rows], self.frames[rows], self.along[rows], self.poses[rows]
        )

    def of(self, items: NDArray[np.int64]) -> "_Sample":
        """Return the sample of some of the items that are all there."""
        order = np.argsort(self.items, kind="stable")
        return self.chosen(order[np.searchsorted(self.items[order], items)])

    def like(self, other: "_Sample") -> bool:
        """Tell whether the same parts are in the same frames with the same looks."""
        pairs = (self.items, other.items), (self.looks, other.looks), (self.frames, other.frames)
        return all(np.array_equal(mine, theirs) for mine, theirs in pairs)


def motion_of(
    playback: Playback, start: float, duration: float, progress: Callable[[float], None] | None = None
) -> Motion:
    """Find the keyframes of a run from `start` on; a duration of 0 gives a single moment.

    Raises:
        ValueError: for times outside of the trace.
    """
    tracks = tuple(_tracks(playback.trace.header, [*_batches(playback, start, duration, progress)], start))
    trace = playback.trace
    return Motion(
        trace.header, start, duration, tracks, records_of(trace, start, duration), walks_of(trace, start, duration)
    )


def matrices(headings: Floats) -> Floats:
    """Return the rotations (n, 3, 3) that bring +X to headings (n, 3), tops up: yaw after pitch."""
    x, y, z = headings.T
    flat = np.hypot(x, y)
    cos, sin = np.where(flat > 0, x, 1.0) / np.where(flat > 0, flat, 1.0), y / np.where(flat > 0, flat, 1.0)
    rows = [[x, -sin, -z * cos], [y, cos, -z * sin], [z, np.zeros_like(z), flat]]
    found: Floats = np.moveaxis(np.array(rows), 2, 0)
    return found


def quaternions(headings: Floats) -> Floats:
    """Return the same rotations (n, 4: x, y, z, w), each on the side of the one before it, to be interpolated."""
    x, y, z = headings.T
    yaw, pitch = np.unwrap(np.arctan2(y, x)) / 2, -np.arctan2(z, np.hypot(x, y)) / 2
    cy, sy, cp, sp = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
    return np.column_stack([-sy * sp, cy * sp, sy * cp, cy * cp])


def switches(spans: Sequence[Span], duration: float) -> Iterator[tuple[float, float]]:
    """Times and scales: 1 from the start of each span, 0 from its end, until the next one."""
    if spans[0][0] > 0:
        yield 0.0, 0.0
    for begin, end in spans:
        yield begin, 1.0
        if end < duration:
            yield end, 0.0


def increasing(times: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Return times that increase strictly and the rows that are kept: the left side of a jump comes earlier."""
    moved = times.copy()
    again = np.flatnonzero(np.diff(moved) <= 0)
    moved[again] -= STEP
    single = moved.astype(np.float32)
    highest = np.maximum.accumulate(np.append(-1.0, single[:-1]))
    keep = np.flatnonzero((single > highest) & (single >= 0))
    return moved[keep], keep


# samples


def _batches(
    playback: Playback, start: float, duration: float, progress: Callable[[float], None] | None
) -> Iterator[list[_Sample]]:
    """Go through the samples from one event to the next; the last batch is the end alone."""
    end = start + duration
    for begin, finish in pairwise(_events(playback, start, end)):
        last = _sample(playback.at(max(begin, finish - BEFORE)))._replace(t=finish)
        yield [*_between(playback, _sample(playback.at(begin)), last), last]
        if progress is not None:
            progress((finish - start) / duration)
    yield [_sample(playback.at(end))]


def _events(playback: Playback, start: float, end: float) -> list[float]:
    """The instants at which something is recorded, both ends included; of several at almost the same, the last."""
    trace = playback.trace
    chunks = [chunk for chunk in trace.chunks if chunk.end >= start and chunk.start <= end]
    tables = [column for c in chunks for column in (c.visits.t_in, c.visits.t_out, c.odometers.t, c.joints.t)]
    times = np.unique(np.concatenate([*tables, [start, end], [chunk.start for chunk in chunks]]))
    inside = times[(times >= start) & (times <= end)]
    apart = np.append(np.diff(inside) > 2 * BEFORE, True)
    return [start, *(float(t) for t in inside[apart] if t - start > 2 * BEFORE)]


def _between(playback: Playback, first: _Sample, last: _Sample) -> Iterator[_Sample]:
    """The first sample, and those that are needed on the way to the last one."""
    yield first
    if len(first.items) or len(last.items):
        yield from _halved(playback, first, last)


def _halved(playback: Playback, first: _Sample, last: _Sample) -> Iterator[_Sample]:
    """The samples between two that are needed; where one is, it is looked for on both sides of it."""
    if last.t - first.t <= SHORTEST:
        return
    middle = _sample(playback.at((first.t + last.t) / 2))
    if not _has(middle, first, last):
        yield from (*_halved(playback, first, middle), middle, *_halved(playback, middle, last))
        return
    strays = _strays(playback, first, middle.of(first.items), last)
    which = strays > STRAY
    if which.any():
        first, last = first.chosen(which), last.chosen(which)
        split = _sample(playback.at(_bend(playback, first, last, int(strays[which].argmax())))).of(first.items)
        yield from (*_halved(playback, first, split), split, *_halved(playback, split, last))


def _has(sample: _Sample, first: _Sample, last: _Sample) -> bool:
    """Tell whether the parts of two samples are the same ones, and are all in a third, in the same frames."""
    return first.like(last) and bool(np.isin(first.items, sample.items).all()) and sample.of(first.items).like(first)


def _strays(playback: Playback, first: _Sample, middle: _Sample, last: _Sample) -> Floats:
    """How far each part is beside the line between two samples, metres.

    The distance along a path is the least of lines, and so concave: one look in between is enough. Of other parts the
    position is looked at, once more beside the middle, for they may turn back there.
    """
    strays = np.abs(middle.along - (first.along + last.along) / 2)
    others = np.flatnonzero(np.isnan(strays))
    if len(others):
        before, after = first.chosen(others), last.chosen(others)
        beside = _sample(playback.at(first.t + BESIDE * (last.t - first.t))).of(before.items)
        strays[others] = np.maximum(
            _far(middle.poses[others], before, after, 0.5), _far(beside.poses, before, after, BESIDE)
        )
    return strays


def _far(seen: Floats, first: _Sample, last: _Sample, share: float) -> Floats:
    far: Floats = np.abs(seen - first.poses - share * (last.poses - first.poses)).max(axis=1)
    return far


def _bend(playback: Playback, first: _Sample, last: _Sample, row: int) -> float:
    """The instant at which a part on a path changes its speed, if it does so once; the middle elsewhere."""
    step, span, item = 0.01 * (last.t - first.t), last.t - first.t, first.items[row : row + 1]
    if np.isnan(first.along[row]):
        return first.t + span / 2
    early, late = (_sample(playback.at(t)).of(item).along[0] for t in (first.t + step, last.t - step))
    before, behind = (early - first.along[row]) / step, (last.along[row] - late) / step
    if abs(before - behind) < SAME_SPEED:
        return first.t + span / 2
    bend = (last.along[row] - first.along[row] - behind * span) / (before - behind)
    return first.t + float(np.clip(bend, step / 10, span - step / 10))


def _sample(moment: Moment) -> _Sample:
    poses = np.hstack([moment.positions, ARM * moment.directions])
    return _Sample(moment.t, moment.items, moment.looks, moment.frames, moment.along, poses)


# tracks


def _tracks(header: Header, samples: list[list[_Sample]], start: float) -> Iterator[Track]:
    """Put the samples of each part together, as long as it is seen without a pause and with the same look."""
    paths = Tracks(header.frames)
    stays = _Stays.of(samples, start)
    for needed in (_Stays.once, _Stays.telling):
        stays = stays.chosen(np.flatnonzero(needed(stays)))
    for rows in np.split(np.arange(len(stays.times)), np.flatnonzero(np.diff(stays.numbers)) + 1):
        if len(rows):
            yield _track(paths, stays.times[rows], stays.samples.chosen(rows))


class _Stays(NamedTuple):
    """All samples (n,) by part and time: when, and which stay they belong to."""

    times: Floats
    numbers: NDArray[np.int64]
    samples: _Sample

    @classmethod
    def of(cls, batches: list[list[_Sample]], start: float) -> "_Stays":
        flat = [sample for batch in batches for sample in batch]
        counts = [len(sample.items) for sample in flat]
        order = np.argsort(np.concatenate([sample.items for sample in flat]), kind="stable")
        batch = np.repeat([number for number, batch in enumerate(batches) for _ in batch], counts)[order]
        times = np.repeat([sample.t - start for sample in flat], counts)[order]
        samples = _together(flat).chosen(order)
        breaks = (np.diff(samples.items) != 0) | (np.diff(samples.looks) != 0) | (np.diff(batch) > 1)
        return cls(times, np.concatenate(([0], np.cumsum(breaks)))[: len(times)], samples)

    def chosen(self, rows: NDArray[np.intp]) -> "_Stays":
        return _Stays(self.times[rows], self.numbers[rows], self.samples.chosen(rows))

    def once(self) -> NDArray[np.bool_]:
        """Tell which samples are needed where both sides of an event say the same: the left one is not."""
        poses, frames = self.samples.poses, self.samples.frames
        same = (np.diff(self.times) == 0) & (np.diff(self.numbers) == 0) & (np.diff(frames) == 0)
        same &= np.abs(np.diff(poses, axis=0)).max(axis=1, initial=0.0) < JUMP
        return np.append(~same, True)[: len(self.times)]

    def telling(self) -> NDArray[np.bool_]:
        """Tell which samples say something: not where a part stands or goes on evenly in the same frame."""
        needed = np.ones(len(self.times), bool)
        if len(needed) < 3:
            return needed
        along, poses = self.samples.along, self.samples.poses
        spans = self.times[2:] - self.times[:-2]
        share = (self.times[1:-1] - self.times[:-2]) / np.where(spans > 0, spans, 1.0)
        even = np.abs(along[1:-1] - along[:-2] - share * (along[2:] - along[:-2])) < EVEN
        still = np.all(poses[1:-1] == poses[:-2], axis=1) & np.all(poses[1:-1] == poses[2:], axis=1)
        same = (np.diff(self.samples.frames) == 0) & (np.diff(self.numbers) == 0)
        needed[1:-1] = ~(same[:-1] & same[1:] & (even | still))
        return needed


def _together(samples: list[_Sample]) -> _Sample:
    return _Sample(
        samples[0].t,
        np.concatenate([sample.items for sample in samples]),
        np.concatenate([sample.looks for sample in samples]),
        np.concatenate([sample.frames for sample in samples]),
        np.concatenate([sample.along for sample in samples]),
        np.concatenate([sample.poses for sample in samples]),
    )


def _track(paths: Tracks, times: Floats, stay: _Sample) -> Track:
    """One part from its samples: knots of its paths are put in, and what lies on a line is left out."""
    pieces = [_piece(paths, times, stay, row) for row in range(len(times) - 1)]
    stamps = np.concatenate([*(stamp for stamp, _ in pieces), times[-1:]])
    poses = np.concatenate([*(pose for _, pose in pieces), stay.poses[-1:]])
    kept = thinned(stamps, poses)
    headings = poses[kept, 3:] / np.linalg.norm(poses[kept, 3:], axis=1, keepdims=True)
    return Track(int(stay.items[0]), int(stay.looks[0]), stamps[kept], poses[kept, :3], headings)


def _piece(paths: Tracks, times: Floats, stay: _Sample, row: int) -> tuple[Floats, Floats]:
    """A sample and the knots of the path up to the next one: times (k,) and poses (k, 6)."""
    (t0, t1), (a0, a1) = times[row : row + 2], stay.along[row : row + 2]
    frame = stay.frames[row]
    if frame != stay.frames[row + 1] or not a1 > a0:
        return times[row : row + 1], stay.poses[row : row + 1]
    knots = np.unique(paths.knots(int(frame)))
    inside = knots[(knots > a0) & (knots < a1)]
    points, headings = paths.at(np.full(len(inside), frame), inside)
    stamps = t0 + (inside - a0) / (a1 - a0) * (t1 - t0)
    return np.append(t0, stamps), np.vstack([stay.poses[row], np.hstack([points, ARM * headings])])


def thinned(times: Floats, values: Floats) -> NDArray[np.intp]:
    """Return which keyframes (k,) are needed so that all others lie within `THINNED` of the lines between them.

    After Douglas and Peucker (1973), with distances measured at equal times.
    """
    kept, open_ends = np.zeros(len(times), bool), [(0, len(times) - 1)]
    kept[[0, -1]] = True
    while open_ends:
        first, last = open_ends.pop()
        if last - first < 2:
            continue
        span = times[last] - times[first]
        share = (times[first + 1 : last] - times[first]) / (span if span > 0 else 1.0)
        straight = values[first] + share[:, None] * (values[last] - values[first])
        strays = np.abs(values[first + 1 : last] - straight).max(axis=1)
        worst = int(strays.argmax()) + first + 1
        if strays[worst - first - 1] > THINNED:
            kept[worst] = True
            open_ends += [(first, worst), (worst, last)]
    return np.flatnonzero(kept)
