"""The plain buffer's behaviour: first in, first out, and through an empty one in no time."""

import math
from collections import deque
from collections.abc import Sequence
from typing import Any

from layouts.flow import Rule
from layouts.kinds import Buffer
from replay.opening import Inside
from sim.component import Component
from sim.item import Item
from sim.line import Line
from sim.outlets import Inlet, Outlet
from sim.prospect import Prospect
from sim.statistics import Level


class BufferBehaviour(Component):
    """Holds parts in order of arrival; a part passes an empty buffer in no time."""

    def __init__(self, line: Line, equipment_id: str, buffer: Buffer) -> None:
        """Begin empty."""
        super().__init__(line, equipment_id)
        self.capacity = buffer.capacity if isinstance(buffer.capacity, int) else float("inf")
        self.places = buffer.places
        self.content: deque[Item] = deque()
        self.level: Level = Level(self.capacity)
        self.entered = 0
        self.passes = True

    def connect(self, targets: Sequence[Inlet], rule: Rule) -> None:
        """Let parts pass an empty buffer at once, except into another buffer: a long chain would nest too deep."""
        super().connect(targets, rule)
        self.passes = not any(isinstance(target, BufferBehaviour) for target in targets)

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part if a place is free and nobody waits longer."""
        content, waiting, give = self.content, self.waiting, self.give
        if not self.room or (waiting and self.invited is not outlet):
            waiting[outlet] = None
            return False
        if not content:
            if self.passes and give(self.outlet, item):
                self.entered += 1
                return True
            if not self.passes:
                self.clock.soon(self.push_all)
        self.append(item)
        return True

    def append(self, item: Item) -> None:
        """Put a part behind those inside; whoever calls this knows that there is room."""
        content, level, now = self.content, self.level, self.clock._now
        if self.watched:
            place = self.entered % self.places
            odometer = item.leave_belt() if item.belt is not None else 0.0
            self.moved((item.number, self.frame, place, item.look, now, odometer, 0.0))
        if not content:
            level.empty += now - level.edge
        content.append(item)
        self.entered += 1
        level.area -= now
        number = len(content)
        if number > level.most:
            level.most = number
        if number == self.capacity:
            level.edge = now
            self.room = False

    def lay_in(self, items: Sequence[Item]) -> int:
        """Let carriers be inside from the beginning, as many as there are places."""
        before = len(self.content)
        for item in items:
            if self.room:
                self.append(item)
        self.clock.soon(self.push_all)
        return len(self.content) - before

    def take(self) -> Item:
        """Give the oldest part away."""
        content, level, now = self.content, self.level, self.clock._now
        item = content.popleft()
        level.area += now
        if not self.room and len(content) < self.capacity:  # a fork may have found more parts than places
            level.full += now - level.edge
            self.room = True
        if not content:
            level.edge = now
            self.outlet.withdraw()
        if self.waiting:
            soon = self.clock.soon
            soon(self.invite)
        return item

    def push(self) -> bool:
        """Pass on the oldest part if the next component takes it."""
        if not self.content or not self.give(self.outlet, self.content[0]):
            return False
        self.take()
        if self.outlet.branches and self.content:
            self.clock.soon(self.push_all)
        return True

    def prospect(self) -> Prospect:
        """Return what may happen here: an empty buffer passes on what comes."""
        return Prospect(self.clock.peek() if self.barred else math.inf, () if self.content else ((self,),))

    def on_offer(self, port: str) -> Item | None:
        """Return the oldest part."""
        return self.content[0] if self.content else None

    def figures(self) -> dict[str, Any]:
        """Count what has left."""
        self.completed = self.entered - len(self.content)
        return super().figures()

    def inside(self) -> list[Inside]:
        """Return the parts in their places."""
        first, now = self.entered - len(self.content), self.clock.now
        return [
            Inside(item.number, self.frame, (first + position) % self.places, item.look, now, 0.0)
            for position, item in enumerate(self.content)
        ]

    def items(self) -> list[Item]:
        """Return the parts inside, oldest first."""
        return list(self.content)

    def load(self) -> int:
        """Return how many parts are inside."""
        return len(self.content)

    def spaces(self) -> float:
        """Return how many places are free."""
        return self.capacity - len(self.content)

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        content = [item.number for item in self.content]
        return {**super().snapshot(), "content": content, "entered": self.entered}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        self.content = deque(items[number] for number in state["content"])
        self.entered = state["entered"]
        self.room = len(self.content) < self.capacity
