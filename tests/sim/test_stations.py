"""Stations event by event: manual times, visits, looks, bulk parts, parts that pass through, taking apart."""

import pytest

from layouts import loads
from replay.states import State
from sim import Simulation
from sim.behaviours.machine import MachineBehaviour
from sim.behaviours.station import StationBehaviour
from sim.recording import header_of
from tests.sim.logbook import simulated

WORKPLACE = """
equipment:
  infeed: {kind: source, at: [0, 0], every: 10 s, first: 0 s, limit: 2}
  bench: {kind: workplace, at: [5, 0], manual: 3 s, cycle: 2 s, exchange: 1 s}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> bench -> out]
"""


def test_a_station_is_busy_for_exchange_manual_time_and_cycle() -> None:
    simulation, log = simulated(WORKPLACE, 20.0)
    assert log.exits("bench") == [(6.0, 1), (16.0, 2)]
    assert log.states("bench") == [
        (0.0, State.WORKING),
        (6.0, State.STARVED),
        (10.0, State.WORKING),
        (16.0, State.STARVED),
    ]
    oee = simulation.results().equipment["bench"].oee
    assert oee is not None
    assert oee.effectiveness == pytest.approx(5 / 6)  # the exchange is not planned run time


def test_manual_time_and_cycle_have_streams_of_their_own() -> None:
    simulation, _ = simulated(WORKPLACE.replace("3 s", "uniform 2 4 s").replace("2 s,", "uniform 1 3 s,"), 20.0)
    assert simulation.line.components["bench"].stream_positions() == {"manual:part": 2, "cycle:part": 2}


@pytest.mark.parametrize(
    "extra",
    ["manual: 1 s", "scrap: 1 %", "changeover: 5 s", "look: painted", "drive_through: true", "uses: {rotor: 1}"],
)
def test_a_machine_that_does_more_is_no_plain_one(extra: str) -> None:
    text = """
linewright: 1
products: {part: {looks: {painted: {color: red}}}}
parts: {rotor: {}}
equipment:
  infeed: {kind: source, at: [0, 0], product: part, limit: 3}
  press: {kind: machine, at: [5, 0], cycle: 4 s, EXTRA}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> press -> out]
"""
    components = [
        Simulation(loads(text.replace("EXTRA", written))).line.components["press"] for written in (extra, "nests: 2")
    ]
    assert [type(component) for component in components] == [StationBehaviour, MachineBehaviour]


def test_a_second_visit_has_a_time_and_a_stream_of_its_own() -> None:
    text = """
products: {p: {}}
routing: {p: [fct, oven, "fct:hot"]}
equipment:
  infeed: {kind: source, at: [0, 0], limit: 1}
  queue: {kind: buffer, at: [3, 0], capacity: 5}
  fct: {kind: machine, at: [5, 0], cycle: {default: 4 s, hot: 2.5 s}}
  oven: {kind: machine, at: [5, 5], cycle: 10 s}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> queue -> fct -> oven | out, oven -> queue]
"""
    simulation, log = simulated(text, 50.0)
    assert log.steps == [(0.0, 1, "fct"), (4.0, 1, "oven"), (14.0, 1, "fct"), (16.5, 1, "")]
    fct = simulation.line.components["fct"]
    assert fct.figures()["by_product"] == {"p": 1, "p:hot": 1}
    oee = simulation.results().equipment["fct"].oee
    assert oee is not None
    assert oee.effectiveness == pytest.approx(1.0)


PAINTED = """
products: {p: {size: 300 x 100 x 100 mm, looks: {painted: {size: 500 x 100 x 100 mm, color: red}}}, q: {}}
equipment:
  infeed: {kind: source, at: [0, 0], product: p, limit: 1}
  others: {kind: source, at: [0, 5], product: q, limit: 1}
  booth: {kind: machine, at: [5, 0], cycle: 4 s, look: painted}
  belt: {kind: conveyor, path: [[6, 0], [8, 0]], speed: 1 m/s}
  out: {kind: sink, at: [10, 0]}
flow: [infeed | others -> booth -> belt -> out]
"""


def test_an_operation_may_change_look_and_length() -> None:
    simulation, log = simulated(PAINTED, 4.5)
    assert [(look.product, look.size.length, look.color) for look in header_of(simulation.layout).looks] == [
        ("p", 0.3, None),
        ("p", 0.5, "red"),
        ("q", 0.3, None),
    ]
    assert log.looks(1) == [(0.0, 0), (4.0, 1), (4.0, 1)]
    (part,) = simulation.line.components["belt"].items()
    assert (part.look, part.length) == (1, 0.5)


def test_a_product_without_that_look_stays_as_it_was() -> None:
    _, log = simulated(PAINTED, 20.0)
    assert {look for _, look in log.looks(2)} == {2}


