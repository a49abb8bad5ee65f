"""What one may ask of a picture: from where, how large, with how much care. Loads neither PyVista nor VTK."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from geometry.palette import LIGHT, Theme


class View(Enum):
    """A direction to look from: from the front left above, straight down, from the operators' side."""

    ISO = "iso"
    TOP = "top"
    FRONT = "front"


class Quality(Enum):
    """What is spent on edges and corners: `fast` while something moves, `fine` for stills, `best` adds soft corners."""

    FAST = "fast"
    FINE = "fine"
    BEST = "best"


class Pixels(NamedTuple):
    """Width and height of a picture in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        """Write the size as the command line takes it."""
        return f"{self.width}x{self.height}"


DEFAULT_SIZE = Pixels(1280, 720)


@dataclass(frozen=True)
class Take:
    """How pictures are drawn; `caption` lays name and time over them, `texts` writes into the scene."""

    size: Pixels = DEFAULT_SIZE
    view: View = View.ISO
    theme: Theme = LIGHT
    quality: Quality = Quality.FINE
    caption: bool = False
    texts: bool = True
