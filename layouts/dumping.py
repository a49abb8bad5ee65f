"""A whole layout as the text of a file, and the fingerprint of a layout."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from layouts.distributions import Distribution
from layouts.emitting import document
from layouts.model import Layout
from layouts.space import Size
from layouts.table import Table
from layouts.writing import written

SCHEMA_LINE = "# yaml-language-server: $schema=linewright.schema.json"
"""First line of a file: where editors look for completion and help."""


def dump(layout: Layout) -> str:
    """Write a layout as a new file; a file that exists is changed with `layouts.splicing.splice` instead."""
    return "\n".join([SCHEMA_LINE, *document(written(layout)), ""])


def digest(layout: Layout) -> str:
    """Return the SHA-256 of everything that the layout says, in hex: equal layouts have equal digests."""
    text = json.dumps(_canonical(layout), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _canonical(value: Any) -> Any:
    """A value without what does not count for equality: how it was typed, where it comes from, the folder."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float | int) and not isinstance(value, bool):
        return str(int(value)) if value == int(value) else repr(float(value))
    if isinstance(value, Distribution):
        return [value.name, {name: _canonical(item) for name, item in value.parameters.items()}]
    if isinstance(value, Size):
        return _canonical(value.measures)
    if isinstance(value, Table):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_canonical(item) for item in value]
    if not is_dataclass(value):
        return value
    compared = {field.name: _canonical(getattr(value, field.name)) for field in fields(value) if field.compare}
    return [type(value).__name__, compared]
