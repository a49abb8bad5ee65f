"""Letters and icons as small pictures with an alpha channel, and their packing into one atlas."""

import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import matplotlib
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from geometry.palette import Role, Symbol, Theme
from viewer.render.arrays import Bytes

FONT = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
"""Comes with PyVista's own dependency, reads Latin, Greek and Cyrillic, and is the same on every machine."""
ATLAS_WIDTH = 2048
GAP = 2
LONGEST_LINE = 24
"""Letters of a line of a name; longer names take two lines, and what does not fit into these is cut."""
SHARP = 4
"""Plates are drawn this much larger and scaled down."""


@lru_cache(maxsize=32)
def font(pixels: int) -> ImageFont.FreeTypeFont:
    """Return the font at a size in pixels."""
    return ImageFont.truetype(str(FONT), pixels)


def letters(text: str, pixels: int, color: str) -> Bytes:
    """Return text (h, w, 4) without a background."""
    left, top, right, bottom = font(pixels).getbbox(text)
    image = Image.new("RGBA", (math.ceil(right - left) + 2, math.ceil(bottom - top) + 2), color + "00")
    ImageDraw.Draw(image).text((1 - left, 1 - top), text, font=font(pixels), fill=color)
    return np.asarray(image)


def lines(text: str) -> str:
    """Break a long name into two lines, where it has a blank if possible, and cut what is longer."""
    if len(text) <= LONGEST_LINE:
        return text
    wrapped = textwrap.wrap(text, LONGEST_LINE, max_lines=2, placeholder="…")
    return "\n".join(wrapped)


def label(text: str, pixels: int, theme: Theme) -> Bytes:
    """Return text of one or more lines on a rounded plate (h, w, 4), letters of a size in pixels."""
    ascent, descent = font(pixels).getmetrics()
    beside, above = round(0.55 * pixels), round(0.14 * pixels)
    rows = text.split("\n")
    widest = max(font(pixels).getlength(row) for row in rows)
    size = (math.ceil(widest) + 2 * beside, len(rows) * (ascent + descent) + 2 * above)
    plate = Image.new("L", (size[0] * SHARP, size[1] * SHARP), 0)
    corner = (size[0] * SHARP - 1, size[1] * SHARP - 1)
    ImageDraw.Draw(plate).rounded_rectangle((0, 0, *corner), radius=0.38 * pixels * SHARP, fill=218)
    image = Image.new("RGBA", size, theme[Role.PLATE])
    image.putalpha(plate.resize(size, Image.Resampling.BOX))
    words = Image.new("RGBA", size, theme[Role.LABEL] + "00")
    for number, row in enumerate(rows):
        place = beside, above + number * (ascent + descent)
        ImageDraw.Draw(words).text(place, row, font=font(pixels), fill=theme[Role.LABEL])
    return np.asarray(Image.alpha_composite(image, words))


def soft_disc(pixels: int = 64) -> Bytes:
    """Return a white glow (h, w, 4) that fades from the middle."""
    at = (np.arange(pixels) + 0.5) / pixels * 2 - 1
    distance = np.hypot(at[:, None], at[None])
    disc = np.full((pixels, pixels, 4), 255, np.uint8)
    disc[..., 3] = np.round(255 * np.clip(1 - distance, 0, 1) ** 2)
    return disc


Draw = Callable[[ImageDraw.ImageDraw, str], None]
"""Draws an icon into a square of 200 pixels."""


def _check(draw: ImageDraw.ImageDraw, color: str) -> None:
    draw.line((58, 104, 88, 134, 144, 72), fill=color, width=24, joint="curve")


def _arrows(draw: ImageDraw.ImageDraw, color: str) -> None:
    for y, back, head, tip in ((76, 46, 112, 158), (124, 154, 88, 42)):
        draw.line((back, y, head, y), fill=color, width=18)
        draw.polygon([(head, y - 25), (head, y + 25), (tip, y)], fill=color)


def _cross(draw: ImageDraw.ImageDraw, color: str) -> None:
    for ends in ((62, 62, 138, 138), (62, 138, 138, 62)):
        draw.line(ends, fill=color, width=24)


def _bars(draw: ImageDraw.ImageDraw, color: str) -> None:
    draw.rectangle((66, 58, 88, 142), fill=color)
    draw.rectangle((112, 58, 134, 142), fill=color)


def _circle(draw: ImageDraw.ImageDraw, color: str) -> None:
    draw.ellipse((58, 58, 142, 142), outline=color, width=17)


def _person(draw: ImageDraw.ImageDraw, color: str) -> None:
    draw.ellipse((78, 46, 122, 90), fill=color)
    draw.pieslice((54, 96, 146, 196), 180, 360, fill=color)


def _wrench(draw: ImageDraw.ImageDraw, color: str) -> None:
    draw.line((66, 138, 118, 86), fill=color, width=24)
    draw.arc((100, 48, 152, 100), 0, 270, fill=color, width=20)


