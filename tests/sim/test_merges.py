"""Merges: who goes ahead where several lead into one, by rule."""

import pytest

from sim import Checkpoint, Simulation
from tests.sim.continuation import ending
from tests.sim.logbook import simulated

EVERY_SECOND = "every: 1 s, first: 0 s, if_full: queue"


def merged(target: str, *feeds: str, until: float = 200.0) -> str:
    """Return the products `a`, `b`, ... of the parts in the order in which they come into the target."""
    products = "abcd"[: len(feeds)]
    lines = [f"products: {{{', '.join(f'{name}: {{size: 100 x 100 x 100 mm}}' for name in products)}}}", "equipment:"]
    for row, (name, feed) in enumerate(zip(products, feeds, strict=True)):
        lines.append(f"  in_{name}: {{kind: source, at: [0, {3 * row}], product: {name}, {feed}}}")
    lines += [f"  target: {{{target}}}", "  out: {kind: sink, at: [9, 0]}"]
    lines.append(f"flow: [{' | '.join(f'in_{name}' for name in products)} -> target -> out]")
    _, log = simulated("\n".join(lines), until)
    return "".join(log.products("target"))


def press(merge: str, cycle: str = "2 s") -> str:
    return f"kind: machine, at: [6, 0], cycle: {cycle}, merge: {merge}"


@pytest.mark.parametrize(
    ("merge", "expected"),
    [
        ("first come", "abcabcabcabcabaa"),
        ("priority", "aaaaaaabbbbbcccc"),
        ("zipper", "abcabcabcabcabaa"),
        ("batch of 1", "abcabcabcabcabaa"),
        ("batch of 2", "aabbccaabbccaaba"),
        ("batch of 3", "aaabbbcccaaabbca"),
    ],
)
def test_three_that_have_enough_to_offer(merge: str, expected: str) -> None:
    feeds = (f"{EVERY_SECOND}, limit: {limit}" for limit in (7, 5, 4))
    assert merged(press(merge), *feeds) == expected


@pytest.mark.parametrize(("merge", "expected"), [("first come", "aaabaaa"), ("zipper", "aabaaaa")])
def test_a_zipper_lets_in_who_came_late_at_once(merge: str, expected: str) -> None:
    """At 4 s both wait: a since 1 s, b since 3.5 s, and the last part was an a."""
    late = "every: 9 s, first: 3.5 s, limit: 1"
    assert merged(press(merge), f"{EVERY_SECOND}, limit: 6", late) == expected


def test_priority_is_the_order_of_the_flow_and_no_more_than_a_choice_among_those_that_wait() -> None:
    """At 1 s nobody waits and the b is taken; from then on an a goes ahead as soon as there is one."""
    first, second = "every: 5 s, first: 1.5 s, limit: 3", "every: 1 s, limit: 6, if_full: queue"
    assert merged(press("priority"), first, second) == "babbabbab"


def test_who_has_nothing_to_offer_ends_its_batch() -> None:
    """The a's come at 0, 5.5 and 11 s; the b's are always there."""
    rare, ready = "every: 5.5 s, first: 0 s, limit: 3", "every: 0.1 s, first: 0 s, limit: 12, if_full: queue"
    assert merged(press("batch of 3"), rare, ready) == "abbbabbbabbbbbb"


def test_a_batch_begins_anew_where_nobody_else_waits() -> None:
    """The b comes when the a's are at the second of their second batch of 3: the third goes ahead of it."""
    late = "every: 20 s, first: 8.5 s, limit: 1"
    assert merged(press("batch of 3"), f"{EVERY_SECOND}, limit: 8", late) == "aaaaaabaa"


@pytest.mark.parametrize(
    "target",
    [
        "kind: conveyor, path: [[5, 0], [7, 0]], speed: 0.1 m/s, merge: batch of 2",
        "kind: buffer, at: [6, 0], capacity: 1, dwell: 3 s, merge: batch of 2",
    ],
)
def test_belts_buffers_and_nests_keep_to_it_too(target: str) -> None:
    assert merged(target, "limit: 6", "limit: 6") == "aabbaabbaabb"


def test_nests_are_filled_by_who_comes_first_while_nobody_waits() -> None:
    """Three a's at once, of which the third begins a batch of its own."""
    assert merged(f"{press('batch of 2', '5 s')}, nests: 3", "limit: 6", "limit: 6") == "aaaabbaabbbb"


def test_a_branch_that_has_more_to_offer_keeps_its_turn() -> None:
    """It offers each part anew, and is asked again before anybody else's turn."""
    _, log = simulated(
        """
products: {a: {}, b: {}}
equipment:
  in_a: {kind: source, at: [0, 0], product: a, limit: 7}
  in_b: {kind: source, at: [0, 3], product: b, limit: 6}
  press: {kind: machine, at: [6, 0], cycle: 5 s, nests: 2, merge: batch of 3}
  spare: {kind: machine, at: [6, 3], cycle: 1000 s}
  out: {kind: sink, at: [9, 0]}
flow: [in_a -> press | spare -> out, in_b -> press]
""",
        200.0,
    )
    assert "".join(log.products("press")) == "aaabbbaaabbb"


def test_a_fork_in_the_middle_of_a_batch_goes_on_with_it() -> None:
    text = """
products: {a: {}, b: {}}
equipment:
  in_a: {kind: source, at: [0, 0], product: a, limit: 60}
  in_b: {kind: source, at: [0, 3], product: b, limit: 60}
  press: {kind: machine, at: [6, 0], cycle: 2 s, merge: batch of 5}
  out: {kind: sink, at: [9, 0]}
flow: [in_a | in_b -> press -> out]
"""
    original, _ = simulated(text, 15.0)
    turns = original.line.components["press"].turns
    assert turns is not None
    assert turns.snapshot() == ["in_b", 3]
    fork = Simulation(original.layout).restore(Checkpoint.from_json(original.checkpoint().to_json()))
    assert ending(fork, 100.0) == ending(original, 100.0)
