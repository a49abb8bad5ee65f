"""What is around the drawing on a sheet: frame, title block, scale bar and legend (after ISO 5457 and ISO 7200)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geometry.exchange.plan.ink import (
    ACCENT,
    FINE,
    GREY,
    HEAVY,
    INK,
    MEDIUM,
    STRONG,
    Anchor,
    Dash,
    Layer,
    Mark,
    Pen,
    Stroke,
    Word,
    box,
    polyline,
)
from geometry.exchange.plan.lettering import shortened
from geometry.exchange.plan.paper import Paper
from layouts.model import Layout

SIDE = (20.0, 10.0)
"""Margin at the left, where sheets are filed, and at the other sides, millimetres."""
BAND = 28.0
"""Height of the strip below the drawing."""
BLOCK = 172.0
"""Width of the title block; on small paper less."""
SMALL, BIG, LARGE = 1.6, 2.5, 3.5
"""Heights of capitals, millimetres."""
FRAME = Layer.GRID
LINE_TYPES = 5


@dataclass(frozen=True)
class Title:
    """What the title block says."""

    layout: Layout
    paper: Paper
    revision: str
    scale: int = 100
    number: int = 1
    count: int = 1

    @property
    def name(self) -> str:
        """Title of the plan."""
        return self.layout.name or "Layout"

    @property
    def left(self) -> float:
        """Where the title block begins."""
        return self.paper.width - SIDE[1] - min(BLOCK, 0.6 * (self.paper.width - sum(SIDE)))


def frame_of(title: Title) -> Iterator[Mark]:
    """Return the frame with its centring marks, and the title block."""
    (left, other), paper = SIDE, title.paper
    right, high = paper.width - other, paper.height - other
    yield box(left, other, right, high, Pen(HEAVY), FRAME)
    for x, y, dx, dy in ((paper.width / 2, 5.0, 0, 5), (paper.width / 2, paper.height - 5, 0, -5)):
        yield polyline([(x, y), (x + dx, y + dy)], Pen(STRONG), FRAME)
    for x in (5.0, paper.width - 5.0):
        inner = left if x < left else right
        yield polyline([(x, paper.height / 2), (inner, paper.height / 2)], Pen(STRONG), FRAME)
    yield polyline([(left, other + BAND), (right, other + BAND)], Pen(STRONG), FRAME)
    yield from _block(title)


def _block(title: Title) -> Iterator[Mark]:
    left, right, low = title.left, title.paper.width - SIDE[1], SIDE[1]
    cells = left + 0.62 * (right - left)
    yield polyline([(left, low), (left, low + BAND)], Pen(STRONG), FRAME)
    yield polyline([(cells, low), (cells, low + BAND)], Pen(MEDIUM), FRAME)
    yield from _names(title, left + 3, cells - left - 6, low)
    facts = (("Scale", f"1:{title.scale}"), ("Paper", title.paper.name), ("Sheet", f"{title.number} / {title.count}"))
    third = BAND / 2
    columns = np.linspace(cells, right, 3)
    for number, (word, value) in enumerate((*facts, ("Revision", title.revision))):
        x, y = float(columns[number % 2]), low + (1 - number // 2) * third
        yield from _cell(word, value, x, y, float(columns[1] - columns[0]))
    yield polyline([(cells, low + third), (right, low + third)], Pen(FINE), FRAME)
    yield polyline([(float(columns[1]), low), (float(columns[1]), low + BAND)], Pen(FINE), FRAME)


def _names(title: Title, x: float, room: float, low: float) -> Iterator[Mark]:
    """Title, what it is, and where."""
    name, words = " ".join(title.name.split()), " ".join((title.layout.description or "").split())
    where = " · ".join(" ".join(part.split()) for part in title.layout.where.values())
    yield Word(shortened(name, LARGE, room, bold=True), (x, low + BAND - 8), LARGE, FRAME, bold=True)
    yield Word(shortened(words, SMALL, room), (x, low + BAND - 13.2), SMALL, FRAME, color=GREY)
    yield Word(shortened(where, SMALL, room), (x, low + BAND - 17.2), SMALL, FRAME, color=GREY)
    note = "Lengths in millimetres · 0 level: finished floor · Linewright"
    yield Word(shortened(note, SMALL, room), (x, low + 3), SMALL, FRAME, color=GREY)


def _cell(word: str, value: str, x: float, y: float, width: float) -> Iterator[Mark]:
    yield Word(word, (x + 2, y + BAND / 2 - 4), SMALL, FRAME, color=GREY)
    yield Word(shortened(" ".join(value.split()), BIG, width - 4, bold=True), (x + 2, y + 3.2), BIG, FRAME, bold=True)


def legend_of(title: Title, layers: frozenset[Layer]) -> Iterator[Mark]:
    """Return the scale bar, the directions of the hall, and what the lines mean, as far as there is room."""
    left, low, right = SIDE[0] + 8, SIDE[1], title.left - 4
    bar = _bar_length(title.scale)
    yield from _bar(left, low + 8, bar, 1000 / title.scale)
    x = left + bar * 1000 / title.scale + 14
    if x + 16 < right:
        yield from _directions(x, low + 6)
    for number, (words, pen, arrow) in enumerate(_line_types(layers)):
        column, y = x + 26 + 52 * (number // 3), low + BAND - 8 - 7 * (number % 3)
        if column + 50 < right:
            yield from _explained(column, y, words, pen, arrow=arrow)


def _bar_length(scale: int) -> float:
    """Metres that the scale bar shows: some centimetres on paper."""
    return next(
        m for m in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if m * 1000 / scale >= 32 or m == 1000
    )


def _bar(x: float, y: float, length: float, metre: float) -> Iterator[Mark]:
    """A bar of black and white quarters with its ends in metres."""
    quarter = length * metre / 4
    for number in range(4):
        fill = INK if number % 2 == 0 else "#ffffff"
        yield box(x + number * quarter, y, x + (number + 1) * quarter, y + 1.6, Pen(FINE), FRAME, fill)
    for share in (0.0, 0.5, 1.0):
        text = f"{share * length:g}" + (" m" if share == 1 else "")
        yield Word(text, (x + share * length * metre, y + 3.2), SMALL, FRAME, Anchor.MIDDLE)


def _directions(x: float, y: float) -> Iterator[Mark]:
    """The axes of the hall: X along it, Y up the plan; coordinates count from its lower left corner."""
    for tip, name, at in (((x + 11, y), "X", (x + 12.5, y - 0.8)), ((x, y + 11), "Y", (x - 0.7, y + 12.5))):
        yield polyline([(x, y), tip], Pen(MEDIUM), FRAME)
        dx, dy = (tip[0] - x) / 11, (tip[1] - y) / 11
        head = [tip, (tip[0] - 2 * dx + 0.7 * dy, tip[1] - 2 * dy + 0.7 * dx)]
        head.append((tip[0] - 2 * dx - 0.7 * dy, tip[1] - 2 * dy - 0.7 * dx))
        yield polyline(head, Pen(0.0), FRAME, INK)
        yield Word(name, at, SMALL, FRAME, bold=True)


def _line_types(layers: frozenset[Layer]) -> Iterator[tuple[str, Pen, bool]]:
    """What stands in the legend: words, the pen, and whether it is an arrow head."""
    known = (
        ("flow of parts", Pen(FINE, ACCENT), True, Layer.FLOW),
        ("hand-over by nobody yet", Pen(MEDIUM, ACCENT, Dash.DASHED), False, Layer.FLOW),
        ("place of work", Pen(FINE, "#3b73b9", Dash.DASHED), False, Layer.ZONES),
        ("service and reach", Pen(FINE, GREY, Dash.DASHED), False, Layer.ZONES),
        ("column axis", Pen(FINE, GREY, Dash.CHAIN), False, Layer.GRID),
    )
    return ((words, pen, arrow) for words, pen, arrow, layer in known if layer in layers)


def _explained(x: float, y: float, words: str, pen: Pen, *, arrow: bool) -> Iterator[Mark]:
    yield polyline([(x, y), (x + 10, y)], pen, FRAME)
    if arrow:
        yield Stroke(np.array([(x + 6.4, y), (x + 4.4, y + 0.64), (x + 4.4, y - 0.64)]), Pen(0.0), FRAME, True, ACCENT)
    yield Word(words, (x + 12, y - 0.8), SMALL, FRAME)
