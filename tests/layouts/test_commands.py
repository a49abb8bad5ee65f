"""The words check, schema, kinds and new, as a user sees them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from layouts.registry import OWN_KINDS
from linewright import main

ROOT = Path(__file__).resolve().parents[2]

LINE = """\
linewright: 1
equipment:
  infeed: {kind: source, at: [1, 8], every: 10 s}
  press:  {kind: machine, at: [2.4, 8], cycle: 6.5 s}
  ship:   {kind: sink, at: [3.8, 8]}
flow:
  - infeed -> press -> ship
"""

BROKEN: dict[str, tuple[bytes, list[str]]] = {
    "syntax": (
        LINE.replace("cycle: 6.5 s}", "cycle: 6.5 s").encode(),
        [
            "5:7: error: a brace that is not closed, or a comma that is missing "
            "(what it belongs to begins in line 4); expected `{a: 1, b: 2}`"
        ],
    ),
    "unknown kind": (
        LINE.replace("kind: machine", "kind: mashine").encode(),
        [
            "4:18: error: equipment.press.kind: unknown kind `mashine`, expected a kind of equipment "
            "(`linewright kinds` lists them); did you mean machine?"
        ],
    ),
    "unknown field": (
        LINE.replace("cycle: 6.5 s", "cycle: 6.5 s, exchagne: 2 s").encode(),
        [
            "4:65: error: equipment.press.exchagne: unknown field `exchagne`, expected a field of machine "
            "(`linewright kinds` lists them); did you mean exchange?"
        ],
    ),
    "wrong unit": (
        LINE.replace("6.5 s", "6.5 kg").encode(),
        [
            "4:48: error: equipment.press.cycle: found '6.5 kg', expected a time such as 45 s "
            "(units: ms, s, min, h, d, w)"
        ],
    ),
    "no unit": (
        LINE.replace("6.5 s", "6.5").encode(),
        [
            "4:48: error: equipment.press.cycle: found '6.5', expected a time such as 45 s "
            "(units: ms, s, min, h, d, w); did you mean 6.5 s?"
        ],
    ),
    "negative time": (
        LINE.replace("6.5 s", "-6.5 s").encode(),
        ["4:48: error: equipment.press.cycle: found '-6.5 s', expected a time of at least 0"],
    ),
    "dangling flow": (
        LINE.replace("-> ship", "-> shipp").encode(),
        [
            "7:24: error: flow[0].shipp: there is no `shipp`, expected an id of the section `equipment`; "
            "did you mean ship?",
        ],
    ),
    "duplicate id": (
        LINE.replace("  ship:", "  press: {kind: sink, at: [9, 9]}\n  ship:").encode(),
        ["5:3: error: `press` occurs twice, first in line 4, column 3; expected every name once"],
    ),
    "alias bomb": (
        b"a: &a [x, x, x, x, x, x, x, x, x]\n"
        + b"".join(b"%c: &%c [*%c, *%c, *%c, *%c]\n" % (97 + n, 97 + n, *([96 + n] * 4)) for n in range(1, 20)),
        ["1:4: error: the anchor `&a` has no place in a layout file; expected the value alone, or `defaults:`"],
    ),
    "3,000 levels": (
        b"linewright: 1\nname: " + b"[" * 3000 + b"]" * 3000,
        ["2:56: error: more than 50 levels of nesting; expected a flatter layout"],
    ),
    "NaN": (
        LINE.replace("6.5 s", ".nan").encode(),
        ["4:48: error: equipment.press.cycle: found '.nan', expected a time such as 45 s (units: ms, s, min, h, d, w)"],
    ),
    "NaN coordinate": (
        LINE.replace("[2.4, 8]", "[.nan, 8]").encode(),
        [
            "4:27: error: equipment.press.at: found .nan, expected a coordinate: a number such as 7.25",
        ],
    ),
    "empty": (b"", ["1:1: error: an empty file; expected a layout that begins with `linewright: 1`"]),
    "only a comment": (
        b"# nothing\n",
        ["1:1: error: an empty file; expected a layout that begins with `linewright: 1`"],
    ),
    "binary": (
        b"linewright: 1\n\x89PNG\r\n\x1a\n\x00\x00",
        ["2:1: error: a byte 0x89 that is no UTF-8; expected a text in UTF-8"],
    ),
    "control characters": (
        b"linewright: 1\nname: \x00",
        ["2:7: error: the unprintable character U+0000; expected a text file"],
    ),
    "a tag": (
        b"linewright: 1\nname: !!python/object/apply:os.system [true]\n",
        [
            "2:7: error: the tag `tag:yaml.org,2002:python/object/apply:os.system` has no place in a layout file; "
            "expected the value alone"
        ],
    ),
    "newer": (
        b"linewright: 7\nequipment: {x: {kind: warp}}\n",
        ["1:13: error: linewright: the file says format 7; expected format 1 to 1: a newer Linewright wrote it"],
    ),
    "no layout": (
        b"services: {web: {image: nginx}}\n",
        [
            "1:1: error: `linewright` is missing, expected `linewright: 1`, the version of the format",
            "1:1: error: services: unknown field `services`, expected one of linewright, name, description, where, "
            "coordinates, hall, drawing, calendar, products, parts, carriers, plan, defaults, changeovers, routing, "
            "failures, zones, supply, people, control, costs, equipment, flow, groups, aisles, checks, run",
        ],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_gets_one_clear_message_a_problem(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, expected = BROKEN[case]
    path = tmp_path / "line.yaml"
    path.write_bytes(data)
    assert main(["check", str(path)]) == 1
    out, err = capsys.readouterr()
    errors = [line for line in out.splitlines() if ": error: " in line]
    assert [line.removeprefix(f"{path}:") for line in errors] == expected
    assert err == ""


def test_all_broken_files_at_once_are_told_in_one_run(tmp_path: Path) -> None:
    files = []
    for number, (data, _) in enumerate(BROKEN.values()):
        files.append(str(tmp_path / f"{number}.yaml"))
        Path(files[-1]).write_bytes(data)
    command = [sys.executable, str(ROOT / "linewright.py"), "check", *files, str(tmp_path / "missing.yaml")]
    result = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr
    assert all(any(line.startswith(f"{file}:") for line in result.stdout.splitlines()) for file in files)


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.yaml"
    assert main(["check", str(missing), str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{missing}: error: the file cannot be read: No such file or directory",
        f"{tmp_path}: error: the file cannot be read: Is a directory",
        "2 files: 2 errors, 0 warnings",
    ]


def test_a_clean_file_and_one_with_warnings_only_are_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean, apart = tmp_path / "clean.yaml", tmp_path / "apart.yaml"
    clean.write_text(LINE, encoding="utf-8")
    apart.write_text(LINE.replace("[3.8, 8]", "[8, 8]"), encoding="utf-8")
    assert main(["check", str(clean)]) == 0
    assert capsys.readouterr().out == f"{clean}: no problems\n"
    assert main(["check", str(clean), str(apart)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{apart}:7:24: warning: flow[0].ship: press.out -> ship.in: 4.2 m apart, nothing carries the part; put a "
        "conveyor, a vehicle or a person between. Simulated as an instant hand-over, drawn dashed.",
        "2 files: 0 errors, 1 warning",
    ]


def test_json_says_the_same_as_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "line.yaml"
    path.write_text("name: Trial\n" + LINE.replace("cycle", "cyle"), encoding="utf-8")
    assert main(["check", "--format", "json", str(path)]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["format"] == 1
    (file,) = said["files"]
    assert (file["file"], file["name"]) == (str(path), "Trial")
    (problem,) = file["problems"]
    assert problem == {
        "code": "unknown_field",
        "severity": "error",
        "file": str(path),
        "line": 5,
        "column": 47,
        "path": ["equipment", "press", "cyle"],
        "message": "equipment.press.cyle: unknown field `cyle`, expected a field of machine "
        "(`linewright kinds` lists them); did you mean cycle?",
        "found": "cyle",
        "expected": "a field of machine (`linewright kinds` lists them)",
        "suggestion": "cycle",
        "parameters": {},
        "pieces": [],
        "point": None,
        "source": "",
    }


def test_wrong_usage_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    assert main(["check", "--format", "xml", "x.yaml"]) == 2
    assert "usage" in capsys.readouterr().err


def test_a_new_file_is_clean_and_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"
    assert main(["new", str(path)]) == 0
    assert main(["check", str(path)]) == 0
    assert "no problems" in capsys.readouterr().out
    path.write_text("precious", encoding="utf-8")
    assert main(["new", str(path)]) == 1
    assert capsys.readouterr().err == f"linewright: {path}: exists already; name another file\n"
    assert path.read_text(encoding="utf-8") == "precious"
    assert main(["new", str(tmp_path / "no" / "folder.yaml")]) == 1


def test_kinds_are_listed_with_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kinds", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [entry["kind"] for entry in said["kinds"]] == list(OWN_KINDS)
    machine = next(entry for entry in said["kinds"] if entry["kind"] == "machine")
    exchange = next(field for field in machine["fields"] if field["name"] == "exchange")
    assert exchange == {
        "name": "exchange",
        "form": "time, such as 45 s",
        "default": "0 s",
        "required": False,
        "description": "part out to next part in position; the station is occupied",
    }
    assert all(field["description"] and field["form"] for entry in said["kinds"] for field in entry["fields"])
    assert main(["kinds"]) == 0
    assert "machine (station): Works on parts by itself." in capsys.readouterr().out
