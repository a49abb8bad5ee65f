"""People of a run as keyframes: straight between two of them, as they are seen in the window."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.crew import Posts
from geometry.exchange.motion import Motion, Span
from geometry.exchange.paint import Paint
from geometry.mesh import Mesh
from geometry.models.model import Part
from geometry.models.person import standing, working
from geometry.palette import Role, Theme
from geometry.scene import Scene
from layouts.equipment import WORKING_HEIGHT
from replay.chunk import Walks

Floats = NDArray[np.float64]
MOMENT = 1e-6
"""Seconds that are looked at of a single moment."""


@dataclass(frozen=True, eq=False)
class Walker:
    """One person: times (k,), feet (k, 3) and unit headings (k, 3); of two equal times the second holds from then on.

    `at_work` says when he works at a bench, `upright` when not, `carries` by look when he has what in his hands.
    """

    name: str
    times: Floats
    feet: Floats
    headings: Floats
    upright: Sequence[Span]
    at_work: Sequence[Span]
    carries: Mapping[int, Sequence[Span]]


class _Leg(NamedTuple):
    """A walk, or a stand, from when to when: how he is seen at both ends."""

    span: Span
    feet: Floats
    way: Floats
    at_work: bool
    look: int


def walkers(scene: Scene, motion: Motion) -> Iterator[Walker]:
    """Go through everybody who is seen in a motion."""
    posts = Posts(scene)
    for name, walks in motion.walks.items():
        legs = [*_legs(posts, walks, motion.duration or MOMENT)]
        if legs:
            yield _walker(name, legs)


def figures(theme: Theme) -> Mapping[str, Sequence[tuple[Mesh, Paint]]]:
    """Return what people look like who look along +X: upright, and at work."""
    return {"standing": _painted(standing(), theme), "working": _painted(working(WORKING_HEIGHT), theme)}


def _painted(parts: Iterator[Part], theme: Theme) -> list[tuple[Mesh, Paint]]:
    same: dict[Role, list[Mesh]] = {}
    for part in parts:
        same.setdefault(part.role, []).append(part.mesh)
    return [(Mesh.merged(meshes), Paint(role.name.lower(), theme[role])) for role, meshes in same.items()]


def _walker(name: str, legs: Sequence[_Leg]) -> Walker:
    return Walker(
        name,
        np.array([t for leg in legs for t in leg.span]),
        np.concatenate([leg.feet for leg in legs]),
        np.repeat([leg.way for leg in legs], 2, axis=0),
        _joined([leg.span for leg in legs if not leg.at_work]),
        _joined([leg.span for leg in legs if leg.at_work]),
        {
            look: _joined([leg.span for leg in legs if leg.look == look])
            for look in sorted({leg.look for leg in legs if leg.look >= 0})
        },
    )


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Put spans together of which one begins where the one before ends."""
    found: list[Span] = []
    for begin, end in spans:
        if found and found[-1][1] == begin:
            found[-1] = found[-1][0], end
        else:
            found.append((begin, end))
    return found


def _legs(posts: Posts, walks: Walks, duration: float) -> Iterator[_Leg]:
    """Each walk within the motion, and the stand behind it."""
    ends = np.append(walks.t[1:], duration) if len(walks) else walks.t
    for row, (begin, end) in enumerate(zip(walks.t.tolist(), ends.tolist(), strict=True)):
        start, goal = (np.array([at]) for at in _ends(walks, row))
        arrives = float(walks.arrives[row])
        length = float(np.linalg.norm(goal - start))
        look = int(walks.look[row])
        span = max(begin, 0.0), min(arrives, end, duration)
        if length > 0 and span[0] < span[1]:
            shares = (np.array(span) - begin) / (arrives - begin)
            feet = np.column_stack([start + shares[:, None] * (goal - start), np.zeros(2)])
            way = np.append((goal - start)[0] / length, 0.0)
            yield _Leg(span, feet, way, False, look)
        span = max(arrives, begin, 0.0), min(end, duration)
        if span[0] < span[1]:
            seen = posts.seen(goal, np.zeros((1, 2)))
            yield _Leg(span, np.repeat(seen.feet, 2, axis=0), seen.ways[0], bool(seen.at_work[0]), look)


def _ends(walks: Walks, row: int) -> tuple[tuple[float, float], tuple[float, float]]:
    return (float(walks.x[row]), float(walks.y[row])), (float(walks.to_x[row]), float(walks.to_y[row]))
