"""What libyaml says about a text that is no YAML, in plain words."""

from collections.abc import Mapping

import yaml

_WORDS: Mapping[str, tuple[str, str]] = {
    "mapping values are not allowed": ("a second `: ` in one line", "quotes around a text that contains `: `"),
    "did not find expected key": ("a line that does not fit the ones above", "the same indentation for all entries"),
    "could not find expected ':'": ("a line without `:`", "`name: value`"),
    "did not find expected '-' indicator": ("a line that is no entry of the list above", "`- ` before each entry"),
    "did not find expected ',' or '}'": ("a brace that is not closed, or a comma that is missing", "`{a: 1, b: 2}`"),
    "did not find expected ',' or ']'": ("a bracket that is not closed, or a comma that is missing", "`[a, b]`"),
    "found unexpected end of stream": ("a quotation mark that is never closed", "a closing quotation mark"),
    "found unexpected document indicator": ("`---` within a text in quotes", "a closing quotation mark"),
    "block sequence entries are not allowed": ("`- ` where no list can begin", "the list on lines of its own"),
    "block mapping entries are not allowed": ("`? ` where no mapping can begin", "`name: value`"),
    "did not find expected node content": ("a place where a value is missing", "a value, or nothing between commas"),
    "found unknown escape character": ("an unknown escape after `\\` in double quotes", "single quotes, or `\\\\`"),
    "found undefined tag handle": ("a `!` that begins a tag", "quotes around a text that begins with `!`"),
    "found a tab character": ("a tab", "blanks for indentation"),
    "found unexpected ':'": ("a `:` without a blank behind it", "`name: value`, or quotes around the text"),
    "did not find expected <document start>": ("something behind the end of the layout", "one layout a file"),
}
"""What each message of libyaml means to a person: what was found and what was expected."""

_TAB = ("a tab", "blanks for indentation")


def in_plain_words(error: yaml.MarkedYAMLError, text: str, index: int) -> tuple[str, str]:
    """Say what was found and what was expected; `index` is where libyaml stopped."""
    problem = error.problem or ""
    known = next((words for start, words in _WORDS.items() if problem.startswith(start)), None)
    if problem.startswith("found character that cannot start any token"):
        character = text[index : index + 1]
        known = _TAB if character == "\t" else (f"a text that begins with `{character}`", "quotes around it")
    if known is None:
        return f"YAML that cannot be read ({problem})", "valid YAML"
    return f"{known[0]}{_beginning(error)}", known[1]


def _beginning(error: yaml.MarkedYAMLError) -> str:
    began, stopped = error.context_mark, error.problem_mark
    if began is None or stopped is None or began.line == stopped.line:
        return ""
    return f" (what it belongs to begins in line {began.line + 1})"
