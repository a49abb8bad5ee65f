"""Maintenance, tools, first parts and start-ups, event by event; failures by parts, minor stops."""

import pytest

from layouts import loads
from layouts.capacity import capacity_of
from layouts.reading import read_text
from replay.states import State
from sim import Checkpoint, Simulation, simulate
from tests.sim.logbook import Logbook, simulated

W, C, M, S, F = State.WORKING, State.CHANGEOVER, State.MAINTENANCE, State.STARVED, State.FAILED


def press(extra: str, source: str = "", until: float = 40.0, sections: str = "") -> tuple[Simulation, Logbook]:
    """Run a press of 4 s a part, which is always fed, with some fields more."""
    return simulated(
        f"""
equipment:
  infeed: {{kind: source, at: [0, 0]{source}}}
  press: {{kind: machine, at: [5, 0], cycle: 4 s, {extra}}}
  out: {{kind: sink, at: [10, 0]}}
flow: [infeed -> press -> out]
{sections}
""",
        until,
    )


def test_a_failure_every_so_many_parts_comes_between_two_parts() -> None:
    """After the third part at 12 s, 5 s; the next after three more parts, at 29 s."""
    simulation, log = press("failures: [{every: 3 parts, mttr: constant 5 s, label: pins}]")
    assert log.states("press") == [(0.0, W), (12.0, F), (17.0, W), (29.0, F), (34.0, W)]
    assert [t for t, _ in log.entries("")] == [4.0, 8.0, 12.0, 21.0, 25.0, 29.0, 38.0]
    assert simulation.results().equipment["press"].failures == {"pins": (2, 10.0)}


def test_minor_stops_are_shown_apart() -> None:
    """Every part a jam of 2 s, and after 10 s of work a crash of 8 s: the limit is 5 s."""
    simulation, _ = press(
        "failures: [{every: 1 part, mttr: constant 2 s, label: jam}, "
        "{mtbf: constant 10 s, mttr: constant 8 s, label: crash}]",
        until=60.0,
        sections="run: {minor_stop_limit: 5 s}",
    )
    figures = simulation.results().equipment["press"]
    assert set(figures.failures) == {"jam", "crash"}
    assert figures.minor_stops["jam"] == figures.failures["jam"]
    assert figures.minor_stops["crash"] == (0, 0.0)
    assert figures.failures["crash"][0] > 0
    said = simulation.results().to_json_object()["equipment"]["press"]["failures"]["jam"]
    assert said == {
        "count": said["count"],
        "down_s": said["down_s"],
        "minor_count": said["count"],
        "minor_s": said["down_s"],
    }


def test_a_tool_is_changed_after_so_many_parts() -> None:
    simulation, log = press("tools: [{every: 2 parts, takes: 3 s}]", until=30.0)
    assert log.states("press") == [(0.0, W), (8.0, C), (11.0, W), (19.0, C), (22.0, W)]
    figures = simulation.results().equipment["press"]
    assert figures.upkeep == {"tools 1": (2, 6.0)}
    assert figures.changeovers == (0, 0.0)
    assert figures.states is not None
    assert figures.states.planned[C] == pytest.approx(6 / 30)


def test_a_tool_is_changed_after_so_much_work_when_the_part_in_work_is_finished() -> None:
    """Parts come every 6 s: ten seconds of work are over at 20 s, within the third part, which is finished at 22 s."""
    _, log = press("tools: [{every: 10 s, takes: 3 s}]", ", every: 6 s", 46.0)
    assert log.states("press")[4:8] == [(16.0, S), (18.0, W), (22.0, C), (25.0, W)]


def test_maintenance_waits_for_the_part_in_work_and_is_not_planned_time() -> None:
    """Due at 10 s; the part in work is finished at 12 s; 10 s later it goes on, and is due again at 32 s."""
    simulation, log = press("maintenance: [{every: 10 s, takes: 10 s, label: greasing}]")
    assert log.states("press") == [(0.0, W), (12.0, M), (22.0, W), (34.0, M)]
    figures = simulation.results().equipment["press"]
    assert figures.upkeep == {"greasing": (1, 16.0)}
    assert figures.states is not None
    assert figures.states.elapsed[M] == pytest.approx(16 / 40)
    assert figures.states.planned[M] == 0.0
    assert figures.states.planned[W] == pytest.approx(1.0)
    assert figures.oee is not None
    assert figures.oee.availability == pytest.approx(1.0)


def test_all_nests_finish_before_maintenance_and_begin_together_after_it() -> None:
    _, log = press("nests: 2, maintenance: [{every: 5 s, takes: 10 s}]", ", every: 3 s", 30.0)
    assert log.entries("press") == [(3.0, 1), (17.0, 2), (20.0, 3)]
    assert log.states("press") == [(0.0, S), (3.0, W), (7.0, M), (17.0, W), (24.0, M)]


