"""Measuring: how far it is from one place on the floor to another."""

import math

from PySide6.QtCore import Qt

from geometry.picking import Ray, on_level
from geometry.snapping import Guide
from layouts.space import Vector
from viewer.window.editing import Editing


class Measuring:
    """Measures between two places on the floor."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing
        self._start: Vector | None = None
        self._end: Vector | None = None

    @property
    def hint(self) -> str:
        """The distance, or what to do next."""
        if self._start is None:
            return "Click where to measure from."
        if self._end is None:
            return "Click where to measure to."
        along, across = abs(self._end.x - self._start.x), abs(self._end.y - self._start.y)
        return f"{math.hypot(along, across):.3f} m, {along:.3f} m along X and {across:.3f} m along Y."

    def hover(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> None:
        """Show the line up to the mouse, and its length."""
        here = on_level(ray)
        if self._start is not None and here is not None:
            start, self._end = self._start, here
            self._editing.preview(lambda layout: layout, (Guide(start, here),))

    def click(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> bool:
        """Begin, or begin anew."""
        self._start, self._end = on_level(ray), None
        return True

    def turn(self, degrees: float) -> None:
        """There is nothing to turn."""

    def cancel(self) -> bool:
        """Forget what was measured."""
        had, self._start, self._end = self._start is not None, None, None
        self._editing.abort()
        return had
