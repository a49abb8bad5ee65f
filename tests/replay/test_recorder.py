import numpy as np
import pytest
from hypothesis import given

from replay.opening import Inside, Left, Opening, Turned
from replay.recorder import KEYFRAME_SHARE, NullRecorder, Recorder, TraceRecorder
from replay.states import State
from replay.visits import Move
from tests.replay.story import HEADER, Story, stories

ACROSS: tuple[Move, ...] = (
    (7, 0, 0, 1, 0.0, 0.0, 0.0),
    (8, 0, 1, 0, 2.0, 0.0, 2.0),
    (7, 2, 0, 1, 5.0, 5.0, 2.5),
    (7, -1, 0, 1, 9.0, 4.5, 0.0),
)


def rows(recorder: TraceRecorder, number: int) -> list[tuple[float, ...]]:
    """Return the visits of a chunk."""
    visits = recorder.trace.chunks[number].visits
    return list(zip(*(column.tolist() for _, column in visits.columns()), strict=True))


def test_entries_are_paired_with_the_next_move_of_their_item() -> None:
    recorder = TraceRecorder(HEADER)
    for move in ACROSS:
        recorder.moved(move)
    recorder.cut(10.0)
    assert rows(recorder, 0) == [
        (7, 0, 0, 1, 0.0, 5.0, 0.0, 5.0, 2),
        (8, 0, 1, 0, 2.0, np.inf, 2.0, 0.0, -1),
        (7, 2, 0, 1, 5.0, 9.0, 2.5, 4.5, -1),
    ]


def test_a_chunk_opens_with_who_is_inside_and_who_left_last() -> None:
    recorder = TraceRecorder(HEADER)
    for move in ACROSS:
        recorder.moved(move)
        recorder.cut(move[4] + 0.5)
    recorder.cut(10.0)
    assert [len(chunk.visits) for chunk in recorder.trace.chunks] == [1, 2, 3, 3, 3]
    assert rows(recorder, 4) == [
        (7, 0, 0, 1, 0.0, 5.0, 0.0, 5.0, 2),
        (8, 0, 1, 0, 2.0, np.inf, 2.0, 0.0, -1),
        (7, 2, 0, 1, 5.0, 9.0, 2.5, 4.5, -1),
    ]


def test_an_item_that_comes_back_is_not_its_own_follower() -> None:
    recorder = TraceRecorder(HEADER)
    for move in ((1, 0, 0, 0, 0.0, 0.0, 0.0), (1, -1, 0, 0, 1.0, 1.0, 0.0), (1, 0, 1, 0, 3.0, 0.0, 3.0)):
        recorder.moved(move)
    recorder.cut(4.0)
    assert recorder.trace.chunks[0].visits.follower.tolist() == [-1, -1]


def test_who_takes_the_rank_of_another_comes_after_it() -> None:
    """Item 3 is a carrier, whose product 7 is scrapped where it is: it goes on with the same rank."""
    recorder = TraceRecorder(HEADER)
    for move in ((7, 0, 4, 1, 1.0, 0.0, 0.0), (7, -1, 0, 1, 5.0, 2.0, 0.0), (3, 0, 4, 0, 5.0, 0.0, 0.0)):
        recorder.moved(move)
    recorder.cut(9.0)
    assert [row[0] for row in rows(recorder, 0)] == [7, 3]


def test_odometers_joints_and_states_are_carried_on() -> None:
    recorder = TraceRecorder(HEADER)
    recorder.turned((2, 0.0, 0.0, 0.5))
    recorder.turned((0, 0.0, 0.0, 1.0))
    recorder.turned((2, 4.0, 2.0, 0.0))
    recorder.joined((0, 1.0, -0.5))
    recorder.changed((1, State.BLOCKED, 4.0, 0))
    recorder.cut(5.0)
    recorder.cut(6.0)
    first, second = recorder.trace.chunks
    assert first.odometers.t.tolist() == [0.0, 0.0, 4.0]
    assert [column.tolist() for _, column in second.odometers.columns()] == [[0, 2], [0.0, 4.0], [0.0, 2.0], [1.0, 0.0]]
    assert [column.tolist() for _, column in second.joints.columns()] == [[0], [1.0], [-0.5]]
    assert [column.tolist() for _, column in second.states.columns()] == [[1], [State.BLOCKED], [4.0], [0]]


