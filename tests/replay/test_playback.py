import pickle
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.space import Polyline, Size, Vector
from replay.frames import Look, PathFrame, SlotFrame
from replay.header import Header
from replay.opening import Opening
from replay.playback import Moment, Playback
from replay.recorder import Joint, Move, TraceRecorder, Turn
from replay.states import State
from replay.trace import Trace
from tests.replay.story import HEADER, Story, stories

BELT = PathFrame("belt", Polyline((Vector(0, 0, 1), Vector(10, 0, 1))), 0.5, 0.5, True, 1.0)
NEXT = PathFrame("next", Polyline((Vector(10, 0, 1), Vector(14, 0, 1))), 0.5, 0.5, True, 1.0)
PRESS = SlotFrame("press", (Vector(11, 2, 1), Vector(11, 3, 1)), 90.0)
PART = Look("part", Size(1.0, 0.4, 0.2), None)
LINE = Header("digest", 1, (BELT, NEXT, PRESS), (PART,), ("belt", "press"))


def recorded(story: Story, cuts: set[int]) -> Trace:
    """Record a story, with a cut before each of some of its records and one at the end."""
    recorder = TraceRecorder(HEADER)
    for number, (t, _) in enumerate(story.records):
        if number in cuts:
            recorder.cut(t)
        story.tell(recorder, slice(number, number + 1))
    recorder.cut(story.end)
    return recorder.trace


def instants(story: Story) -> list[float]:
    """Return the times of all records, some between them, and the end; forwards, then backwards."""
    times = sorted({t for t, _ in story.records})
    forwards = sorted({0.0, *times, *(t + 0.15 for t in times if t + 0.15 <= story.end), story.end})
    return forwards + forwards[::-1]


def assert_same(one: Moment, other: Moment) -> None:
    columns = {**vars(one), **vars(one.people)}, {**vars(other), **vars(other.people)}
    for name, values in columns[0].items():
        if name == "people":
            continue
        np.testing.assert_array_equal(values, columns[1][name], err_msg=name)


def assert_seen(moment: Moment, story: Story) -> None:
    seen = story.seen_at(moment.t)
    assert [(item, frame) for item, frame, _, _ in seen] == list(zip(moment.items, moment.frames, strict=True))
    expected = np.array([[*position, *heading] for _, _, position, heading in seen]).reshape(-1, 6)
    np.testing.assert_allclose(np.hstack((moment.positions, moment.directions)), expected, rtol=0, atol=1e-9)


def assert_states(moment: Moment, story: Story) -> None:
    for number in range(len(HEADER.equipment)):
        expected = story.latest("changed", number, moment.t) or (number, State.STARVED, 0.0, -1)
        assert (number, moment.states[number], moment.since[number], moment.causes[number]) == expected


@given(stories(), st.sets(st.integers(0, 60)))
def test_every_moment_is_that_of_the_plain_reference(story: Story, cuts: set[int]) -> None:
    playback = Playback(recorded(story, cuts))
    for t in instants(story):
        moment = playback.at(t)
        assert_seen(moment, story)
        assert_states(moment, story)


@given(stories(), st.sets(st.integers(0, 60)))
def test_chunks_leave_no_mark(story: Story, cuts: set[int]) -> None:
    whole, cut = Playback(recorded(story, set())), Playback(recorded(story, cuts))
    for t in instants(story):
        assert_same(whole.at(t), cut.at(t))


@given(stories(), st.integers(1, 40))
def test_a_cut_whenever_full_leaves_no_mark(story: Story, rows_per_chunk: int) -> None:
    recorder = TraceRecorder(HEADER, rows_per_chunk=rows_per_chunk)
    for number, (t, _) in enumerate(story.records):
        story.tell(recorder, slice(number, number + 1))
        if recorder.full:
            recorder.cut(t)
    recorder.cut(story.end)
    whole, cut = Playback(recorded(story, set())), Playback(recorder.trace)
    for t in instants(story):
        assert_same(whole.at(t), cut.at(t))


@given(stories(), st.integers(0, 60))
def test_a_recording_begun_in_the_middle_shows_the_same(story: Story, count: int) -> None:
    count = min(count, len(story.records))
    start = story.records[count - 1][0] if count else 0.0
    recorder = TraceRecorder(HEADER, start=start)
    recorder.restore(Opening.from_json(story.opening(count).to_json()))
    story.tell(recorder, slice(count, None))
    recorder.cut(story.end)
    playback = Playback(recorder.trace)
    for t in [t for t in instants(story) if t >= start]:
        assert_seen(playback.at(t), story)


@given(stories(), st.sets(st.integers(0, 60)))
def test_a_trace_that_grows_shows_what_was_appended(story: Story, cuts: set[int]) -> None:
    whole, live = recorded(story, cuts), Trace(HEADER)
    playback = Playback(live)
    for chunk in whole.chunks:
        live.append(pickle.loads(pickle.dumps(chunk)))
        if chunk.start < chunk.end:
            middle = (chunk.start + chunk.end) / 2
            assert_same(playback.at(middle), Playback(whole).at(middle))
    for t in instants(story):
        assert_same(playback.at(t), Playback(whole).at(t))


def line(*moves: Move, joints: Sequence[Joint] = (), turns: Sequence[Turn] = (), end: float = 100.0) -> Playback:
    """Play what is told about the line of a belt, the next one and a press."""
    recorder = TraceRecorder(LINE)
    for move in moves:
        recorder.moved(move)
    for joint in joints:
        recorder.joined(joint)
    for turn in turns:
        recorder.turned(turn)
    recorder.cut(end)
    return Playback(recorder.trace)


