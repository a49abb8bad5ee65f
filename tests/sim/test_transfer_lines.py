"""Indexing transfer lines: a part every index + max, gaps, failures, where parts are seen, who holds it up."""

import numpy as np
import pytest

from layouts import loads
from layouts.capacity import capacity_of
from layouts.kinds import TransferLine
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.states import State
from sim import Checkpoint, Simulation, simulate
from sim.behaviours.transfer_line import TransferLineBehaviour
from sim.recording import header_of
from tests.sim.logbook import Logbook, simulated

STATIONS = "index: 3 s, stations: {mill: 20.1 s, drill: 18 s, tap: 7 s}"


def text(fields: str = STATIONS, source: str = "", behind: str = "") -> str:
    machine, way = (f"  press: {{kind: machine, at: [10, 0], {behind}}}\n", " -> press") if behind else ("", "")
    return f"""
equipment:
  infeed: {{kind: source, at: [0, 0]{source}}}
  line: {{kind: transfer_line, at: [5, 0], {fields}}}
{machine}  out: {{kind: sink, at: [15, 0]}}
flow: [infeed -> line{way} -> out]
"""


def run(*arguments: str, until: float = 300.0) -> tuple[Simulation, Logbook]:
    return simulated(text(*arguments), until)


def test_a_part_leaves_every_index_and_longest_time() -> None:
    log = run(until=2000.0)[1]
    exits = np.array([time for time, _ in log.exits("line")])
    np.testing.assert_allclose(np.diff(exits), 23.1, rtol=0, atol=1e-9)
    assert exits[0] == pytest.approx(4 * 3 + 3 * 20.1, abs=1e-9)
    assert [time for time, _ in log.entries("line")][:3] == pytest.approx([0.0, 23.1, 46.2], abs=1e-9)


def test_the_rate_is_that_of_its_ideal_and_of_the_capacity() -> None:
    simulation, _ = run(until=1000 * 23.1)
    figures, line = simulation.results().equipment["line"], simulation.layout
    assert figures.oee is not None
    assert figures.oee.effectiveness == pytest.approx(997 / 1000, abs=1e-9)
    assert capacity_of(line).pace == pytest.approx(23.1)


def test_the_capacity_weighs_who_is_longest_in_a_mix() -> None:
    """A takes 30 s at one station, B 10 s, and each 20 s at the other: half of the indexes wait for 30 s."""
    stations = "stations: {one: {A: 30 s, B: 10 s}, two: 20 s}"
    layout = f"""
linewright: 1
products: {{A: {{demand: 30/h}}, B: {{demand: 30/h}}}}
equipment:
  infeed: {{kind: source, at: [0, 0]}}
  line: {{kind: transfer_line, at: [5, 0], index: 5 s, {stations}}}
  out: {{kind: sink, at: [15, 0]}}
flow: [infeed -> line -> out]
"""
    assert capacity_of(loads(layout)).pace == pytest.approx(5 + (30 + 20) / 2)
    made = simulate(loads(layout), 100_000.0).parts.out
    assert made == pytest.approx(100_000 / 30, abs=4)


def test_it_holds_one_part_more_than_it_has_stations() -> None:
    simulation, log = run(STATIONS, "", "cycle: 1000 s", until=900.0)
    assert simulation.line.components["line"].load() == 4
    assert log.states("line")[-1][1] is State.BLOCKED


def test_gaps_move_on_and_an_empty_line_waits() -> None:
    """Parts at 0 and 50 s: the first goes alone (a step every 23.1, 21, 10 s), the second comes while it stands."""
    log = run(STATIONS, ", every: 50 s, first: 0 s, limit: 2")[1]
    times, parts = zip(*log.exits("line"), strict=True)
    assert parts == (1, 2)
    assert times == pytest.approx((3 + 20.1 + 3 + 18 + 3 + 7 + 3, 111.2))
    assert log.entries("line") == [(0.0, 1), (54.1, 2)]
    assert log.states("line") == [(0.0, State.WORKING), (pytest.approx(111.2), State.STARVED)]


