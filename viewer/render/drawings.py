"""Drawings on the floor: the thin lines of a plan, or a picture of one. They never hide what stands there."""

import warnings
from functools import lru_cache
from pathlib import Path

import numpy as np
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor

from geometry.mesh import Mesh
from geometry.palette import Role, Theme
from geometry.plans.underlay import Underlay
from layouts.errors import UserError
from viewer.render.arrays import Bytes, lines_of, polygons, set_texture_places, texture_of
from viewer.render.surfaces import actor_of, mapper_of, mixed, shares

LEVEL = 0.002
"""Height above the floor, metres."""
LINE, PICTURE = 0.75, 0.8
"""How opaque lines and pictures are."""
MOST_PIXELS = 100_000_000
LONGEST_SIDE = 4096
"""Pixels along a side of a picture as it is drawn."""


def drawing_actors(underlay: Underlay, theme: Theme, ratio: float) -> list[vtkActor]:
    """Return what draws a drawing; nothing where its picture cannot be read."""
    if underlay.picture is None:
        return [_lines(underlay, theme, ratio)] if len(underlay.lines) else []
    try:
        return [_picture(underlay, pixels_in(underlay.picture))]
    except UserError:
        return []  # `trouble_with` says why to whoever asked for the picture


def trouble_with(underlay: Underlay | None) -> str | None:
    """Say in one sentence why a drawing is not seen; None where it is."""
    if underlay is None or underlay.picture is None:
        return underlay.trouble if underlay else None
    try:
        pixels_in(underlay.picture)
    except UserError as error:
        return str(error)
    return None


@lru_cache(maxsize=2)
def pixels_in(path: Path) -> Bytes:
    """Return the pixels (h, w, 3) of a picture, made smaller where it is very large.

    Raises:
        UserError: where it cannot be read, or has too many of them.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 # only where there is a picture

    try:
        with warnings.catch_warnings(), Image.open(path, formats=("PNG", "JPEG")) as image:
            warnings.simplefilter("error")
            if image.width * image.height > MOST_PIXELS:
                raise UserError(f"{path}: {image.width:,} x {image.height:,} pixels; at most {MOST_PIXELS:,} are read")
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return np.asarray(image.convert("RGB"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, UnidentifiedImageError) as error:
        raise UserError(f"{path}: no picture as PNG or JPG, or one too large") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise UserError(f"{path}: damaged: {error}") from error


def _lines(underlay: Underlay, theme: Theme, ratio: float) -> vtkActor:
    ends = underlay.lines.reshape(-1, 2)
    data = vtkPolyData()
    lines_of(data, np.column_stack([ends, np.full(len(ends), LEVEL)]).astype(np.float32), 2)
    actor = actor_of(mapper_of(data, None), lit=False)
    actor.GetProperty().SetColor(*shares(mixed(theme[Role.FLOOR], theme[Role.MARKING], 0.8)))
    actor.GetProperty().SetOpacity(LINE)
    actor.GetProperty().SetLineWidth(1.1 * ratio)
    return actor


def _picture(underlay: Underlay, pixels: Bytes) -> vtkActor:
    from PIL import Image  # noqa: PLC0415 # only where there is a picture

    with Image.open(str(underlay.picture)) as image:
        corners = underlay.corners(image.width, image.height)
    points = np.column_stack([corners, np.full(4, LEVEL)]).astype(np.float32)
    up = np.tile(np.array([0, 0, 1], np.float32), (4, 1))
    data = polygons(Mesh(points, up, np.array([(0, 1, 2), (0, 2, 3)], np.int32)))
    set_texture_places(data, np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32))
    actor = actor_of(mapper_of(data, None), lit=False)
    actor.SetTexture(texture_of(pixels, mipmap=True))
    actor.GetProperty().SetOpacity(PICTURE)
    return actor
