"""Rules of branches: what a rule says of its ways fits the ways that there are."""

from collections.abc import Iterator, Mapping

from layouts.errors import Code
from layouts.faults import near
from layouts.flow import EVERY_OTHER, Choice, Connection, Rule
from layouts.model import Layout
from layouts.presence import branches_by_product, names_in, ways_out
from layouts.problems import Path, Place, Problem


def branch_problems(layout: Layout, reaching: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Check the shares and the products of every branch; `reaching` is what can come to each piece of equipment."""
    yield from _shares(layout)
    for key, rule in branches_by_product(layout):
        yield from _products(layout, key, rule)
        ways = ways_out(layout, key)
        if len(ways) == len(rule.products):
            yield from _without_way(key, rule, reaching.get(key, ()))
        elif ways:
            yield _miscounted(key, Code.WAYS, f"{len(rule.products)} ways", ways)


def _shares(layout: Layout) -> Iterator[Problem]:
    for key, item in layout.equipment.items():
        rule = getattr(item, "rule", None)
        if not isinstance(rule, Rule) or rule.choice not in (Choice.SHARE, Choice.RANDOM_SHARE):
            continue
        ways = ways_out(layout, key)
        if ways and len(ways) != len(rule.shares):
            yield _miscounted(key, Code.SHARES, f"{len(rule.shares)} shares", ways)


def _miscounted(key: str, code: Code, found: str, ways: tuple[Connection, ...]) -> Problem:
    leads = ", ".join(str(way.target) for way in ways)
    expected = f"{len(ways)}, one for each of {leads}"
    return Problem(code=code, place=Place(path=_path(key)), found=found, expected=expected)


def _products(layout: Layout, key: str, rule: Rule) -> Iterator[Problem]:
    known = names_in(layout)
    for product in dict.fromkeys(rule.products):
        if product != EVERY_OTHER and product not in known:
            yield Problem(
                code=Code.UNKNOWN_REFERENCE,
                place=Place(path=(*_path(key), product)),
                found=product,
                expected=f"one of the products {', '.join(known)}, or `{EVERY_OTHER}` for all others",
                suggestion=near(product, known),
            )


def _without_way(key: str, rule: Rule, products: tuple[str, ...]) -> Iterator[Problem]:
    for product in products:
        if not rule.ways_of(product):
            expected = f"a way for the product {product}, or `{EVERY_OTHER}` for all others"
            yield Problem(code=Code.MISSING, place=Place(path=_path(key)), found=product, expected=expected)


def _path(key: str) -> Path:
    return ("equipment", key, "rule")
