"""Vehicles with a driver: a counterbalance forklift, and a tugger with its trailers."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geometry.models.fixed import Fixed, fixed
from geometry.models.model import Joint, Motion, Part
from geometry.models.wheels import castor, seat, steering, wheel
from geometry.palette import Role
from geometry.solids import Outline, box, cylinder, rod, sweep
from layouts.space import Polyline, Vector


def profile(outline: Outline, half: float) -> Iterator[Part]:
    """Return a body of the convex side view `outline` (x, z; anticlockwise), `half` wide to each side."""
    across = np.column_stack([outline[:, 0], outline[:, 1]])
    mesh = sweep(across, Polyline((Vector(-half, 0), Vector(half, 0))))
    yield Part(Role.ACCENT, mesh.rotated(np.array([[0.0, 1, 0], [-1, 0, 0], [0, 0, 1]])))


@dataclass(frozen=True)
class ForkliftShape(Fixed):
    """A forklift for 1.6 t: mast and forks in front (+X), guard over the driver's seat, counterweight behind."""

    def parts(self) -> Iterator[Part]:
        """Draw the truck, 3.1 x 1.1 x 2.1 m."""
        yield from self.chassis()
        yield from self.cab()
        yield from self.mast()
        yield from self.carriage()
        for x, radius in ((0.42, 0.28), (-0.86, 0.23)):
            for y in (-0.44, 0.44):
                yield from wheel(Vector(x, y, radius), radius, 0.2)

    def joints(self) -> tuple[Joint, ...]:
        """The forks go up."""
        return (Joint("forks", Vector(0.9, 0, 0.05), Vector(0, 0, 1), 1.2, False, Motion.STROKES, 12.0),)

    def chassis(self) -> Iterator[Part]:
        """The frame between the wheels, the hood under the seat, the heavy rear."""
        yield Part(Role.PLINTH, box((-0.95, -0.34, 0.16), (0.62, 0.34, 0.4)))
        yield Part(Role.ACCENT, box((-0.62, -0.5, 0.36), (-0.02, 0.5, 0.82), chamfer=0.05, crown=0.04))
        weight = np.array([(-1.3, 0.3), (-1.16, 0.16), (-0.6, 0.5), (-0.6, 0.98), (-1.14, 0.98), (-1.3, 0.8)])
        for part in profile(weight, 0.53):
            yield part._replace(role=Role.ACCENT)
        yield Part(Role.PANEL, box((-1.31, -0.3, 0.52), (-1.29, 0.3, 0.72)))
        yield Part(Role.PANEL, box((-0.02, -0.5, 0.36), (0.56, 0.5, 0.42)))
        front = np.array([(0.42, 0.42), (0.66, 0.42), (0.62, 1.0), (0.52, 1.0)])
        for part in profile(front, 0.46):
            yield part
        for y in (-0.5, 0.38):
            yield Part(Role.PANEL, box((0.14, y, 0.54), (0.7, y + 0.12, 0.6)))

    def cab(self) -> Iterator[Part]:
        """Seat, steering wheel, and the overhead guard on four posts."""
        yield from seat(Vector(-0.34, 0.0, 0.82), 0.5)
        yield from steering(Vector(0.3, 0.0, 1.14))
        for y in (-0.46, 0.46):
            yield Part(Role.PANEL, rod(Vector(0.56, y, 0.9), Vector(0.32, y, 2.06), 0.035, sides=8))
            yield Part(Role.PANEL, rod(Vector(-0.86, y, 0.95), Vector(-0.72, y, 2.06), 0.035, sides=8))
            yield Part(Role.PANEL, rod(Vector(0.34, y, 2.065), Vector(-0.74, y, 2.065), 0.035, sides=8))
        for x in np.linspace(-0.72, 0.32, 7):
            yield Part(Role.PANEL, box((float(x) - 0.02, -0.46, 2.05), (float(x) + 0.02, 0.46, 2.09)))
        yield Part(Role.GUARD, cylinder(0.05, 2.09, 2.17, sides=12).moved((-0.6, 0.3, 0.0)))

    def mast(self) -> Iterator[Part]:
        """Two uprights in each other, cross beams, the lifting cylinder and chains."""
        for y in (-0.34, 0.34):
            side = math.copysign(1, y)
            near, far = sorted((y, y + 0.09 * side))
            yield Part(Role.PANEL, box((0.7, near, 0.1), (0.82, far, 2.12)))
            near, far = sorted((y - 0.08 * side, y))
            yield Part(Role.STEEL, box((0.72, near, 0.1), (0.81, far, 2.08)))
        for z in (0.5, 1.35, 2.0):
            yield Part(Role.PANEL, box((0.7, -0.34, z), (0.75, 0.34, z + 0.09)))
        yield Part(Role.STEEL, cylinder(0.04, 0.12, 1.9, sides=10).moved((0.74, 0.0, 0)))
        for y in (-0.1, 0.1):
            yield Part(Role.PLINTH, box((0.79, y - 0.015, 0.3), (0.81, y + 0.015, 2.0)))

    def carriage(self) -> Iterator[Part]:
        """The fork carriage with the load backrest, and the two forks."""
        for low, high in ((0.16, 0.26), (0.48, 0.58)):
            yield Part(Role.PANEL, box((0.83, -0.46, low), (0.88, 0.46, high)), "forks")
        for y in np.linspace(-0.42, 0.42, 6):
            yield Part(Role.PANEL, box((0.835, float(y) - 0.015, 0.58), (0.865, float(y) + 0.015, 1.1)), "forks")
        yield Part(Role.PANEL, box((0.83, -0.45, 1.08), (0.87, 0.45, 1.12)), "forks")
        for y in (-0.29, 0.17):
            yield Part(Role.STEEL, box((0.88, y, 0.05), (0.93, y + 0.12, 0.62)), "forks")
            blade = np.array([(0.93, 0.05), (1.95, 0.05), (1.95, 0.062), (0.93, 0.095)])
            for part in profile(blade, 0.06):
                yield Part(Role.STEEL, part.mesh.moved((0, y + 0.06, 0)), "forks")