def test_bulk_parts_count_as_their_pieces() -> None:
    text = """
products: {crate: {of: 20}, single: {}}
equipment:
  crates: {kind: source, at: [0, 0], product: crate, every: 10 s, first: 0 s}
  singles: {kind: source, at: [0, 5], product: single, every: 10 s, first: 5 s}
  press: {kind: machine, at: [5, 0], cycle: 4 s}
  out: {kind: sink, at: [10, 0]}
flow: [crates | singles -> press -> out]
"""
    simulation, _ = simulated(text, 100.0)
    results = simulation.results()
    assert (results.parts.came_in, results.parts.out, results.parts.inside) == (210, 210, 0)
    assert results.throughput == pytest.approx(210 / 100)
    assert results.equipment["press"].completed == 210
    assert results.wip_mean == pytest.approx((10 * 4 * 20 + 10 * 4) / 100)
    assert results.wip_max == 20
    assert results.products["crate"].good == 200
    oee = results.equipment["press"].oee
    assert oee is not None
    assert oee.oee == pytest.approx(20 * 4 / 100)  # cycle times are those of the crate


PASSING = """
products: {a: {}, b: {}}
routing: {a: [cut, drill], b: [drill]}
equipment:
  ones: {kind: source, at: [0, 0], product: a, limit: 1}
  others: {kind: source, at: [0, 5], product: b, every: 1 s, limit: 1}
  belt: {kind: conveyor, path: [[0, 0], [2, 0]], speed: 0.5 m/s}
  cut: {kind: machine, at: [5, 0], cycle: 10 s, exchange: 3 s, drive_through: true, size: 1.5 x 1 x 2 m}
  drill: {kind: machine, at: [8, 0], cycle: 4 s}
  out: {kind: sink, at: [10, 0]}
flow: [ones | others -> belt -> cut -> drill -> out]
"""


def test_a_part_passes_through_in_belt_time_and_counts_nowhere() -> None:
    simulation, log = simulated(PASSING, 100.0)
    assert log.entries("cut") == [(4.0, 1), (17.0, 2)]
    assert log.entries("drill") == [(17.0, 1), (21.0, 2)]  # 1.5 m at 0.5 m/s, and a wait for the first
    assert log.states("cut") == [
        (0.0, State.STARVED),
        (4.0, State.WORKING),
        (17.0, State.STARVED),
        (20.0, State.BLOCKED),
        (21.0, State.STARVED),
    ]
    assert simulation.results().equipment["cut"].completed == 1


def test_what_a_part_is_taken_apart_into_leaves_by_ports_of_its_own() -> None:
    text = """
products: {crate: {}}
parts: {lid: {}, bottle: {}}
equipment:
  infeed: {kind: source, at: [0, 0], product: crate, limit: 2}
  unpack: {kind: disassembly, at: [5, 0], cycle: 2 s, makes: {bottle: 2, lid: 1}KEEPS}
  washer: {kind: machine, at: [8, 0], cycle: 3 s}
  bottles: {kind: sink, at: [10, 0]}
  lids: {kind: sink, at: [10, 5]}
  crates: {kind: sink, at: [10, 9]}
flow: [infeed -> unpack, unpack.bottle -> washer -> bottles, unpack.lid -> lidsMORE]
"""
    used, log = simulated(text.replace("KEEPS", "").replace("MORE", "").replace("  crates: {", "  #"), 30.0)
    assert log.states("unpack") == [
        (0.0, State.WORKING),
        (2.0, State.BLOCKED),
        (5.0, State.WORKING),
        (7.0, State.BLOCKED),
        (11.0, State.STARVED),
    ]
    assert log.entries("washer") == [(2.0, 3), (5.0, 4), (8.0, 6), (11.0, 7)]
    parts = used.results().parts
    assert (parts.came_in, parts.made, parts.out, parts.used, parts.inside) == (2, 6, 6, 2, 0)
    kept, _ = simulated(text.replace("KEEPS", ", keeps: true").replace("MORE", ", unpack -> crates"), 30.0)
    parts = kept.results().parts
    assert (parts.came_in, parts.made, parts.out, parts.used, parts.inside) == (2, 6, 8, 0, 0)


def test_states_of_nests_are_averaged() -> None:
    text = """
products: {a: {}, b: {}}
equipment:
  ones: {kind: source, at: [0, 0], product: a, every: 10 s, first: 0 s, limit: 1}
  others: {kind: source, at: [0, 5], product: b, every: 10 s, first: 5 s, limit: 1}
  test: {kind: workplace, at: [5, 0], manual: 5 s, nests: 2}
  out: {kind: sink, at: [10, 0]}
flow: [ones | others -> test -> out]
"""
    simulation, log = simulated(text, 20.0)
    states = simulation.results().equipment["test"].states
    assert states is not None
    assert states.elapsed[State.WORKING] == pytest.approx(10 / 40)
    assert log.states("test") == [(0.0, State.WORKING), (10.0, State.STARVED)]
