"""What is written in the scene: names beside equipment, symbols above it, the glow of lamps, words on the floor."""

from collections.abc import Sequence
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from geometry.models.model import Words
from geometry.models.stack_light import PITCH
from geometry.palette import SIGNALS, Role, Segment, Theme
from geometry.scene import Piece
from geometry.solids import quad
from layouts.space import Vector
from replay.states import State
from viewer.render.arrays import Bytes, polygons, set_texture_places, texture_of
from viewer.render.lamps import lit_segments
from viewer.render.lettering import label, letters, lines, pin, soft_disc
from viewer.render.signs import Board, Eye, Signs, eye_of
from viewer.render.stations import Shown
from viewer.render.surfaces import COLOR, actor_of, mapper_of, repeated, rgb

NAME_PIXELS, SMALL_NAME_PIXELS = 14, 11
"""Size of the letters of names; small where names would be left out for want of room."""
LEAST_NAME_PIXELS = 9
PIN_PIXELS = 96
PIN_HEIGHT = 0.56
"""Metres, kept between so many pixels:"""
PIN_LIMITS = (24.0, 46.0)
QUIET = 0.62
"""Size of the symbol of what works, as a share of the others: it is there to be read, not to be noticed."""
BESIDE = 0.3
"""How far from its footprint a name stands, and how high above the floor, metres."""
LIFT = 0.03
GHOST = 0.6
"""Opacity of a name where something stands before it."""
STEEP = 0.34
"""Sine of how far the camera must look down for such names: in a flatter view each would seem to name what hides it."""
GLOW_HEIGHT = 0.62
GLOW, PALE_GLOW = 128, 64
"""Opacity of the glow around a lamp, of 255, and around a white one."""
WORD_PIXELS = 96
SIDES = 4
"""Places beside a piece at which its name may stand."""

Floats = NDArray[np.float64]


class Inscriptions:
    """Everything written in the scene."""

    def __init__(self, renderer: vtkRenderer, theme: Theme, pixel_ratio: float) -> None:
        """Begin with nothing written; `pixel_ratio` enlarges what is given in pixels."""
        self.renderer, self.theme, self.ratio = renderer, theme, pixel_ratio
        self.words: list[vtkActor] = []
        self.glow = Board(renderer, on_top=False, nearer=0.12)
        self.sorts = tuple(Names(renderer, theme, self._letters(pixels)) for pixels in (NAME_PIXELS, SMALL_NAME_PIXELS))
        self.symbols = Board(renderer, on_top=False)
        self.glow.pictures([soft_disc()])
        self.symbols.pictures([self._pin(state) for state in State])
        self.tints = np.array([(*rgb(theme.lamps[s]), _glow(s)) for s in Segment], np.uint8)

    def actors(self) -> list[vtkActor]:
        """Return all actors, in the order in which they lie over one another."""
        return [*self.words, *(board.actor for board in self._boards())]

    def names(self, pieces: Sequence[Piece]) -> None:
        """Write the names of pieces and the words on the floor."""
        for sort in self.sorts:
            sort.show(pieces)
        self._paint(pieces)

    def states(self, shown: Shown) -> None:
        """Float the symbols of states and let lamps glow."""
        share = np.where(shown.states == State.WORKING, QUIET, 1.0)
        self.symbols.show(
            Signs.at(
                shown.tops,
                shown.states,
                pivot=(0.5, 0.0),
                heights=PIN_HEIGHT * share,
                limits=np.outer(share, PIN_LIMITS) * self.ratio,
            )
        )
        lit, places = lit_segments(shown)
        middles = places + np.array((0.0, 0.0, PITCH / 2))
        tints = self.tints[lit]
        self.glow.show(Signs.at(middles, np.zeros_like(lit), pivot=(0.5, 0.5), heights=GLOW_HEIGHT, colors=tints))

    def face(self) -> None:
        """Turn everything to the eye."""
        eye = eye_of(self.renderer)
        self.glow.face(eye)
        symbols = self.symbols.face(eye).rectangles()
        large, small = self.sorts
        if large.face(eye, symbols):
            large.fold()
            small.face(eye, symbols)
        else:
            small.fold()

    def _letters(self, pixels: int) -> int:
        return max(round(pixels * self.ratio), LEAST_NAME_PIXELS)

    def _boards(self) -> tuple[Board, ...]:
        return self.glow, *(board for sort in self.sorts for board in sort.boards), self.symbols

    def _pin(self, state: State) -> Bytes:
        """The symbol of a state."""
        return pin(SIGNALS[state].symbol, self.theme.states[state], self.theme, PIN_PIXELS)

    def _paint(self, pieces: Sequence[Piece]) -> None:
        for actor in self.words:
            self.renderer.RemoveActor(actor)
        self.words = [_painted(piece, words, self.theme) for piece in pieces if (words := piece.model.words)]
        for actor in self.words:
            self.renderer.AddActor(actor)


