"""The marks on belts that move with them."""

from geometry.mesh import Mesh
from geometry.solids import quad

PERIOD = 0.6
"""Metres from one mark to the next."""
LENGTH, STROKE, WIDTH = 0.09, 0.035, 0.5
"""How far a mark points ahead, how thick it is (metres), and its width as a share of the belt's."""
LIFT = 0.004
"""Height above the belt, metres: enough not to flicker, too little to be seen."""


def chevron() -> Mesh:
    """Return an arrow head that points along +X, one metre wide, its middle at the origin."""
    tip, back = LENGTH / 2, -LENGTH / 2
    left = quad([(back, 0.5, 0), (back - STROKE, 0.5, 0), (tip - STROKE, 0, 0), (tip, 0, 0)])
    right = quad([(tip, 0, 0), (tip - STROKE, 0, 0), (back - STROKE, -0.5, 0), (back, -0.5, 0)])
    return Mesh.merged((left, right))
