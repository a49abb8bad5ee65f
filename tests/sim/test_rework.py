"""Tests, retests, rework and scrap: event by event, and textbook cases by confidence interval."""

from collections.abc import Sequence

import pytest

from layouts import loads
from replay.states import State
from sim import Results, Simulation, simulate
from sim.report import report
from tests.sim.logbook import simulated
from tests.sim.test_queueing import RUNS, assert_mean

ALWAYS = """
products: {p: {}}
equipment:
  infeed: {kind: source, at: [0, 0], limit: 1}
  queue: {kind: buffer, at: [3, 0], capacity: unlimited}
  test: {kind: machine, at: [6, 0], manual: 1 s, cycle: 2 s, exchange: 4 s, fail: 100 %TEST}
  bench: {kind: workplace, at: [6, 5], manual: 10 sBENCH}
  out: {kind: sink, at: [9, 0]}
flow: [infeed -> queue -> test -> out, test.fail -> bench -> queue]
"""


PLAIN = "flow: [infeed -> queue -> test -> bench -> out]"


def always(test: str, bench: str) -> tuple[Simulation, list[tuple[float, str]]]:
    """Run a line on which every test fails; return the way of the part."""
    simulation, log = simulated(ALWAYS.replace("TEST", test).replace("BENCH", bench), 500.0)
    return simulation, [(t, name) for t, _, name in log.steps]


def test_a_part_that_fails_is_scrapped_where_it_was_tested_last() -> None:
    simulation, way = always("", ", passes: 2")
    assert way == [
        *((0.0, "test"), (7.0, "bench"), (17.0, "test"), (24.0, "bench"), (34.0, "test")),
        (41.0, ""),
    ]
    results = simulation.results()
    test, bench = results.equipment["test"], results.equipment["bench"]
    assert (test.completed, test.good, test.scrapped, test.reworked) == (3, 0, 1, 2)
    assert (bench.completed, bench.good, bench.scrapped, bench.reworked) == (2, 2, 0, 1)
    assert (results.parts.scrapped, results.parts.reworked, results.parts.inside) == (1, 0, 0)
    assert (test.first_pass_yield, bench.first_pass_yield, results.first_pass_yield) == (0.0, None, 0.0)
    assert test.oee is not None
    assert (test.oee.quality, test.oee.oee) == (0.0, 0.0)


def test_passes_of_the_test_count_its_failures() -> None:
    _, way = always(", passes: 1", "")
    assert way == [(0.0, "test"), (7.0, "bench"), (17.0, "test"), (24.0, "")]


def test_without_a_limit_it_goes_round() -> None:
    simulation, way = always(", passes: unlimited", "")
    assert len(way) == 2 * 500 // 17 + 1
    assert simulation.results().parts.inside == 1


def test_a_retest_does_the_operation_again_in_place_without_the_exchange() -> None:
    simulation, way = always(", retest: 2, passes: 1", "")
    assert way == [(0.0, "test"), (13.0, "bench"), (23.0, "test"), (36.0, "")]
    assert simulation.results().equipment["test"].completed == 2


def test_a_failure_interrupts_a_retest_which_goes_on() -> None:
    failures = ", failures: [{mtbf: constant 8 s, mttr: constant 5 s}]"
    _, way = always(", retest: 1, passes: 1" + failures, "")
    assert way[:2] == [(0.0, "test"), (15.0, "bench")]


def test_a_machine_before_the_test_knows_parts_that_come_again() -> None:
    text = """
equipment:
  infeed: {kind: source, at: [0, 0], every: 10 s}
  queue: {kind: buffer, at: [3, 0], capacity: unlimited}
  mill: {kind: machine, at: [6, 0], cycle: 2 s}
  test: {kind: machine, at: [9, 0], cycle: 2 s, fail: 30 %, passes: unlimited}
  after: {kind: machine, at: [12, 0], cycle: 1 s}
  out: {kind: sink, at: [15, 0]}
flow: [infeed -> queue -> mill -> test -> after -> out, test.fail -> queue]
"""
    simulation, _ = simulated(text, 5000.0)
    results = simulation.results()
    mill, test, after = (results.equipment[name] for name in ("mill", "test", "after"))
    failed = test.completed - test.good
    assert mill.reworked == pytest.approx(failed, abs=1)
    assert test.reworked == pytest.approx(failed, abs=1)
    assert after.reworked == 0
    assert 0 < results.parts.reworked < failed
    assert results.parts.reworked == results.products["part"].reworked
    assert results.first_pass_yield == test.first_pass_yield


def test_the_report_tells_rework_and_scrap_where_there_are_any() -> None:
    simulation, _ = always("", ", passes: 2")
    text = report(simulation.results(), simulation.layout)
    rows = [line.split() for line in text.splitlines()]
    assert ["Quality", "pieces", "good", "reworked", "scrapped", "first", "pass"] in rows
    assert ["test", "3", "–", "2", "1", "–"] in rows
    assert ["bench", "2", "2", "1", "–", "–"] in rows
    assert "Changeovers" not in text
    plain, _ = simulated(ALWAYS.replace("100 %TEST", "0 %").replace("BENCH", "").split("flow:")[0] + PLAIN, 50.0)
    quiet = report(plain.results(), plain.layout)
    assert "Quality" not in quiet
    assert "First pass" not in quiet


