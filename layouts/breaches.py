"""What broken rules have in common: how a problem of each sort is described."""

from collections.abc import Iterable, Iterator

from layouts.equipment import Equipment, Placeholder
from layouts.errors import Code
from layouts.faults import near
from layouts.model import Layout
from layouts.problems import Path, Place, Problem, Severity


def known(layout: Layout) -> Iterator[tuple[str, Equipment]]:
    """Go through the equipment of kinds that this version knows."""
    return ((key, item) for key, item in layout.equipment.items() if not isinstance(item, Placeholder))


def missing(path: Path, name: str, expected: str) -> Problem:
    """Describe something that must be given."""
    return Problem(code=Code.MISSING, place=Place(path=path), found=name, expected=expected)


def unknown(path: Path, found: str, expected: str, names: Iterable[str]) -> Problem:
    """Describe a reference to nothing among some names."""
    place, suggestion = Place(path=path), near(found, names)
    return Problem(code=Code.UNKNOWN_REFERENCE, place=place, found=found, expected=expected, suggestion=suggestion)


def out_of_range(path: Path, found: object, expected: str) -> Problem:
    """Describe a value that cannot be."""
    return Problem(code=Code.RANGE, place=Place(path=path), found=str(found), expected=expected)


def meaningless(path: Path, found: str, expected: str) -> Problem:
    """Describe something that changes nothing: a warning."""
    place = Place(path=path)
    return Problem(code=Code.MEANINGLESS, severity=Severity.WARNING, place=place, found=found, expected=expected)


def ambiguous(path: Path, found: str, expected: str) -> Problem:
    """Describe something that can be understood in two ways."""
    return Problem(code=Code.AMBIGUOUS, place=Place(path=path), found=found, expected=expected)


def with_article(kind: str) -> str:
    """Write `an oven`, `a packer`."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def among(names: Iterable[str], section: str) -> str:
    """Say which names are expected, or where they would stand."""
    listed = ", ".join(names)
    return f"one of {listed}" if listed else f"a section `{section}`"
