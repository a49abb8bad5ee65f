"""Equipment carried as text from one layout to another."""

from dataclasses import replace

import pytest

from layouts import Layout, load, problems
from layouts.editing import SnippetError, pasted, removed, snippet
from layouts.equipment import Placeholder
from layouts.examples import example, examples
from layouts.space import Point, Vector
from layouts.table import Table
from tests.layouts.editing.lines import line


def test_a_snippet_is_a_layout_with_what_is_among_it() -> None:
    before = replace(line(), groups=Table({"cell": ("op10", "belt"), "end": ("op20", "out")}))
    assert snippet(before, ["op10", "belt", "op20"]).splitlines() == [
        "linewright: 1",
        "",
        "equipment:",
        "  op10: {kind: machine, at: [4, 2], size: 2 x 1 x 2 m, cycle: 8 s}",
        "  belt: {kind: conveyor, speed: 12 m/min, via: [[6, 2], [6, 5]]}",
        "  op20: {kind: machine, at: [8, 5], turn: 90, size: 2 x 1 x 2 m, cycle: 6 s}",
        "",
        "flow:",
        "  - op10 -> belt -> op20",
        "",
        "groups:",
        "  cell: [op10, belt]",
    ]


def test_pasted_into_an_empty_hall_it_keeps_its_ids_and_stands_at_the_mouse() -> None:
    after, names, told = pasted(Layout(), snippet(line(), ["op10", "op20"]), Vector(10.04, 0.0))
    assert (dict(names), told) == ({"op10": "op10", "op20": "op20"}, ())
    assert [item.at for item in after.equipment.values()] == [Point(8.0, -1.5), Point(12.0, 1.5)]


def test_pasted_beside_itself_it_has_ids_of_its_own() -> None:
    before = replace(line(), groups=Table({"cell": ("op10", "op20")}))
    after, names, _ = pasted(before, snippet(before, ["op10", "belt", "op20"]))
    assert dict(names) == {"op10": "op11", "belt": "belt_2", "op20": "op21"}
    assert [str(chain) for chain in after.flow][-1] == "op11 -> belt_2 -> op21"
    assert dict(after.groups) == {"cell": ("op10", "op20"), "cell_2": ("op11", "op21")}
    assert removed(after, names.values()) == before


def test_what_is_not_there_is_told() -> None:
    pump = load(example("pump_line"))
    after, _, told = pasted(line(), snippet(pump, pump.equipment))
    assert all(name in after.equipment for name in line().equipment)
    assert "there is no product, part or carrier rotor here" in told


def test_who_carries_comes_along_where_he_is() -> None:
    text = "equipment: {a: {kind: machine, at: [0, 0]}, b: {kind: machine, at: [3, 0]}}\nflow: [a -> T -> b]\n"
    after, _, told = pasted(Layout(), text)
    assert (after.flow, told) == ((), ("there is no people T here",))


@pytest.mark.parametrize("name", examples())
def test_a_whole_line_pasted_into_its_own_file_breaks_nothing_new(name: str) -> None:
    layout = load(example(name))
    after, names, told = pasted(removed(layout, layout.equipment), snippet(layout, layout.equipment))
    assert not told
    assert [*names.values()] == [*layout.equipment]
    assert after.equipment == layout.equipment
    assert not any(isinstance(item, Placeholder) for item in after.equipment.values())
    assert {each.message for each in problems(after)} == {each.message for each in problems(layout)}


@pytest.mark.parametrize("text", ["", "hello", "a\tb\n", "linewright: 1\n", "equipment: 4"])
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(SnippetError, match="no equipment on the clipboard"):
        pasted(line(), text)
