"""The source: where parts come into the line."""

import math
from collections.abc import Mapping
from enum import Enum

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.arrivals import DAY, Delivery, Profile, Rates, Spacing
from layouts.conditions import PLANNED_STOPS
from layouts.distributions import Distribution
from layouts.equipment import CONFIG, WORKING_HEIGHT, Direction, Equipment, PortPlace, Role
from layouts.flow import MAIN_OUT, Rule
from layouts.orders import OrderFile
from layouts.quantities import Duration, Length, PositiveDuration
from layouts.references import ThingId
from layouts.space import Size, Vector


class IfFull(Enum):
    """What a timed source does with a part for which there is no room."""

    WAIT = "wait"
    QUEUE = "queue"
    LOSE = "lose"


FORMS = ("every", "rate", "schedule", "orders")
"""The fields that say when parts come; a source has one of them at most."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Source(Equipment):
    """Brings parts into the line: always ready, or by `every`, `rate`, `schedule` or `orders`."""

    kind = "source"
    role = Role.BOUNDARY
    states = ("working", "blocked", *PLANNED_STOPS)
    default_model = "source"
    default_size = Size(1.2, 1.0, 1.1)

    product: ThingId | None = Field(default=None, description="which product, or part; default: the only product")
    parts: tuple[ThingId, ...] = Field(
        default=(), description="parts of which it has containers at all times: people fetch them for `supply`"
    )
    every: Distribution | None = Field(
        default=None, description="time from one arrival to the next; without any of the four always ready"
    )
    rate: Rates | None = Field(
        default=None, description="arrivals in a time; a table says from which time of the day on which rate holds"
    )
    arrivals: Spacing = Field(default=Spacing.EVEN, description="how arrivals by `rate` lie; random: Poisson")
    schedule: tuple[Delivery, ...] | None = Field(default=None, description="which parts come when")
    repeats: PositiveDuration | None = Field(default=None, description="after how long the schedule begins again")
    orders: OrderFile | None = Field(default=None, description="CSV file or list: part, quantity, release, due")
    batch: int = Field(default=1, ge=1, description="parts at each arrival by `every` or `rate`")
    first: Duration | None = Field(
        default=None, description="when the first part comes by `every` or `rate`; default: after the first interval"
    )
    if_full: IfFull | None = Field(
        default=None,
        description="no room: wait (the clock stands), queue outside, or lose the part; "
        "default: wait, with `schedule` and `orders` queue",
    )
    limit: int | None = Field(default=None, ge=0, description="how many parts come at most")
    rule: Rule = Field(default=Rule(), description="which way at a branch")
    height: Length = Field(default=WORKING_HEIGHT, description="height at which parts leave")

    def ports(self) -> Mapping[str, PortPlace]:
        """One way out, at +X."""
        return {MAIN_OUT: PortPlace(Direction.OUT, Vector(self.footprint.length / 2, 0.0, self.height))}

    @property
    def forms(self) -> tuple[str, ...]:
        """Those of `FORMS` that are given."""
        return tuple(name for name in FORMS if getattr(self, name) is not None)

    @property
    def timed(self) -> bool:
        """Whether parts come at their times; otherwise the source is always ready."""
        return bool(self.forms)

    @property
    def when_full(self) -> IfFull:
        """What becomes of a part for which there is no room, as given or by default."""
        return self.if_full or (IfFull.QUEUE if self.lists_deliveries else IfFull.WAIT)

    @property
    def lists_deliveries(self) -> bool:
        """Whether it is written down what comes when: by a schedule or by orders."""
        return self.schedule is not None or self.orders is not None

    def deliveries(self) -> tuple[Delivery, ...]:
        """Return what a schedule or orders bring, in the order of time, those of one time as written."""
        if self.orders is not None:
            orders = self.orders.by_release
            return tuple(Delivery(at=order.release, parts=order.quantity, product=order.part) for order in orders)
        return tuple(sorted(self.schedule or (), key=lambda delivery: delivery.at))

    def brings(self, only: str) -> tuple[str, ...]:
        """Return the products that come; `only` where nothing else is said."""
        own = self.product or only
        if self.parts:
            return ()
        if not self.lists_deliveries:
            return (own,)
        return tuple(dict.fromkeys(delivery.product or own for delivery in self.deliveries()))

    def mean_rate(self) -> float | None:
        """Return parts per second in the long run; None for what is always ready, or there all at once.

        What comes once counts over the time until the last of it comes, or is due where orders say so.
        """
        if self.every is not None:
            return self.batch / self.every.mean if self.every.mean > 0 else None
        if self.rate is not None:
            return self.batch * Profile(self.rate).a_day / DAY
        deliveries = self.deliveries()
        due = max((order.due or 0.0 for order in self.orders.orders), default=0.0) if self.orders else 0.0
        over = self.repeats or max(due, deliveries[-1].at if deliveries else 0.0)
        return math.fsum(delivery.parts for delivery in deliveries) / over if over else None
