"""The simulation of one layout: build it, run it, look at its figures, fork it."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Self

from simpy.core import EmptySchedule

from layouts import LayoutError, Severity, problems
from layouts.dumping import digest
from layouts.equipment import Role
from layouts.errors import UserError
from layouts.model import Layout
from layouts.registry import Registry, discover
from replay.header import Header
from replay.opening import Changed, Opening
from replay.recorder import NullRecorder, Recorder, TraceRecorder
from sim.behaviours.belt import BeltBehaviour
from sim.behaviours.disassembly import DisassemblyBehaviour
from sim.behaviours.moving_line import MovingLineBehaviour
from sim.behaviours.ordered_buffer import buffer_behaviour
from sim.behaviours.oven import OvenBehaviour
from sim.behaviours.packer import PackerBehaviour
from sim.behaviours.passage import PassageBehaviour
from sim.behaviours.rotary import RotaryBehaviour
from sim.behaviours.sink import SinkBehaviour
from sim.behaviours.sources import source_behaviour
from sim.behaviours.stations import station_behaviour
from sim.behaviours.store import StoreBehaviour
from sim.behaviours.transfer_line import TransferLineBehaviour
from sim.behaviours.tunnel import TunnelBehaviour
from sim.breakdowns import Ageing
from sim.checkpoint import Checkpoint, items_of, parts_of, pending_calls
from sim.clock import TOLERANCE
from sim.component import Component
from sim.deadlock import Deadlock, Watch, can_jam
from sim.item import Item
from sim.jam import moment
from sim.joints import Joints
from sim.line import Line
from sim.pace import Cuts, Pace
from sim.paranoid import Inspector
from sim.process import Process
from sim.recording import header_of
from sim.results import Results, figures_of, results_of

Behaviour = Callable[[Line, str, Any], Component]
"""Makes the component of one piece of equipment."""

OWN_BEHAVIOURS: Mapping[str, Behaviour] = {
    "source": source_behaviour,
    "machine": station_behaviour,
    "workplace": station_behaviour,
    "assembly": station_behaviour,
    "disassembly": DisassemblyBehaviour,
    "oven": OvenBehaviour,
    "rotary": RotaryBehaviour,
    "tunnel": TunnelBehaviour,
    "transfer_line": TransferLineBehaviour,
    "moving_line": MovingLineBehaviour,
    "packer": PackerBehaviour,
    "buffer": buffer_behaviour,
    "store": StoreBehaviour,
    "conveyor": BeltBehaviour,
    "sink": SinkBehaviour,
}


@cache
def behaviours() -> Registry[Behaviour]:
    """Return every behaviour by kind; entry points are looked for once."""
    return discover("linewright.behaviours", OWN_BEHAVIOURS)


class Simulation:
    """One run of a layout. The same layout and seed give the same run in any process."""

    def __init__(
        self,
        layout: Layout,
        seed: int | None = None,
        recorder: Recorder | None = None,
        *,
        paranoid: bool = False,
    ) -> None:
        """Build the line, empty, at time 0; `paranoid` holds every invariant after every event (`sim.paranoid`).

        Raises:
            LayoutError: when the layout has problems that forbid simulating it.
        """
        found = problems(layout)
        forbidding = [problem for problem in found if problem.severity is Severity.ERROR]
        if forbidding:
            raise LayoutError(forbidding)
        self.warnings = tuple(problem.message for problem in found)
        self.layout = layout
        self._chosen_seed = seed
        self.recorder: Recorder = recorder or NullRecorder()
        self.layout_sha256 = digest(layout)
        self._paranoid = paranoid
        self._build(layout.run.seed if seed is None else seed)

    @property
    def now(self) -> float:
        """The time in the simulation, seconds."""
        return self.clock.now

    def header(self) -> Header:
        """Return the header of a trace of this run."""
        return header_of(self.layout, self.seed)

    # building

    def _build(self, seed: int) -> None:
        self.seed = seed
        self.line = Line(self.layout, seed, self.recorder)
        self.clock = self.line.clock
        self._marks: dict[str, Any] | None = None
        self._make_components()
        self._to_start = list(self.line.everything.values())
        self._begun = False
        self._inspector = Inspector(self.line) if self._paranoid else None
        self._watch = Watch(self.line) if can_jam(self.layout) else None
        if self._watch is not None:
            self.line.watch = self._watch.ask
            self._watch.arm()

    def _make_components(self) -> None:
        for name, equipment in self.layout.equipment.items():
            if equipment.role is not Role.SCENERY:
                self.line.components[name] = self._behaviour(name, equipment.kind)(self.line, name, equipment)
        Joints(self.line).connect()
        self.line.carriers.connect()
        ageing = {name: each for name, each in self.line.components.items() if isinstance(each, Ageing)}
        for component in ageing.values():
            component.meet()
        self.line.zones.meet(ageing)
        if self.line.people is not None:
            self.line.people.meet(self.line.components)

    def _behaviour(self, name: str, kind: str) -> Behaviour:
        known = behaviours()
        if kind not in known.found:
            reason = known.broken.get(kind, "no package brings one: entry point `linewright.behaviours`")
            raise UserError(f"{name}: no behaviour for kind {kind!r}: {reason}")
        return known.found[kind]

    def _start(self) -> None:
        """Let those begin that have not: everybody, or after a checkpoint those that it does not know."""
        starting, self._to_start = self._to_start, []
        for component in starting:
            component.start()
            if component.state is not None:
                state = component.state.state
                self.recorder.changed((component.index, state, self.now, component.first_cause()))
        if not self._begun:
            self._begin_with_line()
        if self.line.people is not None:
            self.line.people.start()
        if starting:
            self.clock.settle()

    def _begin_with_line(self) -> None:
        """Let all carriers be where they are at time 0, and the plan begin."""
        self._begun = True
        self.line.carriers.begin()
        if self.line.controls is not None:
            self.line.controls.begin()
        if self.line.programme is not None:
            self.line.programme.start()
        if self.line.meter is not None:
            self.line.meter.start()

    # running

    def run(self, until: float, progress: Callable[[float], None] | None = None) -> None:
        """Run up to `until` seconds; what happens at that very time does not happen yet.

        `progress` is called now and then with the time reached. A recorder that keeps a trace is cut into chunks on the
        way, and at the end.

        Raises:
            Deadlock: at the moment at which one forms, once; who runs on sees what is left of the line work.
            Violation: when an invariant is broken in a paranoid run.
        """
        try:
            self._start()
            self._run(until, progress)
        except Deadlock:
            if isinstance(self.recorder, TraceRecorder):
                self.recorder.cut(self.now)
            raise

    def _run(self, until: float, progress: Callable[[float], None] | None) -> None:
        """Run up to `until`; on the way cut a trace, and show progress."""
        pace = None if progress is None else Pace(self.now, until, progress)
        if not isinstance(self.recorder, TraceRecorder):
            return self._run_showing(until, TOLERANCE, pace)
        cuts = Cuts(self.now, until, self.recorder)
        while self.now < until:
            stop = cuts.next_stop(self.now)
            self._run_showing(stop, TOLERANCE if stop == until else 0.0, pace)
            cuts.pass_by(self.now)

    def _run_showing(self, until: float, tolerance: float, pace: Pace | None) -> None:
        while pace is not None and (stop := pace.next_stop(self.now)) < until:
            self._run_to(stop, 0.0)
            pace.show(self.now)
        self._run_to(until, tolerance)
        if pace is not None:
            pace.show(self.now)

    def _run_to(self, until: float, tolerance: float = TOLERANCE) -> None:
        """Run as the clock does, in a paranoid run step by step."""
        inspector, clock = self._inspector, self.clock
        if inspector is not None:
            inspector.look()
            while max(clock.peek(), clock.now) < until - tolerance:
                upcoming = clock.upcoming
                clock.step()
                inspector.look(upcoming)
        clock.run_to(until, tolerance)

    def step(self) -> bool:
        """Let the next thing happen; False when nothing is left to happen."""
        self._start()
        looks = -1
        try:
            while looks != (looks := self._looks):
                upcoming = self.clock.upcoming
                self.clock.step()
                if self._inspector is not None:
                    self._inspector.look(upcoming)
        except EmptySchedule:
            return False
        return True

    @property
    def _looks(self) -> int:
        """How often the watch has looked again, which is nothing that happens in the line."""
        return 0 if self._watch is None else self._watch.looks_again

    def end_warm_up(self) -> None:
        """Let the figures count from now; parts count from time 0 all the same."""
        self._start()
        self.line.begin_window()
        self._marks = figures_of(self.line)

    def results(self) -> Results:
        """Return the figures up to now."""
        jam = None if self._watch is None else self._watch.jam
        warnings = self.warnings if jam is not None else (*self.warnings, *self._standstill(), *self._unplanned())
        return results_of(self.line, self.layout_sha256, self._marks, warnings, jam)

    def _unplanned(self) -> Iterator[str]:
        """Say that the calendar plans none of the time that was simulated."""
        calendar, now = self.line.calendar, self.now
        if calendar is not None and now > 0 and not calendar.planned_seconds(0.0, now):
            yield "the calendar plans nothing of this time: no shift begins in it"

    def _standstill(self) -> Iterator[str]:
        """Say that nothing can happen any more although parts are inside."""
        line, since = self.line, self.clock.idle_since
        if since is None or not line.number_inside:
            return
        states = [component.state.since for component in line.components.values() if component.state is not None]
        stands, number = moment(max(states, default=since)), line.number_inside
        parts = "1 part" if number == 1 else f"{number} parts"
        yield f"the line stands still from {stands} on: nothing can happen any more, with {parts} inside"

    # forking

    def checkpoint(self) -> Checkpoint:
        """Return this moment as plain values.

        Raises:
            UserError: when a kind runs as a SimPy process, whose state nobody can write down.
        """
        self._start()
        self.clock.settle()
        components = self.line.components
        processes = [name for name, component in components.items() if isinstance(component, Process)]
        if processes or self.clock.has_events:
            culprit = ", ".join(processes) or "something on the clock"
            raise UserError(f"no checkpoint: written as a SimPy process, which nobody can write down: {culprit}")
        return Checkpoint(
            layout_sha256=self.layout_sha256,
            seed=self.seed,
            now=self.now,
            line=self.line.snapshot(),
            marks=self._marks,
            items=tuple(parts_of(self.line.items(), self.line.looks)),
            components={name: each.snapshot() for name, each in self.line.everything.items()},
            pending=pending_calls(self.line.callers),
            streams={name: each.stream_positions() for name, each in self.line.everything.items()},
        )

    def restore(self, checkpoint: Checkpoint) -> Self:
        """Continue from a checkpoint, of this layout or of one that differs a little.

        Equipment that the checkpoint does not know, or knows as another kind, begins empty; parts in equipment that is
        gone count as scrapped. Random numbers go on as in the original, unless this simulation was given a seed of its
        own.

        Raises:
            UserError: when parts inside are of a product that this layout lacks.
        """
        lacking = sorted({part.product for part in checkpoint.items} - set(self.line.looks.catalogue))
        if lacking:
            raise UserError(f"the checkpoint has parts of {', '.join(lacking)}, which the layout does not know")
        self._build(checkpoint.seed if self._chosen_seed is None else self._chosen_seed)
        kinds = {name: state["kind"] for name, state in checkpoint.components.items()}
        everything = self.line.everything
        known = {name: each for name, each in everything.items() if kinds.get(name) == each.kind}
        self._to_start = [each for name, each in everything.items() if name not in known]
        self.clock.set_back(checkpoint.now)
        self._marks = None if checkpoint.marks is None else dict(checkpoint.marks)
        items = items_of(checkpoint.items, self.line.looks)
        self.line.restore(dict(checkpoint.line))
        self.line.carriers.restore(checkpoint.line.get("carriers", {}), items)
        self._begun = True
        for name, component in known.items():
            component.restore(dict(checkpoint.components[name]), items)
            component.take_streams(checkpoint.streams.get(name, {}))
        for name, component in known.items():
            component.relink(dict(checkpoint.components[name]))
        callers = {name: caller for name, caller in self.line.callers.items() if name in known or name.endswith(":")}
        for call in checkpoint.pending:
            if call.component in callers and call.name in callers[call.component].calls:
                self.clock.call_at(callers[call.component].calls[call.name], call.time)
        if checkpoint.layout_sha256 != self.layout_sha256:
            self._settle_changes(checkpoint, items)
        if self._watch is not None:
            self._watch.arm()
        return self

    def _settle_changes(self, checkpoint: Checkpoint, items: Mapping[int, Item]) -> None:
        """Scrap the parts that have no place in a changed layout, and let the others look for their ways anew."""
        components = self.line.everything.values()
        placed = {item.number for component in components for item in component.items()}
        packed = {part.number for item in items.values() for part in item.content}
        carriers = {item.number for item in self.line.carriers.items()}
        offered = {state.get("next") for state in checkpoint.components.values()}
        for number, item in items.items():
            if number not in placed | packed | carriers | offered:
                self._lose(item)
        for component in components:
            component.forget_waiting()
            self.clock.soon(component.push_all)
        if self.line.programme is not None:
            self.line.programme.settle()
        if self.line.controls is not None:
            self.line.controls.settle()
        self.line.carriers.settle()
        self.line.zones.settle()
        if self.line.meter is not None:
            self.line.meter.settle()
        if self.line.people is not None and self.line.people.started:
            self.line.people.settle()

    def _lose(self, item: Item) -> None:
        """Scrap a part that has no place any more; its carrier goes with it."""
        carrier = self.line.carriers.save(item)
        if carrier is not item:
            self.line.scrap(item)
        if carrier is not None:
            self.line.carriers.lose(carrier)

    def opening(self) -> Opening:
        """Return what a recorder must be told that begins to record now (`TraceRecorder.restore`)."""
        self._start()
        components = self.line.everything.values()
        belts = [component for component in components if isinstance(component, BeltBehaviour)]
        passages = [component for component in components if isinstance(component, PassageBehaviour)]
        turned = [*(belt.turned() for belt in belts), *(passage.turned() for passage in passages)]
        return Opening(
            inside=tuple(inside for component in components for inside in component.inside()),
            left=tuple(belt.gone.record for belt in belts if belt.gone is not None),
            turned=tuple(turned),
            joined=tuple(joined for belt in belts for joined in belt.joined()),
            changed=tuple(
                Changed(c.index, c.state.state, c.state.since, c.cause_now()) for c in components if c.state is not None
            ),
            walked=() if self.line.people is None else tuple(self.line.people.opening()),
        )
