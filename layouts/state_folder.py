"""Where the program keeps what it remembers between two runs: unsaved edits, recent files, how the window stands."""

import os
import sys
from pathlib import Path

OVERRIDE = "LINEWRIGHT_STATE"
"""The variable that names another folder."""


def state_folder() -> Path:
    """Return the folder of this user on this system; it need not exist yet."""
    override = os.environ.get(OVERRIDE)
    if override:
        return Path(override)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local", "Linewright")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Linewright"
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state", "linewright")
