"""The worker's process: one message when it cannot start or dies, and no process after `stop`."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from layouts import Layout, load
from tests.viewer.window.remains import children
from viewer.window.feed import Feed

PATIENCE = 20_000


@pytest.fixture
def line(packaging_line: Path) -> Layout:
    return load(packaging_line)


def test_a_worker_that_breaks_tells_its_last_word_once(line: Layout, qtbot: QtBot) -> None:
    parent, said = QObject(), list[str]()
    feed = Feed(parent, module="no_such_module")
    feed.failed.connect(said.append)
    feed.start(line, None, 10.0)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    qtbot.wait(100)
    (message,) = said
    assert message.startswith("The simulation stopped unexpectedly: ")
    assert message.endswith("No module named no_such_module")
    feed.stop()


def test_stopping_ends_the_process_wherever_it_is(line: Layout, qtbot: QtBot) -> None:
    parent, said = QObject(), list[str]()
    feed = Feed(parent)
    feed.failed.connect(said.append)
    feed.start(line, None, 1e9)
    qtbot.waitUntil(lambda: feed.received > 0, timeout=PATIENCE)
    assert len(children()) == 1
    feed.stop()
    assert not children()
    qtbot.wait(100)
    assert said == []
    feed.stop()
