"""The calendar of a line: when it is planned to work, and what happens at a break (section `calendar`)."""

from enum import Enum
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from layouts.equipment import CONFIG
from layouts.quantities import Duration
from layouts.references import Keys, To
from layouts.table import Table
from layouts.times_of_day import Day, Days, Hours, Start


class AtBreak(Enum):
    """What a station does with its work when planned time ends: at a break, and at the end of a shift."""

    SUSPEND = "suspend"
    FINISH = "finish"
    RUN_ON = "run_on"


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Shift:
    """A shift; it belongs to the day on which it begins, also over midnight."""

    days: Days = Field(default=Days((0, 1, 2, 3, 4), ("Mon-Fri",)), description="on which days of the week")
    hours: Hours | None = Field(default=None, description="from when to when")
    breaks: tuple[Hours, ...] = Field(default=(), description="when nobody works, within the hours")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Overtime:
    """A shift on a day that has none of the sort: one of `shifts`, or hours of its own."""

    day: Day | None = Field(default=None, description="on which date; also on a holiday")
    shift: Annotated[str, To.SHIFTS] | None = Field(
        default=None, description="id of one of `shifts`, whose hours and breaks hold"
    )
    hours: Hours | None = Field(default=None, description="from when to when, instead of `shift`")
    breaks: tuple[Hours, ...] = Field(default=(), description="when nobody works, within `hours`")


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Calendar:
    """When the line is planned to work. Without shifts it always is."""

    starts: Start | None = Field(default=None, description="the moment of simulated time 0, with its time zone")
    shifts: Annotated[Table[Shift], Keys(To.SHIFTS)] = Field(
        default=Table(), description="shifts by id; without any the line always works"
    )
    holidays: tuple[Day, ...] = Field(default=(), description="dates on which no shift begins")
    overtime: tuple[Overtime, ...] = Field(default=(), description="further shifts on single days")
    at_break: AtBreak = Field(
        default=AtBreak.SUSPEND,
        description="suspend: work stops and goes on afterwards; finish: nothing starts that would not end before; "
        "run_on: as if there were no break and no end of a shift",
    )
    empty_before: Duration = Field(
        default=0.0,
        description="so long before the end of the last of several shifts in a row, "
        "sources and first stations start nothing more",
    )

    @property
    def has_shifts(self) -> bool:
        """Whether there is time that is not planned."""
        return bool(self.shifts or self.overtime)

    def shift_of(self, overtime: Overtime) -> Shift | None:
        """Return the hours of overtime as a shift; None where a file does not say them."""
        if overtime.shift is not None:
            return self.shifts.get(overtime.shift)
        return None if overtime.hours is None else Shift(hours=overtime.hours, breaks=overtime.breaks)
