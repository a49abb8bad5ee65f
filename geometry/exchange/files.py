"""Files that are written whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from layouts.errors import UserError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, then put it there.

    Raises:
        UserError: where it cannot be written.
    """
    with beside(path) as partial:
        partial.write_bytes(content)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a path of the same ending in the same folder to write to; what is there in the end is put into place.

    Raises:
        UserError: where it cannot be written.
    """
    folder = Path(tempfile.mkdtemp(prefix=f".{path.stem}.", dir=_folder(path)))
    partial = folder / path.name
    try:
        yield partial
        os.replace(partial, path)
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        with suppress(FileNotFoundError):
            partial.unlink()
        folder.rmdir()


def _folder(path: Path) -> Path:
    folder = path.absolute().parent
    if not os.access(folder, os.W_OK):
        raise UserError(f"{path}: cannot be written into {folder}")
    return folder
