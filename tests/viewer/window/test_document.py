"""The file as the window sees it: the last good layout stays, and what is wrong is said."""

import shutil
from pathlib import Path

import pytest

from layouts import Layout, load
from layouts.editing import moved, removed, with_field
from layouts.merging import Side
from layouts.space import Vector
from viewer.window.document import Document
from viewer.window.remarks import message_of, told


@pytest.fixture
def file(tmp_path: Path, packaging_line: Path) -> Path:
    return Path(shutil.copy(packaging_line, tmp_path / "line.yaml"))


def opened(path: Path) -> Document:
    document = Document(path)
    document.read()
    return document


def test_a_good_file_is_shown_without_a_word(file: Path) -> None:
    document = opened(file)
    assert document.layout == load(file)
    assert (document.broken, document.stale, message_of(document)) == (False, False, None)


def test_a_broken_file_leaves_the_last_good_layout(file: Path) -> None:
    broken = opened(file)
    good = broken.layout
    file.write_text("linewright: [")
    assert not broken.read()
    assert broken.layout is good
    assert broken.stale
    message = message_of(broken)
    assert message is not None
    assert message.heading == "line.yaml has 1 problem; the last good version is shown."
    assert message.lines[0].text.startswith("line.yaml:2:1  ")


def test_a_mended_file_is_shown_again(file: Path) -> None:
    text = file.read_text()
    document = opened(file)
    file.write_text("")
    document.read()
    file.write_text(text.replace("8 s", "9 s"))
    assert document.read()
    assert document.layout == load(file)
    assert not document.stale


def test_a_file_that_never_was_good_shows_nothing(tmp_path: Path) -> None:
    document = opened(tmp_path / "nothing.yaml")
    message = message_of(document)
    assert document.layout is None
    assert message is not None
    assert message.heading == "nothing.yaml has 1 problem; nothing can be shown yet."


def test_a_half_drawn_line_is_shown_though_it_cannot_be_simulated(file: Path) -> None:
    file.write_text(file.read_text().replace("  - infeed -> filling", "  - infeed -> fillling"))
    document = opened(file)
    message = message_of(document)
    assert document.layout is not None
    assert message is not None
    assert message.heading.endswith("it is shown, but cannot be simulated.")
    assert message.grave


def test_a_warning_does_not_forbid_anything_and_is_told_once_in_the_list_of_problems(file: Path) -> None:
    file.write_text(file.read_text().replace("cycle: 8 s", "cycle: exponential 8 s"))
    document = opened(file)
    assert not document.broken
    assert message_of(document) is None
    (problem,) = document.problems
    assert told(problem).startswith("line.yaml:")


def moved_press(document: Document) -> None:
    document.edit("move of filling", lambda layout: moved(layout, ["filling"], Vector(1.0, 0.0)))


def is_edited(document: Document) -> bool:
    return document.edited


def test_an_edit_can_be_saved_and_taken_back(file: Path) -> None:
    document, text = opened(file), file.read_text()
    moved_press(document)
    assert is_edited(document)
    document.save()
    assert not is_edited(document)
    assert load(file) == document.layout
    assert document.undo()
    assert is_edited(document)
    document.save()
    assert file.read_text() == text
    assert document.redo()
    assert not document.redo()


def test_an_edit_that_breaks_the_line_is_shown_with_its_problems(file: Path) -> None:
    document = opened(file)
    document.edit("removal of belt_1", lambda layout: removed(layout, ["belt_1"]))
    broken = document.broken
    assert (broken, message_of(document)) == (True, None)
    assert "filling.out" in " ".join(problem.message for problem in document.problems)
    assert document.undo()
    assert not document.problems


def test_what_somebody_else_wrote_comes_below_what_was_edited(file: Path) -> None:
    document = opened(file)
    moved_press(document)
    edited: Layout | None = document.layout
    file.write_text(file.read_text().replace("8 s", "9 s"))
    assert document.read()
    assert document.edited
    assert document.layout is not None
    assert document.layout.equipment["labelling"] == load(file).equipment["labelling"]
    message = message_of(document)
    assert message is not None
    assert message.heading == "line.yaml was changed from outside; your edits are kept on top of that, not saved yet."
    assert document.undo()
    assert document.layout == load(file)
    assert document.undo()
    assert document.layout == edited


def test_where_both_want_something_else_it_is_told_and_chosen(file: Path) -> None:
    document = opened(file)
    document.edit("cycle", lambda layout: with_field(layout, "labelling", "cycle", "7 s"))
    file.write_text(file.read_text().replace("8 s", "9 s"))
    document.read()
    (conflict,) = document.conflicts
    assert message_of(document) is None
    document.choose(conflict, Side.THEIRS)
    assert document.layout == load(file)
    assert not document.conflicts


def test_what_the_window_wrote_itself_is_no_news(file: Path) -> None:
    document = opened(file)
    moved_press(document)
    document.save()
    assert not document.read()
    assert not document.overtaken
