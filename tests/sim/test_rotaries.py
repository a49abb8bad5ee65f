"""Rotary machines: rate and transit exactly, blocking, failures, where parts are seen, and their figures."""

import numpy as np
import pytest

from layouts import loads
from layouts.kinds import Rotary
from replay.frames import PathFrame
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.states import State
from sim import Simulation, simulate
from sim.behaviours.belt import BeltBehaviour
from sim.behaviours.rotary import RotaryBehaviour
from sim.recording import header_of
from tests.sim.logbook import Logbook, simulated

RATE = "rate: 30/min, transit: 9 s"


def filler(fields: str = RATE, *, source: str = "", cycle: str | None = None, until: float = 40.0) -> Logbook:
    """Run a filler behind a source; with a cycle, a capper behind the filler."""
    return simulated(line_with(fields, source, cycle), until)[1]


def line_with(fields: str = RATE, source: str = "", cycle: str | None = None) -> str:
    capper, way = f"  capper: {{kind: machine, at: [10, 0], cycle: {cycle}}}\n", " -> capper"
    return f"""
equipment:
  infeed: {{kind: source, at: [0, 0]{source}}}
  filler: {{kind: rotary, at: [5, 0], {fields}}}
{capper if cycle else ""}  out: {{kind: sink, at: [15, 0]}}
flow: [infeed -> filler{way if cycle else ""} -> out]
"""


def test_parts_come_in_at_its_rate_and_leave_after_its_transit() -> None:
    log = filler()
    assert log.entries("filler") == [(2.0 * part, part + 1) for part in range(20)]
    assert log.exits("filler") == [(2.0 * part + 9.0, part + 1) for part in range(16)]


def test_a_part_that_comes_late_does_not_wait_for_the_next_place() -> None:
    log = filler(source=", every: 3.5 s, first: 0.5 s")
    assert log.entries("filler")[:4] == [(0.5, 1), (4.0, 2), (7.5, 3), (11.0, 4)]
    assert log.exits("filler")[:2] == [(9.5, 1), (13.0, 2)]


@pytest.mark.parametrize(("fields", "pockets"), [("rate: 30/min, transit: 8 s", 4), ("rate: 30/min, transit: 9 s", 5)])
def test_it_holds_rate_times_transit(fields: str, pockets: int) -> None:
    simulation, _ = simulated(line_with(fields, cycle="1000 s"), 500.0)
    assert simulation.line.components["filler"].load() == pockets


def test_it_stands_while_the_first_part_cannot_leave() -> None:
    """The capper takes 5 s: from 9 s on the filler turns for the 2 s between two parts, and stands for 3 s."""
    log = filler(cycle="5 s")
    assert log.exits("filler") == [(9.0, 1), (14.0, 2), (19.0, 3), (24.0, 4), (29.0, 5), (34.0, 6), (39.0, 7)]
    assert log.entries("filler")[:9] == [
        *((2.0 * part, part + 1) for part in range(6)),
        (15.0, 7),
        (20.0, 8),
        (25.0, 9),
    ]
    assert log.states("filler")[:6] == [
        (0.0, State.WORKING),
        (11.0, State.BLOCKED),
        (14.0, State.WORKING),
        (16.0, State.BLOCKED),
        (19.0, State.WORKING),
        (21.0, State.BLOCKED),
    ]


def test_it_is_starved_while_it_turns_empty() -> None:
    log = filler(source=", every: 10 s, first: 1 s, limit: 2")
    assert log.states("filler") == [
        (0.0, State.STARVED),
        (1.0, State.WORKING),
        (10.0, State.STARVED),
        (11.0, State.WORKING),
        (20.0, State.STARVED),
    ]


def test_a_short_transit_does_not_make_it_idle_between_parts() -> None:
    """Every part takes it for 1 / rate at least: otherwise it would do more than is possible."""
    simulation, log = simulated(line_with("rate: 6/min, transit: 4 s"), 100.0)
    assert log.states("filler") == [(0.0, State.WORKING)]
    assert log.exits("filler")[:3] == [(4.0, 1), (14.0, 2), (24.0, 3)]
    oee = simulation.results().equipment["filler"].oee
    assert oee is not None
    assert oee.effectiveness == pytest.approx(1.0)


def test_the_ideal_of_a_rotary_machine_is_its_rate() -> None:
    """Through 9 s after coming in: of the parts of 98 s, 45 are through; it works all the time."""
    simulation, _ = simulated(line_with(), 98.0)
    figures = simulation.results().equipment["filler"]
    assert figures.completed == 45
    assert figures.oee is not None
    assert figures.oee.effectiveness == pytest.approx(45 * 2 / 98)


# failures


