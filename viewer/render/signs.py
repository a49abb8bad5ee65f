"""Signs that always face the eye: labels, symbols above machines, the glow of lamps. One actor for all of a sort."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkRenderer

from geometry.mesh import Mesh
from viewer.render.arrays import Bytes, polygons, set_points, set_texture_places, texture_of
from viewer.render.lettering import pack
from viewer.render.surfaces import COLOR, actor_of, mapper_of, repeated

Floats = NDArray[np.float64]
ON_TOP = 1.02
"""Signs on top of everything are drawn this far behind the near clipping plane, as a factor."""
NO_OBSTACLES = np.zeros((0, 4))
SHIFTS = np.array([(0.0, 0.0), (0.2, 0.0), (-0.2, 0.0), (0.4, 0.0), (-0.4, 0.0)])
"""How far a sign may move aside to find room, as shares of its size, in the order in which they are tried."""
MANY = 250
"""With more signs in the picture none moves aside or covers an obstacle: it is too full, and takes too long a frame."""
WHITE = (255, 255, 255, 255)
EDGE = 4.0
"""Pixels kept free between the edge of the picture and signs that would stick out of it."""


@dataclass(frozen=True, eq=False)
class Signs:
    """Rows of signs: each a picture (its number) at that of its anchors (n, k, 3) which is nearest to the eye.

    `pivots` (n, 2) are the shares of the pictures that lie on their anchors; where `centres` (n, 3) is a number, the
    picture lies on the far side of its anchor instead, whichever side of the screen that is. `heights` (n,) are
    metres, kept between `limits` (n, 2) in pixels; no number: the picture pixel by pixel.
    """

    anchors: Floats
    pictures: NDArray[np.int64]
    colors: Bytes
    pivots: Floats
    heights: Floats
    limits: Floats
    centres: Floats

    def __len__(self) -> int:
        """Count the signs."""
        return len(self.pictures)

    @classmethod
    def at(
        cls,
        points: Floats,
        pictures: NDArray[np.int64],
        *,
        pivot: tuple[float, float],
        heights: float | Floats,
        limits: tuple[float, float] | Floats = (0.0, 1e9),
        colors: Bytes | None = None,
    ) -> Self:
        """Return signs at points (n, 3), their heights and limits for each (n,), (n, 2) or the same for all."""
        count = len(points)
        return cls(
            points[:, None],
            pictures,
            repeated(WHITE, count) if colors is None else colors,
            np.tile(pivot, (count, 1)),
            np.broadcast_to(heights, (count,)).astype(np.float64),
            np.broadcast_to(limits, (count, 2)).astype(np.float64),
            np.full((count, 3), np.nan),
        )

    @classmethod
    def beside(cls, anchors: Floats, centres: Floats, pictures: NDArray[np.int64], *, opacity: float = 1.0) -> Self:
        """Return signs drawn pixel by pixel, beside centres (n, 3) at one of their anchors (n, k, 3)."""
        count = len(anchors)
        return cls(
            anchors,
            pictures,
            repeated((255, 255, 255, round(255 * opacity)), count),
            np.full((count, 2), 0.5),
            np.full(count, np.nan),
            np.zeros((count, 2)),
            centres,
        )

    @classmethod
    def none(cls) -> Self:
        """Return no sign at all."""
        return cls.at(np.zeros((0, 3)), np.zeros(0, np.int64), pivot=(0.5, 0.5), heights=0.0)

    def of(self, rows: NDArray[np.int64]) -> "Signs":
        """Return those of some rows."""
        placed = self.anchors[rows], self.pictures[rows], self.colors[rows], self.pivots[rows]
        return Signs(*placed, self.heights[rows], self.limits[rows], self.centres[rows])

    def on_screen(self, flat: Floats, eye: "Eye") -> "Placed":
        """Return where signs whose pictures are of some sizes (n, 2) belong in the picture; behind the eye is none."""
        seen = eye.seen(self.anchors)
        seen = seen[np.arange(len(seen)), np.argmax(seen[..., 2], axis=1)]
        depths = -seen[:, 2]
        metres = eye.metres(depths)
        sizes = _sizes(self, flat, metres)
        lower = seen[:, :2] / metres[:, None] - _pivots(self, eye, seen) * sizes
        exact = np.isnan(self.heights)
        lower[exact] = eye.on_pixels(_inside(lower[exact], sizes[exact], eye))
        sizes[(depths < eye.near) & (eye.parallel is None)] = 0.0
        return Placed(lower, sizes, depths)


class Eye(NamedTuple):
    """Where a camera is, its axes (right, up, back as rows), and how much of the world a pixel spans."""

    position: Floats
    axes: Floats
    near: float
    parallel: float | None
    spread: float
    wide: int
    tall: int

    @property
    def view(self) -> tuple[object, ...]:
        """What decides where a point is in the picture, to be compared."""
        return self.position.tobytes(), self.axes.tobytes(), self.parallel, self.spread, self.wide, self.tall

    def metres(self, depths: Floats) -> Floats:
        """Return how many metres a pixel spans at depths (n,)."""
        if self.parallel is not None:
            return np.full_like(depths, 2 * self.parallel / self.tall)
        return depths * (2 * self.spread / self.tall)

    def on_pixels(self, places: Floats) -> Floats:
        """Return the corners of pixels next to places (n, 2) from the middle, which may lie within a pixel itself."""
        half = np.array((self.wide, self.tall)) / 2
        return np.round(places + half) - half

    def seen(self, points: Floats) -> Floats:
        """Return points (..., 3) to the right, up and back from the eye."""
        seen: Floats = (points - self.position) @ self.axes.T
        return seen


def eye_of(renderer: vtkRenderer) -> Eye:
    """Return the eye of a renderer's camera."""
    camera = renderer.GetActiveCamera()
    back = np.array(camera.GetViewPlaneNormal())
    right = np.cross(camera.GetViewUp(), back)
    right /= np.linalg.norm(right)
    spread = float(np.tan(np.radians(camera.GetViewAngle()) / 2))
    parallel = camera.GetParallelScale() if camera.GetParallelProjection() else None
    axes = np.array([right, np.cross(back, right), back])
    near = camera.GetClippingRange()[0]
    wide, tall = (max(side, 1) for side in renderer.GetSize())
    return Eye(np.array(camera.GetPosition()), axes, near, parallel, spread, wide, tall)


