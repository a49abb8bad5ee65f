"""Where products begin that nothing else names: by the plan, or by demand; and what each source brings.

Such a starting point is a source of which no field says a product, or a station into whose main port nothing leads:
there the product begins when all is there that its first operation needs. Products begin there where a carrier is
taken or a plan is given: those whose routing starts with the station, and those without a routing.
"""

from collections.abc import Iterator, Mapping

from layouts.flow import MAIN_IN, MAIN_OUT, Port
from layouts.kinds import Assembly, Machine, Source, Workplace
from layouts.model import ANONYMOUS, Layout
from layouts.production import Plan
from layouts.reach import Reach
from layouts.station import Station


def starting_points(layout: Layout) -> Mapping[str, tuple[str, ...]]:
    """Return by id the products that each starting point begins, in the order of the file; never none."""
    entered = {connection.target for connection in layout.connections}
    left = {connection.source.equipment for connection in layout.connections}
    found: dict[str, tuple[str, ...]] = {}
    for key, item in layout.equipment.items():
        if isinstance(item, Source) and _is_open(layout, item):
            found[key] = _from(layout, key)
        elif isinstance(item, Machine | Workplace | Assembly) and key in left and Port(key, MAIN_IN) not in entered:
            found[key] = _at(layout, key, item)
    return {key: products for key, products in found.items() if products}


def planned(layout: Layout) -> tuple[str, ...]:
    """Return what is started by plan: what the plan names, or else every product."""
    if layout.plan is not None:
        return tuple(product for product in layout.plan.products if product in layout.products)
    return tuple(layout.products) or (ANONYMOUS,)


def _is_open(layout: Layout, source: Source) -> bool:
    """Whether nothing but the plan, or several demands, says what a source brings."""
    several = layout.plan is not None or (len(layout.products) > 1 and _demanded(layout))
    return source.product is None and not source.lists_deliveries and not source.parts and several


def _demanded(layout: Layout) -> bool:
    return any(product.demand for product in layout.products.values())


def _from(layout: Layout, key: str) -> tuple[str, ...]:
    """What can begin at a source: products without routing, and those whose first operation can be reached."""
    ahead = Reach(layout).beyond(Port(key, MAIN_OUT))
    routes = layout.routing
    return tuple(
        product
        for product in planned(layout)
        if not routes.get(product) or not ahead.keys().isdisjoint(routes[product][0].stations)
    )


def _at(layout: Layout, key: str, station: Station) -> tuple[str, ...]:
    """What begins at a station that leads on."""
    if layout.plan is None and not any(part in layout.carriers for part in station.uses):
        return ()
    return tuple(
        product
        for product in planned(layout)
        if not layout.routing.get(product) or key in layout.routing[product][0].stations
    )


def brought_by(layout: Layout, key: str, source: Source) -> tuple[str, ...]:
    """Return the products that a source brings, by its own fields or as a starting point."""
    open_here = starting_points(layout).get(key) if _is_open(layout, source) else None
    return open_here or source.brings(next(iter(layout.products), ANONYMOUS))


def shares(layout: Layout, products: tuple[str, ...]) -> Mapping[str, float]:
    """Return how often each of some products is started, as shares: of the plan, by demand, or evenly."""
    if layout.plan is not None:
        weights: Mapping[str, float] = layout.plan.weights()
    else:
        weights = {name: product.demand or 0.0 for name, product in layout.products.items()}
    known = {product: float(weights.get(product, 0.0)) for product in products}
    total = sum(known.values())
    return {product: share / total if total else 1 / len(products) for product, share in known.items()}


def planned_lots(plan: Plan) -> Iterator[tuple[str, int]]:
    """Go through one round of a plan, or all of its orders: which products come, how many in a row."""
    if plan.orders is not None:
        yield from ((order.part, order.quantity) for order in plan.releases)
    yield from ((lot.product, lot.parts) for lot in plan.sequence)
    if plan.heijunka:
        yield from ((product, 1) for product in interleaved(plan.weights()))


def interleaved(parts: Mapping[str, int]) -> Iterator[str]:
    """Go through one round of so many of each, evenly: next is the one furthest behind its share (ties: as listed)."""
    total, started = sum(parts.values()), dict.fromkeys(parts, 0)
    for number in range(1, total + 1):
        behind = {product: parts[product] * number - started[product] * total for product in parts}
        product = max(behind, key=behind.__getitem__)
        started[product] += 1
        yield product
