"""Units as people write them in the headings of spreadsheets: `[s]`, `(min)`, `in Sek.`, `[Stk/Tag]`."""

import re
from collections.abc import Mapping

from layouts.quantities import Dimension, meant_unit

_GERMAN: Mapping[str, str] = {
    spelling: unit
    for unit, spellings in {
        "s": "sek sekunde sekunden",
        "min": "minute minuten",
        "h": "std stunde stunden",
        "d": "tag tage tagen",
        "w": "woche wochen",
    }.items()
    for spelling in spellings.split()
}

_PER = re.compile(r"(?:[^/]*/|(?:.*\s)?(?:per|pro|je|a)\s)\s*([^\W\d]+)\.?")
"""`pcs/d`, `per day`, `Stück pro Tag`: what counts is the time."""

_PLURALS: Mapping[str, str] = {"ms": "milliseconds", "s": "seconds", "min": "minutes", "h": "hours"} | {
    "d": "days",
    "w": "weeks",
}
_SINGULARS: Mapping[str, str] = {"/s": "a second", "/min": "a minute", "/h": "an hour", "/d": "a day"}


def unit_meant(text: str, dimension: Dimension) -> str | None:
    """Return the unit of the layout language that a text means; None where it is none of that dimension."""
    said = " ".join(text.casefold().split()).rstrip(".")
    if dimension is Dimension.RATE:
        match = _PER.fullmatch(said)
        return meant_unit(f"/{_time_word(match[1])}", dimension) if match else None
    return meant_unit(_time_word(said), dimension)


def _time_word(text: str) -> str:
    return _GERMAN.get(text, text)


def number_of(unit: str) -> str:
    """Say what a bare number means: `a number of seconds`, `a number of parts a day`."""
    return f"a number of {_PLURALS[unit]}" if unit in _PLURALS else f"a number of parts {_SINGULARS[unit]}"
