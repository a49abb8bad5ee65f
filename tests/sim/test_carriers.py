"""Carriers by hand: closed loops event by event, as textbooks have them, what is seen of them, where empty ones go."""

import pytest

from layouts import loads
from replay.states import State
from sim import Simulation, simulate
from sim.recording import header_of
from tests.sim.logbook import simulated
from tests.sim.test_queueing import RUNS, assert_mean

LOOP = """
carriers: {pallet: {count: 2, size: 400 x 300 x 100 mm, initially: back}}
products: {pump: {size: 200 x 100 x 150 mm, color: teal, looks: {done: {color: red}}}}
equipment:
  load: {kind: machine, at: [2, 2], cycle: 3 s, uses: {pallet: 1}, look: done}
  belt: {kind: conveyor, path: [[3, 2], [7, 2]], speed: 0.5 m/s, queue_gap: 100 mm}
  unload: {kind: machine, at: [8, 2], cycle: 4 s, frees: {pallet: 1}}
  out: {kind: sink, at: [11, 2]}
  back: {kind: conveyor, path: [[8, 5], [2, 5]], speed: 0.5 m/s, queue_gap: 100 mm}
flow: [load -> belt -> unload -> out, unload.pallet -> back -> load.pallet]
"""


def test_products_begin_where_carriers_are_and_leave_them_where_they_are_freed() -> None:
    """Part 1 and 2 are the pallets, 3 and 4 the first products; 8 s on the belt, 12 s back."""
    simulation, log = simulated(LOOP, 40.0)
    assert list(dict.fromkeys(log.entries("load")))[:4] == [(0.0, 1), (0.0, 3), (3.0, 3), (3.0, 2)]
    assert log.entries("belt") == [(3.0, 3), (6.0, 4), (30.0, 5), (34.0, 6)]
    assert log.entries("unload")[:3] == [(11.0, 3), (15.0, 3), (15.0, 1)]
    assert log.entries("back") == [(0.0, 1), (0.0, 2), (15.0, 1), (19.0, 2)]
    ends = [(0.0, 1), (3.0, 2), (15.0, 3), (19.0, 4), (27.0, 1), (31.0, 2)]
    assert log.entries("") == ends  # a pallet under a product is seen with it
    assert log.states("load")[:4] == [
        (0.0, State.WORKING),
        (6.0, State.STARVED),
        (27.0, State.WORKING),
        (30.0, State.STARVED),
    ]
    parts = simulation.results().parts
    assert (parts.came_in, parts.out, parts.inside, parts.used) == (4, 2, 2, 0)


def test_a_product_on_a_carrier_looks_like_both_and_is_as_long_as_the_carrier() -> None:
    layout = loads(f"linewright: 1\n{LOOP}")
    looks = header_of(layout).looks
    own, done, pallet, borne, borne_done = looks
    assert [look.size.length for look in looks] == [0.2, 0.2, 0.4, 0.4, 0.4]
    assert borne.layers == (pallet, own)
    assert borne_done.layers == (pallet, done)
    assert borne.size.height == pytest.approx(0.25)
    _, log = simulated(LOOP, 30.0)
    assert log.looks(3) == [(0.0, 0), (0.0, 3), (3.0, 4), (3.0, 4), (11.0, 4), (15.0, 1)]
    assert {look for _, look in log.looks(1)} == {2}


def test_the_queue_at_the_beginning_stands_ready_at_the_end() -> None:
    layout = loads(f"linewright: 1\n{LOOP}".replace("count: 2", "count: 9"))
    simulation = Simulation(layout)
    simulation.run(1e-6)
    belt = simulation.line.components["back"]
    assert belt.load() == 8  # one is at the station at once
    simulation.run(2.999)
    assert belt.load() == 8


def test_those_that_find_no_room_come_in_when_there_is_some() -> None:
    """Twelve stand on the belt and one is at the station at once; the last comes when that takes another."""
    text = LOOP.replace("count: 2", "count: 14").replace("cycle: 3 s", "cycle: 30 s")
    simulation, log = simulated(text, 70.0)
    assert log.entries("back") == [*((0.0, number) for number in range(1, 14)), (30.0, 14), (60.0, 1)]
    assert not simulation.line.carriers.outside["pallet"]


SCRAP = """
carriers: {pallet: {count: 1, initially: back}}
equipment:
  load: {kind: machine, at: [2, 2], cycle: 3 s, uses: {pallet: 1}}
  press: {kind: machine, at: [5, 2], cycle: 5 s, scrap: 100 %}
  belt: {kind: conveyor, path: [[6, 2], [7, 2]], speed: 0.5 m/s}
  paint: {kind: machine, at: [8, 2], size: 2 x 1 x 1 m, cycle: 6 s}
  unload: {kind: machine, at: [11, 2], cycle: 4 s, frees: {pallet: 1}}
  out: {kind: sink, at: [14, 2]}
  back: {kind: buffer, at: [8, 5], capacity: 1}
flow: [load -> press -> belt -> paint -> unload -> out, unload.pallet -> back -> load.pallet]
"""


