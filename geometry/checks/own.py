"""The layout's own rules: how near or how far two things may be."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from geometry.checks.aisles import HANGING, half_width, line_of
from geometry.checks.body import PAINT
from geometry.checks.distance import nearness
from geometry.checks.plan import nearest, slab
from geometry.checks.survey import Survey, at, finding
from layouts.check_rules import sorts
from layouts.checks import OwnRule
from layouts.problems import Path, Problem

Floats = NDArray[np.float64]
Near = tuple[float, Floats]


def own_rules(survey: Survey) -> Iterator[Problem]:
    """Find breaches of the rules in `checks.rules`."""
    for position, rule in enumerate(survey.layout.checks.rules):
        path: Path = ("checks", "rules", position)
        ones, others = (named(survey, name) for name in rule.between)
        if rule.min_distance is not None:
            yield from _too_near(survey, rule, ones, others, path)
        if rule.max_distance is not None:
            yield from _too_far(survey, rule, ones, others, path)


def named(survey: Survey, name: str) -> list[str]:
    """Return the equipment and aisles that a name of a rule means: an id, or all of a kind or of a model."""
    if name in survey.rows or name in survey.layout.aisles:
        return [name]
    return [piece.equipment for number, piece in enumerate(survey.pieces) if name in sorts(survey.equipment(number))]


def _too_near(survey: Survey, rule: OwnRule, ones: list[str], others: list[str], path: Path) -> Iterator[Problem]:
    told: set[frozenset[str]] = set()
    least = rule.min_distance or 0.0
    for one, other in product(ones, others):
        if one == other or frozenset((one, other)) in told or _certainly_apart(survey, one, other, least):
            continue
        told.add(frozenset((one, other)))
        distance, where = apart(survey, one, other)
        if distance < least - 1e-9:
            found = f"{one} and {other} are {distance:.2f} m apart at {at(where)}"
            names, expected = _pieces(survey, one, other), f"at least {least:g} m"
            yield finding("own_rule", names, found, expected, where, path, _said(rule))


def _too_far(survey: Survey, rule: OwnRule, ones: list[str], others: list[str], path: Path) -> Iterator[Problem]:
    most = rule.max_distance or 0.0
    for one in ones:
        tries = [(*apart(survey, one, other), other) for other in others if other != one]
        if not tries:
            continue
        distance, where, other = min(tries, key=lambda tried: tried[0])
        if distance > most + 1e-9:
            found = f"{one} and {other} are {distance:.2f} m apart"
            names, expected = _pieces(survey, one, other), f"at most {most:g} m"
            yield finding("own_rule", names, found, expected, where, path, _said(rule))


def _said(rule: OwnRule) -> str:
    return rule.source or "rule of this layout"


def _pieces(survey: Survey, *names: str) -> tuple[str, ...]:
    return tuple(name for name in names if name in survey.rows)


def _certainly_apart(survey: Survey, one: str, other: str, distance: float) -> bool:
    """Whether the boxes of two pieces alone say that they are far enough apart."""
    if one not in survey.rows or other not in survey.rows:
        return False
    (low, high), (other_low, other_high) = survey.boxes[survey.rows[one]], survey.boxes[survey.rows[other]]
    gaps = np.maximum(0.0, np.maximum(other_low - high, low - other_high))
    return float(np.linalg.norm(gaps)) >= distance


def apart(survey: Survey, one: str, other: str) -> Near:
    """Return how far two pieces, or a piece and an aisle, are apart, and where: between the nearest points."""
    rows = [survey.rows.get(name) for name in (one, other)]
    bodies = [survey.body(row).triangles for row in rows if row is not None]
    if len(bodies) == 2:
        found = nearness(*bodies)
        return found.distance, (found.one + found.other) / 2
    aisles = [survey.layout.aisles[name] for name, row in zip((one, other), rows, strict=True) if row is None]
    if len(aisles) == 2:
        flat = _ribbon(line_of(aisles[1]))
        distance, where = nearest(flat, line_of(aisles[0]))
        return max(0.0, distance - sum(half_width(survey, aisle) for aisle in aisles)), where
    distance, where = nearest(slab(bodies[0], PAINT, HANGING), line_of(aisles[0]))
    return max(0.0, distance - half_width(survey, aisles[0])), where


def _ribbon(line: Floats) -> Floats:
    """A line as triangles without width."""
    points = np.concatenate([line, np.zeros((len(line), 1))], axis=1)
    return np.stack([points[:-1], points[1:], points[1:]], axis=1)
