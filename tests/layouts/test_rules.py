"""Each rule: what breaks it, where it points, what it says."""

import pytest

from layouts.problems import Severity
from layouts.reading import read_text
from layouts.rules import problems

BASE = """\
linewright: 1
hall: {size: 30 x 20 x 5 m}
products:
  box: {size: 300 x 200 x 150 mm}
equipment:
  infeed: {kind: source, at: [1, 8], every: 10 s}
  press:  {kind: machine, at: [2.4, 8], cycle: 6.5 s}
  belt:   {kind: conveyor, speed: 24 m/min, gap: 20 mm}
  rack:   {kind: buffer, at: [7.2, 8], capacity: 20}
  ship:   {kind: sink, at: [8.4, 8]}
flow:
  - infeed -> press -> belt -> rack -> ship
"""

CASES = {
    "cycle: 6.5 s": {
        "nests: 2": "7:3: error: equipment.press.cycle: `cycle` is missing",
        "cycle: {bix: 1 s, default: 2 s}": "7:54: error: equipment.press.cycle.bix: there is no `bix`",
        "cycle: {default: exponential 2 s}": "7:58: warning: equipment.press.cycle.default: exponential times",
        "cycle: exponential 2 s": "7:48: warning: equipment.press.cycle: exponential times are for queueing",
        "cycle: 0 s": "7:48: error: equipment.press.cycle: found 0 s, expected a time greater than 0",
        "cycle: 6 s, failures: [jam]": "7:64: error: equipment.press.failures[0]: there is no `jam`",
        "cycle: 6 s, failures: [{mtbf: 2 h}]": "7:64: error: equipment.press.failures[0].mttr: `mttr` is missing",
    },
    "at: [2.4, 8], ": {"": "7:3: error: equipment.press.at: `at` is missing"},
    "capacity: 20": {
        "capacity: ~": "9:40: error: equipment.rack.capacity: `capacity` is missing",
        "capacity: 20, rule: share 1 / 2": "9:60: error: equipment.rack.rule: found 2 shares, expected 1",
        "capacity: 20, rule: by product box / *": "9:60: error: equipment.rack.rule: found 2 ways, expected 1",
        "capacity: 20, rule: by product * / bix": "9:75: error: equipment.rack.rule.bix: there is no `bix`",
        "capacity: 20, merge: batch of 0": "9:61: error: equipment.rack.merge: found 'batch of 0', expected a rule",
        "capacity: 20, order: filo": "9:61: error: equipment.rack.order: found 'filo'",
        "capacity: 20, dwell: 20": "9:61: error: equipment.rack.dwell: found '20', expected a time",
        "capacity: 20, travel: -1 s": "9:62: error: equipment.rack.travel: found '-1 s'",
    },
    "speed: 24 m/min, ": {"": "8:3: error: equipment.belt.speed: `speed` is missing"},
    "rack:": {"1rack:": "9:3: error: equipment.1rack: found '1rack', expected an id"},
    "-> press": {
        "-> pres": "12:15: error: flow[0].pres: there is no `pres`, expected an id of the section",
        "-> press.inn": "12:15: error: flow[0].press.inn: there is no `press.inn`, expected one of the ports",
        "-> press.out": "12:15: error: flow[0].press.out: `press.out` is an out-port, expected an in-port: press.in",
    },
    " -> ship": {
        " -> ship.out": "12:40: error: flow[0].ship.out: there is no `ship.out`, expected one of the ports ship.in",
        "": "9:3: error: equipment.rack: `rack.out` is not connected",
        " -> ship\n  - press -> ship": "13:14: warning: flow[1].ship: press.out -> ship.in: 4.6 m apart",
    },
    "infeed -> press": {"press": "7:3: warning: equipment.press: `press.in` is not connected"},
    "every: 10 s": {
        "product: bax": "6:47: error: equipment.infeed.product: there is no `bax`",
        "every: 0 s": "6:45: error: equipment.infeed.every: found 0 s, expected a time greater than 0",
    },
    "  box:": {"  big: {}\n  box:": "7:3: error: equipment.infeed.product: `product` is missing, expected one of big"},
    "hall:": {
        "failures: {jam: {mttr: 6 min}}\nhall:": "2:12: error: failures.jam.mtbf: `mtbf` is missing",
        "failures: {jam: {mttr: 6 min, mtbf: 2 h, availability: 90 %}}\nhall:": (
            "2:12: error: failures.jam: found both mtbf and availability, expected one of them"
        ),
        "failures: {jam: {mttr: 6 min, availability: 100 %}}\nhall:": (
            "2:45: error: failures.jam.availability: found 100 %, expected more than 0 % and less than 100 %"
        ),
        "failures: {jam: {mttr: 6 min, mtbf: 0 s}}\nhall:": "2:37: error: failures.jam.mtbf: found 0 s",
        "equipment2: {}\nhall:": "2:1: error: equipment2: unknown field `equipment2`, expected one of linewright, name",
    },
    "[7.2, 8]": {
        "[4.0, 8]": "8:3: error: equipment.belt: found belt of 0.2 m, expected at least 0.32 m",
        "[3.8, 8]": "8:3: error: equipment.belt: found belt without length",
    },
    "-> belt -> rack": {
        "-> rack\n  - belt -> rack": "8:3: error: equipment.belt: found belt without a start",
        "-> belt -> b2 -> rack": "12:32: error: flow[0].b2: there is no `b2`",
    },
    "gap: 20 mm": {
        "path: [[3, 8]]": "8:3: error: equipment.belt: found a path of one point",
        "path: [[3.2, 8], [6.6, 8]], via: [[4, 8]]": "8:3: error: equipment.belt: found `path` and `via`",
        "turn: 90": "8:51: error: equipment.belt.turn: `turn` has no meaning here",
    },
    "kind: sink, ": {"kind: sink, merge: zipper, ": "10:31: error: equipment.ship.merge: unknown field `merge`"},
    "[8.4, 8]": {"[8.4, 19.8]": "10:24: warning: equipment.ship.at: ship reaches outside the hall"},
    "kind: source, at: [1, 8], every: 10 s": {
        "kind: buffer, at: [1, 8], capacity: 2": "5:1: warning: equipment: found no source, expected one",
    },
    "kind: machine, at: [2.4, 8], cycle: 6.5 s": {
        "kind: floor, at: [2.4, 8]": "12:15: error: flow[0].press: `press` is a floor",
    },
}
"""What is replaced in the base, by what, and what is then told."""

