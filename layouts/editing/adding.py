"""What stands in the hall: put equipment in, copy it, take it out."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count

from layouts.editing.moving import shifted
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
    rest = (_without_idle_ends(steps, people) for steps in pieces)
    return [Chain(steps) for steps in rest if len(steps) > 1]


def _without_idle_ends(steps: Sequence[tuple[Stop, ...]], people: Collection[str]) -> tuple[tuple[Stop, ...], ...]:
    equipped = [number for number, step in enumerate(steps) if not is_carried(step, people)]
    return tuple(steps[equipped[0] : equipped[-1] + 1]) if equipped else ()


Placer = Callable[[Equipment], Equipment]
"""Puts a copy of a piece of equipment where it is to stand."""


def copied(layout: Layout, ids: Iterable[str], by: Vector) -> tuple[Layout, Mapping[str, str]]:
    """Copy equipment to a place `by` metres away, with connections and whole groups; return new ids by the old ones."""
    copy, (names,) = copies(layout, ids, [partial(shifted, by=by)])
    return copy, names


def copies(layout: Layout, ids: Iterable[str], places: Iterable[Placer]) -> tuple[Layout, list[Mapping[str, str]]]:
    """Copy equipment once for each placer, with connections and whole groups; return each time new ids by old ones."""
    wanted = set(ids)
    old = [name for name in layout.equipment if name in wanted]
    others = layout.equipment.keys() - wanted
    chains = [piece for chain in layout.flow for piece in _without_stops(chain, others, layout.people)]
    chains = [chain for chain in chains if any(stop.equipment in wanted for step in chain.steps for stop in step)]
    items, flow, groups, made = dict(layout.equipment), list(layout.flow), layout.groups, list[Mapping[str, str]]()
    for place in places:
        names: dict[str, str] = {}
        for name in old:
            names[name] = fresh_id(items.keys(), name)
            items[names[name]] = place(layout.equipment[name])
        flow += [_renamed(chain, names) for chain in chains]
        groups = _with_copies(groups, names)
        made.append(names)
    return replace(layout, equipment=Table(items), flow=tuple(flow), groups=groups), made


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
