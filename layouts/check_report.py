"""What `check` prints: the problems of files as text, JSON, JUnit XML or SARIF 2.1.0."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from layouts.errors import Code
from layouts.model import Layout
from layouts.problems import Problem, Severity, errors_among
from layouts.rulebook import RULES

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LANGUAGE = "language"
"""The test case of everything that is not about space."""


@dataclass(frozen=True)
class Checked:
    """One file that was checked: its name, its layout (None: it cannot be read), and what is wrong."""

    file: str
    layout: Layout | None
    problems: tuple[Problem, ...]
    spatial: bool = True
    """Whether the rules about space were checked."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What forbids simulating."""
        return errors_among(self.problems)


def text_of(checked: Sequence[Checked]) -> str:
    """Write one line a problem and a summary."""
    lines = [str(problem) for each in checked for problem in each.problems]
    return "\n".join([*lines, _summary(checked)])


def _summary(checked: Sequence[Checked]) -> str:
    errors = sum(len(each.errors) for each in checked)
    warnings = sum(len(each.problems) for each in checked) - errors
    files = checked[0].file if len(checked) == 1 else _counted(len(checked), "file")
    if not errors and not warnings:
        return f"{files}: no problems"
    return f"{files}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def json_of(checked: Sequence[Checked]) -> str:
    """Write one object for all files."""
    return _json({"format": 1, "files": [_file(each) for each in checked]})


def _json(value: object) -> str:
    return json.dumps(value, indent=2)


def _file(checked: Checked) -> dict[str, Any]:
    return {
        "file": checked.file,
        "name": checked.layout.name if checked.layout else None,
        "problems": [problem.to_json_object() for problem in checked.problems],
    }


def junit_of(checked: Sequence[Checked], version: str) -> str:
    """Write JUnit XML: a suite a file, a case a rule; what is switched off is skipped with its reason."""
    root = ElementTree.Element("testsuites", name=f"linewright {version} check")
    for each in checked:
        suite = ElementTree.SubElement(root, "testsuite", name=each.file)
        for rule in _cases(each):
            _case(suite, each, rule)
        tags = {"tests": "testcase", "failures": "testcase/failure", "skipped": "testcase/skipped"}
        for name, tag in tags.items():
            suite.set(name, str(len(suite.findall(tag))))
        suite.set("errors", "0")
        suite.set("time", "0")
    ElementTree.indent(root)
    written: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}'


def _cases(checked: Checked) -> Iterator[str]:
    yield LANGUAGE
    if checked.layout is not None and checked.spatial:
        yield from (name for name in RULES if checked.layout.checks.holds(name) or name in checked.layout.checks.off)


def _case(suite: ElementTree.Element, checked: Checked, rule: str) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=checked.file, name=rule, time="0")
    found = [problem for problem in checked.problems if _rule(problem) == rule]
    if found:
        lines = "\n".join(map(str, found))
        failure = ElementTree.SubElement(case, "failure", message=_xml(found[0].message), type=_gravest(found))
        failure.text = _xml(lines)
    elif checked.layout is not None and rule in checked.layout.checks.off:
        ElementTree.SubElement(case, "skipped", message=_xml(checked.layout.checks.off[rule]))


def _rule(problem: Problem) -> str:
    return problem.code.value if problem.code.value in RULES else LANGUAGE


def _gravest(problems: Sequence[Problem]) -> str:
    severity = Severity.ERROR if errors_among(problems) else Severity.WARNING
    return str(severity.value)


def _xml(text: str) -> str:
    """A text without the control characters that XML forbids; `�` stands for them."""
    return "".join(sign if sign >= " " or sign in "\n\t" else "�" for sign in text)


def sarif_of(checked: Sequence[Checked], version: str) -> str:
    """Write a SARIF 2.1.0 log with one run."""
    problems = [problem for each in checked for problem in each.problems]
    codes = list(dict.fromkeys(problem.code for problem in problems))
    driver = {"name": "linewright", "version": version, "rules": [_descriptor(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _descriptor(code: Code) -> dict[str, Any]:
    rule = RULES.get(code.value)
    asks = rule.asks if rule else f"the layout language: {code.value.replace('_', ' ')}"
    described: dict[str, Any] = {"id": code.value, "shortDescription": {"text": asks}}
    if rule and rule.numbers:
        sources = "; ".join(f"{name}: {number.meaning} ({number.source})" for name, number in rule.numbers.items())
        described["fullDescription"] = {"text": sources}
    return described


def _result(problem: Problem, index: int) -> dict[str, Any]:
    properties = {"found": problem.found, "expected": problem.expected}
    located = problem.to_json_object()
    extra = {name: located[name] for name in ("point", "pieces", "source") if located[name]}
    return {
        "ruleId": problem.code.value,
        "ruleIndex": index,
        "level": problem.severity.value,
        "message": {"text": problem.message},
        "locations": [_location(problem)],
        "properties": properties | extra,
    }


def _location(problem: Problem) -> dict[str, Any]:
    place = problem.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote((place.file or "").replace("\\", "/"))}}
    if place.line is not None:
        physical["region"] = {"startLine": place.line, "startColumn": place.column or 1}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.dotted:
        location["logicalLocations"] = [{"fullyQualifiedName": place.dotted}]
    return location


FORMATS: Mapping[str, Callable[[Sequence[Checked], str], str]] = {
    "text": lambda checked, _: text_of(checked),
    "json": lambda checked, _: json_of(checked),
    "junit": junit_of,
    "sarif": sarif_of,
}
"""What writes files that were checked in each format, given the version of the program."""
