"""Mistyped names: every one is told whatever its value, once, with what was meant, and without its consequences."""

import pytest

from layouts.errors import Code
from layouts.faults import written
from layouts.problems import Problem
from layouts.reading import read_text

LINE = """\
linewright: 1
hall: {size: 20 x 20 x 5 m}
products: {carton: {demand: 100/h}}
equipment:
  infeed: {kind: source, at: [1, 3], product: carton}
  press: {kind: machine, at: [2, 3], cycle: 5 s, failures: [jam]}
  ship: {kind: sink, at: [3, 3]}
failures: {jam: {availability: 95 %, mttr: 6 min}}
flow:
  - infeed -> press -> ship
run: {for: 8 h}
"""


def _errors(before: str, after: str) -> list[Problem]:
    return list(read_text(LINE.replace(before, after, 1)).errors)


def _told(before: str, after: str) -> list[tuple[str, str]]:
    errors = _errors(before, after)
    assert all(problem.code in (Code.UNKNOWN_FIELD, Code.UNKNOWN_KIND) for problem in errors), errors
    return [(problem.found, problem.suggestion) for problem in errors]


@pytest.mark.parametrize(
    ("before", "after", "found", "suggestion"),
    [
        ("cycle: 5 s", "cycle: 5 s, exchange:2 s", "exchange:2 s", "exchange: 2 s"),
        ("cycle: 5 s", "cycle: 5 s, exchagne:2 s", "exchagne:2 s", "exchange: 2 s"),
        ("cycle: 5 s", "cycle: 5 s, label Mill", "label Mill", "label: Mill"),
        ("cycle: 5 s", "cycle: 5 s, exchagne: ", "exchagne", "exchange"),
        ("cycle: 5 s", "cycle: 5 s, bogus: ~", "bogus", ""),
        ("cycle: 5 s", "cycle:5 s", "cycle:5 s", "cycle: 5 s"),
        ("kind: machine", "kind:machine", "kind:machine", "kind: machine"),
        ("kind: machine", "knid: machine", "knid", "kind"),
        ("demand: 100/h", "demand:100/h", "demand:100/h", "demand: 100/h"),
        ("for: 8 h", "for:8 h", "for:8 h", "for: 8 h"),
        ("mttr: 6 min", "mttr: 6 min, lable: ", "lable", "label"),
        ("[jam]", "[{mtbf: 2 h, mttr: 1 min, lable: }]", "lable", "label"),
        ("run:", "defaults: {machine: {exchange:2 s}}\nrun:", "exchange:2 s", "exchange: 2 s"),
        ("run:", "defaults: {machin: }\nrun:", "machin", "machine"),
        ("run:", "where: {site:Ulm}\nrun:", "site:Ulm", "site: Ulm"),
        ("run:", "bogus:\nrun:", "bogus", ""),
        ("run:", "folder: ~\nrun:", "folder", ""),
    ],
)
def test_an_unknown_key_is_a_problem_whatever_its_value(before: str, after: str, found: str, suggestion: str) -> None:
    assert _told(before, after) == [(found, suggestion)]


def test_a_known_key_without_value_is_not_given() -> None:
    assert _errors("cycle: 5 s", "cycle: 5 s, exchange: , label: ~, tag: null") == []


def test_a_blank_or_a_colon_that_is_missing_is_named() -> None:
    (blank,) = _errors("cycle: 5 s", "cycle:5 s")
    assert blank.message.endswith(
        "unknown field `cycle:5 s`, expected a blank behind the colon; did you mean cycle: 5 s?"
    )
    (colon,) = _errors("cycle: 5 s", "cycle 5 s")
    assert colon.message.endswith(
        "unknown field `cycle 5 s`, expected a colon behind `cycle`; did you mean cycle: 5 s?"
    )


