"""How each thing in the hall is drawn on a plan, in metres of the hall."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from geometry.exchange.plan.ink import (
    ACCENT,
    FINE,
    GREY,
    INK,
    MEDIUM,
    PALE,
    STRONG,
    THIN,
    Dash,
    Floats,
    Layer,
    Pen,
    Stroke,
)
from geometry.exchange.plan.outlines import outlines_of
from geometry.models.belt import RAIL
from geometry.models.zone import Purpose, Zone
from geometry.palette import LIGHT, mixed
from geometry.scene import Link, Piece, Scene
from geometry.solids import frames
from layouts.equipment import Equipment, Role
from layouts.kinds import Column, Conveyor, Dock, Door, Fence, Floor, Text, Wall
from layouts.model import Layout
from layouts.placement import Placement
from layouts.space import Point, Polyline, Pose, Vector

PAPER = "#ffffff"
SMALLEST = 0.45
"""Solids narrower than this on paper are not drawn, millimetres."""
TINT = 0.8
"""How far colours are on the way to white: a plan is mostly paper."""
ARROW = 1.5
"""Length of an arrow head, millimetres on paper."""
ARROWS_APART = 14.0
"""Millimetres on paper between arrow heads along a belt."""
MOST_ARROWS = 400
"""On one belt; on a longer one they stand further apart."""


def underlay_strokes(scene: Scene) -> Iterator[Stroke]:
    """Go through the lines of the drawing that lies on the floor."""
    for points in scene.underlay.polylines if scene.underlay else ():
        yield Stroke(points, Pen(FINE, PALE), Layer.DRAWING)


class Symbols:
    """The strokes of a layout at a scale (`metre`: millimetres on paper that a metre takes)."""

    def __init__(self, layout: Layout, scene: Scene, metre: float) -> None:
        """Prepare to draw."""
        self.layout, self.scene, self.metre = layout, scene, metre
        self._placement = Placement(layout)

    def strokes(self) -> Iterator[Stroke]:
        """Everything that stands in the hall, in the order in which it lies over another."""
        pieces = sorted(self.scene.pieces.values(), key=lambda piece: _level(self.layout.equipment[piece.equipment]))
        for piece in pieces:
            yield from self._zones(piece)
        for piece in pieces:
            yield from self._symbol(piece, self.layout.equipment[piece.equipment])
        for link in self.scene.links:
            yield from self._link(link)

    def _symbol(self, piece: Piece, equipment: Equipment) -> Iterator[Stroke]:
        path = self._placement.path(piece.equipment)
        if isinstance(equipment, Conveyor) and path is not None:
            yield from self._conveyor(path, float(equipment.width))
        elif isinstance(equipment, Wall):
            yield Stroke(
                _ribbon(_flat(equipment.path), float(equipment.thickness)), Pen(STRONG), Layer.HALL, True, PALE
            )
        elif isinstance(equipment, Fence):
            yield from self._fence(_flat(equipment.path))
        elif isinstance(equipment, Column):
            yield from _column(piece.pose, equipment)
        elif isinstance(equipment, Door):
            yield from _door(piece.pose, equipment)
        elif isinstance(equipment, Floor):
            yield _area(piece, equipment)
        elif not isinstance(equipment, Text):
            yield from self._machine(piece, equipment)

    def _machine(self, piece: Piece, equipment: Equipment) -> Iterator[Stroke]:
        """The view from above, within a strong footprint where a size is declared or usual."""
        layer = Layer.HALL if isinstance(equipment, Dock) else Layer.EQUIPMENT
        half = SMALLEST / self.metre
        footprint = _footprint(piece.pose, equipment)
        yield Stroke(footprint, Pen(0.0), layer, True, PAPER)
        for outline in outlines_of(piece.model):
            if outline.breadth > half:
                fill = mixed(LIGHT[outline.role], PAPER, TINT)
                yield Stroke(_placed(piece.pose, outline.points), Pen(THIN, GREY), layer, True, fill)
        yield Stroke(footprint, Pen(STRONG), layer, True)
        if piece.role is Role.STATION:
            yield self._way_out(piece.pose, equipment)

    def _way_out(self, pose: Pose, equipment: Equipment) -> Stroke:
        """An arrow head inside the edge through which parts leave."""
        size = 1.4 * ARROW / self.metre
        ahead = _placed(pose, np.array([(0.0, 0.0), (1.0, 0.0)]))
        tip = _placed(pose, np.array([(equipment.footprint.length / 2, 0.0)]))[0]
        return _head(tip, ahead[1] - ahead[0], size)

    def _zones(self, piece: Piece) -> Iterator[Stroke]:
        for zone in piece.model.zones:
            if zone.purpose is not Purpose.CLEARANCE or zone.low < 1.0:
                outline = _placed(piece.pose, np.array([(corner.x, corner.y) for corner in zone.outline]))
                yield Stroke(outline, Pen(FINE, _zone_color(zone), Dash.DASHED), Layer.ZONES, True)

    def _conveyor(self, path: Polyline, width: float) -> Iterator[Stroke]:
        frame, belt = _ribbon(path, width + 2 * RAIL), _ribbon(path, width)
        yield Stroke(frame, Pen(MEDIUM), Layer.CONVEYORS, True, "#f1f3f5")
        yield Stroke(belt, Pen(THIN, GREY), Layer.CONVEYORS, True, PAPER)
        apart = max(ARROWS_APART / self.metre, path.length / MOST_ARROWS)
        count = max(1, int(path.length / apart))
        size = min(ARROW / self.metre, 0.8 * width, 0.7 * path.length)
        for distance in path.length * (np.arange(count) + 0.5) / count:
            ahead = path.directions[path.piece(float(distance))]
            tip = path.at(float(distance)).plus(ahead, size / 2)
            yield _head(np.array([tip.x, tip.y]), np.array([ahead.x, ahead.y]), size)

    def _fence(self, path: Polyline) -> Iterator[Stroke]:
        points = np.array([(p.x, p.y) for p in path.points])
        yield Stroke(points, Pen(MEDIUM), Layer.HALL)
        tick, apart = 0.7 / self.metre, 4.0 / self.metre
        for distance in np.arange(apart / 2, path.length, max(apart, path.length / MOST_ARROWS)):
            foot, ahead = path.at(float(distance)), path.directions[path.piece(float(distance))]
            across = Vector(-ahead.y - ahead.x, ahead.x - ahead.y)
            ends = foot.plus(across, tick), foot.plus(across, -tick)
            yield Stroke(np.array([(end.x, end.y) for end in ends]), Pen(FINE), Layer.HALL)

    def _link(self, link: Link) -> Iterator[Stroke]:
        """A hand-over that nothing bridges."""
        ends = np.array([(link.start.x, link.start.y), (link.end.x, link.end.y)])
        yield Stroke(ends, Pen(MEDIUM, ACCENT, Dash.DASHED), Layer.FLOW)
        yield _head(ends[1], ends[1] - ends[0], ARROW / self.metre)


def _level(equipment: Equipment) -> int:
    """What lies on the floor first, then walls, then what stands, then what carries over it."""
    kinds: Sequence[type[Equipment] | tuple[type[Equipment], ...]] = (Floor, (Wall, Fence, Door, Dock), Conveyor)
    return next((number for number, kind in enumerate(kinds) if isinstance(equipment, kind)), len(kinds))


def _zone_color(zone: Zone) -> str:
    return {Purpose.WORK: "#3b73b9", Purpose.SWING: "#b8734a"}.get(zone.purpose, GREY)


def _area(piece: Piece, equipment: Floor) -> Stroke:
    tint = next((s.tint for s in piece.model.surfaces if s.tint), None) or "#7fb3c8"
    return Stroke(
        _footprint(piece.pose, equipment),
        Pen(FINE, mixed(tint, INK, 0.25)),
        Layer.AREAS,
        True,
        mixed(tint, PAPER, 0.86),
    )


def _column(pose: Pose, equipment: Equipment) -> Iterator[Stroke]:
    """A filled section."""
    yield Stroke(_footprint(pose, equipment), Pen(MEDIUM), Layer.HALL, True, "#59636e")


def _door(pose: Pose, equipment: Equipment) -> Iterator[Stroke]:
    """The opening, the open leaf and the way of its edge."""
    half = equipment.footprint.length / 2
    yield Stroke(_footprint(pose, equipment), Pen(FINE), Layer.HALL, True, PAPER)
    angles = np.radians(np.linspace(0, -90, 13))
    arc = np.column_stack([2 * half * np.cos(angles) - half, 2 * half * np.sin(angles)])
    yield Stroke(_placed(pose, arc), Pen(FINE, GREY), Layer.HALL)
    yield Stroke(_placed(pose, np.array([(-half, 0.0), arc[-1]])), Pen(STRONG), Layer.HALL)


def _head(tip: Floats, ahead: Floats, size: float) -> Stroke:
    """A solid arrow head."""
    along = ahead / max(float(np.linalg.norm(ahead)), 1e-9) * size
    across = np.array([-along[1], along[0]]) * 0.32
    return Stroke(np.array([tip, tip - along + across, tip - along - across]), Pen(0.0), Layer.FLOW, True, ACCENT)


def _footprint(pose: Pose, equipment: Equipment) -> Floats:
    x, y = equipment.footprint.length / 2, equipment.footprint.width / 2
    return _placed(pose, np.array([(-x, -y), (x, -y), (x, y), (-x, y)]))


def _placed(pose: Pose, points: Floats) -> Floats:
    """Bring points (n, 2) from the frame of the equipment into the hall."""
    ends = [pose.apply(Vector(float(x), float(y))) for x, y in points]
    return np.array([(end.x, end.y) for end in ends])


def _flat(path: Sequence[Point]) -> Polyline:
    points = [point.vector(0.0)._replace(z=0.0) for point in path]
    distinct = [points[0], *(b for a, b in pairwise(points) if b.minus(a).norm() > 1e-6)]
    return Polyline(tuple(distinct))


def _ribbon(path: Polyline, width: float) -> Floats:
    """The outline of a path of some width."""
    points, lefts = frames(path)
    return np.vstack([points + lefts * width / 2, (points - lefts * width / 2)[::-1]])[:, :2]
