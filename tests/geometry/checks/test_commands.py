"""The word check: four formats that say the same, exit statuses, examples without a problem."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from layouts.examples import example, examples
from layouts.rulebook import RULES
from linewright import main

LINE = """\
linewright: 1
name: Trial
equipment:
  infeed: {kind: source, at: [2, 8]}
  press:  {kind: machine, at: [6, 8], size: 1.6 x 1.4 x 1.2 m, cycle: 10 s}
  out:    {kind: sink, at: [10, 8]}
  c1:     {kind: conveyor, speed: 12 m/min}
  c2:     {kind: conveyor, speed: 12 m/min}
  stock:  {kind: object, at: [6.9, 8.9], size: 1 x 0.8 x 1 m}
flow:
  - infeed -> c1 -> press -> c2 -> out
checks:
  off: {service: tried out}
"""

TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string"}},
    "additionalProperties": False,
}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {
            "type": "object",
            "required": ["tool"],
            "additionalProperties": False,
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {"driver": {"$ref": "#/$defs/driver"}},
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "driver": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string"},
                "version": {"type": "string"},
                "rules": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {
                        "type": "object",
                        "required": ["id"],
                        "additionalProperties": False,
                        "properties": {"id": {"type": "string"}, "shortDescription": TEXT, "fullDescription": TEXT},
                    },
                },
            },
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": TEXT,
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
                "properties": {"type": "object"},
            },
        },
        "location": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {"type": "object", "properties": {"uri": {"type": "string"}}},
                        "region": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                },
                "logicalLocations": {"type": "array", "items": {"required": ["fullyQualifiedName"]}},
            },
        },
    },
}
"""What SARIF 2.1.0 (OASIS, 2020) says of the objects that are written here, as strict as its own schema."""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A file with an overlap, one with a mistake, one that is missing."""
    (tmp_path / "trial 1.yaml").write_text(LINE, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(LINE.replace("cycle", "cyle"), encoding="utf-8")
    return [str(tmp_path / name) for name in ("trial 1.yaml", "broken.yaml", "missing.yaml")]


def _said(capsys: pytest.CaptureFixture[str], *words: str, status: int) -> str:
    assert main(["check", *words]) == status
    return capsys.readouterr().out


def _problems(capsys: pytest.CaptureFixture[str], files: list[str]) -> list[dict[str, Any]]:
    said = json.loads(_said(capsys, "--format", "json", *files, status=1))
    return [problem for file in said["files"] for problem in file["problems"]]


def test_text_and_json_say_what_overlaps(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(capsys, files[0], status=0).splitlines() == [
        f"{files[0]}:5:3: warning: equipment.press: press and stock overlap at [6.60, 8.60, 0.49], over 0.40 x 0.19 x "
        "0.98 m; expected room between them, or one that touches the other",
        f"{files[0]}: 0 errors, 1 warning",
    ]
    overlap, *others = _problems(capsys, files)
    assert (overlap["code"], overlap["line"], overlap["column"]) == ("overlap", 5, 3)
    assert (overlap["pieces"], len(overlap["point"])) == (["press", "stock"], 3)
    assert [other["code"] for other in others] == ["unknown_field", "unreadable"]


def test_strict_fails_for_a_warning_and_the_language_alone_has_none(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _said(capsys, "--strict", files[0], status=1)
    assert _said(capsys, "--strict", "--language", files[0], status=0) == f"{files[0]}: no problems\n"


def test_sarif_is_valid_and_says_the_same(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    problems = _problems(capsys, files)
    log = json.loads(_said(capsys, "--format", "sarif", *files, status=1))
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [result["ruleId"] for result in run["results"]] == [problem["code"] for problem in problems]
    for result, problem in zip(run["results"], problems, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert (result["level"], result["message"]["text"]) == (problem["severity"], problem["message"])
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == problem["file"].replace(" ", "%20")
        region = place.get("region", {"startLine": None, "startColumn": None})
        assert (region["startLine"], region["startColumn"]) == (problem["line"], problem["column"])
    assert run["results"][0]["properties"]["pieces"] == ["press", "stock"]


def test_junit_has_a_case_a_rule_and_counts_them(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    suites = ElementTree.fromstring(_said(capsys, "--format", "junit", *files, status=1))
    assert suites.tag == "testsuites"
    assert [suite.get("name") for suite in suites] == files
    for suite in suites:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))
        assert all({"name", "classname", "time"} <= set(case.keys()) for case in cases)
    failed = [
        (case.get("name"), failure.get("type"))
        for case in suites.iter("testcase")
        for failure in case
        if failure.tag == "failure"
    ]
    assert failed == [("overlap", "warning"), ("language", "error"), ("language", "error")]
    skipped = [
        (case.get("name"), skip.get("message")) for case in suites.iter("testcase") for skip in case.findall("skipped")
    ]
    assert skipped == [("service", "tried out")]
    assert f"{files[0]}:5:3" in (suites.findtext("testsuite/testcase/failure") or "")


def test_junit_of_a_text_that_xml_forbids_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.yaml").write_text('linewright: 1\nname: "a\\x01<b>"\nequipmnt: {"\\x02]]>": 1}\n', encoding="utf-8")
    ElementTree.fromstring(_said(capsys, "--format", "junit", str(tmp_path / "x.yaml"), status=1))


@pytest.mark.parametrize("name", examples())
def test_nothing_stands_wrong_in_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(_said(capsys, "--format", "json", str(example(name)), status=0))
    assert not [problem["message"] for problem in said["files"][0]["problems"] if problem["code"] in RULES]


def test_every_example_of_a_kind_is_without_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(example().parent.glob("kinds/*.yaml"))
    assert _said(capsys, "--strict", *map(str, files), status=0) == f"{len(files)} files: no problems\n"
