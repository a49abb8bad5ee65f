"""A station that stands still for several reasons at once, and goes on after the last of them."""

import pytest

from layouts import loads
from replay.states import State
from sim import Simulation
from sim.behaviours.station import StationBehaviour
from sim.holds import Holds

TEXT = """
linewright: 1
equipment:
  infeed: {kind: source, at: [1, 1]}
  press: {kind: machine, at: [4, 1], cycle: 10 s, manual: 0 s}
  out: {kind: sink, at: [7, 1]}
flow: [infeed -> press -> out]
"""


def test_what_is_not_planned_shows_before_a_failure() -> None:
    holds = Holds()
    holds.add(State.STOPPED, 4)
    holds.add(State.FAILED)
    assert holds.shown == (State.FAILED, -1)
    holds.add(State.BREAK)
    assert (holds.shown, len(holds)) == ((State.BREAK, -1), 3)
    holds.remove(State.BREAK)
    holds.remove(State.FAILED)
    assert holds.shown == (State.STOPPED, 4)


def test_nothing_shows_while_nothing_holds() -> None:
    assert Holds().shown is None


def test_what_does_not_hold_cannot_be_released() -> None:
    with pytest.raises(RuntimeError, match="break by -1 is released, which does not hold"):
        Holds().remove(State.BREAK)


def test_holds_are_written_and_read_without_failures() -> None:
    holds, copy = Holds(), Holds()
    holds.add(State.BREAK)
    holds.add(State.STOPPED, 3)
    holds.add(State.FAILED)
    copy.restore(holds.snapshot())
    assert copy.causes == {State.BREAK: [-1], State.STOPPED: [3]}


def test_work_goes_on_when_the_last_reason_is_over() -> None:
    simulation = Simulation(loads(TEXT))
    simulation.run(4.0)
    press = simulation.line.components["press"]
    assert isinstance(press, StationBehaviour)
    press.hold(State.STOPPED, 2)
    simulation.run(6.0)
    press.hold(State.BREAK)
    simulation.run(9.0)
    press.release(State.STOPPED, 2)
    simulation.run(12.0)
    press.release(State.BREAK)
    simulation.run(20.0)
    assert press.state.times(20.0)[State.STOPPED] == 2.0
    assert press.state.times(20.0)[State.BREAK] == 6.0
    assert press.completed + press.figures()["completed"] == 1  # 4 s + 8 s of work: the first part took until 18
    assert press.nests[0].finish.time == 28.0
