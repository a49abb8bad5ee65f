"""What vehicles stand on and see with: wheels, castors, scanners, bumpers and seats."""

from collections.abc import Iterator

from geometry.models.model import Part
from geometry.palette import Role
from geometry.solids import box, circle, cylinder, loft, rod
from layouts.space import Vector


def wheel(hub: Vector, radius: float, wide: float, *, sides: int = 18) -> Iterator[Part]:
    """Return a tyre with a rim whose axle lies across the way (Y), `wide` about its hub."""
    start, end = hub.plus(Vector(0, -wide / 2)), hub.plus(Vector(0, wide / 2))
    yield Part(Role.PANEL, rod(start, end, radius, sides=sides))
    for near, out in ((start, -1), (end, 1)):
        yield Part(Role.STEEL, rod(near, near.plus(Vector(0, out * 0.008)), 0.55 * radius, sides=12))


def castor(foot: Vector, radius: float = 0.06) -> Iterator[Part]:
    """Return a small wheel in its fork, standing on the floor at `foot`."""
    yield from wheel(foot._replace(z=radius), radius, 0.6 * radius, sides=12)
    top = 2 * radius + 0.02
    yield Part(
        Role.LEG,
        box(
            (foot.x - 0.5 * radius, foot.y - 0.5 * radius, 2 * radius - 0.01),
            (foot.x + 0.5 * radius, foot.y + 0.5 * radius, top),
        ),
    )


def scanner(foot: Vector, radius: float = 0.07, high: float = 0.12) -> Iterator[Part]:
    """Return a laser scanner: a yellow foot and a dark head."""
    place = (foot.x, foot.y, foot.z)
    yield Part(Role.GUARD, cylinder(radius, 0.0, 0.45 * high, sides=14).moved(place))
    head = [(0.45 * high, 0.8 * radius), (0.7 * high, 0.8 * radius), (high, radius)]
    yield Part(Role.PANEL, loft([(z, circle(r, 14)) for z, r in head], smooth=True).moved(place))


def seat(low: Vector, wide: float) -> Iterator[Part]:
    """Return a driver's seat that looks along +X; `low` is the middle of its underside."""
    x, y, z = low
    half = wide / 2
    yield Part(Role.PANEL, box((x - 0.22, y - half, z), (x + 0.24, y + half, z + 0.12), chamfer=0.04, crown=0.03))
    yield Part(Role.PANEL, box((x - 0.3, y - 0.9 * half, z + 0.1), (x - 0.2, y + 0.9 * half, z + 0.56), crown=0.04))


def steering(hub: Vector, radius: float = 0.16) -> Iterator[Part]:
    """Return a steering wheel on its column in front (+X) of a seat."""
    yield Part(Role.PANEL, rod(hub.plus(Vector(0.14, 0, -0.36)), hub, 0.025, sides=8))
    lean = Vector(-0.3, 0.0, 0.95)
    yield Part(Role.PANEL, rod(hub, hub.plus(lean, 0.02), radius, sides=16))
