"""Numbers beside the model: at each frame of a drag, beside the saved file, and never waited for."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from layouts.space import Vector
from layouts.space_figures import space_figures
from studies import Estimate, parts
from studies.crew import Crew
from studies.looks import Finding
from studies.parts import Going, Pilot
from studies.service import Service, Standing
from studies.workers import Job
from tests.viewer.window.conftest import Idle
from tests.viewer.window.remains import children
from viewer.window import reckoning
from viewer.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]
PATIENCE = 30_000
FREELY = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def discarding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to answer what to do with edits when a window is closed."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)


class Held:
    """A crew that holds every job until it is let go, and then does it here."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Job[Any], Future[Any]]] = []

    def __len__(self) -> int:
        return 1

    def want(self, *studies: int) -> None:
        parts.wanted = list(studies)

    def submit(self, worker: int, job: Job[Any]) -> "Future[Any]":
        future: Future[Any] = Future()
        self.jobs.append((job, future))
        return future

    def close(self) -> None:
        """Nothing is left."""

    def let_go(self) -> None:
        """Do what is held."""
        while self.jobs:
            job, future = self.jobs.pop()
            future.set_result(Going(1.0, 0.0, 600.0) if isinstance(job, Pilot) else job())


def shown(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Wait until there are loads."""
    window.player.play(False)
    qtbot.waitUntil(lambda: bool(window.numbers.chart.columns.loads), timeout=PATIENCE)
    return window


def cell(window: MainWindow, title: str) -> tuple[str, str]:
    value, change = window.numbers.cells[title]
    return value.text(), change.text()


def drag(window: MainWindow, steps: int) -> None:
    """Drag what is selected, freely, frame by frame; it is not dropped."""
    window.editing.begin(window.selection)
    for step in range(1, steps + 1):
        window.editing.drag(Vector(-0.1 * step, 0.0), FREELY)


def test_loads_and_lengths_are_there_and_an_edit_is_shown_beside_the_file(
    opened: Open, file: Path, qtbot: QtBot
) -> None:
    window = shown(opened(file), qtbot)
    assert window.numbers.heading.text() == "No demand · pace 8.0 s · slowest: Labelling"
    assert cell(window, "Belts") == ("9.6", "")
    window.select("labelling")
    window._set_field("cycle", "10 s")
    qtbot.waitUntil(lambda: "→" in window.numbers.heading.text(), timeout=PATIENCE)
    assert window.numbers.heading.text() == "No demand · pace 8.0 → 10.0 s · slowest: Labelling"
    assert [load.name for load in window.numbers.chart.columns.loads if load.has_changed] == ["labelling"]
    assert cell(window, "Work") == ("3,456", "−864")
    window.filing.save()
    qtbot.waitUntil(lambda: "→" not in window.numbers.heading.text(), timeout=PATIENCE)
    assert cell(window, "Work") == ("3,456", "")


def test_each_frame_of_a_drag_has_its_lengths_beside_those_before_it(opened: Open, file: Path, qtbot: QtBot) -> None:
    window = shown(opened(file), qtbot)
    window.select("shipping")
    told: list[Any] = []
    window.reckoning.measured.connect(lambda now, before: told.append((now, before)))
    drag(window, 5)
    layout = window.document.layout
    assert layout is not None
    assert len(told) == 5
    assert told[-1][0] == space_figures(layout)
    assert cell(window, "Floor")[1].startswith("+")
    window.deselect()
    qtbot.waitUntil(lambda: cell(window, "Floor")[1] == "", timeout=PATIENCE)


def test_the_window_goes_on_while_studies_do_not(
    opened: Open, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No part of a run ends before 40 frames of a drag are done; nothing in them waits for another thread."""
    held, waits, wait = Held(), list[str](), threading.Condition.wait
    monkeypatch.setattr(parts, "_runs", {})
    monkeypatch.setattr(reckoning, "Service", partial(Service, hire=lambda: cast(Crew, held)))
    window = shown(opened(file), qtbot)
    qtbot.waitUntil(lambda: bool(held.jobs), timeout=PATIENCE)

    def noted(self: threading.Condition, timeout: float | None = None) -> bool:
        if threading.current_thread() is threading.main_thread():
            waits.append(repr(self))
        return wait(self, timeout)

    frames: list[object] = []
    window.reckoning.measured.connect(lambda now, _: frames.append(now))
    window.select("shipping")
    monkeypatch.setattr(threading.Condition, "wait", noted)
    for _ in range(2):
        drag(window, 20)
        window.editing.drop()
        qtbot.wait(2 * reckoning.SOON)
    assert len(frames) == 40
    assert waits == []
    assert window.numbers.throughput.text() == "–"
    monkeypatch.setattr(threading.Condition, "wait", wait)

    def answered() -> bool:
        held.let_go()
        return window.numbers.throughput.text() != "–"

    qtbot.waitUntil(answered, timeout=PATIENCE)
    assert "line.yaml" in window.numbers.note.text()


def test_throughput_comes_from_processes_that_go_with_the_window(
    opened: Open, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reckoning, "Service", Service)
    window = shown(opened(file), qtbot)
    window.player.end_run()
    qtbot.waitUntil(lambda: window.numbers.throughput.text() != "–", timeout=2 * PATIENCE)
    mean, half_width = map(float, window.numbers.throughput.text().split(" ± "))
    assert abs(mean - 450.0) <= half_width < 5.0  # an hour; how narrow it is depends on how many runs have ended
    assert window.numbers.note.text().startswith("as saved · ")
    assert any("spawn" in child for child in children())
    window.close()
    assert not any("spawn_main" in child for child in children())


@pytest.mark.parametrize(
    ("change", "text"),
    [(20.0, "▲ better: +20.0 ± 5.0"), (-20.0, "▼ worse: −20.0 ± 5.0"), (3.0, "not told apart: +3.0 ± 5.0")],
)
def test_a_finding_is_said_in_words(opened: Open, file: Path, qtbot: QtBot, change: float, text: str) -> None:
    window = shown(opened(file), qtbot)
    service = cast(Idle, window.reckoning._service)
    qtbot.waitUntil(lambda: bool(service.asked), timeout=PATIENCE)
    found = Finding(2, 4.0, Estimate(450.0, 6.0, 6), Estimate(430.0, 6.0, 6), Estimate(change, 5.0, 6))
    service.told(Standing(service.asked[-1], found))
    assert window.numbers.throughput.text() == "450.0 ± 6.0"
    assert window.numbers.verdict.text() == text
    assert window.numbers.throughput.accessibleName().startswith("Throughput: 450.0 ± 6.0")
    service.told(Standing(service.asked[-1], reason="The line gets stuck: a waits for b", done=True))
    assert (window.numbers.throughput.text(), window.numbers.verdict.text()) == ("–", "")
    assert window.numbers.note.text() == "The line gets stuck: a waits for b"


def test_it_hides_and_rests_on_a_key_and_says_what_is_missing(opened: Open, file: Path, qtbot: QtBot) -> None:
    window = shown(opened(file), qtbot)
    QTest.keyClick(window, Qt.Key.Key_N)
    assert window.numbers.isHidden()
    QTest.keyClick(window, Qt.Key.Key_N)
    assert window.numbers.isVisible()
    window.select("labelling")
    window._set_field("cycle", "")
    assert window.numbers.note.text() == "Cannot be simulated yet: see Problems."
    window.open_file(None)
    qtbot.waitUntil(window.numbers.hint.isVisible, timeout=PATIENCE)
    assert window.numbers.hint.text().startswith("Takt, loads, transport")


def test_columns_are_gone_through_by_keys_and_select_equipment(opened: Open, file: Path, qtbot: QtBot) -> None:
    window = shown(opened(file), qtbot)
    chart = window.numbers.chart
    chart.setFocus()
    chart.setCurrentIndex(chart.columns.index(0))
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert window.selected == "capping"
