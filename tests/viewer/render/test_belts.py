from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkRenderingCore import vtkRenderer

from geometry.chevrons import LENGTH, LIFT, PERIOD, chevron
from geometry.palette import LIGHT
from geometry.scene import Scene, scene_of
from layouts import loads
from layouts.space import Vector
from replay.frames import PathFrame, SlotFrame
from replay.header import Header
from replay.playback import Moment
from tests.viewer.render.golden import moment as golden_moment
from viewer.render.belts import Belts, Rows

LINE = """
linewright: 1
equipment:
  start: {kind: source, at: [0, 0]}
  one:   {kind: machine, at: [2, 0], cycle: 5 s}
  belt:  {kind: conveyor, speed: 0.2 m/s, width: 500 mm, via: [[7, 0], [7, 4]]}
  two:   {kind: machine, at: [10, 4], cycle: 5 s}
  end:   {kind: sink, at: [12, 4]}
flow:
  - start -> one -> belt -> two -> end
"""


@pytest.fixture(scope="module")
def scene() -> Scene:
    return scene_of(loads(LINE))


@pytest.fixture
def belts(scene: Scene) -> Belts:
    laid = Belts(vtkRenderer(), LIGHT)
    laid.lay(scene, header(scene))
    return laid


def header(scene: Scene) -> Header:
    """The belt is the second of two frames."""
    path = Belts(vtkRenderer(), LIGHT)
    path.lay(scene, None)
    (track,) = path.tracks
    frames = (SlotFrame("one", (Vector(2.0, 0.0),), 0.0), PathFrame("belt", track.path, 0.1, 0.1, True, 0.2))
    return Header("", 1, frames, (), tuple(scene.pieces))


def at(scene: Scene, odometers: Sequence[float]) -> Moment:
    """A moment at which the frames' odometers read so."""
    return replace(golden_moment(scene), odometers=np.array(odometers))


def drawn(belts: Belts) -> NDArray[np.float32]:
    """The points (n, 3) at which marks are drawn."""
    if not belts.actor.GetVisibility():
        return np.zeros((0, 3), np.float32)
    points = belts.places.GetPoints().GetData()
    found: NDArray[np.float32] = vtk_to_numpy(points)  # type: ignore[no-untyped-call] # VTK ships no types for it
    return found


def test_marks_lie_on_the_belt_a_period_apart(belts: Belts) -> None:
    (track,) = belts.tracks
    expected = [
        track.path.at(s) for s in np.arange(0, track.path.length, PERIOD) if LENGTH <= s <= track.path.length - LENGTH
    ]
    assert len(drawn(belts)) == len(expected)
    assert drawn(belts) == pytest.approx(np.array(expected) + np.array((0, 0, LIFT)), abs=0.01)
    assert track.width == 0.5


def test_marks_go_with_the_belt(belts: Belts, scene: Scene) -> None:
    belts.show(at(scene, (0.0, 7 * PERIOD)))
    before = drawn(belts).copy()
    belts.show(at(scene, (0.0, 7 * PERIOD + 0.1)))
    steps = np.linalg.norm(drawn(belts)[None] - before[:, None], axis=2).min(axis=1)
    assert steps[:3] == pytest.approx(0.1, abs=1e-4)


def test_a_belt_that_stands_keeps_its_marks_where_they_are(belts: Belts, scene: Scene) -> None:
    belts.show(at(scene, (0.0, 3.21)))
    before = drawn(belts).copy()
    belts.show(at(scene, (5.0, 3.21)))
    assert np.array_equal(drawn(belts), before)


def test_a_period_later_everything_looks_the_same(belts: Belts, scene: Scene) -> None:
    belts.show(at(scene, (0.0, 0.25)))
    before = drawn(belts).copy()
    belts.lay(scene, header(scene))
    belts.show(at(scene, (0.0, 0.25 + 5 * PERIOD)))
    assert drawn(belts) == pytest.approx(before, abs=1e-5)


def test_marks_of_a_belt_that_rushes_are_blurred_away_until_it_is_still(belts: Belts, scene: Scene) -> None:
    belts.show(at(scene, (0.0, 0.0)))
    count = len(drawn(belts))
    belts.show(at(scene, (0.0, 0.3 * PERIOD)))
    assert len(drawn(belts)) >= count - 1
    belts.show(at(scene, (0.0, 0.9 * PERIOD)))
    assert len(drawn(belts)) == 0
    belts.settle()
    assert len(drawn(belts)) >= count - 1


def test_a_belt_of_which_the_run_knows_nothing_stands(belts: Belts, scene: Scene) -> None:
    belts.lay(scene, replace(header(scene), frames=()))
    belts.show(at(scene, ()))
    assert belts.marks()[0] == 0.0


def test_without_belts_nothing_is_drawn(belts: Belts) -> None:
    belts.lay(Scene(), None)
    belts.show(None)
    assert len(drawn(belts)) == 0


@given(st.lists(st.floats(0.05, 30), max_size=6), st.floats(0, 1e6))
def test_every_belt_is_marked_from_end_to_end_wherever_it_stands(lengths: list[float], odometer: float) -> None:
    rows = Rows.along(np.array(lengths))
    places = rows.starts + odometer % PERIOD
    for number, length in enumerate(lengths):
        on = np.sort(places[(rows.belts == number) & (places <= length)])
        assert np.allclose(np.diff(on), PERIOD)
        gaps = np.diff(np.concatenate(([0.0], on, [length])))
        assert gaps.max() <= PERIOD + 1e-9


def test_a_mark_points_ahead_and_is_symmetric() -> None:
    points = chevron().points
    assert points[np.argmax(points[:, 0]), 1] == 0
    assert points[:, 0].max() == pytest.approx(LENGTH / 2)
    assert sorted(points[:, 1].tolist()) == sorted((-points[:, 1]).tolist())
    assert np.all(chevron().normals == (0, 0, 1))
