"""Where a value comes from and how far to trust it: any quantity may carry `source` and `status`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from layouts.errors import Code, fault


class Status(Enum):
    """How far to trust a value."""

    MEASURED = "measured"
    SUPPLIER = "supplier"
    ESTIMATED = "estimated"


@dataclass(frozen=True)
class Provenance:
    """The source of a value in words, and its status."""

    source: str | None = None
    status: Status | None = None

    def written(self) -> dict[str, str]:
        """Return the two fields of the file form, those that are given."""
        fields = {"source": self.source, "status": self.status and self.status.value}
        return {name: text for name, text in fields.items() if text is not None}


def provenance_of(value: Mapping[str, Any]) -> Provenance | None:
    """Read `source` and `status` of a mapping; None where it has neither.

    Raises:
        PydanticCustomError: for a status that is none.
    """
    source, status = value.get("source"), value.get("status")
    if source is None and status is None:
        return None
    return Provenance(None if source is None else str(source), None if status is None else _status(status))


def _status(value: Any) -> Status:
    words = [status.value for status in Status]
    if isinstance(value, Status):
        return value
    if value not in words:
        raise fault(Code.FORM, repr(value), f"status: one of {', '.join(words)}")
    return Status(value)


def unwrapped(value: Mapping[str, Any]) -> tuple[Any, Provenance | None]:
    """Take `{value: 6.5 s, source: ..., status: ...}` apart.

    Raises:
        PydanticCustomError: for another mapping.
    """
    unknown = [name for name in value if name not in ("value", "source", "status")]
    if unknown or "value" not in value:
        raise fault(Code.FORM, f"fields {', '.join(value) or 'none'}", "value, and perhaps source and status")
    return value["value"], provenance_of(value)
