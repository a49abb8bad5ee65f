"""What is done to a station between two parts so that it stays well: maintenance, and changes of worn tools."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.distributions import Distribution
from layouts.equipment import CONFIG
from layouts.failures import Ages
from layouts.intervals import Interval
from layouts.provenance import Status
from layouts.quantities import Duration, PositiveDuration
from layouts.references import PeopleId


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Upkeep:
    """Something that is due again and again, and begins when the station has finished what it has in work."""

    every: Interval = Field(
        description="how often: parts that the station has finished, or time, from the last one on; shift: so that it "
        "is done at the end of each"
    )
    takes: Distribution = Field(description="how long it takes, by whoever does it")
    ages: Ages | None = Field(
        default=None, description="the clock of a time; default: scheduled for maintenance, working for tools"
    )
    by: PeopleId | None = Field(
        default=None, description="who does it: an id of `people`; default: somebody who is always there"
    )
    label: str | None = Field(default=None, description="name shown in reports")
    source: str | None = Field(default=None, description="where these values come from")
    status: Status | None = Field(default=None, description="how far to trust these values")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class StartUp:
    """What a station needs before it works again after it has stood for long."""

    after: PositiveDuration = Field(
        description="a stop at least so long: failure, maintenance, break, off shift, stop of a zone"
    )
    takes: Duration = Field(description="time until it works again")
