"""Equipment gets another id where its values stand; whatever refers to it changes with it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from layouts.writing import written
from viewer.window.main_window import MainWindow
from viewer.window.palette import Palette
from viewer.window.renaming import Renaming
from viewer.window.values import ID

Open = Callable[[Path], MainWindow]


@pytest.fixture(autouse=True)
def discarding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to answer what to do with edits when a window is closed."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


@pytest.fixture
def window(opened: Open, file: Path) -> MainWindow:
    """A window on the demo, with labelling selected."""
    found = opened(file)
    found.player.play(False)
    found.select("labelling")
    return found


def rename(window: MainWindow, text: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_f2_renames_what_is_selected_wherever_it_is_named(window: MainWindow) -> None:
    rename(window, "labeller")
    layout = window.document.layout
    assert layout is not None
    assert window.selection == ("labeller",)
    assert "labelling" not in str(written(layout)["equipment"].keys()) + str(written(layout)["flow"])
    assert "labeller" in str(written(layout)["flow"])
    assert window.actions_["undo"].text() == "&Undo name of labelling"
    assert not window.document.broken
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.document.edited


def test_a_name_that_is_taken_is_told_at_its_field(window: MainWindow) -> None:
    rename(window, "filling")
    assert "filling is taken" in "\n".join(window.panel.inspector.field(ID).lines)
    assert not window.document.edited


def test_the_palette_gives_anything_else_another_id(opened: Open, file: Path) -> None:
    file.write_text(file.read_text() + "failures: {jam: {mtbf: 1 h, mttr: 5 min}, stop: {mtbf: 9 h, mttr: 5 min}}\n")
    window = opened(file)
    window.player.play(False)
    window.show_palette()
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.line, "rename jam")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    asked = QApplication.activePopupWidget()
    assert isinstance(asked, Renaming)
    QTest.keyClicks(asked.line, "stop")
    QTest.keyClick(asked.line, Qt.Key.Key_Return)
    assert "stop is taken" in asked.wrong.text()
    asked.line.selectAll()
    QTest.keyClicks(asked.line, "jammed")
    QTest.keyClick(asked.line, Qt.Key.Key_Return)
    assert window.document.layout is not None
    assert [*window.document.layout.failures] == ["jammed", "stop"]
