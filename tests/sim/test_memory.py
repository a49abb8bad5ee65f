"""Without a trace the memory of a run does not grow with the time that is simulated."""

import gc
import sys
from collections.abc import Iterator
from types import BuiltinFunctionType, FunctionType, ModuleType

import pytest

from layouts import load, loads
from layouts.examples import example
from layouts.model import Layout
from sim import Simulation
from sim.statistics import Histogram

DAY = 86_400.0
APART = (ModuleType, FunctionType, BuiltinFunctionType, type, Layout, Histogram)
"""What belongs to the program or the layout, and not to the run; and histograms, which have 4,800 buckets at most."""


def objects_of(root: object) -> Iterator[object]:
    """Go through everything that can be reached from something, once."""
    seen, ahead = {id(root)}, [root]
    while ahead:
        thing = ahead.pop()
        yield thing
        for other in gc.get_referents(thing):
            if id(other) not in seen and not isinstance(other, APART):
                seen.add(id(other))
                ahead.append(other)


def memory(simulation: Simulation) -> int:
    """Return how many bytes a simulation takes."""
    gc.collect()
    return sum(sys.getsizeof(thing) for thing in objects_of(simulation))


def grown(layout: Layout, first: float, then: float) -> tuple[int, int]:
    """Return the bytes after some time, and by how many they have grown after a longer one."""
    simulation = Simulation(layout)
    simulation.run(first)
    before = memory(simulation)
    simulation.run(then)
    return before, memory(simulation) - before


ALL = """
linewright: 1
products: {p: {size: 300 x 200 x 100 mm}, q: {size: 300 x 200 x 100 mm}}
parts: {bolt: {}}
carriers: {tray: {count: 5, size: 400 x 300 x 50 mm, initially: back}}
failures: {jam: {mtbf: 2 min, mttr: 20 s}, far: {mtbf: 900 h, mttr: 1 h, repair_by: anne}}
equipment:
  infeed: {kind: source, at: [0, 0], product: p, every: exponential 6 s, if_full: lose}
  more: {kind: source, at: [0, 4], product: q, rate: 300/h, arrivals: random, if_full: lose}
  lane: {kind: buffer, at: [3, 0], capacity: 6, order: any}
  load: {kind: workplace, at: [6, 0], manual: triangular 2 3 5 s, uses: {tray: 1, bolt: 2}, failures: [jam]}
  belt: {kind: conveyor, path: [[7, 0], [12, 0]], speed: 0.5 m/s, gap: 50 mm}
  test: {kind: machine, at: [13, 0], cycle: 3 s, fail: 20 %, passes: 2, failures: [jam, far]}
  bench: {kind: workplace, at: [13, 4], manual: 8 s}
  oven: {kind: oven, at: [16, 0], cycle: 9 s, batch: 3, wait: 20 s}
  unload: {kind: machine, at: [19, 0], cycle: 2 s, frees: {tray: 1}}
  back: {kind: buffer, at: [12, 8], capacity: 9}
  box: {kind: packer, at: [22, 0], pack: 6 per box}
  out: {kind: sink, at: [25, 0]}
flow:
  - infeed | more -> lane -> load -> belt -> test -> oven -> unload -> box -> out
  - test.fail -> bench -> belt
  - unload.tray -> back -> load.tray
supply: {load.bolt: {container: 12 per crate, stock: 2, lead_time: 10 s}}
people: {anne: {works: all, repairs: all}, bob: {works: [bench]}}
control: {held: {rule: conwip, cards: 9, from: lane}}
"""


@pytest.mark.parametrize("paranoid", [False, True])
def test_a_line_with_everything_takes_no_more_after_ten_times_the_time(paranoid: bool) -> None:
    """What may differ is how much is inside."""
    simulation = Simulation(loads(ALL), paranoid=paranoid)
    hour = 300.0 if paranoid else 2400.0
    simulation.run(hour)
    before = memory(simulation)
    simulation.run(10 * hour)
    assert simulation.results().parts.out > hour / 2
    assert memory(simulation) < before + 4_000


@pytest.mark.slow
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("name", ["packaging_line", "pump_line"])
def test_a_year_takes_no_more_than_a_month(name: str) -> None:
    """Of what a shift made one number is kept, some 100 bytes; two shifts on 240 days come to 50 kB."""
    before, more = grown(load(example(name)), 30 * DAY, 365 * DAY)
    assert more < 0.02 * before + 100 * 480
