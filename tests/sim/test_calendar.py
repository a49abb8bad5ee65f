"""Lines that keep to a calendar: exact numbers of parts, states, shifts, and forks at any moment."""

from dataclasses import replace
from random import Random

import pytest

from layouts import loads
from layouts.calendar import AtBreak, Calendar
from replay.states import State
from sim import Simulation, simulate
from sim.report import report
from sim.results import Parts
from tests.sim.logbook import simulated as logged
from tests.sim.random_stations import stations_text

HEAD = """
linewright: 1
calendar:
  starts: 2026-03-02 06:00 Europe/Berlin
  shifts: {early: {days: Mon-Fri, hours: 06:00-14:00, breaks: [09:00-09:15, 11:30-12:00]}}
"""
SHIFT, DAY = 28_800.0, 86_400.0


def line(station: str, calendar: str = "", source: str = "kind: source", rest: str = "") -> str:
    return (
        f"{HEAD}{calendar}{rest}equipment:\n  a: {{{source}, at: [1, 2]}}\n  m: {{{station}, at: [4, 2]}}\n"
        "  d: {kind: sink, at: [9, 2]}\nflow: [a -> m -> d]\n"
    )


def simulated(text: str, until: float) -> Simulation:
    simulation = Simulation(loads(text))
    simulation.run(until)
    return simulation


STATIONS = {
    "machine": "kind: machine, cycle: 110 s",
    "workplace": "kind: workplace, manual: 110 s",
    "oven": "kind: oven, cycle: 110 s, batch: 1",
    "packer": "kind: packer, pack: 1 per box, exchange: 110 s",
}


@pytest.mark.parametrize("station", STATIONS.values(), ids=STATIONS)
@pytest.mark.parametrize(("at_break", "expected"), [("suspend", 237), ("finish", 236), ("run_on", 261)])
def test_d11_a_shift_with_two_breaks(station: str, at_break: str, expected: int) -> None:
    """Case D11: a cycle of 110 s, always parts, 26,100 s of planned time."""
    text = line(station, f"  at_break: {at_break}\n")
    results = simulate(loads(text), SHIFT)
    assert (results.parts.good, results.planned_time) == (expected, 26_100)


def test_d11_a_rotary_machine_keeps_to_the_calendar_too() -> None:
    station = f"kind: rotary, rate: {3600 / 110!r}/h, transit: 110 s"
    assert simulate(loads(line(station)), SHIFT).parts.good == 237
    assert simulate(loads(line(station, "  at_break: finish\n")), SHIFT).parts.good == 236


def test_a_station_may_say_its_own() -> None:
    text = line("kind: machine, cycle: 110 s, at_break: finish", "  at_break: run_on\n")
    assert simulate(loads(text), SHIFT).parts.good == 236


def test_the_states_of_planned_time_leave_out_breaks_and_add_up_to_1() -> None:
    results = simulate(loads(line("kind: machine, cycle: 110 s")), DAY)
    states = results.equipment["m"].states
    assert states is not None
    assert states.elapsed[State.WORKING] == 26_100 / DAY
    assert states.elapsed[State.BREAK] == 2_700 / DAY
    assert states.elapsed[State.OFF_SHIFT] == (DAY - SHIFT) / DAY
    assert states.planned == {state: float(state is State.WORKING) for state in State}
    assert sum(states.elapsed.values()) == pytest.approx(1.0, abs=1e-12)


def test_what_would_not_end_before_a_break_waits_stopped() -> None:
    simulation = simulated(line("kind: machine, cycle: 110 s", "  at_break: finish\n"), SHIFT)
    times = simulation.line.components["m"].state_times()
    assert (times[State.WORKING], times[State.STOPPED], times[State.BREAK]) == (236 * 110, 26_100 - 236 * 110, 2_700)


def test_d11_planned_busy_time_and_oee() -> None:
    """Availability, effectiveness and OEE are of 26,100 s: 237 parts of 110 s are 26,070 s."""
    oee = simulate(loads(line("kind: machine, cycle: 110 s")), DAY).equipment["m"].oee
    assert oee is not None
    assert oee.availability == 1.0
    assert oee.oee == pytest.approx(237 * 110 / 26_100, rel=1e-12)
    assert oee.quality == 1.0


