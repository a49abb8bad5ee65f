"""Which operations a product must have, in which order: `[op10, op20 | op25, fct, oven, fct:hot]`."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault
from layouts.flow import ID
from layouts.references import Rename, To


class Visit(NamedTuple):
    """An operation at a station; a second visit to the same station has a `name` of its own."""

    station: str
    name: str | None = None

    def __str__(self) -> str:
        """Write the visit as in a file."""
        return self.station if self.name is None else f"{self.station}:{self.name}"


@dataclass(frozen=True)
class Step:
    """One step of a routing: a visit, or alternatives of which one is made (`op20 | op25`)."""

    visits: tuple[Visit, ...]

    def __str__(self) -> str:
        """Write the step as in a file."""
        return " | ".join(map(str, self.visits))

    @property
    def stations(self) -> tuple[str, ...]:
        """The stations of its alternatives."""
        return tuple(visit.station for visit in self.visits)

    def visit_at(self, station: str) -> Visit | None:
        """Return the alternative at a station, None where the step has none there."""
        return next((visit for visit in self.visits if visit.station == station), None)

    def with_names(self, rename: Rename) -> "Step":
        """Return the step with other names of stations."""
        return Step(tuple(visit._replace(station=rename(visit.station, To.EQUIPMENT)) for visit in self.visits))

    @classmethod
    def decode(cls, value: Any) -> "Step":
        """Read `op20 | op25:hot`.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Step):
            return value
        parts = [part.strip().partition(":") for part in value.split("|")] if isinstance(value, str) else []
        if not parts or not all(ID.fullmatch(id_) and (not colon or ID.fullmatch(name)) for id_, colon, name in parts):
            expected = "an operation: the id of a station, such as op20, op20 | op25, or fct:hot for a second visit"
            raise fault(Code.FORM, repr(value), expected)
        return cls(tuple(Visit(id_, name or None) for id_, _, name in parts))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text form."""
        return {"type": "string", "description": "an operation", "examples": ["op20", "op20 | op25", "fct:hot"]}


Route = tuple[Step, ...]
"""The operations of a product in their order."""
