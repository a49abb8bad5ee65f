"""The caption of a film: what is seen and at what time, small, in the lower left corner."""

import numpy as np

from geometry.palette import Theme
from viewer.render.arrays import Bytes
from viewer.render.lettering import label

SHARE = 45
"""Letters are one so-manieth of the picture's height."""


def captioned(picture: Bytes, text: str, theme: Theme) -> Bytes:
    """Return a picture (h, w, 3) with a caption laid over it."""
    pixels = max(round(picture.shape[0] / SHARE), 9)
    plate = label(text, pixels, theme)[: picture.shape[0] - pixels, : picture.shape[1] - pixels]
    high, wide = plate.shape[:2]
    low, left = picture.shape[0] - pixels, pixels
    under = picture[low - high : low, left : left + wide].astype(np.float64)
    opacity = plate[..., 3:] / 255
    result = picture.copy()
    result[low - high : low, left : left + wide] = np.round(under + (plate[..., :3] - under) * opacity)
    return result


def clock(t: float) -> str:
    """Write a time since the start as hours, minutes and seconds."""
    whole = int(t + 1e-6)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
