"""Packers: filling, closing, letting out; what is in containers counts as what it is."""

import pytest

from layouts import loads
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.states import State
from sim import Checkpoint, Simulation, simulate
from sim.recording import header_of
from tests.sim.logbook import Logbook, simulated

FOUR = "pack: 4 per carton, exchange: 1 s, cycle: 3 s"


def line_with(fields: str = FOUR, source: str = "", behind: str = "", carton: str = "parts: {carton: {}}") -> str:
    press, way = f"  press: {{kind: machine, at: [10, 0], {behind}}}\n", " -> press"
    return f"""
products: {{can: {{}}}}
{carton}
equipment:
  infeed: {{kind: source, at: [0, 0], product: can{source}}}
  packer: {{kind: packer, at: [5, 0], {fields}}}
{press if behind else ""}  out: {{kind: sink, at: [15, 0]}}
flow: [infeed -> packer{way if behind else ""} -> out]
"""


def packer(fields: str = FOUR, *, source: str = "", behind: str = "", until: float = 30.0) -> Logbook:
    """Run a packer behind a source; with fields behind, a press behind the packer."""
    return simulated(line_with(fields, source, behind), until)[1]


def test_parts_are_put_in_one_after_the_other_and_leave_together() -> None:
    """Cans 1 to 4 end at 7 s, when carton 5 is closed and leaves."""
    log = packer(until=8.5)
    assert log.entries("packer") == [(0.0, 1), (1.0, 2), (2.0, 3), (3.0, 4), (7.0, 5), (7.0, 6), (8.0, 7)]
    assert log.entries("") == [(7.0, 1), (7.0, 2), (7.0, 3), (7.0, 4), (7.0, 5)]
    assert log.places("packer")[:5] == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 0)]
    assert log.states("packer") == [(0.0, State.WORKING)]


def test_it_is_starved_between_parts() -> None:
    log = packer(source=", every: 3 s, first: 2 s")
    assert log.states("packer")[:8] == [
        (0.0, State.STARVED),
        (2.0, State.WORKING),
        (3.0, State.STARVED),
        (5.0, State.WORKING),
        (6.0, State.STARVED),
        (8.0, State.WORKING),
        (9.0, State.STARVED),
        (11.0, State.WORKING),
    ]


def test_without_times_it_packs_at_once() -> None:
    log = packer("pack: 4 per carton", source=", every: 3 s, first: 2 s")
    assert [t for t, _ in log.entries("")] == [11.0] * 5 + [23.0] * 5
    assert log.states("packer") == [(0.0, State.STARVED)]


def test_nothing_comes_in_before_a_full_container_has_left() -> None:
    log = packer(behind="cycle: 20 s", until=45.0)
    assert log.exits("packer")[4] == (7.0, 5)
    assert log.states("packer")[:4] == [
        (0.0, State.WORKING),
        (14.0, State.BLOCKED),
        (27.0, State.WORKING),
        (34.0, State.BLOCKED),
    ]


@pytest.mark.parametrize("carton", ["parts: {carton: {}}", ""])
def test_contents_count_as_what_they_are_and_the_container_nowhere(carton: str) -> None:
    """The press is the slower one: at 46 s four cartons are out, one is pressed, four cans are in the packer."""
    simulation, _ = simulated(line_with(behind="cycle: 8 s", carton=carton), 46.0)
    results = simulation.results()
    assert (results.parts.came_in, results.parts.out, results.parts.inside) == (24, 16, 8)
    assert results.products["can"].good == 16
    assert results.throughput == 16 / 46
    assert "carton" not in results.products or results.products["carton"].came_in == 0
    assert results.equipment["packer"].completed == 20


def test_every_part_has_a_lead_time_of_its_own() -> None:
    simulation, _ = simulated(line_with(), 7.5)
    assert simulation.results().lead_time.mean == pytest.approx((7 + 6 + 5 + 4) / 4)


