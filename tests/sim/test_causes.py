"""Every state has its cause: who is behind, in front, who may do it; and the chain of causes leads to the root."""

import pytest

from layouts import loads
from replay.causes import Link, chain
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.states import State
from sim import Simulation
from sim.recording import header_of
from tests.sim.logbook import simulated

LINE = """
linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0]}
  first: {kind: machine, at: [2, 0], cycle: 2 s}
  belt: {kind: conveyor, path: [[3, 0], [5, 0]], speed: 1 m/s}
  second: {kind: machine, at: [6, 0], cycle: 2 s, exchange: 1 s, changeover: 1 s}
  rack: {kind: buffer, at: [8, 0], capacity: 1}
  last: {kind: machine, at: [10, 0], cycle: 3 s, failures: [{mtbf: constant 20 s, mttr: constant 500 s}]}
  after: {kind: machine, at: [12, 0], cycle: 1 s}
  out: {kind: sink, at: [14, 0]}
flow: [infeed -> first -> belt -> second -> rack -> last -> after -> out]
"""


def chain_at(text: str, until: float, equipment: str) -> tuple[Link, ...]:
    """Return the chain of causes at the end of a run."""
    layout = loads(text)
    recorder = TraceRecorder(header_of(layout))
    simulation = Simulation(layout, recorder=recorder)
    simulation.run(until)
    moment = Playback(recorder.trace).at(until)
    return chain(recorder.trace.header, moment, equipment)


@pytest.mark.parametrize(
    ("equipment", "wanted"),
    [
        ("first", [("first", State.BLOCKED), ("belt", State.BLOCKED), ("second", State.BLOCKED)]),
        ("after", [("after", State.STARVED), ("last", State.FAILED)]),
        ("last", [("last", State.FAILED)]),
    ],
)
def test_the_chain_leads_towards_what_has_failed(equipment: str, wanted: list[tuple[str, State]]) -> None:
    links = chain_at(LINE, 200.0, equipment)
    assert [tuple(link) for link in links][: len(wanted)] == wanted


def test_what_lacks_something_to_build_in_names_who_should_bring_it() -> None:
    _, log = simulated(
        """
parts: {bolt: {}}
equipment:
  frames: {kind: source, at: [0, 0]}
  bolts: {kind: source, at: [0, 5], product: bolt, every: 10 s}
  joining: {kind: assembly, at: [5, 0], cycle: 2 s, uses: {bolt: 1}}
  out: {kind: sink, at: [10, 0]}
flow: [frames -> joining -> out, bolts -> joining.bolt]
""",
        15.0,
    )
    assert log.causes("joining")[-1] == (12.0, State.STARVED, "bolts")


def test_who_waits_for_people_names_the_post() -> None:
    _, log = simulated(
        """
equipment:
  infeed: {kind: source, at: [0, 0]}
  bench: {kind: workplace, at: [5, 0], manual: 3 s}
  drill: {kind: workplace, at: [5, 8], manual: 4 s}
  more: {kind: source, at: [0, 8]}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> bench -> out, more -> drill -> out]
people: {A1: {works: all, walk: at once}}
""",
        1.0,
    )
    assert (0.0, State.WAITING_OPERATOR, "A1") in [*log.causes("bench"), *log.causes("drill")]


def test_an_id_that_is_no_equipment_is_refused() -> None:
    with pytest.raises(ValueError, match="'press' is no equipment of this trace: infeed, first"):
        chain_at(LINE, 1.0, "press")
