"""Stores: a stock from the beginning, which counts as come in and goes to whoever asks for it."""

from sim import Checkpoint, Simulation
from tests.sim.logbook import simulated

TEXT = """
products: {door: {}, lid: {}}
equipment:
  infeed: {kind: source, at: [0, 0], product: door, every: 2 s, first: 1 s, limit: 3}
  store: {kind: store, at: [5, 0], capacity: 6, initially: {lid: 2, door: 1}, rule: by product door / lid, TIMES}
  doors: {kind: machine, at: [10, 0], cycle: 5 s}
  lids: {kind: machine, at: [10, 5], cycle: 3 s}
  out: {kind: sink, at: [15, 0]}
flow: [infeed -> store -> doors | lids -> out]
"""


def test_the_stock_is_there_at_the_beginning_and_gives_each_what_it_asks_for() -> None:
    simulation, log = simulated(TEXT.replace(", TIMES", ""), 40.0)
    assert log.entries("store") == [(0.0, 1), (0.0, 2), (0.0, 3), (1.0, 4), (3.0, 5), (5.0, 6)]
    assert log.entries("lids") == [(0.0, 1), (3.0, 2)]
    assert log.entries("doors") == [(0.0, 3), (5.0, 4), (10.0, 5), (15.0, 6)]
    results = simulation.results()
    assert (results.parts.came_in, results.parts.out, results.parts.inside) == (6, 6, 0)
    assert (results.products["lid"].came_in, results.products["door"].came_in) == (2, 4)


def test_the_stock_has_lain_there_for_long_enough() -> None:
    _, log = simulated(TEXT.replace("TIMES", "dwell: 4 s"), 40.0)
    assert log.entries("lids") == [(0.0, 1), (3.0, 2)]
    assert log.entries("doors") == [(0.0, 3), (5.0, 4), (10.0, 5), (15.0, 6)]


def test_a_full_store_takes_nothing() -> None:
    text = TEXT.replace(", TIMES", "").replace("{lid: 2, door: 1}", "{door: 6}").replace("first: 1 s", "first: 0 s")
    _, log = simulated(text, 40.0)
    assert log.entries("store")[6:] == [(0.0, 7), (5.0, 8), (10.0, 9)]


def test_a_fork_does_not_fill_it_again() -> None:
    simulation, _ = simulated(TEXT.replace(", TIMES", ""), 4.0)
    fork = Simulation(simulation.layout).restore(Checkpoint.from_json(simulation.checkpoint().to_json()))
    for run in (simulation, fork):
        run.run(40.0)
    assert fork.checkpoint() == simulation.checkpoint()
    assert fork.results().parts.came_in == 6
