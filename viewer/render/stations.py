"""Whose state is shown, and where: the stack lights and crowns of a scene as arrays in the order of a header."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geometry.models.stack_light import HEIGHT
from geometry.palette import SIGNALS
from geometry.scene import Piece, Scene
from layouts.equipment import Role
from layouts.space import Vector
from replay.header import Header
from replay.playback import Moment
from replay.states import State

ABOVE = 0.08
"""Distance of a symbol from the top of a stack light, metres."""
TROUBLE = np.array([s in (State.FAILED, State.STOPPED, State.WAITING_REPAIR, State.MAINTENANCE) for s in State])
"""States shown of anything; movers and the ends of a line wait so often that their other signs would be noise."""
SEGMENTS = np.array([-1 if (segment := SIGNALS[state].segment) is None else segment for state in State])
"""By state the segment that is lit, -1 for none."""
RINGS = np.array([SIGNALS[state].ring for state in State])

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shown:
    """The states (n,) to show, each with its stack light (n, 3; no number without one) and where a symbol floats."""

    states: NDArray[np.int64]
    stacks: Floats
    tops: Floats


class Stations:
    """The pieces of a scene in the order of a header."""

    def __init__(self, scene: Scene, header: Header) -> None:
        """Find the pieces; equipment that the scene does not show is left out."""
        found = [(number, scene.pieces[name]) for number, name in enumerate(header.equipment) if name in scene.pieces]
        self.rows = np.array([number for number, _ in found], np.int64)
        self.stacks = np.array([stack_of(piece) or (np.nan,) * 3 for _, piece in found], np.float64).reshape(-1, 3)
        self.tops = np.array([top_of(piece) for _, piece in found], np.float64).reshape(-1, 3)
        self.stations = np.array([piece.role is Role.STATION for _, piece in found], bool)

    def shown(self, moment: Moment) -> Shown:
        """Return the states of a moment that are shown."""
        states = moment.states[self.rows].astype(np.int64)
        chosen = self.stations | TROUBLE[states]
        return Shown(states[chosen], self.stacks[chosen], self.tops[chosen])


NONE_SHOWN = Shown(np.zeros(0, np.int64), np.zeros((0, 3)), np.zeros((0, 3)))
"""A line at rest."""


def stack_of(piece: Piece) -> Vector | None:
    """Return where the segments of a piece's stack light begin in the hall."""
    stack = piece.model.stack
    return piece.pose.apply(stack) if stack else None


def top_of(piece: Piece) -> Vector:
    """Return where the symbol of a piece floats."""
    stack = stack_of(piece)
    return stack._replace(z=stack.z + HEIGHT + ABOVE) if stack else piece.pose.apply(piece.model.crown)
