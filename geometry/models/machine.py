"""The machine: a pale cabinet on a dark plinth with a glazed door, in which one can watch the part being worked on."""

from collections.abc import Iterator
from dataclasses import dataclass

from geometry.mesh import Mesh
from geometry.models.model import Joint, Model, Shape, Site, Surface, around, contact, surfaces
from geometry.models.stack_light import stack_light
from geometry.models.zone import front_of, rear_of
from geometry.palette import Role
from geometry.solids import box, cylinder, quad
from layouts.space import Pose, Size, Vector
from layouts.station import Station

EDGE = 0.02
"""How far the cabinet stays behind the declared size, which collars and handles reach."""
WALL = 0.05
HEADS = 6
"""Tools drawn at most; further nests have none."""


@dataclass(frozen=True)
class MachineShape:
    """A machine of a size that hands parts over at a height and works on them in nests; `hatches`: ports beside."""

    size: Size
    height: float
    nests: int = 1
    hatches: tuple[Vector, ...] = ()

    @property
    def roof(self) -> float:
        """Underside of the roof."""
        return self.size.height - max(0.16, 0.1 * self.size.height)

    @property
    def glazed(self) -> bool:
        """Whether there is room for a window above the height at which parts pass."""
        return 0.3 <= self.height <= self.roof - 0.3 and min(self.size.length, self.size.width) >= 0.4

    @property
    def front(self) -> float:
        """The y of the window, which stands back behind the ledge."""
        return -self.size.width / 2 + EDGE + min(0.2, 0.14 * self.size.width)

    def model(self) -> Model:
        """Build the machine."""
        size = self.size
        foot = Vector(0.30 * size.length, 0.26 * size.width, size.height)
        lamp, stack = stack_light(foot)
        body = _Glazed(self).surfaces() if self.glazed else closed_cabinet(self.size)
        return Model(
            surfaces=(*body, *lamp),
            shadows=(contact(size.length, size.width, darkness=0.55),),
            joints=(_door(self),) if self.glazed else (),
            stack=stack,
            crown=Vector(0.0, 0.0, size.height),
            sides=around(size.length, size.width),
            zones=(front_of(size), rear_of(size)),
        )


def machine_at(site: Site) -> tuple[Shape, Pose] | None:
    """Find the shape of a machine."""
    if site.pose is None:
        return None
    equipment = site.equipment
    height, nests = (equipment.height, equipment.nests) if isinstance(equipment, Station) else (0.85, 1)
    beside = (port.offset for port in equipment.ports().values() if abs(port.offset.y) > 1e-6)
    return MachineShape(equipment.footprint, float(height), nests, tuple(beside)), site.pose


def _door(shape: MachineShape) -> Joint:
    """The pane sinks into the cabinet."""
    reach = min(0.9 * (shape.roof - shape.height), shape.height - 0.12)
    return Joint("door", Vector(0, shape.front, shape.height), Vector(0, 0, -1), reach, False)


def closed_cabinet(size: Size) -> tuple[Surface, ...]:
    """Return a cabinet without a window: too low, too small, or parts pass near its top or bottom."""
    length, width, height = size.measures
    plinth, band = min(0.1, height / 5), height / 12
    x, y = length / 2, width / 2
    return surfaces(
        (Role.PLINTH, [box((-x, -y, 0), (x, y, plinth))]),
        (Role.BODY, [box((-x, -y, plinth), (x, y, height), crown=min(0.03, height / 10))]),
        (Role.ACCENT, [box((-x, -y - 0.0005, height - 3 * band), (x, -y + 0.01, height - 2 * band))]),
    )


