"""The clock: order at the same instant, calls taken back, SimPy as ever, how far a run goes."""

import math
from collections.abc import Generator

import pytest
import simpy
from simpy.core import EmptySchedule
from simpy.events import Event

from sim.clock import Call, Clock, Order


class Log:
    """Calls that write down their name and the time."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.entries: list[tuple[str, float]] = []

    def call(self, name: str, order: Order = Order.WORK) -> Call:
        return Call(name, lambda: self.entries.append((name, self.clock.now)), order)

    @property
    def names(self) -> str:
        return "".join(name for name, _ in self.entries)


def test_the_order_at_one_instant() -> None:
    log = Log()
    for name, order in zip("wabsc", (Order.WATCH, Order.ARRIVAL, Order.BELT, Order.STOP, Order.WORK), strict=True):
        log.clock.call(log.call(name, order), 5.0)
    log.clock.run(10.0)
    assert log.entries == [("s", 5.0), ("c", 5.0), ("b", 5.0), ("a", 5.0), ("w", 5.0)]


def test_equal_orders_come_in_the_order_in_which_they_were_asked_for() -> None:
    log = Log()
    for name in "abcde":
        log.clock.call(log.call(name), 1.0)
    log.clock.run(2.0)
    assert log.names == "abcde"


def test_what_is_asked_for_soon_comes_before_everything_else_first_in_first_out() -> None:
    log = Log()
    clock = log.clock
    first, then, later = log.call("t"), log.call("u"), log.call("v", Order.STOP)

    def ask() -> None:
        clock.soon(first.method)
        clock.soon(then.method)
        clock.call(later, 0.0)

    asks = Call("asks", ask, Order.STOP)
    clock.call(asks, 1.0)
    clock.call(log.call("w", Order.STOP), 1.0)
    clock.run(2.0)
    assert log.names == "tuwv"


def test_a_call_taken_back_does_not_happen() -> None:
    log = Log()
    call = log.call("a")
    log.clock.call(call, 1.0)
    before = call.pending
    call.cancel()
    assert (before, call.pending) == (True, False)
    log.clock.run(5.0)
    assert log.entries == []


def test_a_call_asked_for_again_happens_at_the_new_time_only() -> None:
    log = Log()
    call = log.call("a")
    log.clock.call(call, 3.0)
    log.clock.call(call, 1.0)
    log.clock.run(2.0)
    assert not call.pending
    log.clock.call(call, 4.0)
    log.clock.call_at(call, 7.0)
    log.clock.run(10.0)
    assert log.entries == [("a", 1.0), ("a", 7.0)]


def test_a_run_ends_before_what_happens_at_its_end() -> None:
    log = Log()
    log.clock.call(log.call("a"), 1.0)
    log.clock.call(log.call("b"), 5.0)
    log.clock.run(5.0)
    assert (log.names, log.clock.now) == ("a", 5.0)
    log.clock.run(5.0)
    assert log.names == "a"
    log.clock.run(5.1)
    assert log.entries == [("a", 1.0), ("b", 5.0)]


def test_a_run_is_the_same_in_one_piece_or_in_many() -> None:
    logs = [Log(), Log()]
    for log in logs:
        for number in range(40):
            log.clock.call(log.call(chr(65 + number)), (number * 7919 % 40) * 0.37)
    logs[0].clock.run(20.0)
    for number in range(1, 201):
        logs[1].clock.run(number / 10)
    assert logs[0].names == logs[1].names
    assert [t for _, t in logs[0].entries] == pytest.approx([t for _, t in logs[1].entries], abs=1e-9)


def test_time_does_not_go_back() -> None:
    log = Log()
    log.clock.call(log.call("a"), 5.0 - 1e-10)
    log.clock.run(5.0)
    assert log.names == ""
    log.clock.run(6.0)
    assert log.entries == [("a", 5.0)]


def test_steps_and_what_comes_next() -> None:
    log = Log()
    gone = log.call("x")
    log.clock.call(gone, 0.5)
    log.clock.call(log.call("a"), 1.0)
    log.clock.call(log.call("b"), 2.0)
    gone.cancel()
    assert log.clock.peek() == 1.0
    log.clock.step()
    assert (log.names, log.clock.now, log.clock.peek()) == ("a", 1.0, 2.0)
    log.clock.step()
    assert log.clock.peek() == math.inf
    with pytest.raises(EmptySchedule):
        log.clock.step()


def test_processes_of_simpy_run_as_ever() -> None:
    """The same story on SimPy's own environment and on ours, calls between."""
    stories = []
    for environment in (simpy.Environment(), Clock()):
        story: list[tuple[str, float]] = []
        store = simpy.Store(environment, capacity=1)
        environment.process(_producer(environment, store, story))
        environment.process(_consumer(environment, store, story))
        environment.run(until=20)
        stories.append(story)
    assert stories[0] == stories[1]
    assert len(stories[0]) > 8


def _producer(
    environment: simpy.Environment, store: simpy.Store, story: list[tuple[str, float]]
) -> Generator[Event, object, None]:
    for number in range(9):
        yield environment.timeout(1.0)
        yield store.put(number)
        story.append((f"put {number}", environment.now))


def _consumer(
    environment: simpy.Environment, store: simpy.Store, story: list[tuple[str, float]]
) -> Generator[Event, object, None]:
    while True:
        number = yield store.get()
        yield environment.timeout(2.5)
        story.append((f"used {number}", environment.now))


def test_processes_and_calls_share_one_heap() -> None:
    log = Log()
    clock = log.clock

    def process() -> Generator[Event, object, None]:
        for _ in range(3):
            yield clock.timeout(1.0)
            log.entries.append(("p", clock.now))

    clock.process(process())
    for t in (0.5, 1.5, 2.5):
        clock.call(log.call("c"), t)
    clock.run(10.0)
    assert log.entries == [("c", 0.5), ("p", 1.0), ("c", 1.5), ("p", 2.0), ("c", 2.5), ("p", 3.0)]


def test_a_run_up_to_an_event_returns_its_value() -> None:
    clock = Clock()
    assert clock.run(clock.timeout(3.0, value="done")) == "done"
    assert clock.now == 3.0


def test_a_failed_event_that_nobody_handles_is_not_ignored() -> None:
    clock = Clock()
    event = clock.event()
    event.fail(RuntimeError("the gripper fell off"))
    with pytest.raises(RuntimeError, match="the gripper fell off"):
        clock.run(1.0)