class Board:
    """Draws signs of one sort; `on_top`: nothing hides them; `sparse`: of two that overlap the nearer is shown."""

    def __init__(self, renderer: vtkRenderer, *, on_top: bool, sparse: bool = False, nearer: float = 0.0) -> None:
        """Begin without signs; others than those on top are drawn `nearer` to the eye by so many metres."""
        self.renderer, self.on_top, self.nearer = renderer, on_top, nearer
        self.sparse = sparse
        self.data = vtkPolyData()
        self.places = np.zeros((0, 4), np.float32)
        self.sizes = np.zeros((0, 2))
        self.signs: Signs | None = None
        self.actor = actor_of(mapper_of(self.data), lit=False)
        self.actor.ForceTranslucentOn()
        self.actor.PickableOff()
        self.actor.UseBoundsOff()
        self.actor.VisibilityOff()
        renderer.AddActor(self.actor)

    def pictures(self, pictures: Sequence[Bytes]) -> None:
        """Take the pictures that signs refer to by number."""
        atlas, self.places = pack(pictures)
        self.sizes = np.array([picture.shape[1::-1] for picture in pictures], np.float64)
        self.actor.SetTexture(texture_of(atlas))

    def show(self, signs: Signs) -> None:
        """Show these signs and no others, facing the eye from the next frame on."""
        self.signs = signs
        self.actor.SetVisibility(len(signs) > 0)
        if len(signs):
            mesh = _quads(len(signs))
            self.data.ShallowCopy(polygons(mesh, **{COLOR: np.repeat(signs.colors, 4, axis=0)}))
            set_texture_places(self.data, self.places[signs.pictures][:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 2))

    def face(self, eye: Eye) -> None:
        """Turn the signs to the eye."""
        self.put(self.placed(eye), eye)

    def placed(self, eye: Eye, obstacles: Floats = NO_OBSTACLES, first: int | None = None) -> "Placed":
        """Find where in the picture the signs are, the sparse ones clear of obstacles (m, 4) where there is room.

        `first`: the row of the sign that takes its room before all others.
        """
        if self.signs is None or not len(self.signs):
            return Placed.none()
        placed = self.signs.on_screen(self.sizes[self.signs.pictures], eye)
        return placed.sparse(eye, obstacles, first) if self.sparse else placed

    def on_screen(self, rows: NDArray[np.int64], eye: Eye) -> "Placed":
        """Find where in the picture some of the signs are, whatever else is there."""
        signs = (self.signs or Signs.none()).of(rows)
        return signs.on_screen(self.sizes[signs.pictures], eye)

    def put(self, placed: "Placed", eye: Eye) -> None:
        """Draw the signs where they are in the picture."""
        if len(placed.depths):
            depths = np.full_like(placed.depths, eye.near * ON_TOP) if self.on_top else placed.depths - self.nearer
            set_points(self.data, _in_hall(eye, placed, depths).reshape(-1, 3).astype(np.float32))

    def fold(self) -> None:
        """Show nothing until the signs are turned to the eye again."""
        if self.signs is not None and len(self.signs):
            set_points(self.data, np.zeros((4 * len(self.signs), 3), np.float32))


