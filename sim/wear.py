"""When something is due again at a component: after so much time by a clock, or after so many parts.

A component keeps its clocks anyway (time spent working, for example). Nothing is scheduled on the way in and out of
work: a check is set to the earliest instant at which the age could be reached, looks, and sets the next; where the
clock stands at that instant, it is `due` a look when the clock runs again.
"""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from layouts.failures import Ages
from sim.behaviours.tally import Tally
from sim.clock import TOLERANCE, Call, Clock, Order
from sim.streams import Stream

if TYPE_CHECKING:
    from sim.line import Line


class Owner(Protocol):
    """A component that wears, as its wear sees it."""

    id: str
    line: "Line"
    clock: Clock
    due: bool

    def add_call(self, call: Call) -> Call:
        """Register a call under its name."""
        ...

    def age(self, clock: Ages) -> float:
        """Return the seconds that the clock has run."""
        ...

    def is_ageing(self, clock: Ages) -> bool:
        """Tell whether the clock runs now."""
        ...


class Wear:
    """One thing that is due again and again; a subclass says what happens then (`happen`), and when it ages anew.

    `fails_at` is the age at which it is due; `parts` counts those finished since, where parts count (`every`).
    """

    def __init__(self, owner: Owner, name: str, ages: Ages, up: Stream, every: int | None = None) -> None:
        """Prepare; nothing ages yet."""
        self.id = name
        self.owner = owner
        self.ages = ages
        self.every = every
        self._up = up
        self.check = owner.add_call(Call(f"{name}:check", self._look, Order.STOP, idle=True))
        self.due = False
        self.fails_at = 0.0
        self.parts = 0

    def start(self) -> None:
        """Begin to age."""
        self.parts = 0
        if self.every is None:
            self._age_from(self.age())

    def happen(self) -> None:
        """Let it happen: it is due; a subclass says what."""

    def own_seconds(self, now: float) -> float:
        """Return for how long it has itself kept the component from ageing, in all."""
        return 0.0

    # time

    def _age_from(self, age: float) -> None:
        self.fails_at = age + self._up.draw()
        self._check_in(max(0.0, self.fails_at - age))

    def _check_in(self, seconds: float) -> None:
        """Look when the age can have grown by so much; what ages by planned time ages in that alone."""
        clock, calendar = self.owner.clock, self.owner.line.calendar
        if self.ages is not Ages.SCHEDULED or calendar is None:
            return clock.call(self.check, seconds)
        time = calendar.after(clock.now, seconds)
        if time < math.inf:
            clock.call_at(self.check, time)

    def age(self) -> float:
        """Return the age now; by the calendar, the time that it took itself does not count."""
        calendar, now = self.owner.line.calendar, self.owner.clock.now
        if self.ages is Ages.SCHEDULED and calendar is not None:
            return calendar.planned_seconds(0.0, now)
        if self.ages in (Ages.CALENDAR, Ages.SCHEDULED):
            return now - self.own_seconds(now)
        return self.owner.age(self.ages)

    def _look(self) -> None:
        left, now = self.fails_at - self.age(), self.owner.clock.now
        if not self.owner.is_ageing(self.ages):
            self.due = self.owner.due = True
        elif left > TOLERANCE and now + left > now:
            self._check_in(left)
        else:
            self.due = False
            self.happen()

    def look_if_due(self) -> None:
        """Look again if the clock stood at the last look, and runs now."""
        if self.due and self.owner.is_ageing(self.ages):
            self.due = False
            self._look()
        self.owner.due = self.owner.due or self.due

    # parts

    @property
    def counter(self) -> Callable[[], None] | None:
        """What must be told of every part that is finished; None where parts do not count."""
        return None if self.every is None else self._count

    def _count(self) -> None:
        self.parts += 1
        if self.parts == self.every:
            self.owner.clock.soon(self.happen)


def count_parts(wears: list[Wear], component: object) -> None:
    """Let a component tell of the parts that it finishes."""
    tally = getattr(component, "tally", None)
    if isinstance(tally, Tally):
        tally.told.extend(wear.counter for wear in wears if wear.counter is not None)
