from itertools import pairwise

import numpy as np
import pytest

from geometry.exchange.motion import Motion, Track, matrices, motion_of, quaternions, thinned
from tests.geometry.exchange.gltf_file import rotation
from tests.geometry.exchange.runs import DURATION, START, playback


@pytest.fixture(scope="module")
def motion() -> Motion:
    return motion_of(playback(), START, DURATION)


def _now(motion: Motion, item: int, t: float) -> Track:
    (track,) = [k for k in motion.tracks if k.item == item and k.times[0] <= t and _lasts(k, motion, t)]
    return track


def _lasts(track: Track, motion: Motion, t: float) -> bool:
    return bool(t < track.times[-1] or track.times[-1] == motion.duration)


def test_keyframes_give_the_positions_of_the_playback_at_any_time(motion: Motion) -> None:
    """Half a millimetre is promised; also right behind the instants at which something happens."""
    events = np.concatenate([track.times for track in motion.tracks[:20]])[::7] + 5e-6
    for t in (*np.random.default_rng(1).uniform(0, DURATION, 120), *events[events < DURATION]):
        moment = playback().at(START + t)
        for item, look, position in zip(moment.items, moment.looks, moment.positions, strict=True):
            track = _now(motion, int(item), float(t))
            assert track.look == look
            assert np.abs(track.at(float(t)) - position).max() < 0.0005
        shown = {k.item for k in motion.tracks if k.times[0] <= t and _lasts(k, motion, t)}
        assert shown == {*moment.items.tolist()}


def test_what_stands_or_runs_on_needs_no_more_than_two_keyframes(motion: Motion) -> None:
    for track in motion.tracks:
        legs = np.diff(track.positions, axis=0) / np.maximum(np.diff(track.times), 1e-9)[:, None]
        same = np.all(np.abs(np.diff(legs, axis=0)) < 1e-6, axis=1) & (np.diff(track.times)[1:] > 0)
        turning = np.abs(np.diff(track.headings, axis=0)).max(axis=1, initial=0.0)
        assert not (same & (turning[1:] < 1e-9) & (turning[:-1] < 1e-9)).any()


def test_a_single_moment_has_one_pose_a_part() -> None:
    still = motion_of(playback(), 80.0, 0.0)
    moment = playback().at(80.0)
    assert [k.item for k in still.tracks] == sorted(moment.items.tolist())
    assert all(len(track.times) == 1 for track in still.tracks)


def test_states_begin_with_the_motion(motion: Motion) -> None:
    for name, series in motion.states.items():
        number = playback().trace.header.equipment.index(name)
        if len(series.t):
            assert series.state[0] == playback().at(START).states[number]
            assert series.t[0] == 0 or series.t[0] > 0


def test_what_lies_on_a_line_is_left_out() -> None:
    times = np.array([0.0, 1, 2, 3, 3, 4, 5])
    values = np.array([0.0, 1, 2, 3, 7, 7, 7])[:, None]
    assert thinned(times, values).tolist() == [0, 3, 4, 6]


def test_turns_as_matrices_and_as_quaternions_are_the_same() -> None:
    headings = np.array([[1, 0, 0], [0, 1, 0], [-1, 0, 0], [0.6, 0, 0.8], [0, -0.6, -0.8], [0, 0, 1]], np.float64)
    for heading, matrix, turn in zip(headings, matrices(headings), quaternions(headings), strict=True):
        np.testing.assert_allclose(matrix @ [1, 0, 0], heading, atol=1e-12)
        np.testing.assert_allclose(rotation(turn), matrix, atol=1e-12)


def test_turns_are_interpolated_the_short_way() -> None:
    angles = np.radians([170, 175, -175, -170])
    turns = quaternions(np.column_stack([np.cos(angles), np.sin(angles), np.zeros(4)]))
    assert all(a @ b > 0.99 for a, b in pairwise(turns))
