"""The hand on what is selected: a drag with the mouse as a movement over the floor, or a turn by the ring around it."""

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from geometry.models.belt import BeltShape
from geometry.picking import Ray, entered, on_level, piece_at
from geometry.scene import Scene
from geometry.turning_ring import TurningRing
from layouts.space import Vector
from viewer.window.canvas import Canvas

REACH = 7.0
"""How near the mouse must be to the ring, pixels."""
LEAST = 0.02
"""The same in the hall, at least, metres."""


class Handle(QObject):
    """Turns drags of the canvas into movements; what is selected can be grabbed, everything else lets the camera go."""

    begun = Signal()
    """What is selected begins to move."""
    moved = Signal(Vector, Qt.KeyboardModifier)
    """It has been moved by a vector since it was grabbed, metres."""
    turning = Signal(Vector)
    """The ring around it is grabbed: it begins to turn about a point; `moved` tells the angle as X, degrees."""
    ended = Signal()
    """It is let go."""

    def __init__(self, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self.scene = Scene()
        self.selected: tuple[str, ...] = ()
        self.enabled = True
        self._canvas = canvas
        self._grip: Vector | None = None
        self._ring: TurningRing | None = None
        self._angle = 0.0
        self._moving = False
        canvas.grabs = self._grabs
        canvas.dragged.connect(self._drag)
        canvas.dropped.connect(self._drop)

    @property
    def ring(self) -> TurningRing | None:
        """The ring by which what is selected is turned; None where nothing of it can be."""
        pieces = [self.scene.pieces[name] for name in self.selected if name in self.scene.pieces]
        turned = [piece for piece in pieces if not isinstance(piece.shape, BeltShape)]
        return TurningRing.around(turned) if self.enabled else None

    @property
    def moving(self) -> bool:
        """Whether something is dragged now."""
        return self._moving

    def let_go(self) -> None:
        """End a drag as if the mouse had been let go, without a word."""
        self._moving = False
        self._canvas.let_go()

    def _grabs(self, at: QPointF) -> bool:
        """Take hold of the ring, or of a selected piece where the mouse is on it and nothing is before it."""
        ray = self._canvas.ray(at)
        self._ring = self._ring_at(at)
        if self._ring is not None:
            self._grip = on_level(ray)
            self._angle = self._ring.angle_of(self._grip) if self._grip else 0.0
            return True
        name = piece_at(self.scene, ray) if self.selected and self.enabled else None
        self._grip = _grip(self.scene, name, ray) if name in self.selected else None
        return self._grip is not None

    def _ring_at(self, at: QPointF) -> TurningRing | None:
        """The ring, where the mouse is on it."""
        ring, place = self.ring, on_level(self._canvas.ray(at))
        beside = on_level(self._canvas.ray(at + QPointF(REACH, 0.0)))
        if ring is None or place is None or beside is None:
            return None
        return ring if ring.holds(place, max(beside.minus(place).norm(), LEAST)) else None

    def _drag(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        here = self._grip and on_level(self._canvas.ray(at), self._grip.z)
        if self._grip is None or here is None:
            return
        if not self._moving:
            self._moving = True
            if self._ring is not None:
                self.turning.emit(self._ring.centre)
            else:
                self.begun.emit()
        if self._ring is not None:
            degrees = (self._ring.angle_of(here) - self._angle + 180.0) % 360.0 - 180.0
            self.moved.emit(Vector(degrees, 0.0), modifiers)
        else:
            self.moved.emit(here.minus(self._grip), modifiers)

    def _drop(self) -> None:
        if self._moving:
            self._moving = False
            self.ended.emit()


def _grip(scene: Scene, name: str | None, ray: Ray) -> Vector | None:
    """Return the point at which a ray meets a piece."""
    entry = None if name is None else entered(scene.pieces[name], ray)
    return None if entry is None else ray.at(entry)