class _Glazed:
    """The parts of a machine with a window."""

    def __init__(self, shape: MachineShape) -> None:
        """Take the measures of the shape."""
        self.shape = shape
        self.x, self.y = shape.size.length / 2 - EDGE, shape.size.width / 2 - EDGE
        self.port, self.roof, self.top = shape.height, shape.roof, shape.size.height
        self.opening_width = min(0.66, 0.55 * shape.size.width)
        self.opening_top = self.port + min(0.5, 0.62 * (self.roof - self.port))
        self.table = self.port - 0.03

    def surfaces(self) -> tuple[Surface, ...]:
        """Everything but the stack light."""
        closed = surfaces(
            (Role.PLINTH, [box((-self.x + 0.03, -self.y + 0.03, 0), (self.x - 0.03, self.y - 0.03, 0.1))]),
            (Role.BODY, self.body()),
            (Role.TRIM, self.trim()),
            (Role.ACCENT, [self.stripe()]),
            (Role.INTERIOR, self.interior()),
            (Role.STEEL, self.steel()),
            (Role.PANEL, self.dark()),
            (Role.SCREEN, [self.screen()]),
        )
        return (*closed, Surface(Role.GLASS, self.pane(), joint="door"))

    def body(self) -> Iterator[Mesh]:
        """Lower cabinet, walls and roof."""
        front, half = self.shape.front, self.opening_width / 2
        yield box((-self.x, -self.y, 0.1), (self.x, self.y, self.table), chamfer=0.025)
        yield box((-self.x, self.y - WALL, self.table), (self.x, self.y, self.roof))
        for side in (-1, 1):
            low, high = sorted((side * self.x, side * (self.x - WALL)))
            yield box((low, front, self.table), (high, -half, self.roof))
            yield box((low, half, self.table), (high, self.y - WALL, self.roof))
            yield box((low, -half, self.opening_top), (high, half, self.roof))
            low, high = sorted((side * (self.x - WALL), side * (self.x - WALL - 0.07)))
            yield box((low, front, self.table), (high, front + WALL, self.roof))
        yield from self.rear_doors()
        yield box((-self.x, front, self.roof), (self.x, self.y, self.top - 0.06), chamfer=0.025, crown=0.02)

    def rear_doors(self) -> Iterator[Mesh]:
        """The doors of the electrical cabinet, up to the declared rear."""
        rear, gap, top = self.shape.size.width / 2, 0.01, self.roof - 0.08
        for low, high in ((-self.x + 0.05, -gap), (gap, self.x - 0.05)):
            yield box((low, self.y - 0.01, 0.16), (high, rear - 0.005, top))

    def vents(self) -> Iterator[Mesh]:
        """Slots in the rear doors."""
        rear, wide = self.shape.size.width / 2, 0.3 * self.x
        for side in (-0.5, 0.5):
            for slot in range(4):
                x, z = side * self.x, 0.26 + slot * 0.055
                corners = ((wide / 2, 0.0), (-wide / 2, 0.0), (-wide / 2, 0.022), (wide / 2, 0.022))
                yield quad([(x + dx, rear, z + dz) for dx, dz in corners])

    def trim(self) -> Iterator[Mesh]:
        """Lower doors, the unit on the roof and the frame of the window."""
        gap, bottom, top = 0.012, 0.16, self.table - 0.13
        if top - bottom > 0.1:
            yield box((-self.x + 0.06, -self.y - 0.008, bottom), (-gap, -self.y + 0.01, top))
            yield box((gap, -self.y - 0.008, bottom), (self.x - 0.06, -self.y + 0.01, top))
        yield box(
            (-0.62 * self.x, -0.15 * self.y, self.top - 0.07), (0.22 * self.x, 0.8 * self.y, self.top), crown=0.02
        )

    def stripe(self) -> Mesh:
        """The band of accent colour under the ledge."""
        return box(
            (-self.x - 0.002, -self.y - 0.01, self.table - 0.1), (self.x + 0.002, -self.y + 0.05, self.table - 0.03)
        )

    def interior(self) -> Iterator[Mesh]:
        """The lining of the working room: rear wall and ceiling."""
        inside = self.x - WALL
        yield box((-inside, self.y - WALL - 0.01, self.port), (inside, self.y - WALL, self.roof))
        yield box((-inside, self.shape.front, self.roof - 0.01), (inside, self.y - WALL, self.roof))

    def steel(self) -> Iterator[Mesh]:
        """Table with sills out to the ports, handles, beam and tools."""
        length, half = self.shape.size.length / 2, self.opening_width / 2
        level = self.port - (0.0008 if self.shape.hatches else 0.004)
        yield box((-self.x + 0.01, self.shape.front, self.table), (self.x - 0.01, self.y - 0.01, level))
        yield box((-length, -half, self.port - 0.03), (length, half, self.port))
        for side in (-1, 1):
            low, high = sorted((side * 0.05, side * 0.075))
            yield box((low, -self.shape.size.width / 2, 0.4 * self.port), (high, -self.y, 0.62 * self.port))
        yield from self.tools()

    def tools(self) -> Iterator[Mesh]:
        """One head above each nest, hanging from a beam."""
        reach = self.roof - self.port
        bottom, beam = self.port + 0.52 * reach, self.roof - 0.16 * reach
        yield box((-self.x + WALL, -0.06, beam), (self.x - WALL, 0.06, beam + 0.1 * reach))
        heads = min(self.shape.nests, HEADS)
        pitch = self.shape.size.length / heads
        for head in range(heads):
            x = (head - (heads - 1) / 2) * pitch
            yield cylinder(min(0.035, pitch / 4), bottom, beam, sides=8).moved((x, 0, 0))

    def dark(self) -> Iterator[Mesh]:
        """Collars of the two openings, the control panel, the heads and the foot of the window."""
        length, half = self.shape.size.length / 2, self.opening_width / 2
        for side in (-1, 1):
            low, high = sorted((side * (self.x - 0.01), side * length))
            yield box((low, -half - 0.05, self.port - 0.08), (high, -half, self.opening_top + 0.05))
            yield box((low, half, self.port - 0.08), (high, half + 0.05, self.opening_top + 0.05))
            yield box((low, -half, self.opening_top), (high, half, self.opening_top + 0.05))
            yield box((low, -half, self.port - 0.08), (high, half, self.port - 0.03))
        yield from self.vents()
        reach = self.roof - self.port
        yield box((-0.09, -0.09, self.port + 0.62 * reach), (0.09, 0.09, self.port + 0.84 * reach))
        yield self.panel()
        yield from self.hatches()

    def hatches(self) -> Iterator[Mesh]:
        """The lips of the hatches at front and rear, through which failed parts leave and others come."""
        for port in self.shape.hatches:
            front, half = port.y < 0, min(0.2, 0.12 * self.shape.size.length)
            low, high = (port.y, self.shape.front + 0.005) if front else (self.y - 0.01, port.y)
            top = min(port.z + 0.3, self.roof - 0.05)
            yield box((port.x - half, low, port.z - 0.03), (port.x + half, high, port.z))
            frame = (self.shape.front - 0.012, self.shape.front + 0.012) if front else (self.y - 0.005, port.y - 0.001)
            for left, right in ((-half, -half + 0.03), (half - 0.03, half)):
                yield box((port.x + left, frame[0], port.z), (port.x + right, frame[1], top))
            yield box((port.x - half, frame[0], top), (port.x + half, frame[1], top + 0.03))

    def panel(self) -> Mesh:
        """The control panel on the ledge, to the right of the window."""
        width = min(0.3, 0.22 * self.shape.size.length)
        bottom = self.port + 0.12
        front = -self.shape.size.width / 2
        low = (self.x - width - 0.03, front + 0.03, bottom)
        return box(low, (self.x - 0.03, self.shape.front - 0.01, min(bottom + 0.42, self.roof - 0.05)), chamfer=0.02)

    def screen(self) -> Mesh:
        """The screen of the control panel."""
        low, high = self.panel().bounds
        top = high.z - 0.04
        return box((low.x + 0.03, low.y - 0.004, low.z + 0.5 * (top - low.z)), (high.x - 0.03, low.y + 0.01, top))

    def pane(self) -> Mesh:
        """The glass of the door."""
        inside = self.x - WALL - 0.07
        front = self.shape.front + 0.01
        return box((-inside, front, self.port), (inside, front + 0.01, self.roof))
