"""Rules of sources: one form of arrivals, values that fit it and one another, products that exist."""

from collections.abc import Iterator, Mapping

from layouts.arrivals import DAY
from layouts.beginnings import starting_points
from layouts.breaches import ambiguous, among, unknown
from layouts.errors import Code
from layouts.faults import near
from layouts.kinds import Source
from layouts.model import ANONYMOUS, Layout
from layouts.problems import Path, Place, Problem
from layouts.quantities import Dimension, parse
from layouts.table import Table

_SERVES: Mapping[str, tuple[str, ...]] = {
    "arrivals": ("rate",),
    "batch": ("every", "rate"),
    "first": ("every", "rate"),
    "limit": ("every", "rate", "schedule", ""),
    "product": ("every", "rate", "schedule", ""),
    "repeats": ("schedule",),
}
"""With which forms of arrivals a field has a meaning; "": always ready."""


def source_problems(layout: Layout) -> Iterator[Problem]:
    """Check every source."""
    for key, item in layout.equipment.items():
        if isinstance(item, Source):
            path: Path = ("equipment", key)
            yield from _forms(item, path)
            yield from _times(item, path)
            yield from _schedule(item, path)
            yield from () if item.parts else _products(layout, key, item)
            yield from _stock(layout, item, path)


def _stock(layout: Layout, source: Source, path: Path) -> Iterator[Problem]:
    """Check the parts of which a source has containers at all times."""
    for position, part in enumerate(source.parts):
        if part not in layout.parts:
            yield unknown((*path, "parts", position), part, among(layout.parts, "parts"), layout.parts)
    for name in (*source.forms, *(["product"] if source.product is not None and source.parts else [])):
        if source.parts:
            yield ambiguous((*path, name), f"both `parts` and `{name}`", "one of them")


def _forms(source: Source, path: Path) -> Iterator[Problem]:
    forms = source.forms
    for other in forms[1:]:
        found = f"both `{forms[0]}` and `{other}`"
        yield _problem(Code.AMBIGUOUS, (*path, other), found, "one of them")
    form = forms[0] if forms else ""
    blank = Source()
    for name, serves in _SERVES.items():
        if len(forms) <= 1 and form not in serves and getattr(source, name) != getattr(blank, name):
            expected = _instead(form, name) or " or ".join(f"`{each}`" for each in serves if each) + " beside it"
            yield _problem(Code.MEANINGLESS, (*path, name), name, expected)


def _instead(form: str, name: str) -> str:
    """Say what stands for a field that has no meaning with orders or a schedule."""
    if form == "orders":
        return "the file of orders to say it" if name != "repeats" else "a `schedule`"
    return {"batch": "`parts` of each delivery", "first": "`at` of each delivery"}.get(name, "") if form else ""


def _times(source: Source, path: Path) -> Iterator[Problem]:
    if source.every is not None and source.every.mean <= 0:
        yield _problem(Code.RANGE, (*path, "every"), str(source.every), "a time greater than 0")
    rates = source.rate
    if isinstance(rates, Table):
        yield from _day(rates, (*path, "rate"))
    if rates is not None and not any(rates.values() if isinstance(rates, Table) else [rates]):
        yield _problem(Code.RANGE, (*path, "rate"), "no rate greater than 0", "arrivals at some time of the day")


def _day(rates: Table[float], path: Path) -> Iterator[Problem]:
    before = -1.0
    for text in rates:
        begin = float(parse(text, Dimension.TIME))
        if before < 0 < begin:
            yield _problem(Code.RANGE, (*path, text), text, "a day that begins with `0 h: ...`")
        elif not before < begin < DAY:
            yield _problem(Code.RANGE, (*path, text), text, "times of the day in order, from 0 h to less than 24 h")
        before = begin


def _schedule(source: Source, path: Path) -> Iterator[Problem]:
    if source.schedule is None:
        return
    if not source.schedule:
        yield _problem(Code.RANGE, (*path, "schedule"), "a schedule without deliveries", "- {at: 0 min, parts: 10}")
        return
    times = [delivery.at for delivery in source.schedule]
    if source.repeats is not None and max(times) - min(times) > source.repeats:
        expected = "at least the time from the first delivery to the last"
        yield _problem(Code.RANGE, (*path, "repeats"), str(source.repeats), expected)


def _products(layout: Layout, key: str, source: Source) -> Iterator[Problem]:
    path: Path = ("equipment", key)
    if source.orders is not None:
        yield from _ordered(layout, source, (*path, "orders"))
        return
    written = source.schedule or ()
    unsaid = not written or any(delivery.product is None for delivery in written)
    if source.product is None and unsaid and len(layout.products) > 1 and key not in starting_points(layout):
        expected = f"one of {', '.join(layout.products)}"
        yield _problem(Code.MISSING, (*path, "product"), "product", expected)
    if source.product is not None and not _is_known(layout, source.product):
        yield _unknown(layout, Place(path=(*path, "product")), source.product)
    for position, delivery in enumerate(written):
        if delivery.product is not None and not _is_known(layout, delivery.product):
            yield _unknown(layout, Place(path=(*path, "schedule", position, "product")), delivery.product)


def _ordered(layout: Layout, source: Source, path: Path) -> Iterator[Problem]:
    """Each order must be of something that exists; told once for each name."""
    if source.orders is None:
        return
    if not source.orders.orders:
        yield _problem(Code.DATA_FILE, path, f"no orders of the file {source.orders}", "a file with orders")
    unknown = {order.part: order for order in reversed(source.orders.orders) if not _is_known(layout, order.part)}
    for order in sorted(unknown.values(), key=lambda order: order.line):
        yield _unknown(layout, source.orders.place(layout.folder, order, path), order.part)


def _is_known(layout: Layout, product: str) -> bool:
    return product in layout.products or product in layout.parts or (product == ANONYMOUS and not layout.products)


def _unknown(layout: Layout, place: Place, product: str) -> Problem:
    ids = [*layout.products, *layout.parts]
    expected = f"one of the products {', '.join(ids)}" if ids else "a section `products`"
    suggestion = near(product, ids)
    return Problem(code=Code.UNKNOWN_REFERENCE, place=place, found=product, expected=expected, suggestion=suggestion)


def _problem(code: Code, path: Path, found: str, expected: str) -> Problem:
    return Problem(code=code, place=Place(path=path), found=found, expected=expected)
