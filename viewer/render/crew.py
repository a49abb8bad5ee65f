"""People on the move: two families of calm figures, at work and walking, and before them what they carry."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from geometry.mesh import Mesh
from geometry.models.model import Part
from geometry.models.person import standing, working
from geometry.models.workplace import WorkplaceShape
from geometry.palette import Role, Theme
from geometry.scene import Piece, Scene
from layouts.equipment import WORKING_HEIGHT
from layouts.equipment import Role as Kind
from layouts.space import Vector
from replay.frames import Look
from replay.playback import Moment, Standing
from viewer.render.parts import Family, Parts, quaternions

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


class Crew:
    """Everybody at a moment: who walks looks along his way, who stands at the nearest piece of equipment."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without people."""
        self.idle = Family(renderer, _meshes(standing(), theme))
        self.busy = Family(renderer, _meshes(working(WORKING_HEIGHT), theme))
        self.loads = Parts(renderer, theme)
        self.posts: list[Post] = []
        self.hide()

    def lay(self, scene: Scene) -> None:
        """Learn where people stand."""
        fixed = (piece for piece in scene.pieces.values() if piece.role in (Kind.STATION, Kind.BOUNDARY))
        self.posts = [_post(piece) for piece in fixed]

    def show(self, moment: Moment | None, looks: Sequence[Look]) -> None:
        """Show the people of a moment, and what they carry."""
        if moment is None or not len(moment.people.positions):
            return self.hide()
        self.put(moment.people, looks)

    def put(self, people: Standing, looks: Sequence[Look]) -> None:
        """Show these people."""
        feet = np.column_stack([people.positions, np.zeros(len(people.positions))])
        ways = np.column_stack([people.ways, np.zeros(len(people.ways))])
        at_work = np.zeros(len(feet), np.bool_)
        for number in np.flatnonzero(~people.ways.any(axis=1)):
            feet[number], ways[number], at_work[number] = self._standing(feet[number])
        _put(self.idle, feet, ways, np.flatnonzero(~at_work))
        _put(self.busy, feet, ways, np.flatnonzero(at_work))
        self._carry(feet, ways, people.looks, looks)

    def hide(self) -> None:
        """Show nobody."""
        nothing = np.zeros((0, 3))
        for family in (self.idle, self.busy):
            _put(family, nothing, nothing, np.zeros(0, np.int64))
        self.loads.put(nothing, nothing, np.zeros(0, np.int16), self.loads.looks)

    def actors(self) -> list[vtkActor]:
        """Return all actors."""
        return [*self.idle.actors, *self.busy.actors, *self.loads.actors()]

    def _standing(self, foot: Floats) -> tuple[Floats, Floats, bool]:
        """Return where somebody is drawn who stands, where he looks, and whether he is at a bench."""
        if not self.posts:
            return foot, np.array([1.0, 0.0, 0.0]), False
        post = min(self.posts, key=lambda each: np.hypot(each.middle.x - foot[0], each.middle.y - foot[1]))
        way = np.array([post.middle.x - foot[0], post.middle.y - foot[1], 0.0])
        at_bench = post.before is not None and np.hypot(post.before.x - foot[0], post.before.y - foot[1]) < NEAR
        if post.before is not None and post.at is not None and at_bench:
            way = np.array([post.middle.x - post.before.x, post.middle.y - post.before.y, 0.0])
            foot = np.array([post.at.x, post.at.y, post.at.z])
        return foot, way / max(float(np.hypot(*way[:2])), 1e-9), bool(at_bench)

    def _carry(self, feet: Floats, ways: Floats, carried: NDArray[np.int16], looks: Sequence[Look]) -> None:
        bearing = np.flatnonzero(carried >= 0)
        sizes = np.array([looks[look].size.measures for look in carried[bearing]]).reshape(-1, 3)
        places = feet[bearing] + (REACH + sizes[:, :1] / 2) * ways[bearing]
        places[:, 2] = np.where(sizes[:, 2] > PUSHED, 0.0, HANDS)
        self.loads.put(places, ways[bearing], carried[bearing], looks)


def _put(family: Family, feet: Floats, ways: Floats, rows: NDArray[np.int64]) -> None:
    family.show(feet[rows].astype(np.float32), quaternions(ways[rows]), rows)


def _meshes(parts: Iterable[Part], theme: Theme) -> list[tuple[Mesh, str]]:
    """Return a figure as one mesh for each colour."""
    same: dict[Role, list[Mesh]] = {}
    for part in parts:
        same.setdefault(part.role, []).append(part.mesh)
    return [(Mesh.merged(meshes), theme[role]) for role, meshes in same.items()]


def _post(piece: Piece) -> Post:
    shape, pose = piece.shape, piece.pose
    if not isinstance(shape, WorkplaceShape):
        return Post(pose.position)
    before = pose.apply(Vector(0.0, -shape.size.width / 2 - 0.4))
    return Post(pose.position, before, pose.apply(shape.stand))
