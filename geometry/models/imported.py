"""Equipment whose look is a file that `linewright import-cad` wrote. The file may have been changed by anybody since.

Only what the import writes is read: triangles of one colour each, placed by matrices. Whatever else stands there, or
numbers that point beyond its end, makes it damaged, and a block stands in its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geometry.mesh import Mesh
from geometry.models.model import Model, Shadow, Shape, Site, Surface, around
from geometry.models.scenery import PlaceholderShape
from geometry.palette import Role
from layouts.model_files import Container, ModelFile, Stamp, container, own_part
from layouts.space import Pose, Size, Vector

MOST_TRIANGLES = 2_000_000
"""Triangles of one level that are drawn."""
MOST_PLACES = 20_000
NEAR_FLOOR = 0.25
"""Share of its height up to which a model leaves a shadow on the floor."""
GRID = 10
DARK = 0.5
_SHARES = np.array([(a, b, 8 - a - b) for a in range(9) for b in range(9 - a)])
SPREAD = _SHARES / 8
"""Points spread over a triangle, as shares of its corners (k, 3)."""
NUMBERS = {5126: np.dtype("<f4"), 5125: np.dtype("<u4")}
"""Numbers by their type in glTF."""
WIDTHS = {"VEC3": 3, "SCALAR": 1}
_DAMAGED = (ValueError, LookupError, TypeError, AttributeError, OverflowError, MemoryError)
"""What reading raises of a tree that is not as the import writes it."""


@dataclass(frozen=True)
class ImportedShape:
    """A model in a file, as it was at its stamp."""

    path: Path
    stamp: Stamp
    size: Size

    def model(self) -> Model:
        """Read the model; a block of its size where the file has gone or is damaged."""
        try:
            levels = levels_in(container(self.path.read_bytes()))
        except (OSError, *_DAMAGED):
            return PlaceholderShape(self.size).model()
        finest, coarsest = levels[0], levels[-1]
        whole = Mesh.merged(surface.mesh for surface in finest)
        top = whole.points[whole.points[:, 2].argmax()]
        return Model(
            finest,
            coarse=() if len(levels) == 1 else coarsest,
            shadows=(_shadow(whole),),
            crown=Vector(*map(float, top)),
            sides=around(self.size.length, self.size.width),
        )


def imported_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of equipment whose model is a file."""
    model = site.equipment.model
    if not isinstance(model, ModelFile) or site.pose is None:
        return None
    return ImportedShape(model.path, model.stamp, model.size), site.pose


def _shadow(mesh: Mesh) -> Shadow:
    """The shadow of what is near the floor: the lighter, the less of its rectangle is taken by something."""
    corners = mesh.points[mesh.triangles]
    height = NEAR_FLOOR * float(mesh.points[:, 2].max()) + 0.01
    low = corners[corners[:, :, 2].min(axis=1) <= height]
    spread = (SPREAD @ low)[..., :2].reshape(-1, 2)
    (left, front), (right, rear) = spread.min(axis=0), spread.max(axis=0)
    length, width = max(float(right - left), 0.02), max(float(rear - front), 0.02)
    cells = np.floor((spread - (left, front)) / (length, width) * GRID * 0.999).astype(np.int64)
    taken = len(np.unique(cells, axis=0)) / GRID**2
    middle, soft = float(front + rear) / 2, min(0.3, 0.3 * max(length, width))
    return Shadow((Vector(float(left), middle), Vector(float(left) + length, middle)), width / 2, soft, DARK * taken)


def levels_in(held: Container) -> list[tuple[Surface, ...]]:
    """Return the surfaces of each level of detail, the finest first.

    Raises:
        ValueError: and others of `_DAMAGED`, where the file is not as the import writes it.
    """
    own_part(held)
    reader = _Reader(held)
    levels = [reader.level(scene) for scene in held.tree["scenes"][:8]]
    if not levels or not all(levels):
        raise ValueError("there is nothing in it")
    return levels


class _Reader:
    """Reads surfaces out of a container."""

    def __init__(self, held: Container) -> None:
        self.tree, self.data = held.tree, held.data

    def level(self, scene: dict[str, Any]) -> tuple[Surface, ...]:
        """The surfaces of a scene, one for each colour."""
        (root,) = scene["nodes"]
        places = [self._item("nodes", number) for number in self._item("nodes", root)["children"][:MOST_PLACES]]
        found: dict[int, list[Mesh]] = {}
        triangles = 0
        for place in places:
            for color, mesh in self._placed(place):
                found.setdefault(color, []).append(mesh)
                triangles += len(mesh.triangles)
                if triangles > MOST_TRIANGLES:
                    raise ValueError("too many triangles")
        return tuple(Surface(Role.STEEL, Mesh.merged(several), self._tint(color)) for color, several in found.items())

    def _item(self, name: str, number: int) -> dict[str, Any]:
        if number < 0:
            raise ValueError("a negative number")
        item: dict[str, Any] = self.tree[name][number]
        return item

    def _tint(self, material: int) -> str | None:
        color: str | None = self._item("materials", material)["extras"]["color"]
        if color is not None and not re.fullmatch("#[0-9a-f]{6}", color):
            raise ValueError("no colour")
        return color

    def _placed(self, place: dict[str, Any]) -> Iterator[tuple[int, Mesh]]:
        matrix = np.array(place["matrix"], np.float64).reshape(4, 4).T
        if not np.isfinite(matrix).all() or np.abs(matrix).max() > 1e6:
            raise ValueError("no place")
        for primitive in self._item("meshes", place["mesh"])["primitives"]:
            yield primitive["material"], self._mesh(primitive).rotated(matrix[:3, :3]).moved(matrix[:3, 3].tolist())

    def _mesh(self, primitive: dict[str, Any]) -> Mesh:
        points = self._array(primitive["attributes"]["POSITION"], "VEC3")
        normals = self._array(primitive["attributes"]["NORMAL"], "VEC3")
        corners = self._array(primitive["indices"], "SCALAR").reshape(-1, 3)
        if len(normals) != len(points) or (len(corners) and corners.max() >= len(points)):
            raise ValueError("triangles of points that are not there")
        if not np.isfinite(points).all() or not np.isfinite(normals).all():
            raise ValueError("coordinates that are not numbers")
        return Mesh(points, normals, corners.astype(np.int32))

    def _array(self, number: int, form: str) -> NDArray[Any]:
        accessor = self._item("accessors", number)
        view = self._item("bufferViews", accessor["bufferView"])
        start, count = int(view["byteOffset"]), int(accessor["count"])
        if accessor["type"] != form or start < 0 or count < 0:
            raise ValueError("an array of another kind")
        width = WIDTHS[form]
        flat = np.frombuffer(self.data, NUMBERS[accessor["componentType"]], count * width, start)
        return flat.reshape(-1, width) if width > 1 else flat
