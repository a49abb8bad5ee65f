"""A source of which it is written down what comes when: by a schedule, or by orders."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from layouts.kinds import Source
from sim.behaviours.source import SourceBehaviour
from sim.clock import TOLERANCE
from sim.item import Item
from sim.line import Line

NO_ORDER = -1
"""Stands for the number of an order where there is none."""


@dataclass
class Lot:
    """Parts of one delivery that are not in the line yet, and the number of the order that they belong to."""

    product: str
    parts: int
    order: int

    def plain(self) -> list[Any]:
        """Return the lot as plain values."""
        return [self.product, self.parts, self.order]


class DeliveringSource(SourceBehaviour):
    """Brings the deliveries in turn.

    Its own clock is the time of the simulation, less the time for which it stood because there was no room: only a
    source that waits has it stand.
    """

    def __init__(self, line: Line, equipment_id: str, source: Source) -> None:
        """Read what is to be delivered; nothing has been."""
        super().__init__(line, equipment_id, source)
        self.deliveries = source.deliveries()
        self.times = [float(delivery.at) for delivery in self.deliveries]
        self.repeats = None if source.repeats is None else float(source.repeats)
        self.ordered = source.orders is not None
        self.usual = self.product
        self.position = 0
        """Number of the delivery that comes next, counted on through the repetitions."""
        self.due = self.behind = 0.0
        """When the last delivery was due, and how far the own clock is behind, seconds."""
        self.lots: deque[Lot] = deque()

    def start(self) -> None:
        """Keep to the calendar, and wait for the first delivery from now on."""
        if self.hours is not None:
            self.hours.start()
        self.due = self.clock.now
        self.position = self._first_from(self.due)
        self._expect()

    # what comes when

    def _time_of(self, position: int) -> float | None:
        """Return when a delivery is due by the own clock; None where there is none."""
        if self.repeats is None:
            return self.times[position] if position < len(self.times) else None
        again, place = divmod(position, len(self.times))
        return self.times[place] + again * self.repeats

    def _first_from(self, time: float) -> int:
        """Return the number of the first delivery at a time or later."""
        again = max(0, int((time - self.times[-1]) // self.repeats)) if self.repeats else 0
        position = again * len(self.times)
        while (due := self._time_of(position)) is not None and due < time - TOLERANCE:
            position += 1
        return position

    def _expect(self) -> None:
        due = self._time_of(self.position)
        if due is not None and not self.exhausted:
            self.arrive_at(max(self.clock._now, due + self.behind))

    # the life of a delivery

    def _arrive(self) -> None:
        due = self._time_of(self.position)
        if due is None or due + self.behind > self.clock._now + TOLERANCE:
            return self._expect()  # a fork in which something else comes, and later
        delivery = self.deliveries[self.position % len(self.deliveries)]
        parts = delivery.parts if self.limit is None else min(delivery.parts, self.limit - self.arrived)
        order = NO_ORDER
        if self.ordered and self.line.orders is not None:
            order = self.position
            self.line.orders.release(self.id, order)
        self.lots.append(Lot(delivery.product or self.usual, parts, order))
        self.product = self.lots[0].product
        self.due = due
        self.position += 1
        self._receive(parts)

    def _send(self, item: Item) -> None:
        lot = self.lots[0]
        lot.parts -= 1
        if lot.order != NO_ORDER and self.line.orders is not None:
            self.line.orders.enter(item, self.id, lot.order)
        if not lot.parts:
            self.lots.popleft()
            self.product = self.lots[0].product if self.lots else self.usual
        self._count_standing()
        super()._send(item)

    def _count_standing(self) -> None:
        """Put the own clock behind by the time for which a part has waited."""
        now = self.clock._now
        if self.waits and now - self.due - self.behind > TOLERANCE:
            self.behind = now - self.due

    def products_at(self, port: str, come: frozenset[str]) -> frozenset[str]:
        """Return the products of all deliveries."""
        return frozenset(delivery.product or self.usual for delivery in self.deliveries)

    def _pieces_queued(self) -> int:
        return sum(lot.parts * self.line.pieces[lot.product] for lot in self.lots)

    def _lose(self) -> None:
        super()._lose()
        self.lots.clear()
        self.next = None

    # what a checkpoint needs

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        coming = self._time_of(self.position)
        lots = [lot.plain() for lot in self.lots]
        return {**super().snapshot(), "deliveries": [self.position, coming, self.due, self.behind, lots]}

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot; one with other deliveries goes on with those that come from now on."""
        super().restore(state, items)
        before = state.get("deliveries", [0, None, self.clock.now, 0.0, [[self.usual, self.queued, NO_ORDER]]])
        position, coming, self.due, self.behind, lots = before
        self._restore_lots([Lot(*lot) for lot in lots if lot[1]])
        if "deliveries" in state and self._time_of(position) == coming:
            self.position = position
        else:
            self._take_over(coming)

    def _restore_lots(self, lots: list[Lot]) -> None:
        """Take the lots of products that there are; the rest is lost. Orders must be those of the file."""
        self.lots = deque(lot for lot in lots if lot.product in self.line.products)
        for lot in self.lots:
            if not (lot.order < len(self.deliveries) and self.deliveries[lot.order].product == lot.product):
                lot.order = NO_ORDER
        lost = self.queued - sum(lot.parts for lot in self.lots)
        self._count_lost(lost, lost)
        self.next = self.next if self.lots else None
        self.product = self.lots[0].product if self.lots else self.usual

    def _take_over(self, coming: float | None) -> None:
        """Find what comes from now on, after deliveries of which the next one would have come at a time."""
        stands = self.waits and bool(self.lots)
        self.position = self._first_from(self.due if stands else self.clock.now - self.behind)
        if coming is None or coming > self.due + TOLERANCE:
            while (due := self._time_of(self.position)) is not None and due <= self.due + TOLERANCE:
                self.position += 1
