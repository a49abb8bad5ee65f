"""The entry of the window: `run` opens a layout file and returns when the window is closed."""

import gc
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from geometry.palette import Theme
from layouts import LayoutError, read
from layouts.errors import UserError
from viewer.window.language import language, speak
from viewer.window.main_window import MainWindow
from viewer.window.memory import Memory

PATIENCE = 60_000
"""Milliseconds that the run may take to get to the moment of a picture."""

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""The variables that tell Qt where to open a window; without any of them it would abort the process."""


def run(path: Path | None, *, theme: Theme | None = None, seed: int | None = None) -> int:
    """Show a layout file, or an empty hall, until the window is closed; return the exit status.

    Without a theme it is the one that was worn last; the window stands as it did then.

    Raises:
        LayoutError: when there is no such file (a broken one is shown with its problems, and can be mended).
        UserError: when there is no display.
    """
    if path is not None and not path.is_file():
        raise LayoutError(read(path).problems)
    if sys.platform == "linux" and not any(map(os.environ.get, DISPLAYS)):
        raise UserError("there is no display to open a window on; `linewright render` and `video` need none")
    interrupted = signal.signal(signal.SIGINT, signal.SIG_DFL)  # while Qt waits, Python would not see Ctrl+C
    try:
        running = application()
        window = MainWindow(path, theme or Memory().theme, seed)
        window.restore()
        window.show()
        keep_for_good()
        return running.exec()
    finally:
        signal.signal(signal.SIGINT, interrupted)


def application() -> QApplication:
    """Return the application, made when there is none yet."""
    existing = QApplication.instance()
    made = existing if isinstance(existing, QApplication) else QApplication(["linewright"])
    made.setStyle("Fusion")  # the only style that looks the same everywhere and obeys the style sheet entirely
    made.setApplicationDisplayName("Linewright")
    if existing is None:
        speak(language(), made)
    return made


def keep_for_good() -> None:
    """Spare the garbage collection what is there now: to look at a large hall each time would halt a drag."""
    gc.collect()
    gc.freeze()


def take_picture(window: MainWindow, picture: Path, at: float) -> None:
    """Write a picture of the window at a time of the run, in seconds; for documentation.

    Raises:
        TimeoutError: when the run does not get there within a minute.
    """
    window.show()
    window.player.play(False)
    _wait_until_known(window, at)
    window.player.seek(at)
    _let_pass(800)
    window.grab().save(str(picture))


def _wait_until_known(window: MainWindow, at: float) -> None:
    for _ in range(PATIENCE // 50):
        if window.player.known >= at:
            return
        _let_pass(50)
    raise TimeoutError(f"simulated to {window.player.known} s within a minute, expected {at} s")


def _let_pass(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
