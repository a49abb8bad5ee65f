"""The textbook line (case L21): its exact figures, with belts as in the demo and with buffers as in the book."""

from pathlib import Path

import pytest

from layouts import load, loads
from layouts.examples import example
from replay.recorder import TraceRecorder
from replay.states import State
from sim import Results, Simulation, simulate
from sim.recording import header_of
from tests.sim.golden_forks import WRITES_GOLDEN
from tests.sim.logbook import Logbook

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "packaging_line.txt"
EXACT = 1e-9

WITH_BUFFERS = """
linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0]}
  filling: {kind: machine, at: [5, 0], cycle: 6.5 s}
  b1: {kind: buffer, at: [8, 0], capacity: 5}
  capping: {kind: machine, at: [11, 0], cycle: 5 s}
  b2: {kind: buffer, at: [14, 0], capacity: 5}
  labelling: {kind: machine, at: [17, 0], cycle: 8 s}
  b3: {kind: buffer, at: [20, 0], capacity: 5}
  sealing: {kind: machine, at: [23, 0], cycle: 5 s}
  b4: {kind: buffer, at: [26, 0], capacity: 5}
  packing: {kind: machine, at: [29, 0], cycle: 6 s}
  shipping: {kind: sink, at: [32, 0]}
flow: [infeed -> filling -> b1 -> capping -> b2 -> labelling -> b3 -> sealing -> b4 -> packing -> shipping]
run: {warm_up: 1 h, for: 8 h}
"""


@pytest.fixture(scope="module", params=["belts", "buffers"])
def results(request: pytest.FixtureRequest) -> Results:
    return simulate(load(example()) if request.param == "belts" else loads(WITH_BUFFERS))


def share(results: Results, equipment: str, state: State) -> float:
    states = results.equipment[equipment].states
    assert states is not None
    return states.elapsed[state]


@pytest.mark.parametrize(
    ("equipment", "shares"),
    [
        ("filling", {State.WORKING: 0.8125, State.BLOCKED: 0.1875}),
        ("capping", {State.WORKING: 0.625, State.BLOCKED: 0.375}),
        ("labelling", {State.WORKING: 1.0}),
        ("sealing", {State.WORKING: 0.625, State.STARVED: 0.375}),
        ("packing", {State.WORKING: 0.75, State.STARVED: 0.25}),
    ],
)
def test_states_are_exact(results: Results, equipment: str, shares: dict[State, float]) -> None:
    found = {state: share(results, equipment, state) for state in State}
    assert found == pytest.approx({state: shares.get(state, 0.0) for state in State}, abs=EXACT)


def test_throughput_is_exact(results: Results) -> None:
    assert results.throughput == pytest.approx(0.125, abs=EXACT)
    assert results.equipment["packing"].completed == 3600


@pytest.mark.parametrize(
    ("equipment", "availability", "alone"), [("filling", 0.8125, 1.0), ("labelling", 1.0, 1.0), ("packing", 0.75, 1.0)]
)
def test_oee_is_exact(results: Results, equipment: str, availability: float, alone: float) -> None:
    oee = results.equipment[equipment].oee
    assert oee is not None
    found = (oee.availability, oee.effectiveness, oee.quality, oee.oee, oee.stand_alone)
    assert found == pytest.approx((availability, 1.0, 1.0, availability, alone), abs=EXACT)


def test_oee_of_the_line_is_that_of_its_constraint(results: Results) -> None:
    assert results.oee == pytest.approx(1.0, abs=EXACT)
    assert results.constraint is not None
    assert results.constraint.equipment == "labelling"


def test_work_in_progress_is_exact() -> None:
    """Behind labelling a part every 8 s on belts of 10 s; before it the belts are full; and Little's law."""
    results = simulate(load(example()))
    mean = results.lead_time.mean
    assert mean is not None
    assert results.wip_mean == pytest.approx(0.125 * mean, abs=EXACT)
    assert results.buffers["belt_3"].mean == pytest.approx(10 / 8, abs=1e-3)
    assert [results.buffers[f"belt_{number}"].max for number in (1, 2, 3, 4)] == [8, 8, 2, 2]


def test_figures_do_not_depend_on_who_watches() -> None:
    layout = load(example())
    plain = simulate(layout, 3600.0, warm_up=60.0).to_json_object()
    watched: list[float] = []
    recorded = simulate(
        layout, 3600.0, warm_up=60.0, recorder=TraceRecorder(header_of(layout)), progress=watched.append
    )
    assert recorded.to_json_object() == plain
    assert watched[-1] == 3660.0


def written() -> str:
    """Write down where the parts go in the first four minutes."""
    layout = load(example())
    log = Logbook(layout)
    Simulation(layout, recorder=log).run(240.0)
    return "".join(f"{t:10.6f}  {item:3}  {name or 'out of the line'}\n" for t, item, name in log.steps)


def test_the_first_minutes_are_as_they_were() -> None:
    if WRITES_GOLDEN:
        GOLDEN.write_text(written())
    assert written() == GOLDEN.read_text(), (
        "after a change that is meant: LINEWRIGHT_WRITE_GOLDEN=1 make test ARGS=tests/sim"
    )
