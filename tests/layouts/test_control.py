"""The section `control`: what is written is read, saved and checked."""

import pytest

from layouts import loads, problems
from layouts.control import Control, ControlRule
from layouts.reading import read_text
from layouts.writing import tree_of

LINE = """linewright: 1
products: {A: {}, B: {}}
equipment:
  infeed: {kind: source, at: [0, 0], product: A, every: 5 s}
  wishes: {kind: source, at: [0, 3], product: B, every: 5 s}
  press: {kind: machine, at: [2, 0], cycle: 2 s}
  shelf: {kind: buffer, at: [4, 0], capacity: 8}
  oven: {kind: oven, at: [7, 0], batch: 2, cycle: 2 s}
  out: {kind: sink, at: [10, 0]}
  wall: {kind: wall, path: [[0, 9], [9, 9]]}
flow: [infeed -> press -> shelf -> oven -> out, wishes -> out]
control: {c: {CONTROL}}
"""


def line(control: str) -> str:
    return LINE.replace("CONTROL", control)


def test_one_id_or_several() -> None:
    one = loads(line("rule: kanban, cards: 3, from: press, to: shelf")).control["c"]
    assert one == Control(rule=ControlRule.KANBAN, cards=3, entering=("press",), to=("shelf",))
    assert loads(line("rule: conwip, cards: 3, from: [infeed, wishes]")).control["c"].entering == ("infeed", "wishes")


def test_it_is_written_as_it_is_read() -> None:
    layout = loads(line("rule: threshold, from: press, of: shelf, start: 2, stop: 6"))
    assert tree_of(layout).fields["control"] != {}


@pytest.mark.parametrize(
    ("control", "message"),
    [
        ("rule: kanban, from: press, to: shelf", "control.c.cards: `cards` is missing"),
        ("rule: kanban, cards: 2, from: press", "control.c.to: `to` is missing"),
        ("rule: basestock, from: press, demand: wishes", "control.c.stock: `stock` is missing"),
        ("rule: threshold, from: press, of: shelf, stop: 3", "control.c.start: `start` is missing"),
        ("rule: conwip, cards: 2, stock: 3, from: press", "control.c.stock: `stock` has no meaning here"),
        ("rule: conwip, cards: 2, from: pres", "control.c.from: there is no `pres`, expected one of infeed"),
        ("rule: conwip, cards: 2, from: oven", "control.c.from: found oven, an oven, expected a source, a machine"),
        (
            "rule: conwip, cards: 2, from: wall",
            "control.c.from: found wall, a wall, expected equipment that parts come to",
        ),
        (
            "rule: kanban, cards: 2, from: press, to: wishes",
            "control.c.to: found wishes, expected equipment that parts come",
        ),
        (
            "rule: conwip, cards: 2, from: press, products: C",
            "control.c.products: there is no `C`, expected one of A, B",
        ),
        ("rule: basestock, stock: 1, from: press, demand: shelf", "control.c.demand: there is no `shelf`"),
        ("rule: basestock, stock: 1, from: infeed, demand: infeed", "control.c.demand: found infeed, expected another"),
        (
            "rule: threshold, from: press, of: press, start: 1, stop: 2",
            "control.c.of: found press, a machine, expected a buf",
        ),
        ("rule: threshold, from: press, of: shelf, start: 2, stop: 2", "control.c.stop: found start and stop at 2"),
        ("rule: threshold, from: press, of: shelf, start: 2, stop: 9", "control.c.stop: found 9, expected at most 8"),
    ],
)
def test_what_cannot_be_is_a_problem(control: str, message: str) -> None:
    layout = loads(line(control)) if "has no meaning" in message else read_text(line(control), None).layout
    assert layout is not None
    assert message in "\n".join(problem.message for problem in problems(layout))


def test_a_sequence_names_products() -> None:
    text = line("rule: conwip, cards: 2, from: press").replace("cycle: 2 s}", "cycle: 2 s, sequence: [2 A, 1 C]}", 1)
    layout = read_text(text, None).layout
    assert layout is not None
    said = [problem.message for problem in problems(layout)]
    assert "equipment.press.sequence[1]: there is no `C`, expected one of A, B" in said
