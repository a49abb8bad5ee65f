"""The repository keeps its own promises: lock, versions, import contracts, reasons beside exceptions."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import linewright

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ("viewer", "studies", "geometry", "sim", "replay", "layouts")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = [
    Requirement(line)
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    if not line.lstrip().startswith("#")
]


def _sources() -> Iterator[Path]:
    yield ROOT / "linewright.py"
    for folder in (*HOUSE, "tests", "benchmarks", "scripts"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def _asked_for() -> Iterator[Requirement]:
    extras = PROJECT["project"]["optional-dependencies"].values()
    for text in (*PROJECT["project"]["dependencies"], *(text for extra in extras for text in extra)):
        requirement = Requirement(text)
        if requirement.name != "linewright":
            yield requirement


def _lint_imports(house: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


@pytest.fixture
def empty_house(tmp_path: Path) -> Path:
    """The packages with nothing in them, under the import contracts of the repository."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in (*HOUSE, "viewer/window"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    return tmp_path


def test_the_lock_names_versions_and_no_place() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|\s--|\s@\s", text)
    assert all(re.fullmatch(r"==[0-9][0-9a-z.]*", str(requirement.specifier)) for requirement in LOCK)


def test_the_lock_is_one_for_every_python() -> None:
    names = [requirement.name for requirement in LOCK]
    assert len(names) == len(set(names))
    assert not [requirement for requirement in LOCK if "python_version" in str(requirement.marker)]


@pytest.mark.parametrize("asked", list(_asked_for()), ids=str)
def test_the_lock_has_what_the_project_asks_for(asked: Requirement) -> None:
    (locked,) = [requirement for requirement in LOCK if requirement.name == asked.name.lower()]
    assert asked.specifier.contains(str(locked.specifier).removeprefix("=="))


def test_one_version_everywhere() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert linewright.__version__ == PROJECT["project"]["version"] == newest[1]


def test_every_package_is_distributed() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    patterns = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    assert packages == set(HOUSE) == {pattern.removesuffix("*") for pattern in patterns}
    assert set(PROJECT["tool"]["importlinter"]["root_packages"]) == packages
    assert all((ROOT / package / "py.typed").exists() for package in packages)


def test_imports_keep_the_contracts() -> None:
    linted = _lint_imports(ROOT)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        ("layouts/size.py", "import replay", "layouts is not allowed to import replay"),
        ("replay/trace.py", "import sim", "replay is not allowed to import sim"),
        ("geometry/scene.py", "from sim import clock", "geometry is not allowed to import sim"),
        ("sim/clock.py", "import geometry", "sim is not allowed to import geometry"),
        ("sim/clock.py", "def run():\n    import viewer", "sim is not allowed to import viewer"),
        ("sim/clock.py", "import studies", "sim is not allowed to import studies"),
        ("studies/replication.py", "import viewer", "studies is not allowed to import viewer"),
        ("viewer/render.py", "import linewright", "viewer is not allowed to import linewright"),
        ("viewer/render.py", "from PySide6.QtCore import QTimer", "viewer is not allowed to import PySide6"),
        ("viewer/render.py", "import pyvistaqt", "viewer is not allowed to import pyvistaqt"),
        ("viewer/render.py", "from viewer import window", "viewer.render is not allowed to import viewer.window"),
        ("geometry/scene.py", "import pyvista", "geometry is not allowed to import pyvista"),
        ("geometry/scene.py", "import simpy", "geometry is not allowed to import simpy"),
        ("sim/clock.py", "from vtkmodules.util import x", "sim is not allowed to import vtkmodules"),
        ("layouts/size.py", "import numpy", "layouts is not allowed to import numpy"),
    ],
)
def test_the_contracts_notice(empty_house: Path, module: str, line: str, complaint: str) -> None:
    (empty_house / module).write_text(line, encoding="utf-8")
    linted = _lint_imports(empty_house)
    assert linted.returncode == 1
    assert complaint in linted.stdout


def test_the_window_may_use_qt(empty_house: Path) -> None:
    (empty_house / "viewer/window/player.py").write_text("from PySide6.QtCore import QTimer\nimport pyvistaqt\n")
    (empty_house / "viewer/commands.py").write_text("def view():\n    from viewer import window\n")
    assert _lint_imports(empty_house).returncode == 0


def test_the_command_line_imports_nothing_of_the_house_at_the_top() -> None:
    tree = ast.parse((ROOT / "linewright.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_layouts_load_neither_numbers_nor_pictures() -> None:
    program = (
        "import layouts, sys; print(*sorted({'numpy', 'scipy', 'pyvista', 'vtkmodules', 'PySide6'} & {*sys.modules}))"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == "\n"


def test_a_thousand_signals_of_qt_are_survived() -> None:
    """PySide6 6.12.0 dropped a reference to True with each of them and died after some 600 on CPython 3.11."""
    program = """
from PySide6.QtCore import QObject, Signal, QTimer, QCoreApplication

class Bell(QObject):
    rung = Signal(int)

application, bell, timer, heard = QCoreApplication([]), Bell(), QTimer(), []
bell.rung.connect(heard.append)
for stroke in range(1000):
    bell.rung.emit(stroke)
    timer.start(1000)
    timer.stop()
print(len(heard))
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "1000\n"


def test_every_exception_from_a_rule_has_its_reason() -> None:
    """`# noqa: X` and `# type: ignore[x]` are followed by a word of why, or stand on a line that says it."""
    bare = re.compile(r"#\s*(?:noqa(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[a-z-, ]+\])?)\s*$")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _sources()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert not found


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert [line.split()[1] for line in shown.splitlines()] == phony.split()


def test_the_functions_are_short() -> None:
    ended = subprocess.run(
        [sys.executable, "scripts/body_lengths.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout
