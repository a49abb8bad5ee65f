"""The command palette: every action, every article of the library and every piece of equipment, by a few letters."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from viewer.window.language import tr

MOST = 12
"""Entries shown at a time."""


class Entry(NamedTuple):
    """Something that can be done: its text, what stands beside it (keys, kind), and what happens."""

    text: str
    note: str
    run: Callable[[], None]


def ranked(entries: Sequence[Entry], wanted: str) -> list[Entry]:
    """Return the entries that have all letters in order, best first: at the beginning of words, close together."""
    letters = wanted.lower().replace(" ", "")
    scored = ((score, number) for number, entry in enumerate(entries) if (score := _score(entry.text, letters)) >= 0)
    return [entries[number] for score, number in sorted(scored)]


def _score(text: str, letters: str) -> int:
    """Letters skipped, not counting those up to the beginning of a word; -1 where a letter is missing."""
    low, at, score = text.lower(), 0, 0
    for letter in letters:
        found = low.find(letter, at)
        if found < 0:
            return -1
        begins = found == 0 or not low[found - 1].isalnum()
        score += 0 if found == at or begins else found - at
        at = found + 1
    return score


class Palette(QDialog):
    """A line to type into and what fits; Return does the marked entry."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self._entries, self._shown = entries, list(entries)
        self.line, self.list = QLineEdit(), QListWidget()
        self.line.setPlaceholderText(tr("Type what you want to do"))
        self.line.setAccessibleName(tr("Command"))
        self.list.setAccessibleName(tr("Commands that fit"))
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._do)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._do)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.resize(520, 400)
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys walk through the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and self._shown:
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)

    def _filter(self, wanted: str) -> None:
        self._shown = ranked(self._entries, wanted)[:MOST]
        self.list.clear()
        for entry in self._shown:
            self.list.addItem(QListWidgetItem(f"{entry.text}    {entry.note}".rstrip()))
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            self.close()
            self._shown[row].run()
