"""Writing files so that a crash leaves either the old file or the new one, never half of one."""

import contextlib
import os
import tempfile
from pathlib import Path

from layouts.errors import UserError


def save(path: str | Path, text: str) -> None:
    """Write a text as UTF-8, line breaks as they are; the permissions of a file that exists stay.

    Raises:
        UserError: where the file cannot be written; the old one is then as it was.
    """
    save_bytes(path, text.encode("utf-8"))


def save_bytes(path: str | Path, data: bytes) -> None:
    """Write bytes as a file; the permissions of one that exists stay.

    Raises:
        UserError: where the file cannot be written; the old one is then as it was.
    """
    target = Path(os.path.realpath(path))  # a link keeps pointing at the file that is replaced
    try:
        _replace(target, data)
    except OSError as error:
        raise UserError(f"{path}: cannot be saved: {error.strerror or error}") from error


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """The permissions of a file; of a new one, what the process gives to new files."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Bring the new name of a file to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
