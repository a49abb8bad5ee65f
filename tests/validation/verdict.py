"""Verdicts: which figures are as they must be, by the rule of the cases."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scipy import stats

from tests.validation.case import EXACT, REPLICATIONS, Case, Kind, Measure, Values
from tests.validation.trial import Samples

ERRORS = 3.0
"""Standard errors in a half-width."""
WIDEST = 2.0
"""Tolerances that a half-width may be wide."""


@dataclass(frozen=True)
class Judgement:
    """What one set of seeds says of a measure."""

    means: Values
    half_widths: Values
    holds: bool


@dataclass(frozen=True)
class Row:
    """A measure of a case and what each set of seeds says of it."""

    case: Case
    measure: Measure
    judgements: tuple[Judgement, ...]

    @property
    def holds(self) -> bool:
        """Whether it is right with every set of seeds."""
        return all(judgement.holds for judgement in self.judgements)

    @property
    def means(self) -> Values:
        """The mean over all sets of seeds; of errors, the greatest."""
        pool = max if self.case.kind is Kind.PROPERTY else statistics.fmean
        return tuple(pool(values) for values in zip(*(judgement.means for judgement in self.judgements), strict=True))

    @property
    def half_widths(self) -> Values:
        """The widest of the sets."""
        return tuple(max(widths) for widths in zip(*(each.half_widths for each in self.judgements), strict=True))


def half_width(values: Sequence[float]) -> float:
    """Return three standard errors of the mean."""
    return ERRORS * statistics.stdev(values) / math.sqrt(len(values))


def judged(case: Case, measure: Measure, samples: Sequence[Values]) -> Judgement:
    """Judge what the replications with one set of seeds, or several models of a property, have measured."""
    columns = list(zip(*samples, strict=True))
    if case.kind is Kind.STOCHASTIC:
        return _by_chance(measure, columns)
    greatest = tuple(max(column) for column in columns)
    return Judgement(greatest, (0.0,) * len(greatest), _is_exact(measure.values, greatest))


def _by_chance(measure: Measure, columns: Sequence[Sequence[float]]) -> Judgement:
    means = tuple(statistics.fmean(column) for column in columns)
    widths = tuple(half_width(column) for column in columns)
    holds = len(means) == len(measure.values) and all(
        abs(mean - exact) <= max(measure.tolerance(exact), width) and width <= WIDEST * measure.tolerance(exact)
        for mean, exact, width in zip(means, measure.values, widths, strict=True)
    )
    return Judgement(means, widths, holds)


def false_alarms(row: Row) -> float:
    """Return how many of the judgements of a row would be expected to fail by chance, with the errors found."""
    if row.case.kind is not Kind.STOCHASTIC:
        return 0.0
    tolerances = [row.measure.tolerance(exact) for exact in row.measure.values]
    limits = [
        max(ERRORS, ERRORS * tolerance / width) if width else math.inf
        for judgement in row.judgements
        for tolerance, width in zip(tolerances, judgement.half_widths, strict=True)
    ]
    return math.fsum(2 * float(stats.t.sf(limit, REPLICATIONS - 1)) for limit in limits)


def _is_exact(exact: Values, found: Values) -> bool:
    return len(exact) == len(found) and all(
        abs(value - right) <= EXACT * max(1.0, abs(right)) for value, right in zip(found, exact, strict=True)
    )


def rows_of(case: Case, samples: Samples, sets: Iterable[int]) -> list[Row]:
    """Return a row for each measure of a case."""
    chosen = list(sets)
    if case.kind is Kind.PROPERTY:
        return _rows_of_property(case, samples, chosen)
    return [
        Row(case, measure, tuple(judged(case, measure, _column(samples, case, model, k, at)) for k in chosen))
        for model, line in enumerate(case.models)
        for at, measure in enumerate(line.measures)
    ]


def _rows_of_property(case: Case, samples: Samples, sets: Sequence[int]) -> list[Row]:
    """Return a row for each error, the greatest over all models."""
    models = range(len(case.models))
    return [
        Row(
            case,
            measure,
            tuple(
                judged(case, measure, [value for model in models for value in _column(samples, case, model, k, at)])
                for k in sets
            ),
        )
        for at, measure in enumerate(case.models[0].measures)
    ]


def _column(samples: Samples, case: Case, model: int, seeds: int, measure: int) -> list[Values]:
    return [values[measure] for values in samples[case.id, model, seeds]]
