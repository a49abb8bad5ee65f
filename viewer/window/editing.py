"""What the user does to the layout: steps of the document's history, each with a name that Undo can say."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from geometry.snapping import GRID, Guide, Snapper
from layouts import Layout
from layouts.editing import copied, fresh_id, moved, removed, turned, with_field
from layouts.space import Vector
from viewer.window.document import Document

APART = 0.5
"""Distance of a copy from what it was copied from, beside the width of that, metres."""


class Editing(QObject):
    """Edits the layout of a document, by drags and by single steps."""

    dragged = Signal()
    """The layout is another one in the middle of a drag."""
    edited = Signal(object)
    """A step is done; with it the id of what is selected from now on, or None."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self.document = document
        self.guides: tuple[Guide, ...] = ()
        self._name = ""
        self._base: Layout | None = None
        self._snapper: Snapper | None = None

    @property
    def dragging(self) -> bool:
        """Whether a drag has begun and not ended."""
        return self._base is not None

    def begin(self, name: str | None) -> None:
        """Begin to drag a piece of equipment."""
        history, layout = self.document.history, self.document.layout
        if name is None or history is None or layout is None or self.dragging:
            return
        history.begin()
        self._name, self._base, self._snapper = name, layout, Snapper(layout, [name])

    def drag(self, by: Vector, modifiers: Qt.KeyboardModifier) -> None:
        """Move it from where it was: to what draws it, along one axis with Shift, freely with Alt."""
        base, snapper, history = self._base, self._snapper, self.document.history
        if base is None or snapper is None or history is None:
            return
        straight = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        wanted = Vector(*(_along_one_axis(by) if straight else (by.x, by.y)))
        free = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        snap = snapper.snap(wanted)
        there = wanted if free else _kept_on_axis(snap.by, wanted) if straight else snap.by
        self.guides = () if free else snap.guides
        history.edit("", lambda _: moved(base, [self._name], there))
        self.dragged.emit()

    def drop(self) -> None:
        """End the drag; it is one step."""
        if self._ended() and self.document.history is not None:
            self.document.history.commit(f"move of {self._name}")
            self.document.check()
            self.edited.emit(self._name)

    def abort(self) -> None:
        """End the drag and put back what it moved."""
        if self._ended() and self.document.history is not None:
            self.document.history.abort()
            self.edited.emit(self._name)

    def undo(self) -> None:
        """Take the last step back."""
        if not self.dragging and self.document.undo():
            self.edited.emit(None)

    def redo(self) -> None:
        """Do the next step again."""
        if not self.dragging and self.document.redo():
            self.edited.emit(None)

    def turn(self, name: str, degrees: float) -> None:
        """Turn a piece of equipment anticlockwise on the spot."""
        self._step(f"turn of {name}", lambda layout: turned(layout, [name], degrees), name)

    def nudge(self, name: str, right: int, up: int) -> None:
        """Move a piece of equipment by steps of the grid."""
        by = Vector(right * GRID, up * GRID)
        self._step(f"move of {name}", lambda layout: moved(layout, [name], by), name)

    def remove(self, name: str) -> None:
        """Take a piece of equipment out, with its connections."""
        self._step(f"removal of {name}", lambda layout: removed(layout, [name]), None)

    def copy(self, name: str) -> None:
        """Put a copy behind a piece of equipment, on the plan above it."""
        layout = self.document.layout
        if layout is None:
            return
        width = layout.equipment[name].footprint.width
        copy = fresh_id(layout.equipment.keys(), name)
        self._step(f"copy of {name}", lambda layout: copied(layout, [name], Vector(0.0, width + APART))[0], copy)

    def set_field(self, name: str, field: str, typed: str) -> None:
        """Set a field of a piece of equipment to what was typed.

        Raises:
            FieldError: where it says nothing there.
        """
        self._step(f"{field} of {name}", lambda layout: with_field(layout, name, field, typed), name)

    def _step(self, name: str, function: Callable[[Layout], Layout], selected: str | None) -> None:
        if not self.dragging:
            self.document.edit(name, function)
            self.edited.emit(selected)

    def _ended(self) -> bool:
        ended = self.dragging
        self._base, self._snapper, self.guides = None, None, ()
        return ended


def _along_one_axis(by: Vector) -> tuple[float, float]:
    return (by.x, 0.0) if abs(by.x) >= abs(by.y) else (0.0, by.y)


def _kept_on_axis(by: Vector, wanted: Vector) -> Vector:
    """What snaps aside of the axis is left out."""
    return Vector(by.x if wanted.x else 0.0, by.y if wanted.y else 0.0)
