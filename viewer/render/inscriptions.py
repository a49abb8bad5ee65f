"""What is written in the scene: names beside equipment, symbols above it, the glow of lamps, words on the floor."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from geometry.models.model import Words
from geometry.models.stack_light import PITCH
from geometry.palette import SIGNALS, Role, Segment, Theme
from geometry.scene import Piece
from geometry.solids import quad
from layouts.equipment import Role as Task
from replay.states import State
from viewer.render.arrays import Bytes, polygons, set_texture_places, texture_of
from viewer.render.lamps import lit_segments
from viewer.render.lettering import letters, pin, soft_disc
from viewer.render.names import Names
from viewer.render.signs import Board, Eye, Signs
from viewer.render.stations import Shown, top_of
from viewer.render.surfaces import COLOR, actor_of, mapper_of, repeated, rgb

PIN_PIXELS = 96
PIN_HEIGHT = 0.56
"""Metres, kept between so many pixels:"""
PIN_LIMITS = (22.0, 46.0)
CROWD, LEAST_PIN = 60, 12.0
"""With more symbols than this they get smaller, down to so many pixels: hundreds of them would hide the line."""
QUIET = 0.62
"""Size of the symbol of what works, as a share of the others: it is there to be read, not to be noticed."""
GLOW_HEIGHT = 0.62
GLOW, PALE_GLOW = 128, 64
"""Opacity of the glow around a lamp, of 255, and around a white one."""
WORD_PIXELS = 96

Floats = NDArray[np.float64]


class Inscriptions:
    """Everything written in the scene."""

    def __init__(self, renderer: vtkRenderer, theme: Theme, pixel_ratio: float) -> None:
        """Begin with nothing written; `pixel_ratio` enlarges what is given in pixels."""
        self.renderer, self.theme, self.ratio = renderer, theme, pixel_ratio
        self._words: dict[str, vtkActor] = {}
        self._stations: dict[str, int] = {}
        self._tops = np.zeros((0, 3))
        """Where signs of states may be, by the row of the station."""
        self.glow = Board(renderer, on_top=False, nearer=0.12)
        self.names = Names(renderer, theme, pixel_ratio)
        self.symbols = Board(renderer, on_top=False)
        self.glow.pictures([soft_disc()])
        self.symbols.pictures([self._pin(state) for state in State])
        self.tints = np.array([(*rgb(theme.lamps[s]), _glow(s)) for s in Segment], np.uint8)

    def actors(self) -> list[vtkActor]:
        """Return all actors, in the order in which they lie over one another."""
        return [*self._words.values(), *(board.actor for board in self._boards())]

    def write(self, pieces: Mapping[str, Piece], gone: Collection[str], drawn: Iterable[str]) -> None:
        """Write the names of pieces and the words on the floor, of which some are gone and some drawn anew."""
        changed = [pieces[name] for name in drawn]
        if gone or not self._go_with(changed):
            self._write(pieces.values())
        for name in (*gone, *(piece.equipment for piece in changed)):
            if name in self._words:
                self.renderer.RemoveActor(self._words.pop(name))
        for piece in changed:
            if words := piece.model.words:
                self._words[piece.equipment] = _painted(piece, words, self.theme)
                self.renderer.AddActor(self._words[piece.equipment])

    def settle(self) -> None:
        """Find room for all names, for nothing is dragged any more."""
        self.names.settle()

    def states(self, shown: Shown) -> None:
        """Float the symbols of states and let lamps glow."""
        self.symbols.show(self._pins(shown.tops, shown.states))
        lit, places = lit_segments(shown)
        middles = places + np.array((0.0, 0.0, PITCH / 2))
        tints = self.tints[lit]
        self.glow.show(Signs.at(middles, np.zeros_like(lit), pivot=(0.5, 0.5), heights=GLOW_HEIGHT, colors=tints))

    def face(self, eye: Eye) -> None:
        """Turn everything to the eye."""
        self.glow.face(eye)
        self.symbols.face(eye)
        self.names.face(eye)

    def _boards(self) -> tuple[Board, ...]:
        return self.glow, *self.names.boards, self.symbols

    def _pins(self, tops: Floats, states: NDArray[np.int64]) -> Signs:
        """The symbols of states (n,) at points (n, 3)."""
        share = np.where(states == State.WORKING, QUIET, 1.0)
        least = max(PIN_LIMITS[0] * min((CROWD / max(len(tops), 1)) ** 0.5, 1.0), LEAST_PIN)
        limits = np.outer(share, (least, PIN_LIMITS[1])) * self.ratio
        return Signs.at(tops, states, pivot=(0.5, 0.0), heights=PIN_HEIGHT * share, limits=limits)

    def _pin(self, state: State) -> Bytes:
        """The symbol of a state."""
        return pin(SIGNALS[state].symbol, self.theme.states[state], self.theme, PIN_PIXELS)

    def _write(self, pieces: Iterable[Piece]) -> None:
        """Write all names, clear of where the signs of states may be."""
        shown = [*pieces]
        stations = [piece for piece in shown if piece.role is Task.STATION]
        self._tops = np.array([*map(top_of, stations)], np.float64).reshape(-1, 3)
        self._stations = {piece.equipment: row for row, piece in enumerate(stations)}
        pins = self._pins(self._tops, np.full(len(stations), State.FAILED, np.int64))
        self.names.show(shown, pins, self.symbols.sizes[pins.pictures])

    def _go_with(self, pieces: Sequence[Piece]) -> bool:
        """Let names and the places of signs go with pieces; False where there are others than before."""
        if any((piece.role is Task.STATION) is not (piece.equipment in self._stations) for piece in pieces):
            return False
        for piece in pieces:
            if piece.equipment in self._stations:
                self._tops[self._stations[piece.equipment]] = top_of(piece)
        return self.names.move(pieces)


def _glow(segment: Segment) -> int:
    return PALE_GLOW if segment is Segment.WHITE else GLOW


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