FLAT = [(before, after, expected) for before, cases in CASES.items() for after, expected in cases.items()]


def test_the_base_is_clean() -> None:
    assert read_text(BASE).problems == ()


@pytest.mark.parametrize(("before", "after", "expected"), FLAT)
def test_a_broken_rule_is_told_with_its_place(before: str, after: str, expected: str) -> None:
    assert before in BASE
    told = [str(problem).removeprefix("layout:") for problem in read_text(BASE.replace(before, after, 1)).problems]
    assert any(line.startswith(expected) for line in told), "\n".join(told)


def test_a_conveyor_into_a_conveyor_has_no_place_to_meet() -> None:
    text = BASE.replace("-> belt ->", "-> belt -> more ->")
    text = text.replace("  rack:", "  more: {kind: conveyor, speed: 1 m/s}\n  rack:")
    told = [problem.message for problem in read_text(text).errors]
    assert [message.split(",")[0] for message in told] == [
        "equipment.belt: found belt without an end",
        "equipment.more: found more without a start",
    ]
    joined = text.replace("speed: 1 m/s", "speed: 1 m/s, path: [[5, 8], [6.6, 8]]")
    assert read_text(joined).errors == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("  - infeed -> ship\n", "infeed -> ship"),
        ("  - infeed -> rack -> ship\n", "infeed -> ship"),
        ("  - infeed -> press -> ship\n  - rack -> rack\n", "the loop of rack"),
    ],
)
def test_nothing_moves_without_end_in_no_time(text: str, found: str) -> None:
    head, _, _ = BASE.replace(", every: 10 s", "").partition("  - ")
    assert any(
        found in problem.message and "without end" in problem.message for problem in read_text(head + text).errors
    )


