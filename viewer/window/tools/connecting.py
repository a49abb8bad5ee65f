"""Connecting: where parts go from one port to another."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from geometry.docking import place_of
from geometry.picking import Ray, on_level
from geometry.scene import Scene
from geometry.snap_points import SnapPoint
from geometry.snapping import Guide
from layouts.editing import connected
from layouts.equipment import Direction
from layouts.flow import Port
from layouts.placement import Placement
from viewer.window.editing import Editing
from viewer.window.language import tr
from viewer.window.tools.ports import port_at


class Connecting:
    """Connects ports: a click on what parts leave, another on where they go."""

    def __init__(self, editing: Editing, scene: Callable[[], Scene]) -> None:
        self._editing, self._scene = editing, scene
        self._source: Port | None = None

    @property
    def hint(self) -> str:
        """What to do next."""
        return tr("Click where parts go.") if self._source else tr("Click what parts leave.")

    @property
    def point(self) -> SnapPoint | None:
        """Ports are shown by the line."""
        return None

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
        """Show the line from the first port to the mouse."""
        base, here = self._editing.base, on_level(ray)
        if self._source is None or base is None or here is None:
            return
        target = port_at(base, self._scene(), ray, Direction.IN, self._source.equipment)
        placement = Placement(base)
        start, end = place_of(placement, self._source), target and place_of(placement, target)
        if start is not None:
            self._editing.preview(lambda layout: layout, (Guide(start, end or here),))

    def click(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> bool:
        """Take the first port, or connect it with the second."""
        base = self._editing.base
        if base is None:
            return False
        if self._source is None:
            self._source = port_at(base, self._scene(), ray, Direction.OUT, None)
            return True
        source, target = self._source, port_at(base, self._scene(), ray, Direction.IN, self._source.equipment)
        if target is not None:
            self._source = None
            self._editing.preview(lambda layout: connected(layout, source, target))
            name = tr("connection {source} -> {target}", source=source.equipment, target=target.equipment)
            self._editing.finish(name, (target.equipment,))
        return True

    def turn(self, degrees: float) -> None:
        """There is nothing to turn."""

    def cancel(self) -> bool:
        """Forget the first port."""
        had, self._source = self._source is not None, None
        self._editing.abort()
        return had
