"""Rules of test and rework: failed parts have a way, no loop is without end, `back_to` leads somewhere."""

from collections.abc import Iterator, Mapping

from layouts.breaches import known, meaningless, missing, out_of_range, unknown
from layouts.equipment import Placeholder
from layouts.errors import Code
from layouts.flow import MAIN_OUT, Port
from layouts.flow_rules import downstream, targets
from layouts.model import Layout
from layouts.operations import Operation, repairing_stations
from layouts.presence import everything_is_known
from layouts.problems import Path, Place, Problem
from layouts.reach import Reach
from layouts.routing import Route, Step, Visit
from layouts.routing_rules import leads
from layouts.station import FAIL, Station


def rework_problems(layout: Layout, done: Mapping[str, tuple[Operation, ...]]) -> Iterator[Problem]:
    """Check every station that tests or repairs; `done` is which operations each station does."""
    rules, everything_known = _Rules(layout, done), everything_is_known(layout)
    for key, item in known(layout):
        if isinstance(item, Station) and everything_known:
            yield from rules.of_station(key, item)


class _Rules:
    """The rules of one layout."""

    def __init__(self, layout: Layout, done: Mapping[str, tuple[Operation, ...]]) -> None:
        """Find out what leads where."""
        self._layout = layout
        self._done = done
        self._reach = Reach(layout)
        self._following = targets(layout)
        self._entered = {way.target.equipment for way in layout.connections}
        self._behind_tests = frozenset(
            station
            for key, item in layout.equipment.items()
            if isinstance(item, Station) and item.tests
            for station in self._reach.beyond(Port(key, FAIL))
        )

    def of_station(self, key: str, station: Station) -> Iterator[Problem]:
        path: Path = ("equipment", key)
        if not station.tests and key not in self._behind_tests:
            for name in ("back_to", "passes") if key in self._entered else ():
                if getattr(station, name) is not None and name not in station.meaningless:
                    expected = "`fail: 2 %` here, or a way here from the port `fail` of another"
                    yield meaningless((*path, name), name, expected)
            return
        if station.tests:
            yield from self._endless(key, station)
        if station.back_to is not None:
            yield from self._back_to(key, station, station.back_to)
        yield from self._going_on(key, station)

    def _endless(self, key: str, tester: Station) -> Iterator[Problem]:
        """A failed part that can come back must be scrapped some time."""
        for first in sorted(self._reach.beyond(Port(key, FAIL))) if tester.passes is None else ():
            other = self._layout.equipment[first]
            limits = isinstance(other, Station) and not other.tests and other.passes is not None
            if not limits and (first == key or key in downstream(first, self._following)):
                where = "here" if first == key else f"here, or at {first}"
                expected = f"`passes: 2` {where}: failed parts come back again and again; or `passes: unlimited`"
                yield missing(("equipment", key, "passes"), "passes", expected)
                return

    def _back_to(self, key: str, station: Station, written: str) -> Iterator[Problem]:
        path: Path = ("equipment", key, "back_to")
        wanted = written.partition(":")[0]
        item = self._layout.equipment.get(wanted)
        if isinstance(item, Placeholder):
            return
        if not isinstance(item, Station):
            stations = [other for other, each in self._layout.equipment.items() if isinstance(each, Station)]
            yield unknown(path, wanted, "a station of the section `equipment`", stations)
            return
        port = Port(key, FAIL if station.tests else MAIN_OUT)
        if wanted not in leads(self._reach, port):
            expected = f"a way from {port} to {wanted} through no other station"
            yield Problem(code=Code.NO_WAY, place=Place(path=path), found=f"back to {written}", expected=expected)
        for product in self._products(key):
            route = self._layout.routing[product]
            if _step_of(route, written) is None:
                visits = ", ".join(str(visit) for step in route for visit in step.visits)
                yield out_of_range(path, written, f"an operation of the routing of {product}: {visits}")

    def _products(self, key: str) -> list[str]:
        """The products with a routing on which a station works."""
        products = dict.fromkeys(operation.product for operation in self._done.get(key, ()))
        return [product for product in products if product in self._layout.routing]

    def _going_on(self, key: str, station: Station) -> Iterator[Problem]:
        """Failed parts of a product with a routing must come to what is next for them."""
        for product in self._products(key) if station.tests else ():
            route = self._layout.routing[product]
            repairing = repairing_stations(self._layout, self._reach, product)
            for number in (number for number, step in enumerate(route) if key in step.stations):
                yield from self._after_failing(key, station, product, number, repairing)

    def _after_failing(
        self, key: str, tester: Station, product: str, number: int, repairing: frozenset[str]
    ) -> Iterator[Problem]:
        ahead, path = leads(self._reach, Port(key, FAIL)), ("equipment", key)
        route = self._layout.routing[product]
        wanted = route[number + 1] if number + 1 < len(route) else None
        if not ahead or tester.back_to is not None:
            return  # told already: the port is not connected, or `back_to` is out of reach
        if not (ahead & repairing or self._leads_on(ahead, wanted)):
            found = f"failed parts of {product} that come to {', '.join(sorted(ahead))}"
            yield self._stuck(path, found, wanted, "or `back_to`")
        for repairer in sorted(ahead & repairing):
            behind = leads(self._reach, Port(repairer, MAIN_OUT))
            sent_back = getattr(self._layout.equipment[repairer], "back_to", None) is not None  # that is told there
            if not sent_back and not self._leads_on(behind, wanted):
                found = f"parts of {product} that failed at {key}"
                yield self._stuck(("equipment", repairer), found, wanted, "or `back_to`")

    def _leads_on(self, ahead: frozenset[str], wanted: Step | None) -> bool:
        if any(self._reach.is_end(key) for key in ahead) and wanted is None:
            return True
        return wanted is not None and not ahead.isdisjoint(wanted.stations)

    def _stuck(self, path: Path, found: str, wanted: Step | None, otherwise: str) -> Problem:
        expected = f"a way to {wanted or 'a sink or packer'}, which comes next for them, {otherwise}"
        return Problem(code=Code.NO_WAY, place=Place(path=path), found=found, expected=expected)


def _step_of(route: Route, written: str) -> Step | None:
    station, _, name = written.partition(":")
    wanted = Visit(station, name or None)
    return next((step for step in route if wanted in step.visits), None)
