"""Rules that a layout must keep to be simulated, checked on the value.

The places of these problems have paths; `layouts.reading` adds file, line and column.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from layouts.branch_rules import branch_problems
from layouts.distributions import DEFAULT, Distribution, Exponential, time_for
from layouts.equipment import Equipment, Placeholder, Role
from layouts.errors import Code
from layouts.failures import Failure
from layouts.faults import near
from layouts.flow import ID
from layouts.flow_rules import flow_problems, products_at
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.placement import Placement
from layouts.problems import Path, Place, Problem, Severity
from layouts.source_rules import source_problems
from layouts.space import Vector
from layouts.station import Station
from layouts.table import Table


def problems(layout: Layout) -> tuple[Problem, ...]:
    """Check references and rules; only problems of severity error forbid simulating."""
    placement = Placement(layout)
    return (
        *_ids(layout),
        *_required(layout),
        *_meaningless(layout),
        *_products(layout),
        *source_problems(layout),
        *_times(layout),
        *_failures(layout),
        *flow_problems(layout, placement),
        *branch_problems(layout),
        *_boundaries(layout),
        *_outside(layout, placement),
        *_replications(layout),
    )


def _replications(layout: Layout) -> Iterator[Problem]:
    """Warn that one run is made where several are asked for: the figures have no interval yet."""
    if layout.run.replications > 1:
        place, found = Place(path=("run", "replications")), f"replications: {layout.run.replications}"
        yield Problem(code=Code.NOT_YET, severity=Severity.WARNING, place=place, found=found, expected="one run")


def _ids(layout: Layout) -> Iterator[Problem]:
    sections: Mapping[str, Iterable[str]] = {
        "products": layout.products,
        "parts": layout.parts,
        "failures": layout.failures,
        "equipment": layout.equipment,
    }
    expected = "an id: letters, digits, _ and -, not beginning with a digit"
    for section, ids in sections.items():
        for key in ids:
            if not ID.fullmatch(key) or (section == "products" and key == DEFAULT):
                yield Problem(code=Code.ID, place=Place(path=(section, key)), found=repr(key), expected=expected)


def _required(layout: Layout) -> Iterator[Problem]:
    for key, item in known(layout):
        for name in item.required:
            if getattr(item, name) in (None, ()):
                yield _missing(("equipment", key, name), name, f"`{name}: ...` for every {item.kind}")


def _meaningless(layout: Layout) -> Iterator[Problem]:
    for key, item in known(layout):
        blank = type(item)()
        for name in sorted(item.meaningless):
            if getattr(item, name) != getattr(blank, name):
                expected = f"a {item.kind} without it: its path says where it is"
                place = Place(path=("equipment", key, name))
                yield Problem(code=Code.MEANINGLESS, place=place, found=name, expected=expected)


def _missing(path: Path, name: str, expected: str) -> Problem:
    return Problem(code=Code.MISSING, place=Place(path=path), found=name, expected=expected)


def known(layout: Layout) -> Iterator[tuple[str, Equipment]]:
    """Go through the equipment of kinds that this version knows."""
    return ((key, item) for key, item in layout.equipment.items() if not isinstance(item, Placeholder))


def _products(layout: Layout) -> Iterator[Problem]:
    for key, item in known(layout):
        for name, times in _times_by_product(item):
            for product in times:
                if product != DEFAULT and product not in layout.products:
                    yield _no_product(("equipment", key, name, product), product, layout)


def _no_product(path: Path, product: str, layout: Layout) -> Problem:
    expected = f"one of the products {', '.join(layout.products)}" if layout.products else "a section `products`"
    return unknown(path, product, expected, near(product, layout.products))


def unknown(path: Path, found: str, expected: str, suggestion: str) -> Problem:
    """Describe a reference to nothing."""
    place = Place(path=path)
    return Problem(code=Code.UNKNOWN_REFERENCE, place=place, found=found, expected=expected, suggestion=suggestion)


def _times_by_product(item: Equipment) -> Iterator[tuple[str, Table[Distribution]]]:
    for field in fields(item):
        value = getattr(item, field.name)
        if isinstance(value, Table) and all(isinstance(entry, Distribution) for entry in value.values()):
            yield field.name, value


def _times(layout: Layout) -> Iterator[Problem]:
    products = products_at(layout)
    for key, item in known(layout):
        if isinstance(item, Station) and item.cycle is not None:
            yield from _cycle(key, item, products.get(key, ()))


def _no_time(path: Path, found: object) -> Problem:
    return Problem(code=Code.RANGE, place=Place(path=path), found=str(found), expected="a time greater than 0")


def _cycle(key: str, machine: Station, products: tuple[str, ...]) -> Iterator[Problem]:
    path: Path = ("equipment", key, "cycle")
    entries = machine.cycle.items() if isinstance(machine.cycle, Table) else [("", machine.cycle)]
    for product, time in entries:
        way = (*path, product) if product else path
        if time is not None and time.mean + machine.exchange <= 0:
            yield _no_time(way, time)
        if isinstance(time, Exponential):
            yield Problem(code=Code.EXPONENTIAL, severity=Severity.WARNING, place=Place(path=way), found=str(time))
    for product in products:
        if machine.cycle is not None and time_for(machine.cycle, product) is None:
            yield _missing((*path, product), product, f"a time for the product {product}, or `{DEFAULT}: ...`")


def _failures(layout: Layout) -> Iterator[Problem]:
    for key, failure in layout.failures.items():
        yield from _failure(failure, ("failures", key))
    for key, item in known(layout):
        for position, reference in enumerate(getattr(item, "failures", ())):
            path: Path = ("equipment", key, "failures", position)
            if isinstance(reference, Failure):
                yield from _failure(reference, path)
            elif reference not in layout.failures:
                expected = "an id of the section `failures`, or a failure in place: {mtbf: 2 h, mttr: 6 min}"
                yield unknown(path, reference, expected, near(reference, layout.failures))


def _failure(failure: Failure, path: Path) -> Iterator[Problem]:
    if failure.mttr is None:
        yield _missing((*path, "mttr"), "mttr", "the mean time to repair, such as `mttr: 6 min`")
    if failure.mtbf is None and failure.availability is None:
        yield _missing((*path, "mtbf"), "mtbf", "`mtbf: 2 h` or `availability: 95 %`")
    if failure.mtbf is not None and failure.availability is not None:
        found = "both mtbf and availability"
        yield Problem(code=Code.AMBIGUOUS, place=Place(path=path), found=found, expected="one of them")
    if failure.mtbf is not None and failure.mtbf.mean <= 0:
        yield _no_time((*path, "mtbf"), failure.mtbf)
    if failure.availability is not None and not 0 < failure.availability < 1:
        place = Place(path=(*path, "availability"))
        found = f"{100 * failure.availability:g} %"
        yield Problem(code=Code.RANGE, place=place, found=found, expected="more than 0 % and less than 100 %")
    elif failure.mtbf is None and failure.mttr is not None and failure.mttr.mean <= 0:
        yield _no_time((*path, "mttr"), failure.mttr)


def _boundaries(layout: Layout) -> Iterator[Problem]:
    present = {item.kind for _, item in known(layout)}
    if any(isinstance(item, Placeholder) for item in layout.equipment.values()):
        return
    for kind, purpose in (("source", "parts to come in"), ("sink", "parts to leave")):
        if kind not in present:
            yield Problem(
                code=Code.NO_BOUNDARY,
                severity=Severity.WARNING,
                place=Place(path=("equipment",)),
                found=f"no {kind}",
                expected=f"one, for {purpose}",
            )


def _outside(layout: Layout, placement: Placement) -> Iterator[Problem]:
    if layout.hall is None:
        return
    length, width = layout.hall.size.length, layout.hall.size.width
    for key, item in known(layout):
        corners = _corners(key, item, placement)
        if all(-1e-6 <= corner.x <= length + 1e-6 and -1e-6 <= corner.y <= width + 1e-6 for corner in corners):
            continue
        yield Problem(
            code=Code.OUTSIDE,
            severity=Severity.WARNING,
            place=Place(path=("equipment", key, "via" if isinstance(item, Conveyor) else "at")),
            found=key,
            expected=f"x from 0 to {length:g} and y from 0 to {width:g} m",
        )


def _corners(key: str, item: Equipment, placement: Placement) -> tuple[Vector, ...]:
    """Corners of a footprint in the hall, or of a path."""
    if isinstance(item, Conveyor):
        path = placement.path(key)
        return path.points if path else ()
    pose = placement.pose(key)
    if pose is None or item.role is Role.SCENERY:
        return ()
    half = item.footprint.length / 2, item.footprint.width / 2
    return tuple(pose.apply(Vector(x * half[0], y * half[1])) for x, y in ((1, 1), (1, -1), (-1, 1), (-1, -1)))
