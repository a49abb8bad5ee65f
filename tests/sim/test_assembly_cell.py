"""The assembly cell without chance: equal to a recursion over the parts, departure by departure."""

from collections.abc import Sequence
from math import floor

import pytest

from layouts import loads
from layouts.examples import example
from layouts.model import Layout
from layouts.placement import Placement
from sim import Simulation
from tests.sim.logbook import Logbook

SPEED = 9 / 60
PITCH, APART = 0.32, 0.38
"""From front to front of gearboxes that stand and that run, metres."""
JOINING = 3 + 30
PARTS = 300


def deterministic(inspection: float) -> Layout:
    """The example with times that never change, and without failed parts."""
    text = example("assembly_cell").read_text(encoding="utf-8")
    text = text.replace("triangular 26 29 38 s", "30 s").replace("triangular 20 24 34 s", f"{inspection - 3} s")
    rows = text.replace(", fail: 4 %", "").splitlines()
    loop = ("belt_f", "repair", "belt_r")
    return loads("\n".join(row for row in rows if not row.strip().startswith((*loop, "- inspection.fail"))))


def length(layout: Layout, belt: str) -> float:
    """How long a belt is, metres."""
    path = Placement(layout).path(belt)
    assert path is not None
    return path.length


def room(left: Sequence[float], way: float) -> float:
    """When a belt has room for the next part, given when the parts before left its end."""
    places = floor(way / PITCH + 1e-9)
    if len(left) < places:
        return 0.0
    last = way - (places - 1) * PITCH
    return left[len(left) - places] + max(0.0, APART - last) / SPEED


def departures(layout: Layout, inspection: float) -> list[float]:
    """When each gearbox arrives in the shipping area, after Buzacott and Shanthikumar's recursions for blocking."""
    ways = {belt: length(layout, belt) for belt in ("belt_h", "belt_c", "belt_j", "belt_i", "belt_o")}
    joined, passed, inspected, out = list[float](), list[float](), list[float](), list[float]()
    free = max(ways["belt_h"], ways["belt_c"]) / SPEED
    before = 0.0
    for _ in range(PARTS):
        free = max(free + JOINING, room(passed, ways["belt_j"]))
        joined.append(free)
        at_end = joined[-1] + ways["belt_j"] / SPEED
        running = passed[-1] + APART / SPEED if passed else 0.0
        passed.append(max(at_end, running, room(inspected, ways["belt_i"])))
        begin = max(passed[-1] + ways["belt_i"] / SPEED, before)
        inspected.append(begin)
        before = begin + inspection
        out.append(before + ways["belt_o"] / SPEED)
    return out


@pytest.mark.parametrize("inspection", [27.0, 33.0, 41.0])
def test_departures_are_those_of_the_recursion(inspection: float) -> None:
    """A quick, an equal and a slow inspection: the slow one backs the belts up until the joining is blocked."""
    layout = deterministic(inspection)
    logbook = Logbook(layout)
    expected = departures(layout, inspection)
    Simulation(layout, recorder=logbook).run(expected[-1] + 1e-6)
    gone = [time for time, _ in logbook.exits("belt_o")]
    assert gone[:PARTS] == pytest.approx(expected, abs=1e-9)
