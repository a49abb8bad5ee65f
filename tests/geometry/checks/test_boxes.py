"""Pairs of boxes that overlap: the same as by comparing all with all."""

import numpy as np
import pytest
from numpy.typing import NDArray

from geometry.checks.boxes import boxes_of, pairs_between, pairs_within


def _random_boxes(seed: int, number: int, extent: float) -> NDArray[np.float64]:
    random = np.random.default_rng(seed)
    low = random.uniform(-5, 20, (number, 3))
    size = random.exponential(extent, (number, 3)) * random.choice([0.2, 1.0, 6.0], (number, 1))
    return np.stack([low, low + size], axis=1)


def _brute(ones: NDArray[np.float64], others: NDArray[np.float64]) -> set[tuple[int, int]]:
    return {
        (a, b)
        for a, one in enumerate(ones)
        for b, other in enumerate(others)
        if (one[0] <= other[1]).all() and (other[0] <= one[1]).all()
    }


@pytest.mark.parametrize("seed", range(12))
def test_pairs_between_are_those_of_brute_force_each_once(seed: int) -> None:
    ones, others = _random_boxes(seed, 60, 1.0), _random_boxes(100 + seed, 3 + 8 * seed, 0.5)
    pairs = [(int(a), int(b)) for a, b in pairs_between(ones, others)]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == _brute(ones, others)


def test_pairs_within_are_sorted_and_not_with_themselves() -> None:
    boxes = _random_boxes(7, 90, 1.0)
    pairs = [(int(a), int(b)) for a, b in pairs_within(boxes)]
    assert pairs == sorted((a, b) for a, b in _brute(boxes, boxes) if a < b)


def test_points_and_boxes_of_no_size_are_fine() -> None:
    assert not len(pairs_between(np.zeros((0, 2, 3)), np.zeros((1, 2, 3))))
    assert pairs_between(np.zeros((1, 2, 3)), np.zeros((2, 2, 3))).tolist() == [[0, 0], [0, 1]]


def test_boxes_of_triangles() -> None:
    triangle = np.array([[(0, 0, 0), (1, 2, 0), (-1, 0, 3)]], np.float64)
    assert boxes_of(triangle).tolist() == [[[-1, 0, 0], [1, 2, 3]]]
