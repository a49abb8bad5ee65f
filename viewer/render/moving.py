"""What joints move: doors, hoods, rams, arms. Instances that follow the states; two actors, whatever there is."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkGlyph3DMapper, vtkRenderer

from geometry.mesh import Mesh
from geometry.models.model import Surface
from geometry.motion import Drives, linkage, product, rotated
from geometry.palette import OPACITY, Theme
from geometry.rigs import Rig, stance_of
from geometry.scene import Piece
from layouts.space import Pose
from replay.header import Header
from replay.playback import Moment
from viewer.render.arrays import polygons, set_array, set_points
from viewer.render.surfaces import COLOR, NUMBER, actor_of, digits, light_up, rgb, select_colors

TURN, MESH = "turn", "mesh"
ACROSS = np.diag([1.0, -1.0, 1.0])
"""The reflection of a mirrored piece."""
HURRY = 0.4
"""Share of a period beyond which a step from one picture to the next is too long to show its strokes: they rest."""

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


class Crowd:
    """Instances of many meshes in one actor."""

    def __init__(self, renderer: vtkRenderer, *, opaque: bool) -> None:
        """Begin without instances."""
        self.places, self.mapper = vtkPolyData(), vtkGlyph3DMapper()
        self.mapper.SetInputData(self.places)
        self.mapper.SetSourceIndexing(True)
        self.mapper.SetSourceIndexArray(MESH)
        self.mapper.SetOrientationArray(TURN)
        self.mapper.SetOrientationModeToQuaternion()
        self.mapper.ScalingOff()
        select_colors(self.mapper, COLOR)
        self.actor = actor_of(self.mapper)
        self.actor.SetForceOpaque(opaque)
        self.actor.SetForceTranslucent(not opaque)
        self.actor.VisibilityOff()
        self.joints, self.poses, self.starts = np.zeros(0, np.int64), np.zeros((0, 4)), np.zeros((0, 3))
        self.owners = np.zeros(0, object)
        renderer.AddActor(self.actor)

    def gather(self, rows: list[tuple[Piece, Surface, int, int]], theme: Theme) -> None:
        """Take instances: each a piece, its surface, the number of the joint, and the number of the piece."""
        meshes: dict[tuple[int, bool], int] = {}
        which = [_numbered(meshes, surface.mesh, piece.pose.mirror) for piece, surface, _, _ in rows]
        sources = {number: (id_, mirror) for (id_, mirror), number in meshes.items()}
        kept = {id(surface.mesh): surface.mesh for _, surface, _, _ in rows}
        for number, (id_, mirror) in sources.items():
            mesh = kept[id_]
            self.mapper.SetSourceData(number, polygons(mesh.rotated(ACROSS) if mirror else mesh))
        self.mapper.SetRange(0, max(len(sources), 1))
        self.joints = np.array([joint for _, _, joint, _ in rows], np.int64)
        self.poses = np.array([_upright(piece.pose) for piece, _, _, _ in rows], np.float64).reshape(-1, 4)
        self.starts = np.array([piece.pose.position for piece, _, _, _ in rows], np.float64).reshape(-1, 3)
        self.owners = np.array([piece.equipment for piece, _, _, _ in rows], object)
        self.actor.SetVisibility(bool(rows))
        if rows:
            set_points(self.places, self.starts.astype(np.float32))
            set_array(self.places, MESH, np.array(which, np.int32))
            set_array(self.places, COLOR, np.array([_paint(s, theme) for _, s, _, _ in rows], np.uint8))
            set_array(self.places, NUMBER, digits(np.array([owner for *_, owner in rows], np.int64)))

    def move(self, piece: Piece) -> None:
        """Let the instances of a piece begin elsewhere, from the next `put` on."""
        mine = self.owners == piece.equipment
        self.poses[mine], self.starts[mine] = _upright(piece.pose), piece.pose.position

    def put(self, turns: Floats, moves: Floats) -> None:
        """Put the instances where their joints (j, 4) and (j, 3) bring them."""
        if len(self.joints):
            mine = turns[self.joints]
            places = moves[self.joints] + rotated(mine, self.starts)
            set_points(self.places, places.astype(np.float32))
            set_array(self.places, TURN, product(mine, self.poses).astype(np.float32))


class Moving:
    """Everything in a scene that a joint moves."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without pieces."""
        self.theme = theme
        self.rigs: dict[str, Rig] = {}
        self.solid, self.clear = Crowd(renderer, opaque=True), Crowd(renderer, opaque=False)
        self._moment: Moment | None = None
        self._gather({})

    def change(self, gone: Iterable[str], drawn: Iterable[Piece], numbers: Mapping[str, int]) -> None:
        """Take pieces away and put others in or anew; what only stands elsewhere is moved, and nothing else touched."""
        lost = [self.rigs.pop(name) for name in gone if name in self.rigs]
        rigs = {piece.equipment: Rig.of(piece) for piece in drawn}
        before = {
            name: self.rigs.pop(name) if rig is None else self.rigs[name]
            for name, rig in rigs.items()
            if name in self.rigs
        }
        new = {name: rig for name, rig in rigs.items() if rig}
        self.rigs |= new
        if lost or before.keys() != new.keys() or not all(before[name].looks_like(rig) for name, rig in new.items()):
            self._gather(numbers)
        elif new:
            self._move(new.values())

    def lay(self, header: Header | None) -> None:
        """Find the pieces among the equipment of a run."""
        rows = {name: row for row, name in enumerate(header.equipment)} if header else {}
        counts = [len(rig.parents) for rig in self.rigs.values()]
        self._rows = np.repeat(np.array([rows.get(name, -1) for name in self.rigs], np.int64), counts)

    def show(self, moment: Moment | None) -> None:
        """Move everything as the states of a moment say; what strokes too fast for the eye rests. None: all rests."""
        before, self._moment = self._moment, moment
        step = abs(moment.t - before.t) if moment and before else 0.0
        self._put(self._calm(self._values(moment), step))

    def settle(self) -> None:
        """Show strokes as they are, for nothing moves any more."""
        self._put(self._values(self._moment))

    def number(self, numbered: bool) -> None:
        """Colour everything by number, or by role again."""
        for actor in self.actors():
            select_colors(actor.GetMapper(), NUMBER if numbered else COLOR)
            light_up(actor, not numbered)

    def actors(self) -> tuple[vtkActor, vtkActor]:
        """Return what is solid and what lets light through."""
        return self.solid.actor, self.clear.actor

    def _gather(self, numbers: Mapping[str, int]) -> None:
        """Lay all joints one behind the other, and all instances that hang on them."""
        firsts = [0, *accumulate(len(rig.parents) for rig in self.rigs.values())]
        rows = [*_instances(self.rigs.values(), firsts, numbers)]
        self.solid.gather([row for row in rows if row[1].role not in OPACITY], self.theme)
        self.clear.gather([row for row in rows if row[1].role in OPACITY], self.theme)
        self._firsts = dict(zip(self.rigs, firsts, strict=False))
        joints = [joint for rig in self.rigs.values() for joint in rig.placed]
        carried = zip(self.rigs.values(), firsts, strict=False)
        parents = [first + parent if parent >= 0 else -1 for rig, first in carried for parent in rig.parents]
        self._linkage, self._drives = linkage(joints, parents), Drives.of([joint for joint, _ in joints])
        self._rows, self._at = np.full(len(joints), -1, np.int64), np.full(len(joints), np.nan)
        self._put(np.zeros(len(joints)))

    def _move(self, rigs: Iterable[Rig]) -> None:
        """Let rigs that look as before stand elsewhere."""
        for rig in rigs:
            first, own = self._firsts[rig.piece.equipment], linkage(rig.placed, rig.parents)
            rows = slice(first, first + len(rig.parents))
            self._linkage.origins[rows], self._linkage.axes[rows] = own.origins, own.axes
            for crowd in (self.solid, self.clear):
                crowd.move(rig.piece)
        values, self._at = self._at, np.full(len(self._at), np.nan)
        self._put(values)

    def _values(self, moment: Moment | None) -> Floats:
        if moment is None or not len(self._rows):
            return np.zeros(len(self._rows))
        found = self._drives.values(stance_of(moment).of(np.maximum(self._rows, 0)))
        return np.where(self._rows >= 0, found, 0.0)

    def _calm(self, values: Floats, step: float) -> Floats:
        return np.where(self._drives.beating & (step > HURRY * self._drives.periods), 0.0, values)

    def _put(self, values: Floats) -> None:
        if not np.array_equal(values, self._at):
            self._at = values
            turns, moves = self._linkage.placed(values)
            self.solid.put(turns, moves)
            self.clear.put(turns, moves)


def _instances(
    rigs: Iterable[Rig], firsts: list[int], numbers: Mapping[str, int]
) -> Iterator[tuple[Piece, Surface, int, int]]:
    for rig, first in zip(rigs, firsts, strict=False):
        for surface, joint in rig.surfaces:
            yield rig.piece, surface, first + joint, numbers.get(rig.piece.equipment, 0)


def _numbered(meshes: dict[tuple[int, bool], int], mesh: Mesh, mirror: bool) -> int:
    """The number of a mesh among those that are drawn."""
    return meshes.setdefault((id(mesh), mirror), len(meshes))


def _upright(pose: Pose) -> tuple[float, float, float, float]:
    """The turn of a pose as a quaternion."""
    half = np.radians(pose.turn) / 2
    return float(np.cos(half)), 0.0, 0.0, float(np.sin(half))


def _paint(surface: Surface, theme: Theme) -> tuple[int, int, int, int]:
    return (*rgb(surface.tint or theme[surface.role]), round(255 * OPACITY.get(surface.role, 1.0)))
