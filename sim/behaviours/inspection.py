"""How an operation ends: good, again in place, failed, or scrapped; and what a part remembers of its rework."""

from enum import Enum

from layouts.station import Station
from sim.component import Component
from sim.item import FAILED, Item


class Ending(Enum):
    """What comes after an operation."""

    GOOD = "good"
    AGAIN = "again"
    FAILED = "failed"
    SCRAPPED = "scrapped"


class History(Enum):
    """What a part has been through that comes to an operation: never failed; failed; failed, and been here before."""

    FIRST_PASS = "first pass"
    FAILED = "failed"
    REPEATED = "repeated"


class Inspection:
    """Decides how the operations of a station end: one draw for scrap, one for each test.

    Parts remember what was done to them where they can come again after they have failed.
    """

    def __init__(self, component: Component, station: Station) -> None:
        """Read the station's data."""
        self._id, self._rework = component.id, component.line.rework
        self._recurs = component.id in self._rework.recurring
        self._fail, self._scrap, self._retests = station.fail, station.scrap, station.retest
        self._failing = component.stream("fail") if station.fail else None
        self._scrapping = component.stream("scrap") if station.scrap else None
        self.judges = bool(station.fail or station.scrap or station.scrap_first)
        """Whether operations can end otherwise than good."""

    def end(self, tries: int) -> Ending:
        """Return how an operation ends that has been done again so often."""
        if self._scrapping is not None and not tries and self._scrapping.draw() < self._scrap:
            return Ending.SCRAPPED
        if self._failing is None or self._failing.draw() >= self._fail:
            return Ending.GOOD
        return Ending.AGAIN if tries < self._retests else Ending.FAILED

    def note_operation(self, item: Item, visit: str | None) -> History:
        """Count an operation; tell what the part had been through."""
        key = self._id if visit is None else f"{self._id}:{visit}"
        before = 0 if item.rework is None else item.rework.get(key, 0)
        history = History.FIRST_PASS if not item.has_failed else History.REPEATED if before else History.FAILED
        if self._recurs:
            counts = item.rework = item.rework or {}
            for name in dict.fromkeys((self._id, key)):
                counts[name] = counts.get(name, 0) + 1
        return history

    def note_failure(self, item: Item) -> bool:
        """Count a failed test; tell whether the part may go through rework once more."""
        counts = item.rework = item.rework or {}
        key = self._id + FAILED
        counts[key] = counts.get(key, 0) + 1
        return self._rework.may_go_on(item, self._id)
