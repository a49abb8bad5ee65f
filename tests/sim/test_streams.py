"""Random streams: right distributions, in step, undisturbed by others, continued anywhere."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.stats.distributions import rv_frozen

from layouts.distributions import (
    Constant,
    Distribution,
    Empirical,
    Erlang,
    Exponential,
    Lognormal,
    Normal,
    Triangular,
    Uniform,
    Weibull,
)
from sim.streams import Stream, key_of, quantiles
from tests.sim.logbook import simulated

SIGMA = math.sqrt(math.log(1 + (90 / 240) ** 2))
KNOWN: dict[str, tuple[Distribution, rv_frozen]] = {
    "uniform": (Uniform(min=3.0, max=5.0), stats.uniform(3, 2)),
    "triangular": (Triangular(min=20.0, mode=23.0, max=30.0), stats.triang(0.3, 20, 10)),
    "triangular to the left": (Triangular(min=2.0, mode=2.0, max=8.0), stats.triang(0.0, 2, 6)),
    "triangular to the right": (Triangular(min=2.0, mode=8.0, max=8.0), stats.triang(1.0, 2, 6)),
    "normal": (Normal(mu=8.0, sd=0.5), stats.truncnorm(-16, np.inf, 8, 0.5)),
    "normal cut at 0": (Normal(mu=1.0, sd=2.0), stats.truncnorm(-0.5, np.inf, 1, 2)),
    "lognormal": (Lognormal(mu=240.0, sd=90.0), stats.lognorm(SIGMA, scale=240 * math.exp(-SIGMA * SIGMA / 2))),
    "exponential": (Exponential(mu=7200.0), stats.expon(scale=7200)),
    "erlang": (Erlang(mu=360.0, k=2.0), stats.gamma(2, scale=180)),
    "erlang of 5": (Erlang(mu=10.0, k=5.0), stats.gamma(5, scale=2)),
    "weibull": (Weibull(scale=500.0, shape=2.0), stats.weibull_min(2, scale=500)),
}
UNIFORMS = np.concatenate(([1e-9, 1e-4, 0.5, 1 - 1e-4, 1 - 1e-9], np.linspace(0.001, 0.999, 997)))


@pytest.mark.parametrize(("ours", "known"), KNOWN.values(), ids=KNOWN)
def test_values_are_those_of_the_inverse_distribution_function(ours: Distribution, known: rv_frozen) -> None:
    np.testing.assert_allclose(quantiles(ours, UNIFORMS), known.ppf(UNIFORMS), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize(("ours", "known"), KNOWN.values(), ids=KNOWN)
def test_draws_are_distributed_as_they_should(ours: Distribution, known: rv_frozen) -> None:
    """Kolmogorov and Smirnov, 4,000 draws each: one false alarm in 10,000 for each distribution and seed."""
    stream = Stream(4, "press", "cycle", ours)
    draws = np.array([stream.draw() for _ in range(4000)])
    assert stats.kstest(known.cdf(draws), "uniform").pvalue > 1e-4


@pytest.mark.parametrize(("ours", "known"), KNOWN.values(), ids=KNOWN)
def test_means_are_those_of_the_distribution(ours: Distribution, known: rv_frozen) -> None:
    assert ours.mean == pytest.approx(float(known.mean()), rel=1e-9)


@pytest.mark.parametrize("distribution", [entry[0] for entry in KNOWN.values()], ids=KNOWN)
def test_the_ends_of_the_uniform_numbers_give_finite_times(distribution: Distribution) -> None:
    values = quantiles(distribution, np.array([0.0, 2.0**-53, 1 - 2.0**-53]))
    assert np.isfinite(values).all()
    assert (values >= 0).all()
    assert (np.diff(values) >= 0).all()


def test_a_constant_is_always_the_same() -> None:
    stream = Stream(1, "press", "cycle", Constant(value=8.0))
    assert [stream.draw() for _ in range(600)] == [8.0] * 600


def test_measured_times_are_equally_likely() -> None:
    measured = Empirical(file="times.csv", values=(3.0, 1.0, 2.0, 2.0))
    assert quantiles(measured, np.array([0.0, 0.2499, 0.25, 0.7499, 0.75, 0.9999])).tolist() == [1, 1, 2, 2, 3, 3]


def test_uniform_numbers_are_uniform_and_not_correlated() -> None:
    """One false alarm in 10,000 each."""
    stream = Stream(1, "press", "branch")
    numbers = np.array([stream.draw() for _ in range(10_000)])
    assert stats.kstest(numbers, "uniform").pvalue > 1e-4
    correlation = np.corrcoef(numbers[1:], numbers[:-1])[0, 1]
    assert abs(correlation) < 3.9 / 100
    assert len(set(numbers.tolist())) == 10_000


def test_streams_of_others_are_not_correlated() -> None:
    """Another purpose, equipment or seed gives other numbers; five standard errors."""
    base = Stream(1, "press", "cycle")
    first = np.array([base.draw() for _ in range(2000)])
    for seed, owner, purpose in [(2, "press", "cycle"), (1, "saw", "cycle"), (1, "press", "jam:up")]:
        other = Stream(seed, owner, purpose)
        second = np.array([other.draw() for _ in range(2000)])
        assert abs(np.corrcoef(first, second)[0, 1]) < 5 / math.sqrt(2000)


def test_keys_do_not_run_together() -> None:
    keys = {
        key_of(seed, owner, purpose) for seed in (1, 11) for owner in ("a", "ab", "1a") for purpose in ("c", "bc", "")
    }
    assert len(keys) == 2 * 3 * 3
    assert all(0 <= key < 1 << 128 for key in keys)


@given(st.integers(0, 1300), st.integers(1, 600))
def test_a_stream_goes_on_at_any_draw(skipped: int, number: int) -> None:
    known = Exponential(mu=3.0)
    whole, late = Stream(9, "press", "cycle", known), Stream(9, "press", "cycle", known)
    values = [whole.draw() for _ in range(skipped + number)]
    late.go_to(skipped)
    assert late.index == skipped
    assert [late.draw() for _ in range(number)] == values[skipped:]
    assert late.index == whole.index == skipped + number


RANDOM_PRESS = """
equipment:
  infeed: {kind: source, at: [0, 0], every: exponential 5 s}
  press: {kind: machine, at: [5, 0], cycle: triangular 2 3 7 s, failures: [{mtbf: 60 s, mttr: 9 s}]}
  out: {kind: sink, at: [10, 0]}
