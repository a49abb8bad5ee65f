"""Rework: to which stations failed parts come again, and how often they may.

A part counts its operations by station (and by `station:visit`), and by `station.` how often it failed there.
"""

from collections.abc import Iterable, Iterator, Mapping

from layouts.flow import Port
from layouts.model import Layout
from layouts.reach import Reach
from layouts.station import FAIL, Station
from sim.item import FAILED, Item


class Rework:
    """What the layout says of parts that fail."""

    def __init__(self, layout: Layout) -> None:
        """Follow the ways of failed parts."""
        self._stations = {name: item for name, item in layout.equipment.items() if isinstance(item, Station)}
        self._reach = Reach(layout)
        testers = [name for name, station in self._stations.items() if station.tests]
        self._limits = {tester: dict(self._benches(tester)) for tester in testers}
        self.recurring = self._recurring(testers) if testers else frozenset()
        """The stations to which parts can come again after they have failed."""

    def _recurring(self, testers: Iterable[str]) -> frozenset[str]:
        """Those behind the way of failed parts of a test from which parts come to that test."""
        behind, before = dict[str, set[str]](), dict[str, set[str]]()
        for port in self._reach.ways:
            for name in self._reach.beyond(port) if port.equipment in self._stations else ():
                behind.setdefault(port.equipment, set()).add(name)
                before.setdefault(name, set()).add(port.equipment)
        loops = [
            _closure(self._reach.beyond(Port(tester, FAIL)), behind) & _closure([tester], before) for tester in testers
        ]
        return frozenset[str]().union(*loops)

    def _benches(self, tester: str) -> Iterator[tuple[str, int]]:
        """Go through the stations to which failed parts go, with how often each takes the same part."""
        for name in self._reach.beyond(Port(tester, FAIL)):
            station = self._stations.get(name)
            if station is not None and not station.tests and isinstance(station.passes, int):
                yield name, station.passes

    def may_go_on(self, item: Item, tester: str) -> bool:
        """Tell whether a part that has failed may be reworked once more."""
        counts, own = item.rework or {}, self._stations[tester].passes
        if isinstance(own, int) and counts.get(tester + FAILED, 0) > own:
            return False
        return all(counts.get(bench, 0) < passes for bench, passes in self._limits[tester].items())


def _closure(start: Iterable[str], following: Mapping[str, set[str]]) -> set[str]:
    found, ahead = set[str](), set(start)
    while ahead:
        found |= ahead
        ahead = {name for reached in ahead for name in following.get(reached, ())} - found
    return found
