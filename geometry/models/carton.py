"""The part: a carton with a slight bevel and a strip of tape, its underside centre at the origin.

There may be ten thousand of them in one frame, so each has only 24 triangles, and no bottom.
"""

from geometry.mesh import Mesh
from geometry.solids import loft, quad, rectangle
from layouts.space import Size


def carton(size: Size) -> Mesh:
    """Return the carton itself, in the product's colour."""
    edge, top = 0.04 * min(size.length, size.width), _top(size)
    outline, crown = rectangle(size.length, size.width), rectangle(size.length - 2 * edge, size.width - 2 * edge)
    return loft([(0.0, outline), (top - min(edge, 0.2 * top), outline), (top, crown)], bottom=False)


def tape(size: Size) -> Mesh:
    """Return the strip of tape over its top and down its two ends."""
    x, half, top = size.length / 2, 0.09 * size.width, _top(size)
    drop, thin = 0.7 * top, 0.0015
    over, out = top + thin, x + thin
    return Mesh.merged(
        [
            quad([(-out, half, drop), (-out, -half, drop), (-out, -half, over), (-out, half, over)]),
            quad([(-out, -half, over), (out, -half, over), (out, half, over), (-out, half, over)]),
            quad([(out, -half, drop), (out, half, drop), (out, half, over), (out, -half, over)]),
        ]
    )


def _top(size: Size) -> float:
    return max(size.height, 0.01)
