"""Another name for something, wherever a layout refers to it.

References are found by what fields declare (`layouts.references`): a label, a remark or a file that happens to hold the
same letters stays.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

from layouts.distributions import DEFAULT
from layouts.flow import ID
from layouts.model import Layout
from layouts.people import ALL, NOBODY
from layouts.references import Keys, Named, Rename, RenameError, To, table_with_keys
from layouts.table import Table

EXPECTED = "an id: letters, digits, _ and -, not beginning with a digit"
_RESERVED: Mapping[To, tuple[str, ...]] = {To.THINGS: (DEFAULT,), To.PEOPLE: (ALL, NOBODY)}
"""Words that mean something else already where a name of this sort may stand."""
_END_OF_ID = re.compile(r"[.:]")


def renamed(layout: Layout, old: str, new: str, what: To = To.EQUIPMENT) -> Layout:
    """Give something another id, in its section and wherever the layout refers to it.

    Random numbers go with the id of a machine: a line with random times draws others under the new name.

    Raises:
        RenameError: where there is nothing of the old name, or the new one is no id or taken.
    """
    if new == old:
        return layout
    _check(layout, old, new, what)
    return cast(Layout, _item(layout, _renaming(old, new, what)))


def names_of(layout: Layout, what: To) -> tuple[str, ...]:
    """Return the ids of everything that can be referred to so."""
    if what is To.SHIFTS:
        return () if layout.calendar is None else tuple(layout.calendar.shifts)
    return tuple(name for section in what.value for name in getattr(layout, section))


def references(item: object) -> tuple[tuple[str, To], ...]:
    """Return what the fields of an item refer to, by name and sort, each once."""
    found: dict[tuple[str, To], None] = {}

    def note(name: str, to: To) -> str:
        end = _END_OF_ID.search(name)
        found[name[: end.start()] if end else name, to] = None
        return name

    _item(item, note)
    return tuple(found)


def _check(layout: Layout, old: str, new: str, what: To) -> None:
    if old not in names_of(layout, what):
        raise RenameError(f"there is no {what.word} {old!r}")
    if not ID.fullmatch(new) or new in _RESERVED.get(what, ()):
        raise RenameError(f"found {new!r}, expected {EXPECTED}")
    rivals = (To.EQUIPMENT, To.PEOPLE) if what in (To.EQUIPMENT, To.PEOPLE) else (what,)  # both stand in the flow
    for rival in rivals:
        if new in names_of(layout, rival):
            raise RenameError(f"{new} is taken: there is {rival.word} of that id already")


def _renaming(old: str, new: str, what: To) -> Rename:
    def rename(name: str, to: To) -> str:
        if to is To.EQUIPMENT and what is To.THINGS and "." in name:  # a port: `op10.housing`
            owner, _, port = name.partition(".")
            return f"{owner}.{new if port == old else port}"
        if to is not what:
            return name
        end = _END_OF_ID.search(name)
        head = name[: end.start()] if end else name
        return new + name[len(head) :] if head == old else name

    return rename


def _item(item: Any, rename: Rename) -> Any:
    """Rename within the fields of an item."""
    cls: Any = type(item)
    values = {name: (getattr(item, name), hint) for name, hint in _hints(cls).items()}
    changed = {name: _value(value, hint, rename) for name, (value, hint) in values.items()}
    differing = {name: value for name, value in changed.items() if value is not values[name][0]}
    return replace(item, **differing) if differing else item


@cache
def _hints(cls: Any) -> Mapping[str, Any]:
    hints = get_type_hints(cls, include_extras=True)
    return {name: hints[name] for name in cls.__pydantic_fields__}


def _value(value: Any, hint: Any, rename: Rename) -> Any:
    """Rename within a value; the same object where nothing changes."""
    if isinstance(value, Named):
        new = value.with_names(rename)
    elif type(value) is str:
        new = _text(value, hint, rename)
    elif type(value) is tuple:
        new = tuple(_value(item, _element(hint, tuple), rename) for item in value)
    elif isinstance(value, Table):
        new = _table(value, hint, rename)
    elif hasattr(value, "__pydantic_fields__"):
        return _item(value, rename)
    else:
        return value
    return value if new == value else new


def _text(text: str, hint: Any, rename: Rename) -> str:
    for _, marks in _alternatives(hint):
        for mark in marks:
            text = rename(text, mark) if isinstance(mark, To) else text
    return text


def _table(table: Table[Any], hint: Any, rename: Rename) -> Table[Any]:
    element = _element(hint, Table)
    items = Table({key: _value(item, element, rename) for key, item in table.items()})
    keys = [mark.to for _, marks in _alternatives(hint) for mark in marks if isinstance(mark, Keys)]
    return table_with_keys(items, rename, keys[0]) if keys else items


def _alternatives(hint: Any, marks: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Go through the plain types of a hint, each with what is annotated to it and to what it is an alternative of."""
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *extra = get_args(hint)
        yield from _alternatives(inner, (*marks, *extra))
    elif origin in (Union, UnionType):
        for each in get_args(hint):
            yield from _alternatives(each, marks)
    else:
        yield hint, marks


def _element(hint: Any, container: type) -> Any:
    """Return what a hint says of the things in a tuple or a table."""
    found = (get_args(plain) for plain, _ in _alternatives(hint) if get_origin(plain) is container)
    return next((args[0] for args in found if args), Any)
