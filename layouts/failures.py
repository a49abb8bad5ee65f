"""What goes wrong at a station: how often, for how long, and what becomes of the part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass as record
from enum import Enum
from typing import Annotated, Any

from pydantic import Discriminator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, Tag
from pydantic.dataclasses import dataclass
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.distributions import SCHEMA, Constant, Distribution, Erlang, Exponential, decode
from layouts.equipment import CONFIG
from layouts.intervals import Interval
from layouts.provenance import Status
from layouts.quantities import Fraction
from layouts.references import PeopleId, To


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


@record(frozen=True)
class Mean:
    """A pydantic annotation: a distribution of which the file may give the mean alone, as a plain time."""

    usual: Callable[[Constant], Distribution]

    def decode(self, value: Any) -> Distribution:
        """Read any form of a distribution; only `constant 5 min` is always the same time.

        Raises:
            PydanticCustomError: as `layouts.distributions.decode`.
        """
        distribution = decode(value)
        alone = value.get("value") if isinstance(value, Mapping) else value
        says_constant = isinstance(alone, Distribution) or str(alone).strip().startswith(Constant.name)
        if not isinstance(distribution, Constant) or alone is None or says_constant:
            return distribution
        return self.usual(distribution)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(self.decode)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the forms of a distribution."""
        return SCHEMA


def _exponential(mean: Constant) -> Distribution:
    return Exponential(mu=mean.value, text=mean.text, provenance=mean.provenance)


def _erlang(mean: Constant) -> Distribution:
    return Erlang(mu=mean.value, k=2.0, text=mean.text, provenance=mean.provenance)


UP_TIME = Mean(_exponential)
DOWN_TIME = Mean(_erlang)
UpTime = Annotated[Distribution, UP_TIME]
"""A mean alone stands for exponential up times."""
DownTime = Annotated[Distribution, DOWN_TIME]
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
    every: Interval | None = Field(
        default=None, description="instead of mtbf: parts that the station has finished since the last one (200 parts)"
    )
    mttr: DownTime | None = Field(default=None, description="down time; a mean alone: Erlang-2")
    ages: Ages = Field(default=Ages.WORKING, description="the clock by which the up time runs")
    repair_by: PeopleId | None = Field(
        default=None,
        description="who repairs: an id of `people`, or nobody (it clears itself); default: whose `repairs` has it",
    )
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


def _reference_or_failure(value: Any) -> str:
    return _BY_ID if isinstance(value, str) else _IN_PLACE


_BY_ID, _IN_PLACE = "<id>", "<in place>"

FailureReference = Annotated[
    Annotated[str, To.FAILURES, Tag(_BY_ID)] | Annotated[Failure, Tag(_IN_PLACE)], Discriminator(_reference_or_failure)
]
"""The id of a failure of the section `failures`, or a failure written in place."""
