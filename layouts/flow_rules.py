"""Rules of the flow: ports exist and are connected, conveyors have ends, nothing moves without end in no time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from layouts.beginnings import starting_points
from layouts.breaches import out_of_range
from layouts.distributions import Distribution
from layouts.equipment import Direction, Equipment, Placeholder, Role
from layouts.errors import Code
from layouts.faults import near
from layouts.flow import MAIN_IN, MAIN_OUT, Chain, Port, Stop, is_carried
from layouts.kinds import Buffer, Conveyor, Disassembly, Packer, Sink, Source, Store
from layouts.model import Layout
from layouts.operations import stations_of
from layouts.placement import Placement
from layouts.presence import Presence, Thing, is_used_up, length_of
from layouts.problems import Path, Place, Problem, Severity
from layouts.space import Vector
from layouts.station import FAIL, Station
from layouts.table import Table
from layouts.vocabulary import PORTS_TO_COME

TOUCHING = 0.3
"""Ports that are no farther apart than this touch, metres."""
TOLERANCE = 1e-9
"""Lengths that differ by less are equal, metres."""


def flow_problems(layout: Layout, placement: Placement, coming: Presence) -> Iterator[Problem]:
    """Check everything that `flow` says; `coming` is what can come to each port."""
    yield from _stops(layout)
    yield from _unconnected(layout, placement)
    yield from _conveyors(layout, placement, coming)
    yield from _apart(layout, placement)
    yield from _endless(layout, coming)


def targets(layout: Layout) -> Mapping[str, tuple[str, ...]]:
    """The equipment that each piece of equipment leads to."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for connection in layout.connections:
        found[connection.source.equipment][connection.target.equipment] = None
    return {key: tuple(ids) for key, ids in found.items()}


