"""Commas within values in braces: YAML takes `{cycle: 6,5 s}` for `cycle: 6` and a key `5 s` without a value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layouts.nodes import Entry, MappingNode, ScalarNode

_ENDS_IN_A_NUMBER = re.compile(r".*\d\.?")
_BEGINS_AS_A_NUMBER = re.compile(r"[+-]?\.?\d")


@dataclass(frozen=True)
class Torn:
    """A value that commas tore into pieces: the field, the value up to the first comma, and the keys that follow."""

    field: str
    first: str
    rest: tuple[str, ...]

    @property
    def written(self) -> str:
        """The value as it was meant to be read, with its commas."""
        return ", ".join((self.first, *self.rest))

    @property
    def mended(self) -> str:
        """The value without commas: decimal points in numbers, blanks between the numbers of a distribution."""
        return (" " if self.first[:1].isalpha() else ".").join((self.first, *self.rest))


def torn_values(node: MappingNode) -> Iterator[Torn]:
    """Find the values of a mapping in braces that commas tore into pieces."""
    before: list[Entry] = []
    for entry in (*node.entries, None) if node.flow else ():
        if entry is not None and before and _is_piece(entry):
            before.append(entry)
            continue
        if before[1:]:
            yield _torn(before)
        before = [entry] if entry is not None and _may_be_torn(entry) else []


def _torn(entries: list[Entry]) -> Torn:
    first = entries[0].value
    text = first.text if isinstance(first, ScalarNode) else ""
    return Torn(entries[0].key.text, text, tuple(entry.key.text for entry in entries[1:]))


def _may_be_torn(entry: Entry) -> bool:
    value = entry.value
    return isinstance(value, ScalarNode) and value.plain and bool(_ENDS_IN_A_NUMBER.fullmatch(value.text))


def _is_piece(entry: Entry) -> bool:
    is_empty = isinstance(entry.value, ScalarNode) and entry.value.absent
    return is_empty and entry.key.plain and bool(_BEGINS_AS_A_NUMBER.match(entry.key.text))
