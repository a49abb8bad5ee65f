"""Sources by rate, schedule and orders: exact traces, Poisson counts, forks."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from scipy import stats

from layouts import Layout, loads
from layouts.arrivals import DAY, Profile
from layouts.kinds import Source
from replay.states import State
from sim import Checkpoint, Simulation
from sim.behaviours.source import SourceBehaviour
from sim.report import report
from tests.sim.continuation import ending
from tests.sim.logbook import Logbook
from tests.sim.test_queueing import assert_conserved

LINE = """
linewright: 1
products: {{red: {{}}, blue: {{}}}}
equipment:
  infeed: {{kind: source, at: [0, 0], {source}}}
  press: {{kind: machine, at: [5, 0], cycle: {cycle}}}
  out: {{kind: sink, at: [10, 0]}}
flow: [infeed -> press -> out]
"""
ORDERS = """due;release;part;quantity;customer
1 min;10 s;red;3;A
;10 s;blue;1;B
30 s;0 s;red;2;C
20 s;40 s;blue;2;D
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of orders."""
    (tmp_path / "week10.csv").write_text(ORDERS, encoding="utf-8")
    return tmp_path


def layout(source: str, cycle: str = "5 s", folder: Path | None = None) -> Layout:
    product = "" if "schedule" in source or "orders" in source else "product: red, "
    return loads(LINE.format(source=product + source, cycle=cycle), folder)


def run(source: str, until: float, cycle: str = "5 s", folder: Path | None = None) -> tuple[Simulation, Logbook]:
    line = layout(source, cycle, folder)
    log = Logbook(line)
    simulation = Simulation(line, recorder=log)
    simulation.run(until)
    return simulation, log


def entries(source: str, until: float, cycle: str = "5 s") -> list[float]:
    """When parts came into the press."""
    return [t for t, _ in run(source, until, cycle)[1].entries("press")]


# by rate


def test_a_rate_is_one_part_every_so_often() -> None:
    assert entries("rate: 600/h", 3600.0) == pytest.approx([6.0 * k for k in range(1, 600)], abs=1e-9)


OVER_THE_DAY = "rate: {0 h: 60/h, 6 h: 120/h, 18 h: 30/h}"


def test_a_rate_over_the_day_changes_at_its_times_and_begins_again_every_day() -> None:
    day = [60.0 * k for k in range(1, 361)]
    day += [6 * 3600 + 30.0 * k for k in range(1, 1441)]
    day += [18 * 3600 + 120.0 * k for k in range(1, 181)]
    expected = [t + number * DAY for number in range(3) for t in day]
    assert entries(OVER_THE_DAY, 3 * DAY + 1) == pytest.approx(expected, abs=1e-6)


def test_nothing_comes_while_the_rate_is_zero() -> None:
    """The part that is due when the rate ends is not put off until it begins again."""
    expected = [number * DAY + 3600 + 60.0 * k for number in range(2) for k in range(1, 61)]
    assert entries("rate: {0 h: 0/h, 1 h: 60/h, 2 h: 0/h}", 2 * DAY) == pytest.approx(expected, abs=1e-6)


def test_a_source_by_rate_that_waits_does_not_count_meanwhile() -> None:
    """From 6 s on the rate is 1/s: part 3 is due 1 s after part 2, which waited from 4 to 7 s."""
    _, log = run("rate: {0 h: 1800/h, 6 s: 3600/h}", 19.0)
    assert [t for t, _ in log.entries("press")] == pytest.approx([2.0, 7.0, 12.0, 17.0], abs=1e-9)
    assert [t for t, _ in log.states("infeed")] == pytest.approx([0, 4, 7, 8, 12, 13, 17, 18], abs=1e-9)
    assert {state for _, state in log.states("infeed")[1::2]} == {State.BLOCKED}


@pytest.mark.parametrize(
    ("fields", "expected", "lost"),
    [
        ("if_full: wait", [2.0, 7.0, 12.0, 17.0], 0),
        ("if_full: queue", [2.0, 7.0, 12.0, 17.0], 0),
        ("if_full: lose", [2.0, 8.0, 14.0], 6),
        ("first: 0 s", [0.0, 5.0, 10.0, 15.0], 0),
        ("if_full: lose, first: 1 s", [1.0, 7.0, 13.0], 6),
        ("if_full: queue, limit: 2", [2.0, 7.0], 0),
        ("limit: 0, first: 0 s", [], 0),
    ],
)
def test_a_source_by_rate_does_what_one_by_times_does(fields: str, expected: list[float], lost: int) -> None:
    """As in `test_lines` for `every: 2 s`; a rate of one in 2 s."""
    simulation, log = run(f"rate: 1800/h, {fields}", 18.5)
    assert [t for t, _ in log.entries("press")] == pytest.approx(expected, abs=1e-9)
    assert simulation.results().parts.lost == lost


# at random: fixed seeds; a change of the streams throws the dice once more, and each test then fails by chance less
# than once in 10,000 times


def random_arrivals(rate: str, until: float, seed: int) -> list[float]:
    """When parts come of a source that loses nothing and waits for nothing."""
    line = loads(
        f"""
