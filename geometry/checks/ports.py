"""Ports: what is connected touches, at one height; and everything is lower than the hall."""

import math
from collections.abc import Iterator

from geometry.checks.survey import Survey, at, finding
from layouts.flow import Connection
from layouts.flow_rules import TOUCHING
from layouts.kinds import Conveyor
from layouts.problems import Problem
from layouts.space import Vector


def port_heights(survey: Survey) -> Iterator[Problem]:
    """Find connections whose ports are at one place but at different heights."""
    allowed = survey.numbers["port_step"]
    for connection, start, end in _hand_overs(survey):
        step = end.z - start.z
        if abs(step) > allowed + 1e-9 and _apart(start, end) <= TOUCHING:
            found = f"{connection.source} is at {start.z * 1000:.0f} mm, {connection.target} at {end.z * 1000:.0f} mm"
            expected = f"heights that differ by at most {allowed * 1000:.0f} mm"
            names = connection.source.equipment, connection.target.equipment
            yield finding("port_height", names, found, expected, end)


def port_gaps(survey: Survey) -> Iterator[Problem]:
    """Find connections whose ports nearly touch; what is farther apart the language itself warns of."""
    allowed = survey.numbers["port_gap"]
    for connection, start, end in _hand_overs(survey):
        gap = _apart(start, end)
        if allowed + _half_a_belt(survey, connection) + 1e-9 < gap <= TOUCHING:
            found = f"{gap * 1000:.0f} mm between {connection.source} and {connection.target} at {at(start[:2])}"
            names = connection.source.equipment, connection.target.equipment
            yield finding("port_gap", names, found, f"at most {allowed * 1000:.0f} mm", start)


def _hand_overs(survey: Survey) -> Iterator[tuple[Connection, Vector, Vector]]:
    """Every connection with the points at which it begins and ends."""
    for connection in survey.layout.connections:
        start, end = survey.end_of(connection.source, last=True), survey.end_of(connection.target, last=False)
        if start is not None and end is not None:
            yield connection, start, end


def _half_a_belt(survey: Survey, connection: Connection) -> float:
    """How far from the middle of a belt something may stand that loads it from the side."""
    ends = (survey.layout.equipment[port.equipment] for port in (connection.source, connection.target))
    return max((item.width / 2 for item in ends if isinstance(item, Conveyor)), default=0.0)


def _apart(start: Vector, end: Vector) -> float:
    return math.hypot(end.x - start.x, end.y - start.y)


def hall_heights(survey: Survey) -> Iterator[Problem]:
    """Find equipment that is higher than the hall is clear."""
    hall = survey.layout.hall
    if hall is None or not hall.size.height:
        return
    for number, piece in enumerate(survey.pieces):
        top = float(survey.boxes[number, 1, 2])
        if top > hall.size.height + 0.01 and not survey.is_structure(number):
            point = (*survey.boxes[number].mean(axis=0)[:2], top)
            found = f"{piece.equipment} reaches up to {top:.2f} m"
            yield finding("hall_height", (piece.equipment,), found, f"at most {hall.size.height:g} m, the hall", point)
