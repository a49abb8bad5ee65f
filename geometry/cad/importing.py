"""Importing a CAD file: from the cache where it was read before, else by a child; written whole or not at all."""

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from geometry.cad.cache import cache_folder, key_of
from geometry.cad.formats import format_of
from geometry.cad.process import Child
from geometry.cad.receipt import Receipt
from layouts.errors import UserError

CHILD = "geometry.cad.child"


def import_cad(path: Path, output: Path, wishes: dict[str, Any], child: Child | None = None) -> Receipt:
    """Write the GLB of a CAD file and return its receipt; `wishes` are the plain values of `standing.Wishes`.

    Raises:
        UserError: with one sentence where the file cannot be imported; nothing is written then.
    """
    format_of(path)  # what can be told from its first bytes needs no child
    if not output.absolute().parent.is_dir():
        raise UserError(f"{output}: there is no folder {output.parent}")
    kept = cache_folder() / f"{key_of(path, wishes)}.glb"
    known = _known(kept, path)
    if known is not None:
        _put(kept, output)
        return known
    return _read(path, output, wishes, child or Child(CHILD), kept)


def _read(path: Path, output: Path, wishes: dict[str, Any], child: Child, kept: Path) -> Receipt:
    with tempfile.TemporaryDirectory(prefix=".linewright-", dir=output.absolute().parent) as folder:
        written = Path(folder) / "model.glb"
        request = {"file": str(path), "wishes": wishes, "output": str(written)}
        answer = child.answer(request, path)
        receipt = Receipt.from_json_object(answer["receipt"])
        _keep(written, receipt, kept)
        os.replace(written, output)
    return receipt


def _known(kept: Path, path: Path) -> Receipt | None:
    """The receipt of an import in the cache; None where there is none, or half of one."""
    try:
        values = json.loads(kept.with_suffix(".json").read_text(encoding="utf-8"))
        receipt = Receipt.from_json_object({**values, "file": path.name})
        return receipt if kept.stat().st_size == receipt.bytes_written else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _keep(written: Path, receipt: Receipt, kept: Path) -> None:
    """Put an import into the cache; where that is not possible it is read again the next time."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        _put(written, kept)
        with tempfile.NamedTemporaryFile("w", dir=kept.parent, delete=False, encoding="utf-8") as file:
            json.dump(receipt.to_json_object(), file)
        os.replace(file.name, kept.with_suffix(".json"))
    except OSError:
        return


def _put(source: Path, target: Path) -> None:
    """Copy a file so that it is there as a whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=target.absolute().parent, delete=False) as file:
        copy = Path(file.name)
    try:
        shutil.copyfile(source, copy)
        os.replace(copy, target)
    finally:
        copy.unlink(missing_ok=True)
