from itertools import product

import pytest

from layouts.document import Document
from layouts.editing import arrayed, bounds_of, mirrored
from layouts.flow import Port
from layouts.placement import Placement
from layouts.reading import loads
from layouts.space import Point, Vector
from tests.layouts.editing.lines import line


def test_an_array_repeats_equipment_with_the_connections_among_it() -> None:
    layout, made = arrayed(line(), ["op10", "belt"], rows=2, columns=3, apart=Vector(12.0, 8.0))
    assert len(made) == 2 * (2 * 3 - 1)
    machines = [name for name in made if layout.equipment[name].kind == "machine"]
    places = [(4 + 12 * column, 2 + 8 * row) for row, column in product(range(2), range(3))][1:]
    assert [layout.equipment[name].at for name in machines] == [Point(*place) for place in places]
    assert [str(chain) for chain in layout.flow[1:3]] == ["op11 -> belt_2", "op12 -> belt_3"]


def test_an_array_is_one_step_of_the_history() -> None:
    document = Document(line())
    document.edit("array of op10", lambda layout: arrayed(layout, ["op10"], 3, 3, Vector(4.0, 3.0))[0])
    assert len(document.value.equipment) == 5 + 8
    document.undo()
    assert document.value == line()
    assert document.undo_name is None


@pytest.mark.parametrize(("rows", "columns"), [(0, 2), (2, -1), (40, 40)])
def test_an_array_without_rows_or_with_too_many_is_refused(rows: int, columns: int) -> None:
    with pytest.raises(ValueError, match=r"at least|at most"):
        arrayed(line(), ["op10"], rows, columns, Vector(1.0, 1.0))


@pytest.mark.parametrize("along_x", [True, False])
def test_a_mirror_shows_every_port_and_every_belt_where_it_would_be_seen(along_x: bool) -> None:
    names = ["infeed", "op10", "belt", "op20", "out"]
    layout, made = mirrored(line(), names, 11.0, along_x)
    before, after = Placement(line()), Placement(layout)
    for old, new in zip(names, made, strict=True):
        ports = [(before.port(Port(old, port)), after.port(Port(new, port))) for port in layout.equipment[new].ports()]
        paths = before.path(old), after.path(new)
        if paths[0] and paths[1]:
            ports += [*zip(paths[0].points, paths[1].points, strict=True)]
        for there, seen in ports:
            if there is not None:
                x, y = (22.0 - there.x, there.y) if along_x else (there.x, 22.0 - there.y)
                assert seen == pytest.approx((x, y, there.z))


def test_a_mirror_twice_is_as_before() -> None:
    once, made = mirrored(line(), ["op20"], 9.0, True)
    twice, (name,) = mirrored(once, made, 9.0, True)
    assert twice.equipment[name] == line().equipment["op20"]


def test_a_text_stays_readable_in_a_mirror() -> None:
    layout = loads("linewright: 1\nequipment: {sign: {kind: text, at: [1, 1], text: Out}}\n")
    layout, (name,) = mirrored(layout, ["sign"], 2.0, True)
    assert (layout.equipment[name].at, layout.equipment[name].turn) == (Point(3, 1), 0.0)
    assert not layout.equipment[name].mirror


def test_bounds_are_around_footprints_and_corners() -> None:
    assert bounds_of(line(), ["op10", "belt"]) == (3.0, 1.5, 6.0, 5.0)
    assert bounds_of(line(), []) is None
