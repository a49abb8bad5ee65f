"""Moving lines: drift and andon by hand, blocking, failures, and the recursion of drift against the engine."""

import random

import numpy as np
import pytest

from layouts import loads
from replay.causes import chain
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.states import State
from sim import Checkpoint, Simulation, simulate
from sim.behaviours.moving_line import MovingLineBehaviour
from sim.recording import header_of
from tests.sim.logbook import Logbook, simulated

PRODUCTS = "products: {x: {}, y: {}}"
ROW = "takt: 10 s, drift: 2 s, stations: {A: {x: 8 s, y: 15 s}, B: 9 s}"
SCHEDULE = (
    "schedule: [{at: 0 s, parts: 1, product: x}, {at: 0 s, parts: 1, product: y}, {at: 0 s, parts: 2, product: x}]"
)


def text(fields: str = ROW, source: str = SCHEDULE, behind: str = "") -> str:
    machine, way = (f"  press: {{kind: machine, at: [20, 0], {behind}}}\n", " -> press") if behind else ("", "")
    return f"""
{PRODUCTS}
equipment:
  infeed: {{kind: source, at: [0, 0], {source}}}
  row: {{kind: moving_line, at: [10, 0], {fields}}}
{machine}  out: {{kind: sink, at: [25, 0]}}
flow: [infeed -> row{way} -> out]
"""


def run(*arguments: str, until: float = 100.0) -> tuple[Simulation, Logbook]:
    return simulated(text(*arguments), until)


def test_work_within_the_takt_lets_the_line_move_for_ever() -> None:
    log = run("takt: 10 s, stations: {A: 10 s, B: 9 s, C: 1 s}", "product: x")[1]
    assert log.entries("row")[:4] == [(0.0, 1), (10.0, 2), (20.0, 3), (30.0, 4)]
    assert log.exits("row")[:3] == [(30.0, 1), (40.0, 2), (50.0, 3)]
    assert [state for _, state in log.states("row")] == [State.WORKING]


def test_drift_and_andon_by_hand() -> None:
    """x, y, x, x, with 15 s for y at A.

    A is done with y at 25 s; the limit, 2 s behind its end, is reached at 22 s: andon for 3 s. B begins with y at 25 s
    and is done at 34 s; at the end of the line (30 s of line time, t = 33 s) it stops it for 1 s. A begins with the
    third at 25 s, 5 s late, and is done in time.
    """
    simulation, log = run()
    assert log.entries("row") == [(0.0, 1), (10.0, 2), (20.0, 3), (34.0, 4)]
    assert log.exits("row") == [(20.0, 1), (34.0, 2), (44.0, 3), (54.0, 4)]
    assert log.states("row") == [
        (0.0, State.WORKING),
        (22.0, State.STOPPED),
        (25.0, State.WORKING),
        (33.0, State.STOPPED),
        (34.0, State.WORKING),
        (54.0, State.STARVED),
    ]
    assert simulation.results().equipment["row"].stations == {"A": (1, 3.0), "B": (1, 1.0)}


def test_more_room_to_drift_needs_no_andon() -> None:
    figures = run(ROW.replace("2 s", "6 s"))[0].results().equipment["row"]
    assert figures.stations == {"A": (0, 0.0), "B": (1, pytest.approx(4.0))}


def test_the_cause_of_a_stop_is_the_station_that_pulled_the_cord() -> None:
    layout = loads("linewright: 1\n" + text())
    recorder = TraceRecorder(header_of(layout))
    simulate(layout, 60.0, recorder=recorder)
    playback = Playback(recorder.trace)
    header = recorder.trace.header
    assert [chain(header, playback.at(t), "row")[-1].id for t in (23.0, 33.5)] == ["row.A", "row.B"]


def test_it_stands_where_nobody_takes_what_is_finished_and_work_goes_on() -> None:
    log = run("takt: 10 s, stations: {A: 8 s, B: 9 s}", "product: x", "cycle: 25 s")[1]
    assert log.exits("row") == [(20.0, 1), (45.0, 2), (70.0, 3), (95.0, 4)]
    assert log.states("row")[1:3] == [(30.0, State.BLOCKED), (45.0, State.WORKING)]


