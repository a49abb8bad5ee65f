"""Safety zones, event by event: who stands while somebody is inside, and for how long the zone needs to restart."""

from replay.states import State
from sim import Simulation
from tests.sim.logbook import Logbook, simulated

W, F, S, STOPPED, REPAIR = State.WORKING, State.FAILED, State.STARVED, State.STOPPED, State.WAITING_REPAIR


def cell(r1: str, zone: str, people: str, r2: str = "", until: float = 60.0) -> tuple[Simulation, Logbook]:
    """Run two robots side by side behind one fence, each always fed."""
    return simulated(
        f"""
products: {{A: {{}}, B: {{}}}}
equipment:
  in_1: {{kind: source, at: [0, 0], product: A}}
  r1: {{kind: machine, at: [5, 0], size: 2 x 2 x 2 m, cycle: 4 s, {r1}}}
  out_1: {{kind: sink, at: [10, 0]}}
  in_2: {{kind: source, at: [0, 5], product: A}}
  r2: {{kind: machine, at: [5, 5], size: 2 x 2 x 2 m, cycle: 3 s{r2}}}
  out_2: {{kind: sink, at: [10, 5]}}
flow: [in_1 -> r1 -> out_1, in_2 -> r2 -> out_2]
zones: {zone}
people: {people}
""",
        until,
    )


FITTER = "{T1: {repairs: [r1], walk: at once}}"
FAILURE = "failures: [{mtbf: constant 10 s, mttr: constant 5 s}]"


def test_a_failure_that_needs_a_person_stops_every_member() -> None:
    """r1 fails at 10 s for 5 s, the zone restarts within 2 s; r2 has 2 s left of its part at 10 s."""
    simulation, log = cell(FAILURE, "{cell_1: {members: [r1, r2], restart: 2 s}}", FITTER, until=20.0)
    assert log.states("r1") == [(0.0, W), (10.0, F), (15.0, STOPPED), (17.0, W)]
    assert log.states("r2") == [(0.0, W), (10.0, STOPPED), (17.0, W)]
    assert [t for t, _ in log.entries("") if t > 9.5] == [19.0, 19.0]
    results = simulation.results()
    assert results.equipment["r2"].states is not None
    assert results.equipment["r2"].states.planned[STOPPED] == 7 / 20


def test_a_failure_that_clears_itself_stops_nobody_else() -> None:
    _, log = cell(FAILURE.replace("}", ", repair_by: nobody}"), "{cell_1: [r1, r2]}", FITTER, until=20.0)
    assert log.states("r2") == [(0.0, W)]


def test_a_setter_inside_stops_the_others_but_not_the_member_that_he_changes_over() -> None:
    simulation, log = simulated(
        """
products: {A: {}, B: {}}
equipment:
  in_1: {kind: source, at: [0, 0], schedule: [{at: 0 s, product: A}, {at: 0 s, product: B}]}
  r1: {kind: machine, at: [5, 0], cycle: 4 s, changeover: 6 s}
  out_1: {kind: sink, at: [10, 0]}
  in_2: {kind: source, at: [0, 5], product: A}
  r2: {kind: machine, at: [5, 5], cycle: 3 s}
  out_2: {kind: sink, at: [10, 5]}
flow: [in_1 -> r1 -> out_1, in_2 -> r2 -> out_2]
zones: {cell_1: {members: [r1, r2], restart: 3 s}}
people: {S1: {sets_up: all, walk: at once}}
""",
        20.0,
    )
    assert log.states("r1") == [(0.0, W), (4.0, State.CHANGEOVER), (10.0, STOPPED), (13.0, W), (17.0, S)]
    assert log.states("r2") == [(0.0, W), (4.0, STOPPED), (13.0, W)]
    assert simulation.results().people["S1"].working == 6 / 20


def test_a_task_inside_stops_the_member_too() -> None:
    people = "{A1: {walk: at once, tasks: [{at: r1, every: 2 parts, takes: 5 s}]}}"
    _, log = cell("label: Robot", "{cell_1: [r1, r2]}", people, until=30.0)
    assert log.states("r1")[:4] == [(0.0, W), (8.0, STOPPED), (13.0, W), (21.0, STOPPED)]
    assert log.states("r2")[:4] == [(0.0, W), (8.0, STOPPED), (13.0, W), (21.0, STOPPED)]


def test_the_zone_stands_until_the_last_has_left() -> None:
    """r1 fails at 10 s for 5 s, r2 by the calendar at 12 s for 10 s; one fitter repairs both, one after the other."""
    r2 = ", failures: [{mtbf: constant 12 s, mttr: constant 10 s, ages: calendar}]"
    people = "{T1: {repairs: all, walk: at once}}"
    _, log = cell(FAILURE, "{cell_1: {members: [r1, r2], restart: 1 s}}", people, r2, until=30.0)
    assert log.states("r1") == [(0.0, W), (10.0, F), (15.0, STOPPED), (26.0, W)]
    assert log.states("r2") == [(0.0, W), (10.0, STOPPED), (12.0, REPAIR), (15.0, F), (25.0, STOPPED), (26.0, W)]


def test_the_cause_of_the_stop_is_the_zone_and_that_of_the_failure_the_machine() -> None:
    _, log = cell(FAILURE, "{cell_1: [r1, r2]}", FITTER, until=12.0)
    assert log.causes("r2")[-1] == (10.0, STOPPED, "cell_1")
    assert log.causes("r1")[-1] == (10.0, F, "r1")
