"""A DXF plan as the parent has it: from the cache, or read by a child process first."""

import json
import os
import tempfile
from pathlib import Path

import numpy as np

from geometry.cad.cache import cache_folder, key_of
from geometry.cad.formats import LARGEST
from geometry.cad.process import Child
from geometry.plans.reading import Insert, Lines
from layouts.errors import UserError

CHILD = "geometry.plans.child"
_UNREADABLE = (OSError, ValueError, KeyError, TypeError)


def plan_in(path: Path, child: Child | None = None) -> Lines:
    """Return the lines and blocks of a DXF file.

    Raises:
        UserError: with one sentence where it cannot be read.
    """
    if not path.is_file():
        raise UserError(f"{path}: {'not a file' if path.exists() else 'there is no such file'}")
    if path.suffix.lower() != ".dxf":
        raise UserError(f"{path}: no DXF plan; save it as DXF in the program that drew it")
    if not 0 < path.stat().st_size <= LARGEST:
        raise UserError(f"{path}: the file is empty, or larger than {LARGEST:,} bytes")
    kept = cache_folder() / f"{key_of(path, {'what': 'plan'})}.npz"
    try:
        return _loaded(kept)
    except _UNREADABLE:
        return _read(path, kept, child or Child(CHILD, wall=60.0))


def _read(path: Path, kept: Path, child: Child) -> Lines:
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "plan.npz"
        child.answer({"file": str(path), "output": str(written)}, path)
        plan = _loaded(written)
        _keep(written, kept)
    return plan


def _loaded(path: Path) -> Lines:
    with np.load(path, allow_pickle=False) as held:
        about = json.loads(held["about"].tobytes())
        lines, numbers = np.asarray(held["lines"], np.float64), np.asarray(held["numbers"], np.float64)
    inserts = [
        Insert(**{**insert, **{name: (insert[name][0], insert[name][1]) for name in ("low", "high", "at")}})
        for insert in about["inserts"]
    ]
    return Lines(lines, numbers, about["layers"], inserts, about["unit"])


def _keep(written: Path, kept: Path) -> None:
    """Put a plan into the cache; where that is not possible it is read again the next time."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as copy:
            copy.write(written.read_bytes())
        os.replace(copy.name, kept)
    except OSError:
        return