def test_it_stands_with_all_that_is_inside_while_it_is_down() -> None:
    log = filler(f"{RATE}, failures: [{{mtbf: constant 10 s, mttr: constant 3 s}}]", until=27.0)
    assert log.entries("filler") == [
        *((2.0 * part, part + 1) for part in range(5)),
        *((3.0 + 2.0 * part, part + 1) for part in range(5, 10)),
        (26.0, 11),
    ]
    assert log.exits("filler")[:4] == [(9.0, 1), (14.0, 2), (16.0, 3), (18.0, 4)]
    assert log.states("filler") == [
        (0.0, State.WORKING),
        (10.0, State.FAILED),
        (13.0, State.WORKING),
        (23.0, State.FAILED),
        (26.0, State.WORKING),
    ]


def test_a_failure_that_scraps_spares_what_is_through() -> None:
    failure = "failures: [{mtbf: constant 12 s, mttr: constant 3 s, ages: calendar, part: scrapped}]"
    simulation, log = simulated(line_with(f"{RATE}, {failure}", cycle="30 s"), 30.0)
    assert log.exits("filler")[0] == (9.0, 1)
    assert log.states("filler")[:3] == [(0.0, State.WORKING), (11.0, State.BLOCKED), (12.0, State.FAILED)]
    parts = simulation.results().parts
    assert (parts.scrapped, parts.came_in - parts.scrapped) == (4, parts.inside)


# where parts are seen


def test_parts_are_seen_where_machine_time_has_carried_them() -> None:
    """At every moment, turning or standing: speed x machine time since it came in, along the arc in the hall."""
    layout = loads("linewright: 1\n" + line_with(f"{RATE}, turn: 90", cycle="5 s"))
    recorder = TraceRecorder(header_of(layout), rows_per_chunk=16)
    simulation = Simulation(layout, recorder=recorder)
    moments = [*np.arange(0.25, 60.0, 0.5)]
    expected = []
    for t in moments:
        simulation.run(t)
        expected.append(fronts(simulation))
    frame = next(frame for frame in recorder.trace.header.frames if frame.id == "filler")
    assert isinstance(frame, PathFrame)
    half = recorder.trace.header.looks[0].size.length / 2
    playback = Playback(recorder.trace)
    for t, places in zip(moments, expected, strict=True):
        moment = playback.at(t)
        rows = moment.frames == recorder.trace.header.frames.index(frame)
        assert moment.items[rows].tolist() == [item for item, _ in places]
        points = [frame.path.at(place - half) for _, place in places]
        np.testing.assert_allclose(moment.positions[rows], np.array(points).reshape(-1, 3), atol=1e-9)


def fronts(simulation: Simulation) -> list[tuple[int, float]]:
    """Return the parts in the filler with their distance from its way in."""
    filler = simulation.line.components["filler"]
    assert isinstance(filler, RotaryBehaviour)
    now = filler.machine_time()
    return [(rider.item.number, filler.speed * (now - rider.entry)) for rider in filler.riders]


def test_the_arc_takes_the_transit() -> None:
    layout = loads("linewright: 1\n" + line_with())
    filler = layout.equipment["filler"]
    assert isinstance(filler, Rotary)
    assert filler.way().length / filler.pace == pytest.approx(9.0)


def test_a_belt_before_it_is_not_held_up_by_parts_on_the_arc() -> None:
    """Boxes of 300 mm every 0.5 s: on the arc, at 0.38 m/s, they overlap; the belt sees only that they are gone."""
    layout = loads(
        """
linewright: 1
products: {box: {size: 300 x 200 x 100 mm}}
equipment:
  infeed: {kind: source, at: [0, 0]}
  belt: {kind: conveyor, path: [[0.6, 0], [3.8, 0]], speed: 1 m/s}
  filler: {kind: rotary, at: [5, 0], rate: 2/s, transit: 9 s}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> belt -> filler -> out]
"""
    )
    recorder = TraceRecorder(header_of(layout))
    simulation = Simulation(layout, recorder=recorder)
    simulation.run(30.25)
    assert simulation.results().equipment["filler"].completed == 37
    belt = simulation.line.components["belt"]
    assert isinstance(belt, BeltBehaviour)
    moment = Playback(recorder.trace).at(30.25)
    seen = moment.positions[moment.frames == 0][:, 0]
    np.testing.assert_allclose(seen, [0.6 + belt.front(rider).place - 0.15 for rider in belt.riders], atol=1e-9)


def test_a_part_looks_finished_once_it_is_through() -> None:
    products = "products: {box: {looks: {full: {color: teal}}}}\n"
    layout = loads("linewright: 1\n" + products + line_with(f"{RATE}, look: full", cycle="30 s"))
    recorder = TraceRecorder(header_of(layout))
    simulate(layout, 30.0, recorder=recorder)
    playback = Playback(recorder.trace)
    assert playback.at(10.9).looks.tolist() == [0, 0, 0, 0, 0, 1]
    assert playback.at(11.1).looks.tolist() == [1, 0, 0, 0, 0, 1]
    assert playback.at(11.1).positions[0] == pytest.approx(playback.at(29.0).positions[0])
