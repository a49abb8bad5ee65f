"""How far to simulate ahead: what the layout asks for, more when the playback comes near, never without end."""

from dataclasses import dataclass, replace
from typing import Self

from layouts.model import Run

DEFAULT = 8 * 3600.0
"""How far to simulate a layout that does not say for how long, in seconds."""

NEAR = 0.9
"""Fraction of the horizon at which it moves on."""

MOST_BYTES = 1_000_000_000
"""Most that a run may hand over; the window keeps it all, so that it can be scrubbed."""


@dataclass(frozen=True)
class Horizon:
    """Until when to simulate (`until`, in seconds), in steps of `step`; `full` once memory forbids more."""

    step: float
    until: float
    full: bool = False

    @classmethod
    def of_run(cls, run: Run) -> Self:
        """Begin with what the layout asks for."""
        step = DEFAULT if run.duration is None else run.warm_up + run.duration
        return cls(step, step)

    def following(self, position: float) -> Self:
        """Move on when `position` has come near, unless memory forbids it."""
        near = not self.full and position >= NEAR * self.until
        return replace(self, until=self.until + self.step) if near else self

    def limited(self, known: float, received: int) -> Self:
        """End at what is known once `received` bytes are too many."""
        return replace(self, until=known, full=True) if received >= MOST_BYTES else self
