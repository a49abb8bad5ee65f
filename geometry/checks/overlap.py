"""Overlap: two pieces of equipment share room."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from geometry.checks.crossing import NOWHERE, overlap
from geometry.checks.survey import Survey, at, finding
from layouts.flow_rules import TOUCHING
from layouts.kinds import Conveyor
from layouts.problems import Problem

HAND_OVER = 0.8
"""Around a common hand-over belts run into each other (merges, diverts): so far it is no overlap, metres."""
WIDTHS = 1.5
"""The same in widths of the belt, where that is more."""


def overlaps(survey: Survey) -> Iterator[Problem]:
    """Find every pair of pieces that share room; what only touches is fine."""
    for a, b in survey.near_pairs():
        if survey.is_structure(a) and survey.is_structure(b):
            continue
        names = survey.pieces[a].equipment, survey.pieces[b].equipment
        shared = overlap(survey.body(a), survey.body(b), common_hand_overs(survey, *names), _merging(survey, a, b))
        if shared:
            extent = " x ".join(f"{max(measure, 0.01):.2f}" for measure in shared.size)
            found = f"{names[0]} and {names[1]} overlap at {at(shared.middle)}, over {extent} m"
            yield finding("overlap", names, found, "room between them, or one that touches the other", shared.middle)


def _merging(survey: Survey, *numbers: int) -> float:
    """How far from their common hand-over two pieces may run into each other."""
    belts = [item for item in map(survey.equipment, numbers) if isinstance(item, Conveyor)]
    return max([HAND_OVER, *(WIDTHS * belt.width for belt in belts)])


def common_hand_overs(survey: Survey, one: str, other: str) -> NDArray[np.float64]:
    """Return the places (k, 3) at which two pieces of equipment hand parts over to each other, or both to a third."""
    mine, theirs = (survey.hand_overs.get(name, NOWHERE) for name in (one, other))
    if not len(mine) or not len(theirs):
        return NOWHERE
    apart = np.linalg.norm(mine[:, None, :2] - theirs[None, :, :2], axis=2)
    return mine[np.any(apart <= TOUCHING, axis=1)]
