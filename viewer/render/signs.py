"""Signs that always face the eye: labels, symbols above machines, the glow of lamps. One actor for all of a sort."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkRenderer

from geometry.mesh import Mesh
from layouts.space import Vector
from viewer.render.arrays import Bytes, polygons, set_points, set_texture_places, texture_of
from viewer.render.lettering import pack
from viewer.render.surfaces import COLOR, actor_of, mapper_of, rgb

Floats = NDArray[np.float64]
HIDDEN = 0.0
ON_TOP = 1.02
"""Signs on top of everything are drawn this far behind the near clipping plane, as a factor."""


class Sign(NamedTuple):
    """A picture (its number) at the anchor nearest to the eye; `pivot` is the share of the picture at the anchor.

    `height` is in metres, kept between `least` and `most` pixels; None: the picture pixel by pixel. With `away_from` a
    point, the picture lies on the far side of the anchor, whichever side of the screen that is.
    """

    anchors: tuple[Vector, ...]
    picture: int
    pivot: tuple[float, float] = (0.5, 0.5)
    away_from: Vector | None = None
    height: float | None = None
    least: float = 0.0
    most: float = 1e9
    tint: str = "#ffffff"
    opacity: float = 1.0


class Eye(NamedTuple):
    """Where a camera is, its axes (right, up, back as rows), and how much of the world a pixel spans."""

    position: Floats
    axes: Floats
    near: float
    parallel: float | None
    spread: float
    tall: int

    def metres(self, depths: Floats) -> Floats:
        """Return how many metres a pixel spans at depths (n,)."""
        if self.parallel is not None:
            return np.full_like(depths, 2 * self.parallel / self.tall)
        return depths * (2 * self.spread / self.tall)


def eye_of(renderer: vtkRenderer) -> Eye:
    """Return the eye of a renderer's camera."""
    camera = renderer.GetActiveCamera()
    back = np.array(camera.GetViewPlaneNormal())
    right = np.cross(camera.GetViewUp(), back)
    right /= np.linalg.norm(right)
    spread = float(np.tan(np.radians(camera.GetViewAngle()) / 2))
    parallel = camera.GetParallelScale() if camera.GetParallelProjection() else None
    axes = np.array([right, np.cross(back, right), back])
    near = camera.GetClippingRange()[0]
    return Eye(np.array(camera.GetPosition()), axes, near, parallel, spread, max(renderer.GetSize()[1], 1))


