"""From what pydantic says about a value to problems in the words of the layout language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from layouts.errors import Code
from layouts.problems import Path, Place, Problem
from layouts.vocabulary import FIELDS_TO_COME, is_value_to_come

LONGEST_FOUND = 80
"""Characters of a wrong value that a message shows."""

MOST_LISTED = 12
"""Fields of a kind that a message lists."""

_EXPECTED: Mapping[str, str] = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a smaller whole number",
    "string_type": "a text",
    "tuple_type": "a list: [a, b]",
    "list_type": "a list: [a, b]",
    "dict_type": "fields: {name: value}",
    "dataclass_type": "fields: {name: value}",
    "dataclass_exact_type": "fields: {name: value}",
}


def names_in_file(cls: type) -> dict[str, str]:
    """The fields of an item as a file calls them, with their names in Python."""
    fields: Mapping[str, Any] = getattr(cls, "__pydantic_fields__", {})
    return {str(field.validation_alias or name): name for name, field in fields.items()}


def written(value: object) -> str:
    """Write a value of a file as YAML does in one line: `{mtbf: 1 h}`, `[4]`, `~` where nothing is given."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    return "~" if value is None else str(value)


def quoted(value: object) -> str:
    """Write a value for a message: a text in quotes, anything else as YAML does."""
    return repr(value) if isinstance(value, str) else written(value)


def near(word: object, candidates: Iterable[str]) -> str:
    """Return the candidate that was probably meant, or nothing."""
    return "".join(get_close_matches(str(word), list(candidates), 1, 0.6))


def problems_of(error: ValidationError, cls: type, path: Path) -> Iterator[Problem]:
    """Turn each thing that pydantic found wrong with a value of `cls`, which stands at `path`, into a problem."""
    for detail in error.errors(include_url=False):
        yield _problem(detail, cls, path)


def _problem(detail: ErrorDetails, cls: type, path: Path) -> Problem:
    location = tuple(segment for segment in detail["loc"] if not _is_tag(segment))
    place = Place(path=(*path, *location))
    word = next((str(segment) for segment in reversed(location) if isinstance(segment, str)), "")
    if is_value_to_come(word, detail["input"]):
        return Problem(code=Code.NOT_YET, place=place, found=f"{word}: {detail['input']}")
    if detail["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        return unknown_field(word, _fields_at(cls, location[0] if location[1:] else None), place, _owner(cls))
    if detail["type"] in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return Problem(code=Code.MISSING, place=place, found=word, expected=f"`{word}: ...`")
    return _wrong_value(detail, place)


def _is_tag(segment: str | int) -> bool:
    return isinstance(segment, str) and segment.startswith("<")


def _wrong_value(detail: ErrorDetails, place: Place) -> Problem:
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] == "layout":
        is_whole = context["found"] == str(detail["input"])
        found = _shortened(written(detail["input"]) if is_whole else context["found"])
        code, expected, suggestion = Code(context["code"]), context["expected"], context["suggestion"]
        return Problem(code=code, place=place, found=found, expected=expected, suggestion=suggestion)
    found = _shortened(quoted(detail["input"]))
    words = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    if words:
        suggestion = near(detail["input"], words)
        return Problem(
            code=Code.FORM, place=place, found=found, expected=f"one of {', '.join(words)}", suggestion=suggestion
        )
    limit = _limit(detail["type"], context)
    if limit:
        return Problem(code=Code.RANGE, place=place, found=found, expected=limit)
    return Problem(code=Code.FORM, place=place, found=found, expected=_EXPECTED.get(detail["type"], detail["msg"]))


def _limit(kind: str, context: Mapping[str, Any]) -> str:
    words = {"greater_than_equal": "at least", "less_than_equal": "at most", "greater_than": "more than"}
    limits = {"greater_than_equal": "ge", "less_than_equal": "le", "greater_than": "gt"}
    return f"{words[kind]} {context[limits[kind]]}" if kind in words else ""


def _shortened(found: object) -> str:
    text = " ".join(str(found).split())
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"


def unknown_field(word: str, known: Iterable[str], place: Place, owner: str = "") -> Problem:
    """Describe a field that does not exist (or not yet) among the `known` ones of an `owner` such as `machine`."""
    names = list(known)
    if word in FIELDS_TO_COME:
        return Problem(code=Code.NOT_YET, place=place, found=word)
    expected, suggestion = _run_together(word, names) or (_fields_in_words(names, owner), near(word, names))
    return Problem(code=Code.UNKNOWN_FIELD, place=place, found=word, expected=expected, suggestion=suggestion)


def meant_by(problem: Problem) -> Path | None:
    """The path of the field that somebody meant who wrote an unknown one; None where nobody can tell."""
    if problem.code is not Code.UNKNOWN_FIELD or not problem.suggestion:
        return None
    return (*problem.place.path[:-1], problem.suggestion.partition(":")[0])


def _run_together(word: str, names: list[str]) -> tuple[str, str] | None:
    """What is expected and suggested where name and value make one word: `cycle:5 s`, `label Mill`."""
    match = _TWO_WORDS.fullmatch(word)
    if match and match[2] == ":":
        return "a blank behind the colon", f"{near(match[1], names) or match[1]}: {match[3]}"
    if match and match[1] in names:
        return f"a colon behind `{match[1]}`", f"{match[1]}: {match[3]}"
    return None


_TWO_WORDS = re.compile(r"([A-Za-z_]\w*)(:|\s+)(\S.*)")


def _fields_in_words(names: list[str], owner: str) -> str:
    if len(names) <= MOST_LISTED or not owner:
        return f"one of {', '.join(names)}"
    return f"a field of {owner} (`linewright kinds` lists them)"


def _owner(cls: type) -> str:
    kind = getattr(cls, "kind", "")
    return kind if isinstance(kind, str) else ""


def _fields_at(cls: type, field: str | int | None) -> list[str]:
    """The fields of a class, or those of the items that one of its fields holds."""
    if field is None:
        return list(names_in_file(cls))
    hint = get_type_hints(cls, include_extras=True).get(names_in_file(cls).get(str(field), ""))
    return [name for item in _items_in(hint) for name in names_in_file(item)]


@cache
def _items_in(hint: Any) -> tuple[type, ...]:
    """The item classes within a type."""
    if hasattr(hint, "__pydantic_fields__"):
        return (hint,)
    return tuple(item for part in get_args(hint) if not isinstance(part, str) for item in _items_in(part))
