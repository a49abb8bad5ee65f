"""Equipment at rest, drawn in lots: some dozens of pieces share one mesh, so that thousands cost few actors.

A change rebuilds only the lots in which a changed piece lies.
"""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from geometry.mesh import Mesh
from geometry.models.model import Surface
from geometry.palette import OPACITY, Theme
from geometry.scene import Piece
from viewer.render.arrays import Bytes, polygons
from viewer.render.surfaces import COLOR, NUMBER, actor_of, digits, mapper_of, repeated, rgb, select_colors

PIECES = 48
"""Pieces in a lot: a drag rebuilds this many, and the window draws a 48th as many actors as there are pieces."""


class Lot:
    """The actors of some pieces: one for what is opaque, one for what lets light through."""

    def __init__(self, renderer: vtkRenderer) -> None:
        """Begin without a piece."""
        self.renderer = renderer
        self.pieces: dict[str, Piece] = {}
        self.actors: dict[bool, vtkActor] = {}

    def build(self, theme: Theme, numbers: Mapping[str, int]) -> None:
        """Make the meshes of the pieces anew."""
        self.clear()
        for opaque in (True, False):
            parts = [*self._parts(opaque)]
            if parts:
                self.actors[opaque] = _actor(parts, theme, numbers, opaque)
                self.renderer.AddActor(self.actors[opaque])

    def clear(self) -> None:
        """Take the actors out of the picture."""
        for actor in self.actors.values():
            self.renderer.RemoveActor(actor)
        self.actors = {}

    def _parts(self, opaque: bool) -> Iterator[tuple[Piece, Surface]]:
        for piece in self.pieces.values():
            for surface in piece.model.surfaces:
                if (surface.role not in OPACITY) is opaque:
                    yield piece, surface


def _actor(parts: Iterable[tuple[Piece, Surface]], theme: Theme, numbers: Mapping[str, int], opaque: bool) -> vtkActor:
    several = [*parts]
    mesh = Mesh.merged(surface.mesh.placed(piece.pose) for piece, surface in several)
    colors = np.concatenate([_colors(surface, theme) for _, surface in several])
    counts = [len(surface.mesh.points) for _, surface in several]
    owners = np.repeat([numbers[piece.equipment] for piece, _ in several], counts)
    actor = actor_of(mapper_of(polygons(mesh, **{COLOR: colors, NUMBER: digits(owners)})))
    actor.ForceOpaqueOn() if opaque else actor.ForceTranslucentOn()
    return actor


def _colors(surface: Surface, theme: Theme) -> Bytes:
    opacity = round(255 * OPACITY.get(surface.role, 1.0))
    return repeated((*rgb(surface.tint or theme[surface.role]), opacity), len(surface.mesh.points))


class Lots:
    """All pieces of a scene, each in one lot."""

    def __init__(self, renderer: vtkRenderer) -> None:
        """Begin without a piece."""
        self.renderer = renderer
        self.lots: list[Lot] = []
        self.of: dict[str, Lot] = {}

    def change(self, gone: Iterable[str], drawn: Iterable[Piece], theme: Theme, numbers: Mapping[str, int]) -> int:
        """Take pieces away and put others in or anew; return how many lots were rebuilt."""
        touched = {id(lot): lot for lot in map(self._take, gone)}
        for piece in drawn:
            lot = self.of.get(piece.equipment) or self._room()
            lot.pieces[piece.equipment] = piece
            self.of[piece.equipment] = lot
            touched[id(lot)] = lot
        for lot in touched.values():
            lot.build(theme, numbers)
        return len(touched)

    def color(self, array: str) -> None:
        """Colour everything by an array."""
        for lot in self.lots:
            for actor in lot.actors.values():
                select_colors(actor.GetMapper(), array)

    def actors(self) -> Iterator[vtkActor]:
        """Go through all actors."""
        for lot in self.lots:
            yield from lot.actors.values()

    def clear_actors(self) -> Iterator[vtkActor]:
        """Go through the actors of what lets light through."""
        for lot in self.lots:
            if False in lot.actors:
                yield lot.actors[False]

    def _take(self, name: str) -> Lot:
        lot = self.of.pop(name)
        del lot.pieces[name]
        return lot

    def _room(self) -> Lot:
        if not self.lots or len(self.lots[-1].pieces) >= PIECES:
            self.lots.append(Lot(self.renderer))
        return self.lots[-1]
