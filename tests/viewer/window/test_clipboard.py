"""Equipment goes from window to window through the clipboard, and as text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from layouts import read_text
from layouts.editing import snippet
from layouts.editing.snippets import MIME
from viewer.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def discarding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to answer what to do with edits when a window is closed."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


@pytest.fixture
def window(opened: Open, file: Path) -> MainWindow:
    """A window on the demo, paused."""
    found = opened(file)
    found.player.play(False)
    return found


def names(window: MainWindow) -> tuple[str, ...]:
    assert window.document.layout is not None
    return tuple(window.document.layout.equipment)


def test_what_is_copied_in_one_window_is_pasted_in_another(window: MainWindow, opened: Open, tmp_path: Path) -> None:
    window.choose(("filling", "labelling"))
    QTest.keyClick(window, Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(MIME)
    copied = read_text(data.text()).layout
    assert copied is not None
    assert [*copied.equipment] == ["filling", "labelling"]
    other = tmp_path / "other.yaml"
    other.write_text("linewright: 1\nequipment: {out: {kind: sink, at: [1, 1]}}\n")
    second = opened(other)
    second.stage.canvas.setFocus()
    QTest.keyClick(second, Qt.Key.Key_V, CTRL)
    assert names(second) == ("out", "filling", "labelling")
    assert second.selection == ("filling", "labelling")
    assert second.actions_["undo"].text() == "&Undo paste of 2"


def test_what_is_cut_is_pasted_back_under_its_name(window: MainWindow) -> None:
    before = names(window)
    window.select("labelling")
    QTest.keyClick(window, Qt.Key.Key_X, CTRL)
    assert "labelling" not in names(window)
    QTest.keyClick(window, Qt.Key.Key_V, CTRL)
    assert sorted(names(window)) == sorted(before)
    QTest.keyClick(window, Qt.Key.Key_V, CTRL)
    assert "labelling_2" in names(window)


def test_a_piece_of_a_file_is_pasted_and_what_it_lacks_is_told(window: MainWindow) -> None:
    text = "equipment:\n  saw: {kind: workplace, at: [3, 4], manual: 20 s, failures: [jam]}\n"
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(window, Qt.Key.Key_V, CTRL)
    assert "saw" in names(window)
    assert "there is no failure jam here" in window.notice.lines[-1]


def test_any_other_text_is_told_and_nothing_changes(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("hello")
    QTest.keyClick(window, Qt.Key.Key_V, CTRL)
    assert "no equipment on the clipboard" in window.notice.lines[0]
    assert not window.document.edited
    assert window.document.layout is not None
    assert snippet(window.document.layout, ()) == "linewright: 1\n"
