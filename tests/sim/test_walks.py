"""Where people are at any moment of a trace: on the way, standing, with what they carry; also in one begun later."""

import numpy as np
import pytest

from layouts import loads
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.trace import Trace
from sim import Checkpoint, Simulation
from sim.recording import header_of
from tests.sim.test_carrying import line

LAYOUT = loads("linewright: 1" + line())
FROM, TO = (2.0, -0.9), (12.0, -0.9)
"""Before the saw and before the drill. Taken up at 10 s, there at 20 s, set down at 22 s, back at 32 s."""


def trace(until: float = 60.0) -> Trace:
    recorder = TraceRecorder(header_of(LAYOUT), rows_per_chunk=8)
    simulation = Simulation(LAYOUT, recorder=recorder)
    simulation.run(until)
    return recorder.trace


@pytest.mark.parametrize(
    ("t", "x", "way", "carries"),
    [
        (5.0, 2.0, 0.0, False),
        (12.0, 4.0, 1.0, True),
        (19.0, 11.0, 1.0, True),
        (21.0, 12.0, 0.0, True),
        (23.0, 11.0, -1.0, False),
        (33.0, 2.0, 0.0, False),
        (40.0, 8.0, 1.0, True),
    ],
)
def test_a_person_is_where_his_trips_take_him(t: float, x: float, way: float, carries: bool) -> None:
    people = Playback(trace()).at(t).people
    assert people.positions == pytest.approx(np.array([[x, FROM[1]]]))
    assert people.ways == pytest.approx(np.array([[way, 0.0]]))
    assert (people.looks >= 0).tolist() == [carries]


def test_a_trace_file_knows_where_people_are(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("trace") / "walk.trace"
    written = trace()
    written.save(path)
    read = Playback(Trace.open(path))
    for t in (0.0, 12.5, 21.0, 40.0):
        assert read.at(t).people.positions.tolist() == Playback(written).at(t).people.positions.tolist()
    assert read.trace.header.people == ("P:1",)


@pytest.mark.parametrize("now", [5.0, 12.0, 21.0, 25.0])
def test_a_recording_that_begins_later_opens_with_where_people_are(now: float) -> None:
    original = Simulation(LAYOUT)
    original.run(now)
    fork = Simulation(LAYOUT).restore(Checkpoint.from_json(original.checkpoint().to_json()))
    recorder = TraceRecorder(fork.header(), start=now)
    recorder.restore(fork.opening())
    recorder.cut(now + 0.5)
    later, whole = Playback(recorder.trace).at(now).people, Playback(trace()).at(now).people
    assert later.positions == pytest.approx(whole.positions)
    assert later.looks.tolist() == whole.looks.tolist()
