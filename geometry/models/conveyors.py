"""Conveyors that are no belts: driven rollers, two chains, slats, and a curve of tapered rollers; along any path."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from geometry.mesh import Mesh
from geometry.models.belt import BeltShape, along
from geometry.palette import Role
from geometry.solids import box, circle, cylinder, loft, roller, sweep

PLATE = 0.04
"""Length of the plates at both ends, over which parts come and go, metres."""
MOST_CROSSING = 64
"""Rollers, slats or bars of one conveyor at most; on a longer one they lie further apart."""
LYING = np.array([[1.0, 0, 0], [0, 0, 1], [0, -1, 0]])


def ends(shape: BeltShape) -> Iterator[Mesh]:
    """Return a plate at each end, its top where parts pass."""
    half = shape.width / 2 + 0.002
    plate = min(PLATE, shape.path.length / 4)
    for distance, low, high in ((0.0, 0.0, plate), (shape.path.length, -plate, 0.0)):
        yield shape.hung(distance, box((low, -half, -0.012), (high, half, 0.0)), 0.0)


def steps(shape: BeltShape, pitch: float) -> Iterator[float]:
    """Yield distances along a conveyor, evenly, clear of both ends."""
    inside = shape.path.length - 2 * PLATE
    count = max(1, min(MOST_CROSSING, int(inside / pitch)))
    yield from (PLATE + inside * (number + 0.5) / count for number in range(count))


@dataclass(frozen=True)
class RollerShape(BeltShape):
    """Driven rollers between side frames."""

    radius: ClassVar[float] = 0.03

    def carrying(self) -> Iterator[tuple[Role, Iterable[Mesh]]]:
        """Rollers with a drive strand below them."""
        half = self.width / 2 + 0.002
        yield Role.STEEL, [*self.bars(), *ends(self)]
        core = np.array([(-half, -0.075), (-half + 0.05, -0.075), (-half + 0.05, -0.055), (-half, -0.055)])
        yield Role.BELT, [sweep(core, self.path)]

    def bars(self) -> Iterator[Mesh]:
        """The rollers, closed."""
        yield from self.row(steps(self, 0.11), roller(self.radius, self.width + 0.004, sides=10), self.radius)


@dataclass(frozen=True)
class CurveShape(RollerShape):
    """Tapered rollers, thicker on the outside of a curve, with a guide rail there."""

    def bars(self) -> Iterator[Mesh]:
        """The rollers: thicker at the left or the right, as the path bends; their tops level."""
        for distance in steps(self, 0.11):
            mesh = tapered(self.width + 0.004, self.radius, 0.55 * self.radius * self.bend(distance))
            yield self.hung(distance, mesh, 0.0)

    def bend(self, distance: float) -> float:
        """Tell which way the path bends about a place: 1 to the left, -1 to the right, 0 straight on."""
        piece = self.path.piece(distance)
        before = self.path.directions[max(piece - 1, 0)]
        after = self.path.directions[min(piece + 1, len(self.path.directions) - 1)]
        turn = before.x * after.y - before.y * after.x
        return float(np.sign(round(turn, 6)))

    def carrying(self) -> Iterator[tuple[Role, Iterable[Mesh]]]:
        """The rollers, and guide rails on posts."""
        yield from super().carrying()
        half = self.width / 2 + 0.01
        guides = ((-half - 0.02, -half), (half, half + 0.02))
        profiles = (np.array([(a, 0.1), (b, 0.1), (b, 0.14), (a, 0.14)]) for a, b in guides)
        yield Role.ACCENT, [sweep(profile, self.path) for profile in profiles]
        yield Role.LEG, [*self.posts(half)]

    def posts(self, half: float) -> Iterator[Mesh]:
        """The posts of the guide rails."""
        for distance in steps(self, 0.6):
            for y in (-half - 0.01, half + 0.01):
                yield self.hung(distance, cylinder(0.009, 0.015, 0.11, sides=6).moved((0, y, 0)), 0.0)


def tapered(length: float, radius: float, more: float) -> Mesh:
    """Return a roller along Y whose top is level at z = 0: thicker by `more` at -Y, thinner by as much at +Y."""
    layers = [(-length / 2, circle(radius + more, 10)), (length / 2, circle(radius - more, 10))]
    tilt = math.atan2(2 * more, length)
    cos, sin = math.cos(tilt), math.sin(tilt)
    level = np.array([[1.0, 0, 0], [0, cos, -sin], [0, sin, cos]])
    mesh = loft(layers, smooth=True).rotated(LYING).rotated(level)
    return mesh.moved((0, 0, -mesh.bounds[1].z))


@dataclass(frozen=True)
class ChainShape(BeltShape):
    """Two chains on which pallets lie, on a frame with cross bars."""

    def carrying(self) -> Iterator[tuple[Role, Iterable[Mesh]]]:
        """The strands, their guides, the bars between them."""
        at, wide = 0.36 * self.width, min(0.03, 0.1 * self.width)
        strands = [
            np.array([(s - wide, -0.035), (s + wide, -0.035), (s + wide, 0.0), (s - wide, 0.0)]) for s in (-at, at)
        ]
        yield Role.BELT, [sweep(profile, self.path) for profile in strands]
        guides = [
            np.array(
                [(s - 1.6 * wide, -0.075), (s + 1.6 * wide, -0.075), (s + 1.6 * wide, -0.035), (s - 1.6 * wide, -0.035)]
            )
            for s in (-at, at)
        ]
        yield Role.STEEL, [*(sweep(profile, self.path) for profile in guides), *ends(self)]
        half = self.width / 2 + 0.01
        bar = box((-0.02, -half, -0.078), (0.02, half, -0.05))
        yield Role.LEG, [*self.row(steps(self, 0.4), bar, 0.0)]


@dataclass(frozen=True)
class SlatShape(BeltShape):
    """Plates across the way, a finger apart, for people and products that travel upright."""

    def carrying(self) -> Iterator[tuple[Role, Iterable[Mesh]]]:
        """The plates over a dark bed."""
        half = self.width / 2
        bed = np.array([(-half, -THICK), (half, -THICK), (half, -0.008), (-half, -0.008)])
        yield Role.BELT, [sweep(bed, self.path)]
        count = max(1, min(MOST_CROSSING, int(self.path.length / 0.13)))
        long = 0.43 * self.path.length / count
        slat = box((-long, -half - 0.002, -0.012), (long, half + 0.002, -0.0004))
        places = self.path.length * (np.arange(count) + 0.5) / count
        yield Role.SHELF, [*self.row(places.tolist(), slat, 0.0)]
        yield Role.STEEL, [*ends(self), *self.drums()]


THICK = 0.05

rollers_at, curve_at, chain_at, slats_at = map(along, (RollerShape, CurveShape, ChainShape, SlatShape))
