"""The sign of the point to which the mouse came: its shape and its name, as CAD shows them, in pixels over the view."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from geometry.snap_points import Kind

SIDE, WIDE, HIGH = 12.0, 92, 26
"""Of the sign: its own side, and the room with the name, pixels."""


class SnapMark(QWidget):
    """A square at an end, a triangle at a middle, a circle at a centre, a diamond at a port."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(WIDE, HIGH)
        self.color, self.ground = QColor("black"), QColor("white")
        self.kind: Kind | None = None
        self.hide()

    def show_at(self, kind: Kind | None, pixel: QPointF | None) -> None:
        """Show a sign at a pixel of the view, or none."""
        self.kind = kind if pixel is not None else None
        self.setVisible(self.kind is not None)
        if pixel is not None and kind is not None:
            self.move(round(pixel.x() - HIGH / 2), round(pixel.y() - HIGH / 2))
            self.raise_()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape, and the name beside it."""
        if self.kind is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.color, 2.0))
        middle = QPointF(HIGH / 2, HIGH / 2)
        box = QRectF(middle - QPointF(SIDE, SIDE) / 2, middle + QPointF(SIDE, SIDE) / 2)
        if self.kind is Kind.END:
            painter.drawRect(box)
        elif self.kind is Kind.CENTRE:
            painter.drawEllipse(box)
        else:
            top, right, left = QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()
            diamond = [top, QPointF(box.right(), middle.y()), QPointF(middle.x(), box.bottom())]
            diamond.append(QPointF(box.left(), middle.y()))
            painter.drawPolygon(QPolygonF([top, right, left] if self.kind is Kind.MIDDLE else diamond))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(self.kind.value)
        beside = QRectF(box.right() + 11, 4, wide, HIGH - 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ground)
        painter.drawRoundedRect(beside.adjusted(-5, 0, 5, 0), 5, 5)
        painter.setPen(self.color)
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.kind.value)
        painter.end()
