"""Hand-overs are seen as movements: nothing jumps, and nothing but positions changes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layouts import load, loads
from replay.playback import Moment, Playback
from tests.viewer.render.golden import ROOT
from viewer.pages.run import playback_of
from viewer.render.glide import LONGEST, SHARE, Glide

EXAMPLE = ROOT / "layouts" / "examples" / "packaging_line.yaml"
END = 400.0

GAPS = """
linewright: 1
equipment:
  start: {kind: source, at: [0, 0]}
  one:   {kind: machine, at: [2, 0], cycle: 5 s}
  rack:  {kind: buffer, at: [5, 0], capacity: 3}
  two:   {kind: machine, at: [8, 0], cycle: 7 s}
  end:   {kind: sink, at: [10, 0]}
flow:
  - start -> one -> rack -> two -> end
"""
"""Everything is handed over across a gap."""


@pytest.fixture(scope="module")
def playback() -> Playback:
    return playback_of(load(EXAMPLE), END)


def longest_step(source: Playback | Glide, start: float, end: float, step: float) -> float:
    """The longest way that any part makes from one moment to the next."""
    longest, before = 0.0, source.at(start)
    for t in np.arange(start + step, end, step).tolist():
        now = source.at(t)
        _, a, b = np.intersect1d(before.items, now.items, return_indices=True)
        longest = max(longest, float(np.linalg.norm(now.positions[b] - before.positions[a], axis=1).max(initial=0.0)))
        before = now
    return longest


def test_no_part_jumps(playback: Playback) -> None:
    step = 1 / 50
    assert longest_step(playback, 300.0, 310.0, step) > 0.7  # from a belt into the middle of a machine at once
    assert longest_step(Glide(playback), 300.0, 310.0, step) < 2.5 * step


def test_parts_glide_across_gaps_and_through_places_in_which_they_do_not_stay() -> None:
    playback = playback_of(loads(GAPS), 120.0)
    assert longest_step(playback, 0.0, 119.0, 1 / 20) == pytest.approx(6.0)
    assert longest_step(Glide(playback), 0.0, 119.0, 1 / 20) < 0.6


@settings(max_examples=40, deadline=None)
@given(st.floats(0.0, END))
def test_only_positions_differ_and_only_of_what_came_of_late(playback: Playback, t: float) -> None:
    plain, shown = playback.at(t), Glide(playback).at(t)
    same = {**vars(plain), **vars(plain.people)}, {**vars(shown), **vars(shown.people)}
    for name in same[0].keys() - {"positions", "people"}:
        np.testing.assert_array_equal(same[0][name], same[1][name], err_msg=name)
    moved = np.linalg.norm(shown.positions - plain.positions, axis=1) > 1e-9
    visits = playback.trace.chunk_at(t).visits
    here = (visits.t_in <= t) & (visits.t_out > t)
    late = set(visits.item[here & (visits.t_in > t - LONGEST)].tolist())
    assert set(plain.items[moved].tolist()) <= late


def test_a_part_begins_where_it_was_and_has_arrived_in_a_share_of_its_stay(playback: Playback) -> None:
    visits = playback.trace.chunk_at(END).visits
    names = [frame.id for frame in playback.trace.header.frames]
    stays = np.flatnonzero((visits.frame == names.index("capping")) & (visits.t_in > 200) & (visits.t_out < END))
    glide = Glide(playback)
    for row in stays[:5].tolist():
        begun, ended, item = float(visits.t_in[row]), float(visits.t_out[row]), int(visits.item[row])
        before, first = glide.at(begun - 1e-6), glide.at(begun)
        assert _place(first, item) == pytest.approx(_place(before, item), abs=1e-3)
        arrived = begun + min(LONGEST, SHARE * (ended - begun))
        assert _place(glide.at(arrived), item) == pytest.approx(_place(playback.at(arrived), item), abs=1e-9)


def test_the_moments_of_the_playback_stay_as_they_are(playback: Playback) -> None:
    before = playback.at(333.0).positions.copy()
    Glide(playback).at(333.0)
    assert np.array_equal(playback.at(333.0).positions, before)


def test_the_same_moment_looks_the_same_from_wherever_one_comes(playback: Playback) -> None:
    glide = Glide(playback)
    forwards = glide.at(321.05).positions
    glide.at(50.0)
    assert np.array_equal(glide.at(321.05).positions, forwards)


def _place(moment: Moment, item: int) -> list[float]:
    row = moment.index_of(item)
    assert row is not None
    place: list[float] = moment.positions[row].tolist()
    return place
