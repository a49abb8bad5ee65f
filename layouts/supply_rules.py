"""Rules of supply: the port uses the part, and nothing else brings it there."""

from collections.abc import Iterator

from layouts.breaches import among, known, meaningless, missing, out_of_range, unknown
from layouts.errors import Code
from layouts.flow import Port
from layouts.model import Layout
from layouts.problems import Path, Place, Problem
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
            expected = "no way there in `flow`: what brings containers on a way of the flow is not simulated yet"
            place = Place(path=path)
            yield Problem(
                code=Code.NOT_YET, place=place, found=f"supply of {name}, to which a flow leads", expected=expected
            )
        elif supply.container is not None:
            yield from _enough(layout, path, using[name], supply)


def _fields(layout: Layout, path: Path, supply: Supply) -> Iterator[Problem]:
    if supply.container is None:
        yield missing((*path, "container"), "container", "`container: 24 per trolley`: how many parts come together")
    if supply.by is not None and supply.by not in layout.people:
        yield unknown((*path, "by"), supply.by, among(layout.people, "people"), layout.people)
    elif supply.by is not None and not supply.lead_time:
        yield meaningless((*path, "by"), "by", "`lead_time` beside it: a trip that takes no time needs nobody")


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
