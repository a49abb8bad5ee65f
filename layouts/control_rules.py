"""Rules of the section `control`: each entry has what its rule needs, and names equipment that can do what it says."""

from collections import deque
from collections.abc import Iterable, Iterator

from layouts.breaches import among, known, meaningless, missing, out_of_range, unknown, with_article
from layouts.control import FIELDS, MAY, Control, ControlRule
from layouts.equipment import Equipment, Placeholder, Role
from layouts.flow import MAIN_OUT, Port
from layouts.kinds import Assembly, Buffer, Conveyor, Disassembly, Machine, Sink, Source, Workplace
from layouts.model import Layout
from layouts.presence import names_in
from layouts.problems import Path, Problem
from layouts.station import Blocking, Station, WhenDown

HELD_BACK = (Source, Machine, Workplace, Assembly, Disassembly, Buffer)
"""Kinds in front of which parts can be kept waiting."""
_HELD_BACK = "a source, a machine, a workplace, an assembly, a disassembly, a buffer or a store"
COUNTABLE = (Machine, Workplace, Assembly, Disassembly, Buffer, Sink)
"""Kinds that know how many parts they have room for."""
_COUNTABLE = "a buffer, a store, a machine, a workplace, an assembly, a disassembly or a sink: room that can be counted"
_LEVELS = "a buffer, a store or a conveyor"


def control_problems(layout: Layout) -> Iterator[Problem]:
    """Check the section `control`, and the sequences of stations."""
    for key, control in layout.control.items():
        path: Path = ("control", key)
        yield from _fields(path, control)
        yield from _entering(layout, path, control)
        yield from _leaving(layout, path, control)
        yield from _demand(layout, path, control)
        yield from _level(layout, path, control)
        yield from _known(names_in(layout), (*path, "products"), control.products, "products")
    for key, item in known(layout):
        for position, lot in enumerate(getattr(item, "sequence", ())):
            yield from _known(names_in(layout), ("equipment", key, "sequence", position), [lot.product], "products")
        if isinstance(item, Station) and item.preempts:
            yield from _preempting(layout, ("equipment", key, "preempts"), item)
        if isinstance(item, Station) and item.blocking is not Blocking.AFTER_SERVICE:
            yield from _countable(layout, key)
        if isinstance(item, Station) and item.when_down is not WhenDown.NEITHER and not item.failures:
            yield meaningless(("equipment", key, "when_down"), "when_down", "`failures: [...]` beside it")


def _preempting(layout: Layout, path: Path, station: Station) -> Iterator[Problem]:
    """What is interrupted goes on as it was: nothing may be built in, set up or done by hand meanwhile."""
    if not any(product.priority for product in (*layout.products.values(), *layout.parts.values())):
        yield meaningless(path, "preempts", "a product with a `priority`")
    given = {
        "uses": bool(station.uses),
        "frees": bool(station.frees),
        "changeover": station.changeover is not None,
        "manual": station.manual is not None and bool(layout.people),
    }
    for name, is_given in given.items():
        if is_given:
            yield out_of_range(path, f"preempts beside `{name}`", f"a station without `{name}`")


def _countable(layout: Layout, key: str) -> Iterator[Problem]:
    """What blocks before service must know how much room there is behind."""
    ways = [way.target.equipment for way in layout.connections if way.source == Port(key, MAIN_OUT)]
    for name in ways:
        item = layout.equipment.get(name)
        if not isinstance(item, (*COUNTABLE, Placeholder)) and item is not None:
            yield out_of_range(("equipment", key, "blocking"), f"{with_article(item.kind)} behind it", _COUNTABLE)


def _fields(path: Path, control: Control) -> Iterator[Problem]:
    needed, blank = FIELDS[control.rule], (None, ())
    for name in needed:
        if getattr(control, name) in blank:
            yield missing((*path, name), name, f"`{name}: ...` for the rule {control.rule.value}")
    for name in dict.fromkeys(name for names in (*FIELDS.values(), *MAY.values()) for name in names):
        if name not in (*needed, *MAY[control.rule]) and getattr(control, name) not in blank:
            yield meaningless((*path, name), name, f"the rule {control.rule.value} without it")


