"""Failures: the clock by which each ages, the stop, the repair.

A failure ages by a clock that its owner keeps anyway (time spent working, for example). Nothing is scheduled on the
way in and out of work: a check is set to the earliest instant at which the age could be reached, looks, and sets the
next; where the clock stands at that instant, the failure is `due` a look when it runs again.
"""

from typing import TYPE_CHECKING, Any

from layouts.distributions import Constant
from layouts.failures import Ages, Failure, PartFate
from sim.clock import TOLERANCE, Call, Order
from sim.component import Component
from sim.item import Item

if TYPE_CHECKING:
    from sim.line import Line

NEVER = Constant(value=0.0)


class Ageing(Component):
    """A component that can fail; tells its failures how old it is, and stands still while any of them lasts."""

    def __init__(self, line: "Line", equipment_id: str) -> None:
        """Prepare the failures that the layout gives."""
        super().__init__(line, equipment_id)
        self.breakdowns = [Breakdown(self, name, failure) for name, failure in line.failures_of(equipment_id)]
        self.down = 0
        self.due = False

    def start(self) -> None:
        """Let the failures begin to age."""
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

    def stop(self) -> None:
        """Stand still: a failure has begun."""

    def resume(self) -> None:
        """Go on: a failure is over."""

    def scrap(self) -> None:
        """Lose the parts in work."""

    def restart(self) -> None:
        """Begin the parts in work anew after the repair."""

    def figures(self) -> dict[str, Any]:
        """Add number and duration of the failures."""
        now = self.clock.now
        failures = {breakdown.id: [breakdown.count, breakdown.down_seconds(now)] for breakdown in self.breakdowns}
        return {**super().figures(), "failures": failures}

    def snapshot(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return {
            **super().snapshot(),
            "breakdowns": {breakdown.id: breakdown.snapshot() for breakdown in self.breakdowns},
        }

    def restore(self, state: dict[str, Any], items: dict[int, Item]) -> None:
        """Take the state of a snapshot."""
        super().restore(state, items)
        for breakdown in self.breakdowns:
            if breakdown.id in state["breakdowns"]:
                breakdown.restore(state["breakdowns"][breakdown.id])


class Breakdown:
    """One failure of one component.

    `due` means: the clock stood when the age could have been reached; look again when it runs.
    """

    def __init__(self, owner: Ageing, failure_id: str, failure: Failure) -> None:
        """Prepare the first up time."""
        self.id = failure_id
        self.owner = owner
        self.ages = failure.ages
        self.part = failure.part
        self._up = owner.stream(f"{failure_id}:up", failure.up_time() or NEVER)
        self._down = owner.stream(f"{failure_id}:down", failure.mttr or NEVER)
        self.check = owner.add_call(Call(f"{failure_id}:check", self._look, Order.STOP))
        self.repair = owner.add_call(Call(f"{failure_id}:repair", self._repaired, Order.STOP))
        self.down = self.due = False
        self.fails_at = self.down_since = self.down_time = 0.0
        self.count = 0

    def start(self) -> None:
        """Draw the first up time."""
        self._age_from(self.age())

    def _age_from(self, age: float) -> None:
        self.fails_at = age + self._up.draw()
        self.owner.clock.call(self.check, max(0.0, self.fails_at - age))

    def age(self) -> float:
        """Return the age now; by the calendar, the time under this failure's own repair does not count."""
        if self.ages in (Ages.CALENDAR, Ages.SCHEDULED):
            return self.owner.clock.now - self.down_seconds(self.owner.clock.now)
        return self.owner.age(self.ages)

    def down_seconds(self, now: float) -> float:
        """Return how long this failure has lasted in all."""
        return self.down_time + (now - self.down_since if self.down else 0.0)

    def _look(self) -> None:
        left, now = self.fails_at - self.age(), self.owner.clock.now
        if not self.owner.is_ageing(self.ages):
            self.due = self.owner.due = True
        elif left > TOLERANCE and now + left > now:
            self.owner.clock.call(self.check, left)
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
        self.owner.clock.call(self.repair, self._down.draw())
        self.owner.stop()
        if self.part is PartFate.SCRAPPED:
            self.owner.scrap()
        elif self.part is PartFate.RESTARTED:
            self.owner.restart()

    def _repaired(self) -> None:
        now = self.owner.clock.now
        self.down_time = self.down_seconds(now)
        self.down = False
        self._age_from(self.age())
        self.owner.resume()

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        return [self.down, self.due, self.fails_at, self.down_since, self.down_time, self.count]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot."""
        self.down, self.due, self.fails_at, self.down_since, self.down_time, self.count = values
