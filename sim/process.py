"""Equipment whose behaviour is written as a SimPy process: the quickest way to add a kind of one's own.

A subclass writes `process`, a generator that takes parts with `item = yield self.receive()`, spends time with
`yield self.clock.timeout(seconds)` and hands parts on with `yield self.pass_on(item)`:

    class Turntable(Process):
        def process(self):
            while True:
                item = yield self.receive()
                self.enter(State.WORKING)
                yield self.clock.timeout(4.0)
                self.enter(State.BLOCKED)
                yield self.pass_on(item)
                self.enter(State.STARVED)

Such equipment runs like any other, but no generator can be written down: a line that has one cannot be checkpointed.
"""

from collections import deque
from collections.abc import Generator
from typing import TYPE_CHECKING

from simpy.events import Event

from replay.opening import Inside
from replay.states import State
from sim.component import Component
from sim.item import Item
from sim.outlets import Outlet
from sim.statistics import StateClock

if TYPE_CHECKING:
    from sim.line import Line

Behaviour = Generator[Event, Item, None]
"""What `process` is: yields SimPy events, is sent the part that `receive` waited for."""


class Process(Component):
    """A component that does what its generator says; parts inside stand in its places in order of arrival."""

    def __init__(self, line: "Line", equipment_id: str) -> None:
        """Begin empty; the generator starts with the line."""
        super().__init__(line, equipment_id)
        self.state: StateClock = StateClock(State.STARVED)
        self.room = False
        self.entered = 0
        self.places = max(1, len(line.layout.equipment[equipment_id].slots()))
        self._inside: list[Item] = []
        self._receiving: deque[Event] = deque()
        self._passing: deque[tuple[Item, Event]] = deque()

    def process(self) -> Behaviour:
        """Say what happens; a subclass writes this generator."""
        yield from ()

    def start(self) -> None:
        """Start the generator."""
        self.clock.process(self.process())

    def receive(self) -> Event:
        """Return an event that happens when a part has come, with the part as its value."""
        event = self.clock.event()
        self._receiving.append(event)
        self.room = True
        if self.waiting:
            self.clock.soon(self.invite)
        return event

    def pass_on(self, item: Item) -> Event:
        """Return an event that happens when the next component has taken the part."""
        event = self.clock.event()
        self._passing.append((item, event))
        self.clock.soon(self.push_all)
        return event

    def enter(self, state: State) -> None:
        """Change the state that is shown and counted."""
        self.state.enter(state, self.clock.now)
        self.changed((self.index, state, self.clock.now, -1))

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part if the generator is waiting for one and nobody waits longer."""
        if not self.room or (self.waiting and self.invited is not outlet):
            self.waiting[outlet] = None
            return False
        place = self.entered % self.places
        self.moved((item.number, self.frame, place, item.look, self.clock.now, item.leave_belt(), 0.0))
        self.entered += 1
        self._inside.append(item)
        self._receiving.popleft().succeed(item)
        self.room = bool(self._receiving)
        return True

    def push(self) -> bool:
        """Hand on the part that the generator passes on, if the next component takes it."""
        if not self._passing or not self.give(self.outlet, self._passing[0][0]):
            return False
        item, event = self._passing.popleft()
        self._inside.remove(item)
        self.completed += 1
        if not self._passing:
            self.outlet.withdraw()
        event.succeed()
        return True

    def products_at(self, port: str, come: frozenset[str]) -> frozenset[str]:
        """Return all products: nobody knows what a process makes."""
        return frozenset(self.line.looks.catalogue)

    def on_offer(self, port: str) -> Item | None:
        """Return the part that is passed on first."""
        return self._passing[0][0] if self._passing else None

    def inside(self) -> list[Inside]:
        """Return the parts inside; a recording that begins later shows them in their order."""
        now = self.clock.now
        return [Inside(item.number, self.frame, place, item.look, now, 0.0) for place, item in enumerate(self._inside)]

    def items(self) -> list[Item]:
        """Return the parts inside."""
        return list(self._inside)
