"""Changeovers event by event: one time or a matrix, products and families, nest by nest, interrupted by failures."""

import pytest

from replay.states import State
from tests.sim.logbook import simulated

LINE = """
products: {a1: {family: a}, a2: {family: a}, b: {}}
changeovers: {matrix: {to: [a, b], a: [0 s, 5 s], b: [7 s, 0 s]}, inner: {to: [a, b], a: [2 s, 5 s], b: [7 s, 0 s]}}
equipment:
  infeed: {kind: source, at: [0, 0], schedule: ORDER}
  queue: {kind: buffer, at: [3, 0], capacity: unlimited}
  press: {kind: machine, at: [6, 0], cycle: 2 s, exchange: 1 s, changeover: CHANGEOVER}
  out: {kind: sink, at: [9, 0]}
flow: [infeed -> queue -> press -> out]
"""


def run(changeover: str, products: str, extra: str = "") -> tuple[list[float], int, float]:
    """Return when the parts leave that come at 0 s, and number and seconds of changeovers."""
    order = ", ".join(f"{{at: 0 s, product: {product}}}" for product in products.split())
    text = LINE.replace("ORDER", f"[{order}]").replace("CHANGEOVER", changeover + extra)
    simulation, log = simulated(text, 100.0)
    return [t for t, _ in log.entries("")], *simulation.results().equipment["press"].changeovers


@pytest.mark.parametrize(
    ("changeover", "products", "leaving", "number", "seconds"),
    [
        ("4 s", "a1 a1 a2 b b", [3, 6, 13, 20, 23], 2, 8),
        ("matrix", "a1 a1 a2 b b a2", [3, 6, 9, 17, 20, 30], 2, 12),
        ("inner", "a1 a1 a2 b", [3, 6, 11, 19], 2, 7),
        ("matrix", "b", [3], 0, 0),
    ],
)
def test_between_products_and_families(
    changeover: str, products: str, leaving: list[float], number: int, seconds: float
) -> None:
    assert run(changeover, products) == (leaving, number, seconds)


def test_each_nest_is_set_up_on_its_own() -> None:
    """What comes first to a nest that is free decides, whatever it is set up for."""
    assert run("4 s", "a1 b a1 b", ", nests: 2") == ([3, 3, 6, 6], 0, 0)
    assert run("4 s", "a1 b b a1", ", nests: 2") == ([3, 3, 10, 10], 2, 8)


def test_a_failure_interrupts_a_changeover_which_goes_on() -> None:
    """The part is not in work yet, and so is not scrapped."""
    failures = ", failures: [{mtbf: constant 5 s, mttr: constant 10 s, ages: busy, part: scrapped}]"
    text = LINE.replace("ORDER", "[{at: 0 s, product: a1}, {at: 0 s, product: b}]")
    simulation, log = simulated(text.replace("CHANGEOVER", "4 s" + failures), 40.0)
    assert log.states("press")[:5] == [
        (0.0, State.WORKING),
        (3.0, State.CHANGEOVER),
        (5.0, State.FAILED),
        (15.0, State.CHANGEOVER),
        (17.0, State.WORKING),
    ]
    assert simulation.results().equipment["press"].changeovers == (1, 4.0)


def test_a_machine_that_ages_by_working_does_not_fail_while_it_changes_over() -> None:
    failures = ", failures: [{mtbf: constant 4 s, mttr: constant 10 s}]"
    text = LINE.replace("ORDER", "[{at: 0 s, product: a1}, {at: 0 s, product: b}]")
    _, log = simulated(text.replace("CHANGEOVER", "4 s" + failures), 30.0)
    assert log.states("press")[:5] == [
        (0.0, State.WORKING),
        (3.0, State.CHANGEOVER),
        (7.0, State.WORKING),
        (8.0, State.FAILED),
        (18.0, State.WORKING),
    ]
