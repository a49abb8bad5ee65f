"""How far to run between two looks: often enough to show progress and to cut traces, rarely enough to cost nothing."""

from collections.abc import Callable
from time import perf_counter

from replay.recorder import TraceRecorder

LOOKS_A_SECOND = 200.0
"""How often a run is interrupted, by the wall clock. Where it is interrupted changes no result."""


RECORDS_A_STRETCH = 1000.0
"""How many records there should be between two moments at which a trace may be cut."""


class Pace:
    """Chooses the stops of a run by how fast the last stretch went."""

    def __init__(self, start: float, until: float, show: Callable[[float], None]) -> None:
        """Begin with a thousandth of the way; `show` is to be called with the time reached at each stop."""
        self.show = show
        self._until = until
        self._stretch = max((until - start) / 1000, 1e-3)
        self._last = perf_counter()

    def next_stop(self, now: float) -> float:
        """Return where to stop next, `until` at the latest."""
        elapsed, self._last = perf_counter() - self._last, perf_counter()
        if elapsed > 0:
            self._stretch *= min(2.0, max(0.25, 1 / (LOOKS_A_SECOND * elapsed)))
        return self._until if now + self._stretch >= self._until * (1 - 1e-12) else now + self._stretch


class Cuts:
    """Chooses the moments at which a trace may be cut, by how much was recorded lately: any process cuts it alike."""

    def __init__(self, start: float, until: float, trace: TraceRecorder) -> None:
        """Begin with a thousandth of the way."""
        self._trace = trace
        self._until = until
        self._stretch = max((until - start) / 1000, 1e-3)
        self._before = trace.recorded

    def next_stop(self, now: float) -> float:
        """Return up to where to run before the trace may be cut again, `until` at the latest."""
        grown, self._before = max(self._trace.recorded - self._before, 1), self._trace.recorded
        self._stretch *= min(2.0, max(0.25, RECORDS_A_STRETCH / grown))
        return self._until if now + self._stretch >= self._until * (1 - 1e-12) else now + self._stretch

    def pass_by(self, now: float) -> None:
        """Cut the trace where it is long enough, or at the end."""
        if self._trace.full or now >= self._until:
            self._trace.cut(now)
            self._before = 0
