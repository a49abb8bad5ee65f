"""What is not saved outlives the process: a moment after an edit it is in a journal, and there until it is saved."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from layouts import Document, Layout, load, read_text
from layouts.autosave import Autosave, Pace
from layouts.editing import moved
from layouts.errors import UserError
from layouts.journals import Entry, Journal, left_behind
from layouts.space import Vector

ROOT = Path(__file__).resolve().parents[2]


def never(reason: str) -> None:
    raise AssertionError(reason)


def shift(layout: Layout) -> Layout:
    return moved(layout, ["filling"], Vector(1.0, 0.0))


@pytest.fixture
def file(tmp_path: Path, packaging_line: Path) -> Path:
    return Path(shutil.copy(packaging_line, tmp_path / "line.yaml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "unsaved"


@pytest.fixture
def document(file: Path) -> Document:
    return Document.open(file)


@pytest.fixture
def autosave(document: Document, folder: Path) -> Iterator[Autosave]:
    autosave = Autosave(document, Journal(folder), never, Pace(calm=0.01))
    yield autosave
    autosave.close()


def until(true: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def kept(autosave: Autosave) -> str | None:
    """What the journal says should be in the file."""
    path = autosave.journal.path
    try:
        return Entry.unpacked(path.read_text(encoding="utf-8")).text
    except FileNotFoundError:
        return None


def test_an_edit_is_kept_until_it_is_saved(document: Document, autosave: Autosave) -> None:
    document.edit("move", shift)
    until(lambda: kept(autosave) == document.text)
    document.save()
    until(lambda: kept(autosave) is None)
    document.undo()
    until(lambda: kept(autosave) == document.text)
    document.redo()
    until(lambda: kept(autosave) is None)


def test_a_drag_is_kept_also_while_it_lasts(document: Document, autosave: Autosave) -> None:
    document.begin()
    document.edit("", shift)
    until(lambda: kept(autosave) is not None)
    document.abort()
    until(lambda: kept(autosave) is None)


def test_what_a_living_session_keeps_is_not_left_behind(document: Document, autosave: Autosave, folder: Path) -> None:
    document.edit("move", shift)
    autosave.flush()
    assert left_behind(folder) == ()
    autosave.close(keep=True)
    (left,) = left_behind(folder)
    assert left.entry.file == document.path
    assert left.entry.base == document.path.read_text(encoding="utf-8") if document.path else ""
    assert read_text(left.entry.text).layout == document.value
    left.discard()
    assert list(folder.iterdir()) == []


def test_nothing_is_left_of_a_session_that_ends_well(document: Document, autosave: Autosave, folder: Path) -> None:
    document.edit("move", shift)
    autosave.flush()
    autosave.close()
    assert list(folder.iterdir()) == []


def test_a_layout_without_a_file_is_kept_too(folder: Path) -> None:
    document = Document(Layout())
    autosave = Autosave(document, Journal(folder), never)
    autosave.flush()
    assert kept(autosave) is None
    document.edit("name", lambda layout: Layout(name="New"))
    autosave.flush()
    autosave.close(keep=True)
    (left,) = left_behind(folder)
    assert (left.entry.file, left.entry.base) == (None, "")
    fresh = Document(Layout())
    fresh.recover(left.entry.text, left.entry.base)
    assert fresh.value == document.value
    fresh.undo()
    assert fresh.value == Layout()


def test_what_the_file_says_by_now_was_not_lost(document: Document, file: Path, folder: Path) -> None:
    autosave = Autosave(document, Journal(folder), never)
    document.edit("move", shift)
    autosave.flush()
    autosave.close(keep=True)
    file.write_text(document.text, encoding="utf-8")
    assert left_behind(folder) == ()
    assert list(folder.iterdir()) == []


def test_recovered_edits_come_on_top_of_what_the_file_says_by_now(document: Document, file: Path, folder: Path) -> None:
    autosave = Autosave(document, Journal(folder), never)
    document.edit("move", shift)
    autosave.flush()
    autosave.close(keep=True)
    file.write_text(file.read_text(encoding="utf-8").replace("cycle: 8 s", "cycle: 9 s"), encoding="utf-8")
    (left,) = left_behind(folder)
    again = Document.open(file)
    again.recover(left.entry.text, left.entry.base)
    assert again.value == shift(load(file))
    assert not again.is_saved


def test_what_cannot_be_kept_is_told(document: Document, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    told: list[str] = []
    autosave = Autosave(document, Journal(tmp_path / "taken"), told.append)
    document.edit("move", shift)
    autosave.flush()
    autosave.close()
    assert "taken: unsaved edits cannot be kept" in told[0]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"file": 1, "since": "now", "base": "", "text": ""}'])
def test_what_is_no_journal_is_refused_and_passed_over(text: str, folder: Path) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of the standard library for half of them
        Entry.unpacked(text)
    folder.mkdir()
    (folder / "x.json").write_text(text, encoding="utf-8")
    assert left_behind(folder) == ()


def test_what_is_no_layout_is_not_recovered(document: Document) -> None:
    with pytest.raises(UserError, match="is no layout"):
        document.recover("{", "")


def killed(file: Path, folder: Path, seed: int) -> int:
    """Let somebody edit, kill him at a random moment, and return up to which edit all was kept by then."""
    words = [sys.executable, "-m", "tests.layouts.editor", str(file), str(folder), str(seed)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as editor:
        assert editor.stdout is not None
        first = editor.stdout.readline()
        time.sleep(Random(seed).uniform(0.0, 0.4))
        editor.kill()
        assert editor.wait() == -signal.SIGKILL
        return int((first + editor.stdout.read()).split()[-1])


def version(layout: Layout | None) -> int:
    """How many edits led to a layout."""
    assert layout is not None
    return int(layout.name or "0")


def killed_often(file: Path, folder: Path, times: int) -> int:
    """Kill so many editors of the same file, look after each at what is left, and count what was offered."""
    offered = 0
    file.write_text(file.read_text(encoding="utf-8").replace("Textbook packaging line", "0"), encoding="utf-8")
    for seed in range(times):
        last = killed(file, folder, seed)
        document, lost = Document.open(file), left_behind(folder)
        assert len(lost) <= 1
        for left in lost:
            offered += 1
            assert left.entry.file == file
            document.recover(left.entry.text, left.entry.base)
            assert document.value == read_text(left.entry.text, file.parent).layout
            document.save()
            left.discard()
        assert version(document.value) >= last
        assert not list(folder.glob("*.json"))
    return offered


def test_killing_never_breaks_a_file_and_what_was_unsaved_is_offered(file: Path, folder: Path) -> None:
    assert killed_often(file, folder, 10) > 3


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_killing_two_hundred_times_never_breaks_a_file(file: Path, folder: Path) -> None:
    assert killed_often(file, folder, 200) > 60
