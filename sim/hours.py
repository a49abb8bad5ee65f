"""The calendar at one component: outside planned time it stands, unless it runs on; its states are counted apart.

Where planned time ends, all else of that instant comes first: what is finished then is finished before the break.
Where it begins, the component goes on before anything else.
"""

from itertools import starmap
from operator import add, sub
from typing import TYPE_CHECKING, Any, Protocol

from layouts.beginnings import starting_points
from layouts.calendar import AtBreak
from layouts.equipment import Role
from layouts.flow import MAIN_OUT, Port
from layouts.kinds import Source, Tunnel
from layouts.model import Layout
from layouts.reach import Reach
from layouts.working_time import Presence, WorkingTime
from replay.states import State
from sim.clock import TOLERANCE, Call, Clock, Order

if TYPE_CHECKING:
    from sim.line import Line

STATES = {Presence.PLANNED: None, Presence.BREAK: State.BREAK, Presence.OFF_SHIFT: State.OFF_SHIFT}
"""What a component shows that the calendar holds."""


class Owner(Protocol):
    """A component as its hours see it."""

    clock: Clock
    calls: dict[str, Call]

    def add_call(self, call: Call) -> Call:
        """Register a call under its name."""
        ...

    def state_times(self) -> list[float]:
        """Return the seconds spent in each state up to now."""
        ...

    def hold(self, state: State) -> None:
        """Stand still."""
        ...

    def release(self, state: State) -> None:
        """Go on."""
        ...

    def look_around(self) -> None:
        """Begin new work, which may begin again."""
        ...


class Hours:
    """Holds a component outside planned time, and counts the states outside apart (`outside`).

    `first` are sources and first stations: they begin no new work while the line is `emptying`. A component that
    finishes at breaks begins nothing that would not end before `closes`.
    """

    def __init__(self, owner: Owner, time: WorkingTime, feeding: WorkingTime, at_break: AtBreak, first: bool) -> None:
        """Prepare; nothing holds yet."""
        self.owner = owner
        self.time = time
        self.feeding = feeding if first else time
        self.at_break = at_break
        self.first = first and feeding is not time
        self.state: State | None = None
        self.held: State | None = None
        self.emptying = False
        self.closes = float("inf")
        self.outside: list[float] = [0.0] * len(State)
        self.left_at: list[float] | None = None
        self.opening = owner.add_call(Call("opening", self._look, Order.STOP, idle=True))
        self.closing = owner.add_call(Call("closing", self._look, Order.WATCH, idle=True))

    def start(self) -> None:
        """Do what the calendar says of this moment, and wait for the next change."""
        self._look()

    settle = start

    def _look(self) -> None:
        clock = self.owner.clock
        now = clock.now
        late = [
            call.time
            for call in self.owner.calls.values()
            if call.pending and call.time <= now + TOLERANCE and call.order < Order.WATCH
        ]
        state = STATES[self.time.presence(now)]
        if late and state is not None and self.state is None:
            return clock.call_at(self.closing, max(late))  # an end that rounding has put behind the break
        self._expect(now)
        self._set_emptying(self.first and not self.feeding.working(now))
        self._enter(state)

    def _expect(self, now: float) -> None:
        """Ask for the next change of either time."""
        change, cut = self.time.next_change(now), self.feeding.next_change(now) if self.first else None
        self.closes = float("inf") if change is None else change.time
        self.opening.cancel()
        self.closing.cancel()
        first = min((each for each in (change, cut) if each is not None), key=lambda each: each.time, default=None)
        if first is not None:
            begins = first.presence is Presence.PLANNED
            self.owner.clock.call_at(self.opening if begins else self.closing, first.time)

    def _enter(self, state: State | None) -> None:
        before, self.state = self.state, state
        if (before is None) is not (state is None):
            self._count()
        wanted = None if self.at_break is AtBreak.RUN_ON else state
        held, self.held = self.held, wanted
        if held is wanted:
            return
        if wanted is not None:
            self.owner.hold(wanted)
        if held is not None:
            self.owner.release(held)

    def _set_emptying(self, emptying: bool) -> None:
        before, self.emptying = self.emptying, emptying
        if before and not emptying:
            self.owner.look_around()

    def defers(self, duration: float) -> bool:
        """Tell whether work of a duration must not begin now, since it would not end before planned time does."""
        finishes = self.at_break is AtBreak.FINISH
        return finishes and self.owner.clock.now + duration > self.closes + TOLERANCE

    # states outside planned time

    def _count(self) -> None:
        """Remember the states at the end of planned time; add what has come to them when it begins again."""
        if self.left_at is None:
            self.left_at = self.owner.state_times()
        else:
            self.outside, self.left_at = self.figures(), None

    def figures(self) -> list[float]:
        """Return the seconds spent in each state outside planned time, up to now."""
        if self.left_at is None:
            return list(self.outside)
        since = starmap(sub, zip(self.owner.state_times(), self.left_at, strict=True))
        return list(starmap(add, zip(self.outside, since, strict=True)))

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        closes = None if self.closes == float("inf") else self.closes
        states = [None if state is None else int(state) for state in (self.state, self.held)]
        return [*states, self.emptying, closes, list(self.outside), self.left_at]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        state, held, self.emptying, closes, outside, left_at = values
        self.state, self.held = (None if each is None else State(each) for each in (state, held))
        self.closes = float("inf") if closes is None else closes
        self.outside, self.left_at = list(outside), None if left_at is None else list(left_at)


def hours_of(line: "Line", owner: Owner, equipment_id: str) -> Hours | None:
    """Return the hours of a component of a line; None where all time is planned."""
    if line.calendar is None or line.feeding is None:
        return None
    first = equipment_id in line.first
    return Hours(owner, line.calendar, line.feeding, _at_break(line.layout, equipment_id), first)


def _at_break(layout: Layout, equipment_id: str) -> AtBreak:
    """What a component does at a break: conveyors, tunnels and what is always ready run on unless they say else."""
    equipment = layout.equipment[equipment_id]
    own: AtBreak | None = getattr(equipment, "at_break", None)
    if equipment.role is Role.STATION and layout.calendar is not None:
        return own or (AtBreak.RUN_ON if isinstance(equipment, Tunnel) else layout.calendar.at_break)
    if isinstance(equipment, Source):
        return AtBreak.SUSPEND if equipment.timed else AtBreak.RUN_ON
    return AtBreak.SUSPEND if own is AtBreak.SUSPEND else AtBreak.RUN_ON


def first_of(layout: Layout) -> frozenset[str]:
    """Return the sources, the stations that their parts can enter first, and those at which products begin."""
    reach = Reach(layout)
    sources = [key for key, item in layout.equipment.items() if isinstance(item, Source)]
    stations = (key for source in sources for key in reach.beyond(Port(source, MAIN_OUT)))
    return frozenset([*sources, *stations, *starting_points(layout)])
