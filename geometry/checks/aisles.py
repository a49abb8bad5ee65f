"""Aisles: wide enough for their traffic, free so far, free at corners, and high enough."""

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.checks.body import PAINT, TOLERANCE
from geometry.checks.plan import entering, nearest, slab
from geometry.checks.survey import Survey, at, finding, source_of
from layouts.aisles import Aisle, Vehicle
from layouts.kinds import Dock, Door
from layouts.problems import Path, Problem
from layouts.space import Polyline, Vector

Floats = NDArray[np.float64]
HANGING = 1.0
"""What begins higher above the floor hangs over an aisle; what begins lower stands in it, metres."""
STEPS = 20
"""Halvings of a height: to a micrometre."""


class Need(NamedTuple):
    """How wide an aisle must be, and how that comes about."""

    width: float
    why: str
    source: str


def need_of(aisle: Aisle, values: Mapping[str, float]) -> Need:
    """Return the width that the traffic of an aisle needs.

    One way: widest vehicle or load + 2 sides; two ways: two of them + 2 sides + room to pass (ASR A1.8, 4.3).
    """
    moving = aisle.moving
    if moving is None:
        return Need(values["walkway"], "people", source_of("walkway"))
    side = "side_pedestrians" if aisle.pedestrians else "side_driverless" if moving.driverless else "side"
    lanes, passing = (2, values["passing"]) if aisle.two_way else (1, 0.0)
    width = lanes * driving_width(moving) + 2 * values[side] + passing
    why = f"{lanes} x {driving_width(moving):.2f} + 2 x {values[side]:.2f}" + (f" + {passing:.2f}" if passing else "")
    return Need(width, why, source_of(side))


def driving_width(vehicle: Vehicle) -> float:
    """Return the width of a vehicle or of what it carries, whichever is greater."""
    return max(vehicle.size.width, vehicle.load.width)


def half_width(survey: Survey, aisle: Aisle) -> float:
    """Return half the width that is to be free: as marked, else as the traffic needs."""
    return (aisle.width or need_of(aisle, survey.numbers).width) / 2


def line_of(aisle: Aisle) -> Floats:
    """Return the points (p, 2) of the centre line, rounded at its corners."""
    return np.array(Polyline.rounded(corners_of(aisle), aisle.radius).points, np.float64)[:, :2]


def corners_of(aisle: Aisle) -> list[Vector]:
    """Return the corners of the centre line on the floor, each once."""
    flat = [point.vector()._replace(z=0.0) for point in aisle.path]
    return [point for before, point in zip([None, *flat], flat, strict=False) if point != before]


def needed_height(survey: Survey, aisle: Aisle) -> float:
    """Return the clear height that an aisle needs: for people, and for vehicles with their loads."""
    people, moving = survey.numbers["headroom"], aisle.moving
    if moving is None:
        return people
    driving = max(moving.size.height, moving.load.height) + survey.numbers["vehicle_headroom"]
    return max(people, driving)


def aisle_widths(survey: Survey) -> Iterator[Problem]:
    """Find aisles that are marked too narrow, and what stands in them."""
    for name, aisle in aisles_of(survey):
        need = need_of(aisle, survey.numbers)
        if aisle.width is not None and aisle.width < need.width - 1e-9:
            path: Path = ("aisles", name, "width")
            found = f"{name} is {aisle.width:.2f} m wide"
            expected = f"at least {need.width:.2f} m: {need.why}"
            yield finding("aisle_width", (), found, expected, aisle.path[0].vector(), path, need.source)
        half = half_width(survey, aisle)
        for number in _obstacles(survey, aisle, half):
            distance, where = nearest(_standing(survey, number), line_of(aisle))
            if distance < half - TOLERANCE:
                yield _in_the_way(survey, number, name, distance, half, where, need.source)


def _in_the_way(
    survey: Survey, number: int, aisle: str, distance: float, half: float, where: Floats, source: str
) -> Problem:
    piece = survey.pieces[number].equipment
    where_it_is = f"{distance:.2f} m beside the middle of {aisle}" if distance else f"on the middle of {aisle}"
    found = f"{piece} stands {where_it_is} at {at(where[:2])}"
    expected = f"{half:.2f} m free to each side"
    return finding("aisle_width", (piece,), found, expected, where, source=source)


def headrooms(survey: Survey) -> Iterator[Problem]:
    """Find what hangs too low over aisles."""
    for name, aisle in aisles_of(survey):
        half, high = half_width(survey, aisle), needed_height(survey, aisle)
        for number in _obstacles(survey, aisle, half):
            triangles = survey.body(number).triangles
            over = nearest(slab(triangles, HANGING, high), line_of(aisle))
            if over[0] < half - TOLERANCE <= nearest(slab(triangles, PAINT, HANGING), line_of(aisle))[0]:
                clear = _clear_height(triangles, line_of(aisle), half, high)
                piece = survey.pieces[number].equipment
                found = f"{piece} leaves {clear:.2f} m of height over {name} at {at(over[1][:2])}"
                expected, point = f"at least {high:.2f} m", (*over[1][:2], clear)
                yield finding("headroom", (piece,), found, expected, point, source=source_of("headroom"))


