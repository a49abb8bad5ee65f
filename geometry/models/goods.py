"""What holds parts on their way: bin, tote, crate and pallet."""

from collections.abc import Iterator
from dataclasses import dataclass

from geometry.mesh import Mesh
from geometry.models.fixed import Fixed, fixed
from geometry.models.model import Part
from geometry.palette import Role
from geometry.solids import box

WALL = 0.012


def shell(length: float, width: float, bottom: float, top: float, wall: float = WALL) -> Iterator[Mesh]:
    """Return floor and four walls of an open box about the Z axis."""
    x, y = length / 2, width / 2
    yield box((-x, -y, bottom), (x, y, bottom + wall))
    for side in (-1, 1):
        front, rear = sorted((side * y, side * (y - wall)))
        yield box((-x, front, bottom + wall), (x, rear, top))
        left, right = sorted((side * x, side * (x - wall)))
        yield box((left, -y + wall, bottom + wall), (right, y - wall, top))


def rim(length: float, width: float, low: float, high: float, wide: float) -> Iterator[Mesh]:
    """Return a band around an open box about the Z axis, `wide` from outside to inside."""
    x, y = length / 2, width / 2
    for side in (-1, 1):
        front, rear = sorted((side * y, side * (y - wide)))
        yield box((-x, front, low), (x, rear, high))
        left, right = sorted((side * x, side * (x - wide)))
        yield box((left, -y + wide, low), (right, y - wide, high))


@dataclass(frozen=True)
class BinShape(Fixed):
    """An open-fronted storage bin, its front at -Y, with a label and a lip to hang it by."""

    def parts(self) -> Iterator[Part]:
        """Draw a bin of 300 x 500 x 200 mm."""
        for mesh in self.body():
            yield Part(Role.ACCENT, mesh)
        yield Part(Role.PLATE, box((-0.07, -0.252, 0.03), (0.07, -0.249, 0.085)))
        yield Part(Role.PANEL, box((-0.13, -0.2, WALL), (0.13, 0.2, 0.07)))
        for front, rear in ((-0.25, -0.225), (0.225, 0.25)):
            top = 0.11 if front < 0 else 0.2
            yield Part(Role.TRIM, box((-0.15, front, top - 0.012), (0.15, rear, top)))

    def body(self) -> Iterator[Mesh]:
        """Floor, low front, high rear, sides in two steps."""
        yield box((-0.14, -0.24, 0), (0.14, 0.24, WALL))
        yield box((-0.14, -0.24, WALL), (0.14, -0.228, 0.1))
        yield box((-0.14, 0.228, WALL), (0.14, 0.24, 0.19))
        for left, right in ((-0.14, -0.128), (0.128, 0.14)):
            yield box((left, -0.228, WALL), (right, -0.1, 0.1))
            yield box((left, -0.1, WALL), (right, 0.228, 0.19))


@dataclass(frozen=True)
class ToteShape(Fixed):
    """A small load carrier of 600 x 400 x 280 mm with ribs, a broad rim and grips, nothing in it."""

    def parts(self) -> Iterator[Part]:
        """Draw the tote."""
        for mesh in shell(0.57, 0.37, 0.0, 0.26):
            yield Part(Role.ACCENT, mesh)
        for mesh in (*rim(0.6, 0.4, 0.235, 0.28, 0.03), *rim(0.585, 0.385, 0.0, 0.03, 0.02)):
            yield Part(Role.ACCENT, mesh)
        for side in (-1, 1):
            for x in (-0.2, -0.07, 0.07, 0.2):
                front, rear = sorted((side * 0.185, side * 0.196))
                yield Part(Role.ACCENT, box((x - 0.01, front, 0.03), (x + 0.01, rear, 0.235)))
            near, far = sorted((side * 0.284, side * 0.3005))
            yield Part(Role.PANEL, box((near, -0.07, 0.17), (far, 0.07, 0.205)))
            front, rear = sorted((side * 0.197, side * 0.2005))
            yield Part(Role.PLATE, box((-0.06, front, 0.11), (0.06, rear, 0.18)))


@dataclass(frozen=True)
class CrateShape(Fixed):
    """A wooden crate of 1200 x 800 x 900 mm on runners, its boards a finger apart."""

    def parts(self) -> Iterator[Part]:
        """Draw runners, boards and corner posts."""
        for y in (-0.4, -0.05, 0.3):
            yield Part(Role.WOOD, box((-0.6, y, 0.0), (0.6, y + 0.1, 0.1)))
        yield Part(Role.WOOD, box((-0.6, -0.4, 0.1), (0.6, 0.4, 0.125)))
        yield Part(Role.CARTON, box((-0.56, -0.36, 0.125), (0.56, 0.36, 0.82)))
        for number in range(5):
            low = 0.135 + 0.155 * number
            for side in (-1, 1):
                front, rear = sorted((side * 0.38, side * 0.36))
                yield Part(Role.WOOD, box((-0.58, front, low), (0.58, rear, low + 0.135)))
                left, right = sorted((side * 0.58, side * 0.56))
                yield Part(Role.WOOD, box((left, -0.36, low), (right, 0.36, low + 0.135)))
        for x in (-0.6, -0.05, 0.5):
            for y in (-0.4, 0.38):
                yield Part(Role.WOOD, box((x, y, 0.125), (x + 0.1, y + 0.02, 0.9)))
        for x in (-0.6, 0.58):
            for y in (-0.38, 0.28):
                yield Part(Role.WOOD, box((x, y, 0.125), (x + 0.02, y + 0.1, 0.9)))


@dataclass(frozen=True)
class PalletShape(Fixed):
    """A flat pallet of 1200 x 800 x 144 mm as EN 13698-1 describes it: 5 boards, 9 blocks, 3 skids, 3 stringers."""

    def parts(self) -> Iterator[Part]:
        """Draw the pallet."""
        yield from (Part(Role.WOOD, mesh) for mesh in pallet())


def pallet() -> Iterator[Mesh]:
    """Return the boards and blocks of a flat pallet about the Z axis, standing on the floor."""
    for y, wide in ((-0.4, 0.1), (-0.0725, 0.145), (0.3, 0.1)):
        yield box((-0.6, y, 0.0), (0.6, y + wide, 0.022))
        for x, long in ((-0.6, 0.145), (-0.0725, 0.145), (0.455, 0.145)):
            yield box((x, y, 0.022), (x + long, y + wide, 0.1))
    for x in (-0.6, -0.0725, 0.455):
        yield box((x, -0.4, 0.1), (x + 0.145, 0.4, 0.122))
    for y, wide in ((-0.4, 0.145), (-0.225, 0.1), (-0.0725, 0.145), (0.125, 0.1), (0.255, 0.145)):
        yield box((-0.6, y, 0.122), (0.6, y + wide, 0.144))


def skid() -> Iterator[Mesh]:
    """Return a pallet of the same size with few surfaces: a deck on three bearers."""
    yield box((-0.6, -0.4, 0.1), (0.6, 0.4, 0.144))
    for y in (-0.4, -0.07, 0.26):
        yield box((-0.6, y, 0.0), (0.6, y + 0.14, 0.1))


bin_at, tote_at, crate_at, pallet_at = map(fixed, (BinShape, ToteShape, CrateShape, PalletShape))
