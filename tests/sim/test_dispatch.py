"""Which waiting part goes on, and which order is started next: event by event, and by what is known of the rules."""

from itertools import accumulate, permutations
from pathlib import Path

import pytest

from layouts import loads
from sim import Simulation
from tests.sim.forked import assert_forks_end_alike
from tests.sim.logbook import Logbook, simulated

TIMES = {"A": 7, "B": 3, "C": 9, "D": 2, "E": 5}
DUE = {"A": 12, "B": 20, "C": 19, "D": 30, "E": 11}
SHOP = """
products: {{A: {{priority: 3}}, B: {{priority: 1}}, C: {{}}, D: {{priority: 2}}, E: {{priority: 1}}}}
{head}
equipment:
  infeed: {{kind: source, at: [0, 0], {source}}}
  waiting: {{kind: buffer, at: [2, 0], capacity: unlimited, dwell: 1 s, order: {order}}}
  press: {{kind: machine, at: [4, 0], cycle: {{{times}}}{fields}}}
  out: {{kind: sink, at: [6, 0]}}
flow: [infeed -> waiting -> press -> out]
"""


def shop(order: str, source: str = "", fields: str = "", head: str = "") -> str:
    times = ", ".join(f"{product}: {time} s" for product, time in TIMES.items())
    at_once = f"schedule: [{', '.join(f'{{at: 0 s, product: {product}}}' for product in TIMES)}]"
    return SHOP.format(order=order, source=source or at_once, times=times, fields=fields, head=head)


def with_orders(folder: Path, text: str, rows: list[str]) -> tuple[Simulation, Logbook]:
    (folder / "week.csv").write_text("\n".join(["part,quantity,release,due", *rows]) + "\n")
    layout = loads(f"linewright: 1\n{text}", folder)
    log = Logbook(layout)
    simulation = Simulation(layout, recorder=log)
    simulation.run(200.0)
    return simulation, log


@pytest.mark.parametrize(
    ("order", "started"),
    [("fifo", "ABCDE"), ("lifo", "EDCBA"), ("any", "ABCDE"), ("spt", "DBEAC"), ("priority", "BEDAC")],
)
def test_who_goes_first(order: str, started: str) -> None:
    _, log = simulated(shop(order), 60.0)
    assert "".join(log.products("press")) == started


def test_the_shortest_first_give_the_least_mean_flow_time() -> None:
    """Smith (1956): no order of the five has a smaller mean."""
    simulation, _ = simulated(shop("spt"), 60.0)
    least = min(sum(accumulate(times)) / 5 for times in permutations(TIMES.values()))
    assert simulation.results().lead_time.mean == pytest.approx(1 + least, abs=1e-12)


def test_the_earliest_due_date_first_gives_the_least_greatest_lateness(tmp_path: Path) -> None:
    """Jackson (1955): no order of the five has a smaller one."""
    rows = [f"{product},1,0 s,{due} s" for product, due in DUE.items()]
    simulation, log = with_orders(tmp_path, shop("edd", "orders: week.csv"), rows)
    assert "".join(log.products("press")) == "EACBD"
    orders = simulation.results().orders
    assert orders is not None
    latest = max(order.lateness for order in orders.each if order.lateness is not None)
    least = min(
        max(1 + end - DUE[product] for product, end in zip(some, accumulate(TIMES[each] for each in some), strict=True))
        for some in permutations(TIMES)
    )
    assert latest == pytest.approx(least, abs=1e-12)


def test_the_critical_ratio_counts_time_left_by_work_left(tmp_path: Path) -> None:
    """At 1: A 11/7, B 19/3, C 18/9, D 29/2, E 10/5: A; at 8: E 3/5, C 11/9; at 13: C 6/9; at 22: B -2/3, D 8/2."""
    rows = [f"{product},1,0 s,{due} s" for product, due in DUE.items()]
    _, log = with_orders(tmp_path, shop("critical ratio", "orders: week.csv"), rows)
    assert "".join(log.products("press")) == "AECBD"


