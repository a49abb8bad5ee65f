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
from viewer.render.lettering import label, letters, pin, soft_disc
from viewer.render.signs import Board, Signs, eye_of
from viewer.render.stations import SYMBOLS, Shown
from viewer.render.surfaces import COLOR, actor_of, mapper_of, repeated, rgb

NAME_PIXELS = 14
PIN_PIXELS = 96
PIN_HEIGHT = 0.56
"""Metres, kept between so many pixels:"""
PIN_LIMITS = (24.0, 46.0)
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
        self.texts: tuple[str, ...] = ()
        self.glow = Board(renderer, on_top=False, nearer=0.12)
        self.symbols = Board(renderer, on_top=False)
        self.ghosts = Board(renderer, on_top=True, sparse=True)
        self.labels = Board(renderer, on_top=False, sparse=True)
        self.glow.pictures([soft_disc()])
        self.symbols.pictures([self._pin(state) for state in State])
        self.tints = np.array([(*rgb(theme.lamps[s]), _glow(s)) for s in Segment], np.uint8)

    def actors(self) -> list[vtkActor]:
        """Return all actors, in the order in which they lie over one another."""
        return [*self.words, *(board.actor for board in self._boards())]

    def names(self, pieces: Sequence[Piece]) -> None:
        """Write the names of pieces and the words on the floor."""
        named = [(piece, piece.label) for piece in pieces if piece.label and piece.model.sides]
        self._letter(tuple(dict.fromkeys(text for _, text in named)))
        places = {text: number for number, text in enumerate(self.texts)}
        numbers = np.array([places[text] for _, text in named], np.int64)
        anchors = np.array([_anchors(piece) for piece, _ in named], np.float64).reshape(-1, SIDES, 3)
        centres = np.array([_centre(piece) for piece, _ in named], np.float64).reshape(-1, 3)
        self.labels.show(Signs.beside(anchors, centres, numbers))
        self.ghosts.show(Signs.beside(anchors, centres, numbers, opacity=GHOST))
        self._paint(pieces)

    def states(self, shown: Shown) -> None:
        """Float the symbols of states and let lamps glow."""
        told = SYMBOLS[shown.states]
        least, most = (limit * self.ratio for limit in PIN_LIMITS)
        self.symbols.show(
            Signs.at(shown.tops[told], shown.states[told], pivot=(0.5, 0.0), height=PIN_HEIGHT, limits=(least, most))
        )
        lit, places = lit_segments(shown)
        middles = places + np.array((0.0, 0.0, PITCH / 2))
        tints = self.tints[lit]
        self.glow.show(Signs.at(middles, np.zeros_like(lit), pivot=(0.5, 0.5), height=GLOW_HEIGHT, colors=tints))

    def face(self) -> None:
        """Turn everything to the eye."""
        eye = eye_of(self.renderer)
        for board in self._boards():
            board.face(eye)
        if eye.axes[2, 2] < STEEP:
            self.ghosts.fold()

    def _boards(self) -> tuple[Board, ...]:
        return self.glow, self.symbols, self.ghosts, self.labels

    def _letter(self, texts: tuple[str, ...]) -> None:
        """Draw other names than before."""
        if texts and texts != self.texts:
            pictures = [label(text, round(NAME_PIXELS * self.ratio), self.theme) for text in texts]
            self.labels.pictures(pictures)
            self.ghosts.pictures(pictures)
        self.texts = texts

    def _pin(self, state: State) -> Bytes:
        """The symbol of a state; nothing for one that has none."""
        symbol = SIGNALS[state].symbol
        return (
            pin(symbol, self.theme.states[state], self.theme, PIN_PIXELS) if symbol else np.zeros((1, 1, 4), np.uint8)
        )

    def _paint(self, pieces: Sequence[Piece]) -> None:
        for actor in self.words:
            self.renderer.RemoveActor(actor)
        self.words = [_painted(piece, words, self.theme) for piece in pieces if (words := piece.model.words)]
        for actor in self.words:
            self.renderer.AddActor(actor)


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
