"""`linewright simulate`: what it prints where, its exit statuses, the trace it writes."""

import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import linewright
from layouts import load
from replay.trace import Trace
from sim import progress, simulate
from sim.progress import progress_on
from sim.report import report

LINE = """\
linewright: 1
equipment:
  infeed: {kind: source, at: [1, 1], every: exponential 9 s}
  press:  {kind: machine, at: [4, 1], cycle: 8 s}
  out:    {kind: sink, at: [7, 1]}
flow:
  - infeed -> press -> out
"""

Captured = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    """A stream on which somebody looks."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def line(tmp_path: Path) -> Path:
    """A small line that has warnings (nothing carries the parts) and does not say how long to run."""
    path = tmp_path / "line.yaml"
    path.write_text(LINE, encoding="utf-8")
    return path


def _refuse_constants(word: str) -> None:
    raise AssertionError(f"{word} is no JSON")


def _json(captured: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(captured, parse_constant=_refuse_constants)
    return found


def test_the_demo_gives_its_exact_figures(packaging_line: Path, capsys: Captured) -> None:
    assert linewright.main(["simulate", str(packaging_line), "--json"]) == 0
    figures = _json(capsys.readouterr().out)
    states = {name: item["states"] for name, item in figures["equipment"].items()}
    assert figures["throughput_per_hour"]["elapsed"] == pytest.approx(450.0, rel=1e-9)
    assert states["filling"]["blocked"] == pytest.approx(0.1875, rel=1e-9)
    assert states["capping"]["blocked"] == pytest.approx(0.375, rel=1e-9)
    assert states["sealing"]["starved"] == pytest.approx(0.375, rel=1e-9)
    assert states["packing"]["starved"] == pytest.approx(0.25, rel=1e-9)
    assert figures["constraint"]["equipment"] == "labelling"


def test_json_is_the_object_of_the_results_and_nothing_else(line: Path, capsys: Captured) -> None:
    assert linewright.main(["simulate", str(line), "--for", "8h", "--warm-up", "1 h", "--seed", "7", "--json"]) == 0
    captured = capsys.readouterr()
    expected = simulate(load(line), 8 * 3600.0, warm_up=3600.0, seed=7).to_json_object()
    assert captured.out == json.dumps(expected, indent=2) + "\n"
    assert captured.err.splitlines() == [
        f"{line}:7:{column}: warning: {text}" for column, text in zip((15, 24), expected["warnings"], strict=True)
    ]


def test_a_text_is_the_report(line: Path, capsys: Captured) -> None:
    assert linewright.main(["simulate", str(line), "--for", "90 min"]) == 0
    layout = load(line)
    assert capsys.readouterr().out == report(simulate(layout, 5400.0), layout) + "\n"


def test_the_same_seed_prints_the_same_and_another_does_not(line: Path, capsys: Captured) -> None:
    printed = []
    for seed in ("1", "1", "2"):
        assert linewright.main(["simulate", str(line), "--for", "1h", "--seed", seed, "--json"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert _json(printed[0])["parts"] != _json(printed[2])["parts"]


def test_what_the_command_does_not_say_the_layout_says(line: Path, capsys: Captured) -> None:
    line.write_text(LINE + "run: {for: 2 h, warm_up: 30 min, seed: 5}\n", encoding="utf-8")
    assert linewright.main(["simulate", str(line), "--json"]) == 0
    figures = _json(capsys.readouterr().out)
    assert (figures["time_s"], figures["warm_up_s"], figures["seed"]) == (7200.0, 1800.0, 5)


def test_the_command_overrules_the_layout(line: Path, capsys: Captured) -> None:
    line.write_text(LINE + "run: {for: 2 h, warm_up: 30 min, seed: 5}\n", encoding="utf-8")
    assert linewright.main(["simulate", str(line), "--json", "--for", "1h", "--warm-up", "0 s", "--seed", "0"]) == 0
    figures = _json(capsys.readouterr().out)
    assert (figures["time_s"], figures["warm_up_s"], figures["seed"]) == (3600.0, 0.0, 0)


def test_a_layout_with_problems_is_not_simulated(line: Path, capsys: Captured) -> None:
    line.write_text(LINE.replace("cycle: 8 s", "cycle: 8 m"), encoding="utf-8")
    assert linewright.main(["simulate", str(line), "--for", "1h", "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"{line}:4:46: error: equipment.press.cycle: found '8 m', expected a time such as 45 s" in captured.err


def test_a_missing_file_is_a_problem(tmp_path: Path, capsys: Captured) -> None:
    assert linewright.main(["simulate", str(tmp_path / "none.yaml"), "--for", "1h"]) == 1
    assert capsys.readouterr() == (
        "",
        f"{tmp_path / 'none.yaml'}: error: the file cannot be read: No such file or directory\n",
    )


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--for", "8"], "argument --for: found '8', expected a time such as 45 s"),
        (["--for", "8 parts"], "argument --for: found '8 parts', expected a time such as 45 s"),
        (["--for", "0s"], "argument --for: found '0s', expected a time greater than 0"),
        (["--for", "1h", "--warm-up=-1h"], "argument --warm-up: found '-1h', expected a time of at least 0"),
        (["--for", "1h", "--seed", "-1"], "argument --seed: found '-1', expected a whole number from 0"),
        (["--for", "1h", "--seed", "one"], "argument --seed: found 'one', expected a whole number from 0"),
        (["--for", "1h", "--trace", "no/such/folder/out"], "argument --trace: there is no folder no/such/folder"),
        ([], "how long? Give `--for 8h` here, or `run: {for: 8 h}` in "),
    ],
)
def test_wrong_usage_is_two(line: Path, capsys: Captured, words: list[str], complaint: str) -> None:
    assert linewright.main(["simulate", str(line), *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert complaint in captured.err


def test_a_trace_is_written_and_covers_the_run(line: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "run.trace"
    words = ["--for", "1h", "--warm-up", "1h", "--trace", str(out), "--json"]
    assert linewright.main(["simulate", str(line), *words]) == 0
    figures = _json(capsys.readouterr().out)
    trace = Trace.open(out)
    assert (trace.start, trace.end, trace.header.seed) == (0.0, 7200.0, 1)
    assert trace.header.layout_sha256 == figures["layout_sha256"]


def test_a_trace_changes_no_figure(line: Path, tmp_path: Path, capsys: Captured) -> None:
    printed = []
    for more in ([], ["--trace", str(tmp_path / "run.trace")]):
        assert linewright.main(["simulate", str(line), "--for", "5h", "--json", *more]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]


def test_progress_is_shown_on_a_terminal_and_leaves_nothing(line: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = io.StringIO(), Terminal()
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert linewright.main(["simulate", str(line), "--for", "1h"]) == 0
    assert "\rsimulating: 100 %\r                 \r" in err.getvalue()
    assert "simulating" not in out.getvalue()


def test_progress_never_meets_json_on_a_pipe(line: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = io.StringIO(), Terminal()
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert linewright.main(["simulate", str(line), "--for", "1h", "--json"]) == 0
    assert "simulating" not in err.getvalue()
    assert _json(out.getvalue())["time_s"] == 3600.0


def test_a_run_that_is_over_at_once_shows_no_progress() -> None:
    terminal = Terminal()
    with progress_on(terminal) as show:
        assert show is not None
        show("simulating", 0.5)
    assert terminal.getvalue() == ""


STUCK = """\
linewright: 1
products: {p: {}, q: {}}
routing: {p: [one, two], q: [two, one]}
equipment:
  ps:  {kind: source, at: [0, 0], product: p, every: 2 s}
  qs:  {kind: source, at: [0, 4], product: q, every: 2 s}
  one: {kind: machine, at: [4, 0], cycle: 3 s}
  two: {kind: machine, at: [4, 4], cycle: 3 s}
  out: {kind: sink, at: [8, 0]}
