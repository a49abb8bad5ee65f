"""Random edits, undone and redone and saved: nothing is lost, neither of the values nor of the comments."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layouts import Document, Layout, read
from layouts.editing import FieldError
from layouts.examples import example as example_file
from layouts.examples import examples
from tests.layouts.editing.at_random import DELETING, KEEPING, draw_edit
from tests.layouts.editing.commented import STYLES, commented, comments_of

SEEDS = st.integers(0, 2**32 - 1)


@dataclass
class Session:
    """Somebody who edits a file, and remembers every state that he saw."""

    document: Document
    random: Random
    seen: list[Layout] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        self.seen.append(self.document.value)

    def act(self) -> None:
        """Do one thing."""
        what = self.random.choices(("edit", "gesture", "undo", "redo", "save"), (10, 1, 3, 2, 1))[0]
        getattr(self, what)()
        assert self.document.value is self.seen[self.at]

    def edit(self) -> None:
        name, function = draw_edit(self.document.value, self.random)
        with suppress(FieldError):
            self.document.edit(name, function)
        self._follow()

    def gesture(self) -> None:
        with suppress(FieldError), self.document.gesture("gesture"):
            for _ in range(3):
                name, function = draw_edit(self.document.value, self.random)
                self.document.edit(name, function)
        self._follow()

    def undo(self) -> None:
        assert self.document.undo() == (self.at > 0)
        self.at = max(self.at - 1, 0)

    def redo(self) -> None:
        assert self.document.redo() == (self.at + 1 < len(self.seen))
        self.at = min(self.at + 1, len(self.seen) - 1)

    def save(self) -> None:
        self.document.save()
        assert self.document.path is not None
        assert read(self.document.path).layout == self.document.value

    def _follow(self) -> None:
        if self.document.value is not self.seen[self.at]:
            del self.seen[self.at + 1 :]
            self.seen.append(self.document.value)
            self.at += 1


def work(name: str, seed: int, steps: int) -> None:
    text = example_file(name).read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        path = Path(folder, "line.yaml")
        path.write_bytes(text.encode())
        session = Session(Document.open(path), Random(seed))
        for _ in range(steps):
            session.act()
        while session.at:
            session.undo()
            assert session.document.value is session.seen[session.at]
        assert session.document.text == text
        session.save()
        assert path.read_bytes() == text.encode()
        for value in session.seen[1:]:
            session.redo()
            assert session.document.value is value


@given(st.sampled_from(examples()), SEEDS, st.integers(1, 40))
@settings(max_examples=15)
def test_undo_and_redo_return_what_was_seen(name: str, seed: int, steps: int) -> None:
    work(name, seed, steps)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@given(st.sampled_from(examples()), SEEDS)
@settings(max_examples=5)
def test_undo_and_redo_return_what_was_seen_among_a_thousand_edits(name: str, seed: int) -> None:
    work(name, seed, 1_000)


def edited_and_saved(name: str, style: str, seed: int, steps: int) -> None:
    text, random = commented(name, style), Random(seed)
    with TemporaryDirectory() as folder:
        path = Path(folder, "line.yaml")
        path.write_bytes(text.encode())
        document = Document.open(path)
        for _ in range(steps):
            document.edit(*draw_edit(document.value, random, KEEPING))
            document.save()
            assert comments_of(path.read_text(encoding="utf-8")) == comments_of(text)


@given(st.sampled_from(examples()), st.sampled_from(STYLES), SEEDS)
@settings(max_examples=10)
def test_every_comment_is_kept_through_edits_and_saves(name: str, style: str, seed: int) -> None:
    edited_and_saved(name, style, seed, 5)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@given(st.sampled_from(examples()), st.sampled_from(STYLES), SEEDS)
@settings(max_examples=30)
def test_every_comment_is_kept_through_fifty_edits_and_saves(name: str, style: str, seed: int) -> None:
    edited_and_saved(name, style, seed, 50)


@given(st.sampled_from(examples()), st.sampled_from(STYLES), SEEDS)
@settings(max_examples=10)
def test_undoing_saved_deletions_brings_their_comments_back(name: str, style: str, seed: int) -> None:
    text, random = commented(name, style), Random(seed)
    with TemporaryDirectory() as folder:
        path = Path(folder, "line.yaml")
        path.write_bytes(text.encode())
        document = Document.open(path)
        for _ in range(3):
            document.edit(*draw_edit(document.value, random, DELETING))
            document.save()
        while document.undo():
            pass
        document.save()
        assert path.read_bytes() == text.encode()
