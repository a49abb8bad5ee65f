"""Progress on a terminal: one line that vanishes when the work is done, and nothing where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

Progress = Callable[[str, float], None]
"""Is told what is going on and how much of it is done, from 0 to 1."""

PATIENCE = 0.5
"""Seconds before anything is shown: what is done sooner needs no progress."""


@contextmanager
def progress_on(stream: TextIO | None = None, *, quiet: bool = False) -> Iterator[Progress | None]:
    """Give a progress that writes to a terminal (standard error); None where the stream is none, or if `quiet`."""
    shown = stream or sys.stderr
    if quiet or not shown.isatty():
        yield None
        return
    line = _Line(shown)
    try:
        yield line.show
    finally:
        line.clear()


class _Line:
    """One line that is written over and over."""

    def __init__(self, stream: TextIO) -> None:
        """Begin without a word."""
        self.stream = stream
        self.began = monotonic()
        self.length = 0

    def show(self, what: str, share: float) -> None:
        """Show what is going on and how much of it is done."""
        if monotonic() - self.began >= PATIENCE:
            self._write(f"{what}: {100 * share:.0f} %")

    def clear(self) -> None:
        """Leave an empty line."""
        if self.length:
            self._write("")
            self.stream.write("\r")
            self.stream.flush()

    def _write(self, text: str) -> None:
        self.stream.write("\r" + text.ljust(self.length))
        self.stream.flush()
        self.length = len(text)
