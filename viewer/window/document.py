"""The file that the window shows and edits: its history, and what is wrong with it now."""

from collections.abc import Sequence
from pathlib import Path

import layouts
from layouts import Layout, Problem, Severity
from layouts.document import Edit
from layouts.journals import Entry
from layouts.merging import Conflict, Side

UNTITLED = "untitled"
"""How a layout without a file is called."""
AT_ONCE = 250
"""Pieces of equipment up to which an edited layout is checked while the user waits; of more somebody else must tell."""


class Document:
    """A layout file with its history; a file that broke from outside leaves the last good layout to be shown."""

    def __init__(self, path: Path | None, text: str | None = None) -> None:
        """Begin with a file that is not read yet, or with a text or an empty hall that has no file."""
        self.path = path
        self.problems: tuple[Problem, ...] = ()
        self.stale = False
        """Whether the layout shown is older than the file."""
        self.checked = False
        """Whether the problems are those of the layout as edited, and not of the file."""
        self.unchecked = False
        """Whether nobody has said yet what is wrong with the layout as edited; the problems are those of before."""
        self.overtaken = False
        """Whether the file was changed from outside while there were edits: they are on top of it."""
        self.history: layouts.Document | None = None if path is not None else _unnamed(text)

    @property
    def name(self) -> str:
        """The name of the file."""
        return UNTITLED if self.path is None else self.path.name

    @property
    def layout(self) -> Layout | None:
        """The layout to show: as edited, or the last good one of the file; None where there never was one."""
        return None if self.history is None else self.history.value

    @property
    def saved(self) -> Layout | None:
        """The layout as the file has it; None where there is no file."""
        return None if self.history is None else self.history.saved_value

    @property
    def broken(self) -> bool:
        """Whether the layout as it is now cannot be simulated."""
        return has_errors(self.problems)

    @property
    def edited(self) -> bool:
        """Whether there is something to save."""
        if self.history is None or self.history.is_saved:
            return False
        return self.path is not None or self.history.undo_name is not None

    def read(self) -> bool:
        """Read the file again, as a step of the history; a broken one leaves the layout. False: it has not changed."""
        if self.path is None:
            return False
        reading, edited = layouts.read(self.path), self.edited
        usable = reading.layout is not None and (self.history is None or not has_errors(reading.problems))
        changed = usable and self._take(reading)
        if changed or not usable or self.stale:
            self.problems, self.checked, self.unchecked = tuple(reading.problems), False, False
        self.stale = self.history is not None and not usable
        self.overtaken = changed and edited
        return changed

    def edit(self, name: str, function: Edit) -> None:
        """Do an edit; within a gesture it is part of that."""
        if self.history is not None:
            self.history.edit(name, function)
            self.check()

    def undo(self) -> bool:
        """Take the last step back; False where there is none."""
        return self._went(self.history is not None and self.history.undo())

    def redo(self) -> bool:
        """Do the next step again; False where there is none."""
        return self._went(self.history is not None and self.history.redo())

    def save(self, path: Path | None = None) -> None:
        """Write the file, or another one that is the file from then on.

        Raises:
            UserError: where it cannot be written, or was changed from outside.
        """
        if self.history is not None:
            self.history.save(path)
            self.path = path or self.path

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Where the file was changed from outside to something else than here."""
        return () if self.history is None else self.history.conflicts

    def choose(self, conflict: Conflict, side: Side) -> None:
        """Settle a conflict: as here, or as in the file."""
        if self.history is not None:
            self.history.choose(conflict, side)
            self.check()

    def go_to(self, number: int) -> bool:
        """Go to a step of the history, in either direction; False where it is there already."""
        return self._went(self.history is not None and self.history.go_to(number))

    def recover(self, entry: Entry) -> None:
        """Take over edits that a session did not come to save.

        Raises:
            UserError: where nothing can be had of them.
        """
        if self.history is not None:
            self.history.recover(entry.text, entry.base)
            self.check()

    def check(self) -> None:
        """Look for what is wrong with the layout as edited, where that takes no time worth mentioning."""
        if self.layout is not None:
            self.stale = self.overtaken = False
            self.unchecked = len(self.layout.equipment) > AT_ONCE
            if not self.unchecked:
                self.take(layouts.problems(self.layout))

    def take(self, problems: Sequence[Problem]) -> None:
        """Take what is wrong with the layout as edited."""
        self.problems, self.checked, self.unchecked = tuple(problems), True, False

    def _take(self, reading: layouts.Reading) -> bool:
        if self.history is not None:
            return self.history.reload()
        if reading.layout is not None:
            self.history = layouts.Document(reading.layout, reading.text, self.path)
        return True

    def _went(self, somewhere: bool) -> bool:
        if somewhere:
            self.check()
        return somewhere


def _unnamed(text: str | None) -> layouts.Document:
    layout = Layout() if text is None else layouts.read_text(text).layout or Layout()
    return layouts.Document(layout, text)


def has_errors(problems: Sequence[Problem]) -> bool:
    """Tell whether one of the problems is more than a warning."""
    return any(problem.severity is Severity.ERROR for problem in problems)
