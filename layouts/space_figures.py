"""What a layout takes in space: transport, walking, belts and floor, quickly enough for every frame of a drag.

How often something goes is known beforehand (`layouts.transport`); a `SpaceMeter` keeps every length and looks again
only at what has moved, and at what is connected to it.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import NamedTuple

from layouts.capacity import capacity_of
from layouts.equipment import Equipment, Role
from layouts.errors import UserError
from layouts.flow import Connection
from layouts.intake import Intake
from layouts.kinds import Conveyor
from layouts.model import Layout
from layouts.placement import Placement
from layouts.space import Vector
from layouts.spots import Spots
from layouts.transport import Carrying, Round, Transport, transport_of

PLACING = frozenset(
    {"at", "turn", "mirror", "size", "model", "via", "path", "radius", "width", "height"}
    | {"label", "tag", "source", "status"}
)
"""Fields of equipment that have a say in where it stands, or in nothing: not in how often something goes where."""


@dataclass(frozen=True)
class SpaceFigures:
    """What a layout takes in space. Metres and square metres; None where nothing says how much goes where.

    `distance`: metres that everything goes for one good piece, on belts, in people's hands and across gaps, loaded
    ways only. `work`: metres times trips in an hour, at takt or else at the pace of the line. `walking`: metres that
    people walk in an hour, to carry (there and back) and on rounds of their stations. `belts`: length of all
    conveyors. `floor`: area of the box around all equipment that parts pass. `occupied`: what of it that equipment
    stands on.
    """

    distance: float | None
    work: float | None
    walking: float | None
    belts: float
    floor: float
    occupied: float


def space_figures(layout: Layout) -> SpaceFigures:
    """Return what a layout takes in space; a layout in which nothing is made yet has floor and belts only."""
    try:
        intake = Intake(layout)
        transport = transport_of(layout, intake, capacity_of(layout, intake))
    except UserError:
        transport = Transport()
    return SpaceMeter(layout, transport).figures()


class _Ground(NamedTuple):
    """The box around a piece of equipment on the floor, and the area on which it stands."""

    left: float
    front: float
    right: float
    rear: float
    area: float


Way = str | Connection | Carrying | Round
"""What has a length: a belt by its id, a hand-over, a way on which people carry, a round."""


class SpaceMeter:
    """Measures a layout, and layouts in which the same things stand elsewhere."""

    def __init__(self, layout: Layout, transport: Transport) -> None:
        """Measure everything once; `transport` is that of the layout."""
        self.transport = transport
        self._touching: defaultdict[str, set[str]] = defaultdict(set)
        for connection in layout.ways:
            ends = connection.source.equipment, connection.target.equipment
            self._touching[ends[0]].add(ends[1])
            self._touching[ends[1]].add(ends[0])
        belts = [key for key, item in layout.equipment.items() if isinstance(item, Conveyor)]
        ways: list[Way] = [*belts, *transport.handovers, *transport.carried, *transport.rounds]
        self._ways: defaultdict[str, list[Way]] = defaultdict(list)
        for way in ways:
            for key in _ends(way):
                self._ways[key].append(way)
        self._lengths: dict[Way, float] = {}
        self._grounds: dict[str, _Ground] = {}
        self._look(layout, Placement(layout), layout.equipment, ways)

    def fits(self, layout: Layout) -> bool:
        """Tell whether a layout differs from the one measured last only in where things stand."""
        before = self._layout
        if any(
            getattr(layout, each.name) != getattr(before, each.name)
            for each in fields(Layout)
            if each.name not in ("equipment", "folder")
        ):
            return False
        if layout.equipment.keys() != before.equipment.keys():
            return False
        return all(_only_moved(before.equipment[key], layout.equipment[key]) for key in self._moved(layout))

    def measure(self, layout: Layout) -> SpaceFigures:
        """Measure a layout that fits: what has moved, and what is connected to it."""
        moved = self._moved(layout)
        near = {*moved, *(key for name in moved for key in self._touching[name])}
        ways = dict.fromkeys(way for key in near for way in self._ways[key])
        self._look(layout, self._placement.moved(layout), near, ways)
        return self.figures()

    def figures(self) -> SpaceFigures:
        """Return what the layout measured last takes."""
        transport, lengths, boxes = self.transport, self._lengths, self._grounds.values()
        loaded: list[tuple[Way, float]] = [
            *transport.belts.items(),
            *transport.handovers.items(),
            *((c, c.trips) for c in transport.carried),
        ]
        walked: list[tuple[Way, float]] = [
            *((c, 2 * c.trips) for c in transport.carried),
            *((r, r.times) for r in transport.rounds),
        ]
        distance = math.fsum(lengths[way] * number for way, number in loaded)
        walking = math.fsum(lengths[way] * number for way, number in walked)
        per_hour = transport.per_hour
        return SpaceFigures(
            distance=None if per_hour is None else distance,
            work=None if per_hour is None else per_hour * distance,
            walking=None if per_hour is None else per_hour * walking,
            belts=math.fsum(length for way, length in lengths.items() if isinstance(way, str)),
            floor=_area_around(boxes),
            occupied=math.fsum(box.area for box in boxes),
        )

    def _moved(self, layout: Layout) -> list[str]:
        """What is not the same value as in the layout measured last; what an edit does not touch stays the same."""
        before = self._layout.equipment
        return [key for key, item in layout.equipment.items() if item is not before[key]]

    def _look(self, layout: Layout, placement: Placement, keys: Iterable[str], ways: Iterable[Way]) -> None:
        """Measure equipment and ways anew, as they are in a layout."""
        self._layout, self._placement = layout, placement
        for key in keys:
            self._grounds.pop(key, None)
            ground = _ground(placement, key, layout.equipment[key])
            if ground is not None:
                self._grounds[key] = ground
        spots = Spots(layout, placement)
        for way in ways:
            self._lengths[way] = _length(placement, spots, way)


def _ends(way: Way) -> tuple[str, ...]:
    """The equipment on which the length of a way depends."""
    match way:
        case str():
            return (way,)
        case Connection():
            return way.source.equipment, way.target.equipment
        case Carrying():
            return way.origin.equipment, way.target.equipment
        case Round():
            return way.stations


def _length(placement: Placement, spots: Spots, way: Way) -> float:
    match way:
        case str():
            path = placement.path(way)
            return 0.0 if path is None else path.length
        case Connection():
            a, b = placement.port(way.source), placement.port(way.target)
            return 0.0 if a is None or b is None else b.minus(a).norm()
        case Carrying():
            return math.dist(spots.at_port(way.origin), spots.at_port(way.target))
        case Round():
            stops = [spots.at(name) for name in (*way.stations, way.stations[0])]
            return math.fsum(math.dist(a, b) for a, b in pairwise(stops))


def _ground(placement: Placement, key: str, item: Equipment) -> _Ground | None:
    """Where equipment stands that parts pass; None for scenery, and for what has no place yet."""
    if item.role is Role.SCENERY:
        return None
    path = placement.path(key)
    if path is not None and isinstance(item, Conveyor):
        half = item.width / 2
        return _box(path.points, half, path.length * item.width)
    pose, size = placement.pose(key), item.footprint
    if pose is None:
        return None
    ends = [Vector(x * size.length / 2, y * size.width / 2) for x in (-1, 1) for y in (-1, 1)]
    return _box([pose.apply(end) for end in ends], 0.0, size.length * size.width)


def _box(points: Iterable[Vector], margin: float, area: float) -> _Ground:
    xs, ys = zip(*((point.x, point.y) for point in points), strict=True)
    return _Ground(min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin, area)


def _area_around(boxes: Collection[_Ground]) -> float:
    """The area of the box around boxes."""
    if not boxes:
        return 0.0
    width = max(box.right for box in boxes) - min(box.left for box in boxes)
    return width * (max(box.rear for box in boxes) - min(box.front for box in boxes))


def _only_moved(before: Equipment, after: Equipment) -> bool:
    return type(after) is type(before) and all(
        getattr(after, each.name) == getattr(before, each.name) for each in fields(after) if each.name not in PLACING
    )
