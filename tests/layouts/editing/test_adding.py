from dataclasses import replace

import pytest

from layouts import Document, Layout, read_text
from layouts.editing import added, copied, fresh_id, moved, removed, started
from layouts.equipment import Role
from layouts.kinds import Machine
from layouts.registry import kinds
from layouts.space import Point, Vector
from layouts.table import Table
from tests.layouts.editing.lines import line


@pytest.mark.parametrize(
    ("taken", "wanted", "fresh"),
    [
        ((), "press", "press"),
        (("press",), "press", "press_2"),
        (("press", "press_2"), "press", "press_3"),
        (("press_2",), "press_2", "press_3"),
        (("op10", "op11"), "op10", "op12"),
    ],
)
def test_an_id_is_numbered_as_its_family_is(taken: tuple[str, ...], wanted: str, fresh: str) -> None:
    assert fresh_id(taken, wanted) == fresh


def test_equipment_is_put_at_the_end_and_never_in_place_of_other() -> None:
    item = Machine(at=Point(1.0, 7.0))
    after = added(line(), "press", item)
    assert [*after.equipment][-1] == "press"
    assert after.equipment["press"] is item
    with pytest.raises(ValueError, match="'op10' already"):
        added(line(), "op10", item)


def test_what_is_taken_out_leaves_the_rest_of_the_flow() -> None:
    after = removed(line(), ["belt"])
    assert "belt" not in after.equipment
    assert [str(chain) for chain in after.flow] == ["infeed -> op10", "op20 -> out"]
    assert [str(chain) for chain in removed(line(), ["op10"]).flow] == ["belt -> op20 -> out"]
    assert removed(line(), IDS).flow == ()
    assert removed(line(), []) == line()


IDS = ("infeed", "op10", "belt", "op20", "out")


def test_a_copy_has_the_connections_among_what_was_copied() -> None:
    before = line()
    after, names = copied(before, ["op10", "belt", "op20"], Vector(0.0, 6.0))
    assert names == {"op10": "op11", "belt": "belt_2", "op20": "op21"}
    assert [str(chain) for chain in after.flow] == [*map(str, before.flow), "op11 -> belt_2 -> op21"]
    assert after.equipment["op11"].at == Point(4.0, 8.0)
    assert removed(after, names.values()) == before
    assert moved(after, names.values(), Vector(0.0, -6.0)).equipment["belt_2"] == before.equipment["belt"]


def test_a_group_is_copied_and_thinned_out_with_its_members() -> None:
    before = replace(line(), groups=Table({"cell": ("op10", "belt"), "rest": ("out",)}))
    after, _ = copied(before, ["op10", "belt"], Vector(0.0, 6.0))
    assert dict(after.groups) == {"cell": ("op10", "belt"), "rest": ("out",), "cell_2": ("op11", "belt_2")}
    assert dict(copied(before, ["op10"], Vector(0.0, 6.0))[0].groups) == dict(before.groups)
    assert dict(removed(before, ["belt", "out"]).groups) == {"cell": ("op10",)}


@pytest.mark.parametrize("kind", [kind for kind, cls in kinds().found.items() if cls.role is not Role.SCENERY])
def test_new_equipment_has_values_to_begin_with(kind: str) -> None:
    layout = started(Layout(), "it", kind, None if kind == "conveyor" else Point(1.0, 2.0))
    item = layout.equipment["it"]
    given = {name for name in item.required if getattr(item, name) not in (None, (), {})}
    assert set(item.required) - given <= {"uses", "makes"}


def test_new_equipment_takes_the_defaults_of_the_layout() -> None:
    defaults = "linewright: 1\ndefaults:\n  machine: {cycle: 12 s, exchange: 4 s}\nequipment: {}\n"
    before = read_text(defaults).layout
    assert before is not None
    document = Document(before, defaults)
    document.edit("new press", lambda layout: started(layout, "press", "machine", Point(1.0, 2.0), "press"))
    assert "{kind: machine, at: [1, 2], model: press}" in document.text
