"""A layout that was made of a plan as the text of a file: commented, in columns, pleasant to go on with."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from layouts.dumping import SCHEMA_LINE
from layouts.emitting import WIDTH, flow, scalar, section
from layouts.model import Layout
from layouts.writing import Tree, written

COMMENTS: Mapping[str, str] = {
    "products": "demand: how many are wanted; a day has 24 h as long as there is no calendar",
    "routing": "the stations of each product, in order; it passes through the others",
    "defaults": "by kind: what holds for all, unless a piece says otherwise",
    "equipment": "at: centre of the footprint; turn: degrees anticlockwise, 0 = flow to the right",
    "flow": "where parts can go",
}
_COLUMN = 51
"""Where the comments behind the names of sections begin."""


def listing(layout: Layout, origin: str) -> str:
    """Write a layout as a file; `origin` says in a few words what it was made of."""
    tree = written(layout)
    lines = [SCHEMA_LINE, "#", *textwrap.wrap(f"Made from {origin}.", 100, initial_indent="# ", subsequent_indent="# ")]
    long_before = False
    for key in sorted(tree, key=_ORDER.index):
        section_lines = list(_section(key, tree[key]))
        if long_before or len(section_lines) > 1:
            lines.append("")
        lines += section_lines
        long_before = len(section_lines) > 1
    return "\n".join([*lines, ""])


_ORDER = ("linewright", "name", "hall", "products", "routing", "defaults", "equipment", "flow", "run")
"""Sections as a design brief is read: what, where, how it flows."""


def _section(key: str, tree: Tree) -> Iterator[str]:
    if key not in COMMENTS:
        yield from section(key, tree)
        return
    yield f"{key}:".ljust(_COLUMN) + f"# {COMMENTS[key]}"
    if key == "routing":
        for product, stations in tree.items():
            yield from _folded(product, stations)
    elif key == "equipment":
        yield from _equipment(tree)
    else:
        yield from section(key, tree)[1:]


def _folded(product: str, stations: Sequence[str]) -> Iterator[str]:
    head = f"  {scalar(product)}: ["
    text = ", ".join(map(scalar, stations)) + "]"
    yield from textwrap.wrap(
        text,
        110,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_on_hyphens=False,
        break_long_words=False,
    )


def _equipment(tree: Mapping[str, Tree]) -> Iterator[str]:
    """Write a line for each piece, kind and place in columns, as far as they fit."""
    places = {key: f"at: {flow(item['at'])}," if "at" in item else "" for key, item in tree.items()}
    widths = [max(map(len, tree)), max(len(item["kind"]) for item in tree.values()), max(map(len, places.values()))]
    for key, item in tree.items():
        head = f"  {key}:".ljust(widths[0] + 4) + "{"
        first = f"kind: {item['kind']},".ljust(widths[1] + 8) + places[key].ljust(widths[2])
        fields = [flow({name: value})[1:-1] for name, value in item.items() if name not in ("kind", "at")]
        yield from _broken(head, [first.rstrip(" ,") if not fields else first, *fields])


def _broken(head: str, fields: Sequence[str]) -> list[str]:
    """Join fields with commas, on as many lines as it takes; the first has its comma already."""
    lines = [head + fields[0]]
    for number, field in enumerate(fields[1:]):
        joint = " " if number == 0 else ", "
        if len(lines[-1]) + len(joint) + len(field) < WIDTH:
            lines[-1] += joint + field
        else:
            lines[-1] = lines[-1].rstrip() + ("," if number else "")
            lines.append(" " * len(head) + field)
    lines[-1] += "}"
    return lines
