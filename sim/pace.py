"""How far to run between two looks: often enough to show progress and to cut traces, rarely enough to cost nothing."""

from time import perf_counter

LOOKS_A_SECOND = 200.0
"""How often a run is interrupted, by the wall clock. Where it is interrupted changes no result."""


class Pace:
    """Chooses the stops of a run by how fast the last stretch went."""

    def __init__(self, start: float, until: float) -> None:
        """Begin with a thousandth of the way."""
        self._until = until
        self._stretch = max((until - start) / 1000, 1e-3)
        self._last = perf_counter()

    def next_stop(self, now: float) -> float:
        """Return where to stop next, `until` at the latest."""
        elapsed, self._last = perf_counter() - self._last, perf_counter()
        if elapsed > 0:
            self._stretch *= min(2.0, max(0.25, 1 / (LOOKS_A_SECOND * elapsed)))
        return self._until if now + self._stretch >= self._until * (1 - 1e-12) else now + self._stretch
