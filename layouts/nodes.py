"""A YAML text as a tree of nodes that know where they stand, and nothing else.

Scalars stay text: the field that a scalar belongs to decides what it means, so that readers of YAML 1.1 and 1.2
agree on every file. What a layout file has no use for is refused before anything is built: aliases, anchors, tags,
several documents, complex keys, deep nesting. The texts are read by libyaml (ten times as fast as parsers in Python).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import yaml

from layouts.errors import Code
from layouts.problems import Path, Place, Problem
from layouts.syntax import in_plain_words
from layouts.table import Table

DEEPEST = 50
"""Levels of nesting that are read."""
LONGEST = 16 * 1024 * 1024
"""Characters of a text that are read."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ABSENT = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A position in the text: line and column from 1, and the index of the character from 0."""

    line: int
    column: int
    index: int


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A text; `plain` where it stands without quotes."""

    text: str
    plain: bool
    start: Mark
    end: Mark

    @property
    def absent(self) -> bool:
        """Whether nothing is given: an empty place, `~` or `null`."""
        return self.plain and self.text in _ABSENT


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list; `flow` where it stands in brackets."""

    items: "tuple[Node, ...]"
    flow: bool
    start: Mark
    end: Mark


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Values by key, in the order of the text; `flow` where it stands in braces."""

    entries: "tuple[Entry, ...]"
    flow: bool
    start: Mark
    end: Mark

    def get(self, key: str) -> "Entry | None":
        """Return the entry of a key."""
        return next((entry for entry in self.entries if entry.key.text == key), None)


Node = ScalarNode | SequenceNode | MappingNode


class Entry(NamedTuple):
    """A key of a mapping and its value."""

    key: ScalarNode
    value: Node


class Composed(NamedTuple):
    """The root of a text, or None where the text has none that can be used, and what is wrong."""

    root: MappingNode | None
    problems: tuple[Problem, ...]


class _RefusedError(Exception):
    """Ends the reading of a text with one problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        super().__init__(str(problem))
        self.problem = problem


def compose(text: str) -> Composed:
    """Read a text into nodes."""
    try:
        _check_text(text)
        builder = _Builder(offset=1 if text.startswith("\ufeff") else 0)
        builder.read(text[builder.offset :])
        return Composed(builder.mapping(), tuple(builder.problems))
    except _RefusedError as refused:
        return Composed(None, (refused.problem,))


def _check_text(text: str) -> None:
    if len(text) > LONGEST:
        raise _refusal(Code.TOO_BIG, None, f"a text of {len(text):,} characters", f"at most {LONGEST:,}")
    match = _UNPRINTABLE.search(text)
    if match:
        found = f"the unprintable character U+{ord(match[0]):04X}"
        raise _refusal(Code.SYNTAX, mark_at(text, match.start()), found, "a text file")


def mark_at(text: str, index: int) -> Mark:
    """Return the mark of a character."""
    start = text.rfind("\n", 0, index) + 1
    return Mark(text.count("\n", 0, index) + 1, index - start + 1, index)


def _refusal(code: Code, mark: Mark | None, found: str, expected: str) -> _RefusedError:
    place = Place(line=mark.line, column=mark.column) if mark else Place()
    return _RefusedError(Problem(code=code, place=place, found=found, expected=expected))


def _too_deep(mark: Mark) -> _RefusedError:
    return _refusal(Code.TOO_DEEP, mark, f"more than {DEEPEST} levels of nesting", "a flatter layout")


@dataclass(slots=True)
class _Open:
    """A collection that has begun: its children so far, keys and values in turn for a mapping."""

    start: Mark
    flow: bool
    is_mapping: bool
    children: list[Node]


