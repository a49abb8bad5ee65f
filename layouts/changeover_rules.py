"""Rules of changeovers: matrices exist, name what exists, and have a time for every change that can come."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import permutations

from layouts.breaches import ambiguous, among, known, missing, unknown
from layouts.changeovers import TO, Matrix
from layouts.errors import Code
from layouts.model import Layout
from layouts.operations import Operation
from layouts.presence import declared, names_in
from layouts.problems import Path, Place, Problem, Severity, errors_among
from layouts.quantities import Dimension, shown
from layouts.station import Station


def changeover_problems(layout: Layout, done: Mapping[str, tuple[Operation, ...]]) -> Iterator[Problem]:
    """Check the matrices and the stations that use them; `done` is which operations each station does."""
    wrong = {key: list(_matrix(layout, ("changeovers", key), matrix)) for key, matrix in layout.changeovers.items()}
    for found in wrong.values():
        yield from found
    coming: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, item in known(layout):
        if isinstance(item, Station) and isinstance(item.changeover, str):
            coming[item.changeover].update(dict.fromkeys(operation.product for operation in done.get(key, ())))
            if item.changeover not in layout.changeovers:
                expected = f"a time such as 12 min, or {among(layout.changeovers, 'changeovers')}"
                yield unknown(("equipment", key, "changeover"), item.changeover, expected, layout.changeovers)
    for key, products in coming.items():
        if key in layout.changeovers and not errors_among(wrong[key]):
            yield from _pairs(layout, ("changeovers", key), layout.changeovers[key], tuple(products))


def name_in(layout: Layout, matrix: Matrix, product: str) -> str | None:
    """Return the name under which a matrix has a product: its id, else its family; None where it has neither."""
    names, family = matrix.names(), declared(layout, product).family
    return product if product in names else family if family in names else None


def _matrix(layout: Layout, path: Path, matrix: Matrix) -> Iterator[Problem]:
    families = {item.family for item in (*layout.products.values(), *layout.parts.values()) if item.family}
    names = [*names_in(layout), *sorted(families)]
    for position, name in enumerate(matrix.to):
        if name in matrix.to[:position]:
            yield ambiguous((*path, TO, position), f"{name} twice", "every product or family once")
    places: dict[str, Path] = {name: (*path, TO, position) for position, name in enumerate(matrix.to)}
    for name in matrix.names():
        where = places.get(name, (*path, name))
        if name not in names:
            yield unknown(where, name, f"a product or a family: {', '.join(names)}", names)
        elif name not in families and matrix.time(name, name):
            found = f"{shown(matrix.time(name, name) or 0.0, Dimension.TIME)} from {name} to {name}"
            place, expected = Place(path=(*path, name)), "0 s: parts of one product need no changeover"
            yield Problem(code=Code.RANGE, severity=Severity.WARNING, place=place, found=found, expected=expected)


def _pairs(layout: Layout, path: Path, matrix: Matrix, products: tuple[str, ...]) -> Iterator[Problem]:
    """Find the changes that can come and are not there; the same change of families once."""
    named = {product: name_in(layout, matrix, product) for product in products}
    for product in (product for product, name in named.items() if name is None and len(products) > 1):
        yield missing((*path, product), product, f"times from and to the product {product}, or its family")
    names = dict.fromkeys(name for name in named.values() if name is not None)
    for before, after in permutations(names, 2):
        if matrix.time(before, after) is None:
            yield missing((*path, before, after), f"{before} to {after}", f"the time from {before} to {after}")
