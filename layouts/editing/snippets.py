"""Equipment as a piece of text to be carried from one layout to another: a small layout file of its own."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from layouts.editing.adding import fresh_id, removed
from layouts.editing.moving import centre_of, moved
from layouts.editing.renaming import names_of, references, renamed
from layouts.emitting import document
from layouts.errors import UserError
from layouts.model import Layout
from layouts.people import NOBODY
from layouts.reading import read_text
from layouts.references import To
from layouts.space import Vector
from layouts.table import Table
from layouts.writing import written

MIME = "application/x-linewright-yaml"
"""How a snippet is called on the clipboard, beside plain text."""


class SnippetError(UserError):
    """A text that holds no equipment."""


class Pasted(NamedTuple):
    """A layout with what was pasted, its new ids by those of the snippet, and what it refers to that is not there."""

    layout: Layout
    names: Mapping[str, str]
    told: tuple[str, ...]


def snippet(layout: Layout, ids: Iterable[str]) -> str:
    """Write equipment, the connections among it and whole groups as the text of a layout."""
    kept = set(ids)
    rest = removed(layout, layout.equipment.keys() - kept)
    groups = {key: members for key, members in layout.groups.items() if set(members) <= kept}
    alone = Layout(coordinates=layout.coordinates, equipment=rest.equipment, flow=rest.flow, groups=Table(groups))
    return "\n".join([*document(written(alone)), ""])


def pasted(layout: Layout, text: str, at: Vector | None = None) -> Pasted:
    """Put the equipment of a snippet in, its middle at a place; what it refers to by id it still does.

    Raises:
        SnippetError: where the text holds no equipment.
    """
    found = read_text(text, layout.folder).layout
    if found is None or not found.equipment:
        raise SnippetError("there is no equipment on the clipboard: copy some in a window, or a piece of a layout file")
    told = tuple(_missing(layout, found))
    found, names = _fresh(layout, _connected_here(layout, found))
    middle = centre_of(found, found.equipment)
    if at is not None and middle is not None:
        found = moved(found, found.equipment, Vector(round(at.x - middle.x, 1), round(at.y - middle.y, 1)))
    groups = dict(layout.groups)
    for key, members in found.groups.items():
        groups[fresh_id(groups.keys(), key)] = members
    equipment = Table({**layout.equipment, **found.equipment})
    after = replace(layout, equipment=equipment, flow=(*layout.flow, *found.flow), groups=Table(groups))
    return Pasted(after, names, told)


def _missing(layout: Layout, found: Layout) -> Iterator[str]:
    """Say what the equipment of a snippet and its flow refer to that the layout has not."""
    there = {what: {*names_of(layout, what), *(names_of(found, what) if what is To.EQUIPMENT else ())} for what in To}
    there[To.PEOPLE].add(NOBODY)
    named = {each: None for item in found.equipment.values() for each in references(item)}
    named |= {(name, To.PEOPLE): None for name in _carriers(found)}
    for name, what in named:
        if name not in there[what]:
            yield f"there is no {what.word} {name} here"


def _carriers(found: Layout) -> tuple[str, ...]:
    """The stops of the flow that are no equipment: people who carry."""
    stops = (stop.equipment for chain in found.flow for step in chain.steps for stop in step)
    return tuple(dict.fromkeys(name for name in stops if name not in found.equipment))


def _connected_here(layout: Layout, found: Layout) -> Layout:
    """Leave connections out on which somebody carries whom the layout has not."""
    gone = [name for name in _carriers(found) if name not in layout.people]
    return _without_people(found, gone) if gone else found


def _without_people(found: Layout, gone: Collection[str]) -> Layout:
    item = next(iter(found.equipment.values()))
    with_people = replace(found, equipment=Table({**found.equipment, **dict.fromkeys(gone, item)}))
    return removed(with_people, gone)


def _fresh(layout: Layout, found: Layout) -> tuple[Layout, Mapping[str, str]]:
    """Give what is pasted ids that neither the layout nor the rest of the snippet has."""
    names: dict[str, str] = {}
    for old in found.equipment:
        taken = {*layout.equipment, *layout.people}
        others = {*names.values(), *(found.equipment.keys() - {old})}
        names[old] = fresh_id(taken | others, old) if old in taken else old
    for old, new in names.items():
        found = renamed(found, old, new)
    return found, names
