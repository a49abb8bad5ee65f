"""Rules of supply: the port uses the part, and nothing else brings it there."""

from collections.abc import Iterator

from layouts.breaches import ambiguous, among, known, meaningless, missing, out_of_range, unknown
from layouts.flow import Port
from layouts.kinds import Source
from layouts.model import Layout
from layouts.problems import Path, Problem
from layouts.station import Station
from layouts.supply import Supply


def supply_problems(layout: Layout) -> Iterator[Problem]:
    """Check the section `supply`."""
    using = {
        f"{key}.{part}": Port(key, part)
        for key, item in known(layout)
        if isinstance(item, Station)
        for part in item.uses
        if part not in layout.carriers
    }
    entered = {way.target for way in layout.connections if way.source.equipment in layout.equipment}
    for name, supply in layout.supply.items():
        path: Path = ("supply", name)
        yield from _fields(layout, path, supply)
        if name not in using:
            yield unknown(path, name, f"a port at which parts are used: {among(using, 'equipment')}", using)
        elif using[name] in entered:
            expected = "no way there in `flow`, or one on which people fetch containers: store -> A1 -> op10.housing"
            yield ambiguous(path, f"supply of {name}, to which a flow leads", expected)
        elif supply.container is not None:
            yield from _enough(layout, path, using[name], supply)
        if name in using and using[name] in layout.errands:
            yield from _errand(layout, path, using[name], supply)


def _fields(layout: Layout, path: Path, supply: Supply) -> Iterator[Problem]:
    if supply.container is None:
        yield missing((*path, "container"), "container", "`container: 24 per trolley`: how many parts come together")
    if supply.by is not None and supply.by not in layout.people:
        yield unknown((*path, "by"), supply.by, among(layout.people, "people"), layout.people)
    elif supply.by is not None and not supply.lead_time:
        yield meaningless((*path, "by"), "by", "`lead_time` beside it: a trip that takes no time needs nobody")


def _errand(layout: Layout, path: Path, port: Port, supply: Supply) -> Iterator[Problem]:
    """Who brings containers fetches them where there are some at all times, and needs the time that the walk takes."""
    start = layout.errands[port][0].equipment
    source = layout.equipment.get(start)
    if not isinstance(source, Source) or port.name not in source.parts:
        expected = f"a source that has them: {{kind: source, parts: [{port.name}]}}"
        yield out_of_range(path, f"{port} is fetched at {start}", expected)
    for field in ("lead_time", "by"):
        if getattr(supply, field):
            yield meaningless((*path, field), field, f"it left out: the way in `flow` says who brings {port.name}")


def _enough(layout: Layout, path: Path, port: Port, supply: Supply) -> Iterator[Problem]:
    """There must be enough for one operation also while the last parts of a container are too few to order one."""
    station = layout.equipment[port.equipment]
    if supply.container is None or not isinstance(station, Station):
        return
    size, needed = supply.container.parts, station.uses[port.name]
    always = supply.stock * size if size % needed == 0 else (supply.stock - 1) * size + 1
    if always < needed:
        found = f"{supply.stock} x {supply.container}, of which {always} may be there"
        yield out_of_range((*path, "stock"), found, f"at least the {needed} parts that one operation uses")
