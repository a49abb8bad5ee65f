"""The source's behaviour: always ready, or one part every so often; arrivals otherwise are in the modules beside."""

import math
from collections.abc import Callable
from typing import Any

from layouts.kinds import IfFull, Source
from replay.states import State
from sim.clock import Call, Order
from sim.component import Component
from sim.hours import hours_of
from sim.item import Item
from sim.line import Line
from sim.permits import NEW
from sim.prospect import Prospect
from sim.statistics import StateClock


class SourceBehaviour(Component):
    """Makes parts of one product.

    States: blocked while a part that has arrived waits for room, otherwise working; a source that is always ready is
    never blocked. With a calendar timed sources stand outside planned time (break, off shift), with their clocks.
    """

    def __init__(self, line: Line, equipment_id: str, source: Source) -> None:
        """Read the source's data."""
        super().__init__(line, equipment_id)
        self.product = line.product_of(source)
        self.limit = 0 if source.parts else source.limit  # what people fetch does not come by itself
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
        self.pieces_lost = 0
        """What was lost, counted in pieces: one part may stand for several."""
        self.next: Item | None = None
        self.hours = hours_of(line, self, equipment_id)
        self.held: State | None = None
        programme = line.programme
        self.queue = None if programme is None else programme.queue(equipment_id, self.look_around)

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
        if self.hours is not None:
            self.hours.start()
        if not self.timed:
            self.clock.soon(self.push_all)
        elif self.first is None:
            self._expect()
        elif not self.exhausted:
            self.arrive_at(self.clock.now + self.first)

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
        self._count_lost(self.queued, self._pieces_queued())
        self._enter(State.WORKING)

    def _pieces_queued(self) -> int:
        """Return how many pieces have arrived and are not in the line yet."""
        return self.queued * self.line.pieces[self.product if self.next is None else self.next.product]

    def _count_lost(self, parts: int, pieces: int) -> None:
        self.lost += parts
        self.pieces_lost += pieces
        self.line.lost += pieces

    def _expect(self) -> None:
        """Ask for the next arrival, if there is one."""
        if self.every is not None and not self.exhausted:
            self._arrive_in(self.every.draw())

    def _arrive_in(self, seconds: float) -> None:
        """Expect an arrival when so much time has passed in which parts may come."""
        if self.hours is None:
            return self.clock.call(self.arrival, seconds)
        time = self.hours.feeding.after(self.clock.now, seconds)
        if time < math.inf:
            self.clock.call_at(self.arrival, time)

    def arrive_at(self, time: float) -> None:
        """Expect an arrival at a time, or as soon after it as parts may come; never where that never is."""
        open_at = time if self.hours is None or self.hours.feeding.working(time) else self.hours.feeding.after(time, 0)
        if open_at < math.inf:
            self.clock.call_at(self.arrival, open_at)

    def has_one(self) -> bool:
        """Tell whether there is a part to give."""
        if self.queue is not None and self.next is None and self.queue.next() is None:
            return False
        return self.queued > 0 if self.timed else self.limit is None or self.completed < self.limit

    def push(self) -> bool:
        """Send one part, if there is one and there is room."""
        if not self.has_one() or (self.hours is not None and self._is_shut()):
            return False
        if self.gate is not None and not self.gate.allows(self._coming(), NEW):
            self.outlet.withdraw()  # it offers again by itself when the gate opens
            self._wait()
            return False
        self.next = item = self.next or self._make()
        item.born = self.clock._now
        if not self.give(self.outlet, item):
            self._wait()
            return False
        self._send(item)
        return True

    def _coming(self) -> str:
        """Return the product of the next part."""
        if self.next is not None:
            return self.next.product
        return (self.queue and self.queue.next()) or self.product

    def _make(self) -> Item:
        """Return the next part, of the product that the plan names where there is one."""
        if self.queue is None:
            return self.line.new_item(self.product)
        self.product = self._coming()
        item = self.line.new_item(self.product)
        self.queue.take(item)
        return item

    def _is_shut(self) -> bool:
        return self.hours is not None and (self.held is not None or self.hours.emptying)

    def hold(self, state: State) -> None:
        """Give nothing, as the calendar says."""
        self.held = state
        self.outlet.withdraw()
        self._enter(state)

    def release(self, state: State) -> None:
        """Give again what has come."""
        if self.held is state:
            self.held = None
            self._enter(State.BLOCKED if self.timed and self.queued else State.WORKING)
            self.look_around()

    def tell_arrivals(self, tell: Callable[[int], None]) -> None:
        """Have somebody told how many parts arrive, each time."""
        arrive = self.arrival.method

        def arrive_and_tell() -> None:
            before = self.arrived
            arrive()
            tell(self.arrived - before)

        self.arrival.method = arrive_and_tell

    def look_for_more(self) -> None:
        """Offer again: the gate may have opened."""
        self.look_around()

    def look_around(self) -> None:
        """Offer again."""
        self.clock.soon(self.push_all)

    def forget_waiting(self) -> None:
        """Forget who waits, and do what the calendar of a changed layout says."""
        super().forget_waiting()
        if self.hours is not None:
            self.hours.settle()
        elif self.held is not None:
            self.release(self.held)

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
        if self.gate is not None:
            self.gate.took(item)
        ready = self.has_one()
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
            self.changed((self.index, state, now, self.because(state)))

    def prospect(self) -> Prospect:
        """Return what may happen here: parts arrive; outside planned time, it may give again with whatever comes."""
        released = math.inf if self.queue is None or self.line.programme is None else self.line.programme.until()
        until = self.clock.peek() if self._is_shut() or self.barred else min(self.ends_at(), released)
        return Prospect(until, dry=not self.has_one())

    def products_at(self, port: str, come: frozenset[str]) -> frozenset[str]:
        """Return the products that it brings."""
        programme = self.line.programme
        planned = frozenset[str]() if programme is None else programme.products(self.id)
        return planned or frozenset([self.product])

    def on_offer(self, port: str) -> Item | None:
        """Return the part that waits for room."""
        return self.next if self.has_one() else None

    def figures(self) -> dict[str, Any]:
        """Add the pieces that were lost for want of room."""
        outside = {} if self.hours is None else {"outside": self.hours.figures()}
        return {**super().figures(), "lost": self.pieces_lost, **outside}

    def items(self) -> list[Item]:
        """Return the part that is offered and not in the line yet."""
        return [] if self.next is None else [self.next]

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        held = None if self.held is None else int(self.held)
        hours = {} if self.hours is None else {"hours": self.hours.snapshot(), "held": held}
        counts = {"counts": [self.arrived, self.lost], "next": self.next and self.next.number}
        pieces = {} if self.pieces_lost == self.lost else {"pieces_lost": self.pieces_lost}
        return {**super().snapshot(), **counts, **pieces, **hours}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        self.arrived, self.lost = state["counts"]
        self.pieces_lost = state.get("pieces_lost", self.lost)
        if self.timed:  # a source that was always ready counted no arrivals
            self.arrived = max(self.arrived, self.completed + self.lost)
        self.next = None if state["next"] is None else items[state["next"]]
        self.held = None if state.get("held") is None else State(state["held"])
        if self.hours is not None and "hours" in state:
            self.hours.restore(state["hours"])
