"""What no joint moves, drawn in lots: some dozens of pieces share one mesh, so that thousands cost few actors.

What changes is taken in hand: it is hidden in its lot and drawn in a small lot of its own, so that a drag makes the
meshes of what is dragged and of nothing else. Once everything stands still it goes back to its lot.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer, vtkTexture

from geometry.mesh import Mesh
from geometry.palette import Theme
from geometry.scene import Piece
from viewer.render.arrays import polygons, set_texture_places
from viewer.render.casts import DETAILS, OPAQUE, Cast, Casts, Layer
from viewer.render.shadows import LEVEL, shadow_texture
from viewer.render.signs import Eye
from viewer.render.surfaces import COLOR, NUMBER, actor_of, digits, light_up, mapper_of, select_colors

__all__ = ["DETAILS", "PIECES", "Layer", "Lot", "Lots"]

PIECES = 48
"""Pieces in a lot: the window draws a 48th as many actors as there are pieces, and takes no more in hand than this."""
FAR = 12.0
"""Pixels a metre below which details are left out: the thickest of them would be a pixel wide."""


class Lot:
    """The actors of some pieces: what is solid, their shadows, and what lets light through."""

    def __init__(self, renderer: vtkRenderer, texture: vtkTexture) -> None:
        """Begin without a piece."""
        self.renderer, self.texture = renderer, texture
        self.pieces: dict[str, Piece] = {}
        self.away: set[str] = set()
        """Pieces that are drawn elsewhere for the time being."""
        self.actors: dict[Layer, vtkActor] = {}
        self._spans: dict[Layer, dict[str, slice]] = {}

    def build(self, casts: Casts, numbers: Mapping[str, int]) -> list[str]:
        """Make the meshes of the pieces anew, in the actors that there are; return whose."""
        shown = [(piece, casts.of(piece.model)) for name, piece in self.pieces.items() if name not in self.away]
        for layer in Layer:
            parts = [(piece, made[layer]) for piece, made in shown if layer in made]
            self._spans[layer] = _spans(parts)
            self._draw(layer, _data(layer, parts, numbers) if parts else None)
        vars(self).pop("detailed", None)
        return [piece.equipment for piece, _ in shown]

    def hide(self, name: str) -> None:
        """Draw nothing of a piece until the lot is built anew: all its points fall into one."""
        if name in self.away:
            return
        self.away.add(name)
        for layer, actor in self.actors.items():
            span = self._spans[layer].get(name)
            if span is not None:
                places = actor.GetMapper().GetInputDataObject(0, 0).GetPoints()
                points: Any = vtk_to_numpy(places.GetData())  # type: ignore[no-untyped-call] # VTK ships no types for it
                points[span] = points[span.start]
                places.GetData().Modified()
                places.Modified()

    @cached_property
    def detailed(self) -> tuple[float, ...] | None:
        """The box around the details: lowest and highest X, then Y, then Z; None without any."""
        return self.actors[Layer.DETAIL].GetBounds() if Layer.DETAIL in self.actors else None

    def show_details(self, near: bool) -> None:
        """Draw the details, or what there is instead of them."""
        for layer, shown in ((Layer.DETAIL, near), (Layer.COARSE, not near)):
            if layer in self.actors:
                self.actors[layer].SetVisibility(shown)

    def _draw(self, layer: Layer, data: vtkPolyData | None) -> None:
        actor = self.actors.get(layer)
        if data is None:
            if actor is not None:
                self.renderer.RemoveActor(self.actors.pop(layer))
        elif actor is not None:
            actor.GetMapper().SetInputDataObject(data)
        else:
            self.actors[layer] = self._actor(layer, data)

    def _actor(self, layer: Layer, data: vtkPolyData) -> vtkActor:
        actor = actor_of(mapper_of(data), lit=layer is not Layer.SHADOW)
        if layer is Layer.SHADOW:
            actor.SetTexture(self.texture)
            actor.PickableOff()
        actor.SetForceOpaque(layer in OPAQUE)
        actor.SetForceTranslucent(layer not in OPAQUE)
        self.renderer.AddActor(actor)
        return actor


def _lengths(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths: NDArray[np.float64] = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return lengths


def _spans(parts: Sequence[tuple[Piece, Cast]]) -> dict[str, slice]:
    """By piece which points are its own."""
    ends = np.cumsum([0, *(len(cast.mesh.points) for _, cast in parts)]).tolist()
    return {piece.equipment: slice(a, b) for (piece, _), a, b in zip(parts, ends[:-1], ends[1:], strict=True)}


def _data(layer: Layer, parts: Sequence[tuple[Piece, Cast]], numbers: Mapping[str, int]) -> vtkPolyData:
    """All casts as one mesh, coloured by role and by number."""
    mesh = Mesh.merged(cast.mesh.placed(piece.pose) for piece, cast in parts)
    colors = np.concatenate([cast.colors for _, cast in parts])
    if layer is Layer.SHADOW:
        mesh.points[:, 2] = LEVEL
        data = polygons(mesh, **{COLOR: colors})
        set_texture_places(data, np.concatenate([cast.texture for _, cast in parts if cast.texture is not None]))
        return data
    counts = [len(cast.mesh.points) for _, cast in parts]
    owners = np.repeat([numbers[piece.equipment] for piece, _ in parts], counts)
    return polygons(mesh, **{COLOR: colors, NUMBER: digits(owners)})


class Lots:
    """All pieces of a scene, each in one lot, and those that changed lately in hand."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without a piece."""
        self.renderer, self.casts = renderer, Casts(theme)
        self.texture = shadow_texture()
        self.lots: list[Lot] = []
        self.of: dict[str, Lot] = {}
        """The lot of each piece, also of one that is in hand."""
        self.hand = self._lot()
        self._numbers: Mapping[str, int] = {}

    def change(self, gone: Iterable[str], drawn: Sequence[Piece], numbers: Mapping[str, int]) -> list[str]:
        """Take pieces away and put others in or anew, a few of them in hand; return whose meshes were made."""
        self._numbers = numbers
        few = bool(self.of) and len(self.hand.pieces.keys() | {piece.equipment for piece in drawn}) <= PIECES
        made = [] if few else self.settle()
        touched = [lot for name in gone if (lot := self._take(name))]
        for piece in drawn:
            lot = self.of.get(piece.equipment) or self._room(piece.equipment)
            lot.pieces[piece.equipment] = piece
            if few:
                lot.hide(piece.equipment)
                self.hand.pieces[piece.equipment] = piece
            touched.append(self.hand if few else lot)
        return [*made, *(name for lot in dict.fromkeys(touched) for name in lot.build(self.casts, numbers))]

    def settle(self) -> list[str]:
        """Put what is in hand back into its lot; return whose meshes were made."""
        homes = dict.fromkeys(self.of[name] for name in self.hand.pieces)
        for name in self.hand.pieces:
            self.of[name].away.discard(name)
        self.hand.pieces = {}
        if homes:
            self.hand.build(self.casts, self._numbers)
        return [name for lot in homes for name in lot.build(self.casts, self._numbers)]

    def number(self, numbered: bool) -> None:
        """Colour everything by number, or by role again."""
        for layer in (*OPAQUE, Layer.CLEAR):
            for actor in self.actors(layer):
                select_colors(actor.GetMapper(), NUMBER if numbered else COLOR)
                light_up(actor, not numbered)

    def refine(self, eye: Eye) -> None:
        """Draw the details where the eye is near enough to see them."""
        found = [(lot, box) for lot in (*self.lots, self.hand) if (box := lot.detailed)]
        boxes = np.array([box for _, box in found], np.float64).reshape(-1, 3, 2)
        middles = boxes.mean(axis=2)
        nearest = _lengths(middles - eye.position) - _lengths(middles - boxes[:, :, 0])
        near = eye.metres(np.maximum(nearest, 0.1)) * FAR < 1.0
        for (lot, _), shown in zip(found, near.tolist(), strict=True):
            lot.show_details(shown)

    def actors(self, layer: Layer) -> Iterator[vtkActor]:
        """Go through the actors of a layer."""
        for lot in (*self.lots, self.hand):
            if layer in lot.actors:
                yield lot.actors[layer]

    def _take(self, name: str) -> Lot | None:
        """Take a piece out; return the lot that must be built anew."""
        if name not in self.of:
            return None
        lot = self.of.pop(name)
        if self.hand.pieces.pop(name, None) is not None:
            lot.pieces.pop(name)
            lot.away.discard(name)
            return self.hand
        lot.hide(name)
        lot.pieces.pop(name)
        lot.away.discard(name)
        return None if lot.pieces else lot

    def _room(self, name: str) -> Lot:
        if not self.lots or len(self.lots[-1].pieces) >= PIECES:
            self.lots.append(self._lot())
        self.of[name] = self.lots[-1]
        return self.lots[-1]

    def _lot(self) -> Lot:
        return Lot(self.renderer, self.texture)
