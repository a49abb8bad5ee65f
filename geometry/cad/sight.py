"""Which parts of an assembly are seen from outside: points on all of them are looked at from all sides.

Points are spread over every surface. From each direction they fall into a grid of cells somewhat wider than they lie
apart, and a part is seen where one of its points is the foremost of its cell, or lies at most a cell behind it. So a
part that shows through a gap narrower than a cell counts as hidden, and one just behind a skin as seen.
"""

import math
from dataclasses import dataclass

import numpy as np

from geometry.cad.assembly import Assembly, Floats, Whole

DIRECTIONS = 42
"""Directions from which one looks, spread evenly over the sphere."""
POINTS = 100_000
"""Points on all surfaces together; every part has some."""
LEAST = 40
CELL = 4.0
"""Width of a cell, in mean distances of the points: one surface in ten million cells has no point in a cell."""


@dataclass(frozen=True, eq=False)
class Sighting:
    """Which places (n,) are seen, and how that was found: points, directions, width of a cell in metres."""

    seen: Whole
    points: int
    directions: int
    cell: float


def look_at(assembly: Assembly) -> Sighting:
    """Look at an assembly from all sides."""
    points, owners = _points(assembly)
    area = sum(float(assembly.bodies[place.body].areas.sum()) for place in assembly.placed)
    cell = CELL * math.sqrt(area / len(points))
    seen = np.zeros(len(assembly.placed), bool)
    for direction in directions(DIRECTIONS):
        seen[owners[_foremost(points, direction, cell)]] = True
    return Sighting(np.flatnonzero(seen), len(points), DIRECTIONS, cell)


def directions(count: int) -> Floats:
    """Return directions (n, 3) spread evenly over the sphere, on a Fibonacci spiral."""
    numbers = np.arange(count) + 0.5
    z, angle = 1 - 2 * numbers / count, math.pi * (1 + math.sqrt(5)) * numbers
    level = np.sqrt(1 - z * z)
    return np.column_stack([level * np.cos(angle), level * np.sin(angle), z])


def _points(assembly: Assembly) -> tuple[Floats, Whole]:
    random = np.random.default_rng(1)
    areas = np.array([assembly.bodies[place.body].areas.sum() for place in assembly.placed])
    counts = np.maximum(np.ceil(POINTS * areas / areas.sum()).astype(np.int64), LEAST)
    clouds = [
        place.apply(assembly.bodies[place.body].sampled(count, random)[0])
        for place, count in zip(assembly.placed, counts, strict=True)
    ]
    return np.concatenate(clouds), np.repeat(np.arange(len(counts)), counts)


def _foremost(points: Floats, direction: Floats, cell: float) -> Whole:
    """The numbers of the points that are seen from a direction."""
    beside = np.cross(direction, (0.0, 0.0, 1.0) if abs(direction[2]) < 0.9 else (1.0, 0.0, 0.0))
    beside /= np.linalg.norm(beside)
    columns, rows = ((points @ axis) // cell for axis in (beside, np.cross(direction, beside)))
    columns, rows = columns - columns.min(), rows - rows.min()
    cells = (columns * (rows.max() + 1) + rows).astype(np.int64)
    depths = points @ direction
    front = np.full(int(cells.max()) + 1, -np.inf)
    np.maximum.at(front, cells, depths)
    return np.flatnonzero(depths >= front[cells] - cell)
