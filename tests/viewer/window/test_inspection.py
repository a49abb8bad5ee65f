"""What the rules about space find is told and marked, without a stop of the window."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from geometry.checks.findings import findings
from geometry.palette import DARK
from layouts import load
from viewer.window.inspection import Inspection
from viewer.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]
PATIENCE = 20_000


@pytest.fixture
def crowded(file: Path) -> Path:
    """The demo with a cabinet in its filling machine."""
    cabinet = "  cabinet: {kind: object, at: [3.6, 8.9], size: 1 x 1 x 1 m}"
    text = re.sub(r"^equipment:.*$", lambda line: f"{line[0]}\n{cabinet}", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    return file


def test_findings_are_told_and_marked_and_go_with_what_was_wrong(crowded: Path, opened: Open, qtbot: QtBot) -> None:
    expected = findings(load(crowded))
    assert expected
    window = opened(crowded)
    qtbot.waitUntil(lambda: bool(window.stage._view.pins.actors()), timeout=PATIENCE)
    listed = [window.problems.list.item(number).text() for number in range(window.problems.list.count())]
    assert any(expected[0].found in line for line in listed)
    window.toggle_theme()
    assert window.stage._view.theme.name == DARK.name
    assert window.stage._view.pins.actors()
    crowded.write_text(crowded.read_text(encoding="utf-8").replace("at: [3.6, 8.9]", "at: [1, 1]"), encoding="utf-8")
    qtbot.waitUntil(lambda: not window.stage._view.pins.actors(), timeout=PATIENCE)


@pytest.fixture
def inspection(qapp: QApplication) -> Iterator[Inspection]:
    """An inspection without a window."""
    parent = QObject()
    inspection = Inspection(parent)
    yield inspection
    inspection.close()


def test_of_several_layouts_only_the_last_is_told(packaging_line: Path, qtbot: QtBot, inspection: Inspection) -> None:
    told: list[object] = []
    inspection.found.connect(told.append)
    layout = load(packaging_line)
    for _ in range(5):
        inspection.begin(layout)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    qtbot.wait(3 * 120)
    assert told == [()]
    inspection.begin(layout)
    inspection.drop()
    qtbot.wait(3 * 120)
    assert told == [()]
