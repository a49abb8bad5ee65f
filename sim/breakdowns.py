"""Failures, and whatever else makes a component stand: the stop, the repair, what is done between two parts.

`sim.wear` says when a failure is due.
"""

import math
from typing import TYPE_CHECKING, Any

from layouts.calendar import AtBreak
from layouts.distributions import Constant
from layouts.failures import Ages, Failure, PartFate
from layouts.station import Station
from replay.states import State
from sim.clock import TOLERANCE, Call, Order
from sim.component import Component
from sim.holds import NOBODY, Holds
from sim.hours import hours_of
from sim.item import Item
from sim.repairs import repair_of
from sim.upkeep import Stage, services_of
from sim.wear import Wear, count_parts

if TYPE_CHECKING:
    from sim.line import Line

NEVER = Constant(value=0.0)


class Ageing(Component):
    """A component that can fail; tells its failures how old it is, and stands still while anything holds it.

    `down` counts the reasons that hold (`holds`): failures, and whatever else calls `hold`.
    """

    def __init__(self, line: "Line", equipment_id: str) -> None:
        """Prepare the failures that the layout gives."""
        super().__init__(line, equipment_id)
        self.holds = Holds()
        self.down = 0
        self.draining = 0
        """How many services wait until nothing is in work; no new work begins meanwhile."""
        self.due = False
        self.breakdowns = [Breakdown(self, name, failure) for name, failure in line.failures_of(equipment_id)]
        self.services = services_of(self)
        self.start_up = start_up_of(self)
        self.hours = hours_of(line, self, equipment_id)
        self.blamed: int | None = None
        """The cause of the state that was recorded last; None where that follows from the state."""
        self._set_up_since: float | None = None
        self._set_up_time = 0.0

    def start(self) -> None:
        """Keep to the calendar, and let the failures begin to age."""
        if self.hours is not None:
            self.hours.start()
        for wear in self.wears:
            wear.start()

    @property
    def wears(self) -> list[Wear]:
        """All that is due again and again."""
        return [*self.breakdowns, *self.services]

    def meet(self) -> None:
        """Let what is due by parts learn of those that are finished here."""
        count_parts(self.wears, self)

    def age(self, clock: Ages) -> float:
        """Return the seconds that the clock has run."""
        return self.clock.now

    def is_ageing(self, clock: Ages) -> bool:
        """Tell whether the clock runs now."""
        return True

    def fail_if_due(self) -> None:
        """Look at what is due, whose clock stood when its age could have been reached."""
        self.due = False
        for wear in self.wears:
            wear.look_if_due()

    def hold(self, state: State, cause: int = NOBODY) -> None:
        """Stand still for a reason, which shows as a state; `cause` is the equipment that is to blame, as in a trace.

        Several reasons may hold at once, also the same one several times; `sim.holds.SHOWN_FIRST` says which is shown.
        """
        self.holds.add(state, cause)
        self.down += 1
        if self.start_up is not None and self.down == 1:
            self.start_up.stopped()
        if self.down == 1:
            self.halt()
        else:
            self.show_hold()
        self._note_setup()

    def release(self, state: State, cause: int = NOBODY) -> None:
        """Let a reason hold no longer; go on when it was the last."""
        self.holds.remove(state, cause)
        self.down -= 1
        if not self.down and self.start_up is not None and self.start_up.is_needed:
            self.holds.add(State.CHANGEOVER, self.index)
            self.down = 1
            self.start_up.begin()
        if self.down:
            self.show_hold()
        else:
            self.go_on()
        self._note_setup()

    def stop(self) -> None:
        """Stand still: a failure has begun."""
        self.hold(State.FAILED, self.index)

    def resume(self) -> None:
        """Go on, if nothing else holds: a failure is over."""
        self.release(State.FAILED, self.index)

    def drain(self) -> None:
        """Begin no new work until what waits for it has been done; at once, where nothing is in work."""
        self.draining += 1
        self.close()
        self.clock.soon(self.serve_if_idle)

    def serve_if_idle(self) -> None:
        """Begin what waits until nothing is in work, if that is so."""
        if self.draining and not self.is_at_work():
            for service in self.services:
                service.begin_between()

    def is_at_work(self) -> bool:
        """Tell whether something is in work that is finished before a service begins."""
        return False

    def close(self) -> None:
        """Let nothing more in for now."""

    def started_up(self) -> None:
        """Learn that it works again after a long stop."""

    # seconds held for changes of tools and starting up, which are no changeovers

    def _note_setup(self) -> None:
        now = self.clock.now
        if self.held is State.CHANGEOVER:
            self._set_up_since = now if self._set_up_since is None else self._set_up_since
        elif self._set_up_since is not None:
            self._set_up_time += now - self._set_up_since
            self._set_up_since = None

    def set_up_time(self) -> float:
        """Return the seconds in which it was held, as changeover, without a change of product."""
        since = self._set_up_since
        return self._set_up_time + (0.0 if since is None else self.clock.now - since)

    @property
    def held(self) -> State | None:
        """The state that is shown while something holds."""
        shown = self.holds.shown
        return None if shown is None else shown[0]

    @property
    def only_failed(self) -> bool:
        """Whether nothing but failures holds."""
        return self.holds.number(State.FAILED) + self.holds.number(State.WAITING_REPAIR) == self.down

    @property
    def cause(self) -> int:
        """The equipment that is the cause of `held`, as in a trace."""
        shown = self.holds.shown
        return NOBODY if shown is None else shown[1]

    def because(self, state: int) -> int:
        """Return the cause of a state: of what holds it, else who is in front, behind, or itself."""
        return self.cause if self.down else super().because(state)

    def cause_now(self) -> int:
        """Return the cause of the state that was recorded last."""
        return super().cause_now() if self.blamed is None else self.blamed

    def tell(self, state: int, now: float) -> None:
        """Tell a recording of another state, and remember its cause."""
        self.blamed = self.because(state)
        self.changed((self.index, state, now, self.blamed))

    @property
    def emptying(self) -> bool:
        """Whether no new work begins here: the line gets empty before the shift ends, or a service waits."""
        return self.draining > 0 or (self.hours is not None and self.hours.emptying)

    def defers(self, duration: float) -> bool:
        """Tell whether work of a duration must not begin now, since it would not end before a break."""
        return self.hours is not None and self.hours.defers(duration)

    def look_around(self) -> None:
        """Find out whether new work can begin, which may begin again."""

    def halt(self) -> None:
        """Interrupt all that goes on, and show why: the first reason holds."""

    def show_hold(self) -> None:
        """Show another reason than before, if another comes first now."""

    def go_on(self) -> None:
        """Go on where it was interrupted: nothing holds any more."""

    def scrap(self) -> None:
        """Lose the parts in work."""

    def restart(self) -> None:
        """Begin the parts in work anew after the repair."""

    def ends_at(self) -> float:
        """Return when the next thing ends here by itself; what holds it from outside may end with whatever comes."""
        time = super().ends_at()
        if math.isfinite(time):
            return time
        hours = self.hours
        if hours is not None and (hours.emptying or hours.held is not None or hours.at_break is AtBreak.FINISH):
            return min((call.time for call in (hours.opening, hours.closing) if call.pending), default=math.inf)
        return self.clock.peek() if self.down else math.inf

    def figures(self) -> dict[str, Any]:
        """Add number and duration of the failures, minor stops apart, and of services."""
        failures = {breakdown.id: breakdown.figures() for breakdown in self.breakdowns}
        outside = {} if self.hours is None else {"outside": self.hours.figures()}
        services = {"upkeep": {service.id: service.figures() for service in self.services}} if self.services else {}
        return {**super().figures(), "failures": failures, **outside, **services}

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        holds = self.holds.snapshot()  # failures say themselves whether they last
        return {
            **super().snapshot(),
            **({"holds": holds} if holds else {}),
            **({} if self.hours is None else {"hours": self.hours.snapshot()}),
            "breakdowns": {breakdown.id: breakdown.snapshot() for breakdown in self.breakdowns},
            **self._snapshot_of_upkeep(),
            **({} if self.blamed is None else {"blamed": self.line.frames.name_of(self.blamed)}),
        }

    def _snapshot_of_upkeep(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.services:
            found["services"] = {service.id: service.snapshot() for service in self.services}
        if self.start_up is not None:
            found["start_up"] = self.start_up.snapshot()
        if self._set_up_time or self._set_up_since is not None:
            found["set_up"] = [self._set_up_time, self._set_up_since]
        return found

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        for breakdown in self.breakdowns:
            if breakdown.id in state["breakdowns"]:
                breakdown.restore(state["breakdowns"][breakdown.id])
        self._restore_upkeep(state)
        self.blamed = self.line.number_of(state["blamed"]) if "blamed" in state else None
        self.holds.restore(state.get("holds", ()))
        for down, _, _, _, _, _, waiting, *_ in state["breakdowns"].values():
            if down and not waiting:
                self.holds.add(State.FAILED, self.index)
        self.down = len(self.holds)
        if self.hours is not None and "hours" in state:
            self.hours.restore(state["hours"])

    def _restore_upkeep(self, state: dict[str, Any]) -> None:
        for service in self.services:
            if service.id in state.get("services", {}):
                service.restore(state["services"][service.id])
        self.draining = sum(service.stage is Stage.DRAINING for service in self.services)
        if self.start_up is not None and "start_up" in state:
            self.start_up.restore(state["start_up"])
        self._set_up_time, self._set_up_since = state.get("set_up", (0.0, None))

    def forget_waiting(self) -> None:
        """Forget who waits, and failures and calendars that a changed layout does not know any more."""
        super().forget_waiting()
        self._forget_calendar()
        waiting = sum(breakdown.waiting for breakdown in self.breakdowns)
        stages = [(service.state, service.stage) for service in self.services]
        starting = self.start_up is not None and self.start_up.call.pending
        stopped = sum(self.id in zone.stopped for zone in self.line.zones.zones.values())
        self._keep_holds(State.FAILED, sum(breakdown.down for breakdown in self.breakdowns) - waiting)
        self._keep_holds(State.WAITING_REPAIR, waiting)
        self._keep_holds(State.MAINTENANCE, stages.count((State.MAINTENANCE, Stage.GOING)))
        self._keep_holds(State.CHANGEOVER, stages.count((State.CHANGEOVER, Stage.GOING)) + starting)
        self._keep_holds(State.WAITING_SETTER, stages.count((State.CHANGEOVER, Stage.WAITING)))
        self._keep_holds(State.STOPPED, stopped)
        for breakdown in self.breakdowns:
            breakdown.ask_again()
        for service in self.services:
            service.settle()
        self.clock.soon(self.serve_if_idle)

    def _keep_holds(self, state: State, number: int) -> None:
        """Let a reason hold no more often than the layout still has a ground for it."""
        for _ in range(self.holds.number(state) - number):
            self.release(state, self.holds.causes[state][-1])

    def _forget_calendar(self) -> None:
        """Stand or go on as the calendar says that holds now."""
        if self.hours is not None:
            return self.hours.settle()
        for state in (State.BREAK, State.OFF_SHIFT):
            if self.holds.number(state):
                self.release(state)


class Breakdown(Wear):
    """One failure of one component.

    `waiting` is a failure for somebody who repairs it. Of the failures, those that were over before the limit are
    minor stops.
    """

    def __init__(self, owner: Ageing, failure_id: str, failure: Failure) -> None:
        """Prepare the first up time."""
        up = owner.stream(f"{failure_id}:up", failure.up_time() or NEVER)
        every = None if failure.every is None else failure.every.parts
        super().__init__(owner, failure_id, failure.ages, up, every)
        self.station = owner
        self.part = failure.part
        self._limit = float(owner.line.layout.run.minor_stop)
        self._down = owner.stream(f"{failure_id}:down", failure.mttr or NEVER)
        self.repair = owner.add_call(Call(f"{failure_id}:repair", self._repaired, Order.STOP))
        self.mending = repair_of(owner.line, owner.id, failure_id, failure, self._begin_repair)
        self.down = self.waiting = False
        self.down_since = self.down_time = 0.0
        self.count = 0
        self.minor, self.minor_time = 0, 0.0

    def down_seconds(self, now: float) -> float:
        """Return how long this failure has lasted in all."""
        return self.down_time + (now - self.down_since if self.down else 0.0)

    own_seconds = down_seconds

    def figures(self) -> list[float]:
        """Return number and seconds of all failures up to now, and of the minor stops among those that are over."""
        return [self.count, self.down_seconds(self.station.clock.now), self.minor, self.minor_time]

    def happen(self) -> None:
        """Begin to be down."""
        self.down = True
        self.count += 1
        self.down_since = self.station.clock.now
        if self.mending is None:
            self.station.clock.call(self.repair, self._down.draw())
            self.station.stop()
        else:
            self.waiting = True
            self.station.hold(State.WAITING_REPAIR, self.mending.who)
            self.mending.ask()
        if self.part is PartFate.SCRAPPED:
            self.station.scrap()
        elif self.part is PartFate.RESTARTED:
            self.station.restart()

    def _begin_repair(self) -> None:
        """Repair it, now that somebody is there."""
        if self.waiting:
            self.waiting = False
            self.station.clock.call(self.repair, self._down.draw())
            self.station.stop()
            self.station.release(State.WAITING_REPAIR, self._blamed())

    def _blamed(self) -> int:
        """Return who was named as the cause while it waited, also where a changed layout names somebody else."""
        causes = self.station.holds.causes[State.WAITING_REPAIR]
        named = NOBODY if self.mending is None else self.mending.who
        return named if named in causes else causes[-1]

    def ask_again(self) -> None:
        """Ask for somebody, or let it clear itself: the layout has changed."""
        if self.waiting and self.mending is not None:
            self.mending.ask()
        elif self.waiting:
            self._begin_repair()

    def _repaired(self) -> None:
        now = self.station.clock.now
        if self.mending is not None:
            self.mending.let_go()
        lasted = now - self.down_since
        self.down_time = self.down_seconds(now)
        self.down = False
        if lasted < self._limit - TOLERANCE:
            self.minor += 1
            self.minor_time += lasted
        self.start()
        self.station.resume()

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        seconds = [self.fails_at, self.down_since, self.down_time]
        return [self.down, self.due, *seconds, self.count, self.waiting, self.parts, self.minor, self.minor_time]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.down, self.due, *seconds, self.count, self.waiting, self.parts, self.minor, self.minor_time = values
        self.fails_at, self.down_since, self.down_time = seconds


class StartingUp:
    """Comes after a long stop: the time until a station works again, in which it is changed over."""

    def __init__(self, owner: Ageing, after: float, takes: float) -> None:
        """Prepare; it works."""
        self._owner = owner
        self._after, self._takes = after, takes
        self.since = 0.0
        self.call = owner.add_call(Call("start_up", self._over, Order.STOP))
        self.done = False

    def stopped(self) -> None:
        """Remember since when it has stood."""
        self.since = self._owner.clock.now
        self.done = False

    @property
    def is_needed(self) -> bool:
        """Whether it has stood for so long that it does not go on at once."""
        return not self.done and self._owner.clock.now - self.since >= self._after - TOLERANCE

    def begin(self) -> None:
        """Begin to start up."""
        self._owner.clock.call(self.call, self._takes)

    def _over(self) -> None:
        self.done = True
        self._owner.started_up()
        self._owner.release(State.CHANGEOVER, self._owner.index)

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        return [self.since, self.done]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.since, self.done = values


def start_up_of(owner: Ageing) -> StartingUp | None:
    """Return what comes after a long stop of a component; None where it goes on at once."""
    station = owner.line.layout.equipment[owner.id]
    if not isinstance(station, Station) or station.start_up is None or not station.start_up.takes:
        return None
    return StartingUp(owner, station.start_up.after, station.start_up.takes)
