"""The line edited as a user would: dragged, turned, typed, copied, deleted, saved, and taken back again."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox
from pytestqt.qtbot import QtBot

from layouts import load
from layouts.kinds import Machine
from layouts.space import Point
from layouts.writing import written
from viewer.render.options import View
from viewer.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def plan(opened: Open, file: Path) -> MainWindow:
    """A window that looks at the demo from above, paused, with labelling selected."""
    window = opened(file)
    window.player.play(False)
    window.stage.look_from(View.TOP)
    window.select("labelling")
    return window


@pytest.fixture(autouse=True)
def discarding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to answer what to do with edits when a window is closed."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


def at(window: MainWindow, name: str) -> Point:
    assert window.document.layout is not None
    found = window.document.layout.equipment[name].at
    assert found is not None
    return found


def pixel_of(window: MainWindow, name: str) -> QPoint:
    """The middle of a piece of equipment, as it is seen from above."""
    sight = window.stage.sight()
    (number,) = [number for number, other in sight.names.items() if other == name]
    rows, columns = np.nonzero(sight.numbers == number)
    return QPoint(round(float(columns.mean())), round(float(rows.mean())))


def mouse(window: MainWindow, kind: QEvent.Type, place: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Let the mouse do something on the canvas; QTest sends no moves with a button held down."""
    button = LEFT if kind is not QEvent.Type.MouseMove else Qt.MouseButton.NoButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
    canvas = window.stage.canvas
    there = QPointF(canvas.mapToGlobal(place))
    QApplication.sendEvent(canvas, QMouseEvent(kind, QPointF(place), there, button, held, modifiers))