def xs(playback: Playback, t: float) -> dict[int, float]:
    """Return the x of the front of each part."""
    moment = playback.at(t)
    return {int(item): float(x) + 0.5 for item, x in zip(moment.items, moment.positions[:, 0], strict=True)}


def test_parts_run_queue_and_close_up() -> None:
    enter = [(item, 0, item, 0, 2.0 * item, 0.0, 2.0 * item) for item in range(3)]
    playback = line(*enter, (0, 2, 0, 0, 30.0, 30.0, 0.0))
    assert xs(playback, 5.0) == {0: 5.0, 1: 3.0, 2: 1.0}
    assert xs(playback, 29.0) == {0: 10.0, 1: 8.5, 2: 7.0}
    assert xs(playback, 30.5) == {1: 9.0, 2: 7.5, 0: 11.5}
    assert xs(playback, 40.0) == {1: 10.0, 2: 8.5, 0: 11.5}
    assert xs(playback, 5.0) == {0: 5.0, 1: 3.0, 2: 1.0}


def test_a_part_comes_in_from_before_the_start_of_its_path() -> None:
    moment = line((0, 0, 0, 0, 0.0, 0.0, 0.0)).at(0.0)
    assert moment.positions.tolist() == [[-0.5, 0.0, 1.0]]
    assert moment.directions.tolist() == [[1.0, 0.0, 0.0]]


def test_a_belt_that_stops_keeps_its_parts_where_they_are() -> None:
    playback = line((0, 0, 0, 0, 0.0, 0.0, 0.0), turns=[(0, 3.0, 3.0, 0.0), (0, 8.0, 3.0, 0.5)])
    assert [xs(playback, t)[0] for t in (2.0, 3.0, 8.0, 10.0)] == [2.0, 3.0, 3.0, 4.0]
    assert playback.at(10.0).odometers.tolist() == [4.0, 10.0, 0.0]


def test_a_part_that_straddles_holds_back_the_one_behind_it() -> None:
    """The next belt stops when the part is 0.4 m on it: the one behind stands 1.5 m back, until a joint is told."""
    moves = [(0, 0, 0, 0, 0.0, 0.0, 0.0), (1, 0, 1, 0, 1.5, 0.0, 1.5), (0, 1, 0, 0, 10.0, 10.0, 10.0)]
    playback = line(*moves, turns=[(1, 10.4, 10.4, 0.0), (1, 20.0, 10.4, 1.0)], joints=[(0, 20.0, 0.4 - 20.0)])
    assert xs(playback, 10.2) == pytest.approx({0: 10.2, 1: 8.7})
    assert xs(playback, 19.0) == pytest.approx({0: 10.4, 1: 8.9})
    assert xs(playback, 20.5) == pytest.approx({0: 10.9, 1: 9.4})
    assert xs(playback, 22.0) == pytest.approx({0: 12.4, 1: 10.0})


def test_a_closed_loop_of_joints_comes_to_an_answer() -> None:
    """Two belts feed each other; on each is the part that just left the other, and one behind it; one belt stops."""
    back = replace(NEXT, path=Polyline((Vector(10, 0, 1), Vector(0, 0, 1))))
    moves = [
        *((item, item % 2, 0, 0, 0.0, 0.0, 0.0) for item in (0, 1)),
        *((item, item % 2, 1, 0, 1.0, 0.0, 1.0) for item in (2, 3)),
        (0, 1, 2, 0, 10.0, 10.0, 10.0),
        (1, 0, 2, 0, 10.0, 10.0, 10.0),
    ]
    recorder = TraceRecorder(replace(LINE, frames=(BELT, back)))
    for move in moves:
        recorder.moved(move)
    recorder.turned((1, 10.125, 10.125, 0.0))
    recorder.cut(20.0)
    moment = Playback(recorder.trace).at(10.25)
    assert moment.items.tolist() == [2, 1, 3, 0]
    assert moment.positions[:, 0].tolist() == [8.125, -0.25, 1.875, 10.375]


def test_what_a_rack_does_not_show_is_left_out() -> None:
    playback = line(*((item, 2, item, 0, 1.0, 0.0, 0.0) for item in range(4)))
    moment = playback.at(2.0)
    assert moment.items.tolist() == [0, 1]
    assert moment.positions.tolist() == [[11.0, 2.0, 1.0], [11.0, 3.0, 1.0]]
    assert moment.directions.tolist() == [[0.0, 1.0, 0.0]] * 2
    assert (moment.index_of(1), moment.index_of(3)) == (1, None)


def test_an_instant_belongs_to_what_happens_in_it() -> None:
    playback = line((0, 2, 0, 0, 1.0, 0.0, 0.0), (0, -1, 0, 0, 2.0, 0.0, 0.0))
    assert [playback.at(t).items.tolist() for t in (0.999, 1.0, 1.999, 2.0)] == [[], [0], [0], []]


def test_the_end_of_the_trace_is_answered_by_its_last_chunk() -> None:
    assert line((0, 2, 0, 0, 1.0, 0.0, 0.0), end=1.0).at(1.0).items.tolist() == [0]


def test_an_empty_trace_shows_an_empty_line() -> None:
    moment = Playback(Trace(LINE, start=5.0)).at(5.0)
    assert moment.positions.shape == (0, 3)
    assert moment.states.tolist() == [State.STARVED] * 2


@pytest.mark.parametrize("t", [-1.0, 100.5, float("nan")])
def test_an_instant_outside_of_the_trace_is_refused(t: float) -> None:
    with pytest.raises(ValueError, match=r"expected 0\.0 to 100\.0 s"):
        line().at(t)
