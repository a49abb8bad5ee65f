"""The tables of the window as a user types, pastes and takes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget

from layouts.sheets import Cell
from layouts.writing import written
from viewer.window.main_window import MainWindow
from viewer.window.palette import Palette

Open = Callable[[Path], MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def discarding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to answer what to do with edits when a window is closed."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


@pytest.fixture
def tables(opened: Open, file: Path) -> MainWindow:
    """A window on the demo with two products, and its tables shown by their key."""
    file.write_text(file.read_text() + "parts: {A: {}, B: {}}\n")
    window = opened(file)
    window.player.play(False)
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    assert window.tables.isVisible()
    return window


def focus(window: MainWindow) -> QWidget:
    """What the keys go to."""
    found = QApplication.focusWidget()
    assert found is not None
    assert window.isAncestorOf(found)
    return found


def write(window: MainWindow, row: int, column: int, text: str) -> None:
    """Go to a cell and type, without a click on it before."""
    grid = window.tables.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.cells.index(row, column))
    QTest.keyClicks(grid, text[0])
    line = focus(window)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, text[1:])
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()  # a line ends behind the key


def said(window: MainWindow, section: str) -> object:
    layout = window.document.layout
    assert layout is not None
    return written(layout).get(section)


def test_a_cell_is_typed_and_taken_back_with_one_step(tables: MainWindow) -> None:
    tables.tables.open("Shifts")
    QTest.mouseClick(tables.tables.begin, Qt.MouseButton.LeftButton)
    assert said(tables, "calendar") == {"shifts": {"early": {"hours": "06:00-14:00"}}}
    write(tables, 0, 2, "05:30-13:30")
    assert said(tables, "calendar") == {"shifts": {"early": {"hours": "05:30-13:30"}}}
    assert tables.actions_["undo"].text() == "&Undo shifts"
    QTest.keyClick(tables.tables.grid, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(tables.tables.grid, Qt.Key.Key_Z, CTRL)
    assert said(tables, "calendar") is None
    assert not tables.document.edited


def test_a_mistake_stays_at_its_cell_and_out_of_the_layout(tables: MainWindow) -> None:
    tables.tables.open("Shifts")
    QTest.mouseClick(tables.tables.begin, Qt.MouseButton.LeftButton)
    before = said(tables, "calendar")
    write(tables, 0, 2, "6-14")
    assert said(tables, "calendar") == before
    assert tables.tables.model.text(Cell(0, 2)) == "6-14"
    assert "found '6-14', expected hours from one time of day to another" in tables.tables.said
    assert "06:00-14:00" in tables.tables.model.data(tables.tables.model.index(0, 2), Qt.ItemDataRole.ToolTipRole)
    write(tables, 0, 2, "06:30-14:30")
    assert "calendar" in tables.tables.said or not tables.tables.said
    assert "06:30-14:30" in str(said(tables, "calendar"))


def test_a_block_of_a_spreadsheet_is_pasted_with_decimal_commas(tables: MainWindow) -> None:
    tables.tables.open("Changeover changeover")
    QGuiApplication.clipboard().setText("\tA\tB\r\nA\t0 s\t1,5 min\r\nB\t90 s\t0 s\r\n")
    tables.tables.grid.setFocus()
    QTest.keyClick(tables.tables.grid, Qt.Key.Key_V, CTRL)
    assert said(tables, "changeovers") == {
        "changeover": {"to": ["A", "B"], "A": ["0 s", "1.5 min"], "B": ["90 s", "0 s"]}
    }
    tables.tables.grid.selectAll()
    QTest.keyClick(tables.tables.grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().splitlines()[1].split("\t")[:3] == ["A", "0 s", "1.5 min"]


def test_rows_and_cells_are_taken_out(tables: MainWindow) -> None:
    tables.tables.open("Holidays")
    QGuiApplication.clipboard().setText("2026-05-01\n2026-12-25\n")
    grid = tables.tables.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert said(tables, "calendar") == {"holidays": ["2026-05-01", "2026-12-25"]}
    grid.setCurrentIndex(grid.cells.index(0, 0))
    QTest.mouseClick(tables.tables.remove, Qt.MouseButton.LeftButton)
    assert said(tables, "calendar") == {"holidays": ["2026-12-25"]}
    grid.setCurrentIndex(grid.cells.index(0, 0))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert said(tables, "calendar") is None


def test_letters_go_to_the_cells_and_not_to_the_tools(tables: MainWindow) -> None:
    tables.tables.open("Routings")
    QTest.mouseClick(tables.tables.begin, Qt.MouseButton.LeftButton)
    write(tables, 0, 0, "B")
    assert tables.stage.tool is None
    assert tables.tables.model.text(Cell(0, 0)) == "B"


def test_the_palette_leads_to_a_table(tables: MainWindow) -> None:
    QTest.keyClick(tables, Qt.Key.Key_T, CTRL)
    assert not tables.tables.isVisible()
    tables.show_palette()
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.line, "table ord")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert tables.tables.isVisible()
    assert tables.tables.sheet.title == "Orders"
