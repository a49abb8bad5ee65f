"""Triangle meshes as plain arrays: points with their normals, and triangles between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from layouts.space import Pose, Vector

Points = NDArray[np.float32]
"""(n, 3) float32, metres."""
Triangles = NDArray[np.int32]
"""(m, 3) int32, rows of a point array, anticlockwise seen from outside."""


@dataclass(frozen=True, eq=False)
class Mesh:
    """A surface: points (n, 3), unit normals (n, 3) and triangles (m, 3). Points on a sharp edge occur once a face."""

    points: Points
    normals: Points
    triangles: Triangles

    @classmethod
    def merged(cls, meshes: Iterable["Mesh"]) -> Self:
        """Put meshes together into one."""
        several = [*meshes]
        if not several:
            return cls(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32))
        starts = np.cumsum([0, *(len(mesh.points) for mesh in several[:-1])])
        triangles = [mesh.triangles + start for mesh, start in zip(several, starts, strict=True)]
        return cls(
            np.concatenate([mesh.points for mesh in several]),
            np.concatenate([mesh.normals for mesh in several]),
            np.concatenate(triangles).astype(np.int32),
        )

    @cached_property
    def bounds(self) -> tuple[Vector, Vector]:
        """The lowest and the highest corner of the box around the mesh."""
        return Vector(*map(float, self.points.min(axis=0))), Vector(*map(float, self.points.max(axis=0)))

    def moved(self, offset: Sequence[float]) -> "Mesh":
        """Return the mesh shifted by an offset."""
        return Mesh(self.points + np.asarray(offset, np.float32), self.normals, self.triangles)

    def repeated(self, offsets: NDArray[np.float64]) -> "Mesh":
        """Return copies of the mesh, one shifted by each offset (k, 3), as one mesh."""
        count, size = len(offsets), len(self.points)
        points = (self.points[None] + offsets[:, None].astype(np.float32)).reshape(-1, 3)
        triangles = (self.triangles[None] + size * np.arange(count, dtype=np.int32)[:, None, None]).reshape(-1, 3)
        return Mesh(points, np.tile(self.normals, (count, 1)), triangles)

    def rotated(self, matrix: NDArray[np.float64]) -> "Mesh":
        """Return the mesh turned about the origin by a (3, 3) rotation; a reflection keeps the outside outside."""
        turn = matrix.T.astype(np.float32)
        triangles = self.triangles if _turns(matrix) else self.triangles[:, ::-1]
        return Mesh(self.points @ turn, self.normals @ turn, triangles)

    def stretched(self, factors: Sequence[float]) -> "Mesh":
        """Return the mesh stretched about the origin by three positive factors, its normals upright on it as before."""
        scale = np.asarray(factors, np.float32)
        normals = self.normals / scale
        return Mesh(self.points * scale, normals / np.linalg.norm(normals, axis=1, keepdims=True), self.triangles)

    def placed(self, pose: Pose) -> "Mesh":
        """Bring the mesh from the frame of its equipment into the hall."""
        return self.rotated(rotation_of(pose)).moved(pose.position)


def rotation_of(pose: Pose) -> NDArray[np.float64]:
    """Return the (3, 3) matrix that brings directions from the frame of the equipment into the hall."""
    origin = pose.position
    columns = [pose.apply(axis).minus(origin) for axis in (Vector(1, 0), Vector(0, 1), Vector(0, 0, 1))]
    return np.array(columns, np.float64).T


def _turns(matrix: NDArray[np.float64]) -> bool:
    """Tell whether an orthogonal matrix turns, and does not reflect: whether its determinant is positive."""
    (a, b, c), (d, e, f), (g, h, i) = matrix.tolist()
    return bool(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g) > 0)
