"""The contact sheet: every model with its name and size in one picture, by `python -m viewer.pages.contact_sheet`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from geometry.models import Model
from geometry.models.carton import carton, tape
from geometry.models.catalogue import CATALOGUE, Group
from geometry.models.model import surfaces
from geometry.models.specimens import WAY, placed_specimen, size_of, specimen
from geometry.palette import LIGHT, THEMES, Role, Theme
from geometry.scene import Extent, Piece, Scene
from layouts.equipment import Equipment
from layouts.equipment import Role as Task
from layouts.kinds import Buffer, Conveyor, Passage
from layouts.space import Size, Vector
from layouts.table import Table
from replay.states import State
from viewer.render.arrays import Bytes
from viewer.render.camera import aim
from viewer.render.lettering import font
from viewer.render.options import Pixels, Take, View
from viewer.render.pictures import Studio
from viewer.render.stations import Shown, stack_of

CELL = Pixels(330, 280)
"""One model, without its name."""
CARD = Take(size=CELL)
CAPTION = 58
"""Pixels under each model for its name."""
TITLE = 74
"""Pixels above each group for its title."""
COLUMNS = 8
GAP = 16
LEAST = (0.8, 0.8, 0.8)
"""The box around the smallest things, metres: a column looks smaller than a machine."""
GOODS = Size(0.2, 0.16, 0.14)
"""What stands in the places of each model."""
PITCH = 0.42
"""From one to the next along a way, metres."""
MOST_GOODS = 60

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GoodsShape:
    """Cartons at the places of a piece of equipment."""

    places: tuple[Vector, ...]

    def model(self) -> Model:
        """Build the cartons."""
        parts = ((Role.CARTON, carton(GOODS)), (Role.TAPE, tape(GOODS)))
        return Model(surfaces(*((role, [mesh.moved(place) for place in self.places]) for role, mesh in parts)))


def pieces_of(name: str) -> tuple[Piece, ...]:
    """Return a model as it is shown: at the origin, with something in its places.

    Raises:
        LookupError: where the model cannot be shown by its specimen.
    """
    equipment, placed = specimen(name), placed_specimen(name)
    shown = Piece(name, *placed, equipment.role, None)
    goods = _goods(equipment)
    return (shown, Piece("goods", goods, placed[1], Task.SCENERY, None)) if goods.places else (shown,)


def _goods(equipment: Equipment) -> GoodsShape:
    """Something in all places, on a belt and through a machine along the way; a rack is not quite full."""
    if isinstance(equipment, Conveyor | Passage):
        path = equipment.way() if isinstance(equipment, Passage) else WAY
        return GoodsShape(tuple(path.at(float(distance)) for distance in np.arange(0.25, path.length, PITCH)))
    places = equipment.slots()[:MOST_GOODS]
    gaps = 5 if isinstance(equipment, Buffer) else len(places) + 1
    return GoodsShape(tuple(place for number, place in enumerate(places, 1) if number % gaps))


def cell_of(name: str, take: Take = CARD) -> Bytes:
    """Return the picture (h, w, 3) of one model."""
    pieces = pieces_of(name)
    corners = np.array([corner for piece in pieces for corner in piece.corners])
    low, high = corners.min(axis=0), corners.max(axis=0)
    scene = Scene(Table((piece.equipment, piece) for piece in pieces), (), Extent(low[0], low[1], high[0], high[1]))
    with Studio(scene, take) as studio:
        for line in studio.view.ground.actors[1:]:
            line.VisibilityOff()
        _frame(studio, low, high, take.size)
        studio.view.lamps.show(_working(pieces[0]))
        return studio.picture()


def _frame(studio: Studio, low: Floats, high: Floats, size: Pixels) -> None:
    """Look at a model, or at a box of `LEAST` around it where it is smaller."""
    middle, half = (low + high) / 2, np.maximum(high - low, LEAST) / 2
    corners = np.array([middle + half * (x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])
    corners[:, 2] += low[2] - corners[:, 2].min()
    aim(studio.view.renderer.GetActiveCamera(), View.ISO, corners, size.width / size.height)
    studio.view.renderer.ResetCameraClippingRange()


def _working(piece: Piece) -> Shown:
    """Light the lamp of a station that works."""
    stack = stack_of(piece)
    places = np.array([stack] if stack else np.zeros((0, 3)), np.float64)
    return Shown(np.full(len(places), State.WORKING, np.int64), places, places)


def contact_sheet(theme: Theme = LIGHT, groups: Sequence[Group] = CATALOGUE) -> Image.Image:
    """Draw all models of groups, each group under its title."""
    rows = [-(-len(group.entries) // COLUMNS) for group in groups]
    width = COLUMNS * (CELL.width + GAP) + GAP
    height = sum(TITLE + count * (CELL.height + CAPTION + GAP) for count in rows) + GAP
    sheet = Image.new("RGB", (width, height), theme[Role.BACKGROUND])
    top, mask = GAP, _card()
    for group, count in zip(groups, rows, strict=True):
        ImageDraw.Draw(sheet).text((GAP + 4, top + TITLE - 18), group.title, theme[Role.LABEL], font(32), "ls")
        _fill(sheet, group, top + TITLE, mask, theme)
        top += TITLE + count * (CELL.height + CAPTION + GAP)
    return sheet


def _fill(sheet: Image.Image, group: Group, top: int, mask: Image.Image, theme: Theme) -> None:
    """Paste the cards of a group from `top` downwards."""
    draw = ImageDraw.Draw(sheet)
    for number, entry in enumerate(group.entries):
        row, column = divmod(number, COLUMNS)
        left, upper = GAP + column * (CELL.width + GAP), top + row * (CELL.height + CAPTION + GAP)
        sheet.paste(Image.fromarray(cell_of(entry.model, replace(CARD, theme=theme))), (left, upper), mask)
        middle, under = left + CELL.width / 2, upper + CELL.height + 8
        draw.text((middle, under), entry.model.replace("_", " "), theme[Role.LABEL], font(21), "ma")
        draw.text((middle, under + 29), size_of(entry.model), theme[Role.MARKING], font(15), "ma")


def _card() -> Image.Image:
    """A mask with round corners."""
    mask = Image.new("L", (4 * CELL.width, 4 * CELL.height), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius=48, fill=255)
    return mask.resize(CELL, Image.Resampling.BOX)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the contact sheet to a file."""
    parser = argparse.ArgumentParser(description="Draw every model with its name into one picture.")
    parser.add_argument("-o", "--output", type=Path, default=Path("models.png"), help="the picture to write")
    parser.add_argument("--theme", choices=THEMES, default=LIGHT.name, help="in which colours")
    options = parser.parse_args(arguments)
    contact_sheet(THEMES[options.theme]).save(options.output, format="PNG", optimize=True)


if __name__ == "__main__":
    main()
