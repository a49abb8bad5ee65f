"""The contact sheet: every model with its name and size in one picture, by `python -m viewer.pages.contact_sheet`."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from geometry.models import OWN_MODELS, Model, Site
from geometry.models.carton import carton, tape
from geometry.models.model import surfaces
from geometry.palette import LIGHT, THEMES, Role, Theme
from geometry.scene import Extent, Piece, Scene
from layouts.equipment import Equipment, Placeholder
from layouts.equipment import Role as Task
from layouts.kinds import (
    Assembly,
    Buffer,
    Conveyor,
    Disassembly,
    Fence,
    Machine,
    Oven,
    Packer,
    Rotary,
    Store,
    Text,
    Wall,
)
from layouts.packs import Pack
from layouts.registry import kinds
from layouts.space import Point, Polyline, Pose, Size, Vector
from layouts.table import Table
from replay.states import State
from viewer.render.arrays import Bytes
from viewer.render.camera import aim
from viewer.render.lettering import font
from viewer.render.options import Pixels, Take, View
from viewer.render.pictures import Studio
from viewer.render.stations import Shown, stack_of

CELL = Pixels(420, 360)
"""One model, without its name."""
CAPTION = 62
"""Pixels under each model for its name."""
COLUMNS = 5
GAP = 20
LEAST = (1.3, 1.3, 1.5)
"""The box around the smallest things, metres: a column looks smaller than a machine."""
GOODS = Size(0.2, 0.16, 0.14)
"""What stands in the places of each model."""
PITCH = 0.42
"""From one to the next along a way, metres."""
MOST_GOODS = 60

SPECIMENS: Mapping[str, Equipment] = {
    "assembly": Assembly(uses=Table({"rotor": 1, "lid": 1})),
    "disassembly": Disassembly(makes=Table({"insert": 1})),
    "oven": Oven(batch=12),
    "packer": Packer(pack=Pack(3, "box")),
    "machining_centre": Machine(model="machining_centre", size=Size(2.4, 2.0, 2.4)),
    "lathe": Machine(model="lathe", size=Size(2.8, 1.8, 2.0)),
    "press": Machine(model="press", size=Size(2.0, 1.6, 3.0)),
    "tester": Machine(model="tester", fail=0.02),
    "robot_cell": Machine(model="robot_cell", size=Size(3.2, 2.6, 2.1)),
    "rack": Buffer(capacity=24),
    "store": Store(capacity=56),
    "text": Text(text="Aisle 3", letter_height=0.5),
    "wall": Wall(path=(Point(0, 0), Point(3, 0))),
    "fence": Fence(path=(Point(0, 0), Point(2.8, 0), Point(2.8, 1.9))),
    "placeholder": Placeholder(size=Size(1.4, 1.2, 1.4), written_kind="unknown", raw=Table({})),
}
"""What is shown of models of which the kind's defaults are not enough."""
BELT = Polyline.rounded((Vector(0, 0, 0.85), Vector(2.4, 0, 0.85), Vector(2.4, 1.4, 0.85)), 0.5)


Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GoodsShape:
    """Cartons at the places of a piece of equipment."""

    places: tuple[Vector, ...]

    def model(self) -> Model:
        """Build the cartons."""
        parts = ((Role.CARTON, carton(GOODS)), (Role.TAPE, tape(GOODS)))
        return Model(surfaces(*((role, [mesh.moved(place) for place in self.places]) for role, mesh in parts)))


def specimen(name: str) -> Equipment:
    """Return the equipment that shows a model: of the kind that has it by default, or a machine with this look."""
    usual = {kind.default_model: kind for kind in reversed([*kinds().found.values()])}
    if name in SPECIMENS:
        return SPECIMENS[name]
    return usual[name]() if name in usual else Machine(model=name)


def pieces_of(name: str) -> tuple[Piece, ...]:
    """Return a model as it is shown: at the origin, with something in its places.

    Raises:
        LookupError: where the model cannot be shown by its specimen.
    """
    equipment = specimen(name)
    path = BELT if isinstance(equipment, Conveyor) else None
    placed = OWN_MODELS[name](Site(equipment, Pose(Vector(0, 0)), path))
    if placed is None:
        raise LookupError(f"model {name}: its specimen of kind {type(equipment).__name__} has no shape")
    shown = Piece(name, *placed, equipment.role, None)
    goods = _goods(equipment)
    return (shown, Piece("goods", goods, placed[1], Task.SCENERY, None)) if goods.places else (shown,)


