"""Words of the language that are not built yet: each is named where it stands, and nothing that follows from it."""

import pytest

from layouts.errors import Code
from layouts.reading import read_text

LINE = """\
linewright: 1
name: Mounting line
calendar:
  starts: 2026-03-02 06:00 Europe/Berlin
products:
  S: {demand: 900/d}
  L: {demand: 600/d}
parts: {frame: {}, wheel: {}}
carriers:
  pallet: {count: 28, initially: back}
plan: {sequence: [300 S, 200 L]}
routing:
  S: [load, mount, test, unload]
  L: [load, mount, extra, test, unload]
defaults:
  machine:   {exchange: 4 s}
  conveyor:  {speed: 12 m/min, accumulates: together, queue_gap: 10 mm, gap: 50 mm}
equipment:
  load:   {kind: machine,   at: [2, 4], manual: 6 s, cycle: 18 s, uses: {pallet: 1, frame: 1}}
  mount:  {kind: workplace, at: [6, 4], manual: {S: triangular 20 23 30 s, L: 25 s}, uses: {wheel: 2}, changeover: tool}
  extra:  {kind: machine,   at: [10, 4], cycle: 22 s, drive_through: true, calendar: two_shifts}
  test:   {kind: machine,   at: [14, 4], nests: 2, cycle: {S: 52 s, L: 56 s}, fail: 2 %, failures: [jam]}
  unload: {kind: workplace, at: [18, 4], manual: 20 s, frees: {pallet: 1}}
  rework: {kind: workplace, at: [14, 0], manual: lognormal 240 90 s, scrap: 20 %, back_to: test, passes: 2}
  packing: {kind: packer, at: [19.8, 4], pack: 48 per trolley}
  goods:  {kind: source, at: [4, 9], parts: [frame, wheel]}
  gone:   {kind: sink, at: [24, 4]}
  helper: {kind: agv, at: [1, 1]}
  c1:     {kind: conveyor}
  c2:     {kind: conveyor}
  c3:     {kind: conveyor}
  c4:     {kind: conveyor}
  back:   {kind: conveyor, via: [[18, 6], [1, 6]]}
flow:
  - load -> c1 -> mount -> c2 -> extra -> c3 -> test -> c4 -> unload
  - unload.pallet -> back -> load.pallet
  - unload -> packing -> truck -> gone
  - goods -> truck -> load.frame
  - goods -> truck -> mount.wheel
  - test.fail -> T1 -> rework -> T1 -> c3
supply:
  load.frame: {container: 24 per trolley, stock: 2}
people:
  A1: {works: [load, mount, unload]}
  T1: {works: [rework], repairs: all}
changeovers:
  tool: {to: [S, L], S: [0 s, 12 min], L: [9 min, 0 s]}
failures:
  jam: {mtbf: 45 min, mttr: 40 s, repair_by: nobody}
vehicles:
  truck: {count: 2, carries: 1 trolley}
roads:
  lanes: [A -> B -> A]
targets: {output: 1500/d, confidence: 95 %}
"""

TO_COME = [
    (21, "calendar"),
    (28, "kind: agv"),
    (50, "vehicles"),
    (52, "roads"),
    (54, "targets"),
]
"""Lines and words."""


def test_a_line_in_words_to_come_is_told_word_by_word_and_nothing_else_of_it() -> None:
    found = [problem for problem in read_text(LINE).problems if problem.code is not Code.APART]
    assert [(problem.place.line, problem.found) for problem in found] == TO_COME
    assert {problem.code for problem in found} == {Code.NOT_YET}


def test_what_is_wrong_beside_them_is_told_as_well() -> None:
    text = LINE.replace("manual: 6 s, cycle: 18 s", "manual: 6, cycle: 18 s").replace("{wheel: 2}", "{whel: 2}")
    found = [problem for problem in read_text(text).errors if problem.code is not Code.NOT_YET]
    assert [problem.place.dotted for problem in found] == [
        "equipment.load.manual",
        "equipment.mount.uses.whel",
        "flow[4].mount.wheel",
    ]


@pytest.mark.parametrize(
    ("kind", "instead"),
    [
        ("inspection", "a machine or a workplace with `fail: 2 %`"),
        ("splitter", "a disassembly with `makes: {rotor: 1}`"),
        ("furnace", "an oven"),
        ("warehouse", "a store"),
    ],
)
def test_a_kind_that_nobody_needs_is_told_with_what_stands_for_it(kind: str, instead: str) -> None:
    (problem,) = read_text(f"linewright: 1\nequipment:\n  x: {{kind: {kind}, at: [1, 1]}}\n").errors
    assert problem.code is Code.UNKNOWN_KIND
    assert problem.expected.startswith(instead)
    assert problem.suggestion == ""


@pytest.mark.parametrize("kind", ["agv", "worker", "robot", "lift"])
def test_kinds_to_come_are_told_as_such(kind: str) -> None:
    (problem,) = read_text(f"linewright: 1\nequipment:\n  x: {{kind: {kind}, at: [1, 1]}}\n").errors
    assert problem.code is Code.NOT_YET
