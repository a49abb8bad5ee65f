"""People event by event: who is sent when, ways, handing over, repairs, changeovers, crews, irregular work, breaks."""

import pytest

from replay.states import State
from sim import Simulation
from sim.jobs import Work
from sim.people_figures import PeopleFigures
from tests.sim.logbook import simulated


def figures(simulation: Simulation, post: str) -> PeopleFigures:
    """Return what the people of a post did."""
    return simulation.results().people[post]


CELL = """
equipment:
  infeed: {kind: source, at: [0, 0]}
  cell: {kind: machine, nests: 3, at: [3, 0], manual: 2 min, cycle: 6 min}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> cell -> out]
people:
  A: {works: [cell], walk: at once}
"""


def test_case_o01_a_man_machine_cell_makes_three_parts_in_eight_minutes() -> None:
    simulation, _ = simulated(CELL, 8 * 3600.0)
    simulation.end_warm_up()
    simulation.run(16 * 3600.0)
    assert simulation.results().throughput * 60 == pytest.approx(0.375, abs=1e-9)
    assert figures(simulation, "A").working == pytest.approx(0.75, abs=1e-9)
    assert figures(simulation, "A").work[Work.RUN] == figures(simulation, "A").working


TWO = """
equipment:
  infeed: {kind: source, at: [0, 0], every: 10 s, first: 0 s, limit: 2}
  first: {kind: workplace, at: [2, 0], size: 1 x 1 x 1 m, manual: 3 s, exchange: 1 s}
  second: {kind: workplace, at: [12, 0], size: 1 x 1 x 1 m, manual: 5 s, cycle: 1 s}
  out: {kind: sink, at: [14, 0]}
flow: [infeed -> first -> second -> out]
people:
  A: {works: [first, second], walk: 2 m/s}
"""


def test_who_works_at_two_stations_walks_between_them_and_stays_where_he_ends() -> None:
    """The way of 10 m takes 5 s; the exchange needs nobody; the machine's own time lets him go."""
    simulation, log = simulated(TWO, 60.0)
    assert log.states("first") == [
        (0.0, State.WORKING),
        (4.0, State.STARVED),
        (10.0, State.WORKING),
        (11.0, State.WAITING_OPERATOR),
        (19.0, State.WORKING),  # free at 14 at the second station
        (22.0, State.STARVED),
    ]
    assert log.states("second") == [
        (0.0, State.STARVED),
        (4.0, State.WAITING_OPERATOR),
        (9.0, State.WORKING),
        (15.0, State.STARVED),
        (22.0, State.WAITING_OPERATOR),
        (27.0, State.WORKING),
        (33.0, State.STARVED),
    ]
    did = figures(simulation, "A")
    assert (did.working, did.walking, did.walked) == pytest.approx((16 / 60, 15 / 60, 30.0))


HOME = """
equipment:
  infeed: {kind: source, at: [0, 0], every: 10 s, first: 0 s, limit: 2}
  bench: {kind: workplace, at: [2, 0], size: 1 x 1 x 1 m, manual: 3 s, exchange: 1 s}
  out: {kind: sink, at: [4, 0]}
flow: [infeed -> bench -> out]
people:
  A: {works: [bench], walk: 2 m/s, home: [2, -10.9]}
"""


def test_who_has_a_home_goes_there_and_is_called_back_from_where_he_is() -> None:
    """The way of 10 m takes 5 s. He sets out for home at 9, and is asked for at 11, when he is 4 m away."""
    simulation, log = simulated(HOME, 40.0)
    assert log.states("bench") == [
        (0.0, State.WORKING),
        (1.0, State.WAITING_OPERATOR),
        (6.0, State.WORKING),
        (9.0, State.STARVED),
        (10.0, State.WORKING),
        (11.0, State.WAITING_OPERATOR),
        (13.0, State.WORKING),
        (16.0, State.STARVED),
    ]
    did = figures(simulation, "A")
    assert (did.walking, did.walked) == pytest.approx((14 / 40, 28.0))


