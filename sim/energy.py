"""Energy by the time of the day: what all equipment has used while each price of the tariff held.

States are read where the price changes, and at the end: nothing is counted on the way.
"""

import math
from typing import TYPE_CHECKING, Any

from layouts.arrivals import DAY
from layouts.costs import STATES, power_in
from layouts.quantities import Dimension, parse
from layouts.table import Table
from sim.clock import TOLERANCE, Call, Order

if TYPE_CHECKING:
    from sim.line import Line

METER = "meter:"
"""Under what name checkpoints list calls of the meter; no id ends so."""
JOULES = 3.6e6
"""In a kilowatt-hour."""


class Meter:
    """Counts joules by the price that held when they were used; `prices` and `begins` (seconds of the day) by band."""

    def __init__(self, line: "Line", tariff: float | Table[float]) -> None:
        """Read the tariff; nothing is used yet."""
        self._line = line
        self.prices = [float(price) for price in tariff.values()] if isinstance(tariff, Table) else [float(tariff)]
        self.begins = [float(parse(each, Dimension.TIME)) for each in tariff] if isinstance(tariff, Table) else [0.0]
        calendar = line.layout.calendar
        self._offset = 0.0 if calendar is None or calendar.starts is None else 60.0 * calendar.starts.minutes
        self._read_at = 0.0
        self._used = [0.0] * len(self.prices)
        self.change = Call("tariff", self._changed, Order.STOP, idle=True)
        self.calls = {self.change.name: self.change}

    def start(self) -> None:
        """Wait for the next change of the price."""
        if len(self.begins) == 1:
            return
        now = self._line.clock.now
        days, time = divmod(now + self._offset + TOLERANCE, DAY)
        following = next((begin for begin in self.begins if begin > time), DAY)
        self._line.clock.call_at(self.change, days * DAY + following - self._offset)

    def _band(self) -> int:
        """Return which price has held up to now."""
        time = (self._line.clock.now + self._offset - TOLERANCE) % DAY
        return max(number for number, begin in enumerate(self.begins) if begin <= time)

    def _changed(self) -> None:
        self._used, self._read_at = self.used(), self._total()
        self.start()

    def _total(self) -> float:
        """Return the joules that all equipment has used up to now."""
        return math.fsum(joules(self._line, name) for name in self._line.powered)

    def used(self) -> list[float]:
        """Return the joules used while each price held, up to now."""
        used = list(self._used)
        used[self._band()] += self._total() - self._read_at
        return used

    def snapshot(self) -> list[Any]:
        """Return the state as plain values."""
        return [self._read_at, list(self._used)]

    def restore(self, values: list[Any]) -> None:
        """Take the state of a snapshot of the same tariff; another begins to count now."""
        read_at, used = values
        if len(used) == len(self._used):
            self._read_at, self._used = read_at, list(used)

    def settle(self) -> None:
        """Wait anew for the next change: the tariff may be another."""
        self.change.cancel()
        self.start()


def joules(line: "Line", name: str) -> float:
    """Return what a piece of equipment has used up to now."""
    power = getattr(line.layout.equipment[name], "power", None)
    seconds = line.components[name].figures().get("states") or [0.0] * len(STATES)
    return math.fsum(power_in(power, state) * time for state, time in zip(STATES, seconds, strict=True))


def meter_of(line: "Line") -> Meter | None:
    """Return the meter of a line; None where energy has no price."""
    costs = line.layout.costs
    return None if costs is None or costs.energy is None else Meter(line, costs.energy)
