"""The floor that fades into the background, and its metre grid."""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from geometry.mesh import Mesh
from geometry.palette import Role, Theme
from geometry.plans.underlay import Underlay
from geometry.scene import Extent
from geometry.solids import box
from viewer.render.arrays import Bytes, lines_of, polygons, set_array
from viewer.render.drawings import drawing_actors
from viewer.render.surfaces import COLOR, actor_of, mapper_of, mixed, rgb, shares

FADE = 0.45
"""Width of the fading rim as a share of the longer side of the floor."""
LEAST_FADE = 6.0
STEPS = 10
EDGE = 0.03
"""Half the width of the line around a hall, metres."""
FLOOR_LEVEL = -0.012
SPACINGS = (1, 5, 10, 50, 100)
"""Distances between lines of the grid, metres; every fifth is stronger."""
MOST_LINES = 90
"""Along each side: with more the grid becomes a grey haze, and the next wider spacing is taken."""

Floats = NDArray[np.float64]


class Ground:
    """Floor and grid. Both are drawn after what stands on them, without depth: they never hide a sign."""

    def __init__(self, renderer: vtkRenderer, theme: Theme, pixel_ratio: float) -> None:
        """Begin with a bare background."""
        self.renderer, self.theme, self.ratio = renderer, theme, pixel_ratio
        self.actors: list[vtkActor] = []
        """In the order in which they lie over one another."""

    def lay(self, extent: Extent, underlay: Underlay | None = None) -> None:
        """Lay the floor of an extent, and a drawing on it."""
        rim = _Rim(extent)
        drawn = drawing_actors(underlay, self.theme, self.ratio) if underlay else []
        self._replace([self._plane(rim), *self._grid(rim), *drawn, *self._border(extent)])

    def _replace(self, new: list[vtkActor]) -> None:
        for actor in self.actors:
            self.renderer.RemoveActor(actor)
        self.actors = new
        for actor in new:
            actor.PickableOff()
            actor.ForceTranslucentOn()
            self.renderer.AddActor(actor)

    def _plane(self, rim: "_Rim") -> vtkActor:
        mesh = _net(rim.xs, rim.ys)
        floor, behind = (np.array(rgb(self.theme[role]), np.float64) for role in (Role.FLOOR, Role.BACKGROUND))
        colors = floor + (behind - floor) * rim.outside(rim.xs[:, None], rim.ys[None]).reshape(-1, 1)
        return actor_of(mapper_of(polygons(mesh.moved((0, 0, FLOOR_LEVEL)), **{COLOR: _whole(colors)})), lit=False)

    def _grid(self, rim: "_Rim") -> list[vtkActor]:
        """The faint lines and the strong ones."""
        spans = rim.xs[-1] - rim.xs[0], rim.ys[-1] - rim.ys[0]
        spacing = next((s for s in SPACINGS if max(spans) / s <= MOST_LINES), SPACINGS[-1])
        faint = self._lines(rim, spacing, strong=False)
        strong = self._lines(rim, spacing, strong=True)
        return [faint, strong]

    def _lines(self, rim: "_Rim", spacing: int, *, strong: bool) -> vtkActor:
        data = vtkPolyData()
        points, alphas = _grid_points(rim, spacing, strong)
        lines_of(data, points.reshape(-1, 3).astype(np.float32), points.shape[1])
        color = np.tile(rgb(self.theme[Role.GRID]), (alphas.size, 1))
        set_array(data, COLOR, _whole(np.column_stack([color, 255 * (1.0 if strong else 0.7) * alphas.ravel()])))
        actor = actor_of(mapper_of(data), lit=False)
        actor.GetProperty().SetLineWidth(self.ratio * (1.8 if strong else 1.0))
        return actor

    def _border(self, extent: Extent) -> list[vtkActor]:
        """The line around a declared hall."""
        if not extent.hall:
            return []
        left, front, right, rear = extent[:4]
        ends = [(left, front, right, front), (left, rear, right, rear)]
        ends += [(left, front, left, rear), (right, front, right, rear)]
        mesh = Mesh.merged(box((a - EDGE, b - EDGE, 0.0), (c + EDGE, d + EDGE, 0.001)) for a, b, c, d in ends)
        actor = actor_of(mapper_of(polygons(mesh), None), lit=False)
        actor.GetProperty().SetColor(*shares(mixed(self.theme[Role.GRID], self.theme[Role.MARKING], 0.35)))
        return [actor]


class _Rim:
    """The floor with the rim over which it fades: stations along both axes, close together in the rim."""

    def __init__(self, extent: Extent) -> None:
        """Find the stations."""
        self.extent = extent
        self.width = max(LEAST_FADE, FADE * max(extent.right - extent.left, extent.rear - extent.front))
        fading = self.width * np.linspace(0, 1, STEPS + 1)
        self.xs = np.concatenate([extent.left - fading[::-1], extent.right + fading])
        self.ys = np.concatenate([extent.front - fading[::-1], extent.rear + fading])

    def outside(self, x: Floats, y: Floats) -> Floats:
        """Return how far outside points lie: 0 on the floor, 1 at the edge of the rim."""
        extent = self.extent
        dx = np.maximum(np.maximum(extent.left - x, x - extent.right), 0)
        dy = np.maximum(np.maximum(extent.front - y, y - extent.rear), 0)
        out = np.clip(np.hypot(dx, dy) / self.width, 0, 1)
        smooth: Floats = out * out * (3 - 2 * out)
        return smooth


def _grid_points(rim: _Rim, spacing: int, strong: bool) -> tuple[Floats, Floats]:
    """Points (n, k, 3) of n lines and how opaque each is (n, k)."""
    rows, columns = _multiples(rim.ys, spacing, strong), _multiples(rim.xs, spacing, strong)
    x = np.concatenate([np.broadcast_to(rim.xs, (len(rows), len(rim.xs))), _spread(columns, len(rim.ys))])
    y = np.concatenate([_spread(rows, len(rim.xs)), np.broadcast_to(rim.ys, (len(columns), len(rim.ys)))])
    alphas = np.clip(1 - 2.2 * rim.outside(x, y), 0, 1)
    return np.stack([x, y, np.zeros_like(x)], axis=-1), alphas


def _multiples(stations: Floats, spacing: int, strong: bool) -> Floats:
    """The multiples of a spacing between the ends, either every fifth or all others."""
    counts = np.arange(np.ceil(stations[0] / spacing), np.floor(stations[-1] / spacing) + 1)
    chosen: Floats = spacing * counts[(counts % 5 == 0) == strong]
    return chosen


def _spread(values: Floats, count: int) -> Floats:
    return np.repeat(values[:, None], count, axis=1)


def _whole(colors: Floats) -> Bytes:
    return np.round(colors).astype(np.uint8)


def _net(xs: Floats, ys: Floats) -> Mesh:
    points = np.stack(np.meshgrid(xs, ys, [0.0], indexing="ij"), axis=-1).reshape(-1, 3)
    count = len(ys)
    first = (np.arange(len(xs) - 1)[:, None] * count + np.arange(count - 1)[None]).ravel()
    square = np.array([[0, count, count + 1], [0, count + 1, 1]])
    triangles = (first[:, None, None] + square).reshape(-1, 3).astype(np.int32)
    normals = np.tile(np.array([0, 0, 1], np.float32), (len(points), 1))
    return Mesh(points.astype(np.float32), normals, triangles)
