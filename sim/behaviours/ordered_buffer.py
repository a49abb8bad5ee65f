"""A buffer that parts leave in another order than they came, or only after a while."""

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple

from layouts.kinds import Buffer, BufferOrder
from replay.opening import Inside
from sim.behaviours.buffer import BufferBehaviour
from sim.clock import TOLERANCE, Call, Order
from sim.component import Component
from sim.item import Item
from sim.line import Line
from sim.outlets import Outlet
from sim.prospect import Prospect
from sim.ranking import Rank, Ranking
from sim.statistics import Level


class Stay(NamedTuple):
    """A part in its place, and from when on it may leave."""

    item: Item
    place: int
    ready: float


def _oldest(ready: list[Stay]) -> Iterable[int]:
    return (0,) if ready else ()


def _youngest(ready: list[Stay]) -> Iterable[int]:
    return (len(ready) - 1,) if ready else ()


def _oldest_of_each_product(ready: list[Stay]) -> Iterator[int]:
    """Who takes a part takes any other of the same product that goes the same way."""
    seen = set[tuple[str, int, bool]]()
    for index, stay in enumerate(ready):
        way = (stay.item.product, stay.item.step, stay.item.detour)
        if way not in seen:
            seen.add(way)
            yield index


def _by_rank(rank: Rank) -> Callable[[list[Stay]], Iterator[int]]:
    """The smallest rank first, of equal ones the oldest; who refuses a part refuses all that go the same way."""

    def offered(ready: list[Stay]) -> Iterator[int]:
        ranks = [rank(stay.item) for stay in ready]
        seen = set[tuple[str, int, bool]]()
        for index in sorted(range(len(ready)), key=ranks.__getitem__):
            item = ready[index].item
            way = (item.product, item.step, item.detour)
            if way not in seen:
                seen.add(way)
                yield index

    return offered


_OFFERED: Mapping[BufferOrder, Callable[[list[Stay]], Iterable[int]]] = {
    BufferOrder.FIFO: _oldest,
    BufferOrder.LIFO: _youngest,
    BufferOrder.ANY: _oldest_of_each_product,
}
"""Which of the parts that may leave are offered, in which order."""


