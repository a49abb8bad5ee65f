"""Which CAD formats are read, how a file is recognised by what it holds, and the way out for all others."""

import re
import zipfile
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from layouts.errors import UserError

HEAD = 4096
"""Bytes at the beginning of a file that tell what it holds."""
LARGEST = 256 * 1024 * 1024
"""Bytes of a file that is read."""
LARGEST_UNPACKED = 512 * 1024 * 1024
"""Bytes that a 3MF file, which is an archive itself, may hold when unpacked."""


class Format(Enum):
    """A format that is read; the value is what trimesh calls it."""

    STEP = "step"
    GLB = "glb"
    GLTF = "gltf"
    OBJ = "obj"
    STL = "stl"
    PLY = "ply"
    THREEMF = "3mf"
    COLLADA = "dae"


ENDINGS: Mapping[str, Format] = MappingProxyType(
    {
        ".step": Format.STEP,
        ".stp": Format.STEP,
        ".glb": Format.GLB,
        ".gltf": Format.GLTF,
        ".obj": Format.OBJ,
        ".stl": Format.STL,
        ".ply": Format.PLY,
        ".3mf": Format.THREEMF,
        ".dae": Format.COLLADA,
    }
)

_CAD = "open it in the CAD program that wrote it and save it as STEP (AP214 or AP242)"
_FREECAD = "open it in FreeCAD, or the program that wrote it, and save it as STEP"
_BLENDER = "open it in Blender and export glTF binary (.glb)"
WAYS_OUT: Mapping[str, str] = MappingProxyType(
    {
        ".dwg": "in AutoCAD, BricsCAD or the free ODA File Converter save it as DXF for a plan, as STEP for a body",
        ".dxf": "a plan is read by `linewright import-plan` and by `drawing:` in a layout",
        ".jt": "open it in the CAD program, or in Siemens JT2Go with its STEP option, and save it as STEP",
        ".igs": _FREECAD,
        ".iges": _FREECAD,
        ".sldprt": "open it in SolidWorks and save it as STEP AP214",
        ".sldasm": "open it in SolidWorks and save it as STEP AP214",
        ".catpart": "open it in CATIA and save it as STEP",
        ".catproduct": "open it in CATIA and save it as STEP",
        ".ipt": "open it in Inventor and export STEP",
        ".iam": "open it in Inventor and export STEP",
        ".prt": _CAD,
        ".asm": _CAD,
        ".par": _CAD,
        ".x_t": _CAD,
        ".x_b": _CAD,
        ".sat": _CAD,
        ".3dm": "open it in Rhino and save it as STEP",
        ".skp": "open it in SketchUp and export COLLADA (.dae) or glTF",
        ".rvt": "open it in Revit and export the family as DXF for a plan, or as OBJ or STL for a body",
        ".ifc": "open it in Blender with Bonsai, or in FreeCAD, and export glTF or STEP",
        ".fbx": _BLENDER,
        ".blend": _BLENDER,
        ".3ds": _BLENDER,
        ".max": "open it in 3ds Max and export glTF or OBJ",
        ".wrl": _BLENDER,
        ".x3d": _BLENDER,
        ".usd": _BLENDER,
        ".usdc": _BLENDER,
        ".usdz": _BLENDER,
    }
)
"""Endings of well-known formats that are not read, each with the program that saves them as one that is."""

ARCHIVES = tuple(
    map(bytes.fromhex, ("504b0304", "504b0506", "1f8b", "425a68", "377abcaf", "52617221", "fd377a58", "28b52ffd"))
)
"""How archives begin: zip, gzip, bzip2, 7z, rar, xz, zstd."""
_FOREIGN: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (re.compile(rb"AC10\d\d"), "a DWG drawing", ".dwg"),
    (re.compile(rb"Kaydara FBX"), "an FBX file", ".fbx"),
    (re.compile(rb"Version \d+\.\d+ JT"), "a JT file", ".jt"),
    (re.compile(rb"BLENDER"), "a Blender file", ".blend"),
    (re.compile(rb"[^\n]{72}S      1"), "an IGES file", ".igs"),
)


