"""Colours as bytes and shares, and the mappers and actors that draw with them."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkMapper, vtkPolyDataMapper

from geometry.palette import mixed, rgb, shares
from viewer.render.arrays import Bytes

__all__ = [
    "AMBIENT",
    "COLOR",
    "NUMBER",
    "actor_of",
    "digits",
    "light_up",
    "mapper_of",
    "mixed",
    "numbers_of",
    "repeated",
    "rgb",
    "select_colors",
    "shares",
]

AMBIENT = 0.26
"""What reaches every side of everything."""
COLOR, NUMBER = "color", "number"
"""Names of the arrays that colour points: for the eye, and to tell which thing is at a pixel."""


def digits(numbers: NDArray[np.int64]) -> Bytes:
    """Write numbers below 2^24 as colours (n, 3)."""
    return np.stack([numbers >> 16, numbers >> 8, numbers], axis=-1).astype(np.uint8)


def numbers_of(pixels: Bytes) -> NDArray[np.int64]:
    """Read the numbers back from colours (..., 3)."""
    wide = pixels.astype(np.int64)
    return (wide[..., 0] << 16) + (wide[..., 1] << 8) + wide[..., 2]


def select_colors(mapper: vtkMapper, array: str | None) -> None:
    """Take the colours of points from an array as they are; None: from the actor."""
    mapper.SetScalarVisibility(array is not None)
    if array is not None:
        mapper.SetColorModeToDirectScalars()
        mapper.SetScalarModeToUsePointFieldData()
        mapper.SelectColorArray(array)


def actor_of(mapper: vtkMapper, *, lit: bool = True) -> vtkActor:
    """Return an actor with the matte look of everything here, or with plain colours where it is not lit."""
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().SetSpecular(0.0)
    light_up(actor, lit)
    return actor


def light_up(actor: vtkActor, lit: bool) -> None:
    """Draw with light, or with plain colours: VTK adds ambient and diffuse also where it is told to leave light out."""
    look = actor.GetProperty()
    look.SetLighting(lit)
    look.SetAmbient(AMBIENT if lit else 1.0)
    look.SetDiffuse(1.0 if lit else 0.0)


def mapper_of(data: vtkPolyData, array: str | None = COLOR) -> vtkPolyDataMapper:
    """Return a mapper that draws polygon data with the colours of an array."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    select_colors(mapper, array)
    return mapper


def repeated(color: Iterable[int], count: int) -> Bytes:
    """Return one colour for each of `count` points."""
    return np.tile(np.array([*color], np.uint8), (count, 1))
