"""Where people are seen: who walks looks along his way, who stands at the nearest piece of equipment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geometry.models.workplace import WorkplaceShape
from geometry.scene import Piece, Scene
from layouts.equipment import Role
from layouts.space import Vector
from replay.frames import Look

REACH = 0.42
"""How far before a person what he carries begins, metres."""
HANDS = 0.95
"""Height at which things are carried that are small enough, metres."""
PUSHED = 0.5
"""What is higher than this is pushed over the floor."""
NEAR = 0.6
"""Who stands no farther from the place before a bench than this is at it, metres."""

Floats = NDArray[np.float64]


class Post(NamedTuple):
    """A piece of equipment at which people stand: its middle, and of a bench the places before it and at it."""

    middle: Vector
    before: Vector | None = None
    at: Vector | None = None


@dataclass(frozen=True, eq=False)
class Figures:
    """People as they are seen: feet (n, 3), level unit vectors (n, 3) along which they look, who works at a bench."""

    feet: Floats
    ways: Floats
    at_work: NDArray[np.bool_]


class Posts:
    """All places of a scene at which people stand."""

    def __init__(self, scene: Scene) -> None:
        """Learn where people stand."""
        fixed = (piece for piece in scene.pieces.values() if piece.role in (Role.STATION, Role.BOUNDARY))
        self.posts = [_post(piece) for piece in fixed]

    def seen(self, positions: Floats, ways: Floats) -> Figures:
        """Return how people are seen: positions (n, 2) on the floor, unit vectors (n, 2) of their walks, 0 at rest."""
        feet = np.column_stack([positions, np.zeros(len(positions))])
        looking = np.column_stack([ways, np.zeros(len(ways))])
        at_work = np.zeros(len(feet), np.bool_)
        for number in np.flatnonzero(~ways.any(axis=1)):
            feet[number], looking[number], at_work[number] = self._standing(feet[number])
        return Figures(feet, looking, at_work)

    def _standing(self, foot: Floats) -> tuple[Floats, Floats, bool]:
        """Return where somebody is seen who stands, where he looks, and whether he is at a bench."""
        if not self.posts:
            return foot, np.array([1.0, 0.0, 0.0]), False
        post = min(self.posts, key=lambda each: np.hypot(each.middle.x - foot[0], each.middle.y - foot[1]))
        way = np.array([post.middle.x - foot[0], post.middle.y - foot[1], 0.0])
        at_bench = post.before is not None and np.hypot(post.before.x - foot[0], post.before.y - foot[1]) < NEAR
        if post.before is not None and post.at is not None and at_bench:
            way = np.array([post.middle.x - post.before.x, post.middle.y - post.before.y, 0.0])
            foot = np.array([post.at.x, post.at.y, post.at.z])
        return foot, _unit(way), bool(at_bench)


def load_before(look: Look) -> Vector:
    """Return where what somebody carries is, its underside, who stands on the origin and looks to +X."""
    length, _, height = look.size.measures
    return Vector(REACH + length / 2, 0.0, 0.0 if height > PUSHED else HANDS)


def loads_before(figures: Figures, carried: NDArray[np.int16], looks: Sequence[Look]) -> Floats:
    """Return where the things (n, 3) are that people carry; `carried` (n,) are the numbers of their looks."""
    before = np.array([load_before(looks[look]) for look in carried]).reshape(-1, 3)
    return figures.feet + before[:, :1] * figures.ways + before * (0.0, 0.0, 1.0)


def _unit(way: Floats) -> Floats:
    """A level vector of length 1; who stands in the very middle of something looks to +X."""
    length = float(np.hypot(*way[:2]))
    return way / length if length > 1e-9 else np.array([1.0, 0.0, 0.0])


def _post(piece: Piece) -> Post:
    shape, pose = piece.shape, piece.pose
    if not isinstance(shape, WorkplaceShape):
        return Post(pose.position)
    before = pose.apply(Vector(0.0, -shape.size.width / 2 - 0.4))
    return Post(pose.position, before, pose.apply(shape.stand))