def downstream(start: str, following: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return everything that can be reached from a start, by what each leads to."""
    reached, ahead = set[str](), [start]
    while ahead:
        key = ahead.pop()
        fresh = [target for target in following.get(key, ()) if target not in reached]
        reached.update(fresh)
        ahead += fresh
    return reached


def _stops(layout: Layout) -> Iterator[Problem]:
    for number, chain in enumerate(layout.flow):
        yield from _carriers(layout, chain, ("flow", number))
        told: set[tuple[Stop, Direction]] = set()
        for position, step in enumerate(chain.steps):
            uses = [Direction.IN] * (position > 0) + [Direction.OUT] * (position < len(chain.steps) - 1)
            for stop, direction in ((stop, direction) for stop in step for direction in uses):
                if stop.equipment in layout.people:
                    continue
                problem = None if (stop, direction) in told else _stop(layout, ("flow", number), stop, direction)
                told.add((stop, direction))
                if problem:
                    told |= {(stop, other) for other in Direction}
                    yield problem


def _carriers(layout: Layout, chain: Chain, path: Path) -> Iterator[Problem]:
    """Who carries stands alone between two steps of equipment."""
    before = True
    for position, step in enumerate(chain.steps):
        named = [stop for stop in step if stop.equipment in layout.people]
        is_end = position in (0, len(chain.steps) - 1)
        if named and (is_end or before or not is_carried(step, layout.people)):
            expected = f"{named[0].equipment}, who carries, alone between two pieces of equipment: op10 -> A1 -> op20"
            yield out_of_range((*path, str(named[0])), str(chain), expected)
        before = bool(named)


def _stop(layout: Layout, path: Path, stop: Stop, direction: Direction) -> Problem | None:
    item = layout.equipment.get(stop.equipment)
    place = Place(path=(*path, str(stop)))
    if item is None:
        suggestion = near(stop.equipment, layout.equipment)
        expected = "an id of the section `equipment`"
        place = Place(path=(*path, stop.equipment))
        return _unknown(place, stop.equipment, expected, suggestion)
    if isinstance(item, Placeholder):
        return None
    if item.role is Role.SCENERY:
        expected = "equipment that parts go through"
        return _wrong_way(place, stop.equipment, f"a {item.kind}, which takes no part in the flow", expected)
    return _port(layout, place, Port(stop.equipment, stop.port or _main(direction)), item, direction)


def _port(layout: Layout, place: Place, port: Port, item: Equipment, direction: Direction) -> Problem | None:
    ports = item.ports()
    found = ports.get(port.name)
    if found is None:
        return _no_port(layout, place, port, item)
    if found.direction is not direction:
        names = [f"{port.equipment}.{name}" for name, place in ports.items() if place.direction is direction]
        way = f"an {found.direction.value}-port"
        return _wrong_way(
            place, str(port), way, f"an {direction.value}-port" + (f": {', '.join(names)}" if names else "")
        )
    return None


def _no_port(layout: Layout, place: Place, port: Port, item: Equipment) -> Problem:
    """Say what gives equipment a port of that name, as far as anything does."""
    if port.name in PORTS_TO_COME:
        return Problem(code=Code.NOT_YET, place=place, found=str(port))
    field = ""
    if isinstance(item, Station) and (port.name in layout.parts or port.name in layout.products):
        field = "makes" if isinstance(item, Disassembly) else "uses" if "uses" not in item.meaningless else ""
    if field:
        return _unknown(place, str(port), f"`{field}: {{{port.name}: 1}}` at {port.equipment}", "")
    if isinstance(item, Station) and port.name == FAIL and FAIL not in item.meaningless:
        return _unknown(place, str(port), f"`fail: 2 %` at {port.equipment}", "")
    names = [f"{port.equipment}.{name}" for name in item.ports()]
    return _unknown(place, str(port), f"one of the ports {', '.join(names)}", near(port, names))


def _main(direction: Direction) -> str:
    return MAIN_IN if direction is Direction.IN else MAIN_OUT


def _unknown(place: Place, found: str, expected: str, suggestion: str) -> Problem:
    return Problem(code=Code.UNKNOWN_REFERENCE, place=place, found=found, expected=expected, suggestion=suggestion)


def _wrong_way(place: Place, found: str, way: str, expected: str) -> Problem:
    parameters = Table({"direction": way})
    return Problem(code=Code.DIRECTION, place=place, found=found, expected=expected, parameters=parameters)


def _unconnected(layout: Layout, placement: Placement) -> Iterator[Problem]:
    sources = {connection.source for connection in layout.ways}
    sinks = {connection.target for connection in layout.ways}
    starting = starting_points(layout)
    for key, item in layout.equipment.items():
        if item.role is Role.SCENERY or isinstance(item, Placeholder):
            continue
        open_ports = [
            (name, place.direction)
            for name, place in item.ports().items()
            if Port(key, name) not in (sources if place.direction is Direction.OUT else sinks)
            and not is_used_up(item, name)  # what no flow brings is never short
            and not (name == MAIN_IN and (key in starting or _has_stock(layout, key, item)))
        ]
        yield from _open_ports(placement, key, item, open_ports)


def _has_stock(layout: Layout, key: str, item: Equipment) -> bool:
    """Whether something is inside at time 0, so that nothing need come in."""
    stock = isinstance(item, Store) and bool(item.initially)
    return stock or any(carrier.initially == key for carrier in layout.carriers.values())


def _open_ports(
    placement: Placement, key: str, item: Equipment, open_ports: list[tuple[str, Direction]]
) -> Iterator[Problem]:
    isolated = len(open_ports) == sum(not is_used_up(item, name) for name in item.ports())
    if isolated and open_ports:
        yield _not_connected(key, key, Severity.WARNING, "a place in `flow`", None)
        return
    for name, direction in open_ports:
        severity = Severity.ERROR if direction is Direction.OUT else Severity.WARNING
        way = f"{key}.{name} -> ..." if direction is Direction.OUT else f"... -> {key}.{name}"
        wanted = f"`{way.replace('.out', '').replace('.in', '')}` in `flow`"
        yield _not_connected(key, f"{key}.{name}", severity, wanted, _open_end(placement, Port(key, name), direction))


def _open_end(placement: Placement, port: Port, direction: Direction) -> Vector | None:
    """Where a port is, also at the end of a conveyor."""
    return _port_place(placement.layout, placement, port, 0 if direction is Direction.IN else -1)


def _not_connected(key: str, found: str, severity: Severity, expected: str, point: Vector | None) -> Problem:
    place = Place(path=("equipment", key))
    pieces = (key,) if point else ()
    return Problem(
        code=Code.UNCONNECTED,
        severity=severity,
        place=place,
        found=found,
        expected=expected,
        pieces=pieces,
        point=point,
    )


def _conveyors(layout: Layout, placement: Placement, coming: Presence) -> Iterator[Problem]:
    for key, item in layout.equipment.items():
        if isinstance(item, Conveyor):
            yield from _conveyor(layout, placement, key, item, coming.get(Port(key, MAIN_IN), ()))


def _conveyor(
    layout: Layout, placement: Placement, key: str, conveyor: Conveyor, coming: tuple[Thing, ...]
) -> Iterator[Problem]:
    place = Place(path=("equipment", key))
    if conveyor.path and (conveyor.via or len(conveyor.path) < 2):
        found = "`path` and `via`" if conveyor.via else "a path of one point"
        yield _conveyor_problem(place, found, "`path` with both ends, or `via` with the corners between two ports")
        return
    path = placement.path(key)
    if path is None and _meets_unknown(layout, key):
        return
    if path is None:
        found = f"{key} without {_lacking(placement, key)}"
        yield _conveyor_problem(place, found, "a port at both ends by `flow`, apart from each other, or a `path`")
        return
    longest = max(coming, key=lambda thing: length_of(layout, thing), default=None)
    needed = 0.0 if longest is None else length_of(layout, longest) + conveyor.standing_gap
    if longest is not None and path.length < needed - TOLERANCE:
        found = f"{key} of {path.length:.3g} m"
        yield _conveyor_problem(place, found, f"at least {needed:.3g} m, the room that one {longest.name} takes")


def _meets_unknown(layout: Layout, key: str) -> bool:
    """Whether an end of a conveyor is at equipment, or at a port, of which nothing is known."""
    ends = {connection.source for connection in layout.connections if connection.target.equipment == key}
    ends |= {connection.target for connection in layout.connections if connection.source.equipment == key}
    return any(
        end.equipment not in layout.equipment
        or isinstance(layout.equipment[end.equipment], Placeholder)
        or end.name not in layout.equipment[end.equipment].ports()
        for end in ends
    )


def _lacking(placement: Placement, key: str) -> str:
    ends = {"a start": placement.neighbours_before.get(Port(key, MAIN_IN))}
    ends["an end"] = placement.neighbours_behind.get(Port(key, MAIN_OUT))
    lacking = [name for name, port in ends.items() if port is None or placement.port(port) is None]
    return " and ".join(lacking) or "length"


def _conveyor_problem(place: Place, found: str, expected: str) -> Problem:
    return Problem(code=Code.CONVEYOR, place=place, found=found, expected=expected)


def _apart(layout: Layout, placement: Placement) -> Iterator[Problem]:
    chains = {
        connection: number
        for number, chain in reversed(list(enumerate(layout.flow)))
        for connection, _ in chain.ways(layout.people)
    }
    for connection in (way for way, post in layout.ways.items() if post is None):
        a = _port_place(layout, placement, connection.source, -1)
        b = _port_place(layout, placement, connection.target, 0)
        distance = b.minus(a).norm() if a and b else 0.0
        if distance > TOUCHING:
            yield Problem(
                code=Code.APART,
                severity=Severity.WARNING,
                place=Place(path=("flow", chains[connection], connection.target.equipment)),
                found=f"{distance:.1f} m",
                parameters=Table({"source": str(connection.source), "target": str(connection.target)}),
            )


def _port_place(layout: Layout, placement: Placement, port: Port, end: int) -> Vector | None:
    if isinstance(layout.equipment.get(port.equipment), Conveyor):
        path = placement.path(port.equipment)
        return path.points[end] if path else None
    return placement.port(port)


def _endless(layout: Layout, coming: Presence) -> Iterator[Problem]:
    """Find where an infinite number of parts, or one part for ever, would move at one instant."""
    following = targets(layout)
    timeless = {key for key, item in layout.equipment.items() if _takes_no_time(layout, key, item, coming)}
    through = {key: ids for key, ids in following.items() if key in timeless}
    for key, item in layout.equipment.items():
        if isinstance(item, Source) and not item.timed and item.limit is None:
            reached = downstream(key, through | {key: following.get(key, ())})
            free = _unlimited(layout, key, through | {key: following.get(key, ())})
            swallowing = [
                target
                for target in reached
                if isinstance(layout.equipment.get(target), Sink)
                or (target in free and _is_unlimited(layout.equipment.get(target)))
            ]
            if swallowing:
                yield _endless_problem(key, f"{key} -> {min(swallowing)}", "`every: ...` or `limit: ...` at the source")
        elif key in timeless and key in downstream(key, through):
            yield _endless_problem(key, f"the loop of {key}", "something in it that takes time")


def _takes_no_time(layout: Layout, key: str, item: Equipment, coming: Presence) -> bool:
    """Whether a part can be through at the instant at which it came."""
    if isinstance(item, Buffer):
        return not item.stay
    if isinstance(item, Packer):
        return item.exchange <= 0 and (item.cycle is None or _least(item.cycle) <= 0)
    return isinstance(item, Station) and item.drive_through and _is_passed(layout, key, coming)


def _is_passed(layout: Layout, key: str, coming: Presence) -> bool:
    """Whether something passes a station without an operation there, and without a belt in front to set the speed."""
    routes = [layout.routing.get(thing.name) for thing in coming.get(Port(key, MAIN_IN), ())]
    passing = any(route is not None and key not in stations_of(route) for route in routes)
    return passing and not _on_a_belt(layout, key)


def _least(times: Distribution | Table[Distribution]) -> float:
    return min(time.mean for time in times.values()) if isinstance(times, Table) else times.mean


def _on_a_belt(layout: Layout, key: str) -> bool:
    """Whether every way in is from a conveyor, whose speed takes parts through."""
    before = [way.source.equipment for way in layout.connections if way.target == Port(key, MAIN_IN)]
    return all(isinstance(layout.equipment.get(other), Conveyor) for other in before)


def _is_unlimited(item: Equipment | None) -> bool:
    return isinstance(item, Buffer) and item.capacity == "unlimited"


def _unlimited(layout: Layout, key: str, through: Mapping[str, Iterable[str]]) -> set[str]:
    """Return where any number of parts can come to from a source: not into what the section `control` limits."""
    held = {name for control in layout.control.values() if control.limits_all for name in control.entering}
    open_ways = {name: tuple(each for each in ids if each not in held) for name, ids in through.items()}
    return set() if key in held else set(downstream(key, open_ways))


def _endless_problem(key: str, found: str, expected: str) -> Problem:
    return Problem(code=Code.ENDLESS, place=Place(path=("equipment", key)), found=found, expected=expected)