def test_a_failure_stops_all_of_them_in_work_and_on_the_move() -> None:
    """Down at 10 s for 5 s in work, at 26 s of work (t = 31 s) while all move: everything is later by what it lasts."""
    failures = "failures: [{mtbf: constant 10 s, mttr: constant 5 s}, {mtbf: constant 24 s, mttr: constant 2 s}]"
    log = run(f"{STATIONS}, {failures}", until=34.0)[1]
    assert log.states("line")[:5] == [
        (0.0, State.WORKING),
        (10.0, State.FAILED),
        (15.0, State.WORKING),
        (25.0, State.FAILED),
        (30.0, State.WORKING),
    ]
    assert [time for time, _ in log.entries("line")] == pytest.approx([0.0, 28.1 + 5.0])


@pytest.mark.parametrize(("fate", "out"), [("kept", 28.0), ("restarted", 49.0)])
def test_work_goes_on_or_begins_anew_after_a_failure(fate: str, out: float) -> None:
    """Down for 2 s at 22 s, one second before the only station is done; begun anew, again at 46 s, on the move."""
    failure = f"failures: [{{mtbf: constant 22 s, mttr: constant 2 s, ages: calendar, part: {fate}}}]"
    log = run(f"index: 3 s, stations: {{mill: 20 s}}, {failure}", ", limit: 1", until=60.0)[1]
    assert [time for time, _ in log.exits("line")] == pytest.approx([out])


def test_a_failure_that_scraps_empties_it_but_for_what_is_through() -> None:
    failure = "failures: [{mtbf: constant 100 s, mttr: constant 3 s, ages: calendar, part: scrapped}]"
    simulation, _ = run(f"{STATIONS}, {failure}", "", "cycle: 1000 s", until=101.0)
    parts = simulation.results().parts
    assert (parts.scrapped, parts.inside) == (3, 2)


def test_the_figures_say_which_station_kept_the_others() -> None:
    """The mill alone works first: it keeps nobody but itself; then it is 2.1 s longer than the drill each time."""
    simulation, _ = run(until=23.1 * 10 + 1)
    stations = simulation.results().equipment["line"].stations
    assert stations["mill"] == pytest.approx((10, 20.1 + 9 * 2.1))
    assert (stations["drill"], stations["tap"]) == ((0, 0.0), (0, 0.0))
    assert simulation.results().to_json_object()["equipment"]["line"]["stations"]["mill"]["count"] == 10


def test_parts_glide_from_station_to_station_and_stand_there() -> None:
    layout = loads("linewright: 1\n" + text(f"{STATIONS}, turn: 90"))
    line = layout.equipment["line"]
    assert isinstance(line, TransferLine)
    recorder = TraceRecorder(header_of(layout), rows_per_chunk=16)
    simulation = Simulation(layout, recorder=recorder)
    seen = []
    moments = np.arange(0.3, 150.0, 0.7)
    for t in moments:
        simulation.run(t)
        component = simulation.line.components["line"]
        assert isinstance(component, TransferLineBehaviour)
        seen.append([(r.item.number, component.odometer() - component.speed * r.entry) for r in component.riders])
    playback, half = Playback(recorder.trace), recorder.trace.header.looks[0].size.length / 2
    for t, expected in zip(moments, seen, strict=True):
        moment = playback.at(float(t))
        rows = [list(moment.items).index(item) for item, _ in expected]
        ways = [moment.positions[row][1] + line.footprint.length / 2 for row in rows]
        assert ways == pytest.approx([way - half for _, way in expected], abs=1e-9)
    standing = playback.at(3 + 10.0).positions[0]
    assert standing[1] == pytest.approx(line.slots()[0].x - half)


def test_a_fork_with_another_index_keeps_parts_at_their_stations() -> None:
    original = Simulation(loads("linewright: 1\n" + text()))
    original.run(60.0)
    slower = loads("linewright: 1\n" + text(STATIONS.replace("3 s", "6 s", 1)))
    fork = Simulation(slower, paranoid=True).restore(Checkpoint.from_json(original.checkpoint().to_json()))
    component = fork.line.components["line"]
    assert isinstance(component, TransferLineBehaviour)
    assert [component.station_of(rider) for rider in component.riders] == [2, 1, 0]
    fork.run(1000.0)
    parts = fork.results().parts
    assert parts.came_in == parts.out + parts.inside
