"""The flow as arrows over everything, with the rules of branches and merges beside them."""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from geometry.flow_arrows import Arrow, arrows
from geometry.mesh import Mesh
from geometry.palette import Role, Theme
from geometry.scene import Scene
from viewer.render.arrays import polygons
from viewer.render.lettering import label
from viewer.render.signs import Board, Eye, Signs
from viewer.render.surfaces import actor_of, mapper_of, shares

ABOVE = 0.12
"""Height of an arrow over the place where parts pass, metres."""
SHAFT, HEAD, LONG = 0.035, 0.13, 0.26
"""Of an arrow: half the width of its shaft and of its head, and the length of that, metres."""
PIXELS, HIGH, LEAST = 26, 0.26, 17.0
"""Of a rule: the size of its letters as they are drawn, its height in metres, at most so many pixels."""

Floats = NDArray[np.float64]


class Flow:
    """Arrows at the hand-overs of a scene, while they are wanted."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without arrows."""
        self.theme, self.shown = theme, False
        self.data = vtkPolyData()
        mapper = mapper_of(self.data, None)
        mapper.SetResolveCoincidentTopologyToPolygonOffset()
        mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(0.0, -66_000.0)  # before all that stands there
        self.actor = actor_of(mapper, lit=False)
        self.actor.GetProperty().SetColor(*shares(theme[Role.HIGHLIGHT]))
        self.actor.PickableOff()
        self.actor.VisibilityOff()
        renderer.AddActor(self.actor)
        self.rules = Board(renderer, on_top=True, sparse=True)
        self.arrows: tuple[Arrow, ...] = ()

    def actors(self) -> list[vtkActor]:
        """Return all actors."""
        return [self.actor, self.rules.actor]

    def want(self, wanted: bool, scene: Scene) -> None:
        """Show the arrows of a scene from now on, or none."""
        self.shown = wanted
        self.lay(scene)

    def lay(self, scene: Scene) -> None:
        """Show the arrows of another scene, if they are wanted."""
        found = arrows(scene) if self.shown else ()
        if found != self.arrows:
            self.arrows = found
            self._draw()

    def face(self, eye: Eye) -> None:
        """Turn the rules to the eye."""
        self.rules.face(eye)

    def _draw(self) -> None:
        self.actor.SetVisibility(bool(self.arrows))
        if self.arrows:
            self.data.ShallowCopy(polygons(_mesh(self.arrows)))
        ruled = [arrow for arrow in self.arrows if arrow.rule]
        words = [*dict.fromkeys(arrow.rule for arrow in ruled)]
        if words:
            self.rules.pictures([label(word, PIXELS, self.theme) for word in words])
        ends = np.array([arrow.end for arrow in ruled], np.float64).reshape(-1, 3)
        ends[:, 2] += 2 * ABOVE
        numbers = np.array([words.index(arrow.rule) for arrow in ruled], np.int64)
        self.rules.show(Signs.at(ends, numbers, pivot=(0.5, 0.0), heights=HIGH, limits=(0.0, LEAST)))


def _mesh(found: tuple[Arrow, ...]) -> Mesh:
    """Flat arrows as one mesh: each a shaft of four corners and a head of three."""
    starts, ends = (np.array([arrow[side] for arrow in found], np.float64) for side in (0, 1))
    starts[:, 2] += ABOVE
    ends[:, 2] += ABOVE
    ahead = ends - starts
    lengths = np.maximum(np.sqrt(np.einsum("ij,ij->i", ahead, ahead)), 1e-9)[:, None]
    ahead /= lengths
    aside = np.column_stack([-ahead[:, 1], ahead[:, 0], np.zeros(len(ahead))])
    neck = ends - ahead * np.minimum(LONG, lengths / 2)
    corners = [starts - SHAFT * aside, neck - SHAFT * aside, neck + SHAFT * aside, starts + SHAFT * aside]
    corners += [neck - HEAD * aside, ends, neck + HEAD * aside]
    points = np.stack(corners, axis=1).reshape(-1, 3).astype(np.float32)
    one = np.array([[0, 1, 2], [0, 2, 3], [4, 5, 6]], np.int32)
    triangles = (one[None] + 7 * np.arange(len(found), dtype=np.int32)[:, None, None]).reshape(-1, 3)
    return Mesh(points, np.tile(np.array([0, 0, 1], np.float32), (len(points), 1)), triangles)
