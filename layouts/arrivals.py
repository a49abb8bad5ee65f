"""When parts come: a rate over the day, or the deliveries of a schedule."""

import math
from bisect import bisect_right
from collections.abc import Mapping
from enum import Enum
from itertools import accumulate
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic.dataclasses import dataclass

from layouts.equipment import CONFIG
from layouts.quantities import Dimension, Dimensioned, Duration, parse
from layouts.references import ThingId
from layouts.table import Table

DAY = 86_400.0
"""After how long a rate over the day begins again, seconds."""
WHOLE = 1e-9
"""An arrival that is due but for so little is due."""


class Spacing(Enum):
    """How arrivals lie that come at a rate: evenly, or at random (a Poisson process)."""

    EVEN = "even"
    RANDOM = "random"


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Delivery:
    """Parts that come together at a time of a schedule."""

    at: Duration = Field(description="when, counted from the start of the run or of the repetition")
    parts: int = Field(default=1, ge=1, description="how many")
    product: ThingId | None = Field(default=None, description="which product; default: that of the source")


ArrivalRate = Annotated[float, Dimensioned(Dimension.RATE, at_least=0.0)]


def _times_of_day(rates: Table[float]) -> Table[float]:
    """Read the keys of a table of rates.

    Raises:
        PydanticCustomError: where one of them is no time.
    """
    for text in rates:
        parse(text, Dimension.TIME)
    return rates


def _form(value: Any) -> str:
    return _OVER_THE_DAY if isinstance(value, Mapping) and "value" not in value else _ALWAYS


_ALWAYS, _OVER_THE_DAY = "<always>", "<over the day>"

RatesOverTheDay = Table[ArrivalRate]
Rates = Annotated[
    Annotated[ArrivalRate, Tag(_ALWAYS)]
    | Annotated[RatesOverTheDay, AfterValidator(_times_of_day), Tag(_OVER_THE_DAY)],
    Discriminator(_form),
]
"""One rate for all time, or from which time of the day on which rate holds: `{0 h: 60/h, 6 h: 120/h}`."""


class Stretch(NamedTuple):
    """A part of the day in which the rate does not change; times in seconds, the rate per second."""

    begin: float
    end: float
    rate: float


def stretches(rates: float | Table[float]) -> tuple[Stretch, ...]:
    """Return the day in stretches; a table must be in order and begin at 0."""
    if not isinstance(rates, Table):
        return (Stretch(0.0, DAY, float(rates)),)
    begins = [float(parse(text, Dimension.TIME)) for text in rates]
    return tuple(map(Stretch, begins, [*begins[1:], DAY], map(float, rates.values())))


class Profile:
    """How many arrivals are due up to a time, and when a number of them is: the cumulated rate and its inverse."""

    def __init__(self, rates: float | Table[float], midnight: float = 0.0) -> None:
        """Cumulate the rates of a day, at least one of them greater than 0; time 0 is `midnight` seconds after it."""
        self._stretches = stretches(rates)
        self._before = [0.0, *accumulate((end - begin) * rate for begin, end, rate in self._stretches)]
        self._begins = [stretch.begin for stretch in self._stretches]
        self.a_day = self._before[-1]
        """Arrivals of one day."""
        self._midnight = midnight
        self._at_start = self._since_midnight(midnight)

    def due(self, time: float) -> float:
        """Return how many arrivals are due up to a time, as a fraction too."""
        return self._since_midnight(time + self._midnight) - self._at_start

    def _since_midnight(self, time: float) -> float:
        days, rest = divmod(time, DAY)
        place = bisect_right(self._begins, rest) - 1
        begin, _, rate = self._stretches[place]
        return days * self.a_day + self._before[place] + (rest - begin) * rate

    def time_of(self, number: float) -> float:
        """Return the first time at which a number of arrivals, greater than 0, is due."""
        return self._time_from_midnight(number + self._at_start) - self._midnight

    def _time_from_midnight(self, number: float) -> float:
        days = max(0, math.ceil((number - WHOLE) / self.a_day) - 1)
        rest = number - days * self.a_day
        place = next(place for place, due in enumerate(self._before[1:]) if due >= rest - WHOLE)
        begin, end, rate = self._stretches[place]
        return days * DAY + min(end, begin + max(0.0, rest - self._before[place]) / (rate or math.inf))