def test_whoever_maintains_walks_there_while_the_station_runs_on() -> None:
    """Due at 10 s, 9.6 m away at 1 m/s: he is there at 19.6 s, and the part in work then is finished at 20 s."""
    sections = "people: {T1: {walk: 1 m/s, home: [5, -11]}}"
    fields = "size: 2 x 2 x 2 m, maintenance: [{every: 10 s, takes: 3 s, by: T1}]"
    simulation, log = press(fields, until=22.0, sections=sections)
    assert log.states("press") == [(0.0, W), (20.0, M)]
    assert simulation.results().people["T1"].walked == pytest.approx(9.6)
    assert simulation.results().people["T1"].working == pytest.approx((22 - 19.6) / 22)


def test_worn_tools_make_no_parts_while_the_setter_is_awaited() -> None:
    """After two parts, at 8 s, he sets out: 10 s on the way, 3 s of work."""
    sections = "people: {S1: {walk: 1 m/s, home: [5, -11.4]}}"
    _, log = press("size: 2 x 2 x 2 m, tools: [{every: 2 parts, takes: 3 s, by: S1}]", until=30.0, sections=sections)
    assert log.states("press")[:4] == [(0.0, W), (8.0, State.WAITING_SETTER), (18.0, C), (21.0, W)]


def two_products(extra: str, sections: str = "", lots: str = "AABB", until: float = 60.0) -> tuple[Simulation, Logbook]:
    """Run a press of 4 s a part and 6 s a changeover with parts of two products that wait."""
    order = ", ".join(f"{{at: 0 s, product: {product}}}" for product in lots)
    return simulated(
        f"""
products: {{A: {{}}, B: {{}}}}
equipment:
  infeed: {{kind: source, at: [0, 0], schedule: [{order}]}}
  press: {{kind: machine, at: [5, 0], cycle: 4 s, changeover: 6 s, {extra}}}
  out: {{kind: sink, at: [10, 0]}}
flow: [infeed -> press -> out]
{sections}
""",
        until,
    )


def test_the_first_part_after_a_changeover_is_inspected() -> None:
    """Two parts until 8 s, changeover until 14 s, the first of the new lot until 18 s, its inspection until 25 s."""
    simulation, log = two_products("first_off: 7 s")
    assert [t for t, _ in log.entries("")] == [4.0, 8.0, 25.0, 29.0]
    assert log.states("press") == [(0.0, W), (8.0, C), (14.0, W), (18.0, C), (25.0, W), (29.0, S)]
    assert simulation.results().equipment["press"].changeovers == (1, 13.0)


def test_the_first_parts_after_a_changeover_are_scrap() -> None:
    simulation, log = two_products("scrap_first: 2", lots="AABBBA", until=100.0)
    results = simulation.results()
    assert log.entries("")[2:5] == [(18.0, 3), (22.0, 4), (26.0, 5)]
    assert (results.parts.out, results.parts.scrapped) == (3, 3)
    assert results.equipment["press"].scrapped == 3
    assert results.equipment["press"].first_pass_yield == pytest.approx(0.5)


def test_a_changeover_waits_for_what_is_prepared_beside_the_station() -> None:
    """Prepared from 0 s to 20 s: the changeover that is due at 8 s begins then; the next is prepared from 26 s on."""
    simulation, log = two_products("prepare: 20 s", lots="AABBA", until=100.0)
    assert log.states("press") == [
        (0.0, W),
        (8.0, State.WAITING_SETTER),
        (20.0, C),
        (26.0, W),
        (34.0, State.WAITING_SETTER),
        (46.0, C),
        (52.0, W),
        (56.0, S),
    ]
    assert simulation.results().equipment["press"].changeovers == (2, 12.0)


def test_what_is_prepared_in_time_costs_nothing() -> None:
    _, log = two_products("prepare: 8 s")
    assert [t for t, _ in log.entries("")] == [4.0, 8.0, 18.0, 22.0]


def test_the_setter_prepares_and_changes_over() -> None:
    """He prepares from 0 s to 5 s, changes over from 8 s to 14 s, and prepares the next from then on."""
    sections = "people: {S1: {sets_up: all, walk: at once}}"
    simulation, log = two_products("prepare: 5 s", sections, until=40.0)
    assert log.states("press")[:3] == [(0.0, W), (8.0, C), (14.0, W)]
    work = simulation.results().people["S1"]
    assert work.working == pytest.approx((5 + 6 + 5) / 40)


