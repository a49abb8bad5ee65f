"""What the user does to the layout: steps of the document's history, each with a name that Undo can say."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from geometry.snap_points import SnapPoint
from geometry.snapping import GRID, Guide
from layouts import Layout
from layouts.document import Edit
from layouts.editing import (
    Side,
    aligned,
    arrayed,
    bounds_of,
    copied,
    distributed,
    mirrored,
    moved,
    removed,
    renamed,
    turned,
    with_field,
)
from layouts.editing.grouping import free_of_locks, grouped, locked, ungrouped
from layouts.editing.typing import Typed, typed
from layouts.references import To
from layouts.sheets import Rows, Sheet, with_rows
from layouts.space import Vector
from viewer.window.document import Document
from viewer.window.gestures import DEGREES, Gesture, Held, Move, Turn, invitation
from viewer.window.language import tr

APART = 0.5
"""Distance of a copy from what it was copied from, beside the width of that, metres."""


class Editing(QObject):
    """Edits the layout of a document, by drags and by single steps."""

    dragged = Signal()
    """The layout is another one in the middle of a drag."""
    edited = Signal(tuple)
    """A step is done; with it the ids of what is selected from now on."""
    held = Signal(tuple)
    """The ids of what was not touched, since it is locked."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self.document = document
        self.guides: tuple[Guide, ...] = ()
        self.selection: tuple[str, ...] = ()
        """What the next step is about."""
        self._names: tuple[str, ...] = ()
        self._base: Layout | None = None
        self._gesture: Gesture | None = None
        self._by, self._held = Vector(0.0, 0.0), Held()
        self._text = self._said = ""
        self._made: tuple[str, ...] = ()
        self.point: SnapPoint | None = None
        """The named point at which a drag rests."""

    @property
    def dragging(self) -> bool:
        """Whether a gesture has begun and not ended."""
        return self._base is not None

    @property
    def base(self) -> Layout | None:
        """The layout without what a gesture has done to it so far."""
        return self.document.layout if self._base is None else self._base

    def preview(self, function: Edit, guides: Sequence[Guide] = ()) -> None:
        """Show what an edit would do to the layout; a gesture begins with the first one, and each replaces the last."""
        history, base = self.document.history, self.base
        if history is None or base is None:
            return
        if self._base is None:
            history.begin()
            self._base = base
        self.guides = tuple(guides)
        history.edit("", lambda _: function(base))
        self.dragged.emit()

    def finish(self, name: str, selected: tuple[str, ...]) -> None:
        """End the gesture; what it shows is one step of that name."""
        if self._ended() and self.document.history is not None:
            self.document.history.commit(name)
            self.document.check()
            self.edited.emit(selected)

    def abort(self) -> None:
        """End the gesture and put back what it did."""
        if self._ended() and self.document.history is not None:
            self.document.history.abort()
            self.edited.emit(self._names)

    def begin(self, names: tuple[str, ...]) -> None:
        """Begin to drag equipment, but what is locked."""
        names = self._free(names)
        if names and self.base is not None and not self.dragging:
            self._take(Move(self.base, names))

    def begin_turn(self, names: tuple[str, ...], about: Vector) -> None:
        """Begin to turn equipment about a point, but what is locked."""
        names = self._free(names)
        if names and self.base is not None and not self.dragging:
            self._take(Turn(self.base, names, about))

    def drag(self, by: Vector, modifiers: Qt.KeyboardModifier) -> None:
        """Move it from where it was, or turn it by `by.x` degrees; straight with Shift, with Alt nothing draws it."""
        straight = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        self._by, self._held = by, Held(straight, bool(modifiers & Qt.KeyboardModifier.AltModifier))
        self._follow()

    def type(self, text: str) -> None:
        """Go by what is typed instead of by the mouse; by the mouse again where nothing stands there."""
        self._text = text
        if not text and self._by == Vector(0.0, 0.0):
            self.abort()
        elif self._gesture is None and text:
            self.begin(self.selection)
        self._follow()

    def drop(self) -> None:
        """End the drag; it is one step."""
        if self._gesture is not None:
            name = tr("turn of {what}") if isinstance(self._gesture, Turn) else tr("move of {what}")
            self.finish(_named(name, self._names), self._names)

    @property
    def said(self) -> str:
        """What the drag does, and what can be typed, in one line; nothing without a drag."""
        if self._gesture is None or self.base is None:
            return ""
        bare = DEGREES if isinstance(self._gesture, Turn) else self.base.coordinates
        return f"{self._said}\n{invitation(self._text, self._typed, bare)}"

    @property
    def _typed(self) -> Typed | None:
        return typed(self._text, self.base.coordinates) if self.base is not None and self._text else None

    def _take(self, gesture: Gesture) -> None:
        self._gesture, self._names = gesture, gesture.names
        self._by, self._held = Vector(0.0, 0.0), Held()

    def _follow(self) -> None:
        """Show what the gesture does now."""
        if self._gesture is not None:
            shown = self._gesture.shown(self._by, self._held, self._typed)
            self._said, self.point = shown.said, shown.point
            self.preview(shown.edit, shown.guides)

    def undo(self) -> None:
        """Take the last step back."""
        if not self.dragging and self.document.undo():
            self.edited.emit(())

    def redo(self) -> None:
        """Do the next step again."""
        if not self.dragging and self.document.redo():
            self.edited.emit(())

    def turn(self, degrees: float) -> None:
        """Turn what is selected anticlockwise: one piece on the spot, several about their middle."""
        self._step(tr("turn of {what}"), lambda layout, names: turned(layout, names, degrees))

    def nudge(self, right: int, up: int) -> None:
        """Move what is selected by steps of the grid."""
        by = Vector(right * GRID, up * GRID)
        self._step(tr("move of {what}"), lambda layout, names: moved(layout, names, by))

    def align(self, side: Side) -> None:
        """Bring one side of what is selected into line."""
        self._step(tr("alignment of {what}"), lambda layout, names: aligned(layout, names, side))

    def distribute(self, along_x: bool) -> None:
        """Make the gaps between what is selected equal."""
        self._step(tr("spacing of {what}"), lambda layout, names: distributed(layout, names, along_x))

    def array(self, rows: int, columns: int, apart: Vector) -> None:
        """Show what is selected in rows and columns, until it is finished or aborted.

        Raises:
            ValueError: where that cannot be.
        """
        base, names = self.base, self.selection
        if base is not None and names:
            layout, self._made = arrayed(base, names, rows, columns, apart)
            self.preview(lambda _: layout)

    def keep_array(self) -> None:
        """Let the rows and columns that are shown stand; all of them are selected."""
        names = self.selection
        self.finish(_named(tr("array of {what}"), names), (*names, *self._made))

    def mirror(self, along_x: bool) -> None:
        """Put what a mirror beside what is selected shows there, to the right or up the plan; select the copy."""
        layout, names = self.document.layout, self.selection
        bounds = bounds_of(layout, names) if layout is not None and not self.dragging else None
        if layout is None or bounds is None:
            return
        copy, made = mirrored(layout, names, bounds[2 if along_x else 3] + APART / 2, along_x)
        self.document.edit(_named(tr("mirrored copy of {what}"), names), lambda _: copy)
        self.edited.emit(made)

    def remove(self) -> None:
        """Take what is selected out, with its connections."""
        self._step(tr("removal of {what}"), removed)

    def copy(self) -> None:
        """Put a copy of what is selected beside it, up the plan, with the connections among it; select the copy."""
        layout, names = self.document.layout, self.selection
        if layout is None or not names or self.dragging:
            return
        rows = [item.at.y for name in names if (item := layout.equipment[name]).at]
        depth = max(layout.equipment[name].footprint.width for name in names)
        by = Vector(0.0, max(rows, default=0.0) - min(rows, default=0.0) + depth + APART)
        copy, fresh = copied(layout, names, by)
        self.document.edit(_named(tr("copy of {what}"), names), lambda _: copy)
        self.edited.emit(tuple(fresh.values()))

    def value_of(self, name: str, field: str, typed: str) -> object:
        """Return the value that a field would have with what is typed; nothing is changed.

        Raises:
            FieldError: where it says nothing there.
        """
        layout = self.document.layout
        item = None if layout is None else with_field(layout, name, field, typed).equipment[name]
        return getattr(item, field, None)

    def set_field(self, name: str, field: str, typed: str) -> None:
        """Set a field of a piece of equipment to what was typed.

        Raises:
            FieldError: where it says nothing there.
        """
        step = tr("{field} of {name}", field=field, name=name)
        self.document.edit(step, lambda layout: with_field(layout, name, field, typed))
        self.edited.emit((name,))

    def put(self, name: str, layout: Layout, selected: tuple[str, ...]) -> None:
        """Take another layout over as one step, and select something in it."""
        self.document.edit(name, lambda _: layout)
        self.edited.emit(selected)

    def lock(self, names: tuple[str, ...]) -> None:
        """Lock equipment, or let it be moved again where all of it is locked."""
        layout = self.document.layout
        if layout is not None and names and not self.dragging:
            lock = bool(free_of_locks(layout, names))
            name = tr("lock of {what}") if lock else tr("unlocking of {what}")
            self.put(_named(name, names), locked(layout, names, lock), self.selection)

    def group(self) -> None:
        """Put what is selected into a group."""
        layout = self.document.layout
        if layout is not None and not self.dragging:
            name = _named(tr("group of {what}"), self.selection)
            self.put(name, grouped(layout, self.selection), self.selection)

    def ungroup(self) -> None:
        """Take what is selected out of its groups."""
        layout = self.document.layout
        if layout is not None and not self.dragging:
            name = _named(tr("ungrouping of {what}"), self.selection)
            self.put(name, ungrouped(layout, self.selection), self.selection)

    def rename(self, old: str, new: str, what: To = To.EQUIPMENT) -> None:
        """Give something another id, wherever the layout refers to it.

        Raises:
            RenameError: where it cannot have that id.
        """
        self.document.edit(tr("name of {old}", old=old), lambda layout: renamed(layout, old, new, what))
        self.edited.emit(tuple(new if what is To.EQUIPMENT and name == old else name for name in self.selection))

    def set_rows(self, sheet: Sheet, rows: Rows, name: str) -> None:
        """Let a sheet of the layout say what rows say, as a step of a name.

        Raises:
            SheetError: where cells say nothing there.
        """
        self.document.edit(name, lambda layout: with_rows(layout, sheet, rows))
        self.edited.emit(self.selection)

    def _step(self, name: str, function: Callable[[Layout, tuple[str, ...]], Layout]) -> None:
        names = self._free(self.selection)
        if names and not self.dragging:
            self.document.edit(_named(name, names), lambda layout: function(layout, names))
            self.edited.emit(self.selection)

    def _free(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out what is locked, and tell it."""
        layout = self.document.layout
        free = () if layout is None else free_of_locks(layout, names)
        if len(free) < len(names):
            self.held.emit(tuple(name for name in names if name not in free))
        return free

    def _ended(self) -> bool:
        ended = self.dragging
        self._base, self._gesture, self.guides, self.point, self._text = None, None, (), None, ""
        return ended


def _named(step: str, names: tuple[str, ...]) -> str:
    """Name a step by what it is about."""
    return step.format(what=names[0] if len(names) == 1 else tr("{number} pieces", number=len(names)))
