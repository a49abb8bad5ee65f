"""What a user's hands do: mouse and keys on a window, as events."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layouts.space import Vector
from viewer.render.sight import window_of
from viewer.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def pixel(window: MainWindow, x: float, y: float) -> QPoint:
    found = window.stage.canvas.pixel_of(Vector(x, y))
    assert found is not None
    return found.toPoint()


def hover(window: MainWindow, place: QPoint) -> None:
    canvas, none = window.stage.canvas, Qt.MouseButton.NoButton
    there = QPointF(canvas.mapToGlobal(place))
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(canvas, QMouseEvent(QEvent.Type.MouseMove, QPointF(place), there, none, none, keys))


def click(window: MainWindow, x: float, y: float) -> None:
    while (*window_of(window.stage.canvas).GetSize(),) != window.stage.canvas.size().toTuple():
        QTest.qWait(10)  # the view is as large as it will be
    hover(window, pixel(window, x, y))
    QTest.mouseClick(window.stage.canvas, LEFT, pos=pixel(window, x, y))


def take(window: MainWindow, words: str) -> None:
    """Look for something in the library and take the first that is found."""
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    if not window.library.isVisible():
        QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    window.library.search.clear()
    QTest.keyClicks(window.library.search, words)
    QTest.keyClick(window.library.search, Qt.Key.Key_Return)


def type_into(window: MainWindow, field: str, text: str) -> None:
    entry = window.panel.inspector.field(field).entry
    entry.selectAll()
    QTest.keyClicks(entry, text)
    QTest.keyClick(entry, Qt.Key.Key_Return)
