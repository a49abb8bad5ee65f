"""A process that edits a line and saves it for as long as it lives: `python -m tests.layouts.editor FILE FOLDER SEED`.

The name of the line counts the edits. A number is said when that edit is kept, in the journal or the file. Whoever
started the process kills it.
"""

import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NoReturn

from layouts.autosave import Autosave, Pace
from layouts.document import Document
from layouts.journals import Journal
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
        _, function = draw_edit(document.value, random, KEEPING)
        document.edit("edit", lambda layout, function=function, name=str(number): replace(function(layout), name=name))
        (document.save if random.random() < 0.3 else autosave.flush)()
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if len(document.value.equipment) > 40:
            document.edit(
                "fewer",
                lambda layout: replace(layout, equipment=layout.equipment.without([*layout.equipment][-1]), flow=()),
            )


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), Random(int(sys.argv[3])))
