"""The names beside equipment: as large as there is room for, clear of one another and of the signs of states."""

from collections.abc import Sequence
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderer

from geometry.palette import Theme
from geometry.scene import Piece
from layouts.space import Vector
from viewer.render.lettering import label, lines
from viewer.render.signs import MANY, Board, Eye, Placed, Signs

NAME_PIXELS, SMALL_NAME_PIXELS = 14, 11
"""Size of the letters of names; small where names would be left out for want of room."""
LEAST_NAME_PIXELS = 9
BESIDE = 0.3
"""How far from its footprint a name stands, and how high above the floor, metres."""
LIFT = 0.03
GHOST = 0.6
"""Opacity of a name where something stands before it."""
STEEP = 0.34
"""Sine of how far the camera must look down for such names: in a flatter view each would seem to name what hides it."""
SIDES = 4
"""Places beside a piece at which its name may stand."""

Floats = NDArray[np.float64]


class Lettering:
    """All names in letters of one size, each fainter where something stands before it."""

    def __init__(self, renderer: vtkRenderer, theme: Theme, pixels: int) -> None:
        """Begin without names."""
        self.theme, self.pixels = theme, pixels
        self.texts: tuple[str, ...] = ()
        self.owners: tuple[str, ...] = ()
        """The equipment of each name."""
        self.ghosts = Board(renderer, on_top=True, sparse=True)
        self.labels = Board(renderer, on_top=False, sparse=True)
        self.boards = self.ghosts, self.labels

    def show(self, owners: tuple[str, ...], names: Sequence[str], anchors: Floats, centres: Floats) -> None:
        """Write names beside equipment, and no others; anchors (n, k, 3) and centres (n, 3) may be changed later."""
        self.owners = owners
        self._letter(tuple(dict.fromkeys(names)))
        places = {text: number for number, text in enumerate(self.texts)}
        numbers = np.array([places[text] for text in names], np.int64)
        self.labels.show(Signs.beside(anchors, centres, numbers))
        self.ghosts.show(Signs.beside(anchors, centres, numbers, opacity=GHOST))

    def placed(self, eye: Eye, obstacles: Floats, first: str | None) -> Placed:
        """Find room for the names, first for that of one piece of equipment."""
        row = self.owners.index(first) if first in self.owners else None
        return self.labels.placed(eye, obstacles, row)

    def put(self, placed: Placed, eye: Eye) -> None:
        """Draw the names where they are in the picture."""
        self.labels.put(placed, eye)
        if eye.axes[2, 2] < STEEP:
            self.ghosts.fold()
        else:
            self.ghosts.put(placed, eye)

    def fold(self) -> None:
        """Show no name until they are put somewhere again."""
        for board in self.boards:
            board.fold()

    def _letter(self, texts: tuple[str, ...]) -> None:
        """Draw other names than before."""
        if texts and texts != self.texts:
            pictures = [label(lines(text), self.pixels, self.theme) for text in texts]
            for board in self.boards:
                board.pictures(pictures)
        self.texts = texts


class Names:
    """The names of a scene; where they stand in the picture changes with the camera only, not with the states."""

    def __init__(self, renderer: vtkRenderer, theme: Theme, pixel_ratio: float) -> None:
        """Begin without names; `pixel_ratio` enlarges the letters."""
        sizes = (max(round(pixels * pixel_ratio), LEAST_NAME_PIXELS) for pixels in (NAME_PIXELS, SMALL_NAME_PIXELS))
        self.large, self.small = (Lettering(renderer, theme, size) for size in sizes)
        self.boards = *self.large.boards, *self.small.boards
        self._names: dict[str, str] = {}
        """What is written, by the equipment beside which it stands."""
        self._anchors, self._centres = np.zeros((0, SIDES, 3)), np.zeros((0, 3))
        self._pins, self._flat = Signs.none(), np.zeros((0, 2))
        self._view: tuple[object, ...] = ()
        self._near = 0.0
        self._first: str | None = None
        self._moved: set[str] = set()
        """Equipment of which the name stands elsewhere since room was found for all."""
        self._shown, self._placed = self.large, Placed.none()

    def show(self, pieces: Sequence[Piece], pins: Signs, flat: Floats) -> None:
        """Write the names of pieces, clear of `pins`, pictures of some sizes (n, 2): where signs of states may be."""
        named = [piece for piece in pieces if name_of(piece)]
        self._names = {piece.equipment: name_of(piece) or "" for piece in named}
        self._anchors = np.array([*map(_anchors, named)], np.float64).reshape(-1, SIDES, 3)
        self._centres = np.array([*map(_centre, named)], np.float64).reshape(-1, 3)
        for lettering in (self.large, self.small):
            lettering.show(tuple(self._names), [*self._names.values()], self._anchors, self._centres)
        self._pins, self._flat, self._view = pins, flat, ()

    def move(self, pieces: Sequence[Piece]) -> bool:
        """Let the names of some pieces go with them; False where other names are to be written than before."""
        if any(self._names.get(piece.equipment) != name_of(piece) for piece in pieces):
            return False
        for piece in pieces:
            if piece.equipment in self._names:
                row = self.large.owners.index(piece.equipment)
                self._anchors[row], self._centres[row] = _anchors(piece), _centre(piece)
                self._moved.add(piece.equipment)
        return True

    def prefer(self, equipment_id: str | None) -> None:
        """Find room for the name of one piece of equipment before all others; among very many names not at once."""
        self._first = equipment_id
        if len(self._names) <= MANY:
            self._view = ()
        elif equipment_id in self._names:
            self._moved.add(equipment_id)

    def settle(self) -> None:
        """Find room for all names anew, if one has moved."""
        if self._moved:
            self._view = ()

    def face(self, eye: Eye) -> None:
        """Turn the names to the eye; what only moves takes the room that it needs."""
        if self._view != eye.view:
            self._view = eye.view
            self._find_room(eye)
            self._moved = set()
        elif self._moved:
            rows = np.flatnonzero([name in self._moved for name in self._shown.owners])
            self._placed = self._placed.with_rows(rows, self._shown.labels.on_screen(rows, eye), eye)
        elif self._near == eye.near:
            return
        self._near = eye.near
        self._shown.put(self._placed, eye)

    def _find_room(self, eye: Eye) -> None:
        """Choose the size of the letters and the places of the names."""
        obstacles = self._pins.on_screen(self._flat, eye).rectangles()
        self._shown, other = self.large, self.small
        many = self.large.labels.signs is not None and len(self.large.labels.signs) > MANY
        if not many:
            self._placed = self.large.placed(eye, obstacles, self._first)
        if many or self._placed.crowded:
            self._shown, other = self.small, self.large
            self._placed = self.small.placed(eye, obstacles, self._first)
        other.fold()


def name_of(piece: Piece) -> str | None:
    """Return what is written beside a piece."""
    return piece.label if piece.model.sides else None


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
