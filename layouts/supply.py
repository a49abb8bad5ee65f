"""Parts in containers: one is ordered when one has been emptied, and comes a while later (section `supply`)."""

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.counts import Pieces
from layouts.equipment import CONFIG
from layouts.packs import Pack
from layouts.provenance import Status
from layouts.quantities import Duration
from layouts.references import PeopleId


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Supply:
    """The containers of one port of a station, `id.part`: full at time 0, each replaced when it has been emptied."""

    container: Pack | None = Field(default=None, description="how many parts come in which container")
    stock: int = Field(default=2, ge=1, le=1_000_000, description="containers at the port, those on order included")
    reorder: Pieces | None = Field(
        default=None,
        description="parts left, those on order included, at which a container is ordered; "
        "default: when one has been emptied",
    )
    lead_time: Duration | None = Field(
        default=None, description="time from the order of a container to its arrival; default: it is there at once"
    )
    by: PeopleId | None = Field(
        default=None,
        description="id of the people who bring it: each trip takes `lead_time` from when one of them is there",
    )
    source: str | None = Field(default=None, description="where these values come from")
    status: Status | None = Field(default=None, description="how far to trust these values")
