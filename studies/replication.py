"""Replications: independent runs of one layout, each with a seed of its own, and what they say together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from layouts.errors import UserError
from layouts.model import Layout
from sim import simulate
from sim.results import Results
from studies.estimate import CONFIDENCE, Estimate, estimate
from studies.measures import Measure
from studies.workers import Here, Workers

FEWEST = 2
"""Runs that an interval needs."""

Progress = Callable[[float], None]
"""Is told which share of the runs is done."""


@dataclass(frozen=True)
class Run:
    """How long one run is: `duration` seconds count after `warm_up` seconds."""

    duration: float
    warm_up: float = 0.0

    @classmethod
    def of(cls, layout: Layout, duration: float | None = None, warm_up: float | None = None) -> "Run":
        """Take from the layout's section `run` what is not given.

        Raises:
            UserError: when neither says how long to run.
        """
        duration = layout.run.duration if duration is None else duration
        if duration is None:
            raise UserError("how long? Give `run: {for: 8 h}` in the layout, or a duration")
        return cls(duration, layout.run.warm_up if warm_up is None else warm_up)


@dataclass(frozen=True)
class Task:
    """One run of a layout, as a worker gets it."""

    layout: Layout
    run: Run
    seed: int

    def __call__(self) -> Results:
        """Do it."""
        return simulate(self.layout, self.run.duration, warm_up=self.run.warm_up, seed=self.seed)


@dataclass(frozen=True)
class Replications:
    """The figures of independent runs of a layout, in the order of their seeds."""

    layout: Layout
    run: Run
    results: tuple[Results, ...]
    confidence: float = CONFIDENCE

    @cached_property
    def seeds(self) -> tuple[int, ...]:
        """The seed of each run."""
        return tuple(results.seed for results in self.results)

    def values(self, measure: Measure) -> tuple[float, ...] | None:
        """Return a measure of each run; None where one of them does not have it."""
        values = [measure.of(results, self.layout) for results in self.results]
        known = tuple(value for value in values if value is not None)
        return known if len(known) == len(values) else None

    def estimate(self, measure: Measure = Measure.OUTPUT) -> Estimate | None:
        """Return mean and interval of a measure; None where one of the runs does not have it."""
        values = self.values(measure)
        return None if values is None else estimate(values, self.confidence)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that all runs have."""
        return tuple(measure for measure in Measure if self.values(measure) is not None)


def seeds_of(first: int, count: int) -> range:
    """Return the seeds of `count` runs: the layout's own and those that follow it.

    Two layouts with the same first seed meet the same random numbers run by run (common random numbers), since each
    piece of equipment draws from streams of its own.
    """
    return range(first, first + count)


def replicate(
    layout: Layout,
    replications: int | None = None,
    *,
    duration: float | None = None,
    warm_up: float | None = None,
    seed: int | None = None,
    confidence: float = CONFIDENCE,
    workers: Workers | None = None,
    progress: Progress | None = None,
) -> Replications:
    """Run a layout several times and return all figures; what is not given comes from its section `run`.

    Without `workers` the runs are made here, one after the other; the figures are the same bytes either way.

    Raises:
        Deadlock: when a run gets stuck.
        LayoutError: when the layout has problems that forbid simulating it.
        UserError: when nobody says how long to run, or there is not one run to make.
    """
    run = Run.of(layout, duration, warm_up)
    count = layout.run.replications if replications is None else replications
    if count < 1:
        raise UserError(f"found {count} replications, expected at least 1")
    first = layout.run.seed if seed is None else seed
    tasks = [Task(layout, run, each) for each in seeds_of(first, count)]
    results = tuple(_told((workers or Here()).done(tasks), count, progress))
    return Replications(layout, run, results, confidence)


def _told(results: Iterator[Results], count: int, progress: Progress | None) -> Iterator[Results]:
    """Pass results on, and tell how many there are."""
    for number, each in enumerate(results, 1):
        if progress is not None:
            progress(number / count)
        yield each


def together(earlier: Replications, later: Replications) -> Replications:
    """Return the runs of both, which are of the same layout and length, as one."""
    return replace(earlier, results=earlier.results + later.results)
