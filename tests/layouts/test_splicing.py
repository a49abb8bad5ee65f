"""Saving changes exactly what was edited: every other line, comment and blank stays."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import unified_diff
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from layouts.distributions import decode
from layouts.dumping import dump
from layouts.equipment import Equipment
from layouts.failures import Failure
from layouts.flow import Chain
from layouts.kinds import Machine
from layouts.model import Layout, Run
from layouts.quantities import Dimension, parse
from layouts.reading import read_text
from layouts.space import Point
from layouts.splicing import SpliceError, splice
from layouts.table import Table
from layouts.writing import settled, written
from tests.layouts.strategies import changed, layouts


def _plain_text(tree: object) -> object:
    """A tree with built-in types only, for PyYAML."""
    if isinstance(tree, dict):
        return {str(key): _plain_text(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain_text(item) for item in tree]
    return None if tree is None else str(tree)


def _says(text: str) -> str | None:
    layout = read_text(text).layout
    return None if layout is None else json.dumps(written(layout))


def _as_file(layout: Layout, style: str) -> str:
    if style == "ours":
        return dump(layout)
    flow = {"block": False, "flow": True, "mixed": None}[style]
    return yaml.safe_dump(_plain_text(written(layout)), default_flow_style=flow, sort_keys=False, allow_unicode=True)


PAIRS = layouts().flatmap(lambda old: st.tuples(st.just(old), st.one_of(layouts(), changed(old), changed(old))))


@given(PAIRS, st.sampled_from(["ours", "block", "flow", "mixed"]), st.booleans(), st.booleans())
@settings(max_examples=300)
def test_any_file_can_become_any_other(pair: tuple[Layout, Layout], style: str, crlf: bool, open_end: bool) -> None:
    old, new = settled(pair[0]), settled(pair[1])
    text = _as_file(old, style)
    text = text.replace("\n", "\r\n") if crlf else text
    text = text.rstrip("\r\n") if open_end else text
    assume(_says(text) == json.dumps(written(old)))  # PyYAML writes some line breaks so that they do not survive
    result = splice(text, old, new)
    assert read_text(result).layout == new
    assert _says(result) == json.dumps(written(new))
    assert splice(result, new, new) == result
    assert read_text(splice(result, new, old)).layout == old


# One edit, one place: files as people write them, with comments, alignment and both styles.

FILES = {
    "flow": """\
# A line, commented.
linewright: 1
name: Trial    # the title
hall: {size: 40 x 20 x 6 m}

products:
  box:  {size: 300 x 200 x 150 mm, color: teal}    # the small one
  tray: {size: 400 x 300 x 100 mm}

defaults:
  # for every machine
  machine: {exchange: 2 s}

equipment:          # the pieces
  # where parts come from
  infeed: {kind: source,  at: [1, 8],   product: box}

  # the first machine
  # has two comments
  m1:     {kind: machine, at: [6, 8],   cycle: 6.5 s,  label: One}    # bought 2011
  b1:     {kind: conveyor, speed: 24 m/min, gap: 20 mm}
  # a buffer
  rack:   {kind: buffer,  at: [12, 8],  capacity: 20}
  m2:     {kind: machine, at: [18, 8],  cycle: {box: 8 s, tray: 9 s}, failures: [{mtbf: 2 h, mttr: 6 min}]}   # two

  ship:   {kind: sink,    at: [24, 8]}
  # the end

flow:
  # the main way
  - infeed -> m1 -> b1 -> rack    # first half
  - rack -> m2 -> ship

run: {for: 8 h}    # a shift
""",
    "block": """\
linewright: 1
name: 'Trial'

hall:
  size: 40 x 20 x 6 m   # clear

products:
  box:
    size: 300 x 200 x 150 mm
    color: teal
  tray:
    size: 400 x 300 x 100 mm

defaults:
  machine:
    exchange: 2 s

equipment:
  infeed:
    kind: source
    # at the wall
    at: [1, 8]
    product: box

  # the first machine
  m1:
    kind: machine
    at: [6, 8]          # centre
    cycle: 6.5 s        # measured in May
    label: "One"
    # a note that belongs to m1

  b1:
    kind: conveyor
    speed: 24 m/min
    gap: 20 mm
  rack:
    kind: buffer
    at:
      - 12
      - 8
    capacity: 20
  m2:
    kind: machine
    at: [18, 8]
    cycle:
      box: 8 s
      tray: 9 s
    failures:
      - mtbf: 2 h       # long
        mttr: 6 min
  ship:
    kind: sink
    at: [24, 8]
