"""The cache of imports: the same file with the same wishes is read once, whatever it is called."""

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

VERSION = 2
"""Counts changes of what comes out for the same file: what another version made is not taken from the cache."""

_PICTURES = (".png", ".jpg", ".jpeg")
BESIDE = {".obj": (".mtl", *_PICTURES), ".gltf": (".bin", *_PICTURES), ".dae": _PICTURES}
"""Files beside a file of these endings that belong to it."""
MOST_BESIDE = 1000


def cache_folder() -> Path:
    """Return the folder in which this user's programs keep what they can make again."""
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Caches"
    else:
        home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "linewright" / "cad"


def key_of(path: Path, wishes: dict[str, Any]) -> str:
    """Return the name of an import: a checksum of the file, of what lies beside it, and of the wishes."""
    total = hashlib.sha256(json.dumps([VERSION, path.suffix.lower(), wishes], sort_keys=True).encode())
    with path.open("rb") as file:
        total.update(hashlib.file_digest(file, "sha256").digest())
    endings = BESIDE.get(path.suffix.lower(), ())
    others = sorted(other for other in path.parent.iterdir() if other.suffix.lower() in endings) if endings else []
    for other in others[:MOST_BESIDE]:
        status = other.stat()
        total.update(f"{other.name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return total.hexdigest()
