"""Quantities as engineers write them, exact both ways."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from layouts.provenance import Provenance, Status
from layouts.quantities import EXAMPLES, UNITS, Dimension, Dimensioned, Quantity, parse, shown, typical_unit


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("8 s", Dimension.TIME, 8.0),
        ("8h", Dimension.TIME, 28_800.0),
        ("90 min", Dimension.TIME, 5_400.0),
        ("1e3 ms", Dimension.TIME, 1.0),
        ("36000/h", Dimension.RATE, 10.0),
        ("900/d", Dimension.RATE, 900 / 86_400),
        ("24 m/min", Dimension.SPEED, 0.4),
        ("0.4 m/s2", Dimension.ACCELERATION, 0.4),
        ("2 %", Dimension.FRACTION, 0.02),
        ("0.02", Dimension.FRACTION, 0.02),
        ("1200 mm", Dimension.LENGTH, 1.2),
        ("90", Dimension.ANGLE, 90.0),
        ("1.4 kg", Dimension.MASS, 1.4),
    ],
)
def test_text_becomes_si_and_is_shown_as_typed(text: str, dimension: Dimension, value: float) -> None:
    quantity = parse(text, dimension)
    assert quantity == pytest.approx(value, rel=1e-15)
    assert str(quantity) == shown(quantity, dimension) == text
    assert pickle.loads(pickle.dumps(quantity)).text == text


@pytest.mark.parametrize(
    "text", ["8", "8 kg", "8 S", "s", "", "eight s", "1,5 s", "nan s", "inf s", "8 s 3", "1e999 s"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse(text, Dimension.TIME)


def test_a_bare_number_gets_the_unit_suggested() -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse("45", Dimension.TIME)
    assert caught.value.context == {
        "code": "unit",
        "found": "'45'",
        "expected": "a time such as 45 s (units: ms, s, min, h, d, w)",
        "suggestion": "45 s",
    }


def _suggested(text: str, dimension: Dimension) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        parse(text, dimension)
    return str((caught.value.context or {})["suggestion"])


@pytest.mark.parametrize("dimension", [dimension for dimension in Dimension if "" not in UNITS[dimension]])
def test_the_unit_suggested_is_that_of_the_example(dimension: Dimension) -> None:
    number = EXAMPLES[dimension].removesuffix(typical_unit(dimension)).strip()
    assert _suggested(number, dimension) == EXAMPLES[dimension]


@pytest.mark.parametrize(
    ("text", "dimension", "suggestion"),
    [
        ("12", Dimension.SPEED, "12 m/min"),
        ("150", Dimension.RATE, "150/h"),
        *((f"6 {word}", Dimension.TIME, "6 s") for word in ("sec", "secs", "second", "seconds", "S")),
        *((f"6 {word}", Dimension.TIME, "6 min") for word in ("minute", "minutes", "mins", "Min")),
        *((f"6 {word}", Dimension.TIME, "6 h") for word in ("hour", "hours", "hr", "hrs")),
        *((f"6 {word}", Dimension.TIME, "6 d") for word in ("day", "days")),
        *((f"6 {word}", Dimension.LENGTH, "6 m") for word in ("meter", "meters", "metre", "metres")),
        ("0.2 m/sec", Dimension.SPEED, "0.2 m/s"),
        ("12 metres per minute", Dimension.SPEED, "12 m/min"),
        ("6 kgs", Dimension.MASS, "6 kg"),
        ("150 per hour", Dimension.RATE, "150/h"),
        ("150/hour", Dimension.RATE, "150/h"),
        ("95 percent", Dimension.FRACTION, "95 %"),
        ("6,5 s", Dimension.TIME, "6.5 s"),
        ("6,5", Dimension.TIME, "6.5 s"),
        ("6,5 sec", Dimension.TIME, "6.5 s"),
        ("0,35 m", Dimension.LENGTH, "0.35 m"),
        ("1,200 mm", Dimension.LENGTH, ""),
        ("6 kg", Dimension.TIME, ""),
        ("six", Dimension.TIME, ""),
    ],
)
def test_what_was_probably_meant_is_suggested(text: str, dimension: Dimension, suggestion: str) -> None:
    assert _suggested(text, dimension) == suggestion


@pytest.mark.parametrize(("text", "suggestion"), [("95", "95 %"), ("1.5", "1.5 %"), ("101", ""), ("950 %", "")])
def test_a_share_above_one_was_probably_per_cent(text: str, suggestion: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        Dimensioned(Dimension.FRACTION, at_most=1.0).decode(text)
    assert (caught.value.context or {})["suggestion"] == suggestion


@given(st.sampled_from(Dimension), st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_shown_is_exactly_the_value(dimension: Dimension, value: float) -> None:
    assert parse(shown(value, dimension), dimension) == value


@pytest.mark.parametrize(
    ("value", "dimension", "text"),
    [
        (0.0, Dimension.TIME, "0 s"),
        (90.0, Dimension.TIME, "1.5 min"),
        (28_800.0, Dimension.TIME, "8 h"),
        (6.5, Dimension.TIME, "6.5 s"),
        (0.85, Dimension.LENGTH, "0.85 m"),
        (0.02, Dimension.FRACTION, "2 %"),
        (90.0, Dimension.ANGLE, "90"),
        (0.0, Dimension.RATE, "0/s"),
    ],
)
def test_computed_values_are_shown_in_a_handy_unit(value: float, dimension: Dimension, text: str) -> None:
    assert shown(value, dimension) == text


def test_a_value_may_carry_its_source() -> None:
    quantity = Dimensioned(Dimension.TIME).decode({"value": "6 s", "source": "stop watch", "status": "measured"})
    assert isinstance(quantity, Quantity)
    assert quantity == 6.0
    assert quantity.provenance == Provenance("stop watch", Status.MEASURED)


@pytest.mark.parametrize(
    "value", [{"value": "6 s", "status": "guessed"}, {"source": "x"}, {"value": "6 s", "unit": "s"}, [6], True, None]
)
def test_other_forms_are_refused(value: object) -> None:
    with pytest.raises(PydanticCustomError):
        Dimensioned(Dimension.TIME).decode(value)


def test_limits_are_told() -> None:
    with pytest.raises(PydanticCustomError, match="found '-1 s', expected a time of at least 0"):
        Dimensioned(Dimension.TIME, at_least=0.0).decode("-1 s")
    with pytest.raises(PydanticCustomError, match="greater than 0"):
        Dimensioned(Dimension.TIME, above=0.0).decode("0 s")
    with pytest.raises(PydanticCustomError, match="at most 1"):
        Dimensioned(Dimension.FRACTION, at_most=1.0).decode("101 %")


def test_every_dimension_has_its_base_unit() -> None:
    assert all(1.0 in units.values() for units in UNITS.values())
