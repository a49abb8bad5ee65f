import math

import numpy as np
import pytest

from studies.estimate import Estimate, estimate


def test_the_interval_is_that_of_students_table() -> None:
    """t with 4 degrees of freedom at 97.5 % is 2.776445 (Law, table T.1); the values have variance 2.5."""
    found = estimate([1.0, 2.0, 3.0, 4.0, 5.0])
    assert found.mean == 3.0
    assert found.half_width == pytest.approx(2.776445 * math.sqrt(2.5 / 5), rel=1e-6)
    assert found.low + found.high == pytest.approx(6.0)


def test_one_value_has_no_interval_and_so_excludes_nothing() -> None:
    found = estimate([7.0])
    assert found == Estimate(7.0, None, 1)
    assert found.holds(1e9)
    assert found.holds(-1e9)


def test_no_value_is_an_error() -> None:
    with pytest.raises(ValueError, match="no values"):
        estimate([])


def test_as_many_intervals_hold_the_mean_as_they_promise() -> None:
    """Of 4,000 intervals at 90 % about 3,600 hold it; 4.4 standard deviations: a false alarm in 100,000 runs."""
    drawn = np.random.Generator(np.random.Philox(key=11)).normal(5.0, 2.0, (4000, 6))
    held = sum(estimate(list(map(float, values)), 0.9).holds(5.0) for values in drawn)
    assert abs(held - 3600) < 4.4 * math.sqrt(4000 * 0.9 * 0.1)
