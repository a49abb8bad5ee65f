"""The part: a carton with a slight bevel and a strip of tape, its underside centre at the origin."""

from geometry.mesh import Mesh
from geometry.solids import box
from layouts.space import Size


def carton(size: Size) -> Mesh:
    """Return the carton itself, in the product's colour."""
    x, y, edge = size.length / 2, size.width / 2, 0.04 * min(size.measures)
    return box((-x, -y, 0.0), (x, y, max(size.height, 0.01)), chamfer=edge, crown=edge)


def tape(size: Size) -> Mesh:
    """Return the strip of tape over its top and down its two ends."""
    x, half, top = size.length / 2, 0.09 * size.width, max(size.height, 0.01)
    drop, thin = 0.28 * top, 0.0015
    return Mesh.merged(
        [
            box((-x - thin, -half, top - drop), (-x, half, top + thin)),
            box((-x, -half, top), (x, half, top + thin)),
            box((x, -half, top - drop), (x + thin, half, top + thin)),
        ]
    )
