from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.window.palette import Entry, Palette, ranked

NAMES = ("Save", "Save as", "Draw conveyor", "Turn left", "Place conveyor", "Select op10")


def entries(done: list[str]) -> list[Entry]:
    return [Entry(name, "", lambda name=name: done.append(name)) for name in NAMES]  # type: ignore[misc] # bound early


def test_letters_in_order_are_enough_and_beginnings_of_words_come_first() -> None:
    def names(wanted: str) -> list[str]:
        return [entry.text for entry in ranked(entries([]), wanted)]

    assert names("sav") == ["Save", "Save as"]
    assert names("tl") == ["Turn left"]
    assert names("conv")[:2] == ["Draw conveyor", "Place conveyor"]
    assert names("op10") == ["Select op10"]
    assert names("zzz") == []
    assert names("") == list(NAMES)


def test_arrows_walk_and_return_does_it(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    palette = Palette(entries(done), parent)
    palette.show()
    QTest.keyClicks(palette.line, "conv")
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert done == ["Place conveyor"]