"""
MORE = """  more: {kind: source, at: [0, 5], every: exponential 4 s}
  oven: {kind: machine, at: [5, 5], cycle: uniform 1 3 s}
  rest: {kind: sink, at: [10, 5]}
"""


def test_another_machine_does_not_disturb_the_draws() -> None:
    _, alone = simulated(f"{RANDOM_PRESS}flow: [infeed -> press -> out]", 2000.0)
    _, beside = simulated(f"{RANDOM_PRESS}{MORE}flow: [infeed -> press -> out, more -> oven -> rest]", 2000.0)
    assert [t for t, _ in beside.entries("press")] == [t for t, _ in alone.entries("press")]
    assert [t for t, _ in beside.exits("press")] == [t for t, _ in alone.exits("press")]
    assert beside.states("press") == alone.states("press")
    assert len(alone.entries("press")) > 300


def test_another_seed_gives_another_run_and_the_same_seed_the_same() -> None:
    text = f"{RANDOM_PRESS}flow: [infeed -> press -> out]"
    runs = [simulated(text, 500.0, seed)[1].steps for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]


def test_what_is_constant_draws_no_luck() -> None:
    text = (
        RANDOM_PRESS.replace("exponential 5 s", "5 s")
        .replace("triangular 2 3 7 s", "4 s")
        .replace("{mtbf: 60 s, mttr: 9 s}", "{mtbf: constant 60 s, mttr: constant 9 s}")
    )
    runs = [simulated(f"{text}flow: [infeed -> press -> out]", 500.0, seed)[1].steps for seed in (1, 2, 3)]
    assert runs[0] == runs[1] == runs[2]
