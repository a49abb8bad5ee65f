"""New equipment with values to begin with, so that it can be simulated at once and changed then."""

from collections.abc import Mapping
from dataclasses import fields, replace

from layouts.editing.adding import added
from layouts.editing.fields import with_field
from layouts.equipment import Equipment
from layouts.model import Layout
from layouts.registry import kinds
from layouts.space import Point

STARTS: Mapping[str, Mapping[str, str]] = {
    "machine": {"cycle": "10 s"},
    "workplace": {"manual": "30 s"},
    "assembly": {"cycle": "10 s"},
    "disassembly": {"cycle": "10 s"},
    "oven": {"batch": "10", "cycle": "10 min"},
    "rotary": {"rate": "3600/h", "transit": "10 s"},
    "tunnel": {"rate": "900/h", "transit": "5 min", "overstay": "1 min"},
    "transfer_line": {"index": "4 s", "stations": "{op1: 20 s, op2: 20 s}"},
    "moving_line": {"takt": "60 s", "stations": "{op1: 50 s, op2: 50 s}"},
    "packer": {"pack": "10 per box"},
    "buffer": {"capacity": "10"},
    "store": {"capacity": "20"},
    "conveyor": {"speed": "12 m/min"},
    "text": {"text": "Text"},
}
"""What is typed into the fields that a kind must have, by kind; whoever places it types something better."""


def started(layout: Layout, name: str, kind: str, at: Point | None, model: str | None = None) -> Layout:
    """Put in new equipment of a kind: with the defaults of the layout, and values to begin with where they say nothing.

    Raises:
        KeyError: when the kind is not known.
        ValueError: where the id is taken.
    """
    item = _blank(layout, kind)
    layout = added(layout, name, replace(item, at=at, model=model or item.model))
    said = {field.name for field in fields(item) if getattr(item, field.name) not in (None, (), {})}
    for field, typed in STARTS.get(kind, {}).items():
        if field not in said:
            layout = with_field(layout, name, field, typed)
    return layout


def _blank(layout: Layout, kind: str) -> Equipment:
    return layout.defaults[kind] if kind in layout.defaults else kinds().found[kind]()
