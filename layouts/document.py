"""A layout that is being edited: its history, its file, and one signal when it changes.

An edit is a function from layout to layout. The history keeps, beside each value that has been in a file, the text of
that file: undoing a saved deletion brings back its comments too.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from layouts.dumping import dump
from layouts.errors import UserError
from layouts.merging import Conflict, Side, merged, with_choice
from layouts.model import Layout
from layouts.problems import LayoutError
from layouts.reading import layout_of, read
from layouts.saving import save
from layouts.splicing import SpliceError, splice
from layouts.writing import settled, written

Edit = Callable[[Layout], Layout]
Changed = Callable[[Layout, Layout], None]

MERGE = "edits on top of the changed file"
RECOVERY = "recovered edits"
TAKEN_OVER = "change of the file"
"""Names of steps that nobody did by hand."""


@dataclass(frozen=True)
class Step:
    """A state of the document: what was done to reach it, the value, and its text where it has been in a file."""

    name: str
    value: Layout
    text: str | None = None


@dataclass(frozen=True)
class Draft:
    """What is edited and not saved: the file and what it says, and the value on top of the last text there was."""

    path: Path | None
    base: str
    before: Step
    value: Layout

    def text(self) -> str:
        """Return what would be saved; where a text cannot be changed so, the value written anew."""
        try:
            return splice(self.before.text or "", self.before.value, self.value)
        except SpliceError:
            return dump(self.value)


class Document:
    """One layout with its history. Whoever wants to know of changes appends a callable to `changed`.

    Callables in `saving` are called before the file is written, those in `saved` afterwards.
    """

    def __init__(self, layout: Layout, text: str | None = None, path: Path | None = None) -> None:
        """Begin with a layout, the text that says it (None: nobody wrote one yet) and the path of its file, if any."""
        self.path = path
        self.changed: list[Changed] = []
        self.saving: list[Callable[[], None]] = []
        self.saved: list[Callable[[], None]] = []
        self.conflicts: tuple[Conflict, ...] = ()
        """Where the file was changed from outside to something else than here; here it is as it was edited."""
        self._apart: Layout | None = None
        self._on_disk = text if path else None
        self._steps = [Step("open", layout, dump(layout) if text is None else text)]
        self._at = 0
        self._saved: Step | None = None if path is None or text is None else self._steps[0]
        self._gesture: Layout | None = None

    @classmethod
    def open(cls, path: str | Path) -> "Document":
        """Read a file, also one with mistakes in it.

        Raises:
            LayoutError: where nothing can be shown of it.
        """
        reading = read(path)
        if reading.layout is None:
            raise LayoutError(reading.problems)
        return cls(reading.layout, reading.text, Path(path))

    @property
    def value(self) -> Layout:
        """The layout as it is now."""
        return self._steps[self._at].value if self._gesture is None else self._gesture

    @property
    def text(self) -> str:
        """What would be saved now."""
        return self._with_text(self._at)

    @property
    def is_saved(self) -> bool:
        """Whether the file says what the document says."""
        return self._gesture is None and self._steps[self._at] is self._saved

    @property
    def draft(self) -> Draft | None:
        """What is lost if nothing is done; None where all is saved."""
        if self.is_saved or (self._saved is None and self.value is self._steps[0].value):
            return None
        path = None if self.path is None else self.path.absolute()
        return Draft(path, self._on_disk or "", self._with_text_before(self._at), self.value)

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of all steps, also of those that were taken back."""
        return tuple(step.name for step in self._steps)

    @property
    def at(self) -> int:
        """The number of the step at which the document is."""
        return self._at

    @property
    def saved_value(self) -> Layout | None:
        """The layout as the file has it, as far as is known here; None where there is no file."""
        return None if self._saved is None else self._saved.value

    def is_on_disk(self) -> bool:
        """Tell whether the file is as it was last read or written here; nobody else has changed it."""
        if self.path is None or self._on_disk is None:
            return False
        return self.path.exists() and self.path.read_bytes() == self._on_disk.encode("utf-8")

    @property
    def undo_name(self) -> str | None:
        """What `undo` would take back."""
        return self._steps[self._at].name if self._at else None

    @property
    def redo_name(self) -> str | None:
        """What `redo` would do again."""
        return self._steps[self._at + 1].name if self._at + 1 < len(self._steps) else None

    def edit(self, name: str, function: Edit) -> None:
        """Do one edit; within a gesture it becomes part of the gesture. An edit that changes nothing is no step."""
        old = self.value
        new = settled(function(old), old)
        if self._gesture is not None:
            self._gesture = new
            self._tell(old, new)
        else:
            self._push(name, old, new)

    @contextmanager
    def gesture(self, name: str) -> Iterator[None]:
        """Make all edits within one step; an exception takes them back."""
        self.begin()
        try:
            yield
        except BaseException:
            self.abort()
            raise
        self.commit(name)

    def begin(self) -> None:
        """Begin a gesture, such as a drag.

        Raises:
            RuntimeError: when one has begun already.
        """
        if self._gesture is not None:
            raise RuntimeError("a gesture has begun already")
        self._gesture = self.value

    def commit(self, name: str) -> None:
        """End a gesture; what it changed is one step."""
        new = self._ended()
        old = self.value
        if new != old:
            self._append(Step(name, new))

    def abort(self) -> None:
        """End a gesture and take back what it changed."""
        new = self._ended()
        self._tell(new, self.value)

    def undo(self) -> bool:
        """Go one step back; False where there is none."""
        return self._go(self._at - 1)

    def redo(self) -> bool:
        """Go one step forward again; False where there is none."""
        return self._go(self._at + 1)

    def go_to(self, number: int) -> bool:
        """Go to a step by its number, in either direction; False where there is no such step, or it is there."""
        return number != self._at and self._go(number)

    def save(self, path: str | Path | None = None) -> None:
        """Write the file: exactly the lines of what was edited change.

        Raises:
            UserError: where there is no path, the file cannot be written, someone else changed it meanwhile, or what
                he changed conflicts with what was changed here and none was chosen yet.
        """
        target = self.path if path is None else Path(path)
        if target is None:
            raise UserError("the layout has no file yet: name one")
        self._without_gesture()
        if target == self.path:
            self._check_conflicts(target)
            self._check_disk(target)
        text = self.text
        _call(self.saving)
        save(target, text)
        self._keep(self._at, text)
        self.path, self._on_disk, self._saved = target, text, self._steps[self._at]
        self.conflicts = ()
        _call(self.saved)

    def reload(self) -> bool:
        """Take over what the file says now, with what was edited here on top; False where it has not changed.

        What the file says is one step, edits on top of it are another. Where both want something else, it is as edited
        here, and among the `conflicts`.

        Raises:
            LayoutError: where nothing can be shown of it; the document then stays as it is.
        """
        if self.path is None:
            return False
        self._without_gesture()
        reading = read(self.path)
        if reading.layout is None:
            raise LayoutError(reading.problems)
        if reading.text == self._on_disk:
            return False
        old, base = self.value, None if self._saved is None or self.is_saved else self._saved.value
        self._on_disk = reading.text
        self._append(Step(TAKEN_OVER, reading.layout, reading.text))
        self._saved = self._steps[self._at]
        if base is not None:
            self._merge(self._apart if self.conflicts and self._apart else base, old, reading.layout)
        self._tell(old, self.value)
        return True

    def recover(self, text: str, base: str) -> None:
        """Take over a text that was edited from what a file said, and not saved; the file may say more by now.

        Raises:
            UserError: where nothing can be had of the text.
        """
        self._without_gesture()
        folder, old = self.value.folder, self.value
        mine, before = layout_of(text, folder), layout_of(base, folder) if base else None
        if mine is None:
            raise UserError("what was kept of the unsaved edits is no layout")
        if self.path is None or before is None or before == old:
            self._append(Step(RECOVERY, mine, text))
        else:
            self._merge(before, mine, old)
        self._tell(old, self.value)

    def choose(self, conflict: Conflict, side: Side) -> None:
        """Settle a conflict: as here, or as in the file."""
        self.edit(f"{side.value} for {conflict.place}", lambda layout: with_choice(layout, conflict, side))
        self.conflicts = tuple(other for other in self.conflicts if other is not conflict)

    def _merge(self, base: Layout, mine: Layout, theirs: Layout) -> None:
        merge = merged(base, mine, theirs)
        self.conflicts, self._apart = merge.conflicts, base
        if merge.layout != theirs:
            self._append(Step(MERGE, settled(merge.layout)))

    def _push(self, name: str, old: Layout, new: Layout) -> None:
        if new is old or (new == old and written(new) == written(old)):  # another unit is an edit too
            return
        self._append(Step(name, new))
        self._tell(old, new)

    def _append(self, step: Step) -> None:
        del self._steps[self._at + 1 :]
        self._steps.append(step)
        self._at += 1

    def _go(self, to: int) -> bool:
        self._without_gesture()
        if not 0 <= to < len(self._steps):
            return False
        old = self.value
        self._at = to
        if self.is_saved:
            self.conflicts = ()
        self._tell(old, self.value)
        return True

    def _ended(self) -> Layout:
        if self._gesture is None:
            raise RuntimeError("no gesture has begun")
        new, self._gesture = self._gesture, None
        return new

    def _without_gesture(self) -> None:
        if self._gesture is not None:
            raise RuntimeError("a gesture has begun and not ended")

    def _with_text(self, at: int) -> str:
        """The text of a step: its own, or that of the nearest step before it with the difference spliced in."""
        before = self._with_text_before(at)
        return (
            before.text or ""
            if before is self._steps[at]
            else splice(before.text or "", before.value, self._steps[at].value)
        )

    def _with_text_before(self, at: int) -> Step:
        """The nearest step that has been in a file, not behind this one."""
        return next(step for step in reversed(self._steps[: at + 1]) if step.text is not None)

    def _keep(self, at: int, text: str) -> None:
        """Remember the text of a step that is in a file now."""
        self._steps[at] = replace(self._steps[at], text=text)

    def _check_conflicts(self, path: Path) -> None:
        """Refuse to overwrite what someone else wrote in a place where something else was edited here."""
        if self.conflicts:
            places = ", ".join(conflict.place for conflict in self.conflicts)
            raise UserError(
                f"{path} was changed from outside in the same places ({places}): choose mine or theirs first"
            )

    def _check_disk(self, path: Path) -> None:
        """Refuse to overwrite what someone else wrote."""
        if self._on_disk is None or not path.exists():
            return
        if path.read_bytes() != self._on_disk.encode("utf-8"):
            raise UserError(f"{path} was changed by someone else: reload it, or save under another name")

    def _tell(self, old: Layout, new: Layout) -> None:
        for listener in tuple(self.changed):
            listener(old, new)


def _call(listeners: list[Callable[[], None]]) -> None:
    for listener in tuple(listeners):
        listener()