def format_of(path: Path) -> Format:
    """Return the format of a file by its ending, after a look at what it holds.

    Raises:
        UserError: for what is not read, with the way out; for archives, empty files and endings that do not fit.
        OSError: where the file cannot be read.
    """
    ending = path.suffix.lower()
    size = _size_of(path)
    with path.open("rb") as file:
        head = file.read(HEAD)
    for pattern, what, usual in _FOREIGN:
        if pattern.match(head):
            raise UserError(f"{path}: {what} is not read: {WAYS_OUT[usual]}")
    if ending in WAYS_OUT:
        raise UserError(f"{path}: {ending} files are not read: {WAYS_OUT[ending]}")
    if head.startswith(ARCHIVES) and ending != ".3mf":
        raise UserError(f"{path}: archives are not read: unpack it and name the CAD file inside")
    if ending not in ENDINGS:
        told = f"the ending {ending} tells no format" if ending else "without an ending the format is not told"
        raise UserError(f"{path}: {told}; expected {' '.join(ENDINGS)}")
    _look_inside(path, ENDINGS[ending], head, size)
    return ENDINGS[ending]


def _size_of(path: Path) -> int:
    if not path.is_file():
        raise UserError(f"{path}: {'not a file' if path.exists() else 'there is no such file'}")
    size = path.stat().st_size
    if size == 0:
        raise UserError(f"{path}: the file is empty")
    if size > LARGEST:
        raise UserError(f"{path}: {size:,} bytes; at most {LARGEST:,} are read")
    return size


def _look_inside(path: Path, wanted: Format, head: bytes, size: int) -> None:
    if wanted is Format.THREEMF:
        return _look_into_3mf(path)
    if wanted is Format.STL:
        return _look_at_stl(path, head, size)
    if not SIGNS[wanted](head):
        found = next((other for other, sign in SIGNS.items() if other is not wanted and sign(head)), None)
        instead = f"it holds {found.name}: rename it" if found else "it holds something else, or is damaged"
        raise UserError(f"{path}: this is no {wanted.name} file as its ending says; {instead}")
    return None


def _is_json(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _is_collada(head: bytes) -> bool:
    return b"<COLLADA" in head


def _is_obj(head: bytes) -> bool:
    return b"\0" not in head and bool(re.search(rb"^\s*(v|vn|vt|f|o|g|mtllib|#)\b", head, re.MULTILINE))


SIGNS: Mapping[Format, Callable[[bytes], bool]] = MappingProxyType(
    {
        Format.GLB: lambda head: head.startswith(b"glTF"),
        Format.STEP: lambda head: b"ISO-10303-21" in head,
        Format.PLY: lambda head: head.startswith(b"ply"),
        Format.COLLADA: _is_collada,
        Format.GLTF: _is_json,
        Format.OBJ: lambda head: _is_obj(head) and not _is_collada(head) and b"ISO-10303-21" not in head,
    }
)
"""How the beginning of each format looks; STL and 3MF are looked at more closely."""


def _look_at_stl(path: Path, head: bytes, size: int) -> None:
    """A binary STL says how many triangles it has, and is exactly so long; a text begins with `solid`."""
    count = int.from_bytes(head[80:84], "little") if size >= 84 else 0
    if size >= 84 and size == 84 + 50 * count:
        return
    if head.lstrip().startswith(b"solid") and b"\0" not in head:
        return
    room = max(0, (size - 84) // 50)
    raise UserError(
        f"{path}: no STL file, or a damaged one: it announces {count:,} triangles and has room for {room:,}"
    )


def _look_into_3mf(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UserError(f"{path}: no 3MF file, or a damaged one: {error}") from error
    if not any(entry.filename.endswith(".model") for entry in entries):
        raise UserError(f"{path}: archives are not read, and this one is no 3MF file: it holds no model")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED or len(entries) > 10_000:
        raise UserError(f"{path}: it would unpack to {unpacked:,} bytes; at most {LARGEST_UNPACKED:,} are read")
