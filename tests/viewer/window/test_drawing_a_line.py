"""The textbook's packaging line drawn from an empty hall, with nothing but mouse and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from layouts import Layout, dump, load
from layouts.kinds import Machine
from sim import simulate
from tests.viewer.window.driving import CONTROL, LEFT, click, take, type_into
from viewer.window.main_window import MainWindow

STATIONS = {
    "machine": (2.5, 8.0, "6.5 s"),
    "machine_2": (6.0, 8.0, "5 s"),
    "machine_3": (9.5, 8.0, "8 s"),
    "machine_4": (9.5, 4.0, "5 s"),
    "machine_5": (6.0, 4.0, "6 s"),
}
"""Where the stations are placed, and what is typed for their cycles."""


MIDDLE = 6.0
"""What is placed below this flows to the left."""


def answer_dialog(path: Path, tries: int = 100) -> None:
    """Type a path into the dialog that will have opened by then, and click what accepts it."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        if tries:
            QTimer.singleShot(100, lambda: answer_dialog(path, tries - 1))
        return
    (entry,) = dialog.findChildren(QLineEdit, "fileNameEdit")
    entry.setText(str(path))
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    QTest.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Save), LEFT)
    if dialog.isVisible():
        dialog.reject()


def turn_about(window: MainWindow) -> None:
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_L)


def layout_of(window: MainWindow) -> Layout:
    assert window.document.layout is not None
    return window.document.layout


def draw_the_line(window: MainWindow) -> None:
    """Place, connect and type."""
    for x, y, _ in STATIONS.values():
        take(window, "machine")
        if y < MIDDLE:
            turn_about(window)
        click(window, x, y)
    take(window, "source")
    click(window, 1.08, 8.03)
    take(window, "sink")
    turn_about(window)
    click(window, 2.0, 4.0)
    QTest.keyClick(window, Qt.Key.Key_B)
    for names in (
        ("machine", "machine_2"),
        ("machine_2", "machine_3"),
        ("machine_3", "machine_4"),
        ("machine_4", "machine_5"),
    ):
        (x0, y0, _), (x1, y1, _) = (STATIONS[name] for name in names)
        click(window, x0, y0)
        if x0 == x1:  # round the corner
            click(window, x0 + 2.0, y0)
            click(window, x0 + 2.0, y1)
        click(window, x1, y1)
    click(window, *STATIONS["machine_5"][:2])
    click(window, 2.0, 4.0)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_C)
    click(window, 1.0, 8.0)
    click(window, *STATIONS["machine"][:2])
    QTest.keyClick(window, Qt.Key.Key_Escape)
    for name, (x, y, cycle) in STATIONS.items():
        click(window, x, y)
        assert window.selected == name
        type_into(window, "cycle", cycle)


def test_the_packaging_line_is_drawn_saved_taken_back_and_done_again(
    hall: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    draw_the_line(hall)
    stations = [item for item in layout_of(hall).equipment.values() if isinstance(item, Machine)]
    assert len(stations) == len(STATIONS)
    assert not hall.document.broken, hall.document.problems
    file = tmp_path / "drawn.yaml"
    QTimer.singleShot(100, lambda: answer_dialog(file))
    QTest.keyClick(hall, Qt.Key.Key_S, CONTROL)
    text = file.read_text(encoding="utf-8")
    results = simulate(load(file), 8 * 3600, warm_up=3600)
    assert results.throughput == pytest.approx(0.125, abs=1e-9)
    qtbot.waitUntil(lambda: hall.player.known > 3700, timeout=60_000)
    hall.activateWindow()  # as a window manager does when a dialog closes; here is none
    qtbot.waitUntil(hall.isActiveWindow)
    QTest.keyClick(hall, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: hall.player.clock.position > 1, timeout=20_000)
    while hall.actions_["undo"].isEnabled():
        QTest.keyClick(hall, Qt.Key.Key_Z, CONTROL)
    assert layout_of(hall) == Layout()
    while hall.actions_["redo"].isEnabled():
        QTest.keyClick(hall, Qt.Key.Key_Y, CONTROL)
    assert not hall.document.edited
    again = tmp_path / "again.yaml"
    QTimer.singleShot(100, lambda: answer_dialog(again))
    QTest.keyClick(hall, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert again.read_bytes() == file.read_bytes()
    assert text == dump(load(file))
