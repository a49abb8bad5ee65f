"""What can come where: products, parts and containers at each port, as the flow carries them.

Routings are left out: where one says less, what is found here is more than what comes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from layouts.beginnings import brought_by, starting_points
from layouts.carriers import Carrier
from layouts.equipment import Equipment, Placeholder
from layouts.failures import Failure, PartFate
from layouts.flow import MAIN_IN, MAIN_OUT, Choice, Connection, Port, Rule
from layouts.kinds import Buffer, Disassembly, Packer, Sink, Source, Store
from layouts.model import ANONYMOUS, Layout, Product
from layouts.station import Station


class Thing(NamedTuple):
    """Something that moves: a product, a part, a container or an empty carrier by name.

    `look` is what an operation gave it, `carrier` what it stands on.
    """

    name: str
    look: str | None = None
    carrier: str | None = None


Presence = Mapping[Port, tuple[Thing, ...]]
"""What can come to each in-port, and out of each source and store."""


def presence(layout: Layout) -> Presence:
    """Follow everything from where it comes in to where it ends."""
    ways = _ways(layout)
    found: defaultdict[Port, dict[Thing, None]] = defaultdict(dict)
    ahead = list(_beginnings(layout))
    while ahead:
        port, thing = ahead.pop()
        if thing not in found[port]:
            found[port][thing] = None
            ahead += _onward(layout, ways, port, thing)
    return {port: tuple(sorted(things, key=lambda thing: _order(layout, thing))) for port, things in found.items()}


def products_at(layout: Layout) -> Mapping[str, tuple[str, ...]]:
    """Name what can come to each piece of equipment along the flow, by itself and not to be built in.

    What a source brings and what a store holds from the beginning is there too.
    """
    return names_at(layout, presence(layout))


def names_at(layout: Layout, found: Presence) -> Mapping[str, tuple[str, ...]]:
    """As `products_at`, from what is known to come to each port."""
    at: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for port, things in found.items():
        if not is_used_up(layout.equipment.get(port.equipment), port.name):
            at[port.equipment].update(dict.fromkeys(thing.name for thing in things))
    return {key: tuple(sorted(names, key=lambda name: _order(layout, Thing(name)))) for key, names in at.items()}


def names_that_end(layout: Layout, found: Presence) -> frozenset[str]:
    """Return the names of what comes somewhere from where it does not go on under its name."""
    ways = _ways(layout)
    return frozenset(
        thing.name
        for port, things in found.items()
        for thing in things
        if all(after.name != thing.name for _, after in _onward(layout, ways, port, thing))
    )


def is_used_up(item: Equipment | None, port: str) -> bool:
    """Tell whether what comes to a port of a piece of equipment ends there: built in, or at a port that is none."""
    return isinstance(item, Station) and (port in item.uses or port not in item.ports())


def names_in(layout: Layout) -> tuple[str, ...]:
    """Return every name that something in the flow can have: products, parts, containers and carriers."""
    containers = [item.pack.container for item in layout.equipment.values() if isinstance(item, Packer) and item.pack]
    return tuple(dict.fromkeys([*(layout.products or [ANONYMOUS]), *layout.parts, *containers, *layout.carriers]))


def everything_is_known(layout: Layout) -> bool:
    """Tell whether the flow goes only through ports of which it is known what comes out when something goes in."""
    ports = {port for connection in layout.connections for port in connection}
    return all(
        isinstance(item := layout.equipment.get(port.equipment), Equipment)
        and not isinstance(item, Placeholder)
        and port.name in item.ports()
        for port in ports
    )


def declared(layout: Layout, name: str) -> Product:
    """Return what is declared of a product, a part, a container or a carrier; the defaults where nothing is."""
    if name in layout.carriers:
        return as_product(layout.carriers[name])
    return layout.products.get(name) or layout.parts.get(name) or Product()


def as_product(carrier: Carrier) -> Product:
    """Describe an empty carrier as what moves is described."""
    return Product(label=carrier.label, size=carrier.size, weight=carrier.weight, color=carrier.color)


def length_of(layout: Layout, thing: Thing) -> float:
    """Return the length along the flow, metres: of what is on a carrier, that of the carrier."""
    product = declared(layout, thing.carrier or thing.name)
    finish = product.looks.get(thing.look or "")
    return (finish.size if finish is not None and finish.size is not None else product.size).length


def look_after(layout: Layout, station: Station, thing: Thing) -> Thing:
    """Return a thing as an operation of a station leaves it."""
    if station.look is None or station.look not in declared(layout, thing.name).looks:
        return thing
    return thing._replace(look=station.look)


def ways_out(layout: Layout, key: str) -> tuple[Connection, ...]:
    """Return the connections that leave the main port of a piece of equipment, in the order of the flow."""
    return tuple(connection for connection in layout.connections if connection.source == Port(key, MAIN_OUT))


def branches_by_product(layout: Layout) -> Iterator[tuple[str, Rule]]:
    """Go through the equipment from which each product has a way of its own, with its rule."""
    for key, item in layout.equipment.items():
        rule = getattr(item, "rule", None)
        if isinstance(rule, Rule) and rule.choice is Choice.BY_PRODUCT:
            yield key, rule


def _ways(layout: Layout) -> Mapping[str, tuple[Connection, ...]]:
    """The connections that leave each piece of equipment, whatever its port."""
    found: defaultdict[str, list[Connection]] = defaultdict(list)
    for connection in layout.connections:
        found[connection.source.equipment].append(connection)
    return {key: tuple(connections) for key, connections in found.items()}


def _order(layout: Layout, thing: Thing) -> tuple[int, str]:
    names = list(layout.products)
    return names.index(thing.name) if thing.name in names else len(names), thing.name


def _beginnings(layout: Layout) -> Iterator[tuple[Port, Thing]]:
    """Go through what sources bring, stores and carriers begin with, at the port by which it leaves.

    What begins at a station is there as if it had come in.
    """
    starting = starting_points(layout)
    for key, item in layout.equipment.items():
        if isinstance(item, Source):
            yield from ((Port(key, MAIN_OUT), Thing(name)) for name in brought_by(layout, key, item))
        elif key in starting:
            yield from ((Port(key, MAIN_IN), Thing(name)) for name in starting[key])
        if isinstance(item, Store):
            yield from ((Port(key, MAIN_OUT), Thing(name)) for name in item.initially)
    for name, carrier in layout.carriers.items():
        if carrier.initially is not None and carrier.initially in layout.equipment:
            yield Port(carrier.initially, MAIN_OUT), Thing(name)


def _onward(
    layout: Layout, ways: Mapping[str, tuple[Connection, ...]], port: Port, thing: Thing
) -> Iterator[tuple[Port, Thing]]:
    """Go through the ports to which something can go on from a port that it has come to."""
    item = layout.equipment.get(port.equipment)
    if isinstance(item, Sink) or is_used_up(item, port.name):
        return
    leaving = ways.get(port.equipment, ())
    main = [way for way in leaving if way.source.name == MAIN_OUT]
    rule = getattr(item, "rule", Rule())
    closed: set[Connection] = set()
    if rule.choice is Choice.BY_PRODUCT:
        closed = set(main) - {main[way] for way in rule.ways_of(thing.name) if way < len(main)}
    for way in leaving:
        if way not in closed and not _is_not_asked_for(layout, item, way.target, thing):
            carried = _carried(layout, item, way.source.name, thing)
            yield from ((way.target, each) for each in carried)


def _is_not_asked_for(layout: Layout, item: Equipment | None, port: Port, thing: Thing) -> bool:
    """Tell whether a buffer that gives out any part keeps one, as the port behind it takes but the part it is for."""
    takes = is_used_up(layout.equipment.get(port.equipment), port.name)
    return isinstance(item, Buffer) and item.order.lets_past and takes and port.name != thing.name


def _carried(layout: Layout, item: Equipment | None, port: str, thing: Thing) -> Iterator[Thing]:
    """Go through what can leave by an out-port when something has come in."""
    if not isinstance(item, Station):
        yield thing
    elif port in item.frees or thing.name in layout.carriers:
        yield from _emptied(item, port, thing)
    elif isinstance(item, Packer) and item.pack is not None:
        yield Thing(item.pack.container)
    elif isinstance(item, Disassembly) and port in item.makes:
        yield Thing(port)
    else:
        yield from _worked_on(layout, item, port, thing)


def _emptied(station: Station, port: str, thing: Thing) -> Iterator[Thing]:
    """What leaves by the port of a carrier, and where an empty one goes that has come in."""
    if port in station.frees and port in (thing.name, thing.carrier):
        yield Thing(port)
    elif port == MAIN_OUT and thing.name not in station.frees:
        yield thing


def _worked_on(layout: Layout, station: Station, port: str, thing: Thing) -> Iterator[Thing]:
    """A product after the operation, and the empty carrier of one that is scrapped."""
    carrier = next((part for part in station.uses if part in layout.carriers), thing.carrier)
    if port == MAIN_OUT and carrier is not None and carrier not in station.frees and scraps(layout, station):
        yield Thing(carrier)
    if port == MAIN_OUT and carrier in station.frees:
        carrier = None
    yield look_after(layout, station, thing)._replace(carrier=carrier)


def scraps(layout: Layout, station: Station) -> bool:
    """Tell whether products can be scrapped at a station, so that a carrier goes on empty."""
    failures = map(layout.failures.get, (each for each in station.failures if isinstance(each, str)))
    given = [each for each in (*failures, *station.failures) if isinstance(each, Failure)]
    return station.tests or station.scrap > 0 or any(failure.part is PartFate.SCRAPPED for failure in given)
