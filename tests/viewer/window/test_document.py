"""The file as the window sees it: the last good layout stays, and what is wrong is said."""

import shutil
from pathlib import Path

import pytest

from layouts import load
from viewer.window.document import Document
from viewer.window.notice import Line, Message
from viewer.window.remarks import message_of


@pytest.fixture
def file(tmp_path: Path, packaging_line: Path) -> Path:
    return Path(shutil.copy(packaging_line, tmp_path / "line.yaml"))


def test_a_good_file_is_shown_without_a_word(file: Path) -> None:
    document = Document(file).read()
    assert document.layout == load(file)
    assert (document.broken, document.stale, message_of(document)) == (False, False, None)


def test_a_broken_file_leaves_the_last_good_layout(file: Path) -> None:
    good = Document(file).read()
    file.write_text("linewright: [")
    broken = good.read()
    assert broken.layout is good.layout
    assert broken.stale
    message = message_of(broken)
    assert message is not None
    assert message.heading == "line.yaml has 1 problem; the last good version is shown."
    assert message.lines[0].text.startswith("line.yaml:2:1  ")


def test_a_mended_file_is_shown_again(file: Path) -> None:
    text = file.read_text()
    document = Document(file).read()
    file.write_text("")
    document = document.read()
    file.write_text(text.replace("8 s", "9 s"))
    document = document.read()
    assert document.layout == load(file)
    assert not document.stale


def test_a_file_that_never_was_good_shows_nothing(tmp_path: Path) -> None:
    document = Document(tmp_path / "nothing.yaml").read()
    message = message_of(document)
    assert document.layout is None
    assert message is not None
    assert message.heading == "nothing.yaml has 1 problem; nothing can be shown yet."


def test_a_half_drawn_line_is_shown_though_it_cannot_be_simulated(file: Path) -> None:
    file.write_text(file.read_text().replace("  - infeed -> filling", "  - infeed -> fillling"))
    document = Document(file).read()
    message = message_of(document)
    assert document.layout is not None
    assert message is not None
    assert message.heading.endswith("it is shown, but cannot be simulated.")
    assert message.grave


def test_a_warning_does_not_forbid_anything(file: Path) -> None:
    file.write_text(file.read_text().replace("cycle: 8 s", "cycle: exponential 8 s"))
    document = Document(file).read()
    message = message_of(document)
    assert not document.broken
    assert isinstance(message, Message)
    assert (message.heading, message.grave) == ("line.yaml has 1 remark.", False)
    assert isinstance(message.lines[0], Line)
    assert not message.lines[0].grave
