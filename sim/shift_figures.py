"""Pieces by shift: what each made, and what the demand wanted of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.line import Line


@dataclass(frozen=True)
class ShiftFigures:
    """One shift: its id, when it begins (ISO 8601, local), good pieces, and planned time / takt: None without demand.

    Of a shift that the run, or its warm-up, cuts through, the part that the figures cover counts.
    """

    shift: str
    starts: str
    good: int
    target: float | None

    def to_json_object(self) -> dict[str, Any]:
        """Return the figures as `simulate --json` prints them."""
        return dict(vars(self))


def shifts_of(line: "Line", good: Mapping[str, int], begin: float, takt: float | None) -> tuple[ShiftFigures, ...]:
    """Return the shifts since a time; `good` are the pieces under the texts of the times at which shifts begin."""
    if line.calendar is None:
        return ()
    calendar, now = line.calendar, line.clock.now
    return tuple(
        ShiftFigures(
            shift=shift.name,
            starts=calendar.start.at(shift.begin).isoformat(),
            good=good.get(repr(shift.begin), 0),
            target=takt and calendar.planned_seconds(max(begin, shift.begin), min(now, shift.end)) / takt,
        )
        for shift in calendar.shifts_between(begin, now)
    )