def test_at_one_instant_people_are_handed_over_after_parts_have_moved() -> None:
    """The second nest asks first; the first station's own next part asks later, at the instant he gets free."""
    text = """
equipment:
  a_in: {kind: source, at: [0, 0]}
  b_in: {kind: source, at: [0, 3], first: 1 s, every: 100 s}
  a: {kind: workplace, at: [3, 0], manual: 4 s}
  b: {kind: workplace, at: [3, 3], manual: 2 s}
  out: {kind: sink, at: [6, 0]}
flow: [a_in -> a -> out, b_in -> b -> out]
people:
  A: {works: all, walk: at once}
"""
    _, log = simulated(text, 12.0)
    assert log.states("b") == [
        (0.0, State.STARVED),
        (1.0, State.WAITING_OPERATOR),
        (4.0, State.WORKING),
        (6.0, State.STARVED),
    ]
    assert log.states("a") == [(0.0, State.WORKING), (4.0, State.WAITING_OPERATOR), (6.0, State.WORKING)]


def test_of_requests_at_one_instant_the_most_urgent_goes_first_not_the_first_in_the_file() -> None:
    """At 4 s the first part is finished: the next one asks at once, the failure as well, which is more urgent."""
    text = """
equipment:
  a_in: {kind: source, at: [0, 0]}
  b_in: {kind: source, at: [0, 3]}
  a: {kind: workplace, at: [3, 0], manual: 4 s}
  b: {kind: machine, at: [3, 3], cycle: 60 s, failures: [{mtbf: constant 4 s, mttr: constant 3 s}]}
  out: {kind: sink, at: [6, 0]}
flow: [a_in -> a -> out, b_in -> b -> out]
people:
  A: {works: [a], repairs: [b], walk: at once}
"""
    _, log = simulated(text, 10.5)
    assert log.states("b") == [(0.0, State.WORKING), (4.0, State.FAILED), (7.0, State.WORKING)]
    assert log.states("a") == [(0.0, State.WORKING), (4.0, State.WAITING_OPERATOR), (7.0, State.WORKING)]


FAILING = """
equipment:
  infeed: {kind: source, at: [0, 0]}
  mill: {kind: machine, at: [3, 0], size: 1 x 1 x 1 m, cycle: 1 h, failures: [jam]}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> mill -> out]
failures:
  jam: {mtbf: constant 20 s, mttr: constant 3 s}
people:
  F: {repairs: all, home: [3, -6.9], walk: 2 m/s}
"""


def test_a_failure_waits_for_the_fitter_and_its_time_has_both() -> None:
    simulation, log = simulated(FAILING, 30.0)
    assert log.states("mill") == [
        (0.0, State.WORKING),
        (20.0, State.WAITING_REPAIR),
        (23.0, State.FAILED),
        (26.0, State.WORKING),
    ]
    number, seconds = simulation.results().equipment["mill"].failures["jam"]
    assert number == 1
    assert seconds == pytest.approx(6.0)
    assert figures(simulation, "F").work[Work.REPAIR] == pytest.approx(3 / 30)


@pytest.mark.parametrize("said", [", repair_by: nobody", ""])
def test_what_nobody_repairs_clears_itself(said: str) -> None:
    text = FAILING.replace("constant 3 s}", f"constant 3 s{said}}}")
    _, log = simulated(text if said else text.replace("repairs: all", "tasks: []"), 30.0)
    assert log.states("mill") == [(0.0, State.WORKING), (20.0, State.FAILED), (23.0, State.WORKING)]


def test_whom_a_failure_names_repairs_it_whatever_his_section_says() -> None:
    text = FAILING.replace("constant 3 s}", "constant 3 s, repair_by: G}") + "  G: {home: [3, -2.9], walk: 2 m/s}\n"
    _, log = simulated(text, 25.0)
    assert log.states("mill")[1:3] == [(20.0, State.WAITING_REPAIR), (21.0, State.FAILED)]


