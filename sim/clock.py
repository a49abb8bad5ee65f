"""The clock: SimPy's environment with a tight loop and with calls that are used again and again.

Order of what happens at the same instant, documented because results depend on it:

1. wake-ups asked for with `soon`, first in first out, before anything else happens;
2. then the calls and events on the heap by `Order`: stops (failures, repairs), ends of work and SimPy's own events,
   conveyors and buffers, arrivals, observation; equal orders in the sequence in which they were asked for.

Two instants less than `TOLERANCE` apart are the same instant for every decision ("clear", "full", "end of the run").
"""

import math
from collections import deque
from collections.abc import Callable
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from typing import cast

import simpy
from simpy.core import EmptySchedule, SimTime
from simpy.events import Event

TOLERANCE = 1e-9
"""Seconds, metres and parts closer than this are equal."""


class Order(IntEnum):
    """Who comes first at the same instant. SimPy's own urgent events have 0, its normal ones 1."""

    STOP = 0
    WORK = 1
    BELT = 2
    ARRIVAL = 3
    WATCH = 4


class Call:
    """A method to be called at some time: one record for the life of a component, on the heap at most once."""

    __slots__ = ("idle", "method", "name", "order", "sequence", "time")

    def __init__(self, name: str, method: Callable[[], None], order: Order, *, idle: bool = False) -> None:
        """Prepare a call; `name` identifies it within its component in a checkpoint.

        `idle` calls come and go without any part getting on by it.
        """
        self.idle = idle
        self.name = name
        self.method = method
        self.order = int(order)
        self.sequence = 0
        self.time = 0.0

    @property
    def pending(self) -> bool:
        """Whether the call is still to come."""
        return self.sequence != 0

    def cancel(self) -> None:
        """Take the call back; its entry on the heap is passed over."""
        self.sequence = 0


class Clock(simpy.Environment):
    """SimPy's environment; processes and events run in it as ever."""

    def __init__(self) -> None:
        """Start at time 0 with nothing to do."""
        super().__init__()
        self._eid = count(1)
        self._heap = cast("list[tuple[float, int, int, Call | Event]]", self._queue)
        self._soon: deque[Callable[[], None]] = deque()
        self.idle_since: float | None = None
        """When the last thing happened, in a run at whose end nothing is left to happen."""
        self.next_sequence = self._eid.__next__
        """Number a request; equal orders at one instant happen in this order."""
        self.soon = self._soon.append
        """Ask for a method to be called at this instant, before anything else."""

    def call(self, call: Call, delay: float) -> None:
        """Ask for a call after `delay` seconds; an earlier request for the same record is forgotten."""
        call.sequence = sequence = next(self._eid)
        call.time = time = self._now + delay
        heappush(self._heap, (time, call.order, sequence, call))

    def call_at(self, call: Call, time: float) -> None:
        """Ask for a call at a time."""
        call.sequence = sequence = next(self._eid)
        call.time = time
        heappush(self._heap, (time, call.order, sequence, call))

    @property
    def settled(self) -> bool:
        """Whether nothing more has been asked for with `soon`."""
        return not self._soon

    @property
    def has_events(self) -> bool:
        """Whether SimPy events (processes, timeouts) are on the heap, which no checkpoint can hold."""
        return any(not isinstance(entry[3], Call) for entry in self._heap)

    def set_back(self, now: float) -> None:
        """Go to a time with an empty heap, before the calls of a checkpoint are asked for again."""
        self._now = now
        self._heap.clear()
        self._soon.clear()

    def run(self, until: SimTime | Event | None = None) -> object:
        """Run up to a time (what happens at that very time does not happen yet), or as SimPy runs up to an event."""
        if isinstance(until, int | float):
            self.run_to(float(until))
            return None
        return super().run(until)

    def run_to(self, until: float, tolerance: float = TOLERANCE) -> None:
        """Run everything before `until`, then stand at `until`; a pause without a meaning has no tolerance."""
        queue, soon, limit = self._heap, self._soon, until - tolerance
        self._catch_up()
        if queue or soon:
            self.idle_since = None
        while True:
            while soon:
                soon.popleft()()
            if not queue:
                self.idle_since = self._now if self.idle_since is None else self.idle_since
                break
            time, order, sequence, record = heappop(queue)
            if time >= limit:
                heappush(queue, (time, order, sequence, record))
                break
            if type(record) is Call:
                if record.sequence == sequence:
                    self._now = time
                    record.sequence = 0
                    method = record.method  # a name of its own: CPython looks up `record.method()` more slowly
                    method()
            else:
                self._now = time
                self._fire(cast("Event", record))
        self._now = max(until, self._now)

    def settle(self) -> None:
        """Let everything that was asked for with `soon` happen."""
        while self._soon:
            self._soon.popleft()()

    def step(self) -> None:
        """Let the next thing happen, with all that it wakes up.

        Raises:
            EmptySchedule: when nothing is left.
        """
        self._catch_up()
        self.settle()
        while self._heap:
            time, _, sequence, record = heappop(self._heap)
            if not isinstance(record, Call):
                self._now = time
                self._fire(record)
                return self.settle()
            if record.sequence == sequence:
                self._now = time
                record.sequence = 0
                record.method()
                return self.settle()
        raise EmptySchedule

    def peek(self) -> float:
        """Return the time of the next thing to happen, infinity when nothing is left."""
        while self._heap:
            time, _, sequence, record = self._heap[0]
            if not isinstance(record, Call) or record.sequence == sequence:
                return time
            heappop(self._heap)
        return math.inf

    @property
    def upcoming(self) -> Call | Event | None:
        """What happens next on the heap, None where nothing is left; `peek` says when."""
        return None if math.isinf(self.peek()) else self._heap[0][3]

    def _catch_up(self) -> None:
        """Bring what lies less than the tolerance before now to now: time never goes back."""
        while self._heap and self._queue[0][0] < self._now:
            _, order, sequence, record = heappop(self._heap)
            heappush(self._heap, (self._now, order, sequence, record))

    def _fire(self, event: Event) -> None:
        """Process one SimPy event; a failure that nobody handles is raised."""
        callbacks = event.callbacks
        event.callbacks = cast("list[Callable[[Event], None]]", None)  # SimPy's own mark of a processed event
        for callback in callbacks:
            callback(event)
        if not event._ok and not event.defused:
            raise cast("BaseException", event._value)
