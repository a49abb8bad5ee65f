"""Where one looks from: three views, each fitted so that everything is seen with a margin."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkCamera

from viewer.render.options import View

__all__ = ["MARGIN", "STANCES", "View", "aim"]

MARGIN = 0.065
"""Share of the picture kept free on each side: names that would reach beyond the edge are drawn further in."""

NEAREST = 0.5
"""Metres between the eye and what is nearest to it, at least."""
STEEPER = 0.6
"""How much steeper one looks at what is very long and narrow."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Stance:
    """A direction from the focus to the eye, what is up, and the angle of view (degrees; None: parallel)."""

    towards_eye: tuple[float, float, float]
    up: tuple[float, float, float]
    angle: float | None


STANCES = {
    View.ISO: Stance((-0.5, -1.0, 0.9), (0, 0, 1), 24.0),
    View.TOP: Stance((0.0, 0.0, 1.0), (0, 1, 0), None),
    View.FRONT: Stance((0.0, -1.0, 0.16), (0, 0, 1), 16.0),
}


def aim(camera: vtkCamera, view: View, points: Floats, aspect: float) -> None:
    """Look at points (n, 3) from a view, as near as the margin allows; `aspect` is width by height."""
    stance = STANCES[view]
    axes = _axes(_slanted(stance, points))
    seen = points @ axes.T
    if stance.angle is None:
        focus, distance = _parallel(camera, seen, aspect)
    else:
        focus, distance = _perspective(camera, seen, aspect, stance.angle)
    centre = focus @ axes
    camera.SetFocalPoint(*centre)
    camera.SetPosition(*(centre + distance * axes[2]))
    camera.SetViewUp(*stance.up)


def _slanted(stance: Stance, points: Floats) -> Stance:
    """Look less from the side and more from above at what is long and narrow: it fills more of the picture so."""
    length, depth = np.ptp(points[:, 0]), np.ptp(points[:, 1])
    share = float(np.clip(2 * depth / max(length, 1e-6), 0.4, 1.0))
    x, y, z = stance.towards_eye
    return Stance((x * share, y, z * (1 + STEEPER * (1 - share) * bool(x))), stance.up, stance.angle)


def _axes(stance: Stance) -> Floats:
    """Right, up and towards the eye, as rows."""
    back = np.array(stance.towards_eye) / np.linalg.norm(stance.towards_eye)
    right = np.cross(stance.up, back)
    right /= np.linalg.norm(right)
    return np.array([right, np.cross(back, right), back])


def _parallel(camera: vtkCamera, seen: Floats, aspect: float) -> tuple[Floats, float]:
    low, high = seen.min(axis=0), seen.max(axis=0)
    half = (high - low) / 2
    camera.ParallelProjectionOn()
    camera.SetParallelScale(max(half[1], half[0] / aspect, 0.5) / (1 - 2 * MARGIN))
    return (low + high) / 2, float(half[2] * 2 + 20)


def _perspective(camera: vtkCamera, seen: Floats, aspect: float, angle: float) -> tuple[Floats, float]:
    """The nearest eye from which no point is outside: each side of the picture is a plane through the eye.

    A point (x, z) is inside where |x - c| <= t (D - z), with t the tangent of half the angle and D the depth of the
    eye: two bounds on D + c / t and D - c / t, of which the largest over all points decide.
    """
    camera.ParallelProjectionOff()
    camera.SetViewAngle(angle)
    tall = np.tan(np.radians(angle / 2)) * (1 - 2 * MARGIN)
    depths, centres = [], []
    for axis, tangent in ((0, tall * aspect), (1, tall)):
        right = float(np.max(seen[:, axis] + tangent * seen[:, 2]))
        left = float(np.max(-seen[:, axis] + tangent * seen[:, 2]))
        depths.append((right + left) / (2 * tangent))
        centres.append((right - left) / 2)
    low, high = float(seen[:, 2].min()), float(seen[:, 2].max())
    middle = (low + high) / 2
    return np.array([*centres, middle]), max(*depths, high + NEAREST) - middle
