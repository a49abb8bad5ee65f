"""The command line apart from its commands: words, exit statuses, messages, and what is loaded for which word."""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import linewright
from layouts.errors import UserError

ROOT = Path(__file__).resolve().parent.parent

LOADED = """
import json, sys
import linewright
status = linewright.main(sys.argv[1:])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""
"""A program that runs the command line and ends by listing the packages that were loaded for it."""

Run = Callable[[argparse.Namespace], int]
Teach = Callable[[Run], None]


@pytest.fixture
def teach(monkeypatch: pytest.MonkeyPatch) -> Teach:
    """Let `linewright try [--times N]` run a function."""

    def teach(run: Run) -> None:
        def add_try(parser: argparse.ArgumentParser) -> None:
            parser.add_argument("--times", type=int, default=1)
            parser.set_defaults(run=run)

        commands = ModuleType("invented")
        commands.__dict__["add_try"] = add_try
        monkeypatch.setitem(sys.modules, "invented", commands)
        monkeypatch.setattr(linewright, "WORDS", {"try": linewright.Word("invented", "try something")})

    return teach


def _raising(error: BaseException) -> Run:
    def run(_: argparse.Namespace) -> int:
        raise error

    return run


def _packages_loaded_for(*words: str) -> set[str]:
    command = [sys.executable, "-c", LOADED, *words]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(ended.stderr.splitlines()[-1]))


def test_the_status_of_the_command_is_that_of_the_program(teach: Teach) -> None:
    teach(lambda arguments: int(arguments.times))
    assert linewright.main(["try", "--times", "7"]) == 7


def test_a_users_mistake_is_one_line_without_traceback(teach: Teach, capsys: pytest.CaptureFixture[str]) -> None:
    teach(_raising(UserError("line.yaml:3:5: found 8, expected a time such as 8 s")))
    assert linewright.main(["try"]) == 1
    assert capsys.readouterr() == ("", "linewright: line.yaml:3:5: found 8, expected a time such as 8 s\n")


def test_a_file_that_cannot_be_written_is_named(teach: Teach, capsys: pytest.CaptureFixture[str]) -> None:
    teach(lambda _: Path("no/such/folder/x.png").write_text("") and 0)
    assert linewright.main(["try"]) == 1
    assert capsys.readouterr().err == "linewright: no/such/folder/x.png: No such file or directory\n"


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("PySide6", "'try' needs PySide6: pip install 'linewright[gui]'"),
        ("vtkmodules.vtkCommonCore", "'try' needs vtkmodules: pip install 'linewright[gui]'"),
        ("imageio_ffmpeg", "'try' needs imageio_ffmpeg: pip install 'linewright[video]'"),
    ],
)
def test_a_missing_extra_is_named(teach: Teach, capsys: pytest.CaptureFixture[str], module: str, message: str) -> None:
    teach(_raising(ModuleNotFoundError(f"No module named {module!r}", name=module)))
    assert linewright.main(["try"]) == 1
    assert capsys.readouterr().err == f"linewright: {message}\n"


def test_a_missing_system_library_is_named(teach: Teach, capsys: pytest.CaptureFixture[str]) -> None:
    teach(_raising(ImportError("libEGL.so.1: cannot open shared object file", name="PySide6.QtGui")))
    assert linewright.main(["try"]) == 1
    assert capsys.readouterr().err == (
        "linewright: 'try' cannot load PySide6: libEGL.so.1: cannot open shared object file\n"
    )


@pytest.mark.parametrize("error", [ModuleNotFoundError("layuots", name="layuots"), OSError("out of luck"), KeyError(3)])
def test_a_mistake_of_ours_keeps_its_traceback(teach: Teach, error: Exception) -> None:
    teach(_raising(error))
    with pytest.raises(type(error)):
        linewright.main(["try"])


def test_an_interruption_is_quiet(teach: Teach, capsys: pytest.CaptureFixture[str]) -> None:
    teach(_raising(KeyboardInterrupt()))
    assert linewright.main(["try"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_closed_pipe_is_quiet(unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "linewright", "schema"]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, "")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["fly"], "argument WORD: invalid choice: 'fly'"),
        (["--fast"], "the following arguments are required: WORD"),
        (["try", "--times", "often"], "argument --times: invalid int value: 'often'"),
        (["try", "--time", "2"], "unrecognized arguments: --time 2"),
    ],
)
def test_wrong_usage_is_two(teach: Teach, capsys: pytest.CaptureFixture[str], words: list[str], complaint: str) -> None:
    teach(lambda _: 0)
    assert linewright.main(words) == 2
    assert complaint in capsys.readouterr().err


def test_no_word_at_all_shows_the_overview(capsys: pytest.CaptureFixture[str]) -> None:
    assert linewright.main([]) == 2
    assert re.search(r"^    simulate +run a layout", capsys.readouterr().err, re.MULTILINE)


def test_the_overview_lists_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert linewright.main(["--help"]) == 0
    overview = capsys.readouterr().out
    assert all(f"    {name}" in overview and word.help in overview for name, word in linewright.WORDS.items())


def test_the_version_is_that_of_the_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    assert linewright.main(["--version"]) == 0
    assert capsys.readouterr().out == f"linewright {linewright.__version__}\n"


def test_a_terminal_without_the_sign_shows_a_question_mark() -> None:
    program = "import linewright, sys; linewright.main(['--version']); print('8 × 10')"
    command = [sys.executable, "-X", "utf8=0", "-c", program]
    environment = {"PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "8 ? 10"


def test_the_overview_loads_no_package_of_the_house() -> None:
    assert not _packages_loaded_for("--help") & {"layouts", "replay", "geometry", "sim", "viewer"}


PICTURES = {"pyvista", "vtk", "vtkmodules", "PIL", "PySide6", "viewer"}
ENGINE = {"simpy", "sim"}
NUMBERS = {"numpy", "scipy", "trimesh"}


def test_check_of_the_language_alone_loads_neither_numbers_nor_pictures(packaging_line: Path) -> None:
    loaded = _packages_loaded_for("check", "--language", str(packaging_line))
    assert "layouts" in loaded
    assert not loaded & (PICTURES | ENGINE | NUMBERS)


def test_check_loads_numpy_for_what_stands_where_but_nothing_that_draws_or_runs(packaging_line: Path) -> None:
    loaded = _packages_loaded_for("check", str(packaging_line))
    assert "numpy" in loaded
    assert not loaded & (PICTURES | ENGINE | {"scipy", "trimesh"})


def test_check_of_a_broken_file_loads_no_numbers(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("linewright: 1\nequipment: {press: {kind: mashine}}\n", encoding="utf-8")
    assert not _packages_loaded_for("check", str(tmp_path / "x.yaml")) & (PICTURES | ENGINE | NUMBERS)


@pytest.mark.parametrize("word", sorted(linewright.WORDS))
def test_every_word_explains_itself(word: str) -> None:
    command = [sys.executable, "-m", "linewright", word, "--help"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.startswith(f"usage: linewright {word}")
