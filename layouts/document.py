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
from layouts.model import Layout
from layouts.problems import LayoutError
from layouts.reading import read
from layouts.saving import save
from layouts.splicing import splice
from layouts.writing import settled, written

Edit = Callable[[Layout], Layout]
Changed = Callable[[Layout, Layout], None]


@dataclass(frozen=True)
class Step:
    """A state of the document: what was done to reach it, the value, and its text where it has been in a file."""

    name: str
    value: Layout
    text: str | None = None


class Document:
    """One layout with its history. Whoever wants to know of changes appends a callable to `changed`."""

    def __init__(self, layout: Layout, text: str | None = None, path: Path | None = None) -> None:
        """Begin with a layout, the text that says it (None: it has no file yet) and the path of its file."""
        self.path = path
        self.changed: list[Changed] = []
        self._on_disk = text
        self._steps = [Step("open", layout, dump(layout) if text is None else text)]
        self._at = 0
        self._saved: Step | None = None if text is None else self._steps[0]
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

    def save(self, path: str | Path | None = None) -> None:
        """Write the file: exactly the lines of what was edited change.

        Raises:
            UserError: where there is no path, the file cannot be written, or someone else changed it meanwhile.
        """
        target = self.path if path is None else Path(path)
        if target is None:
            raise UserError("the layout has no file yet: name one")
        self._without_gesture()
        if target == self.path:
            self._check_disk(target)
        text = self.text
        save(target, text)
        self._keep(self._at, text)
        self.path, self._on_disk, self._saved = target, text, self._steps[self._at]

    def reload(self) -> bool:
        """Take over what the file says now, as one step; False where it has not changed.

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
        self._on_disk, old = reading.text, self.value
        self._append(Step("reload", reading.layout, reading.text))
        self._saved = self._steps[self._at]
        self._tell(old, self.value)
        return True

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
        step = self._steps[at]
        if step.text is not None:
            return step.text
        before = next(other for other in reversed(self._steps[:at]) if other.text is not None)
        return splice(before.text or "", before.value, step.value)

    def _keep(self, at: int, text: str) -> None:
        """Remember the text of a step that is in a file now."""
        self._steps[at] = replace(self._steps[at], text=text)

    def _check_disk(self, path: Path) -> None:
        """Refuse to overwrite what someone else wrote."""
        if self._on_disk is None or not path.exists():
            return
        if path.read_bytes() != self._on_disk.encode("utf-8"):
            raise UserError(f"{path} was changed by someone else: reload it, or save under another name")

    def _tell(self, old: Layout, new: Layout) -> None:
        for listener in tuple(self.changed):
            listener(old, new)
