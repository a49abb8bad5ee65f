"""Repeated bodies: those of the same shape up to a rigid motion become one, which stands in several places."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from geometry.cad.assembly import Assembly, Body, Floats, Placed

TOLERANCE = 1e-4
"""Two bodies are the same where no point lies further off than this share of their diagonal."""
Key = tuple[int, int, int, int]


class Motion(NamedTuple):
    """A rotation (3, 3) and an offset (3,), and how far off it leaves the worst point, metres."""

    rotation: Floats
    offset: Floats
    error: float


class Repeats(NamedTuple):
    """An assembly whose repeated bodies are one, and how far off its points are by that, metres."""

    assembly: Assembly
    error: float


def instanced(assembly: Assembly) -> Repeats:
    """Find bodies that are the same up to a rigid motion, colours included, and keep the first of them."""
    kinds: dict[Key, list[int]] = {}
    motions: dict[int, tuple[int, Motion]] = {}
    for number, body in enumerate(assembly.bodies):
        alike = kinds.setdefault(_key(body), [])
        found = next(_matches(assembly, alike, body), None)
        if found is None:
            alike.append(number)
        else:
            motions[number] = found
    placed = [_instead(place, motions.get(place.body)) for place in assembly.placed]
    error = max((motion.error for _, motion in motions.values()), default=0.0)
    return Repeats(assembly.with_placed(placed), error)


def _key(body: Body) -> Key:
    """What no rigid motion changes, rounded: bodies with different keys are different."""
    spread = float(np.sqrt(((body.points - body.points.mean(axis=0)) ** 2).sum(axis=1).mean()))
    return len(body.points), len(body.triangles), _coarse(float(body.areas.sum())), _coarse(spread)


def _coarse(value: float) -> int:
    return round(200 * math.log(max(value, 1e-12)))


def _matches(assembly: Assembly, candidates: list[int], body: Body) -> Iterator[tuple[int, Motion]]:
    limit = TOLERANCE * float(np.linalg.norm(np.ptp(body.points, axis=0)))
    for number in candidates:
        first = assembly.bodies[number]
        motion = motion_between(first, body)
        if motion is not None and motion.error <= limit:
            yield number, motion


def _instead(place: Placed, found: tuple[int, Motion] | None) -> Placed:
    if found is None:
        return place
    number, motion = found
    offset = place.rotation @ motion.offset + place.offset
    return place._replace(body=number, rotation=place.rotation @ motion.rotation, offset=offset)


def motion_between(first: Body, second: Body) -> Motion | None:
    """Return the rigid motion that brings one body onto another; None where there is none.

    Exporters write repeated bodies point by point in the same order, so that the best motion of the points (Kabsch
    1976) is tried first; then the four ways in which the principal axes of both may agree.
    """
    if not np.array_equal(np.sort(first.paint), np.sort(second.paint)):
        return None
    if np.array_equal(first.triangles, second.triangles):
        motion = _kabsch(first.points, second.points)
        if motion.error <= TOLERANCE * float(np.linalg.norm(np.ptp(first.points, axis=0))):
            return motion
    return min(_by_axes(first, second), key=lambda motion: motion.error)


def _kabsch(start: Floats, end: Floats) -> Motion:
    """The best motion between points (n, 3) that belong together one by one."""
    middle, target = start.mean(axis=0), end.mean(axis=0)
    left, _, right = np.linalg.svd((start - middle).T @ (end - target))
    sign = np.sign(np.linalg.det(right.T @ left.T)) or 1.0
    rotation = right.T @ np.diag([1.0, 1.0, sign]) @ left.T
    offset = target - rotation @ middle
    error = float(np.linalg.norm(start @ rotation.T + offset - end, axis=1).max())
    return Motion(rotation, offset, error)


def _by_axes(first: Body, second: Body) -> Iterator[Motion]:
    middle, target = first.points.mean(axis=0), second.points.mean(axis=0)
    axes, goals = _principal(first.points - middle), _principal(second.points - target)
    tree = cKDTree(second.points)
    for signs in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        turned = axes * np.array([*signs, signs[0] * signs[1]])
        rotation = goals @ turned.T
        offset = target - rotation @ middle
        distances = np.asarray(tree.query(first.points @ rotation.T + offset)[0])
        yield Motion(rotation, offset, float(distances.max()))


def _principal(points: Floats) -> Floats:
    """The principal axes of points (n, 3) about the origin, as columns, right-handed."""
    _, axes = np.linalg.eigh(points.T @ points)
    if np.linalg.det(axes) < 0:
        axes = axes * np.array([1.0, 1.0, -1.0])
    return np.asarray(axes, np.float64)
