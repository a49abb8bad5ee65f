"""From plain trees to YAML text in the style of our files: one item a line, in braces, as long as it fits."""

import re
from collections.abc import Iterator, Mapping

from layouts.writing import Tree, Words

WIDTH = 140
"""Columns that a line in braces or brackets may take."""

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_COLON = re.compile(r":(?!\d)")
"""A colon that braces may take for the end of a key; hours such as `06:00-14:00` have none."""
_ABSENT = re.compile(r"~|null|Null|NULL|")
_NO_TEXT = re.compile(
    r"""~|null|true|false|yes|no|on|off|y|n|=|<<
    |[-+]?(\.?[0-9][0-9_.]*(e[-+]?[0-9]+)?|0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|\.inf)|\.nan
    |[-+]?[0-9][0-9_]*(:[0-9]+)+(\.[0-9]*)?|[0-9]{4}-[0-9]+-[0-9]+.*""",
    re.IGNORECASE | re.VERBOSE,
)
"""Plain scalars that some reader, of YAML 1.1 or 1.2, takes for something other than a text."""

_UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str | None, in_flow: bool = True) -> str:
    """Write a scalar, in quotes where it needs them."""
    if text is None:
        return "null"
    if _UNPRINTABLE.search(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{_UNPRINTABLE.sub(_escape, escaped)}"'
    if _is_safe(text, in_flow) and not (isinstance(text, Words) and _NO_TEXT.fullmatch(text)):
        return str(text)
    return "'" + text.replace("'", "''") + "'"


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


def _is_safe(text: str, in_flow: bool) -> bool:
    """Whether a text may stand without quotes."""
    if _ABSENT.fullmatch(text) or text != text.strip() or (text[0] in _INDICATORS and not _number_like(text)):
        return False
    if ": " in text or " #" in text or text.endswith(":") or text.startswith(("---", "...")):
        return False
    return not in_flow or (not any(sign in text for sign in ",[]{}") and "?" not in text and not _COLON.search(text))


def _number_like(text: str) -> bool:
    return text[0] == "-" and text[1:2].isdecimal()


def flow(tree: Tree) -> str:
    """Write a tree on one line, with braces and brackets."""
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{scalar(Words(key))}: {flow(value)}" for key, value in tree.items()) + "}"
    return "[" + ", ".join(map(flow, tree)) + "]" if isinstance(tree, list) else scalar(tree)


def entry(key: str, tree: Tree, indent: int = 0) -> list[str]:
    """Write an entry of a block mapping as lines: on one line where it fits, else its own entries below."""
    return _lines(" " * indent + scalar(Words(key), in_flow=False) + ":", tree, indent)


def item(tree: Tree, indent: int = 0) -> list[str]:
    """Write an entry of a block list as lines."""
    return _lines(" " * indent + "-", tree, indent)


def _lines(head: str, tree: Tree, indent: int) -> list[str]:
    if not isinstance(tree, Mapping | list):
        return [f"{head} {scalar(tree, in_flow=False)}"]
    line = f"{head} {flow(tree)}"
    if len(line) <= WIDTH or not tree or head.endswith("-"):
        return [line]
    return [head, *block(tree, indent + 2)]


def block(tree: Tree, indent: int) -> list[str]:
    """Write a collection as lines of its own, each entry in braces where it fits."""
    if isinstance(tree, Mapping):
        return [line for key, value in tree.items() for line in entry(key, value, indent)]
    return [line for value in tree for line in item(value, indent)]


_SECTIONS_BELOW = frozenset(
    {"products", "parts", "carriers", "defaults", "equipment", "flow", "failures", "supply", "people", "control"}
    | {"groups", "aisles"}
)
"""Sections whose entries stand on lines of their own, however short."""


def section(key: str, tree: Tree) -> list[str]:
    """Write a section of a file as lines."""
    return [f"{key}:", *block(tree, 2)] if key in _SECTIONS_BELOW and tree else entry(key, tree)


def document(tree: Mapping[str, Tree]) -> Iterator[str]:
    """Write a whole file, line by line, with a blank line around sections of several lines."""
    long_before = False
    for number, (key, value) in enumerate(tree.items()):
        lines = section(key, value)
        long = len(lines) > 1
        if number and (long or long_before):
            yield ""
        yield from lines
        long_before = long
