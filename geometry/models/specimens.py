"""The equipment by which each model is shown: on the contact sheet, in the list of models, in tests."""

from collections.abc import Mapping
from functools import lru_cache

from geometry.models import OWN_MODELS, Model, Shape, Site
from geometry.models.catalogue import entries
from layouts.distributions import Constant, Times
from layouts.equipment import Equipment, Placeholder
from layouts.kinds import (
    Assembly,
    Buffer,
    Conveyor,
    Disassembly,
    Fence,
    Machine,
    MovingLine,
    Oven,
    Packer,
    Store,
    Text,
    TransferLine,
    Wall,
)
from layouts.packs import Pack
from layouts.registry import kinds
from layouts.space import Point, Polyline, Pose, Size, Vector
from layouts.table import Table

STATIONS: Table[Times] = Table({name: Constant(value=30.0) for name in ("one", "two", "three", "four")})
SPECIMENS: Mapping[str, Equipment] = {
    "assembly": Assembly(uses=Table({"rotor": 1, "lid": 1})),
    "disassembly": Disassembly(makes=Table({"insert": 1})),
    "oven": Oven(batch=12),
    "packer": Packer(pack=Pack(3, "box")),
    "tester": Machine(model="tester", fail=0.02),
    "rack": Buffer(capacity=24),
    "store": Store(capacity=56),
    "transfer_line": TransferLine(stations=STATIONS),
    "moving_line": MovingLine(stations=STATIONS),
    "text": Text(text="Aisle 3", letter_height=0.5),
    "wall": Wall(path=(Point(0, 0), Point(3, 0))),
    "fence": Fence(path=(Point(0, 0), Point(2.8, 0), Point(2.8, 1.9))),
    "placeholder": Placeholder(size=Size(1.4, 1.2, 1.4), written_kind="unknown", raw=Table({})),
}
"""What is shown of models of which the kind's defaults are not enough."""
WAY = Polyline.rounded((Vector(0, 0, 0.85), Vector(2.4, 0, 0.85), Vector(2.4, 1.4, 0.85)), 0.5)
"""The path of conveyors that are shown."""


def specimen(name: str) -> Equipment:
    """Return the equipment that shows a model: what is chosen for it, or the kind of the catalogue with this look."""
    if name in SPECIMENS:
        return SPECIMENS[name]
    kind = kinds().found[next(entry.kind for entry in entries() if entry.model == name)]
    return kind() if kind.default_model == name else kind(model=name)


def placed_specimen(name: str) -> tuple[Shape, Pose]:
    """Return the shape of a specimen, and where it is: at the origin.

    Raises:
        LookupError: where the model cannot be shown by its specimen.
    """
    equipment = specimen(name)
    path = WAY if isinstance(equipment, Conveyor) else None
    placed = OWN_MODELS[name](Site(equipment, Pose(Vector(0, 0)), path))
    if placed is None:
        raise LookupError(f"model {name}: its specimen of kind {type(equipment).__name__} has no shape")
    return placed


@lru_cache(maxsize=len(OWN_MODELS))
def specimen_model(name: str) -> Model:
    """Return the model of a specimen."""
    return placed_specimen(name)[0].model()


def size_of(name: str) -> str:
    """Say how large the specimen of a model is, or that it follows a path."""
    equipment = specimen(name)
    if "size" in equipment.meaningless:
        return "along its path"
    return " × ".join(f"{measure:.3g}" for measure in equipment.footprint.measures if measure) + " m"
