"""The source's behaviour: always ready, or one part every so often; arrivals otherwise are in the modules beside."""

from typing import Any

from layouts.kinds import IfFull, Source
from replay.states import State
from sim.clock import Call, Order
from sim.component import Component
from sim.item import Item
from sim.line import Line
from sim.statistics import StateClock


class SourceBehaviour(Component):
    """Makes parts of one product.

    States: blocked while a part that has arrived waits for room, otherwise working; a source that is always ready is
    never blocked.
    """

    def __init__(self, line: Line, equipment_id: str, source: Source) -> None:
        """Read the source's data."""
        super().__init__(line, equipment_id)
        self.product = line.product_of(source)
        self.limit = source.limit
        self.first = source.first
        self.batch = source.batch
        self.timed = source.timed
        self.if_full = source.when_full
        self.waits = source.timed and source.when_full is IfFull.WAIT
        self.every = self.stream("every", source.every) if source.every else None
        self.arrival = Call("arrival", self._arrive, Order.ARRIVAL)
        if self.timed:  # where nothing arrives, not even what was to come before a fork
            self.add_call(self.arrival)
        self.state: StateClock = StateClock(State.WORKING)
        self.arrived = self.completed = self.lost = 0
        self.next: Item | None = None

    @property
    def queued(self) -> int:
        """How many parts have arrived and are not in the line yet."""
        return self.arrived - self.completed - self.lost

    @property
    def exhausted(self) -> bool:
        """Whether as many parts have arrived as may come."""
        return self.limit is not None and self.arrived >= self.limit

    def start(self) -> None:
        """Offer at once, or wait for the first arrival."""
        if not self.timed:
            self.clock.soon(self.push_all)
        elif self.first is None:
            self._expect()
        elif not self.exhausted:
            self.clock.call(self.arrival, self.first)

    def _arrive(self) -> None:
        self._receive(self.batch)

    def _receive(self, parts: int) -> None:
        self.arrived += parts if self.limit is None else min(parts, self.limit - self.arrived)
        if not self.waits:
            self._expect()
        while self.push():
            pass
        if self.if_full is IfFull.LOSE and self.queued:
            self._lose()

    def _lose(self) -> None:
        """Give up what has found no room."""
        self.outlet.withdraw()
        lost = self.queued
        self.lost += lost
        self.line.lost += lost
        self._enter(State.WORKING)

    def _expect(self) -> None:
        """Ask for the next arrival, if there is one."""
        if self.every is not None and not self.exhausted:
            self.clock.call(self.arrival, self.every.draw())

    def _ready(self) -> bool:
        return self.queued > 0 if self.timed else self.limit is None or self.completed < self.limit

    def push(self) -> bool:
        """Send one part, if there is one and there is room."""
        if not self._ready():
            return False
        self.next = item = self.next or self.line.new_item(self.product)
        item.born = self.clock._now
        if not self.give(self.outlet, item):
            self._wait()
            return False
        self._send(item)
        return True

    def push_all(self) -> None:
        """Send all that there is and is taken; in a fork that has made the source a timed one, begin to expect."""
        if self.timed and not self.arrival.pending and not (self.waits and self.queued):
            self._expect()
        super().push_all()

    def _wait(self) -> None:
        """Be blocked, unless the source is a stock that is always ready."""
        if self.timed:
            self._enter(State.BLOCKED)

    def _send(self, item: Item) -> None:
        self.next = None
        self.completed += 1
        self.line.come_in(item)
        ready = self._ready()
        if self.waits and not ready:
            self._expect()
        if not ready:
            self.outlet.withdraw()
            self._enter(State.WORKING)
        elif self.outlet.branches:
            self.clock.soon(self.push_all)

    def _enter(self, state: State) -> None:
        if state != self.state.state:
            now = self.clock.now
            self.state.enter(state, now)
            self.changed((self.index, state, now, -1))

    def figures(self) -> dict[str, Any]:
        """Add the parts that were lost for want of room."""
        return {**super().figures(), "lost": self.lost}

    def items(self) -> list[Item]:
        """Return the part that is offered and not in the line yet."""
        return [] if self.next is None else [self.next]

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {**super().snapshot(), "counts": [self.arrived, self.lost], "next": self.next and self.next.number}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        self.arrived, self.lost = state["counts"]
        if self.timed:  # a source that was always ready counted no arrivals
            self.arrived = max(self.arrived, self.completed + self.lost)
        self.next = None if state["next"] is None else items[state["next"]]
