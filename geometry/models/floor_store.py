"""The floor store: places for pallets painted on the floor, with what stands on them where a height is declared."""

from collections.abc import Iterator
from dataclasses import dataclass

from geometry.mesh import Mesh
from geometry.models.goods import skid
from geometry.models.model import Model, Part, Shape, Site, around, gathered
from geometry.models.scenery import LIFT
from geometry.models.zone import PASSAGE, Purpose, front_of
from geometry.palette import Role
from geometry.solids import box
from layouts.space import Pose, Size, Vector

BAY = (1.3, 0.95)
"""Length and width of a place at least: a pallet of 1.2 x 0.8 m with room beside it, metres."""
LINE = 0.06
MOST_BAYS, MOST_LOADS = 60, 12


@dataclass(frozen=True)
class FloorStoreShape:
    """Places in rows and columns of a size."""

    size: Size

    def model(self) -> Model:
        """Build the places."""
        length, width, height = self.size.measures
        parts = (*self.area(), *self.lines(), *self.stock())
        return Model(
            gathered(parts),
            crown=Vector(0, 0, max(height, 0.1)),
            sides=around(length, width),
            zones=(front_of(self.size, PASSAGE, Purpose.SERVICE),),
        )

    @property
    def grid(self) -> tuple[int, int]:
        """Columns and rows."""
        columns, rows = (max(1, int((side - LINE) / bay)) for side, bay in zip(self.size.measures, BAY, strict=False))
        return min(columns, MOST_BAYS), max(1, min(rows, MOST_BAYS // max(1, min(columns, MOST_BAYS))))

    def area(self) -> Iterator[Part]:
        """The painted ground."""
        x, y = self.size.length / 2, self.size.width / 2
        yield Part(Role.AREA, box((-x + 0.01, -y + 0.01, 0.0), (x - 0.01, y - 0.01, 0.5 * LIFT)))

    def lines(self) -> Iterator[Part]:
        """The lines between the places and around all."""
        (columns, rows), line = self.grid, min(LINE, self.size.length / 8, self.size.width / 8)
        x, y = self.size.length / 2, self.size.width / 2
        for number in range(columns + 1):
            at = -x + number * (self.size.length - line) / columns
            yield Part(Role.GUARD, box((at, -y, 0.0), (at + line, y, LIFT)))
        for number in range(rows + 1):
            at = -y + number * (self.size.width - line) / rows
            for column in range(columns):
                left = -x + column * (self.size.length - line) / columns + line
                right = -x + (column + 1) * (self.size.length - line) / columns
                yield Part(Role.GUARD, box((left, at, 0.0), (right, at + line, LIFT)))

    def stock(self) -> Iterator[Part]:
        """Loaded pallets on some of the places, as high as declared."""
        columns, rows = self.grid
        pitch_x, pitch_y = self.size.length / columns, self.size.width / rows
        if self.size.height < 0.3 or pitch_x < 1.2 or pitch_y < 0.8:
            return
        taken = [place for place in range(columns * rows) if place % 4 != 2 and place % 7 != 5][:MOST_LOADS]
        for number, place in enumerate(taken):
            row, column = divmod(place, columns)
            middle = ((column + 0.5) * pitch_x - self.size.length / 2, (row + 0.5) * pitch_y - self.size.width / 2, 0.0)
            yield Part(Role.WOOD, Mesh.merged(mesh.moved(middle) for mesh in skid()))
            tall = (
                self.size.height if number == 0 else 0.144 + (self.size.height - 0.144) * (0.55 + 0.15 * (number % 4))
            )
            role = Role.CARTON if number % 3 else Role.ACCENT
            yield Part(role, box((-0.57, -0.37, 0.144), (0.57, 0.37, tall)).moved(middle))
            yield Part(Role.TAPE, box((-0.572, -0.06, 0.15), (0.572, 0.06, tall - 0.01)).moved(middle))


def floor_store_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a floor store."""
    return (FloorStoreShape(site.equipment.footprint), site.pose) if site.pose else None
