"""Groups: equipment that belongs together on the drawing, and is selected as one (section `groups`).

A group is a matter of drawing alone: nothing that is simulated or checked asks for it.
"""

from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from layouts.errors import Code, fault
from layouts.references import EquipmentIds

FORM = "[r1, r2, table]"
"""A group as it is written."""


def _members(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value or not all(isinstance(name, str) for name in value):
        raise fault(Code.FORM, value, f"ids of equipment such as {FORM}")
    return tuple(value)


Group = Annotated[
    EquipmentIds,
    PlainValidator(_members),
    WithJsonSchema({"type": "array", "items": {"type": "string"}, "description": "ids of equipment"}),
]
"""The ids of what belongs together."""
