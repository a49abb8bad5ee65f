"""Tunnels that must not stop: what overstays is scrap, counted by hand, whatever has kept it."""

import pytest

from layouts import loads
from replay.states import State
from sim import Checkpoint, Simulation
from tests.sim.logbook import Logbook, simulated

TUNNEL = "rate: 60/min, transit: 10 s"
"""One part a second, eleven of them on their way."""


def text(fields: str, behind: str = "cycle: 1 s", calendar: str = "") -> str:
    return f"""
{calendar}
equipment:
  infeed: {{kind: source, at: [0, 0]}}
  oven: {{kind: tunnel, at: [4, 0], {fields}}}
  press: {{kind: machine, at: [8, 0], {behind}}}
  out: {{kind: sink, at: [12, 0]}}
flow: [infeed -> oven -> press -> out]
"""


def stopped(overstay: str, stop: str = "12 s") -> tuple[Simulation, Logbook]:
    """Let the press behind stand once, from 30 s on."""
    failure = f"failures: [{{mtbf: constant 20 s, mttr: constant {stop}}}]"
    return simulated(text(f"{TUNNEL}, overstay: {overstay}", f"cycle: 1 s, {failure}"), 60.0)


def test_what_cannot_leave_within_the_overstay_is_scrapped_until_the_way_is_free() -> None:
    """The press stands from 30 to 42 s: the tunnel waits up to 35 s, then loses the parts of 35, 36, ... 41 s."""
    simulation, log = stopped("5 s")
    figures = simulation.results().equipment["oven"]
    assert (figures.scrapped, figures.completed - figures.good) == (7, 7)
    assert log.states("oven")[:3] == [(0.0, State.WORKING), (30.0, State.BLOCKED), (35.0, State.WORKING)]
    assert simulation.results().parts.scrapped == 7


@pytest.mark.parametrize(("overstay", "lost"), [("0 s", 12), ("5 s", 7), ("11 s", 1), ("12 s", 0), ("20 s", 0)])
def test_a_stop_behind_costs_its_length_less_the_overstay_at_the_rate(overstay: str, lost: int) -> None:
    assert stopped(overstay)[0].results().parts.scrapped == lost


def test_a_part_that_leaves_at_the_very_limit_is_good() -> None:
    log = stopped("12 s")[1]
    assert (42.0, 21) in log.exits("oven")


@pytest.mark.parametrize(("lasts", "lost"), [("4 s", 0), ("6 s", 10)])
def test_a_failure_of_its_own_spoils_all_that_is_inside(lasts: str, lost: int) -> None:
    """It fails at 20.5 s, with the parts of 11 to 20 s inside; they are lost as they come to the end."""
    failure = f"failures: [{{mtbf: constant 20.5 s, mttr: constant {lasts}}}]"
    simulation, log = simulated(text(f"{TUNNEL}, overstay: 5 s, {failure}", "cycle: 0.1 s"), 40.0)
    assert simulation.results().parts.scrapped == lost
    if lost:
        assert [part for _, part in log.exits("press") if 10 < part < 25] == [11, 22, 23, 24]


def test_it_runs_on_between_shifts_and_loses_what_nobody_takes() -> None:
    """For 2 min the press stands: after 115 s the tunnel throws out a part a second, unless it has run empty before."""
    calendar = (
        "calendar: {starts: 2026-03-02 06:00 Europe/Berlin, shifts: "
        "{early: {days: Mon-Fri, hours: 06:00-06:10}, late: {days: Mon-Fri, hours: 06:12-14:00}}}"
    )
    shift = text(f"{TUNNEL}, overstay: 115 s", calendar=calendar)
    running, _ = simulated(shift, 1000.0)
    assert running.results().parts.scrapped == 5
    emptied, _ = simulated(shift.replace("shifts:", "empty_before: 1 min, shifts:"), 1000.0)
    assert emptied.results().parts.scrapped == 0


def test_a_carrier_takes_no_harm() -> None:
    layout = f"""
linewright: 1
carriers: {{tray: {{count: 3, initially: trays}}}}
products: {{box: {{}}}}
equipment:
  load: {{kind: machine, at: [0, 0], cycle: 1 s, uses: {{tray: 1}}}}
  oven: {{kind: tunnel, at: [4, 0], {TUNNEL}, overstay: 2 s}}
  unload: {{kind: machine, at: [8, 0], cycle: 30 s, frees: {{tray: 1}}}}
  trays: {{kind: buffer, at: [4, 4], capacity: 5}}
  infeed: {{kind: source, at: [-3, 0]}}
  out: {{kind: sink, at: [12, 0]}}
flow: [infeed -> load -> oven -> unload -> out, unload.tray -> trays -> load.tray]
"""
    simulation = Simulation(loads(layout), paranoid=True)
    simulation.run(200.0)
    assert simulation.results().equipment["oven"].scrapped > 0
    assert simulation.line.carriers.numbers == {"tray": 3}


def test_a_fork_that_allows_less_throws_out_what_is_too_late_for_it() -> None:
    failure = "failures: [{mtbf: constant 20 s, mttr: constant 12 s}]"
    original = Simulation(loads("linewright: 1\n" + text(f"{TUNNEL}, overstay: 9 s", f"cycle: 1 s, {failure}")))
    original.run(38.0)
    stricter = loads("linewright: 1\n" + text(f"{TUNNEL}, overstay: 5 s", f"cycle: 1 s, {failure}"))
    fork = Simulation(stricter, paranoid=True).restore(Checkpoint.from_json(original.checkpoint().to_json()))
    fork.run(38.5)
    original.run(38.5)
    assert (original.results().parts.scrapped, fork.results().parts.scrapped) == (0, 1)
