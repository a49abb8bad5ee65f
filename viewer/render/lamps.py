"""The lit segments of stack lights and the rings of changeovers: instances that follow the states."""

from collections.abc import Sequence

import numpy as np
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkGlyph3DMapper, vtkRenderer

from geometry.mesh import Mesh
from geometry.models.stack_light import HEIGHT, changeover_ring, lit_segment, segment_at
from geometry.palette import SIGNALS, Theme
from geometry.scene import Piece
from layouts.space import Vector
from replay.states import State
from viewer.render.arrays import Bytes, polygons, set_array, set_points
from viewer.render.surfaces import COLOR, actor_of, rgb, select_colors

SIZE = "size"


class Glow:
    """Instances of one mesh that shine by themselves."""

    def __init__(self, renderer: vtkRenderer, mesh: Mesh) -> None:
        """Put no instance into the picture yet."""
        self.places = vtkPolyData()
        self.actor = self._actor(mesh)
        renderer.AddActor(self.actor)

    def _actor(self, mesh: Mesh) -> vtkActor:
        mapper = vtkGlyph3DMapper()
        mapper.SetSourceData(polygons(mesh))
        mapper.SetInputData(self.places)
        mapper.OrientOff()
        mapper.ScalingOff()
        select_colors(mapper, COLOR)
        actor = actor_of(mapper)
        actor.GetProperty().SetAmbient(0.82)
        actor.GetProperty().SetDiffuse(0.28)
        actor.ForceOpaqueOn()
        return actor

    def show(self, places: Sequence[Vector], colors: Sequence[str]) -> None:
        """Show one instance at each place in its colour."""
        self.actor.SetVisibility(bool(places))
        if places:
            set_points(self.places, np.array(places, np.float32))
            set_array(self.places, COLOR, _bytes(colors))


def _bytes(colors: Sequence[str]) -> Bytes:
    return np.array([rgb(color) for color in colors], np.uint8)


class Lamps:
    """The stack lights of a scene."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin with dark lamps."""
        self.theme = theme
        self.segments = Glow(renderer, lit_segment())
        self.rings = Glow(renderer, changeover_ring())

    def show(self, stacks: Sequence[tuple[Piece, State]]) -> None:
        """Light the segment of each state and lay the ring of those that change over."""
        places, colors, rings = [], [], []
        for piece, state in stacks:
            stack, signal = stack_of(piece), SIGNALS[state]
            if stack is not None and signal.segment is not None:
                places.append(segment_at(stack, signal.segment))
                colors.append(self.theme.lamps[signal.segment])
            if stack is not None and signal.ring:
                rings.append(stack._replace(z=stack.z + HEIGHT / 2))
        self.segments.show(places, colors)
        self.rings.show(rings, [self.theme.ring] * len(rings))

    def actors(self) -> list[vtkActor]:
        """Return both actors."""
        return [self.segments.actor, self.rings.actor]


def stack_of(piece: Piece) -> Vector | None:
    """Return where the segments of a piece's stack light begin in the hall."""
    stack = piece.model.stack
    return piece.pose.apply(stack) if stack else None
