"""The figures of a run up to some moment, as the window shows them: pieces an hour, seconds per part, shares."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from replay.states import State

SHIFT_HOURS = 8.0
"""Length of the shift in which the window counts while a layout has no calendar."""

MOST_SAMPLES = 2_000
"""Samples kept of one run; then every other one is dropped."""


@dataclass(frozen=True)
class Shares:
    """What one piece of equipment did: its parts so far and the fraction of time in each state it was in."""

    completed: int | None
    states: tuple[tuple[State, float], ...]

    def of(self, state: State) -> float:
        """Return the fraction of time in a state."""
        return dict(self.states).get(state, 0.0)


@dataclass(frozen=True)
class Figures:
    """The figures at time `t` (simulated seconds), counted from `since`; None where nothing is known yet.

    During the warm-up they count from 0, after it from its end.
    """

    t: float
    since: float
    warm_up: float
    good: int | None = None
    per_hour: float | None = None
    wip_mean: float | None = None
    lead_time: float | None = None
    constraint: str | None = None
    """The equipment that holds the line back, by id; not told before the first part has gone through the line."""
    equipment: Mapping[str, Shares] = field(default_factory=dict)

    @property
    def finished(self) -> int | None:
        """Good parts that have left the line since the figures count; `good` counts them from 0."""
        return None if self.per_hour is None else round(self.per_hour * (self.t - self.since) / 3600.0)

    @property
    def per_shift(self) -> float | None:
        """Pieces a shift of eight hours at this pace."""
        return None if self.per_hour is None else self.per_hour * SHIFT_HOURS

    @property
    def seconds_per_part(self) -> float | None:
        """Seconds from one finished part to the next, on average."""
        return 3600.0 / self.per_hour if self.per_hour else None

    @classmethod
    def of_results(cls, t: float, since: float, warm_up: float, results: Mapping[str, Any]) -> Self:
        """Pick the figures from the object that `simulate --json` prints."""
        return cls(
            t=t,
            since=since,
            warm_up=warm_up,
            good=_inner(results, "parts", "good"),
            per_hour=_inner(results, "throughput_per_hour", "elapsed"),
            wip_mean=_inner(results, "wip", "mean"),
            lead_time=_inner(results, "lead_time_s", "mean"),
            constraint=_inner(results, "constraint", "equipment") if _inner(results, "parts", "good") else None,
            equipment={name: _shares(item) for name, item in (results.get("equipment") or {}).items()},
        )


NO_FIGURES = Figures(t=0.0, since=0.0, warm_up=0.0)
"""What is known before anything was simulated."""


def _inner(results: Mapping[str, Any], outer: str, inner: str) -> Any:  # noqa: ANN401 # a number or null, as the object has it
    return (results.get(outer) or {}).get(inner)


def _shares(item: Mapping[str, Any]) -> Shares:
    fractions = item.get("states") or {}
    states = tuple((state, float(fractions[state.word])) for state in State if fractions.get(state.word))
    return Shares(item.get("completed"), states)


class Samples:
    """Figures at many moments of one run, thinned where they become too many."""

    def __init__(self) -> None:
        self._figures: list[Figures] = []

    def extend(self, figures: Sequence[Figures]) -> None:
        """Add later figures."""
        self._figures += figures
        if len(self._figures) > MOST_SAMPLES:
            del self._figures[-2::-2]

    def at(self, t: float) -> Figures:
        """Return the latest figures not after `t`."""
        found = bisect_right(self._figures, t, key=lambda figures: figures.t)
        return self._figures[found - 1] if found else NO_FIGURES

    def __len__(self) -> int:
        """Count the samples kept."""
        return len(self._figures)
