"""Which thing is at which pixel: the scene drawn once more, each thing in the colour of its number."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyvista as pv
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from viewer.render.parts import FIRST_PART


@dataclass(frozen=True)
class Sight:
    """The number of the thing at each pixel (h, w), counted from the upper left; 0 where nothing is."""

    numbers: NDArray[np.int64]
    names: Mapping[int, str]

    def equipment(self, x: int, y: int) -> str | None:
        """Return the equipment at a pixel counted from the upper left."""
        return self.names.get(self._number(x, y))

    def part(self, x: int, y: int) -> int | None:
        """Return the row in the moment of the part at a pixel counted from the upper left."""
        number = self._number(x, y)
        return number - FIRST_PART if number >= FIRST_PART else None

    def seen(self) -> frozenset[str]:
        """Return all equipment of which a pixel is seen."""
        return frozenset(self.names[number] for number in np.unique(self.numbers).tolist() if number in self.names)

    def _number(self, x: int, y: int) -> int:
        high, wide = self.numbers.shape
        return int(self.numbers[y, x]) if 0 <= x < wide and 0 <= y < high else 0


def window_of(plotter: pv.BasePlotter) -> vtkRenderWindow:
    """Return the window of a plotter.

    Raises:
        RuntimeError: when the plotter is closed.
    """
    window: vtkRenderWindow | None = plotter.render_window
    if window is None:
        raise RuntimeError("the plotter is closed: it has no window to draw into")
    return window
