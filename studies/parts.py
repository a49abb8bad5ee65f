"""Runs in parts: a worker process keeps its runs and lets each go on a little at a time, until nobody wants it.

The layout travels as bytes that are made once. A worker drops the runs of studies that are no longer wanted, and stops
in the middle of a part whose study is given up.
"""

import math
import pickle
import time
from collections.abc import MutableSequence
from dataclasses import dataclass

from layouts.capacity import capacity_of
from layouts.counts import UNLIMITED
from layouts.errors import UserError
from layouts.kinds import Buffer
from layouts.model import Layout
from layouts.working_time import working_time
from sim import Simulation
from sim.deadlock import Deadlock
from sim.results import parts_of
from studies.looks import Count

SLICE = 0.2
"""Real seconds after which a part ends wherever it is: so long does something more urgent wait."""

FEWEST_PIECES = 30
"""Pieces at the line's pace that the first length of a run has at least."""

PILOT = 0.15
"""Real seconds for which a layout is run to see how fast that goes."""

FARTHEST = 30 * 86_400.0
"""Seconds beyond which neither that nor a first length that nothing asks for goes: a line at rest takes no time."""


@dataclass(frozen=True)
class Refusal:
    """A layout cannot be run, or gets stuck: why, in one line."""

    reason: str


@dataclass(frozen=True)
class Going:
    """How fast a layout runs: seconds of planned time a second, seconds to build it, and the least first length."""

    speed: float
    build: float
    least: float


@dataclass(frozen=True)
class Reached:
    """What a run has counted where a part of it has ended; `there`: it is at the stop that was asked for."""

    count: Count
    there: bool


class Ended(Exception):  # noqa: N818 # no error: it only leaves the loop of the engine
    """A part is to end where it is."""


wanted: MutableSequence[int] = []
"""Numbers of the studies that are wanted, shared with the process that asks; set when a worker begins."""

_runs: dict[tuple[int, int], Simulation] = {}


@dataclass(frozen=True)
class Part:
    """Let the run of a layout with a seed go on up to `until` seconds of planned time."""

    study: int
    layout: bytes
    seed: int
    until: float

    def __call__(self) -> Reached | Refusal | None:
        """Do it; None where nobody wants it any more."""
        for key in [key for key in _runs if key[0] not in wanted]:
            del _runs[key]
        try:
            return self._go_on()
        except Deadlock as deadlock:
            return Refusal(f"The line gets stuck: {_first_line(deadlock)}")
        except UserError as error:
            return Refusal(f"It cannot be simulated: {_first_line(error)}")

    def _go_on(self) -> Reached | None:
        run = _runs.get((self.study, self.seed)) or Simulation(pickle.loads(self.layout), self.seed)
        _runs[self.study, self.seed] = run
        end, stop = elapsed(run.layout, self.until), time.perf_counter() + SLICE
        try:
            run.run(end, lambda _: _end_after(stop, self.study))
        except Ended:
            if self.study not in wanted:
                return None
        return Reached(count_of(run), run.now >= end)


def _end_after(stop: float, study: int) -> None:
    if study not in wanted or time.perf_counter() >= stop:
        raise Ended


@dataclass(frozen=True)
class Pilot:
    """See how fast a layout runs."""

    layout: bytes

    def __call__(self) -> Going | Refusal:
        """Do it."""
        layout: Layout = pickle.loads(self.layout)
        begun = time.perf_counter()
        try:
            run = Simulation(layout)
            built, end = time.perf_counter(), 60.0
            while time.perf_counter() - built < PILOT and end < FARTHEST:  # where little happens, time flies
                run.run(end)
                end *= 1.25
        except Deadlock as deadlock:
            return Refusal(f"The line gets stuck: {_first_line(deadlock)}")
        except UserError as error:
            return Refusal(f"It cannot be simulated: {_first_line(error)}")
        seconds = time.perf_counter() - built
        return Going(count_of(run).planned / seconds, built - begun, least_length(layout))


def _first_line(error: UserError) -> str:
    return str(error).splitlines()[0]


def count_of(run: Simulation) -> Count:
    """Return what a run has counted since its beginning."""
    calendar, parts = run.line.calendar, parts_of(run.line)
    planned = run.now if calendar is None else calendar.planned_seconds(0.0, run.now)
    items = run.layout.equipment.items()
    endless = [key for key, item in items if isinstance(item, Buffer) and item.capacity == UNLIMITED]
    return Count(parts.good, planned, parts.inside - sum(len(run.line.components[key].items()) for key in endless))


def elapsed(layout: Layout, planned: float) -> float:
    """Return when so much planned time has passed since the beginning, seconds."""
    calendar = working_time(layout)
    return planned if calendar is None else calendar.after(0.0, planned)


def least_length(layout: Layout) -> float:
    """Return how long a run is at least before it counts, seconds of planned time.

    The declared warm-up, one round of the plan, and `FEWEST_PIECES`.
    """
    calendar, warm_up = working_time(layout), layout.run.warm_up
    least = warm_up if calendar is None else calendar.planned_seconds(0.0, warm_up)
    pace = _pace(layout)
    lots = layout.plan.sequence if layout.plan is not None else ()
    return max(least, pace * FEWEST_PIECES, pace * math.fsum(lot.parts for lot in lots))


def _pace(layout: Layout) -> float:
    """Seconds a piece; 0 where nothing says it."""
    try:
        capacity = capacity_of(layout)
    except UserError:
        return 0.0
    return max(capacity.takt or 0.0, capacity.pace or 0.0)
