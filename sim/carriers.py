"""The carriers of a line: put under products, taken off again, and where they are at the beginning.

A carrier is an item of its own while it is empty. While it bears a product it is part of that product's item
(`Item.carrier`), which then looks like both, one on the other, and is as long as the carrier. So there is one item on
the belt at any time, and a carrier can neither be lost nor be in two places.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sim.item import Item
from sim.outlets import Outlet

if TYPE_CHECKING:
    from sim.line import Line


@dataclass(frozen=True)
class CarrierFigures:
    """Carriers of one sort: how many go round, and how many of them bear a product, the mean over time."""

    count: int
    mean_bearing: float


class Bearing:
    """How many carriers of one sort bear a product: the number, and its integral over time."""

    def __init__(self) -> None:
        """Begin with none."""
        self.number = 0
        self._area = 0.0

    def change(self, by: int, now: float) -> None:
        """Count one more, or one less."""
        self.number += by
        self._area -= by * now

    def area(self, now: float) -> float:
        """Return the integral up to now."""
        return self._area + self.number * now

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        return [self.number, self._area]

    def restore(self, values: Sequence[Any]) -> None:
        """Take the state of a snapshot."""
        self.number, self._area = values


class Carriers:
    """All carriers of a line; `outside` are those that find no room yet where they begin."""

    def __init__(self, line: "Line") -> None:
        """Prepare; no carrier is there yet."""
        self._line = line
        self.kinds = line.layout.carriers
        self.bearing = {key: Bearing() for key in self.kinds}
        self.loaded: dict[int, Item] = {}
        """The products that stand on carriers, by number."""
        self.outside: dict[str, deque[Item]] = {key: deque() for key in self.kinds}
        self.numbers = dict.fromkeys(self.kinds, 0)
        self.outlets: dict[str, Outlet] = {}

    def connect(self) -> None:
        """Lead those that find no room at once to where they begin."""
        for key, carrier in self.kinds.items():
            component = self._line.components.get(carrier.initially or "")
            targets = () if component is None else (component,)
            self.outlets[key] = Outlet(f"{key}:", partial(self._push, key), targets)

    def begin(self) -> None:
        """Put every carrier where it is at time 0; they stand ready to leave, in a queue from its end."""
        for key, carrier in self.kinds.items():
            component = self._line.components.get(carrier.initially or "")
            if component is not None:
                items = [self._line.new_item(key) for _ in range(carrier.count)]
                self.numbers[key] = len(items)
                self.outside[key].extend(items[component.lay_in(items) :])
                self._line.clock.soon(partial(self._push_all, key))

    def _push(self, key: str) -> bool:
        waiting, outlet = self.outside[key], self.outlets[key]
        if not waiting or not outlet.give(outlet, waiting[0]):
            return False
        waiting.popleft()
        if not waiting:
            outlet.withdraw()
        return True

    def _push_all(self, key: str) -> None:
        while self._push(key):
            pass

    # bearing products

    def is_empty_one(self, item: Item) -> bool:
        """Tell whether an item is a carrier that bears nothing."""
        return item.product in self.kinds

    def bear(self, carrier: Item, item: Item) -> None:
        """Put a carrier under a product: from now on both are one item."""
        self._line.record_end(carrier)
        item.carrier = carrier
        self.loaded[item.number] = item
        self._line.looks.dress_again(item)
        self.bearing[carrier.product].change(1, self._line.clock.now)

    def free(self, item: Item) -> Item | None:
        """Take a product off its carrier; return the carrier, None where it stands on none."""
        carrier, item.carrier = item.carrier, None
        if carrier is not None:
            del self.loaded[item.number]
            self._line.looks.dress_again(item)
            self.bearing[carrier.product].change(-1, self._line.clock.now)
        return carrier

    def save(self, item: Item) -> Item | None:
        """Take the carrier from under something that is scrapped; an empty one is its own. None where there is none."""
        return item if self.is_empty_one(item) else self.free(item)

    # figures and snapshots

    def areas(self) -> dict[str, float]:
        """Return by carrier the integral over time of how many bear a product."""
        now = self._line.clock.now
        return {key: bearing.area(now) for key, bearing in self.bearing.items()}

    def figures(self, areas: Mapping[str, float], time: float) -> dict[str, CarrierFigures]:
        """Return the figures of a stretch of time in which the areas have grown so much."""
        return {key: CarrierFigures(number, areas[key] / time if time else 0.0) for key, number in self.numbers.items()}

    def items(self) -> Iterator[Item]:
        """Go through the carriers that no component lists: those under products, and those not in the line yet."""
        yield from (item.carrier for item in self.loaded.values() if item.carrier is not None)
        for waiting in self.outside.values():
            yield from waiting

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {
            "numbers": dict(self.numbers),
            "outside": {key: [item.number for item in waiting] for key, waiting in self.outside.items()},
            "bearing": {key: bearing.snapshot() for key, bearing in self.bearing.items()},
            "loaded": [[item.number, item.carrier and item.carrier.number] for item in self.loaded.values()],
        }

    def restore(self, state: Mapping[str, Any], items: Mapping[int, Item]) -> None:
        """Take the state of a snapshot; carriers that the layout adds do not come into a line that runs."""
        for key in state.get("numbers", {}).keys() & self.kinds.keys():
            self.numbers[key] = state["numbers"][key]
            self.outside[key] = deque(items[number] for number in state["outside"][key])
            self.bearing[key].restore(state["bearing"][key])
        for number, carrier in state.get("loaded", ()):
            item = self.loaded[number] = items[number]
            item.carrier = items[carrier]
            self._line.looks.dress_again(item)

    def lose(self, carrier: Item) -> None:
        """Forget a carrier for which a changed layout has no place."""
        self.numbers[carrier.product] -= 1
        self._line.record_end(carrier)

    def settle(self) -> None:
        """Let those that have found no room yet try again: the layout has changed."""
        for key in self.kinds:
            self._line.clock.soon(partial(self._push_all, key))
