"""What oven and packer have in common: they gather parts, work on them, and let out what becomes of them in a row."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from layouts.failures import Ages
from layouts.station import Station
from replay.opening import Inside
from replay.states import State
from sim.behaviours.inspection import Inspection
from sim.behaviours.operation_times import OperationTimes
from sim.behaviours.tally import Tally
from sim.breakdowns import Ageing
from sim.clock import Call, Order
from sim.item import Item
from sim.line import Line
from sim.outlets import Outlet
from sim.prospect import Prospect
from sim.statistics import StateClock

_BUSY = (State.WORKING, State.CHANGEOVER)


class Gathering(Ageing):
    """A station of one place for many parts, which does one thing at a time; failures interrupt it.

    `doing` is the state it is in when it is up: starved (it can take a part), working, changing over, or blocked (it
    lets parts out). A subclass says what to do with a part that has come in (`put`), and what comes when the work that
    it began is over (`worked`).
    """

    def __init__(self, line: Line, equipment_id: str, station: Station) -> None:
        """Read the station's data."""
        super().__init__(line, equipment_id)
        self.gathered: list[Item] = []
        self.leaving: deque[Item] = deque()
        self.let = 0
        self.doing = State.STARVED
        self.duration = self.left = 0.0
        self.work = self.add_call(Call("work", self.worked, Order.WORK))
        self.times = OperationTimes(self, station)
        self.exchange = float(station.exchange)
        self.inspection = Inspection(self, station)
        self.tally = Tally(line.products)
        self.state: StateClock = StateClock(State.STARVED)

    def take_streams(self, positions: Mapping[str, int]) -> None:
        """Continue each stream where a checkpoint left it."""
        self.times.prepare(positions)
        super().take_streams(positions)

    # what a subclass says

    def put(self) -> None:
        """Go on with the part that has just come in."""

    def worked(self) -> None:
        """Go on after the work that was begun."""

    def takes(self) -> bool:
        """Tell whether there is room for one more part, while it is up."""
        return self.doing is State.STARVED

    def place(self, index: int) -> int:
        """Return where the part stands that has come as this one of those gathered."""
        return index

    # the way of the parts

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part if there is room and nobody waits longer."""
        if not self.room or (self.waiting and self.invited is not outlet):
            self.waiting[outlet] = None
            return False
        self.take(item)
        return True

    def take(self, item: Item) -> None:
        """Let a part stand in the next place."""
        self.stand(item, self.place(len(self.gathered)))
        self.gathered.append(item)
        self.put()
        self.look_for_room()
        if self.is_short():
            self.line.watch(self)

    def stand(self, item: Item, place: int) -> None:
        """Tell a recording that a part stands in a place from now on, looking as it does now."""
        if self.watched:
            before = item.leave_belt() if item.belt is not None else 0.0
            self.moved((item.number, self.frame, place, item.look, self.clock._now, before, 0.0))

    def look_for_room(self) -> None:
        """Find out whether another part may come in."""
        self.room = not self.down and not self.emptying and self.takes()

    def ask(self) -> None:
        """Take the next part, if there is one."""
        self.doing = State.STARVED
        self.look_for_room()
        if self.is_short():
            self.line.watch(self)
        if self.waiting:
            self.clock.soon(self.invite)
        else:
            self.show()

    def stand_ready(self) -> None:
        """Be starved, if nobody had a part."""
        self.show()

    def is_short(self) -> bool:
        """Tell whether parts are gathered, and more must come."""
        return bool(self.gathered) and self.takes()

    def begin(self, state: State, duration: float) -> None:
        """Work, or change over, for a time."""
        self.doing, self.duration, self.left = state, duration, duration
        self._run()
        self.look_for_room()
        self.show()

    def finish(self, item: Item) -> None:
        """Count the operation on a part, which goes on to the next; an empty carrier has none."""
        if self.line.carriers.is_empty_one(item):
            return
        visit = self.line.routes.visit(item, self.id)
        history = self.inspection.note_operation(item, visit)
        self.tally.add(item.product if visit is None else f"{item.product}:{visit}", True, history)
        self.line.routes.done(item, self.id)

    def _run(self) -> None:
        """Do what is left of the work; after the break, if it has not begun and would not end before."""
        if self.left < self.duration or not self.defers(self.left):
            self.clock.call(self.work, self.left)

    def let_out(self, items: list[Item]) -> None:
        """Pass these on, one after the other; nothing else happens until the last has left."""
        self.gathered = []
        self.leaving.extend(items)
        self.let = len(items)
        self.doing = State.BLOCKED
        self.push_all()
        self.show()

    def push(self) -> bool:
        """Hand over the first of the parts that leave, unless the station is down."""
        if not self.leaving or self.down or not self.give(self.outlet, self.leaving[0]):
            return False
        self.leaving.popleft()
        if not self.leaving:
            self.outlet.withdraw()
            self.ask()
        elif self.outlet.branches:
            self.clock.soon(self.push_all)
        return True

    def prospect(self) -> Prospect:
        """Return what may happen here: work ends, another part comes in."""
        waits_for_others = self.doing in _BUSY and not self.work.pending and not self.down
        until = self.clock.peek() if waits_for_others else self.ends_at()
        return Prospect(until, ((self,),) if self.takes() and not self.leaving else ())

    def on_offer(self, port: str) -> Item | None:
        """Return the next part to leave."""
        return self.leaving[0] if self.leaving else None

    # states

    def show(self) -> None:
        """Show and count what it does, or that it has failed."""
        deferred = self.doing in _BUSY and not self.work.pending
        state = self.held or (State.STOPPED if deferred else self.doing)
        if state != self.state.state:
            now = self.clock._now
            self.state.enter(state, now)
            self.tell(state, now)
            if self.draining:
                self.clock.soon(self.serve_if_idle)
            if self.due and state in _BUSY:
                self.clock.soon(self.fail_if_due)

    def figures(self) -> dict[str, Any]:
        """Add the tally, and number and seconds of changeovers."""
        self.completed = sum(self.tally.by_product.values())
        changeovers = [
            self.tally.changeovers,
            self.state.time_in(State.CHANGEOVER, self.clock._now) - self.set_up_time(),
        ]
        return {**super().figures(), "changeovers": changeovers, **self.tally.figures()}

    # failures

    def age(self, clock: Ages) -> float:
        """Return the time worked (`working`), or worked and changed over (`busy`)."""
        states = (State.WORKING,) if clock is Ages.WORKING else _BUSY
        return sum(self.state.time_in(state, self.clock._now) for state in states)

    def is_ageing(self, clock: Ages) -> bool:
        """Working clocks run while it works, busy ones while it changes over too."""
        if clock in (Ages.CALENDAR, Ages.SCHEDULED):
            return True
        return self.state.state in ((State.WORKING,) if clock is Ages.WORKING else _BUSY)

    def halt(self) -> None:
        """Interrupt what it does."""
        self.look_for_room()
        self.outlet.withdraw()  # whoever waits behind this station for the same room goes ahead
        if self.work.pending:
            self.left = self.work.time - self.clock._now
            self.work.cancel()
        self.show()

    def show_hold(self) -> None:
        """Show another reason."""
        self.show()

    def go_on(self) -> None:
        """Go on where it was interrupted."""
        if self.doing in _BUSY:
            self._run()
        self.show()
        self.look_for_room()
        self.push_all()
        if self.waiting:
            self.clock.soon(self.invite)

    def close(self) -> None:
        """Let nothing more in for now."""
        self.look_for_room()

    def is_at_work(self) -> bool:
        """Tell whether it works, or changes over."""
        return self.work.pending

    def look_around(self) -> None:
        """Take parts again."""
        self.look_for_room()
        if self.waiting:
            self.clock.soon(self.invite)

    def restart(self) -> None:
        """Begin the work anew."""
        if self.doing is State.WORKING:
            self.left = self.duration

    def throw_away(self, items: list[Item]) -> list[Item]:
        """Take parts out of the line; return their carriers, which stay."""
        carriers = [self.line.carriers.save(item) for item in items]
        for item, carrier in zip(items, carriers, strict=True):
            if carrier is not item:
                self.scrapped += self.line.scrap(item)
        return [carrier for carrier in carriers if carrier is not None]

    # recordings and snapshots

    def inside(self) -> list[Inside]:
        """Return the parts in their places."""
        now = self.clock.now
        return [Inside(item.number, self.frame, place, item.look, now, 0.0) for place, item in self.standing()]

    def standing(self) -> list[tuple[int, Item]]:
        """Return the parts inside with the places where they stand."""
        first = self.let - len(self.leaving)
        leaving = [(place, item) for place, item in enumerate(self.leaving, first)]
        return leaving + [(self.place(index), item) for index, item in enumerate(self.gathered)]

    def items(self) -> list[Item]:
        """Return the parts inside in the order in which they came."""
        return [*self.leaving, *self.gathered]

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {
            **super().snapshot(),
            "gathered": [item.number for item in self.gathered],
            "leaving": [item.number for item in self.leaving],
            "work": [int(self.doing), self.duration, self.left, self.let],
            "counts": [self.down, self.due],
            **self.tally.snapshot(),
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        self.gathered = [items[number] for number in state["gathered"]]
        self.leaving = deque(items[number] for number in state["leaving"])
        doing, self.duration, self.left, self.let = state["work"]
        self.doing = State(doing)
        self.due = state["counts"][1]
        self.tally.restore(state)
