"""What stands in the hall: put equipment in, copy it, take it out."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count

from layouts.editing.moving import moved
from layouts.equipment import Equipment
from layouts.flow import Chain, Stop, is_carried
from layouts.groups import Group
from layouts.model import Layout
from layouts.space import Vector
from layouts.table import Table

_NUMBERED = re.compile(r"(.*?)_?(\d+)")


def fresh_id(taken: Collection[str], wanted: str) -> str:
    """Return an id that is not taken: the wanted one, or it with the next number (`op10` -> `op11`)."""
    if wanted not in taken:
        return wanted
    numbered = _NUMBERED.fullmatch(wanted)
    stem, first = (numbered[1], int(numbered[2]) + 1) if numbered else (wanted, 2)
    joint = "_" if not numbered or "_" in wanted[len(stem) :] else ""
    return next(name for number in count(first) if (name := f"{stem}{joint}{number}") not in taken)


def added(layout: Layout, name: str, item: Equipment) -> Layout:
    """Put in a piece of equipment under an id, at the end of the section.

    Raises:
        ValueError: where the id is taken.
    """
    if name in layout.equipment:
        raise ValueError(f"there is a {name!r} already")
    return replace(layout, equipment=layout.equipment.with_item(name, item))


def removed(layout: Layout, ids: Iterable[str]) -> Layout:
    """Take equipment out, with all of the flow that leads to it or from it; what is left of chains and groups stays."""
    gone = set(ids)
    items = Table({name: item for name, item in layout.equipment.items() if name not in gone})
    flow = tuple(piece for chain in layout.flow for piece in _without_stops(chain, gone, layout.people))
    kept = {key: tuple(name for name in members if name not in gone) for key, members in layout.groups.items()}
    groups = Table({key: members for key, members in kept.items() if members})
    return layout if items == layout.equipment else replace(layout, equipment=items, flow=flow, groups=groups)


def _without_stops(chain: Chain, gone: Collection[str], people: Collection[str]) -> list[Chain]:
    """Return what is left of a chain: it is cut where nothing of a step is left; nobody carries from or to nowhere."""
    pieces: list[list[tuple[Stop, ...]]] = [[]]
    for step in chain.steps:
        left = tuple(stop for stop in step if stop.equipment not in gone)
        if left:
            pieces[-1].append(left)
        else:
            pieces.append([])
    if len(pieces) == 1 and pieces[0] == list(chain.steps):
        return [chain]
    left = [_without_idle_ends(steps, people) for steps in pieces]
    return [Chain(steps) for steps in left if len(steps) > 1]


def _without_idle_ends(steps: Sequence[tuple[Stop, ...]], people: Collection[str]) -> tuple[tuple[Stop, ...], ...]:
    equipped = [number for number, step in enumerate(steps) if not is_carried(step, people)]
    return tuple(steps[equipped[0] : equipped[-1] + 1]) if equipped else ()


def copied(layout: Layout, ids: Iterable[str], by: Vector) -> tuple[Layout, Mapping[str, str]]:
    """Copy equipment to a place `by` metres away, with connections and whole groups; return new ids by the old ones."""
    old = [name for name in layout.equipment if name in set(ids)]
    names: dict[str, str] = {}
    items = dict(layout.equipment)
    for name in old:
        names[name] = fresh_id(items.keys(), name)
        items[names[name]] = layout.equipment[name]
    others = layout.equipment.keys() - names.keys()
    chains = [piece for chain in layout.flow for piece in _without_stops(chain, others, layout.people)]
    chains = [chain for chain in chains if any(stop.equipment in names for step in chain.steps for stop in step)]
    flow = (*layout.flow, *(_renamed(chain, names) for chain in chains))
    copy = replace(layout, equipment=Table(items), flow=flow, groups=_with_copies(layout.groups, names))
    return moved(copy, names.values(), by), names


def _with_copies(groups: Table[Group], names: Mapping[str, str]) -> Table[Group]:
    """Group copies as what they were copied from, where all of a group was."""
    whole = {key: members for key, members in groups.items() if set(members) <= names.keys()}
    found = dict(groups)
    for key, members in whole.items():
        found[fresh_id(found.keys(), key)] = tuple(names[name] for name in members)
    return Table(found)


def _renamed(chain: Chain, names: Mapping[str, str]) -> Chain:
    steps = tuple(
        tuple(stop._replace(equipment=names.get(stop.equipment, stop.equipment)) for stop in step)
        for step in chain.steps
    )
    return Chain(steps)