@dataclass(frozen=True)
class TuggerShape(Fixed):
    """A tugger with two trailers of totes: what supplies lines by milk run."""

    def parts(self) -> Iterator[Part]:
        """Draw the train, 5.4 x 0.95 x 1.4 m; it drives along +X."""
        yield from self.tractor()
        for number in (0, 1):
            yield from self.trailer(0.62 - 1.85 * (number + 1))

    def tractor(self) -> Iterator[Part]:
        """A stand-in tractor: nose with lamps, console, platform, backrest, hitch."""
        nose = np.array([(0.95, 0.14), (1.7, 0.14), (1.74, 0.34), (1.5, 0.72), (0.98, 0.78)])
        yield from profile(nose, 0.4)
        yield Part(Role.PLINTH, box((0.3, -0.38, 0.14), (1.64, 0.38, 0.26)))
        yield Part(Role.PANEL, box((0.98, -0.26, 0.78), (1.2, 0.26, 1.08), chamfer=0.05, crown=0.04))
        yield Part(Role.PANEL, rod(Vector(1.02, 0, 1.05), Vector(0.88, 0, 1.2), 0.025, sides=8))
        yield Part(Role.PANEL, rod(Vector(0.88, -0.2, 1.2), Vector(0.88, 0.2, 1.2), 0.025, sides=8))
        yield Part(Role.ACCENT, box((0.28, -0.42, 0.2), (0.46, 0.42, 1.0), chamfer=0.05))
        yield Part(Role.PANEL, box((0.46, -0.3, 0.72), (0.56, 0.3, 1.0), chamfer=0.03))
        for y in (-0.26, 0.26):
            yield Part(Role.SCREEN, box((1.7, y - 0.07, 0.3), (1.73, y + 0.07, 0.38)))
        for x, radius in ((1.4, 0.16), (0.5, 0.18)):
            for y in (-0.4, 0.4):
                yield from wheel(Vector(x, y, radius), radius, 0.11)
        yield Part(Role.LEG, cylinder(0.02, 1.0, 1.36, sides=8).moved((0.36, 0.32, 0)))
        yield Part(Role.GUARD, cylinder(0.05, 1.36, 1.46, sides=12).moved((0.36, 0.32, 0)))

    def trailer(self, front: float) -> Iterator[Part]:
        """A frame with two shelves of totes, on four castors, with its drawbar; `front` is its front end."""
        rear, y = front + 1.35, 0.42
        yield Part(Role.STEEL, box((front, -y, 0.2), (rear, y, 0.26)))
        yield Part(Role.LEG, rod(Vector(rear, 0, 0.22), Vector(rear + 0.5, 0, 0.22), 0.025, sides=8))
        for x in (front, rear - 0.05):
            for side in (-y, y - 0.05):
                yield Part(Role.LEG, box((x, side, 0.26), (x + 0.05, side + 0.05, 1.3)))
            yield Part(Role.LEG, box((x, -y + 0.05, 1.25), (x + 0.05, y - 0.05, 1.3)))
        yield Part(Role.STEEL, box((front + 0.05, -y + 0.02, 0.74), (rear - 0.05, y - 0.02, 0.77)))
        for x in (front + 0.12, rear - 0.12):
            for side in (-0.3, 0.3):
                yield from castor(Vector(x, side, 0.0), 0.085)
        for low in (0.26, 0.77):
            for column in range(2):
                for row in (-0.2, 0.2):
                    middle = (front + 0.36 + 0.62 * column, row, 0.0)
                    role = Role.ACCENT if (column + (low > 0.5)) % 2 else Role.SHELF
                    yield Part(role, box((-0.29, -0.18, low), (0.29, 0.18, low + 0.24)).moved(middle))
                    lid = box((-0.26, -0.15, low + 0.23), (0.26, 0.15, low + 0.242))
                    yield Part(Role.PANEL, lid.moved(middle))


forklift_at, tugger_at = map(fixed, (ForkliftShape, TuggerShape))
