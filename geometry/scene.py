"""The scene of a layout: which models stand where, as frozen values that can be compared.

Nothing here draws. Whoever draws keeps the old scene, compares, and touches only what changed. A scene remembers what
it was made from, so that the scene of an edited layout is made from the difference: all other pieces are the same
objects.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import eq
from typing import NamedTuple

from geometry.models import Model, Shape, Site, models
from geometry.models.imported import imported_at
from geometry.plans.underlay import Underlay, underlay_of
from layouts.equipment import Equipment, Placeholder, Role
from layouts.flow import Connection
from layouts.kinds import Conveyor
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

Span = tuple[float, float, float, float]
"""A box on the plan: left, front, right, rear."""
Paths = Mapping[str, Polyline | None]
"""The paths of conveyors by id; None for what has none."""


@lru_cache(maxsize=KEPT_MODELS)
def model_of(shape: Shape) -> Model:
    """Return the model of a shape; equal shapes share one."""
    return shape.model()


@dataclass(frozen=True)
class Piece:
    """One piece of equipment in the scene: its shape, where it stands, what kind of thing it is, and its name."""

    equipment: str
    shape: Shape
    pose: Pose
    role: Role
    label: str | None

    @cached_property
    def model(self) -> Model:
        """The look of its shape."""
        return model_of(self.shape)

    @cached_property
    def corners(self) -> tuple[Vector, ...]:
        """The eight corners of the box around it, in the hall."""
        low, high = self.model.extent
        ends = [Vector(x, y, z) for x in (low.x, high.x) for y in (low.y, high.y) for z in (low.z, high.z)]
        return tuple(map(self.pose.apply, ends))

    @cached_property
    def ball(self) -> tuple[Vector, float]:
        """The middle of the ball around that box, and its radius, metres."""
        low, high = self.corners[0], self.corners[-1]
        middle = Vector(*((a + b) / 2 for a, b in zip(low, high, strict=True)))
        return middle, high.minus(middle).norm() + TOUCHING

    @cached_property
    def span(self) -> "Span":
        """The box around it on the plan: left, front, right, rear."""
        xs, ys = [corner.x for corner in self.corners], [corner.y for corner in self.corners]
        return min(xs), min(ys), max(xs), max(ys)


class Link(NamedTuple):
    """A hand-over from one place to another; where nothing bridges the gap between them it is drawn dashed."""

    start: Vector
    end: Vector

    @property
    def length(self) -> float:
        """How far it is, metres."""
        return self.end.minus(self.start).norm()


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


@dataclass(frozen=True, eq=False)
class Origin:
    """What a scene was made from: what stands where, the paths of conveyors, and where each connection passes parts on.

    A connection of which an end is not placed yet has no link.
    """

    placement: Placement
    paths: Paths
    ways: Mapping[Connection, Link | None]
    bounds: Span | None = None
    """The box on the plan around all pieces."""


@dataclass(frozen=True)
class Scene:
    """Everything to draw of a layout at rest. Things of which the place is not known yet are left out."""

    pieces: Table[Piece] = field(default_factory=Table)
    links: tuple[Link, ...] = ()
    extent: Extent = EMPTY
    underlay: Underlay | None = None
    """The drawing that lies on the floor; one and the same as long as its file and its place are."""
    origin: Origin | None = field(default=None, compare=False, repr=False)
    """Nothing for a scene that was put together by hand."""

    def __hash__(self) -> int:
        """Hash the pieces."""
        return hash((self.pieces, self.links, self.extent))

    @cached_property
    def corners(self) -> tuple[Vector, ...]:
        """The corners of the boxes around all pieces, or of the floor where there is none."""
        found = tuple(corner for piece in self.pieces.values() for corner in piece.corners)
        left, front, right, rear, _ = self.extent
        return found or (Vector(left, front), Vector(right, rear), Vector(left, rear), Vector(right, front))

    def change_from(self, old: "Scene | None") -> Change:
        """Compare with an earlier scene; None: with an empty one."""
        before = old.pieces if old else Table[Piece]()
        drawn = (name for name in self.pieces.anew_since(before) if before.get(name) != self.pieces[name])
        return Change(
            gone=frozenset(before.keys() - self.pieces.keys()),
            drawn=frozenset(drawn),
            floor=old is None or old.extent != self.extent or old.underlay is not self.underlay,
            links=old is None or old.links != self.links,
        )


def scene_of(layout: Layout, before: Scene | None = None) -> Scene:
    """Return the scene of a layout; of a scene before it, all that is declared as it was is taken over."""
    known = before or Scene()
    old = known.origin
    if old is None or not _comparable(layout, old.placement.layout):
        known, old = Scene(), Origin(Placement(Layout()), {}, {})
    placement = Placement(layout, old.placement)
    anew = _affected(placement, old.placement)
    paths = {name: path for name, path in old.paths.items() if name not in anew}
    paths |= {name: placement.path(name) for name in anew if isinstance(layout.equipment.get(name), Conveyor)}
    pieces = _pieces(placement, paths, known, anew)
    ways, underlay = _ways(placement, paths, old, anew), underlay_of(layout)
    links = tuple(link for link in ways.values() if link and link.length > TOUCHING)
    bounds = _bounds(pieces, known, anew)
    return Scene(pieces, links, _extent(layout, bounds, underlay), underlay, Origin(placement, paths, ways, bounds))


def _comparable(layout: Layout, old: Layout) -> bool:
    """Tell whether pieces of equal declarations look alike in both: who works there, and where carriers come in."""
    return bool(layout.people) == bool(old.people) and layout.carriers.keys() == old.carriers.keys()


def _affected(placement: Placement, old: Placement) -> set[str]:
    """Return what is declared otherwise than before, and the conveyors that end there or at something else now."""
    now, then = placement.layout.equipment, old.layout.equipment
    own = {*now.anew_since(then)} | (then.keys() - now.keys())
    beside = {end.equipment for name in own for way in placement.meetings.get(name, ()) for end in way}
    if placement.joined is not old.joined:
        for after, before in (
            (placement.neighbours_before, old.neighbours_before),
            (placement.neighbours_behind, old.neighbours_behind),
        ):
            beside |= {port.equipment for port, _ in after.items() ^ before.items()}
    return own | {name for name in beside if isinstance(now.get(name), Conveyor)}


def _pieces(placement: Placement, paths: Paths, known: Scene, anew: Collection[str]) -> Table[Piece]:
    """Return the pieces in the order of the file; one that has come out as it was is the same object."""
    before, equipment = known.pieces, placement.layout.equipment
    made = {name: _piece(placement, name, paths.get(name)) for name in anew if name in equipment}
    made = {name: before[name] if name in before and before[name] == piece else piece for name, piece in made.items()}
    placed = {name: piece for name, piece in made.items() if piece is not None}
    old = known.origin.placement.layout.equipment if known.origin else Table[Equipment]()
    if all((name in before) == (name in placed) for name in anew) and list(equipment) == list(old):
        return before.with_items(placed)
    shown = ((name, made[name] if name in made else before.get(name)) for name in equipment)
    return Table((name, piece) for name, piece in shown if piece is not None)


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


def _ways(placement: Placement, paths: Paths, old: Origin, anew: Collection[str]) -> Mapping[Connection, Link | None]:
    """Return where each connection of the flow begins and ends, in the order of the flow."""
    if placement.joined is old.placement.joined:
        touched = (way for name in anew for way in placement.meetings.get(name, ()))
        return {**old.ways, **{way: _way(placement, paths, way) for way in touched}}
    return {way: _way(placement, paths, way) for way in placement.joined}


def _way(placement: Placement, paths: Paths, connection: Connection) -> Link | None:
    before, after = paths.get(connection.source.equipment), paths.get(connection.target.equipment)
    start = before.points[-1] if before else placement.port(connection.source)
    end = after.points[0] if after else placement.port(connection.target)
    return Link(start, end) if start and end else None


def _bounds(pieces: Table[Piece], known: Scene, anew: Iterable[str]) -> Span | None:
    """Return the box around all pieces; of all again only where one has left the edge of the box before."""
    old, changed = known.origin.bounds if known.origin else None, [*anew]
    left = [known.pieces[name].span for name in changed if name in known.pieces]
    if old is None or any(any(map(eq, span, old)) for span in left):
        return _around(piece.span for piece in pieces.values())
    return _around((old, *(pieces[name].span for name in changed if name in pieces)))


def _around(spans: Iterable[Span]) -> Span | None:
    edges = [*zip(*spans, strict=True)]
    return (min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])) if edges else None


def _extent(layout: Layout, bounds: Span | None, underlay: Underlay | None) -> Extent:
    if layout.hall is not None:
        return Extent(0.0, 0.0, layout.hall.size.length, layout.hall.size.width, hall=True)
    ends = underlay.ends if underlay else ()
    around = _around((*([bounds] if bounds else []), *((x, y, x, y) for x, y in ends)))
    if around is None:
        return EMPTY
    left, front, right, rear = around
    return Extent(_down(left - MARGIN), _down(front - MARGIN), -_down(-right - MARGIN), -_down(-rear - MARGIN))


def _down(value: float) -> float:
    """Round down to whole metres, so that the floor seldom changes while something is dragged."""
    return float(round(value, 3) // 1)