class Signs:
    """Signs of one sort; `on_top`: nothing hides them; `sparse`: where they would overlap only the nearer is shown."""

    def __init__(self, renderer: vtkRenderer, *, on_top: bool, sparse: bool = False, nearer: float = 0.0) -> None:
        """Begin without signs; others than those on top are drawn `nearer` to the eye by so many metres."""
        self.renderer, self.on_top, self.nearer = renderer, on_top, nearer
        self.sparse = sparse or on_top
        self.data = vtkPolyData()
        self.places = np.zeros((0, 4), np.float32)
        self.actor = actor_of(mapper_of(self.data), lit=False)
        self.actor.ForceTranslucentOn()
        self.actor.PickableOff()
        self.actor.UseBoundsOff()
        self.actor.VisibilityOff()
        self.sizes = np.zeros((0, 2))
        self.signs: tuple[Sign, ...] = ()
        renderer.AddActor(self.actor)

    def pictures(self, pictures: Sequence[Bytes]) -> None:
        """Take the pictures that signs refer to by number."""
        atlas, self.places = pack(pictures)
        self.sizes = np.array([picture.shape[1::-1] for picture in pictures], np.float64)
        self.actor.SetTexture(texture_of(atlas))

    def show(self, signs: Sequence[Sign]) -> None:
        """Show these signs and no others."""
        if tuple(signs) == self.signs:
            return
        self.signs = tuple(signs)
        self.actor.SetVisibility(bool(self.signs))
        if self.signs:
            self._prepare()
            self.face()

    def face(self) -> None:
        """Turn the signs to the camera."""
        if self.signs:
            corners = self._corners(eye_of(self.renderer))
            set_points(self.data, corners.reshape(-1, 3).astype(np.float32))

    def _prepare(self) -> None:
        signs = self.signs
        most = max(len(sign.anchors) for sign in signs)
        self.anchors = np.array([(*s.anchors, *s.anchors[:1] * (most - len(s.anchors))) for s in signs], np.float64)
        chosen = np.array([sign.picture for sign in signs])
        self.flat = self.sizes[chosen]
        self.pivots = np.array([sign.pivot for sign in signs])
        self.centres = np.array([sign.away_from or (np.nan,) * 3 for sign in signs], np.float64)
        self.heights = np.array([np.nan if sign.height is None else sign.height for sign in signs])
        self.limits = np.array([(sign.least, sign.most) for sign in signs])
        colors = np.array([(*rgb(sign.tint), round(255 * sign.opacity)) for sign in signs], np.uint8)
        mesh = _quads(len(signs))
        self.data.ShallowCopy(polygons(mesh, **{COLOR: np.repeat(colors, 4, axis=0)}))
        set_texture_places(self.data, self.places[chosen][:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 2))

    def _corners(self, eye: Eye) -> Floats:
        """The corners (n, 4, 3) of all signs in the hall."""
        seen = (self.anchors - eye.position) @ eye.axes.T
        nearest = np.argmax(seen[..., 2], axis=1)
        seen = seen[np.arange(len(seen)), nearest]
        depths = -seen[:, 2]
        metres = eye.metres(depths)
        sizes = self._sizes(metres)
        middles = seen[:, :2] / metres[:, None]
        lower = middles - self._pivots(eye, seen) * sizes
        exact = np.isnan(self.heights)
        lower[exact] = np.round(lower[exact])
        sizes[(depths < eye.near) if eye.parallel is None else np.zeros(len(depths), bool)] = HIDDEN
        if self.sparse:
            sizes[~_clear(lower, sizes, depths)] = HIDDEN
        return self._in_hall(eye, lower, sizes, depths)

    def _sizes(self, metres: Floats) -> Floats:
        """Width and height in pixels (n, 2)."""
        wanted = np.clip(self.heights / metres, *self.limits.T)
        heights = np.where(np.isnan(self.heights), self.flat[:, 1], wanted)
        sizes: Floats = self.flat * (heights / self.flat[:, 1])[:, None]
        return sizes

    def _pivots(self, eye: Eye, seen: Floats) -> Floats:
        """The share of each picture (n, 2) that lies on its anchor."""
        out = seen[:, :2] - ((self.centres - eye.position) @ eye.axes.T)[:, :2]
        most = np.maximum(np.abs(out).max(axis=1), 1e-9)[:, None]
        away: Floats = np.where(np.isnan(out), self.pivots, 0.5 - 0.5 * out / most)
        return away

    def _in_hall(self, eye: Eye, lower: Floats, sizes: Floats, depths: Floats) -> Floats:
        drawn = np.full_like(depths, eye.near * ON_TOP) if self.on_top else depths - self.nearer
        steps = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
        flat = (lower[:, None] + steps * sizes[:, None]) * eye.metres(drawn)[:, None, None]
        view = np.concatenate([flat, np.repeat(-drawn[:, None, None], 4, axis=1)], axis=2)
        hall: Floats = eye.position + view @ eye.axes
        return hall


def _quads(count: int) -> Mesh:
    first = 4 * np.arange(count, dtype=np.int32)
    triangles = (first[:, None, None] + np.array([[0, 1, 2], [0, 2, 3]], np.int32)).reshape(-1, 3)
    points = np.zeros((4 * count, 3), np.float32)
    return Mesh(points, np.tile(np.array([0, 0, 1], np.float32), (4 * count, 1)), triangles)


def _clear(lower: Floats, sizes: Floats, depths: Floats) -> NDArray[np.bool_]:
    """Tell of each rectangle whether it overlaps none that is shown and nearer to the eye."""
    shown = np.zeros(len(lower), bool)
    upper = lower + sizes
    for number in np.argsort(depths, kind="stable"):
        overlapping = np.all((lower[shown] < upper[number]) & (lower[number] < upper[shown]), axis=1)
        shown[number] = not overlapping.any()
    return shown