def test_the_least_setup_first_keeps_to_what_the_press_is_set_up_for() -> None:
    """From A the way to C is the shortest, from C to B, from B to E."""
    matrix = """changeovers:
  dies:
    to: [A, B, C, D, E]
    A: [0 s, 9 s, 1 s, 8 s, 9 s]
    B: [9 s, 0 s, 9 s, 8 s, 2 s]
    C: [1 s, 2 s, 0 s, 3 s, 9 s]
    D: [9 s, 9 s, 9 s, 0 s, 9 s]
    E: [9 s, 9 s, 9 s, 4 s, 0 s]"""
    lots = ", ".join(f"{{at: 0 s, parts: 2, product: {product}}}" for product in TIMES)
    text = shop("least setup", f"schedule: [{lots}]", ", changeover: dies", matrix)
    simulation, log = simulated(text, 200.0)
    assert "".join(log.products("press")) == "AACCBBEEDD"
    assert simulation.results().equipment["press"].changeovers == (4, 9.0)


def test_a_part_whose_way_is_blocked_lets_the_next_past() -> None:
    """D is the shortest, but its machine is busy with the other D."""
    text = """
products: {A: {}, D: {}}
equipment:
  infeed:
    kind: source
    at: [0, 0]
    schedule: [{at: 0 s, parts: 2, product: D}, {at: 0 s, parts: 2, product: A}]
  waiting: {kind: buffer, at: [2, 0], capacity: unlimited, order: spt, rule: by product D / A}
  quick: {kind: machine, at: [4, 0], cycle: 5 s}
  slow: {kind: machine, at: [4, 3], cycle: 20 s}
  out: {kind: sink, at: [6, 0]}
flow: [waiting -> quick | slow -> out, infeed -> waiting]
"""
    _, log = simulated(text, 60.0)
    assert [t for t, _ in log.entries("quick")] == [0.0, 5.0]
    assert [t for t, _ in log.entries("slow")] == [0.0, 20.0]


PLANNED = """
products: {{A: {{}}, B: {{}}}}
plan: {{orders: week.csv{fields}}}
equipment:
  infeed: {{kind: source, at: [0, 0]}}
  mill: {{kind: machine, at: [3, 0], cycle: 10 s}}
  out: {{kind: sink, at: [6, 0]}}
flow: [infeed -> mill -> out]
"""
WEEK = ["A,2,0 s,90 s", "B,1,5 s,80 s", "A,1,5 s,40 s", "B,1,5 s,"]


@pytest.mark.parametrize(
    ("fields", "started"),
    [
        ("", [(0.0, "A"), (10.0, "A"), (20.0, "B"), (30.0, "A"), (40.0, "B")]),
        (", start_by: due", [(0.0, "A"), (10.0, "A"), (20.0, "A"), (30.0, "B"), (40.0, "B")]),
        (", lead_time: 30 s", [(5.0, "B"), (15.0, "A"), (50.0, "B"), (60.0, "A"), (70.0, "A")]),
    ],
)
def test_orders_are_released_and_started_by_their_due_dates(
    tmp_path: Path, fields: str, started: list[tuple[float, str]]
) -> None:
    """A lead time of 30 s puts the first off to 60 s, the second to 50 s and the third to 10 s."""
    simulation, log = with_orders(tmp_path, PLANNED.format(fields=fields), WEEK)
    assert list(zip([t for t, _ in log.entries("mill")], log.products("mill"), strict=True)) == started
    orders = simulation.results().orders
    assert orders is not None
    assert (orders.released, orders.finished) == (4, 4)


@pytest.mark.parametrize("order", ["spt", "priority", "least setup"])
def test_forks_go_on_in_the_same_order(order: str) -> None:
    source = "schedule: [{at: 0 s, parts: 3, product: A}, {at: 4 s, parts: 3, product: D}, {at: 9 s, product: B}]"
    assert_forks_end_alike(shop(order, f"{source}, repeats: 40 s", ", changeover: 2 s"), [0.0, 6.0, 33.0], 150.0)
