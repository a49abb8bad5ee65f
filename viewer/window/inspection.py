"""What the rules about space find in the layout that is shown, looked for beside the window's own work."""

from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QTimer, Signal

from geometry.checks.findings import findings
from layouts.model import Layout
from layouts.problems import Problem

EVERY = 120
"""Milliseconds between two looks at whether there is something to begin or to tell."""


class Inspection(QObject):
    """Checks layouts in a thread of its own, one at a time; of several that come meanwhile only the last."""

    found = Signal(object)
    """The problems of the layout that was asked about last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, "checks")
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        self._next: Layout | None = None
        self._running: Future[tuple[Problem, ...]] | None = None

    def begin(self, layout: Layout) -> None:
        """Check a layout as soon as the one before is done; what that gives is not told any more."""
        self._next = layout
        self._timer.start()

    def drop(self) -> None:
        """Tell nothing more of what was begun."""
        self._next = self._running = None
        self._timer.stop()

    def close(self) -> None:
        """End the thread."""
        self.drop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _look(self) -> None:
        if self._running is not None and not self._running.done():
            return
        done, self._running = self._running, None
        if self._next is not None:
            self._running, self._next = self._pool.submit(findings, self._next), None
        elif done is not None:
            self._timer.stop()
            self.found.emit(done.result())
