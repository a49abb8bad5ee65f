"""Safety zones: what stands behind one fence, and must stand still while somebody is inside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault
from layouts.quantities import EXAMPLES, Dimension, Dimensioned, shown
from layouts.references import Rename, To

_TIME = Dimensioned(Dimension.TIME, at_least=0.0)
_FIELDS = ("members", "restart")
FORM = "[r1, r2, table], or {members: [r1, r2, table], restart: 20 s}"
"""A zone as it is written."""


@dataclass(frozen=True)
class Zone:
    """The equipment behind one fence, and the time that it needs to go on after somebody has been inside, seconds."""

    members: tuple[str, ...]
    restart: float = 0.0

    def written(self) -> list[str] | dict[str, Any]:
        """Return the zone as it stands in a file."""
        members = list(self.members)
        return {"members": members, "restart": shown(self.restart, Dimension.TIME)} if self.restart else members

    def with_names(self, rename: Rename) -> "Zone":
        """Return the zone with other names of equipment."""
        return replace(self, members=tuple(rename(name, To.EQUIPMENT) for name in self.members))

    @classmethod
    def decode(cls, value: Any) -> "Zone":
        """Read `[r1, r2, table]` or `{members: [r1, r2, table], restart: 20 s}`.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Zone):
            return value
        given = value if isinstance(value, Mapping) else {"members": value}
        members = given.get("members")
        if not isinstance(members, list | tuple) or not members or set(given) - set(_FIELDS):
            raise fault(Code.FORM, value, f"ids of equipment such as {FORM}")
        restart = given.get("restart")
        return cls(tuple(map(str, members)), 0.0 if restart is None else _TIME.decode(restart))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe both forms."""
        members = {"type": "array", "items": {"type": "string"}, "description": "ids of equipment behind the fence"}
        restart = {"type": "string", "description": "time to go on after somebody was inside"}
        fields = {"members": members, "restart": {**restart, "examples": [EXAMPLES[Dimension.TIME]]}}
        mapping = {"type": "object", "properties": fields, "required": ["members"], "additionalProperties": False}
        return {"anyOf": [members, mapping]}
