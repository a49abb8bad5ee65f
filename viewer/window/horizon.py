"""How far to simulate ahead: what the layout asks for, where it asks for nothing, more when the playback comes near."""

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
    """Until when to simulate (`until`, in seconds), in steps of `step`; `full` once memory forbids more.

    Without a step the run ends there: its figures are then those of `linewright simulate`.
    """

    step: float | None
    until: float
    full: bool = False

    @classmethod
    def of_run(cls, run: Run) -> Self:
        """Begin with what the layout asks for."""
        if run.duration is not None:
            return cls(None, run.warm_up + run.duration)
        return cls(DEFAULT, DEFAULT)

    @property
    def final(self) -> bool:
        """Whether it never moves on."""
        return self.full or self.step is None

    def following(self, position: float) -> Self:
        """Move on when `position` has come near, unless it is final."""
        if self.full or self.step is None or position < NEAR * self.until:
            return self
        return replace(self, until=self.until + self.step)

    def limited(self, known: float, received: int) -> Self:
        """End at what is known once `received` bytes are too many."""
        return replace(self, until=known, full=True) if received >= MOST_BYTES else self