def test_a_product_that_never_comes_needs_no_time() -> None:
    text = BASE.replace("  box:", "  odd: {}\n  box:").replace("every: 10 s", "product: box")
    assert read_text(text.replace("cycle: 6.5 s", "cycle: {box: 5 s}")).errors == ()
    (error,) = read_text(text.replace("cycle: 6.5 s", "cycle: {odd: 5 s}")).errors
    assert "`box` is missing, expected a time for the product box" in error.message


def test_problems_of_a_value_have_paths_and_only_errors_forbid() -> None:
    layout = read_text(BASE.replace("[8.4, 8]", "[8.4, 19.8]")).layout
    assert layout is not None
    found = problems(layout)
    assert {problem.place.dotted for problem in found} == {"equipment.ship.at", "flow[0].ship"}
    assert {problem.severity for problem in found} == {Severity.WARNING}


SORTED = """\
linewright: 1
products: {a: {}, b: {}, c: {}}
equipment:
  in_a:  {kind: source, at: [0, 0], product: a, every: 10 s}
  in_b:  {kind: source, at: [0, 3], product: b, every: 10 s}
  store: {kind: buffer, at: [3, 0], capacity: 9, rule: by product a / b}
  left:  {kind: machine, at: [6, 0], cycle: {a: 5 s}}
  right: {kind: machine, at: [6, 3], cycle: {b: 5 s}}
  out:   {kind: sink, at: [9, 0]}
flow:
  - in_a | in_b -> store -> left | right -> out
"""


def test_behind_a_branch_by_product_only_its_products_need_a_time() -> None:
    assert read_text(SORTED).errors == ()
    told = [str(error) for error in read_text(SORTED.replace("by product a / b", "first free")).errors]
    assert len(told) == 2
    assert "`b` is missing, expected a time for the product b" in told[0]


def test_a_product_that_can_come_needs_a_way() -> None:
    (error,) = read_text(SORTED.replace("by product a / b", "by product a / c")).errors
    where, said = "layout:6:56: error: equipment.store.rule: ", "a way for the product b, or `*` for all others"
    assert str(error) == f"{where}`b` is missing, expected {said}"
    (of_source,) = read_text(
        SORTED.replace("product: a, every", "product: a, rule: by product b / b, every").replace(
            "- in_a | in_b -> store", "- in_a -> store | out\n  - in_b -> store"
        )
    ).errors
    assert "in_a.rule: `a` is missing" in str(of_source)


def test_parts_that_stay_in_a_buffer_take_time() -> None:
    text = BASE.replace("  - infeed", "  - rack -> rack\n  - infeed")
    assert any("without end" in error.message for error in read_text(text).errors)
    assert not any(
        "without end" in error.message
        for error in read_text(text.replace("capacity: 20", "capacity: 20, dwell: 1 s")).errors
    )


def test_a_packer_that_takes_no_time_and_a_station_that_is_only_passed_stop_nothing() -> None:
    packer = BASE.replace(", every: 10 s", "").replace("kind: machine, at: [2.4, 8], cycle: 6.5 s", "{}")
    text = packer.replace("press -> belt -> rack -> ship", "press -> ship")
    free = text.replace("{}", "kind: packer, at: [2.4, 8], pack: 4 per crate")
    assert any("infeed -> ship lets parts pass without end" in error.message for error in read_text(free).errors)
    timed = text.replace("{}", "kind: packer, at: [2.4, 8], pack: 4 per crate, exchange: 1 s")
    assert not any("without end" in error.message for error in read_text(timed).errors)


def test_what_goes_round_for_ever_is_told() -> None:
    text = BASE.replace("-> rack -> ship", "-> rack -> press")
    assert any("`a way out for box` is missing" in error.message for error in read_text(text).errors)
