"""Questions to a process of its own: a driver that crashes or hangs there is reported instead of suffered."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

PATIENCE = 90
"""Seconds that a process may take; the first import after an installation takes the most."""

LONGEST = 300
"""Letters of what a process said that are repeated."""

AS_IT_IS: Mapping[str, str] = MappingProxyType({})
"""The environment, unchanged."""


@dataclass(frozen=True)
class Reply:
    """What a process answered, or what became of it instead (`trouble`) and its last words (`said`)."""

    answer: Mapping[str, Any] = field(default_factory=dict)
    trouble: str = ""
    said: str = ""

    @property
    def came(self) -> bool:
        """Tell whether there is an answer."""
        return not self.trouble


def ask(module: str, settings: Mapping[str, str] = AS_IT_IS, patience: float = PATIENCE) -> Reply:
    """Run a module in a new process, with more environment variables, and return the JSON object that it prints."""
    paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
    environment = {**os.environ, "PYTHONPATH": paths, **settings}
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            env=environment,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Reply(trouble=f"no answer within {patience:g} s: the driver hangs")
    last = last_words(done.stderr)
    if done.returncode:
        return Reply(trouble=_ending(done.returncode), said=last)
    return _read(done.stdout, last)


def _read(printed: str, said: str) -> Reply:
    """The last line is the answer; libraries may have printed before it."""
    lines = printed.strip().splitlines()
    try:
        answer = json.loads(lines[-1]) if lines else None
    except json.JSONDecodeError:
        answer = None
    return Reply(answer, said=said) if isinstance(answer, dict) else Reply(trouble="it said nothing of use", said=said)


def _ending(status: int) -> str:
    if status >= 0:
        return f"it ended with status {status}"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    return f"it crashed ({name})"


def last_words(text: str) -> str:
    """Return the line of an error output that says most: the first that names a trouble, else the last."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    lines = [re.sub(r"^.*\b(WARN|ERR)\|", "", line).strip() for line in plain.splitlines()]
    telling = [line for line in lines if re.search(r"could not|cannot|not found|no such|failed", line)]
    last = [line for line in reversed(lines) if line]
    return next(iter(last if "Traceback" in plain else telling or last), "")[:LONGEST]