@pytest.mark.parametrize("clock", ["working", "busy", "scheduled"])
def test_f01_a_failure_by_any_clock_of_planned_time_leaves_90_percent(clock: str) -> None:
    """90 min up, 10 min down, always parts: availability 0.9, also where nights lie between."""
    failure = f"{{mtbf: constant 90 min, mttr: constant 10 min, ages: {clock}}}"
    calendar = (
        "linewright: 1\ncalendar: {starts: 2026-03-02 00:00 UTC, shifts: {s: {days: Mon-Sun, hours: 06:00-16:00}}}\n"
    )
    text = line(f"kind: machine, cycle: 60 s, failures: [{failure}]").replace(HEAD, calendar)
    oee = simulate(loads(text), 5 * DAY).equipment["m"].oee
    assert oee is not None
    assert oee.availability == pytest.approx(0.9, abs=1e-12)


def test_a_failure_that_ages_in_planned_time_does_not_age_at_night() -> None:
    failure = "{mtbf: constant 10 h, mttr: constant 1 min, ages: scheduled}"
    simulation = Simulation(loads(line(f"kind: machine, cycle: 60 s, failures: [{failure}]")))
    simulation.run(DAY + 36_000 - 26_100 - 1)
    assert simulation.line.components["m"].figures()["failures"]["failure 1"][0] == 0
    simulation.run(DAY + 36_000 - 26_100 + 1)
    assert simulation.line.components["m"].figures()["failures"]["failure 1"][0] == 1


def test_a_failure_that_lasts_into_a_break_takes_nothing_from_planned_time() -> None:
    failure = "{mtbf: constant 170 min, mttr: constant 20 min, ages: working}"
    simulation = simulated(line(f"kind: machine, cycle: 60 s, failures: [{failure}]"), 11_700)
    times = simulation.line.components["m"].state_times()
    assert (times[State.FAILED], times[State.BREAK]) == (600, 900)


def test_a_timed_source_stands_with_its_clock() -> None:
    text = line("kind: machine, cycle: 1 s", source="kind: source, every: 100 s")
    assert simulated(text, 10_800).line.components["a"].completed == 107
    assert simulated(text, 2 * DAY - 1).line.components["a"].completed == 2 * 261
    source = simulated(text, DAY).line.components["a"]
    assert source.state_times()[State.BREAK] == 2_700


@pytest.mark.parametrize("rate", ["rate: 36/h", "every: 100 s"])
def test_parts_by_rate_come_as_parts_by_interval(rate: str) -> None:
    text = line("kind: machine, cycle: 1 s", source=f"kind: source, {rate}")
    assert [simulated(text, at).line.components["a"].completed for at in (12_000, 40_000, 90_001)] == [110, 261, 297]


def test_a_delivery_at_night_comes_in_the_morning() -> None:
    schedule = "kind: source, schedule: [{at: 30 min}, {at: 10 h, parts: 3}]"
    simulation = simulated(line("kind: machine, cycle: 10 s", source=schedule), DAY)
    assert simulation.line.components["d"].completed == 1
    simulation.run(DAY + 31)
    assert simulation.line.components["d"].completed == 4


def test_the_line_gets_empty_before_the_last_shift_ends() -> None:
    text = line("kind: machine, cycle: 110 s", "  empty_before: 30 min\n")
    simulation = simulated(text, SHIFT - 1)
    assert simulation.results().parts.inside == 0
    assert simulation.line.components["d"].completed == 221  # 220 until 30 min before the end, and one in work
    simulation.run(DAY + 110.5)
    assert simulation.line.components["d"].completed == 222


def test_conveyors_run_on_unless_they_are_told_to_stop() -> None:
    text = f"""{HEAD}equipment:
  a: {{kind: source, at: [1, 2], limit: 1}}
  m: {{kind: machine, at: [4, 2], cycle: 10795 s}}
  c: {{kind: conveyor, speed: 0.1 m/s}}
  d: {{kind: sink, at: [9, 2]}}
flow: [a -> m -> c -> d]
"""
    running, stopped = text, text.replace("0.1 m/s", "0.1 m/s, at_break: suspend")
    assert simulated(running, 11_000).line.components["d"].completed == 1
    assert simulated(stopped, 11_699).line.components["d"].completed == 0
    assert simulated(stopped, 11_800).line.components["d"].completed == 1
    assert simulated(stopped, 11_699).line.components["c"].state_times()[State.BREAK] == 899


