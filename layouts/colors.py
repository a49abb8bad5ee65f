"""Colours of products and areas: a name, or #rrggbb."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from layouts.errors import Code, fault

NAMED: Mapping[str, str] = {
    "white": "#f4f4f2",
    "grey": "#9aa0a6",
    "black": "#2b2f36",
    "red": "#c8453b",
    "orange": "#e07b2a",
    "yellow": "#e3b23c",
    "green": "#4f9d58",
    "teal": "#2a8c8c",
    "blue": "#3b73b9",
    "violet": "#7a5ea8",
    "pink": "#cf6a93",
    "brown": "#8a6242",
    "beige": "#d8c7a3",
    "steel": "#8593a3",
    "copper": "#b8734a",
}
"""The colours that have a name, tuned to the palette of the pictures."""


def _decode(value: Any) -> str:
    text = str(value).strip().lower()
    if text not in NAMED and not re.fullmatch(r"#[0-9a-f]{6}", text):
        raise fault(Code.FORM, repr(value), f"a colour: {', '.join(NAMED)} or '#rrggbb'")
    return text


Color = Annotated[str, PlainValidator(_decode), WithJsonSchema({"type": "string", "examples": [*NAMED, "#2a8c8c"]})]


def hex_of(color: str) -> str:
    """Return `#rrggbb` for a colour."""
    return NAMED.get(color, color)
