"""Textbook queues by confidence interval, and conservation on random lines.

Seeds are fixed, so that a test that passes passes always; a change of the streams throws the dice once more, and then
each interval fails by chance less than once in 10,000 times.
"""

import math
import statistics
from collections.abc import Sequence

import pytest
from scipy import stats

from layouts import loads
from replay.states import State
from sim import Results, Simulation, simulate
from sim.behaviours.source import SourceBehaviour
from tests.sim.random_lines import line, line_text

RUNS = 10


def assert_mean(values: Sequence[float], expected: float, within: float) -> None:
    """Check that the mean of independent runs is as expected, by Student's t; the interval must be `within` of it."""
    width = float(stats.t.ppf(1 - 0.5e-4, len(values) - 1)) * statistics.stdev(values) / math.sqrt(len(values))
    assert width < within * expected
    assert statistics.mean(values) == pytest.approx(expected, abs=width)


def queue(every: str, cycle: str, capacity: str, nests: int = 1, if_full: str = "queue") -> list[Results]:
    layout = loads(
        f"""
linewright: 1
equipment:
  infeed: {{kind: source, at: [0, 0], every: {every}, if_full: {if_full}}}
  store: {{kind: buffer, at: [3, 0], capacity: {capacity}}}
  server: {{kind: machine, at: [6, 0], cycle: {cycle}, nests: {nests}}}
  out: {{kind: sink, at: [9, 0]}}
flow: [infeed -> store -> server -> out]
"""
    )
    return [simulate(layout, 15_000 * 60, warm_up=500 * 60, seed=seed) for seed in range(RUNS)]


def lead_times(results: Sequence[Results]) -> list[float]:
    return [result.lead_time.mean / 60 for result in results if result.lead_time.mean is not None]


def test_case_q01_one_server() -> None:
    """M/M/1 at 0.8: 4 in the system, 5 min."""
    results = queue("exponential 75 s", "exponential 60 s", "unlimited")
    assert_mean([result.wip_mean for result in results], 4.0, 0.25)
    assert_mean(lead_times(results), 5.0, 0.25)


def test_case_q02_two_servers() -> None:
    """M/M/2, 2 and 3 an hour (here: 60 and 90): 0.75 in the system, a third of the servers' time."""
    results = queue("exponential 60 s", "exponential 40 s", "unlimited", nests=2)
    assert_mean([result.wip_mean for result in results], 0.75, 0.05)
    busy = [
        states.elapsed[State.WORKING] for result in results if (states := result.equipment["server"].states) is not None
    ]
    assert_mean(busy, 1 / 3, 0.05)


def test_case_q04_constant_service() -> None:
    """M/D/1 at 0.9: 4.5 min in the queue (Pollaczek, Khinchine)."""
    assert_mean(lead_times(queue("exponential 66.66666666666667 s", "60 s", "unlimited")), 5.5, 0.25)


def test_case_q08_loss() -> None:
    """M/M/1/5 at 0.9: 12.602255 % lost, 2.194782301 in the system."""
    results = queue("exponential 66.66666666666667 s", "exponential 60 s", "4", if_full="lose")
    losses = [result.parts.lost / (result.parts.lost + result.parts.came_in) for result in results]
    assert_mean(losses, 0.12602255, 0.1)
    assert_mean([result.wip_mean for result in results], 2.194782301, 0.06)


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost_and_no_time(seed: int) -> None:
    simulation = Simulation(line(seed))
    for until in (17.3, 120.0, 600.0):
        simulation.run(until)
        assert_conserved(simulation)
        assert_whole(simulation.results())
    simulation.end_warm_up()
    simulation.run(900.0)
    assert_conserved(simulation)
    assert_whole(simulation.results())


def assert_conserved(simulation: Simulation) -> None:
    """In = out + inside + scrapped, and inside are those that are found in the equipment."""
    parts = simulation.results().parts
    assert parts.came_in == parts.out + parts.inside + parts.scrapped
    components = simulation.line.components.values()
    found = [item.number for c in components if not isinstance(c, SourceBehaviour) for item in c.items()]
    assert len(found) == len(set(found)) == parts.inside
    by_product = simulation.results().products.values()
    assert sum(product.came_in for product in by_product) == parts.came_in
    assert sum(product.good for product in by_product) == parts.good
    assert sum(product.scrapped for product in by_product) == parts.scrapped


def assert_whole(results: Results) -> None:
    """The states of each piece of equipment add up to the time, and so do the levels of buffers."""
    for figures in results.equipment.values():
        if figures.states is not None:
            assert sum(figures.states.elapsed.values()) == pytest.approx(1.0, abs=1e-9)
            assert sum(figures.states.planned.values()) == pytest.approx(1.0, abs=1e-9)
            assert min(figures.states.elapsed.values()) >= -1e-12
    for level in results.buffers.values():
        assert -1e-9 <= level.full <= 1 + 1e-9
        assert -1e-9 <= level.empty <= 1 - level.full + 1e-9
        assert -1e-9 <= level.mean <= level.max + 1e-9
    assert results.wip_mean <= results.wip_max + 1e-9


@pytest.mark.parametrize("seed", range(200, 240))
def test_no_line_gets_stuck(seed: int) -> None:
    simulation = Simulation(loads(line_text(seed).replace(", limit: 40", "")))
    simulation.run(600.0)
    before = simulation.results().parts
    simulation.run(1800.0)
    after = simulation.results().parts
    assert after.out > before.out