def grab(window: MainWindow, start: QPoint, by: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    mouse(window, QEvent.Type.MouseButtonPress, start, modifiers)
    for share in (0.3, 0.7, 1.0):
        mouse(window, QEvent.Type.MouseMove, start + QPoint(round(share * by.x()), round(share * by.y())), modifiers)


def drag(window: MainWindow, start: QPoint, by: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    grab(window, start, by, modifiers)
    mouse(window, QEvent.Type.MouseButtonRelease, start + by, modifiers)


def test_what_is_selected_is_dragged_over_the_floor_in_one_step(plan: MainWindow) -> None:
    before, eye = at(plan, "labelling"), plan.stage.canvas.eye
    drag(plan, pixel_of(plan, "labelling"), QPoint(60, 45))
    after = at(plan, "labelling")
    assert after.x > before.x
    assert after.y < before.y
    assert plan.stage.canvas.eye == eye
    assert plan.windowTitle() == "Textbook packaging line – line.yaml * – Linewright"
    assert plan.actions_["undo"].text() == "&Undo move of labelling"
    QTest.keyClick(plan, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at(plan, "labelling") == before
    assert not plan.document.edited
    QTest.keyClick(plan, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert at(plan, "labelling") == after


def test_what_is_not_selected_stays_and_the_camera_moves(plan: MainWindow) -> None:
    layout, eye = plan.document.layout, plan.stage.canvas.eye
    drag(plan, pixel_of(plan, "filling"), QPoint(60, 45))
    assert plan.document.layout is layout
    assert plan.stage.canvas.eye != eye


def test_escape_puts_back_what_is_dragged(plan: MainWindow) -> None:
    before, start = at(plan, "labelling"), pixel_of(plan, "labelling")
    grab(plan, start, QPoint(60, 45))
    assert at(plan, "labelling") != before
    QTest.keyClick(plan, Qt.Key.Key_Escape)
    assert at(plan, "labelling") == before
    mouse(plan, QEvent.Type.MouseMove, start + QPoint(90, 90))
    assert at(plan, "labelling") == before
    assert plan.document.history is not None
    assert plan.document.history.undo_name is None


def test_shift_keeps_to_one_axis_and_alt_to_no_grid(plan: MainWindow) -> None:
    before = at(plan, "labelling")
    drag(plan, pixel_of(plan, "labelling"), QPoint(61, 20), Qt.KeyboardModifier.ShiftModifier)
    straight = at(plan, "labelling")
    assert straight.y == before.y
    assert straight.x > before.x
    drag(plan, pixel_of(plan, "labelling"), QPoint(37, 0), Qt.KeyboardModifier.AltModifier)
    assert (at(plan, "labelling").x * 10) % 1 not in (0.0, pytest.approx(0.0), pytest.approx(1.0))


def click(window: MainWindow, name: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(window.stage.canvas, LEFT, modifiers, pixel_of(window, name))


def test_ctrl_and_a_click_take_one_more_and_leave_it_again(plan: MainWindow) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    click(plan, "filling", control)
    click(plan, "packing", control)
    chosen = [plan.selection]
    assert plan.panel.inspector.text.startswith("Packing")
    click(plan, "filling", control)
    chosen.append(plan.selection)
    click(plan, "filling")
    chosen.append(plan.selection)
    assert chosen == [("labelling", "filling", "packing"), ("labelling", "packing"), ("filling",)]


def test_a_box_takes_all_of_which_it_holds_the_middle(plan: MainWindow) -> None:
    eye = plan.stage.canvas.eye
    places = [pixel_of(plan, name) for name in ("filling", "capping")]
    start, end = places[0] - QPoint(20, 20), places[1] + QPoint(20, 20)
    drag(plan, start, end - start, Qt.KeyboardModifier.ControlModifier)
    assert plan.selection == ("filling", "belt_1", "capping")
    assert plan.stage.canvas.eye == eye


def span(window: MainWindow, name: str) -> tuple[float, float]:
    """From where to where a piece reaches along X."""
    assert window.document.layout is not None
    item = window.document.layout.equipment[name]
    half = (item.footprint.width if item.turn % 180 else item.footprint.length) / 2
    return at(window, name).x - half, at(window, name).x + half


def test_several_pieces_are_dragged_aligned_and_spaced_together(plan: MainWindow) -> None:
    names = ("filling", "capping", "labelling")
    plan.choose(names)
    before = [at(plan, name) for name in names]
    drag(plan, pixel_of(plan, "capping"), QPoint(40, -30))
    after = [at(plan, name) for name in names]
    shifts = {(round(new.x - old.x, 6), round(new.y - old.y, 6)) for old, new in zip(before, after, strict=True)}
    assert len(shifts) == 1
    assert plan.selection == names
    plan.actions_["align_middle"].trigger()
    assert len({at(plan, name).y for name in names}) == 1
    assert plan.actions_["undo"].text() == "&Undo alignment of 3 pieces"
    plan.actions_["distribute_x"].trigger()
    (_, first), (second, third), (fourth, _) = (span(plan, name) for name in names)
    assert second - first == pytest.approx(fourth - third, abs=2e-3)


def test_keys_turn_move_copy_and_delete(plan: MainWindow) -> None:
    before = plan.document.layout
    assert before is not None
    QTest.keyClick(plan, Qt.Key.Key_L)
    QTest.keyClick(plan, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert plan.document.layout is not None
    turned = plan.document.layout.equipment["labelling"]
    assert turned.turn == (before.equipment["labelling"].turn + 90) % 360
    assert at(plan, "labelling").x == pytest.approx(before.equipment["labelling"].at.x + 0.1)  # type: ignore[union-attr] # it has a place
    QTest.keyClick(plan, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert plan.selected == "labelling_2"
    QTest.keyClick(plan, Qt.Key.Key_Delete)
    assert "labelling_2" not in plan.document.layout.equipment
    assert not plan.panel.inspector.isVisible()
    for _ in range(4):
        plan.editing.undo()
    assert plan.document.layout is not None
    assert plan.document.layout == before


def test_a_value_is_typed_and_the_run_follows(plan: MainWindow, qtbot: QtBot) -> None:
    entry = plan.panel.inspector.field("cycle").entry
    entry.setText("12 s")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert plan.document.layout is not None
    labelling = plan.document.layout.equipment["labelling"]
    assert isinstance(labelling, Machine)
    assert labelling.cycle is not None
    qtbot.waitUntil(lambda: plan.player.known >= 7200, timeout=60_000)
    plan.player.to_end()
    assert plan.player.figures().per_hour == pytest.approx(300, abs=1)


def test_a_mistake_is_explained_at_its_field_and_stays_to_be_mended(plan: MainWindow) -> None:
    field = plan.panel.inspector.field("cycle")
    field.entry.setText("12")
    QTest.keyClick(field.entry, Qt.Key.Key_Return)
    assert "did you mean 12 s?" in plan.panel.inspector.text
    assert field.entry.text() == "12"
    assert not plan.document.edited


def test_a_value_that_was_not_given_is_chosen_and_typed(plan: MainWindow) -> None:
    chooser = plan.panel.inspector.findChild(QComboBox)
    assert chooser is not None
    chooser.activated.emit(chooser.findText("exchange"))
    entry = plan.panel.inspector.field("exchange").entry
    entry.setText("3 s")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert plan.document.layout is not None
    labelling = plan.document.layout.equipment["labelling"]
    assert isinstance(labelling, Machine)
    assert labelling.exchange == 3.0


def test_saving_changes_one_line(plan: MainWindow, file: Path) -> None:
    before = file.read_text().splitlines()
    drag(plan, pixel_of(plan, "labelling"), QPoint(60, 45))
    QTest.keyClick(plan, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    after = file.read_text().splitlines()
    assert load(file) == plan.document.layout
    assert len(after) == len(before)
    assert len([1 for one, other in zip(before, after, strict=True) if one != other]) == 1
    assert plan.windowTitle().endswith("line.yaml – Linewright")
    assert not plan.actions_["save"].isEnabled()


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(plan: MainWindow, file: Path, qtbot: QtBot) -> None:
    QTest.keyClick(plan, Qt.Key.Key_L)
    plan.watcher.blockSignals(True)
    file.write_text(file.read_text() + "# mine\n")
    plan.filing.save()
    assert "changed by someone else" in plan.notice.lines[0]
    assert file.read_text().endswith("# mine\n")
    plan.follow()
    assert "your edits are kept on top of that" in plan.notice.lines[0]
    plan.filing.save()
    assert file.read_text().endswith("# mine\n")
    assert load(file) == plan.document.layout


@pytest.mark.parametrize(
    ("answer", "open_still", "saved"),
    [
        (QMessageBox.StandardButton.Cancel, True, False),
        (QMessageBox.StandardButton.Discard, False, False),
        (QMessageBox.StandardButton.Save, False, True),
    ],
)
def test_edits_are_not_closed_away(
    plan: MainWindow,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
    open_still: bool,
    saved: bool,
) -> None:
    text = file.read_text()
    QTest.keyClick(plan, Qt.Key.Key_L)
    with monkeypatch.context() as patch:
        patch.setattr(QMessageBox, "question", lambda *_: answer)
        assert plan.close() is not open_still
    assert (file.read_text() != text) is saved


def test_a_time_that_varies_shows_how_while_it_is_typed(plan: MainWindow) -> None:
    field = plan.panel.inspector.field("cycle")
    assert not field.plot.curves
    field.begin()
    QTest.keyClicks(field.entry, "triangular 5 6 9 s")
    (curve,) = field.plot.curves
    assert curve.mean == pytest.approx(20 / 3)
    assert "Time the machine needs for a part" in field.lines[-1]
    QTest.keyClick(field.entry, Qt.Key.Key_Return)
    assert plan.document.layout is not None
    assert str(written(plan.document.layout)["equipment"]["labelling"]["cycle"]) == "triangular 5 6 9 s"
