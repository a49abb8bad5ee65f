"""Zones: the floor that models claim beside their footprint is free, doors swing, robots reach nobody."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.checks.aisles import aisles_of, half_width, line_of
from geometry.checks.body import PAINT, TOLERANCE
from geometry.checks.boxes import pairs_within
from geometry.checks.overlap import common_hand_overs
from geometry.checks.plan import entering, fan, nearest, slab
from geometry.checks.survey import Survey, at, finding
from geometry.models.zone import Purpose, Zone
from layouts.equipment import Equipment, Role
from layouts.kinds import Dock, Fence, Wall
from layouts.problems import Problem
from layouts.space import Pose
from layouts.station import Station

Floats = NDArray[np.float64]

PERSON = "operator"
"""The model of somebody who stands there."""
RULES_OF: Mapping[Purpose, str] = {
    Purpose.CLEARANCE: "clearance",
    Purpose.SERVICE: "service",
    Purpose.WORK: "work_space",
    Purpose.SWING: "door_swing",
    Purpose.REACH: "robot_envelope",
}
WORDS: Mapping[Purpose, str] = {
    Purpose.CLEARANCE: "the room that {name} needs beside it",
    Purpose.SERVICE: "the floor from which {name} is served",
    Purpose.WORK: "the floor on which somebody works at {name}",
    Purpose.SWING: "the swing of {name}",
    Purpose.REACH: "the reach of {name}",
}


class Claim(NamedTuple):
    """A zone in the hall: whose it is, what for, its convex outline (k, 2), and from which height to which."""

    owner: int
    purpose: Purpose
    outline: Floats
    low: float
    high: float

    @property
    def box(self) -> Floats:
        """The box (2, 3) around it."""
        low, high = self.outline.min(axis=0), self.outline.max(axis=0)
        return np.array([(*low, self.low), (*high, self.high)])


def claims(survey: Survey, *purposes: Purpose) -> list[Claim]:
    """Return the zones of some purposes in the hall."""
    return [
        _claim(number, zone, piece.pose)
        for number, piece in enumerate(survey.pieces)
        for zone in piece.model.zones
        if zone.purpose in purposes
    ]


def _claim(number: int, zone: Zone, pose: Pose) -> Claim:
    corners = np.array([pose.apply(corner)[:2] for corner in zone.outline], np.float64)
    floor = pose.position.z
    return Claim(number, zone.purpose, corners, floor + max(zone.low, PAINT), floor + zone.high)


def clearances(survey: Survey) -> Iterator[Problem]:
    """Find what stands in the room that equipment needs."""
    return _occupied(survey, Purpose.CLEARANCE)


def services(survey: Survey) -> Iterator[Problem]:
    """Find what stands where equipment is served."""
    return _occupied(survey, Purpose.SERVICE)


def work_spaces(survey: Survey) -> Iterator[Problem]:
    """Find what stands where somebody works, and places at which two stand on the same floor."""
    yield from _occupied(survey, Purpose.WORK)
    working = [claim for claim in claims(survey, Purpose.WORK) if is_manned(survey.equipment(claim.owner))]
    for one, other in _meeting(working):
        names = survey.pieces[one.owner].equipment, survey.pieces[other.owner].equipment
        middle = (one.outline.mean(axis=0) + other.outline.mean(axis=0)) / 2
        found = f"at {names[0]} and {names[1]} people work on the same floor, at {at(middle)}"
        yield finding("work_space", names, found, "floor of one's own at each", (*middle, 0.0))


def door_swings(survey: Survey) -> Iterator[Problem]:
    """Find what stands in the way of doors, and doors that meet."""
    yield from _occupied(survey, Purpose.SWING)
    for one, other in _meeting(claims(survey, Purpose.SWING)):
        names = survey.pieces[one.owner].equipment, survey.pieces[other.owner].equipment
        middle = (one.outline.mean(axis=0) + other.outline.mean(axis=0)) / 2
        found = f"the leaves of {names[0]} and {names[1]} meet at {at(middle)}"
        yield finding("door_swing", names, found, "doors that open without the other", (*middle, 0.0))


def robot_envelopes(survey: Survey) -> Iterator[Problem]:
    """Find floors on which people work, and aisles, within reach of a robot without a fence between."""
    robots = claims(survey, Purpose.REACH)
    for robot in robots:
        fences = [*_barriers(survey)]
        for work in claims(survey, Purpose.WORK):
            if work.owner != robot.owner and _share(robot.outline, work.outline):
                whom = f"the floor on which somebody works at {survey.pieces[work.owner].equipment}"
                yield from _reached(survey, robot, work.outline.mean(axis=0), whom, fences)
        for name, aisle in aisles_of(survey):
            line, half = line_of(aisle), half_width(survey, aisle)
            near = _nearest_to_line(robot.outline.mean(axis=0), line)
            if _reach_line(robot.outline, line) < half:
                yield from _reached(survey, robot, near, name, fences)


def _reached(survey: Survey, robot: Claim, where: Floats, whom: str, fences: list[Floats]) -> Iterator[Problem]:
    centre = robot.outline.mean(axis=0)
    if not any(_cut(centre, where, fence) for fence in fences):
        name = survey.pieces[robot.owner].equipment
        found = f"{name} reaches {whom} at {at(where)}"
        yield finding("robot_envelope", (name,), found, "a fence between, or more distance", (*where, 0.0))


def _barriers(survey: Survey) -> Iterator[Floats]:
    """The lines of all fences and walls."""
    for item in survey.layout.equipment.values():
        if isinstance(item, Fence | Wall):
            yield np.array([(point.x, point.y) for point in item.path], np.float64)


def _occupied(survey: Survey, purpose: Purpose) -> Iterator[Problem]:
    """What other equipment stands in zones of a purpose; what hands parts over there belongs there."""
    wanted = claims(survey, purpose)
    boxes = np.array([claim.box for claim in wanted], np.float64).reshape(-1, 2, 3)
    for claim_number, number in survey.near_each(boxes):
        claim = wanted[claim_number]
        if number != claim.owner and not _belongs(survey, claim, number):
            where = intrusion(survey.body(number).skin, claim)
            if where is not None:
                yield _intruder(survey, claim, number, where)


def _intruder(survey: Survey, claim: Claim, number: int, where: Floats) -> Problem:
    owner, piece = survey.pieces[claim.owner].equipment, survey.pieces[number].equipment
    room = WORDS[claim.purpose].format(name=owner)
    found = f"{piece} stands in {room}, at {at(where[:2])}"
    return finding(RULES_OF[claim.purpose], (piece, owner), found, "nothing there", where)


def intrusion(triangles: Floats, claim: Claim) -> Floats | None:
    """Return the middle (3,) of what of some triangles is within a zone, None where nothing is."""
    within = slab(triangles, claim.low, claim.high - TOLERANCE)
    inside = within[entering(within, claim.outline, TOLERANCE)]
    if not len(inside):
        return None
    corners = inside.reshape(-1, 3)
    low, high = np.append(claim.outline.min(axis=0), claim.low), np.append(claim.outline.max(axis=0), claim.high)
    middle: Floats = (np.maximum(corners.min(axis=0), low) + np.minimum(corners.max(axis=0), high)) / 2
    return middle


def _belongs(survey: Survey, claim: Claim, number: int) -> bool:
    """Whether something may be in a zone: a belt at its machine, the wall of a door, goods at a dock, a person."""
    names = survey.pieces[claim.owner].equipment, survey.pieces[number].equipment
    if len(common_hand_overs(survey, *names)) or (survey.is_structure(number) and survey.is_structure(claim.owner)):
        return True
    item = survey.equipment(number)
    at_dock = item.role is Role.BOUNDARY and isinstance(survey.equipment(claim.owner), Dock)
    return at_dock or item.model == PERSON


def is_manned(item: Equipment) -> bool:
    """Tell whether somebody works at a piece of equipment all the time, and not only to set it up."""
    return isinstance(item, Station) and item.manual is not None


def _meeting(wanted: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of zones of different owners that share floor."""
    boxes = np.array([claim.box for claim in wanted], np.float64).reshape(-1, 2, 3)
    for a, b in pairs_within(boxes) if len(wanted) else ():
        if wanted[a].owner != wanted[b].owner and _share(wanted[a].outline, wanted[b].outline):
            yield wanted[a], wanted[b]


