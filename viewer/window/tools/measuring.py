"""Measuring: how far it is from one place on the floor to another."""

import math
from collections.abc import Callable

from PySide6.QtCore import Qt

from geometry.picking import Ray, on_level
from geometry.scene import Scene
from geometry.snap_points import SnapPoint, point_near
from geometry.snapping import Guide
from layouts.space import Vector
from viewer.window.editing import Editing
from viewer.window.language import tr


class Measuring:
    """Measures between two places on the floor."""

    def __init__(self, editing: Editing, scene: Callable[[], Scene]) -> None:
        self._editing, self._scene = editing, scene
        self.point: SnapPoint | None = None
        self._start: Vector | None = None
        self._end: Vector | None = None

    @property
    def hint(self) -> str:
        """The distance, or what to do next."""
        if self._start is None:
            return tr("Click where to measure from.")
        if self._end is None:
            return tr("Click where to measure to.")
        along, across = abs(self._end.x - self._start.x), abs(self._end.y - self._start.y)
        return tr(
            "{far} m, {along} m along X and {across} m along Y.",
            far=f"{math.hypot(along, across):.3f}",
            along=f"{along:.3f}",
            across=f"{across:.3f}",
        )

    @property
    def takes_text(self) -> bool:
        """Numbers say nothing here."""
        return False

    def type(self, text: str) -> None:
        """There is nothing to type."""

    def enter(self) -> bool:
        """There is nothing to enter."""
        return True

    def hover(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> None:
        """Show the line up to the mouse, and its length."""
        here = self._place(ray, modifiers)
        if self._start is not None and here is not None:
            start, self._end = self._start, here
            self._editing.preview(lambda layout: layout, (Guide(start, here),))

    def click(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> bool:
        """Begin, or begin anew."""
        self._start, self._end = self._place(ray, modifiers), None
        return True

    def _place(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> Vector | None:
        """Return the end, middle or centre that is meant, or else the place on the floor; with Alt always that."""
        here = on_level(ray)
        free = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        self.point = point_near(self._scene(), here) if here is not None and not free else None
        return self.point.at if self.point else here

    def turn(self, degrees: float) -> None:
        """There is nothing to turn."""

    def cancel(self) -> bool:
        """Forget what was measured."""
        had, self._start, self._end, self.point = self._start is not None, None, None, None
        self._editing.abort()
        return had