def _clear_height(triangles: Floats, line: Floats, half: float, high: float) -> float:
    """The height up to which nothing comes into an aisle, found by halving."""
    low = HANGING
    for _ in range(STEPS):
        middle = (low + high) / 2
        reaches = nearest(slab(triangles, HANGING, middle), line)[0] < half - TOLERANCE
        low, high = (low, middle) if reaches else (middle, high)
    return high


def turnings(survey: Survey) -> Iterator[Problem]:
    """Find what stands where a vehicle swings out at the corners of an aisle."""
    for name, aisle in aisles_of(survey):
        if aisle.moving is None:
            continue
        quads = [quad for corner in range(1, len(corners_of(aisle)) - 1) for quad in swept(survey, aisle, corner)]
        for number in _obstacles(survey, aisle, half_width(survey, aisle) + 3.0) if quads else ():
            triangles = _standing(survey, number)
            inside = np.any([entering(triangles, quad, TOLERANCE) for quad in quads], axis=0)
            if inside.any():
                where = triangles[inside].reshape(-1, 3).mean(axis=0)
                piece = survey.pieces[number].equipment
                vehicle = aisle.vehicle.value if aisle.vehicle else ""
                found = f"{piece} stands at {at(where[:2])}, where a {vehicle.replace('_', ' ')} turns in {name}"
                source = source_of("turning_side")
                yield finding("turning", (piece,), found, "nothing in what it sweeps", where, source=source)


def swept(survey: Survey, aisle: Aisle, corner: int) -> Iterator[Floats]:
    """Go through convex pieces (4, 2) of what a vehicle sweeps in one corner, with room beside it.

    Inwards half its width; outwards up to hypot(r + w/2, overhang), the way of its farthest corner.
    """
    moving = aisle.moving
    if moving is None:
        return
    points = corners_of(aisle)[corner - 1 : corner + 2]
    arc = np.array(Polyline.rounded(points, aisle.radius).points[1:-1], np.float64)[:, :2]
    centre = _centre(arc)
    if centre is None:
        return
    beside, half = survey.numbers["turning_side"], driving_width(moving) / 2
    radius = float(np.linalg.norm(arc[0] - centre))
    inner = max(0.0, radius - half - beside)
    outer = math.hypot(radius + half, moving.overhang) + beside
    rays = (arc - centre) / radius
    for a, b in pairwise(rays):
        quad = np.array([centre + inner * a, centre + outer * a, centre + outer * b, centre + inner * b])
        yield quad if inner > 0 else quad[1:]


def _centre(arc: Floats) -> Floats | None:
    """The middle of the circle on which an arc lies; None where the way is straight."""
    if len(arc) < 3:
        return None
    a, b, c = arc[0], arc[len(arc) // 2], arc[-1]
    matrix = 2 * np.array([b - a, c - a])
    if abs(np.linalg.det(matrix)) < 1e-12:
        return None
    centre: Floats = np.linalg.solve(matrix, np.array([b @ b - a @ a, c @ c - a @ a]))
    return centre


def pallet_accesses(survey: Survey) -> Iterator[Problem]:
    """Find places at which an aisle's vehicle cannot take or set down pallets."""
    reach = survey.numbers["dock_gap"]
    for name, aisle in aisles_of(survey):
        half = half_width(survey, aisle)
        for served in aisle.serves:
            number = survey.rows.get(served)
            if number is None:
                continue
            distance, where = nearest(_standing(survey, number), line_of(aisle))
            if distance > half + reach:
                found = f"{served} is {distance - half:.2f} m away from {name}, which serves it"
                yield finding("pallet_access", (served,), found, f"at most {reach:.2f} m", where, source="practice")
            yield from _room_to_stack(name, aisle, 2 * half, served, where)


def _room_to_stack(name: str, aisle: Aisle, width: float, served: str, where: Floats) -> Iterator[Problem]:
    needed = aisle.moving.working_aisle if aisle.moving else None
    path: Path = ("aisles", name)
    if needed is None:
        found = f"{name} serves {served}, but nothing that lifts pallets drives there"
        yield finding("pallet_access", (served,), found, "vehicle: forklift, or another that stacks", where, path)
    elif width < needed - 1e-9:
        found = f"{name} is {width:.2f} m wide at {served}"
        yield finding("pallet_access", (served,), found, f"at least {needed:.2f} m to turn and stack", where, path)


def aisles_of(survey: Survey) -> Iterator[tuple[str, Aisle]]:
    """Go through the aisles that lead somewhere."""
    return ((name, aisle) for name, aisle in survey.layout.aisles.items() if len(corners_of(aisle)) > 1)


def _obstacles(survey: Survey, aisle: Aisle, half: float) -> Iterator[int]:
    """What may stand in an aisle: everything near but doors, which open."""
    line = line_of(aisle)
    low, high = line.min(axis=0) - half, line.max(axis=0) + half
    for number in survey.near(np.array([*low, PAINT]), np.array([*high, needed_height(survey, aisle)])):
        if not isinstance(survey.equipment(number), Door | Dock):
            yield number


def _standing(survey: Survey, number: int) -> Floats:
    """What of a piece stands on the floor, or little above it."""
    return slab(survey.body(number).triangles, PAINT, HANGING)
