"""The window driven as a user would: it opens, plays, scrubs both ways, selects, reloads, and closes without a rest."""

import os
import threading
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolBar
from pytestqt.qtbot import QtBot
from vtkmodules.vtkCommonCore import vtkCommand

from geometry.palette import DARK, Role
from layouts import load
from replay.states import State
from sim.simulation import Simulation
from tests.viewer.window.remains import children, close, renderers, timers, widgets
from viewer.render.options import View
from viewer.render.sight import window_of
from viewer.window import horizon
from viewer.window.canvas import SAMPLES
from viewer.window.main_window import MainWindow
from viewer.window.play_clock import SPEEDS
from viewer.window.rows import Row

Open = Callable[[Path], MainWindow]

PATIENCE = 20_000
"""Milliseconds after which a test no longer waits."""


def _frames(window: MainWindow) -> list[int]:
    """Collect the samples a pixel of every render of VTK from now on."""
    drawn: list[int] = []
    canvas = window_of(window.stage.canvas)
    canvas.AddObserver(vtkCommand.EndEvent, lambda *_: drawn.append(canvas.GetMultiSamples()))
    return drawn


def _place_of(window: MainWindow, equipment_id: str) -> QPoint:
    """Return a pixel in the midst of a piece of equipment, in the canvas."""
    sight = window.stage.sight()
    (number,) = [number for number, name in sight.names.items() if name == equipment_id]
    rows, columns = np.nonzero(sight.numbers == number)
    return QPoint(int(columns[len(columns) // 2]), int(rows[len(rows) // 2]))


def _is_titled(window: MainWindow, name: str) -> bool:
    return window.windowTitle().startswith(name)


def _has_played(window: MainWindow) -> bool:
    return window.player.clock.position > 1


def test_it_opens_on_the_line_and_plays(opened: Open, file: Path, qtbot: QtBot) -> None:
    window = opened(file)
    qtbot.waitUntil(lambda: window.player.clock.position > 5, timeout=PATIENCE)
    assert window.windowTitle() == "Textbook packaging line – line.yaml – Linewright"
    assert window.player.clock.playing
    assert window.time_bar.clock.text() != "0:00:00"
    assert [row.id for row in window.panel.equipment.model_.rows][:3] == ["infeed", "filling", "belt_1"]
    assert not window.notice.isVisible()


def test_it_shows_the_figures_of_the_line(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.player.known >= 7_200, timeout=PATIENCE)
    window.player.to_end()
    figures = window.player.figures()
    assert figures.since == 3600
    assert figures.per_hour == pytest.approx(450, abs=1)
    assert window.panel.tiles.texts()["Pace"] == "8.00"
    labelling = figures.equipment["labelling"]
    assert labelling.of(State.WORKING) == pytest.approx(1)
    assert figures.equipment["capping"].of(State.BLOCKED) == pytest.approx(0.375, abs=0.01)


def test_space_plays_and_pauses(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.player.clock.position > 1, timeout=PATIENCE)
    QTest.keyClick(window, Qt.Key.Key_Space)
    stopped = window.player.clock.position
    qtbot.wait(150)
    assert not window.player.clock.playing
    assert window.player.clock.position == stopped


def test_plus_and_minus_climb_the_ladder_of_speeds(window: MainWindow, qtbot: QtBot) -> None:
    for _ in SPEEDS:
        QTest.keyClick(window, Qt.Key.Key_Plus)
    assert window.time_bar.speed.text() == "10,000×"
    for _ in SPEEDS:
        QTest.keyClick(window, Qt.Key.Key_Minus)
    assert window.time_bar.speed.text() == "0.1×"


def test_the_slider_scrubs_both_ways_and_shows_the_same_again(window: MainWindow, qtbot: QtBot) -> None:
    scrubber = window.time_bar.scrubber
    seen = []
    for part in (0.02, 0.04, 0.02):
        place = QPoint(round(10 + part * (scrubber.width() - 20)), 15)
        QTest.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=place)
        moment = window.player.moment()
        assert moment is not None
        seen.append(moment)
    assert seen[0].t == seen[2].t < seen[1].t
    a_pixel = window.player.horizon.until / (scrubber.width() - 20)
    assert seen[1].t == pytest.approx(0.04 * window.player.horizon.until, abs=a_pixel)
    np.testing.assert_array_equal(seen[0].items, seen[2].items)
    np.testing.assert_array_equal(seen[0].positions, seen[2].positions)
    assert not np.array_equal(seen[0].items, seen[1].items)


def test_one_frame_of_the_playback_is_one_render(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(500)
    drawn = _frames(window)
    for number in range(20):
        window.player.seek(7.0 + 7.0 * number)
        qtbot.wait(60)
    assert drawn.count(0) == 20


def test_playing_draws_a_frame_a_step(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(500)
    drawn, steps = _frames(window), list[float]()
    window.player.moved.connect(lambda: steps.append(window.player.clock.position))
    window.player.play(True)
    qtbot.waitUntil(lambda: len(steps) >= 20, timeout=PATIENCE)
    window.player.play(False)
    qtbot.wait(100)
    assert len(steps) - 1 <= drawn.count(0) <= len(steps)


def test_a_still_view_is_drawn_once_more_with_smooth_edges(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(500)
    drawn = _frames(window)
    window.player.seek(100.0)
    qtbot.waitUntil(lambda: SAMPLES in drawn, timeout=PATIENCE)
    qtbot.wait(400)
    assert drawn == [0, SAMPLES]


def test_one_step_of_the_mouse_is_one_render(window: MainWindow, qtbot: QtBot) -> None:
    canvas = window.stage.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseMove(canvas, QPoint(240, 200))
    qtbot.wait(500)
    drawn, before = _frames(window), canvas.eye
    QTest.mouseMove(canvas, QPoint(260, 210))
    qtbot.wait(200)
    assert drawn.count(0) == 1
    assert canvas.eye.azimuth != before.azimuth
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(260, 210))
    assert window.selected is None


def test_a_click_selects_equipment_and_shows_its_values_as_typed(window: MainWindow, qtbot: QtBot) -> None:
    window.player.seek(1_000.0)
    qtbot.wait(100)
    QTest.mouseClick(window.stage.canvas, Qt.MouseButton.LeftButton, pos=_place_of(window, "filling"))
    assert window.selected == "filling"
    assert window.panel.equipment.selected == "filling"
    assert window.panel.inspector.text.splitlines()[4:8] == ["id", "filling", "cycle", "6.5 s"]
    assert "since 0:" in window.panel.inspector.text


def test_a_row_selects_equipment_and_escape_lets_it_go(window: MainWindow, qtbot: QtBot) -> None:
    rows = window.panel.equipment
    index = rows.model_.index(3)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())
    assert (window.selected, window.panel.inspector.isVisible()) == ("capping", True)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert (window.selected, window.panel.inspector.isVisible()) == (None, False)


def test_a_machine_is_blocked_and_works_in_turns(window: MainWindow) -> None:
    window.select("capping")
    said = set()
    for t in range(1_400, 1_408):
        window.player.seek(float(t))
        said.add(window.panel.inspector.text.splitlines()[2].split(" since ")[0])
    assert said == {"Working", "Blocked"}


def test_it_reloads_when_the_file_changes_and_keeps_camera_selection_and_time(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    window.stage.look_from(View.FRONT)
    window.stage.canvas.zoom(0.8)
    window.select("labelling")
    window.player.seek(1_200.0)
    eye, worker = window.stage.canvas.eye, window.player.worker_id
    file.write_text(file.read_text().replace("cycle: 8 s", "cycle: 10 s"))
    qtbot.waitUntil(lambda: window.player.worker_id not in (0, worker), timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.player.clock.position == 1_200.0, timeout=PATIENCE)
    assert window.stage.canvas.eye == eye
    assert window.selected == "labelling"
    assert window.panel.inspector.text.splitlines()[4:8] == ["id", "labelling", "cycle", "10 s"]
    assert len(children()) == 1


def test_it_reloads_when_an_editor_replaces_the_file(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    for name in ("One", "Two"):
        fresh = file.with_name("line.yaml~")
        fresh.write_text(file.read_text().replace("name: ", f"name: {name} ", 1))
        os.replace(fresh, file)
        qtbot.waitUntil(partial(_is_titled, window, name), timeout=PATIENCE)


def test_a_broken_file_shows_its_problem_and_leaves_the_last_good_view(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    good, worker = file.read_text(), window.player.worker_id
    line = 1 + good[: good.index("cycle: 8 s")].count("\n")
    file.write_text(good.replace("cycle: 8 s", "cycle: 8 metres"))
    qtbot.waitUntil(window.notice.isVisible, timeout=PATIENCE)
    heading, problem = window.notice.lines
    assert heading == "line.yaml has 1 problem; the last good version is shown."
    assert f"line.yaml:{line}:" in problem
    assert "8 metres" in problem
    assert window.player.worker_id == worker
    window.player.seek(60.0)
    assert window.player.moment() is not None
    file.write_text(good)
    qtbot.waitUntil(lambda: not window.notice.isVisible(), timeout=PATIENCE)


def test_a_file_that_goes_away_and_comes_back(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    good = file.read_text()
    file.unlink()
    qtbot.waitUntil(window.notice.isVisible, timeout=PATIENCE)
    assert window.document.layout is not None
    file.write_text(good)
    qtbot.waitUntil(lambda: not window.notice.isVisible(), timeout=PATIENCE)


def test_a_file_broken_from_the_start_can_be_mended(opened: Open, file: Path, qtbot: QtBot) -> None:
    good = file.read_text()
    file.write_text("linewright: 1\nequipment: [")
    window = opened(file)
    assert window.notice.lines[0].endswith("nothing can be shown yet.")
    assert window.player.worker_id == 0
    file.write_text(good)
    qtbot.waitUntil(lambda: window.player.known > 0, timeout=PATIENCE)
    assert not window.notice.isVisible()


def test_what_cannot_be_simulated_cannot_be_played(opened: Open, file: Path, qtbot: QtBot) -> None:
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("cycle: 8 s", "cycle: 8"), encoding="utf-8")
    window = opened(file)
    assert not window.time_bar.play.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not window.player.clock.playing
    file.write_text(good, encoding="utf-8")
    qtbot.waitUntil(window.time_bar.play.isEnabled, timeout=PATIENCE)


def test_an_empty_hall_says_how_a_line_gets_into_it(opened: Open, file: Path, qtbot: QtBot) -> None:
    line = file.read_text(encoding="utf-8")
    file.write_text("linewright: 1\nequipment: {}\n", encoding="utf-8")
    window = opened(file)
    hint = window.stage.hint
    assert hint.isVisible()
    assert "the line appears here" in hint.text()
    assert window.stage.canvas.rect().contains(hint.geometry())
    file.write_text(line, encoding="utf-8")
    qtbot.waitUntil(lambda: not hint.isVisible(), timeout=PATIENCE)


def test_a_long_name_is_broken_and_not_cut(window: MainWindow) -> None:
    window.panel.inspector.show_row(
        Row("m", "Deburring, cell 2, automatic with manual loading", "machine"), (), (), 0.0
    )
    label = next(label for label in window.panel.inspector.findChildren(QLabel) if label.text().startswith("Deburring"))
    assert label.wordWrap()
    assert label.minimumSizeHint().width() < window.panel.width()


def test_no_line_of_the_tool_bar_stands_before_nothing(window: MainWindow) -> None:
    (bar,) = window.findChildren(QToolBar)
    entries = bar.actions()
    for entry, following in pairwise(entries):
        if entry.isSeparator():
            assert following in window.actions_.values()
    assert not entries[-1].isSeparator()


def test_a_worker_that_dies_is_told_in_one_message(window: MainWindow, qtbot: QtBot) -> None:
    os.kill(window.player.worker_id, 9)
    qtbot.waitUntil(window.notice.isVisible, timeout=PATIENCE)
    assert window.notice.lines[0].startswith("The simulation stopped unexpectedly")
    window.player.seek(100.0)
    assert window.player.clock.position == 100.0


def test_the_horizon_moves_on_when_the_playback_comes_near(
    opened: Open, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(horizon, "DEFAULT", 600.0)
    file.write_text(file.read_text().replace("run: {warm_up: 1 h, for: 8 h}", ""))
    window = opened(file)
    qtbot.waitUntil(lambda: window.player.known == 600, timeout=PATIENCE)
    window.player.seek(590.0)
    assert window.player.horizon.until == 1200
    qtbot.waitUntil(lambda: window.player.known == 1200, timeout=PATIENCE)


def test_the_run_ends_where_the_layout_says_with_the_figures_of_simulate(
    opened: Open, file: Path, qtbot: QtBot
) -> None:
    file.write_text(file.read_text().replace("run: {warm_up: 1 h, for: 8 h}", "run: {warm_up: 10 min, for: 20 min}"))
    window = opened(file)
    qtbot.waitUntil(lambda: window.player.known == 1800, timeout=PATIENCE)
    window.player.to_end()
    qtbot.waitUntil(lambda: not window.player.clock.playing, timeout=PATIENCE)
    figures, line = window.player.figures(), Simulation(load(file))
    line.run(600)
    line.end_warm_up()
    line.run(1800)
    assert (figures.t, figures.per_hour) == (1800.0, line.results().to_json_object()["throughput_per_hour"]["elapsed"])
    assert window.player.horizon.until == 1800
    assert window.time_bar.known.text() == "0:30:00, end of the run"


def test_played_again_at_its_end_a_run_begins_anew(opened: Open, file: Path, qtbot: QtBot) -> None:
    file.write_text(file.read_text().replace("run: {warm_up: 1 h, for: 8 h}", "run: {for: 10 min}"))
    window = opened(file)
    qtbot.waitUntil(lambda: window.player.known == 600, timeout=PATIENCE)
    window.player.to_end()
    qtbot.waitUntil(lambda: not window.player.clock.playing, timeout=PATIENCE)
    window.player.toggle()
    assert window.player.clock.playing
    assert window.player.clock.position < 600


def test_it_stops_ahead_where_memory_ends_and_says_so(
    opened: Open, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(horizon, "MOST_BYTES", 100_000)
    window = opened(file)
    qtbot.waitUntil(lambda: window.player.horizon.full, timeout=PATIENCE)
    assert window.time_bar.known.text().endswith(", memory full")
    assert not children()
    window.player.to_end()
    window.player.play(True)
    qtbot.waitUntil(lambda: not window.player.clock.playing, timeout=PATIENCE)
    assert window.player.clock.position == window.player.known == window.player.horizon.until


def test_day_and_night_keep_what_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.player.seek(500.0)
    window.stage.canvas.zoom(0.9)
    eye = window.stage.canvas.eye
    QTest.keyClick(window, Qt.Key.Key_D)
    qtbot.wait(100)
    assert window.stage.canvas.eye == eye
    assert _corner(window.stage.canvas.grabFramebuffer()) == DARK[Role.BACKGROUND]


def _corner(picture: QImage) -> str:
    return picture.pixelColor(2, 2).name()


def test_closing_leaves_nothing(qtbot: QtBot, opened: Open, file: Path) -> None:
    close(opened(file))  # what Qt and VTK make once for all windows is there now
    before = renderers(), widgets(), set(threading.enumerate())
    window = opened(file)
    qtbot.waitUntil(partial(_has_played, window), timeout=PATIENCE)
    window.select("filling")
    assert children()
    close(window)
    del window
    assert not timers()
    assert not children()
    assert (renderers(), widgets(), set(threading.enumerate())) == before


def test_closing_in_the_first_instant_leaves_nothing(opened: Open, file: Path) -> None:
    close(opened(file))
    assert not timers()
    assert not children()
    assert not widgets()
