"""Windows for tests: opened on a copy of the demo, closed for sure.

They need an X display (`make test` brings a virtual one). VTK_DEFAULT_OPENGL_WINDOW, which lets pictures off screen be
drawn through EGL, does not touch them: the window renders into Qt's own OpenGL context, in the same process.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from geometry.palette import LIGHT
from studies.service import Question, Standing
from tests.viewer.window.driving import CONTROL
from tests.viewer.window.remains import close
from viewer.window import reckoning
from viewer.window.main import application
from viewer.window.main_window import MainWindow


class Idle:
    """Studies of throughput that are asked for and never made: each would take a core for seconds."""

    def __init__(self, told: Callable[[Standing], None]) -> None:
        self.told, self.asked = told, list[Question]()

    def ask(self, question: Question) -> None:
        """Remember a question."""
        self.asked.append(question)

    def rest(self) -> None:
        """Do nothing, as ever."""

    def close(self) -> None:
        """Leave nothing."""


@pytest.fixture(autouse=True)
def idle_studies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows of tests ask for studies, and nobody makes them."""
    monkeypatch.setattr(reckoning, "Service", Idle)


Open = Callable[[Path], MainWindow]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application that `linewright view` makes."""
    return application()


@pytest.fixture
def file(tmp_path: Path, packaging_line: Path) -> Path:
    """A copy of the demo that may be changed."""
    return Path(shutil.copy(packaging_line, tmp_path / "line.yaml"))


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Open windows; at the end they are closed."""
    windows: list[MainWindow] = []

    def open_window(path: Path) -> MainWindow:
        window = MainWindow(path, LIGHT)
        windows.append(window)
        window.resize(1000, 640)
        with qtbot.waitActive(window, timeout=5_000):  # keys go to the active window
            window.show()
            window.activateWindow()
        return window

    yield open_window
    while windows:
        close(windows.pop())


@pytest.fixture
def window(opened: Open, file: Path, qtbot: QtBot) -> MainWindow:
    """A window on the demo, paused at the beginning, of which the first 25 minutes are known."""
    window = opened(file)
    window.player.play(False)
    qtbot.waitUntil(lambda: window.player.known >= 1500, timeout=20_000)
    window.player.seek(0.0)
    return window


@pytest.fixture
def hall(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window on an empty hall, seen as a plan."""
    window = MainWindow(None, LIGHT)
    window.resize(1366, 768)
    with qtbot.waitActive(window, timeout=10_000):
        window.show()
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_T)
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Minus, CONTROL)
    yield window
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)
    close(window)
