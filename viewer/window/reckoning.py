"""What follows from a layout, worked out beside the window's own work: loads, space, and throughput.

Loads and lengths of a changed layout come from a thread, its throughput from worker processes. While things are only
moved, lengths are measured here, at each frame: that looks only at what has moved (`layouts.space_figures`).
"""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

import layouts
from layouts.capacity import Capacity, capacity_of
from layouts.errors import UserError
from layouts.intake import Intake
from layouts.model import Layout
from layouts.space_figures import SpaceFigures, SpaceMeter
from layouts.transport import Transport, transport_of
from studies.service import Question, Service
from viewer.window.document import has_errors

SOON = 150
"""Milliseconds after a change until its throughput is asked for: of changes that follow one another only the last."""

FIRST = 1_200
"""Milliseconds after the first layout is shown, so that the window is there before."""


@dataclass(frozen=True)
class Reckoned:
    """A layout, its capacity (None where nothing is made in it), and what it takes in space, as `meter` measured it.

    `runnable` tells whether it was worked out as one without mistakes.
    """

    layout: Layout
    runnable: bool
    capacity: Capacity | None
    space: SpaceFigures
    meter: SpaceMeter


def reckon(layout: Layout, runnable: bool) -> Reckoned:
    """Work out loads and lengths; for a layout with mistakes in it lengths only."""
    capacity, transport = None, Transport()
    if runnable:
        with suppress(UserError):
            intake = Intake(layout)
            capacity = capacity_of(layout, intake)
            transport = transport_of(layout, intake, capacity)
    meter = SpaceMeter(layout, transport)
    return Reckoned(layout, runnable, capacity, meter.figures(), meter)


class Reckoning(QObject):
    """Follows one document; nothing in it waits for anything."""

    reckoned = Signal(object, object)
    """Loads and lengths of the layout, and of the saved one, if there is such a thing."""
    measured = Signal(object, object)
    """Lengths in the middle of a drag, and before it."""
    told = Signal(object)
    """How far the throughput of a layout is known."""
    _done = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, "loads")
        self._service = Service(self.told.emit)
        self._now: Reckoned | None = None
        self._before: SpaceFigures | None = None
        self._saved: Reckoned | None = None
        self._beside: Layout | None = None
        self._wanted: tuple[Layout, Layout | None, bool] | None = None
        self._question: Question | None = None
        self._asking = QTimer(self, singleShot=True, interval=FIRST)
        self._asking.timeout.connect(self._ask)
        self._done.connect(self._take)
        self._running: Future[tuple[Reckoned, Reckoned | None]] | None = None

    def follow(self, layout: Layout, saved: Layout | None, *, runnable: bool = True) -> None:
        """Work out what follows from a layout that is there to stay."""
        self._before = None
        if not self._only_moves(layout, saved, runnable):
            self._wanted = (layout, saved, runnable)
            self._reckon()
        if runnable and layout.equipment:
            self._ask_soon(Question(layout, saved))
        else:
            self._question = None
            self._asking.stop()
            self._service.rest()

    def _only_moves(self, layout: Layout, saved: Layout | None, runnable: bool) -> bool:
        """Measure a layout in which only places differ from the one before; False where there is more to work out."""
        now, busy = self._now, self._running is not None
        if now is None or busy or runnable != now.runnable or saved is not self._beside or not now.meter.fits(layout):
            return False
        self._now = replace(now, layout=layout, space=now.meter.measure(layout))
        self.reckoned.emit(self._now, self._saved)
        return True

    def pass_by(self, layout: Layout, saved: Layout | None) -> None:
        """Work out what a layout in the middle of a drag lets be worked out at once; its throughput a little later."""
        now = self._now
        if now is not None and now.meter.fits(layout):
            if self._before is None:
                self._before = now.space
            self.measured.emit(now.meter.measure(layout), self._before)
        self._ask_soon(Question(layout, saved, passing=True))

    def rest(self) -> None:
        """Work out nothing until there is something to follow."""
        self._question = self._wanted = None
        self._asking.stop()
        self._service.rest()

    def close(self) -> None:
        """End the thread and the processes."""
        self.rest()
        self._pool.shutdown(cancel_futures=True)
        self._service.close()

    def _ask_soon(self, question: Question) -> None:
        self._question = question
        if not self._asking.isActive():
            self._asking.start()

    def _ask(self) -> None:
        self._asking.setInterval(SOON)
        if self._question is not None:
            self._service.ask(self._question)

    def _reckon(self) -> None:
        """Begin with what is wanted, when what was wanted before is done."""
        if self._wanted is None or self._running is not None:
            return
        (layout, saved, runnable), self._wanted = self._wanted, None
        self._beside = saved
        self._running = self._pool.submit(self._both, layout, saved, runnable)
        self._running.add_done_callback(self._done.emit)

    def _both(self, layout: Layout, saved: Layout | None, runnable: bool) -> tuple[Reckoned, Reckoned | None]:
        """Work out a layout and the saved one, in the thread."""
        if saved is None:
            return reckon(layout, runnable), None
        if saved == layout:
            now = reckon(layout, runnable)
            return now, now
        known, now = self._saved, reckon(layout, runnable)
        if known is None or known.layout != saved:
            known = reckon(saved, not has_errors(layouts.problems(saved)))
        return now, known

    def _take(self, done: "Future[tuple[Reckoned, Reckoned | None]]") -> None:
        if done.cancelled():
            return
        self._running = None
        self._now, self._saved = done.result()
        if self._wanted is None:
            self.reckoned.emit(self._now, self._saved)
        self._reckon()
