"""Names on a plan: each beside or within what it names, never over another name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from geometry.exchange.plan.ink import FINE, GREY, INK, Anchor, Floats, Layer, Mark, Pen, Stroke, Word, box
from geometry.exchange.plan.lettering import shortened, width_of
from geometry.scene import Piece, Scene
from layouts.equipment import Role
from layouts.kinds import Floor, Text
from layouts.model import Layout
from layouts.space import Polyline

PAD = 0.7
"""Millimetres kept free around a name."""
LONGEST = 60.0
"""Of one line, millimetres."""
RINGS, DIRECTIONS = 10, 16
"""How far and in how many directions room is looked for around a crowded place."""
BARE = Pen(0.0)

Box = tuple[float, float, float, float]
"""Left, low, right and high, millimetres."""


@dataclass
class Names:
    """Finds room for names one after the other; all in millimetres on paper from the hall's origin."""

    metre: float
    """Millimetres on paper that a metre takes."""
    height: float = 1.8
    """Height of capitals, millimetres."""
    taken: list[Box] = field(default_factory=list)
    drawn: list[Box] = field(default_factory=list)
    """What is drawn: names lie beside it where there is room."""

    def marks(self, layout: Layout, scene: Scene) -> Iterator[Mark]:
        """Go through the names of a layout, in metres of the hall; those of stations find room first."""
        order = sorted(scene.pieces.values(), key=lambda piece: piece.role is not Role.STATION)
        self.drawn += [each for piece in order for each in self._boxes(piece, layout)]
        for piece in order:
            equipment = layout.equipment[piece.equipment]
            text = equipment.text if isinstance(equipment, Text) else piece.label
            if text:
                text = " ".join(text.split())
                yield from self._named(piece, text, floor=isinstance(equipment, Floor | Text))

    def _named(self, piece: Piece, text: str, *, floor: bool) -> Iterator[Mark]:
        words = shortened(text, self.height, LONGEST, bold=not floor)
        size = np.array([width_of(words, self.height, bold=not floor) + 2 * PAD, self.height + 2 * PAD])
        extent = self._extent(piece)
        place = self._room(extent, size, beside=not floor)
        if place is None:
            return
        self.taken.append((*place, *(place + size)))
        if _outside(extent, place, size):
            yield self._leader(extent, place, size)
        yield from self._written(words, place, size, floor=floor)

    def _written(self, text: str, place: Floats, size: Floats, *, floor: bool) -> Iterator[Mark]:
        (left, low), (right, high) = (place / self.metre).tolist(), ((place + size) / self.metre).tolist()
        if not floor:
            yield box(left, low, right, high, BARE, Layer.NAMES, "#ffffff")
        at = (left + right) / 2, low + PAD / self.metre
        yield Word(text, at, self.height, Layer.NAMES, Anchor.MIDDLE, GREY if floor else INK, bold=not floor)

    def _leader(self, extent: Box, place: Floats, size: Floats) -> Stroke:
        """A fine line from what is named to its name."""
        middle = place + size / 2
        end = np.clip(middle, extent[:2], extent[2:])
        start = np.clip(end, place, place + size)
        return Stroke(np.array([end, start]) / self.metre, Pen(FINE, GREY), Layer.NAMES)

    def _room(self, extent: Box, size: Floats, *, beside: bool) -> Floats | None:
        """Beside all that is drawn, or else wherever no name is; None where names are everywhere."""
        places = [*_places(extent, size)]
        clear = (at for at in places if _free(self.taken, at, size) and _free(self.drawn, at, size))
        found = next(clear, None) if beside else None
        return next((at for at in places if _free(self.taken, at, size)), None) if found is None else found

    def _extent(self, piece: Piece) -> Box:
        return self._box([(corner.x, corner.y) for corner in piece.corners])

    def _boxes(self, piece: Piece, layout: Layout) -> Iterator[Box]:
        """Boxes around what is drawn of a piece: one for each stretch of a conveyor or wall, none for paint."""
        equipment = layout.equipment[piece.equipment]
        path = getattr(piece.shape, "path", None)
        if isinstance(path, Polyline):
            half = 0.6 * float(getattr(equipment, "width", 0.2))
            for one, other in pairwise([piece.pose.apply(point) for point in path.points]):
                left, right = min(one.x, other.x) - half, max(one.x, other.x) + half
                yield self._box([(left, min(one.y, other.y) - half), (right, max(one.y, other.y) + half)])
        elif not isinstance(equipment, Floor | Text):
            yield self._extent(piece)

    def _box(self, corners: list[tuple[float, float]]) -> Box:
        points = np.array(corners) * self.metre
        (left, low), (right, high) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        return left, low, right, high


def _free(taken: Sequence[Box], low: Floats, size: Floats) -> bool:
    """Tell whether a rectangle overlaps none of those that are taken."""
    if not taken:
        return True
    boxes = np.array(taken)
    over = np.all((boxes[:, :2] < low + size - 1e-9) & (low + 1e-9 < boxes[:, 2:]), axis=1)
    return not over.any()


def _places(extent: Box, size: Floats) -> Iterator[Floats]:
    """Lower left corners to try: within, below, above, beside, then in rings around."""
    low, high = np.array(extent[:2]), np.array(extent[2:])
    middle, half = (low + high) / 2, size / 2
    if np.all(high - low >= size):
        yield middle - half
        yield np.array([middle[0] - half[0], low[1] + 0.3])
        yield np.array([middle[0] - half[0], high[1] - size[1] - 0.3])
    yield np.array([middle[0] - half[0], low[1] - size[1] - 0.4])
    yield np.array([middle[0] - half[0], high[1] + 0.4])
    yield np.array([high[0] + 0.4, middle[1] - half[1]])
    yield np.array([low[0] - size[0] - 0.4, middle[1] - half[1]])
    for ring in range(1, RINGS + 1):
        for angle in 2 * np.pi * (np.arange(DIRECTIONS) + 0.25) / DIRECTIONS:
            reach = (high - low) / 2 + half + ring * 3.0
            yield middle + reach * (np.cos(angle), np.sin(angle)) - half


def _outside(extent: Sequence[float], place: Floats, size: Floats) -> bool:
    """Tell whether a name is so far off that a line must say whose it is."""
    low, high = np.array(extent[:2]) - 1.0, np.array(extent[2:]) + 1.0
    return bool(np.any((place > high) | (place + size < low)))
