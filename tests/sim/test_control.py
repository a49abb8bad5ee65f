"""What holds parts back, event by event and against what is known: cards, demand, levels, sequences."""

import math
import statistics

import pytest
from scipy import stats

from layouts import loads
from replay.states import State
from sim import Simulation
from tests.sim.forked import assert_forks_end_alike
from tests.sim.logbook import simulated

PENNIES = """
equipment:
  infeed: {{kind: source, at: [0, 0]}}
  m1: {{kind: machine, at: [2, 0], cycle: 2 s}}
  b2: {{kind: buffer, at: [4, 0], capacity: unlimited}}
  m2: {{kind: machine, at: [6, 0], cycle: {slow} s}}
  b3: {{kind: buffer, at: [8, 0], capacity: unlimited}}
  m3: {{kind: machine, at: [10, 0], cycle: 2 s}}
  out: {{kind: sink, at: [12, 0]}}
flow: [infeed -> m1 -> b2 -> m2 -> b3 -> m3 -> out]
control:
  loop: {{rule: conwip, cards: {cards}, from: {entering}}}
"""


@pytest.mark.parametrize("entering", ["m1", "infeed"])
@pytest.mark.parametrize(("cards", "rate"), [(1, 1 / 6), (2, 2 / 6), (3, 1 / 2), (7, 1 / 2)])
def test_conwip_makes_what_its_cards_allow(cards: int, rate: float, entering: str) -> None:
    """As Hopp & Spearman's Penny Fab: min(w / T0, r_b)."""
    simulation, _ = simulated(PENNIES.format(cards=cards, slow=2, entering=entering), 60.0)
    simulation.end_warm_up()
    simulation.run(660.0)
    results = simulation.results()
    assert results.throughput == pytest.approx(rate, abs=1e-12)
    assert results.wip_max == min(cards, 3)  # evenly fast: nothing piles up


def test_a_station_that_waits_for_a_card_is_blocked() -> None:
    """Two cards, the second machine takes 5 s: a card comes back every 5 s."""
    _, log = simulated(PENNIES.format(cards=2, slow=5, entering="m1"), 30.0)
    assert [t for t, _ in log.entries("m1")] == [0.0, 2.0, 9.0, 14.0, 19.0, 24.0, 29.0]
    assert log.states("m1")[:5] == [
        (0.0, State.WORKING),
        (4.0, State.BLOCKED),
        (9.0, State.WORKING),
        (11.0, State.BLOCKED),
        (14.0, State.WORKING),
    ]


def two(fields: str, places: str, control: str = "") -> str:
    return f"""
equipment:
  infeed: {{kind: source, at: [0, 0]}}
  m1: {{kind: machine, at: [2, 0], cycle: exponential 1 s{fields}}}
  b2: {{kind: buffer, at: [4, 0], capacity: {places}}}
  m2: {{kind: machine, at: [6, 0], cycle: exponential 1 s}}
  out: {{kind: sink, at: [8, 0]}}
flow: [infeed -> m1 -> b2 -> m2 -> out]
{control}
"""


@pytest.mark.parametrize("cards", [2, 3, 6])
def test_kanban_makes_what_one_place_less_behind_a_blocked_machine_makes(cards: int) -> None:
    """A finished part waits in the buffer instead of on the machine: the same departures, draw by draw."""
    kanban = f"control: {{k: {{rule: kanban, cards: {cards}, from: m1, to: b2}}}}"
    _, by_cards = simulated(two("", "unlimited", kanban), 500.0)
    _, by_places = simulated(two("", str(cards - 1)), 500.0)
    assert by_cards.exits("m2") == by_places.exits("m2")
    assert len(by_cards.exits("m2")) > 300


def test_kanban_cards_are_of_products() -> None:
    """A card of A is back when the shelf gives an A away, every 10 s; B needs none."""
    text = """
products: {A: {}, B: {}}
equipment:
  infeed: {kind: source, at: [0, 0], schedule: [{at: 0 s, parts: 5, product: A}, {at: 0 s, parts: 2, product: B}]}
  waiting: {kind: buffer, at: [1, 0], capacity: unlimited, order: any}
  press: {kind: machine, at: [2, 0], cycle: 1 s}
  shelf: {kind: buffer, at: [4, 0], capacity: unlimited}
  use: {kind: machine, at: [6, 0], cycle: 10 s}
  out: {kind: sink, at: [8, 0]}
flow: [infeed -> waiting -> press -> shelf -> use -> out]
control: {k: {rule: kanban, cards: 2, from: press, to: shelf, products: A}}
"""
    _, log = simulated(text, 60.0)
    assert list(zip([t for t, _ in log.entries("press")], log.products("press"), strict=True)) == [
        (0.0, "A"),
        (1.0, "A"),
        (2.0, "A"),
        (3.0, "B"),
        (4.0, "B"),
        (11.0, "A"),
        (21.0, "A"),
    ]


