"""Reads a GLB file as strictly as the specification asks, without the writer's own code."""

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

TYPES: Mapping[int, np.dtype[Any]] = {5126: np.dtype("<f4"), 5125: np.dtype("<u4"), 5123: np.dtype("<u2")}
WIDTHS = {"SCALAR": 1, "VEC3": 3, "VEC4": 4}
Floats = NDArray[np.float64]
Object = Mapping[str, Any]


@dataclass(frozen=True)
class GltfFile:
    """The JSON part and the binary part."""

    json: Any
    binary: bytes

    @classmethod
    def read(cls, content: bytes) -> "GltfFile":
        magic, version, length = struct.unpack_from("<III", content)
        assert (magic, version, length) == (0x46546C67, 2, len(content))
        size, kind = struct.unpack_from("<II", content, 12)
        assert kind == 0x4E4F534A
        assert size % 4 == 0
        binary_size, binary_kind = struct.unpack_from("<II", content, 20 + size)
        assert binary_kind == 0x004E4942
        assert 28 + size + binary_size == length
        return cls(json.loads(content[20 : 20 + size]), content[28 + size :])

    def check(self) -> None:
        """Everything refers to what is there, bounds are right, times increase, normals and rotations are unit."""
        assert self.json["asset"]["version"] == "2.0"
        for view in self.json["bufferViews"]:
            assert view["byteOffset"] % 4 == 0
            assert view["byteOffset"] + view["byteLength"] <= self.json["buffers"][0]["byteLength"] <= len(self.binary)
        for number, accessor in enumerate(self.json["accessors"]):
            if "min" in accessor:
                values = self.numbers(number)
                np.testing.assert_array_equal(values.min(axis=0), accessor["min"])
                np.testing.assert_array_equal(values.max(axis=0), accessor["max"])
        for mesh in self.json["meshes"]:
            for primitive in mesh["primitives"]:
                self._check_primitive(primitive)
        self._check_tree()
        for animation in self.json.get("animations", []):
            self._check_animation(animation)

    def _check_primitive(self, primitive: Object) -> None:
        points = self.numbers(primitive["attributes"]["POSITION"])
        normals = self.numbers(primitive["attributes"]["NORMAL"])
        corners = self.numbers(primitive["indices"])
        assert len(points) == len(normals) > corners.max()
        assert len(corners) % 3 == 0
        np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1.0, atol=1e-5)
        assert 0 <= primitive["material"] < len(self.json["materials"])

    def _check_tree(self) -> None:
        """Each node has one parent at most, and no cycle: all are reached from the roots exactly once."""
        reached, open_nodes = [], [*self.json["scenes"][0]["nodes"]]
        while open_nodes:
            node = open_nodes.pop()
            reached.append(node)
            open_nodes += self.json["nodes"][node].get("children", [])
        assert sorted(reached) == [*range(len(self.json["nodes"]))]

    def _check_animation(self, animation: Object) -> None:
        for channel in animation["channels"]:
            times, values = self.keyframes(animation, channel)
            assert len(times) == len(values)
            assert times[0] >= 0
            assert all(b > a for a, b in pairwise(times))
            if channel["target"]["path"] == "rotation":
                np.testing.assert_allclose(np.linalg.norm(values, axis=1), 1.0, atol=1e-5)

    def numbers(self, accessor: int) -> Floats:
        found = self.json["accessors"][accessor]
        view = self.json["bufferViews"][found["bufferView"]]
        kind, width = TYPES[found["componentType"]], WIDTHS[found["type"]]
        content = self.binary[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]
        values: Floats = np.frombuffer(content, kind).reshape(found["count"], width).astype(np.float64)
        return values

    def keyframes(self, animation: Object, channel: Object) -> tuple[Floats, Floats]:
        sampler = animation["samplers"][channel["sampler"]]
        return self.numbers(sampler["input"])[:, 0], self.numbers(sampler["output"])

    def posed(self, t: float) -> "GltfFile":
        """The file with all nodes where the animation has them at a time, none of them mirrored by it."""
        nodes = [dict(node) for node in self.json["nodes"]]
        for animation in self.json.get("animations", []):
            for channel in animation["channels"]:
                step = animation["samplers"][channel["sampler"]]["interpolation"] == "STEP"
                way = channel["target"]["path"]
                value = _between(*self.keyframes(animation, channel), t, step=step, turn=way == "rotation")
                nodes[channel["target"]["node"]][way] = value.tolist()
        return GltfFile({**self.json, "nodes": nodes}, self.binary)

    def node(self, name: str) -> int:
        (found,) = [number for number, node in enumerate(self.json["nodes"]) if node["name"] == name]
        return found

    def matrix(self, number: int) -> Floats:
        """The matrix (4, 4) from a node to the world."""
        node = self.json["nodes"][number]
        found = np.eye(4)
        found[:3, :3] = rotation(node.get("rotation", [0, 0, 0, 1])) * node.get("scale", [1, 1, 1])
        found[:3, 3] = node.get("translation", [0, 0, 0])
        parents = [parent for parent, other in enumerate(self.json["nodes"]) if number in other.get("children", [])]
        return self.matrix(parents[0]) @ found if parents else found

    def points(self, number: int) -> Floats:
        """All points (n, 3) of the mesh of a node in the world."""
        mesh = self.json["meshes"][self.json["nodes"][number]["mesh"]]
        local = np.concatenate([self.numbers(p["attributes"]["POSITION"]) for p in mesh["primitives"]])
        matrix = self.matrix(number)
        world: Floats = local @ matrix[:3, :3].T + matrix[:3, 3]
        return world


def _between(times: Floats, values: Floats, t: float, *, step: bool, turn: bool) -> Floats:
    row = int(np.clip(np.searchsorted(times, t, side="right") - 1, 0, len(times) - 1))
    if step or row + 1 == len(times) or t <= times[row]:
        held: Floats = values[row]
        return held
    share, one, other = (t - times[row]) / (times[row + 1] - times[row]), values[row], values[row + 1]
    if not turn:
        mixed: Floats = one + share * (other - one)
        return mixed
    other = other if one @ other >= 0 else -other
    angle = float(np.arccos(np.clip(one @ other, -1, 1)))
    near = angle < 1e-6
    a, b = (1 - share, share) if near else (np.sin((1 - share) * angle), np.sin(share * angle))
    slerped: Floats = (a * one + b * other) / (1.0 if near else np.sin(angle))
    return slerped


def rotation(quaternion: Iterable[float]) -> Floats:
    x, y, z, w = quaternion
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
