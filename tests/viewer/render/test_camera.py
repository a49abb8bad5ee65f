import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkCamera

from viewer.render.camera import MARGIN, aim
from viewer.render.options import View

metres = st.floats(-200, 200)
points = st.lists(st.tuples(metres, metres, st.floats(0, 20)), min_size=2, max_size=20)


def on_screen(camera: vtkCamera, places: NDArray[np.float64], aspect: float) -> NDArray[np.float64]:
    """Points in the picture, -1 to 1 from edge to edge."""
    camera.SetClippingRange(0.01, 1e5)
    matrix = camera.GetCompositeProjectionTransformMatrix(aspect, -1, 1)
    flat = np.array([matrix.GetElement(row, column) for row in range(4) for column in range(4)]).reshape(4, 4)
    projected = np.column_stack([places, np.ones(len(places))]) @ flat.T
    result: NDArray[np.float64] = projected[:, :2] / projected[:, 3:]
    return result


@pytest.mark.parametrize("view", View)
@given(points, st.floats(0.4, 3.0))
def test_everything_is_in_the_picture_with_a_margin(
    view: View, places: list[tuple[float, float, float]], aspect: float
) -> None:
    camera, cloud = vtkCamera(), np.array(places)
    aim(camera, view, cloud, aspect)
    assert np.abs(on_screen(camera, cloud, aspect)).max() <= 1 - 2 * MARGIN + 1e-6


@pytest.mark.parametrize("view", View)
def test_the_picture_is_filled(view: View) -> None:
    cloud = np.array([(x, y, z) for x in (0, 20) for y in (0, 8) for z in (0, 3)], np.float64)
    camera = vtkCamera()
    aim(camera, view, cloud, 16 / 9)
    reach = np.abs(on_screen(camera, cloud, 16 / 9)).max(axis=0)
    assert reach.max() == pytest.approx(1 - 2 * MARGIN, abs=1e-6)


def test_from_the_top_the_plan_is_upright() -> None:
    camera = vtkCamera()
    aim(camera, View.TOP, np.array([(0.0, 0, 0), (10, 5, 2)]), 1.5)
    corners = on_screen(camera, np.array([(0.0, 0, 0), (10.0, 0, 0), (0.0, 5, 0)]), 1.5)
    assert corners[1, 0] > corners[0, 0]
    assert corners[2, 1] > corners[0, 1]
    assert camera.GetParallelProjection()
