import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geometry.palette import LIGHT
from geometry.wardrobe import Wardrobe
from layouts.space import Size
from replay.frames import Look
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


def test_a_product_on_a_carrier_is_drawn_on_a_plate_without_tape() -> None:
    pallet = Look("pallet", Size(0.4, 0.3, 0.1), "gray")
    pump = Look("pump", Size(0.2, 0.2, 0.15), None)
    both = Look("pump", Size(0.4, 0.3, 0.25), None, (pallet, pump))
    wardrobe = Wardrobe((pump, pallet, both), LIGHT)
    alone, plate, stacked = (wardrobe.pieces(look) for look in (pump, pallet, both))
    assert [len(alone), len(plate), len(stacked)] == [2, 1, 3]
    assert [color for _, color in stacked] == [color for _, color in [*plate, *alone]]
    low, high = stacked[1][0].bounds
    assert (low.z, high.z) == pytest.approx((0.1, 0.25))
    assert (low.x, high.x) == pytest.approx((-0.1, 0.1))
