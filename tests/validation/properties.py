"""What holds on every model: nothing is lost, states fill the time, Little's law, and the unit of time is free."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from layouts import loads
from layouts.kinds import Source
from layouts.model import Layout
from layouts.table import Table
from sim import Results
from tests.validation import (
    assemblies,
    calendars,
    closed,
    conveyors,
    crews,
    lines,
    queues,
    schedules,
    textbooks,
    unreliable,
    vehicles,
)
from tests.validation.case import MINUTE, Case, Kind, Line, Measure, Sample, Values, run

SHARE = 0.02
"""How much of a line's full run is looked at, where chance plays a part."""
BROUGHT = 400
"""Parts that each source brings to a line that is to run empty."""
LONG = 20_000.0
"""Time in which every line runs empty that can."""
HOUR = 60.0
"""One unit of time of the layouts that are sixty times as slow, in units of the others."""


def zero(sample: Sample) -> float:
    """Stand for what a property measures: an error, worked out from several runs."""
    raise RuntimeError("an error is not read from one run")


ERRORS = tuple(
    Measure(name, 0.0, zero, absolute=1e-9)
    for name in ("max_abs_state_fraction_error", "max_rel_error_of_littles_law", "parts_not_accounted_for")
)


@dataclass(frozen=True)
class Balanced:
    """A line whose books must balance: states, parts, and Little's law over all parts of a line that ran empty."""

    line: Line
    share: float

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The greatest errors."""
        return ERRORS

    def sample(self, seed: int, share: float = 1.0) -> tuple[Values, ...]:
        """Return the errors of a stretch of a long run, and of a line that has run empty."""
        going = self.line.run(seed, self.share).results
        empty = run(emptying(loads(self.line.text)), seed, 0.0, LONG).results
        states = max(state_error(going), state_error(empty))
        return (states,), (error_of_littles_law(empty),), (float(missing(going) + missing(empty)),)


def emptying(layout: Layout) -> Layout:
    """Return the layout with sources that bring only so many parts."""
    limited = {
        name: replace(item, limit=min(item.limit or BROUGHT, BROUGHT)) if isinstance(item, Source) else item
        for name, item in layout.equipment.items()
    }
    return replace(layout, equipment=Table(limited))


def state_error(results: Results) -> float:
    """Return how far the states of a piece of equipment are from filling the time, at most."""
    shares = (figures.states for figures in results.equipment.values())
    return max(abs(math.fsum(share.elapsed.values()) - 1) for share in shares if share is not None)


def missing(results: Results) -> int:
    """Return how many parts are neither out nor inside, scrapped or used."""
    parts = results.parts
    return abs(parts.came_in + parts.made - parts.out - parts.inside - parts.scrapped - parts.used)


def error_of_littles_law(results: Results) -> float:
    """Return by how much the parts' time inside differs from the sum of their lead times; 0 where it is not known."""
    parts = results.parts
    if results.lead_time.mean is None or parts.inside or parts.scrapped or parts.used or parts.made:
        return 0.0
    inside, lead_times = results.wip_mean * results.time, results.lead_time.mean * parts.out
    return abs(inside - lead_times) / lead_times


@dataclass(frozen=True)
class Slowed:
    """A line that must do the same sixty times as slowly when `min` becomes `h` in its layout."""

    line: Line
    share: float

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The greatest difference, relative."""
        return (Measure("relative_difference", 0.0, zero, absolute=1e-9),)

    def sample(self, seed: int, share: float = 1.0) -> tuple[Values, ...]:
        """Return the greatest difference between the figures of both lines."""
        span = self.line.warm_up * self.share, self.line.duration * self.share
        fast = run(loads(self.line.text), seed, *span).results
        slow = run(loads(slowed(self.line.text)), seed, *span, minute=HOUR * MINUTE).results
        pairs = zip(figures(fast, 1.0), figures(slow, HOUR), strict=True)
        return ((max(relative_difference(a, b) for a, b in pairs),),)


def slowed(text: str) -> str:
    """Return a layout with `h` for `min`; speeds are not given in metres an hour."""
    speeds = re.sub(r"([\d.]+) m/min", lambda found: f"{float(found[1]) / 1000!r} km/h", text)
    return re.sub(r"min\b", "h", speeds)


def relative_difference(one: float, other: float) -> float:
    """Return the difference of two figures, relative to the greater where that is greater than 1."""
    return abs(one - other) / max(1.0, abs(one), abs(other))


def figures(results: Results, slower: float) -> Iterator[float]:
    """Go through counts, times, contents and shares of a run; times divided by how much slower it is."""
    parts = results.parts
    yield from (parts.came_in, parts.out, parts.scrapped, parts.inside, parts.used, parts.lost)
    yield (results.lead_time.mean or 0.0) / slower
    yield results.time / slower
    yield results.throughput * slower
    yield from (results.wip_mean, results.wip_max)
    for item in results.equipment.values():
        yield item.completed
        yield from () if item.states is None else item.states.elapsed.values()
    for buffer in results.buffers.values():
        yield from (buffer.mean, buffer.max, buffer.full, buffer.empty)


FAMILIES = (queues, unreliable, lines, closed, conveyors, schedules, calendars, crews, assemblies, vehicles, textbooks)

OTHERS = tuple(
    (model, SHARE if case.kind is Kind.STOCHASTIC else 1.0)
    for family in FAMILIES
    for case in family.CASES
    for model in case.models
    if isinstance(model, Line)
)
"""Every line of the other cases, and how much of its run is looked at."""

W01 = Case(
    "W01",
    "Little's law and conservation on every model",
    "Little (1961)",
    Kind.PROPERTY,
    tuple(Balanced(*other) for other in OTHERS),
    remark="Little's law over all parts of lines that run empty after 400 parts a source",
)

W02 = Case(
    "W02",
    "scaling of time on every model",
    "dimensional analysis",
    Kind.PROPERTY,
    tuple(Slowed(line, share) for line, share in OTHERS if "calendar" not in line.text),
    remark="each layout with `h` for `min`, and the same random numbers; without those that keep a calendar",
)

CASES = (W01, W02)
