"""What is measured of a run and compared between layouts: one number each, with its unit and which way is better."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from layouts.model import Layout
from layouts.net_time import net_time
from sim.results import Results


class Unit(Enum):
    """What a measure is counted in; the value is how it is written."""

    PER_HOUR = "pieces/h"
    PER_DAY = "pieces/d"
    MINUTES = "min"
    PARTS = "parts"
    PERCENT = "%"


class _Kind(NamedTuple):
    key: str
    label: str
    unit: Unit
    more_is_better: bool
    read: Callable[[Results, Layout], float | None]


def _per_day(results: Results, layout: Layout) -> float | None:
    has_shifts = layout.calendar is not None and layout.calendar.has_shifts
    return results.planned_throughput * net_time(layout.calendar) if has_shifts else None


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / 60


def _percent(fraction: float | None) -> float | None:
    return None if fraction is None else 100 * fraction


class Measure(Enum):
    """A figure of a run. `of` reads it; None where the run does not have it (no part out, no calendar)."""

    OUTPUT = _Kind(
        "output_per_hour", "Output", Unit.PER_HOUR, True, lambda results, _: 3600 * results.planned_throughput
    )
    """Good pieces per hour of planned time."""
    OUTPUT_PER_DAY = _Kind("output_per_day", "Output a day", Unit.PER_DAY, True, _per_day)
    """Good pieces per production day, where the layout has shifts."""
    LEAD_TIME = _Kind(
        "lead_time_min", "Lead time", Unit.MINUTES, False, lambda results, _: _minutes(results.lead_time.mean)
    )
    """Mean time from coming in to going out, minutes."""
    WIP = _Kind("wip", "Inside (WIP)", Unit.PARTS, False, lambda results, _: results.wip_mean)
    """Mean number of parts inside."""
    OEE = _Kind("oee_percent", "Line OEE", Unit.PERCENT, True, lambda results, _: _percent(results.oee))
    """Line OEE, per cent."""
    FIRST_PASS = _Kind(
        "first_pass_percent",
        "First pass",
        Unit.PERCENT,
        True,
        lambda results, _: _percent(results.first_pass_yield),
    )
    """First-pass yield of the line, per cent."""

    @property
    def key(self) -> str:
        """Its name in JSON."""
        return self.value.key

    @property
    def label(self) -> str:
        """Its name in a table."""
        return self.value.label

    @property
    def unit(self) -> Unit:
        """What it is counted in."""
        return self.value.unit

    @property
    def more_is_better(self) -> bool:
        """Whether a greater value is the better one."""
        return self.value.more_is_better

    def of(self, results: Results, layout: Layout) -> float | None:
        """Read it from the figures of a run."""
        return self.value.read(results, layout)