def _goods(equipment: Equipment) -> GoodsShape:
    """Something in all places, on a belt and in a rotary machine along the way; a rack is not quite full."""
    if isinstance(equipment, Conveyor | Rotary):
        path = equipment.arc() if isinstance(equipment, Rotary) else BELT
        return GoodsShape(tuple(path.at(float(distance)) for distance in np.arange(0.25, path.length, PITCH)))
    places = equipment.slots()[:MOST_GOODS]
    gaps = 5 if isinstance(equipment, Buffer) else len(places) + 1
    return GoodsShape(tuple(place for number, place in enumerate(places, 1) if number % gaps))


def cell_of(name: str, theme: Theme = LIGHT) -> Bytes:
    """Return the picture (h, w, 3) of one model."""
    pieces = pieces_of(name)
    corners = np.array([corner for piece in pieces for corner in piece.corners()])
    low, high = corners.min(axis=0), corners.max(axis=0)
    scene = Scene(Table((piece.equipment, piece) for piece in pieces), (), Extent(low[0], low[1], high[0], high[1]))
    with Studio(scene, Take(size=CELL, theme=theme)) as studio:
        for line in studio.view.ground.actors[1:]:
            line.VisibilityOff()
        _frame(studio, low, high)
        studio.view.lamps.show(_working(pieces[0]))
        return studio.picture()


def _frame(studio: Studio, low: Floats, high: Floats) -> None:
    """Look at a model, or at a box of `LEAST` around it where it is smaller."""
    middle, half = (low + high) / 2, np.maximum(high - low, LEAST) / 2
    corners = np.array([middle + half * (x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])
    corners[:, 2] += low[2] - corners[:, 2].min()
    aim(studio.view.renderer.GetActiveCamera(), View.ISO, corners, CELL.width / CELL.height)
    studio.view.renderer.ResetCameraClippingRange()


def _working(piece: Piece) -> Shown:
    """Light the lamp of a station that works."""
    stack = stack_of(piece)
    places = np.array([stack] if stack else np.zeros((0, 3)), np.float64)
    return Shown(np.full(len(places), State.WORKING, np.int64), places, places)


def contact_sheet(theme: Theme = LIGHT) -> Image.Image:
    """Draw all models of our own, in the order in which they are registered."""
    rows = -(-len(OWN_MODELS) // COLUMNS)
    size = (COLUMNS * (CELL.width + GAP) + GAP, rows * (CELL.height + CAPTION + GAP) + GAP)
    sheet = Image.new("RGB", size, theme[Role.BACKGROUND])
    draw, mask = ImageDraw.Draw(sheet), _card()
    for number, name in enumerate(OWN_MODELS):
        row, column = divmod(number, COLUMNS)
        left, top = GAP + column * (CELL.width + GAP), GAP + row * (CELL.height + CAPTION + GAP)
        sheet.paste(Image.fromarray(cell_of(name, theme)), (left, top), mask)
        middle, under = left + CELL.width / 2, top + CELL.height + 10
        draw.text((middle, under), name, theme[Role.LABEL], font(20), "ma")
        draw.text((middle, under + 28), caption(name), theme[Role.MARKING], font(14), "ma")
    return sheet


def _card() -> Image.Image:
    """A mask with round corners."""
    mask = Image.new("L", (4 * CELL.width, 4 * CELL.height), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius=48, fill=255)
    return mask.resize(CELL, Image.Resampling.BOX)


def caption(name: str) -> str:
    """Say how large the specimen of a model is, or that it follows a path."""
    equipment = specimen(name)
    if "size" in equipment.meaningless:
        return "along its path"
    return " × ".join(f"{measure:.3g}" for measure in equipment.footprint.measures if measure) + " m"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the contact sheet to a file."""
    parser = argparse.ArgumentParser(description="Draw every model with its name into one picture.")
    parser.add_argument("-o", "--output", type=Path, default=Path("models.png"), help="the picture to write")
    parser.add_argument("--theme", choices=THEMES, default=LIGHT.name, help="in which colours")
    options = parser.parse_args(arguments)
    contact_sheet(THEMES[options.theme]).save(options.output, format="PNG", optimize=True)


if __name__ == "__main__":
    main()