def test_the_engine_may_hold_on_to_the_append_of_a_recorder() -> None:
    recorder = TraceRecorder(HEADER)
    moved = recorder.moved
    recorder.cut(1.0)
    moved(ACROSS[0])
    recorder.cut(2.0)
    assert len(recorder.trace.chunks[1].visits) == 1


def test_a_cut_of_nothing_at_the_same_instant_changes_nothing() -> None:
    recorder = TraceRecorder(HEADER)
    recorder.cut(1.0)
    recorder.cut(1.0)
    assert len(recorder.trace.chunks) == 1
    with pytest.raises(ValueError, match=r"cut at 0\.5 s, expected 1\.0 s or later"):
        recorder.cut(0.5)


def test_chunks_are_handed_over_once() -> None:
    recorder = TraceRecorder(HEADER)
    recorder.cut(1.0)
    recorder.cut(2.0)
    assert [chunk.start for chunk in recorder.take()] == [0.0, 1.0]
    assert recorder.take() == []
    recorder.cut(3.0)
    assert [chunk.start for chunk in recorder.take()] == [2.0]


def test_chunks_grow_with_what_is_open() -> None:
    recorder = TraceRecorder(HEADER, rows_per_chunk=10)
    for item in range(100):
        recorder.moved((item, 0, item, 0, float(item), 0.0, float(item)))
    recorder.cut(100.0)
    full = []
    for number in range(KEYFRAME_SHARE * 100):
        recorder.changed((0, State.WORKING, 100.0 + number, -1))
        full.append(recorder.full)
    assert full == [False] * (KEYFRAME_SHARE * 100 - 1) + [True]


def test_a_recording_can_begin_in_the_middle() -> None:
    opening = Opening(
        inside=(Inside(7, 2, 0, 1, 5.0, 2.5), Inside(8, 0, 1, 0, 2.0, 2.0)),
        left=(Left(7, 0, 0, 1, 0.0, 5.0, 0.0, 5.0),),
        turned=(Turned(2, 0.0, 0.0, 0.5),),
    )
    recorder = TraceRecorder(HEADER, start=6.0)
    recorder.restore(Opening.from_json(opening.to_json()))
    for move in ACROSS[3:]:
        recorder.moved(move)
    recorder.cut(10.0)
    assert rows(recorder, 0) == [
        (7, 0, 0, 1, 0.0, 5.0, 0.0, 5.0, 2),
        (8, 0, 1, 0, 2.0, np.inf, 2.0, 0.0, -1),
        (7, 2, 0, 1, 5.0, 9.0, 2.5, 4.5, -1),
    ]
    assert (recorder.trace.start, recorder.trace.end) == (6.0, 10.0)


@given(stories())
def test_every_visit_is_one_row(story: Story) -> None:
    recorder = TraceRecorder(HEADER)
    story.tell(recorder)
    recorder.cut(story.end)
    found = sorted(row[:8] for row in rows(recorder, 0))
    told = [(v.item, v.frame, v.rank, v.look, v.t_in, v.t_out, v.b_in, v.b_out) for v in story.visits]
    assert found == sorted(told)


@pytest.mark.parametrize("recorder", [NullRecorder(), TraceRecorder(HEADER)])
def test_both_recorders_take_every_record(recorder: Recorder) -> None:
    recorder.moved(ACROSS[0])
    recorder.changed((0, State.WORKING, 0.0, -1))
    recorder.turned((0, 0.0, 0.0, 1.0))
    recorder.joined((0, 0.0, 0.0))
