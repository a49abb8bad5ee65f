"""A part on its way through the line."""

from collections.abc import Iterator
from typing import Protocol


class Odometer(Protocol):
    """A conveyor as a part on it sees it."""

    def odometer(self) -> float:
        """Return how far the belt has run, metres."""
        ...


FAILED = "."
"""Ends the names under which `Item.rework` counts failures: `test.`; no id holds a dot."""


class Item:
    """One part: its running number, its product, when it came in, the conveyor it is on, and how it is drawn.

    `step` is the number of the next operation of its routing, `detour` tells that it is on its way to be repaired,
    `rework` counts its passes by station, `content` are the parts in a container, `carrier` is what it stands on.
    """

    __slots__ = (
        "belt",
        "born",
        "carrier",
        "content",
        "detour",
        "length",
        "look",
        "number",
        "product",
        "rework",
        "step",
    )

    def __init__(self, number: int, product: str, born: float, look: int, length: float) -> None:
        """Make a part; `length` along the flow in metres, `look` an index of the trace's looks."""
        self.number = number
        self.product = product
        self.born = born
        self.look = look
        self.length = length
        self.belt: Odometer | None = None
        self.step = 0
        self.detour = False
        self.rework: dict[str, int] | None = None
        self.content: tuple[Item, ...] = ()
        self.carrier: Item | None = None

    @property
    def has_failed(self) -> bool:
        """Whether a test has found the part bad at least once."""
        return any(key.endswith(FAILED) for key in self.rework or ())

    def unpacked(self) -> "Iterator[Item]":
        """Go through what counts: the part itself, or the parts in it; a container counts nowhere."""
        if not self.content:
            yield self
        for part in self.content:
            yield from part.unpacked()

    def leave_belt(self) -> float:
        """Get off the conveyor; return its odometer, 0 for a part that was on none."""
        belt, self.belt = self.belt, None
        return 0.0 if belt is None else belt.odometer()
