"""Files as a user handles them: recovered, opened again, begun from templates, merged, gone back in, remembered."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from geometry.palette import DARK, LIGHT
from layouts import Document, Layout, load, read_text
from layouts.autosave import Autosave
from layouts.editing import moved
from layouts.journals import FOLDER, Journal, left_behind
from layouts.merging import Side
from layouts.space import Vector
from tests.viewer.window.remains import close
from viewer.window.main_window import MainWindow
from viewer.window.memory import Memory
from viewer.window.templates import TEMPLATES, Template, text_of

Open = Callable[[Path], MainWindow]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE = 20_000


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[QMessageBox.StandardButton]:
    """What is answered when the window asks, one after the other; discard when nothing is left to say."""
    queue: list[QMessageBox.StandardButton] = []

    def answer(*_: object) -> QMessageBox.StandardButton:
        return queue.pop(0) if queue else QMessageBox.StandardButton.Discard

    monkeypatch.setattr(QMessageBox, "question", answer)
    return queue


@pytest.fixture(autouse=True)
def discarding(answers: list[QMessageBox.StandardButton]) -> None:
    """Nobody is there to answer when a window is closed at the end."""


def shift(layout: Layout) -> Layout:
    return moved(layout, ["filling"], Vector(1.0, 0.0))


def left(path: Path | None, state: Path) -> Layout:
    """Let a session edit a file and end without a word; return what it had."""
    document = Document.open(path) if path else Document(Layout())
    autosave = Autosave(document, Journal(state / FOLDER), pytest.fail)
    document.edit("move", shift if path else lambda _: Layout(name="Drawn"))
    autosave.flush()
    autosave.close(keep=True)
    return document.value


def layout_of(window: MainWindow) -> Layout:
    assert window.document.layout is not None
    return window.document.layout


def test_what_was_not_saved_is_offered_and_restored(opened: Open, file: Path, state: Path) -> None:
    edited, before = left(file, state), load(file)
    window = opened(file)
    assert window.files.offer.isVisible()
    assert window.files.offer.label.text().startswith("Edits of line.yaml since ")
    assert layout_of(window) == before
    QTest.keyClick(window, Qt.Key.Key_R, CONTROL | SHIFT)
    assert layout_of(window) == edited
    assert window.document.edited
    assert not window.files.offer.isVisible()
    assert window.actions_["undo"].text() == "&Undo recovered edits"
    assert left_behind(state / FOLDER) == ()
    assert len([*(state / FOLDER).glob("*.json")]) == 1
    window.editing.undo()
    assert layout_of(window) == before


def test_what_is_discarded_is_not_offered_again(opened: Open, file: Path, state: Path) -> None:
    left(file, state)
    window = opened(file)
    QTest.mouseClick(window.files.offer.discard, Qt.MouseButton.LeftButton)
    assert not window.files.offer.isVisible()
    assert not window.actions_["restore"].isEnabled()
    assert [*(state / FOLDER).iterdir()] == []


def test_a_layout_without_a_file_is_offered_too_and_the_file_at_hand_first(
    opened: Open, file: Path, state: Path
) -> None:
    left(file, state)
    drawn = left(None, state)
    window = opened(file)
    assert window.files.offer.label.text().endswith("(1 more like this)")
    window.files.keeping.settle()
    assert window.files.offer.label.text().startswith("Edits of untitled")
    window.files.restore()
    assert layout_of(window) == drawn
    assert window.document.path is None
    assert window.document.edited


def test_edits_of_a_file_that_is_gone_are_not_lost(opened: Open, file: Path, state: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(file, tmp_path / "other.yaml"))
    edited = left(other, state)
    other.unlink()
    window = opened(file)
    window.files.restore()
    assert layout_of(window) == edited
    assert window.document.path is None


def test_nothing_is_kept_of_what_was_saved_or_not_wanted(opened: Open, file: Path, state: Path) -> None:
    window = opened(file)
    window.document.edit("move", shift)
    close(window)
    assert [*(state / FOLDER).glob("*")] == []


def test_closing_asks_and_loses_nothing(
    window: MainWindow, file: Path, answers: list[QMessageBox.StandardButton]
) -> None:
    window.document.edit("move", shift)
    buttons = QMessageBox.StandardButton
    answers += [buttons.Cancel]
    assert not window.close()
    file.write_text(file.read_text().replace("cycle: 8 s", "cycle: 9 s"))
    answers += [buttons.Save]  # which is refused: the file is another one
    assert not window.close()
    assert window.notice.isVisible()
    assert window.document.edited
    window.reload()
    answers += [buttons.Save]
    assert window.close()
    assert load(file).equipment["labelling"] != load_text("packaging_line").equipment["labelling"]
    assert load(file).equipment["filling"] == shift(load_text("packaging_line")).equipment["filling"]


def load_text(name: str) -> Layout:
    template = next(each for each in TEMPLATES if each.example == name)
    layout = read_text(text_of(template)).layout
    assert layout is not None
    return layout


def test_a_drag_is_put_back_when_the_window_is_closed(window: MainWindow) -> None:
    window.select("filling")
    window.editing.begin(("filling",))
    window.editing.drag(Vector(2.0, 0.0), Qt.KeyboardModifier.NoModifier)
    assert window.close()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.title.replace(" ", "_"))
def test_every_template_stands_by_itself(template: Template) -> None:
    assert not read_text(text_of(template)).errors


def test_a_new_layout_begins_as_a_template_and_is_saved_elsewhere(
    opened: Open, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, target = opened(file), tmp_path / "new.yaml"
    window.files.begin_from(TEMPLATES[0])
    assert window.windowTitle() == "My line – untitled – Linewright"
    assert not window.document.edited
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.filing.save_as()
    assert target.read_text(encoding="utf-8") == text_of(TEMPLATES[0])
    assert Memory().recent[0] == target


def test_an_empty_hall_offers_recent_files_and_templates(hall: MainWindow, file: Path) -> None:
    start = hall.files.start
    assert start.isVisible()
    hall.toolbox.draw()
    assert not start.isVisible()
    QTest.keyClick(hall, Qt.Key.Key_Escape)
    assert start.isVisible()
    hall.files.begin_from(TEMPLATES[1])
    assert not start.isVisible()
    hall.files.open(file)
    hall.new()
    assert start.isVisible()
    start.opened.emit(file)
    assert hall.document.path == file


def test_recent_files_are_in_the_menu_and_the_palette_latest_first(opened: Open, file: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(file, tmp_path / "other.yaml"))
    window = opened(file)
    window.files.open(other)
    (menu,) = (menu for menu in window.findChildren(QMenu) if menu.title() == "Open &recent")
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["&1  other.yaml", "&2  line.yaml"]
    assert "Open line.yaml" in [entry.text for entry in window.files.entries()]
    menu.actions()[1].trigger()
    assert window.document.path == file
    other.unlink()
    assert Memory().recent == (file,)
    window.files.open(other)
    assert window.notice.lines[0].endswith("other.yaml is not there any more.")


def test_a_layout_that_is_dropped_is_opened(window: MainWindow, file: Path, tmp_path: Path) -> None:
    other, dropped = Path(shutil.copy(file, tmp_path / "other.yml")), QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(other))])
    none = Qt.MouseButton.NoButton
    event = QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, dropped, none, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)
    assert window.document.path == other


def test_the_window_stands_as_the_last_one_did(opened: Open, file: Path) -> None:
    window = opened(file)
    window.resize(1111, 700)
    window.toggle_panel()
    window.files.toggle_history()
    window.toggle_theme()
    close(window)
    again = opened(file)
    again.restore()
    assert (again.width(), again.height()) == (1111, 700)
    assert (again.panel.isVisible(), again.files.history.isVisible()) == (False, True)
    assert Memory().theme == DARK


def test_nothing_is_remembered_at_first(state: Path) -> None:
    assert (Memory().recent, Memory().theme) == ((), LIGHT)
    assert [*state.iterdir()] == []


def changed_outside(window: MainWindow, file: Path, qtbot: QtBot, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    fresh = file.with_name("line.yaml~")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, file)
    history = window.document.history
    assert history is not None
    steps = len(history.steps)
    qtbot.waitUntil(lambda: len(history.steps) > steps, timeout=PATIENCE)


def test_what_somebody_else_changes_elsewhere_is_merged(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    window.select("filling")
    window.editing.nudge(0, 1)
    mine = layout_of(window).equipment["filling"]
    changed_outside(window, file, qtbot, ("cycle: 8 s", "cycle: 9 s"))
    assert window.notice.lines[0] == (
        "line.yaml was changed from outside; your edits are kept on top of that, not saved yet."
    )
    assert not window.files.conflicts.isVisible()
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert load(file).equipment["filling"] == mine
    assert "cycle: 9 s" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("side", "cycle"), [(Side.MINE, "7 s"), (Side.THEIRS, "9 s")])
def test_where_both_want_something_else_both_are_shown_and_one_is_chosen(
    window: MainWindow, file: Path, qtbot: QtBot, side: Side, cycle: str
) -> None:
    window.editing.set_field("labelling", "cycle", "7 s")
    changed_outside(window, file, qtbot, ("cycle: 8 s", "cycle: 9 s"))
    panel = window.files.conflicts
    assert panel.isVisible()
    buttons = {side: panel.choices["labelling.cycle", side] for side in Side}
    assert {side: button.text() for side, button in buttons.items()} == {Side.MINE: "7 s", Side.THEIRS: "9 s"}
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert "choose mine or theirs first" in window.notice.lines[0]
    assert "cycle: 9 s" in file.read_text(encoding="utf-8")
    buttons[side].setFocus()
    QTest.keyClick(buttons[side], Qt.Key.Key_Return)
    assert not panel.isVisible()
    window.filing.save()
    assert f"cycle: {cycle}" in file.read_text(encoding="utf-8")


def test_the_history_lists_one_step_a_drag_and_goes_to_any(window: MainWindow) -> None:
    window.select("filling")
    states = [layout_of(window)]
    window.editing.begin(("filling",))
    for x in (0.5, 1.0, 1.5):
        window.editing.drag(Vector(x, 0.0), Qt.KeyboardModifier.NoModifier)
    window.editing.drop()
    states.append(layout_of(window))
    window.editing.turn(90.0)
    states.append(layout_of(window))
    QTest.keyClick(window, Qt.Key.Key_H, CONTROL)
    steps = window.files.history.list
    assert [steps.item(number).text() for number in range(steps.count())] == [
        "Beginning",
        "Move of filling",
        "Turn of filling",
    ]
    for number in (0, 2, 1):
        place = steps.visualItemRect(steps.item(number)).center()
        QTest.mouseClick(steps.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert layout_of(window) is states[number]
        assert steps.currentRow() == number
    assert window.actions_["redo"].text() == "&Redo turn of filling"
