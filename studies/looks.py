"""Looks at runs that go on: a first interval early, narrower ones later, and all of them right together.

A few runs, each with a seed of its own, start empty and go on side by side. They are looked at `LOOKS` times, at
lengths that are fixed beforehand, each twice the one before. What comes before a quarter of a run, at the first look
before half of it, is left out: the time in which the line fills up has ever less weight beside the interval
(replication and deletion, Law, Simulation Modeling and Analysis, 9.5.2). Each interval is that of Student's t over the
runs, at the confidence 1 - (1 - `CONFIDENCE`) / `LOOKS`: by Bonferroni's inequality all looks of one study hold
together at `CONFIDENCE`, so that it does no harm to stop at any of them because of what it shows.

The change against the layout beside is that of pairs of runs with the same seeds. At the first looks a stop or two make
all the difference between two runs of a pair, and in most pairs there is none yet: six differences that are alike say
little of the next. So the change is not told more closely at these (`EARLY`) than two independent studies would allow.

The runs are staggered: each is looked at a little later than the one before, by a share of the first length. What goes
round in the line, lots or shifts, then meets the looks in different phases and is part of the spread.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from layouts.kinds import Packer
from layouts.model import Layout
from studies.comparison import Verdict, verdict_of
from studies.estimate import CONFIDENCE, Estimate, estimate
from studies.replication import seeds_of

LOOKS = 5
"""How often runs are looked at, at most."""

EARLY = 2
"""Looks at which pairs of runs with the same seeds are not trusted to differ as little as they have so far."""

RUNS = 6
"""Runs that go on side by side."""

ENOUGH = 0.001
"""Half-width, as a share of the output, from which on nothing is looked at any more."""


class Count(NamedTuple):
    """What a run has counted since its beginning: good pieces, and seconds of planned time; and what it holds now.

    `held` are the pieces inside, less those in buffers without a limit, which may gather them for ever.
    """

    good: int
    planned: float
    held: int = 0


Course = Sequence[Count]
"""What one run had counted at each of its stops so far."""


@dataclass(frozen=True)
class Plan:
    """Where runs stop to be counted: `unit` is the first length in seconds of planned time, `seeds` has one a run."""

    unit: float
    seeds: tuple[int, ...]

    @classmethod
    def of(cls, layout: Layout, unit: float, runs: int = RUNS) -> "Plan":
        """Begin with the seed of a layout."""
        return cls(unit, tuple(seeds_of(layout.run.seed, runs)))

    def stop(self, run: int, number: int) -> float:
        """Return when a run is counted for the time `number` (from 0 to `LOOKS`), seconds of planned time."""
        return self.unit * (float(1 << number) + run / len(self.seeds))


def window(look: int) -> tuple[int, int]:
    """Return the stops between which a look (from 1 to `LOOKS`) counts."""
    return max(0, look - 2), look


@dataclass(frozen=True)
class Finding:
    """What one look says: pieces an hour of planned time, of a layout, of the one beside it, and second - first."""

    look: int
    hours: float
    """Hours of planned time that count of each run."""
    throughput: Estimate
    beside: Estimate | None = None
    change: Estimate | None = None

    @property
    def verdict(self) -> Verdict | None:
        """Whether the layout is better or worse than the one beside it; None where there is none."""
        return None if self.change is None else verdict_of(self.change, more_is_better=True)

    @property
    def last(self) -> bool:
        """Whether there is nothing more to find: the last look, or a narrow interval."""
        widths = [each.half_width or 0.0 for each in (self.throughput, self.change) if each is not None]
        return self.look == LOOKS or max(widths) <= ENOUGH * self.throughput.mean


def finding(look: int, courses: Sequence[Course], beside: Sequence[Course] | None, batch: int = 1) -> Finding:
    """Look at the runs of a layout, and beside them at those of another one with the same seeds.

    `batch` is how many pieces leave the line at once: a count may be out by so many, and runs in which nothing is left
    to chance, or two layouts that seldom differ, are out alike, which no spread shows. So every interval has that too.
    And what one layout has gathered more than the other is not decided yet: it may be what it will give more, as soon
    as it is full. The interval of the change is so much wider, which in the long run is nothing.
    """
    rates, hours = _rates(look, courses), _hours(look, courses)
    throughput = _interval(rates, batch / hours)
    if beside is None:
        return Finding(look, hours, throughput)
    others = _rates(look, beside)
    changes = [rate - other for rate, other in zip(rates, others, strict=True)]
    other, change = _interval(others, batch / hours), _interval(changes, batch / hours)
    width = change.half_width or 0.0
    if look <= EARLY:
        width = max(width, math.hypot(throughput.half_width or 0.0, other.half_width or 0.0))
    undecided = abs(_gathered(look, courses) - _gathered(look, beside)) / hours
    return Finding(look, hours, throughput, other, replace(change, half_width=width + undecided))


def _gathered(look: int, courses: Sequence[Course]) -> float:
    """Pieces by which the runs hold more at the end than at the beginning of a look, on average."""
    begin, end = window(look)
    return statistics.fmean(course[end].held - course[begin].held for course in courses)


def _rates(look: int, courses: Sequence[Course]) -> list[float]:
    begin, end = window(look)
    return [
        3600 * (course[end].good - course[begin].good) / (course[end].planned - course[begin].planned)
        for course in courses
    ]


def _hours(look: int, courses: Sequence[Course]) -> float:
    """Hours of planned time of the shortest of the runs."""
    begin, end = window(look)
    return min(course[end].planned - course[begin].planned for course in courses) / 3600


def _interval(values: Sequence[float], unseen: float) -> Estimate:
    found = estimate(values, 1 - (1 - CONFIDENCE) / LOOKS)
    return replace(found, half_width=math.hypot(found.half_width or 0.0, unseen), confidence=CONFIDENCE)


def batch_of(layout: Layout) -> int:
    """Return how many pieces can leave a line at once."""
    pieces = max((product.of for product in layout.products.values()), default=1)
    packs = [item.pack.parts for item in layout.equipment.values() if isinstance(item, Packer) and item.pack]
    return pieces * max(packs, default=1)
