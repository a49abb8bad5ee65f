"""Saving without rewriting: the text of a file with exactly those places changed in which two layouts differ.

The trees of the last saved and the present value are compared; what differs is replaced, put in or taken out at the
marks of the nodes. Comments, order of fields, quotes, alignment and line breaks of everything else stay. The result
is read again and must say exactly what the present value says.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from layouts.emitting import block, entry, flow, item, scalar, section
from layouts.model import Layout
from layouts.nodes import MappingNode, Node, SequenceNode, compose, plain
from layouts.parts import Collection, Edit, Lines, Part, applied
from layouts.reading import layout_of
from layouts.writing import Coordinates, Record, Tree, Words, settled, tree_of, without_implied, written


class SpliceError(RuntimeError):
    """The changed text would not say what the layout says: a fault of the program; nothing has been written."""


def splice(text: str, old: Layout, new: Layout) -> str:
    """Return the text, which says what `old` says, changed so that it says what `new` says.

    Raises:
        SpliceError: when the result does not; the text is then unchanged.
    """
    new = settled(new, old)
    root = compose(text).root
    if root is None:
        raise SpliceError("the text to be changed is no layout")
    result = _ending_as(text, applied(text, _Splice(text).sections(root, tree_of(old), tree_of(new))))
    _check(result, new)
    return result


def _ending_as(text: str, result: str) -> str:
    """Keep a file without a line break at its end without one."""
    if text.endswith("\n") or not result.endswith("\n"):
        return result
    return result.removesuffix("\n").removesuffix("\r")


def _check(result: str, new: Layout) -> None:
    read = layout_of(result, new.folder)
    said = None if read is None else json.dumps(written(read))
    if said != json.dumps(written(new)):
        raise SpliceError("the changed text would not say what the layout says; nothing was written")


class _Splice:
    """Finds the edits of one text."""

    def __init__(self, text: str) -> None:
        """Look at a text."""
        self.text = text
        self.lines = Lines(text)

    def sections(self, root: MappingNode, old: Record, new: Record) -> list[Edit]:
        """Edit the sections of a file."""
        return list(self._mapping(root, old, new, top=True))

    def _mapping(self, node: MappingNode, old: Tree, new: Tree, top: bool = False) -> Iterator[Edit]:
        collection = Collection(self.lines, node)
        present = {part.key.text: part for part in collection.parts if part.key is not None}
        before, wanted = _fields(old), _wanted(new, present, _fields(old))
        names = _renamed(list(before), list(wanted), before, wanted) if isinstance(new, dict) else {}
        source = {names.get(key, key): key for key in wanted}
        kept = {key: part for key, part in present.items() if key in source or key not in before}
        if not kept:
            yield from self._whole(node, new)
            return
        moved = _moved(list(present), [names.get(key, key) for key in wanted]) if isinstance(new, dict) else set()
        edits = {
            key: list(self._entry_edits(part, source[key], before.get(key), wanted[source[key]], collection))
            for key, part in kept.items()
            if key in source
        }
        yield from (edit for key, changes in edits.items() if key not in moved for edit in changes)
        gone = [part for key, part in present.items() if key not in kept or key in moved]
        yield from collection.without(gone)
        chunks = _Chunks(collection, [part for key, part in kept.items() if key not in moved])
        for key, tree in wanted.items():
            here = kept.get(names.get(key, key))
            if here is None:
                chunks.add(self._new_entry(key, tree, collection, top))
            elif names.get(key, key) in moved:
                chunks.add(self._moved_lines(here, edits[names.get(key, key)], collection))
            else:
                chunks.pass_by(here)
        yield from chunks.edits()

    def _entry_edits(self, part: Part, key: str, old: Tree, new: Tree, collection: Collection) -> Iterator[Edit]:
        """Edit one entry that stays: its key where it is renamed, its value where it differs."""
        assert part.key is not None  # parts of mappings have keys
        if part.key.text != key:
            yield Edit(part.key.start.index, part.key.end.index, scalar(Words(key), collection.flow))
        if not _same(old, new):
            yield from self._value(part, old, new, collection)

    def _value(self, part: Part, old: Tree, new: Tree, collection: Collection) -> Iterator[Edit]:
        node = part.value
        if isinstance(node, MappingNode) and isinstance(new, dict | Record) and without_implied(new):
            yield from self._mapping(node, old, new)
        elif isinstance(node, SequenceNode) and isinstance(new, list) and new and isinstance(old, list) and node.items:
            yield from self._sequence(node, old, new)
        else:
            yield self._replaced(part, without_implied(new), collection)

    def _replaced(self, part: Part, new: Tree, collection: Collection) -> Edit:
        """Write a value anew, in its place."""
        node = part.value
        is_text = not isinstance(new, Mapping | list)
        value = scalar(new, collection.flow) if is_text else flow(new)
        if node.start.index == node.end.index:  # nothing stands behind the colon or the dash
            return Edit(part.end, part.end, _after(self.text, part.end, value))
        if not collection.flow and _is_block(node):
            lines = self._rendered(part, new, collection)
            return Edit(part.start, part.end, self.lines.newline.join(lines).lstrip(" "))
        return Edit(node.start.index, part.end, value)

    def _rendered(self, part: Part, new: Tree, collection: Collection) -> list[str]:
        return item(new, collection.column) if part.key is None else entry(part.key.text, new, collection.column)

    def _whole(self, node: MappingNode, new: Tree) -> Iterator[Edit]:
        """Write a mapping of which nothing stays."""
        tree = without_implied(new)
        end = node.start.index + len(self.text[node.start.index : node.end.index].rstrip())
        if node.flow:
            yield Edit(node.start.index, end, flow(tree))
            return
        lines = block(tree, self.lines.column(node.start.index))
        yield Edit(node.start.index, end, self.lines.newline.join(lines).lstrip(" "))

    def _new_entry(self, key: str, tree: Tree, collection: Collection, top: bool) -> list[str]:
        tree = without_implied(tree)
        if collection.flow:
            return [f"{scalar(Words(key))}: {flow(tree)}"]
        if not top:
            return entry(key, tree, collection.column)
        lines = section(key, tree)
        return ["", *lines] if len(lines) > 1 else lines

    def _moved_lines(self, part: Part, edits: Sequence[Edit], collection: Collection) -> list[str]:
        """The text of a part that goes to another place, with the changes in it."""
        if collection.flow:
            return [applied(self.text, edits, part.start, part.end)]
        start, end = collection.segment(part)
        text = applied(self.text, edits, start, end)
        text = text if self.lines.begins_line(part.start) else " " * collection.column + text
        return text.removesuffix("\n").removesuffix("\r").split(self.lines.newline)

    def _sequence(self, node: SequenceNode, old: list[Tree], new: list[Tree]) -> Iterator[Edit]:
        collection = Collection(self.lines, node)
        parts = _parts_of(collection.parts, old)
        gone: list[Part] = []
        steps: list[tuple[Part | None, Tree]] = []
        for tag, i1, i2, j1, j2 in _list_steps(old, new):
            for i, j in zip_longest(range(i1, i2), range(j1, j2)):
                if j is None:
                    gone.append(parts[i])
                    continue
                steps.append((None if i is None else parts[i], new[j]))
                if tag == "replace" and i is not None and not _same(old[i], new[j]):
                    yield from self._value(parts[i], old[i], new[j], collection)
        yield from collection.without(gone)
        chunks = _Chunks(collection, [part for part in collection.parts if not any(part is other for other in gone)])
        for part, tree in steps:
            if part is not None:
                chunks.pass_by(part)
            else:
                tree = without_implied(tree)
                chunks.add([flow(tree)] if collection.flow else item(tree, collection.column))
        yield from chunks.edits()


class _Chunks:
    """New parts of a collection, gathered by the part behind which they come."""

    def __init__(self, collection: Collection, staying: Sequence[Part]) -> None:
        """Begin before the first part that stays."""
        self.collection = collection
        self.staying = staying
        self._after: Part | None = None
        self._gathered: list[tuple[Part | None, list[list[str]]]] = []

    def pass_by(self, part: Part) -> None:
        """Put what follows behind a part that stays."""
        self._after = part

    def add(self, lines: list[str]) -> None:
        """Put in a new part here."""
        if self._gathered and self._gathered[-1][0] is self._after:
            self._gathered[-1][1].append(lines)
        else:
            self._gathered.append((self._after, [lines]))

    def edits(self) -> Iterator[Edit]:
        """Return what must be put in, one edit a place."""
        for after, chunks in self._gathered:
            yield self.collection.insertion(after, self.staying[0], chunks)


def _list_steps(old: Sequence[Tree], new: Sequence[Tree]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one list becomes another, as of `SequenceMatcher`; each coordinate of a point stays in its place."""
    if isinstance(new, Coordinates):
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, list(map(_said, old)), list(map(_said, new)), autojunk=False).get_opcodes()


