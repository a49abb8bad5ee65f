"""Layers, groups, locks and what is hidden, as a user meets them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from layouts import Layout
from tests.viewer.window.test_editing import at, drag, pixel_of
from viewer.render.options import View
from viewer.window.layers import Layer, branches
from viewer.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]
LEFT, CTRL, SHIFT, ALT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture(autouse=True)
def discarding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to answer what to do with edits when a window is closed."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


@pytest.fixture
def plan(opened: Open, file: Path) -> MainWindow:
    """A window that looks at the demo from above, paused."""
    window = opened(file)
    window.player.play(False)
    window.stage.look_from(View.TOP)
    return window


def layout_of(window: MainWindow) -> Layout:
    assert window.document.layout is not None
    return window.document.layout


def seen(window: MainWindow) -> set[str]:
    """What stands at some pixel of the view."""
    sight = window.stage.sight()
    return {sight.names[int(number)] for number in np.unique(sight.numbers) if number}


def click(window: MainWindow, name: str, column: int) -> None:
    """Click a sign of the tree."""
    tree, item = window.layers.tree, window.layers.item_of(name)
    tree.scrollToItem(item)
    place = tree.visualRect(tree.indexFromItem(item, column)).center()
    QTest.mouseClick(tree.viewport(), LEFT, pos=place)


def test_what_is_hidden_is_neither_drawn_nor_picked_nor_saved(plan: MainWindow) -> None:
    place = pixel_of(plan, "labelling")
    plan.select("labelling")
    QTest.keyClick(plan, Qt.Key.Key_H)
    assert "labelling" not in seen(plan)
    QTest.mouseClick(plan.stage.canvas, LEFT, pos=place)
    assert not plan.selection
    assert not plan.document.edited
    QTest.keyClick(plan, Qt.Key.Key_H, SHIFT)
    QTest.mouseClick(plan.stage.canvas, LEFT, pos=place)
    assert plan.selection == ("labelling",)


def test_a_layer_is_hidden_with_its_eye(plan: MainWindow) -> None:
    QTest.keyClick(plan, Qt.Key.Key_Y)
    members = next(each.members for each in branches(layout_of(plan)) if each.title == Layer.STATIONS.value)
    click(plan, Layer.STATIONS.value, 1)
    assert plan.stage.hidden == set(members)
    click(plan, Layer.STATIONS.value, 1)
    assert not plan.stage.hidden
    click(plan, Layer.STATIONS.value, 0)
    assert plan.selection == members


def test_what_is_locked_is_not_dragged_and_the_lock_is_an_edit(plan: MainWindow) -> None:
    QTest.keyClick(plan, Qt.Key.Key_Y)
    plan.layers.item_of(Layer.STATIONS.value).setExpanded(True)
    click(plan, "labelling", 2)
    assert layout_of(plan).equipment["labelling"].locked
    assert plan.actions_["undo"].text() == "&Undo lock of labelling"
    before = at(plan, "labelling")
    plan.select("labelling")
    drag(plan, pixel_of(plan, "labelling"), QPoint(60, 45))
    QTest.keyClick(plan, Qt.Key.Key_Delete)
    assert at(plan, "labelling") == before
    assert "labelling" in plan.notice.lines[0]
    QTest.keyClick(plan, Qt.Key.Key_L, CTRL | SHIFT)
    drag(plan, pixel_of(plan, "labelling"), QPoint(60, 45))
    assert at(plan, "labelling") != before


def test_a_group_is_selected_as_one_and_with_alt_alone(plan: MainWindow) -> None:
    plan.choose(("filling", "labelling"))
    QTest.keyClick(plan, Qt.Key.Key_G, CTRL)
    assert dict(layout_of(plan).groups) == {"group_1": ("filling", "labelling")}
    assert plan.layers.item_of("group_1").childCount() == 2
    plan.select(None)
    QTest.mouseClick(plan.stage.canvas, LEFT, pos=pixel_of(plan, "labelling"))
    both = plan.selection
    QTest.mouseClick(plan.stage.canvas, LEFT, ALT, pixel_of(plan, "labelling"))
    assert (both, plan.selection) == (("filling", "labelling"), ("labelling",))
    QTest.keyClick(plan, Qt.Key.Key_G, CTRL | SHIFT)
    assert not layout_of(plan).groups
