"""What the rules find in the layout that is shown, looked for beside the window's own work."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from geometry.checks.findings import findings
from geometry.scene import Scene
from layouts.model import Layout
from layouts.problems import Problem
from layouts.rules import problems

EVERY = 120
"""Milliseconds between two looks at whether there is something to begin or to tell."""

Found = tuple[Problem, ...]


class Inspection(QObject):
    """Checks layouts in a thread of its own, one at a time; of several that come meanwhile only the last."""

    checked = Signal(object)
    """The problems that forbid simulating, and the warnings beside them, of a layout for which they were asked."""
    found = Signal(object)
    """What the rules about space find in the layout that was asked about last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, "checks")
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        self._waiting: list[tuple[Callable[[], Found], Callable[[Found], None]]] = []
        self._running: Future[Found] | None = None
        self._tell: Callable[[Found], None] | None = None

    def begin(self, layout: Layout, scene: Scene | None = None, *, wholly: bool = False) -> None:
        """Check a layout once no other follows at once; `wholly`: also what forbids simulating it, and that first.

        What was asked before is not told any more.
        """
        rules = [(partial(problems, layout), self.checked.emit)] if wholly else []
        self._waiting, self._tell = [*rules, (partial(findings, layout, scene), self.found.emit)], None
        self._timer.start()

    def drop(self) -> None:
        """Tell nothing more of what was begun."""
        self._waiting, self._tell = [], None
        self._timer.stop()

    def close(self) -> None:
        """End the thread."""
        self.drop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _look(self) -> None:
        if self._running is not None and not self._running.done():
            return
        done, tell, self._running, self._tell = self._running, self._tell, None, None
        if self._waiting:
            work, self._tell = self._waiting.pop(0)
            self._running = self._pool.submit(work)
        else:
            self._timer.stop()
        if done is not None and tell is not None:
            tell(done.result())
