"""People on the move: two families of calm figures, at work and walking, and before them what they carry."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from geometry.crew import Figures, Posts, loads_before
from geometry.mesh import Mesh
from geometry.models.model import Part
from geometry.models.person import standing, working
from geometry.palette import Role, Theme
from geometry.scene import Scene
from layouts.equipment import WORKING_HEIGHT
from replay.frames import Look
from replay.playback import Moment, Standing
from viewer.render.parts import Family, Parts, quaternions

Floats = NDArray[np.float64]


class Crew:
    """Everybody at a moment: who walks looks along his way, who stands at the nearest piece of equipment."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without people."""
        self.idle = Family(renderer, _meshes(standing(), theme))
        self.busy = Family(renderer, _meshes(working(WORKING_HEIGHT), theme))
        self.loads = Parts(renderer, theme)
        self._scene = Scene()
        self.hide()

    def lay(self, scene: Scene) -> None:
        """Learn where people stand."""
        self._scene = scene
        vars(self).pop("posts", None)

    @cached_property
    def posts(self) -> Posts:
        """Where people stand: looked for only once there are any."""
        return Posts(self._scene)

    def show(self, moment: Moment | None, looks: Sequence[Look]) -> None:
        """Show the people of a moment, and what they carry."""
        if moment is None or not len(moment.people.positions):
            return self.hide()
        self.put(moment.people, looks)

    def put(self, people: Standing, looks: Sequence[Look]) -> None:
        """Show these people."""
        figures = self.posts.seen(people.positions, people.ways)
        _put(self.idle, figures, ~figures.at_work)
        _put(self.busy, figures, figures.at_work)
        bearing = people.looks >= 0
        ways, carried = figures.ways[bearing], people.looks[bearing]
        bearers = Figures(figures.feet[bearing], ways, figures.at_work[bearing])
        self.loads.put(loads_before(bearers, carried, looks), ways, carried, looks)

    def hide(self) -> None:
        """Show nobody."""
        nothing = np.zeros((0, 3))
        nobody = Figures(nothing, nothing, np.zeros(0, np.bool_))
        for family in (self.idle, self.busy):
            _put(family, nobody, nobody.at_work)
        self.loads.put(nothing, nothing, np.zeros(0, np.int16), self.loads.looks)

    def actors(self) -> list[vtkActor]:
        """Return all actors."""
        return [*self.idle.actors, *self.busy.actors, *self.loads.actors()]


def _put(family: Family, figures: Figures, which: NDArray[np.bool_]) -> None:
    rows = np.flatnonzero(which)
    family.show(figures.feet[rows].astype(np.float32), quaternions(figures.ways[rows]), rows)


def _meshes(parts: Iterable[Part], theme: Theme) -> list[tuple[Mesh, str]]:
    """Return a figure as one mesh for each colour."""
    same: dict[Role, list[Mesh]] = {}
    for part in parts:
        same.setdefault(part.role, []).append(part.mesh)
    return [(Mesh.merged(meshes), theme[role]) for role, meshes in same.items()]