class Names:
    """Names in letters of one size, each fainter where something stands before it."""

    def __init__(self, renderer: vtkRenderer, theme: Theme, pixels: int) -> None:
        """Begin without names."""
        self.theme, self.pixels = theme, pixels
        self.texts: tuple[str, ...] = ()
        self.ghosts = Board(renderer, on_top=True, sparse=True)
        self.labels = Board(renderer, on_top=False, sparse=True)
        self.boards = self.ghosts, self.labels

    def show(self, pieces: Sequence[Piece]) -> None:
        """Write the names of pieces beside them, and no others."""
        named = [(piece, piece.label) for piece in pieces if piece.label and piece.model.sides]
        self._letter(tuple(dict.fromkeys(text for _, text in named)))
        places = {text: number for number, text in enumerate(self.texts)}
        numbers = np.array([places[text] for _, text in named], np.int64)
        anchors = np.array([_anchors(piece) for piece, _ in named], np.float64).reshape(-1, SIDES, 3)
        centres = np.array([_centre(piece) for piece, _ in named], np.float64).reshape(-1, 3)
        self.labels.show(Signs.beside(anchors, centres, numbers))
        self.ghosts.show(Signs.beside(anchors, centres, numbers, opacity=GHOST))

    def face(self, eye: Eye, symbols: Floats) -> int:
        """Turn the names to the eye, beside symbols (m, 4); return how many are left out for want of room."""
        placed = self.labels.placed(eye, symbols)
        self.labels.put(placed, eye)
        if eye.axes[2, 2] < STEEP:
            self.ghosts.fold()
        else:
            self.ghosts.put(placed, eye)
        return placed.crowded

    def fold(self) -> None:
        """Show no name until they are turned to the eye again."""
        for board in self.boards:
            board.fold()

    def _letter(self, texts: tuple[str, ...]) -> None:
        """Draw other names than before."""
        if texts and texts != self.texts:
            pictures = [label(lines(text), self.pixels, self.theme) for text in texts]
            for board in self.boards:
                board.pictures(pictures)
        self.texts = texts


def _glow(segment: Segment) -> int:
    return PALE_GLOW if segment is Segment.WHITE else GLOW


def _anchors(piece: Piece) -> tuple[Vector, ...]:
    """The points on the floor at which a name may stand: beside a piece, on it where it is flat."""
    sides = piece.model.sides
    middle = _middle(sides)
    places = (piece.pose.apply(_further(middle, side)) for side in chain(sides, repeat(sides[0], SIDES - len(sides))))
    return tuple(place._replace(z=place.z + LIFT) for place in places)


def _centre(piece: Piece) -> tuple[float, float, float]:
    """The point away from which a name stands; none where it stands on the piece."""
    sides = piece.model.sides
    return piece.pose.apply(_middle(sides)) if len(sides) > 1 else (np.nan, np.nan, np.nan)


def _middle(sides: Sequence[Vector]) -> Vector:
    return Vector(*(sum(axis) / len(sides) for axis in zip(*sides, strict=True)))


def _further(middle: Vector, side: Vector) -> Vector:
    out = side.minus(middle)
    return side.plus(out, BESIDE / max(out.norm(), 1e-6))


def _painted(piece: Piece, words: Words, theme: Theme) -> vtkActor:
    """Words on the floor as one textured rectangle."""
    picture = letters(words.text, WORD_PIXELS, words.tint or theme[Role.MARKING])
    high = words.height * picture.shape[0] / WORD_PIXELS * 1.4
    wide = high * picture.shape[1] / picture.shape[0]
    x, y, z = wide / 2, high / 2, words.centre.z
    mesh = quad([(-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)]).placed(piece.pose)
    data = polygons(mesh, **{COLOR: repeated((255, 255, 255, 255), 4)})
    set_texture_places(data, np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32))
    actor = actor_of(mapper_of(data), lit=False)
    actor.SetTexture(texture_of(picture, mipmap=True))
    actor.ForceTranslucentOn()
    return actor
