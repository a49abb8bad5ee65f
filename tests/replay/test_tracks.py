import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.space import ARC_STEP, Polyline, Vector
from replay.frames import PathFrame, SlotFrame
from replay.places import Places
from replay.tracks import CORNER_REACH, Tracks
from tests.replay.story import FRAMES, heading

PATHS = [number for number, frame in enumerate(FRAMES) if isinstance(frame, PathFrame)]


def tracks_of(*points: Vector, radius: float = 0.0) -> Tracks:
    path = Polyline.rounded(points, radius) if radius else Polyline(points)
    return Tracks((PathFrame("path", path, 0.0, 0.0, True, 1.0),))


def headings(tracks: Tracks, distances: list[float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return tracks.at(np.zeros(len(distances), dtype=np.int32), np.array(distances))[1]


@given(st.lists(st.tuples(st.sampled_from(PATHS), st.floats(-3.0, 9.0))))
def test_points_and_headings_are_those_of_each_path(asked: list[tuple[int, float]]) -> None:
    frames = np.array([frame for frame, _ in asked], dtype=np.int32)
    points, directions = Tracks(FRAMES).at(frames, np.array([distance for _, distance in asked]))
    for (number, distance), point, direction in zip(asked, points, directions, strict=True):
        frame = FRAMES[number]
        assert isinstance(frame, PathFrame)
        assert tuple(point) == pytest.approx(frame.path.at(distance), abs=1e-9)
        assert tuple(direction) == pytest.approx(heading(frame.path, distance), abs=1e-9)


@given(st.floats(-1.0, 7.0), st.floats(0.0, 0.1))
def test_a_heading_never_jumps(distance: float, further: float) -> None:
    tracks = tracks_of(Vector(0, 0), Vector(3, 0), Vector(3, 1), Vector(6, 1, 1), radius=0.5)
    before, after = headings(tracks, [distance, distance + further])
    assert np.linalg.norm(after - before) <= further / 0.5 * 1.2 + 1e-9


def test_a_curve_turns_evenly() -> None:
    """The heading stays within half a piece of the tangent of the arc."""
    tracks = tracks_of(Vector(0, 0), Vector(5, 0), Vector(5, 5), radius=2.0)
    arc = math.pi
    distances = [3.0 + arc * part / 50 for part in range(51)]
    found = headings(tracks, distances)
    angles = np.degrees(np.arctan2(found[:, 1], found[:, 0]))
    assert angles == pytest.approx([90.0 * part / 50 for part in range(51)], abs=ARC_STEP / 2)
    assert (np.diff(angles) > 0).all()


def test_a_sharp_corner_turns_within_a_short_way() -> None:
    tracks = tracks_of(Vector(0, 0), Vector(2, 0), Vector(2, 2))
    found = headings(tracks, [2.0 - CORNER_REACH, 2.0, 2.0 + CORNER_REACH])
    assert found == pytest.approx(np.array([[1, 0, 0], [math.sqrt(0.5), math.sqrt(0.5), 0], [0, 1, 0]]), abs=1e-9)


def test_a_path_of_a_single_point_is_a_place() -> None:
    points, directions = tracks_of(Vector(1, 2, 3)).at(np.zeros(1, dtype=np.int32), np.array([-0.5]))
    assert points.tolist() == [[0.5, 2.0, 3.0]]
    assert directions.tolist() == [[1.0, 0.0, 0.0]]


def test_no_frames_have_no_tracks_and_no_places() -> None:
    none = np.empty(0, dtype=np.int32)
    assert Tracks(()).at(none, np.empty(0))[0].shape == (0, 3)
    assert Places(()).at(none, none)[0].shape == (0, 3)


def test_places_head_where_their_frame_is_turned() -> None:
    places = Places(
        (SlotFrame("a", (Vector(1, 1),), 180.0), SlotFrame("b", (), 0.0), SlotFrame("c", (Vector(2, 2),), 90))
    )
    points, directions = places.at(np.array([2, 0], dtype=np.int32), np.array([0, 0], dtype=np.int32))
    assert points.tolist() == [[2.0, 2.0, 0.0], [1.0, 1.0, 0.0]]
    assert directions.tolist() == [[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]]


def test_places_show_as_many_as_they_are() -> None:
    places = Places((SlotFrame("rack", (Vector(1, 1), Vector(2, 1)), 0.0), FRAMES[0]))
    frames, ranks = np.array([0, 0, 0, 1], dtype=np.int32), np.array([0, 1, 2, 1000], dtype=np.int32)
    assert places.shows(frames, ranks).tolist() == [True, True, False, True]
