"""Joints in the picture: two actors, instances that follow the states, nothing touched that stands still."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from vtkmodules.util.numpy_support import vtk_to_numpy

from geometry.models.specimens import placed_specimen, specimen
from geometry.motion import TRAVEL
from geometry.palette import LIGHT
from geometry.scene import Extent, Piece, Scene
from layouts.space import Pose, Vector
from layouts.table import Table
from replay.header import Header
from replay.playback import Earlier, Moment
from replay.states import State
from tests.viewer.render.golden import moment as plain_moment
from viewer.render.moving import Crowd, Moving
from viewer.render.options import Pixels, Take
from viewer.render.pictures import Studio

NAMES = ("machine", "press", "robot", "oven", "column")


def scene(mirror: bool = False) -> Scene:
    pieces = {}
    for number, name in enumerate(NAMES):
        shape, _ = placed_specimen(name)
        pose = Pose(Vector(5.0 * number, 0.0), turn=90.0, mirror=mirror)
        pieces[name] = Piece(name, shape, pose, specimen(name).role, None)
    return Scene(Table(pieces), (), Extent(-3, -3, 24, 3))


def moment(state: State, age: float, before: State, t: float = 100.0) -> Moment:
    plain, count = plain_moment(Scene()), len(NAMES)
    return replace(
        plain,
        t=t,
        states=np.full(count, state, np.uint8),
        causes=np.full(count, -1, np.int32),
        since=np.full(count, t - age),
        earlier=Earlier(np.full(count, before, np.uint8), np.full(count, 8.0)),
    )


@pytest.fixture
def studio() -> Iterator[Studio]:
    with Studio(scene(), Take(size=Pixels(160, 120), texts=False)) as drawn:
        yield drawn


HEADER = Header("", 1, (), (), NAMES)


def places(crowd: Crowd) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    points = vtk_to_numpy(crowd.places.GetPoints().GetData())  # type: ignore[no-untyped-call] # VTK ships no types
    return np.asarray(points, np.float64).copy()


def of(moving: Moving, name: str, crowd: Crowd) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """The places of the instances of one piece, by the x at which its row of pieces stands."""
    near = np.abs(crowd.starts[:, 0] - 5.0 * NAMES.index(name)) < 1e-6
    assert moving.rigs
    return places(crowd)[near]


def test_at_rest_everything_stands_where_its_piece_stands(studio: Studio) -> None:
    moving = studio.view.moving
    assert set(moving.rigs) == {"machine", "press", "robot", "oven"}
    for crowd in (moving.solid, moving.clear):
        assert places(crowd) == pytest.approx(crowd.starts, abs=1e-5)


def test_a_door_sinks_while_the_machine_waits_and_rises_when_it_works(studio: Studio) -> None:
    moving, (door,) = studio.view.moving, placed_specimen("machine")[0].model().joints
    studio.view.show(moment(State.STARVED, 9.0, State.WORKING), HEADER)
    assert of(moving, "machine", moving.clear)[:, 2] == pytest.approx([-door.reach], abs=1e-5)
    studio.view.show(moment(State.WORKING, TRAVEL / 2, State.STARVED), HEADER)
    assert of(moving, "machine", moving.clear)[:, 2] == pytest.approx([-door.reach / 2], abs=1e-5)
    studio.view.show(None, HEADER)
    assert of(moving, "machine", moving.clear)[:, 2] == pytest.approx([0.0], abs=1e-5)


def test_a_ram_strokes_while_the_press_works_and_all_its_surfaces_go_together(studio: Studio) -> None:
    moving, (slide,) = studio.view.moving, placed_specimen("press")[0].model().joints
    studio.view.show(moment(State.WORKING, slide.period / 2, State.STARVED), HEADER)
    ram = of(moving, "press", moving.solid)
    assert len(ram) >= 4
    assert ram[:, 2] == pytest.approx(-slide.reach, abs=1e-5)


def test_a_step_too_long_for_the_eye_shows_no_strokes_until_it_settles(studio: Studio) -> None:
    moving, (slide,) = studio.view.moving, placed_specimen("press")[0].model().joints
    studio.view.show(moment(State.WORKING, 0.0, State.STARVED), HEADER)
    studio.view.show(moment(State.WORKING, 10.5 * slide.period, State.STARVED, t=160.0), HEADER)
    assert of(moving, "press", moving.solid)[:, 2] == pytest.approx(0.0, abs=1e-5)
    studio.view.settle()
    assert of(moving, "press", moving.solid)[:, 2] == pytest.approx(-slide.reach, abs=1e-5)


def test_what_stands_still_is_not_touched(studio: Studio) -> None:
    studio.view.show(moment(State.BLOCKED, 30.0, State.WORKING), HEADER)
    stamp = studio.view.moving.solid.places.GetMTime()
    studio.view.show(moment(State.BLOCKED, 31.0, State.WORKING, t=101.0), HEADER)
    assert studio.view.moving.solid.places.GetMTime() == stamp


def test_a_piece_that_goes_takes_its_instances_along(studio: Studio) -> None:
    moving, before = studio.view.moving, len(studio.view.moving.solid.starts)
    whole = studio.view.scene
    studio.view.sync(whole, replace(whole, pieces=Table({k: p for k, p in whole.pieces.items() if k != "robot"})))
    assert "robot" not in moving.rigs
    assert len(moving.solid.starts) < before
    studio.view.show(moment(State.STARVED, 9.0, State.WORKING), HEADER)


def test_a_mirrored_scene_moves_too() -> None:
    with Studio(scene(mirror=True), Take(size=Pixels(80, 60), texts=False)) as studio:
        studio.view.show(moment(State.WORKING, 1.5, State.STARVED), HEADER)
        assert not np.allclose(places(studio.view.moving.solid), studio.view.moving.solid.starts, atol=1e-3)


def test_a_moving_part_belongs_to_its_machine_in_the_picture_of_numbers(studio: Studio) -> None:
    numbers = studio.view.sight().numbers
    assert studio.view.numbers["robot"] in np.unique(numbers)
    assert LIGHT is studio.view.theme
