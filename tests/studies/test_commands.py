import json
from pathlib import Path

import pytest

from linewright import main
from tests.studies.lines import LINE


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("slow.yaml").write_text(LINE % {"press": "13 s", "places": 2}, encoding="utf-8")
    Path("fast.yaml").write_text(LINE % {"press": "9 s", "places": 2}, encoding="utf-8")


@pytest.mark.usefixtures("files")
def test_a_replicated_line_has_a_row_for_each_measure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replicate", "slow.yaml", "--workers", "1", "--for", "30min"]) == 0
    name, head, _, headings, *rows = capsys.readouterr().out.splitlines()
    assert name == "Two stations"
    assert head == (
        "4 runs, seeds 5 to 8: 30 min after a warm-up of 10 min, started empty; ± is half of a 95 % interval."
    )
    assert headings.split() == ["mean", "±", "least", "most", "unit"]
    assert [row.split("  ")[0].strip() for row in rows] == ["Output", "Lead time", "Inside (WIP)", "Line OEE"]


@pytest.mark.usefixtures("files")
def test_one_run_has_no_interval(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replicate", "slow.yaml", "--workers", "1", "--for", "5min", "--replications", "1"]) == 0
    assert "one run, no interval, seed 5: 5 min" in capsys.readouterr().out


@pytest.mark.usefixtures("files")
def test_figures_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replicate", "slow.yaml", "--workers", "1", "--for", "5min", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["replications"], found["seeds"], found["time_s"]) == (1, 4, [5, 6, 7, 8], 300.0)
    output = found["measures"]["output_per_hour"]
    assert output["mean"] == pytest.approx(sum(output["values"]) / 4)
    assert [run["seed"] for run in found["runs"]] == found["seeds"]


@pytest.mark.usefixtures("files")
def test_two_layouts_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "slow.yaml", "fast.yaml", "--workers", "1"]) == 0
    shown = capsys.readouterr().out
    assert "4 runs of each layout" in shown
    (output,) = [row for row in shown.splitlines() if row.startswith("Output")]
    assert output.endswith("better")
    assert main(["compare", "slow.yaml", "fast.yaml", "--workers", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["measures"]["output_per_hour"]["verdict"] == "better"


@pytest.mark.usefixtures("files")
def test_mistakes_are_said_once_and_nothing_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("fast.yaml").read_text(encoding="utf-8").replace("cycle: 9 s", "cycle: 9")
    Path("fast.yaml").write_text(text, encoding="utf-8")
    assert main(["compare", "slow.yaml", "fast.yaml"]) == 1
    shown = capsys.readouterr()
    assert "fast.yaml:6:48: error: equipment.press.cycle: found '9'" in shown.err
    assert not shown.out
    assert main(["replicate", "slow.yaml", "--replications", "0"]) == 2
    assert "expected a whole number from 1" in capsys.readouterr().err
