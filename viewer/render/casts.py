"""What no joint moves of a model, as one mesh a layer with its colours: made once, however many pieces look so."""

from enum import Enum, auto
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from geometry.mesh import Mesh
from geometry.models.model import Model, Surface
from geometry.palette import OPACITY, Role, Theme
from viewer.render.arrays import Bytes
from viewer.render.shadows import ribbon
from viewer.render.surfaces import repeated, rgb

DETAILS = frozenset({Role.LEG, Role.LAMP, Role.PANEL, Role.SCREEN})
"""Parts so small that they are not seen from far away: they are about half of all triangles."""


class Layer(Enum):
    """What is drawn after what; `COARSE` is drawn from afar instead of `DETAIL`."""

    SOLID = auto()
    DETAIL = auto()
    COARSE = auto()
    SHADOW = auto()
    CLEAR = auto()


OPAQUE = (Layer.SOLID, Layer.DETAIL, Layer.COARSE)


class Cast(NamedTuple):
    """One layer of a model in its own frame: a mesh, the colours (n, 4) of its points, their texture (n, 2) if any."""

    mesh: Mesh
    colors: Bytes
    texture: NDArray[np.float32] | None = None


class Casts:
    """The casts of models in the colours of one theme."""

    def __init__(self, theme: Theme) -> None:
        """Begin without any."""
        self._theme = theme
        self._known: WeakKeyDictionary[Model, dict[Layer, Cast]] = WeakKeyDictionary()

    def of(self, model: Model) -> dict[Layer, Cast]:
        """Return what is drawn of a model, by layer; layers without anything are left out."""
        if model not in self._known:
            made = {layer: self._cast(model, layer) for layer in Layer}
            self._known[model] = {layer: cast for layer, cast in made.items() if cast is not None}
        return self._known[model]

    def _cast(self, model: Model, layer: Layer) -> Cast | None:
        if layer is Layer.SHADOW:
            return self._shadow(model)
        still = (surface for surface in model.surfaces if surface.joint is None)
        found = model.coarse if layer is Layer.COARSE else [each for each in still if _layer_of(model, each) is layer]
        if not found:
            return None
        mesh = Mesh.merged(surface.mesh for surface in found)
        return Cast(mesh, np.concatenate([self._colors(surface) for surface in found]))

    def _shadow(self, model: Model) -> Cast | None:
        if not model.shadows:
            return None
        ribbons = [ribbon(shadow) for shadow in model.shadows]
        color = rgb(self._theme[Role.SHADOW])
        shades = [
            repeated((*color, round(255 * shadow.darkness)), len(mesh.points))
            for shadow, (mesh, _) in zip(model.shadows, ribbons, strict=True)
        ]
        places = np.concatenate([uv for _, uv in ribbons]).astype(np.float32)
        return Cast(Mesh.merged(mesh for mesh, _ in ribbons), np.concatenate(shades), places)

    def _colors(self, surface: Surface) -> Bytes:
        opacity = round(255 * OPACITY.get(surface.role, 1.0))
        return repeated((*rgb(surface.tint or self._theme[surface.role]), opacity), len(surface.mesh.points))


def _layer_of(model: Model, surface: Surface) -> Layer:
    """Where a surface is drawn: a model with something coarser for afar is a detail as a whole."""
    if surface.role in OPACITY:
        return Layer.CLEAR
    return Layer.DETAIL if surface.role in DETAILS or model.coarse else Layer.SOLID
