"""Two changes of one file: both are kept, and where they want different things that is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layouts import Layout, read_text
from layouts.emitting import document
from layouts.merging import Side, merged, said, with_choice
from layouts.writing import settled, written
from tests.layouts.strategies import changed, layouts

TEXT = """\
linewright: 1
defaults:
  machine: {exchange: 2 s}
equipment:
  infeed: {kind: source, at: [1, 8]}
  press:  {kind: machine, at: [2.4, 8], cycle: 6.5 s}
  saw:    {kind: machine, at: [2.4, 4], cycle: 4 s}
  ship:   {kind: sink, at: [3.8, 8]}
flow:
  - infeed -> press
  - press -> ship
  - saw -> ship
"""
CHAINS = "  - infeed -> press\n  - press -> ship\n  - saw -> ship\n"


def layout_of(text: str) -> Layout:
    layout = read_text(text).layout
    assert layout is not None
    return layout


def changed_text(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


FASTER = ("6.5 s", "6 s")
MOVED = ("press:  {kind: machine, at: [2.4, 8]", "press:  {kind: machine, at: [3, 8]")
GONE = ("  saw:    {kind: machine, at: [2.4, 4], cycle: 4 s}\n", "")
NEW = ("  ship:", "  drill:  {kind: machine, at: [9, 9], cycle: 1 s}\n  ship:")
OTHER = ("  ship:", "  mill:   {kind: machine, at: [7, 7], cycle: 1 s}\n  ship:")


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ([FASTER], [MOVED]),
        ([FASTER], [GONE]),
        ([NEW], [MOVED, GONE]),
        ([("exchange: 2 s", "exchange: 3 s")], [FASTER]),
        ([("infeed -> press\n", "infeed -> press -> saw\n")], [("  - saw -> ship\n", "")]),
        ([("  - saw -> ship\n", "  - saw -> ship\n  - press -> saw\n")], [("- press -> ship\n", "- ship -> press\n")]),
        ([FASTER], [FASTER, MOVED]),
        ([("flow:\n" + CHAINS, "")], [MOVED]),
        (
            [("linewright: 1\n", "linewright: 1\nname: New\n")],
            [("flow:\n", "failures: {jam: {mtbf: 2 h, mttr: 1 min}}\nflow:\n")],
        ),
    ],
)
def test_what_touches_different_things_is_put_together(
    mine: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> None:
    base, both = layout_of(TEXT), layout_of(changed_text(*{**dict(theirs), **dict(mine)}.items()))
    for one, other in ((mine, theirs), (theirs, mine)):
        merge = merged(base, layout_of(changed_text(*one)), layout_of(changed_text(*other)))
        assert not merge.conflicts
        assert merge.layout == both


def test_what_both_put_in_stands_side_by_side() -> None:
    merge = merged(layout_of(TEXT), layout_of(changed_text(NEW)), layout_of(changed_text(OTHER)))
    assert [*merge.layout.equipment] == ["infeed", "press", "saw", "mill", "drill", "ship"]
    chains = [changed_text(("- saw -> ship\n", f"- saw -> ship\n  - press -> {name}\n")) for name in ("saw", "infeed")]
    flow = merged(layout_of(TEXT), *map(layout_of, chains)).layout.flow
    assert [str(chain) for chain in flow[3:]] == ["press -> infeed", "press -> saw"]


@pytest.mark.parametrize(
    ("mine", "theirs", "path", "sides"),
    [
        (FASTER, ("6.5 s", "7 s"), "equipment.press.cycle", ("6 s", "7 s")),
        (GONE, ("4 s", "5 s"), "equipment.saw", ("nothing", "{kind: machine, at: [2.4, 4], cycle: 5 s}")),
        (
            ("- press -> ship", "- press -> saw"),
            ("- press -> ship", "- ship -> press"),
            "flow",
            ("[press -> saw]", "[ship -> press]"),
        ),
        (("- press -> ship", "- press -> saw"), ("  - press -> ship\n", ""), "flow", ("[press -> saw]", "nothing")),
        (
            NEW,
            ("  ship:", "  drill:  {kind: sink, at: [9, 9]}\n  ship:"),
            "equipment.drill",
            ("{kind: machine, at: [9, 9], cycle: 1 s}", "{kind: sink, at: [9, 9]}"),
        ),
    ],
)
def test_what_excludes_each_other_is_told_and_each_can_be_chosen(
    mine: tuple[str, str], theirs: tuple[str, str], path: str, sides: tuple[str, str]
) -> None:
    wants = layout_of(changed_text(mine)), layout_of(changed_text(theirs))
    merge = merged(layout_of(TEXT), *wants)
    (conflict,) = merge.conflicts
    assert ".".join(conflict.path) == path
    assert (said(conflict.mine), said(conflict.theirs)) == sides
    assert merge.layout == wants[0]
    assert with_choice(merge.layout, conflict, Side.MINE) == wants[0]
    taken = with_choice(merge.layout, conflict, Side.THEIRS)
    assert dict(taken.equipment) == dict(wants[1].equipment)
    assert taken.flow == wants[1].flow
    assert set(with_choice(taken, conflict, Side.MINE).flow) == set(wants[0].flow)


def test_coordinates_keep_their_meaning_when_the_other_counts_in_millimetres() -> None:
    base = layout_of("linewright: 1\nequipment:\n  a: {kind: sink, at: [1, 2]}\n")
    theirs = layout_of("linewright: 1\ncoordinates: mm\nequipment:\n  a: {kind: sink, at: [1000, 2000]}\n")
    mine = layout_of("linewright: 1\nequipment:\n  a: {kind: sink, at: [1, 2]}\n  b: {kind: sink, at: [3, 4]}\n")
    merge = merged(base, mine, theirs)
    assert (merge.layout.coordinates, merge.conflicts) == ("mm", ())
    assert dict(merge.layout.equipment) == dict(mine.equipment)


@given(layouts().flatmap(lambda base: st.tuples(st.just(base), changed(base))))
@settings(max_examples=25)
def test_who_changed_nothing_gets_what_the_other_wants(pair: tuple[Layout, Layout]) -> None:
    base, other = map(settled, pair)
    base, other = (read_text(_text(layout)).layout or layout for layout in (base, other))
    for merge in (merged(base, other, base), merged(base, base, other), merged(base, other, other)):
        assert not merge.conflicts
        assert written(merge.layout) == written(other)


def _text(layout: Layout) -> str:
    return "\n".join(document(written(layout))) + "\n"
