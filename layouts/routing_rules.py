"""Rules of routings: their products and stations exist, and each operation can be reached from the one before."""

from collections.abc import Iterator
from itertools import pairwise

from layouts.beginnings import brought_by
from layouts.breaches import among, out_of_range, unknown, with_article
from layouts.equipment import Placeholder
from layouts.errors import Code
from layouts.flow import MAIN_OUT, Port
from layouts.kinds import Disassembly, Packer, Source, Store
from layouts.model import ANONYMOUS, Layout
from layouts.presence import everything_is_known
from layouts.problems import Path, Place, Problem
from layouts.reach import Reach
from layouts.routing import Route, Step, Visit
from layouts.station import Station


def routing_problems(layout: Layout) -> Iterator[Problem]:
    """Check every routing."""
    reach = Reach(layout) if everything_is_known(layout) else None
    for product, route in layout.routing.items():
        path: Path = ("routing", product)
        if product not in (layout.products or [ANONYMOUS]):
            yield unknown(path, product, among(layout.products, "products"), layout.products)
        if not route:
            yield out_of_range(path, "no operation", "the operations in order, such as [op10, op20]")
        wrong = [problem for position, step in enumerate(route) for problem in _stations(layout, path, position, step)]
        yield from wrong
        yield from _visits(path, route)
        if reach is not None and not wrong and route:
            yield from _ways(layout, reach, product, route)


def _stations(layout: Layout, path: Path, position: int, step: Step) -> Iterator[Problem]:
    stations = [key for key, item in layout.equipment.items() if isinstance(item, Station)]
    for station in step.stations:
        item = layout.equipment.get(station)
        if item is None:
            yield unknown((*path, position, station), station, "a station of the section `equipment`", stations)
        elif not isinstance(item, Station | Placeholder):
            expected = "a station: what only moves parts stands in `flow`"
            yield out_of_range((*path, position, station), f"{station}, {with_article(item.kind)}", expected)


def _visits(path: Path, route: Route) -> Iterator[Problem]:
    """Every visit is there once, so that times and `back_to` say which is meant."""
    seen = set[Visit]()
    for position, step in enumerate(route):
        for visit in step.visits:
            if visit in seen:
                expected = f"a name for each further visit, such as {visit.station}:again"
                yield out_of_range((*path, position, str(visit)), f"the visit {visit} again", expected)
            seen.add(visit)


def _ways(layout: Layout, reach: Reach, product: str, route: Route) -> Iterator[Problem]:
    path: Path = ("routing", product)
    if any(isinstance(layout.equipment[station], Placeholder) for step in route for station in step.stations):
        return  # they stand alone: what is connected is known
    first = [leads(reach, port) for port in beginnings(layout, product)]
    yield from _step(product, (*path, 0), first, "the source", route[0]) if first else ()
    for position, (before, after) in enumerate(pairwise(route)):
        behind = [leads(reach, Port(station, MAIN_OUT)) for station in before.stations if carries_on(layout, station)]
        yield from _step(product, (*path, position + 1), behind, str(before), after)
    for station in route[-1].stations:
        if carries_on(layout, station) and not any(map(reach.is_end, leads(reach, Port(station, MAIN_OUT)))):
            expected = "a way from there to a sink or packer through no other station"
            yield _no_way((*path, len(route) - 1, station), f"no end behind {station}, the last operation", expected)


def _step(product: str, path: Path, behind: list[frozenset[str]], before: str, step: Step) -> Iterator[Problem]:
    """Every alternative must be reached from somewhere, and one of them from everywhere."""
    reached = frozenset[str]().union(*behind)
    unreached = [station for station in step.stations if station not in reached]
    cut_off = any(not ahead & set(step.stations) for ahead in behind) or not behind
    for station in unreached or (step.stations if cut_off else ()):
        expected = f"a way for {product} from {before} to {station} through no other station"
        yield _no_way((*path, station), f"{station} after {before}", expected)


def _no_way(path: Path, found: str, expected: str) -> Problem:
    return Problem(code=Code.NO_WAY, place=Place(path=path), found=found, expected=expected)


def leads(reach: Reach, port: Port) -> frozenset[str]:
    """Return the stations and ends that can be entered next from an out-port."""
    return frozenset(reach.beyond(port))


def carries_on(layout: Layout, station: str) -> bool:
    """Tell whether a part leaves a station as what it is: not packed, and not taken apart."""
    item = layout.equipment.get(station)
    return not isinstance(item, Packer) and (not isinstance(item, Disassembly) or item.keeps)


def beginnings(layout: Layout, product: str) -> Iterator[Port]:
    """Go through the ports by which a product comes into the flow."""
    for key, item in layout.equipment.items():
        brings = isinstance(item, Source) and product in brought_by(layout, key, item)
        if brings or (isinstance(item, Store) and product in item.initially):
            yield Port(key, MAIN_OUT)
        if isinstance(item, Disassembly) and product in item.makes:
            yield Port(key, product)
