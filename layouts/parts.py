"""The parts of a collection in a text, and how to take parts out and put parts in without touching the others.

A part is an entry of a mapping or an item of a list. In block style a part owns whole lines: its own, the comment
lines directly above it, and comments below it that are indented deeper. In flow style it owns its text and a comma.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from layouts.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode


class Edit(NamedTuple):
    """Replace the characters from `start` up to `end` by a text."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit], start: int = 0, end: int | None = None) -> str:
    """Apply edits that do not overlap to the stretch of a text from `start` to `end`."""
    pieces, position = [], start
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*pieces, text[position:end]])


@dataclass(frozen=True)
class Part:
    """An entry or item: where its text begins (at the key or the dash) and ends, its key and its value."""

    start: int
    end: int
    key: ScalarNode | None
    value: Node


class Lines:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        """Look at a text."""
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def start(self, index: int) -> int:
        """Where the line of a character begins."""
        return self.text.rfind("\n", 0, index) + 1

    def end(self, index: int) -> int:
        """Where the line of a character ends, behind its line break."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def column(self, index: int) -> int:
        """How many characters stand before a character in its line."""
        start = self.start(index)
        return index - start - (1 if start == 0 and self.text.startswith("\ufeff") else 0)

    def is_blank(self, start: int) -> bool:
        """Whether the line that begins at `start` holds nothing."""
        return not self.text[start : self.end(start)].strip()

    def comment_column(self, start: int) -> int | None:
        """The column at which the line that begins at `start` has its comment, if it holds nothing else."""
        line = self.text[start : self.end(start)]
        stripped = line.lstrip(" ")
        return len(line) - len(stripped) if stripped.startswith("#") else None

    def begins_line(self, index: int) -> bool:
        """Whether only blanks stand before a character in its line."""
        return not self.text[self.start(index) : index].strip(" \ufeff")


class Collection:
    """A mapping or list of a text, part by part."""

    def __init__(self, lines: Lines, node: MappingNode | SequenceNode) -> None:
        """Find the parts of a node."""
        self.lines = lines
        self.text = lines.text
        self.node = node
        self.flow = node.flow
        self.column = lines.column(node.start.index)
        self.parts = tuple(self._parts())

    def _parts(self) -> Iterator[Part]:
        if isinstance(self.node, MappingNode):
            for entry in self.node.entries:
                yield Part(self._entry_start(entry), self._entry_end(entry), entry.key, entry.value)
            return
        for item in self.node.items:
            start = item.start.index if self.flow else self._dash(item.start.index)
            yield Part(start, max(self._end(item), start + 1), None, item)

    def _entry_start(self, entry: Entry) -> int:
        """The key, or the `? ` that may stand before it."""
        start = entry.key.start.index
        line = self.lines.start(start)
        return start - 2 if self.text[line:start].strip(" \ufeff") == "?" and self.text[start - 2] == "?" else start

    def _entry_end(self, entry: Entry) -> int:
        if not _is_empty(entry.value):
            return self._end(entry.value)
        rest = self.text[entry.key.end.index :]
        blanks = len(rest) - len(rest.lstrip(" "))
        return entry.key.end.index + (blanks + 1 if rest[blanks : blanks + 1] == ":" else 0)

    def _end(self, node: Node) -> int:
        """Where the last sign of a node stands: libyaml counts line breaks behind block texts in."""
        return node.start.index + len(self.text[node.start.index : node.end.index].rstrip())

    def _dash(self, index: int) -> int:
        """The dash before an item: in its line, or alone in a line above."""
        start = self.lines.start(index)
        while self.text[start + self._shift(start) : start + self._shift(start) + 1] != "-":
            start = self.lines.start(start - 1)
        return start + self._shift(start)

    def _shift(self, line_start: int) -> int:
        return self.column + (1 if line_start == 0 and self.text.startswith("\ufeff") else 0)

    def segment(self, part: Part) -> tuple[int, int]:
        """The whole lines that a part owns in block style."""
        start, end = part.start, self.lines.end(max(part.end - 1, part.start))
        if not self.lines.begins_line(part.start):
            return start, end
        start = self.lines.start(part.start)
        while start > 0 and self.lines.comment_column(self.lines.start(start - 1)) == self.column:
            start = self.lines.start(start - 1)
        while end < len(self.text) and (self.lines.comment_column(end) or 0) > self.column:
            end = self.lines.end(end)
        return start, end

    def without(self, gone: Sequence[Part]) -> Iterator[Edit]:
        """Take parts out; at least one other part stays."""
        runs = list(_runs(self.parts, gone))
        for first, last in runs:
            yield from self._flow_cut(first, last) if self.flow else self._block_cut(first, last)

    def _flow_cut(self, first: int, last: int) -> Iterator[Edit]:
        if last + 1 < len(self.parts):
            yield Edit(self.parts[first].start, self.parts[last + 1].start, "")
            return
        before, start, end = self.parts[first - 1].end, self.parts[first].start, self.parts[last].end
        if "\n" not in self.text[before:start]:
            yield Edit(before, end, "")
            return
        comma = self.text.index(",", before)
        yield Edit(comma, comma + 1, "")
        yield Edit(start, end, "")

    def _block_cut(self, first: int, last: int) -> Iterator[Edit]:
        start, end = self.segment(self.parts[first])[0], self.segment(self.parts[last])[1]
        if not self.lines.begins_line(self.parts[first].start):  # `- a: 1`: the dash stays for what follows
            yield Edit(start, self.parts[last + 1].start, "")
            return
        before = self.lines.start(start - 1) if start else 0
        between_blanks = start and self.lines.is_blank(before) and (end >= len(self.text) or self.lines.is_blank(end))
        yield Edit(before if between_blanks else start, end, "")

    def insertion(self, after: Part | None, before: Part, chunks: Sequence[Sequence[str]]) -> Edit:
        """Put new parts behind a part, or else before one; each is a list of lines without the last line break."""
        if self.flow:
            texts = [" ".join(line.strip() for line in chunk) for chunk in chunks]
            if after is not None:
                return Edit(after.end, after.end, "".join(f", {text}" for text in texts))
            return Edit(before.start, before.start, "".join(f"{text}, " for text in texts))
        newline = self.lines.newline
        body = newline.join(line for chunk in chunks for line in chunk)
        if after is not None:
            end = self.segment(after)[1]
            on_new_line = self.text[:end].endswith("\n")
            return Edit(end, end, body + newline if on_new_line else newline + body)
        start = self.segment(before)[0]
        if self.lines.begins_line(before.start):
            return Edit(start, start, body + newline)
        return Edit(start, start, body.lstrip(" ") + newline + " " * self.column)


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.start.index == node.end.index


def _runs(parts: Sequence[Part], gone: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """First and last number of each unbroken run of parts that go."""
    numbers = [number for number, part in enumerate(parts) if any(part is other for other in gone)]
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(number)
    if run:
        yield run[0], run[-1]
