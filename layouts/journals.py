"""What was edited and not saved, kept on the disk so that it outlives a crash.

Each session that edits has one journal, and holds a lock beside it for as long as it lives: the system lets go of the
lock when the process ends, however it ends. A journal whose lock is free was left behind.
"""

import contextlib
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import uuid4

from layouts.errors import UserError
from layouts.saving import save

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FOLDER = "unsaved"
"""Where journals are, within the state folder of the user."""
STALE = 86_400.0
"""Seconds after which a lock without a journal is swept away."""


@dataclass(frozen=True)
class Entry:
    """Unsaved edits: the file (None: it has no file yet), since when, what the file said, and what it should say."""

    file: Path | None
    since: datetime
    base: str
    text: str

    def packed(self) -> str:
        """Return the entry as a text."""
        file = None if self.file is None else str(self.file)
        return json.dumps({"file": file, "since": self.since.isoformat(), "base": self.base, "text": self.text})

    @classmethod
    def unpacked(cls, text: str) -> "Entry":
        """Read an entry.

        Raises:
            ValueError: for anything else.
        """
        try:
            said = json.loads(text)
            file = None if said["file"] is None else Path(said["file"])
            texts = [str(said[name]) for name in ("base", "text")]
            return cls(file, datetime.fromisoformat(said["since"]), *texts)
        except (KeyError, TypeError) as error:
            raise ValueError(f"found {text[:40]!r}, expected a journal of unsaved edits") from error


class Journal:
    """Keeps the latest entry of one session, and nothing where all is saved."""

    def __init__(self, folder: Path) -> None:
        """Begin without an entry; the folder is made with the first one."""
        self.path = folder / f"{uuid4().hex}.json"
        self._lock: IO[bytes] | None = None

    def write(self, entry: Entry) -> None:
        """Keep this entry in the place of the last one.

        Raises:
            UserError: where it cannot be written; the last one is then as it was.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._lock is None:
                self._lock = _locked(_lock_of(self.path))
        except OSError as error:
            raise UserError(f"{self.path.parent}: unsaved edits cannot be kept: {error.strerror or error}") from error
        save(self.path, entry.packed())

    def remove(self) -> None:
        """Keep nothing: all is saved, or meant to be forgotten."""
        if self._lock is not None:
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """End the session; an entry that is there stays, and is left behind."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            if not self.path.exists():
                _lock_of(self.path).unlink(missing_ok=True)


@dataclass(frozen=True)
class LeftBehind:
    """Unsaved edits of a session that ended without saying what should become of them."""

    path: Path
    entry: Entry

    def discard(self) -> None:
        """Forget it."""
        self.path.unlink(missing_ok=True)
        _lock_of(self.path).unlink(missing_ok=True)


def left_behind(folder: Path) -> tuple[LeftBehind, ...]:
    """Return what sessions left behind, the latest first; what says what its file says by now is swept away."""
    _sweep(folder)
    found = sorted(_abandoned(folder), key=lambda left: left.entry.since, reverse=True)
    for left in found:
        if _is_in_its_file(left.entry):
            left.discard()
    return tuple(left for left in found if left.path.exists())


def _abandoned(folder: Path) -> Iterator[LeftBehind]:
    for path in folder.glob("*.json"):
        with contextlib.suppress(OSError, ValueError):  # somebody else has just removed it, or it is no journal
            if _is_free(_lock_of(path)):
                yield LeftBehind(path, Entry.unpacked(path.read_text(encoding="utf-8")))


def _is_in_its_file(entry: Entry) -> bool:
    try:
        return entry.file is not None and entry.file.read_bytes() == entry.text.encode("utf-8")
    except OSError:
        return False


def _sweep(folder: Path) -> None:
    """Remove locks of sessions that had nothing to keep when they were killed, and pieces of entries."""
    for path in folder.glob("*.lock"):
        with contextlib.suppress(OSError):
            if not path.with_suffix(".json").exists() and _is_old(path) and _is_free(path):
                path.unlink()
    for path in folder.glob(".*.json.*"):
        with contextlib.suppress(OSError):
            if _is_old(path):
                path.unlink()


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > STALE


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


def _is_free(path: Path) -> bool:
    """Whether no living process holds a lock."""
    if not path.exists():
        return True
    try:
        _locked(path).close()
    except OSError:
        return False
    return True


def _locked(path: Path) -> IO[bytes]:
    """Open a file and hold it.

    Raises:
        OSError: where another one holds it.
    """
    file = path.open("ab")
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise
    return file
