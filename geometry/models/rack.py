"""The rack of a buffer: uprights and shelves where the places are."""

from collections.abc import Iterator
from dataclasses import dataclass

from geometry.mesh import Mesh
from geometry.models.model import Model, Shape, Site, around, contact, surfaces
from geometry.models.zone import PASSAGE, Purpose, front_of
from geometry.palette import Role
from geometry.solids import box
from layouts.equipment import WORKING_HEIGHT
from layouts.kinds import Buffer
from layouts.space import Pose, Size

POST = 0.05


@dataclass(frozen=True)
class RackShape:
    """A rack of a size with shelves at heights and hand-over ledges at one."""

    size: Size
    levels: tuple[float, ...]
    height: float

    def model(self) -> Model:
        """Build the rack."""
        length, width, height = self.size.measures
        return Model(
            surfaces=surfaces(
                (Role.MARKING, self.posts()),
                (Role.SHELF, self.shelves()),
                (Role.ACCENT, self.beams()),
                (Role.STEEL, self.ledges()),
            ),
            shadows=(contact(length, width, darkness=0.42),),
            crown=around(length, width)[0]._replace(y=0.0, z=height),
            sides=around(length, width),
            zones=(front_of(self.size, PASSAGE, Purpose.SERVICE),),
        )

    def posts(self) -> Iterator[Mesh]:
        """The four uprights with their feet."""
        x, y = self.size.length / 2, self.size.width / 2
        for sx in (-1, 1):
            for sy in (-1, 1):
                low, high = sorted((sx * x, sx * (x - POST))), sorted((sy * y, sy * (y - POST)))
                yield box((low[0], high[0], 0), (low[1], high[1], self.size.height))

    def shelves(self) -> Iterator[Mesh]:
        """One board a level."""
        x, y = self.size.length / 2 - 0.01, self.size.width / 2 - 0.01
        for level in self.levels:
            yield box((-x, -y, level - 0.03), (x, y, level))

    def beams(self) -> Iterator[Mesh]:
        """The beams at front and rear of each shelf."""
        x, y = self.size.length / 2 - POST, self.size.width / 2
        for level in self.levels:
            for low, high in ((-y + 0.006, -y + 0.03), (y - 0.03, y - 0.006)):
                yield box((-x, low, level - 0.07), (x, high, level + 0.012))

    def ledges(self) -> Iterator[Mesh]:
        """The ledges over which parts enter and leave."""
        x, y = self.size.length / 2, min(0.25, self.size.width / 2 - POST)
        yield box((-x, -y, self.height - 0.04), (-x + 0.12, y, self.height))
        yield box((x - 0.12, -y, self.height - 0.04), (x, y, self.height))


def rack_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a rack."""
    if site.pose is None:
        return None
    equipment = site.equipment
    if isinstance(equipment, Buffer):
        return RackShape(equipment.footprint, equipment.levels(), float(equipment.height)), site.pose
    return RackShape(equipment.footprint, (0.2, 0.65, 1.1), WORKING_HEIGHT), site.pose