def test_each_shift_has_its_pieces_and_what_was_wanted() -> None:
    late = "late: {days: Mon-Fri, hours: 14:00-22:00, breaks: [17:00-17:15, 19:30-20:00]}"
    head = HEAD.replace("11:30-12:00]}}", f"11:30-12:00]}}, {late}}}")
    text = line("kind: machine, cycle: 30 s", rest="products: {P: {demand: 1500/d}}\n").replace(HEAD, head)
    results = simulate(loads(text), DAY)
    found = [(shift.shift, shift.starts, shift.good) for shift in results.shifts]
    assert found == [("early", "2026-03-02T06:00:00+01:00", 870), ("late", "2026-03-02T14:00:00+01:00", 870)]
    assert [shift.target for shift in results.shifts] == pytest.approx([750, 750])
    assert results.takt == pytest.approx(34.8)
    assert (results.demand_met, results.starts) == (True, "2026-03-02T06:00:00+01:00")
    assert results.to_json_object()["throughput_per_hour"]["planned"] == pytest.approx(120)
    written = report(results, loads(text))
    assert "2 shifts x (8 h - 45 min) = 14.5 h; 1,500/d -> takt 34.8 s" in written
    assert "early   Mon 2026-03-02 06:00     870     750" in written


def test_after_the_warm_up_only_the_rest_of_a_shift_counts() -> None:
    text = line("kind: machine, cycle: 100 s", rest="products: {P: {demand: 261/d}}\n")
    (shift,) = simulate(loads(text), 18_000.0, warm_up=10_800.0).shifts
    assert shift.good == 153
    assert shift.target == pytest.approx(153)


def test_on_the_day_on_which_the_clocks_go_forward_a_night_makes_less() -> None:
    calendar = "linewright: 1\ncalendar:\n  starts: {}\n  shifts: {{night: {{days: Mon-Sun, hours: 22:00-06:00}}}}\n"
    made = []
    for start in ("2026-03-21 22:00", "2026-03-28 22:00", "2026-10-24 22:00"):
        text = line("kind: machine, cycle: 60 s").replace(HEAD, calendar.format(f"{start} Europe/Berlin"))
        made.append(simulate(loads(text), 10 * 3600.0).parts.good)
    assert made == [480, 420, 540]


STRETCHES = {
    "suspend": "  at_break: suspend\n",
    "finish": "  at_break: finish\n  empty_before: 40 min\n",
    "run_on": "  at_break: run_on\n",
}


@pytest.mark.parametrize("moment", [5_000.0, 10_790.0, 11_000.0, 28_000.0, 40_000.0, 86_400.0])
@pytest.mark.parametrize("calendar", STRETCHES.values(), ids=STRETCHES)
def test_a_fork_goes_on_as_its_original(calendar: str, moment: float) -> None:
    failure = "{mtbf: 40 min, mttr: 4 min, ages: scheduled}"
    station = f"kind: machine, nests: 2, cycle: triangular 50 80 190 s, failures: [{failure}]"
    text = line(station, calendar, source="kind: source, every: exponential 45 s, if_full: queue")
    original = simulated(text, moment)
    fork = Simulation(loads(text)).restore(original.checkpoint())
    for simulation in (original, fork):
        simulation.run(3 * DAY)
    assert original.results() == fork.results()


def test_a_fork_takes_up_another_calendar() -> None:
    text = line("kind: machine, cycle: 100 s")
    original = simulated(text, 11_000)  # in the first break
    without = Simulation(loads(text.replace(HEAD, "linewright: 1\n"))).restore(original.checkpoint())
    without.run(11_101)
    assert without.line.components["d"].completed == 109  # it works at once
    through = text.replace("09:00-09:15", "09:00-10:00")
    longer = Simulation(loads(through)).restore(original.checkpoint())
    longer.run(14_450)
    assert longer.line.components["d"].completed == 108
    longer.run(14_501)
    assert longer.line.components["d"].completed == 109


def test_a_line_without_a_calendar_takes_one_up() -> None:
    text = line("kind: machine, cycle: 100 s, manual: 0 s")
    original = simulated(text.replace(HEAD, "linewright: 1\n"), 5_050)
    fork = Simulation(loads(text)).restore(original.checkpoint())
    fork.run(11_700)
    assert fork.line.components["d"].completed == 108


