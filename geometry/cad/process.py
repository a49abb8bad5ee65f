"""The parent's side of an import: start the child, wait within a limit, and make one message of whatever happens."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geometry.cad.limits import MEMORY, READING_CPU, WALL
from layouts.errors import UserError

LONGEST_ANSWER = 1_000_000
"""Characters of an answer that are read."""


@dataclass
class Child:
    """One child process; `cancel` may be called from another thread."""

    module: str
    wall: float = WALL
    _process: "subprocess.Popen[bytes] | None" = None
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """End the child; whoever waits for it gets the message that it was cancelled."""
        self._cancelled.set()
        if self._process is not None:
            self._process.kill()

    def answer(self, request: dict[str, Any], path: Path) -> dict[str, Any]:
        """Send a request about a file and return the answer.

        Raises:
            UserError: with one sentence, whatever went wrong in the child.
        """
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as replied:
            with subprocess.Popen(
                [sys.executable, "-m", self.module],
                stdin=subprocess.PIPE,
                stdout=replied,
                stderr=said,
                env=_environment(),
                start_new_session=True,
            ) as self._process:
                ended = self._wait(self._process, json.dumps(request).encode() + b"\n")
            replied.seek(0)
            said.seek(max(0, said.seek(0, os.SEEK_END) - 20_000))
            text = replied.read(LONGEST_ANSWER)
            words = said.read().decode(errors="replace")
        if not ended or self._cancelled.is_set() or self._process.returncode != 0:
            raise UserError(f"{path}: {self._reason(ended, self._process.returncode, words)}")
        return _decoded(text, path)

    def _wait(self, process: "subprocess.Popen[bytes]", request: bytes) -> bool:
        """Wait for the end; False where it took too long."""
        if self._cancelled.is_set():
            process.kill()
        try:
            process.communicate(request, timeout=self.wall)
        except subprocess.TimeoutExpired:
            process.kill()
            return False
        return True

    def _reason(self, ended: bool, status: int, words: str) -> str:
        if self._cancelled.is_set():
            return "the import was cancelled"
        if not ended:
            return f"the import took longer than {self.wall:g} s and was ended"
        if status in (-getattr(signal, "SIGXCPU", 24), -signal.SIGTERM):
            return (
                f"the file takes more than {READING_CPU} s of computing to read, which no honest file of its size does"
            )
        if "MemoryError" in words or "bad_alloc" in words or status == -getattr(signal, "SIGKILL", 9):
            return f"the file needs more than {MEMORY // 1024**3} GiB of memory"
        return _told(status, words)


def _told(status: int, words: str) -> str:
    """The last line of a traceback, made harmless; what package is missing, where that is it."""
    lines = [line.strip() for line in words.splitlines() if re.match(r"[\w.]*(Error|Exception|Interrupt)\b", line)]
    last = re.sub(r"[^\x20-\x7e]+", " ", lines[-1])[:160] if lines else f"the reader ended with status {status}"
    if re.match(r"(ModuleNotFound|Import)Error", last):
        return f"reading it needs packages that are not installed: pip install 'linewright[cad]' ({last})"
    return f"damaged, or of a kind that is not understood ({last})"


def _decoded(text: bytes, path: Path) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise UserError(f"{path}: the import gave no answer") from error
    if "error" in answer:
        raise UserError(str(answer["error"]))
    return answer


def _environment() -> dict[str, str]:
    """The child finds the same packages, and computes on one core: each thread would reserve memory of its own."""
    paths: Sequence[str] = [path or os.getcwd() for path in sys.path]
    single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **single, "PYTHONPATH": os.pathsep.join(paths)}
