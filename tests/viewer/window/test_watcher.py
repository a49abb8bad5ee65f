"""The watcher: says once that a file has another content, however it came there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from viewer.window.watcher import Watcher

PATIENCE = 5_000


class _Watched:
    def __init__(self, path: Path) -> None:
        self.path, self.changes = path, 0
        self.parent = QObject()
        self.watcher = Watcher(path, self.parent)
        self.watcher.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1


@pytest.fixture
def watched(tmp_path: Path, qtbot: QtBot) -> Iterator[_Watched]:
    path = tmp_path / "line.yaml"
    path.write_text("one")
    watched = _Watched(path)
    yield watched
    watched.watcher.close()


def test_a_burst_of_writes_is_one_change(watched: _Watched, qtbot: QtBot) -> None:
    for text in ("t", "tw", "two"):
        watched.path.write_text(text)
    qtbot.waitUntil(lambda: watched.changes > 0, timeout=PATIENCE)
    qtbot.wait(300)
    assert watched.changes == 1


def test_replacing_removing_and_making_the_file_are_changes(watched: _Watched, qtbot: QtBot) -> None:
    fresh = watched.path.with_name(".line.yaml.swp")
    fresh.write_text("two")
    os.replace(fresh, watched.path)
    qtbot.waitUntil(lambda: watched.changes == 1, timeout=PATIENCE)
    watched.path.unlink()
    qtbot.waitUntil(lambda: watched.changes == 2, timeout=PATIENCE)
    watched.path.write_text("three")
    qtbot.waitUntil(lambda: watched.changes == 3, timeout=PATIENCE)
    watched.path.write_text("four")
    qtbot.waitUntil(lambda: watched.changes == 4, timeout=PATIENCE)


def test_the_same_content_again_and_other_files_are_no_change(watched: _Watched, qtbot: QtBot) -> None:
    watched.path.write_text("one")
    watched.path.with_name("other.yaml").write_text("two")
    qtbot.wait(500)
    assert watched.changes == 0
