"""Units and up axis of a CAD file: read where the format says them, guessed with a reason, or asked for."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import MappingProxyType

import numpy as np

from geometry.cad.assembly import Floats
from geometry.cad.formats import HEAD, Format
from layouts.errors import UserError


class Unit(Enum):
    """A unit of length; the value is how a file and the command line call it."""

    MICROMETRE = "um"
    MILLIMETRE = "mm"
    CENTIMETRE = "cm"
    METRE = "m"
    INCH = "in"
    FOOT = "ft"


METRES: Mapping[Unit, float] = MappingProxyType(
    {
        Unit.MICROMETRE: 1e-6,
        Unit.MILLIMETRE: 0.001,
        Unit.CENTIMETRE: 0.01,
        Unit.METRE: 1.0,
        Unit.INCH: 0.0254,
        Unit.FOOT: 0.3048,
    }
)
"""How many metres a unit is."""


class Up(Enum):
    """The axis that points up in the file."""

    X = "x"
    Y = "y"
    Z = "z"


ROTATIONS: Mapping[Up, Floats] = MappingProxyType(
    {
        Up.X: np.array([[0.0, -1.0, 0.0], [0.0, 0.0, -1.0], [1.0, 0.0, 0.0]]),
        Up.Y: np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]]),
        Up.Z: np.eye(3),
    }
)
"""The rotation that makes an axis point up."""

SMALLEST, LARGEST = 0.02, 100.0
"""Longest side of equipment that is believed without asking, metres."""
GUESSED_METRES = (0.2, 50.0)
"""Numbers that are taken for metres where a file has no unit: no piece of equipment is so small in millimetres."""
GUESSED_MILLIMETRES = (200.0, 50_000.0)
_3MF_UNITS = MappingProxyType(
    {
        "micron": Unit.MICROMETRE,
        "millimeter": Unit.MILLIMETRE,
        "centimeter": Unit.CENTIMETRE,
        "meter": Unit.METRE,
        "inch": Unit.INCH,
        "foot": Unit.FOOT,
    }
)


@dataclass(frozen=True)
class Scale:
    """How long the unit of a file is (metres), what it is called, and how that is known."""

    metres: float
    name: str
    reason: str


@dataclass(frozen=True)
class Upright:
    """Which axis of a file points up, and how that is known."""

    axis: Up
    reason: str


def scale_of(path: Path, form: Format, longest: float, asked: Unit | None) -> Scale:
    """Return the unit of a file whose longest side is so many units.

    Raises:
        UserError: where it is neither known nor to be guessed, and where what it says is not believed.
    """
    if asked is not None:
        return Scale(METRES[asked], asked.value, "as asked for with --units")
    scale = _declared(path, form) or _guessed(path, longest)
    if not SMALLEST <= longest * scale.metres <= LARGEST:
        raise _ask(path, longest, f"in {scale.name} ({scale.reason}) that is {longest * scale.metres:g} m")
    return scale


def _declared(path: Path, form: Format) -> Scale | None:
    if form is Format.STEP:
        return Scale(1.0, "m", "STEP states its units, and they were converted")
    if form in (Format.GLB, Format.GLTF):
        return Scale(1.0, "m", "glTF is in metres by its standard")
    if form is Format.THREEMF:
        unit = _3MF_UNITS.get(_unit_of_3mf(path), Unit.MILLIMETRE)
        return Scale(METRES[unit], unit.value, "as the 3MF file says")
    return _unit_of_collada(path) if form is Format.COLLADA else None


def _unit_of_3mf(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        name = next(entry.filename for entry in archive.infolist() if entry.filename.endswith(".model"))
        with archive.open(name) as model:
            found = re.search(rb'<(?:\w+:)?model\b[^>]*?\bunit="(\w+)"', model.read(HEAD))
    return found[1].decode() if found else "millimeter"


def _unit_of_collada(path: Path) -> Scale:
    found = re.search(rb'<unit\b[^>]*?\bmeter="([0-9.eE+-]+)"', _asset_of(path))
    if found is None:
        return Scale(1.0, "m", "COLLADA without a unit is in metres by its standard")
    metres = float(found[1])
    return Scale(metres, f"{metres:g} m", "as the COLLADA file says")


def _asset_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16 * HEAD)


def _guessed(path: Path, longest: float) -> Scale:
    """Equipment is between a hand and a hall long: one reading of the numbers is left over, or none."""
    for unit, (low, high) in ((Unit.METRE, GUESSED_METRES), (Unit.MILLIMETRE, GUESSED_MILLIMETRES)):
        if low <= longest <= high:
            reason = f"guessed: the file has no unit, and its longest side of {longest:g} fits {unit.value}"
            return Scale(METRES[unit], unit.value, reason)
    raise _ask(path, longest, "the file has no unit and none can be guessed")


def _ask(path: Path, longest: float, why: str) -> UserError:
    choices = ", ".join(unit.value for unit in Unit)
    return UserError(f"{path}: the longest side is {longest:g} units; {why}: say --units, one of {choices}")


def upright_of(path: Path, form: Format, asked: Up | None) -> Upright:
    """Return which axis of a file points up."""
    if asked is not None:
        return Upright(asked, "as asked for with --up")
    if form is Format.COLLADA:
        found = re.search(rb"<up_axis>\s*([XYZ])_UP", _asset_of(path))
        reason = "as the COLLADA file says" if found else "COLLADA without an axis has Y up by its standard"
        return Upright(Up(found[1].decode().lower()) if found else Up.Y, reason)
    return _USUAL[form]


_USUAL: Mapping[Format, Upright] = MappingProxyType(
    {
        Format.GLB: Upright(Up.Y, "glTF has Y up by its standard"),
        Format.GLTF: Upright(Up.Y, "glTF has Y up by its standard"),
        Format.THREEMF: Upright(Up.Z, "3MF has Z up by its standard"),
        Format.STEP: Upright(Up.Z, "guessed: STEP says nothing of it, and mechanical CAD has Z up"),
        Format.STL: Upright(Up.Z, "guessed: STL says nothing of it, and CAD programs write it with Z up"),
        Format.PLY: Upright(Up.Z, "guessed: PLY says nothing of it, and scanners write it with Z up"),
        Format.OBJ: Upright(Up.Y, "guessed: OBJ says nothing of it, and most programs write it with Y up"),
    }
)
