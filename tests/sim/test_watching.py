"""Who watches changes nothing; equipment written as a SimPy process behaves like any other."""

import pytest

from layouts import loads
from layouts.errors import UserError
from layouts.kinds import Machine
from layouts.registry import Registry
from replay.playback import Playback
from replay.recorder import Recorder, TraceRecorder
from replay.states import State
from sim import Simulation
from sim.behaviours.machine import MachineBehaviour
from sim.line import Line
from sim.process import Behaviour, Process
from sim.recording import header_of
from sim.simulation import behaviours
from tests.sim.continuation import ending
from tests.sim.logbook import Logbook
from tests.sim.random_lines import line


@pytest.mark.parametrize("seed", range(300, 350))
def test_a_recorder_changes_nothing(seed: int) -> None:
    layout = line(seed)
    recorder = TraceRecorder(header_of(layout), rows_per_chunk=200)
    assert ending(Simulation(layout, recorder=recorder), 300.0) == ending(Simulation(layout), 300.0)


LINE = """
linewright: 1
products: {part: {size: 400 x 100 x 100 mm}}
equipment:
  infeed: {kind: source, at: [0, 0], every: 3 s, limit: 12}
  table: {kind: machine, at: [2, 0], cycle: 4 s}
  belt: {kind: conveyor, path: [[3, 0], [5, 0]], speed: 1 m/s, gap: 100 mm}
  saw: {kind: machine, at: [8, 0], cycle: 6 s}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> table -> belt -> saw -> out]
"""


class Table(Process):
    """Does what a machine does, written as a generator."""

    def process(self) -> Behaviour:
        while True:
            item = yield self.receive()
            self.enter(State.WORKING)
            yield self.clock.timeout(4.0)
            self.enter(State.BLOCKED)
            yield self.pass_on(item)
            self.enter(State.STARVED)


def table_or_machine(line: Line, name: str, machine: Machine) -> Process | MachineBehaviour:
    """Make the table a process."""
    return Table(line, name) if name == "table" else MachineBehaviour(line, name, machine)


def with_table(monkeypatch: pytest.MonkeyPatch, log: Recorder) -> Simulation:
    known = {**behaviours().found, "machine": table_or_machine}
    with monkeypatch.context() as patch:
        patch.setattr("sim.simulation.behaviours", lambda: Registry(known))
        return Simulation(loads(LINE), recorder=log)


def test_a_process_moves_parts_as_a_machine_does(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = loads(LINE)
    plain, written = Logbook(layout), Logbook(layout)
    simulations = [Simulation(layout, recorder=plain), with_table(monkeypatch, written)]
    for simulation in simulations:
        simulation.run(200.0)
    assert sorted(written.steps) == sorted(plain.steps)
    assert written.states("table") == plain.states("table")
    assert [simulation.results().parts.out for simulation in simulations] == [12, 12]
    states = [simulation.results().equipment["table"].states for simulation in simulations]
    assert states[0] == states[1]


def test_the_parts_of_a_process_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = TraceRecorder(header_of(loads(LINE)))
    with_table(monkeypatch, recorder).run(60.0)
    playback = Playback(recorder.trace)
    table = next(number for number, frame in enumerate(recorder.trace.header.frames) if frame.id == "table")
    assert [playback.at(t).frames.tolist().count(table) for t in (2.0, 5.0, 20.0, 40.0)] == [0, 1, 1, 1]


def test_a_line_with_a_process_has_no_checkpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    simulation = with_table(monkeypatch, Logbook(loads(LINE)))
    simulation.run(10.0)
    with pytest.raises(UserError, match=r"no checkpoint: written as a SimPy process.*table"):
        simulation.checkpoint()


def test_all_parts_in_a_buffer_without_a_limit_are_seen_also_late_in_a_run() -> None:
    """Its places are drawn round and round: what comes in after the last of them is in the first again."""
    layout = loads("""
linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0], every: 1 s}
  heap: {kind: buffer, at: [2, 0], capacity: unlimited}
  saw: {kind: machine, at: [4, 0], cycle: 1.01 s}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> heap -> saw -> out]
""")
    recorder = TraceRecorder(header_of(layout))
    simulation = Simulation(layout, recorder=recorder)
    simulation.run(1000.0)
    inside = simulation.results().parts.inside
    assert len(Playback(recorder.trace).at(1000.0).items) == inside > 5
