"""Exact drawing, as in CAD: numbers typed while dragging, the ring that turns, named points, arrays and mirrors."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from geometry.picking import middle_of
from geometry.snap_points import Kind, SnapPoint
from layouts.space import Vector
from tests.viewer.window.test_editing import at, discarding, drag, grab, mouse, pixel_of, plan
from viewer.window.array_dialog import ArrayDialog
from viewer.window.main_window import MainWindow

__all__ = ["discarding", "plan"]

Open = Callable[[Path], MainWindow]


def keys(window: MainWindow, text: str) -> None:
    QTest.keyClicks(window.stage.canvas, text)


def enter(window: MainWindow) -> None:
    QTest.keyClick(window.stage.canvas, Qt.Key.Key_Return)


def turn_of(window: MainWindow, name: str) -> float:
    assert window.document.layout is not None
    return float(window.document.layout.equipment[name].turn)


def test_a_typed_length_goes_where_the_mouse_points(plan: MainWindow) -> None:
    before = at(plan, "labelling")
    grab(plan, pixel_of(plan, "labelling"), QPoint(80, 4))
    keys(plan, "2.5 m")
    assert "2.500 m at 0.0°" in plan.stage.strip.text()
    enter(plan)
    assert at(plan, "labelling") == replace(before, x=round(before.x + 2.5, 3))
    mouse(plan, QEvent.Type.MouseMove, QPoint(300, 300))
    assert at(plan, "labelling").x == pytest.approx(before.x + 2.5)
    assert plan.actions_["undo"].text() == "&Undo move of labelling"
    assert not plan.stage.strip.isVisible()


def test_a_typed_way_moves_what_is_selected_without_the_mouse(plan: MainWindow) -> None:
    before = at(plan, "labelling")
    plan.stage.canvas.setFocus()
    keys(plan, "@1.25, -40 cm")
    enter(plan)
    assert at(plan, "labelling") == replace(before, x=round(before.x + 1.25, 3), y=round(before.y - 0.4, 3))
    QTest.keyClick(plan, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at(plan, "labelling") == before


def test_escape_takes_the_text_first_and_then_the_drag(plan: MainWindow) -> None:
    before = at(plan, "labelling")
    grab(plan, pixel_of(plan, "labelling"), QPoint(60, 45))
    dragged = at(plan, "labelling")
    keys(plan, "9")
    assert at(plan, "labelling") != dragged
    QTest.keyClick(plan.stage.canvas, Qt.Key.Key_Escape)
    assert at(plan, "labelling") == dragged
    QTest.keyClick(plan.stage.canvas, Qt.Key.Key_Escape)
    assert at(plan, "labelling") == before


def test_digits_are_keys_of_actions_where_nothing_is_dragged(plan: MainWindow) -> None:
    flat = plan.stage.canvas.eye
    keys(plan, "1")
    assert plan.stage.canvas.eye != flat


def ring_pixels(window: MainWindow, degrees: float) -> list[QPoint]:
    """Where the knob of the ring is, and where it is after so many degrees."""
    ring = window.stage.handle.ring
    assert ring is not None
    places = [ring.centre.plus(Vector(ring.radius, 0.0).turned(angle)) for angle in (0.0, degrees)]
    return [pixel.toPoint() for place in places if (pixel := window.stage.canvas.pixel_of(place))]


def test_the_ring_turns_in_steps_of_15_degrees(plan: MainWindow) -> None:
    place, before = at(plan, "labelling"), turn_of(plan, "labelling")
    start, end = ring_pixels(plan, 47.0)
    drag(plan, start, end - start)
    assert turn_of(plan, "labelling") == (before + 45.0) % 360
    assert at(plan, "labelling") == place
    assert plan.actions_["undo"].text() == "&Undo turn of labelling"


def test_a_typed_angle_turns_exactly(plan: MainWindow) -> None:
    before = turn_of(plan, "labelling")
    start, end = ring_pixels(plan, 30.0)
    grab(plan, start, end - start)
    keys(plan, "22.5")
    enter(plan)
    assert turn_of(plan, "labelling") == (before + 22.5) % 360


def test_the_point_in_line_with_which_something_rests_is_named(plan: MainWindow) -> None:
    plan.select("packing")
    there = at(plan, "labelling")
    by = Vector(there.x - at(plan, "packing").x + 0.03, there.y - at(plan, "packing").y - 0.02)
    plan.editing.begin(("packing",))
    plan.editing.drag(by, Qt.KeyboardModifier.NoModifier)
    assert plan.editing.point == SnapPoint(Kind.CENTRE, Vector(there.x, there.y))
    assert plan.stage.snap_mark.kind is Kind.CENTRE
    assert plan.stage.snap_mark.isVisible()
    plan.editing.abort()
    assert not plan.stage.snap_mark.isVisible()


def test_measuring_holds_on_to_centres(plan: MainWindow) -> None:
    plan.toolbox.measure()
    middle = middle_of(plan.stage.scene.pieces["capping"])
    pixel = plan.stage.canvas.pixel_of(middle)
    assert pixel is not None
    assert plan.stage.tool is not None
    plan.stage.tool.hover(plan.stage.canvas.ray(pixel), Qt.KeyboardModifier.NoModifier)
    assert plan.stage.tool.point is not None
    assert plan.stage.tool.point.kind is Kind.CENTRE


def test_rows_and_columns_are_shown_at_once_and_are_one_step(plan: MainWindow) -> None:
    assert plan.document.layout is not None
    before = len(plan.document.layout.equipment)
    plan.toolbox.array()
    (dialog,) = plan.findChildren(ArrayDialog)
    dialog.columns.setValue(3)
    dialog.rows.setValue(2)
    dialog.along.setText("4 m")
    assert len(plan.document.layout.equipment) == before + 5
    dialog.along.setText("4 kg")
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.along.setText("3.5")
    ok.click()
    assert len(plan.document.layout.equipment) == before + 5
    assert len(plan.selection) == 6
    plan.editing.undo()
    assert len(plan.document.layout.equipment) == before


def test_a_mirrored_copy_stands_beside_what_it_was_copied_from(plan: MainWindow) -> None:
    before = at(plan, "labelling")
    plan.actions_["mirror_right"].trigger()
    (name,) = plan.selection
    assert at(plan, name).x > before.x
    assert at(plan, name).y == before.y
    assert plan.document.layout is not None
    assert plan.document.layout.equipment[name].mirror
