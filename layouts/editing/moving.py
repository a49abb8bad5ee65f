"""Where equipment stands: move, turn, align and distribute.

What has a place is moved by it; a conveyor by its corners, while its ends stay with what it connects.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import Enum
from statistics import fmean

from layouts.equipment import Equipment
from layouts.kinds import Conveyor, Text
from layouts.model import Layout
from layouts.space import Point, Vector

Place = Callable[[Point], Point]
"""Where a point goes."""


class Side(Enum):
    """What is brought into line; seen on the plan, X to the right and Y up."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    BOTTOM = "bottom"
    MIDDLE = "middle"
    TOP = "top"

    @property
    def along_x(self) -> bool:
        """Whether it is a matter of X."""
        return self in (Side.LEFT, Side.CENTRE, Side.RIGHT)


def moved(layout: Layout, ids: Iterable[str], by: Vector) -> Layout:
    """Move equipment by a vector, metres; heights that a file leaves to the floor stay so, unless `by` goes up."""
    if by == Vector(0.0, 0.0):
        return layout
    return _changed(layout, {name: shifted(layout.equipment[name], by) for name in ids})


def shifted(item: Equipment, by: Vector) -> Equipment:
    """Return a piece of equipment moved by a vector."""

    def place(point: Point) -> Point:
        z = point.z if not by.z else (point.z or 0.0) + by.z
        return Point(point.x + by.x, point.y + by.y, z)

    return _placed(item, place)


def reflected(item: Equipment, at: float, along_x: bool) -> Equipment:
    """Return a piece of equipment as a mirror shows it that stands upright at X = `at`, or at Y where not `along_x`.

    What flows to the mirror flows away from it there, and front and back have changed sides; a text stays readable.
    """

    def place(point: Point) -> Point:
        return Point(2 * at - point.x, point.y, point.z) if along_x else Point(point.x, 2 * at - point.y, point.z)

    placed = _placed(item, place)
    if placed.at is None or isinstance(item, Text):
        return placed
    mirror = item.mirror if "mirror" in item.meaningless else not item.mirror
    return replace(placed, turn=((180.0 if along_x else 0.0) - item.turn) % 360.0, mirror=mirror)


def turned(layout: Layout, ids: Iterable[str], degrees: float, about: Vector | None = None) -> Layout:
    """Turn equipment anticlockwise about a point, by default the centre of all of it."""
    names = list(ids)
    pivot = centre_of(layout, names) if about is None else about
    if pivot is None or not degrees % 360.0:
        return layout

    def place(point: Point) -> Point:
        offset = Vector(point.x - pivot.x, point.y - pivot.y).turned(degrees)
        return Point(pivot.x + offset.x, pivot.y + offset.y, point.z)

    return _changed(layout, {name: _turned(_placed(layout.equipment[name], place), degrees) for name in names})


def aligned(layout: Layout, ids: Sequence[str], side: Side) -> Layout:
    """Bring a side of the footprints into line with that of the outermost one; their middles, with the mean."""
    spans = _spans(layout, ids, side.along_x)
    if len(spans) < 2:
        return layout
    lows, highs = [low for low, _ in spans.values()], [high for _, high in spans.values()]
    goal = {
        Side.LEFT: min(lows),
        Side.BOTTOM: min(lows),
        Side.RIGHT: max(highs),
        Side.TOP: max(highs),
    }.get(side, (min(lows) + max(highs)) / 2)
    return _shifted(layout, {name: goal - _mark(span, side) for name, span in spans.items()}, side.along_x)


def distributed(layout: Layout, ids: Sequence[str], along_x: bool) -> Layout:
    """Make the gaps between footprints equal; the first and the last stay where they are."""
    spans = sorted(_spans(layout, ids, along_x).items(), key=lambda entry: entry[1])
    if len(spans) < 3:
        return layout
    free = spans[-1][1][1] - spans[0][1][0] - sum(high - low for _, (low, high) in spans)
    gap, at, shifts = free / (len(spans) - 1), spans[0][1][0], {}
    for name, (low, high) in spans:
        shifts[name] = at - low
        at += high - low + gap
    return _shifted(layout, shifts, along_x)


def bounds_of(layout: Layout, ids: Iterable[str]) -> tuple[float, float, float, float] | None:
    """Return the box around footprints and corners of some equipment: left, front, right, rear; None without any."""
    names = [*ids]
    xs, ys = _spans(layout, names, True), _spans(layout, names, False)
    boxes = [(xs[name][0], ys[name][0], xs[name][1], ys[name][1]) for name in xs]
    boxes += [(point.x, point.y, point.x, point.y) for name in names for point in _corners(layout.equipment[name])]
    if not boxes:
        return None
    left, front, right, rear = zip(*boxes, strict=True)
    return min(left), min(front), max(right), max(rear)


def centre_of(layout: Layout, ids: Iterable[str]) -> Vector | None:
    """Return the mean of the places and corners of some equipment, about which it turns; None where it has none."""
    items = [layout.equipment[name] for name in ids]
    points = [item.at for item in items if item.at] + [point for item in items for point in _corners(item)]
    if not points:
        return None
    return Vector(fmean(point.x for point in points), fmean(point.y for point in points))


def _corners(item: Equipment) -> tuple[Point, ...]:
    return (*item.via, *item.path) if isinstance(item, Conveyor) else ()


def _placed(item: Equipment, place: Place) -> Equipment:
    if isinstance(item, Conveyor) and (item.via or item.path):
        return replace(item, via=tuple(map(place, item.via)), path=tuple(map(place, item.path)))
    return item if item.at is None else replace(item, at=place(item.at))


def _turned(item: Equipment, degrees: float) -> Equipment:
    return item if item.at is None else replace(item, turn=(item.turn + degrees) % 360.0)


def _spans(layout: Layout, ids: Iterable[str], along_x: bool) -> dict[str, tuple[float, float]]:
    """From where to where the footprints of equipment with a place reach on one axis."""
    items = {name: layout.equipment[name] for name in ids}
    return {name: _span(item, item.at, along_x) for name, item in items.items() if item.at is not None}


def _span(item: Equipment, at: Point, along_x: bool) -> tuple[float, float]:
    size = item.footprint
    across = [Vector(x, y).turned(item.turn) for x in (size.length / 2, -size.length / 2) for y in (size.width / 2,)]
    half = max(abs(corner.x if along_x else corner.y) for corner in across)
    middle = at.x if along_x else at.y
    return middle - half, middle + half


def _mark(span: tuple[float, float], side: Side) -> float:
    low, high = span
    return {Side.LEFT: low, Side.BOTTOM: low, Side.RIGHT: high, Side.TOP: high}.get(side, (low + high) / 2)


def _shifted(layout: Layout, shifts: dict[str, float], along_x: bool) -> Layout:
    for name, shift in shifts.items():
        if abs(shift) > 1e-9:
            layout = moved(layout, [name], Vector(shift, 0.0) if along_x else Vector(0.0, shift))
    return layout


def _changed(layout: Layout, items: dict[str, Equipment]) -> Layout:
    if all(layout.equipment[name] == item for name, item in items.items()):
        return layout
    return replace(layout, equipment=layout.equipment.with_items(items))