@pytest.mark.parametrize(
    ("before", "after", "suggestion"),
    [
        ("cycle: 5 s", "cylce: 5 s", "cycle"),
        ("size: 20", "szie: 20", "size"),
        ("mttr: 6", "mtrr: 6", "mttr"),
        ("availability", "availabilty", "availability"),
        ("linewright", "linwright", "linewright"),
        ("equipment:", "equipments:", "equipment"),
        ("failures: {", "failurse: {", "failures"),
        ("products:", "prodcuts:", "products"),
        ("flow:", "flwo:", "flow"),
    ],
)
def test_a_mistyped_name_is_told_without_what_follows_from_it(before: str, after: str, suggestion: str) -> None:
    (problem,) = [
        problem for problem in read_text(LINE.replace(before, after, 1)).problems if problem.code != Code.APART
    ]
    assert (problem.code, problem.suggestion) == (Code.UNKNOWN_FIELD, suggestion)


def test_a_name_beside_the_right_one_hides_nothing() -> None:
    errors = read_text(LINE.replace("-> ship\n", "-> shop\n") + "equipment2: {}\n").errors
    assert [problem.code for problem in errors] == [Code.UNKNOWN_REFERENCE, Code.UNKNOWN_FIELD]


def test_a_mistyped_field_of_the_defaults_is_told_once() -> None:
    text = LINE.replace("cycle: 5 s, ", "") + "defaults: {machine: {cylce: 5 s}}\n"
    assert [problem.suggestion for problem in read_text(text).errors] == ["cycle"]


def test_a_wrong_alternative_is_not_missing_as_well() -> None:
    assert [problem.suggestion for problem in _errors("availability: 95 %", "availability: 95")] == ["95 %"]


def test_what_is_missing_beside_a_mistyped_field_is_still_told() -> None:
    assert [problem.found for problem in _errors("at: [2, 3], cycle: 5 s", "cylce: 5 s")] == ["at", "cylce"]


def test_the_fields_of_a_kind_are_listed_where_they_are_few() -> None:
    (few,) = _errors("at: [3, 3]", "at: [3, 3], colour: red")
    assert few.expected == "one of label, tag, at, turn, mirror, size, locked, model, source, status, height"
    (many,) = _errors("cycle: 5 s", "cycle: 5 s, colour: red")
    assert many.expected == "a field of machine (`linewright kinds` lists them)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"mtbf": "1 h", "mttr": None}, "{mtbf: 1 h, mttr: ~}"),
        (["4", ["5"], {}], "[4, [5], {}]"),
        ("6.5 s", "6.5 s"),
    ],
)
def test_a_wrong_value_is_shown_as_yaml_writes_it(value: object, text: str) -> None:
    assert written(value) == text


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("cycle: 5 s", "cycle: [4]", "[4]"),
        ("[jam]", "{mtbf: 1 h}", "{mtbf: 1 h}"),
        ("[3, 3]", "{x: 3}", "{x: 3}"),
        ("cycle: 5 s", "cycle: 5 s, label: [a]", "[a]"),
    ],
)
def test_messages_hold_no_python(before: str, after: str, found: str) -> None:
    assert [problem.found for problem in _errors(before, after)] == [found]


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [
        ("6,5 s", "cycle: 6.5 s"),
        ("triangular 10, 15, 20 s", "cycle: triangular 10 15 20 s"),
    ],
)
def test_a_value_that_commas_tear_in_braces_is_one_problem(value: str, suggestion: str) -> None:
    (problem,) = _errors("cycle: 5 s", f"cycle: {value}, label: Mill")
    assert (problem.place.path, problem.suggestion) == (("equipment", "press", "cycle"), suggestion)
    assert problem.expected == "a value without commas: in braces they end it"


def test_the_pieces_of_a_size_come_together_again() -> None:
    (problem,) = _errors("demand: 100/h", "size: 0,3 x 0,2 x 0,15 m")
    assert problem.suggestion == "size: 0.3 x 0.2 x 0.15 m"
