"""Placing: new equipment stands where the mouse lets it."""

from dataclasses import replace

from PySide6.QtCore import Qt

from geometry.picking import Ray, on_level
from geometry.snapping import Snapper
from layouts import Layout
from layouts.editing import fresh_id, started, turned
from layouts.space import Point, Vector
from viewer.window.editing import Editing


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

    @property
    def hint(self) -> str:
        """What to do next."""
        return f"Click where the {self._model or self._kind} is to stand. L turns it, Shift+click places several."

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
        if self._ghost is not None:
            self._editing.finish(f"new {self._name}", (self._name,))
            self._ghost = None
        return bool(modifiers & Qt.KeyboardModifier.ShiftModifier)

    def turn(self, degrees: float) -> None:
        """Turn the piece."""
        self._turn = (self._turn + degrees) % 360.0
        if self._ghost is not None and self._last is not None:
            self._editing.abort()
            self._take_in_hand(self._last)
            self._show(Qt.KeyboardModifier.NoModifier)

    def cancel(self) -> bool:
        """Put the piece away."""
        self._ghost = None
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
        by = self._last.minus(self._first)
        snap = self._snapper.snap(by)
        free = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        by = by if free else snap.by
        item = self._ghost.equipment[self._name]
        there = replace(item, at=Point(self._first.x + by.x, self._first.y + by.y))
        shown = replace(self._ghost, equipment=self._ghost.equipment.with_item(self._name, there))
        self._editing.preview(lambda _: shown, () if free else snap.guides)
