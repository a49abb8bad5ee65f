"""The rotary machine's behaviour: parts go round at its pace, and all of them stand where the first has to wait.

Machine time runs while the machine turns and stands while it is blocked or down. A part that comes in at machine time
e is through at e + transit, and the next may come in at e + 1 / rate. On the way that a trace shows, a part is at
speed x (machine time - e): the odometer of the way is speed x machine time.
"""

from collections import deque
from typing import Any, NamedTuple

from layouts.failures import Ages
from layouts.kinds import Rotary
from replay.opening import Inside, Turned
from replay.states import State
from sim.behaviours.inspection import Inspection
from sim.behaviours.tally import Tally
from sim.breakdowns import Ageing
from sim.clock import TOLERANCE, Call, Order
from sim.item import Item
from sim.line import Line
from sim.outlets import Outlet
from sim.prospect import Prospect
from sim.statistics import StateClock


class Rider(NamedTuple):
    """A part going round: since when, the machine time at which it came in, its running number."""

    item: Item
    since: float
    entry: float
    rank: int


class RotaryBehaviour(Ageing):
    """Takes parts one after the other, at least 1 / rate apart, and keeps each for the transit.

    States: failed, blocked (it stands, since the first part cannot leave), starved (empty and ready for the next part),
    otherwise working.
    """

    def __init__(self, line: Line, equipment_id: str, rotary: Rotary) -> None:
        """Begin to turn, empty."""
        super().__init__(line, equipment_id)
        self.transit, self.spacing = float(rotary.transit or 0.0), 1 / (rotary.rate or 1.0)
        self.pockets, self.speed = rotary.pockets, rotary.pace
        self.look = rotary.look
        self.riders: deque[Rider] = deque()
        self.origin, self.since, self.turning = 0.0, 0.0, True
        self.last = -self.spacing
        self.ready = False
        self.entered = 0
        self.inspection = Inspection(self, rotary)
        self.tally = Tally(line.products)
        self.state: StateClock = StateClock(State.STARVED)
        self.arrival = self.add_call(Call("arrival", self._arrive, Order.BELT))
        self.clear = self.add_call(Call("clear", self._cleared, Order.BELT))

    def start(self) -> None:
        """Turn, and let the failures begin to age."""
        self.line.recorder.turned(self.turned())
        super().start()

    # machine time

    def machine_time(self) -> float:
        """Return for how long the machine has turned, seconds."""
        return self.origin + (self.clock._now - self.since if self.turning else 0.0)

    def odometer(self) -> float:
        """Return how far a part would have come that was inside from the beginning, metres."""
        return self.speed * self.machine_time()

    def _turn(self, turning: bool) -> None:
        """Let machine time run, or stand."""
        if turning == self.turning:
            return
        self.origin, self.since, self.turning = self.machine_time(), self.clock._now, turning
        self.line.recorder.turned(self.turned())
        self.arrival.cancel()
        self.clear.cancel()
        if turning:
            self._expect_head()
            self._expect_clear()

    # coming in

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part if the one before has gone on far enough and nobody waits longer."""
        waiting = self.waiting
        if (waiting and self.invited is not outlet) or not self._is_clear():
            waiting[outlet] = None
            if not self.clear.pending:
                self._expect_clear()
            return False
        self._put(item)
        return True

    def _is_clear(self) -> bool:
        return (
            self._may_begin() and self.turning and len(self.riders) < self.pockets and self._until_clear() <= TOLERANCE
        )

    def _may_begin(self) -> bool:
        return not self.emptying and not self.defers(self.transit)

    def _until_clear(self) -> float:
        return self.last + self.spacing - self.machine_time()

    def _expect_clear(self) -> None:
        """Look again when the next part may come in; where the machine stands or is full, a change will tell."""
        if self.turning and len(self.riders) < self.pockets and self._may_begin():
            self.clock.call(self.clear, max(0.0, self._until_clear()))

    def _cleared(self) -> None:
        self._show()
        self.invite()

    def _put(self, item: Item) -> None:
        self.last = self.machine_time()
        rider = Rider(item, self.clock._now, self.last, self.entered)
        self.entered += 1
        self.riders.append(rider)
        self._show_on_way(rider, item.leave_belt())
        item.belt = self
        if len(self.riders) == 1:
            self._show()
            self._expect_head()
        if self.waiting:
            self._expect_clear()

    # going out

    def _expect_head(self) -> None:
        """Look when the first part is through."""
        if self.riders and self.turning and not self.ready:
            self.clock.call(self.arrival, max(0.0, self._until_head()))

    def _until_head(self) -> float:
        return self.riders[0].entry + self.transit - self.machine_time()

    def _arrive(self) -> None:
        if self._until_head() > TOLERANCE:  # a fork may have another transit
            return self._expect_head()
        self.ready = True
        self._finish(self.riders[0])
        if not self.push():
            self._turn(False)
            self._show()

    def _finish(self, rider: Rider) -> None:
        """Count a part that is through, and let it look as it does from here on."""
        item = rider.item
        if self.line.carriers.is_empty_one(item):
            return
        visit = self.line.routes.visit(item, self.id)
        history = self.inspection.note_operation(item, visit)
        self.tally.add(item.product if visit is None else f"{item.product}:{visit}", True, history)
        self.line.routes.done(item, self.id)
        if self.line.looks.dress(item, self.look):
            self._show_on_way(rider, self.odometer())

    def _show_on_way(self, rider: Rider, before: float) -> None:
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
        self._turn(True)
        self._expect_head()
        if self.waiting or not self.riders:
            self._expect_clear()
        self._show()
        return True

    def prospect(self) -> Prospect:
        """Return what may happen here: parts go round, an empty machine takes one."""
        return Prospect(self.ends_at(), () if self.riders else ((self,),))

    def on_offer(self, port: str) -> Item | None:
        """Return the first part, once it is through."""
        return self.riders[0].item if self.ready else None

    # states

    def _show(self) -> None:
        state = self._state()
        if state != self.state.state:
            now = self.clock._now
            self.state.enter(state, now)
            self.tell(state, now)
            if self.draining:
                self.clock.soon(self.serve_if_idle)
            if self.due and state is State.WORKING:
                self.clock.soon(self.fail_if_due)

    def _state(self) -> State:
        if self.held is not None:
            return self.held
        if self.ready:
            return State.BLOCKED
        return State.WORKING if self.riders or self._until_clear() > TOLERANCE else State.STARVED

    def figures(self) -> dict[str, Any]:
        """Add the tally."""
        self.completed = sum(self.tally.by_product.values())
        return {**super().figures(), **self.tally.figures()}

    # failures

    def age(self, clock: Ages) -> float:
        """Return the time in which it turned with parts inside."""
        return self.state.time_in(State.WORKING, self.clock._now)

    def is_ageing(self, clock: Ages) -> bool:
        """Working clocks run while it works."""
        return clock in (Ages.CALENDAR, Ages.SCHEDULED) or self.state.state == State.WORKING

    def halt(self) -> None:
        """Stand still, with all that is inside."""
        self.outlet.withdraw()
        self._turn(False)
        self._show()

    def show_hold(self) -> None:
        """Show another reason."""
        self._show()

    def go_on(self) -> None:
        """Turn on."""
        self._turn(not self.ready)
        self._show()
        self.push_all()

    def is_at_work(self) -> bool:
        """Tell whether parts are inside."""
        return bool(self.riders)

    def look_around(self) -> None:
        """Take parts again."""
        self._expect_clear()

    def scrap(self) -> None:
        """Take the parts that are not through yet out of the line; their carriers go on round."""
        kept = list(self.riders)[: self.ready]
        for rider in list(self.riders)[self.ready :]:
            item, carrier = rider.item, self.line.carriers.save(rider.item)
            if carrier is not item:
                self.scrapped += self.line.scrap(item)
            if carrier is not None:
                kept.append(Rider(carrier, rider.since, rider.entry, rider.rank))
                carrier.belt = self
                self._show_on_way(kept[-1], 0.0)
        self.riders = deque(kept)

    # recordings and snapshots

    def inside(self) -> list[Inside]:
        """Return the parts going round."""
        return [
            Inside(rider.item.number, self.frame, rider.rank, rider.item.look, rider.since, self.speed * rider.entry)
            for rider in self.riders
        ]

    def turned(self) -> Turned:
        """Return how the odometer goes on."""
        return Turned(self.frame, self.since, self.speed * self.origin, self.speed if self.turning else 0.0)

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
            "machine_time": [self.origin, self.since, self.turning, self.last],
            "counts": [self.ready, self.down, self.due, self.entered],
            **self.tally.snapshot(),
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot; in a fork with another transit a part keeps the time it has been inside."""
        super().restore(state, items)
        self.riders = deque(Rider(items[number], *rest) for number, *rest in state["riders"])
        for rider in self.riders:
            rider.item.belt = self
        self.origin, self.since, self.turning, self.last = state["machine_time"]
        self.ready, _, self.due, self.entered = state["counts"]
        self.tally.restore(state)