flow: [ps -> one -> two | out, qs -> two -> one | out]
"""


def test_a_deadlock_ends_with_3_after_the_figures_up_to_then(tmp_path: Path, capsys: Captured) -> None:
    path, trace = tmp_path / "stuck.yaml", tmp_path / "stuck.trace"
    path.write_text(STUCK, encoding="utf-8")
    assert linewright.main(["simulate", str(path), "--for", "1 h", "--trace", str(trace)]) == 3
    captured = capsys.readouterr()
    assert captured.err.splitlines()[-1] == (
        "linewright: deadlock at 5 s: one holds part 1 (p) and waits for room in two; "
        "two holds part 2 (q) and waits for room in one"
    )
    assert "The run ends in a deadlock at 5 s; each waits for the next, for ever:" in captured.out
    assert "- one holds part 1 (p) and waits for room in two" in captured.out
    assert Trace.open(trace).end == 5.0


def test_a_deadlock_is_in_the_figures(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "stuck.yaml"
    path.write_text(STUCK, encoding="utf-8")
    assert linewright.main(["simulate", str(path), "--for", "1 h", "--json"]) == 3
    figures = _json(capsys.readouterr().out)
    assert figures["deadlock"]["time_s"] == figures["time_s"] == 5.0
    ring = [
        {"equipment": "one", "holds": 1, "part": 1, "product": "p", "need": "room", "port": "two", "waits_for": "two"},
        {"equipment": "two", "holds": 1, "part": 2, "product": "q", "need": "room", "port": "one", "waits_for": "one"},
    ]
    assert figures["deadlock"]["cycle"] == ring
