"""What no joint moves, drawn in lots: some dozens of pieces share one mesh, so that thousands cost few actors.

A change rebuilds only the lots in which a changed piece lies. Of lots that are far away small parts are not drawn.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto

import numpy as np
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer, vtkTexture

from geometry.mesh import Mesh
from geometry.models.model import Surface
from geometry.palette import OPACITY, Role, Theme
from geometry.scene import Piece
from viewer.render.arrays import Bytes, polygons
from viewer.render.shadows import shadow_actor, shadow_texture
from viewer.render.signs import Eye
from viewer.render.surfaces import COLOR, NUMBER, actor_of, digits, light_up, mapper_of, repeated, rgb, select_colors

PIECES = 48
"""Pieces in a lot: a drag rebuilds this many, and the window draws a 48th as many actors as there are pieces."""


DETAILS = frozenset({Role.LEG, Role.LAMP, Role.PANEL, Role.SCREEN})
"""Parts so small that they are not seen from far away: they are about half of all triangles."""
FAR = 12.0
"""Pixels a metre below which details are left out: the thickest of them would be a pixel wide."""


class Layer(Enum):
    """What is drawn after what; `COARSE` is drawn from afar instead of `DETAIL`."""

    SOLID = auto()
    DETAIL = auto()
    COARSE = auto()
    SHADOW = auto()
    CLEAR = auto()


OPAQUE = (Layer.SOLID, Layer.DETAIL, Layer.COARSE)


class Lot:
    """The actors of some pieces: what is solid, their shadows, and what lets light through."""

    def __init__(self, renderer: vtkRenderer) -> None:
        """Begin without a piece."""
        self.renderer = renderer
        self.pieces: dict[str, Piece] = {}
        self.actors: dict[Layer, vtkActor] = {}

    def build(self, theme: Theme, numbers: Mapping[str, int], texture: vtkTexture) -> None:
        """Make the meshes of the pieces anew."""
        self.clear()
        made = {
            layer: _actor([part for part in self._parts() if _layer_of(*part) is layer], theme, numbers)
            for layer in (Layer.SOLID, Layer.DETAIL, Layer.CLEAR)
        }
        made[Layer.COARSE] = _actor([*self._coarse()], theme, numbers)
        made[Layer.SHADOW] = shadow_actor([*self.pieces.values()], texture, theme)
        self.actors = {layer: actor for layer, actor in made.items() if actor}
        for layer, actor in self.actors.items():
            opaque = layer in OPAQUE
            actor.SetForceOpaque(opaque)
            actor.SetForceTranslucent(not opaque)
            self.renderer.AddActor(actor)

    def clear(self) -> None:
        """Take the actors out of the picture."""
        for actor in self.actors.values():
            self.renderer.RemoveActor(actor)
        self.actors = {}

    def refine(self, eye: Eye) -> None:
        """Draw details where the eye is near enough to see them."""
        detail = self.actors.get(Layer.DETAIL)
        if detail is not None:
            x0, x1, y0, y1, z0, z1 = detail.GetBounds()
            middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2])
            nearest = np.linalg.norm(middle - eye.position) - np.linalg.norm(middle - np.array((x0, y0, z0)))
            near = bool(eye.metres(np.maximum(nearest, 0.1)) * FAR < 1.0)
            detail.SetVisibility(near)
            if Layer.COARSE in self.actors:
                self.actors[Layer.COARSE].SetVisibility(not near)

    def _parts(self) -> Iterator[tuple[Piece, Surface]]:
        for piece in self.pieces.values():
            for surface in piece.model.surfaces:
                if surface.joint is None:
                    yield piece, surface

    def _coarse(self) -> Iterator[tuple[Piece, Surface]]:
        for piece in self.pieces.values():
            for surface in piece.model.coarse:
                yield piece, surface


def _layer_of(piece: Piece, surface: Surface) -> Layer:
    """Where a surface is drawn: a model with something coarser for afar is a detail as a whole."""
    if surface.role in OPACITY:
        return Layer.CLEAR
    return Layer.DETAIL if surface.role in DETAILS or piece.model.coarse else Layer.SOLID


def _actor(parts: Sequence[tuple[Piece, Surface]], theme: Theme, numbers: Mapping[str, int]) -> vtkActor | None:
    """All surfaces as one mesh, coloured by role and by number; None without any."""
    if not parts:
        return None
    mesh = Mesh.merged(surface.mesh.placed(piece.pose) for piece, surface in parts)
    colors = np.concatenate([_colors(surface, theme) for _, surface in parts])
    counts = [len(surface.mesh.points) for _, surface in parts]
    owners = np.repeat([numbers[piece.equipment] for piece, _ in parts], counts)
    return actor_of(mapper_of(polygons(mesh, **{COLOR: colors, NUMBER: digits(owners)})))


def _colors(surface: Surface, theme: Theme) -> Bytes:
    opacity = round(255 * OPACITY.get(surface.role, 1.0))
    return repeated((*rgb(surface.tint or theme[surface.role]), opacity), len(surface.mesh.points))


class Lots:
    """All pieces of a scene, each in one lot."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without a piece."""
        self.renderer, self.theme = renderer, theme
        self.texture = shadow_texture()
        self.lots: list[Lot] = []
        self.of: dict[str, Lot] = {}

    def change(self, gone: Iterable[str], drawn: Iterable[Piece], numbers: Mapping[str, int]) -> int:
        """Take pieces away and put others in or anew; return how many lots were rebuilt."""
        touched = {id(lot): lot for lot in map(self._take, gone)}
        for piece in drawn:
            lot = self.of.get(piece.equipment) or self._room()
            lot.pieces[piece.equipment] = piece
            self.of[piece.equipment] = lot
            touched[id(lot)] = lot
        for lot in touched.values():
            lot.build(self.theme, numbers, self.texture)
        return len(touched)

    def number(self, numbered: bool) -> None:
        """Colour everything by number, or by role again."""
        for layer in (*OPAQUE, Layer.CLEAR):
            for actor in self.actors(layer):
                select_colors(actor.GetMapper(), NUMBER if numbered else COLOR)
                light_up(actor, not numbered)

    def refine(self, eye: Eye) -> None:
        """Draw the details of lots that are near, and no others."""
        for lot in self.lots:
            lot.refine(eye)

    def actors(self, layer: Layer) -> Iterator[vtkActor]:
        """Go through the actors of a layer."""
        for lot in self.lots:
            if layer in lot.actors:
                yield lot.actors[layer]

    def _take(self, name: str) -> Lot:
        lot = self.of.pop(name)
        del lot.pieces[name]
        return lot

    def _room(self) -> Lot:
        if not self.lots or len(self.lots[-1].pieces) >= PIECES:
            self.lots.append(Lot(self.renderer))
        return self.lots[-1]
