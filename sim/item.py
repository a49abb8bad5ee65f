"""A part on its way through the line."""

from typing import Protocol


class Odometer(Protocol):
    """A conveyor as a part on it sees it."""

    def odometer(self) -> float:
        """Return how far the belt has run, metres."""
        ...


class Item:
    """One part: its running number, its product, when it came in, the conveyor it is on, and how it is drawn.

    `step` is the number of the next operation of its routing, `detour` tells that it is on its way to be repaired,
    `rework` counts its passes by station, `content` are the parts in a container.
    """

    __slots__ = ("belt", "born", "content", "detour", "length", "look", "number", "product", "rework", "step")

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

    def leave_belt(self) -> float:
        """Get off the conveyor; return its odometer, 0 for a part that was on none."""
        belt, self.belt = self.belt, None
        return 0.0 if belt is None else belt.odometer()