class _Builder:
    """Builds nodes from libyaml's events, with its own stack: no depth of a text can exhaust that of Python."""

    def __init__(self, offset: int) -> None:
        """Begin with nothing; `offset` characters stand before the first that libyaml sees."""
        self.offset = offset
        self.problems: list[Problem] = []
        self._stack: list[_Open] = []
        self._root: Node | None = None

    def read(self, text: str) -> None:
        """Take in all events of a text."""
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = self._mark(error.problem_mark or error.context_mark)
            if (error.problem or "").startswith("exceeded maximum nesting depth"):
                raise _too_deep(self._too_deep_at(text, mark)) from error
            found, expected = in_plain_words(error, text, mark.index - self.offset)
            raise _refusal(Code.SYNTAX, mark, found, expected) from error

    def _too_deep_at(self, text: str, end: Mark) -> Mark:
        """Return where the bracket stands that is one too many, of a text in which libyaml saw too many before it told.

        It reads ahead to the end of a line, and gives up at 1,000 brackets, of which it has told none.
        """
        opened: list[int] = []
        for index, sign in enumerate(text[: end.index - self.offset]):
            if sign in "[{":
                opened.append(index)
            elif sign in "]}" and opened:
                opened.pop()
        blocks = sum(not collection.flow for collection in self._stack)
        return mark_at(text, opened[DEEPEST - blocks])

    def mapping(self) -> MappingNode:
        """Return the root, which must be a mapping."""
        if self._root is None or (isinstance(self._root, ScalarNode) and self._root.absent):
            raise _refusal(Code.SYNTAX, Mark(1, 1, 0), "an empty file", "a layout that begins with `linewright: 1`")
        if not isinstance(self._root, MappingNode):
            found = "a list" if isinstance(self._root, SequenceNode) else "a mere text"
            raise _refusal(Code.FORM, self._root.start, found, "sections such as `equipment:` and `flow:`")
        return self._root

    def _take(self, event: Any) -> None:
        self._refuse(event)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style not in ("'", '"', "|", ">")
            self._add(ScalarNode(event.value, plain, self._mark(event.start_mark), self._mark(event.end_mark)))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self._closed(self._mark(event.end_mark)))

    def _refuse(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            raise _refusal(Code.REFUSED, self._mark(event.start_mark), "a second document (`---`)", "one layout a file")
        if isinstance(event, yaml.AliasEvent):
            found = f"the alias `*{event.anchor}`"
            raise _refusal(Code.REFUSED, self._mark(event.start_mark), found, "the value itself, or `defaults:`")
        if not isinstance(event, yaml.NodeEvent):
            return
        if event.anchor is not None:
            found = f"the anchor `&{event.anchor}`"
            raise _refusal(Code.REFUSED, self._mark(event.start_mark), found, "the value alone, or `defaults:`")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            found = f"the tag `{event.tag}`"
            raise _refusal(Code.REFUSED, self._mark(event.start_mark), found, "the value alone")

    def _open(self, event: Any) -> None:
        start = self._mark(event.start_mark)
        if len(self._stack) >= DEEPEST:
            raise _too_deep(start)
        self._stack.append(_Open(start, bool(event.flow_style), isinstance(event, yaml.MappingStartEvent), []))

    def _closed(self, end: Mark) -> Node:
        opened = self._stack.pop()
        if not opened.flow:  # libyaml ends a block where the next thing begins
            end = opened.children[-1].end if opened.children else opened.start
        if not opened.is_mapping:
            return SequenceNode(tuple(opened.children), opened.flow, opened.start, end)
        return MappingNode(tuple(self._entries(opened.children)), opened.flow, opened.start, end)

    def _entries(self, children: list[Node]) -> Iterator[Entry]:
        seen: dict[str, ScalarNode] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                raise _refusal(Code.REFUSED, key.start, "a key that is a list or a mapping", "a name as key")
            if key.text in seen:
                self.problems.append(_duplicate(key, seen[key.text]))
                continue
            seen[key.text] = key
            yield Entry(key, value)

    def _add(self, node: Node) -> None:
        if self._stack:
            self._stack[-1].children.append(node)
        else:
            self._root = node

    def _mark(self, mark: Any) -> Mark:
        index = mark.index + self.offset
        return Mark(mark.line + 1, mark.column + 1 + (self.offset if mark.line == 0 else 0), index)


def _duplicate(key: ScalarNode, first: ScalarNode) -> Problem:
    marks = {"first_line": str(first.start.line), "first_column": str(first.start.column)}
    return Problem(
        code=Code.DUPLICATE,
        place=Place(line=key.start.line, column=key.start.column),
        found=f"`{key.text}`",
        expected="every name once",
        parameters=Table(marks),
    )


def plain(node: Node) -> Any:
    """Return a node as nested dicts, lists and texts; None where nothing is given."""
    if isinstance(node, ScalarNode):
        return None if node.absent else node.text
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


class Found(NamedTuple):
    """How far a path leads: the value there, the key before it (None for list entries), and the path itself."""

    node: Node
    key: ScalarNode | None
    path: Path
    rest: Path

    @property
    def mark(self) -> Mark:
        """Where to point: at a scalar itself, else at the key."""
        at_value = self.key is None or (isinstance(self.node, ScalarNode) and not self.node.absent)
        return self.node.start if at_value or self.key is None else self.key.start


def find(root: Node, path: Path) -> Found:
    """Follow a path from the root as far as it leads, leaving out segments that no node has."""
    found = Found(root, None, (), ())
    for segment in path:
        found = _step(found, segment) or found._replace(rest=(*found.rest, segment))
    return found


def _step(found: Found, segment: str | int) -> Found | None:
    node, path = found.node, (*found.path, segment)
    if isinstance(node, SequenceNode) and isinstance(segment, int) and segment < len(node.items):
        return Found(node.items[segment], None, path, ())
    entry = node.get(segment) if isinstance(node, MappingNode) and isinstance(segment, str) else None
    return Found(entry.value, entry.key, path, ()) if entry else None


def placed(problem: Problem, root: Node | None, file: str | None, text: str = "") -> Problem:
    """Add file, line and column to a problem that has a path (or has its line already); not where its file is known."""
    if problem.place.file is not None:
        return problem
    if problem.place.line is not None or root is None:
        return replace(problem, place=replace(problem.place, file=file))
    found = find(root, problem.place.path)
    mark = found.mark
    if isinstance(found.node, ScalarNode) and found.rest and isinstance(found.rest[-1], str):
        mark = _word_in(found.node, found.rest[-1], text) or mark
    return replace(problem, place=replace(problem.place, file=file, line=mark.line, column=mark.column))


def _word_in(node: ScalarNode, word: str, text: str) -> Mark | None:
    """Where a word stands within a scalar, for problems of one stop of a chain."""
    match = re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])").search(text, node.start.index, node.end.index)
    return mark_at(text, match.start()) if match else None
