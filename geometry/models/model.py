"""What a model is: surfaces with roles, moving joints, lamps, and the shadow it leaves on the floor."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple, Protocol

from geometry.mesh import Mesh
from geometry.models.zone import Zone
from geometry.palette import Role
from layouts.equipment import Equipment
from layouts.space import Polyline, Pose, Vector


@dataclass(frozen=True, eq=False)
class Surface:
    """A mesh with its role; `tint` (#rrggbb) overrides the colour of the role, `joint` names what moves it."""

    role: Role
    mesh: Mesh
    tint: str | None = None
    joint: str | None = None


class Motion(Enum):
    """How a joint follows the state of its equipment."""

    OPENS = auto()
    """A door: closed at 0 while the equipment works, open at the reach while it is loaded, unloaded or attended to."""
    STAYS = auto()
    """Moved by people only: shown at 0."""
    CLOSES = auto()
    """A hood: open at 0, at its reach while the equipment works."""
    STROKES = auto()
    """Goes to its reach and back once a period while the equipment works, and returns to 0 when it stops."""
    SPINS = auto()
    """Turns by its reach each second while the equipment works, and stands where it is when it stops."""


class Joint(NamedTuple):
    """Something that moves: along or about `axis` through `origin`, from 0 to `reach` (metres, or degrees).

    `parent` names the joint that carries it: links of an arm follow one another. `period` is that of a stroke, seconds.
    """

    name: str
    origin: Vector
    axis: Vector
    reach: float
    turns: bool
    motion: Motion = Motion.OPENS
    period: float = 4.0
    parent: str | None = None


class Shadow(NamedTuple):
    """A dark ribbon on the floor with soft edges: centre line, half its width, softness (metres), darkness 0 to 1."""

    line: tuple[Vector, ...]
    half_width: float
    softness: float
    darkness: float


class Words(NamedTuple):
    """Text painted on the floor, centred on `centre`, reading along +X, letters of `height` metres."""

    text: str
    centre: Vector
    height: float
    tint: str | None = None


LETTER = 0.62
"""Mean width of a letter as a share of its height."""
ORIGIN = Vector(0.0, 0.0, 0.0)


@dataclass(frozen=True, eq=False)
class Model:
    """The look of one piece of equipment, in its own frame: origin on the floor under its centre, metres.

    `stack` is the underside of its stack light, `crown` the point above which a symbol floats, `sides` the points on
    the floor beside which its label may stand, `zones` the floor it claims beside its footprint. `coarse`, if
    there is such, is drawn from afar instead of `surfaces`.
    """

    surfaces: tuple[Surface, ...]
    shadows: tuple[Shadow, ...] = ()
    joints: tuple[Joint, ...] = ()
    stack: Vector | None = None
    crown: Vector = ORIGIN
    sides: tuple[Vector, ...] = ()
    words: Words | None = None
    zones: tuple[Zone, ...] = ()
    coarse: tuple[Surface, ...] = ()

    @cached_property
    def bounds(self) -> tuple[Vector, Vector]:
        """The lowest and the highest corner of the box around all surfaces."""
        return Mesh.merged(surface.mesh for surface in self.surfaces).bounds

    @property
    def extent(self) -> tuple[Vector, Vector]:
        """The lowest and the highest corner of the box around surfaces and words."""
        if self.words is None:
            return self.bounds if self.surfaces else (ORIGIN, ORIGIN)
        x, y = 0.5 * LETTER * self.words.height * len(self.words.text), self.words.height / 2
        return Vector(-x, -y), Vector(x, y)

    @property
    def triangles(self) -> int:
        """How many triangles draw it."""
        return sum(len(surface.mesh.triangles) for surface in self.surfaces)


class Site(NamedTuple):
    """A piece of equipment and where it is: its pose, or the path of a conveyor in the hall."""

    equipment: Equipment
    pose: Pose | None
    path: Polyline | None = None
    crewed: bool = False
    """Whether the people who work there come and go."""


class Shape(Hashable, Protocol):
    """The parameters of a model, frozen and hashable: equal shapes share one model."""

    def model(self) -> Model:
        """Build the model."""
        ...


Shaper = Callable[[Site], tuple[Shape, Pose] | None]
"""Finds the shape of a piece of equipment and where it stands; None while that is not known."""


def surfaces(*parts: tuple[Role, Iterable[Mesh]]) -> tuple[Surface, ...]:
    """Return one surface a role from the meshes of each."""
    merged = ((role, Mesh.merged(meshes)) for role, meshes in parts)
    return tuple(Surface(role, mesh) for role, mesh in merged if len(mesh.triangles))


class Part(NamedTuple):
    """One solid of a model, what it is, the joint that moves it, and a colour (#rrggbb) instead of its role's."""

    role: Role
    mesh: Mesh
    joint: str | None = None
    tint: str | None = None


def gathered(parts: Iterable[Part]) -> tuple[Surface, ...]:
    """Return one surface for each role, joint and colour among the parts."""
    meshes: dict[tuple[Role, str | None, str | None], list[Mesh]] = {}
    for part in parts:
        meshes.setdefault((part.role, part.tint, part.joint), []).append(part.mesh)
    return tuple(Surface(role, Mesh.merged(several), *look) for (role, *look), several in meshes.items())


def around(length: float, width: float) -> tuple[Vector, ...]:
    """Return the middles of the four sides of a footprint, front first."""
    return (Vector(0, -width / 2), Vector(length / 2, 0), Vector(0, width / 2), Vector(-length / 2, 0))


def contact(length: float, width: float, *, softness: float = 0.32, darkness: float = 0.5) -> Shadow:
    """Return the shadow of something that stands on the floor with its whole footprint."""
    return Shadow((Vector(-length / 2, 0), Vector(length / 2, 0)), width / 2, softness, darkness)
