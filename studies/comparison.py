"""Two layouts told apart: the same random numbers in both, differences run by run."""

import statistics
from dataclasses import dataclass
from enum import Enum

from layouts.errors import UserError
from studies.estimate import Estimate, estimate
from studies.measures import Measure
from studies.replication import FEWEST, Replications


class Verdict(Enum):
    """What a difference says of the second layout; the value is how it is written."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "the same"
    NOT_TOLD_APART = "not told apart"


def verdict_of(change: Estimate, more_is_better: bool) -> Verdict:
    """Say what a difference second - first says of the second."""
    if change.mean == 0 and change.half_width == 0:
        return Verdict.SAME
    if change.holds(0.0):
        return Verdict.NOT_TOLD_APART
    return Verdict.BETTER if (change.mean > 0) == more_is_better else Verdict.WORSE


@dataclass(frozen=True)
class Difference:
    """A measure of two layouts and the difference second - first, from pairs of runs with the same seed."""

    measure: Measure
    first: Estimate
    second: Estimate
    change: Estimate
    gain: float | None
    """How many times as many runs independent random numbers would have needed; None where nothing varies."""

    @property
    def verdict(self) -> Verdict:
        """Whether the second layout is better, worse, or not told apart from the first."""
        return verdict_of(self.change, self.measure.more_is_better)


@dataclass(frozen=True)
class Comparison:
    """Two layouts and their differences, one for each measure that both have."""

    first: Replications
    second: Replications
    differences: tuple[Difference, ...]

    def of(self, measure: Measure) -> Difference | None:
        """Return the difference in a measure; None where one of the layouts does not have it."""
        return next((each for each in self.differences if each.measure is measure), None)


def compare(first: Replications, second: Replications) -> Comparison:
    """Compare two layouts that were run with the same seeds, by the paired t interval (Law, 10.2.1).

    Raises:
        UserError: when the seeds differ, or there are too few runs for an interval.
    """
    if first.seeds != second.seeds:
        raise UserError(f"found seeds {_few(first.seeds)} and {_few(second.seeds)}, expected the same for both layouts")
    if len(first.seeds) < FEWEST:
        raise UserError(f"found {len(first.seeds)} run of each layout, expected at least {FEWEST} for an interval")
    differences = (_difference(measure, first, second) for measure in Measure)
    return Comparison(first, second, tuple(each for each in differences if each is not None))


def _difference(measure: Measure, first: Replications, second: Replications) -> Difference | None:
    before, after = first.values(measure), second.values(measure)
    if before is None or after is None:
        return None
    changes = [new - old for old, new in zip(before, after, strict=True)]
    spread = statistics.variance(changes)
    gain = (statistics.variance(before) + statistics.variance(after)) / spread if spread else None
    confidence = first.confidence
    return Difference(
        measure, estimate(before, confidence), estimate(after, confidence), estimate(changes, confidence), gain
    )


def _few(seeds: tuple[int, ...]) -> str:
    return f"{seeds[0]} to {seeds[-1]}" if seeds else "none"
