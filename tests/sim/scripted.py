"""Belts in the engine between feeders and gates that follow a script."""

import math
from collections.abc import Sequence

import pytest

from layouts.model import Layout
from layouts.registry import Registry
from replay.recorder import Recorder, TraceRecorder
from replay.trace import Trace
from sim.behaviours.belt import BeltBehaviour
from sim.clock import Call, Order
from sim.component import Component
from sim.item import Item
from sim.line import Line
from sim.outlets import Outlet
from sim.recording import header_of
from sim.simulation import Behaviour, Simulation
from tests.sim.plain_belts import Script, Spans, Visit


class Feeder(Component):
    """Has parts at given times; they wait outside until they are taken."""

    def __init__(self, line: Line, equipment_id: str, arrivals: Sequence[tuple[float, str]]) -> None:
        super().__init__(line, equipment_id)
        self._queue = [(time, line.new_item(product)) for time, product in arrivals]

    def start(self) -> None:
        for time, _ in self._queue:
            self.clock.call_at(Call("arrival", self.push_all, Order.ARRIVAL), time)

    def push(self) -> bool:
        if not self._has_part() or not self.outlet.give(self.outlet, self._queue[0][1]):
            return False
        self.line.come_in(self._queue.pop(0)[1])
        if not self._has_part():
            self.outlet.withdraw()
        return True

    def _has_part(self) -> bool:
        return bool(self._queue) and self._queue[0][0] <= self.clock.now


class Gate(Component):
    """Takes every part while it is open."""

    def __init__(self, line: Line, equipment_id: str, opens: Spans) -> None:
        super().__init__(line, equipment_id)
        self._spans = opens
        self.room = False

    def start(self) -> None:
        for begin, end in self._spans:
            self.clock.call_at(Call("open", self._open, Order.STOP), begin)
            self.clock.call_at(Call("close", self._close, Order.STOP), end)

    def _open(self) -> None:
        self.room = True
        self.clock.soon(self.invite)

    def _close(self) -> None:
        self.room = False

    def accept(self, outlet: Outlet, item: Item) -> bool:
        if not self.room or (self.waiting and self.invited is not outlet):
            self.waiting[outlet] = None
            return False
        self.completed += 1
        self.line.go_out(item)
        return True


def scripted(monkeypatch: pytest.MonkeyPatch, layout: Layout, script: Script, recorder: Recorder) -> Simulation:
    """Simulate the belts of a layout; its sources and sinks and the stops of its belts follow the script."""
    behaviours: dict[str, Behaviour] = {
        "source": lambda line, name, _: Feeder(line, name, script.arrivals[name]),
        "sink": lambda line, name, _: Gate(line, name, script.opens[name]),
        "conveyor": BeltBehaviour,
    }
    with monkeypatch.context() as patch:
        patch.setattr("sim.simulation.behaviours", lambda: Registry(behaviours))
        simulation = Simulation(layout, recorder=recorder)
    for name, spans in script.stops.items():
        belt = simulation.line.components[name]
        assert isinstance(belt, BeltBehaviour)
        for begin, end in spans:
            simulation.clock.call_at(Call("stop", belt.stop, Order.STOP), begin)
            simulation.clock.call_at(Call("resume", belt.resume, Order.STOP), end)
    return simulation


def trace_recorder(layout: Layout, rows_per_chunk: int = 16384) -> TraceRecorder:
    """Return a recorder for a layout."""
    return TraceRecorder(header_of(layout), rows_per_chunk=rows_per_chunk)


def fronts(simulation: Simulation) -> dict[str, list[tuple[int, float]]]:
    """Return the parts on each belt with their fronts as the engine sees them, foremost first."""
    belts = {name: c for name, c in simulation.line.components.items() if isinstance(c, BeltBehaviour)}
    return {
        name: [(rider.item.number, belt.front(rider).place) for rider in belt.riders] for name, belt in belts.items()
    }


def visits_of(trace: Trace) -> list[Visit]:
    """Return all stays on belts of a trace."""
    names = [frame.id for frame in trace.header.frames]
    ended: dict[tuple[str, int], Visit] = {}
    for chunk in trace.chunks:
        rows = chunk.visits
        for frame, item, came, left in zip(rows.frame, rows.item, rows.t_in, rows.t_out, strict=True):
            name = names[frame]
            if name.startswith("belt"):
                ended[name, int(item)] = Visit(name, int(item), float(came), float(left))
    assert all(math.isfinite(visit.came) for visit in ended.values())
    return sorted(ended.values())
