"""Sheets: what is drawn where on which paper, at an exact scale; several where the hall is larger than one."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from geometry.exchange.plan.axes import Axes
from geometry.exchange.plan.frame import BAND, SIDE, Title, frame_of, legend_of
from geometry.exchange.plan.ink import (
    ACCENT,
    FINE,
    STRONG,
    Anchor,
    Dash,
    Floats,
    Layer,
    Mark,
    Pen,
    Stroke,
    Word,
    box,
    polyline,
)
from geometry.exchange.plan.lettering import width_of
from geometry.exchange.plan.names import Names
from geometry.exchange.plan.paper import SCALES, Paper
from geometry.exchange.plan.symbols import Symbols, underlay_strokes
from geometry.scene import Extent, Scene
from layouts.dumping import digest
from layouts.errors import UserError
from layouts.model import Layout

AROUND = 19.0
"""Millimetres around the hall for axes and dimensions."""
OVERLAP = 20.0
"""By which sheets that belong together overlap, millimetres."""
MOST_SHEETS = 100


@dataclass(frozen=True)
class Wish:
    """What is asked for: the paper, the scale (100: 1:100; None: the largest that fits), layers, and a revision."""

    paper: Paper
    scale: int | None = None
    layers: frozenset[Layer] = frozenset(Layer)
    revision: str | None = None


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet: `window` (left, low, right, high in mm) shows `view`; a point p of the hall is at `metre * p + shift`.

    All marks are on paper; those of the view are clipped to the window.
    """

    name: str
    paper: Paper
    scale: int
    window: tuple[float, float, float, float]
    shift: Floats
    view: tuple[Mark, ...]
    frame: tuple[Mark, ...]

    @property
    def metre(self) -> float:
        """Millimetres on paper that a metre takes."""
        return 1000 / self.scale


def window_of(paper: Paper) -> tuple[float, float, float, float]:
    """Return the part of a sheet that shows the hall."""
    left, other = SIDE
    return left, other + BAND, paper.width - other, paper.height - other


def sheets_of(layout: Layout, scene: Scene, wish: Wish) -> list[Sheet]:
    """Compose a plan; where one sheet is too small, the first is an overview and the others follow row by row.

    Raises:
        UserError: for a scale at which the hall would take more sheets than anybody hangs up.
    """
    extent = extent_of(scene)
    fitting = next((n for n in SCALES if _fits(extent, n, wish.paper)), SCALES[-1])
    scale = wish.scale or fitting
    title = Title(layout, wish.paper, wish.revision or digest(layout)[:8])
    if _fits(extent, scale, wish.paper):
        return [_single(layout, scene, extent, wish, title, scale)]
    tiles = _tiles(extent, scale, wish.paper)
    overview = _single(layout, scene, extent, wish, replace(title, count=len(tiles) + 1), fitting)
    marked = replace(overview, view=(*overview.view, *_outlines(tiles, overview, wish.paper, scale)))
    marks = marks_of(layout, scene, extent, wish, scale)
    return [marked, *(_tile(marks, tiles, number, wish, title, scale) for number in range(len(tiles)))]


def extent_of(scene: Scene) -> Extent:
    """Return the hall, or the floor that is shown, with everything that stands beyond it."""
    corners = np.array([(corner.x, corner.y) for corner in scene.corners])
    low, high = corners.min(axis=0), corners.max(axis=0)
    if scene.extent.hall:
        return scene.extent
    left, front, right, rear, _ = scene.extent
    return Extent(min(left, low[0]), min(front, low[1]), max(right, high[0]), max(rear, high[1]))


def marks_of(layout: Layout, scene: Scene, extent: Extent, wish: Wish, scale: int) -> list[Mark]:
    """Return everything of the hall in its metres, for a scale."""
    metre = 1000 / scale
    axes = Axes(layout, extent, metre, wish.paper.letter).marks()
    all_marks = [
        *underlay_strokes(scene),
        *_behind(Symbols(layout, scene, metre).strokes(), [*axes]),
        *Names(metre, wish.paper.letter).marks(layout, scene),
    ]
    return [mark for mark in all_marks if mark.layer in wish.layers]


def _behind(symbols: Iterator[Stroke], axes: list[Mark]) -> Iterator[Mark]:
    """Areas of the floor first, then axes, then all that stands."""
    rest = []
    for mark in symbols:
        if mark.layer is Layer.AREAS:
            yield mark
        else:
            rest.append(mark)
    yield from axes
    yield from rest


def _fits(extent: Extent, scale: int, paper: Paper) -> bool:
    return bool(np.all(_needed(extent, scale) <= _room(paper) + 1e-6))


def _needed(extent: Extent, scale: int) -> Floats:
    left, front, right, rear = extent[:4]
    return np.array([right - left, rear - front]) * 1000 / scale + 2 * AROUND


def _room(paper: Paper) -> Floats:
    left, low, right, high = window_of(paper)
    return np.array([right - left, high - low])


