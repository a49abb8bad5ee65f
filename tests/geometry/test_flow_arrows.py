from geometry.flow_arrows import HALF, arrows
from geometry.scene import scene_of
from layouts.model import Layout
from layouts.problems import Severity
from layouts.reading import layout_of
from layouts.rules import problems
from layouts.space import Vector

BRANCHED = """
linewright: 1
equipment:
  infeed: {kind: source, at: [0, 0]}
  press:  {kind: machine, at: [3, 0], cycle: 5 s, rule: share 70 / 30}
  left:   {kind: machine, at: [7, 3], cycle: 5 s}
  right:  {kind: machine, at: [7, -3], cycle: 5 s}
  pack:   {kind: machine, at: [11, 0], cycle: 3 s, merge: zipper}
  out:    {kind: sink, at: [14, 0]}
flow:
  - infeed -> press -> left | right -> pack -> out
"""


def layout(text: str) -> Layout:
    """Read a line, also one that cannot be simulated."""
    found = layout_of(text)
    assert found is not None
    return found


def test_arrows_say_what_branches_share_out_and_how_merges_take_turns() -> None:
    assert [arrow.rule for arrow in arrows(scene_of(layout(BRANCHED)))] == ["", "70 %", "30 %", "zipper", "zipper", ""]


def test_a_short_arrow_leads_through_the_place_where_two_pieces_touch() -> None:
    line = "linewright: 1\nequipment:\n  a: {kind: machine, at: [0, 0], cycle: 5 s, size: 2 x 1 x 2 m}\n"
    line += "  b: {kind: machine, at: [2, 0], cycle: 5 s, size: 2 x 1 x 2 m}\nflow: [a -> b]\n"
    (arrow,) = arrows(scene_of(layout(line)))
    assert (arrow.start.x, arrow.end.x) == (1.0 - HALF, 1.0 + HALF)


def test_what_leads_nowhere_is_known_with_its_place() -> None:
    line = layout(BRANCHED.replace("infeed -> press -> left | right -> pack -> out", "infeed -> press"))
    found = [problem for problem in problems(line) if problem.point is not None]
    (end,) = [problem for problem in found if problem.severity is Severity.ERROR]
    press = line.equipment["press"].footprint
    assert end.point == Vector(3.0 + press.length / 2, 0.0, 0.85)
    assert end.pieces == ("press",)
