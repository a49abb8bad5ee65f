"""Parts on the move: one family of instances for each look, so that a frame costs one array a family."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkGlyph3DMapper, vtkRenderer

from geometry.mesh import Mesh
from geometry.palette import Theme
from geometry.wardrobe import Wardrobe
from replay.frames import Look
from replay.playback import Moment
from viewer.render.arrays import polygons, set_array, set_points
from viewer.render.surfaces import NUMBER, actor_of, digits, light_up, select_colors, shares

TURN = "turn"
FIRST_PART = 1 << 22
"""The number of the first row of a moment in the picture of numbers; equipment counts below."""

Floats = NDArray[np.float32]


class Family:
    """All parts of one look: instances of everything that is drawn of it over the same places."""

    def __init__(self, renderer: vtkRenderer, meshes: Sequence[tuple[Mesh, str]]) -> None:
        """Put an empty family into the picture; each mesh has a colour."""
        self.places = vtkPolyData()
        self.mappers = [self._mapper(mesh) for mesh, _ in meshes]
        self.actors = [actor_of(mapper) for mapper in self.mappers]
        for actor, (_, tone) in zip(self.actors, meshes, strict=True):
            actor.GetProperty().SetColor(*shares(tone))
            actor.ForceOpaqueOn()
            renderer.AddActor(actor)

    def _mapper(self, mesh: Mesh) -> vtkGlyph3DMapper:
        mapper = vtkGlyph3DMapper()
        mapper.SetSourceData(polygons(mesh))
        mapper.SetInputData(self.places)
        mapper.SetOrientationArray(TURN)
        mapper.SetOrientationModeToQuaternion()
        mapper.ScalingOff()
        select_colors(mapper, None)
        return mapper

    def show(self, positions: Floats, turns: Floats, rows: NDArray[np.int64]) -> None:
        """Put the parts at positions (n, 3) with turns (n, 4) as quaternions; `rows` number them in the moment."""
        for actor in self.actors:
            actor.SetVisibility(len(positions) > 0)
        if len(positions):
            set_points(self.places, positions)
            set_array(self.places, TURN, turns)
            set_array(self.places, NUMBER, digits(FIRST_PART + rows))


class Parts:
    """Every part of a moment."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without parts."""
        self.renderer, self.theme = renderer, theme
        self.looks: tuple[Look, ...] = ()
        self.families: list[Family] = []

    def show(self, moment: Moment | None, looks: Sequence[Look]) -> None:
        """Show the parts of a moment; None: no parts."""
        if moment is None:
            self._prepare(tuple(looks))
            return self._hide()
        self.put(moment.positions, moment.directions, moment.looks, looks)

    def put(
        self,
        positions: NDArray[np.float64],
        directions: NDArray[np.float64],
        numbers: NDArray[np.int16],
        looks: Sequence[Look],
    ) -> None:
        """Show parts at positions (n, 3), heading along directions (n, 3), with the numbers (n,) of their looks."""
        self._prepare(tuple(looks))
        places, turns = positions.astype(np.float32), quaternions(directions)
        for look, family in enumerate(self.families):
            rows = np.flatnonzero(numbers == look)
            family.show(places[rows], turns[rows], rows)

    def number(self, numbered: bool) -> None:
        """Colour the parts by number, or as their look says again."""
        for actor in self.actors():
            select_colors(actor.GetMapper(), NUMBER if numbered else None)
            light_up(actor, not numbered)

    def actors(self) -> list[vtkActor]:
        """Return all actors."""
        return [actor for family in self.families for actor in family.actors]

    def clear(self) -> None:
        """Take everything out of the picture."""
        for actor in self.actors():
            self.renderer.RemoveActor(actor)
        self.looks, self.families = (), []

    def _hide(self) -> None:
        for actor in self.actors():
            actor.SetVisibility(False)

    def _prepare(self, looks: tuple[Look, ...]) -> None:
        """Make the families of other looks than before."""
        if looks == self.looks:
            return
        self.clear()
        self.looks = looks
        wardrobe = Wardrobe(looks, self.theme)
        self.families = [Family(self.renderer, wardrobe.pieces(look)) for look in looks]


def quaternions(directions: NDArray[np.float64]) -> Floats:
    """Return the turns (n, 4: w, x, y, z) that bring +X to directions (n, 3), tops up: yaw after pitch."""
    x, y, z = directions.T
    flat = np.hypot(x, y)
    yaw, pitch = np.arctan2(y, x) / 2, -np.arctan2(z, flat) / 2
    cy, sy, cp, sp = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
    return np.column_stack([cy * cp, -sy * sp, cy * sp, sy * cp]).astype(np.float32)
