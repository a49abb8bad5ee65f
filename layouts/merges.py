"""Which of several that lead into one port goes ahead: the rule of a merge, such as `zipper` or `batch of 3`."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.errors import Code, fault


class Turn(Enum):
    """How a merge chooses among those that wait; the value begins the text of the file."""

    FIRST_COME = "first come"
    PRIORITY = "priority"
    ZIPPER = "zipper"
    BATCH = "batch"


_BATCH = re.compile(r"batch of ([1-9][0-9]{0,8})")
FORMS = ("first come", "priority", "zipper", "batch of 3")
"""The rules as they are written."""


@dataclass(frozen=True)
class Merge:
    """The rule of a merge; `parts` come in a row from one way in before it is another's turn."""

    turn: Turn = Turn.FIRST_COME
    parts: int = 1

    def __str__(self) -> str:
        """Write the rule as in a file."""
        return f"batch of {self.parts}" if self.turn is Turn.BATCH else self.turn.value

    @classmethod
    def decode(cls, value: Any) -> "Merge":
        """Read the text form.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Merge):
            return value
        text = " ".join(value.split()) if isinstance(value, str) else ""
        batch = _BATCH.fullmatch(text)
        if batch:
            return cls(Turn.BATCH, int(batch[1]))
        for turn in (Turn.FIRST_COME, Turn.PRIORITY, Turn.ZIPPER):
            if text == turn.value:
                return cls(turn)
        raise fault(Code.FORM, repr(value), f"a rule: {', '.join(FORMS)}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text form."""
        return {"type": "string", "description": "rule of a merge", "examples": list(FORMS)}
