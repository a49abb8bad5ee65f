"""The floor that fades into the background, its metre grid, and the soft shadows of what stands on it."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer, vtkTexture

from geometry.mesh import Mesh
from geometry.models.model import Shadow
from geometry.palette import Role, Theme
from geometry.scene import Extent, Piece
from geometry.solids import box, frames
from layouts.space import Polyline, Vector
from viewer.render.arrays import Bytes, polygons, set_texture_places, texture_of
from viewer.render.surfaces import COLOR, actor_of, mapper_of, mixed, rgb, shares

FADE = 0.45
"""Width of the fading rim as a share of the longer side of the floor."""
LEAST_FADE = 6.0
STEPS = 10
LINE = 0.03
"""Half the width of the line around a hall, metres."""
TILE = 5
"""Metres of floor in one tile of the grid: every fifth line is stronger."""
PIXELS = 640
"""Of a tile, a side."""
FLOOR_LEVEL, GRID_LEVEL, SHADOW_LEVEL = -0.012, 0.0, 0.007
"""Heights of the layers, metres: coplanar surfaces flicker."""

Floats = NDArray[np.float64]


class Ground:
    """Floor, grid and shadows."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin with a bare background."""
        self.renderer, self.theme = renderer, theme
        self.floor: list[vtkActor] = []
        self.shadows: list[vtkActor] = []
        self.grid_texture = texture_of(_grid_tile(), repeat=True, mipmap=True)
        self.shadow_texture = texture_of(_soft_corner())

    def lay(self, extent: Extent) -> None:
        """Lay the floor of an extent."""
        mesh, outside = _plane(extent)
        plain = np.array(rgb(self.theme[Role.FLOOR]), np.float64)
        behind = np.array(rgb(self.theme[Role.BACKGROUND]), np.float64)
        colors = plain + (behind - plain) * outside[:, None]
        floor = actor_of(mapper_of(polygons(mesh.moved((0, 0, FLOOR_LEVEL)), **{COLOR: _whole(colors)})), lit=False)
        floor.ForceTranslucentOn()  # drawn after what stands on it, and without depth: it never hides a sign
        self._replace(self.floor, [floor, self._grid(mesh, outside), *self._border(extent)])

    def cast(self, pieces: Iterable[Piece]) -> None:
        """Lay the shadows of pieces."""
        ribbons = [_ribbon(piece, shadow) for piece in pieces for shadow in piece.model.shadows]
        self._replace(self.shadows, [self._shadow(ribbons)] if ribbons else [])

    def actors(self) -> list[vtkActor]:
        """Return all actors."""
        return [*self.floor, *self.shadows]

    def _replace(self, old: list[vtkActor], new: list[vtkActor]) -> None:
        for actor in old:
            self.renderer.RemoveActor(actor)
        old[:] = new
        for actor in new:
            actor.PickableOff()
            self.renderer.AddActor(actor)

    def _grid(self, mesh: Mesh, outside: Floats) -> vtkActor:
        alphas = 255 * np.clip(1 - 2.2 * outside, 0, 1)
        colors = np.column_stack([np.tile(rgb(self.theme[Role.GRID]), (len(outside), 1)), alphas])
        data = polygons(mesh.moved((0, 0, GRID_LEVEL)), **{COLOR: _whole(colors)})
        set_texture_places(data, (mesh.points[:, :2] / TILE).astype(np.float32))
        return _painted(data, self.grid_texture)

    def _border(self, extent: Extent) -> list[vtkActor]:
        """The line around a declared hall."""
        if not extent.hall:
            return []
        left, front, right, rear = extent[:4]
        sides = (
            (left, front, right, front),
            (left, rear, right, rear),
            (left, front, left, rear),
            (right, front, right, rear),
        )
        mesh = Mesh.merged(box((a - LINE, b - LINE, 0.0), (c + LINE, d + LINE, 0.001)) for a, b, c, d in sides)
        actor = actor_of(mapper_of(polygons(mesh), None), lit=False)
        actor.GetProperty().SetColor(*shares(mixed(self.theme[Role.GRID], self.theme[Role.MARKING], 0.35)))
        actor.ForceTranslucentOn()
        return [actor]

    def _shadow(self, ribbons: list[tuple[Mesh, Floats, float]]) -> vtkActor:
        color = rgb(self.theme[Role.SHADOW])
        colors = [np.tile((*color, 255 * darkness), (len(mesh.points), 1)) for mesh, _, darkness in ribbons]
        merged = Mesh.merged(mesh for mesh, _, _ in ribbons)
        data = polygons(merged, **{COLOR: _whole(np.concatenate(colors))})
        set_texture_places(data, np.concatenate([uv for _, uv, _ in ribbons]).astype(np.float32))
        return _painted(data, self.shadow_texture)


def _whole(colors: Floats) -> Bytes:
    return np.round(colors).astype(np.uint8)


def _painted(data: vtkPolyData, texture: vtkTexture) -> vtkActor:
    actor = actor_of(mapper_of(data), lit=False)
    actor.SetTexture(texture)
    actor.ForceTranslucentOn()
    return actor


