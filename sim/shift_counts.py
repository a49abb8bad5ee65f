"""Good pieces by shift. What leaves after the end of a shift counts for it until the next one begins."""

from typing import Any

from layouts.working_time import WorkingTime
from sim.clock import TOLERANCE


class ShiftCounts:
    """Counts pieces under the moment at which their shift begins."""

    def __init__(self, time: WorkingTime) -> None:
        """Begin with nothing counted."""
        self._time = time
        self.numbers: dict[float, int] = {}
        self._begin = self._until = 0.0

    def add(self, now: float, pieces: int) -> None:
        """Count pieces that leave now; what is done as a shift ends is done in it."""
        if not self._begin < now <= self._until + TOLERANCE or not self.numbers:
            self._find(now)
        self.numbers[self._begin] = self.numbers.get(self._begin, 0) + pieces

    def _find(self, now: float) -> None:
        shift, following = self._time.shifts_around(now - TOLERANCE)
        self._begin = shift.begin if shift is not None else following.begin if following is not None else 0.0
        self._until = following.begin if following is not None else float("inf")

    def figures(self) -> dict[str, int]:
        """Return the counts; the keys are texts, as checkpoints want them."""
        return {repr(begin): number for begin, number in self.numbers.items()}

    def snapshot(self) -> list[Any]:
        """Return the counts as plain values."""
        return [[begin, number] for begin, number in self.numbers.items()]

    def restore(self, values: list[Any]) -> None:
        """Take the counts of a snapshot."""
        self.numbers = dict(values)
        self._begin = self._until = 0.0
