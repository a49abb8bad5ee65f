"""Results: the keys of the JSON object, windows after the warm-up, and what cannot be known."""

import json

import pytest

from layouts import loads
from layouts.errors import UserError
from layouts.examples import example, examples
from layouts.reading import load
from replay.states import State
from sim import Simulation, simulate
from tests.sim.logbook import simulated
from tests.sim.random_lines import line

LINE = """
linewright: 1
products: {a: {demand: 600/h}, b: {}}
failures: {jam: {mtbf: 1 h, mttr: 60 s}}
equipment:
  left: {kind: source, at: [0, 0], product: a, every: 10 s, first: 0 s}
  right: {kind: source, at: [0, 3], product: b, every: 10 s, first: 5 s}
  press: {kind: machine, at: [5, 0], cycle: {a: 4 s, b: 2 s}, ideal: {a: 3 s, b: 2 s}, failures: [jam]}
  belt: {kind: conveyor, path: [[6, 0], [8, 0]], speed: 0.5 m/s}
  store: {kind: buffer, at: [9, 0], capacity: 4}
  out: {kind: sink, at: [11, 0]}
flow: [left | right -> press -> belt -> store -> out]
"""

KEYS = [
    "format",
    "layout_sha256",
    "seed",
    "replications",
    "starts",
    "time_s",
    "planned_time_s",
    "warm_up_s",
    "parts",
    "throughput_per_hour",
    "per_shift",
    "takt_s",
    "demand_met",
    "oee",
    "constraint",
    "wip",
    "lead_time_s",
    "first_pass_yield",
    "products",
    "equipment",
    "orders",
    "people",
    "vehicles",
    "buffers",
    "energy",
    "costs",
    "deadlock",
    "warnings",
]


def test_the_keys_are_those_of_the_specification() -> None:
    results = simulate(loads(LINE), 600.0).to_json_object()
    assert list(results) == KEYS
    assert list(results["parts"]) == ["in", "made", "out", "good", "reworked", "scrapped", "used", "inside", "lost"]
    assert list(results["throughput_per_hour"]) == ["elapsed", "planned"]
    assert list(results["constraint"]) == ["equipment", "reason"]
    assert list(results["wip"]) == ["mean", "max"]
    assert list(results["lead_time_s"]) == ["mean", "p50", "p95"]
    assert set(results["products"]) == {"a", "b"}
    assert set(results["products"]["a"]) == {"in", "good", "scrapped", "reworked", "lead_time_s"}
    assert set(results["equipment"]) == {"left", "right", "press", "belt", "store", "out"}
    assert set(results["buffers"]) == {"belt", "store"}
    assert set(results["buffers"]["store"]) == {"mean", "max", "full", "empty"}


def test_the_keys_of_equipment_are_those_of_the_specification() -> None:
    press = simulate(loads(LINE), 600.0).to_json_object()["equipment"]["press"]
    keys = ["completed", "good", "scrapped", "reworked", "states", "states_planned", "oee", "failures", "changeovers"]
    assert sorted(press) == sorted([*keys, "upkeep", "energy_kwh"])
    assert list(press["states"]) == list(press["states_planned"]) == [state.word for state in State]
    assert set(press["oee"]) == {"availability", "effectiveness", "quality", "oee", "stand_alone"}
    assert set(press["failures"]) == {"jam"}
    assert set(press["failures"]["jam"]) == {"count", "down_s", "minor_count", "minor_s"}
    assert press["changeovers"] == {"count": 0, "time_s": 0.0}


@pytest.mark.parametrize("seed", range(20))
def test_the_object_is_json_without_nan(seed: int) -> None:
    results = simulate(line(seed), 100.0).to_json_object()
    assert json.loads(json.dumps(results, allow_nan=False)) == results


@pytest.mark.parametrize("name", examples())
def test_every_example_runs(name: str) -> None:
    results = simulate(load(example(name)), 3600.0)
    assert results.parts.out > 0


