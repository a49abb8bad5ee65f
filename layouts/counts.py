"""Whole numbers that may also be `unlimited`."""

import re
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from layouts.errors import Code, fault

UNLIMITED: Literal["unlimited"] = "unlimited"


def _count(value: Any) -> int | Literal["unlimited"]:
    if value == UNLIMITED:
        return UNLIMITED
    number = value.strip() if isinstance(value, str) else "" if isinstance(value, bool) else str(value)
    if not re.fullmatch(r"[0-9]{1,9}", number) or int(number) < 1:
        raise fault(Code.FORM, repr(value), "a number from 1, or unlimited")
    return int(number)


Count = Annotated[
    int | Literal["unlimited"],
    PlainValidator(_count),
    WithJsonSchema({"type": ["integer", "string"], "examples": [20, "unlimited"]}),
]
"""A number from 1, or the word `unlimited`."""

Pieces = Annotated[int, Field(ge=1, le=1_000_000)]
"""How many of something, at least one."""
