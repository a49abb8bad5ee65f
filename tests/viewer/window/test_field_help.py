"""What is said of a field, and how times are spread."""

import numpy as np
import pytest

from layouts import load
from layouts.distributions import Distribution, Empirical, decode
from layouts.examples import example
from layouts.kinds import Machine
from layouts.table import Table
from viewer.window.densities import curves
from viewer.window.field_help import choices_of, help_of, range_of

PUMP = load(example("pump_line"))


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("crew", "whole number. at least 1, at most 1000. default: 1"),
        ("fail", "fraction, such as 2 %. at least 0, at most 100 %. default: 0"),
        ("cycle", "time, such as 8 s or triangular 20 23 30 s, or one for each product"),
        ("nothing", ""),
    ],
)
def test_a_field_is_explained_from_its_declaration(field: str, said: str) -> None:
    assert help_of(Machine(), field) == said


def test_a_range_has_its_units() -> None:
    assert range_of(Machine, "exchange") == "at least 0 s"


@pytest.mark.parametrize(
    ("field", "first"),
    [
        ("mirror", ("true", "false")),
        ("takes", ("one by one", "together")),
        ("back_to", ("op10", "op20")),
        ("changeover", ("press_tool",)),
        ("failures", ()),
        ("cycle", ()),
    ],
)
def test_words_that_fit_are_offered(field: str, first: tuple[str, ...]) -> None:
    assert choices_of(PUMP, PUMP.equipment["op10"], field)[:2] == first


VARYING = (
    *("uniform 3 5 s", "triangular 20 23 30 s", "normal 8 0.5 s", "lognormal 240 90 s", "exponential 2 h"),
    *("erlang 6 min k=2", "weibull scale=500 h shape=2", "weibull scale=500 h shape=0.5"),
)


@pytest.mark.parametrize("text", VARYING)
def test_a_density_has_its_mean_and_nearly_all_of_the_probability(text: str) -> None:
    (curve,) = curves(decode(text))
    x, y = curve.points.T
    assert (np.diff(x) >= 0).all()
    assert (y >= 0).all()
    if "0.5" not in text or "normal" in text:  # infinite at 0: drawn up to a height
        assert np.trapezoid(y, x) == pytest.approx(1.0, abs=0.02)
    assert x[0] < curve.low < curve.high < x[-1]


def test_measured_values_are_bars() -> None:
    (curve,) = curves(Empirical(file="times.csv", values=(1.0, 2.0, 2.0, 4.0)))
    assert curve.mean == pytest.approx(2.25)
    assert [*curve.points[[0, -1], 0]] == [1.0, 4.0]


def test_a_constant_has_no_density_and_products_have_one_each() -> None:
    assert curves(decode("8 s")) == ()
    texts = {"A": "uniform 3 5 s", "B": "8 s", "C": "erlang 6 min k=2"}
    times: Table[Distribution] = Table({name: decode(text) for name, text in texts.items()})
    assert [curve.name for curve in curves(times)] == ["A", "C"]
    assert curves(times)[0].text == "A: mean 4.0 s, 9 of 10 from 3.1 s to 4.9 s"
