"""The hall's own things, out of the flow: floors, walls, columns, fences, doors, docks, objects, texts."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.colors import Color
from layouts.equipment import CONFIG, Equipment, Flag, Role
from layouts.quantities import PositiveLength
from layouts.space import Point, Size
from layouts.usual_sizes import USUAL_SIZES


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Floor(Equipment):
    """A marked area of the floor: an aisle, a store, a walkway."""

    kind = "floor"
    role = Role.SCENERY
    default_model = "floor"
    default_size = Size(2.0, 2.0)

    color: Color | None = Field(default=None, description="colour of the area")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Wall(Equipment):
    """A wall along a path."""

    kind = "wall"
    role = Role.SCENERY
    default_model = "wall"
    required = ("path",)
    meaningless = frozenset({"at", "turn", "mirror", "size"})

    path: tuple[Point, ...] = Field(default=(), description="corners of the wall's centre line")
    height: PositiveLength = Field(default=3.0, description="height of the wall")
    thickness: PositiveLength = Field(default=0.2, description="thickness of the wall")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Column(Equipment):
    """A column of the hall."""

    kind = "column"
    role = Role.SCENERY
    default_model = "column"
    default_size = Size(0.4, 0.4, 5.0)


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Fence(Equipment):
    """A safety fence along a path."""

    kind = "fence"
    role = Role.SCENERY
    default_model = "fence"
    required = ("path",)
    meaningless = frozenset({"at", "turn", "mirror", "size"})

    path: tuple[Point, ...] = Field(default=(), description="corners of the fence")
    height: PositiveLength = Field(default=2.0, description="height of the fence")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Door(Equipment):
    """A door in a fence or a wall; it opens to the operator side."""

    kind = "door"
    role = Role.SCENERY
    default_model = "door"
    default_size = Size(1.0, 0.1, 2.1)

    exit: Flag = Field(default=False, description="it leads to the open air: ways of escape end here")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Dock(Equipment):
    """A dock for trucks: door, leveller and bumpers; the truck stands at the operator side."""

    kind = "dock"
    role = Role.SCENERY
    default_model = "dock"
    default_size = Size(3.6, 1.2, 4.0)

    exit: Flag = Field(default=False, description="ways of escape end here")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Object(Equipment):
    """Something that stands there and takes no part in the flow: a desk, a control cabinet, a parked forklift."""

    kind = "object"
    role = Role.SCENERY
    default_model = "crate"
    default_size = USUAL_SIZES["crate"]


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Text(Equipment):
    """Words on the floor."""

    kind = "text"
    role = Role.SCENERY
    default_model = "text"
    default_size = Size(2.0, 0.3)
    required = ("at", "text")

    text: str | None = Field(default=None, description="the words")
    letter_height: PositiveLength = Field(default=0.3, description="height of the letters")
    color: Color | None = Field(default=None, description="colour of the letters")