def _known(names: Iterable[str], path: Path, found: Iterable[str], section: str) -> Iterator[Problem]:
    names = tuple(names)
    for name in found:
        if name not in names:
            yield unknown(path, name, among(names, section), names)


def _equipment(layout: Layout, path: Path, found: Iterable[str]) -> Iterator[tuple[str, Equipment | Problem]]:
    """Go through the equipment of these ids; what does not exist, or takes no part in the flow, is a problem."""
    for name in found:
        item = layout.equipment.get(name)
        if item is None:
            yield name, unknown(path, name, among(layout.equipment, "equipment"), layout.equipment)
        elif item.role is Role.SCENERY and not isinstance(item, Placeholder):
            yield name, out_of_range(path, f"{name}, {with_article(item.kind)}", "equipment that parts come to")
        else:
            yield name, item


def _entering(layout: Layout, path: Path, control: Control) -> Iterator[Problem]:
    if not control.entering:
        yield missing((*path, "from"), "from", "`from: op10`: where parts are kept waiting")
    for name, item in _equipment(layout, (*path, "from"), control.entering):
        if isinstance(item, Problem):
            yield item
        elif not isinstance(item, (*HELD_BACK, Placeholder)):
            yield out_of_range((*path, "from"), f"{name}, {with_article(item.kind)}", _HELD_BACK)


def _leaving(layout: Layout, path: Path, control: Control) -> Iterator[Problem]:
    """A card must find its way back: what gives it back is where parts that took one can come to."""
    reached = _reached(layout, control.entering)
    for name, item in _equipment(layout, (*path, "to"), control.to):
        if isinstance(item, Problem):
            yield item
        elif name not in reached and all(entering in layout.equipment for entering in control.entering):
            expected = f"equipment that parts come to from {', '.join(control.entering)}"
            yield out_of_range((*path, "to"), name, expected)


def _reached(layout: Layout, start: Iterable[str]) -> set[str]:
    found, ahead = set[str](), deque(start)
    while ahead:
        name = ahead.popleft()
        if name not in found:
            found.add(name)
            ahead.extend(way.target.equipment for way in layout.connections if way.source.equipment == name)
    return found


def _demand(layout: Layout, path: Path, control: Control) -> Iterator[Problem]:
    if control.rule is not ControlRule.BASESTOCK or control.demand is None:
        return
    sources = [key for key, item in known(layout) if isinstance(item, Source) and item.timed]
    if control.demand not in sources:
        expected = f"a source that says when parts come: {among(sources, 'equipment')}"
        yield unknown((*path, "demand"), control.demand, expected, sources)
    elif control.demand in control.entering:
        yield out_of_range((*path, "demand"), control.demand, "another source than the one that it lets in")


def _level(layout: Layout, path: Path, control: Control) -> Iterator[Problem]:
    if control.rule is not ControlRule.THRESHOLD:
        return
    for name, item in _equipment(layout, (*path, "of"), [control.of] if control.of else []):
        if isinstance(item, Problem):
            yield item
        elif not isinstance(item, Buffer | Conveyor | Placeholder):
            yield out_of_range((*path, "of"), f"{name}, {with_article(item.kind)}", _LEVELS)
        elif isinstance(item, Buffer) and isinstance(item.capacity, int):
            levels = {"start": control.start, "stop": control.stop}
            for field, level in levels.items():
                if level is not None and level > item.capacity:
                    yield out_of_range((*path, field), level, f"at most {item.capacity}, the capacity of {name}")
    if control.start is not None and control.start == control.stop:
        yield out_of_range((*path, "stop"), f"start and stop at {control.stop}", "two levels: it begins at one of them")
