"""Deadlocks are found the moment they form: whoever begins to wait is looked after until he gets on.

Those are the ways out whose part has been refused, and the stations that hold parts and lack others. A look follows the
waits to the next thing that goes on (`sim.waits`): work, a ride, a repair. When that is over and they still wait, the
next look is due. Where nothing goes on that could ever let them get on, and it is one another that they wait for and
not supplies that have run out, the line is in a deadlock. A line in which none can form is not watched at all.
"""

import math
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from layouts.equipment import Role
from layouts.errors import UserError
from layouts.flow import MAIN_IN
from layouts.kinds import Oven
from layouts.model import Layout
from layouts.station import Station
from sim.clock import Call, Order
from sim.jam import Jam, Link, in_order, ring
from sim.outlets import Outlet
from sim.waits import Waiter, Waits

if TYPE_CHECKING:
    from sim.line import Line
    from sim.results import Results


class Deadlock(UserError):  # noqa: N818  the word that people use is no "DeadlockError"
    """Parts and equipment wait for one another in a ring, for ever.

    `jam` says when and who, `results` holds the figures up to then where `sim.simulate` raises it.
    """

    status = 3

    def __init__(self, jam: Jam) -> None:
        """Say it in one message."""
        super().__init__(str(jam))
        self.jam = jam
        self.results: Results | None = None

    @property
    def cycle(self) -> tuple[Link, ...]:
        """The ring: each link waits for the next."""
        return self.jam.cycle


def can_jam(layout: Layout) -> bool:
    """Tell whether a deadlock can form.

    It cannot where parts flow in one direction, each into whatever has room for it: the last of those that wait is
    freed by what goes on at the end. So it takes a ring in the flow, a station that needs several parts at once, or an
    oven whose batch takes only some of those that come.
    """
    assembles = any(
        connection.target.name != MAIN_IN and isinstance(layout.equipment[connection.target.equipment], Station)
        for connection in layout.connections
    )
    sorts = any(isinstance(item, Oven) and item.changeover is not None for item in layout.equipment.values())
    return assembles or sorts or _has_ring(layout)


def _has_ring(layout: Layout) -> bool:
    """Take out, again and again, what nothing leads to; what is left holds a ring."""
    following: dict[str, set[str]] = {
        name: set() for name, item in layout.equipment.items() if item.role is not Role.SCENERY
    }
    for connection in layout.connections:
        following[connection.source.equipment].add(connection.target.equipment)
    before = dict.fromkeys(following, 0)
    for target in (name for names in following.values() for name in names):
        before[target] += 1
    first = [name for name, number in before.items() if not number]
    for name in first:  # grows on the way
        for target in following[name]:
            before[target] -= 1
            first += [] if before[target] else [target]
    return len(first) < len(following)


class Waiting(dict[Outlet, None]):
    """Those that wait at a way in; tells a watch who begins to."""

    def __init__(self, watch: "Watch", waiting: dict[Outlet, None]) -> None:
        """Go on with those that wait already."""
        super().__init__(waiting)
        self._watch = watch

    def __setitem__(self, outlet: Outlet, nothing: None) -> None:
        """Let one begin to wait."""
        if outlet not in self:
            self._watch.ask(outlet)
        super().__setitem__(outlet, nothing)


class Watch:
    """Looks after those that wait; raises `Deadlock` once, and is silent afterwards (`jam`)."""

    def __init__(self, line: "Line") -> None:
        """Look at the ways of a line whose components are joined."""
        self._line = line
        self._clock = line.clock
        self._waits = Waits(line)
        self._asked: dict[Waiter, None] = {}
        self._parked: dict[Waiter, float] = {}
        self._due: list[tuple[float, int, Waiter]] = []
        self._noted: set[tuple[Waiter, float]] = set()
        self._looks = 0
        self._looking = False
        self.looks_again = 0
        """How often a look was due that had been put off."""
        self._call = Call("deadlock", self._look_again, Order.WATCH)
        self.jam: Jam | None = None

    def arm(self) -> None:
        """Look after all that wait from now on; after a checkpoint is restored, also after those that do already."""
        for door in self._waits.doors():
            door.waiting = Waiting(self, door.waiting)
            for outlet in door.waiting:
                self.ask(outlet)
        for component in self._line.everything.values():
            if component.is_short():
                self.ask(component)

    def ask(self, waiter: Waiter) -> None:
        """Look after one that begins to wait, when all else of this instant has been asked for."""
        self._asked[waiter] = None
        if not self._looking:
            self._looking = True
            self._clock.soon(self._look)

    def _look(self) -> None:
        if not self._clock.settled:
            return self._clock.soon(self._look)
        self._looking = False
        asked, self._asked = self._asked, {}
        for waiter in asked:
            if self.jam is None:
                self._look_at(waiter)
        if self._due and not (self._call.pending and self._call.time <= self._due[0][0]):
            self._clock.call_at(self._call, max(self._due[0][0], self._clock.now))

    def _look_at(self, waiter: Waiter) -> None:
        self._parked.pop(waiter, None)
        helpers = self._waits.helpers_of(waiter)
        if not helpers or any(helper.barred for helper in helpers):  # its gate asks again when it may have opened
            return
        until = self._waits.until(helpers)
        if math.isfinite(until):
            self._looks += 1
            if (waiter, until) not in self._noted:  # far ahead many looks may be due at one moment
                self._noted.add((waiter, until))
                heappush(self._due, (until, self._looks, waiter))
            self._parked[waiter] = until
            return
        everything = self._line.everything
        alive = self._waits.changing(everything, supplied=True)
        links = () if any(each.id in alive for each in helpers) else ring(self._waits, everything, alive)
        if links:  # found in the whole line, so that it does not depend on who was looked at first
            self.jam = Jam(self._clock.now, in_order(links, everything))
            raise Deadlock(self.jam)

    def _look_again(self) -> None:
        """Look at those again whose hope was that something ends now."""
        self.looks_again += 1
        now = self._clock.now
        while self._due and self._due[0][0] <= now:
            time, _, waiter = heappop(self._due)
            self._noted.discard((waiter, time))
            if self._parked.get(waiter) == time:
                self.ask(waiter)
        if not self._looking and self._due:
            self._clock.call_at(self._call, self._due[0][0])
