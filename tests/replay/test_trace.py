import json
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.errors import UserError
from replay.chunk import Chunk
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.states import State
from replay.trace import Trace
from tests.replay.story import HEADER, Story, stories


def recorded(story: Story, rows_per_chunk: int = 8) -> Trace:
    recorder = TraceRecorder(HEADER, rows_per_chunk=rows_per_chunk)
    for number, (t, _) in enumerate(story.records):
        story.tell(recorder, slice(number, number + 1))
        if recorder.full:
            recorder.cut(t)
    recorder.cut(story.end)
    return recorder.trace


def short_trace() -> Trace:
    recorder = TraceRecorder(HEADER)
    recorder.moved((0, 0, 0, 0, 1.0, 0.0, 1.0))
    recorder.changed((0, State.WORKING, 1.0, -1))
    recorder.cut(2.0)
    recorder.moved((0, 1, 0, 0, 3.0, 3.0, 0.0))
    recorder.changed((0, State.FAILED, 3.0, 2))
    recorder.cut(4.0)
    return recorder.trace


def assert_same_columns(one: Chunk, other: Chunk) -> None:
    assert (one.start, one.end) == (other.start, other.end)
    for mine, theirs in zip(one.tables, other.tables, strict=True):
        for (name, column), (_, expected) in zip(mine.columns(), theirs.columns(), strict=True):
            assert column.dtype == expected.dtype
            np.testing.assert_array_equal(column, expected, err_msg=name)


@given(story=stories())
def test_what_is_opened_is_what_was_saved(tmp_path_factory: pytest.TempPathFactory, story: Story) -> None:
    path, trace = tmp_path_factory.mktemp("trace") / "line.trace", recorded(story)
    trace.save(path)
    opened = Trace.open(path)
    assert opened.header == trace.header
    assert (opened.start, opened.end) == (trace.start, trace.end)
    for one, other in zip(opened.chunks, trace.chunks, strict=True):
        assert_same_columns(one, other)


def test_a_trace_is_mapped_not_read(tmp_path: Path) -> None:
    short_trace().save(tmp_path / "line.trace")
    column = Trace.open(tmp_path / "line.trace").chunks[0].visits.t_in
    while isinstance(column.base, np.ndarray) and not isinstance(column.base, np.memmap):
        column = column.base
    assert isinstance(column.base, np.memmap)
    assert not column.flags.writeable


def test_an_opened_trace_plays_and_can_be_saved_over_itself(tmp_path: Path) -> None:
    path = tmp_path / "line.trace"
    short_trace().save(path)
    opened = Trace.open(path)
    opened.save(path)
    assert Playback(Trace.open(path)).at(3.5).items.tolist() == [0]
    assert [file.name for file in tmp_path.iterdir()] == ["line.trace"]


def test_an_empty_trace_keeps_its_start(tmp_path: Path) -> None:
    Trace(HEADER, start=7.0).save(tmp_path / "empty.trace")
    opened = Trace.open(tmp_path / "empty.trace")
    assert (opened.start, opened.end, opened.chunks) == (7.0, 7.0, ())


@given(kept=st.integers(0, 100_000))
def test_a_file_cut_short_is_told_in_one_message(tmp_path_factory: pytest.TempPathFactory, kept: int) -> None:
    path = tmp_path_factory.mktemp("trace") / "line.trace"
    short_trace().save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: kept % len(whole)])
    with pytest.raises(UserError) as caught:
        Trace.open(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_file_cut_short_says_how_long_it_should_be(tmp_path: Path) -> None:
    path = tmp_path / "line.trace"
    short_trace().save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-8])
    with pytest.raises(UserError, match=f"damaged: found {len(whole) - 8} bytes, expected {len(whole)}"):
        Trace.open(path)


def altered(old: bytes, new: bytes, whole: bytes) -> bytes:
    """Return a file with its description altered, its length put right."""
    length = struct.unpack_from("<I", whole, 12)[0]
    description = whole[16 : 16 + length].replace(old, new)
    return whole[:12] + struct.pack("<I", len(description)) + description + whole[16 + length :]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"frames"', b'"tables"'),
        (b'"Visits": [0, 1]', b'"Visits": [0, 9999]'),
        (b'"Visits": [0, 1]', b'"Visits": [0, null]'),
        (b'"chunks": [', b'"chunks": [3, '),
        (b'"size"', b'"sise"'),
        (b'{"header"', b'["header"'),
        (b'"bytes": ', b'"bytes": "x" '),
    ],
)
def test_a_description_without_meaning_is_told_in_one_message(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = tmp_path / "line.trace"
    short_trace().save(path)
    path.write_bytes(altered(old, new, path.read_bytes()))
    with pytest.raises(UserError, match=r"damaged: found a description without meaning"):
        Trace.open(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "found an empty file, expected a trace"),
        (b"linewright: 1\nname: not a trace\n", "found something else, expected a trace"),
        (b"\x89LWTRACE" + struct.pack("<II", 2, 0), "found a trace of version 2, expected version 1"),
        (b"\x89LWTR", "found something else, expected a trace"),
    ],
)
def test_a_foreign_file_is_told_in_one_message(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "line.trace"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        Trace.open(path)
    assert str(caught.value) == f"{path}: {message}"


def test_a_file_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nowhere: cannot be read: No such file"):
        Trace.open(tmp_path / "nowhere")
    with pytest.raises(UserError, match=r"cannot be read: Is a directory"):
        Trace.open(tmp_path)
    with pytest.raises(UserError, match=r"line\.trace: cannot be written: No such file"):
        short_trace().save(tmp_path / "nowhere" / "line.trace")


@given(stories())
def test_the_states_of_an_equipment_are_all_its_changes(story: Story) -> None:
    trace = recorded(story)
    for number, name in enumerate(HEADER.equipment):
        told = [record for _, (kind, record) in story.records if kind == "changed" and record[0] == number]
        series = trace.states_of(name)
        found = zip(series.state.tolist(), series.t.tolist(), series.cause.tolist(), strict=True)
        assert [(number, *change) for change in found] == told


def test_states_of_something_unknown_are_refused() -> None:
    with pytest.raises(ValueError, match=r"found 'mixer', expected equipment of the trace"):
        short_trace().states_of("mixer")


def test_a_chunk_that_leaves_a_gap_is_refused() -> None:
    trace = short_trace()
    with pytest.raises(ValueError, match=r"chunk starts at 9\.0 s, expected 4\.0 s"):
        trace.append(Chunk.empty(9.0))


def test_a_header_survives_json() -> None:
    assert type(HEADER).from_json(json.loads(json.dumps(HEADER.to_json()))) == HEADER
