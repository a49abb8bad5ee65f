"""Rules of carriers: where they begin exists and has room, every loop closes, nothing leaves the line on a carrier."""

import math
from collections.abc import Iterator

from layouts.breaches import ambiguous, among, known, missing, out_of_range, unknown
from layouts.carriers import Carrier
from layouts.equipment import Equipment, Placeholder
from layouts.errors import Code
from layouts.flow import MAIN_IN, Port
from layouts.kinds import Buffer, Conveyor, Disassembly, Packer, Sink
from layouts.model import Layout
from layouts.placement import Placement
from layouts.presence import Presence, Thing, everything_is_known, is_used_up
from layouts.problems import Path, Place, Problem, Severity
from layouts.station import Station
from layouts.station_rules import RESERVED

_PLACES = "a conveyor, a buffer or a store"
_TOLERANCE = 1e-9
"""Metres by which a queue may be longer than its belt."""


def carrier_problems(layout: Layout, placement: Placement, coming: Presence) -> Iterator[Problem]:
    """Check the section `carriers` and what stations say of carriers; `coming` is what can come to each port."""
    for key, carrier in layout.carriers.items():
        yield from _id(layout, key)
        yield from _beginning(layout, placement, key, carrier)
    for key, item in known(layout):
        if isinstance(item, Station):
            yield from _station(layout, key, item)
    if layout.carriers and everything_is_known(layout):
        for key in layout.carriers:
            yield from _loop(layout, key, coming)
        yield from _borne_away(layout, coming)


def _id(layout: Layout, key: str) -> Iterator[Problem]:
    path: Path = ("carriers", key)
    if key in layout.products or key in layout.parts:
        yield ambiguous(path, f"{key}, which is a product or part already", "another id for the carrier")
    elif key in RESERVED:
        yield ambiguous(path, f"a carrier with the id {key}", f"another id: stations have ports {', '.join(RESERVED)}")


def _beginning(layout: Layout, placement: Placement, key: str, carrier: Carrier) -> Iterator[Problem]:
    path: Path = ("carriers", key, "initially")
    places = [name for name, item in layout.equipment.items() if isinstance(item, Conveyor | Buffer)]
    if carrier.initially is None:
        yield missing(path, "initially", f"`initially: ...`: {among(places, 'equipment')}, where they are at time 0")
        return
    item = layout.equipment.get(carrier.initially)
    if item is None:
        yield unknown(path, carrier.initially, _PLACES, places)
    elif not isinstance(item, Conveyor | Buffer | Placeholder):
        yield out_of_range(path, f"{carrier.initially}, a {item.kind}", _PLACES)
    else:
        yield from _room(layout, placement, key, carrier, item)


def _room(layout: Layout, placement: Placement, key: str, carrier: Carrier, item: Equipment) -> Iterator[Problem]:
    """Warn where they do not all find room at once: the others come in when there is."""
    begin = [each for each in layout.carriers.values() if each.initially == carrier.initially]
    path, most = placement.path(carrier.initially or ""), math.inf
    if isinstance(item, Buffer) and isinstance(item.capacity, int):
        most = item.capacity
    if isinstance(item, Conveyor) and path is not None:
        most = int((path.length + _TOLERANCE) / (max(each.size.length for each in begin) + item.standing_gap))
    if sum(each.count for each in begin) > most:
        place, found = Place(path=("carriers", key, "count")), f"{carrier.count} {key} in {carrier.initially}"
        expected = f"at most {most}, which find room there: the others come in as soon as there is some"
        yield Problem(code=Code.RANGE, severity=Severity.WARNING, place=place, found=found, expected=expected)


def _station(layout: Layout, key: str, station: Station) -> Iterator[Problem]:
    path: Path = ("equipment", key)
    used = [part for part in station.uses if part in layout.carriers]
    for part in used:
        if station.uses[part] != 1:
            yield out_of_range((*path, "uses", part), station.uses[part], "1: a product stands on one carrier")
        if part in station.frees:
            yield ambiguous((*path, "frees", part), f"{part}, which {key} uses", "another station to free it")
    for part in used[1:]:
        yield out_of_range((*path, "uses", part), f"{part} beside {used[0]}", "one carrier: a product stands on one")
    for part, number in station.frees.items():
        if part not in layout.carriers:
            yield unknown((*path, "frees", part), part, among(layout.carriers, "carriers"), layout.carriers)
        elif number != 1:
            yield out_of_range((*path, "frees", part), number, "1: a product stands on one carrier")


def _loop(layout: Layout, key: str, coming: Presence) -> Iterator[Problem]:
    """A carrier that is used must be freed, and come back to every station that uses it."""
    stations = [(name, item) for name, item in layout.equipment.items() if isinstance(item, Station)]
    using = [name for name, item in stations if key in item.uses]
    if using and not any(key in item.frees for _, item in stations):
        yield missing(
            ("carriers", key), f"a station that frees {key}", f"`frees: {{{key}: 1}}` where products leave it"
        )
    elif not using:
        yield missing(("carriers", key), f"a station that uses {key}", f"`uses: {{{key}: 1}}` where products get on it")
    for name in using:
        if Thing(key) not in coming.get(Port(name, key), ()):
            expected = f"a way for empty ones to {name}.{key}, in `flow`"
            yield missing(("equipment", name, "uses", key), f"a way back of {key} to {name}", expected)


def _borne_away(layout: Layout, coming: Presence) -> Iterator[Problem]:
    """A carrier must not leave the line, be packed or built in, nor come under a second one."""
    for port, things in coming.items():
        item = layout.equipment.get(port.equipment)
        for carrier in dict.fromkeys(each for thing in things if (each := _carrier_of(layout, thing)) is not None):
            borne = any(thing.carrier == carrier for thing in things)
            if isinstance(item, Sink | Packer) or (is_used_up(item, port.name) and port.name != carrier):
                what = f"what stands on {carrier}" if borne else f"empty {carrier}"
                expected = f"a station before it that `frees: {{{carrier}: 1}}`"
                yield out_of_range(("equipment", port.equipment), f"{what} at {port}", expected)
            elif isinstance(item, Station) and port.name == MAIN_IN and borne:
                yield from _again(layout, port.equipment, item, carrier)


def _carrier_of(layout: Layout, thing: Thing) -> str | None:
    return thing.name if thing.name in layout.carriers else thing.carrier


def _again(layout: Layout, key: str, station: Station, carrier: str) -> Iterator[Problem]:
    for part in station.uses:
        if part in layout.carriers:
            found = f"parts that stand on {carrier} already"
            yield out_of_range(("equipment", key, "uses", part), found, "parts without a carrier")
    if isinstance(station, Disassembly) and not station.keeps and carrier not in station.frees:
        expected = f"`frees: {{{carrier}: 1}}` beside it: the part is used up, its carrier is not"
        yield missing(("equipment", key), f"frees: {carrier}", expected)
