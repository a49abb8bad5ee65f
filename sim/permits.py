"""Permits: what says whether a part may come into some equipment, and the gate that asks them.

Equipment that has permits has a gate, which refuses what may not come in and learns what has; equipment without has
none, and nothing of this costs it anything. Whoever is refused waits as in front of a full buffer; when a permit may
have opened, those that wait are asked again, at the same instant.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from layouts.control import Control
from layouts.production import Lot
from sim.clock import Clock
from sim.item import Item
from sim.outlets import Outlet

if TYPE_CHECKING:
    from sim.component import Component

NEW = 0
"""Stands for the number of a part that is not made yet."""


class Permit(Protocol):
    """Says whether parts may come in."""

    behind: bool
    """Whether it holds back because there is enough already, so that a station that waits for it is blocked."""

    def allows(self, product: str, number: int) -> bool:
        """Tell whether a part may come in, given by product and running number (`NEW`: not made yet)."""
        ...

    def took(self, item: Item) -> None:
        """Learn that a part has come in."""
        ...

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        ...

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        ...


class Gate:
    """The way into a piece of equipment that not every part may go: its permits, and who is told what came in.

    `kept` tells that somebody was refused since it may last have opened, `is_full` that this was because there is
    enough behind already.
    """

    def __init__(self, component: "Component") -> None:
        """Begin without permits."""
        self.component = component
        self.permits: list[Permit] = []
        self.told: list[Callable[[Item], None]] = []
        self.kept = self.is_full = False
        self._free = component.line.carriers.kinds

    def allows(self, product: str, number: int = NEW) -> bool:
        """Tell whether a part may come in; carriers always may."""
        for permit in self.permits if product not in self._free else ():
            if not permit.allows(product, number):
                self.kept, self.is_full = True, permit.behind
                return False
        return True

    def admit(self, outlet: Outlet, item: Item) -> bool:
        """Take a part that may come in, or refuse it and remember who offered it."""
        component = self.component
        if not self.allows(item.product, item.number):
            component.waiting[outlet] = None
            component.keep_waiting()
            return False
        if not component.admit_all(outlet, item):
            return False
        self.took(item)
        return True

    def took(self, item: Item) -> None:
        """Tell everybody that a part has come in."""
        if item.product not in self._free:
            for permit in self.permits:
                permit.took(item)
        for tell in self.told:
            tell(item)

    def reopen(self) -> None:
        """Ask those that wait again: a permit may have opened."""
        self.kept = self.is_full = False
        for outlet in self.component.waiting:
            self.component.line.watch(outlet)
        self.component.look_for_more()


class Cards:
    """A number of cards: a part takes one when it comes in, and gives it back when it leaves the loop."""

    behind = True

    def __init__(self, control: Control) -> None:
        """Begin with all cards free."""
        self._control = control
        self.cards = control.cards or 0
        self.held: dict[int, None] = {}
        self.gates: list[Gate] = []

    def allows(self, product: str, number: int) -> bool:
        """Tell whether a card is free, or the part has one already."""
        return len(self.held) < self.cards or number in self.held or not self._control.concerns(product)

    def took(self, item: Item) -> None:
        """Give the part a card."""
        if self._control.concerns(item.product) and item.number not in self.held:
            self.held[item.number] = None

    def give_back(self, item: Item) -> None:
        """Take the card of a part, with those of what is in it, and let others have it."""
        for part in (item, *item.unpacked()):
            if part.number in self.held:
                del self.held[part.number]
                for gate in self.gates:
                    gate.reopen()

    def begin(self, inside: Iterable[Item]) -> None:
        """Give a card to what lies at the end of the loop at time 0."""
        for item in inside:
            if len(self.held) < self.cards:
                self.took(item)

    def snapshot(self) -> list[Any]:
        """Return the parts that have a card."""
        return list(self.held)

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.held = dict.fromkeys(values)


class Clearance(Cards):
    """Parts of one product at a time: another comes in when the last of them has left the section."""

    def __init__(self, control: Control) -> None:
        """Begin with an empty section."""
        super().__init__(control)
        self.products: dict[int, str] = {}
        self.numbers = Counter[str]()

    def allows(self, product: str, number: int) -> bool:
        """Tell whether nothing of another product is in the section, or the part is in it already."""
        others = len(self.numbers) - (product in self.numbers)
        return not others or number in self.held or not self._control.concerns(product)

    def took(self, item: Item) -> None:
        """Note that a part is in the section."""
        before = len(self.held)
        super().took(item)
        if len(self.held) > before:
            self.products[item.number] = item.product
            self.numbers[item.product] += 1

    def give_back(self, item: Item) -> None:
        """Note that a part has left, with what is in it; let others come when it was the last of its product."""
        for part in (item, *item.unpacked()):
            product = self.products.pop(part.number, None)
            if product is not None:
                del self.held[part.number]
                self.numbers[product] -= 1
                if not self.numbers[product]:
                    del self.numbers[product]
                    for gate in self.gates:
                        gate.reopen()

    def begin(self, inside: Iterable[Item]) -> None:
        """Note what lies at the end of the section at time 0."""
        for item in inside:
            self.took(item)

    def snapshot(self) -> list[Any]:
        """Return the parts in the section with their products."""
        return [list(each) for each in self.products.items()]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.products = dict(values)
        self.held, self.numbers = dict.fromkeys(self.products), Counter(self.products.values())


class BaseStock:
    """So many parts beforehand, and one more for each that is wanted."""

    behind = True

    def __init__(self, control: Control) -> None:
        """Begin with nothing made and nothing wanted."""
        self._control = control
        self.stock = control.stock or 0
        self.wanted = self.begun = 0
        self.gates: list[Gate] = []

    def allows(self, product: str, number: int) -> bool:
        """Tell whether fewer have come in than may."""
        return self.begun < self.stock + self.wanted or not self._control.concerns(product)

    def took(self, item: Item) -> None:
        """Count a part that has come in."""
        self.begun += self._control.concerns(item.product)

    def want(self, parts: int) -> None:
        """Learn that parts are wanted."""
        self.wanted += parts
        for gate in self.gates:
            gate.reopen()

    def begin(self, inside: Iterable[Item]) -> None:
        """Count what lies at the end at time 0 as made."""
        for item in inside:
            self.took(item)

    def snapshot(self) -> list[Any]:
        """Return how many have begun, and how many are wanted."""
        return [self.begun, self.wanted]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.begun, self.wanted = values


class Threshold:
    """Parts come in from one level of a buffer to another: it remembers which of the two was reached last."""

    def __init__(self, control: Control, clock: Clock) -> None:
        """Begin open where it fills up something behind, and closed where a stock is to be gathered first."""
        self._control, self._soon = control, clock.soon
        self.start, self.stop = control.start or 0, control.stop or 0
        self.behind = self.open = self.stop > self.start
        self.gates: list[Gate] = []
        self.observed: Component | None = None

    def allows(self, product: str, number: int) -> bool:
        """Tell whether parts come in now."""
        return self.open or not self._control.concerns(product)

    def took(self, item: Item) -> None:
        """Nothing: a level counts, not what comes in."""

    def left(self, item: Item) -> None:
        """Look, when a part that leaves is gone."""
        self._soon(self.look)

    def came(self, item: Item) -> None:
        """Look: a part has come to what is observed."""
        self.look()

    def look(self) -> None:
        """Find out whether a level has been reached."""
        level = self.observed.load() if self.observed is not None else 0
        begins, ends = level <= self.start, level >= self.stop
        if not self.behind:
            begins, ends = level >= self.start, level <= self.stop
        before, self.open = self.open, not ends and (self.open or begins)
        if self.open and not before:
            for gate in self.gates:
                gate.reopen()

    def begin(self, inside: Iterable[Item]) -> None:
        """Look at what is there at time 0."""
        self.look()

    def snapshot(self) -> list[Any]:
        """Return whether parts come in."""
        return [self.open]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.open = values[0]


class LotSequence:
    """Lots of products in whose order a station takes parts, again and again."""

    behind = False

    def __init__(self, lots: Sequence[Lot], gate: Gate) -> None:
        """Begin with the first lot."""
        self._lots, self._gate = lots, gate
        self._position = self._begun = 0

    def allows(self, product: str, number: int) -> bool:
        """Tell whether it is the product's turn."""
        return product == self._lots[self._position].product

    def took(self, item: Item) -> None:
        """Count the part; when its lot is complete, it is the turn of the next."""
        self._begun += 1
        if self._begun >= self._lots[self._position].parts:
            self._begun, self._position = 0, (self._position + 1) % len(self._lots)
            self._gate.reopen()

    def snapshot(self) -> list[Any]:
        """Return the lot, how many of it have begun, and what makes the same sequence."""
        return [self._position, self._begun, list(map(str, self._lots))]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot of the same sequence; another begins anew."""
        if values[2] == list(map(str, self._lots)):
            self._position, self._begun = values[:2]