def _single(layout: Layout, scene: Scene, extent: Extent, wish: Wish, title: Title, scale: int) -> Sheet:
    """The whole hall in the middle of one sheet."""
    left, low, right, high = window_of(wish.paper)
    middle = np.array([extent.left + extent.right, extent.front + extent.rear]) / 2
    shift = np.array([left + right, low + high]) / 2 - middle * 1000 / scale
    marks = marks_of(layout, scene, extent, wish, scale)
    return _sheet(marks, shift, wish, replace(title, scale=scale))


def _sheet(marks: list[Mark], shift: Floats, wish: Wish, title: Title, more: tuple[Mark, ...] = ()) -> Sheet:
    metre, window = 1000 / title.scale, window_of(wish.paper)
    view = [mark.mapped(metre, shift) for mark in marks]
    shown = tuple(mark for mark in view if not isinstance(mark, Word) or _whole(mark, window))
    name = title.name if title.count == 1 else f"{title.name} {title.number}"
    frame = (*frame_of(title), *legend_of(title, wish.layers), *more)
    return Sheet(name, wish.paper, title.scale, window, shift, shown, frame)


def _whole(word: Word, window: tuple[float, float, float, float]) -> bool:
    """Tell whether a word lies within the window: one that is cut says something else."""
    length = width_of(word.text, word.height, bold=word.bold)
    along = np.array([math.cos(math.radians(word.turn)), math.sin(math.radians(word.turn))])
    across = np.array([-along[1], along[0]]) * word.height
    start = np.array(word.at) - word.anchor.value * length * along
    corners = np.array([start, start + length * along, start + across, start + length * along + across])
    left, low, right, high = window
    return bool(np.all(corners >= (left, low)) and np.all(corners <= (right, high)))


# several sheets


def _tiles(extent: Extent, scale: int, paper: Paper) -> list[Floats]:
    """The lower left corners of the windows of all sheets, in metres of the hall, rows from above."""
    room, needed, metre = _room(paper), _needed(extent, scale), 1000 / scale
    columns, rows = np.maximum(np.ceil((needed - OVERLAP) / (room - OVERLAP) - 1e-9), 1).astype(int).tolist()
    if columns * rows >= MOST_SHEETS:
        found = f"found 1:{scale}, which takes {columns * rows} sheets of {paper.name}"
        raise UserError(f"--scale: {found}, expected one that takes fewer than {MOST_SHEETS}")
    covered = np.array([columns, rows]) * (room - OVERLAP) + OVERLAP
    corner = np.array([extent.left, extent.front]) - (AROUND + (covered - needed) / 2) / metre
    step = (room - OVERLAP) / metre
    return [corner + step * (column, row) for row in reversed(range(rows)) for column in range(columns)]


def _tile(marks: list[Mark], tiles: list[Floats], number: int, wish: Wish, title: Title, scale: int) -> Sheet:
    left, low, _, _ = window_of(wish.paper)
    metre = 1000 / scale
    shift = np.array([left, low]) - tiles[number] * metre
    numbered = replace(title, scale=scale, number=number + 2, count=len(tiles) + 1)
    return _sheet(marks, shift, wish, numbered, tuple(_seams(tiles, number, wish.paper, metre)))


def _seams(tiles: list[Floats], number: int, paper: Paper, metre: float) -> Iterator[Mark]:
    """Where the neighbouring sheets begin, with their numbers."""
    left, low, right, high = window_of(paper)
    for other, corner in enumerate(tiles):
        step = np.round((corner - tiles[number]) * metre / (_room(paper) - OVERLAP)).astype(int)
        if np.abs(step).sum() == 1:
            x = {1: right - OVERLAP, -1: left + OVERLAP, 0: (left + right) / 2}[int(step[0])]
            y = {1: high - OVERLAP, -1: low + OVERLAP, 0: (low + high) / 2}[int(step[1])]
            seam = [(x, low), (x, high)] if step[0] else [(left, y), (right, y)]
            yield polyline(seam, Pen(FINE, ACCENT, Dash.CHAIN), Layer.GRID)
            yield from _sign(f"sheet {other + 2}", x, y)


def _sign(text: str, x: float, y: float) -> Iterator[Mark]:
    half = width_of(text, 2.2, bold=True) / 2 + 1.5
    yield box(x - half, y - 2.2, x + half, y + 2.2, Pen(FINE, ACCENT), Layer.GRID, "#ffffff")
    yield Word(text, (x, y - 1.1), 2.2, Layer.GRID, Anchor.MIDDLE, ACCENT, bold=True)


def _outlines(tiles: list[Floats], overview: Sheet, paper: Paper, scale: int) -> Iterator[Mark]:
    """The windows of the other sheets on the overview, with their numbers."""
    size = _room(paper) * scale / overview.scale
    for number, corner in enumerate(tiles):
        left, low = (corner * overview.metre + overview.shift).tolist()
        right, high = left + float(size[0]), low + float(size[1])
        yield box(left, low, right, high, Pen(STRONG, ACCENT, Dash.CHAIN), Layer.GRID)
        yield from _sign(str(number + 2), (left + right) / 2, (low + high) / 2)
