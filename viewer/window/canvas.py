"""The 3D view as a widget: exactly one VTK render a frame, and a mouse that orbits, pans, zooms and clicks."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QRubberBand, QWidget
from pyvistaqt import QtInteractor

from geometry.picking import Ray
from layouts.space import Vector
from viewer.render.sight import window_of
from viewer.window.language import tr
from viewer.window.navigation import Eye

ZOOM_A_NOTCH = 0.85
"""How much nearer one notch of the wheel brings the camera."""

STILL = 250
"""Milliseconds without a new frame after which edges are drawn smoothly."""

SAMPLES = 4
"""Samples a pixel in a still view; in software they halve the rate of frames, so that nothing that moves gets them."""

_NOTCH = 120  # what Qt reports for one notch


class Canvas(QtInteractor):
    """A plotter in a widget. VTK's own mouse and keys are not used: they render out of turn and tilt the floor."""

    clicked = Signal(QPointF, Qt.KeyboardModifier)
    """The mouse was pressed and let go at a point of the widget."""
    hovered = Signal(QPointF, Qt.KeyboardModifier)
    """The mouse moves with no button held; only while `setMouseTracking` is on."""
    boxed = Signal(QRectF)
    """A box was drawn with Ctrl and the left button."""
    navigated = Signal()
    """The user moved the camera."""
    dragged = Signal(QPointF, Qt.KeyboardModifier)
    """What was grabbed is dragged to a point of the widget."""
    dropped = Signal()
    """What was grabbed is let go."""
    resized = Signal()
    """The view has another size."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, auto_update=False, multi_samples=0)
        self.still = QTimer(self)
        self.still.setSingleShot(True)
        self.still.setInterval(STILL)
        self.still.timeout.connect(self._smooth)
        self.setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(tr("3D view of the line"))
        self.grabs: Callable[[QPointF], bool] = lambda _: False
        """Whether there is something to drag at a point of the widget; elsewhere a drag moves the camera."""
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._grabbed = False
        self._box = QRubberBand(QRubberBand.Shape.Rectangle, self)

    @property
    def held(self) -> bool:
        """Whether something that was grabbed is not let go yet."""
        return self._grabbed

    def render(self) -> None:  # type: ignore[override] # pyvistaqt overrides QWidget.render so already
        """Ask for one frame; pyvistaqt's own `render` draws at once and then again for the blit."""
        self._rendered = True
        self.update()

    def refresh(self) -> None:
        """Ask for one frame, plain now, with smooth edges when nothing has moved for a while."""
        window_of(self).SetMultiSamples(0)
        self.update()
        self.still.start()

    def _smooth(self) -> None:
        window_of(self).SetMultiSamples(SAMPLES)
        self.update()

    @property
    def eye(self) -> Eye:
        """The camera."""
        camera = self.camera
        position, focus = Vector(*camera.position), Vector(*camera.focal_point)
        parallel = bool(camera.GetParallelProjection())
        spread = math.tan(math.radians(camera.view_angle / 2))
        reach = camera.parallel_scale if parallel else position.minus(focus).norm() * spread
        return Eye(position, focus, Vector(*camera.up), reach)

    @eye.setter
    def eye(self, eye: Eye) -> None:
        camera = self.camera
        camera.position, camera.focal_point, camera.up = tuple(eye.position), tuple(eye.focus), tuple(eye.up)
        if camera.GetParallelProjection():
            camera.parallel_scale = eye.reach
        self.renderer.ResetCameraClippingRange()
        self.refresh()

    def resizeGL(self, width: int, height: int) -> None:
        """Tell VTK the size, then everybody else."""
        super().resizeGL(width, height)  # type: ignore[no-untyped-call] # pyvistaqt is untyped
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._pressed = self._last = event.position()
        boxing = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._grabbed = not boxing and event.button() == Qt.MouseButton.LeftButton and self.grabs(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was grabbed; else orbit with the left button, pan with the others or with shift."""
        here = event.position()
        if self._pressed is None:
            self.hovered.emit(here, event.modifiers())
        if self._pressed is None or not (event.buttons() and self._is_drag(here)):
            return
        moved, self._last = here - self._last, here
        if self._grabbed:
            self.dragged.emit(here, event.modifiers())
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._box.isVisible():
            self._box.setGeometry(QRectF(self._pressed, here).normalized().toRect())
            self._box.show()
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.buttons() & Qt.MouseButton.LeftButton and not shifted:
            self._navigate(self.eye.orbited(moved.x(), moved.y()))
        else:
            half = self.height() / 2
            self._navigate(self.eye.panned(moved.x() / half, -moved.y() / half))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag; without one it was a click."""
        here = event.position()
        if self._box.isVisible():
            self.boxed.emit(QRectF(self._box.geometry()))
        elif self._grabbed and self._is_drag(here):
            self.dropped.emit()
        elif self._pressed is not None and not self._is_drag(here) and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(here, event.modifiers())
        self.let_go()

    def let_go(self) -> None:
        """End a drag where it is; the mouse does nothing more until it is pressed again."""
        self._pressed, self._grabbed = None, False
        self._box.hide()

    def ray(self, at: QPointF) -> Ray:
        """Return what is behind a point of the widget."""
        half = QPointF(self.width() / 2, self.height() / 2)
        offset = at - half
        parallel = bool(self.camera.GetParallelProjection())
        return self.eye.ray(offset.x() / half.y(), -offset.y() / half.y(), parallel)

    def pixel_of(self, point: Vector) -> QPointF | None:
        """Return the point of the widget at which a point of the hall is seen; None behind the eye."""
        seen = self.eye.seen(point, bool(self.camera.GetParallelProjection()))
        half = QPointF(self.width() / 2, self.height() / 2)
        return None if seen is None else half + QPointF(seen[0], -seen[1]) * half.y()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to what is under the mouse."""
        self.zoom(ZOOM_A_NOTCH ** (event.angleDelta().y() / _NOTCH), event.position())

    def zoom(self, factor: float, around: QPointF | None = None) -> None:
        """Bring the camera nearer, to the middle of the view or to what is at a point of the widget."""
        half = QPointF(self.width() / 2, self.height() / 2)
        offset = (around or half) - half
        self._navigate(self.eye.zoomed(factor, offset.x() / half.y(), -offset.y() / half.y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the window."""
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the window."""
        event.ignore()

    def _navigate(self, eye: Eye) -> None:
        self.eye = eye
        self.navigated.emit()

    def _is_drag(self, here: QPointF) -> bool:
        """Tell whether the mouse has left the place where it was pressed (once it has, it stays a drag)."""
        if self._pressed is None or self._last != self._pressed:
            return True
        return (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
