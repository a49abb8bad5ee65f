"""The ends of a line: an infeed table with a pallet of cartons, and an outfeed table with a roll of finished goods."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geometry.mesh import Mesh
from geometry.models.model import Model, Shape, Site, around, contact, surfaces
from geometry.models.zone import WORK, Purpose, left_of, right_of
from geometry.palette import Role
from geometry.solids import box, loft, roller
from layouts.equipment import WORKING_HEIGHT
from layouts.kinds import Sink, Source
from layouts.space import Pose, Size, Vector

TABLE = 0.5
"""Share of the length that the table takes; the pallet has the rest."""


@dataclass(frozen=True)
class GateShape:
    """A table with rollers at the port and a pallet behind it; `inwards`: parts come from the pallet into the line."""

    size: Size
    height: float
    inwards: bool

    @property
    def side(self) -> int:
        """Where the table is: +1 at +X, -1 at -X."""
        return 1 if self.inwards else -1

    def model(self) -> Model:
        """Build the gate."""
        length, width, height = self.size.measures
        return Model(
            surfaces=surfaces(
                (Role.WOOD, self.pallet()),
                (Role.CARTON, self.cartons()),
                (Role.STEEL, [*self.rollers(), *self.rails()]),
                (Role.LEG, self.legs()),
                (Role.PLINTH, [self.deck()]),
                (Role.BODY, [self.sign()]),
                (Role.ACCENT, [self.arrow()]),
            ),
            shadows=(contact(length, width, darkness=0.42),),
            crown=Vector(0, 0, max(height, self.height)),
            sides=around(length, width),
            zones=((left_of if self.inwards else right_of)(self.size, WORK, Purpose.CLEARANCE),),
        )

    def across(self, near: float, far: float) -> tuple[float, float]:
        """Turn shares of the length, counted from the port, into x from low to high."""
        ends = [self.side * self.size.length * (0.5 - share) for share in (near, far)]
        return min(ends), max(ends)

    def pallet(self) -> Iterator[Mesh]:
        """A wooden pallet under the cartons."""
        (low, high), y = self.across(TABLE + 0.03, 1.0), self.size.width / 2
        for bearer in (-y, -0.05, y - 0.1):
            yield box((low, bearer, 0.0), (high, bearer + 0.1, 0.1))
        yield box((low, -y, 0.1), (high, y, 0.14))

    def cartons(self) -> Iterator[Mesh]:
        """Cartons on the pallet, up to the declared height; the outgoing ones are packed tighter."""
        (low, high), y = self.across(TABLE + 0.05, 0.98), self.size.width / 2 - 0.03
        top = max(self.size.height, 0.3)
        layers = max(1, round((top - 0.14) / 0.32))
        pitch = (top - 0.14) / layers
        for layer in range(layers):
            for row in range(2 if layer < layers - 1 or not self.inwards else 1):
                yield box(
                    (low, -y + row * y + 0.006, 0.14 + layer * pitch),
                    (high, -y + (row + 1) * y - 0.006, 0.14 + (layer + 1) * pitch - 0.008),
                    chamfer=0.008,
                    crown=0.008,
                )

    def rollers(self) -> Iterator[Mesh]:
        """The rollers of the table; their tops and the sill carry the parts."""
        low, high = self.across(max(0.05, 0.032 / self.size.length), TABLE - 0.03)
        for x in np.linspace(low, high, 6):
            yield roller(0.03, self.table_width - 0.06, sides=8, caps=False).moved((float(x), 0.0, self.height - 0.03))

    @property
    def table_width(self) -> float:
        """Width of the table, narrower than the pallet."""
        return min(0.62, self.size.width - 0.04)

    def rails(self) -> Iterator[Mesh]:
        """The rails beside the rollers and the sill at the port."""
        (low, high), half = self.across(0.0, TABLE), self.table_width / 2
        for edge in (-half, half - 0.03):
            yield box((low, edge, self.height - 0.1), (high, edge + 0.03, self.height + 0.02))
        near, far = self.across(0.0, 0.02)
        yield box((near, -half, self.height - 0.05), (far, half, self.height))

    def deck(self) -> Mesh:
        """The dark tray under the rollers."""
        (low, high), half = self.across(0.01, TABLE), self.table_width / 2
        return box((low, -half + 0.03, self.height - 0.09), (high, half - 0.03, self.height - 0.06))

    def legs(self) -> Iterator[Mesh]:
        """Four legs of the table."""
        for share in (0.06, TABLE - 0.06):
            x, y = sum(self.across(share, share)) / 2, self.table_width / 2 - 0.015
            for side in (-y, y):
                yield box((x - 0.02, side - 0.015, 0.0), (x + 0.02, side + 0.015, self.height - 0.1))

    def sign(self) -> Mesh:
        """The plate in front of the table that carries the arrow."""
        (low, high), half = self.across(0.06, TABLE - 0.06), self.table_width / 2
        return box((low, -half - 0.012, 0.45 * self.height), (high, -half, self.height - 0.12), chamfer=0.0)

    def arrow(self) -> Mesh:
        """An arrow along the flow on the plate."""
        low, high = self.sign().bounds
        length, height = 0.8 * (high.x - low.x), 0.7 * (high.z - low.z)
        centre = Vector((low.x + high.x) / 2, low.y, (low.z + high.z) / 2)
        return _arrow(length, height).moved(centre)


def _arrow(length: float, height: float) -> Mesh:
    """A flat arrow that points along +X, seen from -Y."""
    bar, tip = height * 0.2, length * 0.1
    head = np.array([(tip, -height / 2), (length / 2, 0.0), (tip, height / 2)])
    shaft = np.array([(-length / 2, -bar), (tip, -bar), (tip, bar), (-length / 2, bar)])
    flat = [loft([(0.0, outline), (0.004, outline)]) for outline in (head, shaft)]
    return Mesh.merged(flat).rotated(np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]]))


def source_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a source."""
    height = site.equipment.height if isinstance(site.equipment, Source) else WORKING_HEIGHT
    return (GateShape(site.equipment.footprint, float(height), True), site.pose) if site.pose else None


def sink_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a sink."""
    height = site.equipment.height if isinstance(site.equipment, Sink) else WORKING_HEIGHT
    return (GateShape(site.equipment.footprint, float(height), False), site.pose) if site.pose else None
