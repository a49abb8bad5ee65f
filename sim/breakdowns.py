"""Failures: the clock by which each ages, the stop, the repair.

A failure ages by a clock that its owner keeps anyway (time spent working, for example). Nothing is scheduled on the
way in and out of work: a check is set to the earliest instant at which the age could be reached, looks, and sets the
next; where the clock stands at that instant, the failure is `due` a look when it runs again.
"""

import math
from typing import TYPE_CHECKING, Any

from layouts.calendar import AtBreak
from layouts.distributions import Constant
from layouts.failures import Ages, Failure, PartFate
from replay.states import State
from sim.clock import TOLERANCE, Call, Order
from sim.component import Component
from sim.holds import NOBODY, Holds
from sim.hours import hours_of
from sim.item import Item
from sim.repairs import repair_of

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
        self.breakdowns = [Breakdown(self, name, failure) for name, failure in line.failures_of(equipment_id)]
        self.hours = hours_of(line, self, equipment_id)
        self.holds = Holds()
        self.down = 0
        self.due = False

    def start(self) -> None:
        """Keep to the calendar, and let the failures begin to age."""
        if self.hours is not None:
            self.hours.start()
        for breakdown in self.breakdowns:
            breakdown.start()

    def age(self, clock: Ages) -> float:
        """Return the seconds that the clock has run."""
        return self.clock.now

    def is_ageing(self, clock: Ages) -> bool:
        """Tell whether the clock runs now."""
        return True

    def fail_if_due(self) -> None:
        """Look at the failures whose clock stood when their age could have been reached."""
        self.due = False
        for breakdown in self.breakdowns:
            breakdown.fail_if_due()

    def hold(self, state: State, cause: int = NOBODY) -> None:
        """Stand still for a reason, which shows as a state; `cause` is the equipment that is to blame, as in a trace.

        Several reasons may hold at once, also the same one several times; `sim.holds.SHOWN_FIRST` says which is shown.
        """
        self.holds.add(state, cause)
        self.down += 1
        if self.down == 1:
            self.halt()
        else:
            self.show_hold()

    def release(self, state: State, cause: int = NOBODY) -> None:
        """Let a reason hold no longer; go on when it was the last."""
        self.holds.remove(state, cause)
        self.down -= 1
        if self.down:
            self.show_hold()
        else:
            self.go_on()

    def stop(self) -> None:
        """Stand still: a failure has begun."""
        self.hold(State.FAILED)

    def resume(self) -> None:
        """Go on, if nothing else holds: a failure is over."""
        self.release(State.FAILED)

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

    @property
    def emptying(self) -> bool:
        """Whether no new work begins here, so that the line gets empty before the shift ends."""
        return self.hours is not None and self.hours.emptying

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
        """Add number and duration of the failures."""
        now = self.clock.now
        failures = {breakdown.id: [breakdown.count, breakdown.down_seconds(now)] for breakdown in self.breakdowns}
        outside = {} if self.hours is None else {"outside": self.hours.figures()}
        return {**super().figures(), "failures": failures, **outside}

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        holds = self.holds.snapshot()  # failures say themselves whether they last
        return {
            **super().snapshot(),
            **({"holds": holds} if holds else {}),
            **({} if self.hours is None else {"hours": self.hours.snapshot()}),
            "breakdowns": {breakdown.id: breakdown.snapshot() for breakdown in self.breakdowns},
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        for breakdown in self.breakdowns:
            if breakdown.id in state["breakdowns"]:
                breakdown.restore(state["breakdowns"][breakdown.id])
        self.holds.restore(state.get("holds", ()))
        for down, _, _, _, _, _, *waiting in state["breakdowns"].values():
            if down and not any(waiting):
                self.holds.add(State.FAILED)
        self.down = len(self.holds)
        if self.hours is not None and "hours" in state:
            self.hours.restore(state["hours"])

    def forget_waiting(self) -> None:
        """Forget who waits, and failures and calendars that a changed layout does not know any more."""
        super().forget_waiting()
        self._forget_calendar()
        waiting = sum(breakdown.waiting for breakdown in self.breakdowns)
        lasting = sum(breakdown.down for breakdown in self.breakdowns) - waiting
        for _ in range(self.holds.number(State.FAILED) - lasting):
            self.resume()
        for _ in range(self.holds.number(State.WAITING_REPAIR) - waiting):
            self.release(State.WAITING_REPAIR)
        for breakdown in self.breakdowns:
            breakdown.ask_again()

    def _forget_calendar(self) -> None:
        """Stand or go on as the calendar says that holds now."""
        if self.hours is not None:
            return self.hours.settle()
        for state in (State.BREAK, State.OFF_SHIFT):
            if self.holds.number(state):
                self.release(state)


class Breakdown:
    """One failure of one component.

    `due` means: the clock stood when the age could have been reached; look again when it runs. `waiting` is a failure
    for somebody who repairs it.
    """

    def __init__(self, owner: Ageing, failure_id: str, failure: Failure) -> None:
        """Prepare the first up time."""
        self.id = failure_id
        self.owner = owner
        self.ages = failure.ages
        self.part = failure.part
        self._up = owner.stream(f"{failure_id}:up", failure.up_time() or NEVER)
        self._down = owner.stream(f"{failure_id}:down", failure.mttr or NEVER)
        self.check = owner.add_call(Call(f"{failure_id}:check", self._look, Order.STOP, idle=True))
        self.repair = owner.add_call(Call(f"{failure_id}:repair", self._repaired, Order.STOP))
        self.mending = repair_of(owner.line, owner.id, failure_id, failure, self._begin_repair)
        self.down = self.due = self.waiting = False
        self.fails_at = self.down_since = self.down_time = 0.0
        self.count = 0

    def start(self) -> None:
        """Draw the first up time."""
        self._age_from(self.age())

    def _age_from(self, age: float) -> None:
        self.fails_at = age + self._up.draw()
        self._check_in(max(0.0, self.fails_at - age))

    def _check_in(self, seconds: float) -> None:
        """Look when the age can have grown by so much; `scheduled` failures age in planned time alone."""
        clock, calendar = self.owner.clock, self.owner.line.calendar
        if self.ages is not Ages.SCHEDULED or calendar is None:
            return clock.call(self.check, seconds)
        time = calendar.after(clock.now, seconds)
        if time < math.inf:
            clock.call_at(self.check, time)

    def age(self) -> float:
        """Return the age now; by the calendar, the time under this failure's own repair does not count."""
        calendar, now = self.owner.line.calendar, self.owner.clock.now
        if self.ages is Ages.SCHEDULED and calendar is not None:
            return calendar.planned_seconds(0.0, now)
        if self.ages in (Ages.CALENDAR, Ages.SCHEDULED):
            return now - self.down_seconds(now)
        return self.owner.age(self.ages)

    def down_seconds(self, now: float) -> float:
        """Return how long this failure has lasted in all."""
        return self.down_time + (now - self.down_since if self.down else 0.0)

    def _look(self) -> None:
        left, now = self.fails_at - self.age(), self.owner.clock.now
        if not self.owner.is_ageing(self.ages):
            self.due = self.owner.due = True
        elif left > TOLERANCE and now + left > now:
            self._check_in(left)
        else:
            self.fail()

    def fail_if_due(self) -> None:
        """Look again if the clock stood at the last look, and runs now."""
        if self.due and self.owner.is_ageing(self.ages):
            self.due = False
            self._look()
        self.owner.due = self.owner.due or self.due

    def fail(self) -> None:
        """Begin to be down."""
        self.due = False
        self.down = True
        self.count += 1
        self.down_since = self.owner.clock.now
        if self.mending is None:
            self.owner.clock.call(self.repair, self._down.draw())
            self.owner.stop()
        else:
            self.waiting = True
            self.owner.hold(State.WAITING_REPAIR)
            self.mending.ask()
        if self.part is PartFate.SCRAPPED:
            self.owner.scrap()
        elif self.part is PartFate.RESTARTED:
            self.owner.restart()

    def _begin_repair(self) -> None:
        """Repair it, now that somebody is there."""
        if self.waiting:
            self.waiting = False
            self.owner.clock.call(self.repair, self._down.draw())
            self.owner.hold(State.FAILED)
            self.owner.release(State.WAITING_REPAIR)

    def ask_again(self) -> None:
        """Ask for somebody, or let it clear itself: the layout has changed."""
        if self.waiting and self.mending is not None:
            self.mending.ask()
        elif self.waiting:
            self._begin_repair()

    def _repaired(self) -> None:
        now = self.owner.clock.now
        if self.mending is not None:
            self.mending.let_go()
        self.down_time = self.down_seconds(now)
        self.down = False
        self._age_from(self.age())
        self.owner.resume()

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        waiting = [True] if self.waiting else []
        return [self.down, self.due, self.fails_at, self.down_since, self.down_time, self.count, *waiting]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.down, self.due, self.fails_at, self.down_since, self.down_time, self.count, *waiting = values
        self.waiting = any(waiting)
