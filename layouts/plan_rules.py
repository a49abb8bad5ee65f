"""Rules of the plan: one form, products that exist, and a place where each of them begins."""

from collections.abc import Iterator

from layouts.beginnings import starting_points
from layouts.breaches import ambiguous, among, meaningless, missing, out_of_range, unknown
from layouts.errors import Code
from layouts.faults import near
from layouts.kinds import Source
from layouts.model import Layout
from layouts.presence import everything_is_known
from layouts.problems import Place, Problem
from layouts.production import FORMS, Plan
from layouts.station import Station


def plan_problems(layout: Layout) -> Iterator[Problem]:
    """Check the section `plan`; without one, that no station needs it."""
    if layout.plan is not None:
        yield from _forms(layout.plan)
        yield from _products(layout, layout.plan)
        if everything_is_known(layout) and all(product in layout.products for product in layout.plan.products):
            yield from _starts(layout, layout.plan)
    else:
        yield from _without(layout)


def _forms(plan: Plan) -> Iterator[Problem]:
    if not plan.forms:
        yield missing(("plan",), "a plan", f"one of {', '.join(f'`{form}`' for form in FORMS)}")
    for name in ("start_by", "lead_time"):
        if plan.orders is None and getattr(plan, name) != getattr(Plan(), name):
            yield meaningless(("plan", name), name, "`orders: ...` beside it")
    for other in plan.forms[1:]:
        yield ambiguous(("plan", other), f"both `{plan.forms[0]}` and `{other}`", "one of them")


def _products(layout: Layout, plan: Plan) -> Iterator[Problem]:
    expected = among(layout.products, "products")
    for form in ("sequence", "heijunka"):
        for position, lot in enumerate(getattr(plan, form)):
            if lot.product not in layout.products:
                yield unknown(("plan", form, position), lot.product, expected, layout.products)
    if plan.orders is None:
        return
    if not plan.orders.orders:
        place, found = Place(path=("plan", "orders")), f"no orders of the file {plan.orders}"
        yield Problem(code=Code.DATA_FILE, place=place, found=found, expected="a file with orders")
    for order in {order.part: order for order in reversed(plan.orders.orders)}.values():
        if order.part not in layout.products:
            place, suggestion = (
                plan.orders.place(layout.folder, order, ("plan", "orders")),
                near(order.part, layout.products),
            )
            yield Problem(
                code=Code.UNKNOWN_REFERENCE,
                place=place,
                found=order.part,
                expected=expected,
                suggestion=suggestion,
            )


def _starts(layout: Layout, plan: Plan) -> Iterator[Problem]:
    starting = starting_points(layout)
    if not starting and not any(isinstance(item, Source | Station) for item in layout.equipment.values()):
        return
    if not starting:
        expected = "a source without `product`, or a station that products begin at: nothing leads to its way in"
        yield meaningless(("plan",), "plan", expected)
        return
    begun = {product for products in starting.values() for product in products}
    for product in plan.products:
        if product not in begun:
            expected = f"a source without `product`, or nothing that leads into the first operation of {product}"
            yield missing(("plan",), f"a place where {product} begins", expected)
    overlapping = [
        (key, other)
        for key, products in starting.items()
        for other, others in starting.items()
        if key < other and set(products) != set(others) and not set(products).isdisjoint(others)
    ]
    for key, other in overlapping:
        found = f"{', '.join(starting[key])} at {key} and {', '.join(starting[other])} at {other}"
        yield out_of_range(("plan",), found, "starting points that begin the same products, or none in common")


def _without(layout: Layout) -> Iterator[Problem]:
    """Several products that begin at one place need a demand each, or a plan."""
    for key, products in starting_points(layout).items():
        undemanded = [name for name in products if len(products) > 1 and not layout.products[name].demand]
        if undemanded:
            expected = "a section `plan`, or a `demand` of each: it says what is started next"
            yield missing(("equipment", key), f"a plan for {', '.join(products)}", expected)