def _fields(tree: Tree) -> Mapping[str, Tree]:
    if isinstance(tree, Record):
        return tree.fields
    return tree if isinstance(tree, dict) else {}


def _wanted(tree: Tree, present: Mapping[str, Any], before: Mapping[str, Tree]) -> dict[str, Tree]:
    """The fields that the text must show: what says something, and what stands there already (unless now empty)."""
    if not isinstance(tree, Record):
        return dict(tree)
    return {
        key: value
        for key, value in tree.fields.items()
        if key not in tree.implied
        or (key in present and (without_implied(value) not in ({}, []) or before.get(key) == value))
    }


def _said(tree: Tree) -> str:
    return json.dumps(without_implied(tree))


def _same(old: Tree, new: Tree) -> bool:
    """Whether two trees say the same, in the same order, with the same left unsaid."""
    if isinstance(old, Record) and isinstance(new, Record):
        return old.implied == new.implied and _same(dict(old.fields), dict(new.fields))
    if isinstance(old, dict) and isinstance(new, dict):
        return list(old) == list(new) and all(_same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_same, old, new))
    return type(old) is type(new) and bool(old == new)


def _renamed(old: list[str], new: list[str], before: Mapping[str, Tree], after: Mapping[str, Tree]) -> dict[str, str]:
    """New names of entries that only changed their name, with the old ones: same place, same value."""
    names = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        pairs = zip(old[i1:i2], new[j1:j2], strict=False) if tag == "replace" else ()
        for was, is_now in pairs:
            if was not in after and is_now not in before and _same(before[was], after[is_now]):
                names[is_now] = was
    return names


