"""What goes wrong at a station: how often, for how long, and what becomes of the part."""

from enum import Enum
from typing import Annotated, Any

from pydantic import Discriminator, Field, PlainValidator, Tag, WithJsonSchema
from pydantic.dataclasses import dataclass

from layouts.distributions import Constant, Distribution, Erlang, Exponential, decode
from layouts.equipment import CONFIG, Status
from layouts.quantities import Fraction


class Ages(Enum):
    """Which clock a failure ages by."""

    WORKING = "working"
    BUSY = "busy"
    SCHEDULED = "scheduled"
    CALENDAR = "calendar"


class PartFate(Enum):
    """What becomes of the part in a station that fails."""

    KEPT = "kept"
    RESTARTED = "restarted"
    SCRAPPED = "scrapped"


def _is_mean(value: Any, distribution: Distribution) -> bool:
    return (
        isinstance(distribution, Constant)
        and not str(value).startswith(Constant.name)
        and not isinstance(value, Distribution | dict)
    )


def _up_time(value: Any) -> Distribution:
    distribution = decode(value)
    return Exponential(mu=distribution.mean, text=distribution.text) if _is_mean(value, distribution) else distribution


def _down_time(value: Any) -> Distribution:
    distribution = decode(value)
    return (
        Erlang(mu=distribution.mean, k=2.0, text=distribution.text) if _is_mean(value, distribution) else distribution
    )


_TIME_OR_DISTRIBUTION = WithJsonSchema({"type": ["string", "object"], "examples": ["6 min", "erlang 6 min k=2"]})
UpTime = Annotated[Distribution, PlainValidator(_up_time), _TIME_OR_DISTRIBUTION]
"""A mean alone stands for exponential up times."""
DownTime = Annotated[Distribution, PlainValidator(_down_time), _TIME_OR_DISTRIBUTION]
"""A mean alone stands for Erlang-2 down times: an exponential repair would say that the likeliest takes 0 s."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Failure:
    """One way in which a station fails. MTBF is mean up time, repair excluded."""

    mtbf: UpTime | None = Field(
        default=None, description="up time between failures, repair excluded; a mean alone: exponential"
    )
    availability: Fraction | None = Field(
        default=None, description="instead of mtbf: A gives MTBF = A * MTTR / (1 - A)"
    )
    mttr: DownTime | None = Field(default=None, description="down time; a mean alone: Erlang-2")
    ages: Ages = Field(default=Ages.WORKING, description="the clock by which the up time runs")
    part: PartFate = Field(default=PartFate.KEPT, description="what becomes of the part in the station")
    label: str | None = Field(default=None, description="name shown in reports")
    source: str | None = Field(default=None, description="where these values come from")
    status: Status | None = Field(default=None, description="how far to trust these values")

    def up_time(self) -> Distribution | None:
        """The distribution of up times, from `mtbf` or from availability and MTTR; None where neither is usable."""
        if self.mtbf is not None:
            return self.mtbf
        if self.availability is None or self.mttr is None or not 0 < self.availability < 1:
            return None
        return Exponential(mu=self.availability * self.mttr.mean / (1 - self.availability))


FailureReference = Annotated[
    Annotated[str, Tag("id")] | Annotated[Failure, Tag("failure")],
    Discriminator(lambda value: "id" if isinstance(value, str) else "failure"),
]
"""The id of a failure of the section `failures`, or a failure written in place."""