def test_the_card_of_a_scrapped_part_is_free_again() -> None:
    text = """
equipment:
  infeed: {kind: source, at: [0, 0]}
  m1: {kind: machine, at: [2, 0], cycle: 2 s, scrap: 100 %}
  m2: {kind: machine, at: [4, 0], cycle: 2 s}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> m1 -> m2 -> out]
control: {loop: {rule: conwip, cards: 1, from: m1}}
"""
    simulation, log = simulated(text, 9.0)
    assert [t for t, _ in log.entries("m1")] == [0.0, 2.0, 4.0, 6.0, 8.0]
    assert simulation.results().parts.scrapped == 4


SHOP = """
products: {{good: {{}}, order: {{}}}}
equipment:
  raw: {{kind: source, at: [0, 0], product: good}}
  make: {{kind: machine, at: [2, 0], cycle: {cycle}}}
  shelf: {{kind: store, at: [4, 0], capacity: unlimited{initially}}}
  customers: {{kind: source, at: [0, 4], product: order, every: {every}, if_full: queue}}
  book: {{kind: buffer, at: [4, 4], capacity: unlimited}}
  ship: {{kind: machine, at: [6, 4], cycle: 0.000001 s, uses: {{good: 1}}, takes: together}}
  out: {{kind: sink, at: [8, 4]}}
flow: [raw -> make -> shelf -> ship.good, customers -> book -> ship -> out]
control: {{stock: {{rule: basestock, stock: {stock}, from: make, to: shelf, demand: customers}}}}
"""


def test_base_stock_makes_what_is_wanted() -> None:
    """Two beforehand, at 0 and 4; then one for each that is wanted, at 10, 20 and so on."""
    text = SHOP.format(cycle="4 s", every="10 s", stock=2, initially="")
    _, log = simulated(text, 45.0)
    assert [t for t, _ in log.entries("make")] == [0.0, 4.0, 10.0, 20.0, 30.0, 40.0]
    _, stocked = simulated(text.replace("unlimited}", "unlimited, initially: {good: 2}}", 1), 25.0)
    assert [t for t, _ in stocked.entries("make")] == [10.0, 20.0]


def test_base_stock_of_poisson_demand_is_as_the_formulas_say() -> None:
    """M/M/1 make to stock: E[B] = r^(S+1) / (1-r), E[I] = S - r (1 - r^S) / (1-r), with r = 1/2 and S = 2.

    Buzacott & Shanthikumar (1993), section 4.3. Student's t, 12 runs: both together are wrong by chance once in
    10,000 times.
    """
    text = SHOP.format(cycle="exponential 1 s", every="exponential 2 s", stock=2, initially="")
    layout = loads(f"linewright: 1{text}")
    found = []
    for seed in range(12):
        simulation = Simulation(layout, seed)
        simulation.run(100.0)
        simulation.end_warm_up()
        simulation.run(1600.0)
        buffers = simulation.results().buffers
        found.append((buffers["book"].mean, buffers["shelf"].mean))
    for column, exact in zip(zip(*found, strict=True), (0.25, 1.25), strict=True):
        width = float(stats.t.ppf(1 - 2.5e-5, 11)) * statistics.stdev(column) / math.sqrt(12)
        assert width < 0.6 * exact
        assert statistics.fmean(column) == pytest.approx(exact, abs=width)


def test_a_filling_level_behind_stops_and_starts_a_station() -> None:
    """The rack gets one in 2 s and loses one in 5 s: it holds 4 at 14 s, and 1 at 27 s."""
    text = """
equipment:
  infeed: {kind: source, at: [0, 0]}
  m1: {kind: machine, at: [2, 0], cycle: 2 s}
  rack: {kind: buffer, at: [4, 0], capacity: 10}
  m2: {kind: machine, at: [6, 0], cycle: 5 s}
  out: {kind: sink, at: [8, 0]}
flow: [infeed -> m1 -> rack -> m2 -> out]
control: {level: {rule: threshold, from: m1, of: rack, start: 1, stop: 4}}
"""
    simulation, log = simulated(text, 40.0)
    assert [t for t, _ in log.entries("m1")] == [0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 27.0, 29.0, 31.0, 33.0]
    assert log.states("m1")[:4] == [
        (0.0, State.WORKING),
        (14.0, State.BLOCKED),
        (27.0, State.WORKING),
        (35.0, State.BLOCKED),
    ]
    assert simulation.results().buffers["rack"].max == 4


