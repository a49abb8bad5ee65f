"""Branches: which way parts go, by rule."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sim.logbook import Logbook, simulated


def branch(rule: str, cycles: Sequence[str], parts: int) -> Logbook:
    """Feed machines `m0`, `m1`, ... from one source, a part a second, through a branch."""
    machines = [f"m{number}" for number in range(len(cycles))]
    lines = ["equipment:"]
    fields = f"every: 1 s, first: 0 s, limit: {parts}, if_full: queue, rule: {rule}"
    lines.append(f"  infeed: {{kind: source, at: [0, 0], {fields}}}")
    for row, (name, cycle) in enumerate(zip(machines, cycles, strict=True)):
        lines.append(f"  {name}: {{kind: machine, at: [5, {3 * row}], cycle: {cycle}}}")
    lines.append("  out: {kind: sink, at: [10, 0]}")
    lines.append(f"flow: [infeed -> {' | '.join(machines)} -> out]")
    return simulated("\n".join(lines), 1000.0)[1]


def ways(log: Logbook) -> str:
    """Return the numbers of the machines in the order in which parts went in."""
    return "".join(name[1:] for _, _, name in log.steps if name.startswith("m"))


def test_first_free_takes_the_first_in_the_list_that_can() -> None:
    log = branch("first free", ["2.5 s", "2.5 s", "2.5 s"], parts=9)
    assert ways(log) == "012012012"
    assert [t for t, _, name in log.steps if name.startswith("m")] == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]
    assert ways(branch("first free", ["0.5 s", "0.5 s"], parts=5)) == "00000"


def test_first_free_and_strict_waits_for_the_first() -> None:
    log = branch("first free strict", ["2.5 s", "0.5 s"], parts=4)
    assert log.entries("m0") == [(0.0, 1), (2.5, 2), (5.0, 3), (7.5, 4)]


def test_round_robin_passes_over_who_is_busy() -> None:
    assert ways(branch("round robin", ["0.5 s", "0.5 s", "0.5 s"], parts=7)) == "0120120"
    assert ways(branch("round robin", ["0.5 s", "3.2 s", "0.5 s"], parts=8)) == "01202012"


def test_round_robin_and_strict_waits() -> None:
    log = branch("round robin strict", ["0.5 s", "3.2 s"], parts=6)
    assert ways(log) == "010101"
    assert [t for t, _ in log.entries("m1")] == pytest.approx([1.0, 4.2, 7.4])


def test_shares_interleave_exactly() -> None:
    assert ways(branch("share 70 / 30", ["0.5 s", "0.5 s"], parts=10)) == "0100010010"
    assert ways(branch("share 1 / 1 / 2", ["0.5 s"] * 3, parts=8)) == "20122012"
    assert ways(branch("share 1 / 0", ["0.5 s"] * 2, parts=3)) == "000"


@settings(max_examples=40)
@given(st.integers(1, 99), st.booleans())
def test_shares_of_two_are_never_off_by_a_part(share: int, strict: bool) -> None:
    taken = ways(branch(f"share {share} / {100 - share}{' strict' if strict else ''}", ["0.5 s"] * 2, parts=50))
    for number in range(1, 51):
        assert abs(taken[:number].count("0") - share / 100 * number) < 1


def test_a_strict_share_holds_where_a_free_one_gives_way() -> None:
    free, strict = (branch(f"share 50 / 50{word}", ["0.5 s", "4 s"], parts=40) for word in ("", " strict"))
    assert Counter(ways(strict)) == {"0": 20, "1": 20}
    assert Counter(ways(free))["0"] > 25


def test_a_random_share_is_a_draw_for_each_part() -> None:
    """400 parts at 70 %: within four standard deviations, and not interleaved."""
    taken = ways(branch("random share 70 / 30", ["0.5 s", "0.5 s"], parts=400))
    assert abs(taken.count("0") - 280) < 4 * (400 * 0.7 * 0.3) ** 0.5
    assert "11" in taken
    assert "00000000" in taken


def test_the_shortest_queue_gets_the_part() -> None:
    _, log = simulated(
        """
equipment:
  infeed: {kind: source, at: [0, 0], every: 1 s, first: 0 s, limit: 8, rule: shortest queue}
  a: {kind: buffer, at: [3, 0], capacity: 10}
  b: {kind: buffer, at: [3, 5], capacity: 10}
  quick: {kind: machine, at: [6, 0], cycle: 2.5 s}
  slow: {kind: machine, at: [6, 5], cycle: 100 s}
  out: {kind: sink, at: [10, 0]}
flow: [infeed -> a | b, a -> quick -> out, b -> slow -> out]
""",
        60.0,
    )
    assert log.entries("quick") == [(0.0, 1), (2.5, 2), (5.0, 4), (7.5, 6), (10.0, 7)]


def test_the_rule_of_a_machine_and_of_a_belt_counts_too() -> None:
    _, log = simulated(
        """
