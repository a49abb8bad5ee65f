"""CAD files dropped on the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from layouts.model_files import model_file
from tests.geometry.cad import shapes
from viewer.window.dropping import cad_file_in
from viewer.window.main_window import MainWindow
from viewer.window.notice import Message

Open = Callable[[Path], MainWindow]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def _mime(*files: Path) -> QMimeData:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return dropped


def _drop(window: MainWindow, file: Path) -> list[Message]:
    heard: list[Message] = []
    window.dropping.told.connect(heard.append)
    mime = _mime(file)
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(300, 300), actions, mime, buttons, Qt.KeyboardModifier.NoModifier))
    return heard


def test_a_dropped_file_becomes_a_model_beside_the_layout(
    opened: Open, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(file)
    source = shapes.write_stl(tmp_path / "guard.stl", shapes.box((0, 0, 0), (1, 2, 0.5)))
    heard = _drop(window, source)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=100_000)
    assert heard[0].heading == "guard.stl is being imported…"
    assert heard[1].heading == "guard.stl is imported: write `model: models/guard.glb`."
    assert not heard[1].grave
    assert model_file("models/guard.glb", file.parent).size.measures == (1.0, 2.0, 0.5)


def test_what_cannot_be_imported_is_told(opened: Open, file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    broken = tmp_path / "guard.dwg"
    broken.write_bytes(b"AC1032")
    heard = _drop(opened(file), broken)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=100_000)
    assert "a DWG drawing is not read" in heard[1].heading
    assert heard[1].grave


def test_closing_ends_an_import(opened: Open, file: Path, tmp_path: Path) -> None:
    window = opened(file)
    _drop(window, shapes.write_stl(tmp_path / "ball.stl", shapes.sphere(60)))
    assert window.dropping.busy
    window.close()
    assert not window.dropping.busy


def test_only_one_cad_file_is_taken() -> None:
    assert cad_file_in(_mime(Path("/a/x.STEP"))) == Path("/a/x.STEP")
    assert cad_file_in(_mime(Path("/a/x.jt"))) == Path("/a/x.jt")
    assert cad_file_in(_mime(Path("/a/x.txt"))) is None
    assert cad_file_in(_mime(Path("/a/x.stl"), Path("/a/y.stl"))) is None
