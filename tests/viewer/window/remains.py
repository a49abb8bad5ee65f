"""What can be left of a window: timers, threads, processes, widgets, renderers."""

import gc
import os
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from viewer.window.main_window import MainWindow


def close(window: MainWindow) -> None:
    """Close a window and let Qt delete it."""
    if shiboken6.isValid(window):
        window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def timers() -> list[QTimer]:
    """Every timer that runs."""
    found = (thing for thing in gc.get_objects() if isinstance(thing, QTimer))
    return [timer for timer in found if shiboken6.isValid(timer) and timer.isActive()]


def renderers() -> list[str]:
    """Every window of VTK that Python still holds."""
    gc.collect()
    return [thing.GetClassName() for thing in gc.get_objects() if isinstance(thing, vtkRenderWindow)]


def widgets() -> list[str]:
    """Every window of Qt."""
    return [widget.objectName() or type(widget).__name__ for widget in QApplication.topLevelWidgets()]


def children(of: int | None = None) -> list[str]:
    """The command lines of the child processes of a process, ours without a number.

    Python's own tracker of shared memory is left out: there is one a process, and it goes with it.
    """
    lists = Path(f"/proc/{of or os.getpid()}/task").glob("*/children")
    paths = [Path(f"/proc/{number}/cmdline") for path in lists for number in path.read_text().split()]
    lines = [path.read_text().replace("\0", " ") for path in paths if path.exists()]
    return [line for line in lines if "multiprocessing.resource_tracker" not in line]
