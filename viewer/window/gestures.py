"""What a drag with the mouse does to a layout, as functions: move what is held, or turn it; typed numbers go first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geometry.snap_points import SnapPoint
from geometry.snapping import Guide, Snapper
from layouts import Layout
from layouts.document import Edit
from layouts.editing import moved, turned
from layouts.editing.typing import EXPECTED, Distance, Spot, Turning, Typed, Way
from layouts.space import Vector
from viewer.window.language import tr

DEGREES = "degrees"
"""The unit of bare numbers while something is turned."""
STEP = 15.0
"""Degrees between the directions and angles in which a drag rests."""


@dataclass(frozen=True)
class Held:
    """The keys that are held: `straight` along one axis, `free` of grid, steps and all that draws."""

    straight: bool = False
    free: bool = False


@dataclass(frozen=True)
class Shown:
    """What a gesture does at a moment: the edit, the lines and the point that say why, and the same in words."""

    edit: Edit
    said: str
    guides: Sequence[Guide] = ()
    point: SnapPoint | None = None


class Move:
    """Equipment that is dragged over the floor."""

    def __init__(self, layout: Layout, names: tuple[str, ...]) -> None:
        """Take hold of it."""
        self.names = names
        self._snapper = Snapper(layout, names)
        self._first = next((at.vector() for name in names if (at := layout.equipment[name].at)), None)

    def shown(self, by: Vector, held: Held, typed: Typed | None) -> Shown:
        """Return what it does, moved by the mouse or by what is typed."""
        if isinstance(typed, Turning):
            return Shown(
                lambda base: turned(base, self.names, typed.degrees),
                tr("turned by {angle}°", angle=f"{typed.degrees:g}"),
            )
        exact = self._exact(by, held, typed)
        if exact is not None:
            return Shown(lambda base: moved(base, self.names, exact), said(exact))
        wanted = _along_one_axis(by) if held.straight else Vector(by.x, by.y)
        if held.free:
            return Shown(lambda base: moved(base, self.names, wanted), said(wanted))
        snap = self._snapper.snap(wanted)
        there = _kept_on_axis(snap.by, wanted) if held.straight else snap.by
        point = snap.point if there == snap.by else None
        return Shown(lambda base: moved(base, self.names, there), said(there), snap.guides, point)

    def _exact(self, by: Vector, held: Held, typed: Typed | None) -> Vector | None:
        """How far it goes by what is typed."""
        if isinstance(typed, Way):
            return typed.by
        if isinstance(typed, Distance):
            return ahead(by, held, typed.metres)
        if isinstance(typed, Spot) and self._first is not None:
            return typed.at.minus(self._first)._replace(z=0.0)
        return None


class Turn:
    """Equipment that is turned about a point by its handle."""

    def __init__(self, layout: Layout, names: tuple[str, ...], about: Vector) -> None:
        """Take hold of it."""
        self.names, self._about = names, about
        self._turn = layout.equipment[names[0]].turn if len(names) == 1 else 0.0

    def shown(self, by: Vector, held: Held, typed: Typed | None) -> Shown:
        """Return what it does: `by.x` is the angle by which the mouse has turned it, degrees; a typed number is one."""
        degrees = by.x if held.free else round((self._turn + by.x) / STEP) * STEP - self._turn
        if isinstance(typed, Turning):
            degrees = typed.degrees
        elif isinstance(typed, Distance):
            degrees = typed.metres
        words = tr("turned by {angle}°", angle=f"{degrees:.1f}")
        if self._turn:
            words += tr(", to {angle}°", angle=f"{(self._turn + degrees) % 360:.1f}")
        return Shown(lambda base: turned(base, self.names, degrees, self._about), words)


Gesture = Move | Turn


def ahead(by: Vector, held: Held, metres: float) -> Vector:
    """Return the way over a distance in the direction of the mouse: the nearest of those 15° apart, or one axis."""
    angle = math.degrees(math.atan2(by.y, by.x)) if (by.x, by.y) != (0.0, 0.0) else 0.0
    step = 90.0 if held.straight else STEP
    way = Vector(metres, 0.0).turned(angle if held.free else round(angle / step) * step)
    return Vector(round(way.x, 9), round(way.y, 9))


def said(by: Vector) -> str:
    """Say how far that is."""
    far = math.hypot(by.x, by.y)
    angle = math.degrees(math.atan2(by.y, by.x)) % 360
    way = tr("{x} m along X, {y} m along Y", x=f"{by.x:+.3f}", y=f"{by.y:+.3f}")
    return f"{way}  ({tr('{far} m at {angle}°', far=f'{far:.3f}', angle=f'{angle:.1f}')})"


def invitation(text: str, typed: Typed | None, bare: str) -> str:
    """Say what can be typed, or what is made of what has been typed; `bare` is the unit of bare numbers."""
    if text:
        return f"{text}▏ " + (tr("Return: so. Esc: without it.") if typed else EXPECTED)
    if bare == DEGREES:
        return tr("Steps of 15°; Alt: freely. Or type an angle.")
    return tr(
        "Shift: one axis. Alt: freely. Or type {what}.", what=f"2.5,  @2, 0.5,  @1.5<30,  3, 4  ({bare}),  15 deg"
    )


def _along_one_axis(by: Vector) -> Vector:
    return Vector(by.x, 0.0) if abs(by.x) >= abs(by.y) else Vector(0.0, by.y)


def _kept_on_axis(by: Vector, wanted: Vector) -> Vector:
    """What snaps aside of the axis is left out."""
    return Vector(by.x if wanted.x else 0.0, by.y if wanted.y else 0.0)
