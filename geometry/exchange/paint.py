"""The materials of exchanged scenes: one for each colour in use, named by what it colours."""

from typing import NamedTuple

from geometry.models.model import Surface
from geometry.palette import OPACITY, Role, Theme, mixed, shares
from layouts.colors import hex_of

DRAWN = 0.65
"""How far lines of a drawing are on the way from the floor's colour to that of marks on it."""


class Paint(NamedTuple):
    """A colour (#rrggbb), how opaque it is (0 to 1), whether it shines by itself, and its name."""

    name: str
    color: str
    opacity: float = 1.0
    shines: bool = False

    @property
    def srgb(self) -> tuple[float, float, float]:
        """Red, green and blue as a screen takes them, each from 0 to 1."""
        return shares(self.color)

    @property
    def linear(self) -> tuple[float, float, float]:
        """Red, green and blue as light adds up, each from 0 to 1 (IEC 61966-2-1)."""
        red, green, blue = map(_linear, self.srgb)
        return red, green, blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def paint_of(surface: Surface, theme: Theme) -> Paint:
    """Return what a surface is painted with."""
    role = surface.role.name.lower()
    opacity = OPACITY.get(surface.role, 1.0)
    if surface.tint is None:
        return Paint(role, theme[surface.role], opacity)
    color = hex_of(surface.tint)
    return Paint(f"{role}_{color[1:]}", color, opacity)


def part_paint(color: str) -> Paint:
    """Return what a part of a colour (#rrggbb) is painted with."""
    return Paint(f"part_{color[1:]}", color)


def drawing_paint(theme: Theme) -> Paint:
    """Return what the lines of a drawing on the floor are painted with."""
    return Paint("drawing", mixed(theme[Role.FLOOR], theme[Role.MARKING], DRAWN))
