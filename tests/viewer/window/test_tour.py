"""The tour, walked through with mouse and keys as its cards say."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from layouts.editing import with_field
from tests.viewer.window.driving import CONTROL, LEFT, click, take, type_into
from viewer.window.main_window import MainWindow
from viewer.window.tour import STEPS

PLACES = (2.0, 5.0, 8.0, 11.0, 14.0)
"""Source, three machines and sink along X, metres."""


def place_them(window: MainWindow) -> None:
    for kind, x in zip(("source", "machine", "machine", "machine", "sink"), PLACES, strict=True):
        take(window, kind)
        click(window, x, 5.0)


def join_them(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_B)
    for before, after in pairwise(PLACES):
        click(window, before, 5.0)
        click(window, after, 5.0)
    QTest.keyClick(window, Qt.Key.Key_Escape)


def test_each_step_goes_on_when_it_is_done(hall: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(hall, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    tour = hall.tour
    assert tour.isVisible()
    assert tour.number == 0
    place_them(hall)
    qtbot.waitUntil(lambda: tour.number == 1, timeout=10_000)
    join_them(hall)
    qtbot.waitUntil(lambda: tour.number == 2, timeout=10_000)
    click(hall, PLACES[1], 5.0)
    type_into(hall, "cycle", "8 s")
    qtbot.waitUntil(lambda: tour.number == 3, timeout=10_000)
    assert not hall.document.problems
    QTest.keyClick(hall, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tour.number == len(STEPS) - 1, timeout=20_000)
    QTest.mouseClick(tour.on, LEFT)
    assert not tour.isVisible()


def test_an_empty_hall_offers_it(hall: MainWindow) -> None:
    start = hall.files.start
    assert start.isVisible()
    link = next(each for each in start.findChildren(QPushButton) if each.text() == "Tour in five steps")
    QTest.mouseClick(link, LEFT)
    assert hall.tour.isVisible()


def test_a_card_stays_inside_the_window_and_leaves_its_subject_free(hall: MainWindow) -> None:
    hall.show_tour()
    for number in range(len(STEPS)):
        hall.tour.show_step(number)
        assert hall.rect().contains(hall.tour.geometry()), STEPS[number].title


def test_one_can_go_back_and_stop(hall: MainWindow) -> None:
    hall.show_tour()
    QTest.mouseClick(hall.tour.on, LEFT)
    QTest.mouseClick(hall.tour.back, LEFT)
    assert hall.tour.number == 0
    QTest.mouseClick(hall.tour.end, LEFT)
    assert not hall.tour.isVisible()


def test_what_a_tool_says_is_neither_cut_nor_behind_the_card(hall: MainWindow) -> None:
    hall.show_tour()
    hall.tour.show_step(1)
    QTest.keyClick(hall, Qt.Key.Key_B)
    click(hall, 2.0, 5.0)
    strip, canvas = hall.stage.strip, hall.stage.canvas
    assert strip.isVisible()
    assert strip.width() <= canvas.width()
    assert strip.height() >= strip.heightForWidth(strip.width())
    corner = strip.mapTo(hall, strip.rect().bottomLeft())
    assert corner.y() < hall.tour.geometry().top()
    QTest.keyClick(hall, Qt.Key.Key_Escape)


def test_what_was_refused_is_explained_until_something_else_is_typed(hall: MainWindow) -> None:
    place_them(hall)
    click(hall, PLACES[1], 5.0)
    type_into(hall, "cycle", "6")
    field = hall.panel.inspector.field("cycle")
    assert "did you mean 6 s?" in field.lines[1]
    QTest.keyClicks(field.entry, " s")
    assert not any("did you mean" in line for line in field.lines)


def test_a_saved_line_has_the_name_of_its_file(
    hall: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_them(hall)
    target = tmp_path / "first_line.yaml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    QTest.keyClick(hall, Qt.Key.Key_S, CONTROL)
    assert target.exists()
    assert "first_line" in {label.text() for label in hall.panel.findChildren(QLabel)}


@pytest.mark.parametrize("way", ["tab", "floor", "machine"])
def test_what_was_typed_holds_however_the_field_is_left(hall: MainWindow, qtbot: QtBot, way: str) -> None:
    """The form is made anew while its field is still losing the focus."""
    place_them(hall)
    click(hall, PLACES[1], 5.0)
    entry = hall.panel.inspector.field("cycle").entry
    QTest.mouseClick(entry, LEFT)
    entry.selectAll()
    QTest.keyClicks(entry, "5 s")
    if way == "tab":
        QTest.keyClick(entry, Qt.Key.Key_Tab)
    else:
        click(hall, PLACES[2] if way == "machine" else 20.0, 5.0)
    qtbot.wait(300)
    layout = hall.document.layout
    assert layout is not None
    assert str(with_field(layout, "machine", "cycle", "5 s").equipment["machine"]) == str(layout.equipment["machine"])


def test_escape_puts_back_what_stood_in_a_field(hall: MainWindow) -> None:
    place_them(hall)
    click(hall, PLACES[1], 5.0)
    field = hall.panel.inspector.field("cycle")
    field.begin()
    QTest.keyClicks(field.entry, "9")
    QTest.keyClick(field.entry, Qt.Key.Key_Return)
    assert len(field.lines) > 1
    QTest.keyClick(field.entry, Qt.Key.Key_Escape)
    assert field.entry.text() == "10 s"
    assert not any("did you mean" in line for line in field.lines)
    assert hall.selected == "machine"
    QTest.keyClick(field.entry, Qt.Key.Key_Escape)
    assert hall.selected is None


def test_the_card_can_be_dragged_away_until_the_next_step(hall: MainWindow) -> None:
    hall.show_tour()
    before = hall.tour.pos()
    QTest.mousePress(hall.tour, LEFT, pos=QPoint(20, 10))
    QTest.mouseMove(hall.tour, QPoint(120, 90))
    QTest.mouseRelease(hall.tour, LEFT, pos=QPoint(20, 10))
    QTest.qWait(500)
    assert hall.tour.pos() == before + QPoint(100, 80)
    hall.tour.show_step(0)
    assert hall.tour.pos() == before


def test_the_form_says_that_more_is_selected(hall: MainWindow) -> None:
    place_them(hall)
    hall.select_all()
    assert any("4 more selected" in label.text() for label in hall.panel.inspector.findChildren(QLabel))
