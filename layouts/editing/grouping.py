"""What belongs together, and what must not be moved."""

from collections.abc import Iterable
from dataclasses import replace

from layouts.editing.adding import fresh_id
from layouts.model import Layout
from layouts.table import Table


def grouped(layout: Layout, ids: Iterable[str]) -> Layout:
    """Put equipment into a group of its own; it leaves those in which it was."""
    members = tuple(name for name in layout.equipment if name in set(ids))
    if len(members) < 2 or members in layout.groups.values():
        return layout
    rest = ungrouped(layout, members)
    name = fresh_id(rest.groups, "group_1")
    return replace(rest, groups=rest.groups.with_item(name, members))


def ungrouped(layout: Layout, ids: Iterable[str]) -> Layout:
    """Take equipment out of its groups; a group of which one piece is left is none."""
    gone = set(ids)
    left = {key: tuple(name for name in members if name not in gone) for key, members in layout.groups.items()}
    kept = {key: members for key, members in left.items() if len(members) > 1 or members == layout.groups[key]}
    return layout if kept == dict(layout.groups) else replace(layout, groups=Table(kept))


def with_its_groups(layout: Layout, ids: Iterable[str]) -> tuple[str, ...]:
    """Return equipment with all that is in a group with it, each once, that which was asked for last."""
    asked = dict.fromkeys(ids)
    groups = [members for members in layout.groups.values() if not asked.keys().isdisjoint(members)]
    others = dict.fromkeys(name for members in groups for name in members if name not in asked)
    return tuple(name for name in (*others, *asked) if name in layout.equipment)


def locked(layout: Layout, ids: Iterable[str], lock: bool = True) -> Layout:
    """Lock equipment, so that the mouse does not move it, or let it be moved again."""
    items = {name: item for name in ids if (item := layout.equipment[name]).locked is not lock}
    changed = {name: replace(item, locked=lock) for name, item in items.items()}
    return replace(layout, equipment=Table({**layout.equipment, **changed})) if changed else layout


def free_of_locks(layout: Layout, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the equipment that is not locked."""
    return tuple(name for name in ids if not layout.equipment[name].locked)
