"""The page of words of the reference: quantities, times that vary, rules of branches and merges, states."""

from collections.abc import Iterable, Iterator, Mapping

from layouts.conditions import CONDITIONS
from layouts.distributions import DISTRIBUTIONS, Distribution
from layouts.flow import Choice, shown
from layouts.merges import FORMS, Turn
from layouts.quantities import EXAMPLES, UNITS, Dimension

TIMES: Mapping[str, str] = {
    "constant": "8 s",
    "uniform": "uniform 3 5 s",
    "triangular": "triangular 20 23 30 s",
    "normal": "normal 8 0.5 s",
    "lognormal": "lognormal 240 90 s",
    "exponential": "exponential 2 h",
    "erlang": "erlang 6 min k=2",
    "weibull": "weibull scale=500 h shape=2",
    "empirical": "empirical times.csv",
}
"""Every distribution as it is written."""

BRANCHES: Mapping[Choice, str] = {
    Choice.FIRST_FREE: "the first in the order of the file that takes the part",
    Choice.ROUND_ROBIN: "one after the other",
    Choice.SHARE: "exact interleaving in these shares: the way that is furthest behind its share",
    Choice.RANDOM_SHARE: "a draw for each part",
    Choice.SHORTEST_QUEUE: "the one with the fewest parts inside",
    Choice.LEAST_RECENTLY_USED: "the one that got a part from here longest ago",
    Choice.BY_PRODUCT: "each product has its way; `*` is for all that are not named",
}
"""What each rule of a branch does."""

MERGES: Mapping[Turn, str] = {
    Turn.FIRST_COME: "who has waited longest",
    Turn.PRIORITY: "who comes first in the order of the flow",
    Turn.ZIPPER: "one part from each in turn, in the order of the flow",
    Turn.BATCH: "so many in a row from one, then the next in the order of the flow",
}
"""What each rule of a merge does."""


def word_tables() -> Iterator[str]:
    """Go through the lines of the page."""
    yield from _table("Quantities", ("dimension", "units", "example"), map(_quantity, Dimension))
    yield "A number with a dimension carries its unit. An empty unit in the list means that a bare number is one, too."
    yield from _table("Times that vary", ("written as", "meaning", "mean"), map(_time, DISTRIBUTIONS.values()))
    yield "Each value takes one uniform number, through the inverse of its distribution."
    rules = ((f"`{shown(choice)}`", BRANCHES[choice], _default(choice is Choice.FIRST_FREE)) for choice in Choice)
    yield from _table("Branches: `rule`", ("rule", "which way a part takes", ""), rules)
    yield "A way that cannot take the part is passed over; a rule that ends in `strict` waits for it."
    forms = zip(FORMS, Turn, strict=True)
    turns = ((f"`{form}`", MERGES[turn], _default(turn is Turn.FIRST_COME)) for form, turn in forms)
    yield from _table("Merges: `merge`", ("rule", "who goes ahead of those that wait", ""), turns)
    yield "Who has nothing to offer is passed over."
    states = ((f"`{word}`", each.meaning, each.element, each.lamp) for word, each in CONDITIONS.items())
    yield from _table("States", ("state", "when", "element of ISO 22400-2", "lamp"), states)
    yield "Every station is in exactly one of them at each moment. All but the last three are planned busy time (PBT):"
    yield "availability = APT / PBT, OEE = PRI · GQ / PBT ([figures](../../simulation.md#figures))."


def _default(holds: bool) -> str:
    return "default" if holds else ""


def _quantity(dimension: Dimension) -> tuple[str, str, str]:
    units = ", ".join(unit or "(none)" for unit in UNITS[dimension])
    return dimension.value, units, f"`{EXAMPLES[dimension]}`"


def _time(cls: type[Distribution]) -> tuple[str, str, str]:
    meaning = (cls.__doc__ or "").rstrip(".")
    mean = (vars(cls)["mean"].__doc__ or "").rstrip(".")
    return f"`{TIMES[cls.name]}`", meaning, mean[:1].lower() + mean[1:]


def _table(title: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    heads = list(heads)
    yield from ("", f"## {title}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}")
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