def test_a_long_stop_is_followed_by_a_start_up_a_short_one_is_not() -> None:
    failures = "failures: [{every: 2 parts, mttr: constant 5 s}, {every: 3 parts, mttr: constant 20 s}]"
    _, log = press(f"{failures}, start_up: {{after: 10 s, takes: 7 s}}, scrap_first: 1", until=60.0)
    assert log.states("press") == [(0.0, W), (8.0, F), (13.0, W), (17.0, F), (37.0, C), (44.0, W), (48.0, F), (53.0, W)]


def test_scrap_after_a_start_up() -> None:
    simulation, _ = press(
        "failures: [{every: 3 parts, mttr: constant 20 s}], start_up: {after: 10 s, takes: 7 s}, scrap_first: 1",
        until=44.0,
    )
    assert (simulation.results().parts.out, simulation.results().parts.scrapped) == (3, 1)


def test_a_start_up_follows_a_break() -> None:
    layout = loads(
        """
linewright: 1
calendar:
  starts: 2026-03-02 06:00 Europe/Berlin
  shifts: {early: {days: Mon-Sun, hours: 06:00-07:00, breaks: [06:10-06:20]}}
equipment:
  infeed: {kind: source, at: [0, 0]}
  press: {kind: machine, at: [5, 0], cycle: 1 min, start_up: {after: 10 min, takes: 5 min}}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> press -> out]
"""
    )
    results = simulate(layout, 4000.0)
    assert results.parts.out == 45
    states = results.equipment["press"].states
    assert states is not None
    assert states.planned[C] == pytest.approx(5 / 50)


def test_tools_take_their_share_of_the_output() -> None:
    """Tools of 4 min after 120 parts of 1 min: 120 parts in 124 min."""
    fields = "tools: [{every: 120 parts, takes: 4 min}]"
    simulation, _ = press(fields.replace("120 parts", "120 parts").replace("4 min", "16 s"), until=0.0)
    simulation.run(10 * (120 * 4 + 16.0))
    assert simulation.results().parts.out == 1200


SHIFTS = """
calendar:
  starts: 2026-03-02 06:00 Europe/Berlin
  shifts:
    early: {days: Mon-Fri, hours: 06:00-06:10, breaks: [06:04-06:05]}
    late: {days: Mon-Fri, hours: 06:20-06:30}
"""


def test_what_is_due_every_shift_is_done_when_it_ends() -> None:
    """Shifts of 10 min at 0 and 1200 s, 100 s of cleaning each: from 500 to 600 s, and from 1700 to 1800 s."""
    extra = "maintenance: [{every: shift, takes: constant 100 s, label: Cleaning}]"
    simulation, log = press(extra, until=3000.0, sections=SHIFTS)
    cleaned = [(t, state) for t, state in log.states("press") if state is M or t in (600.0, 1800.0)]
    assert cleaned == [(500.0, M), (600.0, State.OFF_SHIFT), (1700.0, M), (1800.0, State.OFF_SHIFT)]
    assert simulation.results().equipment["press"].upkeep == {"Cleaning": (2, 200.0)}


def test_what_takes_longer_than_a_shift_begins_with_it() -> None:
    log = press("maintenance: [{every: shift, takes: constant 700 s}]", until=1300.0, sections=SHIFTS)[1]
    assert [t for t, state in log.states("press") if state is M] == [1200.0]


def test_a_task_every_shift_is_done_beside_the_station_before_the_shift_ends() -> None:
    people = "people: {anne: {walk: at once, tasks: [{at: press, every: shift, takes: constant 100 s}]}}"
    simulation, _ = press("", until=550.0, sections=f"{SHIFTS}{people}")
    assert simulation.results().people["anne"].working == pytest.approx(50 / 490)
    fork = Simulation(simulation.layout).restore(Checkpoint.from_json(simulation.checkpoint().to_json()))
    for run in (simulation, fork):
        run.run(3000.0)
    assert fork.results() == simulation.results()
    assert simulation.results().people["anne"].working == pytest.approx(200 / 1140)


def test_every_shift_needs_shifts_and_counts_in_loads() -> None:
    press = "  press: {kind: machine, at: [5, 0], cycle: 4 s, tools: [{every: shift, takes: 54 s}]}\n"
    text = f"linewright: 1\nequipment:\n{press}"
    (problem,) = read_text(text).errors
    assert problem.expected == "shifts in a section `calendar`, before whose ends it is done"
    flow = "  a: {kind: source, at: [0, 0]}\n  z: {kind: sink, at: [9, 0]}\nflow: [a -> press -> z]\n"
    assert capacity_of(loads(text + flow + SHIFTS)).pace == pytest.approx(4 * (1 + 54 / 570))
