"""Which of its records holds for a subject at an instant."""

import numpy as np
from numpy.typing import NDArray

from replay.chunk import Column


class Timeline:
    """Records sorted by subject (0 to `subjects` - 1) and time."""

    def __init__(self, subject: Column, t: NDArray[np.float64], subjects: int) -> None:
        self._t = t
        self._first = np.searchsorted(subject, np.arange(subjects + 1))

    def rows_at(self, t: float) -> NDArray[np.intp]:
        """Return for each subject the row of its latest record up to `t`, -1 without one."""
        passed = np.concatenate(([0], np.cumsum(self._t <= t)))
        count = passed[self._first[1:]] - passed[self._first[:-1]]
        return np.where(count > 0, self._first[:-1] + count - 1, -1)


def picked(column: Column, rows: NDArray[np.intp], without: float) -> Column:
    """Return the values of a column in `rows`, and `without` where a row is -1."""
    if not len(column):
        return np.full(len(rows), without, dtype=column.dtype)
    return np.where(rows >= 0, column[rows], np.asarray(without, dtype=column.dtype))
