"""The small plot below a field: how its times are spread."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.window.densities import Curve
from viewer.window.skin import Skin

HEIGHT = 46
"""Pixels."""


class DensityPlot(QWidget):
    """Draws densities over each other, each with a line at its mean; its accessible name says them in words."""

    def __init__(self, skin: Skin, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._skin = skin
        self.curves: tuple[Curve, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.hide()

    def show_curves(self, curves: tuple[Curve, ...]) -> None:
        """Show these, or nothing."""
        self.curves = curves
        text = "\n".join(curve.text for curve in curves)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setVisible(bool(curves))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the axis and the curves, all on one scale."""
        if not self.curves:
            return
        place = QRectF(self.rect()).adjusted(1, 3, -1, -2)
        left = min(float(curve.points[0, 0]) for curve in self.curves)
        right = max(float(curve.points[-1, 0]) for curve in self.curves)
        top = max(float(curve.points[:, 1].max()) for curve in self.curves)
        if right <= left or top <= 0:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for curve in self.curves:
                _draw(painter, self._skin, curve, _Frame(place, left, right, top))
            painter.setPen(QPen(QColor(self._skin.line), 1))
            painter.drawLine(place.bottomLeft(), place.bottomRight())


class _Frame:
    """Where a point of a density is drawn."""

    def __init__(self, place: QRectF, left: float, right: float, top: float) -> None:
        self.place, self._left, self._right, self._top = place, left, right, top

    def point(self, x: float, y: float) -> QPointF:
        across = self.place.left() + (x - self._left) / (self._right - self._left) * self.place.width()
        return QPointF(across, self.place.bottom() - y / self._top * self.place.height())


def _draw(painter: QPainter, skin: Skin, curve: Curve, frame: _Frame) -> None:
    line = QPolygonF([frame.point(float(x), float(y)) for x, y in curve.points])
    ground = QColor(skin.accent)
    ground.setAlphaF(0.22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawPolygon(line)
    painter.setPen(QPen(QColor(skin.accent), 1.5))
    painter.drawPolyline(line)
    painter.setPen(QPen(QColor(skin.text), 1, Qt.PenStyle.DashLine))
    painter.drawLine(frame.point(curve.mean, 0.0), QPointF(frame.point(curve.mean, 0.0).x(), frame.place.top()))
