"""The lit segments of stack lights and the rings of changeovers: instances that follow the states."""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkGlyph3DMapper, vtkRenderer

from geometry.mesh import Mesh
from geometry.models.stack_light import GAP, HEIGHT, PITCH, RADIUS, changeover_ring, lit_segment
from geometry.palette import Role, Segment, Theme
from geometry.solids import cylinder
from viewer.render.arrays import Bytes, polygons, set_array, set_points
from viewer.render.stations import RINGS, SEGMENTS, Shown
from viewer.render.surfaces import COLOR, actor_of, repeated, rgb, select_colors

COLLAR = 1.2
"""Radius of the collars that frame a lit segment, as a share of the segment's: a white one is seen before white."""

Floats = NDArray[np.float64]


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

    def show(self, places: Floats, colors: Bytes) -> None:
        """Show one instance at each place (n, 3) in its colour (n, 3)."""
        self.actor.SetVisibility(len(places) > 0)
        if len(places):
            set_points(self.places, places.astype(np.float32))
            set_array(self.places, COLOR, colors)


class Lamps:
    """The stack lights of a scene."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin with dark lamps."""
        self.colors = np.array([rgb(theme.lamps[segment]) for segment in Segment], np.uint8)
        self.ring, self.dark = rgb(theme.ring), rgb(theme[Role.PANEL])
        self.segments = Glow(renderer, lit_segment())
        self.collars = Glow(renderer, collars())
        self.rings = Glow(renderer, changeover_ring())

    def show(self, shown: Shown) -> None:
        """Light the segment of each state and lay the ring of those that change over."""
        lit, places = lit_segments(shown)
        self.segments.show(places, self.colors[lit])
        self.collars.show(places, repeated(self.dark, len(places)))
        rings = shown.stacks[RINGS[shown.states] & ~np.isnan(shown.stacks[:, 0])]
        self.rings.show(rings + np.array((0.0, 0.0, HEIGHT / 2)), repeated(self.ring, len(rings)))

    def actors(self) -> list[vtkActor]:
        """Return all actors."""
        return [self.segments.actor, self.collars.actor, self.rings.actor]


def collars() -> Mesh:
    """Return two thin discs, below and above a lit segment with its underside at the origin."""
    lower, upper = (
        cylinder(COLLAR * RADIUS, z - 0.75 * GAP, z + 0.75 * GAP, sides=14) for z in (-GAP / 2, PITCH - GAP / 2)
    )
    return Mesh.merged((lower, upper))


def lit_segments(shown: Shown) -> tuple[NDArray[np.int64], Floats]:
    """Return which segments (n,) are lit, and the middles of their undersides (n, 3)."""
    segments = SEGMENTS[shown.states]
    lit = (segments >= 0) & ~np.isnan(shown.stacks[:, 0])
    lifted = shown.stacks[lit].copy()
    lifted[:, 2] += PITCH * segments[lit]
    return segments[lit], lifted
