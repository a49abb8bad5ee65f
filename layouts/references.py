"""What a field refers to: declared where the field is, so that renaming an id finds every reference to it.

A reference is a text whose type carries a `To`: `Annotated[str, To.EQUIPMENT]`. Where it is the keys of a table that
refer, the table carries `Keys`. Values with a grammar of their own (chains, routings, lots) have `with_names`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Protocol, runtime_checkable

from layouts.errors import UserError
from layouts.table import Table


class To(Enum):
    """What can be referred to; the value names the sections of a layout that hold it."""

    EQUIPMENT = ("equipment",)
    THINGS = ("products", "parts", "carriers")
    PEOPLE = ("people",)
    FAILURES = ("failures",)
    MATRICES = ("changeovers",)
    AISLES = ("aisles",)
    ZONES = ("zones",)
    RULES = ("control",)
    GROUPS = ("groups",)
    SHIFTS = ("calendar",)

    @property
    def word(self) -> str:
        """How one of them is called."""
        return _WORDS.get(self, self.name.lower())


_WORDS = {
    To.THINGS: "product, part or carrier",
    To.FAILURES: "failure",
    To.MATRICES: "matrix",
    To.AISLES: "aisle",
    To.ZONES: "zone",
    To.RULES: "rule of control",
    To.GROUPS: "group",
    To.SHIFTS: "shift",
}

Rename = Callable[[str, To], str]
"""Gives the new name of something by its old one; whatever is not renamed keeps its name."""


class RenameError(UserError):
    """A name that cannot be given."""


@dataclass(frozen=True)
class Keys:
    """An annotation: the keys of a table refer to something."""

    to: To


@runtime_checkable
class Named(Protocol):
    """A value that knows which of its words are names."""

    def with_names(self, rename: Rename) -> Any:
        """Return the value with other names.

        Raises:
            RenameError: where it cannot have them.
        """


EquipmentId = Annotated[str, To.EQUIPMENT]
"""The id of a piece of equipment, alone or before a colon (`fct:hot`)."""
EquipmentIds = tuple[EquipmentId, ...]
ThingId = Annotated[str, To.THINGS]
"""The id of a product, a part or a carrier."""
PeopleId = Annotated[str, To.PEOPLE]
"""The id of a post or a pool."""


def table_with_keys(table: Table[Any], rename: Rename, to: To) -> Table[Any]:
    """Return a table of which the keys have other names, each at its old place."""
    return Table({rename(key, to): item for key, item in table.items()})
