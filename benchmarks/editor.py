"""Editing a hall of 2,000 pieces in the window: how long it works itself for each frame of a drag, and what it touches.

The window is the real one, on a virtual screen; the mouse is moved by events. Times are CPU milliseconds of the thread
of the window, for all that it does itself: from the event to the scene, the view and the lists, and what turns names to
the eye before the frame is drawn. What VTK does with it then is the business of the graphics card, or of Mesa's.

    scripts/with_display.sh python -m benchmarks.editor [--pieces N] [--frames N] [--json]
"""

import argparse
import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.checks import hall
from geometry.palette import LIGHT
from geometry.picking import middle_of
from layouts.dumping import dump
from viewer.window.main import application, keep_for_good
from viewer.window.main_window import MainWindow

PIECES, FRAMES, REPETITIONS = 2007, 120, 9
STEP = 3
"""Pixels that the mouse moves from frame to frame."""
SHARE = 0.95


@dataclass
class Work:
    """CPU milliseconds of each time that something was done, and how many pieces were touched."""

    name: str
    times: list[float] = field(default_factory=list)
    touched: list[int] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """The median."""
        return statistics.median(self.times)

    @property
    def late(self) -> float:
        """The time within which 95 of 100 were done."""
        return sorted(self.times)[min(len(self.times) - 1, int(SHARE * len(self.times)))]

    @property
    def most(self) -> int:
        """The most pieces of which meshes were made at once."""
        return max(self.touched, default=0)


class Bench:
    """A window on a hall, and a mouse in it."""

    def __init__(self, pieces: int, folder: Path) -> None:
        """Open the hall, and stop the playback."""
        layout = hall(pieces).layout
        self.count = len(layout.equipment)
        file = folder / "hall.yaml"
        file.write_text(dump(layout), encoding="utf-8")
        self.window = MainWindow(file, LIGHT)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.player.play(False)
        QTest.qWait(1_000)
        keep_for_good()

    def work(self, work: Work, act: Callable[[], object]) -> None:
        """Do something and what its frame needs; keep how long it took. The frame itself is drawn afterwards."""
        view = self.window.stage._view
        view.made = []
        begun = thread_time()
        act()
        view._face(None, "")
        work.times.append(1e3 * (thread_time() - begun))
        work.touched.append(len(view.made))
        QApplication.processEvents()

    def mouse(self, kind: QEvent.Type, at: QPointF) -> Callable[[], object]:
        """Return what sends an event of the left button."""
        canvas = self.window.stage.canvas
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, canvas.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
        return lambda: QApplication.sendEvent(canvas, event)

    def select(self, number: int) -> None:
        """Select a machine."""
        self.window.select(f"m{number}")

    def drag(self, name: str, frames: int, press: Work, move: Work, drop: Work) -> None:
        """Drag a piece with the mouse."""
        self.window.select(name)
        QTest.qWait(300)
        canvas, piece = self.window.stage.canvas, self.window.stage.scene.pieces[name]
        start = canvas.pixel_of(middle_of(piece).plus(piece.model.crown, 0.5))
        assert start is not None
        self.work(press, self.mouse(QEvent.Type.MouseButtonPress, start))
        for frame in range(1, frames + 1):
            at = start + QPointF(30 + STEP * (frame % 40), (frame % 7) * 2)
            self.work(move, self.mouse(QEvent.Type.MouseMove, at))
        self.work(drop, self.mouse(QEvent.Type.MouseButtonRelease, start))

    def close(self) -> None:
        """Close the window without a question."""
        self.window.filing.may_leave = lambda: True  # type: ignore[method-assign] # nobody is there to answer
        self.window.close()


def measure(pieces: int, frames: int) -> tuple[int, list[Work]]:
    """Select, drag, undo and redo in a hall; return its pieces and the work."""
    works = select, press, move, drop, undo, redo = [
        Work(name) for name in ("select", "press", "drag, a frame", "drop", "undo", "redo")
    ]
    application()
    with TemporaryDirectory() as folder:
        bench = Bench(pieces, Path(folder))
        for number in range(REPETITIONS):
            bench.work(select, lambda number=number: bench.select(40 + number))  # type: ignore[misc] # a default of int
        bench.window.stage.canvas.eye = bench.window.stage.canvas.eye.zoomed(0.4, 0.0, 0.0)
        for name in ("m50", "m110", "m170"):
            bench.drag(name, frames, press, move, drop)
            QTest.qWait(300)
        for _ in range(3):
            bench.work(undo, bench.window.editing.undo)
            QTest.qWait(300)
        for _ in range(3):
            bench.work(redo, bench.window.editing.redo)
            QTest.qWait(300)
        bench.close()
    return bench.count, list(works)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, or one object with `--json`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pieces", type=int, default=PIECES)
    parser.add_argument("--frames", type=int, default=FRAMES)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    count, works = measure(options.pieces, options.frames)
    if options.json:
        table: dict[str, Any] = {w.name: {"median_ms": w.middle, "p95_ms": w.late, "touched": w.most} for w in works}
        print(json.dumps({"pieces": count, **table}))
        return 0
    print(f"{count} pieces; CPU milliseconds of the window's thread\n")
    print(f"{'':16} {'median':>8} {'95 %':>8} {'pieces touched':>16}")
    for work in works:
        print(f"{work.name:16} {work.middle:8.1f} {work.late:8.1f} {work.most:16}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
