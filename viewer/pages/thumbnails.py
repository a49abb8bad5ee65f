"""Small pictures of all models for the library of the window, by `python -m viewer.pages.thumbnails FOLDER`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from geometry.models import OWN_MODELS
from viewer.pages.contact_sheet import cell_of
from viewer.render.options import Pixels

SIZE = Pixels(168, 144)
"""Twice the size at which they are shown, for screens of two dots a pixel."""

COLOURS = 48
"""Colours of a picture: enough for our surfaces, and a few kB each."""


def thumbnail(name: str) -> Image.Image:
    """Draw a model of our own.

    Raises:
        KeyError: when there is none of that name.
    """
    picture = Image.fromarray(cell_of(name)).resize(SIZE, Image.Resampling.LANCZOS)
    return picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the picture of each model into a folder."""
    parser = argparse.ArgumentParser(description="Draw a small picture of every model.")
    parser.add_argument("folder", type=Path, help="where they go, as NAME.png")
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    for name in OWN_MODELS:
        thumbnail(name).save(folder / f"{name}.png", format="PNG", optimize=True)


if __name__ == "__main__":
    main()
