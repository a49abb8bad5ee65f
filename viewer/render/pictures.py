"""Pictures of a layout at one moment, drawn without a window."""

from types import TracebackType
from typing import Self

import numpy as np
import pyvista as pv

from geometry.scene import Scene, scene_of
from layouts.model import Layout
from replay.header import Header
from replay.playback import Moment
from viewer.render.arrays import Bytes, pixels_of
from viewer.render.options import DEFAULT_SIZE, Pixels, Quality, Take
from viewer.render.sight import window_of
from viewer.render.view import SceneView, soften_corners

OVERSAMPLING = {Quality.FAST: 1, Quality.FINE: 2, Quality.BEST: 3}
"""Pixels drawn along each side of one pixel of the picture."""
DEFAULT_TAKE = Take()


class Studio:
    """Draws one scene off screen, moment after moment; to be closed, or used as a context."""

    def __init__(self, scene: Scene, take: Take = DEFAULT_TAKE) -> None:
        """Set the scene up and look at it."""
        self.factor = OVERSAMPLING[take.quality]
        self.plotter = _plotter([side * self.factor for side in take.size])
        window_of(self.plotter).SetMultiSamples(0)
        self.view = SceneView(
            self.plotter, take.theme, pixel_ratio=self.factor * _lettering(take.size), texts=take.texts
        )
        self.view.sync(None, scene)
        self.view.set_camera(take.view)
        if take.quality is Quality.BEST:
            soften_corners(self.plotter)

    def picture(self, moment: Moment | None = None, header: Header | None = None) -> Bytes:
        """Draw a moment (None: the line at rest); return (h, w, 3)."""
        self.view.show(moment, header)
        window = window_of(self.plotter)
        window.Render()
        return _reduced(pixels_of(window), self.factor)

    def close(self) -> None:
        """Give the window back."""
        self.view.close()
        self.plotter.close()

    def __enter__(self) -> Self:
        """Stay open inside the context."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close at its end."""
        self.close()


def _lettering(size: Pixels) -> float:
    """Return how much larger than usual signs are drawn: smaller in small pictures, in which they would hide things."""
    return min(max(size.height / DEFAULT_SIZE.height, 0.65), 2.0)


def _plotter(size: list[int]) -> pv.BasePlotter:
    return pv.Plotter(off_screen=True, window_size=size, lighting="none")


def _reduced(pixels: Bytes, factor: int) -> Bytes:
    """Average squares of `factor` by `factor` pixels."""
    if factor == 1:
        return pixels
    high, wide = pixels.shape[0] // factor, pixels.shape[1] // factor
    squares = pixels.reshape(high, factor, wide, factor, 3).sum(axis=(1, 3), dtype=np.uint16)
    picture: Bytes = ((squares + factor * factor // 2) // (factor * factor)).astype(np.uint8)
    return picture


def render_picture(
    layout: Layout, moment: Moment | None = None, header: Header | None = None, take: Take = DEFAULT_TAKE
) -> Bytes:
    """Return a picture (h, w, 3) of a layout at a moment (None: at rest)."""
    with Studio(scene_of(layout), take) as studio:
        return studio.picture(moment, header)