def test_a_failure_lets_the_work_stand_too() -> None:
    failure = "failures: [{mtbf: constant 5 s, mttr: constant 4 s, ages: calendar}]"
    log = run(f"takt: 10 s, stations: {{A: 8 s, B: 9 s}}, {failure}", "product: x", until=12.5)[1]
    assert log.states("row")[:3] == [(0.0, State.WORKING), (5.0, State.FAILED), (9.0, State.WORKING)]
    assert log.entries("row") == [(0.0, 1)]


@pytest.mark.parametrize("seed", range(12))
def test_lateness_follows_the_recursion_of_drift(seed: int) -> None:
    """One station that may drift, one that has nothing to do: late + p - c, cut off at 0, stops of what is beyond."""
    dice = random.Random(seed)
    times = [dice.choice((6.0, 9.0, 10.0, 12.5, 14.0)) for _ in range(40)]
    names = [f"p{number}" for number in range(len(times))]
    station = ", ".join(f"{name}: {time} s" for name, time in zip(names, times, strict=True))
    schedule = ", ".join(f"{{at: 0 s, parts: 1, product: {name}}}" for name in names)
    layout = f"""
linewright: 1
products: {{{", ".join(f"{name}: {{}}" for name in names)}}}
equipment:
  infeed: {{kind: source, at: [0, 0], schedule: [{schedule}]}}
  row: {{kind: moving_line, at: [10, 0], takt: 10 s, drift: 4 s, stations: {{A: {{{station}}}, B: 0 s}}}}
  out: {{kind: sink, at: [25, 0]}}
flow: [infeed -> row -> out]
"""
    simulation = Simulation(loads(layout), paranoid=True)
    simulation.run(2000.0)
    late, stops, seconds = 0.0, 0, 0.0
    for time in times:
        beyond = max(0.0, late + time - 10 - 4)
        stops, seconds = stops + (beyond > 1e-9), seconds + beyond
        late = max(0.0, late + time - 10 - beyond)
    figures = simulation.results().equipment["row"]
    assert figures.stations["A"] == pytest.approx((stops, seconds), abs=1e-9)
    assert figures.completed == len(times)


def test_parts_are_seen_where_line_time_has_carried_them() -> None:
    layout = loads("linewright: 1\n" + text())
    recorder = TraceRecorder(header_of(layout), rows_per_chunk=16)
    simulation = Simulation(layout, recorder=recorder)
    moments, seen = np.arange(0.3, 60.0, 0.7), []
    for t in moments:
        simulation.run(t)
        row = simulation.line.components["row"]
        assert isinstance(row, MovingLineBehaviour)
        seen.append({r.item.number: row.speed * (row.machine_time() - r.entry) for r in row.riders})
    playback, half = Playback(recorder.trace), recorder.trace.header.looks[0].size.length / 2
    for t, expected in zip(moments, seen, strict=True):
        moment = playback.at(float(t))
        shown = dict(zip(moment.items.tolist(), moment.positions[:, 0].tolist(), strict=True))
        for item, way in expected.items():
            assert shown[item] == pytest.approx(4 + way - half, abs=1e-9)


def test_a_fork_with_another_takt_keeps_parts_where_they_are() -> None:
    original = Simulation(loads("linewright: 1\n" + text()))
    original.run(23.0)
    changed = loads("linewright: 1\n" + text(ROW.replace("10 s", "12 s")))
    fork = Simulation(changed, paranoid=True).restore(Checkpoint.from_json(original.checkpoint().to_json()))
    before, row = original.line.components["row"], fork.line.components["row"]
    assert isinstance(before, MovingLineBehaviour)
    assert isinstance(row, MovingLineBehaviour)
    assert row.odometer() == pytest.approx(before.odometer())
    fork.run(200.0)
    assert fork.results().parts.out == 4
