"""What moves on pieces, and the states that move it: of one moment, or of many along a run."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geometry.models.model import Joint, Surface
from geometry.motion import Stance
from geometry.scene import Piece
from layouts.space import Pose
from replay.playback import Moment
from replay.states import State
from replay.timeline import picked
from replay.trace import StateSeries

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Rig:
    """One piece with joints: its surfaces that move, each with the number of its joint, and who carries whom."""

    piece: Piece
    surfaces: tuple[tuple[Surface, int], ...]
    parents: tuple[int, ...]

    @classmethod
    def of(cls, piece: Piece) -> "Rig | None":
        """Find what moves on a piece; None: nothing."""
        numbers = {joint.name: number for number, joint in enumerate(piece.model.joints)}
        moved = tuple((s, numbers[s.joint]) for s in piece.model.surfaces if s.joint in numbers)
        parents = tuple(numbers.get(joint.parent or "", -1) for joint in piece.model.joints)
        return cls(piece, moved, parents) if moved else None

    @property
    def joints(self) -> tuple[Joint, ...]:
        """The joints in the order of their numbers."""
        return self.piece.model.joints

    @property
    def placed(self) -> list[tuple[Joint, Pose]]:
        """The joints, each with the pose of the piece."""
        return [(joint, self.piece.pose) for joint in self.joints]

    def looks_like(self, other: "Rig") -> bool:
        """Tell whether another rig is the same but for where it stands."""
        return self.piece.model is other.piece.model and self.piece.pose.mirror is other.piece.pose.mirror


def stance_of(moment: Moment) -> Stance:
    """Return the states of a moment with those before them; where these are not known the state has always been."""
    states = moment.states.astype(np.int64)
    ages = moment.t - moment.since
    if moment.earlier is None:
        return Stance(states, np.full(len(states), np.inf), states, np.full(len(states), np.inf))
    return Stance(states, ages, moment.earlier.states.astype(np.int64), moment.earlier.lasted)


def lasting(series: StateSeries) -> StateSeries:
    """Return the records that held for some time, and the first: of several at one instant, the last."""
    kept = np.append(np.diff(series.t) > 0, True)[: len(series.t)]
    kept[:1] = True
    return StateSeries(series.t[kept], series.state[kept], series.cause[kept])


def stances(series: StateSeries, rows: Rows, times: Floats) -> Stance:
    """Return one piece's states at times (n,) at which the records `rows` (n,) of a lasting series hold; -1: none yet.

    As a playback tells them: before the first record it starves, and has always done so.
    """
    states = picked(series.state, rows, State.STARVED).astype(np.int64)
    since = picked(series.t, rows, -np.inf)
    before = np.where(rows > 0, picked(series.state, np.maximum(rows - 1, -1), State.STARVED), states)
    lasted = np.where(rows > 0, since - picked(series.t, np.maximum(rows - 1, -1), -np.inf), np.inf)
    return Stance(states, times - since, before.astype(np.int64), lasted)
