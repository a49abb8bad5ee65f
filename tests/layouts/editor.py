"""A process that edits a line and saves it for as long as it lives: `python -m tests.layouts.editor FILE FOLDER SEED`.

The name of the line counts the edits. A number is said when that edit is kept, in the journal or the file. Whoever
started the process kills it.
"""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import NoReturn

from layouts.autosave import Autosave, Pace
from layouts.document import Document
from layouts.journals import Journal
from layouts.model import Layout
from layouts.table import Table
from tests.layouts.editing.at_random import KEEPING, draw_edit

BRISK = Pace(calm=0.002, at_latest=0.01)
"""So that a kill at any moment has a chance to hit the writing of a journal."""


def work(file: Path, folder: Path, random: Random) -> NoReturn:
    """Edit, save now and then, and say up to which edit nothing can be lost any more."""
    document = Document.open(file)
    autosave = Autosave(document, Journal(folder), sys.exit, BRISK)
    number = int(document.value.name or "0")
    while True:
        number += 1
        document.edit("edit", partial(_edited, random=random, name=str(number)))
        (document.save if random.random() < 0.3 else autosave.flush)()
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def _edited(layout: Layout, random: Random, name: str) -> Layout:
    """Edit a layout and name it; a large one begins anew with what stands first in it."""
    if len(layout.equipment) > 40:
        return replace(layout, name=name, equipment=Table([*layout.equipment.items()][:10]), flow=(), groups=Table())
    return replace(draw_edit(layout, random, KEEPING)[1](layout), name=name)


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), Random(int(sys.argv[3])))
