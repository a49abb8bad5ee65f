"""An immutable mapping that keeps its order, can be pickled, hashed and compared."""

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from itertools import compress
from operator import is_not
from typing import Any, TypeVar, get_args, overload

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

V = TypeVar("V")
T = TypeVar("T")


class Table(Mapping[str, V]):
    """Things by id, in the order of the file. Two tables are equal when items and order are equal."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        """Hold the given items for ever."""
        self._items: dict[str, V] = items._items if isinstance(items, Table) else dict(items)

    def __getitem__(self, key: str) -> V:
        """Return the item of that id."""
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids in order."""
        return iter(self._items)

    def __len__(self) -> int:
        """Count the items."""
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is an item of that id."""
        return key in self._items

    @overload
    def get(self, key: str) -> V | None: ...
    @overload
    def get(self, key: str, default: V | T) -> V | T: ...
    def get(self, key: str, default: object = None) -> object:
        """Return the item of that id, or the default where there is none."""
        return self._items.get(key, default)

    def keys(self) -> KeysView[str]:
        """Return the ids in order."""
        return self._items.keys()

    def values(self) -> ValuesView[V]:
        """Return the items in order."""
        return self._items.values()

    def items(self) -> ItemsView[str, V]:
        """Return ids and items in order."""
        return self._items.items()

    def __eq__(self, other: object) -> bool:
        """Compare items and order."""
        if not isinstance(other, Table):
            return NotImplemented
        return self is other or (self._items == other._items and list(self._items) == list(other._items))

    def __hash__(self) -> int:
        """Hash items and order."""
        return hash(tuple(self._items.items()))

    def __repr__(self) -> str:
        """Show the items."""
        return f"Table({self._items!r})"

    def __reduce__(self) -> tuple[type["Table[V]"], tuple[dict[str, V]]]:
        """Pickle as a plain dictionary."""
        return type(self), (self._items,)

    def with_item(self, key: str, item: V) -> "Table[V]":
        """Return a table with the item put in, at its old place or at the end."""
        return Table({**self._items, key: item})

    def with_items(self, items: Mapping[str, V]) -> "Table[V]":
        """Return a table with several items put in, each at its old place or at the end."""
        return Table({**self._items, **items})

    def anew_since(self, before: "Table[V]") -> list[str]:
        """Return the ids, in order, of items that are not the very same objects in a table before this one."""
        if list(self._items) == list(before._items):
            return list(compress(self._items, map(is_not, self._items.values(), before._items.values())))
        return [key for key, item in self._items.items() if before._items.get(key) is not item]

    def without(self, key: str) -> "Table[V]":
        """Return a table that lacks the item.

        Raises:
            KeyError: when there is none of that id.
        """
        if key not in self._items:
            raise KeyError(key)
        return Table({k: v for k, v in self._items.items() if k != key})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate a mapping of str to the item type, and freeze it."""
        items = core_schema.dict_schema(
            core_schema.str_schema(), handler.generate_schema(*(get_args(source) or (Any,)))
        )
        mapping = core_schema.chain_schema([core_schema.no_info_plain_validator_function(_as_dict), items])
        frozen = core_schema.no_info_after_validator_function(cls, mapping)
        return core_schema.json_or_python_schema(json_schema=items, python_schema=frozen)


def _as_dict(value: Any) -> Any:
    if isinstance(value, Table):
        return value._items  # the validation makes a dictionary of its own
    return dict(value) if isinstance(value, Mapping) else value
