import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts import Layout
from layouts.editing import Side, aligned, centre_of, distributed, moved, turned
from layouts.kinds import Conveyor
from layouts.space import Point, Vector
from layouts.writing import settled
from tests.layouts.editing.lines import line

IDS = ("infeed", "op10", "belt", "op20", "out")


def at(layout: Layout, name: str) -> Point:
    found = layout.equipment[name].at
    assert found is not None
    return found


def via(layout: Layout) -> tuple[Point, ...]:
    belt = layout.equipment["belt"]
    assert isinstance(belt, Conveyor)
    return belt.via


def test_what_is_moved_stands_elsewhere_and_all_else_is_the_same_object() -> None:
    before = line()
    after = moved(before, ["op10"], Vector(0.5, -1.0))
    assert at(after, "op10") == Point(4.5, 1.0)
    assert all(after.equipment[name] is before.equipment[name] for name in IDS if name != "op10")
    assert moved(before, ["op10"], Vector(0.0, 0.0)) is before


def test_a_belt_is_moved_by_its_corners_and_a_height_only_by_going_up() -> None:
    after = moved(line(), ["belt", "out"], Vector(1.0, 1.0))
    assert via(after) == (Point(7.0, 3.0), Point(7.0, 6.0))
    assert at(after, "out") == Point(11.0, 6.0, 0.2)
    raised = moved(line(), ["op10", "out"], Vector(0.0, 0.0, 0.3))
    assert (at(raised, "op10").z, at(raised, "out").z) == (0.3, 0.5)


def test_one_piece_turns_on_the_spot_and_several_about_their_middle() -> None:
    alone = turned(line(), ["op20"], 90.0)
    assert (at(alone, "op20"), alone.equipment["op20"].turn) == (Point(8.0, 5.0), 180.0)
    both = turned(line(), ["op10", "op20"], 180.0)
    assert (at(both, "op10"), at(both, "op20")) == (Point(8.0, 5.0), Point(4.0, 2.0))
    assert (both.equipment["op10"].turn, both.equipment["op20"].turn) == (180.0, 270.0)


@given(
    st.lists(st.sampled_from(IDS), min_size=1, unique=True),
    st.floats(-90, 90),
    st.floats(-90, 90),
    st.sampled_from([0.0, 15.0, 90.0, 222.5]),
)
def test_there_and_back_again(ids: list[str], x: float, y: float, degrees: float) -> None:
    before = line()
    there = turned(moved(before, ids, Vector(x, y)), ids, degrees)
    back = settled(moved(turned(there, ids, -degrees), ids, Vector(-x, -y)))
    assert back == before


@pytest.mark.parametrize(
    ("side", "op10", "op20"),
    [
        (Side.LEFT, (4.0, 2.0), (3.5, 5.0)),
        (Side.RIGHT, (7.5, 2.0), (8.0, 5.0)),
        (Side.CENTRE, (5.75, 2.0), (5.75, 5.0)),
        (Side.BOTTOM, (4.0, 2.0), (8.0, 2.5)),
        (Side.TOP, (4.0, 5.5), (8.0, 5.0)),
        (Side.MIDDLE, (4.0, 3.75), (8.0, 3.75)),
    ],
)
def test_footprints_are_aligned_as_they_stand(side: Side, op10: tuple[float, ...], op20: tuple[float, ...]) -> None:
    """op20 is turned by 90 degrees: 1 m wide and 2 m deep."""
    after = aligned(line(), ["op10", "belt", "op20"], side)
    assert [(at(after, name).x, at(after, name).y) for name in ("op10", "op20")] == [op10, op20]


def test_gaps_are_made_equal_between_the_outermost() -> None:
    before = moved(line(), ["op10"], Vector(1.7, 0.0))
    after = distributed(before, ["op20", "infeed", "op10"], along_x=True)
    assert (at(after, "infeed"), at(after, "op20")) == (at(before, "infeed"), at(before, "op20"))
    edges = [at(after, "infeed").x + before.equipment["infeed"].footprint.length / 2, at(after, "op10").x - 1.0]
    edges += [at(after, "op10").x + 1.0, at(after, "op20").x - 0.5]
    assert edges[1] - edges[0] == pytest.approx(edges[3] - edges[2])


def test_the_middle_of_nothing_is_none() -> None:
    assert centre_of(line(), []) is None
    assert centre_of(line(), ["belt"]) == Vector(6.0, 3.5)
    assert turned(line(), [], 90.0) == line()
