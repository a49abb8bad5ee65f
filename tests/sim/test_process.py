"""Equipment written as a SimPy process: it takes its place in the line, and cannot be checkpointed."""

import pytest

from layouts import loads
from layouts.errors import UserError
from layouts.registry import Registry
from replay.states import State
from sim import Simulation, simulation
from sim.process import Behaviour, Process

LINE = """linewright: 1
equipment:
  source: {kind: source, at: [0, 0]}
  turn:   {kind: machine, at: [3, 0], cycle: 4 s}
  places: {kind: buffer, at: [6, 0], capacity: 2}
  after:  {kind: machine, at: [9, 0], cycle: 4 s}
  sink:   {kind: sink, at: [12, 0]}
flow:
  - source -> turn -> places -> after -> sink
"""


class Table4(Process):
    """Holds each part for four seconds."""

    def process(self) -> Behaviour:
        """Take, turn, pass on."""
        while True:
            item = yield self.receive()
            self.enter(State.WORKING)
            yield self.clock.timeout(4.0)
            self.enter(State.BLOCKED)
            yield self.pass_on(item)
            self.enter(State.STARVED)


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Simulation:
    """Source -> process (4 s) -> two places -> machine (5 s) -> sink."""
    with_process = {**simulation.OWN_BEHAVIOURS, "machine": lambda line, name, _: Table4(line, name)}
    monkeypatch.setattr(simulation, "behaviours", lambda: Registry(with_process))
    return Simulation(loads(LINE))


def test_parts_pass_a_process_in_its_time(line: Simulation) -> None:
    line.run(100.0)
    results = line.results()
    # 4 s in each of two in a row: one part every 4 s, the first out at 8 s, the last before 100 s at 96 s
    assert results.parts.out == 23
    assert results.parts.came_in == results.parts.out + results.parts.inside
    states = results.equipment["turn"].states
    assert states is not None
    assert states.elapsed[State.WORKING] == pytest.approx(1.0, abs=1e-12)


def test_a_process_is_refused_a_checkpoint_by_name(line: Simulation) -> None:
    line.run(10.0)
    with pytest.raises(UserError, match=r"written as a SimPy process.*: turn, after"):
        line.checkpoint()
