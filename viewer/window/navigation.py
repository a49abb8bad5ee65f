"""How the mouse moves the camera: orbit, pan and zoom, with the floor always level."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from geometry.picking import Ray
from layouts.space import Vector

DEGREES_A_PIXEL = 0.35
"""How far the camera turns about what it looks at when the mouse moves by a pixel."""

LOWEST, HIGHEST = 3.0, 90.0
"""Elevation of the camera above the floor, degrees."""

NEAREST, FARTHEST = 0.5, 5_000.0
"""Distance of the camera from what it looks at, metres."""

INNER = 0.82
"""Part of the view that everything is fitted into."""


@dataclass(frozen=True)
class Eye:
    """A camera: where it is, what it looks at and what is up; `reach` is half the height of the view there, metres."""

    position: Vector
    focus: Vector
    up: Vector
    reach: float

    @property
    def distance(self) -> float:
        """Metres from the camera to what it looks at."""
        return self.position.minus(self.focus).norm()

    @property
    def elevation(self) -> float:
        """Degrees above the floor, seen from what it looks at."""
        back = self.position.minus(self.focus)
        return math.degrees(math.atan2(back.z, math.hypot(back.x, back.y)))

    @property
    def azimuth(self) -> float:
        """Direction of the camera seen from what it looks at, degrees anticlockwise from +X."""
        back = self.position.minus(self.focus)
        if math.hypot(back.x, back.y) > 1e-6 * self.distance:
            return math.degrees(math.atan2(back.y, back.x))
        return math.degrees(math.atan2(-self.up.y, -self.up.x))  # seen from above, up on the screen is away from us

    def ray(self, right: float, up: float, parallel: bool) -> Ray:
        """Return what is behind a point of the view at `right` and `up` of its middle, in halves of its height."""
        there = self.focus.plus(self._on_screen(right, up))
        start = self.position.plus(self._on_screen(right, up)) if parallel else self.position
        return Ray(start, there.minus(start))

    def seen(self, point: Vector, parallel: bool) -> tuple[float, float] | None:
        """Return where in the view a point is seen, to the right of and above its middle, in halves of its height.

        None for a point behind the eye. The inverse of `ray`.
        """
        right, up, back = self._axes
        offset = point.minus(self.position)
        depth = -_dot(offset, back)
        if parallel:
            return _dot(offset, right) / self.reach, _dot(offset, up) / self.reach
        if depth <= 0:
            return None
        scale = self.distance / (depth * self.reach)
        return _dot(offset, right) * scale, _dot(offset, up) * scale

    def orbited(self, right: float, down: float) -> Self:
        """Turn about the focus as the mouse moves by pixels to the right and down."""
        azimuth = math.radians(self.azimuth - right * DEGREES_A_PIXEL)
        raised = min(max(self.elevation + down * DEGREES_A_PIXEL, LOWEST), HIGHEST)
        level, height = math.cos(math.radians(raised)), math.sin(math.radians(raised))
        back = Vector(level * math.cos(azimuth), level * math.sin(azimuth), height)
        up = Vector(-height * math.cos(azimuth), -height * math.sin(azimuth), level)
        return replace(self, position=self.focus.plus(back, self.distance), up=up)

    def panned(self, right: float, up: float) -> Self:
        """Let the scene follow the mouse; `right` and `up` in halves of the height of the view."""
        shift = self._on_screen(right, up)
        return replace(self, position=self.position.minus(shift), focus=self.focus.minus(shift))

    def zoomed(self, factor: float, right: float = 0.0, up: float = 0.0) -> Self:
        """Come nearer (`factor` below 1) to the point of the view at `right` and `up`, in halves of its height."""
        factor = min(max(factor, NEAREST / self.distance), FARTHEST / self.distance)
        kept = self.focus.plus(self._on_screen(right, up))
        position = kept.plus(self.position.minus(kept), factor)
        focus = kept.plus(self.focus.minus(kept), factor)
        return replace(self, position=position, focus=focus, reach=self.reach * factor)

    def fitted(self, points: Iterable[Vector], aspect: float, parallel: bool) -> Self:
        """Look from the same direction at all points, as near as the margin allows; `aspect` is width by height.

        With perspective each side of the view is a plane through the eye: a point `x` aside and `z` before the focus is
        inside of it where |x - c| <= t (D - z), t the slope of that plane, D the depth of the eye and c its shift.
        """
        axes = self._axes
        seen = [[_dot(point.minus(self.focus), axis) for axis in axes] for point in points]
        sides = (aspect, 1.0)
        if parallel:
            spans = [(min(at[axis] for at in seen), max(at[axis] for at in seen)) for axis in (0, 1)]
            reach = max((high - low) / 2 / side for (low, high), side in zip(spans, sides, strict=True)) / INNER
            return self._shifted([(low + high) / 2 for low, high in spans], 0.0, self.distance, max(reach, NEAREST))
        slope = self.reach / self.distance * INNER
        bounds = [_bounds(seen, axis, slope * side) for axis, side in enumerate(sides)]
        middle = (min(at[2] for at in seen) + max(at[2] for at in seen)) / 2
        distance = max(*(depth for depth, _ in bounds), middle + NEAREST) - middle
        return self._shifted([centre for _, centre in bounds], middle, distance, distance * self.reach / self.distance)

    @property
    def _axes(self) -> tuple[Vector, Vector, Vector]:
        """Unit vectors to the right, up and towards the eye."""
        back = _unit(self.position.minus(self.focus))
        sideways = _unit(_cross(self.up, back))
        return sideways, _cross(back, sideways), back

    def _shifted(self, aside: Sequence[float], depth: float, distance: float, reach: float) -> Self:
        right, up, back = self._axes
        focus = self.focus.plus(right, aside[0]).plus(up, aside[1]).plus(back, depth)
        return replace(self, position=focus.plus(back, distance), focus=focus, reach=reach)

    def _on_screen(self, right: float, up: float) -> Vector:
        """Return a shift in the plane of the screen through the focus, metres."""
        sideways, upwards, _ = self._axes
        return Vector(0.0, 0.0, 0.0).plus(sideways, right * self.reach).plus(upwards, up * self.reach)


def _bounds(seen: Sequence[Sequence[float]], axis: int, slope: float) -> tuple[float, float]:
    """Return how deep the eye must be for the two sides of one axis, and how far aside it is then best."""
    high = max(at[axis] + slope * at[2] for at in seen)
    low = max(-at[axis] + slope * at[2] for at in seen)
    return (high + low) / (2 * slope), (high - low) / 2


def _dot(a: Vector, b: Vector) -> float:
    return a.x * b.x + a.y * b.y + a.z * b.z


def _cross(a: Vector, b: Vector) -> Vector:
    return Vector(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)


def _unit(vector: Vector) -> Vector:
    norm = vector.norm()
    return Vector(vector.x / norm, vector.y / norm, vector.z / norm)
