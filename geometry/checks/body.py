"""The body of a piece: its triangles in the hall, and a skin a little inside of them that tells touch from overlap."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from geometry.checks.boxes import boxes_of
from geometry.mesh import Mesh, rotation_of
from geometry.models import Shape
from geometry.scene import KEPT_MODELS, Piece, model_of
from layouts.space import Pose

Floats = NDArray[np.float64]

TOLERANCE = 0.005
"""Bodies that reach into each other by no more than this touch, metres."""
PAINT = 0.02
"""What lies lower on the floor is paint, a mat or a plate that one drives over, metres."""
WELD = 1e-5
"""Points nearer than this are one, metres."""


@dataclass(frozen=True, eq=False)
class Body:
    """Triangles (m, 3, 3) in one frame, float64, metres; `skin` are the same ones moved inwards by half `TOLERANCE`.

    Two bodies overlap where their skins cross, so that what touches, or is modelled a hair too large, does not.
    """

    triangles: Floats
    skin: Floats
    seeds: NDArray[np.int64]
    """The highest triangle of each solid that it is made of."""

    @classmethod
    def of(cls, triangles: Floats) -> "Body":
        """Return the body of triangles (m, 3, 3), anticlockwise seen from outside."""
        points, at = _welded(triangles)
        labels, heights = _solids(len(points), at), triangles[:, :, 2].mean(axis=1)
        order = np.lexsort((-heights, labels))  # the highest: a solid may lack its underside
        seeds = order[np.unique(labels[order], return_index=True)[1]]
        return cls(triangles, _eroded(triangles, len(points), at, TOLERANCE / 2), seeds)

    def placed(self, pose: Pose) -> "Body":
        """Bring the body from the frame of its equipment into the hall."""
        turn, offset = rotation_of(pose).T, np.array(pose.position, np.float64)
        order = (2, 1, 0) if pose.mirror else (0, 1, 2)  # a reflection keeps the outside outside
        return Body(self.triangles[:, order] @ turn + offset, self.skin[:, order] @ turn + offset, self.seeds)

    @cached_property
    def box(self) -> Floats:
        """The box (2, 3) around it."""
        corners = self.triangles.reshape(-1, 3)
        return np.stack([corners.min(axis=0), corners.max(axis=0)])

    @cached_property
    def boxes(self) -> Floats:
        """The boxes (m, 2, 3) around the triangles of the skin."""
        return boxes_of(self.skin)


@lru_cache(maxsize=KEPT_MODELS)
def body_of(shape: Shape) -> Body:
    """Return the body of a shape in the frame of its equipment, without what lies flat on the floor."""
    mesh = Mesh.merged(surface.mesh for surface in model_of(shape).surfaces)
    triangles = mesh.points.astype(np.float64)[mesh.triangles]
    points, at = _welded(triangles)
    labels, tops = _solids(len(points), at), np.zeros(len(points))
    np.maximum.at(tops, labels, triangles[:, :, 2].max(axis=1, initial=0.0))
    return Body.of(triangles[tops[labels] > PAINT])


def body_in_hall(piece: Piece) -> Body:
    """Return the body of a piece in the hall."""
    return body_of(piece.shape).placed(piece.pose)


def _welded(triangles: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """The different points (n, 3) of triangles, and which of them each corner is (m, 3)."""
    points, at = np.unique(np.round(triangles.reshape(-1, 3) / WELD), axis=0, return_inverse=True)
    return points, at.reshape(-1, 3)


def _solids(points: int, corners: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the connected surface of each triangle (m,): the least number of its points spreads over all of it."""
    labels = np.arange(points)
    while True:
        least = labels[corners].min(axis=1, initial=points)
        spread = labels.copy()
        np.minimum.at(spread, corners, least[:, None])
        spread = spread[spread]
        if np.array_equal(spread, labels):
            return labels[corners[:, 0]]
        labels = spread


def _eroded(triangles: Floats, points: int, corners: NDArray[np.int64], depth: float) -> Floats:
    """Move every face inwards by a depth; faces that meet in a point move it along with all of them.

    A point moves by the least d with n·d = -depth for the normals n of its faces; where these oppose each other, as in
    a sheet with two sides, it stays.
    """
    normals = np.repeat(_normals(triangles), 3, axis=0)
    faces = np.unique(np.column_stack([corners.ravel(), np.round(normals, 3)]), axis=0)
    who, normal = faces[:, 0].astype(np.int64), faces[:, 1:]
    systems, sides = np.zeros((points, 3, 3)), np.zeros((points, 3))
    np.add.at(systems, who, normal[:, :, None] * normal[:, None, :])
    np.add.at(sides, who, -depth * normal)
    moves = np.einsum("nij,nj->ni", np.linalg.pinv(systems, rcond=1e-3, hermitian=True), sides)
    lengths = np.linalg.norm(moves, axis=1, keepdims=True)
    moves *= np.minimum(1.0, 3 * depth / np.maximum(lengths, 1e-12))
    moved: Floats = triangles + moves[corners]
    return moved


def _normals(triangles: Floats) -> Floats:
    """Unit normals (m, 3); zero for a triangle without an area."""
    crossed = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    lengths = np.linalg.norm(crossed, axis=1, keepdims=True)
    return crossed / np.where(lengths > 1e-12, lengths, np.inf)
