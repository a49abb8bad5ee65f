"""Cases whose results are known exactly, and how the program is asked for them.

Every layout here writes its case's unit of time, whatever it is (s, min, h), as `min`; what is read out of a run is in
that unit again. So the same text with `h` for `min` is the same line with all times sixty times as long.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from layouts import loads
from layouts.model import Layout
from sim import Results, Simulation
from tests.validation.watches import Watch

MINUTE = 60.0
"""The unit of time of every layout, seconds."""

PARTS = 50_000
"""Finished parts in one replication of a case with chance, at least."""
SPARE = 1.04
"""How many more are planned, so that those replications too get there in which by chance fewer are finished."""
REPLICATIONS = 20
"""Independent runs with one set of seeds."""
WARM_UP = 0.05
"""Share of a replication that does not count."""
EXACT = 1e-9
"""How far figures may be off, relative or absolute, where nothing is left to chance."""


@dataclass(frozen=True)
class Sample:
    """One finished run; `minute` is the unit of time of its layout, seconds."""

    results: Results
    watch: Watch | None
    minute: float


Values = tuple[float, ...]
Reading = Callable[[Sample], float | Values]
"""Takes one figure, or several of one kind, out of a run."""


@dataclass(frozen=True)
class Measure:
    """One figure of a case: its exact value or values, how far off it may be, and where it is found."""

    name: str
    exact: float | Values
    read: Reading
    relative: float = 0.0
    absolute: float = 0.0

    @property
    def values(self) -> Values:
        """The exact values."""
        return as_values(self.exact)

    def tolerance(self, exact: float) -> float:
        """How far off one of the values may be."""
        return max(self.relative * abs(exact), self.absolute)


def as_values(read: float | Values) -> Values:
    """Return one figure as a list of one."""
    return read if isinstance(read, tuple) else (float(read),)


class Kind(Enum):
    """What the figures of a case are: exact but for chance, exact, or errors of which the greatest counts."""

    STOCHASTIC = "stochastic"
    DETERMINISTIC = "deterministic"
    PROPERTY = "property"


class Model(Protocol):
    """Something that can be run with a seed and read."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What is read."""
        ...

    def sample(self, seed: int, share: float = 1.0) -> tuple[Values, ...]:
        """Run for a share of the full length, and return the values of each measure."""
        ...


@dataclass(frozen=True, kw_only=True)
class Line:
    """A layout, how long it runs (in its unit of time), what watches it, and what is read from it."""

    text: str
    measures: tuple[Measure, ...]
    duration: float
    warm_up: float = 0.0
    watch: Callable[[Layout], Watch] | None = None

    def sample(self, seed: int, share: float = 1.0) -> tuple[Values, ...]:
        """Run the line from empty and read every measure."""
        sample = self.run(seed, share)
        return tuple(as_values(measure.read(sample)) for measure in self.measures)

    def run(self, seed: int, share: float = 1.0) -> Sample:
        """Run the line from empty, for a share of the full length; a short run warms up for longer than its share."""
        warm_up = self.warm_up * min(1.0, 4 * share)
        return run(loads(self.text), seed, warm_up, self.duration * share, self.watch)


def run(
    layout: Layout,
    seed: int,
    warm_up: float,
    duration: float,
    watch: Callable[[Layout], Watch] | None = None,
    minute: float = MINUTE,
) -> Sample:
    """Run a layout from empty; times in units of `minute`."""
    watching = None if watch is None else watch(layout)
    simulation = Simulation(layout, seed, watching)
    simulation.run(warm_up * minute)
    simulation.end_warm_up()
    if watching is not None:
        watching.begin(simulation.now)
    simulation.run((warm_up + duration) * minute)
    if watching is not None:
        watching.end(simulation.now)
    return Sample(simulation.results(), watching, minute)


def steady(
    text: str,
    pace: float,
    *measures: Measure,
    parts: int = PARTS,
    watch: Callable[[Layout], Watch] | None = None,
) -> Line:
    """Return a line that runs until so many parts are finished after the warm-up, `pace` of them in a unit of time."""
    duration = SPARE * parts / pace
    return Line(
        text=text, measures=measures, duration=duration, warm_up=duration * WARM_UP / (1 - WARM_UP), watch=watch
    )


@dataclass(frozen=True)
class Case:
    """One model with known results; `remark` says what is not said literally."""

    id: str
    title: str
    citation: str
    kind: Kind
    models: tuple[Model, ...]
    remark: str = ""
