"""How times that vary are spread: points of their density, and what to say of them; nothing of Qt."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from layouts.distributions import Constant, Distribution, Empirical
from layouts.equipment import Equipment
from layouts.table import Table
from sim.streams import quantiles
from viewer.window.language import tr
from viewer.window.play_clock import span_text

MOST = 4
"""Curves of one value at most."""
_STEPS = 160
_TAIL = 0.002
"""Probability left out at each end, where a curve may go on for ever."""
_HIGHEST = 1.15
"""How far above all but its steepest part a curve is drawn: some are infinite at 0."""

Points = npt.NDArray[np.float64]


class Curve(NamedTuple):
    """A density: points (n, 2) of seconds and probability a second, its mean, and where 9 of 10 lie, seconds."""

    name: str
    points: Points
    mean: float
    low: float
    high: float

    @property
    def text(self) -> str:
        """Say it in words."""
        said = tr(
            "mean {mean}, 9 of 10 from {low} to {high}",
            mean=span_text(self.mean),
            low=span_text(self.low),
            high=span_text(self.high),
        )
        return f"{self.name}: {said}" if self.name else said


@dataclass(frozen=True)
class _Named:
    name: str
    distribution: Distribution


def curves(value: object) -> tuple[Curve, ...]:
    """Return the densities in the value of a field, those that vary, `MOST` at most."""
    found = (_curve(each) for each in _distributions(value, "") if not isinstance(each.distribution, Constant))
    return tuple(curve for curve in found if curve is not None)[:MOST]


def _distributions(value: object, name: str) -> Iterator[_Named]:
    if isinstance(value, Distribution):
        yield _Named(name, value)
    elif isinstance(value, Table):
        for key, item in value.items():
            yield from _distributions(item, key)
    elif isinstance(value, tuple):
        for item in value:
            yield from _distributions(item, name)
    elif is_dataclass(value) and not isinstance(value, Equipment):
        for each in fields(value):
            yield from _distributions(getattr(value, each.name), each.name)


def _curve(named: _Named) -> Curve | None:
    d = named.distribution
    if isinstance(d, Empirical) and not d.values:
        return None
    low, high = map(float, quantiles(d, np.array([0.05, 0.95])))
    points = _bars(d) if isinstance(d, Empirical) else _line(d)
    if not len(points) or not np.isfinite(points).all():
        return None
    return Curve(named.name, points, d.mean, low, high)


def _line(d: Distribution) -> Points:
    """Differences of the inverse distribution function: du / dx."""
    u = np.linspace(_TAIL, 1 - _TAIL, _STEPS + 1)
    x = quantiles(d, u)
    steps = np.diff(x)
    if not (steps > 0).all():
        return np.empty((0, 2))
    density = np.diff(u) / steps
    middles = (x[:-1] + x[1:]) / 2
    density = np.minimum(density, _HIGHEST * np.percentile(density, 97))
    return np.column_stack([np.concatenate([x[:1], middles, x[-1:]]), np.concatenate([[0.0], density, [0.0]])])


def _bars(d: Empirical) -> Points:
    """A histogram of what was measured."""
    heights, edges = np.histogram(d.values, bins=min(24, max(1, len(d.values) // 3)), density=True)
    x, y = np.repeat(edges, 2), np.concatenate([[0.0], np.repeat(heights, 2), [0.0]])
    return np.column_stack([x, y])
