"""What tests ask of meshes: the distance to a point, the volume, whether the outside is outside."""

import numpy as np
import trimesh
from numpy.typing import NDArray

from geometry.mesh import Mesh
from geometry.models.model import Model
from layouts.space import Vector

Floats = NDArray[np.float64]


def whole(mesh: Mesh) -> trimesh.Trimesh:
    """The mesh with one vertex for each place."""
    body = trimesh.Trimesh(mesh.points.astype(np.float64), mesh.triangles, process=False)
    body.merge_vertices(merge_norm=True, merge_tex=True)
    return body


def is_outward(mesh: Mesh) -> bool:
    """Whether each triangle runs anticlockwise seen from the side to which its normals point."""
    corners = mesh.points[mesh.triangles].astype(np.float64)
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    large = np.linalg.norm(faces, axis=1) > 1e-9
    along = np.einsum("ij,ikj->ik", faces, mesh.normals[mesh.triangles].astype(np.float64))
    return bool(np.all(along[large] > 0))


def has_unit_normals(mesh: Mesh) -> bool:
    return bool(np.allclose(np.linalg.norm(mesh.normals, axis=1), 1.0, atol=1e-5))


def distance(model: Model, point: Vector) -> float:
    """From a point to the nearest of all triangles, metres."""
    mesh = Mesh.merged(surface.mesh for surface in model.surfaces)
    return float(np.min(_distances(mesh.points[mesh.triangles].astype(np.float64), np.array(point))))


def _distances(triangles: Floats, point: Floats) -> Floats:
    """To each triangle (n, 3, 3): to its plane where the foot is inside, else to its nearest edge."""
    a, b, c = triangles.transpose(1, 0, 2)
    edges = np.minimum.reduce([_to_segment(a, b, point), _to_segment(b, c, point), _to_segment(c, a, point)])
    normal = np.cross(b - a, c - a)
    area = np.einsum("ij,ij->i", normal, normal)
    safe = np.where(area > 0, area, 1.0)
    inside = np.ones(len(triangles), bool)
    for start, end in ((a, b), (b, c), (c, a)):
        inside &= np.einsum("ij,ij->i", np.cross(end - start, point - start), normal) >= 0
    plane = np.abs(np.einsum("ij,ij->i", point - a, normal)) / np.sqrt(safe)
    nearest: Floats = np.where(inside & (area > 0), plane, edges)
    return nearest


def _to_segment(start: Floats, end: Floats, point: Floats) -> Floats:
    along = end - start
    squares = np.einsum("ij,ij->i", along, along)
    share = np.einsum("ij,ij->i", point - start, along) / np.where(squares > 0, squares, 1.0)
    feet = start + np.clip(share, 0.0, 1.0)[:, None] * along
    lengths: Floats = np.linalg.norm(point - feet, axis=1)
    return lengths
