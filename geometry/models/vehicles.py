"""Vehicles without a driver, and the point at which they are charged."""

from collections.abc import Iterator
from dataclasses import dataclass

from geometry.models.fixed import Fixed, fixed
from geometry.models.model import Part
from geometry.models.wheels import castor, scanner, wheel
from geometry.models.zone import PASSAGE, Purpose, Zone, front_of, right_of
from geometry.palette import Role
from geometry.solids import box, circle, cylinder, loft, rectangle, rod
from layouts.space import Vector


@dataclass(frozen=True)
class AgvShape(Fixed):
    """An automated guided vehicle of 1.8 x 0.95 m: roller deck, bumpers, scanners at opposite corners, a mast."""

    def parts(self) -> Iterator[Part]:
        """Draw the vehicle; it drives along +X."""
        body = [
            (0.06, rectangle(1.7, 0.9, 0.12)),
            (0.3, rectangle(1.7, 0.9, 0.12)),
            (0.36, rectangle(1.64, 0.84, 0.12)),
        ]
        yield Part(Role.BODY, loft(body))
        yield Part(Role.ACCENT, box((-0.85, -0.452, 0.2), (0.85, 0.452, 0.25), chamfer=0.125))
        for side in (-1, 1):
            low, high = sorted((side * 0.84, side * 0.9))
            yield Part(Role.GUARD, box((low, -0.4, 0.05), (high, 0.4, 0.17), chamfer=0.02))
            yield from scanner(Vector(side * 0.76, side * 0.37, 0.36), 0.075, 0.13)
            yield Part(Role.PANEL, box((-0.2, side * 0.455 - 0.02, 0.0), (0.2, side * 0.455 + 0.02, 0.16)))
            yield from wheel(Vector(0.0, side * 0.32, 0.11), 0.11, 0.08)
            for x in (-0.68, 0.68):
                yield from castor(Vector(x, side * 0.25, 0.0), 0.05)
        yield from self.deck()
        yield Part(Role.LEG, cylinder(0.018, 0.36, 0.9, sides=8).moved((-0.78, 0.37, 0)))
        yield Part(Role.LAMP, cylinder(0.04, 0.9, 1.0, sides=12).moved((-0.78, 0.37, 0)))
        yield Part(Role.GUARD, rod(Vector(-0.78, -0.3, 0.42), Vector(-0.78, -0.18, 0.42), 0.03, sides=10))

    def deck(self) -> Iterator[Part]:
        """The roller deck on two beams, with guides."""
        for y in (-0.34, 0.3):
            yield Part(Role.TRIM, box((-0.6, y, 0.36), (0.6, y + 0.04, 0.52)))
        for number in range(9):
            x = -0.52 + number * 0.13
            yield Part(Role.STEEL, rod(Vector(x, -0.3, 0.5), Vector(x, 0.3, 0.5), 0.03, sides=8))


@dataclass(frozen=True)
class AmrShape(Fixed):
    """An autonomous mobile robot of 0.95 x 0.65 m that drives under a rack and lifts it: low, with a light band."""

    def parts(self) -> Iterator[Part]:
        """Draw the vehicle; it drives along +X."""
        layers = ((0.035, 0.9, 0.6), (0.11, 0.95, 0.65), (0.19, 0.95, 0.65), (0.23, 0.9, 0.6))
        yield Part(Role.BODY, loft([(z, rectangle(x, y, 0.17)) for z, x, y in layers], smooth=True))
        yield Part(Role.SCREEN, loft([(z, rectangle(0.953, 0.653, 0.17)) for z in (0.13, 0.15)], smooth=True))
        yield Part(Role.PANEL, loft([(z, rectangle(0.86, 0.56, 0.15)) for z in (0.02, 0.05)], smooth=True))
        yield Part(Role.ACCENT, cylinder(0.23, 0.23, 0.25, sides=28))
        yield Part(Role.PANEL, cylinder(0.2, 0.25, 0.262, sides=28))
        for x in (0.37, -0.37):
            eye = [(0.23, circle(0.045, 14)), (0.27, circle(0.04, 14)), (0.28, circle(0.02, 14))]
            yield Part(Role.PANEL, loft(eye, smooth=True).moved((x, 0, 0)))
        yield Part(Role.PANEL, box((0.43, -0.16, 0.065), (0.4775, 0.16, 0.11)))
        for y in (-0.26, 0.26):
            yield from wheel(Vector(0.0, y, 0.075), 0.075, 0.05, sides=14)
            for x in (-0.33, 0.33):
                yield from wheel(Vector(x, 0.7 * y, 0.03), 0.03, 0.03, sides=10)


@dataclass(frozen=True)
class ChargerShape(Fixed):
    """A charging point: a cabinet with contacts towards +X, and a floor plate over which vehicles stop."""

    def parts(self) -> Iterator[Part]:
        """Draw cabinet, contacts, floor plate with its mark."""
        yield Part(Role.PLINTH, box((-0.5, -0.28, 0.0), (-0.16, 0.28, 0.08)))
        yield Part(Role.BODY, box((-0.5, -0.3, 0.08), (-0.14, 0.3, 1.2), chamfer=0.05, crown=0.03))
        yield Part(Role.ACCENT, box((-0.142, -0.24, 0.98), (-0.136, 0.24, 1.1)))
        yield Part(Role.SCREEN, box((-0.142, -0.12, 0.72), (-0.134, 0.12, 0.9)))
        for low, high, y in ((0.0, 0.1, 0.0), (-0.06, 0.02, 0.03), (0.08, 0.16, -0.03)):
            yield Part(Role.PANEL, box((-0.141, y - 0.025, 0.5 + low), (-0.135, y + 0.025, 0.5 + high)))
        yield Part(Role.PANEL, box((-0.15, -0.2, 0.14), (0.0, 0.2, 0.34), chamfer=0.02))
        for z in (0.19, 0.27):
            yield Part(Role.STEEL, box((-0.02, -0.16, z), (0.02, 0.16, z + 0.03)))
        yield Part(Role.PANEL, box((0.02, -0.3, 0.0), (0.5, 0.3, 0.012)))
        for y in (-0.3, 0.26):
            yield Part(Role.GUARD, box((0.02, y, 0.012), (0.5, y + 0.04, 0.014)))
        for x in (0.14, 0.3):
            yield Part(Role.STEEL, box((x, -0.14, 0.012), (x + 0.08, 0.14, 0.016)))

    def zones(self) -> tuple[Zone, ...]:
        """The vehicle that charges stands in front (+X); the cabinet is opened from the side."""
        return right_of(self.size, 2.0, Purpose.CLEARANCE), front_of(self.size, PASSAGE, Purpose.SERVICE)


agv_at, amr_at, charger_at = map(fixed, (AgvShape, AmrShape, ChargerShape))