def test_the_carrier_of_a_scrapped_product_passes_all_stations_up_to_where_it_is_freed() -> None:
    """It passes paint at the speed of the belt in front (4 s), and unload in no time."""
    simulation, log = simulated(SCRAP, 29.0)
    assert log.entries("belt") == [(8.0, 1), (22.0, 1)]
    assert log.entries("paint") == [(10.0, 1), (24.0, 1)]
    assert log.entries("unload") == [(14.0, 1), (28.0, 1)]
    assert list(dict.fromkeys(log.entries("load")))[:4] == [(0.0, 1), (0.0, 2), (14.0, 1), (14.0, 3)]
    results = simulation.results()
    assert (results.equipment["paint"].completed, results.equipment["unload"].completed) == (0, 0)
    assert results.equipment["press"].scrapped == results.parts.scrapped == 2
    assert results.parts.inside == 1


def test_carriers_count_in_no_figure_of_parts() -> None:
    simulation, _ = simulated(LOOP, 40.0)
    results = simulation.results()
    assert set(results.products) == {"pump"}
    assert results.wip_max == 2
    (figures,) = results.carriers.values()
    assert figures.count == 2
    assert figures.mean_bearing == pytest.approx((15 + 16 + 13 + 9) / 40)
    assert results.to_json_object()["carriers"] == {"pallet": vars(figures)}


BRANCH = """
carriers: {pallet: {count: 4, initially: back}}
equipment:
  left: {kind: machine, at: [2, 2], cycle: 3 s, uses: {pallet: 1}}
  right: {kind: machine, at: [2, 5], cycle: 3 s, uses: {pallet: 1}}
  unload: {kind: machine, at: [11, 2], cycle: 1 s, frees: {pallet: 1}}
  out: {kind: sink, at: [14, 2]}
  back: {kind: buffer, at: [8, 5], capacity: 9, rule: round robin}
  more: {kind: buffer, at: [8, 8], capacity: 9}
flow: [left | right -> unload -> out, unload.pallet -> back -> left.pallet | more, more -> right.pallet]
"""


def test_empty_ones_take_every_way_on_which_somebody_takes_them() -> None:
    simulation, _ = simulated(BRANCH, 600.0)
    done = simulation.results().equipment
    assert done["left"].completed == pytest.approx(done["right"].completed, abs=2)


PENNIES = {1: 0.125, 3: 0.375, 4: 0.5, 6: 0.5}
"""Pennies in the loop, and throughput per unit of time (Hopp & Spearman, Factory Physics ch. 7; case C03)."""
FAB = """
carriers: {{card: {{count: {cards}, initially: cards}}}}
equipment:
  cards: {{kind: buffer, at: [0, 5], capacity: unlimited}}
  m1: {{kind: machine, at: [2, 0], {cycle}, uses: {{card: 1}}}}
  b2: {{kind: buffer, at: [4, 0], capacity: unlimited}}
  m2: {{kind: machine, at: [6, 0], {cycle}}}
  b3: {{kind: buffer, at: [8, 0], capacity: unlimited}}
  m3: {{kind: machine, at: [10, 0], {cycle}}}
  b4: {{kind: buffer, at: [12, 0], capacity: unlimited}}
  m4: {{kind: machine, at: [14, 0], {cycle}, frees: {{card: 1}}}}
  out: {{kind: sink, at: [16, 0]}}
flow: [m1 -> b2 -> m2 -> b3 -> m3 -> b4 -> m4 -> out, m4.card -> cards -> m1.card]
"""


@pytest.mark.parametrize("pennies", PENNIES)
def test_penny_fab_one_with_cards(pennies: int) -> None:
    """Over whole rounds after the transient the throughput is exact."""
    layout = loads("linewright: 1\n" + FAB.format(cards=pennies, cycle="cycle: 2 min"))
    results = simulate(layout, duration=60 * 8_000.0, warm_up=60 * 81.0)
    assert results.throughput * 60 == pytest.approx(PENNIES[pennies], abs=1e-9)
    assert results.wip_mean == pytest.approx(results.carriers["card"].mean_bearing, abs=1e-9)
    assert results.lead_time.mean == pytest.approx(60 * 8)  # a product begins when its penny is taken


def test_a_conwip_line_of_exponential_stations_is_the_practical_worst_case() -> None:
    """w / (W0 + w - 1) r_b with w = 8 cards, W0 = 4 stations, r_b = 1 / (2 min) (case C01); all cards are in work."""
    layout = loads("linewright: 1\n" + FAB.format(cards=8, cycle="cycle: exponential 2 min"))
    runs = [simulate(layout, duration=60 * 5_000.0, warm_up=60 * 500.0, seed=seed) for seed in range(RUNS)]
    assert_mean([run.throughput * 60 for run in runs], 4 / 11, 0.04)


BLOCKED = """
carriers: {card: {count: 2, initially: cards}}
equipment:
  cards: {kind: buffer, at: [0, 5], capacity: unlimited}
  q1: {kind: machine, at: [2, 0], cycle: exponential 60 s, uses: {card: 1}}
  q2: {kind: machine, at: [6, 0], cycle: exponential 75 s, frees: {card: 1}}
  out: {kind: sink, at: [9, 0]}
flow: [q1 -> q2 -> out, q2.card -> cards -> q1.card]
"""


def test_a_closed_network_of_two_queues_with_blocking() -> None:
    """Case C06: two jobs, blocking after service at the first queue."""
    layout = loads(f"linewright: 1\n{BLOCKED}")
    runs = [simulate(layout, duration=60 * 9_000.0, warm_up=60 * 200.0, seed=seed) for seed in range(RUNS)]
    assert_mean([run.throughput * 60 for run in runs], 0.5901639344, 0.05)
    states = [run.equipment["q1"].states for run in runs]
    assert_mean([shares.elapsed[State.BLOCKED] for shares in states if shares is not None], 0.4098360656, 0.05)
