"""Distributions: both forms, means by closed form, and clear refusals."""

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from pydantic_core import PydanticCustomError

from layouts.distributions import DISTRIBUTIONS, Constant, Distribution, Empirical, Erlang, Exponential, decode
from layouts.failures import Failure
from layouts.kinds import Machine
from layouts.table import Table
from tests.layouts.strategies import all_distributions

FORMS: list[tuple[str, dict[str, Any], float]] = [
    ("8 s", {"distribution": "constant", "value": "8 s"}, 8.0),
    ("uniform 3 5 s", {"distribution": "uniform", "min": "3 s", "max": "5 s"}, 4.0),
    ("triangular 20 23 30 s", {"distribution": "triangular", "min": "20 s", "mode": "23 s", "max": "30 s"}, 73 / 3),
    ("normal 8 0.5 s", {"distribution": "normal", "mean": "8 s", "sd": "0.5 s"}, 8.0),
    ("lognormal 240 90 s", {"distribution": "lognormal", "mean": "4 min", "sd": "90 s"}, 240.0),
    ("exponential 2 h", {"distribution": "exponential", "mean": "2 h"}, 7200.0),
    ("erlang 6 min k=2", {"distribution": "erlang", "mean": "6 min", "k": "2"}, 360.0),
    ("erlang 6 min", {"distribution": "erlang", "mean": "360 s"}, 360.0),
    (
        "weibull scale=500 h shape=2",
        {"distribution": "weibull", "scale": "500 h", "shape": "2"},
        500 * 3600 * math.sqrt(math.pi) / 2,
    ),
]


@pytest.mark.parametrize(("text", "mapping", "mean"), FORMS)
def test_both_forms_say_the_same(text: str, mapping: dict[str, Any], mean: float) -> None:
    assert decode(text) == decode(mapping)
    assert str(decode(text)) == text
    assert decode(text).mean == pytest.approx(mean, rel=1e-12)


def test_every_distribution_is_in_the_list() -> None:
    assert {decode(text).name for text, _, _ in FORMS} | {"empirical"} == set(DISTRIBUTIONS)


@given(all_distributions)
def test_the_text_form_says_exactly_the_distribution(distribution: Distribution) -> None:
    assert decode(replace(distribution, text=None).text_form()) == distribution


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("triangel 1 2 3 s", "found 'triangel 1 2 3 s', expected one of constant, uniform, triangular"),
        ("triangular 1 2 3", "numbers and a unit of time after 'triangular'"),
        ("triangular 3 2 1 s", "min, most likely and max in this order"),
        ("triangular 1 2 s", "triangular with min, mode, max"),
        ("uniform 5 3 s", "min not above max"),
        ("uniform 1 2 3 s", "uniform with 2 times"),
        ("erlang 6 min k=1.5", "k a whole number from 1"),
        ("erlang 6 min k=1e999", "k as a number"),
        ("erlang 6 min k=2 k=3", "erlang with 1 times"),
        ("erlang 6 min j=2", "erlang with mean, k"),
        ("weibull scale=5 shape=2", "expected a time such as"),
        ("weibull scale=5 h", "weibull with scale, shape"),
        ("weibull scale=5 h shape=0.01", "shape of at least 0.1"),
        ("lognormal 0 1 s", "mean greater than 0"),
        ("exponential 1e400 s", "mean as a number"),
        ("empirical", "empirical with file"),
        ("-3 s", "a time of at least 0"),
        ({"distribution": "unifrom"}, "distribution: one of"),
        ({"distribution": "uniform", "min": "3 s"}, "uniform with min, max"),
        ({"distribution": "uniform", "min": ["3 s"], "max": "4 s"}, "min as a number"),
        ({"distribution": "empirical", "file": "a.csv", "values": "1"}, "empirical with file"),
        ({"mean": "3 s"}, "value, and perhaps source and status"),
        (None, "a time such as"),
        (math.nan, "a time such as"),
    ],
)
def test_mistakes_are_told(value: object, message: str) -> None:
    with pytest.raises(PydanticCustomError, match=message.replace("(", r"\(")):
        decode(value)


def test_the_mean_of_a_truncated_normal_is_that_of_what_is_drawn() -> None:
    half = decode("normal 0 1 s")
    assert half.mean == pytest.approx(math.sqrt(2 / math.pi), rel=1e-12)  # the half-normal distribution
    assert decode("normal 8 0 s").mean == 8.0
    assert decode({"distribution": "normal", "mean": "1e200 s", "sd": "1 s"}).mean == 1e200


def test_a_lone_time_of_a_failure_is_a_mean() -> None:
    failure = Failure(mtbf="2 h", mttr="6 min")  # type: ignore[arg-type] # text is decoded
    assert failure.mtbf == Exponential(mu=7200.0)
    assert failure.mttr == Erlang(mu=360.0, k=2.0)
    constant = Failure(mtbf="constant 2 h", mttr=Constant(value=360.0))  # type: ignore[arg-type] # text is decoded
    assert constant.mtbf == Constant(value=7200.0)
    assert constant.mttr == Constant(value=360.0)


def test_availability_gives_the_mean_up_time() -> None:
    failure = Failure(availability="90 %", mttr="6 min")  # type: ignore[arg-type] # text is decoded
    up_time = failure.up_time()
    assert up_time is not None
    assert up_time.mean == pytest.approx(0.9 * 360 / 0.1, rel=1e-12)


def test_times_may_differ_by_product() -> None:
    machine = Machine(cycle={"P12": "6 s", "default": "7 s"})  # type: ignore[arg-type] # text is decoded
    assert machine.cycle == Table({"P12": Constant(value=6.0), "default": Constant(value=7.0)})


def test_an_empirical_distribution_has_no_mean_before_its_file_is_read() -> None:
    assert math.isnan(decode("empirical times.csv").mean)
    assert Empirical(file="times.csv", values=(1.0, 2.0, 6.0)).mean == 3.0


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("triangular 10, 15, 20 s", "triangular 10 15 20 s"),
        ("triangular 10,15,20 s", "triangular 10 15 20 s"),
        ("normal 6,5 0,5 s", "normal 6.5 0.5 s"),
        ("exponential 2,5 hours", "exponential 2.5 h"),
        ("triangular 10 15 20 sec", "triangular 10 15 20 s"),
        ("triangular 10 15 20", "triangular 10 15 20 s"),
        ("triangular 10, 15 s", ""),
        ("triangular", ""),
        ("uniform 1 2 kg", ""),
    ],
)
def test_what_was_probably_meant_is_suggested(text: str, suggestion: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        decode(text)
    context = caught.value.context or {}
    assert context["suggestion"] == suggestion
    assert ("without commas" in context["expected"]) == ("," in text)
    assert not suggestion or isinstance(decode(suggestion), Distribution)
