"""Two people changed the same file: what both did is put together, and told where they want different things.

Merged is what the files say, piece by piece and field by field, not line by line: a machine that one moved and the
other made faster is moved and faster.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum
from typing import Final, cast

from layouts.emitting import document, flow
from layouts.model import Layout
from layouts.reading import layout_of
from layouts.writing import Tree, written


class Missing(Enum):
    """The tree of what is not there."""

    MISSING = "nothing"


MISSING: Final = Missing.MISSING


class Side(Enum):
    """Whose change is taken."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Conflict:
    """A place in which both want something else: what stood there, and what stands there for each."""

    path: tuple[str, ...]
    base: Tree | Missing
    mine: Tree | Missing
    theirs: Tree | Missing

    @property
    def place(self) -> str:
        """The path in one word: `press.cycle` for a piece of equipment, `run.for` for anything else."""
        return ".".join(self.path[1:] if self.path[:1] == ("equipment",) else self.path) or "the whole file"

    def of(self, side: Side) -> Tree | Missing:
        """What one side wants."""
        return self.mine if side is Side.MINE else self.theirs


@dataclass(frozen=True)
class Merge:
    """The layout with what both did, in conflicts as `mine` has it, and the conflicts."""

    layout: Layout
    conflicts: tuple[Conflict, ...] = ()


def merged(base: Layout, mine: Layout, theirs: Layout) -> Merge:
    """Put together what two layouts made of the same base."""
    unit = theirs.coordinates if theirs.coordinates != base.coordinates else mine.coordinates
    trees = [written(replace(layout, coordinates=unit)) for layout in (base, mine, theirs)]
    conflicts: list[Conflict] = []
    tree = _merged(trees[0], trees[1], trees[2], (), conflicts.append)
    layout = _read(tree, theirs)
    if layout is None:
        return Merge(mine, (Conflict((), *trees),))
    return Merge(layout, tuple(conflicts))


def with_choice(layout: Layout, conflict: Conflict, side: Side) -> Layout:
    """Return the layout with what one side wants in the place of a conflict; as it is where that cannot be."""
    tree = written(layout)
    if conflict.path == ("flow",):
        chosen = _exchanged(tree.get("flow", []), conflict.of(_other(side)), conflict.of(side))
        tree = _put(tree, conflict.path, chosen or MISSING)
    else:
        tree = _put(tree, conflict.path, conflict.of(side))
    return _read(tree, layout) or layout


def said(tree: Tree | Missing) -> str:
    """Return what a file would say, in one line."""
    return tree.value if isinstance(tree, Missing) else flow(tree)


def _read(tree: Tree, like: Layout) -> Layout | None:
    """Return the layout of a tree; None where the tree is not one of a layout."""
    found = layout_of("\n".join(document(tree)) + "\n", like.folder) if tree else None
    return found if found is not None and written(found) == tree else None


def _merged(
    base: Tree, mine: Tree, theirs: Tree, path: tuple[str, ...], tell: Callable[[Conflict], None]
) -> Tree | Missing:
    if mine == theirs or theirs == base:
        return _in_order(base, mine, theirs)
    if mine == base:
        return theirs
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping) and (isinstance(base, Mapping) or len(path) == 1):
        before = base if isinstance(base, Mapping) else {}
        keys = _keys(list(before), list(mine), list(theirs))
        trees = {key: _merged(_at(before, key), _at(mine, key), _at(theirs, key), (*path, key), tell) for key in keys}
        left = {key: tree for key, tree in trees.items() if tree is not MISSING}
        return left or (MISSING if path else {})
    if path == ("flow",):
        return _merged_list(_listed(base), _listed(mine), _listed(theirs), path, tell)
    tell(Conflict(path, base, mine, theirs))
    return mine


def _in_order(base: Tree, mine: Tree, theirs: Tree) -> Tree:
    """Of two mappings that say the same as each other, or of which one says what the base says, the one reordered."""
    same = (
        isinstance(mine, Mapping) and mine == theirs and list(mine) == list(base if isinstance(base, Mapping) else ())
    )
    return theirs if same else mine


def _at(tree: Mapping[str, Tree], key: str) -> Tree | Missing:
    return tree.get(key, MISSING)


def _keys(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """All keys, in the order of whoever changed it; a new one of the other behind what it stands behind there."""
    leading, following = (mine, theirs) if [key for key in theirs if key in base] == base else (theirs, mine)
    keys = list(leading)
    for number, key in enumerate(following):
        if key not in keys:
            behind = next((other for other in reversed(following[:number]) if other in keys), None)
            keys.insert(0 if behind is None else keys.index(behind) + 1, key)
    return keys


def _listed(tree: Tree | Missing) -> list[str]:
    return [] if isinstance(tree, Missing) else list(tree)


def _merged_list(
    base: list[str], mine: list[str], theirs: list[str], path: tuple[str, ...], tell: Callable[[Conflict], None]
) -> Tree | Missing:
    """Merge two lists stretch by stretch: a stretch that only one of them changed is as he wants it."""
    result, done = list[str](), (0, 0, 0)
    for at, in_mine, in_theirs, length in _common(base, mine, theirs):
        stretch = base[done[0] : at], mine[done[1] : in_mine], theirs[done[2] : in_theirs]
        result += _stretch(*stretch, path, tell) + base[at : at + length]
        done = at + length, in_mine + length, in_theirs + length
    return result or MISSING


def _stretch(
    base: list[str], mine: list[str], theirs: list[str], path: tuple[str, ...], tell: Callable[[Conflict], None]
) -> list[str]:
    if not base:  # both put something in: they do not exclude each other
        return [*theirs, *(item for item in mine if item not in theirs)]
    if mine != theirs and base not in (mine, theirs):
        tell(Conflict(path, base, mine or MISSING, theirs or MISSING))
    return theirs if mine == base else mine


def _common(base: list[str], mine: list[str], theirs: list[str]) -> list[tuple[int, int, int, int]]:
    """Return what all three have, as (in base, in mine, in theirs, length); the last is the end, of length 0."""
    in_mine, in_theirs = (_places(base, other) for other in (mine, theirs))
    both = [(at, in_mine[at], in_theirs[at], 1) for at in range(len(base)) if at in in_mine and at in in_theirs]
    return [*both, (len(base), len(mine), len(theirs), 0)]


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + shift: block.b + shift for block in blocks for shift in range(block.size)}


def _exchanged(items: Sequence[str], out: Tree | Missing, into: Tree | Missing) -> list[str]:
    """A list with some items in the place of others, or at the end where none of those is there."""
    gone, new = _listed(out), _listed(into)
    at = min((number for number, item in enumerate(items) if item in (*gone, *new)), default=len(items))
    return [*items[:at], *new, *(item for item in items[at:] if item not in (*gone, *new))]


def _put(tree: Tree | Missing, path: tuple[str, ...], value: Tree | Missing) -> Tree:
    """A tree with something else at a path; a mapping of which nothing is left goes too."""
    if not path:
        return value
    fields = dict(cast(Mapping[str, Tree], tree)) if isinstance(tree, Mapping) else {}
    new = _put(fields.get(path[0], MISSING), path[1:], value)
    if new is MISSING or (new == {} and len(path) > 1):
        fields.pop(path[0], None)
    else:
        fields[path[0]] = new
    return fields


def _other(side: Side) -> Side:
    return Side.THEIRS if side is Side.MINE else Side.MINE
