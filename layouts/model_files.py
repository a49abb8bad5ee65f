"""Models that are files: what a GLB that `linewright import-cad` wrote says of itself, read without its triangles."""

import hashlib
import json
import math
import struct
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from layouts.errors import Code, fault
from layouts.space import Size

ENDING = ".glb"
LARGEST = 256 * 1024 * 1024
"""Bytes of a model that is read."""
FARTHEST = 1000.0
"""Metres of a side, at most."""
EXPECTED = "a model that `linewright import-cad` wrote"
Stamp = tuple[int, int]
"""Time of the last change (ns) and size of a file."""


class Container(NamedTuple):
    """The two halves of a GLB: what it says, and the numbers that it points into."""

    tree: dict[str, Any]
    data: bytes


class ModelFile(str):
    """The name of a model that is a file, as a layout writes it; with it the place of the file and what it measures."""

    path: Path
    size: Size
    stamp: Stamp

    def __new__(cls, name: str, path: Path, size: Size, stamp: Stamp) -> "ModelFile":
        """Keep the name together with what its file says."""
        model = super().__new__(cls, name)
        model.path, model.size, model.stamp = path, size, stamp
        return model

    def __getnewargs__(self) -> tuple[str, Path, Size, Stamp]:  # type: ignore[override] # more than a text's own
        """Pickle with what the file says: the window hands layouts to its worker."""
        return str(self), self.path, self.size, self.stamp


def is_file_name(model: str) -> bool:
    """Tell whether the name of a model is that of a file."""
    return model.lower().endswith(ENDING) or "/" in model or "\\" in model


def model_file(name: str, folder: Path | None) -> ModelFile:
    """Find the model that a layout in a folder names.

    Raises:
        PydanticCustomError: where there is no such file inside the folder, and where it is no model of ours.
    """
    if folder is None:
        raise fault(Code.DATA_FILE, f"the model {name}", "a layout that is a file itself, with this one beside it")
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise fault(Code.DATA_FILE, f"the model {name} outside the folder of the layout", "a file in that folder")
    try:
        status = path.stat()
        stamp = status.st_mtime_ns, status.st_size
        return ModelFile(name, path, _size_in(path, stamp), stamp)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise fault(Code.DATA_FILE, f"the model {name}: {reason}", EXPECTED) from error


@lru_cache(maxsize=256)
def _size_in(path: Path, stamp: Stamp) -> Size:
    own = own_part(container(path.read_bytes() if stamp[1] <= LARGEST else b""))
    sides = own.get("size")
    if not isinstance(sides, list) or len(sides) != 3 or not all(map(_is_side, sides)):
        raise ValueError("it does not say how large it is")
    length, width, height = (max(round(float(side), 4), 0.001) for side in sides)
    return Size(length, width, height)


def _is_side(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value) and 0 <= value <= FARTHEST


def container(data: bytes) -> Container:
    """Take a GLB apart.

    Raises:
        ValueError: where it is none, or damaged.
    """
    if len(data) < 28 or data[:4] != b"glTF":
        raise ValueError("it is no GLB")
    _, version, length = struct.unpack_from("<III", data)
    size, kind = struct.unpack_from("<I4s", data, 12)
    if version != 2 or length != len(data) or kind != b"JSON" or 28 + size > length:
        raise ValueError("it is damaged")
    rest, kind = struct.unpack_from("<I4s", data, 20 + size)
    if kind != b"BIN\0" or 28 + size + rest != length:
        raise ValueError("it is damaged")
    try:
        tree = json.loads(data[20 : 20 + size])
    except (ValueError, RecursionError) as error:
        raise ValueError("it is damaged") from error
    return Container(tree if isinstance(tree, dict) else {}, data[28 + size :])


def own_part(held: Container) -> dict[str, Any]:
    """Return what the import wrote about the model.

    Raises:
        ValueError: where another program wrote the file, or changed it since.
    """
    tree: Any = held.tree
    for name in ("asset", "extras", "linewright"):
        tree = tree.get(name) if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or tree.get("format") != 1:
        raise ValueError("it was not imported, so that its unit and its up axis are not known")
    if tree.get("sha256") != hashlib.sha256(held.data).hexdigest():
        raise ValueError("it was changed or damaged after it was imported")
    return tree
