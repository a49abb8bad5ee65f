"""Reading DXF plans into straight lines, with ezdxf. Only the child process does this.

Blocks may hold blocks, and a small file may so stand for more lines than there are atoms: every entity that comes out
is counted, and so are levels and rows of copies.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geometry.cad.assembly import Floats
from layouts.errors import UserError

if TYPE_CHECKING:
    from ezdxf.document import Drawing

MOST_ENTITIES = 150_000
"""Entities that a plan expands to, at most."""
MOST_LINES = 1_000_000
DEEPEST = 12
"""Blocks within blocks."""
FARTHEST = 1e9
"""Coordinates beyond this are no place."""
DRAWN = frozenset({"LWPOLYLINE", "POLYLINE", "ARC", "CIRCLE", "ELLIPSE", "SPLINE", "SOLID", "TRACE", "3DFACE"})
FINENESS = 200
"""A curve leaves its true course by at most this part of its size."""
UNITS = {1: "in", 2: "ft", 4: "mm", 5: "cm", 6: "m"}
"""Units by their number in a DXF file ($INSUNITS); 0, which is usual, means that it does not say."""


class Insert(NamedTuple):
    """A block where it stands: name, layer, turn in degrees, mirrored or not, box in its own axes, insertion point."""

    name: str
    layer: str
    turn: float
    mirrored: bool
    low: tuple[float, float]
    high: tuple[float, float]
    at: tuple[float, float]


class Lines(NamedTuple):
    """A plan in its own units: lines (n, 2, 2), the number of each one's layer (n,), layers, blocks, the unit."""

    lines: Floats
    numbers: Floats
    layers: list[str]
    inserts: list[Insert]
    unit: str | None


def read_plan(path: Path) -> Lines:
    """Read a DXF file, also a damaged one as far as it goes.

    Raises:
        UserError: where there is nothing in it, or far too much.
    """
    from ezdxf import recover  # noqa: PLC0415 # belongs to the extra, and only the child needs it

    document, _ = recover.readfile(str(path))
    walk = _Walk(path, document)
    walk.through()
    lines = np.array(walk.lines, np.float64).reshape(-1, 2, 2)
    fine = np.isfinite(lines).all(axis=(1, 2)) & (np.abs(np.nan_to_num(lines)).max(axis=(1, 2), initial=0) < FARTHEST)
    if not fine.any():
        raise UserError(f"{path}: there is nothing in it that can be drawn")
    numbers = np.array(walk.numbers, np.float64)
    unit = UNITS.get(int(document.header.get("$INSUNITS", 0) or 0))
    return Lines(lines[fine], numbers[fine], walk.layers, walk.inserts, unit)


class _Walk:
    """Goes through model space and the blocks in it, and counts."""

    def __init__(self, path: Path, document: "Drawing") -> None:
        self.path, self.document = path, document
        self.hidden = {layer.dxf.name.lower() for layer in document.layers if layer.is_off() or layer.is_frozen()}
        self.lines: list[tuple[tuple[float, float], tuple[float, float]]] = []
        self.numbers: list[int] = []
        self.layers: list[str] = []
        self.inserts: list[Insert] = []
        self.count = 0

    def through(self) -> None:
        """Take every line of model space."""
        for entity in self.document.modelspace():
            first = len(self.lines)
            self._take(entity, "0", 0)
            if entity.dxftype() == "INSERT" and len(self.lines) > first:
                self.inserts.append(_insert(entity, np.array(self.lines[first:], np.float64)))

    def _take(self, entity: Any, layer: str, depth: int) -> None:  # noqa: ANN401 # ezdxf has a class for each entity
        self.count += 1
        if self.count > MOST_ENTITIES:
            raise UserError(f"{self.path}: its blocks expand to more than {MOST_ENTITIES:,} entities")
        own = str(entity.dxf.get("layer", "0"))
        layer = layer if own == "0" and depth else own
        if layer.lower() in self.hidden:
            return
        if entity.dxftype() == "INSERT":
            for part in self._parts(entity, depth):
                self._take(part, layer, depth + 1)
        elif entity.dxftype() == "LINE":
            start, end = entity.dxf.start, entity.dxf.end
            self._add([(start.x, start.y), (end.x, end.y)], layer)
        elif entity.dxftype() in DRAWN:
            self._draw(entity, layer)

    def _parts(self, insert: Any, depth: int) -> Iterator[Any]:  # noqa: ANN401 # as above
        if depth >= DEEPEST:
            raise UserError(f"{self.path}: blocks within blocks, more than {DEEPEST} levels deep")
        if insert.mcount > MOST_ENTITIES:
            raise UserError(f"{self.path}: a block with {insert.mcount:,} copies in rows and columns")
        for one in insert.multi_insert() if insert.mcount > 1 else (insert,):
            yield from one.virtual_entities()

    def _draw(self, entity: Any, layer: str) -> None:  # noqa: ANN401 # as above
        from ezdxf.path import make_path  # noqa: PLC0415 # belongs to the extra

        course = make_path(entity)
        if not len(course):
            return
        box = np.array([(v.x, v.y) for v in course.control_vertices()], np.float64)
        size = float(np.ptp(box, axis=0).max())
        if not np.isfinite(size):
            return
        self._add([(v.x, v.y) for v in course.flattening(max(size / FINENESS, 1e-9), segments=4)], layer)

    def _add(self, points: list[tuple[float, float]], layer: str) -> None:
        if len(self.lines) + len(points) > MOST_LINES:
            raise UserError(f"{self.path}: more than {MOST_LINES:,} lines")
        if layer not in self.layers:
            self.layers.append(layer)
        self.lines += pairwise(points)
        self.numbers += [self.layers.index(layer)] * (len(points) - 1)


def _insert(entity: Any, lines: Floats) -> Insert:  # noqa: ANN401 # ezdxf has a class for each entity
    """Measure a block in its own axes."""
    turn = float(entity.dxf.get("rotation", 0.0)) % 360.0
    angle = np.radians(turn)
    at = np.array([entity.dxf.insert.x, entity.dxf.insert.y])
    inverse = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    own = (lines.reshape(-1, 2) - at) @ inverse.T
    mirrored = float(entity.dxf.get("xscale", 1.0)) * float(entity.dxf.get("yscale", 1.0)) < 0
    low, high = own.min(axis=0), own.max(axis=0)
    ends = ((float(low[0]), float(low[1])), (float(high[0]), float(high[1])))
    layer = str(entity.dxf.get("layer", "0"))
    return Insert(str(entity.dxf.name), layer, turn, mirrored, *ends, (float(at[0]), float(at[1])))
