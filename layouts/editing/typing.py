"""What is typed while something is placed or dragged, as in CAD: how far, where to, or how much to turn."""

from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from layouts.quantities import Dimension, parse
from layouts.space import Vector

EXPECTED = "2.5 m,  @2, 0.5,  @1.5 m<30,  3, 4  or  15 deg"
"""What can be typed."""


@dataclass(frozen=True)
class Distance:
    """So far in the direction in which the mouse is, metres."""

    metres: float


@dataclass(frozen=True)
class Way:
    """So far from where it was, metres."""

    by: Vector


@dataclass(frozen=True)
class Spot:
    """To this place in the hall, metres."""

    at: Vector


@dataclass(frozen=True)
class Turning:
    """Turned by an angle from how it was, degrees anticlockwise."""

    degrees: float


Typed = Distance | Way | Spot | Turning


def typed(text: str, bare: str = "m") -> Typed | None:
    """Read what has been typed; a number without a unit is in `bare`, as in the file. None: nothing to go by yet.

    `2.5 m` is a distance, `@2, 0.5` a way along X and Y, `@1.5 m<30` one by length and angle, `3, 4` a place, `15 deg`
    or `<15` an angle.
    """
    whole = text.strip().replace("°", " deg")
    related, rest = whole.startswith("@"), whole.removeprefix("@")
    far, bent, angle = rest.partition("<")
    try:
        if bent and far.strip():
            return Way(Vector(_length(far, bare), 0.0).turned(_degrees(angle)))
        if bent or rest.endswith(("deg", "rad")):
            return Turning(_degrees(angle if bent else rest))
        if "," in rest:
            x, y = (_length(part, bare) for part in rest.split(","))
            return Way(Vector(x, y)) if related else Spot(Vector(x, y))
        return None if related else Distance(_length(rest, bare))
    except (PydanticCustomError, ValueError):
        return None


def _length(text: str, bare: str) -> float:
    number = text.strip()
    return float(
        parse(f"{number} {bare}" if number[-1:].isdigit() or number.endswith(".") else number, Dimension.LENGTH)
    )


def _degrees(text: str) -> float:
    return float(parse(text, Dimension.ANGLE))
