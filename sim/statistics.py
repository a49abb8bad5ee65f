"""Figures gathered while the simulation runs, in constant memory, updated only when something changes."""

import math
from collections import Counter
from typing import Any

from replay.states import State

N_STATES = len(State)


class StateClock:
    """How long something has been in each state. `totals` counts up to `since`, seconds by state."""

    __slots__ = ("since", "state", "totals")

    def __init__(self, state: State = State.STARVED) -> None:
        """Begin in a state at time 0."""
        self.state: int = state
        self.since = 0.0
        self.totals = [0.0] * N_STATES

    def enter(self, state: int, now: float) -> None:
        """Change to a state."""
        self.totals[self.state] += now - self.since
        self.since = now
        self.state = state

    def time_in(self, state: int, now: float) -> float:
        """Return the seconds spent in a state up to now."""
        return self.totals[state] + (now - self.since if state == self.state else 0.0)

    def times(self, now: float) -> list[float]:
        """Return the seconds spent in each state up to now."""
        return [self.time_in(state, now) for state in range(N_STATES)]

    def snapshot(self) -> list[Any]:
        """Return the figures as plain values."""
        return [int(self.state), self.since, list(self.totals)]

    def restore(self, values: list[Any]) -> None:
        """Take the figures of a snapshot."""
        self.state, self.since, self.totals = values[0], values[1], list(values[2])


class Level:
    """How many parts were somewhere: integral over time, greatest number, time full and time empty.

    `area` is kept such that the integral up to now is `area + number * now`: it changes by the time of each entry and
    exit only, whatever the number. `edge` is when it became full or empty. Who holds the parts counts them; a buffer,
    where it matters, does `rise` and `fall` in its own lines.
    """

    __slots__ = ("area", "capacity", "edge", "empty", "full", "most")

    def __init__(self, capacity: float = math.inf) -> None:
        """Begin empty at time 0."""
        self.capacity = capacity
        self.most = 0
        self.area = self.full = self.empty = self.edge = 0.0

    def rise(self, now: float, number: int) -> None:
        """Count a part that has come; with it there are `number`."""
        self.area -= now
        if number == 1:
            self.empty += now - self.edge
        if number > self.most:
            self.most = number
        if number == self.capacity:
            self.edge = now

    def fall(self, now: float, number: int) -> None:
        """Count a part that has gone; without it there are `number`."""
        self.area += now
        if number + 1 == self.capacity:
            self.full += now - self.edge
        if not number:
            self.edge = now

    def figures(self, now: float, number: int) -> tuple[float, float, float]:
        """Return part-seconds, seconds full and seconds empty up to now; `number` are inside."""
        since = now - self.edge
        full = self.full + (since if number >= self.capacity else 0.0)
        empty = self.empty + (0.0 if number else since)
        return self.area + number * now, full, empty

    def snapshot(self) -> list[Any]:
        """Return the figures as plain values."""
        return [self.most, self.area, self.full, self.empty, self.edge]

    def restore(self, values: list[Any]) -> None:
        """Take the figures of a snapshot."""
        self.most, self.area, self.full, self.empty, self.edge = values


class Histogram:
    """Positive values in buckets 1 % wide: quantiles to 0.5 %, mean exactly. Values are sorted in many at a time."""

    __slots__ = ("_buckets", "_new", "_number", "_total")

    _PER_UNIT = 1 / math.log(1.01)
    _LOWEST = -10_000
    _NOTHING = math.exp((_LOWEST + 0.5) / _PER_UNIT)
    """A value in the lowest bucket."""
    _AT_ONCE = 1_000

    def __init__(self) -> None:
        """Begin without values."""
        self._number = 0
        self._total = 0.0
        self._buckets: dict[int, int] = {}
        self._new: list[float] = []

    def add(self, value: float) -> None:
        """Count one value; zero and less share the lowest bucket."""
        new = self._new
        new.append(value)
        if len(new) == self._AT_ONCE:
            self._sort_in()

    @property
    def number(self) -> int:
        """How many values there are."""
        return self._number + len(self._new)

    def _sort_in(self) -> None:
        new, buckets = self._new, self._buckets
        self._number += len(new)
        for value in new:
            self._total += value  # one after the other, so that it does not matter how many come at once
        logarithms = map(math.log, (value if value > 1e-12 else self._NOTHING for value in new))
        for bucket, number in Counter(map(math.floor, map(self._PER_UNIT.__mul__, logarithms))).items():
            buckets[bucket] = buckets.get(bucket, 0) + number
        new.clear()

    @property
    def mean(self) -> float | None:
        """Mean of the values, None without any."""
        self._sort_in()
        return self._total / self._number if self._number else None

    def quantile(self, probability: float) -> float | None:
        """Return the value below which this share of the values lies, to 0.5 %; None without values."""
        self._sort_in()
        seen, wanted = 0, probability * self._number
        for bucket in sorted(self._buckets):
            seen += self._buckets[bucket]
            if seen >= wanted:
                return 0.0 if bucket == self._LOWEST else math.exp((bucket + 0.5) / self._PER_UNIT)
        return None

    def snapshot(self) -> list[Any]:
        """Return the figures as plain values."""
        self._sort_in()
        return [self._number, self._total, sorted(self._buckets.items())]

    def restore(self, values: list[Any]) -> None:
        """Take the figures of a snapshot."""
        self._number, self._total, buckets = values
        self._new.clear()
        self._buckets = {int(bucket): int(number) for bucket, number in buckets}
