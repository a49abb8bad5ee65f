"""Rules of groups: what they name exists, every piece once."""

from collections.abc import Iterator

from layouts.breaches import ambiguous, among, unknown
from layouts.model import Layout
from layouts.problems import Problem


def group_problems(layout: Layout) -> Iterator[Problem]:
    """Check the section `groups`."""
    grouped: dict[str, str] = {}
    for key, members in layout.groups.items():
        for position, name in enumerate(members):
            path = ("groups", key, position)
            if name not in layout.equipment:
                yield unknown(path, name, among(layout.equipment, "equipment"), layout.equipment)
            elif name in grouped:
                yield ambiguous(path, f"{name}, which is in the group {grouped[name]}", "every piece in one group")
            grouped[name] = key
