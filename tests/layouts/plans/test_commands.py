"""`linewright new FILE --from PLAN` and `linewright plan FILE -o PLAN`, as a user sees them."""

import subprocess
import sys
from pathlib import Path

import pytest

from linewright import main
from tests.layouts.plans.forty import csv_file, workbook

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_one_command_makes_a_line_that_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook(tmp_path / "plan.xlsx")
    assert main(["new", "line.yaml", "--from", "plan.xlsx"]) == 0
    assert capsys.readouterr().out == (
        "line.yaml: written from plan.xlsx, sheet Plan: 40 operations, 3 products, 18 stations; "
        "try `linewright simulate line.yaml` and `linewright view line.yaml`\n"
    )
    assert main(["check", "line.yaml"]) == 0
    assert capsys.readouterr().out == "line.yaml: no problems\n"
    assert main(["capacity", "line.yaml"]) == 0
    assert "Takt  72.0 s a part" in capsys.readouterr().out
    assert main(["simulate", "line.yaml", "--for", "1h"]) == 0
    assert "pieces an hour" in capsys.readouterr().out


def test_the_file_is_one_to_go_on_with(tmp_path: Path) -> None:
    csv_file(tmp_path / "plan.csv")
    assert main(["new", "line.yaml", "--from", "plan.csv"]) == 0
    lines = (tmp_path / "line.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[:6] == [
        "# yaml-language-server: $schema=linewright.schema.json",
        "#",
        "# Made from plan.csv: 40 operations, 3 products, 18 stations.",
        "linewright: 1",
        "name: plan",
        "hall: {size: 41 x 12 x 6 m}",
    ]
    assert max(map(len, lines)) <= 160
    assert "  op20:     {kind: machine,   at: [9.6, 8.5],  label: Step 2, cycle: 31 s, drive_through: true}" in lines


def test_a_plan_with_problems_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.csv").write_text("station,machine [s]\nop10,abc\nop20,-1\n", encoding="utf-8")
    assert main(["new", "line.yaml", "--from", "plan.csv"]) == 1
    assert capsys.readouterr().err == (
        "linewright: plan.csv, cell B2: error: found 'abc', expected a number of seconds\n"
        "plan.csv, cell B3: error: found '-1', expected a number of seconds of at least 0\n"
    )
    assert not (tmp_path / "line.yaml").exists()


def test_a_line_that_exists_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    csv_file(tmp_path / "plan.csv")
    (tmp_path / "line.yaml").write_text("precious", encoding="utf-8")
    assert main(["new", "line.yaml", "--from", "plan.csv"]) == 1
    assert capsys.readouterr().err == "linewright: line.yaml: exists already; name another file\n"
    assert (tmp_path / "line.yaml").read_text(encoding="utf-8") == "precious"


def test_files_that_are_not_there_are_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "line.yaml", "--from", "no.csv"]) == 1
    assert capsys.readouterr().err == "linewright: no.csv: No such file or directory\n"
    csv_file(tmp_path / "plan.csv")
    assert main(["new", "line.yaml", "--from", "plan.csv", "--columns", "no.yaml"]) == 1
    assert capsys.readouterr().err == "linewright: no.yaml: No such file or directory\n"
    assert main(["new", "line.yaml", "--columns", "map.yaml"]) == 1
    assert "give that with --from" in capsys.readouterr().err


def test_columns_with_other_headings(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("Ort,t\nop10,20\n", encoding="utf-8")
    (tmp_path / "map.yaml").write_text("station: Ort\nmachine: {column: t, unit: s}\n", encoding="utf-8")
    assert main(["new", "line.yaml", "--from", "plan.csv", "--columns", "map.yaml"]) == 0
    assert "cycle: 20 s" in (tmp_path / "line.yaml").read_text(encoding="utf-8")


def test_a_plan_is_written_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook(tmp_path / "plan.xlsx")
    assert main(["new", "line.yaml", "--from", "plan.xlsx"]) == 0
    line = tmp_path / "line.yaml"
    line.write_text(line.read_text(encoding="utf-8").replace("cycle: 31 s", "cycle: 29.5 s"), encoding="utf-8")
    capsys.readouterr()
    for _ in range(2):
        assert main(["plan", "line.yaml", "-o", "plan.xlsx"]) == 0
    assert main(["plan", "line.yaml", "-o", "new.csv"]) == 0
    assert capsys.readouterr().out == (
        "plan.xlsx: 2 cells changed\nplan.xlsx: 0 cells changed\nnew.csv: written, 40 operations\n"
    )


def test_what_a_table_has_no_room_for_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(ROOT / "layouts" / "examples" / "packaging_line.yaml"), "-o", "plan.csv"]) == 0
    assert (tmp_path / "plan.csv").read_text(encoding="utf-8").splitlines()[1] == "carton,Filling,filling,,6.5,,,,"
    (tmp_path / "line.yaml").write_text(
        "linewright: 1\nequipment:\n  a: {kind: source, at: [1, 1], every: 5 s}\n  b: {kind: sink, at: [2.2, 1]}\n"
        "flow: [a -> b]\n",
        encoding="utf-8",
    )
    capsys.readouterr()
    assert main(["plan", "line.yaml", "-o", "none.csv"]) == 1
    assert capsys.readouterr().err == (
        "linewright: line.yaml: no station is reached from a source: no operation to write\n"
    )


def test_without_openpyxl_the_way_to_it_is_said(tmp_path: Path) -> None:
    workbook(tmp_path / "plan.xlsx")
    csv_file(tmp_path / "plan.csv")
    code = (
        "import sys; sys.modules['openpyxl'] = None; sys.path.insert(0, sys.argv[1]); from linewright import main; "
        "sys.exit(main(['new', 'a.yaml', '--from', 'plan.csv']) or main(['new', 'b.yaml', '--from', 'plan.xlsx']))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(ROOT)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr == "linewright: 'new' needs openpyxl: pip install 'linewright[excel]'\n"
    assert (tmp_path / "a.yaml").exists()
