"""Drawing: a conveyor from a port or the floor, over corners, to a port or the floor."""

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt

from geometry.docking import place_of
from geometry.picking import Ray, on_level
from geometry.scene import Scene
from geometry.snap_points import Kind, SnapPoint
from geometry.snapping import GRID
from layouts import Layout
from layouts.editing import connected, fresh_id, started
from layouts.editing.typing import Distance, Spot, Typed, Way, typed
from layouts.equipment import Direction
from layouts.flow import MAIN_IN, MAIN_OUT, Port
from layouts.kinds import Conveyor
from layouts.placement import Placement
from layouts.space import Point
from viewer.window.editing import Editing
from viewer.window.gestures import Held, ahead
from viewer.window.language import tr
from viewer.window.tools.ports import port_at

CLOSE = 0.05
"""A click within this of the one before ends what is drawn, metres."""


class Drawing:
    """Draws a conveyor: from a port or the floor, over corners, to a port or the floor."""

    def __init__(self, editing: Editing, scene: Callable[[], Scene]) -> None:
        self._editing, self._scene = editing, scene
        self._start: Port | None = None
        self._points: list[Point] = []
        self._typed: Typed | None = None
        self._mouse = Point(0.0, 0.0)
        self.point: SnapPoint | None = None

    @property
    def hint(self) -> str:
        """What to do next."""
        if not self._points:
            return tr("Click the machine, or the place on the floor, where the conveyor begins.")
        return tr(
            "Click corners, or type 2.5 m or @2, 1 and Return; at last the machine where it ends, or the last corner "
            "again. Alt: any angle."
        )

    @property
    def takes_text(self) -> bool:
        """Whether it has begun."""
        return bool(self._points)

    def type(self, text: str) -> None:
        """Show the conveyor up to what is typed."""
        self._typed = typed(text, self._base.coordinates) if self._base is not None else None
        there = self._exact() or self._mouse
        self._editing.preview(lambda layout: self._drawn(layout, [*self._points, there]))

    def enter(self) -> bool:
        """Add the corner that is typed."""
        there, self._typed = self._exact(), None
        if there is not None:
            self._points.append(there)
        return True

    def _exact(self) -> Point | None:
        """The corner that is typed: a place, or from the last corner on."""
        last = self._points[-1].vector()
        if isinstance(self._typed, Spot):
            return Point(self._typed.at.x, self._typed.at.y)
        if isinstance(self._typed, Way):
            there = last.plus(self._typed.by)
        elif isinstance(self._typed, Distance):
            there = last.plus(ahead(self._mouse.vector().minus(last), Held(), self._typed.metres))
        else:
            return None
        return Point(there.x, there.y)

    def hover(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> None:
        """Show the conveyor up to the mouse."""
        here = self._place(ray, modifiers)
        if here is not None and self._points:
            self._mouse = here
            here = self._exact() or here
            self._editing.preview(lambda layout: self._drawn(layout, [*self._points, here]))

    def click(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> bool:
        """Begin, add a corner, or end."""
        here = self._place(ray, modifiers)
        if here is None:
            return True
        end = self._port(ray, Direction.IN if self._points else Direction.OUT)
        if not self._points:
            self._start, self._points = end, [here]
        elif end is not None or _apart(here, self._points[-1]) < CLOSE:
            return self._end(end)
        else:
            self._points.append(here)
        return True

    def turn(self, degrees: float) -> None:
        """There is nothing to turn."""

    def cancel(self) -> bool:
        """Forget what was drawn."""
        had, self._points, self._start, self._typed, self.point = bool(self._points), [], None, None, None
        self._editing.abort()
        return had

    def _end(self, end: Port | None) -> bool:
        """Let the conveyor stand; without a port at either end it has a path of its own."""
        start, points = self._start, list(self._points)
        base = self._editing.base
        if base is None or (end is None and len(points) < 2):
            return True
        name = fresh_id(base.equipment.keys(), "belt_1")
        self._editing.preview(lambda layout: _laid(layout, name, start, points, end))
        self._editing.finish(tr("new {name}", name=name), (name,))
        self._points, self._start = [], None
        return True

    def _drawn(self, layout: Layout, points: list[Point]) -> Layout:
        """The conveyor as far as it is drawn, where it is long enough to be seen."""
        distinct = [points[0], *(b for a, b in pairwise(points) if _apart(a, b) > CLOSE)]
        if len(distinct) < 2:
            return layout
        return _conveyor(layout, fresh_id(layout.equipment.keys(), "belt_1"), path=tuple(distinct))

    def _place(self, ray: Ray, modifiers: Qt.KeyboardModifier) -> Point | None:
        """Return the port that is meant, or else the place on the floor: straight on, and on the grid."""
        port = self._port(ray, Direction.IN if self._points else Direction.OUT)
        there = None if self._base is None or port is None else place_of(Placement(self._base), port)
        self.point = None if there is None else SnapPoint(Kind.PORT, there)
        if there is not None:
            return Point(there.x, there.y)
        floor = on_level(ray)
        if floor is None:
            return None
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return Point(floor.x, floor.y)
        x, y = (round(value / GRID) * GRID for value in floor[:2])
        if self._points:
            last = self._points[-1]
            x, y = (x, last.y) if abs(x - last.x) >= abs(y - last.y) else (last.x, y)
        return Point(x, y)

    def _port(self, ray: Ray, direction: Direction) -> Port | None:
        return port_at(self._base, self._scene(), ray, direction, self._start.equipment if self._start else None)

    @property
    def _base(self) -> Layout | None:
        return self._editing.base


def _apart(a: Point, b: Point) -> float:
    return math.hypot(a.x - b.x, a.y - b.y)


def _conveyor(layout: Layout, name: str, *, via: tuple[Point, ...] = (), path: tuple[Point, ...] = ()) -> Layout:
    layout = started(layout, name, "conveyor", None)
    item = layout.equipment[name]
    if not isinstance(item, Conveyor):
        return layout
    return replace(layout, equipment=layout.equipment.with_item(name, replace(item, via=via, path=path)))


def _laid(layout: Layout, name: str, start: Port | None, points: list[Point], end: Port | None) -> Layout:
    """Return the layout with a conveyor from port to port over corners, or with a path where an end is free."""
    if start is None or end is None:
        there = place_of(Placement(layout), end) if end else None
        last = [Point(there.x, there.y)] if there else []
        layout = _conveyor(layout, name, path=(*points, *last))
    else:
        layout = _conveyor(layout, name, via=tuple(points[1:]))
    if start is not None:
        layout = connected(layout, start, Port(name, MAIN_IN))
    return layout if end is None else connected(layout, Port(name, MAIN_OUT), end)
