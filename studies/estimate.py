"""A mean of independent values with its confidence interval."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import stdtrit

CONFIDENCE = 0.95
"""Confidence of an interval unless somebody asks for another."""


@dataclass(frozen=True)
class Estimate:
    """A mean over independent values and the half-width of its interval; None with fewer than two values."""

    mean: float
    half_width: float | None
    count: int
    confidence: float = CONFIDENCE

    @property
    def low(self) -> float:
        """The lower end; minus infinity where there is no interval."""
        return self.mean - (math.inf if self.half_width is None else self.half_width)

    @property
    def high(self) -> float:
        """The upper end; infinity where there is no interval."""
        return self.mean + (math.inf if self.half_width is None else self.half_width)

    def holds(self, value: float) -> bool:
        """Tell whether a value is in the interval."""
        return self.low <= value <= self.high


def estimate(values: Sequence[float], confidence: float = CONFIDENCE) -> Estimate:
    """Return mean and interval of independent values, by Student's t (Law, Simulation Modeling and Analysis, 9.4.1).

    Raises:
        ValueError: without a value.
    """
    if not values:
        raise ValueError("no values to take a mean of")
    count, mean = len(values), statistics.fmean(values)
    if count < 2:
        return Estimate(mean, None, count, confidence)
    quantile = float(stdtrit(count - 1, (1 + confidence) / 2))
    return Estimate(mean, quantile * statistics.stdev(values) / math.sqrt(count), count, confidence)
