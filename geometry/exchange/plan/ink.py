"""What plans are drawn with: layers, pens, strokes and words.

A stroke or word is either in the hall (metres) or on paper (millimetres from the lower left corner); pens and letters
are always millimetres on paper. Line widths are those of ISO 128-20.
"""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from layouts.errors import UserError

Floats = NDArray[np.float64]

INK, GREY, PALE, ACCENT = "#1d252e", "#66717d", "#aab4bd", "#12857e"
"""The colours of lines and letters; accent is what flows."""
THIN, FINE, MEDIUM, STRONG, HEAVY = 0.13, 0.18, 0.25, 0.35, 0.7
"""Widths of lines, millimetres on paper."""


class Layer(Enum):
    """What a line is about; the value is its name on the command line and in a drawing."""

    DRAWING = "drawing"
    AREAS = "areas"
    GRID = "grid"
    ZONES = "zones"
    HALL = "hall"
    CONVEYORS = "conveyors"
    EQUIPMENT = "equipment"
    FLOW = "flow"
    DIMENSIONS = "dimensions"
    NAMES = "names"


class Dash(Enum):
    """How a line is interrupted: lengths of strokes and gaps, millimetres on paper."""

    SOLID = ()
    DASHED = (1.6, 1.0)
    CHAIN = (6.0, 1.2, 0.8, 1.2)


class Pen(NamedTuple):
    """Width, colour and dashes of a line; a width of 0 draws none."""

    width: float
    color: str = INK
    dash: Dash = Dash.SOLID


@dataclass(frozen=True, eq=False)
class Stroke:
    """A line through points (n, 2), closed or open, and the colour that fills it."""

    points: Floats
    pen: Pen
    layer: Layer
    closed: bool = False
    fill: str | None = None

    def mapped(self, scale: float, shift: Floats) -> "Stroke":
        """Return the stroke in other coordinates: `scale * point + shift`."""
        return Stroke(self.points * scale + shift, self.pen, self.layer, self.closed, self.fill)


class Anchor(Enum):
    """Which end of a word stands at its place; the value is how much of its length lies before it."""

    START = 0.0
    MIDDLE = 0.5
    END = 1.0


@dataclass(frozen=True)
class Word:
    """A line of text: `at` is on its base line, `height` that of its capitals (millimetres), `turn` in degrees."""

    text: str
    at: tuple[float, float]
    height: float
    layer: Layer
    anchor: Anchor = Anchor.START
    color: str = INK
    bold: bool = False
    turn: float = 0.0

    def mapped(self, scale: float, shift: Floats) -> "Word":
        """Return the word at its place in other coordinates, in letters as high as before."""
        x, y = self.at
        place = float(x * scale + shift[0]), float(y * scale + shift[1])
        return Word(self.text, place, self.height, self.layer, self.anchor, self.color, self.bold, self.turn)


Mark = Stroke | Word


def polyline(points: list[tuple[float, float]], pen: Pen, layer: Layer, fill: str | None = None) -> Stroke:
    """Return a line from point to point; one that is filled is closed."""
    return Stroke(np.array(points, np.float64), pen, layer, fill is not None, fill)


def box(left: float, low: float, right: float, high: float, pen: Pen, layer: Layer, fill: str | None = None) -> Stroke:
    """Return an upright rectangle."""
    return Stroke(np.array([(left, low), (right, low), (right, high), (left, high)]), pen, layer, True, fill)


def layers_of(text: str) -> frozenset[Layer]:
    """Read names of layers, separated by commas.

    Raises:
        UserError: for a name that no layer has.
    """
    names = [name.strip().lower() for name in text.split(",")]
    known = {layer.value: layer for layer in Layer}
    for name in names:
        if name not in known:
            raise UserError(f"--layers: found {name!r}, expected some of {', '.join(known)}")
    return frozenset(known[name] for name in names)
