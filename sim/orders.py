"""The orders of a line: which parts belong to which, when all of an order have left, how late that was."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from layouts.kinds import Source
from layouts.model import Layout
from layouts.orders import Order
from sim.item import Item

PLANNED = "plan:"
"""Under what name the orders of the plan are followed, instead of the id of a source; no id ends so."""


@dataclass(frozen=True)
class OrderFigure:
    """One order: released, due and finished at times in seconds, None where it has no due date, or is not finished."""

    part: str
    quantity: int
    release: float
    due: float | None
    finished: float | None

    @property
    def lateness(self) -> float | None:
        """How long after it was due it was finished, negative where it was before; None where that is not known."""
        return None if self.due is None or self.finished is None else self.finished - self.due

    def to_json_object(self) -> dict[str, Any]:
        """Return the order as `simulate --json` prints it."""
        times = {"release_s": self.release, "due_s": self.due, "finished_s": self.finished}
        return {"part": self.part, "quantity": self.quantity, **times, "lateness_s": self.lateness}


@dataclass(frozen=True)
class OrderFigures:
    """Orders counted from time 0.

    `late` are those that were finished after they were due, or are overdue and not finished; `mean_tardiness` is the
    mean over all orders that are finished or overdue and have a due date, seconds; what is on time counts as 0, what
    is not finished up to now. None where there is none. `each` lists the orders, source by source, by
    release.
    """

    released: int
    finished: int
    late: int
    mean_tardiness: float | None
    each: tuple[OrderFigure, ...] = field(default=(), repr=False)

    def to_json_object(self) -> dict[str, Any]:
        """Return the figures as `simulate --json` prints them."""
        return {
            "released": self.released,
            "finished": self.finished,
            "late": self.late,
            "mean_tardiness_s": self.mean_tardiness,
            "each": [order.to_json_object() for order in self.each],
        }


@dataclass
class Progress:
    """How far an order is: parts that have not left the line yet, and when the last one left."""

    order: Order
    released: bool = False
    left_to_do: int = 0
    finished: float | None = None

    def __post_init__(self) -> None:
        """Begin with all parts to do."""
        self.left_to_do = self.order.quantity

    def plain(self) -> list[Any]:
        """Return the order and how far it is as plain values."""
        order = self.order
        done = [self.released, self.left_to_do, self.finished]
        return [order.part, order.quantity, order.release, order.due, *done]

    def figure(self) -> OrderFigure:
        """Return the order, and when it was finished."""
        order = self.order
        return OrderFigure(order.part, order.quantity, order.release, order.due, self.finished)

    def tardiness(self, now: float) -> float | None:
        """Return how late it was finished, or how overdue it is; None where that is not known yet."""
        due = self.order.due
        if due is None or (self.finished is None and now <= due):
            return None
        return max(0.0, (now if self.finished is None else self.finished) - due)


class OrderBook:
    """Follows the orders of all sources; parts are known by their numbers."""

    def __init__(self, orders: Mapping[str, Sequence[Order]]) -> None:
        """Follow orders by source, each in the order of release."""
        self.progress = {source: [Progress(order) for order in each] for source, each in orders.items()}
        self._of: dict[int, tuple[str, int]] = {}

    def release(self, source: str, number: int) -> None:
        """Count an order as released."""
        self.progress[source][number].released = True

    def enter(self, item: Item, source: str, number: int) -> None:
        """Learn that a part of an order comes into the line."""
        self._of[item.number] = source, number

    def due_of(self, item: Item) -> float:
        """Return when the order is due to which a part belongs; infinity where it has no due date, or no order."""
        source, number = self._of.get(item.number, ("", 0))
        due = self.progress[source][number].order.due if source else None
        return math.inf if due is None else due

    def leave(self, item: Item, now: float) -> None:
        """Learn that a part, with all that it contains, has left the line, good or not."""
        for part in (item, *item.content):
            source, number = self._of.pop(part.number, ("", 0))
            if source:
                progress = self.progress[source][number]
                progress.left_to_do -= 1
                progress.finished = now if not progress.left_to_do else None

    def figures(self, now: float) -> OrderFigures:
        """Return the figures up to now."""
        all_orders = [progress for each in self.progress.values() for progress in each]
        late = [tardiness for each in all_orders if (tardiness := each.tardiness(now)) is not None]
        return OrderFigures(
            released=sum(progress.released for progress in all_orders),
            finished=sum(progress.finished is not None for progress in all_orders),
            late=sum(tardiness > 0 for tardiness in late),
            mean_tardiness=math.fsum(late) / len(late) if late else None,
            each=tuple(progress.figure() for progress in all_orders),
        )

    def snapshot(self) -> dict[str, Any]:
        """Return what is known as plain values."""
        return {
            "orders": {source: [progress.plain() for progress in each] for source, each in self.progress.items()},
            "of": [[number, *order] for number, order in self._of.items()],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take what a snapshot knows of the same orders; others begin anew."""
        same = set()
        for source, each in self.progress.items():
            for number, (mine, other) in enumerate(zip(each, state["orders"].get(source, []), strict=False)):
                if mine.plain()[:4] == other[:4]:
                    mine.released, mine.left_to_do, mine.finished = other[4:]
                    same.add((source, number))
        of = {number: (source, order) for number, source, order in state["of"]}
        self._of = {number: order for number, order in of.items() if order in same}


def order_book(layout: Layout) -> OrderBook | None:
    """Return the book for the orders of a layout; None where neither plan nor source has any."""
    orders = {
        key: source.orders.by_release
        for key, source in layout.equipment.items()
        if isinstance(source, Source) and source.orders is not None
    }
    if layout.plan is not None and layout.plan.orders is not None:
        orders[PLANNED] = layout.plan.releases
    return OrderBook(orders) if orders else None
