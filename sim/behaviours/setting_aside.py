"""Preemption with resume: a more urgent part interrupts the operation on a less urgent one, which goes on afterwards.

The interrupted part is set aside at its nest. When the nest is free again, whoever waits with a more urgent part goes
ahead; else the part goes on that was set aside last. Urgency is the priority of the product, 1 before 2.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.behaviours.nests import Nest, Phase
from sim.item import Item
from sim.ranking import priority_of

if TYPE_CHECKING:
    from sim.line import Line


class Aside(NamedTuple):
    """A part that was interrupted: what is left of its operation, seconds, and which operation it is."""

    item: Item
    duration: float
    left: float
    visit: str | None
    tries: int


class SettingAside:
    """The parts of one station that have been set aside, by nest, the last one last."""

    def __init__(self, line: "Line") -> None:
        """Begin without any."""
        self._line = line
        self._by_nest: dict[int, list[Aside]] = {}

    def at(self, nest: Nest) -> list[Aside]:
        """Return what has been set aside at a nest."""
        return self._by_nest.setdefault(nest.number, [])

    def everywhere(self) -> Iterator[tuple[int, Item]]:
        """Go through all parts that are set aside, with the numbers of their nests."""
        yield from ((number, aside.item) for number, each in self._by_nest.items() for aside in each)

    def nest_for(self, item: Item, nests: list[Nest]) -> Nest | None:
        """Return the nest with the least urgent work, if a part is more urgent than that; None where none is."""
        urgencies = {nest: urgency for nest in nests if (urgency := self._urgency(nest)) is not None}
        nest = max(urgencies, key=urgencies.__getitem__, default=None)
        return nest if nest is not None and priority_of(self._line, item) < urgencies[nest] else None

    def _urgency(self, nest: Nest) -> float | None:
        """The urgency of what is in work in a nest, or would go on there; None where nothing can be interrupted."""
        if nest.phase is Phase.WORKING and nest.item is not None:
            return priority_of(self._line, nest.item)
        waiting = self.at(nest) if nest.phase is Phase.GATHERING and nest.item is None else []
        return priority_of(self._line, waiting[-1].item) if waiting else None

    def interrupt(self, nest: Nest) -> None:
        """Set the part in work aside; the nest is empty then."""
        left = nest.finish.time - self._line.clock.now
        nest.finish.cancel()
        self.at(nest).append(Aside(nest.part, nest.duration, left, nest.visit, nest.tries))
        nest.phase, nest.item = Phase.GATHERING, None

    def take_back(self, nest: Nest) -> None:
        """Put the part into the nest that was set aside last, as it was; the caller lets it go on."""
        aside = self.at(nest).pop()
        nest.phase, nest.item = Phase.WORKING, aside.item
        nest.duration, nest.left, nest.visit, nest.tries = aside.duration, aside.left, aside.visit, aside.tries

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        plain = {number: [[aside.item.number, *aside[1:]] for aside in each] for number, each in self._by_nest.items()}
        return [[number, each] for number, each in plain.items() if each]

    def restore(self, values: list[Any], items: dict[int, Item], nests: int) -> None:
        """Take the state of a snapshot, as far as there are the same nests."""
        self._by_nest = {
            number: [Aside(items[item], *rest) for item, *rest in each] for number, each in values if number < nests
        }
