import pytest

from layouts.editing.typing import Distance, Spot, Turning, Typed, Way, typed
from layouts.space import Vector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.5 m", Distance(2.5)),
        ("800mm", Distance(0.8)),
        ("2.", Distance(2.0)),
        ("-3", Distance(-3.0)),
        ("@2, 0.5", Way(Vector(2.0, 0.5))),
        ("@2500 mm,-40 cm", Way(Vector(2.5, -0.4))),
        ("3, 4", Spot(Vector(3.0, 4.0))),
        ("15 deg", Turning(15.0)),
        ("-15°", Turning(-15.0)),
        ("<22.5", Turning(22.5)),
    ],
)
def test_what_is_typed_is_a_distance_a_way_a_place_or_an_angle(text: str, expected: Typed) -> None:
    assert typed(text) == expected


def test_a_way_may_be_given_by_length_and_angle() -> None:
    for text in ("@1.5 m<30 deg", "@1.5<30", "1500 mm < 30°"):
        found = typed(text)
        assert isinstance(found, Way)
        assert found.by == pytest.approx((1.299, 0.75, 0.0), abs=1e-3)


def test_a_bare_number_is_in_the_unit_of_the_file() -> None:
    assert typed("@2500,0", "mm") == Way(Vector(2.5, 0.0))
    assert typed("@2500,0") == Way(Vector(2500.0, 0.0))
    assert typed("1.2 m", "mm") == Distance(1.2)


@pytest.mark.parametrize("text", ["", "@", "@2", "@2,", "2,", "x", "2 kg", "<", "1,2,3", "4 d", "-"])
def test_what_is_not_finished_or_no_such_thing_says_nothing(text: str) -> None:
    assert typed(text) is None
