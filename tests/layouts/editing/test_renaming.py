"""Another id, wherever the layout refers to it and nowhere else."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts import Document, Layout, dump, load, read_text
from layouts.editing import names_of, renamed
from layouts.examples import example
from layouts.references import RenameError, To
from tests.layouts.editing.lines import line
from tests.layouts.strategies import layouts

CELL = """linewright: 1
calendar:
  starts: 2026-03-02 06:00 Europe/Berlin
  shifts: {early: {days: Mon-Fri, hours: 06:00-14:00}}
  overtime: [{day: 2026-03-07, shift: early}]
products:
  A: {}   # one of two
  B: {}
parts: {rotor: {}}
carriers: {pallet: {count: 4, initially: rack}}
plan: {sequence: [3 A, 2 B]}
equipment:
  rack:  {kind: buffer, at: [1, 2], capacity: 9}
  press: {kind: machine, at: [4, 2], label: The press, cycle: {A: 8 s, default: 9 s}, changeover: tool, failures: [jam],
          tools: [{every: 9 parts, takes: 1 min, by: fitter}], back_to: press}
  join:  {kind: assembly, at: [7, 2], cycle: 8 s, uses: {rotor: 2}, back_to: press:hot}
  out:   {kind: sink, at: [9, 2]}
defaults: {assembly: {back_to: press}}
flow:
  - rack -> press | join.rotor -> fitter -> out
routing: {A: [press, join | press:hot]}
changeovers: {tool: {to: [A, B], A: [0 s, 9 min], B: [4 min, 0 s]}}
failures: {jam: {mtbf: 1 h, mttr: 5 min, repair_by: fitter}}
zones: {cell: [press, join]}
supply: {join.rotor: {container: 4 per rotor, by: fitter}}
people: {fitter: {works: [press], sets_up: all, repairs: [press], count: {early: 2},
                  tasks: [{at: press, every: 1 h, takes: 1 min}]}}
control: {loop: {rule: kanban, from: press, to: [join], cards: 4, products: A}}
groups: {island: [press, join]}
aisles: {way: {path: [[0, 0], [9, 0]], serves: [press]}}
checks: {rules: [{min_distance: 1 m, between: [press, way]}]}
"""


def said(text: str) -> Layout:
    """What a text says, whatever rules it breaks."""
    layout = read_text(text).layout
    assert layout is not None
    return layout


def words(layout: Layout, name: str) -> int:
    """How often a word stands in the file of a layout, by itself."""
    return sum(word == name for word in re.findall(r"[\w-]+", dump(layout)))


@pytest.mark.parametrize(
    ("what", "old", "places"),
    [
        (To.EQUIPMENT, "press", 15),
        (To.THINGS, "A", 7),
        (To.THINGS, "rotor", 5),
        (To.PEOPLE, "fitter", 5),
        (To.FAILURES, "jam", 2),
        (To.MATRICES, "tool", 2),
        (To.SHIFTS, "early", 3),
        (To.AISLES, "way", 2),
        (To.GROUPS, "island", 1),
    ],
)
def test_every_reference_is_found_and_nothing_else(what: To, old: str, places: int) -> None:
    before = said(CELL)
    after = renamed(before, old, "new", what)
    kept = 1 if old == "press" else 0  # "The press" is a label
    assert (words(before, old), words(after, old), words(after, "new")) == (places + kept, kept, places)
    assert said(dump(after)) == after
    assert renamed(after, "new", old, what) == before


def test_a_rename_is_one_step_and_keeps_the_comments(tmp_path: Path) -> None:
    path = tmp_path / "cell.yaml"
    path.write_text(CELL)
    document = Document.open(path)
    document.edit("name of A", lambda layout: renamed(layout, "A", "P12", To.THINGS))
    document.save()
    assert "\n  P12: {}   # one of two\n" in path.read_text()
    assert "routing: {P12: [press, join | press:hot]}" in path.read_text()
    document.undo()
    document.save()
    assert path.read_text() == CELL


@pytest.mark.parametrize(
    ("old", "new", "what", "message"),
    [
        ("press", "join", To.EQUIPMENT, "join is taken: there is equipment of that id already"),
        ("press", "fitter", To.EQUIPMENT, "fitter is taken: there is people of that id already"),
        ("A", "rotor", To.THINGS, "rotor is taken: there is product, part or carrier of that id already"),
        ("press", "1st", To.EQUIPMENT, "found '1st', expected an id: letters, digits, _ and -, not beginning with a"),
        ("fitter", "nobody", To.PEOPLE, "found 'nobody', expected an id"),
        ("gone", "new", To.EQUIPMENT, "there is no equipment 'gone'"),
    ],
)
def test_a_name_that_cannot_be_given_is_told(old: str, new: str, what: To, message: str) -> None:
    with pytest.raises(RenameError) as caught:
        renamed(said(CELL), old, new, what)
    assert message in str(caught.value)


def test_what_a_file_of_orders_names_is_not_renamed() -> None:
    shop = load(example("paint_shop"))
    with pytest.raises(RenameError, match=r"paint_shop\.csv names white too"):
        renamed(shop, "white", "ivory", To.THINGS)


def test_the_same_name_is_no_edit() -> None:
    layout = line()
    assert renamed(layout, "op10", "op10") is layout


@given(layouts(), st.data())
def test_renaming_back_gives_the_same_layout(layout: Layout, data: st.DataObject) -> None:
    named = [(what, name) for what in To for name in names_of(layout, what)]
    if named:
        what, old = data.draw(st.sampled_from(named))
        assert renamed(renamed(layout, old, "zz_renamed", what), "zz_renamed", old, what) == layout