@dataclass(frozen=True, eq=False)
class Placed:
    """Where signs are in the picture, pixels from its middle: lower left corners (n, 2), sizes (n, 2), depths (n,).

    A hidden sign has no size; `crowded` counts those that are hidden for want of room.
    """

    lower: Floats
    sizes: Floats
    depths: Floats
    crowded: int = 0

    @classmethod
    def none(cls) -> "Placed":
        """Return the places of no sign."""
        return cls(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0))

    def rectangles(self) -> Floats:
        """Return left, bottom, right and top (m, 4) of the signs that are not hidden."""
        shown = self.sizes[:, 1] > 0
        return np.hstack([self.lower, self.lower + self.sizes])[shown]

    def with_rows(self, rows: NDArray[np.int64], other: "Placed", eye: Eye) -> "Placed":
        """Return the same with other places for some rows."""
        lower, sizes, depths = self.lower.copy(), self.sizes.copy(), self.depths.copy()
        lower[rows], sizes[rows], depths[rows] = eye.on_pixels(other.lower), other.sizes, other.depths
        return Placed(lower, sizes, depths, self.crowded)

    def sparse(self, eye: Eye, obstacles: Floats, first: int | None = None) -> "Placed":
        """Return only signs that do not overlap: `first` and the nearer stay, others move aside or are hidden."""
        half = np.array((eye.wide, eye.tall)) / 2
        inside = np.all((self.lower < half) & (self.lower + self.sizes > -half), axis=1) & (self.sizes[:, 1] > 0)
        numbers = np.flatnonzero(inside)
        order = numbers[np.lexsort((self.depths[numbers], numbers != first))]
        lower, shown = _spread(self.lower, self.sizes, order, obstacles)
        sizes = np.where(shown[:, None], self.sizes, 0.0)
        return Placed(eye.on_pixels(lower), sizes, self.depths, len(order) - int(shown.sum()))


def _spread(
    lower: Floats, sizes: Floats, order: NDArray[np.int64], obstacles: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """Find room for rectangles in an order; return where they are (n, 2) and which found room (n,)."""
    lower, shown = lower.copy(), np.zeros(len(lower), bool)
    taken = np.vstack([obstacles, np.zeros((len(order), 4))])
    count = len(obstacles)
    few = len(order) <= MANY
    shifts = SHIFTS if few else SHIFTS[:1]
    for number in order:
        at, size = lower[number], sizes[number]
        tries = (at + share * size for share in shifts)
        found = next((place for place in tries if _free(taken[:count], place, size)), None)
        if found is None and few and _free(taken[len(obstacles) : count], at, size):
            found = at
        if found is not None:
            lower[number], shown[number] = found, True
            taken[count] = *found, *(found + size)
            count += 1
    return lower, shown


def _free(taken: Floats, lower: Floats, size: Floats) -> bool:
    """Tell whether a rectangle overlaps none of those that are taken (m, 4)."""
    overlapping = np.all((taken[:, :2] < lower + size) & (lower < taken[:, 2:]), axis=1)
    return not overlapping.any()


def _inside(lower: Floats, sizes: Floats, eye: Eye) -> Floats:
    """Move what sticks out of the picture into it; what is farther out than its own size stays where it is."""
    half = np.array((eye.wide, eye.tall)) / 2 - EDGE
    most = half - sizes
    over, under = lower - most, -half - lower
    inside = np.where((over > 0) & (over < sizes), most, lower)
    moved: Floats = np.where((under > 0) & (under < sizes), -half, inside)
    return moved


def _sizes(signs: Signs, flat: Floats, metres: Floats) -> Floats:
    """Width and height in pixels (n, 2)."""
    wanted = np.clip(signs.heights / metres, *signs.limits.T)
    heights = np.where(np.isnan(signs.heights), flat[:, 1], wanted)
    sizes: Floats = flat * (heights / flat[:, 1])[:, None]
    return sizes


def _pivots(signs: Signs, eye: Eye, seen: Floats) -> Floats:
    """The share of each picture (n, 2) that lies on its anchor."""
    out = seen[:, :2] - eye.seen(signs.centres)[:, :2]
    most = np.maximum(np.abs(out).max(axis=1), 1e-9)[:, None]
    away: Floats = np.where(np.isnan(out), signs.pivots, 0.5 - 0.5 * out / most)
    return away


def _in_hall(eye: Eye, placed: Placed, depths: Floats) -> Floats:
    """The corners (n, 4, 3) of signs in the hall, drawn at depths (n,)."""
    steps = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
    flat = (placed.lower[:, None] + steps * placed.sizes[:, None]) * eye.metres(depths)[:, None, None]
    view = np.concatenate([flat, np.repeat(-depths[:, None, None], 4, axis=1)], axis=2)
    hall: Floats = eye.position + view @ eye.axes
    return hall


def _quads(count: int) -> Mesh:
    first = 4 * np.arange(count, dtype=np.int32)
    triangles = (first[:, None, None] + np.array([[0, 1, 2], [0, 2, 3]], np.int32)).reshape(-1, 3)
    points = np.zeros((4 * count, 3), np.float32)
    return Mesh(points, np.tile(np.array([0, 0, 1], np.float32), (4 * count, 1)), triangles)