def _moved(present: list[str], wanted: list[str]) -> set[str]:
    """The fewest entries that must move for the present order to become the wanted one."""
    order = [key for key in present if key in set(wanted)]
    target = [key for key in wanted if key in set(order)]
    if order == target:
        return set()
    blocks = SequenceMatcher(None, order, target, autojunk=False).get_matching_blocks()
    return set(order) - {key for match in blocks for key in order[match.a : match.a + match.size]}


def _is_block(node: Node) -> bool:
    return isinstance(node, MappingNode | SequenceNode) and not node.flow


def _after(text: str, index: int, value: str) -> str:
    """A value to stand behind a colon or dash; behind a key without colon, with one."""
    return f" {value}" if text[index - 1 : index] in (":", "-") else f": {value}"


def _parts_of(parts: Sequence[Part], old: Sequence[Tree]) -> list[Part]:
    """The parts that the items of a list come from; others have mistakes and stay as they are."""
    if len(parts) == len(old):
        return list(parts)
    found, position = [], 0
    for tree in old:
        while position < len(parts) and _normal(plain(parts[position].value)) != _normal(without_implied(tree)):
            position += 1
        if position == len(parts):
            raise SpliceError("a list with mistakes in it cannot be changed; correct them in the file first")
        found.append(parts[position])
        position += 1
    return found


def _normal(tree: Tree) -> str:
    return " ".join(json.dumps(tree).split())
