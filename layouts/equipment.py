"""What every piece of equipment has: a name, a place, a size, a look, and ports."""

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import (
    ConfigDict,
    Field,
    PlainValidator,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic.dataclasses import dataclass

from layouts.errors import Code, fault
from layouts.flow import MAIN_IN, MAIN_OUT
from layouts.model_files import ModelFile
from layouts.provenance import Status
from layouts.quantities import Angle
from layouts.space import Point, Size, Vector
from layouts.table import Table
from layouts.usual_sizes import USUAL_SIZES

CONFIG = ConfigDict(extra="forbid", allow_inf_nan=False, revalidate_instances="never")
"""How every item of a layout is validated."""

MODEL = "the look: a name, or the .glb file of `linewright import-cad` beside the layout; default: the kind's own"
WORKING_HEIGHT = 0.85
"""Height above the floor at which parts are handed over, metres."""


def _flag(value: Any) -> bool:
    flags = {"true": True, "false": False, True: True, False: False}
    if not isinstance(value, str | bool) or value not in flags:
        raise fault(Code.FORM, repr(value), "true or false")
    return flags[value]


Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""`true` or `false`, and no other word: yes, no, on and off mean different things to different readers."""


def _look(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    """Keep a model that is a file together with what the file says; it is a text, as all names of models are."""
    return value if isinstance(value, ModelFile) else read(value)


Look = Annotated[str, WrapValidator(_look)]
"""The name of a model."""


class Role(Enum):
    """What a kind does with parts."""

    STATION = "station"
    MOVER = "mover"
    BOUNDARY = "boundary"
    SCENERY = "scenery"


class Direction(Enum):
    """Which way parts pass a port."""

    IN = "in"
    OUT = "out"


class PortPlace(NamedTuple):
    """Where a port is: `offset` in the frame of the equipment (origin on the floor under its centre), metres."""

    direction: Direction
    offset: Vector


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Equipment:
    """Anything that stands in the hall. The id is the key under which the layout holds it."""

    kind: ClassVar[str]
    role: ClassVar[Role]
    default_model: ClassVar[str]
    default_size: ClassVar[Size] = Size(1.0, 1.0, 1.0)
    required: ClassVar[tuple[str, ...]] = ("at",)
    """Fields without which the equipment cannot be simulated or placed."""
    meaningless: ClassVar[frozenset[str]] = frozenset()
    """Fields of all equipment that this kind has no use for."""
    states: ClassVar[tuple[str, ...]] = ()
    """Words of the states in which it can be (`layouts.conditions`); none where it has no state."""

    label: str | None = Field(default=None, description="name shown in pictures and reports; default: the id")
    tag: str | None = Field(default=None, description="the plant's own name, for example an IEC 81346 designation")
    at: Point | None = Field(
        default=None, description="centre of the footprint: [x, y], or [x, y, z] with the underside above the floor"
    )
    turn: Angle = Field(
        default=0.0, description="degrees anticlockwise seen from above; 0: parts flow to +X, operator at -Y"
    )
    mirror: Flag = Field(default=False, description="front and back swapped (left-hand machine)")
    size: Size | None = Field(default=None, description="length along the flow x width across it x height")
    locked: Flag = Field(default=False, description="the mouse does not move, turn or take it out in the window")
    model: Look | None = Field(default=None, description=MODEL)
    source: str | None = Field(default=None, description="where these values come from")
    status: Status | None = Field(default=None, description="how far to trust these values")

    @property
    def footprint(self) -> Size:
        """The declared size, or that of a model that is a file, or what is usual for the look or for the kind."""
        if self.size is None and isinstance(self.model, ModelFile):
            return self.model.size
        return self.size or USUAL_SIZES.get(self.model or "", self.default_size)

    def ports(self) -> Mapping[str, PortPlace]:
        """Name the ports and say where they are; none unless the kind says otherwise."""
        return {}

    def slots(self) -> tuple[Vector, ...]:
        """Where the parts inside stand, in the frame of the equipment."""
        return ()


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Placeholder(Equipment):
    """Equipment of a kind that this version does not know: kept and saved as it was written."""

    role = Role.SCENERY
    default_model = "placeholder"

    written_kind: str
    raw: Table[Any]


def end_ports(size: Size, height: float) -> dict[str, PortPlace]:
    """Return the usual two ports: parts enter at -X and leave at +X."""
    return {
        MAIN_IN: PortPlace(Direction.IN, Vector(-size.length / 2, 0.0, height)),
        MAIN_OUT: PortPlace(Direction.OUT, Vector(size.length / 2, 0.0, height)),
    }
