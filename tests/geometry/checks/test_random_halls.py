"""The checks against brute force, on random halls."""

from collections.abc import Iterable

import numpy as np
import pytest
from scipy.spatial import ConvexHull

from geometry.checks.findings import findings
from geometry.scene import scene_of
from layouts.model import Layout
from tests.geometry.checks.random_halls import brute_force, random_hall, solids_of

RULES = {"overlap", "clearance", "service", "work_space", "aisle_width"}


def _found(layout: Layout) -> set[tuple[str, frozenset[str]]]:
    problems = (problem for problem in findings(layout) if problem.code.value in RULES and problem.pieces)
    return {(problem.code.value, frozenset(problem.pieces)) for problem in problems}


def _compare(seeds: Iterable[int]) -> tuple[int, int]:
    """Compare some halls; return how many findings were certain and how many not decided."""
    certain = undecided = 0
    for seed in seeds:
        layout = random_hall(seed)
        found, verdict = _found(layout), brute_force(layout)
        assert verdict.certain <= found, f"hall {seed}: not found: {verdict.certain - found}"
        assert found <= verdict.certain | verdict.open, (
            f"hall {seed}: too much: {found - verdict.certain - verdict.open}"
        )
        certain, undecided = certain + len(verdict.certain), undecided + len(verdict.open)
    return certain, undecided


def test_eight_random_halls_agree_with_brute_force() -> None:
    certain, undecided = _compare(range(8))
    assert certain > 40
    assert undecided < 0.1 * certain


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_thousand_random_halls_agree_with_brute_force() -> None:
    certain, undecided = _compare(range(1000))
    assert undecided < 0.1 * certain


def test_the_solids_of_the_random_halls_are_convex() -> None:
    """Else brute force would find too much."""
    for seed in range(4):
        for piece in scene_of(random_hall(seed)).pieces.values():
            for points in solids_of(piece.shape):
                hull = ConvexHull(points)
                inside = (points @ hull.equations[:, :3].T + hull.equations[:, 3]).max(axis=1)
                assert np.all(inside > -1e-4)