ROUTED = """
products: {p: {}}
routing: {p: [mill, drill, test]}
equipment:
  infeed: {kind: source, at: [0, 0], limit: 1}
  queue: {kind: buffer, at: [3, 0], capacity: unlimited}
  mill: {kind: machine, at: [6, 0], cycle: 2 s}
  again: {kind: buffer, at: [7, 0], capacity: unlimited}
  drill: {kind: machine, at: [8, 0], cycle: 3 s}
  test: {kind: machine, at: [10, 0], cycle: 1 s, fail: 100 %, passes: 1, back_to: GOAL}
  out: {kind: sink, at: [15, 0]}
flow: [infeed -> queue -> mill -> again -> drill -> test -> out, test.fail -> queue | again]
"""


@pytest.mark.parametrize(("goal", "again"), [("mill", ["mill", "drill"]), ("drill", ["drill"])])
def test_rework_goes_back_to_the_operation_that_is_named(goal: str, again: list[str]) -> None:
    _, log = simulated(ROUTED.replace("GOAL", goal), 100.0)
    stations = [name for _, _, name in log.steps if name not in ("queue", "again")]
    assert stations == ["mill", "drill", "test", *again, "test", ""]


# textbooks


def runs(text: str, hours: float, warm_up: float) -> list[Results]:
    layout = loads(f"linewright: 1\n{text}")
    return [simulate(layout, hours * 3600, warm_up=warm_up * 3600, seed=seed) for seed in range(RUNS)]


def busy(results: Sequence[Results], name: str) -> list[float]:
    states = [result.equipment[name].states for result in results]
    return [state.elapsed[State.WORKING] for state in states if state]


def test_case_q14_parts_that_fail_join_the_queue_again() -> None:
    """Jackson's network with feedback: 0.75 busy, 3 in the system, 5 min, 1.25 passes a part."""
    results = runs(
        """
equipment:
  infeed: {kind: source, at: [0, 0], every: exponential 100 s, if_full: queue}
  queue: {kind: buffer, at: [3, 0], capacity: unlimited}
  server: {kind: machine, at: [6, 0], cycle: exponential 60 s, fail: 20 %, passes: unlimited}
  out: {kind: sink, at: [9, 0]}
flow: [infeed -> queue -> server -> out, server.fail -> queue]
""",
        250,
        10,
    )
    assert_mean(busy(results, "server"), 0.75, 0.05)
    assert_mean([result.wip_mean for result in results], 3.0, 0.25)
    assert_mean([result.lead_time.mean / 60 for result in results if result.lead_time.mean], 5.0, 0.25)
    figures = [result.equipment["server"] for result in results]
    assert_mean([item.completed / item.good for item in figures], 1.25, 0.03)


def test_case_d14_yields_multiply() -> None:
    scraps = dict(enumerate((2, 5, 1, 3), 1))
    stations = "\n".join(
        f"  s{number}: {{kind: machine, at: [{4 * number}, 0], cycle: 10 s, scrap: {scrap} %}}"
        for number, scrap in scraps.items()
    )
    results = runs(
        f"""
equipment:
  infeed: {{kind: source, at: [0, 0], every: 36 s}}
{stations}
  out: {{kind: sink, at: [20, 0]}}
flow: [infeed -> s1 -> s2 -> s3 -> s4 -> out]
""",
        60,
        1,
    )
    assert_mean([3600 * result.throughput for result in results], 89.40393, 0.02)
    assert_mean([result.equipment["s3"].completed / 60 for result in results], 93.1, 0.02)
    assert_mean([result.first_pass_yield or 0.0 for result in results], 0.8940393, 0.02)


def test_case_k01_what_rework_saves() -> None:
    """91 % shipped, 0.3033 a minute; 9 % to rework, of which 80 % are salvaged: 0.024 and 0.006, 1.35 workers busy."""
    results = runs(
        """
products: {a: {}, b: {}}
equipment:
  ones: {kind: source, at: [0, 0], product: a, every: exponential 5 min, if_full: queue}
  others: {kind: source, at: [0, 5], product: b, every: exponential 30 min, batch: 4, if_full: queue}
  queue_a: {kind: buffer, at: [3, 0], capacity: unlimited}
  queue_b: {kind: buffer, at: [3, 5], capacity: unlimited}
  prep_a: {kind: machine, at: [6, 0], cycle: triangular 1 4 8 min}
  prep_b: {kind: machine, at: [6, 5], cycle: triangular 3 5 10 min}
  queue: {kind: buffer, at: [9, 0], capacity: unlimited}
  sealer:
    {kind: machine, at: [12, 0], cycle: {a: triangular 1 3 4 min, b: weibull scale=2.5 min shape=5.3}, fail: 9 %}
  waiting: {kind: buffer, at: [12, 5], capacity: unlimited}
  rework: {kind: machine, at: [15, 5], nests: 2, cycle: exponential 45 min, scrap: 20 %}
  out: {kind: sink, at: [18, 0]}
flow:
  - ones -> queue_a -> prep_a -> queue -> sealer -> out
  - others -> queue_b -> prep_b -> queue
  - sealer.fail -> waiting -> rework -> out
""",
        800,
        50,
    )
    minutes = 800 * 60
    assert_mean([60 * result.throughput for result in results], 0.3033333333 + 0.024, 0.05)
    rework = [result.equipment["rework"] for result in results]
    assert_mean([item.good / minutes for item in rework], 0.024, 0.12)
    assert_mean([item.scrapped / minutes for item in rework], 0.006, 0.25)
    assert_mean([2 * share for share in busy(results, "rework")], 1.35, 0.12)
    assert_mean(busy(results, "prep_a"), 0.8666666667, 0.05)
    assert_mean(busy(results, "sealer"), 0.8404177317, 0.05)
