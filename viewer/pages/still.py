"""A picture of a layout, at rest or at a moment of its run, written to a file."""

from pathlib import Path

from PIL import Image

from layouts.model import Layout
from sim.progress import Progress
from viewer.pages.caption import captioned, clock
from viewer.pages.run import playback_of
from viewer.render.arrays import Bytes
from viewer.render.glide import Glide
from viewer.render.options import Take
from viewer.render.pictures import DEFAULT_TAKE, render_picture


def still_of(
    layout: Layout,
    at: float | None = None,
    take: Take = DEFAULT_TAKE,
    *,
    seed: int | None = None,
    progress: Progress | None = None,
) -> Bytes:
    """Return a picture (h, w, 3) of a layout `at` seconds after its start; None: at rest, not simulated.

    Raises:
        LayoutError: when the layout has problems that forbid simulating it.
    """
    if at is None:
        return render_picture(layout, take=take)
    playback = playback_of(layout, at, seed=seed, progress=progress)
    picture = render_picture(layout, Glide(playback).at(at), playback.trace.header, take)
    return captioned(picture, clock(at), take.theme) if take.caption else picture


def write_still(
    path: Path,
    layout: Layout,
    at: float | None = None,
    take: Take = DEFAULT_TAKE,
    *,
    seed: int | None = None,
    progress: Progress | None = None,
) -> None:
    """Draw a picture of a layout as `still_of` does and write it as PNG."""
    Image.fromarray(still_of(layout, at, take, seed=seed, progress=progress)).save(path, format="PNG", optimize=True)
