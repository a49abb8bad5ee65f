"""The drawing of a layout as it lies on the floor, in metres: lines, or a picture between four corners."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from geometry.cad.assembly import Floats
from geometry.plans.plan import plan_in
from layouts.drawing import METRES, Drawing, DrawingUnit, drawing_problems
from layouts.errors import UserError
from layouts.model import Layout


@dataclass(frozen=True, eq=False)
class Underlay:
    """Lines (n, 2, 2) on the floor, or a picture to lay there; `trouble` says why there is neither."""

    lines: Floats
    picture: Path | None = None
    drawing: Drawing | None = None
    trouble: str | None = None

    @cached_property
    def ends(self) -> tuple[tuple[float, float], ...]:
        """The lower left and the upper right end of the lines, as far as one would look from what stands there."""
        if not len(self.lines):
            return ()
        ends = np.clip(self.lines.reshape(-1, 2), -FARTHEST, FARTHEST)
        low, high = ends.min(axis=0), ends.max(axis=0)
        return (float(low[0]), float(low[1])), (float(high[0]), float(high[1]))

    @cached_property
    def polylines(self) -> tuple[Floats, ...]:
        """The lines put end to end where one begins at the end of the one before it: points (k, 2) of each."""
        breaks = np.flatnonzero(np.any(self.lines[1:, 0] != self.lines[:-1, 1], axis=1)) + 1
        runs = np.split(self.lines, breaks) if len(self.lines) else []
        return tuple(np.vstack([run[0, 0], run[:, 1]]) for run in runs)

    def corners(self, wide: int, high: int) -> Floats:
        """Where the corners of a picture of so many pixels lie (4, 2), from the lower left one anticlockwise."""
        if self.drawing is None:
            return np.zeros((4, 2))
        pixels = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float64)
        return on_floor(self.drawing, pixels, float(self.drawing.scale or 1.0))


FARTHEST = 500.0
"""How far from the origin a drawing still makes the floor larger, metres: stray lines are usual in plans."""
NOTHING = np.zeros((0, 2, 2))


def underlay_of(layout: Layout) -> Underlay | None:
    """Return the underlay of a layout; None where it has no drawing, or one with problems that `check` tells."""
    drawing = layout.drawing
    if drawing is None or any(drawing_problems(drawing, layout.folder)):
        return None
    path = drawing.path(layout.folder)
    if path is None:
        return None
    status = path.stat()
    return _underlay(drawing, path, (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=8)
def _underlay(drawing: Drawing, path: Path, stamp: tuple[int, int]) -> Underlay:
    if drawing.is_picture:
        return Underlay(NOTHING, path, drawing)
    try:
        return Underlay(_lines(drawing, path))
    except UserError as error:
        return Underlay(NOTHING, trouble=str(error))


def _lines(drawing: Drawing, path: Path) -> Floats:
    plan = plan_in(path)
    unit = drawing.unit or (DrawingUnit(plan.unit) if plan.unit else None)
    if unit is None:
        raise UserError(f"{path}: the plan does not say its unit: give it in the layout, as `unit: mm`")
    unknown = [layer for layer in drawing.layers if layer not in plan.layers]
    if unknown:
        raise UserError(f"{path}: there is no layer {unknown[0]!r}; it has {', '.join(map(repr, plan.layers[:20]))}")
    shown = [number for number, layer in enumerate(plan.layers) if not drawing.layers or layer in drawing.layers]
    lines = plan.lines[np.isin(plan.numbers, shown)]
    return on_floor(drawing, lines.reshape(-1, 2), METRES[unit]).reshape(-1, 2, 2)


def on_floor(drawing: Drawing, points: Floats, metres: float) -> Floats:
    """Bring points (n, 2) of a drawing, whose unit is so many metres, to the floor."""
    angle = np.radians(float(drawing.turn))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    placed: Floats = (points - np.array(drawing.origin)) * metres @ turn.T
    return placed
