"""Placing: new equipment stands where the mouse lets it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt

from geometry.picking import Ray, on_level
from geometry.snap_points import SnapPoint
from geometry.snapping import Guide, Snapper
from layouts import Layout
from layouts.editing import fresh_id, started, turned
from layouts.editing.typing import Spot, Turning, Typed, Way, typed
from layouts.space import Point, Vector
from viewer.window.editing import Editing
from viewer.window.language import tr


class Placing:
    """Places equipment of one kind: a piece follows the mouse until a click lets it stand."""

    def __init__(self, editing: Editing, kind: str, model: str | None = None) -> None:
        self._editing, self._kind, self._model = editing, kind, model
        self._name = ""
        self._first = Vector(0.0, 0.0)
        self._turn = 0.0
        self._last: Vector | None = None
        self._ghost: Layout | None = None
        self._snapper: Snapper | None = None
        self._there = Vector(0.0, 0.0)
        self._before: Vector | None = None
        """Where the last piece was placed: `@2, 0` is from there."""
        self._typed: Typed | None = None
        self.point: SnapPoint | None = None

    @property
    def hint(self) -> str:
        """What to do next."""
        what = self._model or self._kind
        return tr(
            "Click where the {what} is to stand, or type the place: 3, 4. L turns it, Shift+click places several.",
            what=what,
        )

    @property
    def takes_text(self) -> bool:
        """Whether a piece is in hand."""
        return self._ghost is not None

    def type(self, text: str) -> None:
        """Go by the place that is typed."""
        base = self._editing.base
        self._typed = typed(text, base.coordinates) if base is not None else None
        self._show(Qt.KeyboardModifier.NoModifier)

    def enter(self) -> bool:
        """Turn by the angle that is typed, or let it stand where that says."""
        what, self._typed = self._typed, None
        if isinstance(what, Turning):
            self.turn(what.degrees)
        if what is None or isinstance(what, Turning):
            return True
        self._stand()
        return False

    def hover(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> None:
        """Let the piece follow the mouse."""
        here = on_level(ray)
        if here is None:
            return
        if self._ghost is None:
            self._take_in_hand(here)
        self._last = here
        self._show(modifiers)

    def click(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> bool:
        """Let it stand here."""
        self.hover(ray, modifiers)
        self._stand()
        return bool(modifiers & Qt.KeyboardModifier.ShiftModifier)

    def _stand(self) -> None:
        if self._ghost is not None:
            self._editing.finish(tr("new {name}", name=self._name), (self._name,))
            self._ghost, self._before, self.point = None, self._there, None

    def turn(self, degrees: float) -> None:
        """Turn the piece."""
        self._turn = (self._turn + degrees) % 360.0
        if self._ghost is not None and self._last is not None:
            self._editing.abort()
            self._take_in_hand(self._last)
            self._show(Qt.KeyboardModifier.NoModifier)

    def cancel(self) -> bool:
        """Put the piece away."""
        self._ghost, self._typed, self.point = None, None, None
        self._editing.abort()
        return False

    def _take_in_hand(self, here: Vector) -> None:
        layout = self._editing.document.layout
        if layout is None:
            return
        self._name = fresh_id(layout.equipment.keys(), self._model or self._kind)
        ghost = started(layout, self._name, self._kind, Point(here.x, here.y), self._model)
        self._first, self._ghost = here, turned(ghost, [self._name], self._turn)
        self._snapper = Snapper(self._ghost, [self._name])

    def _show(self, modifiers: Qt.KeyboardModifier) -> None:
        if self._ghost is None or self._snapper is None or self._last is None:
            return
        by, guides = self._by(bool(modifiers & Qt.KeyboardModifier.AltModifier))
        self._there = self._first.plus(by)
        item = self._ghost.equipment[self._name]
        there = replace(item, at=Point(self._there.x, self._there.y))
        shown = replace(self._ghost, equipment=self._ghost.equipment.with_item(self._name, there))
        self._editing.preview(lambda _: shown, guides)

    def _by(self, free: bool) -> tuple[Vector, Sequence[Guide]]:
        """How far from where it was taken in hand it is, by what is typed or else by the mouse, and why."""
        self.point = None
        if isinstance(self._typed, Spot):
            return self._typed.at.minus(self._first), ()
        if isinstance(self._typed, Way) and self._before is not None:
            return self._before.plus(self._typed.by).minus(self._first), ()
        by = (self._last or self._first).minus(self._first)
        if free or self._snapper is None:
            return by, ()
        snap = self._snapper.snap(by)
        self.point = snap.point
        return snap.by, snap.guides