products: {part: {size: 100 x 100 x 100 mm}}
equipment:
  infeed: {kind: source, at: [0, 0], limit: 12}
  press: {kind: machine, at: [3, 0], cycle: 1 s, rule: round robin}
  left: {kind: conveyor, path: [[5, 0], [7, 0]], speed: 1 m/s, rule: share 2 / 1}
  right: {kind: conveyor, path: [[5, 3], [7, 3]], speed: 1 m/s}
  out_1: {kind: sink, at: [10, 0]}
  out_2: {kind: sink, at: [10, 3]}
flow: [infeed -> press -> left | right, left -> out_1 | out_2, right -> out_2]
""",
        60.0,
    )
    assert [item for _, item in log.entries("left")] == [1, 3, 5, 7, 9, 11]
    assert [item for _, item in log.entries("right")] == [2, 4, 6, 8, 10, 12]


def test_a_part_given_elsewhere_waits_nowhere() -> None:
    """The press offers to both; the oven takes its part, and the saw is left to the other press."""
    _, log = simulated(
        """
products: {a: {}, b: {}}
equipment:
  one: {kind: source, at: [0, 0], product: a, every: 100 s, first: 0 s, limit: 1}
  early: {kind: source, at: [0, 3], product: a, every: 0.5 s, first: 0 s, limit: 2}
  two: {kind: source, at: [0, 6], product: b, every: 100 s, first: 3 s, limit: 1}
  press: {kind: machine, at: [3, 0], cycle: 2 s}
  other: {kind: machine, at: [3, 6], cycle: 2 s}
  saw: {kind: machine, at: [6, 0], cycle: 20 s}
  oven: {kind: machine, at: [6, 6], cycle: 10 s}
  out: {kind: sink, at: [10, 0]}
flow: [one -> press -> saw | oven -> out, early -> saw | oven, two -> other -> saw]
""",
        100.0,
    )
    assert [t for t, _ in log.entries("saw")] == [0.0, 20.0]
    assert [t for t, _ in log.entries("oven")] == [0.5, 10.5]


def test_the_least_recently_used_gets_the_part() -> None:
    assert ways(branch("least recently used", ["0.5 s", "0.5 s", "0.5 s"], parts=7)) == "0120120"
    assert ways(branch("least recently used", ["0.5 s", "3.2 s", "0.5 s"], parts=8)) == "01202102"


def test_the_least_recently_used_and_strict_waits() -> None:
    log = branch("least recently used strict", ["0.5 s", "3.2 s"], parts=6)
    assert ways(log) == "010101"
    assert [t for t, _ in log.entries("m1")] == pytest.approx([1.0, 4.2, 7.4])


def sorted_by(rule: str, left: str) -> Logbook:
    """Sort parts that come a second apart, 1, 3, 5 of product a and 2, 4, 6 of product b."""
    return simulated(
        f"""
products: {{a: {{}}, b: {{}}}}
equipment:
  in_a: {{kind: source, at: [0, 0], product: a, every: 2 s, first: 0 s, limit: 3, if_full: queue}}
  in_b: {{kind: source, at: [0, 3], product: b, every: 2 s, first: 1 s, limit: 3, if_full: queue}}
  sorter: {{kind: machine, at: [3, 0], cycle: 1 s, rule: {rule}}}
  left: {{kind: machine, at: [6, 0], cycle: {left}}}
  right: {{kind: machine, at: [6, 3], cycle: 0.5 s}}
  out: {{kind: sink, at: [9, 0]}}
flow: [in_a | in_b -> sorter -> left | right -> out]
""",
        100.0,
    )[1]


def test_each_product_has_its_way() -> None:
    for rule in ("by product a / b", "by product a / *", "by product * / b", "by product a / * strict"):
        log = sorted_by(rule, left="0.5 s")
        assert log.entries("left") == [(1.0, 1), (3.0, 3), (5.0, 5)]
        assert log.entries("right") == [(2.0, 2), (4.0, 4), (6.0, 6)]


def test_a_part_whose_way_is_blocked_holds_up_the_others() -> None:
    log = sorted_by("by product a / b", left="10 s")
    assert log.entries("left") == [(1.0, 1), (11.0, 3), (21.0, 5)]
    assert log.entries("right") == [(2.0, 2), (12.0, 4), (22.0, 6)]


def test_a_product_with_several_ways_takes_the_first_free_one_unless_strict() -> None:
    log = sorted_by("by product * / *", left="2.2 s")
    assert log.entries("left") == [(1.0, 1), (4.0, 4)]
    strict = sorted_by("by product * / * strict", left="2.2 s")
    assert [item for _, item in strict.entries("left")] == [1, 2, 3, 4, 5, 6]
