"""Finding things by name: our own, and those that installed packages declare as entry points."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from layouts.equipment import Equipment
from layouts.kinds import (
    Assembly,
    Buffer,
    Column,
    Conveyor,
    Disassembly,
    Dock,
    Door,
    Fence,
    Floor,
    Machine,
    MovingLine,
    Object,
    Oven,
    Packer,
    Rotary,
    Sink,
    Source,
    Store,
    Text,
    TransferLine,
    Tunnel,
    Wall,
    Workplace,
)

T = TypeVar("T")

GROUPS: Mapping[str, str] = {
    "kind": "linewright.kinds",
    "behaviour": "linewright.behaviours",
    "model": "linewright.models",
}
"""What packages can bring, and under which entry-point group."""

_NOT_IMPORTED = (
    *(ImportError, AttributeError, SyntaxError, NameError, TypeError, ValueError),
    *(LookupError, ArithmeticError, OSError, RuntimeError, AssertionError),
)
"""What the import of a module raises that is not finished, or was written for other versions."""


@dataclass(frozen=True)
class Registry(Generic[T]):
    """Things by name; `broken` holds what could not be imported, with the reason."""

    found: Mapping[str, T]
    broken: Mapping[str, str] = field(default_factory=dict)


def discover(group: str, own: Mapping[str, T]) -> Registry[T]:
    """Collect our own things and those of an entry-point group; a broken plugin does not stop the rest."""
    found, broken = dict(own), {}
    for point in entry_points(group=group):
        try:
            found[point.name] = point.load()
        except _NOT_IMPORTED as error:
            broken[point.name] = f"{point.value}: {error}"
    return Registry(found, broken)


OWN_KINDS: Mapping[str, type[Equipment]] = {
    kind.kind: kind
    for kind in (
        *(Source, Machine, Workplace, Assembly, Disassembly, Oven, Rotary, Tunnel, TransferLine, MovingLine, Packer),
        *(Buffer, Store, Conveyor, Sink),
        *(Floor, Wall, Column, Fence, Door, Dock, Object, Text),
    )
}


def broken() -> dict[str, Mapping[str, str]]:
    """Return what packages declare that cannot be imported, with the reason: by what it would be, and by name."""
    return {what: discover(group, {}).broken for what, group in GROUPS.items()}


@cache
def kinds() -> Registry[type[Equipment]]:
    """Return every kind of equipment by name; entry points are looked for once."""
    return discover(GROUPS["kind"], OWN_KINDS)
