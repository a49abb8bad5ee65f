"""What machines are built from: cabinets, tables, stands, guards of glass, louvres, tanks and ways for parts."""

import itertools
from collections.abc import Iterator

import numpy as np

from geometry.mesh import Mesh
from geometry.models.model import Part
from geometry.palette import Role
from geometry.solids import aligned, box, circle, cylinder, loft, rod
from layouts.space import Vector

EDGE = 0.012
"""How far a cabinet stays behind the declared size, which bands and handles reach, metres."""
RAIL = 0.03
MOST_SLITS = 8


def cabinet(x: float, y: float, top: float, *, doors: int = 2) -> Iterator[Part]:
    """Return a closed base of half sizes x and y up to `top`: plinth, body, band, doors in front and behind."""
    bx, by = x - EDGE, y - EDGE
    plinth = min(0.1, 0.2 * top)
    yield Part(Role.PLINTH, box((-bx + 0.03, -by + 0.03, 0.0), (bx - 0.03, by - 0.03, plinth)))
    yield Part(Role.BODY, box((-bx, -by, plinth), (bx, by, top), chamfer=0.02))
    low, high = top - min(0.1, 0.2 * top), top - min(0.03, 0.06 * top)
    yield Part(Role.ACCENT, box((-x, -y, low), (x, -by + 0.05, high)))
    edges = np.linspace(-bx + 0.04, bx - 0.04, doors + 1)
    for left, right in itertools.pairwise(edges):
        for front, rear in ((-by - 0.008, -by + 0.01), (by - 0.01, y)):
            yield Part(Role.TRIM, box((left + 0.008, front, plinth + 0.05), (right - 0.008, rear, low - 0.03)))


def stand(x: float, y: float, top: float, *, thick: float = 0.06, braced: bool = True) -> Iterator[Part]:
    """Return four legs on feet at the corners of half sizes x and y up to `top`, joined below and above."""
    for sx in (-1, 1):
        for sy in (-1, 1):
            left, right = sorted((sx * x, sx * (x - thick)))
            front, rear = sorted((sy * y, sy * (y - thick)))
            yield Part(Role.LEG, box((left, front, 0.0), (right, rear, top)))
    beams = (top - thick, 0.25 * top) if braced and top > 4 * thick else (top - thick,)
    for low in beams:
        for side in (-1, 1):
            front, rear = sorted((side * (y - 0.004), side * (y - thick + 0.004)))
            yield Part(Role.LEG, box((-x + thick, front, low), (x - thick, rear, low + thick)))
            left, right = sorted((side * (x - 0.004), side * (x - thick + 0.004)))
            yield Part(Role.LEG, box((left, -y + thick, low), (right, y - thick, low + thick)))


def way(x: float, half: float, height: float, *, role: Role = Role.BELT) -> Iterator[Part]:
    """Return a straight way for parts from -x to +x with its top at a height, `half` to each side, between rails."""
    yield Part(role, box((-x, -half, height - 0.04), (x, half, height)))
    for side in (-1, 1):
        near, far = sorted((side * half, side * (half + RAIL)))
        yield Part(Role.STEEL, box((-x, near, height - 0.09), (x, far, height + 0.02)))


def rollers(x: float, half: float, height: float, *, pitch: float = 0.12, most: int = 40) -> Iterator[Part]:
    """Return rollers across a way from -x to +x, their tops at a height, between side frames."""
    count = max(2, min(most, int(2 * x / pitch)))
    radius = 0.3 * 2 * x / count
    radius = min(radius, 0.04)
    for at in np.linspace(-x + radius, x - radius, count):
        bar = rod(Vector(0, -half, 0), Vector(0, half, 0), radius, sides=8)
        yield Part(Role.STEEL, bar.moved((float(at), 0, height - radius)))
    for side in (-1, 1):
        near, far = sorted((side * half, side * (half + RAIL)))
        yield Part(Role.LEG, box((-x, near, height - 0.1), (x, far, height + 0.015)))


