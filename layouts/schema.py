"""The JSON Schema of layout files, for completion and help in editors, from the same declarations as the decoding.

An editor with the schema knows the sections, the kinds, each kind's fields with meaning, form and default. References
and rules are beyond a schema: `linewright check` knows them.
"""

import json
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import PydanticJsonSchemaWarning

from layouts.aisles import Aisle
from layouts.calendar import Calendar
from layouts.carriers import Carrier
from layouts.changeovers import Matrix
from layouts.checks import Checks
from layouts.control import Control
from layouts.costs import Costs
from layouts.distributions import SCHEMA as DISTRIBUTION
from layouts.drawing import Drawing
from layouts.equipment import Equipment
from layouts.failures import Failure
from layouts.groups import Group
from layouts.model import FORMAT, Hall, Layout, Product, Run
from layouts.people import Post
from layouts.production import Plan
from layouts.registry import kinds
from layouts.routing import Route
from layouts.supply import Supply
from layouts.writing import fields_written
from layouts.zones import Zone

DIALECT = "https://json-schema.org/draft/2020-12/schema"
COMMITTED = Path(__file__).with_name("linewright.schema.json")
"""The copy that files name in their first line."""

JsonSchema = dict[str, Any]

_ITEMS = (Hall, Drawing, Calendar, Product, Carrier, Plan, Failure, Supply, Post, Control, Costs, Aisle, Checks, Run)
"""What sections, or their entries, are."""


@cache
def schema() -> JsonSchema:
    """Return the schema of a layout file."""
    definitions: JsonSchema = {"Distribution": DISTRIBUTION}
    items = {cls.__name__: _item(cls, definitions) for cls in _ITEMS}
    found = kinds().found
    pieces = {f"kind_{kind}": _piece(kind, cls, definitions) for kind, cls in found.items()}
    sections = _sections({kind: f"kind_{kind}" for kind in found})
    for name, section in sections.items():
        section.setdefault("description", _description(name))
    return {
        "$schema": DIALECT,
        "title": "Linewright layout",
        "description": "A production line: what stands where, how parts flow, what goes wrong.",
        "type": "object",
        "properties": sections,
        "required": ["linewright"],
        "additionalProperties": False,
        "$defs": {**definitions, **items, **pieces},
    }


def schema_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _description(section: str) -> str:
    fields: Mapping[str, Any] = vars(Layout)["__pydantic_fields__"]
    return fields["version" if section == "linewright" else section].description or section


def _sections(pieces: Mapping[str, str]) -> dict[str, JsonSchema]:
    text = {"type": ["string", "number"]}
    return {
        "linewright": {"const": FORMAT},
        "name": {"type": "string"},
        "description": {"type": "string"},
        "where": {**_table(text), "description": "site, area, line: IEC 62264 levels"},
        "coordinates": {"enum": ["m", "mm"], "default": "m"},
        "hall": {"$ref": "#/$defs/Hall", "description": "the hall: clear size and column grid"},
        "calendar": {"$ref": "#/$defs/Calendar"},
        "products": _table({"$ref": "#/$defs/Product"}),
        "parts": _table({"$ref": "#/$defs/Product"}),
        "carriers": _table({"$ref": "#/$defs/Carrier"}),
        "plan": {"$ref": "#/$defs/Plan"},
        "defaults": {
            "type": ["object", "null"],
            "properties": {kind: _defaults_of(name) for kind, name in pieces.items()},
            "additionalProperties": False,
        },
        "equipment": _table(_any_kind(pieces)),
        "flow": {"type": ["array", "null"], "items": {"type": "string", "examples": ["infeed -> filling -> belt"]}},
        "routing": _table(_simple(Route)),
        "changeovers": _table(_simple(Matrix)),
        "failures": _table({"$ref": "#/$defs/Failure"}),
        "zones": _table(_simple(Zone)),
        "supply": _table({"$ref": "#/$defs/Supply"}),
        "people": _table({"$ref": "#/$defs/Post"}),
        "control": _table({"$ref": "#/$defs/Control"}),
        "groups": _table(_simple(Group)),
        "aisles": _table({"$ref": "#/$defs/Aisle"}),
        "checks": {"$ref": "#/$defs/Checks"},
        "costs": {"$ref": "#/$defs/Costs"},
        "run": {"$ref": "#/$defs/Run"},
    }


def _simple(hint: Any) -> JsonSchema:
    return TypeAdapter(hint).json_schema()


def _table(item: JsonSchema) -> JsonSchema:
    return {"type": ["object", "null"], "additionalProperties": item}


def _any_kind(pieces: Mapping[str, str]) -> JsonSchema:
    """Each piece of equipment: `kind` decides which fields it has."""
    cases = [
        {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": {"$ref": f"#/$defs/{name}"}}
        for kind, name in pieces.items()
    ]
    kind = {"enum": list(pieces), "description": "what it is: its behaviour"}
    return {"type": "object", "properties": {"kind": kind}, "required": ["kind"], "allOf": cases}


def _defaults_of(name: str) -> JsonSchema:
    """The fields of a kind without `kind` itself."""
    return {"$ref": f"#/$defs/{name}"}


def _piece(kind: str, cls: type[Equipment], definitions: JsonSchema) -> JsonSchema:
    piece = _item(cls, definitions)
    piece["properties"] = {"kind": {"const": kind}, **piece["properties"]}
    return piece


def _item(cls: type, definitions: JsonSchema) -> JsonSchema:
    """The schema of an item; what it refers to goes into `definitions`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PydanticJsonSchemaWarning)  # defaults that are no JSON are written below
        generated = TypeAdapter(cls).json_schema(mode="validation", by_alias=True)
    inner = generated.pop("$defs", {})
    definitions.update({name: _tidied(each) for name, each in inner.items() if name != cls.__name__})
    tidied: JsonSchema = _tidied(generated)
    for name in getattr(cls, "meaningless", ()):
        del tidied["properties"][name]
    _write_defaults(cls, tidied["properties"])
    tidied["type"] = ["object", "null"] if cls is Run else "object"
    return tidied


def _write_defaults(cls: type, properties: dict[str, JsonSchema]) -> None:
    """Give each default as it would be written in a file."""
    written = {} if cls in (Hall, Drawing, Control) else fields_written(cls())
    for name, field in properties.items():
        field.pop("default", None)
        field.pop("title", None)
        if written.get(name) not in (None, {}, []):
            field["default"] = written[name]


def _tidied(value: Any) -> Any:
    """Name distributions once; `anyOf` where one value can be read in two ways."""
    if value == DISTRIBUTION:
        return {"$ref": "#/$defs/Distribution"}
    if isinstance(value, dict):
        return {"anyOf" if key == "oneOf" else key: _tidied(item) for key, item in value.items()}
    return [_tidied(item) for item in value] if isinstance(value, list) else value
