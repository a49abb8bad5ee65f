"""The flow as arrows: where parts pass from one piece of equipment to the next, and by which rule."""

from collections.abc import Mapping
from typing import NamedTuple

from geometry.picking import middle_of
from geometry.scene import Link, Piece, Scene
from layouts.flow import EVERY_OTHER, Choice, Connection, Rule
from layouts.merges import Merge, Turn
from layouts.model import Layout
from layouts.space import Vector

HALF = 0.32
"""Half the length of an arrow where two pieces touch, metres."""


class Arrow(NamedTuple):
    """An arrow in the hall, and what it says of how parts are shared out or taken in turn; mostly nothing."""

    start: Vector
    end: Vector
    rule: str = ""


def arrows(scene: Scene) -> tuple[Arrow, ...]:
    """Return an arrow for each connection at which equipment meets, in the order of the flow."""
    if scene.origin is None:
        return ()
    layout, ways = scene.origin.placement.layout, scene.origin.ways
    rules = rules_of(layout, ways)
    shown = ((way, link) for way, link in ways.items() if link and all(end.equipment in scene.pieces for end in way))
    return tuple(_arrow(scene, way, link, rules.get(way, "")) for way, link in shown)


def rules_of(layout: Layout, ways: Mapping[Connection, object]) -> Mapping[Connection, str]:
    """Say of the connections of branches and merges how parts are shared out and taken in turn."""
    out: dict[object, list[Connection]] = {}
    into: dict[object, list[Connection]] = {}
    for way in ways:
        out.setdefault(way.source, []).append(way)
        into.setdefault(way.target, []).append(way)
    found: dict[Connection, list[str]] = {}
    for several in (each for each in out.values() if len(each) > 1):
        rule = getattr(layout.equipment.get(several[0].source.equipment), "rule", None)
        if isinstance(rule, Rule):
            for number, way in enumerate(several):
                found.setdefault(way, []).append(share_of(rule, number))
    for several in (each for each in into.values() if len(each) > 1):
        merge = getattr(layout.equipment.get(several[0].target.equipment), "merge", None)
        if isinstance(merge, Merge):
            for number, way in enumerate(several):
                found.setdefault(way, []).append(turn_of(merge, number))
    return {way: ", ".join(words) for way, words in found.items()}


def share_of(rule: Rule, number: int) -> str:
    """Say what the way of a number gets of a branch: `1st`, `70 %`, a product, or the rule itself."""
    if rule.choice is Choice.FIRST_FREE:
        return f"{ordinal(number)} free"
    if rule.shares and number < len(rule.shares):
        return f"{100 * rule.shares[number] / sum(rule.shares):.0f} %"
    if rule.products and number < len(rule.products):
        return str(rule.products[number]) if rule.products[number] != EVERY_OTHER else "all other"
    return str(rule.choice.value)


def turn_of(merge: Merge, number: int) -> str:
    """Say when it is the turn of the way of a number at a merge."""
    return f"priority {number + 1}" if merge.turn is Turn.PRIORITY else str(merge)


def ordinal(number: int) -> str:
    """Write 0, 1, 2, 3 as 1st, 2nd, 3rd, 4th."""
    return f"{number + 1}" + {0: "st", 1: "nd", 2: "rd"}.get(number, "th")


def _arrow(scene: Scene, way: Connection, link: Link, rule: str) -> Arrow:
    """The way across a gap; where two pieces touch, a short arrow through the place where they do."""
    if link.length > 2 * HALF:
        return Arrow(link.start, link.end, rule)
    ahead = _ahead(link.start, scene.pieces[way.source.equipment], scene.pieces[way.target.equipment])
    return Arrow(link.start.plus(ahead, -HALF), link.end.plus(ahead, HALF), rule)


def _ahead(port: Vector, before: Piece, after: Piece) -> Vector:
    """Which way parts pass a port: away from the middle of what they leave, or to that of what they come to."""
    for step in (port.minus(middle_of(before)), middle_of(after).minus(port)):
        far = step._replace(z=0.0).norm()
        if far > HALF:
            return Vector(step.x / far, step.y / far)
    return Vector(1.0, 0.0)
