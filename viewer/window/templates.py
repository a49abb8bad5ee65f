"""What a new layout can begin as: lines that run as they stand. A copy is begun, the shipped file stays as it is.

The paint shop is not among them: it names a file of orders that would not come along.
"""

from functools import cache
from typing import NamedTuple

from layouts.examples import example
from layouts.starter import starter


class Template(NamedTuple):
    """A name, what it shows, and the name of the example; None: the line that `linewright new` begins with."""

    title: str
    about: str
    example: str | None


TEMPLATES = (
    Template("Small line", "two machines and their conveyors, explained", None),
    Template("Packaging line", "five machines joined by belts, around an aisle", "packaging_line"),
    Template("Assembly cell", "people, a robot, and a loop for repairs", "assembly_cell"),
    Template("Pump line", "pallets, changeovers, people and supply", "pump_line"),
    Template("Small factory", "random arrivals, inspection and rework", "small_factory"),
)
"""In the order in which they are offered."""


@cache
def text_of(template: Template) -> str:
    """Return the text that a layout begins with."""
    return starter() if template.example is None else example(template.example).read_text(encoding="utf-8")
