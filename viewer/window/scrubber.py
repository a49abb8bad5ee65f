"""The slider of the time bar: scrubs both ways over what has been simulated, and shows how far that is."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QWidget

from viewer.window.language import tr
from viewer.window.play_clock import clock_text
from viewer.window.skin import Skin

UNITS = 10
"""Steps of the slider a simulated second."""

TICKS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400)
"""Distances between two marks that people can read, in seconds."""

LABEL_SPACING = 84
"""Least distance between two labels, in pixels."""

HOW = "Drag to any time that has been simulated, forwards or backwards"
"""What the tool tip says first."""

_MARGIN, _TRACK_Y, _TRACK_HEIGHT, _HANDLE = 10, 15, 6, 7


class Scrubber(QAbstractSlider):
    """A time line from 0 to the horizon; the part that is known is filled."""

    scrubbed = Signal(float)
    """The user chose a time, in seconds."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._skin, self._known, self._horizon, self._warm_up = skin, 0.0, 1.0, 0.0
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(round(1.5 * LABEL_SPACING))
        self.setAccessibleName(tr("Time"))
        self.setToolTip(tr(HOW))
        self.actionTriggered.connect(self._acted)

    def wear(self, skin: Skin) -> None:
        """Take another set of colours."""
        self._skin = skin
        self.update()

    def show_range(self, known: float, horizon: float) -> None:
        """Show how far the run is known and how far it will go, in seconds."""
        if (known, horizon) == (self._known, self._horizon):
            return
        self._known, self._horizon = known, max(horizon, 1.0)
        self.setRange(0, round(self._horizon * UNITS))
        self.setSingleStep(round(self._tick() / 5 * UNITS))
        self.setPageStep(round(self._tick() * UNITS))
        self.update()

    def show_warm_up(self, seconds: float) -> None:
        """Mark the end of the warm-up, where there is one."""
        self._warm_up = seconds
        until = tr("Warm-up until {time}: the figures count from there", time=clock_text(seconds)) if seconds else ""
        self.setToolTip(f"{tr(HOW)}\n{until}".rstrip())
        self.update()

    def show_position(self, seconds: float) -> None:
        """Put the handle at a time, without telling anybody."""
        self.setValue(round(seconds * UNITS))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and as high as the marks need."""
        return QSize(400, 44)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to where the mouse is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self.isSliderDown():
            self._go(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, known part, marks and handle."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            self._draw_bar(painter, self._horizon, self._skin.line)
            self._draw_bar(painter, self._known, self._skin.soft_accent)
            self._draw_bar(painter, min(self.value() / UNITS, self._known), self._skin.accent)
            self._draw_warm_up(painter)
            self._draw_marks(painter)
            self._draw_handle(painter)

    def _draw_bar(self, painter: QPainter, until: float, color: str) -> None:
        painter.setBrush(QColor(color))
        width = self._x(until) - _MARGIN
        painter.drawRoundedRect(QRectF(_MARGIN, _TRACK_Y - _TRACK_HEIGHT / 2, width, _TRACK_HEIGHT), 3, 3)

    def _draw_warm_up(self, painter: QPainter) -> None:
        if 0 < self._warm_up < self._horizon:
            painter.setPen(QPen(QColor(self._skin.text), 2))
            x = round(self._x(self._warm_up))
            painter.drawLine(x, _TRACK_Y - 9, x, _TRACK_Y + 4)

    def _draw_marks(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._skin.muted)))
        tick, count = self._tick(), int(self._horizon / self._tick() + 1e-9)
        for number in range(count + 1):
            x = self._x(number * tick)
            painter.drawLine(round(x), _TRACK_Y + 8, round(x), _TRACK_Y + 11)
            place, side = self._label_place(x)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignTop, _mark(number * tick, tick))

    def _label_place(self, x: float) -> tuple[QRectF, Qt.AlignmentFlag]:
        top, half = _TRACK_Y + 12, LABEL_SPACING / 2
        if x - half < 0:
            return QRectF(x - 4, top, LABEL_SPACING, 18), Qt.AlignmentFlag.AlignLeft
        if x + half > self.width():
            return QRectF(x - LABEL_SPACING + 4, top, LABEL_SPACING, 18), Qt.AlignmentFlag.AlignRight
        return QRectF(x - half, top, LABEL_SPACING, 18), Qt.AlignmentFlag.AlignHCenter

    def _draw_handle(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._skin.accent), 2))
        painter.setBrush(QColor(self._skin.accent if self.hasFocus() else self._skin.surface))
        x = self._x(self.value() / UNITS)
        painter.drawEllipse(QRectF(x - _HANDLE, _TRACK_Y - _HANDLE, 2 * _HANDLE, 2 * _HANDLE))

    def _tick(self) -> float:
        """Seconds between two marks so that their labels do not touch."""
        wanted = self._horizon * LABEL_SPACING / max(1, self.width() - 2 * _MARGIN)
        days = 86_400 * (1 + int(wanted / 86_400))
        return float(next((tick for tick in TICKS if tick >= wanted), days))

    def _x(self, seconds: float) -> float:
        part = min(max(seconds / self._horizon, 0.0), 1.0)
        return _MARGIN + part * (self.width() - 2 * _MARGIN)

    def _go(self, x: float) -> None:
        part = (x - _MARGIN) / max(1, self.width() - 2 * _MARGIN)
        self.scrubbed.emit(min(max(part * self._horizon, 0.0), self._known))

    def _acted(self) -> None:
        self.scrubbed.emit(min(self.sliderPosition() / UNITS, self._known))


def _mark(seconds: float, tick: float) -> str:
    """Write the time of a mark, with seconds only where the marks need them."""
    return clock_text(seconds) if tick % 60 else clock_text(seconds).rpartition(":")[0] + " h"
