"""The hand on what is selected: a drag with the mouse as a movement over the floor."""

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from geometry.picking import Ray, entered, on_level, piece_at
from geometry.scene import Scene
from layouts.space import Vector
from viewer.window.canvas import Canvas


class Handle(QObject):
    """Turns drags of the canvas into movements; what is selected can be grabbed, everything else lets the camera go."""

    begun = Signal()
    """What is selected begins to move."""
    moved = Signal(Vector, Qt.KeyboardModifier)
    """It has been moved by a vector since it was grabbed, metres."""
    ended = Signal()
    """It is let go."""

    def __init__(self, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self.scene = Scene()
        self.selected: tuple[str, ...] = ()
        self.enabled = True
        self._canvas = canvas
        self._grip: Vector | None = None
        self._moving = False
        canvas.grabs = self._grabs
        canvas.dragged.connect(self._drag)
        canvas.dropped.connect(self._drop)

    def let_go(self) -> None:
        """End a drag as if the mouse had been let go, without a word."""
        self._moving = False
        self._canvas.let_go()

    def _grabs(self, at: QPointF) -> bool:
        """Take hold of a selected piece where the mouse is on it and nothing is before it."""
        ray = self._canvas.ray(at)
        name = piece_at(self.scene, ray) if self.selected and self.enabled else None
        self._grip = _grip(self.scene, name, ray) if name in self.selected else None
        return self._grip is not None

    def _drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        here = self._grip and on_level(self._canvas.ray(at), self._grip.z)
        if self._grip is None or here is None:
            return
        if not self._moving:
            self._moving = True
            self.begun.emit()
        self.moved.emit(here.minus(self._grip), modifiers)

    def _drop(self) -> None:
        if self._moving:
            self._moving = False
            self.ended.emit()


def _grip(scene: Scene, name: str | None, ray: Ray) -> Vector | None:
    """Return the point at which a ray meets a piece."""
    entry = None if name is None else entered(scene.pieces[name], ray)
    return None if entry is None else ray.at(entry)
