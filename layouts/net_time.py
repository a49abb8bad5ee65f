"""Net available time of a production day, and the takt that it gives: 2 shifts x (8 h - 45 min) = 14.5 h.

A production day is a day on which a shift begins. A demand per day is one per production day, so that takt = net time
of a production day / demand; where the days of the week differ, their mean counts. Holidays, overtime and the days on
which clocks change are left out: they change the number of days, or make up for something.
"""

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from layouts.arrivals import DAY
from layouts.calendar import Calendar, Shift
from layouts.intervals import Interval
from layouts.model import Layout
from layouts.times_of_day import WEEK


class ShiftForm(NamedTuple):
    """How long a shift is, and its breaks, seconds."""

    gross: float
    breaks: float

    @property
    def net(self) -> float:
        """Time in which work is planned."""
        return self.gross - self.breaks


class DayForm(NamedTuple):
    """Days of the week with the same shifts, in the order of the day."""

    days: tuple[int, ...]
    shifts: tuple[ShiftForm, ...]

    @property
    def net(self) -> float:
        """Net time of each of the days."""
        return math.fsum(shift.net for shift in self.shifts)


def day_forms(calendar: Calendar) -> tuple[DayForm, ...]:
    """Return the production days of a week by their shifts; of a calendar with overtime alone, those of overtime."""
    by_day = {day: tuple(_of_day(calendar, day)) for day in range(7)}
    forms = dict.fromkeys(shifts for shifts in by_day.values() if shifts)
    if forms:
        return tuple(DayForm(tuple(day for day in by_day if by_day[day] == shifts), shifts) for shifts in forms)
    extra = [(o.day.date.weekday(), calendar.shift_of(o)) for o in calendar.overtime if o.day is not None]
    return tuple(DayForm((day,), (_form(shift),)) for day, shift in extra if shift is not None)


def _of_day(calendar: Calendar, day: int) -> Iterator[ShiftForm]:
    for shift in calendar.shifts.values():
        if shift.hours is not None and day in shift.days.numbers:
            yield _form(shift)


def _form(shift: Shift) -> ShiftForm:
    return ShiftForm(shift.hours.seconds if shift.hours else 0.0, math.fsum(each.seconds for each in shift.breaks))


def net_time(calendar: Calendar | None) -> float:
    """Return the planned seconds of a production day; 24 h without shifts."""
    forms = day_forms(calendar) if calendar is not None and calendar.has_shifts else ()
    days = sum(len(form.days) for form in forms)
    return math.fsum(len(form.days) * form.net for form in forms) / days if days else DAY


def interval_seconds(layout: Layout, every: Interval) -> float:
    """Return the planned seconds from one time to the next that something is due; infinity where parts count."""
    if not every.shift:
        return every.time or math.inf
    calendar = layout.calendar
    forms = day_forms(calendar) if calendar is not None and calendar.has_shifts else ()
    shifts = sum(len(form.days) * len(form.shifts) for form in forms)
    return math.fsum(len(form.days) * form.net for form in forms) / shifts if shifts else math.inf


def demand_of(layout: Layout) -> float:
    """Return how many pieces of all products are wanted, per second of planned time."""
    wanted = math.fsum(product.demand or 0.0 for product in layout.products.values())
    return wanted * (DAY / net_time(layout.calendar))


def takt_of(layout: Layout) -> float | None:
    """Return the planned seconds from one piece to the next that the demand asks for; None without a demand."""
    demand = demand_of(layout)
    return 1 / demand if demand else None


# in words


def net_time_in_words(layout: Layout) -> str | None:
    """Write `2 shifts x (8 h - 45 min) = 14.5 h; 1,500/d -> takt 34.8 s`; None without shifts."""
    calendar = layout.calendar
    forms = day_forms(calendar) if calendar is not None and calendar.has_shifts else ()
    if not forms:
        return None
    days = [f"{_days(form.days) + ' ' if len(forms) > 1 else ''}{_shifts(form)}" for form in forms]
    mean = f"; {_hours(net_time(calendar))} on average" if len(forms) > 1 else ""
    takt, wanted = takt_of(layout), demand_of(layout) * net_time(calendar)
    end = "" if takt is None else f"; {wanted:,.{0 if wanted >= 10 else 1}f}/d -> takt {takt:.1f} s"
    return ", ".join(days) + mean + end


def _days(days: tuple[int, ...]) -> str:
    in_a_row = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    return f"{WEEK[days[0]]}-{WEEK[days[-1]]}" if in_a_row else ", ".join(WEEK[day] for day in days)


def _shifts(form: DayForm) -> str:
    terms = [_term(number, shift) for shift, number in Counter(form.shifts).items()]
    return f"{' + '.join(terms)} = {_hours(form.net)}"


def _term(number: int, shift: ShiftForm) -> str:
    gross = _hours(shift.gross)
    time = f"({gross} - {shift.breaks / 60:g} min)" if shift.breaks else gross
    return f"{number} shift{'' if number == 1 else 's'} x {time}"


def _hours(seconds: float) -> str:
    return f"{seconds / 3600:.2f}".rstrip("0").rstrip(".") + " h"