RANDOM = """calendar:
  starts: 2026-03-28 21:50 Europe/Berlin
  shifts:
    a: {{days: Mon-Sun, hours: 21:45-22:30, breaks: [21:55-21:58, 22:10-22:12]}}
    b: {{days: Mon-Sun, hours: 22:30-23:00}}
    c: {{days: Mon-Sun, hours: 23:10-02:30}}
  at_break: {}
  empty_before: {}
"""


@pytest.mark.parametrize("seed", range(12))
def test_random_lines_keep_their_parts_and_fork_at_any_moment(seed: int) -> None:
    dice = Random(seed)
    head, _, rest = stations_text(seed).partition("\n")
    calendar = RANDOM.format(dice.choice(["suspend", "finish", "run_on"]), dice.choice(["0 s", "5 min"]))
    layout = loads(f"{head}\n{calendar}{rest}")
    original = Simulation(layout)
    original.run(dice.uniform(0.0, 9000.0))
    fork = Simulation(layout).restore(original.checkpoint())
    for simulation in (original, fork):
        simulation.run(9000.0)
    results = original.results()
    assert results == fork.results()
    assert_conserved(results.parts)
    planned = [sum(item.states.planned.values()) for item in results.equipment.values() if item.states]
    assert planned == pytest.approx([1.0] * len(planned), abs=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_random_lines_go_on_under_another_calendar(seed: int) -> None:
    head, _, rest = stations_text(seed).partition("\n")
    layout = loads(f"{head}\n{RANDOM.format('suspend', '5 min')}{rest}")
    original, without = Simulation(layout), loads(stations_text(seed))
    original.run(700.0 * (seed + 1))
    calendar = replace(layout.calendar or Calendar(), at_break=AtBreak.RUN_ON)
    for changed in (without, replace(layout, calendar=calendar)):
        fork = Simulation(changed).restore(original.checkpoint())
        fork.run(9000.0)
        assert_conserved(fork.results().parts)


def assert_conserved(parts: Parts) -> None:
    assert parts.came_in + parts.made == parts.out + parts.inside + parts.scrapped + parts.used


def test_a_source_with_a_schedule_stands_in_breaks_and_counts_them_apart() -> None:
    """Six parts come at 50 s, one a 9 s is taken, and none in the break from 60 s to 120 s."""
    simulation, log = logged(
        """
calendar:
  starts: 2026-03-02 06:00 Europe/Berlin
  shifts: {early: {days: Mon, hours: 06:00-06:10, breaks: [06:01-06:02]}}
equipment:
  infeed: {kind: source, at: [0, 0], schedule: [{at: 50 s, parts: 6}]}
  press: {kind: machine, at: [3, 0], cycle: 9 s, at_break: run_on}
  out: {kind: sink, at: [6, 0]}
flow: [infeed -> press -> out]
""",
        300.0,
    )
    assert log.entries("press") == [(50.0, 1), (59.0, 2), (120.0, 3), (129.0, 4), (138.0, 5), (147.0, 6)]
    assert log.states("infeed")[:4] == [
        (0.0, State.WORKING),
        (50.0, State.BLOCKED),
        (60.0, State.BREAK),
        (120.0, State.BLOCKED),
    ]
    states = simulation.results().equipment["infeed"].states
    assert states is not None
    assert states.elapsed[State.BREAK] == pytest.approx(0.2)
    assert states.planned[State.BREAK] == 0


def test_a_rate_over_the_day_follows_the_clock_of_the_calendar() -> None:
    """From 05:00 on: an hour without arrivals, then one a minute; and a run at night plans nothing, and says so."""
    text = """
linewright: 1
calendar: {starts: 2026-03-02 05:00 Europe/Berlin, shifts: {all: {days: Mon-Sun, hours: 05:00-22:00}}}
equipment:
  infeed: {kind: source, at: [0, 0], rate: {0 h: 0/h, 6 h: 60/h}, if_full: queue}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> out]
"""
    assert simulate(loads(text), 2 * 3600.0 + 1).parts.out == 60
    night = text.replace("05:00 Europe", "23:00 Europe")
    results = simulate(loads(night), 3600.0)
    assert "the calendar plans nothing of this time: no shift begins in it" in results.warnings
