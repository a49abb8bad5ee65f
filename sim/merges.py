"""Who is invited next where several lead into one component; without a rule: who has waited longest.

A rule chooses only among those that wait. Who offers a part while nobody waits and there is room is let in at once.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from layouts.merges import Merge, Turn
from sim.outlets import Outlet


class Turns:
    """Priority: of those that lead into a component the first in the order of the flow goes ahead of all others."""

    def __init__(self, sources: Sequence[str]) -> None:
        """Begin with nobody's turn; `sources` are ids in the order of the flow."""
        self._ranks = {source: rank for rank, source in enumerate(sources)}

    def rank(self, outlet: Outlet) -> int:
        """Return the number of who offers; a stranger (a fork may have other ways) comes after all others."""
        return self._ranks.get(outlet.owner, len(self._ranks))

    def choose(self, waiting: Iterable[Outlet]) -> Outlet:
        """Return the one of those that wait whose turn it is."""
        return min(waiting, key=self.rank)

    def took(self, outlet: Outlet) -> None:
        """Learn whose part has come in."""

    def snapshot(self) -> list[Any]:
        """Return what is remembered as plain values."""
        return []

    def restore(self, values: list[Any]) -> None:
        """Take what a snapshot remembers."""


class Batches(Turns):
    """A number of parts in a row from one, then the next in the order of the flow, round and round.

    Who has nothing to offer is passed over; its batch ends with that. Who goes on because nobody else waits begins a
    new batch. A zipper is batches of one.
    """

    def __init__(self, sources: Sequence[str], parts: int) -> None:
        """Begin with the first in the order of the flow."""
        super().__init__(sources)
        self._parts = parts
        self._last = ""
        self._number = 0

    def choose(self, waiting: Iterable[Outlet]) -> Outlet:
        """Return the one whose batch goes on, or else the next one round."""
        last, around = self._ranks.get(self._last), len(self._ranks) + 1
        first = 0 if last is None else last + (self._number >= self._parts)
        return min(waiting, key=lambda outlet: (self.rank(outlet) - first) % around)

    def took(self, outlet: Outlet) -> None:
        """Count the part in its batch."""
        goes_on = outlet.owner == self._last and self._number < self._parts
        self._number = self._number + 1 if goes_on else 1
        self._last = outlet.owner

    def snapshot(self) -> list[Any]:
        """Return who got in last, and how many of its batch."""
        return [self._last, self._number]

    def restore(self, values: list[Any]) -> None:
        """Take what a snapshot remembers; that of another rule says nothing."""
        if values:
            self._last, self._number = values


def turns_for(merge: Merge, sources: Sequence[str]) -> Turns | None:
    """Make what decides for a rule, None where who has waited longest goes ahead."""
    if len(sources) < 2 or merge.turn is Turn.FIRST_COME:
        return None
    return Turns(sources) if merge.turn is Turn.PRIORITY else Batches(sources, merge.parts)
