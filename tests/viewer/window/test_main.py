"""The entry: what cannot be shown is told before a window opens; pictures for documentation."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geometry.palette import DARK, LIGHT
from layouts import LayoutError
from layouts.errors import UserError
from tests.viewer.window.remains import children, close, timers, widgets
from viewer.window.main import DISPLAYS, run, take_picture
from viewer.window.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[3]


def test_a_file_that_does_not_exist_opens_no_window(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"nothing\.yaml: error: the file cannot be read"):
        run(tmp_path / "nothing.yaml")


def test_without_a_display_it_says_what_needs_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UserError, match="no display to open a window on; `linewright render` and `video` need none"):
        run(file)


def test_it_runs_until_the_window_is_closed(file: Path, qapp: QApplication) -> None:
    QTimer.singleShot(1_500, qapp, lambda: qapp.closeAllWindows())
    assert run(file, theme=DARK, seed=3) == 0
    assert not children()


def test_control_c_ends_it_at_once(file: Path) -> None:
    program = f"from pathlib import Path; from viewer.window.main import run; run(Path({str(file)!r}))"
    running = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    try:
        _wait_for_worker(running.pid)
        os.kill(running.pid, signal.SIGINT)
        assert running.wait(timeout=20) == -signal.SIGINT
    finally:
        running.kill()
        running.wait()
    assert not children()


def _wait_for_worker(number: int) -> None:
    for _ in range(400):
        if any("viewer.window.worker" in line for line in children(number)):
            return
        time.sleep(0.05)
    raise AssertionError("no worker within 20 s")


def test_a_picture_shows_the_moment_it_is_asked_for(file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = MainWindow(file, LIGHT)
    window.resize(1366, 768)
    take_picture(window, tmp_path / "window.png", at=600.0)
    assert window.time_bar.clock.text() == "0:10:00"
    close(window)
    picture = QImage(str(tmp_path / "window.png"))
    assert (picture.width(), picture.height()) == (1366, 768)
    assert not [*timers(), *widgets()]
