"""Positions, turns and paths, against closed forms."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from layouts.quantities import Quantity
from layouts.space import ARC_STEP, Point, Polyline, Pose, Size, Vector
from tests.layouts.strategies import sizes


def test_a_quarter_turn_is_exact_and_a_mirror_swaps_front_and_back() -> None:
    pose = Pose(Vector(10, 5), 90)
    assert pose.apply(Vector(1, 0, 0.85)) == Vector(10, 6, 0.85)
    assert pose.apply(Vector(0, -1)) == Vector(11, 5)
    assert Pose(Vector(10, 5), 90, mirror=True).apply(Vector(0, -1)) == Vector(9, 5)


@given(st.floats(-720, 720), st.floats(-9, 9), st.floats(-9, 9))
def test_turning_keeps_lengths_and_turning_back_undoes_it(degrees: float, x: float, y: float) -> None:
    turned = Vector(x, y).turned(degrees)
    assert turned.norm() == pytest.approx(Vector(x, y).norm(), abs=1e-9)
    assert turned.turned(-degrees) == pytest.approx(Vector(x, y), abs=1e-9)


@pytest.mark.parametrize("radius", [0.3, 0.605, 1.0])
def test_a_curve_is_as_long_as_its_pieces(radius: float) -> None:
    path = Polyline.rounded([Vector(0, 0), Vector(5, 0), Vector(5, 5)], radius)
    pieces = 90 / ARC_STEP
    arc = pieces * 2 * radius * math.sin(math.radians(ARC_STEP / 2))
    assert path.length == pytest.approx(10 - 2 * radius + arc, rel=1e-12)
    assert path.at(path.length) == pytest.approx(Vector(5, 5), abs=1e-12)
    assert path.at(-1.0) == Vector(-1, 0)


def test_a_point_remembers_how_it_was_typed() -> None:
    point = Point.decode(["6.00", "850 mm"], 1.0)
    assert point == Point(6, 0.85)
    assert isinstance(point.x, Quantity)
    assert (point.x.text, Point.decode(["6000", "850"], 0.001)) == ("6.00", Point(6, 0.85))


@pytest.mark.parametrize("value", [[1], [1, 2, 3, 4], "1, 2", [1, "x"], [1, math.inf], [1, "nan"], [True, 2], {"x": 1}])
def test_anything_else_is_no_point(value: object) -> None:
    with pytest.raises(PydanticCustomError):
        Point.decode(value, 1.0)


@given(sizes)
def test_the_text_of_a_size_says_exactly_the_size(size: Size) -> None:
    assert Size.decode(size.text_form()) == size


@pytest.mark.parametrize(
    "text", ["1 x 2", "1 m", "1 x 2 x 3 x 4 m", "1 x -2 m", "0 x 1 m", "1e999 x 1 m", "1 x 2 kg", 5]
)
def test_anything_else_is_no_size(text: object) -> None:
    with pytest.raises(PydanticCustomError):
        Size.decode(text)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("300 x 200 x 150", "300 x 200 x 150 mm"),
        ("300 x 200", "300 x 200 mm"),
        ("1.6 x 1.5 x 2.2", "1.6 x 1.5 x 2.2 m"),
        ("0,3 x 0,2 x 0,15 m", "0.3 x 0.2 x 0.15 m"),
        ("3 X 2 * 1 metres", "3 x 2 x 1 m"),
        ("3 x 2 x 1 kg", ""),
        ("big", ""),
    ],
)
def test_a_size_that_was_probably_meant_is_suggested(text: str, suggestion: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        Size.decode(text)
    context = caught.value.context or {}
    assert context["suggestion"] == suggestion
    assert ("the unit is missing" in context["expected"]) == text[-1].isdigit()
    assert not suggestion or Size.decode(suggestion).length > 0
