"""Copies in rows and columns, and copies as a mirror shows them."""

from collections.abc import Iterable
from functools import partial

from layouts.editing.adding import copies
from layouts.editing.moving import reflected, shifted
from layouts.model import Layout
from layouts.space import Vector

MOST_COPIES = 1000
"""Pieces that one array may add."""


def arrayed(
    layout: Layout, ids: Iterable[str], rows: int, columns: int, apart: Vector
) -> tuple[Layout, tuple[str, ...]]:
    """Repeat equipment in rows up the plan and columns to the right; return the ids of the copies.

    `apart` is from one column to the next (x) and from one row to the next (y), metres. What there is stays as the
    first of the first row.

    Raises:
        ValueError: where there are no rows or no columns, or more than 1,000 copies of pieces.
    """
    names = [*ids]
    if rows < 1 or columns < 1:
        raise ValueError(f"{rows} rows and {columns} columns: there must be one of each at least")
    count = (rows * columns - 1) * len(names)
    if count > MOST_COPIES:
        raise ValueError(f"{count:,} copies: {MOST_COPIES:,} are made at once at most")
    steps = [Vector(column * apart.x, row * apart.y) for row in range(rows) for column in range(columns)][1:]
    if not steps:
        return layout, ()
    layout, made = copies(layout, names, [partial(shifted, by=step) for step in steps])
    return layout, tuple(name for fresh in made for name in fresh.values())


def mirrored(layout: Layout, ids: Iterable[str], at: float, along_x: bool) -> tuple[Layout, tuple[str, ...]]:
    """Copy equipment as a mirror at X = `at` (or at Y where not `along_x`) shows it; return the ids of the copies."""
    layout, (made,) = copies(layout, ids, [partial(reflected, at=at, along_x=along_x)])
    return layout, tuple(made.values())
