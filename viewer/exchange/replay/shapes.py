"""Shapes of the page: meshes in few bytes (points in 16 bits, normals in 8), each once, with the places they stand."""

from collections.abc import Container, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geometry.mesh import Mesh
from geometry.models import Model
from geometry.models.model import Shadow
from geometry.palette import DARK, LIGHT, OPACITY, Role
from geometry.scene import Piece, Scene
from layouts.colors import hex_of
from layouts.space import Pose
from viewer.exchange.replay.numbers import Numbers

Floats = NDArray[np.float64]
Tone = tuple[str, str, float]
"""Colours by day and by night, and how opaque they are."""
FINEST = 65_535
"""Steps along a side of the box around a shape."""
MOST_TONES = 120
"""Colours that one page can have: graphics units hold 256 vectors at least."""


class Shapes:
    """All shapes so far, and the colours they use."""

    def __init__(self, numbers: Numbers) -> None:
        """Begin with nothing."""
        self.numbers = numbers
        self.found: list[dict[str, Any]] = []
        self.palette: list[Tone] = []

    def add(self, painted: Sequence[tuple[Mesh, Tone]]) -> int:
        """Add a shape of coloured meshes and return its number."""
        mesh = Mesh.merged(each for each, _ in painted)
        low, size = mesh.points.min(axis=0).astype(np.float64), np.ptp(mesh.points, axis=0).astype(np.float64)
        size = np.maximum(size, 1e-6)
        points = np.zeros((len(mesh.points), 4), np.uint16)
        points[:, :3] = np.round((mesh.points - low) / size * FINEST)
        tones = np.repeat([self._tone(tone) for _, tone in painted], [len(each.points) for each, _ in painted])
        normals = np.column_stack([np.round(mesh.normals * 127), tones])
        clear = np.repeat([tone[2] < 1 for _, tone in painted], [len(each.triangles) for each, _ in painted])
        corners = np.concatenate([mesh.triangles[~clear], mesh.triangles[clear]])
        solid = 3 * int((~clear).sum())
        self.found.append(
            {
                "points": self.numbers.add(points, "u2"),
                "normals": self.numbers.add(normals, "i1"),
                "corners": self.numbers.add(corners, "u2" if len(points) <= FINEST else "u4"),
                "solid": [0, solid],
                "clear": [solid, corners.size - solid],
                "low": low.round(6).tolist(),
                "step": size.round(6).tolist(),
            }
        )
        return len(self.found) - 1

    def places(self, scene: Scene, moving: Container[str] = ()) -> list[dict[str, Any]]:
        """Add the shapes of everything that stands, without what joints of the `moving` move; return where each is."""
        standing: dict[tuple[Model, bool], list[Piece]] = {}
        for piece in scene.pieces.values():
            moves = piece.equipment in moving
            if any(surface.joint is None or not moves for surface in piece.model.surfaces):
                standing.setdefault((piece.model, moves), []).append(piece)
        return [self._standing(model, pieces, still=moves) for (model, moves), pieces in standing.items()]

    def _standing(self, model: Model, pieces: Sequence[Piece], *, still: bool) -> dict[str, Any]:
        surfaces = [surface for surface in model.surfaces if surface.joint is None or not still]
        painted = [(surface.mesh, tone_of(surface.role, surface.tint)) for surface in surfaces]
        rows = np.array([row_of(piece.pose) for piece in pieces])
        return {"shape": self.add(painted), "at": self.numbers.add(rows, "f4")}

    def _tone(self, tone: Tone) -> int:
        if tone not in self.palette:
            if len(self.palette) >= MOST_TONES:
                return min(range(MOST_TONES), key=lambda number: _distance(self.palette[number], tone))
            self.palette.append(tone)
        return self.palette.index(tone)


def tone_of(role: Role, tint: str | None) -> Tone:
    """Return the colours of a role, or of a tint instead."""
    color = hex_of(tint) if tint else None
    return color or LIGHT[role], color or DARK[role], OPACITY.get(role, 1.0)


def _distance(one: Tone, other: Tone) -> float:
    light = sum((int(one[0][k : k + 2], 16) - int(other[0][k : k + 2], 16)) ** 2 for k in (1, 3, 5))
    return light + 1e5 * abs(one[2] - other[2])


def row_of(pose: Pose) -> list[float]:
    """Return an instance: place, cosine and sine of its turn, of its pitch, whether it is mirrored, and no tint."""
    angle = np.radians(pose.turn)
    mirrored = -1.0 if pose.mirror else 1.0
    return [*pose.position, float(np.cos(angle)), float(np.sin(angle)), 1.0, mirrored, 0.0, 0.0, 0.0, 1.0]


def shadows_of(scene: Scene, numbers: Numbers) -> dict[str, Any]:
    """Return the soft shadows of everything as triangles whose corners say how far they are from the edge."""
    ribbons = [_ribbon(piece, shadow) for piece in scene.pieces.values() for shadow in piece.model.shadows]
    rows = np.concatenate([*ribbons, np.zeros((0, 7))])
    corners, start = [], 0
    for ribbon in ribbons:
        pairs = start + 2 * np.arange(len(ribbon) // 2 - 1)[:, None]
        corners.append(np.hstack([pairs, pairs + 1, pairs + 2, pairs + 2, pairs + 1, pairs + 3]).ravel())
        start += len(ribbon)
    joined = np.concatenate([*corners, np.zeros(0, np.int64)])
    return {"points": numbers.add(rows, "f4"), "corners": numbers.add(joined, "u4")}


def _ribbon(piece: Piece, shadow: Shadow) -> Floats:
    """Pairs of corners (2 k, 7) along a shadow: place; across, beyond the ends and half width by softness; darkness."""
    line = np.array([piece.pose.apply(point) for point in shadow.line])[:, :2]
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    soft, reach = shadow.softness, min(shadow.softness, along[-1] / 2)
    stops = np.unique([-soft, 0.0, reach, along[-1] - reach, along[-1], along[-1] + soft, *along[1:-1]])
    points, across = _along(line, along, stops)
    beyond = np.maximum(-stops, stops - along[-1]) / soft
    wide = shadow.half_width + soft
    level, ends = np.zeros(len(stops)), np.full((len(stops), 2), (shadow.half_width / soft, shadow.darkness))
    sides = [
        np.column_stack([points + side * across, level, np.full(len(stops), side / soft), beyond, ends])
        for side in (wide, -wide)
    ]
    return np.stack(sides, axis=1).reshape(-1, 7)


def _along(line: Floats, along: Floats, stops: Floats) -> tuple[Floats, Floats]:
    """Points and level vectors to the left at distances along a line; the ends go on straight."""
    piece = np.clip(np.searchsorted(along, stops, side="right") - 1, 0, len(line) - 2)
    ahead = np.diff(line, axis=0) / np.maximum(np.diff(along), 1e-9)[:, None]
    points = line[piece] + (stops - along[piece])[:, None] * ahead[piece]
    before = np.clip(np.searchsorted(along, stops, side="left") - 1, 0, len(line) - 2)
    mean = ahead[piece] + ahead[before]
    mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
    return points, np.column_stack([-mean[:, 1], mean[:, 0]])
