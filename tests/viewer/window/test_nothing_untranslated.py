"""No text of the window is written past the translations: with a language that marks each one, all are marked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.viewer.window.conftest import Open
from viewer.window import language
from viewer.window.main_window import MainWindow
from viewer.window.values import more_fields, values

MARK = "§"


class Marking:
    """A language in which each text of ours carries a mark; Qt's own texts are not asked of it."""

    @staticmethod
    def translate(_context: str, text: str) -> str:
        """Mark a text."""
        return text if text == "." else f"{MARK}{text}"


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "QCoreApplication", Marking)


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Go through what can be read in a window or is told to assistive programs, each with the kind of its widget."""
    for thing in (root, *root.findChildren(QObject)):
        texts: list[str] = []
        if isinstance(thing, QLabel | QAbstractButton | QAction):
            texts.append(thing.text())
        if isinstance(thing, QWidget):
            texts += [thing.accessibleName(), thing.toolTip(), *(action.toolTip() for action in thing.actions())]
        if isinstance(thing, QLineEdit):
            texts.append(thing.placeholderText())
        if isinstance(thing, QGroupBox):
            texts.append(thing.title())
        if isinstance(thing, QListWidget):
            items = [thing.item(row) for row in range(thing.count())]
            texts += [text for item in items for text in (item.text(), item.toolTip())]
        if isinstance(thing, QComboBox):
            texts += [thing.itemText(row) for row in range(thing.count())]
        yield from ((type(thing).__name__, text) for text in texts)


def unmarked(window: MainWindow) -> set[tuple[str, str]]:
    """Return the texts with words in which no part is one of ours, nor of the language of layout files."""
    layout, piece = window.document.layout, window.selected
    assert layout is not None
    known = {layout.name, layout.description, *(item.label for item in layout.equipment.values())}
    if piece is not None:
        fields = (*values(layout, piece), *more_fields(layout, piece))
        known |= {
            f"{layout.equipment[piece].kind} {piece}",
            *(text for field in fields for text in (field.name, field.meaning)),
        }
    found = {(kind, text) for kind, text in texts_of(window) if re.search("[a-z]{3}", text) and MARK not in text}
    problems = {problem.message for problem in window.document.problems}
    return {(kind, text) for kind, text in found if text not in known | problems and not _tells(text, known)}


def _tells(text: str, meanings: set[str | None]) -> bool:
    """Tell whether a text is the help of a field: what it means, and what can be typed."""
    return any(meaning and text.lower().startswith(f"{meaning.lower()}.") for meaning in meanings)


def test_everything_that_is_said_goes_through_the_translations(
    marking: None, opened: Open, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids, fields, their meanings and problems are of the language of the files, which is the same for all."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)
    window = opened(file)
    window.player.play(False)
    qtbot.waitUntil(lambda: window.player.known >= 1500, timeout=20_000)
    window.player.seek(1000.0)
    assert unmarked(window) == set()
    window.choose(("filling",))
    assert unmarked(window) == set()
    for name in ("turn_left", "history", "belt", "connect", "measure", "lock", "lock", "layers", "tables", "tour"):
        window.actions_[name].trigger()
        assert unmarked(window) == set(), name
