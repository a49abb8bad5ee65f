"""Rules of sources, each with the place and the words of its problem."""

import pytest

from layouts import read_text

LINE = """linewright: 1
products: {red: {}, blue: {}}
parts: {rotor: {}}
equipment:
  infeed: {kind: source, at: [0, 0], SOURCE}
  press:  {kind: machine, at: [1.1, 0], cycle: 5 s}
  out:    {kind: sink, at: [2.2, 0]}
flow: [infeed -> press -> out]
"""

RIGHT = [
    "product: red",
    "product: rotor, every: 5 s, batch: 2, first: 0 s, if_full: lose",
    "product: red, rate: 120/h, arrivals: random, batch: 2, first: 1 h",
    "product: red, rate: {0 h: 60/h, 6 h: 120/h, 18 h: 0/h}, limit: 7",
    "product: red, rate: {value: 120/h, source: sales}",
    "schedule: [{at: 0 min, parts: 10, product: red}, {at: 45 min, product: blue}], repeats: 45 min",
    "product: red, schedule: [{at: 0 min, parts: 10}, {at: 45 min, parts: 6, product: rotor}], limit: 99",
]

TIMES_OF_THE_DAY = "expected times of the day in order, from 0 h to less than 24 h"
WRONG = [
    ("product: red, every: 5 s, rate: 120/h", "120/h", "rate: found both `every` and `rate`, expected one of them"),
    ("product: red, every: 0 s", "0 s", "every: found 0 s, expected a time greater than 0"),
    (
        "product: red, rate: 0/h",
        "0/h",
        "rate: found no rate greater than 0, expected arrivals at some time of the day",
    ),
    (
        "product: red, rate: {0 h: 0/h, 6 h: 0/h}",
        "rate:",
        "rate: found no rate greater than 0, expected arrivals at some time of the day",
    ),
    (
        "product: red, rate: {6 h: 60/h}",
        "60/h",
        "rate.6 h: found 6 h, expected a day that begins with `0 h: ...`",
    ),
    ("product: red, rate: {0 h: 60/h, 24 h: 9/h}", "9/h", f"rate.24 h: found 24 h, {TIMES_OF_THE_DAY}"),
    ("product: red, rate: {0 h: 60/h, 9 h: 9/h, 8 h: 5/h}", "5/h", f"rate.8 h: found 8 h, {TIMES_OF_THE_DAY}"),
    (
        "product: red, rate: {0: 60/h}",
        "rate:",
        "rate: found '0', expected a time such as 45 s (units: ms, s, min, h, d, w); did you mean 0 s?",
    ),
    (
        "product: red, rate: 120",
        "120",
        "rate: found '120', expected a rate such as 120/h (units: /s, /min, /h, /d); did you mean 120/h?",
    ),
    (
        "product: red, every: 5 s, arrivals: random",
        "random",
        "arrivals: `arrivals` has no meaning here, expected `rate` beside it",
    ),
    (
        "product: red, batch: 2",
        "2}",
        "batch: `batch` has no meaning here, expected `every` or `rate` beside it",
    ),
    (
        "product: red, schedule: [{at: 5 s}], batch: 2",
        "2}",
        "batch: `batch` has no meaning here, expected `parts` of each delivery",
    ),
    (
        "product: red, schedule: [{at: 5 s}], first: 2 s",
        "2 s}",
        "first: `first` has no meaning here, expected `at` of each delivery",
    ),
    (
        "product: red, every: 5 s, repeats: 8 h",
        "8 h",
        "repeats: `repeats` has no meaning here, expected `schedule` beside it",
    ),
    (
        "product: red, schedule: []",
        "schedule:",
        "schedule: found a schedule without deliveries, expected - {at: 0 min, parts: 10}",
    ),
    (
        "product: red, schedule: [{at: 5 s}, {at: 1 h}], repeats: 59 min",
        "59 min",
        "repeats: found 59 min, expected at least the time from the first delivery to the last",
    ),
    ("product: red, schedule: [{parts: 5}]", "{parts", "schedule[0].at: `at` is missing, expected `at: ...`"),
    (
        "product: red, schedule: [{at: 5 s, part: 3}]",
        "3}]",
        "schedule[0].part: unknown field `part`, expected one of at, parts, product; did you mean parts?",
    ),
    ("schedule: [{at: 5 s}]", "infeed:", "product: `product` is missing, expected one of red, blue"),
    (
        "schedule: [{at: 5 s, product: rde}]",
        "rde",
        "schedule[0].product: there is no `rde`, expected one of the products red, blue, rotor; did you mean red?",
    ),
    (
        "product: rot, every: 5 s",
        "rot",
        "product: there is no `rot`, expected one of the products red, blue, rotor; did you mean rotor?",
    ),
]


@pytest.mark.parametrize("source", RIGHT)
def test_right_forms_are_no_problem(source: str) -> None:
    assert read_text(LINE.replace("SOURCE", source)).errors == ()


@pytest.mark.parametrize(("source", "culprit", "said"), WRONG)
def test_a_wrong_source_is_one_problem_at_the_culprit(source: str, culprit: str, said: str) -> None:
    text = LINE.replace("SOURCE", source)
    (error,) = read_text(text).errors
    column = text.splitlines()[4].index(culprit) + 1
    assert str(error) == f"layout:5:{column}: error: equipment.infeed.{said}"


def test_what_a_file_of_orders_says_is_not_said_beside_it() -> None:
    text = LINE.replace("SOURCE", "orders: a.csv, product: red, limit: 3, batch: 2, first: 1 s, repeats: 1 d")
    meaningless = [str(error).partition("error: ")[2] for error in read_text(text).errors if "meaning" in str(error)]
    said = "has no meaning here, expected the file of orders to say it"
    assert sorted(meaningless) == [
        f"equipment.infeed.batch: `batch` {said}",
        f"equipment.infeed.first: `first` {said}",
        f"equipment.infeed.limit: `limit` {said}",
        f"equipment.infeed.product: `product` {said}",
        "equipment.infeed.repeats: `repeats` has no meaning here, expected a `schedule`",
    ]
