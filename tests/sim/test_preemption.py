"""Urgent parts interrupt others, which go on afterwards: event by event, and against the formulas of queues."""

import math
import statistics

import pytest
from scipy import stats

from layouts import loads, problems
from layouts.reading import read_text
from sim import Simulation
from sim.paranoid import Inspector
from tests.sim.forked import assert_forks_end_alike
from tests.sim.logbook import simulated

WARD = """
products: {{usual: {{priority: 3}}, urgent: {{priority: 2}}, now: {{priority: 1}}}}
equipment:
  a: {{kind: source, at: [0, 0], product: usual, {usual}}}
  b: {{kind: source, at: [0, 3], product: urgent, {urgent}}}
  c: {{kind: source, at: [0, 6], product: now, {now}}}
  queue: {{kind: buffer, at: [2, 0], capacity: unlimited, order: priority}}
  desk: {{kind: machine, at: [4, 0], cycle: {cycle}, preempts: {preempts}{fields}}}
  out: {{kind: sink, at: [6, 0]}}
flow: [a | b | c -> queue -> desk -> out]
"""


def ward(usual: str, urgent: str, now: str, cycle: str, preempts: str = "true", fields: str = "") -> str:
    return WARD.format(usual=usual, urgent=urgent, now=now, cycle=cycle, preempts=preempts, fields=fields)


ONE_EACH = ward(
    "schedule: [{at: 0 s, parts: 2}]",
    "schedule: [{at: 4 s, parts: 2}]",
    "schedule: [{at: 7 s}]",
    "{usual: 10 s, urgent: 6 s, now: 2 s}",
)


def test_the_interrupted_goes_on_where_it_was() -> None:
    """Usual 0-4, urgent 4-7, now 7-9, urgent 9-12, the second urgent 12-18, usual 18-24, the second usual 24-34."""
    simulation, log = simulated(ONE_EACH, 40.0)
    out = [(t, item) for t, item, name in log.steps if name == ""]
    assert out == [(9.0, 5), (12.0, 3), (18.0, 4), (24.0, 1), (34.0, 2)]
    desk = simulation.results().equipment["desk"]
    assert desk.completed == 5
    assert desk.states is not None
    assert sum(desk.states.elapsed.values()) == pytest.approx(1.0, abs=1e-12)


def test_without_preemption_urgent_ones_wait_for_the_one_in_work() -> None:
    _, log = simulated(ONE_EACH.replace("preempts: true", "preempts: false"), 40.0)
    out = [(t, item) for t, item, name in log.steps if name == ""]
    assert out == [(10.0, 1), (12.0, 5), (18.0, 3), (24.0, 4), (34.0, 2)]


def test_of_several_nests_the_least_urgent_work_is_interrupted() -> None:
    """At 4 s a part takes the place of the first, at 5 s one that of the second, and not of what is more urgent."""
    text = ward(
        "schedule: [{at: 0 s, parts: 2}]",
        "schedule: [{at: 4 s}]",
        "schedule: [{at: 5 s}]",
        "{usual: 10 s, urgent: 6 s, now: 20 s}",
        fields=", nests: 2",
    )
    _, log = simulated(text, 60.0)
    out = [(t, item) for t, item, name in log.steps if name == ""]
    assert out == [(10.0, 3), (16.0, 1), (25.0, 4), (30.0, 2)]


@pytest.mark.parametrize(
    ("preempts", "urgent", "usual"),
    [("true", 1 / 0.7, 1 / (0.7 * 0.4)), ("false", 1 + 0.6 / 0.7, 1 + 0.6 / (0.7 * 0.4))],
)
def test_two_classes_of_poisson_arrivals(preempts: str, urgent: float, usual: float) -> None:
    """M/M/1, mean service 1, 0.3 arrivals of each class: preemptive resume, and head of the line (Cobham, 1954).

    Student's t, 12 runs: the four figures are all together wrong by chance once in 10,000 times.
    """
    every = "every: exponential 3.333333333 s"
    layout = loads(f"linewright: 1\n{ward(every, every, 'every: 1 s, limit: 0', 'exponential 1 s', preempts)}")
    found = []
    for seed in range(12):
        simulation = Simulation(layout, seed)
        simulation.run(200.0)
        simulation.end_warm_up()
        simulation.run(3200.0)
        products = simulation.results().products
        found.append([products[name].lead_time.mean or 0.0 for name in ("urgent", "usual")])
    for column, exact in zip(zip(*found, strict=True), (urgent, usual), strict=True):
        width = float(stats.t.ppf(1 - 1.25e-5, 11)) * statistics.stdev(column) / math.sqrt(12)
        assert width < 0.4 * exact
        assert statistics.fmean(column) == pytest.approx(exact, abs=width)


@pytest.mark.parametrize("fields", ["", ", nests: 2", ", failures: [{mtbf: 20 s, mttr: 4 s}]"])
def test_forks_end_alike_and_invariants_hold(fields: str) -> None:
    text = ward("every: 7 s", "every: exponential 9 s", "every: exponential 20 s", "exponential 4 s", fields=fields)
    assert_forks_end_alike(text, [0.0, 8.0, 31.0, 52.0], 150.0)
    simulation = Simulation(loads(f"linewright: 1\n{text}"))
    inspector = Inspector(simulation.line)
    while simulation.now < 100.0 and simulation.step():
        inspector.look()


def test_what_cannot_be_interrupted_is_a_problem() -> None:
    text = ward("every: 9 s", "every: 9 s", "every: 9 s", "4 s", fields=", changeover: 3 s")
    layout = read_text(f"linewright: 1\n{text}", None).layout
    assert layout is not None
    said = "\n".join(problem.message for problem in problems(layout))
    assert "equipment.desk.preempts: found preempts beside `changeover`, expected a station without" in said
