"""Marks on the scene: dashed lines where nothing carries the part, and the outline of what is selected."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from geometry.mesh import Mesh
from geometry.palette import Role, Theme
from geometry.scene import Link, Piece
from geometry.solids import box, capsule, ring, rod, sweep
from geometry.turning_ring import TurningRing
from layouts.space import Polyline, Vector
from viewer.render.arrays import polygons, set_points
from viewer.render.surfaces import actor_of, mapper_of, shares

DASH, PERIOD, HALF = 0.14, 0.26, 0.018
FRAME, CLEAR = 0.05, 0.09
"""Width of the frame on the floor around what is selected, and its distance from it, metres."""
LIFT = 0.012
PIN_ABOVE, PIN_RING, PIN_HEAD = 0.45, 0.16, 0.07
"""Of a pin: from the equipment to its head, radius of its ring and of its head, metres."""


RING, KNOB = 0.014, 0.085
"""Of the ring that turns: half its thickness, and the radius of its knob, metres."""
_EDGES = tuple((a, b) for a in range(8) for b in (a ^ 1, a ^ 2, a ^ 4) if a < b)
"""The edges of a box between its corners, which are numbered by bits for x, y and z."""


class Links:
    """The dashed lines of instant hand-overs."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without lines."""
        self.data = vtkPolyData()
        self.actor = actor_of(mapper_of(self.data, None), lit=False)
        self.actor.GetProperty().SetColor(*shares(theme[Role.LINK]))
        self.actor.VisibilityOff()
        renderer.AddActor(self.actor)

    def actors(self) -> list[vtkActor]:
        """Return the actor."""
        return [self.actor]

    def show(self, links: Sequence[Link]) -> None:
        """Show these lines and no others."""
        self.actor.SetVisibility(bool(links))
        if links:
            self.data.ShallowCopy(polygons(Mesh.merged(map(_dashes, links))))


@lru_cache(maxsize=1024)
def _dashes(link: Link) -> Mesh:
    """Equal dashes along a line: one is made, the others are copies of it."""
    line = Polyline((link.start, link.end))
    count = max(1, round(line.length / PERIOD))
    first = 0.5 * line.length / count - DASH / 2
    one = _dash(line.at(first), line.at(first + DASH), abs(line.directions[0].z) > 0.999)
    step = np.array(line.directions[0], np.float64) * line.length / count
    return one.repeated(np.arange(count)[:, None] * step)


def _dash(start: Vector, end: Vector, upright: bool) -> Mesh:
    if upright:
        low, high = sorted((start.z, end.z))
        return box((start.x - HALF, start.y - HALF, low), (start.x + HALF, start.y + HALF, high))
    profile = np.array([(-HALF, -HALF), (HALF, -HALF), (HALF, HALF), (-HALF, HALF)])
    return sweep(profile, Polyline((start, end)))


class Pin(NamedTuple):
    """A place in the hall, and the height up to which its pin reaches."""

    point: Vector
    top: float


class Pins:
    """Pins at places that need a look: a ring on the floor, a thin needle, a small head above the equipment."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without pins."""
        self.renderer, self.theme = renderer, theme
        self.actor: vtkActor | None = None

    def actors(self) -> list[vtkActor]:
        """Return the actor, if there is one."""
        return [self.actor] if self.actor else []

    def show(self, pins: Sequence[Pin]) -> None:
        """Show these pins and no others."""
        for actor in self.actors():
            self.renderer.RemoveActor(actor)
        self.actor = None
        if pins:
            mesh = Mesh.merged(part for pin in pins for part in _pin(pin))
            self.actor = actor_of(mapper_of(polygons(mesh), None), lit=False)
            self.actor.GetProperty().SetColor(*shares(self.theme[Role.LINK]))
            self.actor.PickableOff()
            self.renderer.AddActor(self.actor)


def _pin(pin: Pin) -> list[Mesh]:
    foot, head = pin.point._replace(z=LIFT), pin.point._replace(z=pin.top)
    around = ring(PIN_RING, 0.018).moved(foot)
    return [around, rod(foot, head, 0.009, sides=6), capsule(head, head.plus(Vector(0.0, 0.0, 0.02)), PIN_HEAD)]


class Outline:
    """The outline of what is selected: a frame on the floor and the edges of a box around each piece."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin with nothing selected."""
        self.names: tuple[str, ...] = ()
        self.frame, self.edges = vtkPolyData(), vtkPolyData()
        self.both = [actor_of(mapper_of(data, None), lit=False) for data in (self.frame, self.edges)]
        for actor in self.both:
            actor.GetProperty().SetColor(*shares(theme[Role.HIGHLIGHT]))
            actor.GetProperty().SetLineWidth(2.0)
            actor.PickableOff()
            actor.VisibilityOff()
            renderer.AddActor(actor)

    def actors(self) -> list[vtkActor]:
        """Return both actors."""
        return self.both

    def show(self, pieces: Sequence[Piece]) -> None:
        """Outline these pieces and no others."""
        self.names = tuple(piece.equipment for piece in pieces)
        seen = [piece for piece in pieces if piece.model.surfaces]
        for actor in self.both:
            actor.SetVisibility(bool(seen))
        if seen:
            frames = (_frame(*piece.model.bounds).placed(piece.pose) for piece in seen)
            self.frame.ShallowCopy(polygons(Mesh.merged(frames)))
            self.edges.ShallowCopy(_edges(seen))


class Turner:
    """The ring by which what is selected is turned, with its knob."""

    def __init__(self, renderer: vtkRenderer, theme: Theme) -> None:
        """Begin without a ring."""
        self.data = vtkPolyData()
        self.actor = actor_of(mapper_of(self.data, None), lit=False)
        self.actor.GetProperty().SetColor(*shares(theme[Role.HIGHLIGHT]))
        self.actor.PickableOff()
        self.actor.VisibilityOff()
        renderer.AddActor(self.actor)

    def show(self, around: TurningRing | None) -> None:
        """Show a ring, or none."""
        self.actor.SetVisibility(around is not None)
        if around is not None:
            knob = around.knob._replace(z=KNOB / 2)
            line = ring(around.radius, RING, sides=72, around=4).moved((*around.centre[:2], RING))
            self.data.ShallowCopy(polygons(Mesh.merged([line, capsule(knob, knob.plus(Vector(0, 0, 0.01)), KNOB)])))


def _frame(low: Vector, high: Vector) -> Mesh:
    x0, y0, x1, y1 = low.x - CLEAR, low.y - CLEAR, high.x + CLEAR, high.y + CLEAR
    sides = ((x0, y0, x1, y0 + FRAME), (x0, y1 - FRAME, x1, y1), (x0, y0, x0 + FRAME, y1), (x1 - FRAME, y0, x1, y1))
    return Mesh.merged(box((a, b, 0.0), (c, d, LIFT)) for a, b, c, d in sides)


def _edges(pieces: Sequence[Piece]) -> vtkPolyData:
    data, lines = vtkPolyData(), vtkCellArray()
    set_points(data, np.array([corner for piece in pieces for corner in piece.corners], np.float32))
    for first in range(0, 8 * len(pieces), 8):
        for a, b in _EDGES:
            lines.InsertNextCell(2, (first + a, first + b))
    data.SetLines(lines)
    return data
