"""Writing an imported model as GLB: each body once for each level of detail, its places as nodes, Y up, metres.

The levels are the scenes of the file, the finest first, which is the one that other programs show. What only we can
read stands in `asset.extras.linewright`: the size, the receipt, and a checksum of the triangles.
"""

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geometry.cad.assembly import Assembly, Floats
from geometry.cad.shading import meshes_of
from geometry.mesh import Mesh

UPRIGHT = [1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1]
"""Brings Z up to Y up: a (4, 4) matrix by columns."""
FLOAT, WHOLE = 5126, 5125
"""Types of numbers in glTF."""
CORNERS, ROWS = 34962, 34963
"""What an array in glTF is for: values of corners, or which corners make a triangle."""
STEEL = [0.456, 0.509, 0.558, 1.0]
"""The grey of what has no colour, as shares of light."""


def glb_of(levels: Sequence[Assembly], extras: Mapping[str, Any]) -> bytes:
    """Return the file of an assembly in several levels of detail, the finest first."""
    return _Writer(levels[0].palette).glb(levels, extras)


class _Writer:
    """Collects what a glTF file lists, and the bytes that it points into."""

    def __init__(self, palette: Sequence[str | None]) -> None:
        self.data = bytearray()
        self.views: list[dict[str, Any]] = []
        self.accessors: list[dict[str, Any]] = []
        self.meshes: list[dict[str, Any]] = []
        self.nodes: list[dict[str, Any]] = []
        self.materials = [_material(color) for color in palette]

    def glb(self, levels: Sequence[Assembly], extras: Mapping[str, Any]) -> bytes:
        scenes = [{"nodes": [self._level(level)]} for level in levels]
        own = {**extras, "sha256": hashlib.sha256(self.data).hexdigest()}
        tree = {
            "asset": {"version": "2.0", "generator": "Linewright", "extras": {"linewright": own}},
            "scene": 0,
            "scenes": scenes,
            "nodes": self.nodes,
            "meshes": self.meshes,
            "materials": self.materials,
            "accessors": self.accessors,
            "bufferViews": self.views,
            "buffers": [{"byteLength": len(self.data)}],
        }
        text = json.dumps(tree, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        whole = struct.pack("<III", 0x46546C67, 2, 28 + len(text) + len(self.data))
        return whole + struct.pack("<I4s", len(text), b"JSON") + text + _head(self.data) + bytes(self.data)

    def _level(self, level: Assembly) -> int:
        """Write a level and return the number of its root."""
        first = len(self.meshes)
        self.meshes += [{"primitives": self._primitives(meshes_of(body))} for body in level.bodies]
        children = []
        for place in level.placed:
            children.append(len(self.nodes))
            node: dict[str, Any] = {"mesh": first + place.body, "matrix": _matrix(place.rotation, place.offset)}
            self.nodes.append({**node, "name": place.name} if place.name else node)
        self.nodes.append({"matrix": UPRIGHT, "children": children})
        return len(self.nodes) - 1

    def _primitives(self, meshes: Mapping[int, Mesh]) -> list[dict[str, Any]]:
        return [
            {
                "attributes": {
                    "POSITION": self._points(mesh),
                    "NORMAL": self._array(mesh.normals, FLOAT, "VEC3", CORNERS),
                },
                "indices": self._array(mesh.triangles.astype(np.uint32).ravel(), WHOLE, "SCALAR", ROWS),
                "material": color,
            }
            for color, mesh in meshes.items()
        ]

    def _points(self, mesh: Mesh) -> int:
        number = self._array(mesh.points, FLOAT, "VEC3", CORNERS)
        self.accessors[number]["min"] = [float(value) for value in mesh.points.min(axis=0)]
        self.accessors[number]["max"] = [float(value) for value in mesh.points.max(axis=0)]
        return number

    def _array(self, array: NDArray[Any], component: int, form: str, target: int) -> int:
        data = np.ascontiguousarray(array).tobytes()
        self.views.append({"buffer": 0, "byteOffset": len(self.data), "byteLength": len(data), "target": target})
        self.data += data
        view = len(self.views) - 1
        self.accessors.append({"bufferView": view, "componentType": component, "count": len(array), "type": form})
        return len(self.accessors) - 1


def _head(data: bytearray) -> bytes:
    return struct.pack("<I4s", len(data), b"BIN\0")


def _matrix(rotation: Floats, offset: Floats) -> list[float]:
    whole = np.eye(4)
    whole[:3, :3], whole[:3, 3] = rotation, offset
    return [float(value) for value in whole.T.ravel()]


def _material(color: str | None) -> dict[str, Any]:
    """The colour as shares of light (IEC 61966-2-1); grey, and marked as such, where the file had none."""
    factor = [*map(_light, bytes.fromhex(color[1:])), 1.0] if color else STEEL
    look = {"baseColorFactor": factor, "metallicFactor": 0.0, "roughnessFactor": 0.9}
    return {"pbrMetallicRoughness": look, "doubleSided": True, "extras": {"color": color}}


def _light(seen: int) -> float:
    share = seen / 255
    return round(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4, 6)
