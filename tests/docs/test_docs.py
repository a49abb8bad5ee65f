"""What the documentation shows is run: layouts are read, Python is executed, commands print what is printed there.

Blocks are marked by the words behind their fence:

- `yaml`: a whole layout without any problem; `yaml NAME.yaml`: one beside the first; `yaml fragment`: sections of one;
  `yaml broken`: its problems follow as `text`
- `csv NAME`: a file beside the layouts of the page
- `python`: executed, the blocks of a page one after the other; what they print may follow as `text`
- `console`: commands behind `$ ` with what they print; `console quiet`: they succeed. The first layout of the page is
  there as `line.yaml`, and so are the examples. Before a command may stand settings and `xvfb-run -a`.
"""

import argparse
import importlib.util
import io
import re
import shlex
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

import linewright
from layouts import read_text
from layouts.errors import Code
from tests.docs.pages import PAGES, ROOT, Block, blocks, blocks_in, commands

INCOMPLETE = {Code.UNCONNECTED, Code.NO_BOUNDARY, Code.CONVEYOR, Code.NO_WAY, Code.APART, Code.DATA_FILE}
"""What is wrong with sections alone: they are no line, and the files that they name are not there."""

SHOWN_ONLY = {"view", "render", "video"}
"""Words that need a screen or take long: their arguments are checked, and tests/viewer runs them."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A folder with the files of the page that a test is about."""
    page: Path = request.getfixturevalue("page")
    for block in blocks(page):
        if block.language == "csv":
            (tmp_path / block.mark).write_text(block.text, encoding="utf-8")
        if block.language == "yaml" and block.mark.endswith(".yaml"):
            (tmp_path / block.mark).write_text(block.text, encoding="utf-8")
        if block.language == "yaml" and not block.mark and not (tmp_path / "line.yaml").exists():
            (tmp_path / "line.yaml").write_text(block.text, encoding="utf-8")
    (tmp_path / "docs" / "images").mkdir(parents=True)
    examples = tmp_path / "layouts" / "examples"
    shutil.copytree(ROOT / "layouts" / "examples", examples, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("block", "page"), [pytest.param(block, block.page, id=str(block)) for block in blocks_in("yaml")]
)
def test_layouts_are_read(block: Block, page: Path, folder: Path) -> None:
    text = f"linewright: 1\n{block.text}" if block.mark == "fragment" else block.text
    problems = read_text(text, folder, "line.yaml").problems
    if block.mark == "fragment":
        problems = tuple(problem for problem in problems if problem.code not in INCOMPLETE)
    expected = block.output if block.mark == "broken" else ""
    assert "".join(f"{problem}\n" for problem in problems) == expected


@pytest.mark.parametrize("page", [page for page in PAGES if any(b.language == "python" for b in blocks(page))], ids=str)
def test_python_is_executed(page: Path, folder: Path) -> None:
    names: dict[str, Any] = {"__name__": "notebook"}
    for block in blocks(page):
        if block.language == "python":
            printed = io.StringIO()
            with redirect_stdout(printed):
                exec(compile(block.text, str(block), "exec"), names)
            assert printed.getvalue() == (block.output or ""), str(block)


@pytest.mark.parametrize(
    ("block", "page"), [pytest.param(block, block.page, id=str(block)) for block in blocks_in("console")]
)
def test_commands_print_what_is_said(block: Block, page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for command, output in commands(block):
        words = _without_settings(shlex.split(command, comments=True), monkeypatch)
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE), command
        else:
            assert words[0].removeprefix(".venv/bin/") == "linewright", command
            printed, status = _run(words[1:])
            assert (status == 0) if block.mark == "quiet" else (printed == output), f"{command}\n{printed}"


def _without_settings(words: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Set the environment variables before a command, and return the command."""
    while re.fullmatch(r"[A-Z_]+=\S*", words[0]):
        name, _, value = words.pop(0).partition("=")
        monkeypatch.setenv(name, value)
    return words[2:] if words[:2] == ["xvfb-run", "-a"] else words


def _run(words: list[str]) -> tuple[str, int]:
    """What a command prints and its exit status."""
    if words[0] in SHOWN_ONLY or (words[0] == "doctor" and importlib.util.find_spec("pyvista") is None):
        parser, word = argparse.ArgumentParser(), linewright.WORDS[words[0]]
        getattr(importlib.import_module(word.module), f"add_{words[0]}")(parser)
        parser.parse_args(words[1:])
        return "", 0
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        status = linewright.main(words)
    return printed.getvalue(), status


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", text)
    local = [a or b for a, b in targets if not re.match(r"[a-z]+:", a or b)]
    assert [target for target in local if not _exists(page, target)] == []


def _exists(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = page.parent / path if path else page
    return file.exists() and (not anchor or anchor in _anchors(file))


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


REFERENCE = ROOT / "docs" / "reference"


def test_every_page_is_linked_from_the_first_or_from_the_index_of_the_reference() -> None:
    readme, index = ((folder / "README.md").read_text(encoding="utf-8") for folder in (ROOT, REFERENCE))
    first = [page.relative_to(ROOT).as_posix() for page in PAGES[1:] if page.parent not in _chapters()]
    assert [page for page in first if page not in readme] == []
    further = [page.relative_to(REFERENCE).as_posix() for page in PAGES if page.parent in _chapters()]
    assert [page for page in further if page not in index] == []


def _chapters() -> tuple[Path, ...]:
    return REFERENCE / "kinds", REFERENCE / "sections", REFERENCE / "words"


def test_no_block_is_of_a_language_that_nobody_runs() -> None:
    known = {"yaml", "csv", "python", "console", "text", "json", ""}
    assert [str(block) for page in PAGES for block in blocks(page) if block.language not in known] == []
