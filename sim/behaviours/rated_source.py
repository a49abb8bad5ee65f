"""A source whose parts arrive at a rate, which may change over the day.

With the cumulated rate Λ(t), even arrivals are at Λ⁻¹(1), Λ⁻¹(2), ...; random ones at Λ⁻¹(E₁), Λ⁻¹(E₁ + E₂), ... with
exponential E of mean 1, which is exactly the Poisson process of that rate (Çinlar, 1975, 4.7).
"""

import math
from typing import Any

from layouts.arrivals import WHOLE, Profile, Spacing
from layouts.distributions import Exponential
from layouts.kinds import Source
from sim.behaviours.source import SourceBehaviour
from sim.clock import TOLERANCE
from sim.item import Item
from sim.line import Line


class RatedSource(SourceBehaviour):
    """Expects the next arrival when the cumulated rate has grown by one, or by a draw.

    While the source waits for room it does not count; the time of the day goes on.
    """

    def __init__(self, line: Line, equipment_id: str, source: Source) -> None:
        """Read the rates; no arrival is due before the start."""
        super().__init__(line, equipment_id, source)
        calendar = line.layout.calendar
        midnight = 0.0 if calendar is None or calendar.starts is None else 60.0 * calendar.starts.minutes
        self.profile = Profile(source.rate or 0.0, midnight)
        self.gaps = self.stream("rate", Exponential(mu=1.0)) if source.arrivals is Spacing.RANDOM else None
        self.due = 0.0
        """When the last arrival was due."""
        self.reached = 0.0
        """The cumulated rate at that time: exact, where that time is rounded."""

    def _expect(self) -> None:
        if self.exhausted:
            return
        gap = 1.0 if self.gaps is None else self.gaps.draw()
        self.due = self._from_start(gap) if self.hours is None else self._in_open_time(gap)
        if self.due < math.inf:
            self.clock.call_at(self.arrival, self.due)

    def _from_start(self, gap: float) -> float:
        """Return when the cumulated rate will have grown by so much."""
        now = self.clock._now
        if abs(now - self.due) > TOLERANCE:
            self.reached = self.profile.due(now)
        self.reached += gap
        return max(now, self.profile.time_of(self.reached))

    def _in_open_time(self, gap: float) -> float:
        """Return when it will have grown by so much, counting only the time in which parts may come."""
        due = self.profile.due
        for begin, end in self.hours.feeding.windows(self.clock._now) if self.hours is not None else ():
            gained = due(end) - due(begin)
            if gained >= gap - WHOLE:
                return min(end, max(begin, self.profile.time_of(due(begin) + gap)))
            gap -= gained
        return math.inf

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {**super().snapshot(), "rate": [self.due, self.reached]}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot; one of a source without a rate leaves the count to begin at the next part."""
        super().restore(state, items)
        self.due, self.reached = state.get("rate", (0.0, 0.0))
