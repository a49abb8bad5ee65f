"""Random numbers that stay in step: one stream for each piece of equipment and purpose.

A stream is Philox (Salmon et al., 2011) keyed by a 128-bit hash of seed, id and purpose, so that new equipment does not
disturb the draws of the others. One uniform number a draw, turned into a time by the inverse of the distribution
function: two runs that differ in a parameter stay comparable draw by draw. A stream's position is one whole number.
"""

import hashlib
from collections.abc import Callable, Iterator
from itertools import chain
from operator import length_hint

import numpy as np
import numpy.typing as npt
from scipy import special

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

BLOCK = 256
"""Uniform numbers drawn at once."""
_WORDS = 4
"""Uniform numbers that one step of Philox's counter gives."""

Array = npt.NDArray[np.float64]


def key_of(seed: int, owner: str, purpose: str) -> int:
    """Return the 128-bit key of a stream."""
    return int.from_bytes(hashlib.blake2b(f"{seed}\0{owner}\0{purpose}".encode(), digest_size=16).digest(), "little")


class Stream:
    """Draws from one distribution, in seconds, or uniform numbers in [0, 1) without one.

    `draw` is an iterator's own `__next__`, over blocks made when they are needed; `index` counts the draws.
    """

    __slots__ = ("_block", "_distribution", "_key", "_left", "draw")

    def __init__(self, seed: int, owner: str, purpose: str, distribution: Distribution | None = None) -> None:
        """Start at the first draw of the sequence of this seed, equipment and purpose."""
        self._key = key_of(seed, owner, purpose)
        self._distribution = distribution
        self.draw: Callable[[], float]
        self.go_to(0)

    @property
    def index(self) -> int:
        """How many numbers were drawn."""
        return (self._block + 1) * BLOCK - length_hint(self._left)

    def go_to(self, index: int) -> None:
        """Continue at a draw."""
        self._block, skipped = divmod(index, BLOCK)
        self._left = iter(self._values(self._block)[skipped:])
        self.draw = chain(self._left, chain.from_iterable(self._blocks())).__next__

    def _blocks(self) -> Iterator[Iterator[float]]:
        while True:
            self._block += 1
            self._left = iter(self._values(self._block))
            yield self._left

    def _values(self, block: int) -> list[float]:
        uniforms = np.random.Generator(np.random.Philox(key=self._key, counter=block * (BLOCK // _WORDS))).random(BLOCK)
        values: list[float] = (
            uniforms if self._distribution is None else quantiles(self._distribution, uniforms)
        ).tolist()
        return values


def _constant(d: Constant, u: Array) -> Array:
    return np.full_like(u, d.value)


def _uniform(d: Uniform, u: Array) -> Array:
    return d.min + (d.max - d.min) * u


def _triangular(d: Triangular, u: Array) -> Array:
    span, left, right = d.max - d.min, d.mode - d.min, d.max - d.mode
    if span == 0:
        return np.full_like(u, d.mode)
    rising, falling = d.min + np.sqrt(u * span * left), d.max - np.sqrt((1 - u) * span * right)
    return np.asarray(np.where(u < left / span, rising, falling), dtype=np.float64)


def _normal(d: Normal, u: Array) -> Array:
    if d.sd == 0:
        return np.full_like(u, d.mu)
    below = special.ndtr(-d.mu / d.sd)
    return np.maximum(0.0, d.mu + d.sd * special.ndtri(below + (1 - below) * u))


def _lognormal(d: Lognormal, u: Array) -> Array:
    variance = np.log1p((d.sd / d.mu) ** 2)
    logarithm = np.log(d.mu) - variance / 2 + np.sqrt(variance) * special.ndtri(np.clip(u, 1e-300, None))
    return np.asarray(np.exp(logarithm), dtype=np.float64)


def _exponential(d: Exponential, u: Array) -> Array:
    return -d.mu * np.log1p(-u)


def _erlang(d: Erlang, u: Array) -> Array:
    return np.asarray(d.mu / d.k * special.gammaincinv(d.k, u), dtype=np.float64)


def _weibull(d: Weibull, u: Array) -> Array:
    return d.scale * (-np.log1p(-u)) ** (1 / d.shape)


def _empirical(d: Empirical, u: Array) -> Array:
    values = np.sort(np.asarray(d.values, dtype=np.float64))
    return values[np.minimum((u * len(values)).astype(np.int64), len(values) - 1)]


_INVERSES: dict[str, Callable[..., Array]] = {
    Constant.name: _constant,
    Uniform.name: _uniform,
    Triangular.name: _triangular,
    Normal.name: _normal,
    Lognormal.name: _lognormal,
    Exponential.name: _exponential,
    Erlang.name: _erlang,
    Weibull.name: _weibull,
    Empirical.name: _empirical,
}


def quantiles(distribution: Distribution, uniforms: Array) -> Array:
    """Return the values of the inverse distribution function at the given probabilities, in seconds."""
    return _INVERSES[distribution.name](distribution, uniforms)
