"""How many parts go into one container: `48 per trolley`."""

import re
from dataclasses import dataclass, replace
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault
from layouts.flow import ID
from layouts.references import Rename, To

_PACK = re.compile(rf"([1-9][0-9]{{0,5}})\s+per\s+({ID.pattern})")
FORM = "48 per trolley"
"""A pack as it is written."""


@dataclass(frozen=True)
class Pack:
    """`parts` in one `container`: the id of something in `parts` or `products`, or else a plain box of that name."""

    parts: int
    container: str

    def __str__(self) -> str:
        """Write the pack as in a file."""
        return f"{self.parts} per {self.container}"

    def with_names(self, rename: Rename) -> "Pack":
        """Return the pack with another name of its container."""
        return replace(self, container=rename(self.container, To.THINGS))

    @classmethod
    def decode(cls, value: Any) -> "Pack":
        """Read the text form.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Pack):
            return value
        match = _PACK.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            raise fault(Code.FORM, repr(value), f"parts in a container, such as {FORM}")
        return cls(int(match[1]), match[2])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text form."""
        return {"type": "string", "description": "parts in a container", "examples": [FORM]}