linewright: 1
equipment:
  infeed: {{kind: source, at: [0, 0], rate: {rate}, arrivals: random, if_full: queue}}
  out: {{kind: sink, at: [9, 0]}}
flow: [infeed -> out]
"""
    )
    log = Logbook(line)
    Simulation(line, seed, recorder=log).run(until)
    return [t for t, _, _ in log.steps]


def assert_poisson(numbers: Sequence[int], mean: float) -> None:
    """Check counts of independent Poisson variables of one mean, by their sum and by their dispersion."""
    total = stats.poisson(mean * len(numbers))
    assert total.ppf(1e-5) <= sum(numbers) <= total.ppf(1 - 1e-5)
    dispersion = sum((number - mean) ** 2 for number in numbers) / mean
    assert stats.chi2(len(numbers)).ppf(1e-5) < dispersion < stats.chi2(len(numbers)).ppf(1 - 1e-5)


def test_random_arrivals_are_a_poisson_process_of_the_rate_of_the_hour() -> None:
    times = random_arrivals("{0 h: 60/h, 6 h: 120/h, 18 h: 0/h, 20 h: 30/h}", 30 * DAY, 1)
    for begin, end, rate in ((0, 6, 60), (6, 18, 120), (18, 20, 0), (20, 24, 30)):
        counts = [
            sum(begin * 3600 <= t - day * DAY < end * 3600 for t in times if 0 <= t - day * DAY < DAY)
            for day in range(30)
        ]
        if rate:
            assert_poisson(counts, rate * (end - begin))
        else:
            assert sum(counts) == 0


def test_the_cumulated_rate_between_random_arrivals_is_exponential() -> None:
    """Time in units of the cumulated rate makes any Poisson process the one of rate 1 (Kolmogorov, Smirnov)."""
    line = layout("rate: {0 s: 1200/h, 20 s: 0/h, 40 s: 1800/h, 90 s: 36/h}, arrivals: random")
    source = line.equipment["infeed"]
    assert isinstance(source, Source)
    assert source.rate is not None
    profile = Profile(source.rate)
    times = random_arrivals("{0 s: 1200/h, 20 s: 0/h, 40 s: 1800/h, 90 s: 36/h}", 3 * DAY, 3)
    gaps = [profile.due(b) - profile.due(a) for a, b in pairwise([0.0, *times])]
    assert len(gaps) > 2000
    assert stats.kstest(gaps, "expon").pvalue > 1e-4


def test_two_rates_take_the_same_draws() -> None:
    """Twice the rate, half the times: the draws stay in step, so that variants can be compared."""
    slow, quick = random_arrivals("60/h", DAY, 7), random_arrivals("120/h", DAY / 2, 7)
    assert [t / 2 for t in slow] == pytest.approx(quick, abs=1e-6)


# several at once


@pytest.mark.parametrize("form", ["every: 4 s", "rate: 900/h"])
@pytest.mark.parametrize(
    ("fields", "expected", "lost"),
    [
        ("batch: 2", [4.0, 9.0, 14.0, 19.0, 24.0], 0),
        ("batch: 2, if_full: queue", [4.0, 9.0, 14.0, 19.0, 24.0], 0),
        ("batch: 2, if_full: lose", [4.0, 12.0, 20.0], 7 + 2),
        ("batch: 2, limit: 3", [4.0, 9.0, 14.0], 0),
        ("batch: 4, limit: 5, if_full: lose", [4.0], 4),
    ],
)
def test_a_batch_comes_together(form: str, fields: str, expected: list[float], lost: int) -> None:
    simulation, log = run(f"{form}, {fields}", 25.0)
    assert [t for t, _ in log.entries("press")] == pytest.approx(expected, abs=1e-9)
    assert simulation.results().parts.lost == lost


def test_the_clock_stands_until_the_whole_batch_is_in() -> None:
    """Two parts at 4 s, the second goes in at 9 s; the next two are due 4 s later."""
    _, log = run("every: 4 s, batch: 2", 24.0)
    blocked = [t for t, state in log.states("infeed") if state is State.BLOCKED]
    assert blocked == [4.0, 13.0, 23.0]


# by schedule

SCHEDULE = "product: blue, schedule: [{at: 10 s, parts: 2}, {at: 0 s, parts: 3, product: red}]"


def trace(source: str, until: float, cycle: str = "5 s", folder: Path | None = None) -> list[tuple[float, str]]:
    """When which product came into the press."""
    _, log = run(source, until, cycle, folder)
    return list(zip([t for t, _ in log.entries("press")], log.products("press"), strict=True))


def test_a_schedule_brings_what_it_says_in_the_order_of_time() -> None:
    expected = [(0.0, "red"), (2.0, "red"), (4.0, "red"), (10.0, "blue"), (12.0, "blue")]
    assert trace(SCHEDULE, 1000.0, "2 s") == expected


def test_a_schedule_begins_again() -> None:
    once = [(0.0, "red"), (2.0, "red"), (4.0, "red"), (10.0, "blue"), (12.0, "blue")]
    expected = [(t + 20.0 * number, product) for number in range(50) for t, product in once]
    assert trace(f"{SCHEDULE}, repeats: 20 s", 1000.0, "2 s") == expected


def test_deliveries_that_find_no_room_queue_outside_and_come_at_their_times() -> None:
    """The press takes 5 s: what has come at 10 s begins at 15 s, when the reds are done; the next reds come at 16 s."""
    expected = [(5.0 * k, product) for k, product in enumerate(["red"] * 3 + ["blue"] * 2 + ["red"] * 3 + ["blue"] * 2)]
    assert trace(f"{SCHEDULE}, repeats: 16 s", 50.0) == expected


def test_the_clock_of_a_schedule_that_waits_stands() -> None:
    """The third red goes in at 10 s instead of 0 s: all later deliveries come 10 s later, and then 15 s."""
    waiting = f"{SCHEDULE}, repeats: 16 s, if_full: wait"
    _, log = run(waiting, 60.0)
    expected = [0.0, 5.0, 10.0, 20.0, 25.0, 31.0, 36.0, 41.0, 51.0, 56.0]
    assert [t for t, _ in log.entries("press")] == expected
    assert [t for t, state in log.states("infeed") if state is State.BLOCKED] == [0.0, 20.0, 31.0, 51.0]


def test_a_schedule_may_lose_what_finds_no_room() -> None:
    simulation, log = run(f"{SCHEDULE}, repeats: 16 s, if_full: lose", 40.0)
    assert log.entries("press") == [(0.0, 1), (10.0, 3), (16.0, 5), (26.0, 7), (32.0, 9)]
    assert log.products("press") == ["red", "blue", "red", "blue", "red"]
    assert simulation.results().parts.lost == 2 + 1 + 2 + 1 + 2
    assert_conserved(simulation)


def test_a_limit_ends_a_schedule_in_the_middle_of_a_delivery() -> None:
    assert len(trace(f"{SCHEDULE}, repeats: 20 s, limit: 7", 1000.0)) == 7


# orders

BY_ORDERS = "orders: week10.csv"


def test_orders_come_by_release_and_then_in_the_order_of_the_file(folder: Path) -> None:
    expected = [(0.0, "red"), (5.0, "red"), *((10.0 + 5 * k, "red") for k in range(3)), (25.0, "blue")]
    assert trace(BY_ORDERS, 1000.0, folder=folder) == [*expected, (40.0, "blue"), (45.0, "blue")]


@pytest.mark.parametrize(
    ("until", "released", "finished", "late", "tardiness"),
    [
        (5.0, 1, 0, 0, None),  # nothing is finished, and nothing is due
        (12.0, 3, 1, 0, 0.0),  # order C is finished at 10 s, 20 s before it is due
        (24.0, 3, 1, 1, (0.0 + 4.0) / 2),  # D has been due since 20 s, though it has not come yet
        (28.0, 3, 2, 1, (0.0 + 0.0 + 8.0) / 3),  # A was finished at 25 s in time
        (31.0, 3, 3, 1, (0.0 + 0.0 + 11.0) / 3),  # B is finished and was never due
        (1000.0, 4, 4, 1, (0.0 + 0.0 + 30.0) / 3),  # D is finished at 50 s
    ],
)
def test_orders_are_finished_when_all_their_parts_have_left(
    folder: Path, until: float, released: int, finished: int, late: int, tardiness: float | None
) -> None:
    simulation, _ = run(BY_ORDERS, until, folder=folder)
    figures = simulation.results().to_json_object()["orders"]
    assert sum(order["finished_s"] is not None for order in figures.pop("each")) == finished
    assert figures == {
        "released": released,
        "finished": finished,
        "late": late,
        "mean_tardiness_s": pytest.approx(tardiness, abs=1e-9) if tardiness else tardiness,
    }


def test_a_line_without_orders_has_no_figures_of_them() -> None:
    simulation, _ = run("every: 5 s", 100.0)
    assert simulation.results().to_json_object()["orders"] is None


def test_scrapped_parts_have_left_too(folder: Path) -> None:
    """The press fails at 7 s with the second part of order C, which is thrown away."""
    text = LINE.format(
        source=BY_ORDERS, cycle="5 s, failures: [{mtbf: constant 7 s, mttr: constant 500 s, part: scrapped}]"
    )
    simulation = Simulation(loads(text, folder))
    simulation.run(8.0)
    results = simulation.results()
    assert (results.parts.good, results.parts.scrapped) == (1, 1)
    assert results.orders is not None
    assert results.orders.finished == 1


def test_orders_of_which_parts_were_lost_are_never_finished(folder: Path) -> None:
    simulation, _ = run(f"{BY_ORDERS}, if_full: lose", 1000.0, folder=folder)
    orders = simulation.results().orders
    assert orders is not None
    assert (orders.released, orders.finished, simulation.results().parts.lost) == (4, 0, 5)


# forks

FORMS = (
    "",
    "limit: 30",
    "every: 6 s",
    "every: exponential 6 s, batch: 2",
    "rate: 600/h",
    "rate: {0 s: 1200/h, 20 s: 0/h, 40 s: 1800/h, 90 s: 36/h}, batch: 2",
    "rate: {0 s: 1200/h, 20 s: 0/h, 40 s: 1800/h, 90 s: 36/h}, arrivals: random",
    "product: red, schedule: [{at: 3 s, parts: 5, product: blue}, {at: 40 s}, {at: 40 s, parts: 2}]",
    "product: red, schedule: [{at: 3 s, parts: 5, product: blue}, {at: 40 s}], repeats: 45 s",
    BY_ORDERS,
)


def forked(original: Simulation, line: Layout) -> Simulation:
    """Fork by way of JSON."""
    text = original.checkpoint().to_json()
    fork = Simulation(line).restore(Checkpoint.from_json(text))
    assert line != original.layout or fork.checkpoint().to_json() == text
    return fork


@pytest.mark.parametrize("if_full", ["wait", "queue", "lose"])
@pytest.mark.parametrize("form", FORMS[2:])
def test_a_fork_at_any_event_ends_as_its_original(form: str, if_full: str, folder: Path) -> None:
    line = layout(f"{form}, if_full: {if_full}", folder=folder)
    untouched = ending(Simulation(line), 200.0)
    original = Simulation(line)
    while original.step() and original.now < 120:
        fork = forked(original, line)
        assert ending(fork, 200.0) == untouched
    assert json.loads(untouched.results)["parts"]["in"] > 1


@pytest.mark.parametrize("after", FORMS)
@pytest.mark.parametrize("before", FORMS)
@pytest.mark.parametrize("if_full", ["wait", "queue", "lose"])
def test_a_fork_may_have_another_form_of_arrivals(before: str, after: str, if_full: str, folder: Path) -> None:
    """Nothing is lost, the order of things stays possible, and what is to come comes."""
    said = [f"{form}, if_full: {if_full}".removeprefix(", ") for form in (before, after)]
    original = Simulation(layout(said[0], folder=folder))
    for until in (9.5, 33.0):
        original.run(until)
        fork = Simulation(layout(said[1], folder=folder)).restore(original.checkpoint())
        came_in = fork.results().parts.came_in
        for later in (34.0, 50.0, 400.0):
            fork.run(later)
            assert_conserved(fork)
        source = fork.line.components["infeed"]
        assert isinstance(source, SourceBehaviour)
        assert source.queued >= 0 or not source.timed
        assert fork.results().parts.came_in > came_in or after == "limit: 30"


def test_a_fork_may_have_more_orders(folder: Path) -> None:
    """At 60 s all is done; an order that was added to the file comes, and none comes again."""
    line = layout(BY_ORDERS, folder=folder)
    original = Simulation(line)
    original.run(60.0)
    (folder / "week10.csv").write_text(f"{ORDERS}2 min;70 s;red;2;E\n", encoding="utf-8")
    fork = forked(original, layout(BY_ORDERS, folder=folder))
    fork.run(200.0)
    results = fork.results()
    assert results.orders is not None
    assert (results.parts.came_in, results.orders.released, results.orders.finished) == (10, 5, 5)


def test_a_new_source_in_a_fork_brings_what_is_still_to_come(folder: Path) -> None:
    before, after = layout("limit: 0"), layout(BY_ORDERS, folder=folder)
    original = Simulation(before)
    original.run(20.0)
    fork = Simulation(after).restore(original.checkpoint())
    fork.run(500.0)
    assert fork.results().parts.came_in == 2


def test_a_worker_needs_no_file(folder: Path) -> None:
    line = layout(BY_ORDERS, folder=folder)
    (folder / "week10.csv").unlink()
    simulation = Simulation(line)
    simulation.run(100.0)
    assert simulation.results().parts.came_in == 8


def test_the_report_says_what_became_of_the_orders(folder: Path) -> None:
    simulation, _ = run(BY_ORDERS, 1000.0, folder=folder)
    text = report(simulation.results(), simulation.layout)
    assert "Orders         4 released, 4 finished, 1 late; 0.17 min late on average; counted from time 0\n" in text
    simulation, _ = run(BY_ORDERS, 5.0, folder=folder)
    text = report(simulation.results(), simulation.layout)
    assert "Orders         1 released, 0 finished; none was due; counted from time 0\n" in text


@pytest.mark.parametrize("coming", ["every: 1 s", "schedule: [{at: 0 s, parts: 1}, {at: 1 s, parts: 1}], repeats: 2 s"])
def test_what_is_lost_counts_in_pieces(coming: str) -> None:
    """A tray of 20 a second, of which the press takes every fourth."""
    layout = f"""
linewright: 1
products: {{tray: {{of: 20}}}}
equipment:
  infeed: {{kind: source, at: [0, 0], {coming}, if_full: lose}}
  press: {{kind: machine, at: [3, 0], cycle: 4 s}}
  out: {{kind: sink, at: [6, 0]}}
flow: [infeed -> press -> out]
"""
    simulation = Simulation(loads(layout), paranoid=True)
    simulation.run(16.5)
    fork = Simulation(loads(layout)).restore(Checkpoint.from_json(simulation.checkpoint().to_json()))
    for run in (simulation, fork):
        results = run.results()
        lost = results.parts.lost
        assert lost % 20 == 0
        assert lost + results.parts.came_in in (16 * 20, 17 * 20)
        assert results.equipment["infeed"].lost == lost
