"""Positions in the hall: points, sizes, poses and the paths of conveyors.

Right-handed, metres; origin in the lower left corner of the hall on the plan at floor level; X to the right, Y up
the plan, Z up. Angles are degrees anticlockwise seen from above.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from layouts.errors import Code, fault
from layouts.quantities import NUMBER, UNITS, Dimension, Quantity, decimal_point, meant_unit, parse, shortest

ARC_STEP = 5.0
"""Degrees of a curve that one straight piece of a path spans (0.03 % shorter than the arc)."""

_SIZE = re.compile(rf"({NUMBER}(?:\s*[x×]\s*{NUMBER}){{1,2}})\s*(mm|cm|m)")

_ALMOST_A_SIZE = re.compile(r"(\d+(?:[.,]\d+)?(?:\s*[x×X*]\s*\d+(?:[.,]\d+)?){1,2})\s*([a-zA-Z]+)?")
"""A size without a unit, with decimal commas, stars for crosses, or a unit written in another way."""


class Vector(NamedTuple):
    """A point or a direction in space, metres."""

    x: float
    y: float
    z: float = 0.0

    def plus(self, other: "Vector", times: float = 1.0) -> "Vector":
        """Return `self + times * other`."""
        return Vector(self.x + times * other.x, self.y + times * other.y, self.z + times * other.z)

    def minus(self, other: "Vector") -> "Vector":
        """Return `self - other`."""
        return self.plus(other, -1.0)

    def norm(self) -> float:
        """Return the length."""
        return math.hypot(self.x, self.y, self.z)

    def turned(self, degrees: float) -> "Vector":
        """Return the vector turned anticlockwise about Z; multiples of 90° are exact."""
        cos, sin = _cos_sin(degrees)
        return Vector(cos * self.x - sin * self.y, sin * self.x + cos * self.y, self.z)


def _cos_sin(degrees: float) -> tuple[float, float]:
    quarters = degrees / 90.0
    if quarters == int(quarters):
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarters) % 4]
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


@dataclass(frozen=True)
class Point:
    """A place in the hall as a file gives it: `[x, y]` (on the floor of its level) or `[x, y, z]`."""

    x: float
    y: float
    z: float | None = None

    def vector(self, z: float = 0.0) -> Vector:
        """Return the point in space, at height `z` where the file gives none."""
        return Vector(self.x, self.y, z if self.z is None else self.z)

    @classmethod
    def decode(cls, value: Any, unit: float) -> "Point":
        """Read a list of two or three coordinates; bare numbers count in `unit` metres.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Point):
            return value
        if not isinstance(value, list | tuple) or len(value) not in (2, 3):
            raise fault(Code.FORM, value, "a point: [x, y] or [x, y, z]")
        return cls(*(_coordinate(number, unit) for number in value))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`; the context's `coordinates` gives the unit of bare numbers."""

        def decode(value: Any, info: core_schema.ValidationInfo) -> Point:
            return cls.decode(value, (info.context or {}).get("coordinates", 1.0))

        return core_schema.with_info_plain_validator_function(decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the list form."""
        number = {"type": ["number", "string"]}
        return {
            "type": "array",
            "items": number,
            "minItems": 2,
            "maxItems": 3,
            "description": "a point [x, y] or [x, y, z]",
        }


def _coordinate(value: Any, unit: float) -> float:
    """Read one coordinate into metres; one that came as text remembers it, so that it is saved as it was typed."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value if isinstance(value, Quantity) else float(value)
    if isinstance(value, str) and re.fullmatch(NUMBER, value.strip()) and math.isfinite(float(value)):
        return Quantity(float(value) * unit, value.strip())
    if isinstance(value, str) and value.strip()[-1:] == "m":
        return parse(value, Dimension.LENGTH)
    raise fault(Code.FORM, value, "a coordinate: a number such as 7.25")


@dataclass(frozen=True)
class Size:
    """Length along the flow, width across it and height, in metres; `text` is how it was typed."""

    length: float
    width: float
    height: float = 0.0
    text: str | None = None

    def __eq__(self, other: object) -> bool:
        """Compare the three measures, not the text."""
        return isinstance(other, Size) and self.measures == other.measures

    def __hash__(self) -> int:
        """Hash the three measures."""
        return hash(self.measures)

    @property
    def measures(self) -> tuple[float, float, float]:
        """Length, width and height."""
        return self.length, self.width, self.height

    def __str__(self) -> str:
        """Show the size as it was typed, or in millimetres."""
        return self.text or self.text_form()

    def text_form(self) -> str:
        """Return the text that says exactly these measures."""
        return _written_size([measure for measure in self.measures if measure])

    @classmethod
    def decode(cls, value: Any) -> "Size":
        """Read `L x W x H unit` (or `L x W unit`).

        Raises:
            PydanticCustomError: for anything else, and for a size that is not positive.
        """
        if isinstance(value, Size):
            return value
        match = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            raise _no_size(value)
        factor = UNITS[Dimension.LENGTH][match[2]]
        measures = [float(number) * factor for number in re.split(r"[x×]", match[1])]
        if min(measures) <= 0 or not all(map(math.isfinite, measures)):
            raise fault(Code.RANGE, repr(value), "a size greater than 0")
        return cls(measures[0], measures[1], measures[2] if len(measures) > 2 else 0.0, value.strip())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text form."""
        return {"type": "string", "description": "length x width x height", "examples": ["1.6 x 1.5 x 2.2 m"]}


def _no_size(value: Any) -> PydanticCustomError:
    """Say what is wrong with a text that is no size, and what was probably meant."""
    expected = "a size such as 1.6 x 1.5 x 2.2 m (length x width x height)"
    match = _ALMOST_A_SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return fault(Code.FORM, repr(value) if isinstance(value, str) else value, expected)
    numbers = [decimal_point(number) for number in re.split(r"\s*[x×X*]\s*", match[1])]
    if not match[2]:
        unit: str | None = "m" if any("." in number for number in numbers) else "mm"
        expected = f"{expected}: the unit is missing"
    else:
        unit = meant_unit(match[2], Dimension.LENGTH)
    return fault(Code.FORM, repr(value), expected, f"{' x '.join(numbers)} {unit}" if unit else "")


def _written_size(measures: Sequence[float]) -> str:
    """Write measures in whole millimetres where they are such, else in metres with all their digits."""
    numbers = [f"{1000 * measure:.10g}" for measure in measures]
    exact = all(float(number) * 0.001 == measure for number, measure in zip(numbers, measures, strict=True))
    return " x ".join(numbers) + " mm" if exact else " x ".join(map(shortest, measures)) + " m"


@dataclass(frozen=True)
class Pose:
    """A position and a turn about Z (degrees anticlockwise)."""

    position: Vector
    turn: float = 0.0
    mirror: bool = False

    def apply(self, offset: Vector) -> Vector:
        """Bring a point from the frame of the equipment into the hall."""
        local = Vector(offset.x, -offset.y, offset.z) if self.mirror else offset
        return self.position.plus(local.turned(self.turn))

    def unapply(self, point: Vector) -> Vector:
        """Bring a point of the hall into the frame of the equipment."""
        local = point.minus(self.position).turned(-self.turn)
        return Vector(local.x, -local.y, local.z) if self.mirror else local


@dataclass(frozen=True)
class Polyline:
    """A path through space: straight pieces between points; curves are already split into short pieces."""

    points: tuple[Vector, ...]

    @cached_property
    def distances(self) -> tuple[float, ...]:
        """Distance of each point from the start, along the path."""
        total, result = 0.0, [0.0]
        for a, b in pairwise(self.points):
            total += b.minus(a).norm()
            result.append(total)
        return tuple(result)

    @property
    def length(self) -> float:
        """Length of the whole path."""
        return self.distances[-1]

    @cached_property
    def directions(self) -> tuple[Vector, ...]:
        """Unit vector of each piece."""
        pieces = [(b.minus(a), b.minus(a).norm()) for a, b in pairwise(self.points)]
        return tuple(Vector(d.x / n, d.y / n, d.z / n) for d, n in pieces)

    def at(self, distance: float) -> Vector:
        """Return the point at a distance from the start; before and behind, the ends go on straight."""
        piece = self.piece(distance)
        return self.points[piece].plus(self.directions[piece], distance - self.distances[piece])

    def piece(self, distance: float) -> int:
        """Return the number of the piece in which a distance lies."""
        return min(max(bisect_right(self.distances, distance) - 1, 0), len(self.directions) - 1)

    @classmethod
    def rounded(cls, corners: Sequence[Vector], radius: float) -> Self:
        """Join corners by straight lines and curves of a radius.

        A curve is tighter where the pieces beside it are too short; two curves share the piece between them.
        """
        points = [corners[0]]
        last = len(corners) - 2
        for number, (before, corner, after) in enumerate(zip(corners, corners[1:], corners[2:], strict=False), 1):
            shares = 1.0 if number == 1 else 0.5, 1.0 if number == last else 0.5
            points += _curve(before, corner, after, radius, shares)
        points.append(corners[-1])
        distinct = [b for a, b in zip([None, *points], points, strict=False) if a is None or b.minus(a).norm() > 1e-9]
        return cls(tuple(distinct))


def _curve(before: Vector, corner: Vector, after: Vector, radius: float, shares: tuple[float, float]) -> list[Vector]:
    """Points of a curve that may take these shares of the pieces before and behind the corner."""
    back, ahead = before.minus(corner), after.minus(corner)
    angle = _angle(back, ahead)
    if angle < math.radians(1) or angle > math.radians(179):
        return [corner]
    reach = min(radius / math.tan(angle / 2), back.norm() * shares[0], ahead.norm() * shares[1])
    if reach < 1e-9:
        return [corner]
    first = corner.plus(back, reach / back.norm())
    last = corner.plus(ahead, reach / ahead.norm())
    middle = Vector(*((a + b) / 2 for a, b in zip(first, last, strict=True)))
    outward = corner.minus(middle)
    centre = corner.plus(outward, -(reach / math.cos(angle / 2)) / outward.norm())
    return _arc(first, last, centre, math.pi - angle)


def _angle(a: Vector, b: Vector) -> float:
    dot = a.x * b.x + a.y * b.y + a.z * b.z
    return math.acos(max(-1.0, min(1.0, dot / (a.norm() * b.norm()))))


def _arc(first: Vector, last: Vector, centre: Vector, sweep: float) -> list[Vector]:
    """Points on the arc about `centre`, by spherical interpolation, at most `ARC_STEP` apart."""
    steps = max(1, math.ceil(math.degrees(sweep) / ARC_STEP))
    a, b = first.minus(centre), last.minus(centre)
    points = []
    for step in range(steps + 1):
        part = step / steps
        wa, wb = math.sin((1 - part) * sweep) / math.sin(sweep), math.sin(part * sweep) / math.sin(sweep)
        points.append(centre.plus(a, wa).plus(b, wb))
    return points
