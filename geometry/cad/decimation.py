"""Fewer triangles: edges are collapsed where that costs least, over all bodies together, down to a budget."""

from collections.abc import Iterator, Sequence

import numpy as np

from geometry.cad.assembly import Assembly, Body, Floats, Whole
from geometry.cad.collapse import Collapse
from geometry.cad.deviation import nearest_paint

ONE_BY_ONE = 60_000
"""Triangles, all bodies once, up to which edges are collapsed one by one; beyond, a library begins."""
AGGRESSION = 5.0
"""How readily the library collapses edges in one pass: slower and truer than its usual 7."""
APART = 4.0
"""Distance of bodies while the library collapses edges, in sizes of the largest."""


def levels_of(assembly: Assembly, budgets: Sequence[int]) -> Iterator[Assembly]:
    """Go through levels of detail: each draws at most so many triangles, or as few as can be had."""
    whole = sum(len(body.triangles) for body in assembly.bodies)
    fewest = max(ONE_BY_ONE, round(2 * budgets[0] * whole / assembly.triangles))
    if assembly.triangles > budgets[0] and whole > fewest:
        assembly = assembly.with_bodies(_collapsed(assembly.bodies, fewest))
    collapse = None
    for budget in budgets:
        if assembly.triangles > budget:
            collapse = collapse or Collapse(assembly)
            assembly = collapse.down_to(budget)
        yield assembly


def _collapsed(bodies: tuple[Body, ...], target: int) -> list[Body]:
    """All bodies with so many triangles between them; the error is shared out over all of them.

    They are laid out far apart, so that where a triangle lies tells to which body it belongs.
    """
    from fast_simplification import simplify  # noqa: PLC0415 # belongs to the extra

    size = max(float(np.ptp(body.points, axis=0).max()) for body in bodies)
    side = int(np.ceil(len(bodies) ** (1 / 3)))
    cells = np.array(np.unravel_index(np.arange(len(bodies)), (side,) * 3)).T * APART
    shifts = [cell - _middle(body) / size for cell, body in zip(cells, bodies, strict=True)]
    points = np.concatenate([body.points / size + shift for body, shift in zip(bodies, shifts, strict=True)])
    starts = np.cumsum([0, *(len(body.points) for body in bodies)])
    triangles = np.concatenate([body.triangles + start for body, start in zip(bodies, starts, strict=False)])
    fewer, kept = simplify(
        points, triangles.astype(np.int32), target_count=target, agg=AGGRESSION, preserve_border=True
    )
    places = np.clip(np.round(fewer / APART), 0, side - 1).astype(np.int64)
    owners = np.ravel_multi_index(tuple(places.T), (side,) * 3)
    owners = np.minimum(owners, len(bodies) - 1)
    return _taken_apart(bodies, (fewer - np.array(shifts)[owners]) * size, kept.astype(np.int64), owners)


def _middle(body: Body) -> Floats:
    middle: Floats = (body.points.min(axis=0) + body.points.max(axis=0)) / 2
    return middle


def _taken_apart(bodies: tuple[Body, ...], points: Floats, triangles: Whole, owners: Whole) -> list[Body]:
    """The bodies out of the points and triangles of all; one of which nothing is left stays as it was."""
    of = owners[triangles[:, 0]]
    order = np.argsort(of, kind="stable")
    ends = np.searchsorted(of[order], np.arange(len(bodies) + 1))
    found = []
    for number, body in enumerate(bodies):
        own = triangles[order[ends[number] : ends[number + 1]]]
        used, inverse = np.unique(own, return_inverse=True)
        fewer = Body(points[used], inverse.reshape(-1, 3), nearest_paint(body, points[own])).cleaned()
        found.append(fewer if len(fewer.triangles) else body)
    return found
