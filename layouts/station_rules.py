"""Rules of stations: what they use, make and hold exists, comes by the right port, and every field means something."""

from collections.abc import Iterable, Iterator, Mapping

from layouts.breaches import ambiguous, among, known, meaningless, missing, out_of_range, unknown
from layouts.errors import Code
from layouts.faults import near
from layouts.flow import MAIN_IN, MAIN_OUT, Port
from layouts.kinds import Packer, Store
from layouts.model import Layout
from layouts.presence import Presence, Thing, declared, everything_is_known, names_in, names_that_end
from layouts.problems import Path, Place, Problem, Severity
from layouts.station import FAIL, Station, Takes

RESERVED = (MAIN_IN, MAIN_OUT, FAIL)
"""Ports that stations have anyway: no part that is used or made can be called so."""
WAYS_OUT = "a way to a sink, to a packer, or to where it is used: it goes round for ever"


def station_problems(layout: Layout, coming: Presence) -> Iterator[Problem]:
    """Check every station and store; `coming` is what can come to each port."""
    everything_known = everything_is_known(layout)
    for key, item in known(layout):
        path: Path = ("equipment", key)
        for field in ("uses", "makes", "initially"):
            carriers = layout.carriers if field == "uses" else ()
            yield from _references(layout, (*path, field), getattr(item, field, {}), carriers)
        if isinstance(item, Station):
            yield from _senseless(layout, item, path)
            yield from _looks(layout, item, path, coming.get(Port(key, MAIN_IN), ()))
        if isinstance(item, Station) and everything_known:
            yield from _brought(layout, item, key, coming)
        if isinstance(item, Packer) and item.pack is not None:
            yield from _container(layout, item.pack.container, (*path, "pack"), coming.get(Port(key, MAIN_IN), ()))
        if isinstance(item, Store):
            yield from _stock(item, (*path, "initially"))
    if everything_known:
        yield from _never_leaving(layout, coming)


def _references(layout: Layout, path: Path, pieces: Mapping[str, int], carriers: Iterable[str]) -> Iterator[Problem]:
    names = [*layout.parts, *layout.products, *carriers]
    for name in pieces:
        if name not in names:
            expected = f"a product or part: {among(names, 'parts')}" if names else among((), "parts")
            yield unknown((*path, name), name, expected, names)
        elif name in RESERVED and path[-1] != "initially":
            expected = f"another id: every station has the ports {', '.join(RESERVED)}"
            yield ambiguous((*path, name), f"a part with the id {name}", expected)


def _senseless(layout: Layout, station: Station, path: Path) -> Iterator[Problem]:
    """Find fields that change nothing because others are not given."""
    if station.retest and not station.tests:
        yield meaningless((*path, "retest"), "retest", "`fail: 2 %` beside it")
    if station.takes is Takes.TOGETHER and not station.uses and "takes" not in station.meaningless:
        yield meaningless((*path, "takes"), "takes", "`uses: {...}` beside it")
    if station.drive_through and not layout.routing:
        yield meaningless((*path, "drive_through"), "drive_through", "a section `routing`: without it no part passes")


def _looks(layout: Layout, station: Station, path: Path, things: tuple[Thing, ...]) -> Iterator[Problem]:
    """A look is of the section `products`: nobody who comes has it where its name is mistyped."""
    looks = [look for thing in things for look in declared(layout, thing.name).looks]
    if station.look is not None and things and station.look not in looks:
        names = ", ".join(dict.fromkeys(thing.name for thing in things))
        expected = f"one of the `looks` of {names}" + (f": {', '.join(dict.fromkeys(looks))}" if looks else "")
        place, suggestion = Place(path=(*path, "look")), near(station.look, looks)
        yield Problem(
            code=Code.UNKNOWN_REFERENCE,
            severity=Severity.WARNING,
            place=place,
            found=station.look,
            expected=expected,
            suggestion=suggestion,
        )


def _brought(layout: Layout, station: Station, key: str, coming: Presence) -> Iterator[Problem]:
    """What comes to the port of a used part must be that part: anything else would block it for ever."""
    names = names_in(layout) if station.uses else ()
    for part in station.uses:
        for thing in coming.get(Port(key, part), ()):
            if thing.name != part and thing.name in names:
                expected = f"nothing but {part} there: anything else would wait for ever"
                yield out_of_range(("equipment", key, "uses", part), f"{thing.name} at the port {key}.{part}", expected)


def _container(layout: Layout, container: str, path: Path, things: tuple[Thing, ...]) -> Iterator[Problem]:
    names = [*layout.parts, *layout.products]
    if any(thing.name == container for thing in things):
        yield out_of_range(path, f"{container} in a {container}", "another container than what is packed into it")
    meant = near(container, names) if container not in names else ""
    if meant:
        yield Problem(
            code=Code.UNKNOWN_REFERENCE,
            severity=Severity.WARNING,
            place=Place(path=path),
            found=container,
            expected="a part of the layout; as it is, a plain container of that name",
            suggestion=meant,
        )


def _stock(store: Store, path: Path) -> Iterator[Problem]:
    held = sum(store.initially.values())
    if isinstance(store.capacity, int) and held > store.capacity:
        yield out_of_range(path, f"{held} parts", f"at most {store.capacity}, the capacity")


def _never_leaving(layout: Layout, coming: Presence) -> Iterator[Problem]:
    """Find what a source brings that goes round for ever: it comes to nothing where it could end."""
    ending = names_that_end(layout, coming)
    for port, things in coming.items():
        for name in sorted({thing.name for thing in things} - ending) if port.name == MAIN_OUT else ():
            yield missing(("equipment", port.equipment), f"a way out for {name}", WAYS_OUT)
