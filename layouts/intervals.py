"""How often something is due: every so many parts, or every so much time."""

import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault
from layouts.quantities import Dimension, Dimensioned, shown

FORMS = ("200 parts", "2 h")
"""Intervals as they are written."""
_PARTS = re.compile(r"([1-9][0-9]{0,8})\s+(?:parts?|pieces?)")
_WITH_UNIT = re.compile(r"[0-9.][0-9.e+-]*\s*[a-z]+")
_TIME = Dimensioned(Dimension.TIME, above=0.0)


@dataclass(frozen=True)
class Interval:
    """Either `parts` or `time` (seconds) is given, the other is None."""

    parts: int | None = None
    time: float | None = None

    def __str__(self) -> str:
        """Write the interval as in a file."""
        return f"{self.parts} parts" if self.time is None else shown(self.time, Dimension.TIME)

    @classmethod
    def decode(cls, value: Any) -> "Interval":
        """Read `200 parts` or `2 h`.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Interval):
            return value
        text = value.strip() if isinstance(value, str) else ""
        match = _PARTS.fullmatch(text)
        if match is not None:
            return cls(parts=int(match[1]))
        if not _WITH_UNIT.fullmatch(text) or "part" in text:
            raise fault(Code.FORM, repr(value), f"a number of parts or a time, such as {' or '.join(FORMS)}")
        return cls(time=_TIME.decode(text))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe both forms."""
        return {"type": "string", "description": "a number of parts, or a time", "examples": list(FORMS)}
