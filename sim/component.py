"""What all simulated equipment has in common: a place in the line, ways in and out, calls, streams, snapshots."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from layouts.distributions import Distribution
from layouts.flow import MAIN_OUT, Rule
from layouts.merges import Merge
from replay.opening import Inside
from sim.clock import Call
from sim.holds import NOBODY
from sim.item import Item
from sim.merges import Turns, turns_for
from sim.outlets import Inlet, Outlet, outlet_for
from sim.permits import Gate, Permit
from sim.prospect import Prospect
from sim.statistics import Level, StateClock
from sim.streams import Stream

if TYPE_CHECKING:
    from sim.line import Line


class Component:
    """One piece of equipment as the engine sees it; the subclasses say how it behaves.

    A subclass accepts parts (`accept`), passes them on through its outlet (`push`), lists its `calls` and `streams`,
    and writes the rest of its state into a snapshot of plain values.
    """

    __slots__ = (
        "calls",
        "changed",
        "clock",
        "completed",
        "frame",
        "gate",
        "give",
        "id",
        "index",
        "invited",
        "level",
        "line",
        "moved",
        "outlet",
        "outlets",
        "room",
        "scrapped",
        "state",
        "streams",
        "turns",
        "waiting",
        "watched",
    )
    """Slots for what every operation reads: an object with more than 30 attributes is slower to read from."""

    reoffers: bool = False
    """Whether a part that comes in may be offered instead of the one that waits."""

    def __init__(self, line: "Line", equipment_id: str) -> None:
        """Stand in a line, with nothing inside."""
        self.id = equipment_id
        self.line = line
        self.clock = line.clock
        self.index = line.index_of(equipment_id)
        self.frame = line.frame_of(equipment_id)
        self.changed = line.recorder.changed
        self.moved = line.recorder.moved
        self.watched = line.watched
        self.waiting: dict[Outlet, None] = {}
        self.invited: Outlet | None = None
        self.turns: Turns | None = None
        self.gate: Gate | None = None
        self.room = True
        self.outlet: Outlet = Outlet(equipment_id, self.push, ())
        self.outlets = {MAIN_OUT: self.outlet}
        self.give = self.outlet.give
        self.calls: dict[str, Call] = {}
        self.streams: dict[str, Stream] = {}
        self.state: StateClock | None = None
        self.level: Level | None = None
        self.completed = 0
        self.scrapped = 0

    @property
    def kind(self) -> str:
        """The kind under which checkpoints know it."""
        return self.line.layout.equipment[self.id].kind

    # ways in and out

    def connect(self, targets: Sequence[Inlet], rule: Rule) -> None:
        """Lead the way out to these components, in the order of the flow."""
        ways = self.line.routes.ways(self.id)
        self.outlet = outlet_for(self.id, self.push, targets, rule, lambda: self.stream("branch"), ways)
        self.outlets[MAIN_OUT] = self.outlet
        self.give = self.outlet.give

    def connect_port(self, port: str, targets: Sequence[Inlet]) -> None:
        """Lead the way out by a port of its own name to these, in the order of the flow; the first that is free."""
        owner, ways = f"{self.id}.{port}", self.line.routes.ways(self.id, port)
        retry, draws = partial(self.push_from, port), partial(self.stream, f"branch:{port}")
        self.outlets[port] = outlet_for(owner, retry, targets, Rule(), draws, ways)

    def inlet(self, port: str) -> Inlet:
        """Return the way in by a port; unless a subclass says otherwise, all lead into the component itself."""
        return self

    def merge(self, rule: Merge, sources: Sequence[str]) -> None:
        """Let the parts of these in by a rule; before others are connected, which keep hold of `admit`."""
        self.turns = turns_for(rule, sources)

    @property
    def admit(self) -> Callable[[Outlet, Item], bool]:
        """What takes a part for others, or refuses it and remembers who offered it: gate, merge rule, `accept`."""
        return self.admit_all if self.gate is None else self.gate.admit

    @property
    def admit_all(self) -> Callable[[Outlet, Item], bool]:
        """What takes a part that may come in: `accept`, and the rule of the merge learns."""
        return self.accept if self.turns is None else self._admit_by_turn

    def own_permits(self) -> Sequence[Permit]:
        """Return what of its own decides whether parts may come in, before anything that the layout adds."""
        return ()

    def keep_waiting(self) -> None:
        """Learn that somebody was refused at the gate."""

    def look_for_more(self) -> None:
        """Ask those that wait again: the gate may have opened."""
        if self.waiting:
            self.clock.soon(self.invite)

    @property
    def barred(self) -> bool:
        """Whether somebody is kept waiting at the gate, which may open with whatever comes next."""
        return self.gate is not None and self.gate.kept

    def tell_arrivals(self, tell: Callable[[int], None]) -> None:
        """Have somebody told how many parts arrive, each time; only sources have arrivals."""

    def fed_by(self, components: "Sequence[Component]") -> None:
        """Learn whose parts come in here, in the order of the flow."""

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part, or refuse it and remember who offered it; unless a subclass says otherwise, refuse."""
        self.waiting[outlet] = None
        return False

    def _admit_by_turn(self, outlet: Outlet, item: Item) -> bool:
        taken = self.accept(outlet, item)
        if taken and self.turns is not None:
            self.turns.took(outlet)
        return taken

    def push(self) -> bool:
        """Pass on one part that is ready to leave, if the next component takes it; tell whether it did."""
        return False

    def push_from(self, port: str) -> bool:
        """Pass on one part that is ready to leave by a port of its own name; tell whether it is taken."""
        return self.push()

    def push_all(self) -> None:
        """Pass on all that is ready to leave and is taken."""
        while self.push():
            pass

    def load(self) -> int:
        """Return how many parts are inside."""
        return len(self.items())

    def spaces(self) -> float:
        """Return how many parts could come in now, for what blocks before service."""
        return math.inf if self.room else 0

    def invite(self) -> None:
        """Let those that wait offer again, one part each in turn, while there is room."""
        if self.turns is not None:
            return self._invite_by_turn(self.turns)
        waiting = self.waiting
        while waiting and self.room:
            self.invited = first = next(iter(waiting))
            retry = first.retry
            given = retry()
            if first in waiting:
                if not given:
                    break
                if len(waiting) > 1:
                    waiting[first] = waiting.pop(first)
        self.invited = None
        if self.room:
            self.stand_ready()

    def _invite_by_turn(self, turns: Turns) -> None:
        """Let the one offer whose turn it is, and look again when all that have more to give have said so."""
        if self.waiting and self.room:
            self.invited = first = turns.choose(self.waiting)
            given = first.retry()
            self.invited = None
            if given or first not in self.waiting:
                return self.clock.soon(self.invite)
        if self.room:
            self.stand_ready()

    def stand_ready(self) -> None:
        """Learn that nobody had anything more to give."""

    def setup_time(self, product: str) -> float:
        """Return how long it would take to be set up for a product now, seconds."""
        return 0.0

    def because(self, state: int) -> int:
        """Return the cause of a state in which it is, as the number of a trace: who is in front, behind, or itself."""
        return self.line.blame.of(self, state)

    def cause_now(self) -> int:
        """Return the cause of the state that was recorded last."""
        return NOBODY if self.state is None else self.because(self.state.state)

    def first_cause(self) -> int:
        """Return the cause of the state in which it begins, which is recorded now."""
        return self.cause_now()

    # who waits for whom

    def prospect(self) -> Prospect:
        """Return what may happen here; unless a subclass knows better, something may with whatever comes next."""
        return Prospect(self.clock.peek())

    def is_short(self) -> bool:
        """Tell whether parts are held here that cannot get on before others come in."""
        return False

    def ends_at(self) -> float:
        """Return when the next thing ends here by itself, infinity where nothing goes on; idle calls do not count."""
        times = [call.time for call in self.calls.values() if call.sequence and not call.idle]
        return min(times, default=math.inf)

    def wants(self, door: Inlet, product: str) -> bool:
        """Tell whether a part of a product would be let in by a way in, if there were room."""
        return True

    def products_at(self, port: str, come: frozenset[str]) -> frozenset[str]:
        """Return the products that leave by a way out, of those that come in."""
        return come

    def on_offer(self, port: str) -> Item | None:
        """Return the part that is offered by a way out, None where there is none."""
        return next(iter(self.items()), None)

    def all_on_offer(self, port: str) -> Sequence[Item]:
        """Return all parts that are offered by a way out, the first of them first."""
        first = self.on_offer(port)
        return () if first is None else (first,)

    # what a recording needs that begins later

    def inside(self) -> list[Inside]:
        """Return where the parts inside are, for a recording that begins now."""
        return []

    # beginning and stopping

    def start(self) -> None:
        """Do what is to be done at time 0."""

    def lay_in(self, items: Sequence[Item]) -> int:
        """Let carriers be inside from the beginning, those that leave first ahead; return how many find room."""
        return 0

    def figures(self) -> dict[str, Any]:
        """Return what grows with time, up to now: numbers in lists and mappings."""
        now = self.clock.now
        figures: dict[str, Any] = {"completed": self.completed, "scrapped": self.scrapped}
        if self.state is not None:
            figures["states"] = self.state.times(now)
        if self.level is not None:
            figures["level"] = list(self.level.figures(now, self.load()))
        return figures

    def state_times(self) -> list[float]:
        """Return the seconds spent in each state up to now."""
        return [] if self.state is None else self.state.times(self.clock.now)

    # what a checkpoint needs

    def stream(self, purpose: str, distribution: Distribution | None = None) -> Stream:
        """Return a new random stream of this equipment, for a purpose that has none yet."""
        self.streams[purpose] = Stream(self.line.seed, self.id, purpose, distribution)
        return self.streams[purpose]

    def stream_positions(self) -> dict[str, int]:
        """Return how many numbers were drawn from each stream."""
        return {purpose: stream.index for purpose, stream in self.streams.items()}

    def take_streams(self, positions: Mapping[str, int]) -> None:
        """Continue each stream where a checkpoint left it."""
        for purpose, index in positions.items():
            if purpose in self.streams:
                self.streams[purpose].go_to(index)

    def add_call(self, call: Call) -> Call:
        """Register a call under its name."""
        self.calls[call.name] = call
        return call

    def items(self) -> list[Item]:
        """Return the parts inside."""
        return []

    def _ports(self) -> dict[str, list[Any]]:
        """Return of each way out its rule, where it leads, and what it remembers, which holds for these alone."""
        return {port: [outlet.described(), outlet.snapshot()] for port, outlet in self.outlets.items()}

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values: numbers, strings, lists; parts by number."""
        return {
            "kind": self.kind,
            "waiting": [outlet.owner for outlet in self.waiting],
            "turns": None if self.turns is None else self.turns.snapshot(),
            "outlets": self._ports(),
            "state": self.state and self.state.snapshot(),
            "level": self.level and self.level.snapshot(),
            "made": [self.completed, self.scrapped],
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot; `items` holds the parts by number."""
        for port, (described, remembered) in state["outlets"].items():
            if port in self.outlets and self.outlets[port].described() == described:
                self.outlets[port].restore(remembered)
        if self.turns is not None and state["turns"] is not None:
            self.turns.restore(state["turns"])
        self.completed, self.scrapped = state["made"]
        if self.state is not None:
            self.state.restore(state["state"])
        if self.level is not None:
            self.level.restore(state["level"])
        self.waiting = self.line.outlets_of(state["waiting"])

    def forget_waiting(self) -> None:
        """Forget who waits: the layout has changed, and all will offer again."""
        self.waiting.clear()

    def relink(self, state: dict[str, Any]) -> None:
        """Find other components' restored parts again, after all of them have their state back."""
