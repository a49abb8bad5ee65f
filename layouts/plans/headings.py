"""The columns of a process plan and the headings by which they are found, in English and German."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from layouts.plans.units import unit_meant
from layouts.quantities import Dimension


class Column(Enum):
    """What a column of a plan says; the value is its name in a map of columns."""

    PRODUCT = "product"
    OPERATION = "operation"
    STATION = "station"
    MANUAL = "manual"
    MACHINE = "machine"
    CHANGEOVER = "changeover"
    MTBF = "mtbf"
    MTTR = "mttr"
    DEMAND = "demand"

    @property
    def dimension(self) -> Dimension | None:
        """What its numbers measure; None for text."""
        if self in (Column.PRODUCT, Column.OPERATION, Column.STATION):
            return None
        return Dimension.RATE if self is Column.DEMAND else Dimension.TIME


WRITTEN: Mapping[Column, tuple[str, str]] = {
    Column.PRODUCT: ("product", ""),
    Column.OPERATION: ("operation", ""),
    Column.STATION: ("station", ""),
    Column.MANUAL: ("manual [s]", "s"),
    Column.MACHINE: ("machine [s]", "s"),
    Column.CHANGEOVER: ("changeover [min]", "min"),
    Column.MTBF: ("MTBF [h]", "h"),
    Column.MTTR: ("MTTR [min]", "min"),
    Column.DEMAND: ("demand [/d]", "/d"),
}
"""The headings of a file that we write, with their units."""

_SYNONYMS: Mapping[Column, str] = {
    Column.PRODUCT: "product|produkt|erzeugnis|article|artikel|variant|variante|part|teil|item|sachnummer",
    Column.OPERATION: "operation|process step|step|task|arbeitsgang|vorgang|prozessschritt|arbeitsschritt",
    Column.STATION: "station|workstation|work station|workplace|work center|work centre|resource|arbeitsplatz|anlage",
    Column.MANUAL: "manual|manual time|hand time|operator time|labour time|labor time|handzeit|manuelle zeit",
    Column.MACHINE: "machine time|cycle|cycle time|automatic time|auto time|maschinenzeit|zykluszeit|bearbeitungszeit",
    Column.CHANGEOVER: "changeover|changeover time|change over|setup|setup time|set up time|rüstzeit|rüsten|umrüstzeit",
    Column.MTBF: "mtbf|mean time between failures",
    Column.MTTR: "mttr|mean time to repair",
    Column.DEMAND: "demand|bedarf|nachfrage",
}
_COLUMNS: Mapping[str, Column] = {name: column for column, names in _SYNONYMS.items() for name in names.split("|")}
_EITHER = frozenset({"machine", "maschine"})
"""The machine as a place, or the time that it needs."""

_IN_BRACKETS = re.compile(r"(.*?)\s*[\[(]([^\])]*)[\])]")
_BEHIND = (
    re.compile(r"(.*?)\s+in\s+(\S+)"),
    re.compile(r"(.*?)\s*((?:/|per\s|pro\s)\s*\S+)"),
    re.compile(r"(.*)\s(\S+)"),
)


class Heading(NamedTuple):
    """What a heading says: the column (None: another one), and the text of its unit."""

    column: Column | None
    unit: str | None


def plain(text: str) -> str:
    """Return a heading without capitals, underscores, hyphens and superfluous blanks."""
    return " ".join(re.sub(r"[\s_\-–]+", " ", text).casefold().split()).rstrip(".:")


def headings_of(texts: Mapping[int, str]) -> dict[int, Heading]:
    """Understand a row of headings, by the number of the column."""
    found = {number: _heading(text) for number, text in texts.items()}
    is_named = any(heading.column is Column.STATION for heading in found.values())
    for number, text in texts.items():
        if plain(text) in _EITHER:
            found[number] = Heading(Column.MACHINE if is_named else Column.STATION, None)
    return found


def _heading(text: str) -> Heading:
    for name, unit in _readings(plain(text)):
        column = _COLUMNS.get(name) or (Column.MACHINE if name in _EITHER and unit else None)
        if column is not None and (unit is None or column.dimension is not None):
            return Heading(column, unit)
    return Heading(None, None)


def _readings(text: str) -> Iterator[tuple[str, str | None]]:
    """Go through the ways to take a heading apart into a name and a unit."""
    yield text, None
    match = _IN_BRACKETS.fullmatch(text)
    if match:
        yield match[1], match[2] or None
        return
    for pattern in _BEHIND:
        match = pattern.fullmatch(text)
        if match and any(unit_meant(match[2], dimension) for dimension in (Dimension.TIME, Dimension.RATE)):
            yield match[1], match[2]