def _gear(draw: ImageDraw.ImageDraw, color: str) -> None:
    for tooth in range(8):
        angle = math.pi * tooth / 4
        x, y = math.cos(angle), math.sin(angle)
        draw.line((100 + 30 * x, 100 + 30 * y, 100 + 52 * x, 100 + 52 * y), fill=color, width=18)
    draw.ellipse((62, 62, 138, 138), outline=color, width=19)


def _square(draw: ImageDraw.ImageDraw, color: str) -> None:
    draw.rectangle((66, 66, 134, 134), fill=color)


def _drop(draw: ImageDraw.ImageDraw, color: str) -> None:
    draw.ellipse((64, 78, 136, 150), fill=color)
    draw.polygon([(100, 42), (70, 96), (130, 96)], fill=color)


def _cup(draw: ImageDraw.ImageDraw, color: str) -> None:
    draw.rounded_rectangle((62, 74, 118, 138), radius=14, fill=color)
    draw.rectangle((62, 74, 118, 100), fill=color)
    draw.arc((100, 80, 144, 122), -90, 90, fill=color, width=12)
    for steam in (76, 98):
        draw.line((steam, 48, steam, 64), fill=color, width=9)


def _moon(draw: ImageDraw.ImageDraw, color: str) -> None:
    outer = [(96 + 48 * math.cos(a), 100 + 48 * math.sin(a)) for a in np.linspace(0.28, 1.72, 40) * math.pi]
    hollow = [(122 + 38 * math.cos(a), 100 + 38 * math.sin(a)) for a in np.linspace(1.66, 0.34, 40) * math.pi]
    draw.polygon([*outer, *hollow], fill=color)


ICONS: Mapping[Symbol, Draw] = {
    Symbol.CHECK: _check,
    Symbol.ARROWS: _arrows,
    Symbol.CROSS: _cross,
    Symbol.BARS: _bars,
    Symbol.CIRCLE: _circle,
    Symbol.PERSON: _person,
    Symbol.WRENCH: _wrench,
    Symbol.GEAR: _gear,
    Symbol.SQUARE: _square,
    Symbol.DROP: _drop,
    Symbol.CUP: _cup,
    Symbol.MOON: _moon,
}
"""How each symbol is drawn."""


def emblem(symbol: Symbol, color: str, pixels: int) -> Bytes:
    """Return a symbol alone (h, w, 4), as large as on a disc of so many pixels."""
    image = Image.new("RGBA", (200, 200), color + "00")
    ICONS[symbol](ImageDraw.Draw(image), color)
    return np.asarray(image.resize((pixels, pixels), Image.Resampling.LANCZOS))


def pin(symbol: Symbol, color: str, theme: Theme, pixels: int) -> Bytes:
    """Return a disc with a symbol and a tip that points down (h, w, 4), `pixels` wide."""
    image = Image.new("RGBA", (200, 230), theme[Role.PLATE] + "00")
    draw = ImageDraw.Draw(image)
    rim = theme[Role.LABEL] if is_pale(color) else theme[Role.PLATE]
    draw.polygon([(66, 180), (134, 180), (100, 228)], fill=rim)
    draw.ellipse((4, 4, 196, 196), fill=rim)
    draw.ellipse((16, 16, 184, 184), fill=color)
    ICONS[symbol](draw, "#26313d" if is_pale(color) else "#ffffff")
    return np.asarray(image.resize((pixels, round(pixels * 1.15)), Image.Resampling.LANCZOS))


def is_pale(color: str) -> bool:
    """Tell whether dark signs read better on a colour (`#rrggbb`) than white ones."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.30 * red + 0.59 * green + 0.11 * blue > 160


def pack(pictures: Sequence[Bytes]) -> tuple[Bytes, NDArray[np.float32]]:
    """Put pictures into one atlas; return it with the place of each: u and v of lower left and upper right (n, 4)."""
    width = max(ATLAS_WIDTH, *(picture.shape[1] + 2 * GAP for picture in pictures))
    corners, x, y, tall = [], GAP, GAP, 0
    for picture in pictures:
        if x + picture.shape[1] + GAP > width:
            x, y, tall = GAP, y + tall + GAP, 0
        corners.append((x, y))
        x, tall = x + picture.shape[1] + GAP, max(tall, picture.shape[0])
    atlas = np.zeros((y + tall + GAP, width, 4), np.uint8)
    places = np.zeros((len(pictures), 4), np.float32)
    for number, ((left, top), picture) in enumerate(zip(corners, pictures, strict=True)):
        high, wide = picture.shape[:2]
        atlas[top : top + high, left : left + wide] = picture
        places[number] = left, top + high, left + wide, top
    scale = np.array([width, len(atlas)] * 2, np.float32)
    return atlas, np.abs(np.array([0, 1, 0, 1], np.float32) - places / scale)
