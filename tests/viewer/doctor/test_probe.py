from pathlib import Path

import pytest

from viewer.doctor.probe import Reply, ask, last_words


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a module that processes can run as `asked`."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path / "asked.py"


def test_the_last_line_printed_is_the_answer(module: Path) -> None:
    module.write_text("import os\nprint('Mesa says hello')\nprint('{\"seen\": \"' + os.environ['SEEN'] + '\"}')\n")
    assert ask("asked", {"SEEN": "yes"}) == Reply({"seen": "yes"})


def test_a_crash_is_reported_and_not_suffered(module: Path) -> None:
    module.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n")
    reply = ask("asked")
    assert (reply.came, reply.trouble) == (False, "it crashed (SIGSEGV)")


def test_a_process_that_hangs_is_ended(module: Path) -> None:
    module.write_text("import time\ntime.sleep(600)\n")
    assert ask("asked", patience=0.5).trouble == "no answer within 0.5 s: the driver hangs"


def test_an_exception_is_told_by_its_last_line(module: Path) -> None:
    module.write_text("raise ImportError('libGL.so.1: cannot open shared object file')\n")
    reply = ask("asked")
    assert reply.trouble == "it ended with status 1"
    assert reply.said == "ImportError: libGL.so.1: cannot open shared object file"


@pytest.mark.parametrize("printed", ["", "print('no JSON')", "print('[1, 2]')"])
def test_an_answer_of_no_use_is_none(module: Path, printed: str) -> None:
    module.write_text(printed)
    assert ask("asked").trouble == "it said nothing of use"


def test_the_telling_line_is_found_among_others() -> None:
    qt = "qt.qpa.xcb: could not connect to display :77\nThis application failed to start\n\nAvailable plugins are: xcb."
    assert last_words(qt) == "qt.qpa.xcb: could not connect to display :77"
    vtk = "\x1b[0m\x1b[33m2026-11-23 (1.5s) [7F8]vtkOSOpenGLRenderWindow:150   WARN| libOSMesa not found.\x1b[0m\n"
    assert last_words(vtk) == "libOSMesa not found."
    assert last_words("one\n\ntwo\n\n") == "two"
    assert last_words("") == ""
