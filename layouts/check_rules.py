"""Rules of the sections `checks` and `aisles`: they name rules, numbers and equipment that exist."""

from collections.abc import Iterator

from layouts.aisles import Aisle
from layouts.breaches import known, missing, out_of_range, unknown
from layouts.checks import OwnRule
from layouts.model import Layout
from layouts.problems import Path, Problem
from layouts.rulebook import RULES, numbers


def check_problems(layout: Layout) -> Iterator[Problem]:
    """Check both sections."""
    known_numbers = [name for name, _, _ in numbers()]
    for name, reason in layout.checks.off.items():
        if name not in RULES:
            yield unknown(("checks", "off", name), name, f"a rule: {', '.join(RULES)}", RULES)
        elif not reason.strip():
            yield missing(("checks", "off", name), "reason", f"`{name}: why it does not hold here`")
    for name in layout.checks.numbers:
        if name not in known_numbers:
            expected = f"a number of a rule: {', '.join(known_numbers)}"
            yield unknown(("checks", "numbers", name), name, expected, known_numbers)
    for position, rule in enumerate(layout.checks.rules):
        yield from _own_rule(layout, ("checks", "rules", position), rule)
    for name, aisle in layout.aisles.items():
        yield from _aisle(layout, ("aisles", name), aisle)


def _own_rule(layout: Layout, path: Path, rule: OwnRule) -> Iterator[Problem]:
    if rule.min_distance is None and rule.max_distance is None:
        yield missing(path, "min_distance", "`min_distance: 0.8 m` or `max_distance: 12 m`")
    if len(rule.between) != 2:
        yield out_of_range((*path, "between"), f"{len(rule.between)} names", "two: [press, aisle]")
    several = dict.fromkeys(sort for _, item in known(layout) for sort in sorts(item))
    names = [*layout.equipment, *layout.aisles, *several]
    for name in rule.between:
        if name not in names:
            yield unknown((*path, "between"), name, "an id of equipment or of an aisle, a kind or a model", names)


def sorts(item: object) -> tuple[str, ...]:
    """Return what a piece of equipment is besides its id: its kind and its model."""
    names = (getattr(item, "kind", None), getattr(item, "model", None) or getattr(item, "default_model", None))
    return tuple(name for name in names if name)


def _aisle(layout: Layout, path: Path, aisle: Aisle) -> Iterator[Problem]:
    if len({(point.x, point.y) for point in aisle.path}) < 2:
        yield missing((*path, "path"), "path", "`path: [[1, 2], [14, 2]]`: its centre line, two points or more")
    for name in aisle.serves:
        if name not in layout.equipment:
            yield unknown((*path, "serves"), name, "an id of the section `equipment`", layout.equipment)