class OrderedBuffer(Component):
    """Holds parts for a time, then offers them in its order; each stands in the lowest place that was free."""

    def __init__(self, line: Line, equipment_id: str, buffer: Buffer) -> None:
        """Begin empty."""
        super().__init__(line, equipment_id)
        self.order = buffer.order
        self.reoffers = self.order is not BufferOrder.FIFO
        ranked = self.order.ranks
        self.offered = _by_rank(Ranking(line, equipment_id).rank(self.order)) if ranked else _OFFERED[self.order]
        self.capacity = buffer.capacity if isinstance(buffer.capacity, int) else float("inf")
        self.places = buffer.places if isinstance(buffer.capacity, int) else 1 << 30
        self.stay = float(buffer.stay)
        self.young: deque[Stay] = deque()
        self.ready: list[Stay] = []
        self.free: list[int] = []
        self.level: Level = Level(self.capacity)
        self.entered = 0
        self.ripe = self.add_call(Call("ripe", self.push_all, Order.BELT))

    # coming in

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part if a place is free and nobody waits longer."""
        if not self.room or (self.waiting and self.invited is not outlet):
            self.waiting[outlet] = None
            return False
        self._put(item, self.stay)
        return True

    def lay_in(self, items: Sequence[Item]) -> int:
        """Let carriers be inside from the beginning, for long enough to leave; as many as there are places."""
        before = self.load()
        for item in items:
            if self.room:
                self._put(item, 0.0)
        return self.load() - before

    def _put(self, item: Item, stay_for: float) -> None:
        """Put a part into the lowest free place, from which it may leave after a time."""
        now = self.clock._now
        stay = Stay(item, heappop(self.free) if self.free else self.load(), now + stay_for)
        self.moved((item.number, self.frame, stay.place % self.places, item.look, now, item.leave_belt(), 0.0))
        self.young.append(stay)
        self.entered += 1
        self._count(self.level.rise)
        if not stay_for:
            self.clock.soon(self.push_all)
        elif not self.ripe.pending:
            self.clock.call_at(self.ripe, stay.ready)

    def _count(self, change: Callable[[float, int], None]) -> None:
        change(self.clock._now, self.load())
        self.room = self.load() < self.capacity

    def _offer(self, stay: Stay) -> None:
        """Put a part among those that may leave; on top of a pile it hides the one that is offered now."""
        top = self.ready[-1].item if self.ready else stay.item
        if self.order is BufferOrder.LIFO and self.outlet.sorts and top.product != stay.item.product:
            self.outlet.withdraw()
        self.ready.append(stay)

    # going out

    def push_all(self) -> None:
        """Let those go that have been inside for long enough, as far as they are taken."""
        young, ripe = self.young, self.ripe
        while young and young[0].ready <= self.clock._now + TOLERANCE:
            self._offer(young.popleft())
        if young and not (ripe.pending and ripe.time <= young[0].ready):
            self.clock.call_at(ripe, young[0].ready)
        super().push_all()
        if self.order.lets_past:
            self._ask_again()

    def _ask_again(self) -> None:
        """Have those look at every part that have refused one: while the buffer waits, they take what they ask for."""
        for target in self.outlet.targets:
            if self.outlet in target.waiting and len(self.ready) > 1:
                self.clock.soon(target.invite)

    def push(self) -> bool:
        """Pass on the first part of the order that the next component takes."""
        for index in self.offered(self.ready):
            if self.give(self.outlet, self.ready[index].item):
                self._leave(index)
                return True
        return False

    def _leave(self, index: int) -> None:
        heappush(self.free, self.ready.pop(index).place)
        self._count(self.level.fall)
        if not self.ready:
            self.outlet.withdraw()
        elif self.outlet.branches:
            self.clock.soon(self.push_all)
        if self.waiting:
            self.clock.soon(self.invite)

    def prospect(self) -> Prospect:
        """Return what may happen here: unless the oldest part waits, one that gets ready or comes in may be offered."""
        if self.ready and not self.reoffers:
            return Prospect(self.clock.peek() if self.barred else math.inf)
        lacks = ((self,),) if self.room and (self.reoffers or not self.load()) else ()
        return Prospect(self.clock.peek() if self.barred else self.ends_at(), lacks)

    def on_offer(self, port: str) -> Item | None:
        """Return the first part of the order, which is offered before all others."""
        first = next(iter(self.offered(self.ready)), None)
        return None if first is None else self.ready[first].item

    def all_on_offer(self, port: str) -> Sequence[Item]:
        """Return the parts that are offered in its order: where they may pass one another, one of each product."""
        return [self.ready[index].item for index in self.offered(self.ready)]

    def figures(self) -> dict[str, Any]:
        """Count what has left."""
        self.completed = self.entered - self.load()
        return super().figures()

    # recordings and snapshots

    def _stays(self) -> list[Stay]:
        return [*self.ready, *self.young]

    def inside(self) -> list[Inside]:
        """Return the parts in their places."""
        now = self.clock.now
        return [
            Inside(stay.item.number, self.frame, stay.place % self.places, stay.item.look, now, 0.0)
            for stay in self._stays()
        ]

    def items(self) -> list[Item]:
        """Return the parts inside in the order in which they came."""
        return [stay.item for stay in self._stays()]

    def load(self) -> int:
        """Return how many parts are inside."""
        return len(self.ready) + len(self.young)

    def spaces(self) -> float:
        """Return how many places are free."""
        return self.capacity - self.load()

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        stays = self._stays()
        return {
            **super().snapshot(),
            "content": [stay.item.number for stay in stays],
            "entered": self.entered,
            "stays": [[stay.place, stay.ready] for stay in stays],
            "ready": len(self.ready),
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot; in a fork nobody stays longer than the buffer now says."""
        super().restore(state, items)
        stays = state.get("stays", [[place, self.clock.now] for place in range(len(state["content"]))])
        latest = self.clock.now + self.stay
        found = [
            Stay(items[number], place, min(ready, latest))
            for number, (place, ready) in zip(state["content"], stays, strict=True)
        ]
        ready = state.get("ready", len(found))
        self.ready, self.young = found[:ready], deque(found[ready:])
        used = {stay.place for stay in found}
        self.free = [place for place in range(max(used, default=-1)) if place not in used]
        heapify(self.free)
        self.entered = state["entered"]
        self.room = self.load() < self.capacity


def buffer_behaviour(line: Line, equipment_id: str, buffer: Buffer) -> Component:
    """Make a buffer as simple as its order allows."""
    if buffer.order is BufferOrder.FIFO and not buffer.stay:
        return BufferBehaviour(line, equipment_id, buffer)
    return OrderedBuffer(line, equipment_id, buffer)