def test_a_failure_lets_the_operator_go_who_may_repair_it_and_finishes_then() -> None:
    text = """
equipment:
  infeed: {kind: source, at: [0, 0]}
  bench: {kind: workplace, at: [3, 0], manual: 30 s, failures: [{mtbf: constant 20 s, mttr: constant 3 s}]}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> bench -> out]
people:
  A: {works: all, repairs: all}
"""
    simulation, log = simulated(text, 40.0)
    assert log.states("bench")[:3] == [(0.0, State.WORKING), (20.0, State.FAILED), (23.0, State.WORKING)]
    assert log.exits("bench") == [(33.0, 1)]
    assert figures(simulation, "A").working == pytest.approx(1.0)


SETUP = """
products: {p: {}, q: {}}
equipment:
  infeed: {kind: source, at: [0, 0], schedule: [{at: 0 s, parts: 1, product: p}, {at: 10 s, parts: 1, product: q}]}
  mill: {kind: machine, at: [3, 0], size: 1 x 1 x 1 m, cycle: 4 s, changeover: 6 s}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> mill -> out]
people:
  S: {sets_up: [mill], home: [3, -4.9], walk: 2 m/s}
"""


def test_a_changeover_waits_for_the_setter() -> None:
    simulation, log = simulated(SETUP, 30.0)
    assert log.states("mill") == [
        (0.0, State.WORKING),
        (4.0, State.STARVED),
        (10.0, State.WAITING_SETTER),
        (12.0, State.CHANGEOVER),
        (18.0, State.WORKING),
        (22.0, State.STARVED),
    ]
    assert simulation.results().equipment["mill"].changeovers == (1, 6.0)
    assert figures(simulation, "S").work[Work.CHANGEOVER] == pytest.approx(6 / 30)


def test_who_works_at_a_station_changes_it_over_where_nobody_else_does() -> None:
    _, log = simulated(SETUP.replace("sets_up", "works"), 30.0)
    assert (12.0, State.CHANGEOVER) in log.states("mill")


def test_a_changeover_for_which_nobody_is_named_needs_nobody() -> None:
    _, log = simulated(SETUP.replace("sets_up: [mill]", "works: []"), 30.0)
    assert (10.0, State.CHANGEOVER) in log.states("mill")


def test_a_crew_of_two_sets_out_together_and_begins_when_both_are_there() -> None:
    text = """
equipment:
  infeed: {kind: source, at: [0, 0], limit: 1}
  bench: {kind: workplace, at: [3, 0], size: 1 x 1 x 1 m, manual: 4 s, crew: 2}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> bench -> out]
people:
  A: {works: all, home: [3, -2.9], walk: 2 m/s, allowance: 25 %}
  B: {works: all, home: [3, -6.9], walk: 2 m/s}
"""
    simulation, log = simulated(text, 20.0)
    assert log.states("bench") == [(0.0, State.WAITING_OPERATOR), (3.0, State.WORKING), (8.0, State.STARVED)]
    a, b = figures(simulation, "A"), figures(simulation, "B")
    assert (a.working, a.walking, a.waiting) == pytest.approx((5 / 20, 2 / 20, 13 / 20))  # 1 s there, 2 s for the other
    assert (b.working, b.walking) == pytest.approx((5 / 20, 6 / 20))


def test_the_nearest_who_is_free_is_sent() -> None:
    text = """
equipment:
  infeed: {kind: source, at: [0, 0], limit: 1}
  bench: {kind: workplace, at: [3, 0], manual: 4 s}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> bench -> out]
people:
  far: {works: all, home: [3, -9]}
  near: {works: all, home: [3, -3]}
"""
    simulation, _ = simulated(text, 20.0)
    assert (figures(simulation, "far").working, figures(simulation, "near").working) == pytest.approx((0.0, 0.2))


TASKS = """
equipment:
  infeed: {kind: source, at: [0, 0]}
  mill: {kind: machine, at: [3, 0], cycle: 10 s}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> mill -> out]
people:
  A: {walk: at once, tasks: [{at: mill, every: 3 parts, takes: 5 s}, {at: mill, every: 32 s, takes: 40 s}]}
"""


