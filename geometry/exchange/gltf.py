"""A glTF 2.0 document that is put together piece by piece and written as one binary file (GLB)."""

import json
import struct
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geometry.exchange.paint import Paint
from geometry.mesh import Mesh

Object = dict[str, Any]
"""One object of the JSON part, as the specification names its properties."""

GLB, JSON, BINARY = 0x46546C67, 0x4E4F534A, 0x004E4942
LINES = 1
"""How a primitive is drawn: pairs of points."""
ROUGHNESS = 0.85
"""Everything is matte."""


class Target(IntEnum):
    """What a buffer view is for."""

    POINTS = 34962
    TRIANGLES = 34963


COMPONENTS = {"<f4": 5126, "<u4": 5125, "<u2": 5123}
SHAPES = {1: "SCALAR", 3: "VEC3", 4: "VEC4"}


class Document:
    """The document so far; every method that adds something returns its number."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.binary = bytearray()
        self.nodes: list[Object] = []
        self.meshes: list[Object] = []
        self.materials: list[Object] = []
        self.accessors: list[Object] = []
        self.views: list[Object] = []
        self.channels: list[Object] = []
        self.samplers: list[Object] = []
        self._paints: dict[Paint, int] = {}

    def node(self, name: str, **properties: object) -> int:
        """Add a node; properties that are None are left out."""
        self.nodes.append({"name": name, **{key: value for key, value in properties.items() if value is not None}})
        return len(self.nodes) - 1

    def mesh(self, name: str, painted: Sequence[tuple[Mesh, Paint]]) -> int:
        """Add a mesh of one primitive for each paint."""
        primitives = [self._primitive(mesh, self._material(paint)) for mesh, paint in painted]
        self.meshes.append({"name": name, "primitives": primitives})
        return len(self.meshes) - 1

    def lines(self, name: str, ends: NDArray[np.float32], paint: Paint) -> int:
        """Add a mesh of straight lines between pairs of points (2 n, 3)."""
        points = self.numbers(ends, Target.POINTS, bounded=True)
        primitive = {"attributes": {"POSITION": points}, "material": self._material(paint), "mode": LINES}
        self.meshes.append({"name": name, "primitives": [primitive]})
        return len(self.meshes) - 1

    def animate(self, node: int, path: str, times: int, values: int, *, stepwise: bool = False) -> None:
        """Move a property of a node through values (accessors)."""
        way = "STEP" if stepwise else "LINEAR"
        self.samplers.append({"input": times, "interpolation": way, "output": values})
        self.channels.append({"sampler": len(self.samplers) - 1, "target": {"node": node, "path": path}})

    def numbers(self, values: NDArray[Any], target: Target | None = None, *, bounded: bool = False) -> int:
        """Add numbers, (n,) or (n, k); `bounded` says the least and the greatest of each column."""
        columns = np.ascontiguousarray(values).reshape(len(values), -1)
        kind = columns.dtype.newbyteorder("<").str
        found: Object = {
            "bufferView": self._view(columns.tobytes(), target),
            "componentType": COMPONENTS[kind],
            "count": len(columns),
            "type": SHAPES[columns.shape[1]],
        }
        if bounded:
            found |= {"min": columns.min(axis=0).tolist(), "max": columns.max(axis=0).tolist()}
        self.accessors.append(found)
        return len(self.accessors) - 1

    def glb(self, roots: Sequence[int], name: str, animation: str, extras: Object) -> bytes:
        """Return the whole as the bytes of a file."""
        moving = [{"name": animation, "channels": self.channels, "samplers": self.samplers}] if self.channels else []
        parts: Object = {
            "asset": {"version": "2.0", "generator": "Linewright", "extras": extras},
            "scene": 0,
            "scenes": [{"name": name, "nodes": [*roots]}],
            "nodes": self.nodes,
            "meshes": self.meshes,
            "materials": self.materials,
            "animations": moving,
            "accessors": self.accessors,
            "bufferViews": self.views,
            "buffers": [{"byteLength": len(self.binary)}] if self.binary else [],
        }
        text = json.dumps({key: part for key, part in parts.items() if part != []}, allow_nan=False)
        chunks = [_chunk(JSON, text.encode("utf-8"), b" ")]
        if self.binary:
            chunks.append(_chunk(BINARY, bytes(self.binary), b"\0"))
        return struct.pack("<III", GLB, 2, 12 + sum(map(len, chunks))) + b"".join(chunks)

    def _view(self, content: bytes, target: Target | None) -> int:
        self.binary += bytes(-len(self.binary) % 4)
        found: Object = {"buffer": 0, "byteOffset": len(self.binary), "byteLength": len(content)}
        self.views.append(found | ({} if target is None else {"target": int(target)}))
        self.binary += content
        return len(self.views) - 1

    def _primitive(self, mesh: Mesh, material: int) -> Object:
        wide = len(mesh.points) > 65_535
        corners = mesh.triangles.ravel().astype(np.uint32 if wide else np.uint16)
        points = self.numbers(mesh.points.astype(np.float32), Target.POINTS, bounded=True)
        normals = self.numbers(_unit(mesh.normals), Target.POINTS)
        triangles = self.numbers(corners, Target.TRIANGLES)
        return {"attributes": {"POSITION": points, "NORMAL": normals}, "indices": triangles, "material": material}

    def _material(self, paint: Paint) -> int:
        if paint not in self._paints:
            self._paints[paint] = len(self.materials)
            self.materials.append(_material(paint))
        return self._paints[paint]


def _material(paint: Paint) -> Object:
    surface = {"baseColorFactor": [*paint.linear, paint.opacity], "metallicFactor": 0.0, "roughnessFactor": ROUGHNESS}
    found: Object = {"name": paint.name, "pbrMetallicRoughness": surface}
    if paint.opacity < 1:
        found |= {"alphaMode": "BLEND"}
    if paint.shines:
        found |= {"emissiveFactor": [*paint.linear]}
    return found


def _unit(normals: NDArray[np.float32]) -> NDArray[np.float32]:
    """Normals of length 1; one without a direction points up."""
    wide = normals.astype(np.float64)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    found: NDArray[np.float32] = np.where(lengths > 1e-6, wide / np.maximum(lengths, 1e-6), (0, 0, 1)).astype(
        np.float32
    )
    return found


def _chunk(kind: int, content: bytes, filler: bytes) -> bytes:
    padded = content + filler * (-len(content) % 4)
    return struct.pack("<II", len(padded), kind) + padded
