"""The static capacity is what the simulation finds where chance, blocking and starving play no part."""

import pytest

from layouts import loads
from layouts.capacity import Capacity, capacity_of
from replay.states import State
from sim import Results, simulate

LINES = {
    "manual time, cycle and exchange, two nests": """
  a: {kind: source, at: [0, 0], every: 20 s}
  op: {kind: machine, at: [2, 0], manual: 6 s, cycle: 21 s, exchange: 3 s, nests: 2}
  out: {kind: sink, at: [4, 0]}
flow: [a -> op -> out]
""",
    "parts built in, two of one and one of another": """
  a: {kind: source, at: [0, 0], every: 20 s}
  r: {kind: source, at: [0, 4], product: rotor}
  turn: {kind: machine, at: [2, 4], cycle: 7 s}
  op: {kind: assembly, at: [2, 0], manual: 6 s, cycle: 5 s, uses: {rotor: 2, bolt: 1}, takes: together}
  out: {kind: sink, at: [4, 0]}
flow: [a -> op -> out, r -> turn -> op.rotor]
""",
    "parts in parts": """
  a: {kind: source, at: [0, 0], every: 60 s}
  r: {kind: source, at: [0, 4], product: rotor}
  b: {kind: source, at: [0, 8], product: bolt}
  cut: {kind: machine, at: [2, 8], cycle: 3 s}
  sub: {kind: assembly, at: [2, 4], cycle: 7 s, uses: {bolt: 3}}
  op: {kind: assembly, at: [2, 0], cycle: 5 s, uses: {rotor: 2}}
  out: {kind: sink, at: [4, 0]}
flow: [a -> op -> out, r -> sub -> op.rotor, b -> cut -> sub.bolt]
""",
    "taken apart, the crate goes on": """
  a: {kind: source, at: [0, 0], every: 60 s}
  op: {kind: disassembly, at: [2, 0], cycle: 5 s, makes: {bolt: 4, rotor: 1}, keeps: true}
  turn: {kind: machine, at: [4, 0], cycle: 12 s}
  cut: {kind: machine, at: [4, 4], cycle: 9 s}
  wash: {kind: machine, at: [4, -4], cycle: 7 s}
  out: {kind: sink, at: [6, 0]}
flow: [op -> wash -> out, op.bolt -> turn -> out, op.rotor -> cut -> out, a -> op]
""",
    "oven, rotary machine and packer, containers behind it": """
  a: {kind: source, at: [0, 0], every: 20 s}
  oven: {kind: oven, at: [3, 0], batch: 6, cycle: 80 s, exchange: 10 s}
  before: {kind: buffer, at: [2, 0], capacity: 20}
  behind: {kind: buffer, at: [4, 0], capacity: 20}
  spin: {kind: rotary, at: [6, 0], rate: 240/h, transit: 30 s}
  pack: {kind: packer, at: [9, 0], pack: 4 per box, exchange: 2 s, cycle: 8 s}
  belt: {kind: conveyor, speed: 0.1 m/s, gap: 100 mm}
  tie: {kind: machine, at: [14, 0], cycle: 30 s}
  out: {kind: sink, at: [16, 0]}
flow: [a -> before -> oven -> behind -> spin -> pack -> belt -> tie -> out]
""",
    "changeovers in the order of a schedule": """
  a:
    kind: source
    at: [0, 0]
    schedule: [{at: 0 s, parts: 6, product: A}, {at: 100 s, parts: 4, product: B}]
    repeats: 200 s
  op: {kind: machine, at: [2, 0], cycle: {A: 7 s, B: 9 s}, changeover: tool}
  out: {kind: sink, at: [4, 0]}
flow: [a -> op -> out]
""",
    "a routing past a station, and a station visited twice": """
  a: {kind: source, at: [0, 0], product: A, every: 60 s}
  b: {kind: source, at: [0, 2], product: B, every: 60 s}
  in: {kind: buffer, at: [1, 0], capacity: 20, order: any}
  op10: {kind: machine, at: [2, 0], cycle: {default: 9 s, hot: 5 s}, rule: first free}
  op20: {kind: machine, at: [4, 0], cycle: 12 s, drive_through: true}
  oven: {kind: machine, at: [4, 4], cycle: 15 s}
  out: {kind: sink, at: [6, 0]}
flow: [a | b -> in -> op10 -> op20 -> out, op10 -> oven -> in]
routing:
  A: [op10, op20]
  B: [op10, oven, op10:hot]
""",
    "retests, rework and scrap": """
  a: {kind: source, at: [0, 0], every: 40 s}
  test: {kind: machine, at: [2, 0], cycle: 12 s, exchange: 2 s, fail: 30 %, scrap: 10 %, retest: 1}
  fix: {kind: workplace, at: [2, 4], manual: 50 s, passes: 2}
  failed: {kind: buffer, at: [3, 4], capacity: unlimited}
  again: {kind: buffer, at: [1, 4], capacity: unlimited}
  next: {kind: machine, at: [4, 0], cycle: 9 s}
  out: {kind: sink, at: [6, 0]}
flow: [a -> again -> test -> next -> out, test.fail -> failed -> fix -> again]
run: {for: 300 h}
""",
    "rework by routing goes back, one test limits it": """
  a: {kind: source, at: [0, 0], product: A, every: 60 s}
  op10: {kind: machine, at: [2, 0], cycle: 12 s}
  test: {kind: machine, at: [4, 0], cycle: 15 s, fail: 25 %, passes: 1}
  fix: {kind: workplace, at: [4, 4], manual: 40 s, back_to: op10}
  failed: {kind: buffer, at: [5, 4], capacity: unlimited}
  again: {kind: buffer, at: [3, 4], capacity: unlimited}
  out: {kind: sink, at: [6, 0]}
flow: [a -> again -> op10 -> test -> out, test.fail -> failed -> fix -> again]
routing: {A: [op10, test]}
run: {for: 300 h}
""",
}

HEAD = """linewright: 1
parts: {rotor: {}, bolt: {}}
changeovers: {tool: {to: [A, B], A: [0 s, 30 s], B: [20 s, 0 s]}}
"""


def _layout(name: str) -> str:
    text = LINES[name]
    products = "products: {A: {}, B: {}}\n" if "product: A" in text else "products: {A: {}}\n"
    changeovers = HEAD if "B" in products else HEAD.partition("changeovers")[0]
    run = "" if "\nrun:" in text else "run: {for: 100 h, warm_up: 1 h}\n"
    return changeovers + products + "equipment:" + text + run


def _both(name: str) -> tuple[Capacity, Results]:
    layout = loads(_layout(name))
    return capacity_of(layout), simulate(layout)


@pytest.mark.parametrize("name", LINES)
def test_loads_are_the_simulated_utilisation(name: str) -> None:
    found, results = _both(name)
    assert found.takt is not None
    for station in found.stations:
        states = results.equipment[station.equipment].states
        assert states is not None
        busy = states.elapsed[State.WORKING] + states.elapsed[State.CHANGEOVER]
        if station.equipment == "spin":  # it works as long as anything is in it
            busy = results.equipment["spin"].completed * station.cycle / results.time
        assert station.load == pytest.approx(busy, rel=_tolerance(name, station.visits)), station.equipment


def _tolerance(name: str, visits: float) -> float:
    """1 %; where parts fail by chance four standard deviations of how many (a false alarm in 16,000)."""
    return 4 / (visits * 3600 * 300 / 60) ** 0.5 if "fail:" in LINES[name] else 0.01
