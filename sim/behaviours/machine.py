"""The machine's behaviour: exchange, cycle, wait until the part can leave; failures interrupt all of it."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from heapq import heappush
from itertools import repeat
from typing import Any

from layouts.distributions import Constant
from layouts.failures import Ages
from layouts.kinds import Machine
from replay.opening import Inside
from replay.states import State
from sim.behaviours.buffer import BufferBehaviour
from sim.breakdowns import Ageing
from sim.clock import Call, Order
from sim.component import Component
from sim.item import Item
from sim.line import Line
from sim.outlets import Outlet
from sim.prospect import Prospect
from sim.statistics import StateClock
from sim.streams import Stream

_WORKING, _BLOCKED, _STARVED = int(State.WORKING), int(State.BLOCKED), int(State.STARVED)
_SHOWN_FIRST = (State.FAILED, State.WORKING, State.BLOCKED, State.STARVED)
"""What a machine with several nests shows: the first of these that one of its nests is in."""


class Operation:
    """What a machine does to one product: `draw` gives exchange plus cycle, `finished` counts."""

    __slots__ = ("draw", "finished", "stream")

    def __init__(self, stream: Stream) -> None:
        """Begin with nothing finished."""
        self.stream = stream
        self.finished = 0
        self.draw: Callable[[], float] = stream.draw

    def prepare(self, exchange: float, fixed: float | None) -> None:
        """Find out how times are drawn from now on; `fixed` is exchange plus cycle where that never changes."""
        draw = self.stream.draw
        if fixed is not None:
            self.draw = repeat(fixed).__next__
        else:
            self.draw = (lambda: exchange + draw()) if exchange else draw


class Nest(StateClock):
    """One place of a machine: the part in it, how long its operation takes, what is left of it while interrupted."""

    __slots__ = ("done", "duration", "finish", "item", "left", "machine", "number", "operation")

    def __init__(self, machine: "MachineBehaviour", number: int) -> None:
        """Begin empty; `finish` is the call at the end of the operation."""
        super().__init__(State.STARVED)
        self.machine = machine
        self.number = number
        self.operation = next(iter(machine.operations.values()))
        self.item: Item | None = None
        self.duration = 0.0
        self.left = 0.0
        self.done = False
        self.finish = machine.add_call(Call(f"finish:{number}", self.end, Order.WORK))

    def end(self) -> None:
        """Finish the operation: pass the part on, or keep it until there is room."""
        item, machine, give = self.item, self.machine, self.machine.give
        if item is None:
            return
        self.operation.finished += 1
        if machine.done:
            return machine.block(self)
        store = machine.store
        if store is not None and store.content and store.room and not store.waiting:
            store.append(item)  # nobody waits at either end, so there is nothing to ask
        elif not give(machine.outlet, item):
            return machine.block(self)
        machine.vacate(self)

    def snapshot_with_part(self) -> list[Any]:
        """Return the nest as plain values."""
        item = None if self.item is None else self.item.number
        return [self.snapshot(), item, self.duration, self.left, self.done]

    def restore_with_part(self, values: list[Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        clock, item, self.duration, self.left, self.done = values
        self.restore(clock)
        self.item = None if item is None else items[item]
        if self.item is not None:
            self.operation = self.machine.operations[self.item.product]


class MachineBehaviour(Ageing):
    """Works on one part in each nest; blocking after service.

    States of a nest: working (exchange and cycle), blocked (finished, no room behind), starved (empty), failed.
    """

    def __init__(self, line: Line, equipment_id: str, machine: Machine) -> None:
        """Read the machine's data."""
        super().__init__(line, equipment_id)
        self.exchange, self.fixed = float(machine.exchange), self._fixed(machine)
        self.operations = {
            product: Operation(line.times_of(self, "cycle", machine.cycle, product)) for product in line.looks.catalogue
        }
        self._prepare()
        self.nests = [Nest(self, number) for number in range(machine.nests)]
        self.free = deque(self.nests)
        self.done: deque[Nest] = deque()
        self.state: StateClock = self.nests[0] if machine.nests == 1 else StateClock(State.STARVED)
        self.causes: list[int] = []
        self.feeder: BufferBehaviour | None = None
        self.store: BufferBehaviour | None = None

    def _prepare(self) -> None:
        for operation in self.operations.values():
            operation.prepare(self.exchange, self.fixed)

    def take_streams(self, positions: Mapping[str, int]) -> None:
        """Continue each stream where a checkpoint left it."""
        super().take_streams(positions)
        self._prepare()

    def _fixed(self, machine: Machine) -> float | None:
        """Return exchange plus cycle where it never changes."""
        return machine.exchange + machine.cycle.value if isinstance(machine.cycle, Constant) else None

    def fed_by(self, components: Sequence[Component]) -> None:
        """Remember plain buffers before and behind: parts are taken and given without offers and invitations.

        The one before feeds nobody else; nothing is told of what goes into the one behind.
        """
        controls = self.line.controls
        for buffer in components if len(components) == 1 else ():
            watched = controls is not None and controls.is_watched(buffer.id)
            if isinstance(buffer, BufferBehaviour) and not buffer.outlet.branches and not watched:
                self.feeder = buffer
        self.causes = [self.line.blame.of(self, state) for state in State]
        for target in self.outlet.targets if len(self.outlet.targets) == 1 else ():
            if type(target) is BufferBehaviour and self.give == target.accept:
                self.store = target

    # the way of a part

    def accept(self, outlet: Outlet, item: Item) -> bool:
        """Take the part into a free nest, if the machine is up and nobody waits longer."""
        waiting = self.waiting
        if not self.room or (waiting and self.invited is not outlet):
            waiting[outlet] = None
            return False
        nest = self.free.popleft()
        self.room = len(self.free) > 0
        self._begin(nest, item)
        return True

    def _begin(self, nest: Nest, item: Item) -> None:
        nest.item = item
        nest.operation = operation = self.operations[item.product]
        clock, draw = self.clock, operation.draw
        nest.duration = duration = draw()
        if self.watched:
            odometer = item.leave_belt() if item.belt is not None else 0.0
            self.moved((item.number, self.frame, nest.number, item.look, clock._now, odometer, 0.0))
        finish, next_sequence = nest.finish, clock.next_sequence
        finish.sequence = sequence = next_sequence()
        finish.time = time = clock._now + duration
        heappush(clock._heap, (time, 1, sequence, finish))
        if nest.state != _WORKING:
            self._enter(nest, _WORKING)
        if self.due:
            self.clock.soon(self.fail_if_due)

    def block(self, nest: Nest) -> None:
        """Keep a finished part until there is room."""
        nest.done = True
        self.done.append(nest)
        self._enter(nest, _BLOCKED)

    def push(self) -> bool:
        """Hand over the part that was finished first, unless the machine is down."""
        if not self.done or self.down:
            return False
        nest, give = self.done[0], self.give
        if nest.item is None or not give(self.outlet, nest.item):
            return False
        self.done.popleft()
        nest.done = False
        if not self.done:
            self.outlet.withdraw()
        elif self.outlet.branches:
            self.clock.soon(self.push_all)
        self.vacate(nest)
        return True

    def vacate(self, nest: Nest) -> None:
        """Take the next part into a nest that its part has left, or ask for one."""
        feeder = self.feeder
        if feeder is not None and feeder.content:
            self._begin(nest, feeder.take())
            return
        nest.item = None
        self.free.append(nest)
        self.room = not self.down
        if self.waiting:
            self.clock.soon(self.invite)
        else:
            self._enter(nest, _STARVED)

    def stand_ready(self) -> None:
        """Mark the nests as starved that got no part."""
        for nest in self.free:
            if nest.state != _STARVED:
                self._enter(nest, _STARVED)

    def prospect(self) -> Prospect:
        """Return what may happen here: a free nest takes a part."""
        return Prospect(self.ends_at(), ((self,),) if self.free else ())

    def on_offer(self, port: str) -> Item | None:
        """Return the part that was finished first."""
        return self.done[0].item if self.done else None

    # states

    @property
    def cause(self) -> int:
        """Nothing: a plain machine is held by its own failures and the calendar alone."""
        return -1

    def _enter(self, nest: Nest, state: int) -> None:
        now = self.clock._now
        nest.totals[nest.state] += now - nest.since  # as `StateClock.enter`, in its own lines
        nest.since = now
        nest.state = state
        if nest is self.state:
            if self.watched:
                self.changed((self.index, state, now, self.because(state) if self.down else self.causes[state]))
            return
        states = {other.state for other in self.nests}
        shown = next(state for state in _SHOWN_FIRST if state in states)
        if shown != self.state.state:
            self.state.enter(shown, now)
            self.changed((self.index, shown, now, self.because(shown)))

    def figures(self) -> dict[str, Any]:
        """Add parts by product; states are the mean of the nests."""
        now = self.clock.now
        times = [nest.times(now) for nest in self.nests]
        by_product = {product: operation.finished for product, operation in self.operations.items()}
        self.completed = sum(by_product.values())
        mean = [sum(column) / len(times) for column in zip(*times, strict=True)]
        return {**super().figures(), "states": mean, "by_product": by_product}

    # failures

    def age(self, clock: Ages) -> float:
        """Return the time worked (`working`) or worked and changed over (`busy`), the mean of the nests."""
        states = (State.WORKING,) if clock is Ages.WORKING else (State.WORKING, State.CHANGEOVER)
        now = self.clock._now
        return sum(nest.time_in(state, now) for nest in self.nests for state in states) / len(self.nests)

    def is_ageing(self, clock: Ages) -> bool:
        """Working clocks run while a nest works; a failure that is due waits for that."""
        return clock in (Ages.CALENDAR, Ages.SCHEDULED) or self.state.state == _WORKING

    def halt(self) -> None:
        """Interrupt every nest."""
        self.room = False
        self.outlet.withdraw()  # whoever waits behind this machine for the same room goes ahead
        for nest in self.nests:
            if nest.finish.pending:
                nest.left = nest.finish.time - self.clock.now
                nest.finish.cancel()
            self._enter(nest, State.FAILED)

    def go_on(self) -> None:
        """Go on where the machine was interrupted, once its last failure is over."""
        self.room = bool(self.free)
        for nest in self.nests:
            if nest.item is None:
                self._enter(nest, _STARVED)
            elif nest.done:
                self._enter(nest, _BLOCKED)
            else:
                self._enter(nest, _WORKING)
                self.clock.call(nest.finish, nest.left)
        if self.due and self.state.state == _WORKING:
            self.clock.soon(self.fail_if_due)
        self.push_all()
        if self.waiting:
            self.clock.soon(self.invite)

    def restart(self) -> None:
        """Begin the operations in work anew."""
        for nest in self.nests:
            if nest.item is not None and not nest.done:
                nest.left = nest.duration

    def scrap(self) -> None:
        """Take the parts in work out of the line."""
        for nest in self.nests:
            if nest.item is not None and not nest.done:
                self.scrapped += self.line.scrap(nest.item)
                nest.item = None
                self.free.append(nest)

    # recordings and snapshots

    def inside(self) -> list[Inside]:
        """Return the parts in the nests."""
        now = self.clock.now
        filled = [(nest.item, nest.number) for nest in self.nests if nest.item is not None]
        return [Inside(item.number, self.frame, place, item.look, now, 0.0) for item, place in filled]

    def items(self) -> list[Item]:
        """Return the parts inside."""
        return [nest.item for nest in self.nests if nest.item is not None]

    def load(self) -> int:
        """Return how many parts are inside."""
        return len(self.nests) - len(self.free)

    def spaces(self) -> float:
        """Return how many nests are free."""
        return 0 if self.down else len(self.free)

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {
            **super().snapshot(),
            "nests": [nest.snapshot_with_part() for nest in self.nests],
            "free": [nest.number for nest in self.free],
            "done": [nest.number for nest in self.done],
            "counts": [self.down, self.due],
            "by_product": {product: operation.finished for product, operation in self.operations.items()},
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        for nest, values in zip(self.nests, state["nests"], strict=False):  # a fork may have other nests
            nest.restore_with_part(values, items)
        added = range(len(state["nests"]), len(self.nests))
        self.free = deque(self.nests[number] for number in (*state["free"], *added) if number < len(self.nests))
        self.done = deque(self.nests[number] for number in state["done"] if number < len(self.nests))
        self.due = state["counts"][1]
        self.room = bool(self.free) and not self.down
        for product, finished in state["by_product"].items():
            if product in self.operations:
                self.operations[product].finished = finished
