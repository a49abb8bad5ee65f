"""The soft shadows of equipment on the floor: one translucent ribbon under each piece, so that nothing floats."""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkTexture

from geometry.mesh import Mesh
from geometry.models.model import Shadow
from geometry.solids import frames
from layouts.space import Polyline, Vector
from viewer.render.arrays import Bytes, texture_of

LEVEL = 0.007
"""Height of the shadows above the floor, metres."""

Floats = NDArray[np.float64]


def shadow_texture() -> vtkTexture:
    """Return the texture of every shadow: nothing at two edges, opaque at the opposite corner."""
    return texture_of(_soft_corner())


def _soft_corner(size: int = 64) -> Bytes:
    """White whose opacity rises smoothly from the lower left edges to the upper right corner."""
    ramp = np.linspace(0, 1, size)
    soft = ramp * ramp * (3 - 2 * ramp)
    pixels = np.full((size, size, 4), 255, np.uint8)
    pixels[..., 3] = np.round(255 * soft[:, None] * soft[None, :])
    return pixels[::-1]


def ribbon(shadow: Shadow) -> tuple[Mesh, Floats]:
    """Return the mesh of a shadow in the frame of its equipment, on the floor, and its texture coordinates (n, 2)."""
    line = [point._replace(z=0.0) for point in shadow.line]
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
    return _strip(rows), uv


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
