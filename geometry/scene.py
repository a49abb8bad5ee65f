"""The scene of a layout: which models stand where, as frozen values that can be compared.

Nothing here draws. Whoever draws keeps the old scene, compares, and touches only what changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from geometry.models import Model, Shape, Site, models
from geometry.models.imported import imported_at
from geometry.plans.underlay import Underlay, underlay_of
from layouts.equipment import Equipment, Placeholder, Role
from layouts.flow import Connection
from layouts.model import Layout
from layouts.model_files import ModelFile
from layouts.placement import Placement
from layouts.space import Polyline, Pose, Vector
from layouts.table import Table

MARGIN = 2.0
"""Floor shown around what stands on it, where no hall gives its size, metres."""
TOUCHING = 0.005
"""Ports further apart than this have a gap that nothing bridges, metres."""
KEPT_MODELS = 4096

Paths = Mapping[str, Polyline | None]
"""The paths of conveyors by id; None for what has none."""


@lru_cache(maxsize=KEPT_MODELS)
def model_of(shape: Shape) -> Model:
    """Return the model of a shape; equal shapes share one."""
    return shape.model()


class Piece(NamedTuple):
    """One piece of equipment in the scene: its shape, where it stands, what kind of thing it is, and its name."""

    equipment: str
    shape: Shape
    pose: Pose
    role: Role
    label: str | None

    @property
    def model(self) -> Model:
        """The look of its shape."""
        return model_of(self.shape)

    def corners(self) -> tuple[Vector, ...]:
        """The eight corners of the box around it, in the hall."""
        low, high = self.model.extent
        ends = [Vector(x, y, z) for x in (low.x, high.x) for y in (low.y, high.y) for z in (low.z, high.z)]
        return tuple(map(self.pose.apply, ends))


class Link(NamedTuple):
    """A hand-over across a gap that nothing bridges, drawn dashed."""

    start: Vector
    end: Vector


class Extent(NamedTuple):
    """The floor that is shown, from its lower left to its upper right corner; `hall`: it is the declared hall."""

    left: float
    front: float
    right: float
    rear: float
    hall: bool = False


EMPTY = Extent(0.0, 0.0, 10.0, 10.0)


@dataclass(frozen=True)
class Change:
    """What differs between two scenes, by equipment id."""

    gone: frozenset[str] = frozenset()
    drawn: frozenset[str] = frozenset()
    """New pieces and pieces that look or stand otherwise than before."""
    floor: bool = False
    links: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.gone or self.drawn or self.floor or self.links)


@dataclass(frozen=True)
class Scene:
    """Everything to draw of a layout at rest. Things of which the place is not known yet are left out."""

    pieces: Table[Piece] = field(default_factory=Table)
    links: tuple[Link, ...] = ()
    extent: Extent = EMPTY
    underlay: Underlay | None = None
    """The drawing that lies on the floor; one and the same as long as its file and its place are."""

    def __hash__(self) -> int:
        """Hash the pieces."""
        return hash((self.pieces, self.links, self.extent))

    @cached_property
    def corners(self) -> tuple[Vector, ...]:
        """The corners of the boxes around all pieces, or of the floor where there is none."""
        found = tuple(corner for piece in self.pieces.values() for corner in piece.corners())
        left, front, right, rear, _ = self.extent
        return found or (Vector(left, front), Vector(right, rear), Vector(left, rear), Vector(right, front))

    def change_from(self, old: "Scene | None") -> Change:
        """Compare with an earlier scene; None: with an empty one."""
        before: Mapping[str, Piece] = old.pieces if old else {}
        drawn = (name for name, piece in self.pieces.items() if before.get(name) != piece)
        return Change(
            gone=frozenset(before) - frozenset(self.pieces),
            drawn=frozenset(drawn),
            floor=old is None or old.extent != self.extent or old.underlay is not self.underlay,
            links=old is None or old.links != self.links,
        )


def scene_of(layout: Layout) -> Scene:
    """Return the scene of a layout."""
    placement = Placement(layout)
    paths = {name: placement.path(name) for name in layout.equipment}
    pieces = Table((name, piece) for name in layout.equipment if (piece := _piece(placement, name, paths[name])))
    underlay = underlay_of(layout)
    return Scene(pieces, tuple(_links(placement, paths)), _extent(layout, pieces.values(), underlay), underlay)


def _piece(placement: Placement, name: str, path: Polyline | None) -> Piece | None:
    equipment = placement.layout.equipment[name]
    found = models().found
    shaper = found.get(equipment.model or equipment.default_model, found["placeholder"])
    if isinstance(equipment.model, ModelFile):
        shaper = imported_at
    placed = shaper(Site(equipment, placement.pose(name), path, crewed=bool(placement.layout.people)))
    return Piece(name, *placed, equipment.role, _label(name, equipment)) if placed else None


def _label(name: str, equipment: Equipment) -> str | None:
    """Stations and the ends of the line are named; what moves parts or decorates only where the file names it."""
    if isinstance(equipment, Placeholder):
        return f"{equipment.label or name}: {equipment.written_kind}?"
    silent = equipment.role is Role.SCENERY or (equipment.role is Role.MOVER and equipment.at is None)
    return equipment.label or (None if silent else name)


def _links(placement: Placement, paths: Paths) -> Iterator[Link]:
    for connection in (way for way, post in placement.layout.ways.items() if post is None):
        ends = _ends(placement, paths, connection)
        if ends and ends[1].minus(ends[0]).norm() > TOUCHING:
            yield Link(*ends)


def _ends(placement: Placement, paths: Paths, connection: Connection) -> tuple[Vector, Vector] | None:
    """Where a hand-over begins and ends."""
    before, after = paths.get(connection.source.equipment), paths.get(connection.target.equipment)
    start = before.points[-1] if before else placement.port(connection.source)
    end = after.points[0] if after else placement.port(connection.target)
    return (start, end) if start and end else None


def _extent(layout: Layout, pieces: Iterable[Piece], underlay: Underlay | None) -> Extent:
    if layout.hall is not None:
        return Extent(0.0, 0.0, layout.hall.size.length, layout.hall.size.width, hall=True)
    corners = [corner for piece in pieces for corner in piece.corners()]
    drawn = underlay.ends if underlay else ()
    if not corners and not drawn:
        return EMPTY
    xs, ys = [[end[axis] for end in (*corners, *drawn)] for axis in (0, 1)]
    return Extent(
        _down(min(xs) - MARGIN), _down(min(ys) - MARGIN), -_down(-max(xs) - MARGIN), -_down(-max(ys) - MARGIN)
    )


def _down(value: float) -> float:
    """Round down to whole metres, so that the floor seldom changes while something is dragged."""
    return float(round(value, 3) // 1)
