"""The buffer's behaviour: first in, first out."""

from collections import deque
from typing import Any

from layouts.kinds import Buffer
from sim.component import Component
from sim.item import Item
from sim.line import Line
from sim.outlets import Outlet
from sim.statistics import Level


class BufferBehaviour(Component):
    """Holds parts in order of arrival; a part passes an empty buffer in no time."""

    def __init__(self, line: Line, equipment_id: str, buffer: Buffer) -> None:
        """Begin empty."""
        super().__init__(line, equipment_id)
        self.capacity = buffer.capacity if isinstance(buffer.capacity, int) else float("inf")
        self.places = buffer.places if isinstance(buffer.capacity, int) else 1 << 30
        self.content: deque[Item] = deque()
        self.level: Level = Level(self.capacity)
        self.entered = 0

    def accept(self, item: Item, outlet: Outlet) -> bool:
        """Take the part if a place is free and nobody waits longer."""
        content, waiting = self.content, self.waiting
        if len(content) >= self.capacity or (waiting and next(iter(waiting)) is not outlet):
            waiting[outlet] = None
            return False
        if waiting:
            del waiting[outlet]
        now = self.clock._now
        content.append(item)
        self.level.change(1, now)
        odometer = item.leave_belt() if item.belt else 0.0
        self.moved((item.number, self.frame, self.entered % self.places, item.look, now, odometer, 0.0))
        self.entered += 1
        if len(content) == 1:
            self.clock.soon(self.push)
        return True

    def push(self) -> None:
        """Pass on parts in order while the next component takes them."""
        content, offer = self.content, self.outlet.offer
        moved = False
        while content and offer(content[0]):
            content.popleft()
            self.level.change(-1, self.clock._now)
            self.completed += 1
            moved = True
        if moved and self.waiting:
            self.clock.soon(self.invite)

    def has_room(self) -> bool:
        """Tell whether a place is free."""
        return len(self.content) < self.capacity

    def items(self) -> list[Item]:
        """Return the parts inside, oldest first."""
        return list(self.content)

    def load(self) -> int:
        """Return how many parts are inside."""
        return len(self.content)

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        content = [item.number for item in self.content]
        return {**super().snapshot(), "content": content, "entered": self.entered}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        self.content = deque(items[number] for number in state["content"])
        self.entered = state["entered"]
