"""Where something that is dragged comes to rest: at a port that fits, in line with what stands there, or on a grid."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.snap_points import Kind, SnapPoint
from layouts.equipment import Direction
from layouts.flow import Port
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.placement import Placement
from layouts.space import Vector

GRID = 0.1
"""Distance between the lines of the grid, metres."""
REACH = 0.15
"""How near something must be to draw what is dragged to it, metres."""


class Guide(NamedTuple):
    """A line on the plan that says why something came to rest where it is."""

    start: Vector
    end: Vector


@dataclass(frozen=True)
class Snap:
    """How far something is moved, metres, and the lines that say why; `port` where two ports meet."""

    by: Vector
    guides: tuple[Guide, ...] = ()
    port: Vector | None = None
    point: SnapPoint | None = None
    """The point of another piece to which it came, where it is one that has a name."""


class _Outline(NamedTuple):
    """A footprint as it stands: from the lower left to the upper right on the plan."""

    left: float
    bottom: float
    right: float
    top: float

    def marks(self, axis: int) -> tuple[float, float, float]:
        """Its two edges and its middle on X (0) or Y (1)."""
        low, high = self[axis], self[axis + 2]
        return low, (low + high) / 2, high

    def moved(self, by: Vector) -> "_Outline":
        """The same elsewhere."""
        return _Outline(self.left + by.x, self.bottom + by.y, self.right + by.x, self.top + by.y)


class _Mark(NamedTuple):
    """An edge or a middle, and whose it is."""

    at: float
    outline: _Outline


class Snapper:
    """Answers for one drag: what is dragged, and all that stays, are looked at once."""

    def __init__(self, layout: Layout, ids: Iterable[str], *, grid: float = GRID, reach: float = REACH) -> None:
        """Prepare to drag some equipment of a layout; `grid` 0 for none."""
        self._placement = Placement(layout)
        self._ids = tuple(name for name in ids if layout.equipment[name].at is not None)
        self._grid, self._reach = grid, reach

    def snap(self, by: Vector) -> Snap:
        """Return how far to move for a mouse that has moved by a vector, metres."""
        port = self._nearest_port(by)
        found = port or self._nearest_point(by)
        if found is not None:
            return found
        (x, x_mark), (y, y_mark) = (self._on_axis(by, axis) for axis in (0, 1))
        marks = ((0, x_mark), (1, y_mark))
        guides = tuple(self._guide(mark, by, axis) for axis, mark in marks if mark)
        return Snap(Vector(x, y), guides)

    # ports

    def _nearest_port(self, by: Vector) -> Snap | None:
        """Bring the two ports together that fit and are nearest, where they are within reach."""
        directions, places = self._other_places
        found = []
        for direction, here in self._own_ports:
            apart = np.hypot(*(places[:, :2] - (here.x + by.x, here.y + by.y)).T)
            near = np.flatnonzero((apart <= self._reach) & (directions != direction.value))
            found += [(there.minus(here.plus(by)), there) for there in (Vector(*places[row].tolist()) for row in near)]
        if not found:
            return None
        offset, there = min(found, key=lambda each: each[0].norm())
        return Snap(Vector(by.x + offset.x, by.y + offset.y), port=there, point=SnapPoint(Kind.PORT, there))

    @cached_property
    def _other_places(self) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
        """The directions (n,) and the places (n, 3) of the ports of all that stays."""
        ports = self._other_ports
        directions = np.array([direction.value for direction, _ in ports], np.str_)
        return directions, np.array([place for _, place in ports], np.float64).reshape(-1, 3)

    @cached_property
    def _own_ports(self) -> Sequence[tuple[Direction, Vector]]:
        return self._ports(self._ids)

    @cached_property
    def _other_ports(self) -> Sequence[tuple[Direction, Vector]]:
        return self._ports(name for name in self._placement.layout.equipment if name not in self._ids)

    def _ports(self, names: Iterable[str]) -> list[tuple[Direction, Vector]]:
        return [
            (place.direction, at)
            for name in names
            for port, place in self._placement.layout.equipment[name].ports().items()
            if not self._follows(name) and (at := self._placement.port(Port(name, port))) is not None
        ]

    def _follows(self, name: str) -> bool:
        """Whether the ends of something go with what it connects: they draw nothing to them."""
        item = self._placement.layout.equipment[name]
        return isinstance(item, Conveyor) and not item.path

    # corners, middles of sides and centres

    def _nearest_point(self, by: Vector) -> Snap | None:
        """Bring a corner of the first piece to a corner, a middle to a middle or the centre to a centre, in reach."""
        if not self._own:
            return None
        found = []
        for kind, own in _points(self._own[0].moved(by)).items():
            others = self._points[kind]
            for here in own:
                offsets = others - here
                apart = np.hypot(offsets[:, 0], offsets[:, 1])
                if len(apart) and apart[nearest := int(apart.argmin())] <= self._reach:
                    found.append(
                        (round(float(apart[nearest]), 6), _NAMED_FIRST.index(kind), offsets[nearest], others[nearest])
                    )
        if not found:
            return None
        _, rank, offset, there = min(found, key=lambda each: each[:2])
        point = SnapPoint(_NAMED_FIRST[rank], Vector(*there.tolist()))
        return Snap(Vector(by.x + float(offset[0]), by.y + float(offset[1])), point=point)

    @cached_property
    def _points(self) -> dict[Kind, NDArray[np.float64]]:
        """The corners, middles and centres (n, 2) of all that stays."""
        several = [_points(outline) for outline in self._outlines]
        return {kind: np.array([p for each in several for p in each[kind]]).reshape(-1, 2) for kind in _NAMED_FIRST}

    # edges and grid

    def _on_axis(self, by: Vector, axis: int) -> tuple[float, _Mark | None]:
        """Return how far to move on an axis: to the nearest mark within reach, else to the grid."""
        found = [
            (mark.at - own, mark)
            for outline in self._own
            for own in outline.moved(by).marks(axis)
            for mark in self._near(own, axis)
        ]
        shift, mark = min(found, key=lambda each: abs(each[0]), default=(0.0, None))
        if mark is None or abs(shift) > self._reach:
            return self._on_grid(by[axis], axis), None
        return by[axis] + shift, mark

    def _near(self, at: float, axis: int) -> Sequence[_Mark]:
        """The marks of what stays on either side of a place."""
        marks = self._marks[axis]
        right = bisect_left(marks, (at,))
        return marks[max(0, right - 1) : right + 1]

    def _on_grid(self, shift: float, axis: int) -> float:
        if not self._grid or not self._own:
            return shift
        middle = self._own[0].marks(axis)[1]
        return round((middle + shift) / self._grid) * self._grid - middle

    def _guide(self, mark: _Mark, by: Vector, axis: int) -> Guide:
        """A line through both, on the other axis."""
        other = 1 - axis
        ends = [
            end for outline in (mark.outline, self._own[0].moved(by)) for end in (outline[other], outline[other + 2])
        ]
        points = ((mark.at, end) if axis == 0 else (end, mark.at) for end in (min(ends), max(ends)))
        return Guide(*(Vector(*point) for point in points))

    @cached_property
    def _own(self) -> Sequence[_Outline]:
        return [self._outline(name) for name in self._ids]

    @cached_property
    def _outlines(self) -> Sequence[_Outline]:
        items, held = self._placement.layout.equipment.items(), set(self._ids)
        return [self._outline(name) for name, item in items if item.at is not None and name not in held]

    @cached_property
    def _marks(self) -> tuple[list[_Mark], list[_Mark]]:
        """The edges and middles of all that stays, from left to right and from bottom to top."""
        outlines = self._outlines
        across, along = ([_Mark(at, each) for each in outlines for at in each.marks(axis)] for axis in (0, 1))
        return sorted(across), sorted(along)

    def _outline(self, name: str) -> _Outline:
        size = self._placement.layout.equipment[name].footprint
        pose = self._placement.pose(name)
        half = (size.length / 2, size.width / 2)
        corners = [Vector(x * half[0], y * half[1]) for x in (-1, 1) for y in (-1, 1)]
        placed = [pose.apply(corner) for corner in corners] if pose else corners
        xs, ys = [corner.x for corner in placed], [corner.y for corner in placed]
        return _Outline(min(xs), min(ys), max(xs), max(ys))


_NAMED_FIRST = (Kind.CENTRE, Kind.END, Kind.MIDDLE)
"""What a point is called that is as near as another."""


def _points(outline: _Outline) -> dict[Kind, list[tuple[float, float]]]:
    """The points of an outline that have a name."""
    (left, x, right), (front, y, rear) = outline.marks(0), outline.marks(1)
    return {
        Kind.CENTRE: [(x, y)],
        Kind.END: [(left, front), (right, front), (right, rear), (left, rear)],
        Kind.MIDDLE: [(x, front), (right, y), (x, rear), (left, y)],
    }
