"""Rotary machines: rate and transit exactly, blocking, failures, where parts are seen, and their figures."""

import math

import numpy as np
import pytest

from layouts import loads
from replay.playback import Playback
from replay.recorder import TraceRecorder
from replay.states import State
from sim import simulate
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