def test_irregular_work_is_due_by_parts_and_by_time_and_none_is_left_out() -> None:
    """5 s from 30, 40 s from 35 to 75, which is due at 64 again; 5 s from 75, due since 60; then 40 s from 80."""
    simulation, log = simulated(TASKS, 110.0)
    assert log.states("mill") == [(0.0, State.WORKING)]
    assert figures(simulation, "A").working == pytest.approx((110 - 30) / 110)
    assert figures(simulation, "A").work[Work.IRREGULAR] == pytest.approx(80 / 110)


def test_work_is_more_urgent_than_irregular_work() -> None:
    text = (
        TASKS.replace("cycle: 10 s", "manual: 10 s").replace("machine", "workplace").replace("A: {", "A: {works: all, ")
    )
    simulation, log = simulated(text, 100.0)
    assert [t for t, _ in log.exits("mill")] == [10.0 * number for number in range(1, 10)]
    assert figures(simulation, "A").work[Work.IRREGULAR] == 0


BREAK = """
calendar:
  starts: 2026-03-02 06:00 Europe/Berlin
  at_break: %s
  shifts: {early: {days: Mon-Fri, hours: 06:00-14:00, breaks: [06:01-06:02]}}
equipment:
  infeed: {kind: source, at: [0, 0]}
  bench: {kind: workplace, at: [3, 0], manual: 40 s}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> bench -> out]
people:
  A: {works: all}
"""


@pytest.mark.parametrize(
    ("at_break", "exits"),
    [("suspend", [40.0, 140.0, 180.0]), ("finish", [40.0, 160.0, 200.0]), ("run_on", [40.0, 80.0, 160.0])],
)
def test_a_break_suspends_the_work_or_follows_it(at_break: str, exits: list[float]) -> None:
    """With `run_on` he finishes the part at hand; the next waits for him until the break is over."""
    simulation, log = simulated(BREAK % at_break, 201.0)
    assert [t for t, _ in log.exits("bench")][:3] == exits
    did = figures(simulation, "A")
    assert did.working + did.waiting == pytest.approx(1.0)


def test_a_pool_has_as_many_people_as_the_shift_says() -> None:
    text = BREAK % "suspend"
    text = text.replace("hours: 06:00-14:00, breaks: [06:01-06:02]}", "hours: 06:00-06:02}, late: {hours: 06:02-06:04}")
    text = text.replace("manual: 40 s", "manual: 40 s, nests: 2").replace(
        "works: all", "works: all, count: {early: 1, late: 2}"
    )
    _, log = simulated(text, 240.0)
    assert [t for t, _ in log.exits("bench")] == [40.0, 80.0, 120.0, 160.0, 160.0, 200.0, 200.0]


def test_a_machine_without_anything_for_people_is_as_fast_with_them() -> None:
    with_people, _ = simulated(TASKS, 500.0)
    without, _ = simulated(TASKS.partition("people:")[0], 500.0)
    assert with_people.results().parts == without.results().parts


def test_case_f05_machine_interference_in_short() -> None:
    """Five machines, one fitter: the machine-repair model M/M/1//5; 99.99 % of runs as long lie within the limits."""
    machines = "".join(
        f"  m{n}: {{kind: machine, at: [3, {n}], cycle: 2 h, "
        "failures: [{mtbf: exponential 10 h, mttr: exponential 1 h, ages: calendar}]}\n"
        f"  s{n}: {{kind: source, at: [0, {n}]}}\n  e{n}: {{kind: sink, at: [6, {n}]}}\n"
        for n in range(5)
    )
    flow = "".join(f"  - s{n} -> m{n} -> e{n}\n" for n in range(5))
    text = f"equipment:\n{machines}flow:\n{flow}people:\n  F: {{repairs: all, walk: at once}}\n"
    simulation, _ = simulated(text, 30_000 * 3600.0, seed=5)
    results = simulation.results()
    failures = [figures for n in range(5) for figures in results.equipment[f"m{n}"].failures.values()]
    down = sum(seconds for _, seconds in failures) / sum(count for count, _ in failures) / 3600
    assert down == pytest.approx(1.466632178, rel=0.06)
    assert results.people["F"].working == pytest.approx(0.4360478231, rel=0.05)
