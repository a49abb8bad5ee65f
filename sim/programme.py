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
from layouts.production import Lot, StartBy
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
    """Orders that have been released: the first released or the first due is begun, and started in full."""

    def __init__(self, line: "Line", orders: Iterable[tuple[int, Ordered]], start_by: StartBy) -> None:
        """Begin with none; `orders` in the order of release with their numbers in the book."""
        self._line, self._by_due = line, start_by is StartBy.DUE
        self.orders = dict(orders)
        self.open = list(self.orders)
        self.current: int | None = None
        self.started = 0

    def next(self) -> str | None:
        """Return the product of the order in work, or of the one that is to be begun; None where none is released."""
        number = self._chosen()
        return None if number is None else self.orders[number].part

    def _chosen(self) -> int | None:
        if self.current is not None:
            return self.current
        now = self._line.clock.now + TOLERANCE
        if not self._by_due:
            return self.open[0] if self.open and self.orders[self.open[0]].release <= now else None
        released = [number for number in self.open if self.orders[number].release <= now]
        return min(released, key=self._due, default=None)

    def _due(self, number: int) -> float:
        due = self.orders[number].due
        return math.inf if due is None else due

    def take(self, item: Item) -> None:
        """Count the part, which belongs to the order from now on."""
        number = self._chosen()
        if number is None:
            return
        if self.current is None:
            self.current, self.started = number, 0
            self.open.remove(number)
        if self._line.orders is not None:
            self._line.orders.enter(item, PLANNED, number)
        self.started += 1
        if self.started >= self.orders[number].quantity:
            self.current = None

    def snapshot(self) -> list[Any]:
        """Return the orders that are not begun, the one in work, and how many parts of it are started."""
        return [list(self.open), self.current, self.started]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot of the same plan."""
        self.open, self.current, self.started = list(values[0]), values[1], values[2]


class Programme:
    """The queues of a line, and the releases of orders, at which all starting points look again."""

    def __init__(self, line: "Line") -> None:
        """Make a queue for each set of products that some starting point begins."""
        self._line = line
        self._points = starting_points(line.layout)
        self._queues = {products: _queue(line, products) for products in dict.fromkeys(self._points.values())}
        self._told: list[Callable[[], None]] = []
        plan = line.layout.plan
        self._releases = [order.release for order in (plan.releases if plan else ())]
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
        orders = [(number, order) for number, order in enumerate(plan.releases) if order.part in products]
        return Orders(line, orders, plan.start_by)
    return Mix(shares(line.layout, products))


def programme_of(line: "Line") -> Programme | None:
    """Return the programme of a line; None where every source says what it brings."""
    return Programme(line) if _is_needed(line.layout) else None


def _is_needed(layout: Layout) -> bool:
    return bool(starting_points(layout))
