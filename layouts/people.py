"""The people of a line: posts and pools, what they can do, how they walk, what they have to do besides."""

from collections.abc import Mapping
from dataclasses import dataclass as record
from typing import Annotated, Any, Literal

from pydantic import Field, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic.dataclasses import dataclass
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from layouts.costs import Money
from layouts.counts import Count, Pieces
from layouts.distributions import Distribution
from layouts.equipment import CONFIG
from layouts.errors import Code, fault
from layouts.intervals import Interval
from layouts.provenance import Status
from layouts.quantities import EXAMPLES, Dimension, Dimensioned, Duration, Fraction
from layouts.references import EquipmentId, EquipmentIds, Keys, To
from layouts.space import Point
from layouts.table import Table

ALL: Literal["all"] = "all"
NOBODY: Literal["nobody"] = "nobody"
"""Who repairs what clears itself."""
AT_ONCE: Literal["at once"] = "at once"
"""How somebody walks whose ways take no time."""
MOST = 1000
"""People of one post at most."""


def _stations(value: Any) -> tuple[str, ...] | Literal["all"]:
    if value == ALL:
        return ALL
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise fault(Code.FORM, value, "all, or a list of stations such as [op10, op70]")
    return tuple(value)


Stations = Annotated[
    EquipmentIds | Literal["all"],
    PlainValidator(_stations),
    WithJsonSchema({"anyOf": [{"const": ALL}, {"type": "array", "items": {"type": "string"}}]}),
]
"""Ids of stations, or `all`."""


def _heads(value: Any) -> int | Table[int]:
    if isinstance(value, Mapping):
        return Table({str(shift): _head(number, 0) for shift, number in value.items()})
    return _head(value, 1)


def _head(value: Any, least: int) -> int:
    text = value.strip() if isinstance(value, str) else "" if isinstance(value, bool) else str(value)
    if not (text.isascii() and text.isdecimal()) or not least <= int(text[:9]) <= MOST:
        expected = f"how many people, from {least} to {MOST}, or one number a shift: {{early: 4, late: 3}}"
        raise fault(Code.FORM, repr(value), expected)
    return int(text)


_NUMBER = {"type": ["integer", "string"], "examples": [3]}
Headcount = Annotated[
    int | Annotated[Table[int], Keys(To.SHIFTS)],
    PlainValidator(_heads),
    WithJsonSchema({"anyOf": [_NUMBER, {"type": "object", "additionalProperties": _NUMBER}]}),
]
"""How many people a post has: in every shift, or by shift."""


@record(frozen=True)
class SpeedOrAtOnce(Dimensioned):
    """A pydantic annotation: a speed, or the words `at once`."""

    def decode(self, value: Any) -> Any:
        """Read a speed or the words.

        Raises:
            PydanticCustomError: for anything else.
        """
        return AT_ONCE if value == AT_ONCE else super().decode(value)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe both forms for editors."""
        return {"type": "string", "description": "a speed, or at once", "examples": [EXAMPLES[self.dimension], AT_ONCE]}


Walk = Annotated[float | Literal["at once"], SpeedOrAtOnce(Dimension.SPEED, above=0.0)]
"""How fast somebody walks, m/s."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Task:
    """Irregular work of a person beside a station that runs on: a check, a refill, cleaning."""

    at: EquipmentId = Field(description="id of the equipment in front of which it is done")
    every: Interval = Field(
        description="how often: parts that the station has finished, time, or shift: so that it is done at its end"
    )
    takes: Distribution = Field(description="how long it takes")
    label: str | None = Field(default=None, description="name shown in reports")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Post:
    """Somebody with a place in every shift, or a pool of several who can do the same."""

    label: str | None = Field(default=None, description="name shown in pictures and reports; default: the id")
    works: Stations = Field(default=(), description="stations whose manual work he does: a list of ids, or all")
    sets_up: Stations = Field(default=(), description="stations that he changes over; default: who works there does")
    repairs: Stations = Field(default=(), description="stations that he repairs when they fail")
    tasks: tuple[Task, ...] = Field(default=(), description="irregular work: {at: op20, every: 9 parts, takes: 4 min}")
    count: Headcount = Field(default=1, description="how many there are; with a calendar also by shift: {early: 4}")
    walk: Walk = Field(default=1.1, description="walking speed along straight lines, or `at once`")
    allowance: Fraction = Field(default=0.0, description="added to every manual time")
    cost_per_hour: Money = Field(default=0.0, description="what one of them costs, an hour in which he is there")
    home: Point | None = Field(
        default=None, description="where he waits when there is nothing to do; default: stays where he is"
    )
    carries: Pieces = Field(
        default=1, description="parts or containers that he takes along at once, on ways of the flow that name him"
    )
    transfer: Duration = Field(default=0.0, description="time to take up what he carries, and again to set it down")
    places: Count = Field(
        default=1, description="how much may stand where he has set it down, until it is taken in; or unlimited"
    )
    source: str | None = Field(default=None, description="where these values come from")
    status: Status | None = Field(default=None, description="how far to trust these values")

    @property
    def heads(self) -> int:
        """How many people there are at most."""
        return self.count if isinstance(self.count, int) else max(self.count.values(), default=0)

    def on_duty(self, shift: str | None) -> int:
        """Return how many there are in a shift; None: whatever the shift."""
        if isinstance(self.count, int):
            return self.count
        return self.heads if shift is None else self.count.get(shift, 0)


def names(stations: tuple[str, ...] | Literal["all"], station: str) -> bool:
    """Tell whether a list of stations has this one."""
    return stations == ALL or station in stations
