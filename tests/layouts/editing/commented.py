"""Real lines with a comment in every place in which one can stand: above, behind, between, deeper, at the end."""

import json
import re
from functools import cache
from itertools import count

import yaml

from layouts import Layout, read_text
from layouts.examples import example
from layouts.writing import written

STYLES = ("as written", "block", "broken braces")
"""How collections are written: as in the file, in lines of their own, in braces over several lines."""

_MARK = re.compile(r"# comment \d+")


def comments_of(text: str) -> list[str]:
    """Return the comments of a text that were put in here, sorted."""
    return sorted(_MARK.findall(text))


@cache
def commented(name: str, style: str) -> str:
    """Return the text of an example in a style, with numbered comments that change nothing of what it says."""
    text = _in_style(example(name).read_text(encoding="utf-8"), style)
    number, lines, inside = count(), list[str](), _lines_within_texts(text)
    for at, line in enumerate(text.splitlines()):
        if at in inside:
            lines.append(line)
            continue
        indent = len(line) - len(line.lstrip())
        lines += [f"{' ' * column}# comment {next(number)}" for column in sorted({indent + 2, indent, 0}, reverse=True)]
        lines.append(
            line if at + 1 in inside or "#" in line or not line.strip() else f"{line}   # comment {next(number)}"
        )
    whole = "\n".join([*lines, f"  # comment {next(number)}", f"# comment {next(number)}", ""])
    assert _said(whole) == _said(example(name).read_text(encoding="utf-8"))
    return whole


def _lines_within_texts(text: str) -> set[int]:
    """Return the numbers, from 0, of the lines that go on with a text of several lines, where no comment can stand."""
    tokens = (token for token in yaml.scan(text) if isinstance(token, yaml.ScalarToken))
    return {line for token in tokens for line in range(token.start_mark.line + 1, token.end_mark.line + 1)}


def _in_style(text: str, style: str) -> str:
    if style == "block":
        return str(
            yaml.safe_dump(_plain(json.loads(_said(text))), sort_keys=False, default_flow_style=False, width=10_000)
        )
    if style == "broken braces":
        return "\n".join(_broken(line) for line in text.splitlines())
    return text


def _broken(line: str) -> str:
    """Break a line behind each comma of its outermost braces."""
    found = re.fullmatch(r"(\s+[\w-]+:\s+\{)([^{}\[\]#]*)(\})(.*)", line)
    if found is None:
        return line
    return (
        found[1]
        + (",\n" + " " * len(found[1])).join(part.strip() for part in found[2].split(","))
        + found[3]
        + found[4]
    )


def _plain(tree: object) -> object:
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items()}
    return [_plain(item) for item in tree] if isinstance(tree, list) else tree


def _said(text: str) -> str:
    layout: Layout | None = read_text(text).layout
    return "" if layout is None else json.dumps(written(layout))