def _grid_tile() -> Bytes:
    """A tile of white lines on nothing: strong at its edges, faint between."""
    pixels = np.zeros((PIXELS, PIXELS, 4), np.uint8)
    pixels[..., :3] = 255
    metre = PIXELS // TILE
    for line in range(TILE + 1):
        strong = line in (0, TILE)
        at, half, alpha = line * metre, 2 if strong else 1, 255 if strong else 170
        low, high = max(at - half, 0), min(at + half, PIXELS)
        for part in (pixels[low:high], pixels[:, low:high]):
            part[..., 3] = np.maximum(part[..., 3], alpha)
    return pixels


def _soft_corner(size: int = 64) -> Bytes:
    """White whose opacity rises smoothly from the lower left edges to the upper right corner."""
    ramp = np.linspace(0, 1, size)
    soft = ramp * ramp * (3 - 2 * ramp)
    pixels = np.full((size, size, 4), 255, np.uint8)
    pixels[..., 3] = np.round(255 * soft[:, None] * soft[None, :])
    return pixels[::-1]


def _plane(extent: Extent) -> tuple[Mesh, Floats]:
    """A net over the floor and its fading rim, and how far outside each point lies: 0 on the floor, 1 at the rim."""
    rim = max(LEAST_FADE, FADE * max(extent.right - extent.left, extent.rear - extent.front))
    fading = rim * np.linspace(0, 1, STEPS + 1)
    xs = np.concatenate([extent.left - fading[::-1], extent.right + fading])
    ys = np.concatenate([extent.front - fading[::-1], extent.rear + fading])
    dx = np.maximum(np.maximum(extent.left - xs, xs - extent.right), 0)[:, None]
    dy = np.maximum(np.maximum(extent.front - ys, ys - extent.rear), 0)[None]
    out = np.clip(np.hypot(dx, dy) / rim, 0, 1).ravel()
    return _net(xs, ys), out * out * (3 - 2 * out)


def _net(xs: Floats, ys: Floats) -> Mesh:
    points = np.stack(np.meshgrid(xs, ys, [0.0], indexing="ij"), axis=-1).reshape(-1, 3)
    count = len(ys)
    first = (np.arange(len(xs) - 1)[:, None] * count + np.arange(count - 1)[None]).ravel()
    square = np.array([[0, count, count + 1], [0, count + 1, 1]])
    triangles = (first[:, None, None] + square).reshape(-1, 3).astype(np.int32)
    normals = np.tile(np.array([0, 0, 1], np.float32), (len(points), 1))
    return Mesh(points.astype(np.float32), normals, triangles)


def _ribbon(piece: Piece, shadow: Shadow) -> tuple[Mesh, Floats, float]:
    """The mesh of a shadow on the floor, its texture coordinates (n, 2), and its darkness."""
    line = [piece.pose.apply(point)._replace(z=SHADOW_LEVEL) for point in shadow.line]
    soft = min(shadow.softness, shadow.half_width)
    ends = Polyline(tuple(line))
    path = Polyline((ends.at(-shadow.softness), *_inset(ends, soft), ends.at(ends.length + shadow.softness)))
    points, lefts = frames(path)
    outer, inner = shadow.half_width + shadow.softness, shadow.half_width - soft
    offsets = _unfolded(path, np.array([-outer, -inner, inner, outer]))
    rows = points[:, None] + offsets[..., None] * lefts[:, None]
    along = np.array([0.0, *[1.0] * (len(points) - 2), 0.0])
    across = np.array([0.0, 1.0, 1.0, 0.0])
    uv = np.stack(np.broadcast_arrays(along[:, None], across[None]), axis=-1).reshape(-1, 2)
    return _strip(rows), uv, shadow.darkness


def _unfolded(path: Polyline, offsets: Floats) -> Floats:
    """Offsets (n, k) to the left of a path, none beyond the centre of a curve, where the ribbon would fold."""
    ahead = np.array([(d.x, d.y) for d in path.directions])
    turns = ahead[:-1, 0] * ahead[1:, 1] - ahead[:-1, 1] * ahead[1:, 0]
    lengths = np.diff(path.distances)
    bends = np.concatenate([[0.0], 2 * turns / (lengths[:-1] + lengths[1:]), [0.0]])
    reach = 0.95 / np.maximum(np.abs(bends), 1e-6)
    left = np.where(bends > 0, reach, np.inf)[:, None]
    right = np.where(bends < 0, -reach, -np.inf)[:, None]
    return np.clip(offsets[None], right, left)


def _inset(line: Polyline, soft: float) -> tuple[Vector, ...]:
    """The line without its soft ends."""
    soft = min(soft, 0.45 * line.length)
    inner = [p for p, d in zip(line.points, line.distances, strict=True) if soft < d < line.length - soft]
    return (line.at(soft), *inner, line.at(line.length - soft))


def _strip(rows: Floats) -> Mesh:
    """Join rows (n, 4, 3) of points by quads."""
    count = rows.shape[1]
    first = (np.arange(len(rows) - 1)[:, None] * count + np.arange(count - 1)[None]).ravel()
    square = np.array([[0, count, count + 1], [0, count + 1, 1]])
    triangles = (first[:, None, None] + square).reshape(-1, 3).astype(np.int32)
    points = rows.reshape(-1, 3).astype(np.float32)
    return Mesh(points, np.tile(np.array([0, 0, 1], np.float32), (len(points), 1)), triangles)
