import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.render.parts import quaternions

angle = st.floats(-180, 180)


def turned(quaternion: np.ndarray[tuple[int], np.dtype[np.float32]], vector: tuple[float, float, float]) -> list[float]:
    """A vector turned by a unit quaternion (w, x, y, z)."""
    w, axis, v = float(quaternion[0]), quaternion[1:].astype(np.float64), np.array(vector)
    return list(v + 2 * np.cross(axis, np.cross(axis, v) + w * v))


@given(angle, st.floats(-80, 80))
def test_parts_head_along_their_direction_tops_up(yaw: float, pitch: float) -> None:
    a, b = np.radians(yaw), np.radians(pitch)
    direction = np.array([np.cos(a) * np.cos(b), np.sin(a) * np.cos(b), np.sin(b)])
    quaternion = quaternions(direction[None])[0]
    assert turned(quaternion, (1, 0, 0)) == pytest.approx(list(direction), abs=1e-5)
    assert turned(quaternion, (0, 1, 0)) == pytest.approx([-np.sin(a), np.cos(a), 0.0], abs=1e-5)
    assert turned(quaternion, (0, 0, 1))[2] == pytest.approx(np.cos(b), abs=1e-5)
