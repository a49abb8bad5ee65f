"""How often something is due: every so many parts, every so much time, or before the end of every shift."""

import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault
from layouts.quantities import Dimension, Dimensioned, shown

FORMS = ("200 parts", "2 h", "shift")
"""Intervals as they are written."""
_SHIFT = "shift"
_PARTS = re.compile(r"([1-9][0-9]{0,8})\s+(?:parts?|pieces?)")
_WITH_UNIT = re.compile(r"[0-9.][0-9.e+-]*\s*[a-z]+")
_TIME = Dimensioned(Dimension.TIME, above=0.0)


@dataclass(frozen=True)
class Interval:
    """Either `parts` or `time` (seconds) is given, or `shift` holds; the others are None.

    What is due every shift begins so early that it is over when the shift ends, if it takes as long as on average.
    """

    parts: int | None = None
    time: float | None = None
    shift: bool = False

    def __str__(self) -> str:
        """Write the interval as in a file."""
        if self.shift:
            return _SHIFT
        return f"{self.parts} parts" if self.time is None else shown(self.time, Dimension.TIME)

    @classmethod
    def decode(cls, value: Any) -> "Interval":
        """Read `200 parts`, `2 h` or `shift`.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Interval):
            return value
        text = value.strip() if isinstance(value, str) else ""
        if text == _SHIFT:
            return cls(shift=True)
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
        return {"type": "string", "description": "a number of parts, a time, or shift", "examples": list(FORMS)}