def test_figures_of_a_line_by_hand() -> None:
    """Every 10 s a part a of 4 s and a part b of 2 s: 60 % of the time, then 4 s on the belt."""
    results = simulate(loads(LINE.replace("mtbf: 1 h", "mtbf: constant 90 h")), 600.0, warm_up=100.0)
    press = results.equipment["press"]
    assert press.states is not None
    assert press.oee is not None
    assert press.states.elapsed[State.WORKING] == pytest.approx(0.6, abs=1e-12)
    assert press.states.elapsed[State.STARVED] == pytest.approx(0.4, abs=1e-12)
    assert press.completed == 120
    assert press.oee.availability == pytest.approx(0.6, abs=1e-12)
    assert press.oee.effectiveness == pytest.approx(5 / 6, abs=1e-12)
    assert press.oee.oee == pytest.approx(0.5, abs=1e-12)
    assert press.oee.stand_alone == pytest.approx(5 / 6, abs=1e-12)
    assert results.throughput == pytest.approx(0.2, abs=1e-12)
    assert results.lead_time.mean == pytest.approx(7.0, abs=1e-9)
    assert results.products["a"].lead_time.mean == pytest.approx(8.0, abs=1e-9)
    assert results.products["b"].lead_time.mean == pytest.approx(6.0, abs=1e-9)
    assert results.wip_mean == pytest.approx(0.2 * 7.0, abs=1e-9)
    assert (results.takt, results.demand_met) == (6.0, True)
    assert (results.time, results.warm_up, results.first_out) == (600.0, 100.0, 8.0)


def test_parts_count_from_the_start_and_figures_from_the_warm_up() -> None:
    results = simulate(loads(LINE.replace("mtbf: 1 h", "mtbf: constant 90 h")), 100.0, warm_up=1000.0)
    assert results.parts.came_in == 220
    assert results.equipment["press"].completed == 20
    assert results.equipment["left"].completed == 10


def test_a_demand_that_is_not_met() -> None:
    results = simulate(loads(LINE.replace("600/h", "1200/h")), 600.0)
    assert (results.takt, results.demand_met) == (3.0, False)


def test_before_the_first_part_is_out_nothing_is_known() -> None:
    simulation, _ = simulated(LINE.partition("linewright: 1\n")[2], 1.0)
    results = simulation.results()
    assert (results.lead_time.mean, results.lead_time.p95, results.first_out) == (None, None, None)
    assert results.throughput == 0.0
    assert results.equipment["press"].oee is not None
    assert results.equipment["press"].oee.quality is None


def test_figures_at_time_0_divide_by_nothing() -> None:
    results = Simulation(loads(LINE)).results().to_json_object()
    assert results["time_s"] == 0.0
    assert results["throughput_per_hour"]["elapsed"] == 0.0


def test_how_long_must_be_said() -> None:
    with pytest.raises(UserError, match=r"how long\? Give `run: \{for: 8 h\}`"):
        simulate(loads(LINE))


def test_the_layout_says_how_long_unless_the_caller_does() -> None:
    layout = loads(f"{LINE}run: {{warm_up: 50 s, for: 200 s, seed: 7}}\n")
    results = simulate(layout)
    assert (results.time, results.warm_up, results.seed) == (200.0, 50.0, 7)
    results = simulate(layout, 30.0, warm_up=0.0, seed=9)
    assert (results.time, results.warm_up, results.seed) == (30.0, 0.0, 9)


@pytest.mark.parametrize(("duration", "warm_up"), [(0.0, 0.0), (-1.0, 0.0), (float("inf"), 0.0), (10.0, -1.0)])
def test_times_that_cannot_be_run_are_refused(duration: float, warm_up: float) -> None:
    with pytest.raises(UserError, match="expected a time greater than 0"):
        simulate(loads(BELT_BOUND), duration, warm_up=warm_up)


BELT_BOUND = """linewright: 1
products: {box: {size: 500 x 300 x 300 mm}}
equipment:
  in: {kind: source, at: [0, 0]}
  first: {kind: machine, at: [2, 0], cycle: 1 s}
  belt: {kind: conveyor, speed: 0.35 m/s, gap: 200 mm, queue_gap: 0 mm}
  second: {kind: machine, at: [9, 0], cycle: 1 s}
  out: {kind: sink, at: [11, 0]}
flow:
  - in -> first -> belt -> second -> out
"""


def test_a_belt_can_be_the_constraint() -> None:
    results = simulate(loads(BELT_BOUND), 3600.0, warm_up=600.0)
    assert results.throughput == pytest.approx(0.5)
    assert results.constraint is not None
    assert results.constraint.equipment == "belt"
    assert results.constraint.reason == "carried 100.0 % of the parts that its speed and gap allow"
    assert results.oee == pytest.approx(1.0)


def test_where_nothing_is_made_nothing_holds_it_back() -> None:
    line = BELT_BOUND.replace("{kind: source, at: [0, 0]}", "{kind: source, at: [0, 0], every: 10 h}")
    assert simulate(loads(line), 60.0).constraint is None
