"""The places of a station that work independently of one another: what each holds, and what it is doing."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any, NamedTuple, Protocol

from replay.states import State
from sim.clock import Call, Order
from sim.item import Item
from sim.statistics import StateClock

_SHOWN_FIRST = (
    *(State.OFF_SHIFT, State.BREAK, State.MAINTENANCE, State.FAILED, State.WAITING_REPAIR),
    *(State.WORKING, State.CHANGEOVER, State.WAITING_SETTER, State.WAITING_OPERATOR),
    *(State.STOPPED, State.BLOCKED, State.STARVED),
)
"""What a station with several nests shows: the first of these that one of its nests is in."""


class Phase(IntEnum):
    """What a nest is about."""

    GATHERING = 0
    CHANGEOVER = 1
    WORKING = 2
    PASSING = 3
    LEAVING = 4
    AWAITING_SETTER = 5
    AWAITING_OPERATOR = 6
    EXCHANGE = 7
    MANUAL = 8
    PROVING = 9
    AWAITING_PROVER = 10
    AWAITING_TOOLS = 11

    @property
    def state(self) -> State:
        """The state of the nest while the station is up."""
        return _STATES[self]

    @property
    def runs(self) -> bool:
        """Whether something goes on that ends by itself."""
        return self in _RUNNING

    @property
    def awaits(self) -> bool:
        """Whether people are asked for."""
        return self in _AWAITING

    @property
    def sets_up(self) -> bool:
        """Whether it is work of those who change over."""
        return self in _SETTING_UP


_STATES = {
    Phase.GATHERING: State.STARVED,
    Phase.CHANGEOVER: State.CHANGEOVER,
    Phase.WORKING: State.WORKING,
    Phase.PASSING: State.STARVED,
    Phase.LEAVING: State.BLOCKED,
    Phase.AWAITING_SETTER: State.WAITING_SETTER,
    Phase.AWAITING_OPERATOR: State.WAITING_OPERATOR,
    Phase.EXCHANGE: State.WORKING,
    Phase.MANUAL: State.WORKING,
    Phase.PROVING: State.CHANGEOVER,
    Phase.AWAITING_PROVER: State.WAITING_SETTER,
    Phase.AWAITING_TOOLS: State.WAITING_SETTER,
}
_RUNNING = (Phase.CHANGEOVER, Phase.WORKING, Phase.PASSING, Phase.EXCHANGE, Phase.MANUAL, Phase.PROVING)
_AWAITING = (Phase.AWAITING_SETTER, Phase.AWAITING_OPERATOR, Phase.AWAITING_PROVER)
_SETTING_UP = (Phase.AWAITING_SETTER, Phase.CHANGEOVER, Phase.AWAITING_PROVER, Phase.PROVING)


class Owner(Protocol):
    """The station as its nests see it."""

    def add_call(self, call: Call) -> Call:
        """Register a call under its name."""
        ...

    def ended(self, nest: "Nest") -> None:
        """Go on with a nest in which something is over."""
        ...


class Nest(StateClock):
    """One place of a station.

    `item` is the main part, `held` the parts gathered for one operation, by id; `tries` counts how often the operation
    was done again, `visit` is its name in the routing. `made_for` is the product for which the nest is set up, `left`
    what is left of `duration` while interrupted, `rest` what people have still to do when they come (None: all of it,
    not drawn yet), `to_leave` how many parts have still to go, `unproved` whether the first part after a changeover is
    still to be inspected, `to_scrap` how many parts from now on are scrap. `called` tells that all that one operation
    takes is there and may come in.
    """

    __slots__ = (
        "called",
        "duration",
        "finish",
        "held",
        "item",
        "left",
        "made_for",
        "number",
        "phase",
        "rest",
        "station",
        "to_leave",
        "to_scrap",
        "tries",
        "unproved",
        "visit",
    )

    def __init__(self, station: Owner, number: int) -> None:
        """Begin empty; `finish` is the call at the end of what goes on."""
        super().__init__(State.STARVED)
        self.station = station
        self.number = number
        self.phase = Phase.GATHERING
        self.item: Item | None = None
        self.held: dict[str, list[Item]] = {}
        self.called = False
        self.made_for: str | None = None
        self.visit: str | None = None
        self.tries = self.to_leave = self.to_scrap = 0
        self.unproved = False
        self.duration = self.left = 0.0
        self.rest: float | None = None
        self.finish = station.add_call(Call(f"finish:{number}", self.end, Order.WORK))

    def end(self) -> None:
        """Go on after what is over."""
        self.station.ended(self)

    @property
    def part(self) -> Item:
        """The main part, while something is done with it.

        Raises:
            RuntimeError: when there is none, which is an error of the engine.
        """
        if self.item is None:
            raise RuntimeError(f"nest {self.number} is at work without a part")
        return self.item

    def parts(self) -> Iterable[Item]:
        """Go through the parts that are held for the operation."""
        return (item for items in self.held.values() for item in items)

    def snapshot_with_part(self) -> list[Any]:
        """Return what every machine remembers of a nest."""
        item = None if self.item is None else self.item.number
        return [self.snapshot(), item, self.duration, self.left, self.phase is Phase.LEAVING]

    def snapshot_of_operation(self) -> list[Any]:
        """Return what the nest of a station remembers besides."""
        held = {part: [item.number for item in items] for part, items in self.held.items()}
        setup = [self.unproved, self.to_scrap]
        return [int(self.phase), held, self.called, self.made_for, self.visit, self.tries, self.to_leave, *setup]

    def restore_with_part(self, values: list[Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot that may be a plain machine's."""
        clock, item, self.duration, self.left, done = values
        self.restore(clock)
        self.item = None if item is None else items[item]
        self.phase = Phase.LEAVING if done else Phase.GATHERING if item is None else Phase.WORKING
        self.to_leave = int(done)

    def restore_operation(self, values: list[Any], items: dict[int, Item]) -> None:
        """Take the rest of the state of a snapshot."""
        phase, held, self.called, self.made_for, self.visit, self.tries, self.to_leave, *setup = values
        self.unproved, self.to_scrap = setup
        self.phase = Phase(phase)
        self.held = {part: [items[number] for number in numbers] for part, numbers in held.items()}


class Departure(NamedTuple):
    """A part that waits in a place until it can leave; its nest is free when all of its parts have left."""

    nest: Nest
    item: Item
    place: int


def shown_state(nests: Iterable[StateClock]) -> State:
    """Return what a station with these nests shows."""
    states = {nest.state for nest in nests}
    return next(state for state in _SHOWN_FIRST if state in states)


def mean_times(nests: Sequence[StateClock], now: float) -> list[float]:
    """Return the seconds spent in each state up to now, the mean of the nests."""
    return [sum(column) / len(nests) for column in zip(*(nest.times(now) for nest in nests), strict=True)]


def mean_age(nests: Sequence[StateClock], states: Iterable[State], now: float) -> float:
    """Return the seconds spent in some states up to now, the mean of the nests."""
    return sum(nest.time_in(state, now) for nest in nests for state in states) / len(nests)