def test_a_stock_in_front_is_gathered_and_worked_off() -> None:
    """One comes every 4 s, the press takes 2 s: it begins when 3 are there, and stops when it has taken the last."""
    text = """
equipment:
  infeed: {kind: source, at: [0, 0], every: 4 s}
  rack: {kind: buffer, at: [2, 0], capacity: 10}
  press: {kind: machine, at: [4, 0], cycle: 2 s}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> rack -> press -> out]
control: {lot: {rule: threshold, from: press, of: rack, start: 3, stop: 0}}
"""
    _, log = simulated(text, 50.0)
    assert [t for t, _ in log.entries("press")] == [12.0, 14.0, 16.0, 24.0, 26.0, 28.0, 36.0, 38.0, 40.0, 48.0]
    assert log.states("press")[:3] == [(0.0, State.STARVED), (12.0, State.WORKING), (18.0, State.STARVED)]


def test_a_station_takes_lots_in_its_sequence() -> None:
    """2 A, then 1 B, again and again; a B that has come first waits."""
    text = """
products: {A: {}, B: {}}
equipment:
  infeed:
    kind: source
    at: [0, 0]
    schedule: [{at: 0 s, parts: 2, product: B}, {at: 3 s, parts: 3, product: A}, {at: 20 s, parts: 1, product: A}]
  waiting: {kind: buffer, at: [2, 0], capacity: unlimited, order: any}
  press: {kind: machine, at: [4, 0], cycle: 2 s, sequence: [2 A, 1 B]}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> waiting -> press -> out]
"""
    _, log = simulated(text, 40.0)
    assert [t for t, _ in log.entries("press")] == [3.0, 5.0, 7.0, 9.0, 20.0, 22.0]
    assert "".join(log.products("press")) == "AABAAB"


@pytest.mark.parametrize(
    "text",
    [
        PENNIES.format(cards=3, slow=5, entering="m1"),
        PENNIES.format(cards=3, slow=5, entering="infeed"),
        two("", "unlimited", "control: {k: {rule: kanban, cards: 2, from: m1, to: b2}}"),
        two("", "9", "control: {k: {rule: threshold, from: m1, of: b2, start: 1, stop: 6}}"),
        SHOP.format(cycle="exponential 1 s", every="exponential 2 s", stock=2, initially=", initially: {good: 1}"),
    ],
)
def test_forks_go_on_with_the_same_cards_and_levels(text: str) -> None:
    assert_forks_end_alike(text, [0.0, 3.5, 17.0, 55.0], 200.0)


CLEARANCE = """
products: {{A: {{}}, B: {{}}}}
changeovers: {{dies: {{to: [A, B], A: [0 s, 7 s], B: [5 s, 0 s]}}}}
equipment:
  infeed:
    kind: source
    at: [0, 0]
    schedule: [{{at: 0 s, parts: 3, product: A}}, {{at: 0 s, parts: 2, product: B}}, {{at: 0 s, parts: 9, product: A}}]
  m1: {{kind: machine, at: [2, 0], cycle: 2 s{changeover}}}
  m2: {{kind: machine, at: [4, 0], cycle: 2 s, scrap: {scrap}}}
  m3: {{kind: machine, at: [6, 0], cycle: 2 s}}
  out: {{kind: sink, at: [8, 0]}}
flow: [infeed -> m1 -> m2 -> m3 -> out]
control: {{clear: {{rule: line_clearance, from: m1{to}}}}}
"""


def test_nothing_new_enters_before_the_last_old_part_has_left() -> None:
    """Lots of 3 and 2: (k + 3 - 1) x 2 s each."""
    _, log = simulated(CLEARANCE.format(changeover="", scrap="0 %", to=""), 40.0)
    assert [t for t, _ in log.entries("m1")][:6] == [0.0, 2.0, 4.0, 10.0, 12.0, 18.0]
    assert log.states("m1")[:4] == [
        (0.0, State.WORKING),
        (6.0, State.BLOCKED),
        (10.0, State.WORKING),
        (14.0, State.BLOCKED),
    ]


def test_the_changeover_begins_when_the_section_is_empty() -> None:
    """The section ends with m2: the last A leaves it at 8 s, m1 changes over for 7 s."""
    _, log = simulated(CLEARANCE.format(changeover=", changeover: dies", scrap="0 %", to=", to: m2"), 40.0)
    assert log.states("m1")[1:4] == [(6.0, State.BLOCKED), (8.0, State.CHANGEOVER), (15.0, State.WORKING)]


def test_what_is_scrapped_has_left_the_section() -> None:
    _, log = simulated(CLEARANCE.format(changeover="", scrap="100 %", to=""), 40.0)
    assert [t for t, _ in log.entries("m1")][:5] == [0.0, 2.0, 4.0, 8.0, 10.0]


def test_clearance_of_some_products_lets_the_others_pass() -> None:
    layout = CLEARANCE.format(changeover="", scrap="0 %", to=", products: B")
    _, log = simulated(layout, 40.0)
    assert [t for t, _ in log.entries("m1")][:5] == [0.0, 2.0, 4.0, 6.0, 8.0]
