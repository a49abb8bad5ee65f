"""What measures the hall on a plan: its outline, the axes of its columns or a metre grid, and dimensions."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from geometry.exchange.plan.ink import (
    FINE,
    GREY,
    HEAVY,
    INK,
    PALE,
    THIN,
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
from geometry.scene import Extent
from layouts.model import Hall, Layout

Point = tuple[float, float]

BUBBLE = 3.6
"""Radius of the circle around the name of an axis, millimetres."""
AXIS_OUT, NEAR, FAR = 10.0, 7.0, 13.0
"""How far outside of the hall axes end, and the two lines of dimensions are, millimetres."""
MOST_AXES = 60
SLASH = 1.0
"""Half the slash at the end of a dimension, millimetres."""
CIRCLE = np.array([(math.cos(a), math.sin(a)) for a in np.linspace(0, 2 * math.pi, 37)[:-1]])


class Axes:
    """Draws around an extent at a scale, with letters of a height; all in metres of the hall."""

    def __init__(self, layout: Layout, extent: Extent, metre: float, letter: float) -> None:
        """Prepare to draw."""
        self.hall: Hall | None = layout.hall
        self.extent, self.metre, self.letter = extent, metre, letter

    def marks(self) -> Iterator[Mark]:
        """The outline and the axes of a hall, or the grid of a floor without one; then the dimensions."""
        if self.hall is None:
            yield from self._ticks()
        else:
            left, front, right, rear = self.extent[:4]
            yield from self._columns(self.hall)
            yield box(left, front, right, rear, Pen(HEAVY), Layer.HALL)
        yield from self._dimensions()

    # axes

    def _columns(self, hall: Hall) -> Iterator[Mark]:
        if hall.columns is None:
            yield from self._ticks()
            return
        for number, x in enumerate(stations(hall.size.length, hall.columns.length)):
            yield from self._axis((x, hall.size.width), (x, 0.0), str(number + 1), along_y=True)
        for number, y in enumerate(stations(hall.size.width, hall.columns.width)):
            yield from self._axis((0.0, y), (hall.size.length, y), letters(number), along_y=False)

    def _axis(
        self, start: tuple[float, float], end: tuple[float, float], name: str, *, along_y: bool
    ) -> Iterator[Mark]:
        """A chain line with its name in a circle outside of the hall: above it, or to its left."""
        out, small = AXIS_OUT / self.metre, BUBBLE / self.metre
        head = (start[0], start[1] + out) if along_y else (start[0] - out, start[1])
        yield polyline([head, end], Pen(THIN, GREY, Dash.CHAIN), Layer.GRID)
        centre = (head[0], head[1] + small) if along_y else (head[0] - small, head[1])
        yield Stroke(np.array(centre) + CIRCLE * small, Pen(FINE, GREY), Layer.GRID, True, "#ffffff")
        at = centre[0], centre[1] - 0.5 * self.letter / self.metre
        yield Word(name, at, self.letter, Layer.GRID, Anchor.MIDDLE, INK, bold=True)

    def _ticks(self) -> Iterator[Mark]:
        """Crosses at whole metres, and their distances from the origin along two sides."""
        left, front, right, rear = self.extent[:4]
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if s * self.metre >= 25 or s == 500)
        xs, ys = _multiples(left, right, step), _multiples(front, rear, step)
        arm, out = 1.0 / self.metre, 2.0 / self.metre
        for x in xs:
            yield Word(f"{x:g}", (x, rear + out), self.letter, Layer.GRID, Anchor.MIDDLE, GREY)
            for y in ys:
                yield polyline([(x - arm, y), (x + arm, y)], Pen(THIN, PALE), Layer.GRID)
                yield polyline([(x, y - arm), (x, y + arm)], Pen(THIN, PALE), Layer.GRID)
        for y in ys:
            at = left - out, y - self.letter / 2 / self.metre
            yield Word(f"{y:g}", at, self.letter, Layer.GRID, Anchor.END, GREY)

    # dimensions

    def _dimensions(self) -> Iterator[Mark]:
        left, front, right, rear = self.extent[:4]
        columns = self.hall.columns if self.hall else None
        xs = stations(right - left, columns.length) if columns else []
        ys = stations(rear - front, columns.width) if columns else []
        yield from self._chain([left + x for x in xs] if len(xs) > 2 else [], NEAR, along_y=False)
        yield from self._chain([left, right], FAR if len(xs) > 2 else NEAR, along_y=False)
        yield from self._chain([front + y for y in ys] if len(ys) > 2 else [], NEAR, along_y=True)
        yield from self._chain([front, rear], FAR if len(ys) > 2 else NEAR, along_y=True)

    def _chain(self, places: Sequence[float], out: float, *, along_y: bool) -> Iterator[Mark]:
        """Dimensions from place to place: below the hall, or to its right; lengths in millimetres (ISO 129-1)."""
        if len(places) < 2:
            return
        edge = self.extent.right if along_y else self.extent.front
        line = edge + out / self.metre if along_y else edge - out / self.metre
        slash, gap = SLASH / self.metre, (1.5 if along_y else -1.5) / self.metre
        ends = [(line, p) if along_y else (p, line) for p in places]
        yield polyline([ends[0], ends[-1]], Pen(FINE), Layer.DIMENSIONS)
        for x, y in ends:
            yield polyline([(x - slash, y - slash), (x + slash, y + slash)], Pen(0.35), Layer.DIMENSIONS)
            foot = (edge + gap, y) if along_y else (x, edge + gap)
            yield polyline([foot, (x + slash, y) if along_y else (x, y - slash)], Pen(THIN, GREY), Layer.DIMENSIONS)
        for one, other in pairwise(places):
            yield self._length(one, other, line, along_y=along_y)

    def _length(self, one: float, other: float, line: float, *, along_y: bool) -> Word:
        text, middle, off = f"{1000 * (other - one):.0f}", (one + other) / 2, 0.8 / self.metre
        at = (line - off, middle) if along_y else (middle, line + off)
        return Word(text, at, self.letter, Layer.DIMENSIONS, Anchor.MIDDLE, turn=90.0 if along_y else 0.0)


def stations(length: float, spacing: float) -> list[float]:
    """Return where the axes are along a side: at every spacing, and at the end."""
    count = min(int(length / spacing + 1e-6), MOST_AXES)
    found = [spacing * number for number in range(count + 1)]
    return found if length - found[-1] < 1e-3 else [*found, length]


def letters(number: int) -> str:
    """Return the name of an axis: A to Z without I and O (ISO 128), then AA and so on."""
    names = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    return (letters(number // len(names) - 1) if number >= len(names) else "") + names[number % len(names)]


def _multiples(low: float, high: float, step: float) -> list[float]:
    return [step * number for number in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
