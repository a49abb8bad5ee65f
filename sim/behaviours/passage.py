"""What machines share through which parts ride: machine time, the parts on their way, states, failures, snapshots.

Machine time runs while the machine moves and stands while it does not. A part that comes in at machine time e is at
(length of the way) x (machine time - e) / passing, so the odometer of the way is speed x machine time.
"""

from collections import deque
from typing import Any, NamedTuple

from layouts.failures import Ages
from layouts.kinds import Passage
from replay.opening import Inside, Turned
from replay.states import State
from sim.behaviours.inspection import History, Inspection
from sim.behaviours.tally import Tally
from sim.breakdowns import Ageing
from sim.clock import TOLERANCE
from sim.item import Item
from sim.line import Line
from sim.outlets import Outlet
from sim.prospect import Prospect
from sim.statistics import StateClock


class Rider(NamedTuple):
    """A part on its way: since when, the machine time at which it came in, its running number."""

    item: Item
    since: float
    entry: float
    rank: int


class PassageBehaviour(Ageing):
    """Holds the parts that ride through; a subclass says when they may come in and when the machine moves.

    States: failed, stopped, blocked (it stands, since the first part cannot leave), starved (empty and ready for the
    next part), otherwise working.
    """

    def __init__(self, line: Line, equipment_id: str, passage: Passage) -> None:
        """Begin to move, empty."""
        super().__init__(line, equipment_id)
        self.passing, self.beat = passage.passing, passage.beat
        self.pockets, self.speed = passage.pockets, passage.pace
        self.look = passage.look
        self.riders: deque[Rider] = deque()
        self.origin, self.since, self.moving = 0.0, 0.0, True
        self.last = -self.beat
        self.ready = False
        self.entered = 0
        self.inspection = Inspection(self, passage)
        self.tally = Tally(line.products)
        self.state: StateClock = StateClock(State.STARVED)

    def start(self) -> None:
        """Move, and let the failures begin to age."""
        self.line.recorder.turned(self.turned())
        super().start()

    # machine time

    def machine_time(self) -> float:
        """Return for how long the machine has moved, seconds."""
        return self.origin + (self.clock._now - self.since if self.moving else 0.0)

    def stretch(self, factor: float) -> None:
        """Let everything be at another machine time than before; nothing changes its place on the way by that."""
        if factor != 1:
            self.origin, self.since, self.last = self.machine_time() * factor, self.clock.now, self.last * factor
            self.riders = deque(rider._replace(entry=rider.entry * factor) for rider in self.riders)

    def odometer(self) -> float:
        """Return how far a part would have come that was inside from the beginning, metres."""
        return self.speed * self.machine_time()

    def set_moving(self, moving: bool, at: float | None = None) -> bool:
        """Let machine time run, or stand; tell whether that is new. `at` is what it is now, free of rounding."""
        if moving == self.moving:
            return False
        self.origin, self.since, self.moving = self.machine_time() if at is None else at, self.clock._now, moving
        self.line.recorder.turned(self.turned())
        return True

    # coming in

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part if there is room for it now and nobody waits longer."""
        waiting = self.waiting
        if (waiting and self.invited is not outlet) or not self.is_clear():
            waiting[outlet] = None
            self.refused()
            return False
        self.put(item)
        return True

    def is_clear(self) -> bool:
        """Tell whether a part may come in now."""
        return self.may_begin() and self.moving and len(self.riders) < self.pockets and self.until_clear() <= TOLERANCE

    def refused(self) -> None:
        """Learn that somebody waits at the way in."""

    def may_begin(self) -> bool:
        """Tell whether anything new may come in: not before a break or a service."""
        return not self.emptying and not self.defers(self.passing)

    def until_clear(self) -> float:
        """Return the machine time until the next part may come in."""
        return self.last + self.beat - self.machine_time()

    def put(self, item: Item) -> None:
        """Let a part begin to ride."""
        self.last = self.machine_time()
        rider = Rider(item, self.clock._now, self.last, self.entered)
        self.entered += 1
        self.riders.append(rider)
        self.show_on_way(rider, item.leave_belt())
        item.belt = self

    # going out

    def finish(self, rider: Rider) -> None:
        """Count a part that is through, and let it look as it does from here on."""
        item = rider.item
        if self.line.carriers.is_empty_one(item):
            return
        visit = self.line.routes.visit(item, self.id)
        history = self.inspection.note_operation(item, visit)
        self.count(item.product if visit is None else f"{item.product}:{visit}", history)
        self.line.routes.done(item, self.id)
        if self.line.looks.dress(item, self.look):
            self.show_on_way(rider, self.odometer())

    def count(self, key: str, history: History) -> None:
        """Count an operation that is finished."""
        self.tally.add(key, True, history)

    def show_on_way(self, rider: Rider, before: float) -> None:
        """Tell a recording of a part on its way; `before`: the odometer of where it was."""
        item = rider.item
        entry, now = self.speed * rider.entry, self.clock._now
        self.moved((item.number, self.frame, rider.rank, item.look, now, before, entry))

    def push(self) -> bool:
        """Hand over the first part if it is through and the next component takes it, unless the machine is down."""
        if not self.ready or self.down or not self.give(self.outlet, self.riders[0].item):
            return False
        self.riders.popleft()
        self.ready = False
        self.outlet.withdraw()
        self.left()
        return True

    def left(self) -> None:
        """Go on: the first part has left."""

    def prospect(self) -> Prospect:
        """Return what may happen here: parts ride on, an empty machine takes one."""
        return Prospect(self.ends_at(), () if self.riders else ((self,),))

    def on_offer(self, port: str) -> Item | None:
        """Return the first part, once it is through."""
        return self.riders[0].item if self.ready else None

    # states

    def show(self) -> None:
        """Show and count what it does."""
        state = self.state_now()
        if state != self.state.state:
            now = self.clock._now
            self.state.enter(state, now)
            self.tell(state, now)
            if self.draining:
                self.clock.soon(self.serve_if_idle)
            if self.due and state is State.WORKING:
                self.clock.soon(self.fail_if_due)

    def state_now(self) -> State:
        """Return the state it is in."""
        if self.held is not None:
            return self.held
        if self.ready:
            return State.BLOCKED
        return State.WORKING if self.riders or self.until_clear() > TOLERANCE else State.STARVED

    def figures(self) -> dict[str, Any]:
        """Add the tally."""
        self.completed = sum(self.tally.by_product.values())
        return {**super().figures(), **self.tally.figures()}

    # failures

    def age(self, clock: Ages) -> float:
        """Return the time in which it worked."""
        return self.state.time_in(State.WORKING, self.clock._now)

    def is_ageing(self, clock: Ages) -> bool:
        """Working clocks run while it works."""
        return clock in (Ages.CALENDAR, Ages.SCHEDULED) or self.state.state == State.WORKING

    def show_hold(self) -> None:
        """Show another reason."""
        self.show()

    def is_at_work(self) -> bool:
        """Tell whether parts are inside."""
        return bool(self.riders)

    def scrap(self) -> None:
        """Take the parts that are not through yet out of the line; their carriers go on."""
        kept = list(self.riders)[: self.ready]
        for rider in list(self.riders)[self.ready :]:
            carrier = self.throw_out(rider)
            if carrier is not None:
                kept.append(carrier)
        self.riders = deque(kept)

    def throw_out(self, rider: Rider) -> Rider | None:
        """Take one part out of the line; return what rides on in its place: its carrier, None where it has none."""
        item, carrier = rider.item, self.line.carriers.save(rider.item)
        if carrier is not item:
            self.scrapped += self.line.scrap(item)
        if carrier is None:
            return None
        riding = Rider(carrier, rider.since, rider.entry, rider.rank)
        carrier.belt = self
        self.show_on_way(riding, 0.0)
        return riding

    # recordings and snapshots

    def inside(self) -> list[Inside]:
        """Return the parts on their way."""
        return [
            Inside(rider.item.number, self.frame, rider.rank, rider.item.look, rider.since, self.speed * rider.entry)
            for rider in self.riders
        ]

    def turned(self) -> Turned:
        """Return how the odometer goes on."""
        return Turned(self.frame, self.since, self.speed * self.origin, self.speed if self.moving else 0.0)

    def items(self) -> list[Item]:
        """Return the parts inside, first to leave first."""
        return [rider.item for rider in self.riders]

    def load(self) -> int:
        """Return how many parts are inside."""
        return len(self.riders)

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {
            **super().snapshot(),
            "riders": [[rider.item.number, *rider[1:]] for rider in self.riders],
            "machine_time": [self.origin, self.since, self.moving, self.last],
            "counts": [self.ready, self.down, self.due, self.entered],
            **self.tally.snapshot(),
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot; in a fork with another transit a part keeps the time it has been inside."""
        super().restore(state, items)
        self.riders = deque(Rider(items[number], *rest) for number, *rest in state["riders"])
        for rider in self.riders:
            rider.item.belt = self
        self.origin, self.since, self.moving, self.last = state["machine_time"]
        self.ready, _, self.due, self.entered = state["counts"]
        self.tally.restore(state)