flow:
- infeed -> m1 -> b1 -> rack
# the second half
- rack -> m2 -> ship
run:
  for: 8 h
""",
}


@dataclass(frozen=True)
class OneEdit:
    """An edit of the value, and the only place where each file may differ afterwards."""

    name: str
    edit: Callable[[Layout, int], Layout]
    flow: tuple[str, str]
    block: tuple[str, str]

    def expected(self, text: str, style: str, number: int) -> str:
        before, after = self.flow if style == "flow" else self.block
        assert text.count(before) == 1, before
        return text.replace(before, after.replace("#n", str(number)))


def _piece(layout: Layout, key: str, **values: object) -> Layout:
    changes: Any = values
    return replace(layout, equipment=layout.equipment.with_item(key, replace(layout.equipment[key], **changes)))


def _without(layout: Layout, key: str) -> Layout:
    return replace(layout, equipment=layout.equipment.without(key))


def _renamed(layout: Layout, old: str, new: str) -> Layout:
    items = {(new if key == old else key): item for key, item in layout.equipment.items()}
    flow = tuple(Chain.decode(str(chain).replace(old, new)) for chain in layout.flow)
    return replace(layout, equipment=Table(items), flow=flow)


def _with_flow(layout: Layout, *chains: str) -> Layout:
    return replace(layout, flow=tuple(map(Chain.decode, chains)))


def _behind(layout: Layout, key: str, new_key: str, item: Equipment) -> Layout:
    items = [*layout.equipment.items()]
    position = list(layout.equipment).index(key) + 1
    return replace(layout, equipment=Table([*items[:position], (new_key, item), *items[position:]]))


def _first(layout: Layout, key: str) -> Layout:
    return replace(layout, equipment=Table({key: layout.equipment[key], **layout.equipment}))


EDITS = [
    OneEdit(
        "move a machine",
        lambda layout, n: _piece(layout, "m1", at=Point(float(n), 8.0)),
        ("at: [6, 8], ", "at: [#n, 8], "),
        ("at: [6, 8]          # centre", "at: [#n, 8]          # centre"),
    ),
    OneEdit(
        "move a buffer written as a list",
        lambda layout, n: _piece(layout, "rack", at=Point(12.0, float(n))),
        ("[12, 8]", "[12, #n]"),
        ("      - 12\n      - 8\n", "      - 12\n      - #n\n"),
    ),
    OneEdit(
        "change a time",
        lambda layout, n: _piece(layout, "m1", cycle=decode(f"{n} s")),
        ("cycle: 6.5 s,", "cycle: #n s,"),
        ("cycle: 6.5 s  ", "cycle: #n s  "),
    ),
    OneEdit(
        "change the time of one product",
        lambda layout, n: _piece(layout, "m2", cycle=Table({"box": decode("8 s"), "tray": decode(f"{n} min")})),
        ("tray: 9 s", "tray: #n min"),
        ("tray: 9 s", "tray: #n min"),
    ),
    OneEdit(
        "change a failure in place",
        lambda layout, n: _piece(layout, "m2", failures=(Failure(mtbf=f"{n} h", mttr="6 min"),)),  # type: ignore[arg-type] # text is decoded
        ("{mtbf: 2 h,", "{mtbf: #n h,"),
        ("- mtbf: 2 h ", "- mtbf: #n h "),
    ),
    OneEdit(
        "give a field that was not given",
        lambda layout, n: _piece(layout, "rack", label=f"Rack {n}"),
        ("{kind: buffer,  at", "{kind: buffer, label: Rack #n,  at"),
        ("    kind: buffer\n", "    kind: buffer\n    label: Rack #n\n"),
    ),
    OneEdit(
        "take a field away",
        lambda layout, n: _piece(layout, "m1", label=None),
        ("cycle: 6.5 s,  label: One}", "cycle: 6.5 s}"),
        ('    label: "One"\n', ""),
    ),
    OneEdit(
        "delete a machine with its comments",
        lambda layout, n: _without(layout, "m1"),
        (
            "  # the first machine\n  # has two comments\n"
            "  m1:     {kind: machine, at: [6, 8],   cycle: 6.5 s,  label: One}    # bought 2011\n",
            "",
        ),
        (
            "\n  # the first machine\n  m1:\n    kind: machine\n    at: [6, 8]          # centre\n"
            '    cycle: 6.5 s        # measured in May\n    label: "One"\n    # a note that belongs to m1\n',
            "",
        ),
    ),
    OneEdit(
        "add a machine",
        lambda layout, n: _behind(
            layout, "rack", f"m{n}0", Machine(at=Point(n, 2.5), cycle=decode("3 s"), exchange=2.0)
        ),
        ("capacity: 20}\n", "capacity: 20}\n  m#n0: {kind: machine, at: [#n, 2.5], cycle: 3 s}\n"),
        ("capacity: 20\n", "capacity: 20\n  m#n0: {kind: machine, at: [#n, 2.5], cycle: 3 s}\n"),
    ),
    OneEdit(
        "rename a piece",
        lambda layout, n: _renamed(layout, "ship", f"dock{n}"),
        (
            "  ship:   {kind: sink,    at: [24, 8]}\n  # the end\n\nflow:\n  # the main way\n"
            "  - infeed -> m1 -> b1 -> rack    # first half\n  - rack -> m2 -> ship",
            "  dock#n:   {kind: sink,    at: [24, 8]}\n  # the end\n\nflow:\n  # the main way\n"
            "  - infeed -> m1 -> b1 -> rack    # first half\n  - rack -> m2 -> dock#n",
        ),
        (
            "  ship:\n    kind: sink\n    at: [24, 8]\nflow:\n- infeed -> m1 -> b1 -> rack\n# the second half\n"
            "- rack -> m2 -> ship",
            "  dock#n:\n    kind: sink\n    at: [24, 8]\nflow:\n- infeed -> m1 -> b1 -> rack\n# the second half\n"
            "- rack -> m2 -> dock#n",
        ),
    ),
    OneEdit(
        "change a chain",
        lambda layout, n: _with_flow(layout, "infeed -> m1 -> rack", "rack -> m2 -> ship"),
        ("infeed -> m1 -> b1 -> rack", "infeed -> m1 -> rack"),
        ("infeed -> m1 -> b1 -> rack", "infeed -> m1 -> rack"),
    ),
    OneEdit(
        "delete a chain with its comment",
        lambda layout, n: _with_flow(layout, "infeed -> m1 -> b1 -> rack"),
        ("  - rack -> m2 -> ship\n", ""),
        ("# the second half\n- rack -> m2 -> ship\n", ""),
    ),
    OneEdit(
        "add a chain",
        lambda layout, n: _with_flow(layout, *map(str, layout.flow), f"m2 -> x{n}"),
        ("- rack -> m2 -> ship\n", "- rack -> m2 -> ship\n  - m2 -> x#n\n"),
        ("- rack -> m2 -> ship\n", "- rack -> m2 -> ship\n- m2 -> x#n\n"),
    ),
    OneEdit(
        "change the default and what follows it",
        lambda layout, n: replace(
            layout,
            defaults=Table({"machine": Machine(exchange=parse(f"{n} s", Dimension.TIME))}),
            equipment=Table(
                {
                    key: replace(item, exchange=parse(f"{n} s", Dimension.TIME)) if isinstance(item, Machine) else item
                    for key, item in layout.equipment.items()
                }
            ),
        ),
        ("{exchange: 2 s}", "{exchange: #n s}"),
        ("exchange: 2 s", "exchange: #n s"),
    ),
    OneEdit(
        "change the title",
        lambda layout, n: replace(layout, name=f"Trial: {n}"),
        ("name: Trial ", "name: 'Trial: #n' "),
        ("name: 'Trial'", "name: 'Trial: #n'"),
    ),
    OneEdit(
        "describe the line",
        lambda layout, n: replace(layout, description=f"{n} pieces"),
        ("    # the title\n", "    # the title\ndescription: #n pieces\n"),
        ("name: 'Trial'\n", "name: 'Trial'\ndescription: #n pieces\n"),
    ),
    OneEdit(
        "add a section",
        lambda layout, n: replace(layout, failures=Table({f"jam{n}": Failure(mtbf="2 h", mttr="30 s")})),  # type: ignore[arg-type] # text is decoded
        ("-> m2 -> ship\n", "-> m2 -> ship\n\nfailures:\n  jam#n: {mtbf: 2 h, mttr: 30 s}\n"),
        ("-> m2 -> ship\n", "-> m2 -> ship\n\nfailures:\n  jam#n: {mtbf: 2 h, mttr: 30 s}\n"),
    ),
    OneEdit(
        "take a section away",
        lambda layout, n: replace(layout, run=Run()),
        ("\nrun: {for: 8 h}    # a shift\n", ""),
        ("run:\n  for: 8 h\n", ""),
    ),
    OneEdit(
        "put the last piece first",
        lambda layout, n: _first(layout, "ship"),
        (
            "  # where parts",
            "  ship:   {kind: sink,    at: [24, 8]}\n  # where parts",
        ),
        (
            "  infeed:\n    kind",
            "  ship:\n    kind: sink\n    at: [24, 8]\n  infeed:\n    kind",
        ),
    ),
]
MOVED_AWAY = {
    "flow": "\n  ship:   {kind: sink,    at: [24, 8]}\n  # the end",
    "block": "  ship:\n    kind: sink\n    at: [24, 8]\nflow",
}
LEFT = {"flow": "\n  # the end", "block": "flow"}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("style", FILES)
@pytest.mark.parametrize("one", EDITS, ids=lambda one: one.name.replace(" ", "_"))
def test_one_edit_changes_its_own_lines_and_no_other(one: OneEdit, style: str, seed: int) -> None:
    number = Random(f"{one.name} {style} {seed}").randint(10, 99)
    text = FILES[style]
    expected = one.expected(text, style, number)
    if one.name == "put the last piece first":
        head, tail = expected.rsplit(MOVED_AWAY[style], 1)
        expected = head + LEFT[style] + tail
    if seed == 1:
        text, expected = text.replace("\n", "\r\n"), expected.replace("\n", "\r\n")
    if seed == 2:
        text, expected = text.rstrip("\n"), expected.rstrip("\n")
    old = read_text(text).layout
    assert old is not None
    result = splice(text, old, one.edit(old, number))
    assert result == expected, "".join(unified_diff(expected.splitlines(True), result.splitlines(True), "want", "is"))


def test_a_file_with_mistakes_is_changed_only_where_it_was_edited() -> None:
    text = (
        "linewright: 1\nequipment:\n"
        "  a: {kind: machine, at: [1, 1], cycle: 5 kg}   # wrong\n"
        "  b: {kind: mashine, at: [2, 2], odd: [1, {x: 'null'}]}\n"
        "flow:\n  - a->b\n  - a -> b   # right\n"
    )
    old = read_text(text).layout
    assert old is not None
    new = _piece(_piece(old, "a", cycle=decode("5 s")), "b", at=Point(3.0, 2.0))
    new = replace(new, flow=(*new.flow, Chain.decode("b -> a")))
    assert splice(text, old, new) == (
        text.replace("5 kg", "5 s").replace("[2, 2]", "[3, 2]").replace("# right\n", "# right\n  - b -> a\n")
    )


def test_the_coordinates_of_a_point_keep_their_comments() -> None:
    text = "linewright: 1\nequipment:\n  a:\n    kind: sink\n    at:\n      - '2'   # along\n      - '8'   # across\n"
    old = read_text(text).layout
    assert old is not None
    assert splice(text, old, _piece(old, "a", at=Point(8.0, 8.0))) == text.replace("'2'", "8")


def test_a_text_that_does_not_say_the_old_value_is_refused() -> None:
    old = read_text(FILES["flow"]).layout
    assert old is not None
    with pytest.raises(SpliceError, match="would not say what the layout says; nothing was written"):
        splice(FILES["flow"].replace("capacity: 20", "capacity: 21"), old, replace(old, name="Other"))
    with pytest.raises(SpliceError, match="is no layout"):
        splice("{", old, old)
