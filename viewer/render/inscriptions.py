"""What is written in the scene: names beside equipment, symbols above it, the glow of lamps, words on the floor."""

from collections.abc import Iterator, Sequence

import numpy as np
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from geometry.models.model import Words
from geometry.models.stack_light import HEIGHT, PITCH, segment_at
from geometry.palette import SIGNALS, Role, Segment, Symbol, Theme
from geometry.scene import Piece
from geometry.solids import quad
from layouts.space import Vector
from replay.states import State
from viewer.render.arrays import Bytes, polygons, set_texture_places, texture_of
from viewer.render.lamps import stack_of
from viewer.render.lettering import label, letters, pin, soft_disc
from viewer.render.signs import Sign, Signs
from viewer.render.surfaces import COLOR, actor_of, mapper_of, repeated

NAME_PIXELS = 14
PIN_PIXELS = 96
PIN_HEIGHT = 0.56
"""Metres, kept between 24 and 46 pixels."""
PIN_LIMITS = (24.0, 46.0)
BELOW = 0.3
"""How far in front of its footprint a name stands, metres."""
GLOW = 0.62
GHOST = 0.38
"""Opacity of a name where something stands before it."""
WORD_PIXELS = 96


class Inscriptions:
    """Everything written in the scene."""

    def __init__(self, renderer: vtkRenderer, theme: Theme, pixel_ratio: float) -> None:
        """Begin with nothing written; `pixel_ratio` enlarges what is given in pixels."""
        self.renderer, self.theme, self.ratio = renderer, theme, pixel_ratio
        self.words: list[vtkActor] = []
        self.reach: tuple[Vector, ...] = ()
        """Points up to which signs can reach, to be seen too."""
        self.glow = Signs(renderer, on_top=False, nearer=0.12)
        self.symbols = Signs(renderer, on_top=False)
        self.ghosts = Signs(renderer, on_top=True)
        self.labels = Signs(renderer, on_top=False, sparse=True)
        self.glow.pictures([soft_disc()])
        shown = [state for state in State if SIGNALS[state].symbol]
        self.pin_of = {state: number for number, state in enumerate(shown)}
        self.symbols.pictures([self._pin(state, SIGNALS[state].symbol) for state in shown])

    def actors(self) -> list[vtkActor]:
        """Return all actors, in the order in which they lie over one another."""
        return [*self.words, self.glow.actor, self.symbols.actor, self.ghosts.actor, self.labels.actor]

    def names(self, pieces: Sequence[Piece]) -> None:
        """Write the names of pieces and the words on the floor."""
        named = [(piece, piece.label) for piece in pieces if piece.label and piece.model.sides]
        texts = [*dict.fromkeys(text for _, text in named)]
        if texts:
            pictures = [label(text, round(NAME_PIXELS * self.ratio), self.theme) for text in texts]
            self.labels.pictures(pictures)
            self.ghosts.pictures(pictures)
        places = {text: number for number, text in enumerate(texts)}
        signs = [_name(piece, places[text]) for piece, text in named]
        self.labels.show(signs)
        self.ghosts.show([sign._replace(opacity=GHOST) for sign in signs])
        self.reach = tuple(_pin_top(piece) for piece in pieces if piece.model.stack)
        self._paint(pieces)

    def states(self, states: Sequence[tuple[Piece, State]]) -> None:
        """Float the symbols of states and let lamps glow."""
        self.symbols.show([self._symbol(piece, state) for piece, state in states if state in self.pin_of])
        self.glow.show([*self._glows(states)])

    def face(self) -> None:
        """Turn everything to the eye."""
        for signs in (self.glow, self.symbols, self.ghosts, self.labels):
            signs.face()

    def _pin(self, state: State, symbol: Symbol | None) -> Bytes:
        color = self.theme.states[state]
        return pin(symbol or Symbol.CROSS, color, self.theme, PIN_PIXELS)

    def _symbol(self, piece: Piece, state: State) -> Sign:
        stack = stack_of(piece)
        top = stack._replace(z=stack.z + HEIGHT + 0.08) if stack else piece.pose.apply(piece.model.crown)
        least, most = (limit * self.ratio for limit in PIN_LIMITS)
        return Sign((top,), self.pin_of[state], (0.5, 0.0), PIN_HEIGHT, least, most)

    def _glows(self, states: Sequence[tuple[Piece, State]]) -> Iterator[Sign]:
        for piece, state in states:
            stack, segment = stack_of(piece), SIGNALS[state].segment
            if stack is not None and segment is not None:
                at = segment_at(stack, segment)
                tint = self.theme.lamps[segment]
                faint = 0.25 if segment is Segment.WHITE else 0.5
                yield Sign((at._replace(z=at.z + PITCH / 2),), 0, (0.5, 0.5), GLOW, tint=tint, opacity=faint)

    def _paint(self, pieces: Sequence[Piece]) -> None:
        for actor in self.words:
            self.renderer.RemoveActor(actor)
        self.words = [_painted(piece, words, self.theme) for piece in pieces if (words := piece.model.words)]
        for actor in self.words:
            self.renderer.AddActor(actor)


def _pin_top(piece: Piece) -> Vector:
    """Where the symbol above a stack light ends."""
    top = stack_of(piece) or piece.pose.position
    return top._replace(z=top.z + HEIGHT + 0.1 + PIN_HEIGHT)


def _name(piece: Piece, picture: int) -> Sign:
    """The sign with the name of a piece, on the floor beside it; on it where it is flat."""
    sides = piece.model.sides
    middle = Vector(*(sum(axis) / len(sides) for axis in zip(*sides, strict=True)))
    anchors = tuple(piece.pose.apply(_further(middle, side)) for side in sides)
    return Sign(anchors, picture, away_from=piece.pose.apply(middle) if len(sides) > 1 else None)


def _further(middle: Vector, side: Vector) -> Vector:
    out = side.minus(middle)
    return side.plus(out, BELOW / max(out.norm(), 1e-6))


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