def _share(one: Floats, other: Floats) -> bool:
    """Whether two convex outlines share more than a touch."""
    return bool(entering(fan(other), one, TOLERANCE).any())


def _reach_line(outline: Floats, line: Floats) -> float:
    """How near a convex outline comes to a line."""
    return nearest(fan(outline), line)[0]


def _nearest_to_line(point: Floats, line: Floats) -> Floats:
    """The point of a line that is nearest to a point."""
    starts, ways = line[:-1], np.diff(line, axis=0)
    share = np.einsum("ij,ij->i", point - starts, ways) / np.maximum(np.einsum("ij,ij->i", ways, ways), 1e-30)
    feet = starts + np.clip(share, 0, 1)[:, None] * ways
    nearest_foot: Floats = feet[int(np.argmin(np.linalg.norm(feet - point, axis=1)))]
    return nearest_foot


def _cut(start: Floats, end: Floats, fence: Floats) -> bool:
    """Whether a fence (p, 2) stands between two points."""
    way, sides = end - start, np.diff(fence, axis=0)
    crossing = way[0] * sides[:, 1] - way[1] * sides[:, 0]
    apart = fence[:-1] - start
    safe = np.where(np.abs(crossing) < 1e-12, np.inf, crossing)
    s = (apart[:, 0] * sides[:, 1] - apart[:, 1] * sides[:, 0]) / safe
    t = (apart[:, 0] * way[1] - apart[:, 1] * way[0]) / safe
    return bool(np.any((s > 0) & (s < 1) & (t >= 0) & (t <= 1) & (np.abs(crossing) >= 1e-12)))
