"""People: what they reach from where they stand, and how far it is to an exit."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from geometry.checks.plan import fan, nearest
from geometry.checks.survey import Survey, at, finding, source_of
from geometry.checks.zones import Claim, claims, is_manned
from geometry.models.doors import DockShape, DoorShape
from geometry.models.zone import Purpose
from layouts.equipment import Equipment
from layouts.kinds import Assembly, Disassembly, Dock, Door, Workplace
from layouts.problems import Problem
from layouts.space import Vector
from layouts.station import Station

Floats = NDArray[np.float64]


def operator_reaches(survey: Survey) -> Iterator[Problem]:
    """Find places where somebody works by hand that are farther from the floor he stands on than he reaches.

    Seen from above, from the nearest edge of that floor; at a workplace the ports are such places too.
    """
    reach = survey.numbers["reach"]
    floors = {claim.owner: claim for claim in claims(survey, Purpose.WORK)}
    for number, piece in enumerate(survey.pieces):
        for word, place in _reached_for(survey.equipment(number)) if number in floors else ():
            where = piece.pose.apply(place)
            distance = _from_floor(floors[number], where)
            if distance > reach + 1e-9:
                name = piece.equipment
                found = f"{word} of {name} is {distance:.2f} m from where somebody stands, at {at(where)}"
                source = source_of("reach")
                yield finding("operator_reach", (name,), found, f"at most {reach:.2f} m", where, source=source)


def _reached_for(item: Equipment) -> Iterator[tuple[str, Vector]]:
    """What somebody reaches for at a station with manual work, in the frame of the station."""
    if isinstance(item, Workplace):
        supplied = item.uses  # containers are set down behind the bench, and slide to its front
        ports = ((name, port) for name, port in item.ports().items() if name not in supplied)
        yield from ((f"port {name}", port.offset) for name, port in ports)
    if isinstance(item, Workplace | Assembly | Disassembly) and is_manned(item):
        yield from ((f"nest {number}", slot) for number, slot in enumerate(item.slots()[: item.nests], 1))


def _from_floor(floor: Claim, where: Vector) -> float:
    """Distance of a point from the floor on which somebody stands."""
    point = np.array(where[:2], np.float64)
    return nearest(fan(floor.outline), np.array([point, point]))[0]


def escapes(survey: Survey) -> Iterator[Problem]:
    """Find workplaces that are too far from the nearest exit as the crow flies; nothing where no exit is declared."""
    allowed = survey.numbers["escape"]
    exits = [*_exits(survey)]
    for name, item in survey.layout.equipment.items():
        pose = survey.placement.pose(name)
        if not exits or pose is None or not (isinstance(item, Workplace) or is_manned(item)):
            continue
        stand = pose.apply(Vector(0.0, -item.footprint.width / 2))
        distance, exit_name = min((math.hypot(door.x - stand.x, door.y - stand.y), key) for key, door in exits)
        if distance > allowed + 1e-9:
            found = f"from {name} it is {distance:.1f} m to {exit_name}, the nearest exit"
            yield finding("escape", (name,), found, f"at most {allowed:g} m", stand, source=source_of("escape"))


def _exits(survey: Survey) -> Iterator[tuple[str, Vector]]:
    for name, item in survey.layout.equipment.items():
        pose = survey.placement.pose(name)
        if isinstance(item, Door | Dock) and item.exit and pose is not None:
            yield name, pose.position


def largest_doors(survey: Survey) -> Iterator[Problem]:
    """Find equipment that fits through no door that leads outside; nothing where there is none."""
    side = survey.numbers["door_side"]
    openings = [opening for item in survey.layout.equipment.values() for opening in _openings(item)]
    for number, piece in enumerate(survey.pieces):
        item = survey.equipment(number)
        if not openings or not isinstance(item, Station):
            continue
        size = item.footprint
        wide, high = min(size.length, size.width) + 2 * side, size.height + side
        if not any(width >= wide - 1e-9 and height >= high - 1e-9 for width, height in openings):
            point = survey.boxes[number].mean(axis=0)
            found = f"{piece.equipment} of {size.text_form()} fits through no door to the outside"
            expected = f"one of {wide:.2f} x {high:.2f} m or more"
            yield finding("largest_door", (piece.equipment,), found, expected, point, source=source_of("door_side"))


def _openings(item: Equipment) -> Iterator[tuple[float, float]]:
    """Clear width and height of what leads outside."""
    if isinstance(item, Dock):
        half, height = DockShape(item.footprint).opening
        yield 2 * half, height
    elif isinstance(item, Door) and item.exit:
        jamb = DoorShape(item.footprint).jamb
        yield item.footprint.length - 2 * jamb, item.footprint.height - jamb
