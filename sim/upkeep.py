"""Maintenance and changes of tools: due again and again, begun between two parts, by whom the layout names.

For maintenance somebody is asked for while the station runs on; when he is there it finishes what it has in work, and
stands then. For a change of tools the station finishes what it has in work, and waits for him: worn tools make no good
parts.
"""

import math
from collections.abc import Iterator
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from layouts.distributions import Constant
from layouts.failures import Ages
from layouts.people import NOBODY
from layouts.station import Station
from layouts.upkeep import Upkeep
from replay.states import State
from sim.clock import TOLERANCE, Call, Order
from sim.jobs import Job, Work
from sim.wear import Wear

if TYPE_CHECKING:
    from sim.breakdowns import Ageing


class Stage(IntEnum):
    """How far a service is."""

    NOT_DUE = 0
    CALLED = 1
    DRAINING = 2
    WAITING = 3
    GOING = 4


class Service(Wear):
    """One maintenance (`state` maintenance), or one change of tools (`state` changeover), of one station.

    `count` and `seconds` are those of all that were done.
    """

    def __init__(self, owner: "Ageing", name: str, upkeep: Upkeep, state: State) -> None:
        """Prepare the first time."""
        usual = Ages.SCHEDULED if state is State.MAINTENANCE or upkeep.every.shift else Ages.WORKING
        up = owner.stream(f"{name}:every", Constant(value=upkeep.every.time or 0.0))
        super().__init__(owner, name, upkeep.ages or usual, up, upkeep.every.parts)
        self.station = owner
        self.state = state
        self._before_shift_ends = upkeep.takes.mean if upkeep.every.shift else None
        self._takes = owner.stream(f"{name}:takes", upkeep.takes)
        self._end_call = owner.add_call(Call(f"{name}:end", self._end, Order.STOP))
        self.job = self._job(owner, upkeep)
        self.stage = Stage.NOT_DUE
        self.count = 0
        self.seconds = self.began = 0.0

    def _job(self, owner: "Ageing", upkeep: Upkeep) -> Job | None:
        people = owner.line.people
        if people is None or upkeep.by in (None, NOBODY) or upkeep.by not in people.posts:
            return None
        spot, zone = people.spots.at(owner.id), owner.line.zones.of(owner.id)
        work = Work.IRREGULAR if self.state is State.MAINTENANCE else Work.CHANGEOVER
        return people.add(Job(owner.id, self.id, work, spot, (upkeep.by,), self._come, zone=zone))

    def own_seconds(self, now: float) -> float:
        """Return for how long it was done, in all."""
        return self.seconds + (now - self.began if self.stage is Stage.GOING else 0.0)

    def _age_from(self, age: float) -> None:
        """Wait for the next time; before the end of a shift, where that is when it is done."""
        calendar, clock = self.station.line.calendar, self.station.clock
        if self._before_shift_ends is None or calendar is None:
            return super()._age_from(age)
        due = calendar.before_a_shift_ends(clock.now + TOLERANCE, self._before_shift_ends)
        if due < math.inf:
            self.fails_at = calendar.planned_seconds(0.0, due)
            clock.call_at(self.check, due)

    # from due to done

    def happen(self) -> None:
        """Ask for somebody, or let the station finish what it has in work first."""
        if self.job is not None and self.state is State.MAINTENANCE:
            self.stage = Stage.CALLED
            self._ask(self.job)
        else:
            self._drain()

    def _ask(self, job: Job) -> None:
        if self.station.line.people is not None:
            self.station.line.people.ask(job)

    def _come(self) -> None:
        """Go on, now that somebody is there."""
        if self.stage is Stage.CALLED:
            self._drain()
        elif self.stage is Stage.WAITING:
            self._begin()
            self.station.release(State.WAITING_SETTER, self._waits_for)

    def _drain(self) -> None:
        self.stage = Stage.DRAINING
        self.station.drain()

    def begin_between(self) -> None:
        """Begin: the station has nothing in work."""
        if self.stage is not Stage.DRAINING:
            return
        self.station.draining -= 1
        if self.state is State.CHANGEOVER and self.job is not None:
            self.stage = Stage.WAITING
            self.station.hold(State.WAITING_SETTER, self._waits_for)
            self._ask(self.job)
        else:
            self._begin()

    @property
    def _waits_for(self) -> int:
        return -1 if self.job is None else self.station.line.number_of(self.job.posts[0])

    def _begin(self) -> None:
        self.stage = Stage.GOING
        self.began = self.station.clock.now
        self.station.clock.call(self._end_call, self._takes.draw())
        self.station.hold(self.state, self.station.index)

    def _end(self) -> None:
        self.seconds = self.own_seconds(self.station.clock.now)
        self.count += 1
        self.stage = Stage.NOT_DUE
        if self.job is not None and self.station.line.people is not None:
            self.station.line.people.let_go(self.job)
        self.start()
        self.station.release(self.state, self.station.index)

    # figures and snapshots

    def figures(self) -> list[float]:
        """Return number and seconds up to now."""
        return [self.count, self.own_seconds(self.station.clock.now)]

    def settle(self) -> None:
        """Ask again for whom a changed layout names, or do without."""
        if self.stage in (Stage.CALLED, Stage.WAITING):
            if self.job is None:
                self._come()
            else:
                self._ask(self.job)

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        wear = [self.due, self.fails_at, self.parts]
        return [*wear, int(self.stage), self.count, self.seconds, self.began]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.due, self.fails_at, self.parts, stage, self.count, self.seconds, self.began = values
        self.stage = Stage(stage)


def services_of(owner: "Ageing") -> list[Service]:
    """Return the maintenance and the changes of tools of a component."""
    equipment = owner.line.layout.equipment[owner.id]
    return list(_services(owner, equipment)) if isinstance(equipment, Station) else []


def _services(owner: "Ageing", station: Station) -> Iterator[Service]:
    sorts = (("maintenance", station.maintenance, State.MAINTENANCE), ("tools", station.tools, State.CHANGEOVER))
    names: list[str] = []
    for word, listed, state in sorts:
        for number, upkeep in enumerate(listed, 1):
            name = upkeep.label or f"{word} {number}"
            names.append(name)
            again = names.count(name)
            yield Service(owner, name if again == 1 else f"{name} ({again})", upkeep, state)