def glazing(low: Vector, high: Vector, *, post: float = 0.05, sides: str = "flbr") -> Iterator[Part]:
    """Return a guard: four posts and a top frame between two corners, glass on the sides named (f, l, b, r)."""
    x0, y0, z0 = low
    x1, y1, z1 = high
    for left in (x0, x1 - post):
        for front in (y0, y1 - post):
            yield Part(Role.TRIM, box((left, front, z0), (left + post, front + post, z1)))
    for front in (y0, y1 - post):
        yield Part(Role.TRIM, box((x0 + post, front, z1 - post), (x1 - post, front + post, z1)))
    for left in (x0, x1 - post):
        yield Part(Role.TRIM, box((left, y0 + post, z1 - post), (left + post, y1 - post, z1)))
    panes = {
        "f": ((x0 + post, y0 + 0.4 * post, z0), (x1 - post, y0 + 0.6 * post, z1 - post)),
        "b": ((x0 + post, y1 - 0.6 * post, z0), (x1 - post, y1 - 0.4 * post, z1 - post)),
        "l": ((x0 + 0.4 * post, y0 + post, z0), (x0 + 0.6 * post, y1 - post, z1 - post)),
        "r": ((x1 - 0.6 * post, y0 + post, z0), (x1 - 0.4 * post, y1 - post, z1 - post)),
    }
    for side in sides:
        yield Part(Role.GLASS, box(*panes[side]))


def louvres(left: float, right: float, y: float, low: float, high: float, *, out: int = -1) -> Iterator[Part]:
    """Return dark slits on an upright face at y that looks towards -Y (`out` = -1) or +Y."""
    count = max(2, min(MOST_SLITS, int((high - low) / 0.05)))
    step = (high - low) / count
    front, rear = sorted((y + 0.004 * out, y - 0.006 * out))
    for number in range(count):
        bottom = low + (number + 0.25) * step
        yield Part(Role.PANEL, box((left, front, bottom), (right, rear, bottom + 0.45 * step)))


def tank(foot: Vector, radius: float, top: float, *, role: Role = Role.STEEL, sides: int = 20) -> Mesh:
    """Return an upright vessel with a cone below and a dome above, its outlet at `foot`."""
    high = top - foot.z
    cone, dome = min(0.28 * high, radius), min(0.16 * high, 0.45 * radius)
    layers = [(0.0, 0.14 * radius), (cone, radius), (high - dome, radius), (high - 0.35 * dome, 0.78 * radius)]
    layers.append((high, 0.2 * radius))
    return loft([(z, circle(r, sides)) for z, r in layers], smooth=True).moved(foot)


def drum(start: Vector, end: Vector, radius: float, *, sides: int = 20) -> Mesh:
    """Return a lying vessel with bulged ends from one point to another."""
    length = end.minus(start).norm()
    bulge = min(0.3 * radius, 0.2 * length)
    layers = [(0.0, 0.55 * radius), (bulge, radius), (length - bulge, radius), (length, 0.55 * radius)]
    return aligned(loft([(z, circle(r, sides)) for z, r in layers], smooth=True), start, end)


def duct(foot: Vector, top: float, radius: float) -> Iterator[Part]:
    """Return a chimney on a flange with a hat."""
    yield Part(Role.TRIM, cylinder(1.3 * radius, foot.z, foot.z + 0.03, sides=16).moved((foot.x, foot.y, 0)))
    yield Part(Role.STEEL, cylinder(radius, foot.z + 0.03, top - 0.1, sides=16).moved((foot.x, foot.y, 0)))
    hat = [(top - 0.07, 1.5 * radius), (top - 0.04, 1.5 * radius), (top, 0.3 * radius)]
    yield Part(Role.STEEL, loft([(z, circle(r, 16)) for z, r in hat], smooth=True).moved((foot.x, foot.y, 0)))
    neck = cylinder(0.4 * radius, top - 0.1, top - 0.07, sides=8)
    yield Part(Role.PANEL, neck.moved((foot.x, foot.y, 0)))


def arm_panel(foot: Vector, height: float) -> Iterator[Part]:
    """Return a control panel on a post that stands at `foot`, its screen towards -Y, its middle at a height."""
    low = height - 0.2
    yield Part(Role.LEG, rod(foot, foot._replace(z=low + 0.05), 0.025, sides=8))
    x, y = foot.x, foot.y
    yield Part(Role.PANEL, box((x - 0.17, y - 0.03, low), (x + 0.17, y + 0.03, low + 0.4), chamfer=0.012))
    yield Part(Role.SCREEN, box((x - 0.14, y - 0.034, low + 0.15), (x + 0.14, y - 0.025, low + 0.37)))
