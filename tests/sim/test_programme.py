"""What is started next: sequences, levelled mixes and orders, at sources and where products begin at stations."""

from pathlib import Path

import pytest

from layouts import load, loads
from sim import Checkpoint, Simulation
from tests.sim.logbook import Logbook, simulated

LINE = """
products: {A: {demand: 700/d}, B: {demand: 300/d}}
PLAN
equipment:
  infeed: {kind: source, at: [0, 0]FIELDS}
  mill: {kind: machine, at: [3, 0], cycle: {A: 2 s, B: 3 s}}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> mill -> out]
"""


def line(plan: str, fields: str = "") -> str:
    return LINE.replace("PLAN", plan).replace("FIELDS", fields)


@pytest.mark.parametrize(
    ("plan", "started"),
    [
        ("plan: {sequence: [3 A, 2 B]}", "AAABBAAABB"),
        ("plan: {sequence: [1 B, 1 A, 2 B]}", "BABBBABBBA"),
        ("plan: {heijunka: [3 A, 2 B]}", "ABABAABABA"),
        ("plan: {heijunka: [1 A, 1 B]}", "ABABABABAB"),
        ("", "ABAAABAABA"),
    ],
)
def test_the_plan_says_what_a_source_brings_next(plan: str, started: str) -> None:
    """Without a plan by demand, 7 : 3, levelled."""
    _, log = simulated(line(plan), 60.0)
    assert "".join(log.products("mill"))[:10] == started
    _, timed = simulated(line(plan, ", every: 5 s"), 60.0)
    assert "".join(timed.products("mill"))[:10] == started


def test_over_whole_rounds_a_levelled_mix_is_exact() -> None:
    simulation, _ = simulated(line(""), 1e9 / 1e5)
    came = simulation.results().products
    total = came["A"].came_in + came["B"].came_in
    assert abs(came["A"].came_in - 0.7 * total) <= 1


def test_starting_points_of_the_same_products_share_one_queue() -> None:
    text = """
products: {A: {}, B: {}}
plan: {sequence: [2 A, 2 B]}
equipment:
  one: {kind: source, at: [0, 0], every: 2 s}
  two: {kind: source, at: [0, 3], every: 2 s, first: 1 s}
  queue: {kind: buffer, at: [2, 0], capacity: unlimited}
  mill: {kind: machine, at: [4, 0], cycle: 0.5 s}
  out: {kind: sink, at: [6, 0]}
flow: [one | two -> queue -> mill -> out]
"""
    _, log = simulated(text, 13.0)
    assert "".join(log.products("mill")) == "AABBAABBAABB"


BORN = """
products: {A: {}, B: {}}
plan: {sequence: [2 A, 1 B]}
routing: {A: [cut, drill], B: [saw, drill]}
equipment:
  cut: {kind: machine, at: [0, 0], cycle: 2 s}
  saw: {kind: machine, at: [0, 3], cycle: 5 s, exchange: 1 s}
  drill: {kind: machine, at: [4, 0], cycle: 1 s, nests: 2}
  out: {kind: sink, at: [6, 0]}
flow: [cut | saw -> drill -> out]
"""


def test_products_begin_at_the_first_station_of_their_routing() -> None:
    simulation, log = simulated(BORN, 12.5)
    assert [t for t, _ in log.entries("cut")] == [0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0]
    assert [t for t, _ in log.entries("saw")] == [0.0, 6.0, 12.0]
    assert simulation.results().products["B"].came_in == 3


ORDERS = """linewright: 1
products: {A: {}, B: {}}
plan: {orders: week.csv}
equipment:
  infeed: {kind: source, at: [0, 0]}
  mill: {kind: machine, at: [3, 0], cycle: 10 s}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> mill -> out]
"""
WEEK = "part,quantity,release,due\nB,1,60 s,75 s\nA,2,5 s,30 s\nA,1,60 s,65 s\n"


@pytest.fixture
def ordered(tmp_path: Path) -> Simulation:
    (tmp_path / "week.csv").write_text(WEEK)
    (tmp_path / "line.yaml").write_text(ORDERS)
    layout = load(tmp_path / "line.yaml")
    return Simulation(layout, recorder=Logbook(layout))


def test_orders_are_started_in_the_order_of_release_not_before(ordered: Simulation) -> None:
    """Started at 5, 15, 60, 70; the last is due at 65 and done at 80."""
    ordered.run(200.0)
    recorder = ordered.recorder
    assert isinstance(recorder, Logbook)
    assert [t for t, _ in recorder.entries("mill")] == [5.0, 15.0, 60.0, 70.0]
    orders = ordered.results().orders
    assert orders is not None
    assert (orders.released, orders.finished, orders.late) == (3, 3, 1)
    assert orders.mean_tardiness == pytest.approx(15.0 / 3)


@pytest.mark.parametrize("now", [0.0, 4.0, 12.0, 61.0, 75.0])
def test_a_fork_goes_on_with_the_plan(ordered: Simulation, now: float) -> None:
    ordered.run(now)
    fork = Simulation(ordered.layout).restore(Checkpoint.from_json(ordered.checkpoint().to_json()))
    for each in (ordered, fork):
        each.run(300.0)
    assert fork.results().to_json_object() == ordered.results().to_json_object()


def test_a_fork_with_another_plan_begins_it_anew() -> None:
    original, _ = simulated(line("plan: {sequence: [30 A, 20 B]}"), 31.0)
    other = loads("linewright: 1\n" + line("plan: {sequence: [1 B, 1 A]}"))
    fork = Simulation(other, recorder=Logbook(other)).restore(original.checkpoint())
    fork.run(60.0)
    assert isinstance(fork.recorder, Logbook)
    assert "".join(fork.recorder.products("mill")).startswith("BABA")
