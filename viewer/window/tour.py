"""The tour: five steps from an empty hall to a line that runs, each beside the part of the window that it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from layouts.equipment import Role
from layouts.kinds import Sink, Source
from layouts.model import Layout
from layouts.station import Station
from viewer.window.document import Document
from viewer.window.language import tr
from viewer.window.library import Library
from viewer.window.panel import Panel
from viewer.window.player import Player
from viewer.window.stage import Stage
from viewer.window.time_bar import TimeBar

LOOKS_EVERY = 250
"""Milliseconds after which the tour looks again whether its step is done."""

WIDTH, GAP = 340, 14
"""Width of the card, and its distance to what it is about, pixels."""


class Toured(Protocol):
    """What the tour leads through: the window and what is on it."""

    document: Document
    player: Player
    stage: Stage
    library: Library
    panel: Panel
    time_bar: TimeBar


@dataclass(frozen=True)
class Step:
    """What to do next, what that is about, and when it is done."""

    title: str
    text: str
    about: Callable[[Toured], QWidget]
    done: Callable[[Toured], bool]


def _layout(desk: Toured) -> Layout:
    return desk.document.layout or Layout()


def _is_placed(desk: Toured) -> bool:
    equipment = _layout(desk).equipment.values()
    return all(any(isinstance(item, kind) for item in equipment) for kind in (Source, Station, Sink))


def _is_joined(desk: Toured) -> bool:
    layout = _layout(desk)
    leave = {connection.source.equipment for connection in layout.connections}
    enter = {connection.target.equipment for connection in layout.connections}
    return _is_placed(desk) and all(
        (isinstance(item, Sink) or name in leave) and (isinstance(item, Source) or name in enter)
        for name, item in layout.equipment.items()
        if item.role is not Role.SCENERY
    )


def _is_timed(desk: Toured) -> bool:
    """Tell whether the last thing that was done is to set a cycle."""
    history = desk.document.history
    return history is not None and (history.undo_name or "").startswith("cycle ")


STEPS = (
    Step(
        "Place what parts go through",
        "Click Source in the library, then the floor where parts come in. Place three machines to the right of it, "
        "some metres apart (Shift+click places several), and a Sink behind them. A click on the wrong spot? Ctrl+Z.",
        lambda desk: desk.library,
        _is_placed,
    ),
    Step(
        "Join them",
        "Press B to draw conveyors: click the source, then the first machine; go on from machine to machine up to the "
        "sink. Esc puts the tool away.",
        lambda desk: desk.stage.canvas,
        _is_joined,
    ),
    Step(
        "Say how long it takes",
        "A new machine takes 10 s for a part. Click one: its values are shown on the right. Type another cycle with "
        "its unit, 8 s or 0.2 min, and press Return. What is still wrong or missing is listed under Problems.",
        lambda desk: desk.panel,
        _is_timed,
    ),
    Step(
        "Play",
        "Space starts and stops. Drag the handle to go to any moment; the factor beside it sets the speed. The figures "
        "on the right belong to that moment.",
        lambda desk: desk.time_bar,
        lambda desk: desk.player.clock.playing and desk.player.clock.position > 0,
    ),
    Step(
        "Change something",
        "Save with Ctrl+S. Then select a machine and drag it, or type another cycle: below is shown at once what that "
        "is worth beside the saved line. Ctrl+Z takes it back, Ctrl+Y does it again, Ctrl+K finds everything else.",
        lambda desk: desk.stage.canvas,
        lambda desk: False,
    ),
)
"""In their order."""


class Tour(QFrame):
    """A card that leads through the steps; it goes on by itself when something is done, and never stands in the way."""

    ended = Signal()
    """The user has seen all of it, or has had enough."""

    def __init__(self, window: QWidget, desk: Toured) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self.number, self._was_done = 0, False
        self._grip: QPoint | None = None
        self._moved = False
        self.setObjectName("tour")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Tour"))
        self._ring = _Ring(window)
        self._count, self._title, self._text = QLabel(), QLabel(), QLabel()
        self.back, self.on, self.end = QPushButton(tr("Back")), QPushButton(tr("Next")), QPushButton(tr("End tour"))
        self._arrange()
        self.back.clicked.connect(lambda: self.show_step(self.number - 1))
        self.on.clicked.connect(self._go_on)
        self.end.clicked.connect(self.finish)
        self._timer = QTimer(self, interval=LOOKS_EVERY)
        self._timer.timeout.connect(self._look)
        window.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """Show the first step."""
        self.show_step(0)
        self.show()
        self._timer.start()

    def finish(self) -> None:
        """Go away."""
        self._timer.stop()
        self._ring.hide()
        self.hide()
        self.ended.emit()

    def show_step(self, number: int) -> None:
        """Show a step, counted from 0."""
        self.number, self._moved = number, False
        step = STEPS[number]
        self._was_done = step.done(self._desk)
        self._count.setText(tr("{number} of {all}", number=number + 1, all=len(STEPS)))
        self._title.setText(tr(step.title))
        self._text.setText(tr(step.text))
        self.back.setEnabled(number > 0)
        self.on.setText(tr("Next") if number + 1 < len(STEPS) else tr("Done"))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside what the step is about when the window has another size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            QTimer.singleShot(0, self._place)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the card: it can be dragged away from what it hides."""
        self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let it follow the mouse, within the window."""
        if self._grip is not None:
            there, room = self.mapToParent(event.position().toPoint()) - self._grip, self._window.size() - self.size()
            self._moved = True
            self.move(min(max(there.x(), 0), room.width()), min(max(there.y(), 0), room.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go; the next step stands beside what it is about again."""
        self._grip = None

    def _go_on(self) -> None:
        if self.number + 1 < len(STEPS):
            self.show_step(self.number + 1)
        else:
            self.finish()

    def _look(self) -> None:
        """Go on when the step has been done since it is shown."""
        self._place()
        done = STEPS[self.number].done(self._desk)
        if done and not self._was_done:
            self._desk.stage.take(None)  # the next step has no use for the tool of this one
            self._go_on()
        else:
            self._was_done = done

    def _place(self) -> None:
        about = STEPS[self.number].about(self._desk)
        rim = self.contentsMargins()
        inside = self._column.heightForWidth(WIDTH - rim.left() - rim.right())
        self.setFixedHeight(inside + rim.top() + rim.bottom())
        place = QRect(about.mapTo(self._window, QPoint(0, 0)), about.size())
        self._ring.setVisible(about.isVisible())
        self._ring.setGeometry(place)
        self._ring.raise_()
        if not self._moved:
            self.move(_beside(place, self.size(), self._window.size()))
        self.raise_()

    def _arrange(self) -> None:
        for label, name in ((self._count, "muted"), (self._title, "title"), (self._text, "")):
            label.setObjectName(name)
            label.setWordWrap(True)
        self._column = column = QVBoxLayout(self)
        row = QHBoxLayout()
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        row.addWidget(self.end)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.on)
        for widget in (self._count, self._title, self._text):
            column.addWidget(widget)
        column.addLayout(row)


class _Ring(QFrame):
    """Marks a part of the window; the mouse does not notice it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()


def _beside(about: QRect, card: QSize, window: QSize) -> QPoint:
    """Return where a card stands: right of what is narrow, left of it at the right edge, above what is low, else in."""
    if about.width() > window.width() // 2:
        low = about.height() < card.height() + 2 * GAP
        top = about.top() - card.height() - GAP if low else about.top() + 5 * GAP  # below what a tool says
        return QPoint(about.left() + GAP if not low else about.center().x() - card.width() // 2, top)
    right = about.right() + GAP
    fits = right + card.width() <= window.width()
    return QPoint(right if fits else about.left() - GAP - card.width(), about.top() + 5 * GAP)
