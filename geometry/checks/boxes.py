"""Which of many boxes overlap: a grid on the floor finds the pairs, at a cost that grows with boxes and pairs.

Boxes are (n, 2, 3) float64: the lowest and the highest corner of each, metres.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


def boxes_of(triangles: Floats) -> Floats:
    """Return the boxes (m, 2, 3) around triangles (m, 3, 3)."""
    return np.stack([triangles.min(axis=1), triangles.max(axis=1)], axis=1)


def pairs_within(boxes: Floats) -> Indices:
    """Return the pairs (k, 2) of boxes that overlap, the smaller number first, sorted."""
    pairs = pairs_between(boxes, boxes)
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def pairs_between(ones: Floats, others: Floats) -> Indices:
    """Return the pairs (k, 2) of a box of the ones and a box of the others that overlap, each pair once.

    A pair is taken in the cell that holds the lower left corner of what both have in common, and in no other.
    """
    if not len(ones) or not len(others):
        return np.zeros((0, 2), np.int64)
    grid = _Grid(ones, others)
    (who, cells), (whom, their_cells) = grid.entries(ones), grid.entries(others)
    order = np.argsort(their_cells, kind="stable")
    whom, their_cells = whom[order], their_cells[order]
    first = np.searchsorted(their_cells, cells, "left")
    counts = np.searchsorted(their_cells, cells, "right") - first
    a, cell = np.repeat(who, counts), np.repeat(cells, counts)
    b = whom[_ranges(first, counts)]
    common = np.maximum(ones[a, 0], others[b, 0])
    meets = np.all(common <= np.minimum(ones[a, 1], others[b, 1]), axis=1)
    meets &= grid.cell(common[:, :2]) == cell
    return np.column_stack([a[meets], b[meets]])


class _Grid:
    """Square cells on the floor, about as large as the boxes are on average."""

    def __init__(self, ones: Floats, others: Floats) -> None:
        low = np.minimum(ones[:, 0].min(axis=0), others[:, 0].min(axis=0))[:2]
        high = np.maximum(ones[:, 1].max(axis=0), others[:, 1].max(axis=0))[:2]
        extents = [(boxes[:, 1, :2] - boxes[:, 0, :2]).mean() for boxes in (ones, others)]
        span, number = float((high - low).max()), len(ones) + len(others)
        self.low = low
        self.size = max(float(np.mean(extents)), span / (2 * number**0.5), 1e-9)
        self.columns = int((high - low)[0] / self.size) + 1

    def cell(self, points: Floats) -> Indices:
        """Number of the cell of points (n, 2)."""
        x, y = self._at(points).T
        numbers: Indices = y * self.columns + x
        return numbers

    def entries(self, boxes: Floats) -> tuple[Indices, Indices]:
        """Return a box and a cell for each cell that a box touches."""
        first, last = self._at(boxes[:, 0, :2]), self._at(boxes[:, 1, :2])
        wide, deep = (last - first + 1).T
        counts = wide * deep
        who = np.repeat(np.arange(len(boxes)), counts)
        place = _ranges(np.zeros_like(counts), counts)
        x, y = first[who, 0] + place % wide[who], first[who, 1] + place // wide[who]
        return who, y * self.columns + x

    def _at(self, points: Floats) -> Indices:
        cells: Indices = ((points - self.low) / self.size).astype(np.int64)
        return cells


def _ranges(first: Indices, counts: Indices) -> Indices:
    """The numbers from each first on, as many as each counts, one after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    numbers: Indices = np.arange(total) + np.repeat(first - (ends - counts), counts)
    return numbers
