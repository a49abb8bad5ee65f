"""What a factory is: the typed model of a line, its files, its problems, and edits with history.

    >>> from dataclasses import replace
    >>> from layouts import dump, load
    >>> from layouts.examples import example
    >>> line = load(example("packaging_line"))
    >>> line.equipment["labelling"].cycle.mean
    8.0
    >>> faster = replace(line.equipment["labelling"], cycle="7 s")
    >>> print(dump(replace(line, equipment=line.equipment.with_item("labelling", faster))).splitlines()[4])
    where: {site: Textbook, area: Packaging, line: L21}

A layout is a frozen value: an edit makes a new one. `load` reads a file that can be simulated, `read` any file, with
everything that is wrong with it; `problems` checks a value; `splice` changes the text of a file only where the value
changed; `Document` keeps the history. The equipment itself is in `layouts.kinds`, positions in `layouts.placement`.
"""

from layouts.document import Document
from layouts.dumping import digest, dump
from layouts.errors import Code, UserError
from layouts.flow import Chain, Connection, Port
from layouts.model import Hall, Layout, Product, Run
from layouts.placement import Placement
from layouts.problems import LayoutError, Place, Problem, Severity
from layouts.reading import Reading, load, loads, read, read_text
from layouts.rules import problems
from layouts.saving import save
from layouts.splicing import splice

__all__ = [
    "Chain",
    "Code",
    "Connection",
    "Document",
    "Hall",
    "Layout",
    "LayoutError",
    "Place",
    "Placement",
    "Port",
    "Problem",
    "Product",
    "Reading",
    "Run",
    "Severity",
    "UserError",
    "digest",
    "dump",
    "load",
    "loads",
    "problems",
    "read",
    "read_text",
    "save",
    "splice",
]
