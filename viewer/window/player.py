"""The player: owns the run, its recording and the clock, and says when there is something new to show."""

from collections.abc import Mapping

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from layouts.model import Layout, Run
from replay.playback import Moment
from replay.trace import Header
from viewer.window.feed import Feed
from viewer.window.figures import NO_FIGURES, Figures
from viewer.window.horizon import Horizon
from viewer.window.messages import Ready, Stretch
from viewer.window.play_clock import PlayClock
from viewer.window.recording import Recording

FRAME = 16
"""Milliseconds between two frames, at best; a slow screen gets fewer, never a queue of them."""

OPENING_SPEED = 10.0
"""How fast a line is played when it is opened."""


class Player(QObject):
    """Plays back what the worker has simulated so far; never simulates itself."""

    moved = Signal()
    """There is another moment to show."""
    grown = Signal()
    """More is known, or more is asked for."""
    changed = Signal()
    """Playing, paused, or another speed."""
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.clock = PlayClock(speed=OPENING_SPEED)
        self.horizon = Horizon.of_run(Run())
        self._feed: Feed | None = None
        self._recording: Recording | None = None
        self._wanted: float | None = None
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._tick)

    def begin(self, layout: Layout, seed: int | None) -> None:
        """Simulate a layout from the start; the playback returns to where it was as soon as that is known."""
        self._wanted = self.clock.position
        self.end_run()
        self.horizon = Horizon.of_run(layout.run)
        while self._wanted > self.horizon.until and not self.horizon.final:
            self.horizon = self.horizon.following(self._wanted)
        self._feed = self._new_feed()
        self._feed.start(layout, seed, self.horizon.until)
        self.grown.emit()

    def end_run(self) -> None:
        """End the worker and forget its run."""
        if self._feed:
            self._feed.stop()
            self._feed.deleteLater()
        self._feed = self._recording = None
        self.clock = self.clock.at(0.0, 0.0)

    def suspend(self) -> None:
        """Forget the run, but not where the playback is: another one begins soon."""
        position = self.clock.position if self._wanted is None else self._wanted
        self.end_run()
        self._wanted, self.clock = position, self.clock.at(position, position)
        self.grown.emit()

    def close(self) -> None:
        """Stop everything for good."""
        self._timer.stop()
        self.end_run()

    @property
    def known(self) -> float:
        """Up to where the run is known, in seconds."""
        return self._recording.end if self._recording else 0.0

    @property
    def running(self) -> bool:
        """Whether the worker is still on its way to the horizon."""
        return self._feed is not None and self._feed.process_id != 0 and self.known < self.horizon.until

    @property
    def at_end(self) -> bool:
        """Whether nothing will follow any more."""
        return self.horizon.final and not self.running and 0 < self.known <= self.clock.position

    @property
    def worker_id(self) -> int:
        """The number of the worker's process; 0 when there is none."""
        return self._feed.process_id if self._feed else 0

    @property
    def header(self) -> Header | None:
        """What the run is about; None before the worker has said so."""
        return self._recording.header if self._recording else None

    def moment(self) -> Moment | None:
        """Return what is where now."""
        return self._recording.moment(self.clock.position) if self._recording else None

    def inside(self) -> int | None:
        """Count the parts in the line now."""
        return self._recording.inside(self.clock.position) if self._recording else None

    def contents(self) -> Mapping[str, int]:
        """Count the parts in each piece of equipment now; nothing before anything is known."""
        return self._recording.contents(self.clock.position) if self._recording else {}

    def figures(self) -> Figures:
        """Return the figures up to now."""
        return self._recording.figures(self.clock.position) if self._recording else NO_FIGURES

    def toggle(self) -> None:
        """Play, or pause; at the end of the run play it from its beginning."""
        if self.at_end and not self.clock.playing:
            self.seek(0.0)
        self.play(not self.clock.playing)

    def slower(self) -> None:
        """Take the speed before."""
        self.set_speed(self.clock.slower())

    def faster(self) -> None:
        """Take the next speed."""
        self.set_speed(self.clock.faster())

    def step(self, seconds: float) -> None:
        """Move the playback by some real seconds at the present speed."""
        self.seek(self.clock.position + seconds * self.clock.speed)

    def to_begin(self) -> None:
        """Go to the first moment."""
        self.seek(0.0)

    def to_end(self) -> None:
        """Go to the last moment that is known."""
        self.seek(self.known)

    def play(self, playing: bool) -> None:
        """Play, or pause."""
        self.clock = self.clock.turned(playing)
        if playing:
            self._since.start()
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    def set_speed(self, clock: PlayClock) -> None:
        """Take the speed of another clock."""
        self.clock = clock
        self.changed.emit()

    def seek(self, position: float) -> None:
        """Go to a time, at most to the last one known."""
        self._wanted = None
        self._go(self.clock.at(position, self.known))

    def _tick(self) -> None:
        elapsed = self._since.restart() / 1000
        if self._wanted is None:
            self._go(self.clock.after(elapsed, self.known))
            self._rest()

    def _go(self, clock: PlayClock) -> None:
        moved, self.clock = clock.position != self.clock.position, clock
        if moved:
            self._look_ahead()
            self.moved.emit()

    def _rest(self) -> None:
        """Pause where nothing will follow any more."""
        if self.at_end:
            self.play(False)

    def _look_ahead(self) -> None:
        """Ask the worker for more when the playback comes near the horizon."""
        if self._feed is None:
            return
        before = self.horizon
        self.horizon = before.following(self.clock.position)
        if self.horizon.until > before.until:
            self._feed.go_ahead(self.horizon.until)
        if self.horizon != before:
            self.grown.emit()

    def _new_feed(self) -> Feed:
        feed = Feed(self)
        feed.ready.connect(self._prepare)
        feed.stretched.connect(self._add)
        feed.failed.connect(self.failed)
        return feed

    def _prepare(self, ready: Ready) -> None:
        self._recording = Recording(ready.header)

    def _add(self, stretch: Stretch) -> None:
        if self._recording is None:
            return
        first = self._recording.end == 0
        self._recording.add(stretch)
        self._limit_memory()
        self.grown.emit()
        if self._wanted is not None:
            self._return()
        elif first:
            self.moved.emit()

    def _limit_memory(self) -> None:
        """End the worker where the window cannot keep more."""
        if self._feed and not self.horizon.full:
            self.horizon = self.horizon.limited(self.known, self._feed.received)
            if self.horizon.full:
                self._feed.stop()

    def _return(self) -> None:
        """Go back to where the playback was before the run began anew, once that is known."""
        if self._wanted is not None and self.known >= min(self._wanted, self.horizon.until):
            wanted, self._wanted = self._wanted, None
            self.clock = self.clock.at(wanted, self.known)
            self._since.restart()
            self.moved.emit()
