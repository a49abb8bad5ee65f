"""What the checks look at: a layout with its scene, the bodies of what stands in it, and what stands near what."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from geometry.checks.body import TOLERANCE, Body, body_in_hall, body_of
from geometry.checks.boxes import pairs_between, pairs_within
from geometry.scene import Piece, Scene
from layouts.equipment import Equipment
from layouts.flow import Port
from layouts.kinds import Column, Dock, Door, Fence, Floor, Text, Wall
from layouts.model import Layout
from layouts.placement import Placement
from layouts.problems import Path, Place, Problem, Severity
from layouts.rulebook import RULES, numbers
from layouts.space import Vector

Floats = NDArray[np.float64]

KEPT_BODIES = 64
"""Bodies in the hall that are kept: neighbours are asked for one after the other."""
PAINTED = (Floor, Text)
STRUCTURE = (Wall, Fence, Door, Dock, Column)
"""What is built together: a door is in its wall, fences meet at their posts."""


class Survey:
    """Answers what stands where, for one layout."""

    def __init__(self, layout: Layout, scene: Scene) -> None:
        """Survey a scene of the layout."""
        self.layout, self.scene = layout, scene
        self.placement = Placement(layout)
        self.numbers: Mapping[str, float] = layout.checks.values()
        standing = [*self._standing()]
        self.pieces: tuple[Piece, ...] = tuple(piece for piece, _ in standing)
        self.boxes: Floats = np.array([box for _, box in standing], np.float64).reshape(-1, 2, 3)
        """The boxes (n, 2, 3) around the bodies of the pieces."""
        self.body: Callable[[int], Body] = lru_cache(KEPT_BODIES)(lambda number: body_in_hall(self.pieces[number]))

    def _standing(self) -> Iterator[tuple[Piece, Floats]]:
        """Everything that has a body above the floor, with the box around it."""
        for name, piece in self.scene.pieces.items():
            if not isinstance(self.layout.equipment[name], PAINTED) and len(body_of(piece.shape).triangles):
                yield piece, body_in_hall(piece).box

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The number of each piece by its id."""
        return {piece.equipment: number for number, piece in enumerate(self.pieces)}

    def equipment(self, number: int) -> Equipment:
        """Return the equipment of a piece."""
        return self.layout.equipment[self.pieces[number].equipment]

    def is_structure(self, number: int) -> bool:
        """Tell whether a piece is part of the building or of a fence."""
        return isinstance(self.equipment(number), STRUCTURE)

    def near_pairs(self) -> list[tuple[int, int]]:
        """Return the pairs of pieces whose boxes overlap by more than a touch."""
        if not self.pieces:
            return []
        shrunk = self.boxes + np.array([TOLERANCE / 2, -TOLERANCE / 2])[:, None]
        return [(int(a), int(b)) for a, b in pairs_within(shrunk)]

    def near(self, low: Floats, high: Floats) -> list[int]:
        """Return the pieces whose boxes overlap a box."""
        meets = np.all((self.boxes[:, 0] <= high) & (self.boxes[:, 1] >= low), axis=1)
        return [int(number) for number in np.flatnonzero(meets)]

    def near_each(self, boxes: Floats) -> list[tuple[int, int]]:
        """Return pairs of a box (k, 2, 3) and a piece whose box overlaps it, sorted."""
        if not len(boxes) or not self.pieces:
            return []
        return sorted((int(a), int(b)) for a, b in pairs_between(boxes, self.boxes))

    @cached_property
    def hand_overs(self) -> Mapping[str, Floats]:
        """Where each piece of equipment hands parts over or takes them over, by id: points (k, 3)."""
        points: dict[str, list[Vector]] = {}
        for connection in self.layout.connections:
            for port in (connection.source, connection.target):
                end = self.end_of(port, last=port is connection.source)
                if end is not None:
                    points.setdefault(port.equipment, []).append(end)
        return {name: np.array(several, np.float64) for name, several in points.items()}

    def end_of(self, port: Port, *, last: bool) -> Vector | None:
        """Return where a port is; of a conveyor the last or the first point of its path."""
        path = self.placement.path(port.equipment)
        return path.points[-1 if last else 0] if path else self.placement.port(port)


def finding(
    rule: str,
    pieces: Iterable[str],
    found: str,
    expected: str,
    point: Iterable[float] | None,
    path: Path = (),
    source: str | None = None,
) -> Problem:
    """Return a finding: a warning with the pieces, the place in the hall, and the rule's source.

    It points at the first piece in the file, unless another path is given.
    """
    names = tuple(pieces)
    entry = RULES[rule]
    said = entry.source if source is None else source
    return Problem(
        code=entry.code,
        severity=Severity.WARNING,
        place=Place(path=path or (("equipment", names[0]) if names else ())),
        found=found,
        expected=expected,
        pieces=names,
        point=None if point is None else Vector(*(float(number) for number in point)),
        source="" if said == "geometry" else said,
    )


def source_of(number: str) -> str:
    """Return where a number of a rule comes from."""
    return next(entry.source for name, _, entry in numbers() if name == number)


def at(point: Iterable[float]) -> str:
    """Write a place in the hall: `[4.20, 3.10]`, with the height where it is given."""
    return f"[{', '.join(f'{number:.2f}' for number in point)}]"
