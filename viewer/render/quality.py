"""How much care a picture gets."""

from enum import Enum


class Quality(Enum):
    """What is spent on edges and corners: `fast` while something moves, `fine` for stills, `best` adds soft corners."""

    FAST = "fast"
    FINE = "fine"
    BEST = "best"
