"""What is started next where no source says it: one queue for all starting points that begin the same products.

Each starting point takes the next product of its queue when it has what it needs: so the plan decides what comes next,
and the line when.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from layouts.beginnings import shares, starting_points
from layouts.model import Layout
from layouts.orders import Order as Ordered
from layouts.production import Lot
from sim.clock import TOLERANCE, Call, Clock, Order
from sim.item import Item
from sim.orders import PLANNED

if TYPE_CHECKING:
    from sim.line import Line


class Queue(Protocol):
    """What is started next."""

    def next(self) -> str | None:
        """Return the product that is next; None where nothing is to be started now."""
        ...

    def take(self, item: Item) -> None:
        """Learn that a part of the next product has been started."""
        ...

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        ...

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot of the same plan."""
        ...


class Lots:
    """Lots one after the other, again and again."""

    def __init__(self, lots: Iterable[Lot]) -> None:
        """Begin with the first."""
        self.lots = tuple(lots)
        self.position = self.started = 0

    def next(self) -> str:
        """Return the product of the lot that is in work."""
        return self.lots[self.position].product

    def take(self, item: Item) -> None:
        """Count the part."""
        self.started += 1
        if self.started >= self.lots[self.position].parts:
            self.started, self.position = 0, (self.position + 1) % len(self.lots)

    def snapshot(self) -> list[Any]:
        """Return the lot, and how many of it are started."""
        return [self.position, self.started]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot of the same plan."""
        self.position, self.started = values


class Mix:
    """Products evenly interleaved: next is the one that is furthest behind its share (ties: as listed)."""

    def __init__(self, parts: Mapping[str, float]) -> None:
        """Begin with nothing started; the shares are those of so many parts of each."""
        total = sum(parts.values())
        self.shares = {product: number / total for product, number in parts.items() if number > 0}
        self.started = dict.fromkeys(self.shares, 0)

    def next(self) -> str:
        """Return the product that would be furthest behind after the next part."""
        total = sum(self.started.values()) + 1
        behind = {product: round(share * total - self.started[product], 9) for product, share in self.shares.items()}
        return max(behind, key=behind.__getitem__)

    def take(self, item: Item) -> None:
        """Count the part."""
        self.started[item.product] += 1

    def snapshot(self) -> list[Any]:
        """Return how many of each product are started."""
        return list(self.started.values())

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot of the same plan."""
        self.started = dict(zip(self.started, values, strict=True))


class Orders:
    """Orders as they are released: an order is begun when the one before it has been started in full."""

    def __init__(self, line: "Line", orders: Iterable[tuple[int, Ordered]]) -> None:
        """Begin with the first; `orders` in the order of release with their numbers in the book."""
        self._line = line
        self.orders = tuple(orders)
        self.releases = [order.release for _, order in self.orders]
        self.position = self.started = 0

    def next(self) -> str | None:
        """Return the product of the order in work, if it has been released."""
        if self.position >= len(self.orders):
            return None
        _, order = self.orders[self.position]
        return order.part if order.release <= self._line.clock.now + TOLERANCE else None

    def take(self, item: Item) -> None:
        """Count the part, which belongs to the order from now on."""
        number, order = self.orders[self.position]
        if self._line.orders is not None:
            self._line.orders.enter(item, PLANNED, number)
        self.started += 1
        if self.started >= order.quantity:
            self.started, self.position = 0, self.position + 1

    def snapshot(self) -> list[Any]:
        """Return the order, and how many parts of it are started."""
        return [self.position, self.started]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot of the same plan."""
        self.position, self.started = values


class Programme:
    """The queues of a line, and the releases of orders, at which all starting points look again."""

    def __init__(self, line: "Line") -> None:
        """Make a queue for each set of products that some starting point begins."""
        self._line = line
        self._points = starting_points(line.layout)
        self._queues = {products: _queue(line, products) for products in dict.fromkeys(self._points.values())}
        self._told: list[Callable[[], None]] = []
        orders = line.layout.plan.orders if line.layout.plan else None
        self._releases = [] if orders is None else [order.release for order in orders.by_release]
        self.release = Call("release", self._release, Order.ARRIVAL)
        self.calls = {self.release.name: self.release}

    @property
    def clock(self) -> Clock:
        """The clock of the line."""
        return self._line.clock

    def queue(self, equipment_id: str, look: Callable[[], None]) -> Queue | None:
        """Return the queue of a starting point, which is told to `look` at releases; None for all other equipment."""
        products = self._points.get(equipment_id)
        if products is None:
            return None
        self._told.append(look)
        return self._queues[products]

    def start(self) -> None:
        """Wait for the next release."""
        self._note_released()
        self._expect()

    def _note_released(self) -> None:
        book, number = self._line.orders, bisect_right(self._releases, self.clock.now + TOLERANCE)
        for order in range(number if book is not None else 0):
            if book is not None:
                book.release(PLANNED, order)

    def _expect(self) -> None:
        following = bisect_right(self._releases, self.clock.now + TOLERANCE)
        if following < len(self._releases):
            self.clock.call_at(self.release, self._releases[following])

    def _release(self) -> None:
        self.start()
        self.look_around()

    def look_around(self) -> None:
        """Let every starting point look what is next."""
        for look in self._told:
            look()

    def settle(self) -> None:
        """Look anew what is next: the layout has changed."""
        self.release.cancel()
        self.start()
        self.look_around()

    def until(self) -> float:
        """Return when the next order is released, infinity where none is to come."""
        return self.release.time if self.release.pending else math.inf

    def products(self, equipment_id: str) -> frozenset[str]:
        """Return the products that begin somewhere."""
        return frozenset(self._points.get(equipment_id, ()))

    # snapshots

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        return [[list(products), self._plain(), queue.snapshot()] for products, queue in self._queues.items()]

    def _plain(self) -> str:
        """Return what a queue must share with another to go on from its state."""
        layout = self._line.layout
        return repr((layout.plan, [product.demand for product in layout.products.values()]))

    def restore(self, state: list[Any]) -> None:
        """Take the state of a snapshot; a plan that has changed begins anew."""
        for products, plan, values in state:
            queue = self._queues.get(tuple(products))
            if queue is not None and plan == self._plain():
                queue.restore(values)


def _queue(line: "Line", products: tuple[str, ...]) -> Queue:
    plan = line.layout.plan
    if plan is not None and plan.sequence:
        return Lots(lot for lot in plan.sequence if lot.product in products)
    if plan is not None and plan.orders is not None:
        return Orders(line, ((n, each) for n, each in enumerate(plan.orders.by_release) if each.part in products))
    return Mix(shares(line.layout, products))


def programme_of(line: "Line") -> Programme | None:
    """Return the programme of a line; None where every source says what it brings."""
    return Programme(line) if _is_needed(line.layout) else None


def _is_needed(layout: Layout) -> bool:
    return bool(starting_points(layout))