def test_wip_counts_the_parts_in_containers() -> None:
    """Four cans come at 0, 1, 2 and 3 s, the rest waits for the press, which never ends."""
    simulation, _ = simulated(line_with(source=", every: 1 s, first: 0 s, limit: 4", behind="cycle: 1000 s"), 10.0)
    results = simulation.results()
    assert results.wip_mean == pytest.approx((10 + 9 + 8 + 7) / 10)
    assert results.wip_max == 4


def test_contents_are_scrapped_with_their_container() -> None:
    failing = "cycle: 6 s, failures: [{mtbf: constant 10 s, mttr: constant 5 s, ages: calendar, part: scrapped}]"
    simulation, _ = simulated(line_with(behind=failing), 12.0)
    results = simulation.results()
    assert results.products["can"].scrapped == 4
    assert results.parts.inside == results.parts.came_in - 4


def test_containers_go_into_containers() -> None:
    simulation, log = simulated(
        """
products: {can: {}}
parts: {carton: {}, pallet: {}}
equipment:
  infeed: {kind: source, at: [0, 0], product: can}
  packer: {kind: packer, at: [5, 0], pack: 2 per carton, exchange: 1 s}
  palletizer: {kind: packer, at: [10, 0], pack: 3 per pallet, cycle: 2 s}
  out: {kind: sink, at: [15, 0]}
flow: [infeed -> packer -> palletizer -> out]
""",
        8.5,
    )
    assert [t for t, _ in log.entries("palletizer")] == [2.0, 4.0, 6.0, 8.0, 8.0]  # the last is the pallet
    assert simulation.results().products["can"].good == 6
    assert simulation.results().parts.inside == 3


# failures


def failing(fate: str, until: float) -> Simulation:
    """Fail at 2.5 s, while the third can is put in, for 2 s."""
    failure = f"failures: [{{mtbf: constant 2.5 s, mttr: constant 2 s, ages: calendar, part: {fate}}}]"
    return simulated(line_with(f"{FOUR}, {failure}"), until)[0]


def test_a_failure_interrupts_putting_in() -> None:
    log = packer(f"{FOUR}, failures: [{{mtbf: constant 2.5 s, mttr: constant 2 s}}]", until=6.9)
    assert log.entries("packer") == [(0.0, 1), (1.0, 2), (2.0, 3), (5.0, 4)]


def test_a_failure_scraps_what_is_being_put_in() -> None:
    results = failing("scrapped", 4.6).results()
    assert (results.parts.scrapped, results.parts.inside) == (1, 3)


def test_a_failure_scraps_what_is_being_closed() -> None:
    failure = "failures: [{mtbf: constant 6 s, mttr: constant 2 s, part: scrapped}]"
    results = simulated(line_with(f"{FOUR}, {failure}"), 9.5)[0].results()
    assert (results.parts.scrapped, results.parts.inside) == (4, 2)


# figures and pictures


def test_a_planned_run_time_is_putting_in_and_a_share_of_closing() -> None:
    simulation, _ = simulated(line_with(), 70.0 + 1e-6)
    figures = simulation.results().equipment["packer"]
    assert figures.completed == 40
    assert figures.oee is not None
    assert figures.oee.effectiveness == pytest.approx(1.0)


def test_cans_are_seen_until_they_are_packed_then_the_carton() -> None:
    layout = loads("linewright: 1\n" + line_with(behind="cycle: 8 s"))
    recorder = TraceRecorder(header_of(layout))
    simulate(layout, 20.0, recorder=recorder)
    playback, looks = Playback(recorder.trace), [look.product for look in recorder.trace.header.looks]
    before, after = playback.at(6.5), playback.at(7.5)
    assert [looks[look] for look in before.looks] == ["can"] * 4
    assert [looks[look] for look in after.looks] == ["can", "carton"]


def test_a_fork_keeps_what_is_in_containers() -> None:
    simulation, _ = simulated(line_with(behind="cycle: 8 s"), 17.5)
    fork = Simulation(simulation.layout).restore(Checkpoint.from_json(simulation.checkpoint().to_json()))
    for run in (simulation, fork):
        run.run(60.0)
    assert fork.results() == simulation.results()
    assert fork.checkpoint() == simulation.checkpoint()
